from django.apps import AppConfig


class KontoConfig(AppConfig):
    name = "veier.konto"
    verbose_name = "Kontoer"
