"""Det som er nytt og passer organisasjonene til en person: få, og med grunnene.

Hvem som passer hvem, er det behovene har lagret: her sies det samme som på siden om behovet og på profilen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.behovstreff.visning import Periode, for_entreprenorene, i_perioden, nye_for_virksomhetene
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Treff
from samarbeid.svar.treffvisning import grunnsetninger
from veier.brukere.models import Bruker

NYTT_I = timedelta(days=7)
HOYST = 3
# Så mange av ideene som peker på virksomhetene, leses. Kommer det flere på en uke, er de beste nok.
LESES = 100


@dataclass(frozen=True, slots=True)
class Nyhet:
    """Noe nytt, og hvorfor det passer. ``hvem`` er den som står bak."""

    navn: str
    adresse: str
    hvem: str
    grunner: tuple[str, ...]
    oppdiktet: bool = False


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
    if not entreprenorer:
        return []
    treffene = for_entreprenorene(entreprenorer, periode)
    return [
        (
            e.navn,
            [
                Nyhet(t.hva, t.adresse, t.hvem, t.grunner, t.oppdiktet)
                for t in treffene[e.pk].best_forst[:HOYST]
            ],
        )
        for e in entreprenorer
        if treffene[e.pk].passer
    ]


def ideer_og_entreprenorer_for(
    virksomheter: Sequence[OffentligPart], bruker: Bruker, periode: Periode
) -> Nyheter:
    """(navnet på virksomheten, nye ideer som peker på den, og nye entreprenører og ideer som kan møte et av behovene dens)."""
    if not virksomheter:
        return []
    ideer = _ideer(virksomheter, bruker, periode)
    moter = _som_moter_behovene(virksomheter, bruker, periode)
    ut = []
    for v in virksomheter:
        peker = ideer.get(v.pk, [])[:HOYST]
        sagt = {n.adresse for n in peker}
        resten = [n for n in moter.get(v.pk, []) if n.adresse not in sagt]
        ut.append((v.navn, [*peker, *resten[:HOYST]]))
    return [(navn, nyheter) for navn, nyheter in ut if nyheter]


def _ideer(virksomheter: Sequence[OffentligPart], bruker: Bruker, periode: Periode) -> dict[int, list[Nyhet]]:
    treff = (
        Treff.objects.filter(
            i_perioden(periode, "forst_sett_tid"),
            part__in=virksomheter,
            slag=Treff.Slag.VIRKSOMHET,
            ide__in=Ide.objects.synlig_for(bruker).publisert(),
        )
        .exclude(ide__entreprenor__medlemskap__bruker=bruker)
        .select_related("ide__entreprenor")
        .order_by("-poeng", "ide")[:LESES]
    )
    kunnskap = hent_kunnskap()
    ut: dict[int, list[Nyhet]] = {}
    for t in treff:
        grunner = grunnsetninger(t, kunnskap, side="offentlig")
        ut.setdefault(t.part_id or 0, []).append(_nyheten(t.ide, t.ide.entreprenor, grunner))
    return ut


def _som_moter_behovene(
    virksomheter: Sequence[OffentligPart], bruker: Bruker, periode: Periode
) -> dict[int, list[Nyhet]]:
    ut: dict[int, list[Nyhet]] = {}
    for t, grunner in nye_for_virksomhetene(virksomheter, bruker, periode):
        til = _("Passer til behovet «%(behov)s».") % {"behov": t.behov.tittel}
        ut.setdefault(t.behov.part_id, []).append(_nyheten(t.ide, t.entreprenor, (til, *grunner)))
    return ut


def _nyheten(ide: Ide | None, entreprenor: Entreprenor, grunner: tuple[str, ...]) -> Nyhet:
    if ide is None:
        return Nyhet(entreprenor.navn, entreprenor.get_absolute_url(), "", grunner, entreprenor.oppdiktet)
    return Nyhet(ide.tittel, ide.get_absolute_url(), entreprenor.navn, grunner, entreprenor.oppdiktet)
