"""«Samtaler» for den innloggede: listen, tråden, og det siden hennes kan gjøre. De som er med i det samme, deler dem."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple, cast

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbeid.models import Samtale, Samtaleside
from samarbeid.models.samtaler.samtale import er_besvart, stillingen
from samarbeid.querysets import Samtalesporring
from samarbeid.samtaler.handlinger.trad import Aktor, merk_lest
from samarbeid.samtaler.lesing import samtaler_til_lesing
from samarbeid.samtaler.sider.handling import Sted, utfor
from samarbeid.samtaler.visning import grunnlag, hvor_langt, logglinje
from veier.brukere.innlogget import Innlogget
from veier.foresporsel.opplasting import tar_imot_filer
from veier.medlemskap.hatter import hattene
from veier.vedlegg.kontroll import STORST_TIL_SAMMEN

PER_SIDE = 30


@never_cache
@require_safe
def liste(request: Innlogget) -> HttpResponse:
    """Samtalene i organisasjonene hennes, den siste først."""
    entreprenorer, parter = _mine(request)
    samtaler = Samtale.objects.hos(entreprenorer, parter)
    side = Paginator(samtaler, PER_SIDE).get_page(request.GET.get("side"))
    # Feltene velges etter at siden er talt: uten dem telles samtalene uten de andre tabellene.
    valgte = cast(Samtalesporring, side.object_list)
    rader = [Samtalerad(*rad) for rad in valgte.values_list(*Samtalerad._fields)]
    lest = hvor_langt(request.user, [rad.pk for rad in rader])
    sammenheng = {
        "rader": [_rad(r, egen=r.entreprenor in entreprenorer, lest=lest.get(r.pk, 0)) for r in rader],
        "side": side,
        "er_entreprenor": bool(entreprenorer),
    }
    return render(request, "samtaler/liste.html", sammenheng)


@never_cache
@require_safe
def trad(request: Innlogget, referanse: str) -> HttpResponse:
    """Én samtale. Andres finnes ikke."""
    samtale = get_object_or_404(samtaler_til_lesing(_hennes(request)), referanse=referanse)
    aktor = Aktor(siden(request, samtale), av=request.user)
    til = request.GET.get("til", "")
    sammenheng = grunnlag(samtale, aktor, har=samtale, skrevet=til, lest_til=samtale.lest_til)
    sammenheng["ulest"] = samtale.siste_fra_andre(aktor.side) > samtale.lest_til
    return render(request, "samtaler/trad.html", sammenheng)


@tar_imot_filer(STORST_TIL_SAMMEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, referanse: str, slag: str) -> HttpResponse:
    """Å skrive, svare, purre, sende videre, takke nei, si hvor anskaffelsen står, eller avslutte."""
    samtale = hent(request, referanse)
    aktor = Aktor(siden(request, samtale), av=request.user)
    return utfor(request, Sted(samtale, aktor, samtale.get_absolute_url()), slag)


@require_POST
def lest(request: Innlogget, referanse: str) -> HttpResponse:
    """Merker samtalen som lest for den innloggede, så langt som siden hun så, viste."""
    samtale = hent(request, referanse)
    nr = request.POST.get("nr", "")
    sett = int(nr) if nr.isdecimal() and len(nr) < 9 else 0
    merk_lest(samtale, request.user, min(sett, samtale.siste_nr))
    return redirect(samtale)


class Samtalerad(NamedTuple):
    """Det listen viser av en samtale: feltene i den, i den rekkefølgen de leses."""

    pk: int
    referanse: str
    emne: str
    tilstand: str
    startet_tid: datetime
    purringer: int
    purr_fra: date
    siste_fra_entreprenor: int
    siste_fra_offentlig: int
    entreprenor: int
    entreprenor__navn: str
    entreprenor__oppdiktet: bool
    part__navn: str
    begynt_av: str


def _rad(rad: Samtalerad, *, egen: bool, lest: int) -> dict[str, object]:
    """Samtalen i listen. ``egen``: hun er med hos entreprenøren."""
    organisasjonene = rad.entreprenor__navn, rad.part__navn
    besvart = er_besvart(rad.tilstand, rad.begynt_av, rad.siste_fra_entreprenor)
    side = Samtaleside.ENTREPRENOR if egen else Samtaleside.OFFENTLIG
    return {
        "referanse": rad.referanse,
        "emne": rad.emne,
        "oppdiktet": rad.entreprenor__oppdiktet,
        "besvart": besvart,
        "tilstand": stillingen(rad.tilstand, besvart=besvart),
        "motpart": organisasjonene[egen],
        "egen": organisasjonene[not egen],
        "logg": logglinje(rad, side),
        "ulest": (rad.siste_fra_offentlig if egen else rad.siste_fra_entreprenor) > lest,
    }


def _mine(request: Innlogget) -> tuple[set[int], set[int]]:
    """Nøklene til entreprenørene og virksomhetene hun er med i."""
    mine = hattene(request)
    entreprenorer = {h.pk for h in mine if h.slag == Samtaleside.ENTREPRENOR}
    return entreprenorer, {h.pk for h in mine if h.slag == Samtaleside.OFFENTLIG}


def hent(request: Innlogget, referanse: str) -> Samtale:
    """Samtalen, til å skrive i. Andres er 404."""
    return get_object_or_404(_hennes(request).select_related("entreprenor", "part"), referanse=referanse)


def _hennes(request: Innlogget) -> Samtalesporring:
    """Samtalene hun er med i, med hvor langt hun har lest."""
    samtaler: Samtalesporring = Samtale.objects.hos(*_mine(request))
    return samtaler.med_lest(request.user)


def siden(request: Innlogget, samtale: Samtale) -> str:
    """Den som er med på begge sider, skriver for entreprenøren: en annen må svare for virksomheten."""
    entreprenorer, _parter = _mine(request)
    return Samtaleside.ENTREPRENOR if samtale.entreprenor_id in entreprenorer else Samtaleside.OFFENTLIG
