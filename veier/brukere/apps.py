from django.apps import AppConfig


class BrukereConfig(AppConfig):
    name = "veier.brukere"
    verbose_name = "Brukere"
