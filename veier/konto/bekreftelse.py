"""«Bekreft at det er deg» før noe viktig endres.

allauth spør etter passord eller to-trinns kode. Den som bare logger inn med kode på e-post, har ingen av dem,
og får en ny kode på e-post her.
"""

from __future__ import annotations

import hmac
import secrets
import time
import uuid
from collections.abc import Callable
from functools import wraps

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.konto.grenser import prov_engangskode
from veier.typer import Verdier

KODETEGN = "BCDFGHJKLMNPQRSTVWXZ"
LEVETID = 15 * 60
SAMME_KODE = 60  # sekunder
HOYST_FORSOK = 3
_OKT = "bekreftelseskode"

View = Callable[..., HttpResponse]


def nylig_bekreftet(request: HttpRequest) -> bool:
    """Personen har logget inn eller bekreftet seg i denne økten det siste kvarteret."""
    poster = get_authentication_records(request, request.user)
    return any(time.time() - post["at"] < app_settings.REAUTHENTICATION_TIMEOUT for post in poster)


def bekreft_forst(view: View) -> View:
    """Visningen åpnes bare for en som nylig har bekreftet at det er dem."""

    @wraps(view)
    def innpakket(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated and not nylig_bekreftet(request):
            return til_bekreftelse(request, neste=request.get_full_path())
        return view(request, *args, **kwargs)

    return innpakket


def til_bekreftelse(request: HttpRequest, *, neste: str) -> HttpResponse:
    """Siden der personen bekrefter seg, og deretter kommer til ``neste``."""
    return redirect(f"{bekreftelsesside(request)}?{urlencode({'next': neste})}")


def bekreftelsesside(request: HttpRequest) -> str:
    """Siden der personen kan bekrefte seg: passord eller to trinn når de har det, ellers kode på e-post."""
    maater = [maate["id"] for maate in get_reauthentication_flows(request.user)]
    if "mfa_reauthenticate" in maater:
        return reverse("mfa_reauthenticate")
    return reverse("account_reauthenticate" if "reauthenticate" in maater else "konto_bekreft")


@transaction.atomic
def send_kode(request: Innlogget) -> None:
    """Sender en ny kode. Den ligger i økten, på tjeneren, til den er brukt eller for gammel.

    Den som har fått en det siste minuttet og ikke har brukt den, får ingen ny: et dobbelttrykk skal ikke gi to brev, der bare
    koden i det ene virker. Derfor leses og lagres økten mens kontoen er låst.
    """
    bruker = request.user
    Bruker.objects.select_for_update().get(pk=bruker.pk)
    sendt: Verdier = type(request.session)(request.session.session_key).load().get(_OKT) or {}
    if sendt and time.time() - sendt["tid"] < SAMME_KODE and sendt["forsok"] < HOYST_FORSOK:
        request.session[_OKT] = sendt
        return
    kode = "".join(secrets.choice(KODETEGN) for _nr in range(6))
    kode = f"{kode[:3]}-{kode[3:]}"
    request.session[_OKT] = {"kode": kode, "tid": time.time(), "forsok": 0}
    request.session.save()
    send_mal(
        "bekreft_handling",
        nokkel=uuid.uuid4().hex,
        til=bruker.epost,
        malform=bruker.malform,
        verdier={"kode": kode},
        hemmelig=True,
    )


def kode_er_sendt(request: HttpRequest) -> bool:
    sendt: Verdier = request.session.get(_OKT) or {}
    return bool(sendt) and time.time() - sendt["tid"] < LEVETID and sendt["forsok"] < HOYST_FORSOK


def prov_kode(request: HttpRequest, kode: str) -> bool:
    """Sammenligner uten å bry seg om store og små bokstaver, mellomrom og bindestrek."""
    if not kode_er_sendt(request):
        return False
    sendt: Verdier = request.session[_OKT]
    sendt["forsok"] += 1
    request.session.modified = True
    if not prov_engangskode(request, sendt["kode"]):
        return False
    if not hmac.compare_digest(_rens(kode), _rens(sendt["kode"])):
        return False
    del request.session[_OKT]
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True


def _rens(kode: str) -> bytes:
    return "".join(tegn for tegn in kode.upper() if tegn.isalnum()).encode()
