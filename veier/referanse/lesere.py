"""Hvordan en CSV-fil beskrives, og leserne som gjør teksten i en celle til verdien i et felt.

En leser hever Radfeil med en setning om hva som er galt. Tom celle gir feltets tomme verdi.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import models
from stdnum.no import orgnr

from veier.referanse.modell import Lastbar
from veier.sprak import ANDRE
from veier.typer import Verdier

SKILLE = ";"


class Radfeil(ValueError):
    """Verdien i en celle er feil; meldingen sier hvorfor."""


def tekst(verdi: str) -> str:
    return verdi


def heltall(verdi: str) -> int | None:
    try:
        return int(verdi) if verdi else None
    except ValueError:
        raise Radfeil(f"«{verdi}» er ikke et helt tall") from None


def desimaltall(verdi: str) -> float | None:
    try:
        return float(verdi) if verdi else None
    except ValueError:
        raise Radfeil(f"«{verdi}» er ikke et tall") from None


def dato(verdi: str) -> date | None:
    try:
        return date.fromisoformat(verdi) if verdi else None
    except ValueError:
        raise Radfeil(f"«{verdi}» er ikke en dato på formen ÅÅÅÅ-MM-DD") from None


def ja_nei(verdi: str) -> bool:
    svar = {"ja": True, "nei": False, "": False}
    if verdi not in svar:
        raise Radfeil(f"«{verdi}» må være «ja», «nei» eller tom")
    return svar[verdi]


def liste(verdi: str) -> list[str]:
    return [del_.strip() for del_ in verdi.split(SKILLE) if del_.strip()]


def linjer(verdi: str) -> list[str]:
    """Setninger skilt med « | »; de kan ha semikolon i seg."""
    return [del_.strip() for del_ in verdi.split("|") if del_.strip()]


def organisasjonsnummer(verdi: str) -> str | None:
    if verdi and not orgnr.is_valid(verdi):
        raise Radfeil(f"«{verdi}» er ikke et gyldig organisasjonsnummer")
    return verdi or None


def lenke(verdi: str) -> str:
    if verdi and not verdi.startswith(("https://", "http://")):
        raise Radfeil(f"«{verdi}» er ikke en adresse som begynner med https://")
    return verdi


def ett_av(valg: Iterable[str]) -> Callable[[str], str]:
    tillatt = set(valg)

    def les(verdi: str) -> str:
        if verdi not in tillatt:
            raise Radfeil(f"«{verdi}» er ikke blant {', '.join(sorted(tillatt))}")
        return verdi

    return les


def flere_av(valg: Iterable[str]) -> Callable[[str], list[str]]:
    tillatt = set(valg)

    def les(verdi: str) -> list[str]:
        verdier = liste(verdi)
        if ukjente := [v for v in verdier if v not in tillatt]:
            raise Radfeil(f"«{ukjente[0]}» er ikke blant {', '.join(sorted(tillatt))}")
        return verdier

    return les


def fra_fil(mappe: Path) -> Callable[[str], str]:
    """Cellen er navnet på en fil i ``mappe``; verdien er innholdet. Lange tekster bor best for seg selv."""

    def les(verdi: str) -> str:
        if not verdi:
            return ""
        fil = (mappe / verdi).resolve()
        if not fil.is_relative_to(mappe.resolve()) or not fil.is_file():
            raise Radfeil(f"filen «{verdi}» finnes ikke i {mappe.name}")
        return fil.read_text(encoding="utf-8").strip() + "\n"

    return les


def heltallsliste(verdi: str) -> list[int]:
    try:
        return [int(del_) for del_ in liste(verdi)]
    except ValueError:
        raise Radfeil(f"«{verdi}» er ikke hele tall skilt med semikolon") from None


@dataclass(frozen=True, slots=True)
class Viser:
    """En celle som viser til en rad i en annen tabell ved nøkkelen ``felt``."""

    modell: type[models.Model]
    felt: str = "slug"
    mange: bool = False  # liste av nøkler som lagres som nøkler (ArrayField)


@dataclass(frozen=True, slots=True)
class Kolonne:
    """Kolonnen ``navn`` i filen blir feltet ``felt`` i modellen."""

    navn: str
    les: Callable[[str], object] | Viser = tekst
    felt: str = ""
    paakrevd: bool = False
    valgfri: bool = False  # filen trenger ikke å ha kolonnen

    @property
    def modellfelt(self) -> str:
        return self.felt or self.navn


def kolonner(
    *navn: str, les: Callable[[str], object] | Viser = tekst, paakrevd: bool = False
) -> list[Kolonne]:
    """Flere kolonner som leses likt og heter det samme som feltet."""
    return [Kolonne(ett, les, paakrevd=paakrevd) for ett in navn]


def oversatt(
    *navn: str,
    les: Callable[[str], object] = tekst,
    paakrevd: bool = False,
    ma_oversettes: bool = False,
    valgfri: bool = False,
) -> list[Kolonne]:
    """Tekster på hvert språk: ``kort``, ``kort_nn`` og så videre. ``paakrevd`` gjelder hovedspråket.

    Filen må ha kolonnene for språkene som er lovet (ikke når de er ``valgfri``); de andre kan mangle.
    ``ma_oversettes``: cellene på språkene som er lovet, kan ikke stå tomme.
    """
    andre = [
        Kolonne(
            f"{ett}_{s.kode}",
            les,
            paakrevd=ma_oversettes and s.lovet,
            valgfri=valgfri or not s.lovet,
        )
        for ett in navn
        for s in ANDRE
    ]
    return [*(Kolonne(ett, les, paakrevd=paakrevd) for ett in navn), *andre]


@dataclass(frozen=True, slots=True)
class Fil:
    """En CSV-fil: hvor den er, hvilken tabell den fyller, og hva som gjør en rad unik."""

    sti: Path
    modell: type[Lastbar]
    nokkel: tuple[str, ...]
    kolonner: tuple[Kolonne, ...]
    # Det en ny rad får utover kolonnene i filen.
    nye: Callable[[], Verdier] = dict
