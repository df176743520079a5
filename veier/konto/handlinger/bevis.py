"""Første gang noen beviser at de har adressen til en konto.

Hvem som helst kan skrive en adresse når de lager en konto. Blir adressen bevist et annet sted enn i økten der
kontoen ble laget, er det som ble valgt før, en fremmeds: passordet, sikringene og innloggingene.
"""

from __future__ import annotations

import time
import uuid

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.handlinger.vern import ta_bort_innganger
from veier.konto.pagaende import gjelder_fortsatt
from veier.konto.tilganger import er_laget_her, er_pabegynt

_OKT = "konto_laget"
SAMME_OKT_VARER = 60 * 60  # sekunder


def husk_okten(request: HttpRequest, bruker: Bruker) -> None:
    """Denne økten laget kontoen."""
    request.session[_OKT] = {"bruker": bruker.pk, "tid": time.time()}


def samme_okt(request: HttpRequest, bruker: Bruker) -> bool:
    laget = request.session.get(_OKT) or {}
    return laget.get("bruker") == bruker.pk and time.time() - laget["tid"] < SAMME_OKT_VARER


def adressen_er_bevist(*, request: HttpRequest, email_address: EmailAddress, **_felt: object) -> None:
    """Kalles av allauth hver gang en adresse bekreftes, uansett hvordan det skjedde."""
    bruker = email_address.user
    tidligere = EmailAddress.objects.filter(user=bruker, verified=True).exclude(pk=email_address.pk)
    if er_laget_her(bruker) and not tidligere.exists() and not samme_okt(request, bruker):
        ta_tilbake(request, bruker)


@transaction.atomic
def ta_tilbake(request: HttpRequest, bruker: Bruker) -> None:
    """Gjør kontoen til den bevistes alene, og sier fra på siden og på e-post."""
    noe = ta_bort_innganger(bruker)
    gjelder_fortsatt(request, bruker)
    with override(bruker.malform):
        lenke = settings.ADRESSE + reverse("konto")
    send_mal(
        "konto_pabegynt",
        nokkel=uuid.uuid4().hex,
        til=bruker.epost,
        malform=bruker.malform,
        verdier={"lenke": lenke},
    )
    messages.warning(
        request,
        _(
            "Noen hadde begynt å lage en konto med adressen din. Nå er den din alene. "
            "Et passord som ble valgt før, virker ikke lenger."
        ),
    )
    logg_hendelse("konto_tatt_tilbake", av=bruker.offentlig_id, hadde_innganger=noe)


@transaction.atomic
def frigjor(adresse: str, *, unntatt: Bruker) -> bool:
    """Sletter en påbegynt konto ingen har bevist, når en annen beviser adressen. Gir False når adressen er tatt."""
    for annen in Bruker.objects.select_for_update().filter(epost=adresse).exclude(pk=unntatt.pk):
        if not er_pabegynt(annen):
            return False
        logg_hendelse("konto_pabegynt_slettet", av=annen.offentlig_id)
        annen.delete()
    return True
