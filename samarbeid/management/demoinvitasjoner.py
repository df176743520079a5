"""Oppdiktede invitasjoner til de oppdiktede behovene: alle på samme måte, og noen få med en grunn. Ingen får brev."""

from __future__ import annotations

from django.db import transaction

from entreprenorer.models import Entreprenor
from kommuner.models import Behov
from samarbeid.behovstreff.behovet import sok_for
from samarbeid.management.demobehov import les_demobehov
from samarbeid.matching.lagret import som_rad
from samarbeid.matching.partnere import ULIK, vurder_partner
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import NEI, REGELVERSJON, Entreprenorprofil, Vurdering
from samarbeid.models import Behovsinvitasjon, Invitasjonsrunde

# Behovet i filen → hvordan det inviteres. De er åpne.
MATENE = {
    0: Invitasjonsrunde.Mate.APEN,
    1: Invitasjonsrunde.Mate.SAERSKILT,
    2: Invitasjonsrunde.Mate.APEN,
}
GRUNN = (
    "De har alt et tilbud her, og vi prøver i liten målestokk før vi spør flere. Alle får vite hva vi lærer."
)
FLEST = 3


@transaction.atomic
def lag_demoinvitasjoner() -> int:
    """Inviterer dem blant de oppdiktede som passer, når ingen er invitert før. Gir antallet."""
    rader = les_demobehov()
    return sum(_inviter_til(rader[nr]["tittel"], mate) for nr, mate in MATENE.items())


def _inviter_til(tittel: str, mate: str) -> int:
    uten = Behov.objects.filter(oppdiktet=True, arbeidsnavn=tittel, invitasjonsrunder=None)
    behov = uten.select_related("part").first()
    if behov is None:
        return 0
    passer = [(e, v) for e in Entreprenor.objects.filter(oppdiktet=True) if (v := _vurder(e, behov))][:FLEST]
    if not passer:
        return 0
    grunn = GRUNN if mate == Invitasjonsrunde.Mate.SAERSKILT else ""
    runde = Invitasjonsrunde.objects.create(behov=behov, mate=mate, grunn=grunn, antall=len(passer))
    Behovsinvitasjon.objects.bulk_create(
        Behovsinvitasjon(
            runde=runde, behov=behov, entreprenor=e, poeng=v.poeng, passer=v.passer, regelversjon=REGELVERSJON,
            grunner=[som_rad(g) for g in v.grunner], mot=[som_rad(g) for g in v.mot],
        )
        for e, v in passer
    )  # fmt: skip
    return len(passer)


def _vurder(entreprenor: Entreprenor, behov: Behov) -> Vurdering | None:
    profil = Entreprenorprofil(
        entreprenor.slug,
        tuple(entreprenor.temaer),
        frozenset(entreprenor.steder),
        malgrupper=tuple(entreprenor.malgrupper),
    )
    vurdering = vurder_partner(profil, sok_for(behov, hent_kunnskap()), ULIK)
    return vurdering if vurdering and vurdering.passer != NEI else None
