"""Hvor lenge en innlogging gjelder, og hva som skjer med det noen holdt på med da den gikk ut."""

from __future__ import annotations

import time
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from veier.foresporsel import Videre
from veier.foresporsel.skjemavern import kan_tas_vare_pa
from veier.foresporsel.skjemavern import tatt_vare_pa as vis_det_skrevne
from veier.konto.tilganger import SIST_I_REDAKSJONEN, sist_i_redaksjonen
from veier.sikkerhetslogg import noter
from veier.typer import Verdier

BEGYNTE, SIST, GLEMT = "okt_begynte", "okt_sist", "redaksjonen_glemt"
ET_DOGN, ET_MINUTT = 24 * 3600, 60
TATT_VARE_PA_I = 3600

FOR_GAMMEL = "Det er lenge siden du brukte to trinn. Bekreft at det er deg, så fortsetter du der du var."
INNGRIPENDE = "Dette kan ikke alltid gjøres om. Bekreft at det er deg, så går du videre."
SKREVET = "Det du skrev, er tatt vare på."
# Ord i navnet på siden eller handlingen som sletter, tar ned, henter tilbake, gir tilgang eller tar ut data.
INNGREP = (
    "administrator", "avsla", "avvis", "brukere_bruker", "delete", "eksport", "entreprenor_bekreft", "forkast",
    "gjenopprett", "godta", "history", "nullstill", "redaksjon_folk", "skjul", "slett", "ta_ned", "trekk", "vis_igjen",
)  # fmt: skip
# Knapper på pulten som sletter, eller viser det en fremmed har skrevet til andre.
KNAPPER = frozenset({"apne", "legg_bort"})


def avslutt_gamle_okter(svar: Videre) -> Videre:
    """En økt varer i høyst 90 dager, og en som ingen bruker, i 30. Bare den som er innlogget, har noe å avslutte."""

    def mellomvare(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and _er_over(request):
            noter("okt_utlopt", request=request)
            logout(request)
            if kan_tas_vare_pa(request):
                return vis_det_skrevne(request, status=401, logget_ut=True)
            messages.info(request, _("Du er logget ut fordi det er lenge siden sist. Logg inn igjen."))
            return redirect(f"{reverse('account_login')}?{urlencode({'next': _trygg_retur(request)})}")
        for_ = _sist_bekreftet(request)
        response = svar(request)
        if _sist_bekreftet(request) > for_:
            _bytt_oktnokkel(request)
        if settings.SESSION_COOKIE_NAME in response.cookies or request.session.modified:
            _noter_start(request)
        return response

    return mellomvare


def _er_over(request: HttpRequest) -> bool:
    okt, naa = request.session, time.time()
    if "_auth_user_id" not in okt:
        return False
    sist = okt.get(SIST)
    if sist is None or naa - sist >= ET_DOGN:
        okt[SIST] = naa
    okt.setdefault(BEGYNTE, naa)
    if sist is not None and naa - sist >= settings.OKTEN_HVILER:
        return True
    return bool(naa - okt[BEGYNTE] >= settings.SESSION_COOKIE_AGE)


def _sist_bekreftet(request: HttpRequest) -> float:
    """Når personen sist bekreftet at det er dem, i en økt de alt var i. 0 uten økt."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return 0
    poster = request.session.get("account_authentication_methods", [])
    return max((post["at"] for post in poster if post.get("reauthenticated")), default=0)


def _bytt_oktnokkel(request: HttpRequest) -> None:
    """En nøkkel noen har fått tak i, får ikke med seg bekreftelsen. Raden i øktlisten følger den nye."""
    gammel = request.session.session_key
    with transaction.atomic():
        request.session.cycle_key()
        UserSession.objects.filter(session_key=gammel).update(session_key=request.session.session_key)


def _noter_start(request: HttpRequest) -> None:
    """Innloggingen skjedde i denne forespørselen."""
    if "_auth_user_id" in request.session and BEGYNTE not in request.session:
        request.session[BEGYNTE] = request.session[SIST] = time.time()


def _trygg_retur(request: HttpRequest) -> str:
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("min_side")


# ── Redaksjonen ──


class Glemt(NamedTuple):
    """Et skjema som ble sendt etter at de to trinnene gikk ut."""

    adresse: str
    felt: list[tuple[str, str]]


def er_inngripende(request: HttpRequest) -> bool:
    """Sletter, tar ned, henter tilbake, gir tilgang eller tar ut data.

    Hver «action» teller: Django utfører den «index» peker på, ikke den siste.
    """
    treff = request.resolver_match
    side = treff.url_name or "" if treff else ""
    if request.method != "POST":
        return "eksport" in side
    i_adressen = [str(verdi) for verdi in treff.kwargs.values()] if treff and "hva" in treff.kwargs else []
    if not KNAPPER.isdisjoint(request.POST):
        return True
    knapper = [n for n in request.POST if n.startswith(("_", "trekk"))]
    hva = (side, *i_adressen, *request.POST.getlist("action"), *knapper)
    return any(ord_ in navn for navn in hva for ord_ in INNGREP)


def noter_aktivitet(request: HttpRequest) -> None:
    """Skriver høyst én gang i minuttet, så en økt ikke lagres for hver side. Et skjema som ble sendt, er ikke glemt."""
    if request.method == "POST" and GLEMT in request.session:
        del request.session[GLEMT]
    if time.time() - sist_i_redaksjonen(request) >= ET_MINUTT:
        request.session[SIST_I_REDAKSJONEN] = time.time()


def be_om_to_trinn(request: HttpRequest, hvorfor: str) -> HttpResponse:
    """Til «Bekreft at det er deg», og tilbake hit. Et skjema ligger i økten til det er sendt, i en time."""
    neste = request.get_full_path()
    if request.method == "POST":
        skjema = request.POST.copy()
        skjema.pop("csrfmiddlewaretoken", None)
        request.session[GLEMT] = {
            "adresse": request.get_full_path(),
            "felt": skjema.urlencode(),
            "tid": time.time(),
            "hvem": str(request.user.pk),
        }
        neste = reverse("admin:fortsett")
    noter("to_trinn_bedt_om_igjen", request=request)
    messages.info(request, f"{hvorfor} {SKREVET}" if request.method == "POST" else hvorfor)
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': neste})}")


def tatt_vare_pa(request: HttpRequest) -> Glemt | None:
    """Skjemaet som ligger i økten, når det er personens eget og ikke for gammelt."""
    glemt: Verdier = request.session.get(GLEMT) or {}
    if glemt.get("hvem") != str(request.user.pk) or time.time() - glemt["tid"] > TATT_VARE_PA_I:
        return None
    felt = QueryDict(glemt["felt"])
    return Glemt(glemt["adresse"], [(navn, verdi) for navn, alle in felt.lists() for verdi in alle])
