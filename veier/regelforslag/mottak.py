"""Tar imot endringene fra tabellene der to må se på dem."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from veier.brukere.innlogget import den_innloggede
from veier.referanse.endring import Endring
from veier.referanse.virkning import Virkning
from veier.regelforslag.handlinger import foresla
from veier.regelforslag.models import Regelforslag


class Mottak:
    """Se ``veier.referanse.endring.Mottaker``."""

    def send(
        self,
        request: HttpRequest,
        modell: type[models.Model],
        endringer: Sequence[Endring],
        virkning: Sequence[Virkning],
        hvorfor: str,
    ) -> str:
        forslag = foresla(modell, endringer, virkning, hvorfor=hvorfor, av=den_innloggede(request))
        return reverse("regelforslag", args=[forslag.pk])

    def ventende(self, rad: models.Model) -> Sequence[tuple[str, str]]:
        om_raden = Regelforslag.objects.ventende().filter(
            tabell=rad._meta.label_lower, endringer__contains=[{"rad": rad.pk}]
        )
        return [
            (
                f"{f.foreslatt_av or 'En annen'} har foreslått en endring her, som venter på svar.",
                reverse("regelforslag", args=[f.pk]),
            )
            for f in om_raden.select_related("foreslatt_av")
        ]
