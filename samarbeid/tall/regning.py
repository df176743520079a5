"""Fra rader til tabeller ingen kan kjenne noen igjen i. Ren Python.

Et antall under fem vises aldri. Det kan heller ikke regnes ut av summen: det som skjules, er alltid minst to rader og minst fem
til sammen. Er det ikke det, skjules den minste av dem som ellers hadde vært vist, til det er det.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

FAERREST = 5


@dataclass(frozen=True, slots=True)
class Rad:
    """``del_`` er andelen av den største raden, i prosent, til søylen."""

    navn: str
    antall: int
    del_: int


@dataclass(frozen=True, slots=True)
class Tabell:
    """``resten`` er summen av radene som ikke vises; 0 når alle vises. ``for_fa``: det er noe, men for lite til å si noe."""

    kode: str
    tittel: str
    kolonne: str
    rader: tuple[Rad, ...] = ()
    resten: int = 0
    for_fa: bool = False

    @property
    def tom(self) -> bool:
        return not self.rader and not self.resten and not self.for_fa


def lag_tabell(kode: str, tittel: str, kolonne: str, antall: Mapping[str, int]) -> Tabell:
    """``antall`` er navnet → antallet. Nuller er ikke rader."""
    vises = sorted(((n, v) for n, v in antall.items() if v >= FAERREST), key=lambda p: (-p[1], p[0]))
    skjult = [v for v in antall.values() if 0 < v < FAERREST]
    while skjult and vises and (len(skjult) < 2 or sum(skjult) < FAERREST):
        skjult.append(vises.pop()[1])
    resten = sum(skjult)
    if skjult and not vises and (resten < FAERREST or len(skjult) < 2):
        return Tabell(kode, tittel, kolonne, for_fa=True)
    storst = max([v for _n, v in vises] + [resten], default=0)
    rader = tuple(Rad(navn, verdi, round(100 * verdi / storst)) for navn, verdi in vises)
    return Tabell(kode, tittel, kolonne, rader, resten)


def tell(verdier: Iterable[Iterable[str]]) -> Counter[str]:
    """Hvor mange som har hver verdi. Den som har den to ganger, telles én gang."""
    ut: Counter[str] = Counter()
    for ett in verdier:
        ut.update(set(ett))
    return ut


def virkedager(fra: date, til: date, er_virkedag: Callable[[date], bool]) -> int:
    """Virkedagene fra dagen etter ``fra`` til og med ``til``. Samme dag er 0."""
    return sum(er_virkedag(fra + timedelta(days=d)) for d in range(1, (til - fra).days + 1))


def medianer(dager: Mapping[str, list[int]]) -> dict[str, int]:
    """Navnet → medianen, for dem med minst fem svar. Antallet svar sies ikke: det kunne trekkes fra et annet."""
    return {navn: round(median(d)) for navn, d in dager.items() if len(d) >= FAERREST}
