"""Bildene i et eksempel: hva de viser, hvem som har tatt dem, og hvorfor portalen kan bruke dem."""

from __future__ import annotations

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbeid.models.sak.blokkliste import Blokk, Blokkliste
from veier.malform import Reserve, aktiv_malform
from veier.sprak import HOVEDSPRAK

MAPPE, ENDELSE = "saksbilder", "webp"
_SALT = "saksbilde"
_VARER_SEKUNDER = 24 * 3600


class Rett(models.TextChoices):
    """Hvorfor bildet kan brukes her."""

    EGET = "eget", _("Vi har tatt det selv")
    AVTALE = "avtale", _("Den som har rettighetene, har sagt ja")
    LISENS = "lisens", _("Det har en fri lisens")


class Personer(models.TextChoices):
    """Et bilde der noen kan kjennes igjen uten å ha sagt ja, finnes ikke som valg."""

    INGEN = "ingen", _("Nei")
    SAMTYKKE = "samtykke", _("Ja, og hver av dem har sagt ja skriftlig")


class Saksbilde(Blokk):
    """Ett bilde. ``samtykke`` sier hvor samtykkene ligger, og vises bare for redaksjonen."""

    def __str__(self) -> str:
        return f"«{self.get('alt', '')}» ({self.get('opphav', '')})"

    @property
    def alternativ(self) -> str:
        """Teksten for den som ikke ser bildet. Et annet navn enn delen: malen ville funnet ordbokens «alt» først."""
        return str(self._vist("alt"))

    @property
    def bildetekst(self) -> str:
        return self._vist("tekst")

    @property
    def sprak(self) -> str:
        """Språket den alternative teksten er på."""
        aktiv = aktiv_malform()
        return aktiv if self.get(f"alt_{aktiv}") else HOVEDSPRAK.kode

    @property
    def filnavn(self) -> str:
        """Navnet i adressen: uten mappe og endelse."""
        return self["fil"].rpartition("/")[2].removesuffix(f".{ENDELSE}")

    def adresse(self, slug: str, *, ute: bool) -> str:
        """Er bildet ikke ute, virker adressen et døgn, for den som ser på utkastet."""
        sti = reverse("eksempel_bilde", args=[slug, self.filnavn])
        return sti if ute else f"{sti}?utkast={signing.dumps(self['fil'], salt=_SALT)}"

    def _vist(self, del_: str) -> str:
        aktiv, tekst = aktiv_malform(), self.get(del_, "")
        if aktiv == HOVEDSPRAK.kode or not tekst:
            return tekst
        return self.get(f"{del_}_{aktiv}") or Reserve(tekst)


class Bildeliste(Blokkliste):
    """Bildene i rekkefølgen de vises."""

    slag = Saksbilde
    deler = (
        "fil", "bredde", "hoyde", "alt", "alt_nn", "tekst", "tekst_nn", "opphav", "rett", "lisens", "personer", "samtykke",
    )  # fmt: skip
    ukjent_del = "Bildene har en del ingen kjenner."


def kan_ses(fil: str, tegn: str) -> bool:
    """Om ``tegn`` er laget for denne filen det siste døgnet."""
    try:
        return bool(signing.loads(tegn, salt=_SALT, max_age=_VARER_SEKUNDER) == fil)
    except signing.BadSignature:
        return False
