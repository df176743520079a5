from django.apps import AppConfig


class PortenConfig(AppConfig):
    name = "veier.konto.porten"
    label = "porten"
    verbose_name = "ID-porten og Ansattporten"
