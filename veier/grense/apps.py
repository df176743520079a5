from django.apps import AppConfig


class GrenseConfig(AppConfig):
    name = "veier.grense"
    verbose_name = "Fartsgrenser"
