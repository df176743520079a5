"""Hva som mangler: stegene tar imot alt, og det som skal publiseres, kontrolleres samlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.forms import BoundField

from veier.fletting import Rasvar
from veier.steg.skjema import Kunnskap, Steg, Stegrekke, Stegskjema, bind
from veier.typer import Setning, Verdier


@dataclass(frozen=True, slots=True)
class Onske:
    """Noe som bør fylles ut. ``mangler`` sier hva, ``hvorfor`` hva det er godt for. Påkrevd: kreves for å publisere."""

    felt: str
    mangler: Setning
    hvorfor: Setning
    paakrevd: bool = False


@dataclass(frozen=True, slots=True)
class Kontroll:
    """Svarene lest på nytt. ``feil`` er per felt; ``mangler`` er ønskene som ikke er oppfylt."""

    verdier: Verdier
    feil: dict[str, list[str]]
    mangler: tuple[Onske, ...]
    oppfylt: int = 0
    onsker: int = 0
    felt: dict[str, BoundField] = field(default_factory=dict)

    @property
    def kan_publiseres(self) -> bool:
        return not self.feil and not any(o.paakrevd for o in self.mangler)

    @property
    def prosent(self) -> int:
        """Hvor mye av det som bør fylles ut, som er det. 0–100."""
        return 100 * self.oppfylt // self.onsker if self.onsker else 100


def les_steg(steg: Steg, svar: Rasvar, kunnskap: Kunnskap) -> Stegskjema:
    """Skjemaet for steget, bundet til det som er skrevet, og kontrollert."""
    skjema = bind(steg, {f: list(svar.get(f, [])) for f in steg.feltene}, kunnskap=kunnskap)
    skjema.full_clean()
    return skjema


def kontroller(
    rekke: Stegrekke, svar: Rasvar, kunnskap: Kunnskap, onsker: Sequence[Onske], andre: Sequence[str] = ()
) -> Kontroll:
    """Alle stegene lest på nytt. ``andre`` er felt uten skjema, som tas som de er. Ugyldige felt er ikke med."""
    verdier: Verdier = {felt: (list(svar.get(felt, [])) or [""])[-1] for felt in andre}
    feil: dict[str, list[str]] = {}
    felt: dict[str, BoundField] = {}
    for steg in rekke:
        skjema = les_steg(steg, svar, kunnskap)
        for navn in steg.feltene:
            felt[navn] = skjema[navn]
            if navn in skjema.errors:
                feil[navn] = [str(melding) for melding in skjema.errors[navn]]
            elif navn in skjema.cleaned_data:
                verdier[navn] = skjema.cleaned_data[navn]
        if annet := skjema.non_field_errors():
            feil[steg.feltene[0]] = [*feil.get(steg.feltene[0], []), *annet]
    mangler = tuple(o for o in onsker if er_tomt(verdier.get(o.felt)) and o.felt not in feil)
    return Kontroll(
        verdier=verdier,
        feil=feil,
        mangler=mangler,
        oppfylt=sum(o.felt not in feil and o not in mangler for o in onsker),
        onsker=len(onsker),
        felt=felt,
    )


def er_tomt(verdi: object) -> bool:
    """Ikke besvart. «Nei» og 0 er svar."""
    return verdi in (None, "", [], (), {})
