from django.apps import AppConfig


class MedlemskapConfig(AppConfig):
    name = "veier.medlemskap"
    verbose_name = "Medlemskap"
