"""De åpne behovene en entreprenør eller en idé kan møte, med grunnene: det samme som partnerne til et behov, sett fra den andre siden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import TypeAlias

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from pyroaring import BitMap

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from samarbeid.behovstreff.behovet import sok_for
from samarbeid.katalog.indeks.behovene import KILDE
from samarbeid.katalog.indeks.ordlikhet import finn_ordlikhet
from samarbeid.katalog.indeks.typer import Behovssok
from samarbeid.katalog.sider.entreprenorforslag import entreprenorprofil
from samarbeid.katalog.sider.varselveien import lignende_varsel
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.partnere import ULIK, som_sies, vurder_partner
from samarbeid.matching.typer import NEI, Entreprenorprofil, Kunnskap, Vurdering
from samarbeid.models import Abonnement, Katalograd

# (fra og med, til)
Periode: TypeAlias = tuple[datetime, datetime]
HOYST, HOYST_NESTEN, KANDIDATER = 5, 2, 200


@dataclass(frozen=True, slots=True)
class Behovstreff:
    behov: Behov
    grunner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behovene:
    """``nesten`` er de som ikke passer, med det som taler mot. ``varsel`` er siden som sier fra om de neste."""

    beste: tuple[Behovstreff, ...] = ()
    nesten: tuple[Behovstreff, ...] = ()
    varsel: str = ""


def behov_for_profil(
    profil: Entreprenor, kunnskap: Kunnskap, *, publisert: Periode | None = None
) -> Behovene:
    """For organisasjonen slik katalogen viser den. Uten en publisert profil er det ingenting å måle mot."""
    rad = Katalograd.objects.filter(slug=profil.slug).select_related("soketekst").first()
    return _finn(entreprenorprofil(rad), rad.soketekst.tekst, kunnskap, publisert) if rad else Behovene()


def behov_for_ide(ide: Ide, kunnskap: Kunnskap) -> Behovene:
    som = Entreprenorprofil(
        ide.slug, tuple(ide.tema), frozenset(ide.omrader), malgrupper=tuple(ide.malgruppe)
    )
    return _finn(som, f"{ide.tittel}. {ide.problem} {ide.losning}", kunnskap)


def vurder_behovene(
    profil: Entreprenorprofil, tekst: str, kunnskap: Kunnskap, publisert: Periode | None = None
) -> list[tuple[Behov, Vurdering]]:
    """Bare dem det kan svares på i dag, de beste først. Like gode står med det nyeste først."""
    apne = Behov.objects.tar_sporsmal(timezone.localdate())
    if publisert:
        apne = apne.filter(publisert_tid__gte=publisert[0], publisert_tid__lt=publisert[1])
    steder = [kunnskap.omrader[kode].navn for kode in profil.steder if kode in kunnskap.omrader]
    ordene = finn_ordlikhet(tekst, KILDE, BitMap(apne.values_list("pk", flat=True)), steder=steder)
    likest = nlargest(KANDIDATER, ordene, key=lambda pk: (ordene[pk].andel, pk))
    temaets = Q(tema__overlap=list(profil.temaer))
    rader = apne.filter(temaets | Q(pk__in=likest)).select_related("part").order_by("-publisert_tid", "pk")
    vurdert = [
        (b, v)
        for b in rader[: 2 * KANDIDATER]
        if (v := vurder_partner(profil, sok_for(b, kunnskap), ordene.get(b.pk, ULIK)))
    ]
    vurdert.sort(key=lambda par: -par[1].poeng)
    return vurdert


def _finn(
    profil: Entreprenorprofil, tekst: str, kunnskap: Kunnskap, publisert: Periode | None = None
) -> Behovene:
    vurdert = vurder_behovene(profil, tekst, kunnskap, publisert)
    forklarer = Forklarer(kunnskap, _, side="entreprenor")

    def vis(behov: Behov, v: Vurdering) -> Behovstreff:
        return Behovstreff(behov, tuple(forklarer.setning(g) for g in som_sies(v)))

    return Behovene(
        tuple([vis(b, v) for b, v in vurdert if v.passer != NEI][:HOYST]),
        tuple([vis(b, v) for b, v in vurdert if v.passer == NEI][:HOYST_NESTEN]),
        lignende_varsel(Abonnement.Liste.BEHOV, Behovssok, profil.temaer, profil.steder),
    )
