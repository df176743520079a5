"""Grunnlaget for det som fylles ut uten konto."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.deling import Delbar
from veier.deling import lag_nokkel as lag_nokkel  # de første migreringene finner den her
from veier.kryptering import dekrypter_med, krypter_med
from veier.lenker import avtrykk
from veier.utkast.querysets import Utkastsporring

LEVETID = timedelta(days=90)
# Fire ganger det lengste skjemaene tar imot med norske bokstaver, i oktetter. Databasen har en skranke på det samme.
STORST = 40_000


def om_levetiden() -> datetime:
    return timezone.now() + LEVETID


class Utkast(Delbar):
    """``svar`` er det som er skrevet, steg for steg, slik det ble skrevet.

    To nøkler: eierens (endre, slette) og en til å dele, bare for å lese. Ingen av dem står i databasen. Der er
    avtrykkene de slås opp på, og delenøkkelen kryptert med eierens: hun ser lenken hun har delt, og ingen andre.
    """

    hendelsesnavn = "utkast"
    hemmelige_felt = frozenset({"svar"})  # ingen side i redaksjonen viser, filtrerer eller søker i dem

    # Bare det som nettopp er laget, eller er hentet med en av nøklene, kjenner den.
    nokkel = ""

    avtrykk = models.CharField(_("avtrykk av eierens nøkkel"), max_length=64, unique=True, editable=False)
    svar = models.JSONField(_("svar"), default=dict)
    # Steg → felt → fanen som lagret det sist (veier.fletting).
    faner = models.JSONField(_("faner"), default=dict, blank=True, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)
    endret_tid = models.DateTimeField(_("endret"), auto_now=True)
    utloper_tid = models.DateTimeField(_("slettes"), default=om_levetiden, db_index=True)

    objects = Utkastsporring.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"utkast fra {self.opprettet_tid:%Y-%m-%d}"

    def kjenn(self, *, nokkel: str = "", delenokkel: str = "") -> None:
        """Den som kom, hadde denne nøkkelen."""
        self.nokkel, self._delenokkel = nokkel, delenokkel

    def sett_nokkel(self, nokkel: str) -> None:
        self.avtrykk, self.nokkel = avtrykk(nokkel), nokkel

    def forsegl(self, delenokkel: str) -> str:
        """Med eierens nøkkel: den som deler, må ha den."""
        return krypter_med(self.nokkel, delenokkel)

    def bryt_seglet(self) -> str:
        """Hever KanIkkeLeses når utkastet er hentet uten eierens nøkkel."""
        return dekrypter_med(self.nokkel, self.forseglet_delenokkel)
