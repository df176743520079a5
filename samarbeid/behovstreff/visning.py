"""De lagrede treffene slik de vises: med grunnene i ord, til den siden som leser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from django.db.models import Q
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.regning import LIKE_UNDER
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lagret import fra_rad
from samarbeid.matching.partnere import som_sies
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Vurdering
from samarbeid.models import Behovstreff
from samarbeid.models.treff import Behovstrefflag
from samarbeid.querysets import Behovstreffsporring
from veier.brukere.models import Leser

# (fra og med, til)
Periode: TypeAlias = tuple[datetime, datetime]
MedGrunner: TypeAlias = tuple[Behovstreff, tuple[str, ...]]
_REKKEFOLGE = (Behovstreff.Passer.JA, Behovstreff.Passer.DELVIS, Behovstreff.Passer.NEI)


@dataclass(frozen=True, slots=True)
class Vist:
    """Ett treff. ``hvem`` er den som står bak; ``hva`` er ideen, behovet eller profilen det gjelder.

    ``nr`` skiller treffene på siden fra hverandre, og er det samme hver gang. ``fikk_brev`` gjelder den som er invitert.
    """

    nr: int
    hva: str
    adresse: str
    hvem: str
    passer: str
    grunner: tuple[str, ...]
    slug: str = ""
    invitert: bool = False
    fikk_brev: bool = True
    oppdiktet: bool = False


@dataclass(frozen=True, slots=True)
class Treffene:
    """``under`` er de som er like under, med det som taler mot og hva som ville endret det."""

    passer: tuple[Vist, ...]
    under: tuple[Vist, ...]

    @property
    def best_forst(self) -> list[Vist]:
        """De som passer, med dem som passer godt først."""
        return [*self.godt, *self.kan]

    @property
    def godt(self) -> list[Vist]:
        return [vist for vist in self.passer if vist.passer == Behovstreff.Passer.JA]

    @property
    def kan(self) -> list[Vist]:
        """De der temaet, målgruppen eller stedet ikke er helt det samme, eller ikke kjent."""
        return [vist for vist in self.passer if vist.passer != Behovstreff.Passer.JA]


def for_virksomheten(behov: Behov, leser: Leser) -> Treffene:
    """Entreprenørene og ideene som passer behovet, de leseren kan se. Like gode står i en rekkefølge som trekkes hver dag."""
    ring = hent_register().ring
    rader = Behovstreff.objects.filter(behov=behov)
    alle = sorted(_synlige(rader, leser), key=lambda t: (-t.poeng, ring.plassen(t.entreprenor_id), t.pk))
    inviterte = dict(behov.invitasjoner.values_list("entreprenor", "fikk_brev"))
    sett = _Setninger("offentlig")
    return _delt(
        (
            t,
            Vist(
                2 * t.ide_id + 1 if t.ide_id else 2 * t.entreprenor_id,
                t.ide.tittel if t.ide else t.entreprenor.navn,
                (t.ide or t.entreprenor).get_absolute_url(),
                t.entreprenor.navn if t.ide else "",
                t.passer,
                sett.grunner(t),
                t.entreprenor.slug,
                t.entreprenor_id in inviterte,
                inviterte.get(t.entreprenor_id, True),
                oppdiktet=t.entreprenor.oppdiktet,
            ),
        )
        for t in alle
    )


def beste_for_hver(behov: Behov, leser: Leser) -> tuple[list[MedGrunner], list[MedGrunner]]:
    """Det beste treffet for hver entreprenør som passer, og for dem som bare er like under, i rekkefølgen ``for_virksomheten`` har."""
    ring = hent_register().ring
    alle = sorted(_synlige(Behovstreff.objects.filter(behov=behov), leser), key=_best_forst)
    beste: dict[int, Behovstreff] = {}
    for t in alle:
        beste.setdefault(t.entreprenor_id, t)
    ordnet = sorted(beste.values(), key=lambda t: (-t.poeng, ring.plassen(t.entreprenor_id), t.pk))
    sett = _Setninger("offentlig")
    med_grunner = [(t, sett.grunner(t)) for t in ordnet]
    nei = Behovstreff.Passer.NEI
    return [par for par in med_grunner if par[0].passer != nei], [
        par for par in med_grunner if par[0].passer == nei
    ]


def nye_for_virksomhetene(
    parter: Iterable[OffentligPart], leser: Leser, periode: Periode
) -> list[MedGrunner]:
    """Entreprenørene og ideene som er publisert i perioden og passer et av behovene, med grunnene i ord: hver av dem én gang hos
    hver virksomhet, med det behovet den passer best. De beste først.
    """
    nye = Q(ide=None) & i_perioden(periode, "entreprenor__publisert_tid")
    nye |= i_perioden(periode, "ide__publisert_tid")
    rader = Behovstreff.objects.filter(nye, behov__part__in=list(parter))
    passer = [t for t in _synlige(rader, leser) if t.passer != t.Passer.NEI]
    beste: dict[tuple[int, int, int | None], Behovstreff] = {}
    for t in sorted(passer, key=_best_forst):
        beste.setdefault((t.behov.part_id, t.entreprenor_id, t.ide_id), t)
    sett = _Setninger("offentlig")
    return [(t, sett.grunner(t)) for t in beste.values()]


def grunnene_deres(lagret: Behovstrefflag) -> tuple[str, ...]:
    """Grunnene til et treff eller en invitasjon, slik entreprenøren leser dem."""
    return _Setninger("entreprenor").grunner(lagret)


def for_entreprenoren(entreprenor: Entreprenor) -> Treffene:
    """Behovene profilen eller en av ideene passer; hvert behov én gang, med det beste treffet."""
    return for_entreprenorene([entreprenor])[entreprenor.pk]


def for_entreprenorene(
    entreprenorer: Iterable[Entreprenor], publisert: Periode | None = None
) -> dict[int, Treffene]:
    """Som ``for_entreprenoren``, etter nummeret til hver, med bare behovene som er publisert i perioden. Ett spørsmål."""
    per: dict[int, dict[int, Behovstreff]] = {e.pk: {} for e in entreprenorer}
    nye = i_perioden(publisert, "behov__publisert_tid") if publisert else Q()
    for t in _for_entreprenorene(nye, entreprenor__in=list(per)):
        per[t.entreprenor_id].setdefault(t.behov_id, t)
    sett = _Setninger("entreprenor")
    return {nr: _behovene(beste.values(), sett) for nr, beste in per.items()}


def for_ideen(ide: Ide) -> Treffene:
    """Behovene ideen passer. Ett spørsmål."""
    return _behovene(_for_entreprenorene(ide=ide), _Setninger("entreprenor"))


def i_perioden(periode: Periode, felt: str) -> Q:
    return Q(**{f"{felt}__gte": periode[0], f"{felt}__lt": periode[1]})


def _for_entreprenorene(*hvilke: Q, **felt: object) -> list[Behovstreff]:
    """Det virksomheten ser, og ikke mer: de som passer først, så de beste."""
    rader = Behovstreff.objects.som_vises().filter(*hvilke, **felt)
    lest = rader.select_related("behov__part", "ide").order_by("-poeng", "-behov__publisert_tid", "pk")
    return sorted(lest, key=lambda t: t.passer == t.Passer.NEI)


def _behovene(treff: Iterable[Behovstreff], sett: _Setninger) -> Treffene:
    delt = _delt(
        (
            t,
            Vist(
                t.behov_id,
                t.behov.tittel,
                t.behov.get_absolute_url(),
                t.behov.part.navn,
                t.passer,
                (*([_("Ideen «%(navn)s».") % {"navn": t.ide.tittel}] if t.ide else []), *sett.grunner(t)),
                oppdiktet=t.behov.oppdiktet,
            ),
        )
        for t in treff
    )
    return Treffene(delt.passer, delt.under[:LIKE_UNDER])


def _best_forst(treff: Behovstreff) -> tuple[int, int, int]:
    """Passer profilen like godt som ideen, er det profilen som gjelder."""
    return _REKKEFOLGE.index(treff.passer), -treff.poeng, treff.ide_id or 0


class _Setninger:
    """Grunnene i ord, til den ene siden. Kunnskapen leses når det er noe å si."""

    def __init__(self, side: str) -> None:
        self._side = side

    @cached_property
    def forklarer(self) -> Forklarer:
        return Forklarer(hent_kunnskap(), _, side=self._side)

    def grunner(self, treff: Behovstrefflag) -> tuple[str, ...]:
        vurdering = Vurdering(
            "", treff.poeng, treff.passer, tuple(map(fra_rad, treff.grunner)), tuple(map(fra_rad, treff.mot))
        )
        return tuple(self.forklarer.setning(g) for g in som_sies(vurdering))


def _synlige(rader: Behovstreffsporring, leser: Leser) -> list[Behovstreff]:
    """De av dem virksomheten kan se, som denne leseren også kan se nå: hun kan handle for en annen. To spørsmål."""
    ideer = Ide.objects.synlig_for(leser).publisert()
    alle = list(rader.som_vises().select_related("behov", "entreprenor", "ide"))
    ser = set(ideer.filter(pk__in=[t.ide_id for t in alle if t.ide_id]).values_list("pk", flat=True))
    return [t for t in alle if t.ide_id is None or t.ide_id in ser]


def _delt(rader: Iterable[tuple[Behovstreff, Vist]]) -> Treffene:
    alle = list(rader)
    nei = Behovstreff.Passer.NEI
    return Treffene(
        tuple(v for t, v in alle if t.passer != nei), tuple(v for t, v in alle if t.passer == nei)
    )
