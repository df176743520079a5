"""Svaret til den som må vente: hvor lenge, når det er, og det som ble skrevet."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Det som aldri står på en side: nøkkelen til skjemaet, passord og koder.
_STAR_IKKE = ("csrfmiddlewaretoken", "autolagre")
_HEMMELIG = ("password", "passord", "credential")
_ENGANGSKODE = ("code", "kode")
_REDAKSJONEN = "/admin/"


def for_mange(request: HttpRequest, *, vent_sekunder: int) -> HttpResponse:
    """429 med den tiden det er igjen. Et skjema beholder det som ble skrevet, og kan sendes på nytt fra siden."""
    htmx = request.headers.get("HX-Request") == "true"
    skjema = request.method == "POST" and not htmx
    sammenheng = {
        "nar": nar(vent_sekunder),
        "felter": skrevne_felter(request) if skjema else [],
        "skjema": skjema,
        "hadde_filer": skjema and bool(request.FILES),
    }
    svar = render(request, "_429.html" if htmx else "429.html", sammenheng, status=429)
    svar["Retry-After"] = str(vent_sekunder)
    svar["Cache-Control"] = "no-store"
    return svar


def straks_klar(request: HttpRequest, *, sekunder: int) -> HttpResponse:
    """Dokumentet er i kø. Siden henter det av seg selv, også uten JavaScript."""
    svar = render(request, "straks_klar.html", {"sekunder": sekunder}, status=503)
    svar["Retry-After"] = str(sekunder)
    svar["Cache-Control"] = "no-store"
    return svar


def nar(sekunder: int) -> str:
    """«om 12 minutter, kl. 14.32»: rundet opp, så den som kommer da, slipper til."""
    if sekunder < 60:
        return ngettext("om %(antall)d sekund", "om %(antall)d sekunder", sekunder) % {"antall": sekunder}
    na = timezone.localtime()
    klar = na + timedelta(seconds=sekunder)
    if klar.second or klar.microsecond:
        klar += timedelta(minutes=1)
    verdier = {"om": _om(sekunder), "klokka": date_format(klar, "H.i"), "dato": date_format(klar, "j. F")}
    if klar.date() == na.date():
        return _("om %(om)s, kl. %(klokka)s") % verdier
    return _("om %(om)s, %(dato)s kl. %(klokka)s") % verdier


def _om(sekunder: int) -> str:
    timer, minutter = divmod(ceil(sekunder / 60), 60)
    deler = []
    if timer:
        deler.append(ngettext("%(antall)d time", "%(antall)d timer", timer) % {"antall": timer})
    if minutter:
        deler.append(ngettext("%(antall)d minutt", "%(antall)d minutter", minutter) % {"antall": minutter})
    return _(" og ").join(deler)


def skrevne_felter(request: HttpRequest) -> list[tuple[str, str]]:
    """Feltene i skjemaet, så de kan sendes på nytt uten å skrives om igjen."""
    return [
        (navn, verdi)
        for navn, verdier in request.POST.lists()
        if navn not in _STAR_IKKE and not _er_hemmelig(request, navn)
        for verdi in verdier
    ]


def har_hemmelig(request: HttpRequest) -> bool:
    """Om skjemaet har noe som aldri står på en side. Da kan det ikke sendes på nytt uten å skrives om igjen."""
    return any(_er_hemmelig(request, navn) for navn in request.POST)


def _er_hemmelig(request: HttpRequest, navn: str) -> bool:
    """I redaksjonen er «kode» koden til en kommune eller en ordning, og ingen hemmelighet."""
    navn = navn.lower()
    ord_ = _HEMMELIG if request.path_info.startswith(_REDAKSJONEN) else _HEMMELIG + _ENGANGSKODE
    return any(hemmelig in navn for hemmelig in ord_)
