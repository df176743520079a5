from django.apps import AppConfig


class EntreprenorerConfig(AppConfig):
    name = "entreprenorer"
    verbose_name = "Entreprenører"
