"""«Samtaler» for den innloggede: listen, tråden, og det siden hennes kan gjøre. De som er med i det samme, deler dem."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entreprenorer.models import Entreprenor
from samarbeid.models import Samtale, Samtaleside
from samarbeid.samtaler.handlinger.trad import Aktor, merk_lest
from samarbeid.samtaler.sider.handling import Sted, utfor
from samarbeid.samtaler.visning import grunnlag, logglinje
from veier.brukere.innlogget import Innlogget
from veier.brukere.models import Bruker
from veier.foresporsel.opplasting import tar_imot_filer
from veier.vedlegg.kontroll import STORST_TIL_SAMMEN

PER_SIDE = 30


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """Samtalene i organisasjonene hennes, den siste først."""
    bruker = request.user
    mine = Samtale.objects.for_bruker(bruker).select_related("entreprenor", "part")
    side = Paginator(mine, PER_SIDE).get_page(request.GET.get("side"))
    uleste = set(Samtale.objects.for_bruker(bruker).uleste(bruker).values_list("pk", flat=True))
    egne = set(Entreprenor.objects.filter(medlemskap__bruker=bruker).values_list("pk", flat=True))
    rader = [_rad(s, egen=s.entreprenor_id in egne, ulest=s.pk in uleste) for s in side]
    sammenheng = {"rader": rader, "side": side, "er_entreprenor": bool(egne)}
    return render(request, "samtaler/liste.html", sammenheng)


@never_cache
@require_safe
def trad(request: Innlogget, referanse: str) -> HttpResponse:
    """Én samtale. Andres finnes ikke."""
    samtale = hent(request.user, referanse)
    aktor = Aktor(siden(samtale), av=request.user)
    sammenheng = grunnlag(samtale, aktor, skrevet=request.GET.get("til", ""), lest_til=samtale.lest_til)
    sammenheng["ulest"] = samtale.siste_fra_andre(aktor.side) > samtale.lest_til
    return render(request, "samtaler/trad.html", sammenheng)


@tar_imot_filer(STORST_TIL_SAMMEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, referanse: str, slag: str) -> HttpResponse:
    """Å skrive, svare, purre, sende videre, takke nei, si hvor anskaffelsen står, eller avslutte."""
    samtale = hent(request.user, referanse)
    aktor = Aktor(siden(samtale), av=request.user)
    return utfor(request, Sted(samtale, aktor, samtale.get_absolute_url()), slag)


@require_POST
def lest(request: Innlogget, referanse: str) -> HttpResponse:
    """Merker samtalen som lest for den innloggede, så langt som siden hun så, viste."""
    samtale = hent(request.user, referanse)
    nr = request.POST.get("nr", "")
    sett = int(nr) if nr.isdecimal() and len(nr) < 9 else 0
    merk_lest(samtale, request.user, min(sett, samtale.siste_nr))
    return redirect(samtale)


def _rad(samtale: Samtale, *, egen: bool, ulest: bool) -> dict[str, object]:
    """Samtalen i listen. ``egen``: hun er med hos entreprenøren."""
    navn = samtale.entreprenor.navn, samtale.part.navn
    side = Samtaleside.ENTREPRENOR if egen else Samtaleside.OFFENTLIG
    return {
        "samtale": samtale,
        "motpart": navn[1] if egen else navn[0],
        "egen": navn[0] if egen else navn[1],
        "logg": logglinje(samtale, side),
        "ulest": ulest,
    }


def hent(bruker: Bruker, referanse: str) -> Samtale:
    """Samtalen, med hvor langt brukeren har lest og hvilken side hun er på. Andres er 404."""
    samtaler = Samtale.objects.for_bruker(bruker).med_lest(bruker).med_side(bruker)
    return get_object_or_404(
        samtaler.select_related("entreprenor", "part", "ide", "behov"), referanse=referanse
    )


def siden(samtale: Samtale) -> str:
    """Den som er med på begge sider, skriver for entreprenøren: en annen må svare for virksomheten."""
    return Samtaleside.ENTREPRENOR if samtale.hos_entreprenoren else Samtaleside.OFFENTLIG
