"""Å invitere med e-post, å trekke invitasjonen og å bruke den."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.lenker import avtrykk
from veier.medlemskap.handlinger.felles import laas, rollenavn
from veier.medlemskap.handlinger.medlemmer import krev_administrator, legg_til_medlem
from veier.medlemskap.models import Invitasjon, Medlemskap, Organisasjon
from veier.medlemskap.slag import Slag, slag_til
from veier.medlemskap.tilganger import er_administrator, hvorfor_ikke_skrive_til_fremmede
from veier.tekst.epost import kanonisk_epost

NETTOPP = timedelta(minutes=2)
TIDSPUNKT = r"j. F Y \k\l. H.i"


@transaction.atomic
def inviter(organisasjon: Organisasjon, *, epost: str, rolle: str, av: Bruker) -> Invitasjon:
    """Sender en invitasjon. En ny til samme adresse erstatter den forrige.

    Den samme sendt om igjen innen NETTOPP er et dobbeltklikk, eller et svar som aldri kom fram: da står den
    første. Hever Domenefeil når personen allerede er med.
    """
    laas(organisasjon)
    krev_administrator(av, organisasjon)
    if grunn := hvorfor_ikke_skrive_til_fremmede(organisasjon):
        raise Domenefeil(grunn)
    slag = slag_til(organisasjon)
    epost = kanonisk_epost(epost)
    if slag.medlemskap.hos(organisasjon).filter(bruker__epost=epost).exists():
        raise Domenefeil(_("%(epost)s er allerede med.") % {"epost": epost})
    ventende = slag.invitasjon.hos(organisasjon).filter(epost=epost, brukt_tid=None, trukket_tid=None)
    nettopp = timezone.now() - NETTOPP
    if samme := ventende.filter(rolle=rolle, invitert_av=av, sendt_tid__gt=nettopp).first():
        return samme
    ventende.update(trukket_tid=timezone.now())
    nokkel = secrets.token_urlsafe(24)
    invitasjon = slag.invitasjon.objects.create(
        **{"organisasjon": organisasjon}, epost=epost, rolle=rolle, avtrykk=avtrykk(nokkel), invitert_av=av
    )
    send_brev(
        "invitasjon",
        nokkel=str(invitasjon.ref),
        til=epost,
        malform=av.malform,
        side=(f"{slag.kode}_invitasjon", [nokkel]),
        hemmelig=True,
        hvem=str(av),
        organisasjon=organisasjon.navn,
        rolle=rollenavn(rolle),
        frist=date_format(timezone.localtime(invitasjon.utloper_tid), TIDSPUNKT),
    )
    logg_hendelse("invitasjon_sendt", av=av.offentlig_id, gjelder=organisasjon, rolle=rolle)
    return invitasjon


@transaction.atomic
def trekk_invitasjon(invitasjon: Invitasjon, *, av: Bruker) -> Invitasjon:
    """Lenken i e-posten slutter å virke med en gang."""
    rad = type(invitasjon).objects.select_for_update().get(pk=invitasjon.pk)
    if rad.kan_brukes:
        rad.trukket_tid = timezone.now()
        rad.save(update_fields=["trukket_tid"])
        logg_hendelse("invitasjon_trukket", av=av.offentlig_id, gjelder=rad.organisasjon)
    return rad


def finn_invitasjon(slag: Slag, nokkel: str) -> Invitasjon | None:
    """Invitasjonen nøkkelen hører til, også når den ikke lenger kan brukes."""
    return (
        slag.invitasjon.objects.select_related("organisasjon", "invitert_av")  # type: ignore[misc]  # feltet står i arvingen
        .filter(avtrykk=avtrykk(nokkel))
        .first()
    )


def hvorfor_ikke_godta(invitasjon: Invitasjon, *, bruker: Bruker) -> str:
    """En setning om hvorfor personen ikke kan bruke invitasjonen; tom når hun kan."""
    if not invitasjon.kan_brukes:
        return _("Invitasjonen er brukt, trukket tilbake eller for gammel. Be om en ny.")
    avsender = invitasjon.invitert_av
    if avsender is None or not avsender.is_active or not er_administrator(avsender, invitasjon.organisasjon):
        return _("Den som inviterte deg, er ikke lenger administrator. Be om en ny invitasjon.")
    if bruker.is_authenticated and not samme_adresse(bruker, invitasjon):
        return _("Invitasjonen gjelder en annen adresse enn den du er logget inn med.")
    return ""


def samme_adresse(bruker: Bruker, invitasjon: Invitasjon) -> bool:
    """Bare den adressen som ble invitert, blir med: en videresendt lenke gir ingen tilgang."""
    return kanonisk_epost(bruker.epost) == kanonisk_epost(invitasjon.epost)


@transaction.atomic
def godta_invitasjon(invitasjon: Invitasjon, *, bruker: Bruker) -> Medlemskap:
    """Bruker invitasjonen. Hever Domenefeil når ``hvorfor_ikke_godta`` har en grunn."""
    laas(invitasjon.organisasjon)
    rad = (
        type(invitasjon)
        .objects.select_for_update(of=("self",))
        .select_related("organisasjon", "invitert_av")  # type: ignore[misc]  # feltet står i arvingen
        .get(pk=invitasjon.pk)
    )
    if grunn := hvorfor_ikke_godta(rad, bruker=bruker):
        raise Domenefeil(grunn)
    avsender = cast(Bruker, rad.invitert_av)  # ellers hadde ``hvorfor_ikke_godta`` en grunn
    rad.brukt_tid = timezone.now()
    rad.save(update_fields=["brukt_tid"])
    medlemskap = legg_til_medlem(
        rad.organisasjon, bruker=bruker, rolle=rad.rolle, av=bruker, grunn="invitasjon"
    )
    send_brev(
        "invitasjon_godtatt",
        nokkel=str(rad.ref),
        til=avsender.epost,
        malform=avsender.malform,
        side=(f"{medlemskap.slagkode}_medlemmer", [rad.organisasjon.slug]),
        hvem=str(bruker),
        epost=rad.epost,
        organisasjon=rad.organisasjon.navn,
        rolle=rollenavn(medlemskap.rolle),
    )
    return medlemskap
