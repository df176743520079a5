"""Hvordan visningene fordeler seg mellom entreprenørene, og om de som er like, er vist like ofte."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Sum
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.models import Eksponering, Katalograd
from veier.tekst import sorteringsnokkel

DAGER = 90
# (fra og med, til og med); den siste er åpen.
BAND = ((0, 0), (1, 9), (10, 49), (50, 199), (200, 999), (1000, None))
# Like entreprenører skal være vist så mange ganger til sammen før en forskjell sier noe, og så skjevt er skjevt.
MINST_I_GRUPPEN, SKJEVT = 50, 2.0
VISES = 20


@dataclass(frozen=True, slots=True)
class Band:
    """Så mange entreprenører er vist så mange ganger. ``andel`` er prosent av alle."""

    navn: str
    antall: int
    andel: int


@dataclass(frozen=True, slots=True)
class Likegruppe:
    """Entreprenører med de samme temaene, målgruppene og stedene. ``tallene`` er visningene til hver, det største først."""

    navn: tuple[str, ...]
    tallene: tuple[int, ...]

    @property
    def skjevhet(self) -> float:
        """Den mest viste mot den minst viste; den som aldri er vist, regnes som vist én gang."""
        return self.tallene[0] / max(1, self.tallene[-1])


@dataclass(frozen=True, slots=True)
class Fordeling:
    """``tidelen`` er prosenten av visningene som gikk til tidelen som ble vist oftest."""

    dager: int
    entreprenorer: int
    visninger: int
    midten: float
    tidelen: int
    band: tuple[Band, ...]
    flater: tuple[tuple[str, int], ...]
    mest: tuple[tuple[str, int], ...]
    skjeve: tuple[Likegruppe, ...]


def fordelingen(dager: int = DAGER) -> Fordeling:
    """De siste dagene, med dem ingen har sett. Fire spørsmål."""
    rader = Eksponering.objects.filter(dag__gt=timezone.localdate() - timedelta(days=dager))
    vist = dict(rader.values_list("entreprenor").annotate(Sum("antall")).order_by())
    grupper = _like(vist)
    tallene = sorted((antall for gruppe in grupper for antall, _n in gruppe), reverse=True)
    flater = rader.values_list("flate").annotate(i_alt=Sum("antall")).order_by("-i_alt", "flate")
    navn = {str(kode): str(ord_) for kode, ord_ in Eksponering.Flate.choices}
    mest = sorted(vist.items(), key=lambda par: (-par[1], par[0]))[:VISES]
    navnene = dict(Entreprenor.objects.filter(pk__in=[pk for pk, _n in mest]).values_list("pk", "navn"))
    return Fordeling(
        dager,
        len(tallene),
        sum(vist.values()),
        median(tallene) if tallene else 0,
        andel_til_tidelen(tallene),
        tuple(bandene(tallene)),
        tuple((navn[flate], antall) for flate, antall in flater),
        tuple((navnene[pk], antall) for pk, antall in mest),
        tuple(skjeve_grupper(grupper)),
    )


def andel_til_tidelen(tallene: Sequence[int]) -> int:
    """Prosenten av visningene den øverste tidelen har; minst én entreprenør. ``tallene`` er sortert, det største først."""
    i_alt = sum(tallene)
    forst = tallene[: max(1, len(tallene) // 10)]
    return round(100 * sum(forst) / i_alt) if i_alt else 0


def bandene(tallene: Sequence[int]) -> Iterable[Band]:
    for fra, til in BAND:
        antall = sum(fra <= n and (til is None or n <= til) for n in tallene)
        navn = str(fra) if fra == til else f"{fra} og flere" if til is None else f"{fra}–{til}"
        yield Band(navn, antall, round(100 * antall / len(tallene)) if tallene else 0)


def _like(vist: Mapping[int, int]) -> list[list[tuple[int, str]]]:
    """(visningene, navnet) til alle i katalogen, gruppert etter det som gjør dem like."""
    grupper: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, navn, felt in Katalograd.objects.values_list("pk", "navn", "vist").iterator():
        likt = repr([sorted(felt[f]) for f in ("temaer", "malgrupper", "steder")])
        grupper[likt].append((vist.get(pk, 0), navn))
    return list(grupper.values())


def skjeve_grupper(grupper: Iterable[list[tuple[int, str]]]) -> list[Likegruppe]:
    """Gruppene av like der noen er vist mer enn dobbelt så ofte som andre, den skjeveste først."""
    ut = []
    for gruppen in grupper:
        rader = sorted(gruppen, key=lambda rad: (-rad[0], rad[1]))
        gruppe = Likegruppe(tuple(n for _antall, n in rader), tuple(antall for antall, _n in rader))
        if len(rader) > 1 and sum(gruppe.tallene) >= MINST_I_GRUPPEN and gruppe.skjevhet > SKJEVT:
            ut.append(gruppe)
    return sorted(ut, key=lambda g: (-g.skjevhet, [sorteringsnokkel(n) for n in g.navn]))[:VISES]
