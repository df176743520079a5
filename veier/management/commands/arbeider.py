"""manage.py arbeider: kjører jobbene i køen til den får beskjed om å stoppe."""

from __future__ import annotations

import asyncio
from typing import cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

import veier.jobber.jobber  # noqa: F401 – registrerer de felles jobbene
from veier.drift.ved_start import si_fra_ved_start
from veier.jobber.arbeid import Arbeider, Stanset


class Command(BaseCommand):
    help = "Kjører jobber fra køen. Stopp med Ctrl-C eller SIGTERM."

    def handle(self, **_valg: object) -> None:
        if settings.I_DRIFT:
            si_fra_ved_start()
        with app.replace_connector(cast(DjangoConnector, app.connector).get_worker_connector()) as arbeidsapp:
            try:
                asyncio.run(Arbeider(arbeidsapp).kjor())
            except Stanset as feil:
                raise CommandError(str(feil)) from None
