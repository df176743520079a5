"""Alt som skjer i en samtale etter den første meldingen. Reglene står i tabellen (``tilstander``)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kommuner.doffin import les_nummeret
from kommuner.tilganger import er_hos_samme, er_jobbadresse
from samarbeid.models import Inhabilitet, Innlegg, Lest, Samtale, Samtaleside, Skjermet
from samarbeid.models.samtaler.samtale import HOYST_PURRINGER
from samarbeid.samtaler.handlinger import moter
from samarbeid.samtaler.handlinger.brev import send_til_entreprenoren, send_til_mottakeren
from samarbeid.samtaler.handlinger.konkurransen import stengt, uten_navn
from samarbeid.samtaler.handlinger.moter import Forslag
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from samarbeid.samtaler.lenker import trekk_lenkene
from samarbeid.samtaler.tilstander import ANSKAFFELSER, REGLER, Handling, Tilstand, neste_i
from veier.brukere.models import Bruker
from veier.feil import Domenefeil, EndretImens, FeilIFelt
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_medlem
from veier.vedlegg.kontroll import Vedleggsfil

PURR_ETTER = timedelta(days=14)
HOYST_I_DOGNET = 20
HOYST_VIDERESENDT = 5
FERDIG = (Tilstand.AVVIST, Tilstand.AVSLUTTET)
GIR_VIDERE = frozenset({Handling.VIDERESEND, Handling.INHABIL})
MOTENE = frozenset({Handling.MOTE, Handling.MOTETID, Handling.REFERAT})


@dataclass(frozen=True, slots=True)
class Aktor:
    """Den som gjør noe: siden, og enten kontoen eller navnet og adressen lenken ble sendt til."""

    side: str
    av: Bruker | None = None
    navn: str = ""
    epost: str = ""


@dataclass(frozen=True, slots=True)
class Onske:
    """Det som skal gjøres. ``sett`` er nummeret på det siste innlegget på siden da hun begynte å skrive.

    ``skjermet`` er det i meldingen som er merket som forretningshemmelighet.
    """

    handling: str
    sett: int
    sendenokkel: uuid.UUID
    tekst: str = ""
    epost: str = ""
    anskaffelse: str = ""
    doffin: str = ""
    vedlegg: Sequence[Vedleggsfil] = ()
    skjermet: str = ""
    skjermet_grunn: str = ""
    forslag: Forslag | None = None
    tid: datetime | None = None
    dag: date | None = None
    hvem: str = ""


@transaction.atomic
def gjor(samtale: Samtale, onske: Onske, *, av: Aktor) -> Innlegg:
    """Utfører ønsket, og sier fra til den andre siden. Det samme skjemaet to ganger gir det første innlegget.

    Hever EndretImens, FeilIFelt, FullDisk, Domenefeil når det ikke kan gjøres nå, og ForMangeEposter.
    """
    rad = (
        Samtale.objects.select_for_update(of=("self",))
        .select_related("entreprenor", "part")
        .get(pk=samtale.pk)
    )
    if sendt := rad.innlegg.filter(sendenokkel=onske.sendenokkel).first():
        return sendt
    ny = neste_i(rad, onske.handling, av.side)
    if ny is None:
        raise _hvorfor_ikke(rad, onske.handling)
    if onske.sett != rad.siste_nr:
        raise EndretImens(_("Noen har skrevet etter at du åpnet siden. Les det før du sender."))
    _kontroller(rad, onske, av)
    if rad.er_kunngjort:
        av = replace(av, navn="")  # navnet skriver hun selv: da står bare adressen lenken gikk til
    onske = _for_bok(rad, onske)
    rad.tilstand = ny
    if ny in FERDIG:
        rad.ferdig_tid = timezone.now()
    innlegg = nytt_innlegg(rad, str(REGLER[onske.handling].slag), onske, av=av)
    _si_fra(rad, innlegg, av)
    logg_hendelse(
        f"samtale_{onske.handling}",
        av=av.av.offentlig_id if av.av else None,
        gjelder=rad.entreprenor,
        referanse=rad.referanse,
    )
    return innlegg


def _hvorfor_ikke(samtale: Samtale, handling: str) -> Domenefeil:
    if samtale.er_kunngjort and handling in REGLER and REGLER[handling].fritekst:
        return stengt(samtale)
    return Domenefeil(_("Det går ikke nå. Les samtalen på nytt, og se hva dere kan gjøre."))


def _for_bok(samtale: Samtale, onske: Onske) -> Onske:
    """Det handlingen endrer i samtalen. Gir ønsket med det som skal stå i innlegget."""
    if onske.handling in GIR_VIDERE:
        samtale.til, samtale.kontakttvil = onske.epost, ""
        samtale.inhabile.filter(
            epost=onske.epost, av=None
        ).delete()  # noen har gitt saken tilbake til den postkassen
        # Det foran krøllalfaen kan noen skrive hva som helst i.
        stengt_na = samtale.er_kunngjort
        onske = replace(onske, tekst=uten_navn(onske.epost) if stengt_na else onske.epost)
    if onske.handling in MOTENE:
        onske = replace(onske, tekst=_moteteksten(samtale, onske))
    if onske.handling == Handling.ANSKAFFELSE:
        # Nummeret står når konkurransen er over; ellers hører det bare til den som er ute.
        ute = onske.anskaffelse == Samtale.Anskaffelse.KUNNGJORT
        er_over = onske.anskaffelse == Samtale.Anskaffelse.AVSLUTTET
        nummeret = les_nummeret(onske.doffin) if ute else ""
        samtale.doffin = nummeret or (samtale.doffin if er_over else "")
        samtale.anskaffelse = onske.anskaffelse
        stilling = str(Samtale.Anskaffelse(onske.anskaffelse).label)
        onske = replace(onske, tekst=f"{stilling}: {nummeret}" if nummeret else stilling)
    if onske.handling == Handling.PURR:
        samtale.purringer += 1
    if onske.handling in {Handling.PURR, *GIR_VIDERE}:
        samtale.purr_fra = timezone.localdate() + PURR_ETTER
    return onske


def _moteteksten(samtale: Samtale, onske: Onske) -> str:
    if onske.handling == Handling.MOTETID:
        return moter.valgteksten(moter.velg_tid(samtale, onske.tid))
    if onske.forslag:
        return moter.forslagsteksten(onske.forslag, onske.tekst)
    return moter.referatteksten(onske.dag or timezone.localdate(), onske.hvem, onske.tekst)


@transaction.atomic(savepoint=False)
def nytt_innlegg(samtale: Samtale, slag: str, onske: Onske, *, av: Aktor) -> Innlegg:
    """Innlegget med det neste nummeret, og samtalen slik den er etterpå. Kalles med raden låst."""
    innlegg = Innlegg(
        samtale=samtale,
        nr=samtale.siste_nr + 1,
        slag=slag,
        side=av.side,
        tekst=onske.tekst,
        navn="" if av.av else av.navn,
        epost=av.epost,
        av=av.av,
        sendenokkel=onske.sendenokkel,
    )
    if av.side == Samtaleside.ENTREPRENOR:
        samtale.siste_fra_entreprenor = innlegg.nr
    else:
        samtale.siste_fra_offentlig = innlegg.nr
    if slag in {Innlegg.Slag.MOTE, Innlegg.Slag.MOTETID}:
        samtale.mote_fra = av.side if slag == Innlegg.Slag.MOTE else ""
    samtale.endret_tid = innlegg.tid
    samtale.save()
    innlegg.save()
    if onske.forslag:
        moter.lagre_forslag(innlegg, onske.forslag)
    if slag == Innlegg.Slag.INHABIL:
        Inhabilitet.objects.create(samtale=samtale, av=av.av, epost=av.epost)
    if onske.skjermet:
        Skjermet.objects.create(innlegg=innlegg, tekst=onske.skjermet, grunn=onske.skjermet_grunn)
    legg_ved(onske.vedlegg, innlegg=innlegg)
    if av.av:
        merk_lest(samtale, av.av, innlegg.nr)
    return innlegg


@transaction.atomic(savepoint=False)
def merk_lest(samtale: Samtale, bruker: Bruker, nr: int) -> None:
    """Brukeren har lest til og med ``nr``. Den som har lest lenger, mister det ikke."""
    lest, _ny = Lest.objects.get_or_create(samtale=samtale, bruker=bruker, defaults={"nr": nr})
    Lest.objects.filter(pk=lest.pk, nr__lt=nr).update(nr=nr)


def er_hos(samtale: Samtale, adresse: str) -> bool:
    """Adressen er en som hører til virksomheten: en kollegas, eller på det samme domenet som den samtalen ble sendt til."""
    jobb = er_jobbadresse(Bruker(epost=adresse), samtale.part)
    return jobb or er_hos_samme(adresse, samtale.til)


def er_inhabil(samtale: Samtale, av: Aktor) -> bool:
    """Hun har sagt at hun kan være inhabil i samtalen for virksomheten, med kontoen sin eller fra lenken sin."""
    if av.side != Samtaleside.OFFENTLIG:
        return False
    adresse = av.av.epost if av.av else av.epost
    meldte = samtale.inhabile.order_by().values_list("av", "epost", "av__epost")
    return any(
        (av.av is not None and konto == av.av.pk) or (adresse and adresse in {epost, kontoens})
        for konto, epost, kontoens in meldte
    )


def _kontroller(samtale: Samtale, onske: Onske, av: Aktor) -> None:
    """Det tabellen ikke sier: hvem, hvor mye, når, og hva som må være med. Alt unntatt å avslutte telles: alt gir et brev."""
    i_dogn = samtale.innlegg.filter(tid__gte=timezone.now() - timedelta(days=1))
    if av.av and not er_medlem(av.av, samtale.hos(av.side)):
        raise Domenefeil(_("Du er ikke med i organisasjonen lenger."))
    if onske.handling != Handling.AVSLUTT and i_dogn.filter(side=av.side).count() >= HOYST_I_DOGNET:
        raise Domenefeil(
            _("Dere har skrevet mye her det siste døgnet. Ring heller, eller vent til i morgen.")
        )
    ute = samtale.entreprenor.er_bekreftet and samtale.entreprenor.vises
    if av.side == Samtaleside.ENTREPRENOR and onske.handling != Handling.AVSLUTT and not ute:
        raise Domenefeil(_("Profilen må være publisert, så virksomheten vet hvem dere er."))
    if er_inhabil(samtale, av):
        raise Domenefeil(_("Du har sagt at du kan være inhabil. En kollega har tatt over."))
    if onske.handling == Handling.PURR:
        _kan_purres(samtale)
    if onske.handling in GIR_VIDERE:
        _kan_gis_videre(samtale, onske, av, i_dogn)
    if onske.handling in MOTENE:
        _kan_motes(samtale, onske, av)
    if onske.handling == Handling.ANSKAFFELSE:
        _kan_sta_slik(samtale, onske)


def _kan_gis_videre(samtale: Samtale, onske: Onske, av: Aktor, i_dogn: QuerySet[Innlegg]) -> None:
    if not er_hos(samtale, onske.epost):
        raise FeilIFelt("epost", _("Skriv en adresse i virksomheten."))
    if i_dogn.filter(slag__in=[REGLER[h].slag for h in GIR_VIDERE]).count() >= HOYST_VIDERESENDT:
        raise Domenefeil(_("Meldingen er sendt videre mange ganger i dag. Vent til i morgen."))
    if onske.handling == Handling.INHABIL and onske.epost == (av.av.epost if av.av else av.epost):
        raise FeilIFelt("epost", _("Skriv adressen til en annen enn deg selv."))


def _kan_motes(samtale: Samtale, onske: Onske, av: Aktor) -> None:
    if onske.handling == Handling.MOTE:
        moter.kontroller_forslag(onske.forslag)
    if onske.handling == Handling.REFERAT:
        moter.kontroller_dagen(onske.dag)
    if onske.handling == Handling.MOTETID and samtale.mote_fra in {"", av.side}:
        raise Domenefeil(_("Det går ikke nå. Les samtalen på nytt, og se hva dere kan gjøre."))


def _kan_purres(samtale: Samtale) -> None:
    if samtale.purringer >= HOYST_PURRINGER:
        raise Domenefeil(_("Dere har purret to ganger. Ring sentralbordet, og spør etter rollen."))
    if timezone.localdate() < samtale.purr_fra:
        raise Domenefeil(_("Det er for tidlig å purre. Gi dem noen dager til."))


def _kan_sta_slik(samtale: Samtale, onske: Onske) -> None:
    if onske.anskaffelse not in ANSKAFFELSER[samtale.anskaffelse]:
        raise FeilIFelt("anskaffelse", _("Velg hvor anskaffelsen står nå."))
    if onske.anskaffelse == Samtale.Anskaffelse.KUNNGJORT and not les_nummeret(onske.doffin):
        raise FeilIFelt("doffin", _("Skriv hvor konkurransen er kunngjort, så alle finner den."))


def _si_fra(samtale: Samtale, innlegg: Innlegg, av: Aktor) -> None:
    if av.side == Samtaleside.OFFENTLIG:
        send_til_entreprenoren(samtale, innlegg)
        if innlegg.slag in {Innlegg.Slag.VIDERESENDT, Innlegg.Slag.INHABIL}:
            send_til_mottakeren(samtale, innlegg, hele=True)
    elif innlegg.slag == Innlegg.Slag.AVSLUTTET:
        trekk_lenkene(samtale)
    else:
        send_til_mottakeren(samtale, innlegg)
