"""Hvor anskaffelsen står i en samtale: det virksomheten har sagt i den, og det den har sagt om behovet samtalen gjelder."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor
from kommuner.doffin import adressen
from kommuner.models import Behov
from veier.taksonomi.ordforrad import Behovstilstand


class Anskaffelse(models.TextChoices):
    APEN = "apen", _("Åpen dialog")
    PLANLEGGES = "planlegges", _("Konkurranse planlegges")
    KUNNGJORT = "kunngjort", _("Konkurransen er kunngjort")
    AVSLUTTET = "avsluttet", _("Konkurransen er avsluttet")


# Så lenge etter at en samtale ble avsluttet med konkurransen kunngjort: da kan den ennå være i gang, og ingen sier fra når den er over.
KONKURRANSEN_VARER = timedelta(days=180)


# Samtalene der konkurransen er kunngjort: ``er_kunngjort`` som spørring.
ER_KUNNGJORT = Q(anskaffelse=Anskaffelse.KUNNGJORT) | Q(behov__tilstand=Behovstilstand.KUNNGJORT)


class _Samtale(Protocol):
    anskaffelse: str
    doffin: str

    entreprenor: Entreprenor

    @property
    def behov(self) -> Behov | None: ...
    @property
    def behovet_er_kunngjort(self) -> bool: ...
    @property
    def konkurransen(self) -> Anskaffelse: ...


class MedKonkurranse:
    """Er konkurransen om behovet kunngjort, er alle samtalene om det stengt likt, også de ingen har sagt noe om den i."""

    @property
    def behovet_er_kunngjort(self: _Samtale) -> bool:
        return self.behov is not None and self.behov.tilstand == Behovstilstand.KUNNGJORT

    @property
    def konkurransen(self: _Samtale) -> Anskaffelse:
        """Stillingen som gjelder."""
        return Anskaffelse.KUNNGJORT if self.behovet_er_kunngjort else Anskaffelse(self.anskaffelse)

    @property
    def er_kunngjort(self: _Samtale) -> bool:
        return self.konkurransen == Anskaffelse.KUNNGJORT

    @property
    def kunngjort_her(self: _Samtale) -> str:
        """Referansen til konkurransen."""
        return self.behov.doffin if self.behov and self.behovet_er_kunngjort else self.doffin

    @property
    def kunngjoringen(self: _Samtale) -> str:
        """Adressen til konkurransen. Tom når den ikke er kjent, og når samtalen er diktet opp."""
        if self.behov and self.behovet_er_kunngjort:
            return self.behov.kunngjoringen
        return "" if self.entreprenor.oppdiktet else adressen(self.doffin)
