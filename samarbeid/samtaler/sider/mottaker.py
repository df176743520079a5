"""Sidene til den som fikk lenken på e-post, og ikke har konto. Å åpne dem endrer ingenting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.models import Mottakerlenke, Samtaleside
from samarbeid.samtaler.handlinger.trad import Aktor
from samarbeid.samtaler.lenker import finn_lenke, finn_til_lesing
from samarbeid.samtaler.sider.handling import Sted, utfor
from samarbeid.samtaler.visning import grunnlag
from veier.foresporsel.opplasting import tar_imot_filer
from veier.lenker import privat
from veier.vedlegg.kontroll import STORST_TIL_SAMMEN


@privat
@require_safe
def trad(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Samtalen. En lenke som er trukket, for gammel eller ukjent, finnes ikke: de tre svarene er like."""
    lenke = finn_til_lesing(nokkel)
    if lenke is None:
        return _finnes_ikke(request)
    vist = grunnlag(lenke.samtale, _aktor(lenke), har=lenke, skrevet=request.GET.get("til", ""))
    return render(request, "samtaler/mottaker.html", vist | {"lenke": lenke, "nokkel": nokkel})


@tar_imot_filer(STORST_TIL_SAMMEN)
@privat
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: HttpRequest, nokkel: str, slag: str) -> HttpResponse:
    """Å svare, sende videre, takke nei, si hvor anskaffelsen står, eller avslutte."""
    lenke = finn_lenke(nokkel)
    if lenke is None:
        return _finnes_ikke(request)
    return utfor(request, Sted(lenke.samtale, _aktor(lenke), reverse("mottaker", args=[nokkel]), lenke), slag)


def _aktor(lenke: Mottakerlenke) -> Aktor:
    return Aktor(Samtaleside.OFFENTLIG, epost=lenke.epost)


def _finnes_ikke(request: HttpRequest) -> HttpResponse:
    """404, og veien til en ny lenke: den som fikk e-posten for lenge siden, skal ikke stå fast."""
    return render(request, "samtaler/lenken_virker_ikke.html", status=404)
