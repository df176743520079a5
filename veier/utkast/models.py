"""Grunnlaget for det som fylles ut uten konto."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.kryptering import dekrypter_med, krypter_med
from veier.lenker import avtrykk
from veier.utkast.querysets import Utkastsporring

LEVETID = timedelta(days=90)


def lag_nokkel() -> str:
    """128 tilfeldige biter i en form som tåler å stå i en adresse."""
    return secrets.token_urlsafe(16)


def om_levetiden():
    return timezone.now() + LEVETID


class Utkast(models.Model):
    """``svar`` er det som er skrevet, steg for steg, slik det ble skrevet.

    To nøkler: eierens (endre, slette) og en til å dele, bare for å lese. Ingen av dem står i databasen. Der er
    avtrykkene de slås opp på, og delenøkkelen kryptert med eierens: hun ser lenken hun har delt, og ingen andre.
    """

    hendelsesnavn = "utkast"

    # Bare det som nettopp er laget, eller er hentet med en av nøklene, kjenner den.
    nokkel = ""
    _delenokkel = ""

    avtrykk = models.CharField(_("avtrykk av eierens nøkkel"), max_length=64, unique=True, editable=False)
    delt_avtrykk = models.CharField(
        _("avtrykk av delenøkkelen"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    forseglet_delenokkel = models.TextField(_("forseglet delenøkkel"), blank=True, editable=False)
    svar = models.JSONField(_("svar"), default=dict)
    # Steg → felt → fanen som lagret det sist (veier.fletting).
    faner = models.JSONField(_("faner"), default=dict, blank=True, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)
    endret_tid = models.DateTimeField(_("endret"), auto_now=True)
    utloper_tid = models.DateTimeField(_("slettes"), default=om_levetiden, db_index=True)

    objects = Utkastsporring.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"utkast fra {self.opprettet_tid:%Y-%m-%d}"

    @property
    def er_delt(self) -> bool:
        return self.delt_avtrykk is not None

    @property
    def delenokkel(self) -> str:
        """Delenøkkelen, for den som kom med en av nøklene. Tom når utkastet ikke er delt."""
        if not self.er_delt:
            return ""
        return self._delenokkel or dekrypter_med(self.nokkel, self.forseglet_delenokkel)

    def kjenn(self, *, nokkel: str = "", delenokkel: str = "") -> None:
        """Den som kom, hadde denne nøkkelen."""
        self.nokkel, self._delenokkel = nokkel, delenokkel

    def sett_nokkel(self, nokkel: str) -> None:
        self.avtrykk, self.nokkel = avtrykk(nokkel), nokkel

    def sett_delenokkel(self, delenokkel: str | None) -> None:
        """Deler med nøkkelen, eller slutter å dele. Den som gjør det, må ha eierens."""
        self.delt_avtrykk = avtrykk(delenokkel) if delenokkel else None
        self.forseglet_delenokkel = krypter_med(self.nokkel, delenokkel) if delenokkel else ""
        self._delenokkel = delenokkel or ""
