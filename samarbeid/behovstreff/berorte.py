"""Behovene som må regnes på nytt når en profil eller en idé er endret: dem den er med i, og dem den kan komme med i.

Den er målt mot hvert åpent behov med det meste ordene kan gi, og mot den svakeste som er lagret. Det er aldri for få: resten tar
``regn_behovet``, fra behovets side, som om natten. Skriver ingenting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from kommuner.models import Behov
from samarbeid.behovstreff.behovet import sok_for, teksten_i
from samarbeid.behovstreff.ordmaal import Ordene
from samarbeid.behovstreff.regning import LIKE_UNDER, hoyst_for
from samarbeid.katalog.indeks.ordlikhet import viktige_ledd
from samarbeid.matching.partnere import NAER_DEN_BESTE, ULIK, Ordlikhet, Partnersok, vurder_partner
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import NEI, Entreprenorprofil, Kunnskap, Vurdering
from samarbeid.models import Behovstreff
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.sokeledd import Sokeledd
from veier.sok.typer import Grupper

# Poengene til de andre kan være regnet da katalogen var litt annerledes. Den som bare er med for ordenes skyld, kan falle helt ut når
# én til har dem, så hun holder ingen ute.
SLINGRING = 3
BARE_ORD = Q(grunner__contains=[{"kode": "p_bare_ord"}])
# Det meste ordene kan gi: ``vurder_partner`` ser bare hvor mange de er.
HELT_LIK = Ordlikhet(1.0, ("én", "to"))
# Ordgruppene huskes med leddene, så en ny utgave av dem aldri kan få den samme identiteten.
_ledd: Husk[tuple[tuple[Sokeledd, ...], Grupper]] = Husk(3_000)


@dataclass(frozen=True, slots=True)
class Endret:
    """Profilen eller ideen slik den er nå. ``parter`` er de som kan se ideen, None er alle."""

    profil: Entreprenorprofil
    ord: Ordene
    er_ide: bool = False
    parter: frozenset[int] | None = None


def berorte_behov(endret: Endret | None, lagret: Q) -> list[int]:
    """Numrene, de viktigste først: dem ``lagret`` er treff på, så dem det er mest å hente i. ``endret`` er tom når den er borte."""
    apne = Behov.objects.tar_sporsmal(timezone.localdate())
    med = Behovstreff.objects.filter(lagret, behov__in=apne).values_list("behov", flat=True)
    numre = dict.fromkeys(med.order_by("behov").distinct())
    if endret is None:
        return list(numre)
    andre = apne.exclude(pk__in=list(numre)).select_related("part").order_by("pk")
    if endret.parter is not None:
        andre = andre.filter(part__in=endret.parter)
    nye = sorted(_kan_komme_med(endret, andre))
    return [*numre, *(pk for _poeng, pk in nye)]


@dataclass(frozen=True, slots=True)
class _Terskel:
    """Det et behov har lagret av profiler, eller av ideer."""

    passer: int = 0
    svakest: int = 0
    best: int = 0
    under: int = 0
    svakest_under: int = 0

    def slipper_inn(self, v: Vurdering, hoyst: int, *, er_ide: bool) -> bool:
        poeng = v.poeng + SLINGRING
        if v.passer == NEI:
            return self.under < LIKE_UNDER or poeng >= self.svakest_under
        naer_nok = er_ide or poeng >= NAER_DEN_BESTE * self.best
        return naer_nok and (self.passer < hoyst or poeng >= self.svakest)


INGEN_LAGRET = _Terskel()


def _tersklene(er_ide: bool) -> Mapping[int, _Terskel]:
    nei = Q(passer=NEI)
    rader = Behovstreff.objects.filter(ide__isnull=not er_ide).exclude(BARE_ORD).order_by().values("behov")
    regnet = rader.annotate(
        antall=Count("pk", filter=~nei),
        minst=Min("poeng", filter=~nei, default=0),
        mest=Max("poeng", filter=~nei, default=0),
        antall_under=Count("pk", filter=nei),
        minst_under=Min("poeng", filter=nei, default=0),
    )
    felt = ("behov", "antall", "minst", "mest", "antall_under", "minst_under")
    return {behov: _Terskel(*tall) for behov, *tall in regnet.values_list(*felt)}


@dataclass(frozen=True, slots=True)
class _Par:
    """Den endrede mot ett behov."""

    endret: Endret
    behov: Behov
    sok: Partnersok
    terskel: _Terskel

    def poeng(self, ordene: Ordlikhet) -> int | None:
        """Det den får når ordene er så like, hvis behovet da tar den med."""
        v = vurder_partner(self.endret.profil, self.sok, ordene)
        if v and self.terskel.slipper_inn(v, hoyst_for(self.behov), er_ide=self.endret.er_ide):
            return v.poeng
        return None


def _kan_komme_med(endret: Endret, behovene: Iterable[Behov]) -> Iterator[tuple[int, int]]:
    """(minus det meste den kan få, nummeret på behovet)."""
    kunnskap, grupper, tersklene = hent_kunnskap(), hent_grupper(), _tersklene(endret.er_ide)
    uavklart: list[tuple[_Par, tuple[Sokeledd, ...]]] = []
    for behov in behovene:
        par = _Par(endret, behov, sok_for(behov, kunnskap), tersklene.get(behov.pk, INGEN_LAGRET))
        # Den som er «nei» uten de samme ordene, kan være «delvis» med dem.
        if par.poeng(HELT_LIK) is not None:
            uavklart.append((par, _leddene(behov, par.sok, kunnskap, grupper)))
        elif par.poeng(ULIK) is not None:
            yield -100, behov.pk
    meste = endret.ord.det_meste([ledd for _par, ledd in uavklart])
    for (par, _ledd), ordene in zip(uavklart, meste, strict=True):
        mulige = (par.poeng(ordene), par.poeng(ULIK))
        if any(poeng is not None for poeng in mulige):
            yield -max(poeng or 0 for poeng in mulige), par.behov.pk


def _leddene(behov: Behov, sok: Partnersok, kunnskap: Kunnskap, grupper: Grupper) -> tuple[Sokeledd, ...]:
    nokkel = (behov.pk, behov.endret_tid, sok.steder, id(grupper))
    steder = [kunnskap.omrader[kode].navn for kode in sok.steder]
    return _ledd.hent(nokkel, lambda: (viktige_ledd(teksten_i(behov), steder), grupper))[0]
