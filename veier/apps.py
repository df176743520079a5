from django.apps import AppConfig


class VeierConfig(AppConfig):
    name = "veier"
    verbose_name = "Veier til samarbeid"
