"""Et steg, skjemaet i det, og rekken av steg. Skjemaene får kunnskapen inn og spør ikke.

Det som er særlig ved ett steg, er kroker på skjemaet: mekanismen spør aldri hvilket steg det er.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, TypeAlias, TypedDict, Unpack

from django.utils.datastructures import MultiValueDict

from veier.fletting import Rasvar
from veier.forms import Skjema, Skjemavalg
from veier.typer import Setning, Verdier

# Det skjemaene i stegene får inn. Hva det er, vet den som laget dem.
Kunnskap: TypeAlias = Any


class Stegvalg(TypedDict):
    """Det et skjema i et steg lages med, utenom det som er skrevet."""

    kunnskap: Kunnskap
    forslag: NotRequired[tuple[str, ...]]


class Stegskjema(Skjema):
    """Skjemaet i ett steg. ``kunnskap`` gir valgene; ``forslag`` er det svarene i de andre stegene peker på."""

    mal = "steg/_felter.html"  # tegner feltene; får ``skjema``
    hjelpefelt: tuple[str, ...] = ()  # felt som bare hjelper til å fylle ut de andre, og ikke er svar

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        kunnskap: Kunnskap,
        forslag: tuple[str, ...] = (),
        **valg: Unpack[Skjemavalg],
    ) -> None:
        super().__init__(data, **valg)
        self.kunnskap = kunnskap
        self.forslag = forslag
        self.klargjor()

    def klargjor(self) -> None:
        """Setter valg som kommer fra kunnskapen."""

    @classmethod
    def foresla(cls, svar: Rasvar, kunnskap: Kunnskap) -> tuple[str, ...]:
        """Det svarene i alle stegene peker på i dette."""
        return ()

    @classmethod
    def forhandsvalgt(cls, svar: Rasvar, kunnskap: Kunnskap) -> dict[str, list[str]]:
        """Det som er krysset av når siden åpnes og feltet ikke er besvart. Det er et svar først når siden sendes."""
        return {}

    @classmethod
    def ledetekst(cls, felt: str) -> str:
        """Spørsmålet feltet svarer på."""
        return str(cls.base_fields[felt].label)

    def lagres(self, svar: dict[str, list[str]]) -> dict[str, list[str]]:
        """Det som lagres når skjemaet er gyldig: ``svar`` slik det ble skrevet, der ikke annet er bedre."""
        return svar

    def besvart(self) -> Verdier:
        """De gyldige verdiene som er svar."""
        return {felt: verdi for felt, verdi in self.cleaned_data.items() if verdi not in (None, "", [], ())}


@dataclass(frozen=True, slots=True)
class Steg:
    """Ett steg: koden det lagres under, tittelen og skjemaet."""

    kode: str
    tittel: Setning
    skjema: type[Stegskjema]

    @property
    def feltene(self) -> list[str]:
        """Feltene som er svar."""
        return [felt for felt in self.skjema.base_fields if felt not in self.skjema.hjelpefelt]


Stegrekke = tuple[Steg, ...]


def steg_for_felt(rekke: Stegrekke) -> dict[str, int]:
    """Hvilket steg (fra 1) hvert felt står i."""
    return {felt: nr for nr, steg in enumerate(rekke, 1) for felt in steg.skjema.base_fields}


def bind(steg: Steg, data: Rasvar | None, **valg: Unpack[Stegvalg]) -> Stegskjema:
    """Skjemaet for steget, bundet til det som er skrevet (None = tomt)."""
    skrevet: MultiValueDict[str, str] | None = MultiValueDict(dict(data)) if data is not None else None
    return steg.skjema(skrevet, **valg)


def uten_feil(steg: Steg, svar: Rasvar, **valg: Unpack[Stegvalg]) -> Stegskjema:
    """Skjemaet slik det ble forlatt, uten feilmeldinger: ingen skal møtes av feil når siden åpnes."""
    start: dict[str, object] = {}
    for felt, definisjon in steg.skjema.base_fields.items():
        if verdier := svar.get(felt):
            flere = getattr(definisjon.widget, "allow_multiple_selected", False)
            start[felt] = verdier if flere else verdier[-1]
    return steg.skjema(initial=start, **valg)


def les_felter(rekke: Stegrekke, svar: Mapping[str, Rasvar], kunnskap: Kunnskap) -> Verdier:
    """Svarene fra alle stegene. Felt som ikke er gyldige, regnes som ikke besvart."""
    felter: Verdier = {}
    for steg in rekke:
        if steg.kode in svar:
            skjema = bind(steg, svar[steg.kode], kunnskap=kunnskap)
            skjema.full_clean()
            felter |= skjema.besvart()
    return felter
