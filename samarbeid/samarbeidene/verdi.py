"""Det avtalene mellom en entreprenør og en virksomhet er verdt til sammen, mot grensene i regelverket.

Like kjøp skal ses under ett, og ingen skal dele opp et kjøp for å komme under en grense (anskaffelsesforskriften § 5-4). Derfor
er alle kjøp med: prisen på hver pilot som er startet, og hver avtale som er skrevet inn, også de gamle. Et tilskudd er ikke et kjøp.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from samarbeid.matching.belopsgrenser import Terskelvisning, vis
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Pilot, Samarbeid, Samarbeidsavtale

NAER = 0.8
GRENSENE = ("innslagspunkt", "nasjonal")


@dataclass(frozen=True, slots=True)
class Post:
    """Én avtale eller pilot. ``til_na`` er summen til og med den."""

    navn: str
    dato: date
    verdi: int
    til_na: int


@dataclass(frozen=True, slots=True)
class Verdisum:
    """``over`` er grensene summen er over; ``naer`` den neste, når summen er åtte tideler av den eller mer."""

    poster: Sequence[Post]
    total: int
    over: Sequence[Terskelvisning]
    naer: Terskelvisning | None

    @property
    def snakk_med_innkjop(self) -> bool:
        return bool(self.over or self.naer)


def summer(samarbeid: Samarbeid) -> Verdisum:
    """Summen over tid for samarbeidets entreprenør og virksomhet, på tvers av alle samarbeidene deres."""
    hos = {"samarbeid__entreprenor": samarbeid.entreprenor_id, "samarbeid__part": samarbeid.part_id}
    rader = [
        (
            p.start_dato or timezone.localtime(p.startet_tid).date(),
            str(p._meta.verbose_name).capitalize(),
            p.pris or 0,
        )
        for p in Pilot.objects.filter(**hos, startet_tid__isnull=False)
        if p.startet_tid
    ]
    # En pilotavtale er den samme prisen som planen, og telles ikke to ganger. Uten en plan er det avtalen som teller.
    startet = Pilot.objects.filter(samarbeid=OuterRef("samarbeid"), startet_tid__isnull=False)
    avtaler = Samarbeidsavtale.objects.filter(**hos).exclude(slag=Samarbeidsavtale.Slag.TILSKUDD)
    avtaler = avtaler.exclude(Q(slag=Samarbeidsavtale.Slag.PILOT) & Exists(startet))
    rader += [(a.fra_dato, str(a.get_slag_display()), a.verdi) for a in avtaler]
    poster, total = [], 0
    for dato, navn, verdi in sorted(rader):
        total += verdi
        poster.append(Post(navn, dato, verdi, total))
    return Verdisum(poster, total, *mot_grensene(total))


def mot_grensene(total: int) -> tuple[Sequence[Terskelvisning], Terskelvisning | None]:
    """(grensene summen er over, den neste når summen er nær den)."""
    grenser = vis(list(GRENSENE), hent_kunnskap())
    over = [g for g in grenser if total > g.rad.verdi]
    naer = next((g for g in grenser if g not in over and total >= g.rad.verdi * NAER), None)
    return over, naer
