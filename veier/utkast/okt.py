"""Det som er begynt i denne nettleseren: nøklene ligger i økten, så den uten konto finner fram igjen."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from veier.utkast.flyt import Utkastflyt
from veier.utkast.models import Utkast

HOYST_I_OKTEN = 10


def husk(request: HttpRequest, flyt: Utkastflyt, utkast: Utkast) -> None:
    nokler = [utkast.nokkel, *request.session.get(flyt.oktnokkel, [])]
    request.session[flyt.oktnokkel] = nokler[:HOYST_I_OKTEN]
    request.session.set_expiry(timedelta(days=90))


def glem(request: HttpRequest, flyt: Utkastflyt, nokkel: str) -> None:
    """Tar det ut av «Fortsett der du slapp»."""
    request.session[flyt.oktnokkel] = [n for n in request.session.get(flyt.oktnokkel, []) if n != nokkel]


def paabegynt(request: HttpRequest, flyt: Utkastflyt) -> Utkast | None:
    """Utkastet autolagringen alt har laget i denne fanen, når det hører til denne økten."""
    nokkel = request.POST.get("nokkel", "")
    if not nokkel or nokkel not in request.session.get(flyt.oktnokkel, []):
        return None
    utkast: Utkast | None = flyt.modell.objects.levende().for_eier(nokkel)
    return utkast


def begynt(request: HttpRequest, flyt: Utkastflyt) -> list[tuple[str, str]]:
    """(nøkkel, tittel) for det som er begynt i denne nettleseren."""
    nokler = request.session.get(flyt.oktnokkel, [])
    if not nokler:
        return []
    return [(u.nokkel, flyt.tittel(u)) for u in flyt.modell.objects.levende().for_eiere(nokler)]
