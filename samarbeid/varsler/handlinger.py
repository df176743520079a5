"""Å lagre et søk med varsel, bekrefte det, endre det og stoppe det.

Uten konto lagres ingenting før adressen er bekreftet: ønsket ligger kryptert i lenken hun får på e-post.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from pyroaring import BitMap

from kommuner.tilganger import leses_pa_virkedager
from samarbeid.models import Abonnement, Varselmottaker
from samarbeid.models.varsel import LENGSTE_SPORRING
from samarbeid.varsler import tider
from samarbeid.varsler.liste import Lest
from samarbeid.varsler.lister import LISTER
from samarbeid.varsler.utgave import utgaven
from veier import lenkeinnhold
from veier.brukere.models import Bruker
from veier.epost import avmelding
from veier.epost.adressenokler import nokkelring
from veier.epost.brevslag import VARSLER
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.lenkeinnhold import LENGSTE_KODE
from veier.malform import aktiv_malform

SLAG = "varsel"
HOYST = 10
# Listene som er lagrede treff. De settes i køen av databasen når et treff lagres (``samarbeid/models/triggere.py``).
AV_TREFFENE = (Abonnement.Liste.KAN_SVARE, Abonnement.Liste.PASSER_OSS)
_STOPP = "samarbeid.varsler.stopp"

Eier = Bruker | Varselmottaker


@dataclass(frozen=True, slots=True)
class Onske:
    """Det hun ba om på listen."""

    liste: str
    sporring: str
    hyppighet: str
    epost: str


def be_om_bekreftelse(onske: Onske, lest: Lest) -> None:
    """Sender lenken som bekrefter adressen. Den som har sagt nei til slike brev, får ingen, og svaret sier det ikke.

    Hever ForMangeEposter, og Domenefeil når søket er for langt.
    """
    kode = lag_kode(onske)
    if len(onske.sporring) > LENGSTE_SPORRING or len(kode) > LENGSTE_KODE:
        raise Domenefeil(_("Søket har for mange valg til å lagres. Ta bort noen av dem."))
    send_brev(
        "varsel_bekreft",
        nokkel=lenkeinnhold.brevmerke(kode),
        til=onske.epost,
        malform=aktiv_malform(),
        side=("varsel_bekreft", [kode]),
        hemmelig=True,
        blant=str(LISTER[onske.liste].blant),
        hva=lest.ord or _("Alt som kommer."),
    )


def lag_kode(onske: Onske) -> str:
    """Ønsket kryptert, til lenken i e-posten."""
    return lenkeinnhold.lag_kode(SLAG, asdict(onske))


def les_kode(kode: str) -> Onske | None:
    """Ønsket i lenken; None når lenken er endret eller eldre enn sju dager."""
    innhold = lenkeinnhold.les_kode(SLAG, kode)
    onske = Onske(**innhold) if innhold else None
    gyldig = onske and onske.liste in LISTER and onske.hyppighet in Abonnement.Hyppighet
    return onske if gyldig else None


@transaction.atomic
def bekreft(kode: str) -> Abonnement:
    """Lagrer søket for adressen. Den samme lenken lager aldri to. Hever Domenefeil når lenken ikke gjelder lenger, og
    når adressen har nok fra før."""
    onske = les_kode(kode)
    if onske is None:
        raise Domenefeil(_("Lenken er for gammel. Lagre søket en gang til."))
    list(Bruker.objects.select_for_update().filter(epost=onske.epost.lower()))  # deler grensen
    mottaker = Varselmottaker.for_adressen(onske.epost)
    return _lagre(mottaker, onske.liste, onske.sporring, onske.hyppighet)


@transaction.atomic
def lagre_for_konto(bruker: Bruker, *, liste: str, sporring: str, hyppighet: str) -> Abonnement:
    """Lagrer søket for den innloggede. Hever Domenefeil når hun har nok fra før, og når søket er for langt."""
    if len(sporring) > LENGSTE_SPORRING:
        raise Domenefeil(_("Søket har for mange valg til å lagres. Ta bort noen av dem."))
    return _lagre(Bruker.objects.select_for_update().get(pk=bruker.pk), liste, sporring, hyppighet)


def _lagre(eier: Eier, liste: str, sporring: str, hyppighet: str) -> Abonnement:
    """Eieren er låst, så to samtidige ikke blir elleve. Det som står i listen nå, er ikke nytt for henne.

    Et søk hun har fra før, låses også: jobben kan være i gang med å fortelle, og det den fortalte, skal stå.
    """
    rad = hos(eier).select_for_update().filter(liste=liste, sporring=sporring).first()
    if rad is None and til_adressen(eier.epost).count() >= HOYST:
        raise Domenefeil(_("Du kan ha høyst %d varsler. Stopp ett du ikke trenger.") % HOYST)
    if rad is None:
        # Utgaven først: det som kommer mens det letes, er ikke lest, og skal fortelles.
        rad = Abonnement(**_eid_av(eier), liste=liste, sporring=sporring, utgave=utgaven())
        rad.fortalt = apne_treff(rad, uten=BitMap()).serialize()
    _se_etter_en_gang_til(rad)
    rad.hyppighet, rad.malform = hyppighet, aktiv_malform()
    planlegg(rad)
    rad.save()
    # Hun har nettopp sagt ja: et tidligere nei gjelder ikke lenger.
    avmelding.sett(avmelding.valg_for(rad.til, VARSLER), av=False)
    logg_hendelse("varsel_lagret", liste=liste, hyppighet=hyppighet)
    return rad


def apne_treff(rad: Abonnement, *, uten: BitMap) -> BitMap:
    """De radene søket treffer nå, som det kan fortelles om. ``uten`` er dem hun kjenner: de slås ikke opp."""
    liste = LISTER[rad.liste]
    return liste.bare_apne(liste.numre(rad.sporring, rad.bruker) - uten)


def _se_etter_en_gang_til(rad: Abonnement) -> None:
    """Treff som lagres i det samme, ser verken at hun vil ha varsel, eller er sett av henne. Lagrer ikke."""
    if rad.liste in AV_TREFFENE:
        rad.utgave = ""


def planlegg(rad: Abonnement) -> None:
    """Setter neste gang. Lagrer ikke."""
    na = timezone.now()
    rad.neste_tid = tider.neste(rad.hyppighet, na, virkedager=leses_pa_virkedager(rad.til))


def til_adressen(epost: str) -> QuerySet[Abonnement]:
    """De som går til adressen, fra en konto og uten: grensen gjelder postkassen, ikke måten de er bedt om på."""
    adressen = epost.lower()
    return Abonnement.objects.filter(Q(bruker__epost=adressen) | Q(mottaker__epost=adressen))


def hos(eier: Eier) -> QuerySet[Abonnement]:
    return Abonnement.objects.filter(**_eid_av(eier))


def _eid_av(eier: Eier) -> dict[str, Eier]:
    return {"bruker": eier} if isinstance(eier, Bruker) else {"mottaker": eier}


def finn(eier: Eier, ref: str) -> Abonnement | None:
    """Eierens abonnement; None når det ikke er hennes, eller ikke finnes."""
    try:
        return hos(eier).filter(ref=uuid.UUID(ref)).first()
    except ValueError:
        return None


@transaction.atomic
def endre_hyppighet(abonnement: Abonnement, hyppighet: str) -> None:
    """Hvor ofte hun vil ha brev om søket. Et som er stoppet i mellomtiden, forblir det."""
    rad = Abonnement.objects.select_for_update(of=("self",)).filter(pk=abonnement.pk).first()
    if rad is not None:
        rad.hyppighet = hyppighet
        _se_etter_en_gang_til(rad)
        planlegg(rad)
        rad.save(update_fields=["hyppighet", "utgave", "neste_tid"])


@transaction.atomic
def stopp(abonnementer: QuerySet[Abonnement]) -> int:
    """Stopper dem, og glemmer adresser som ikke har flere. Gir hvor mange. Tåler å gjøres om igjen.

    Mottakeren låses først, som når et søk lagres. Bare søkene til de låste stoppes: et som lagres i det samme, er ikke bedt stoppet,
    og adressen det har, skal ikke bli stående igjen alene.
    """
    mottakere = Varselmottaker.objects.select_for_update().filter(pk__in=abonnementer.values("mottaker"))
    laaste = list(mottakere.order_by("pk"))
    antall = abonnementer.filter(Q(mottaker__in=laaste) | Q(mottaker=None)).delete()[0]
    for mottaker in laaste:
        if not hos(mottaker).exists():
            mottaker.delete()
    if antall:
        logg_hendelse("varsel_stoppet", antall=antall)
    return antall


def stoppnokkel(rad: Abonnement) -> str:
    """Det lenken i brevet har i seg: nok til å stoppe varselet og de andre til den samme, og til ingenting annet."""
    eier = f"b{rad.bruker_id}" if rad.bruker_id else f"m{rad.mottaker_id}"
    return nokkelring().signer([str(rad.ref), eier], salt=_STOPP)


def les_stoppnokkel(nokkel: str) -> tuple[QuerySet[Abonnement], QuerySet[Abonnement]] | None:
    """(varselet, alle til den samme); None når nøkkelen ikke er vår. Begge er tomme når det alt er stoppet."""
    innhold = nokkelring().les_signert(nokkel, salt=_STOPP)
    if not isinstance(innhold, list):
        return None
    ref, eier = innhold
    felt = "bruker" if eier[0] == "b" else "mottaker"
    alle = Abonnement.objects.filter(**{felt: int(eier[1:])})
    return alle.filter(ref=ref), alle
