from django.apps import AppConfig


class HendelserConfig(AppConfig):
    name = "veier.hendelser"
    verbose_name = "Hendelser"
