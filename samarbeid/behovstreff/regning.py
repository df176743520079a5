"""Hvem som passer et behov, og hvilke behov som passer en: det som skal lagres. Skriver ingenting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from heapq import nlargest

from django.db.models import Q

from entreprenorer.models import Ide
from entreprenorer.synlighet import for_virksomheten
from kommuner.models import Behov
from samarbeid.behovstreff.behovet import sok_for, teksten_i
from samarbeid.katalog.indeks.likeste import Likeste, finn_likeste
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.katalog.indeks.sok import KILDE
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.matching.partnere import ULIK, Partnersok, vurder_partner
from samarbeid.matching.typer import NEI, Entreprenorprofil, Kunnskap, Vurdering
from samarbeid.models import Katalograd
from samarbeid.svar.partnere import vurder_partnere

# Så mange av hvert slag lagres for et behov; for et behov uten tema eller sted bare de få, og bare når ordene er de samme.
LAGRES, LAGRES_FORSIKTIG, LIKE_UNDER = 50, 5, 5
# Så mange ideer vurderes fordi ordene er de samme, og så mange entreprenører som passer, får ideene sine vurdert.
LIKESTE_IDEER, FRA_ENTREPRENORER, FLEST_IDEER = 150, 40, 300

IDENES = Tekstkilde("samarbeid_idetekst", "ide_id")
# Det en idé måles på: tekstene står i indeksen.
MALES_PA = ("slug", "tema", "malgruppe", "omrader", "entreprenor")


@dataclass(frozen=True, slots=True)
class Funnet:
    """En entreprenør, eller en av ideene hennes, mot et behov."""

    behov: int
    entreprenor: int
    ide: int | None
    vurdering: Vurdering


def regn_behovet(behov: Behov, kunnskap: Kunnskap, *, i_rekke: bool = False) -> list[Funnet]:
    """Det som passer behovet, og det som er like under. Sju spørsmål. ``i_rekke`` når mange regnes etter hverandre: da huskes det de
    har felles, til katalogen er endret.
    """
    sok = sok_for(behov, kunnskap)
    steder = [kunnskap.omrader[kode].navn for kode in sok.steder]
    register = hent_register()
    utgave = register.nummer if i_rekke else None
    finn = partial(
        finn_likeste,
        teksten_i(behov),
        temaer=sok.aktuelle,
        steder=steder,
        antall=len(register.alle),
        utgave=utgave,
    )
    likeste = finn(kilde=KILDE, alle=register.alle)
    vurdert = vurder_partnere(sok, likeste.ordene, register, kunnskap)
    forst = {rad.pk: rad for rad, v in vurdert if v.passer != NEI}
    like_ideer = finn(kilde=_ideene_de_ser(behov))
    ideer = _ideene(behov, sok, like_ideer, forst)
    hoyst = hoyst_for(behov)
    profiler = (Funnet(behov.pk, rad.pk, None, v) for rad, v in vurdert)
    return [*de_beste(profiler, hoyst), *de_beste(ideer, hoyst)]


def hoyst_for(behov: Behov) -> int:
    return LAGRES if behov.tema and behov.omrader else LAGRES_FORSIKTIG


def de_beste(funnet: Iterable[Funnet], hoyst: int) -> Iterator[Funnet]:
    """De som passer best, og noen få som er like under."""
    alle = list(funnet)
    yield from nlargest(hoyst, (f for f in alle if f.vurdering.passer != NEI), key=_poeng)
    yield from nlargest(LIKE_UNDER, (f for f in alle if f.vurdering.passer == NEI), key=_poeng)


def ideprofil(ide: Ide, rad: Katalograd) -> Entreprenorprofil:
    """Ideen slik den måles. Sier den ikke hvor, gjelder stedene til den som har den."""
    steder = ide.omrader or rad.vist["steder"]
    return Entreprenorprofil(ide.slug, tuple(ide.tema), frozenset(steder), malgrupper=tuple(ide.malgruppe))


def _poeng(funnet: Funnet) -> int:
    return funnet.vurdering.poeng


def _ideene_de_ser(behov: Behov) -> Tekstkilde:
    """Ideene de som er med i virksomheten kan se. Merkene er dem i ``entreprenorer.synlighet``."""
    synlig = " | ".join(f"'{merke}'" for merke in ("s/alle", "s/offentlige", f"p/{behov.part_id}"))
    return replace(IDENES, synlig=synlig)


def _ideene(
    behov: Behov, sok: Partnersok, likeste: Likeste, forst: Mapping[int, Katalograd]
) -> Iterator[Funnet]:
    """Ideene som ligner mest, og ideene til dem som passer best. To spørsmål."""
    mest = list(forst)[:FRA_ENTREPRENORER]
    valgt = Ide.vist_til.through.objects.filter(offentligpart=behov.part_id).values("ide")
    funnet = Q(pk__in=likeste.rader(LIKESTE_IDEER)) | Q(entreprenor__in=mest)
    synlige = Ide.objects.publisert().filter(for_virksomheten(Q(pk__in=valgt)), funnet).only(*MALES_PA)
    ideer = list(synlige.order_by("pk")[:FLEST_IDEER])
    mangler = {ide.entreprenor_id for ide in ideer} - forst.keys()
    rader = {**forst, **Katalograd.objects.in_bulk(mangler)}
    for ide in ideer:
        rad = rader.get(ide.entreprenor_id)
        ordene = likeste.ordene.get(ide.pk, ULIK)
        if rad and (v := vurder_partner(ideprofil(ide, rad), sok, ordene)):
            yield Funnet(behov.pk, rad.pk, ide.pk, v)
