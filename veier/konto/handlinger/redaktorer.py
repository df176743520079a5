"""Å invitere en redaktør: lenken, at hun tar imot, og at hun får tilgang.

Lenken viser bare at noen leser e-posten. Derfor må hun ha to trinn før hun tar imot, og den som inviterte, eller en annen
som kan gi rollen, gir tilgangen etterpå: da har de snakket sammen.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.adresser import er_samme_person, samme_postkasse, som_personen_har_brukt
from veier.konto.handlinger.tilgang import har_sikring, sett_rolle
from veier.konto.models import Redaksjonsrolle as Rolle
from veier.konto.models import Redaktorinvitasjon
from veier.konto.redaksjon.roller import kan_gi, sjefgruppen
from veier.lenker import avtrykk
from veier.tekst.epost import kanonisk_epost

NETTOPP = timedelta(minutes=2)
TIDSPUNKT = r"j. F Y \k\l. H.i"


@transaction.atomic
def inviter_redaktor(*, epost: str, rolle: str, av: Bruker) -> Redaktorinvitasjon:
    """Sender en lenke. En ny til den samme adressen erstatter den forrige; et dobbelttrykk gjør ingenting.

    Hever Domenefeil når hun ikke kan gi rollen, når adressen er hennes egen, og når personen alt er i redaksjonen.
    """
    _en_om_gangen()
    _krev(av, rolle)
    epost = kanonisk_epost(epost)
    if samme_postkasse([epost], som_personen_har_brukt(av)):
        raise Domenefeil(_("Det er din egen adresse. Du kan ikke gi deg selv en rolle til."))
    person = Bruker.objects.filter(epost=epost).first()
    if person and person.is_staff:
        raise Domenefeil(_("%(epost)s er alt i redaksjonen.") % {"epost": epost})
    if person and not person.is_active:
        raise Domenefeil(_("Kontoen er stengt. En administrator må åpne den først."))
    apne = Redaktorinvitasjon.objects.filter(epost=epost, gitt_tid=None, trukket_tid=None)
    nettopp = timezone.now() - NETTOPP
    if samme := apne.filter(rolle=rolle, invitert_av=av, sendt_tid__gt=nettopp).first():
        return samme
    apne.update(trukket_tid=timezone.now())
    nokkel = secrets.token_urlsafe(32)
    rad = Redaktorinvitasjon.objects.create(epost=epost, rolle=rolle, avtrykk=avtrykk(nokkel), invitert_av=av)
    malform = person.malform if person else av.malform
    with override(malform):
        hva = str(Rolle(rolle).label).lower()
        frist = date_format(timezone.localtime(rad.utloper_tid), TIDSPUNKT)
    send_brev(
        "redaktor_invitasjon",
        nokkel=str(rad.ref),
        til=epost,
        malform=malform,
        side=("redaktor_invitasjon", [nokkel]),
        hemmelig=True,
        hvem=str(av),
        epost=av.epost,
        rolle=hva,
        frist=frist,
    )
    logg_hendelse("redaktor_invitert", av=av.offentlig_id, gjelder_id=str(rad.ref), rolle=rolle)
    return rad


def finn_invitasjon(nokkel: str) -> Redaktorinvitasjon | None:
    """Den nøkkelen hører til, også når den ikke lenger kan brukes."""
    rader = Redaktorinvitasjon.objects.select_related("invitert_av", "tatt_imot_av")
    return rader.filter(avtrykk=avtrykk(nokkel)).first()


def hvorfor_ikke(rad: Redaktorinvitasjon, *, bruker: Bruker) -> str:
    """En setning om hvorfor invitasjonen ikke kan tas imot; tom når den kan. ``bruker`` kan være uten konto."""
    if not rad.er_apen:
        return _("Invitasjonen er brukt, trukket tilbake eller for gammel. Be om en ny.")
    gir = rad.invitert_av
    if gir is None or Rolle(rad.rolle) not in kan_gi(gir):
        return _("Den som inviterte deg, kan ikke lenger gi tilgang. Be om en ny invitasjon.")
    if not bruker.is_authenticated:
        return ""
    if kanonisk_epost(bruker.epost) != rad.epost:
        return _("Invitasjonen gjelder en annen adresse enn den du er logget inn med.")
    if er_samme_person(gir, bruker):
        return _("Invitasjonen kommer fra deg selv. Du kan ikke gi deg selv en rolle til.")
    return _("Du er alt i redaksjonen.") if bruker.is_staff else ""


@transaction.atomic
def ta_imot(rad: Redaktorinvitasjon, *, bruker: Bruker) -> Redaktorinvitasjon:
    """Personen sier ja. Den som inviterte, får vite det, og gir tilgangen. To ganger er som én.

    Hever Domenefeil når ``hvorfor_ikke`` har en grunn, og når kontoen ikke har to trinn.
    """
    laast = _laas(rad)
    if grunn := hvorfor_ikke(laast, bruker=bruker):
        raise Domenefeil(grunn)
    if not har_sikring(bruker):
        raise Domenefeil(_("Koble til en kodeapp eller en passnøkkel først."))
    if laast.tatt_imot_tid is None:
        laast.tatt_imot_tid, laast.tatt_imot_av = timezone.now(), bruker
        laast.save(update_fields=["tatt_imot_tid", "tatt_imot_av"])
        logg_hendelse("redaktor_tok_imot", av=bruker.offentlig_id, gjelder_id=str(laast.ref))
        _si_at_hun_tok_imot(laast, bruker)
    return laast


@transaction.atomic
def gi_tilgangen(rad: Redaktorinvitasjon, *, av: Bruker) -> Bruker:
    """Den som har tatt imot, får rollen. Hever Domenefeil når det ikke kan gjøres."""
    laast = _laas(rad)
    _krev(av, laast.rolle)
    if laast.gitt_tid and laast.tatt_imot_av:
        return laast.tatt_imot_av  # en annen rakk det først
    person = laast.tatt_imot_av
    if not laast.er_apen or person is None:
        raise Domenefeil(_("Invitasjonen er ikke tatt imot, eller den er trukket tilbake eller for gammel."))
    if kanonisk_epost(person.epost) != laast.epost:
        raise Domenefeil(_("Personen har byttet adresse siden hun tok imot. Send en ny invitasjon."))
    ny = sett_rolle(person, av=av, rolle=Rolle(laast.rolle))
    laast.gitt_tid = timezone.now()
    laast.save(update_fields=["gitt_tid"])
    return ny


@transaction.atomic
def trekk_invitasjonen(rad: Redaktorinvitasjon, *, av: Bruker) -> Redaktorinvitasjon:
    """Lenken slutter å virke med en gang, også når den er tatt imot. Er tilgangen gitt, er det for sent."""
    laast = _laas(rad)
    _krev(av, laast.rolle)
    if laast.gitt_tid:
        raise Domenefeil(_("Tilgangen er alt gitt. Ta den fra personen i stedet."))
    if laast.trukket_tid is None:
        laast.trukket_tid = timezone.now()
        laast.save(update_fields=["trukket_tid"])
        logg_hendelse("redaktor_invitasjon_trukket", av=av.offentlig_id, gjelder_id=str(laast.ref))
    return laast


def _krev(av: Bruker, rolle: str) -> None:
    rad = Bruker.objects.select_for_update().get(pk=av.pk)
    if rolle not in kan_gi(rad):
        raise Domenefeil(_("Du kan ikke gi eller ta denne rollen."))


def _en_om_gangen() -> None:
    """To som inviterer den samme samtidig, kommer etter hverandre."""
    Group.objects.select_for_update(no_key=True).get(pk=sjefgruppen().pk)


def _laas(rad: Redaktorinvitasjon) -> Redaktorinvitasjon:
    rader = Redaktorinvitasjon.objects.select_for_update(of=("self",))
    return rader.select_related("invitert_av", "tatt_imot_av").get(pk=rad.pk)


def _si_at_hun_tok_imot(rad: Redaktorinvitasjon, bruker: Bruker) -> None:
    if rad.invitert_av is None:
        return
    send_brev(
        "redaktor_tok_imot",
        nokkel=str(rad.ref),
        til=rad.invitert_av.epost,
        malform=rad.invitert_av.malform,
        hvem=str(bruker),
        epost=rad.epost,
        lenke=settings.ADRESSE + reverse("redaksjon_folk"),
    )
