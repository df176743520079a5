"""Å invitere entreprenører til å svare på et behov, og å si nei til å bli invitert.

Bare en administrator inviterer: brevene går på vegne av virksomheten, og grunnen for bare noen få står åpent på siden.
Behovet låses, og en entreprenør kan bare stå én gang for hvert behov: to kolleger som trykker samtidig, gir ett brev.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from entreprenorer.models import Entreprenor
from kommuner.models import Behov
from samarbeid.eksponering.telling import tell
from samarbeid.invitasjoner.brev import STOPP, skriv_til
from samarbeid.invitasjoner.kandidater import (
    Kandidat,
    finn_kandidater,
    hvorfor_ikke_invitere,
    hvorfor_ikke_noen_fa,
)
from samarbeid.models import Behovsinvitasjon, Eksponering, Invitasjonsnei, Invitasjonsrunde
from veier.brukere.models import Bruker
from veier.epost.adressenokler import nokkelring
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_administrator

# Tegn. Kortere enn dette sier ikke hvorfor; «fordi vi vil» er ingen grunn.
KORTESTE_GRUNN = 40


@transaction.atomic
def inviter_alle(behov: Behov, *, sett: Collection[str], av: Bruker) -> Invitasjonsrunde:
    """Inviterer alle som passer godt og ikke er invitert før. ``sett`` er adressedelene til dem personen så på siden.

    Hever Domenefeil når behovet ikke tar imot svar, når ingen er igjen, og når noen hun ikke har sett, er kommet til.
    """
    rad = _las(behov, av, hvorfor_ikke_invitere)
    valgte = finn_kandidater(rad, av).alle_som_passer
    if not valgte:
        raise Domenefeil(_("Alle som passer og kan inviteres, er invitert."))
    if {k.entreprenor.slug for k in valgte} - set(sett):
        raise Domenefeil(_("Listen er endret etter at du åpnet siden. Se på den igjen før du inviterer."))
    return _inviter(rad, valgte, mate=Invitasjonsrunde.Mate.APEN, grunn="", av=av)


@transaction.atomic
def inviter_noen_fa(behov: Behov, *, hvem: Collection[str], grunn: str, av: Bruker) -> Invitasjonsrunde:
    """Inviterer dem med adressedelene ``hvem``. Grunnen kan alle lese, og den står i historikken og i loggen.

    Hever Domenefeil når en konkurranse er planlagt eller kunngjort, når grunnen er for kort, og når en av dem ikke kan
    inviteres lenger: hun er invitert av en kollega, har sagt nei, eller passer ikke.
    """
    rad = _las(behov, av, hvorfor_ikke_noen_fa)
    grunn = grunn.strip()
    if len(grunn) < KORTESTE_GRUNN:
        raise Domenefeil(_("Skriv hvorfor bare noen få inviteres, så andre forstår det."))
    valgte = [k for k in finn_kandidater(rad, av).kan if k.entreprenor.slug in hvem]
    if not valgte or len(valgte) < len(set(hvem)):
        raise Domenefeil(_("En av dem du valgte, kan ikke inviteres lenger. Se på listen igjen."))
    return _inviter(rad, valgte, mate=Invitasjonsrunde.Mate.SAERSKILT, grunn=grunn, av=av)


@transaction.atomic
def si_nei(entreprenor: Entreprenor, *, av: Bruker | None = None) -> None:
    """Ingen flere invitasjoner. ``av`` er tom når det gjøres fra brevet. Tåler å gjøres om igjen."""
    _rad, ny = Invitasjonsnei.objects.get_or_create(entreprenor=entreprenor)
    if ny:
        logg_hendelse("invitasjoner_av", av=av.offentlig_id if av else None, gjelder=entreprenor)


@transaction.atomic
def si_ja_igjen(entreprenor: Entreprenor, *, av: Bruker | None = None) -> None:
    """De kan inviteres igjen. Tåler å gjøres om igjen."""
    antall, _per_tabell = Invitasjonsnei.objects.filter(entreprenor=entreprenor).delete()
    if antall:
        logg_hendelse("invitasjoner_pa", av=av.offentlig_id if av else None, gjelder=entreprenor)


def les_stoppnokkel(nokkel: str) -> Entreprenor | None:
    """Den lenken i brevet gjelder; None når den ikke er vår, eller hun er borte."""
    slug = nokkelring().les_signert(nokkel, salt=STOPP)
    return Entreprenor.objects.filter(slug=slug).first() if isinstance(slug, str) else None


def _las(behov: Behov, av: Bruker, hvorfor_ikke: Callable[[Behov], str]) -> Behov:
    rad = Behov.objects.select_for_update(of=("self",)).select_related("part").get(pk=behov.pk)
    if not er_administrator(av, rad.part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))
    if grunn := hvorfor_ikke(rad):
        raise Domenefeil(grunn)
    return rad


def _inviter(
    behov: Behov, valgte: Sequence[Kandidat], *, mate: str, grunn: str, av: Bruker
) -> Invitasjonsrunde:
    runde = Invitasjonsrunde.objects.create(behov=behov, mate=mate, grunn=grunn, antall=len(valgte), av=av)
    invitasjoner = Behovsinvitasjon.objects.bulk_create(_invitasjon(runde, k) for k in valgte)
    uten_brev = [invitasjon.pk for invitasjon in invitasjoner if not skriv_til(invitasjon)]
    Behovsinvitasjon.objects.filter(pk__in=uten_brev).update(fikk_brev=False)
    logg_hendelse(
        "behov_invitert", av=av.offentlig_id, gjelder=behov, mate=mate, antall=len(valgte), grunn=grunn,
        uten_brev=len(uten_brev),
    )  # fmt: skip
    slugger = [k.entreprenor.slug for k in valgte]
    transaction.on_commit(lambda: tell(slugger, Eksponering.Flate.INVITASJON))
    return runde


def _invitasjon(runde: Invitasjonsrunde, kandidat: Kandidat) -> Behovsinvitasjon:
    treff = kandidat.treff
    return Behovsinvitasjon(
        runde=runde,
        behov=runde.behov,
        entreprenor=kandidat.entreprenor,
        ide=treff.ide,
        poeng=treff.poeng,
        passer=treff.passer,
        grunner=treff.grunner,
        mot=treff.mot,
        regelversjon=treff.regelversjon,
    )
