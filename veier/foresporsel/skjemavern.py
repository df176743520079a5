"""Skjemaet som ikke kan tas imot som det er: nøkkelen er gammel, eller den som skrev, er logget ut.

Logger hun inn i en annen fane, får skjemavernet en ny nøkkel, og skjemaet som står åpent, har den gamle. Det er ikke et
angrep. Da utføres ingenting, men det hun skrev, kommer tilbake på en side med en ny nøkkel og én knapp.

En slik side med en knapp er farlig når noen andre har laget skjemaet. Den gis derfor bare når nettleseren selv sier at
forespørselen kom fra portalen. ``Origin`` og ``Sec-Fetch-Site`` kan ikke settes av siden som sender.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from veier.foresporsel.venting import har_hemmelig, skrevne_felter
from veier.lenker import trygg_neste

# Skjemaene rundt innlogging. Sendes ett av dem igjen av en som alt er logget inn, er det gjort det skulle.
_INNGANGER = {"account_login", "account_signup", "account_confirm_login_code", "mfa_authenticate"}
# Autolagringen (static/veier/autolagring.js) leser den nye nøkkelen her. Et annet nettsted kan ikke lese den.
NY_NOKKEL = "X-Skjemavern"
# Felt portalen selv legger i skjemaene, og valg: de sendes med, men vises ikke som tekst.
_KORTEST_TEKST = 20
_EGNE_FELT = {"sett", "fane", "nokkel", "handling", "next", "fortsett_som"}


def fra_portalen(request: HttpRequest) -> bool:
    """Nettleseren sier at skjemaet ble sendt fra en side i portalen. Sier den ingenting, vet vi det ikke."""
    sted = request.headers.get("Sec-Fetch-Site", "")
    if sted and sted != "same-origin":
        return False
    opphav = request.headers.get("Origin")
    if opphav is None:
        return sted == "same-origin"
    return opphav in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def avvist(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW. Etter et dobbeltklikk på «Logg inn» er man inne, og ledes videre."""
    navn = _sidenavn(request)
    if navn in _INNGANGER and request.user.is_authenticated:
        messages.info(request, _("Du er logget inn."))
        return redirect(trygg_neste(request) or settings.LOGIN_REDIRECT_URL)
    if fra_portalen(request):
        if request.headers.get("HX-Request") == "true":
            return _ny_nokkel(request)
        if kan_tas_vare_pa(request):
            return tatt_vare_pa(request, status=403)
    return render(request, "403.html", {"skjemavern": True}, status=403)


def kan_tas_vare_pa(request: HttpRequest) -> bool:
    """Noe er skrevet, det kom fra portalen, og ingenting i det er hemmelig. Passord skrives på nytt."""
    return (
        request.method == "POST"
        and fra_portalen(request)
        and not har_hemmelig(request)
        and bool(skrevne_felter(request))
    )


def tatt_vare_pa(request: HttpRequest, *, status: int, logget_ut: bool = False) -> HttpResponse:
    """Det som ble sendt, med en ny nøkkel og en knapp som sender det igjen. Ingenting er utført."""
    felter = skrevne_felter(request)
    sammenheng = {
        "felter": felter,
        "tekster": [v for navn, v in felter if navn not in _EGNE_FELT and _er_tekst(v)],
        "logget_ut": logget_ut,
        "hadde_filer": bool(request.FILES),
    }
    svar = render(request, "tatt_vare_pa.html", sammenheng, status=status)
    svar["Cache-Control"] = "no-store"
    return svar


def _ny_nokkel(request: HttpRequest) -> HttpResponse:
    """Til autolagringen: ingenting er lagret. Skriptet setter inn nøkkelen og prøver igjen."""
    svar = HttpResponse(status=403)
    svar[NY_NOKKEL] = get_token(request)
    svar["Cache-Control"] = "no-store"
    return svar


def _er_tekst(verdi: str) -> bool:
    return len(verdi) >= _KORTEST_TEKST or any(tegn.isspace() for tegn in verdi.strip())


def _sidenavn(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
