"""Ukene slik de vises: ingen antall fra én til fire, og bare uker som er ferdige."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from samarbeid.models import Ukeantall
from samarbeid.uketall.telling import mandagen

FAERREST = 5
UKER = (26, 52, 104)
Hva = Ukeantall.Hva
BREDDE, HOYDE = 100, 30  # diagrammet, i sine egne enheter
LUFT = 0.2  # mellom søylene, av plassen til hver

GRUPPER: tuple[tuple[str, str, str, tuple[Ukeantall.Hva, ...]], ...] = (
    ("lest", "Lest", "Sider som er åpnet, etter hva de handler om.", (
        Hva.FORSIDEN, Hva.ENTREPRENORER, Hva.BEHOV, Hva.EKSEMPLER, Hva.OFFENTLIGE, Hva.MODELLER, Hva.TEMAER, Hva.TILSKUDD,
        Hva.KUNNSKAP,
    )),
    ("provd", "Prøvd", "Ideer i «Prøv ideen» og behov i «Finn en samarbeidsform» der det første steget er sendt inn.", (
        Hva.IDE_UTEN_KONTO, Hva.IDE_MED_KONTO, Hva.BEHOV_UTEN_KONTO, Hva.BEHOV_MED_KONTO,
    )),
    ("sokt", "Søkt", "Søk på søkesiden og i listen over entreprenører.", (Hva.SOK, Hva.SOK_UTEN_TREFF)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Celle:
    """``antall`` er None når det er for lite til å vises."""

    antall: int | None

    def __str__(self) -> str:
        return "under 5" if self.antall is None else str(self.antall)


@dataclass(frozen=True, slots=True)
class Soyle:
    x: float
    y: float
    bredde: float
    hoyde: float


@dataclass(frozen=True, slots=True)
class Gruppe:
    """``rader`` er (mandagen, cellene), den nyeste først. ``storst`` er den høyeste søylen."""

    kode: str
    tittel: str
    hjelp: str
    kolonner: tuple[str, ...]
    rader: tuple[tuple[date, tuple[Celle, ...]], ...]
    soyler: tuple[Soyle, ...]
    storst: int
    i_alt: int


def ukene(antall: int) -> list[date]:
    """Mandagene i de siste ferdige ukene, den eldste først."""
    denne = mandagen(timezone.localdate())
    return [denne - timedelta(weeks=nr) for nr in range(antall, 0, -1)]


def hent(antall_uker: int) -> tuple[Gruppe, ...]:
    """Gruppene. Én spørring. En uke ingen har gjort noe, er med som 0."""
    uker = ukene(antall_uker)
    rader = Ukeantall.objects.filter(uke__gte=uker[0], uke__lte=uker[-1]).values_list("uke", "hva", "antall")
    talt = {(uke, hva): antall for uke, hva, antall in rader.order_by("uke", "hva")}
    return tuple(_gruppen(uker, talt, *gruppe) for gruppe in GRUPPER)


def linjene(grupper: tuple[Gruppe, ...]) -> Iterator[tuple[date, str, str, str]]:
    """(mandagen, gruppen, hva, antallet) for hver celle, den eldste uken først."""
    for gruppe in grupper:
        for uke, celler in reversed(gruppe.rader):
            for kolonne, celle in zip(gruppe.kolonner, celler, strict=True):
                yield uke, gruppe.tittel, kolonne, str(celle)


def _gruppen(
    uker: list[date],
    talt: dict[tuple[date, str], int],
    kode: str,
    tittel: str,
    hjelp: str,
    slagene: tuple[Ukeantall.Hva, ...],
) -> Gruppe:
    rader = [(uke, tuple(_celle(talt.get((uke, slag), 0)) for slag in slagene)) for uke in uker]
    # Søylen er summen av det som vises, så det som er skjult, ikke kan regnes ut. Søk uten treff er alt med i søkene.
    regnes = [nr for nr, slag in enumerate(slagene) if slag != Hva.SOK_UTEN_TREFF]
    summer = [sum(celler[nr].antall or 0 for nr in regnes) for _uke, celler in rader]
    storst = max(summer)
    return Gruppe(
        kode, tittel, hjelp, tuple(str(slag.label) for slag in slagene), tuple(reversed(rader)),
        tuple(_soylene(summer, storst)), storst, sum(summer),
    )  # fmt: skip


def _celle(antall: int) -> Celle:
    return Celle(antall if antall >= FAERREST or not antall else None)


def _soylene(summer: list[int], storst: int) -> Iterator[Soyle]:
    plass = BREDDE / len(summer)
    for nr, sum_ in enumerate(summer):
        hoyde = HOYDE * sum_ / storst if storst else 0
        yield Soyle(
            round(plass * (nr + LUFT / 2), 3),
            round(HOYDE - hoyde, 3),
            round(plass * (1 - LUFT), 3),
            round(hoyde, 3),
        )
