from django.apps import AppConfig


class EpostConfig(AppConfig):
    name = "veier.epost"
    verbose_name = "E-post"
