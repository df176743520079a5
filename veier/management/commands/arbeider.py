"""manage.py arbeider: kjører jobbene i køen til den får beskjed om å stoppe."""

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

import veier.jobber  # noqa: F401 – registrerer de felles jobbene


class Command(BaseCommand):
    help = "Kjører jobber fra køen. Stopp med Ctrl-C eller SIGTERM."

    def handle(self, **_valg):
        with app.replace_connector(app.connector.get_worker_connector()) as arbeidsapp:
            arbeidsapp.run_worker(concurrency=2, shutdown_graceful_timeout=20, delete_jobs="successful")
