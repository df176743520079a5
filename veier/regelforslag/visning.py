"""Et forslag slik en redaktør leser det: feltene med ledetekst, og kodene og radene med navn."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from veier.konto import historikk
from veier.referanse import oversettelse
from veier.referanse.endring import Endring
from veier.typer import Verdi

TOM = ["(tomt)"]


@dataclass(frozen=True, slots=True)
class Vist:
    """``endringer`` og ``siden`` er (feltet, linjene før, linjene etter); ``siden`` er det en annen har endret etterpå."""

    navn: str
    ny: bool
    adresse: str
    endringer: list[tuple[str, list[str], list[str]]]
    siden: list[tuple[str, list[str], list[str]]]
    borte: str = ""


def felt_for_felt(
    modell: type[models.Model], for_: dict[str, str], etter: dict[str, str]
) -> list[tuple[str, list[str], list[str]]]:
    """(feltet, linjene før, linjene etter) for hvert felt i ``etter``. En ny rad har ingen linjer før, og
    de tomme feltene er ikke med."""
    return [
        (
            _ledetekst(modell, navn),
            _i_ord(modell, navn, for_[navn]) if for_ else [],
            _i_ord(modell, navn, celle),
        )
        for navn, celle in etter.items()
        if for_ or celle not in {"", "nei"}
    ]


def vis(
    modell: type[models.Model], endring: Endring, *, adresse: str, na: dict[str, str], borte: str
) -> Vist:
    """``na`` er feltene en annen har endret siden, slik de står nå."""
    endringer = felt_for_felt(modell, endring.sto, endring.blir)
    siden = felt_for_felt(modell, {f: endring.sto[f] for f in na}, na)
    return Vist(endring.navn, endring.rad is None, adresse, endringer, siden, borte)


def _ledetekst(modell: type[models.Model], navn: str) -> str:
    oversatt = oversettelse.finn(modell, navn)
    if oversatt:
        return oversatt.ledetekst(modell)
    felt = _feltet(modell, navn)
    tekst = str(felt.verbose_name) if felt else navn
    return tekst[:1].upper() + tekst[1:]


def _i_ord(modell: type[models.Model], navn: str, celle: str) -> list[str]:
    """Cellen som linjer. Et felt tabellen ikke har lenger, står slik det ble skrevet."""
    felt = _feltet(modell, navn)
    if not celle:
        return TOM
    if felt is None:
        return celle.split("\n")
    verdi: Verdi = celle.split("\n") if len(celle.split("\n")) > 1 or hasattr(felt, "base_field") else celle
    return historikk.i_ord(felt, verdi)


def _feltet(modell: type[models.Model], navn: str) -> models.Field | None:
    try:
        return oversettelse.modellfelt(modell, navn)
    except FieldDoesNotExist:
        return None
