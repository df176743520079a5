"""Å bli med i en offentlig virksomhet, og å bli den første administratoren."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kommuner.models import Administratorkode, Foresporsel, OffentligPart
from kommuner.tilganger import kan_bli_med_selv, postmottak_som_svarer_for
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap import models as grunnlag
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med, send_til_redaksjonen
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle
from veier.medlemskap.tilganger import er_medlem, har_administrator
from veier.sprak import virksomhetens

KODE_VARER = timedelta(days=14)
SAMME_KODE = timedelta(minutes=1)
TEGN = "BCDFGHJKLMNPQRSTVWXZ"


def bli_med(
    part: OffentligPart, *, bruker: Bruker, melding: str
) -> grunnlag.Medlemskap | grunnlag.Foresporsel:
    """En adresse på virksomhetens domene gir medlemskap med en gang; ellers blir det en forespørsel.

    Den en administrator har tatt ut, må også spørre: ellers var å ta noen ut ingenting.
    """
    if kan_bli_med_selv(bruker, part):
        return legg_til_medlem(part, bruker=bruker, rolle=Medlemsrolle.MEDLEM, av=bruker, grunn="domene")
    return be_om_a_bli_med(part, bruker=bruker, melding=melding)


@transaction.atomic
def be_om_administratorkode(part: OffentligPart, *, bruker: Bruker) -> Administratorkode | Foresporsel:
    """Sender en kode til postmottaket. Kjenner vi ikke et på virksomhetens domene, går det til redaksjonen. Et dobbelttrykk gir én kode.

    Hever Domenefeil når personen ikke er medlem, eller når virksomheten har en administrator.
    """
    OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if not er_medlem(bruker, part):
        raise Domenefeil(_("Du må være med i virksomheten først."))
    if har_administrator(part):
        raise Domenefeil(_("Virksomheten har en administrator. Spør den personen."))
    adresse = postmottak_som_svarer_for(part, bruker)
    if not adresse:
        foresporsel, _ny = Foresporsel.objects.get_or_create(
            organisasjon=part,
            bruker=bruker,
            status=Foresporsel.Status.VENTER,
            defaults={"rolle": Medlemsrolle.ADMINISTRATOR},
        )
        return send_til_redaksjonen(
            foresporsel, grunn=_("Personen er medlem og vil være den første administratoren.")
        )
    if sendt := _nettopp_sendt(part, bruker, adresse):
        return sendt
    tegn = "".join(secrets.choice(TEGN) for _nr in range(8))
    kode = f"{tegn[:4]}-{tegn[4:]}"
    rad, _ny = Administratorkode.objects.update_or_create(
        organisasjon=part,
        bruker=bruker,
        defaults={
            "avtrykk": _avtrykk(kode),
            "sendt_til": adresse,
            "utloper_tid": timezone.now() + KODE_VARER,
            "forsok": 0,
        },
    )
    _send_koden(rad, kode)
    logg_hendelse("administratorkode_sendt", av=bruker.offentlig_id, gjelder=part)
    return rad


def _nettopp_sendt(part: OffentligPart, bruker: Bruker, adresse: str) -> Administratorkode | None:
    """Koden som ble sendt det siste minuttet, og som ennå virker."""
    grense = timezone.now() + KODE_VARER - SAMME_KODE
    rad = Administratorkode.objects.filter(
        organisasjon=part, bruker=bruker, sendt_til=adresse, utloper_tid__gt=grense
    ).first()
    return rad if rad and rad.kan_brukes else None


def _send_koden(rad: Administratorkode, kode: str) -> None:
    malform = virksomhetens(rad.organisasjon.malform).kode
    with override(malform):
        verdier = {
            "organisasjon": rad.organisasjon.navn,
            "hvem": str(rad.bruker),
            "epost": rad.bruker.epost,
            "kode": kode,
            "frist": date_format(timezone.localtime(rad.utloper_tid), "j. F Y"),
            "lenke": settings.ADRESSE + reverse("om"),
        }
    send_mal(
        "administratorkode",
        nokkel=secrets.token_hex(8),
        til=rad.sendt_til,
        malform=malform,
        verdier=verdier,
        hemmelig=True,
    )


def bruk_administratorkode(part: OffentligPart, *, bruker: Bruker, kode: str) -> grunnlag.Medlemskap:
    """Gjør personen til administrator når koden er riktig. Hever Domenefeil ellers; fem forsøk per kode."""
    feil = _("Koden er feil eller for gammel. Du kan be om en ny.")
    with transaction.atomic():
        OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)
        # Koden gjelder den første administratoren, og bare så lenge personen er med.
        if not er_medlem(bruker, part) or har_administrator(part):
            raise Domenefeil(feil)
        rad = Administratorkode.objects.select_for_update().filter(organisasjon=part, bruker=bruker).first()
        if rad is None or not rad.kan_brukes:
            raise Domenefeil(feil)
        riktig = hmac.compare_digest(rad.avtrykk, _avtrykk(kode))
        if riktig:
            rad.delete()
            return legg_til_medlem(
                part, bruker=bruker, rolle=Medlemsrolle.ADMINISTRATOR, av=bruker, grunn="administratorkode"
            )
        rad.forsok += 1
        rad.save(update_fields=["forsok"])
    raise Domenefeil(feil)


def _avtrykk(kode: str) -> str:
    rensket = "".join(tegn for tegn in kode.upper() if tegn.isalnum())
    return hashlib.sha256(rensket.encode()).hexdigest()
