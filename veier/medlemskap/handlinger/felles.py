"""Det handlingene deler: låsen på organisasjonen og brevet til den det gjelder."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import override

from veier.epost.handlinger import send_mal
from veier.medlemskap.models import Medlemsrolle


def laas(organisasjon: models.Model) -> None:
    type(organisasjon)._default_manager.select_for_update(of=("self",)).get(pk=organisasjon.pk)


def rollenavn(rolle: str) -> str:
    return str(Medlemsrolle(rolle).label).lower()


def send_brev(
    mal: str,
    *,
    nokkel: str,
    til: str,
    malform: str,
    side: tuple[str, list[str]] | None = None,
    hemmelig: bool = False,
    **verdier: str,
) -> None:
    with override(malform):
        if side:
            verdier["lenke"] = settings.ADRESSE + reverse(side[0], args=side[1])
        send_mal(mal, nokkel=nokkel, til=til, malform=malform, verdier=verdier, hemmelig=hemmelig)
