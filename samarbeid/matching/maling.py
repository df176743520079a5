"""Måler motoren mot saker med fasit: hvor ofte er ett av de riktige svarene først, eller blant tre, og hvor ofte nevner den
noe som aldri skal nevnes?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samarbeid.matching.typer import JA, NEI, Svar

OMRADER = ("modeller", "niva", "forste_samtale", "beslutter")
# Feltet i fasiten → rekken der ingen av svarene i det skal stå. En modell er nevnt når den passer.
ALDRI = {
    "aldri_modeller": "passer_ja",
    "aldri_niva": "niva",
    "aldri_forste": "forste_samtale",
    "aldri_beslutter": "beslutter",
}
TOPP = 3


@dataclass(slots=True)
class Treffrate:
    """Treff på ett av de fire spørsmålene. Uten noe å måle er andelene None."""

    antall: int = 0
    forst: int = 0
    blant_tre: int = 0
    bom: list[str] = field(default_factory=list)

    def som_json(self) -> dict[str, object]:
        return {
            "antall": self.antall,
            "topp1": self.forst / self.antall if self.antall else None,
            "topp3": self.blant_tre / self.antall if self.antall else None,
            "bom": self.bom,
        }


@dataclass(slots=True)
class Gale:
    """Ideene som har noe som aldri skal nevnes, og de av dem der det likevel ble nevnt."""

    antall: int = 0
    navngitt: int = 0
    hvor: list[str] = field(default_factory=list)

    def som_json(self) -> dict[str, object]:
        return {"antall": self.antall, "navngitt": self.navngitt, "hvor": self.hvor}


def lister(svar: Svar) -> dict[str, list[str]]:
    """Svaret som rekkene som måles, i rekkefølge og uten gjentakelser."""

    def roller(navn: str) -> Iterable[str]:
        return (r.rolle for vei in svar.veier for r in getattr(vei, navn))

    return {
        "modeller": [v.slug for v in svar.modeller if v.passer != NEI],
        "passer_ja": [v.slug for v in svar.modeller if v.passer == JA],
        "niva": list(dict.fromkeys(vei.niva for vei in svar.veier)),
        "forste_samtale": list(dict.fromkeys(roller("forste_samtale"))),
        "beslutter": list(dict.fromkeys(roller("beslutter"))),
    }


def mal(saker: Sequence[tuple[Svar, Mapping[str, Sequence[str]]]]) -> dict[str, Treffrate]:
    """Treffraten på hvert område. En tom fasit måles ikke."""
    rater = {omrade: Treffrate() for omrade in OMRADER}
    for svar, fasit in saker:
        rekker = lister(svar)
        for omrade, rate in rater.items():
            riktige = set(fasit.get(omrade, ()))
            if not riktige:
                continue
            rate.antall += 1
            rate.forst += bool(riktige & set(rekker[omrade][:1]))
            if riktige & set(rekker[omrade][:TOPP]):
                rate.blant_tre += 1
            else:
                rate.bom.append(svar.ide.tittel)
    return rater


def mal_gale(saker: Sequence[tuple[Svar, Mapping[str, Sequence[str]]]]) -> Gale:
    """Ideene der svaret nevner noe fasiten sier at det aldri skal nevne."""
    gale = Gale()
    for svar, fasit in saker:
        if not any(fasit.get(felt) for felt in ALDRI):
            continue
        gale.antall += 1
        rekker = lister(svar)
        nevnt = [
            slug for felt, rekke in ALDRI.items() for slug in fasit.get(felt, ()) if slug in rekker[rekke]
        ]
        gale.navngitt += bool(nevnt)
        gale.hvor += [f"{svar.ide.tittel}: {slug}" for slug in dict.fromkeys(nevnt)]
    return gale


HOYST_PARTNERE = 5


@dataclass(frozen=True, slots=True)
class Vistpartner:
    """En entreprenør i svaret på et behov. ``godt``: vist som et godt treff, ikke bare et forsiktig."""

    slug: str
    godt: bool


def mal_behov(
    saker: Sequence[tuple[Sequence[Vistpartner], Mapping[str, Sequence[str]]]],
) -> dict[str, object]:
    """``p1``: andelen der den første er riktig. ``r5``: andelen av de riktige, høyst fem, blant de fem første.

    En tom fasit er riktig når ingen vises som et godt treff. ``gale`` er behovene der noen vises som aldri skal det.
    """
    forst, blant_fem, gale = [], [], 0
    for vist, fasit in saker:
        riktige, slugger = set(fasit.get("entreprenorer", ())), [v.slug for v in vist]
        if riktige:
            forst.append(float(bool(riktige & set(slugger[:1]))))
            funnet = riktige & set(slugger[:HOYST_PARTNERE])
            blant_fem.append(len(funnet) / min(HOYST_PARTNERE, len(riktige)))
        else:
            ingen = float(not any(v.godt for v in vist))
            forst.append(ingen)
            blant_fem.append(ingen)
        gale += bool(set(fasit.get("aldri", ())) & set(slugger))
    antall = len(saker)
    return {
        "antall": antall,
        "p1": sum(forst) / antall if antall else None,
        "r5": sum(blant_fem) / antall if antall else None,
        "gale": gale,
    }
