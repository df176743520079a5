from django.apps import AppConfig


class PersonvernConfig(AppConfig):
    name = "veier.personvern"
    verbose_name = "Personvern"
