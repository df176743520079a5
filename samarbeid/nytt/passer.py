"""Det som er nytt og passer organisasjonene til en person: få, og med grunnene."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.behovet import sok_for
from samarbeid.katalog.sider.entreprenorforslag import entreprenorprofil
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.partnere import vurder_partner
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import NEI, Kunnskap
from samarbeid.models import Katalograd, Treff
from samarbeid.publisering.behov_som_passer import Periode, behov_for_profil
from samarbeid.svar.treffvisning import grunnsetninger
from veier.brukere.models import Bruker

NYTT_I = timedelta(days=7)
HOYST = 3
# Så mange av de nyeste vurderes. Kommer det flere på en uke, er de nyeste nok.
VURDERES = 100


@dataclass(frozen=True, slots=True)
class Nyhet:
    """Noe nytt, og hvorfor det passer. ``hvem`` er den som står bak."""

    navn: str
    adresse: str
    hvem: str
    grunner: tuple[str, ...]


Nyheter = list[tuple[str, list[Nyhet]]]


def nyheter(
    entreprenorer: Sequence[Entreprenor],
    virksomheter: Sequence[OffentligPart],
    bruker: Bruker,
    periode: Periode | None = None,
) -> Nyheter:
    """(navnet på organisasjonen, det som er nytt og passer den). En det ikke er noe nytt for, er ikke med.

    Uten ``periode`` er det de siste sju dagene.
    """
    nar = periode or (timezone.now() - NYTT_I, timezone.now())
    return [*behov_for(entreprenorer, nar), *ideer_og_entreprenorer_for(virksomheter, bruker, nar)]


def behov_for(entreprenorer: Sequence[Entreprenor], periode: Periode) -> Nyheter:
    """(navnet på entreprenøren, nye behov det kan svares på og som passer henne), de beste først."""
    nye = Behov.objects.tar_sporsmal(timezone.localdate()).filter(_i(periode, "publisert_tid"))
    if not entreprenorer or not nye.exists():
        return []
    kunnskap = hent_kunnskap()
    ut = [(e.navn, behov_for_profil(e, kunnskap, publisert=periode).beste) for e in entreprenorer]
    return [
        (
            navn,
            [
                Nyhet(t.behov.tittel, t.behov.get_absolute_url(), t.behov.part.navn, t.grunner)
                for t in beste[:HOYST]
            ],
        )
        for navn, beste in ut
        if beste
    ]


def _i(periode: Periode, felt: str) -> Q:
    return Q(**{f"{felt}__gte": periode[0], f"{felt}__lt": periode[1]})


def ideer_og_entreprenorer_for(
    virksomheter: Sequence[OffentligPart], bruker: Bruker, periode: Periode
) -> Nyheter:
    """(navnet på virksomheten, nye ideer som peker på den, og nye entreprenører som kan møte et av behovene dens)."""
    if not virksomheter:
        return []
    kunnskap = hent_kunnskap()
    ideer = _ideer(virksomheter, bruker, kunnskap, periode)
    partnere = _partnere(virksomheter, kunnskap, periode)
    ut = [(v.navn, [*ideer.get(v.pk, [])[:HOYST], *partnere.get(v.pk, [])[:HOYST]]) for v in virksomheter]
    return [(navn, nyheter) for navn, nyheter in ut if nyheter]


def _ideer(
    virksomheter: Sequence[OffentligPart], bruker: Bruker, kunnskap: Kunnskap, periode: Periode
) -> dict[int, list[Nyhet]]:
    treff = (
        Treff.objects.filter(
            _i(periode, "forst_sett_tid"),
            part__in=virksomheter,
            slag=Treff.Slag.VIRKSOMHET,
            ide__in=Ide.objects.synlig_for(bruker).publisert(),
        )
        .exclude(ide__entreprenor__medlemskap__bruker=bruker)
        .select_related("ide__entreprenor")
        .order_by("-poeng", "ide")[:VURDERES]
    )
    ut: dict[int, list[Nyhet]] = {}
    for t in treff:
        grunner = grunnsetninger(t, kunnskap, side="offentlig")
        nyhet = Nyhet(t.ide.tittel, t.ide.get_absolute_url(), t.ide.entreprenor.navn, grunner)
        ut.setdefault(t.part_id or 0, []).append(nyhet)
    return ut


def _partnere(
    virksomheter: Sequence[OffentligPart], kunnskap: Kunnskap, periode: Periode
) -> dict[int, list[Nyhet]]:
    behovene = list(
        Behov.objects.apne()
        .filter(part__in=virksomheter)
        .select_related("part")
        .order_by("-publisert_tid", "pk")[:VURDERES]
    )
    if not behovene:
        return {}
    nye = Entreprenor.objects.apne().filter(_i(periode, "publisert_tid")).order_by("-publisert_tid", "pk")
    rader = Katalograd.objects.filter(pk__in=list(nye.values_list("pk", flat=True)[:VURDERES]))
    profiler = [(rad, entreprenorprofil(rad)) for rad in rader]
    forklarer = Forklarer(kunnskap, _, side="offentlig")
    beste: dict[int, dict[int, tuple[int, Nyhet]]] = {}
    for behov in behovene:
        sok = sok_for(behov, kunnskap)
        for rad, profil in profiler:
            v = vurder_partner(profil, sok)
            if v and v.passer != NEI and v.poeng > beste.setdefault(behov.part_id, {}).get(rad.pk, (0,))[0]:
                til = _("Passer til behovet «%(behov)s».") % {"behov": behov.tittel}
                nyhet = Nyhet(
                    rad.navn,
                    reverse("entreprenor", args=[rad.slug]),
                    "",
                    (til, *map(forklarer.setning, v.grunner)),
                )
                beste[behov.part_id][rad.pk] = (v.poeng, nyhet)
    return {
        part: [nyhet for _poeng, nyhet in sorted(rader_.values(), key=lambda par: -par[0])]
        for part, rader_ in beste.items()
    }
