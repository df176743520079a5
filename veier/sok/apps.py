from django.apps import AppConfig


class SokConfig(AppConfig):
    name = "veier.sok"
    verbose_name = "Søk"
