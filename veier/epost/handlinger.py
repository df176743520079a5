"""Å legge e-post i kø, og å sende den.

Meldingen lagres i samme transaksjon som det den handler om, og sendes av en jobb minst én gang. Blir jobben
drept mellom tjenerens «mottatt» og vår lagring, sendes meldingen om igjen med samme Message-ID, så
mottakerens tjener kan se at det er den samme.
"""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.epost.maler import lag_melding
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko

JOBB = "veier.epost.send"
HOYST_FORSOK = 8


class ForsokIgjen(Exception):
    """Tjeneren tok ikke imot nå. Jobben skal kjøres om igjen senere."""


@transaction.atomic
def legg_i_ko(
    *, nokkel: str, til: str, emne: str, tekst: str, html: str = "", hemmelig: bool = False
) -> Utsending:
    """Legger meldingen i kø én gang per ``nokkel`` og mottaker; er den der fra før, gjøres ingenting.

    Teksten i en ``hemmelig`` melding slettes når den er sendt eller gitt opp; databasen krever det også.
    """
    avtrykk = hashlib.sha256(f"{nokkel}\0{til.lower()}".encode()).hexdigest()[:40]
    utsending, ny = Utsending.objects.get_or_create(
        nokkel=f"{nokkel[:150]}:{avtrykk}",
        defaults={
            "til": til,
            "emne": " ".join(emne.split())[:200],
            "tekst": tekst,
            "html": html,
            "hemmelig": hemmelig,
            "melding_id": f"<{avtrykk}@{urlsplit(settings.ADRESSE).hostname}>",
        },
    )
    if ny:
        sett_i_ko(JOBB, utsending=utsending.pk)
    return utsending


def send_mal(
    mal: str, *, nokkel: str, til: str, malform: str, verdier: Mapping[str, str], hemmelig: bool = False
) -> Utsending:
    """Lager e-posten ``mal`` og legger den i kø."""
    melding = lag_melding(mal, malform=malform, verdier=verdier)
    return legg_i_ko(
        nokkel=f"{mal}:{nokkel}",
        til=til,
        emne=melding.emne,
        tekst=melding.tekst,
        html=melding.html,
        hemmelig=hemmelig,
    )


def send(pk: int) -> bool:
    """Sender meldingen hvis den fortsatt venter. Gir True når den ble sendt nå.

    Hever ForsokIgjen når tjeneren ikke svarer eller ber oss vente. Et endelig nei lagres som «gitt opp».
    """
    feil = ""
    with transaction.atomic():
        utsending = Utsending.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
        if utsending is None or utsending.status != Utsending.Status.VENTER:
            return False
        utsending.forsok += 1
        try:
            _lag_melding(utsending).send()
        except (OSError, smtplib.SMTPException) as unntak:
            feil = f"{type(unntak).__name__}: {unntak}"[:300]
            utsending.siste_feil = feil
            if _er_endelig(unntak) or utsending.forsok >= HOYST_FORSOK:
                utsending.status = Utsending.Status.GITT_OPP
                logg_hendelse("epost_gitt_opp", nokkel=utsending.nokkel, feil=type(unntak).__name__)
        else:
            utsending.status, utsending.sendt_tid, utsending.siste_feil = (
                Utsending.Status.SENDT,
                timezone.now(),
                "",
            )
        if utsending.hemmelig and utsending.status != Utsending.Status.VENTER:
            utsending.tekst = utsending.html = ""
        utsending.save(update_fields=["forsok", "siste_feil", "status", "sendt_tid", "tekst", "html"])
    if feil and utsending.status == Utsending.Status.VENTER:
        raise ForsokIgjen(feil)
    return utsending.status == Utsending.Status.SENDT


@transaction.atomic
def prov_igjen(utsending: Utsending) -> Utsending:
    """En redaktør ber om et nytt forsøk på noe som er gitt opp.

    Hever Domenefeil når meldingen hadde en kode: den ble slettet da portalen ga opp.
    """
    rad = Utsending.objects.select_for_update().get(pk=utsending.pk)
    if rad.hemmelig:
        raise Domenefeil(
            _("Meldingen hadde en kode eller en lenke, og den er slettet. Personen må be om en ny.")
        )
    if rad.status == Utsending.Status.GITT_OPP:
        rad.status, rad.forsok = Utsending.Status.VENTER, 0
        rad.save(update_fields=["status", "forsok"])
        sett_i_ko(JOBB, utsending=rad.pk)
        logg_hendelse("epost_prov_igjen", nokkel=rad.nokkel)
    return rad


def _lag_melding(utsending: Utsending) -> EmailMultiAlternatives:
    melding = EmailMultiAlternatives(
        utsending.emne, utsending.tekst, to=[utsending.til], headers={"Message-ID": utsending.melding_id}
    )
    if utsending.html:
        melding.attach_alternative(utsending.html, "text/html")
    return melding


def _er_endelig(feil: Exception) -> bool:
    """5xx er et endelig nei (RFC 5321); 4xx, brudd og tidsavbrudd er ikke det."""
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        return all(500 <= kode < 600 for kode, _melding in feil.recipients.values())
    return isinstance(feil, smtplib.SMTPResponseException) and 500 <= feil.smtp_code < 600
