"""De lagrede treffene slik de vises: med grunnene i ord, til den siden som leser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from samarbeid.behovstreff.regning import LIKE_UNDER
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lagret import fra_rad
from samarbeid.matching.partnere import som_sies
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Vurdering
from samarbeid.models import Behovstreff
from samarbeid.models.treff import Behovstrefflag
from veier.brukere.models import Leser


@dataclass(frozen=True, slots=True)
class Vist:
    """Ett treff. ``hvem`` er den som står bak; ``hva`` er ideen, behovet eller profilen det gjelder.

    ``fikk_brev`` gjelder den som er invitert.
    """

    hva: str
    adresse: str
    hvem: str
    passer: str
    grunner: tuple[str, ...]
    slug: str = ""
    invitert: bool = False
    fikk_brev: bool = True


@dataclass(frozen=True, slots=True)
class Treffene:
    """``under`` er de som er like under, med det som taler mot og hva som ville endret det."""

    passer: tuple[Vist, ...]
    under: tuple[Vist, ...]

    @property
    def godt(self) -> list[Vist]:
        return [vist for vist in self.passer if vist.passer == Behovstreff.Passer.JA]

    @property
    def kan(self) -> list[Vist]:
        """De der temaet, målgruppen eller stedet ikke er helt det samme, eller ikke kjent."""
        return [vist for vist in self.passer if vist.passer != Behovstreff.Passer.JA]


def for_virksomheten(behov: Behov, leser: Leser) -> Treffene:
    """Entreprenørene og ideene som passer behovet, de leseren kan se. Like gode står i en rekkefølge som trekkes hver dag."""
    rader = Behovstreff.objects.filter(behov=behov, entreprenor__in=Entreprenor.objects.apne())
    ring = hent_register().ring
    alle = sorted(_synlige(rader, leser), key=lambda t: (-t.poeng, ring.plassen(t.entreprenor_id), t.pk))
    inviterte = dict(behov.invitasjoner.values_list("entreprenor", "fikk_brev"))
    sett = _Setninger("offentlig")
    return _delt(
        (
            t,
            Vist(
                t.ide.tittel if t.ide else t.entreprenor.navn,
                (t.ide or t.entreprenor).get_absolute_url(),
                t.entreprenor.navn if t.ide else "",
                t.passer,
                sett.grunner(t),
                t.entreprenor.slug,
                t.entreprenor_id in inviterte,
                inviterte.get(t.entreprenor_id, True),
            ),
        )
        for t in alle
    )


def beste_for_hver(behov: Behov, leser: Leser) -> list[tuple[Behovstreff, tuple[str, ...]]]:
    """Det beste treffet for hver entreprenør som passer, med grunnene i ord, i rekkefølgen ``for_virksomheten`` har."""
    rader = Behovstreff.objects.filter(behov=behov, entreprenor__in=Entreprenor.objects.apne())
    sett, ring = _Setninger("offentlig"), hent_register().ring
    beste: dict[int, Behovstreff] = {}
    passer = (t for t in _synlige(rader, leser) if t.passer != t.Passer.NEI)
    # Passer profilen like godt som ideen, er det profilen som gjelder.
    for t in sorted(passer, key=lambda t: (t.passer != t.Passer.JA, -t.poeng, t.ide_id or 0)):
        beste.setdefault(t.entreprenor_id, t)
    alle = sorted(beste.values(), key=lambda t: (-t.poeng, ring.plassen(t.entreprenor_id), t.pk))
    return [(t, sett.grunner(t)) for t in alle]


def grunnene_deres(lagret: Behovstrefflag) -> tuple[str, ...]:
    """Grunnene til et treff eller en invitasjon, slik entreprenøren leser dem."""
    return _Setninger("entreprenor").grunner(lagret)


def for_entreprenoren(entreprenor: Entreprenor, apne: QuerySet[Behov]) -> Treffene:
    """Behovene profilen eller en av ideene passer, blant dem det kan svares på; hvert behov én gang, med det beste treffet."""
    rader = Behovstreff.objects.filter(entreprenor=entreprenor, behov__in=apne).exclude(
        ide__arkivert_tid__isnull=False
    )
    rader = rader.select_related("behov__part", "ide").order_by("-poeng", "-behov__publisert_tid", "pk")
    sett = _Setninger("entreprenor")
    beste: dict[int, Behovstreff] = {}
    for t in rader:
        gammelt = beste.get(t.behov_id)
        if gammelt is None or (gammelt.passer == t.Passer.NEI != t.passer):
            beste[t.behov_id] = t
    return _delt(
        (
            t,
            Vist(
                t.behov.tittel,
                t.behov.get_absolute_url(),
                t.behov.part.navn,
                t.passer,
                (*([_("Ideen «%(navn)s».") % {"navn": t.ide.tittel}] if t.ide else []), *sett.grunner(t)),
            ),
        )
        for t in beste.values()
    )


class _Setninger:
    def __init__(self, side: str) -> None:
        self.forklarer = Forklarer(hent_kunnskap(), _, side=side)

    def grunner(self, treff: Behovstrefflag) -> tuple[str, ...]:
        vurdering = Vurdering(
            "", treff.poeng, treff.passer, tuple(map(fra_rad, treff.grunner)), tuple(map(fra_rad, treff.mot))
        )
        return tuple(self.forklarer.setning(g) for g in som_sies(vurdering))


def _synlige(rader: QuerySet[Behovstreff], leser: Leser) -> list[Behovstreff]:
    """Ideene er lagret for dem virksomheten kunne se da de ble regnet; det som gjelder nå, er leserens."""
    ideer = Ide.objects.synlig_for(leser).publisert()
    alle = list(rader.select_related("entreprenor", "ide"))
    ser = set(ideer.filter(pk__in=[t.ide_id for t in alle if t.ide_id]).values_list("pk", flat=True))
    return [t for t in alle if t.ide_id is None or t.ide_id in ser]


def _delt(rader: Iterable[tuple[Behovstreff, Vist]]) -> Treffene:
    alle = list(rader)
    nei = Behovstreff.Passer.NEI
    under = [v for t, v in alle if t.passer == nei]
    return Treffene(tuple(v for t, v in alle if t.passer != nei), tuple(under[:LIKE_UNDER]))
