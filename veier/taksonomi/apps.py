from django.apps import AppConfig


class TaksonomiConfig(AppConfig):
    name = "veier.taksonomi"
    verbose_name = "Felles ordforråd"
