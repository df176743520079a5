"""Alle stedsnavnene motoren kjenner, ordnet etter første ord, så en tekst leses én gang."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from samarbeid.matching.typer import Omradeprofil, Partprofil
from veier.sok.normalisering import fold
from veier.sok.sammensetninger import er_vanlig_ord
from veier.sok.steder import les_postnumre, les_steder

ORD = re.compile(r"[^\W\d_]+|\d+")
# Regioner og steder som også er vanlige ord: «lister over deltakere», «salten i maten».
_OGSA_ORD = frozenset(
    """
lister salten sogn dalane toten viken innlandet ryfylke land odal hafs hell lade
ila hana moa kroken arna fana borge tiller hasle løkka kampen rommen sinsen gamlebyen brevik mandal straumen kleppe
otta flisa kjeller tofte tomter rygge heimdal olsvik nesset hinna tasta vestli alta tana stord
""".split()
)
_RANG = ("kommune", "fylke", "bydel", "region", "landsdel", "gammelt_fylke", "strok", "tettsted")


@dataclass(frozen=True, slots=True)
class Sted:
    """Det ett navn kan være. ``omrader`` er hele stedet; ``valg`` er flere steder med samme navn (da er ``omrader`` tom)."""

    navn: str
    slag: str
    omrader: tuple[str, ...]
    bydel: str = ""
    valg: tuple[str, ...] = ()
    vanlig: bool = False  # leses like gjerne som et vanlig ord


@dataclass(slots=True)
class Stedsoppslag:
    _forst: dict[str, list[tuple[tuple[str, ...], tuple[Sted, ...]]]] = field(default_factory=dict)

    def legg_til(self, navn: str, sted: Sted) -> None:
        nokkel = tuple(navnedeler(navn))
        if not nokkel:
            return
        rekke = self._forst.setdefault(nokkel[0], [])
        for nr, (deler, steder) in enumerate(rekke):
            if deler == nokkel:
                rekke[nr] = (deler, tuple(sorted((*steder, sted), key=lambda s: _RANG.index(s.slag))))
                return
        rekke.append((nokkel, (sted,)))
        rekke.sort(key=lambda par: -len(par[0]))

    def lengste(self, deler: list[str], i: int) -> tuple[int, tuple[Sted, ...]] | None:
        """(antall ord, stedene) for det lengste navnet som begynner på ord ``i``. Eieform går bra i siste ord."""
        eieform = _uten_s(deler[i])
        if deler[i] not in self._forst and eieform not in self._forst:  # de fleste ordene
            return None
        for nokkel, steder in (*self._forst.get(deler[i], ()), *self._forst.get(eieform, ())):
            ord_ = tuple(deler[i : i + len(nokkel)])
            if ord_[:-1] == nokkel[:-1] and nokkel[-1] in {ord_[-1], _uten_s(ord_[-1])}:
                return len(nokkel), steder
        return None


def _uten_s(ord_: str) -> str:
    return ord_.removesuffix("s") if len(ord_) > 3 else ord_


def navnedeler(navn: str) -> list[str]:
    return ORD.findall(fold(navn))


def lag_stedsoppslag(
    omrader: Mapping[str, Omradeprofil],
    stedsnavn: Mapping[str, tuple[str, ...]],
    parter: Iterable[Partprofil],
) -> Stedsoppslag:
    """Dagens og tidligere kommuner og fylker, og stedene i ``veier.sok.steder`` som ligger i dem."""
    oppslag = Stedsoppslag()
    for navn, koder in stedsnavn.items():
        slag = _slag(koder, omrader)
        entydig = koder if len(koder) == 1 else ()
        oppslag.legg_til(navn, Sted(navn, slag, entydig, valg=() if entydig else koder, vanlig=_vanlig(navn)))
    for kode, omrade in omrader.items():
        if omrade.type == "fylke" and kode not in stedsnavn.get(fold(omrade.navn), ()):
            oppslag.legg_til(omrade.navn, Sted(omrade.navn, "fylke", (kode,)))
    bydeler = {part.slug for part in parter if part.type == "bydel"}
    for rad in les_steder():
        koder = tuple(kode for kode in rad.omrader if kode in omrader)
        bydel = rad.bydel if rad.bydel in bydeler else ""
        for navn in rad.navn if koder else ():
            oppslag.legg_til(navn, Sted(rad.navn[0], rad.slag, koder, bydel, vanlig=_vanlig(navn)))
    return oppslag


def _slag(koder: tuple[str, ...], omrader: Mapping[str, Omradeprofil]) -> str:
    return "fylke" if omrader[koder[0]].type == "fylke" else "kommune"


def _vanlig(navn: str) -> bool:
    return er_vanlig_ord(navn) or navn.lower() in _OGSA_ORD


@cache
def fornavn() -> frozenset[str]:
    fil = Path(__file__).parent.parent / "data" / "fornavn.txt"
    return frozenset(fold(navn) for navn in fil.read_text(encoding="utf-8").split())


def omrade_for_postnummer(nummer: int, omrader: Mapping[str, Omradeprofil]) -> str:
    """Fylket eller kommunen postnummeret ligger i, når hele bolken ligger der. Ellers tom."""
    return next((p.omrade for p in les_postnumre() if p.fra <= nummer <= p.til and p.omrade in omrader), "")
