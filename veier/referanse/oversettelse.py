"""Tekstene i tabellene på flere språk: én kolonne per rad, og navnet ``kort_nn`` for teksten ``kort`` på nynorsk.

Prøvd mot det som finnes: django-modeltranslation lager en kolonne per språk (en migrering for hvert nytt), og
pghistory kan ikke følge feltene den legger til etterpå; django-parler og en felles tabell av tekster gir en spørring
til per liste, og historikken og gjenopprettingen må hente raden to steder fra; django-modeltrans har den samme formen
som her, men ikke lister, og skjemaet, innlastingen og historikken måtte likevel lært feltene å kjenne.

Her er oversettelsene en del av raden. De følger med i historikken, i «hent tilbake», i låsen og i forhåndsvisningen, og
et nytt språk endrer ingen tabell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeAlias, TypeVar, cast

from django.db import models

from veier.database.kolonner import kolonne
from veier.malform import Reserve, aktiv_malform
from veier.sprak import ANDRE, HOVEDSPRAK, Sprak
from veier.typer import Verdi, Verdier

M = TypeVar("M", bound=models.Model)
S = TypeVar("S", str, list[str])
# Teksten i ett felt på ett språk: én tekst, eller en liste av dem.
Spraktekst: TypeAlias = str | list[str]


class _MedOversettelser(Protocol):
    """En rad som har tekster på flere språk, også fra historikken: språk → felt → tekst."""

    oversettelser: dict[str, dict[str, Spraktekst]]


class _PaaSprak(Protocol):
    def paa(self, felt: str, kode: str) -> Spraktekst: ...


class Oversettelse(NamedTuple):
    """Feltet ``felt`` på et annet språk enn hovedspråket."""

    felt: str
    sprak: Sprak

    @property
    def navn(self) -> str:
        """Navnet i filer, skjemaer og det som sist ble lastet: «kort_nn»."""
        return f"{self.felt}_{self.sprak.kode}"

    def ledetekst(self, modell: type[models.Model]) -> str:
        """«Kort forklart, nynorsk»."""
        navn = str(kolonne(modell, self.felt).verbose_name)
        return f"{navn[:1].upper()}{navn[1:]}, {self.sprak.paa_norsk}"


class Vist:
    """Radens tekster på språket siden vises på; det som ikke er oversatt, er merket som det."""

    __slots__ = ("_rad",)

    def __init__(self, rad: models.Model) -> None:
        self._rad = rad

    def __getattr__(self, felt: str) -> Verdi:
        aktiv, tekst = aktiv_malform(), getattr(self._rad, felt)
        if aktiv == HOVEDSPRAK.kode or felt not in getattr(self._rad, "oversettes", ()):
            return tekst
        return cast(_PaaSprak, self._rad).paa(felt, aktiv) or som_reserve(tekst)


def som_reserve(tekst: S) -> S:
    """Teksten eller listen, merket med at den er på hovedspråket."""
    if isinstance(tekst, list):
        return [Reserve(del_) for del_ in tekst]
    return Reserve(tekst) if tekst else tekst


def oversettelser(modell: type[models.Model]) -> list[Oversettelse]:
    """Hver tekst i tabellen på hvert av de andre språkene, i tabellens rekkefølge."""
    return [Oversettelse(felt, s) for felt in getattr(modell, "oversettes", ()) for s in ANDRE]


def finn(modell: type[models.Model], navn: str) -> Oversettelse | None:
    """Oversettelsen som heter ``navn``; None når det er noe annet."""
    return next((o for o in oversettelser(modell) if o.navn == navn), None)


def modellfelt(modell: type[models.Model], navn: str) -> models.Field:
    """Feltet verdien må passe i: for «kort_nn» er det ``kort``."""
    oversatt = finn(modell, navn)
    return kolonne(modell, oversatt.felt if oversatt else navn)


def hent(rad: models.Model, navn: str) -> object:
    """Verdien av et felt eller en oversettelse, også i en rad fra historikken."""
    oversatt = finn(_modell(rad), navn)
    if oversatt is None:
        return getattr(rad, navn)
    felt, sprak = oversatt
    tekster = cast(_MedOversettelser, rad).oversettelser.get(sprak.kode, {})
    return tekster.get(felt) or type(getattr(rad, felt))()


def har(rad: models.Model, navn: str) -> bool:
    """Om raden, som kan være fra historikken, har feltet eller oversettelsen."""
    return finn(_modell(rad), navn) is not None or hasattr(rad, navn)


def sett(rad: models.Model, navn: str, verdi: object) -> None:
    """Setter et felt eller en oversettelse."""
    oversatt = finn(_modell(rad), navn)
    if oversatt is None:
        setattr(rad, navn, verdi)
        return
    felt, sprak = oversatt
    oversatt_rad = cast(_MedOversettelser, rad)
    tekster = {k: v for k, v in oversatt_rad.oversettelser.get(sprak.kode, {}).items() if k != felt}
    if verdi:
        tekster[felt] = cast(Spraktekst, verdi)
    andre = {kode: t for kode, t in oversatt_rad.oversettelser.items() if kode != sprak.kode}
    oversatt_rad.oversettelser = andre | ({sprak.kode: tekster} if tekster else {})


def ny(modell: type[M], verdier: Verdier) -> M:
    """En ny rad der verdiene kan være oversettelser."""
    oversatt = {o.navn for o in oversettelser(modell)}
    rad = modell(**{navn: verdi for navn, verdi in verdier.items() if navn not in oversatt})
    for navn in oversatt & verdier.keys():
        sett(rad, navn, verdier[navn])
    return rad


def feltnavn(modell: type[models.Model], navn: Iterable[str]) -> set[str]:
    """Kolonnene navnene står i: «kort_nn» står i ``oversettelser``."""
    return {"oversettelser" if finn(modell, ett) else ett for ett in navn}


def _modell(rad: models.Model) -> type[models.Model]:
    return getattr(type(rad), "pgh_tracked_model", type(rad))
