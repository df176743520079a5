"""Sidene om et utkast: stegene, delelenken og slettingen. Hva svaret er, vet den som eier flyten."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.steg import sider
from veier.steg.skjema import Kunnskap
from veier.utkast import okt
from veier.utkast.flyt import Utkastflyt
from veier.utkast.handlinger import del_utkast, slett_utkast, stopp_deling
from veier.utkast.lager import Utkastlager
from veier.utkast.models import Utkast


def hent(flyt: Utkastflyt, nokkel: str) -> Utkast:
    """Eierens utkast, eller 404."""
    return _eller_404(flyt.modell.objects.levende().for_eier(nokkel))


def hent_delt(flyt: Utkastflyt, nokkel: str) -> Utkast:
    """Et delt utkast, eller 404."""
    return _eller_404(flyt.modell.objects.levende().for_leser(nokkel))


def forste_steg(request: HttpRequest, flyt: Utkastflyt, *, kunnskap: Kunnskap) -> HttpResponse:
    """Det første spørsmålet. Den første lagringen lager utkastet."""
    utkast = okt.paabegynt(request, flyt) if request.method == "POST" else None
    return sider.ett_steg(request, Utkastlager(request, flyt, utkast), 1, kunnskap=kunnskap)


def ett_steg(
    request: HttpRequest, flyt: Utkastflyt, nokkel: str, nummer: int, *, kunnskap: Kunnskap
) -> HttpResponse:
    """Ett steg i noe som er begynt på."""
    lager = Utkastlager(request, flyt, hent(flyt, nokkel))
    return sider.ett_steg(request, lager, nummer, kunnskap=kunnskap)


def deling(request: HttpRequest, flyt: Utkastflyt, nokkel: str) -> HttpResponse:
    """Lager eller trekker tilbake delelenken."""
    utkast = hent(flyt, nokkel)
    if request.POST.get("handling") == "stopp":
        stopp_deling(utkast)
        messages.success(request, _("Lenken virker ikke lenger."))
    else:
        del_utkast(utkast)
        messages.success(request, _("Her er lenken du kan dele. Den kan bare leses."))
    return redirect(flyt.svaradresse(nokkel) + "#del")


def sletting(request: HttpRequest, flyt: Utkastflyt, nokkel: str) -> HttpResponse:
    """Spør først, sletter så."""
    utkast = hent(flyt, nokkel)
    if request.method == "POST":
        slett_utkast(utkast)
        okt.glem(request, flyt, nokkel)
        messages.success(request, flyt.ord["slettet"])
        return redirect(flyt.navn)
    sammenheng = {
        "tilbake": flyt.svaradresse(nokkel),
        "tittel": flyt.tittel(utkast),
        "ord": flyt.ord,
    }
    return render(request, "steg/slett.html", sammenheng)


def uten_svar(flyt: Utkastflyt, utkast: Utkast, request: HttpRequest, *, eier: bool) -> HttpResponse:
    """Det er for lite til et svar: eieren sendes til første steg, andre får 404."""
    if not eier:
        raise Http404
    messages.info(request, flyt.ord["mangler"])
    return redirect(flyt.adresse("steg", utkast.nokkel, 1))


def svarsammenheng(
    flyt: Utkastflyt, utkast: Utkast, request: HttpRequest, *, eier: bool
) -> dict[str, object]:
    """Det svarsidene har felles: hvem som ser på, og hva eieren kan gjøre."""
    return {
        "eier": eier,
        "ord": flyt.ord,
        "adresser": flyt.eieradresser(utkast.nokkel) if eier else None,
        "endre": flyt.adresse("steg", utkast.nokkel, 1) if eier else "",
        "velg_tema": flyt.adresse("steg", utkast.nokkel, 2) if eier else "",
        "delelenke": _delelenke(request, flyt, utkast, eier=eier),
        "slettes": timezone.localtime(utkast.utloper_tid).date(),
    }


def _delelenke(request: HttpRequest, flyt: Utkastflyt, utkast: Utkast, *, eier: bool) -> str:
    """Hele adressen til den delte siden, når eieren ser på og den er delt."""
    if not (eier and utkast.er_delt):
        return ""
    return request.build_absolute_uri(reverse(flyt.delside, args=[utkast.delenokkel]))


def _eller_404(utkast: Utkast | None) -> Utkast:
    if utkast is None:
        raise Http404
    return utkast
