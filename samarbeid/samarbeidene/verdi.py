"""Det avtalene mellom en entreprenør og en virksomhet er verdt til sammen, mot grensene i regelverket.

Like kjøp skal ses under ett, og ingen skal dele opp et kjøp for å komme under en grense (anskaffelsesforskriften § 5-4). Derfor
er alle kjøp med: prisen på hver pilot som er startet, og hver avtale som er skrevet inn, også de gamle. Et tilskudd er ikke et kjøp.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
    rader: list[tuple[date, str, int]] = []
    planlagt: Counter[int] = Counter()  # samarbeidet → det pilotene i det koster etter planen
    for p in Pilot.objects.filter(**hos, startet_tid__isnull=False).order_by("pk"):
        navn, dato = str(p._meta.verbose_name).capitalize(), p.start_dato
        rader.append((dato or timezone.localtime(p.startet_tid).date(), navn, p.pris or 0))
        planlagt[p.samarbeid_id] += p.pris or 0
    avtaler = Samarbeidsavtale.objects.filter(**hos).exclude(slag=Samarbeidsavtale.Slag.TILSKUDD)
    for a in avtaler.order_by("fra_dato", "pk"):
        if koster := _utover_planen(a, planlagt):
            rader.append((a.fra_dato, str(a.get_slag_display()), koster))
    poster, total = [], 0
    for dato, navn, verdi in sorted(rader):
        total += verdi
        poster.append(Post(navn, dato, verdi, total))
    return Verdisum(poster, total, *mot_grensene(total))


def _utover_planen(avtale: Samarbeidsavtale, planlagt: Counter[int]) -> int:
    """Det avtalen koster. En pilotavtale er for det samme som planen, og bare det den koster mer enn planen, kommer i tillegg."""
    if avtale.slag != Samarbeidsavtale.Slag.PILOT:
        return avtale.verdi
    dekket = min(avtale.verdi, planlagt[avtale.samarbeid_id])
    planlagt[avtale.samarbeid_id] -= dekket
    return avtale.verdi - dekket


def mot_grensene(total: int) -> tuple[Sequence[Terskelvisning], Terskelvisning | None]:
    """(grensene summen er over, den neste når summen er nær den)."""
    grenser = vis(list(GRENSENE), hent_kunnskap())
    over = [g for g in grenser if total > g.rad.verdi]
    naer = next((g for g in grenser if g not in over and total >= g.rad.verdi * NAER), None)
    return over, naer
