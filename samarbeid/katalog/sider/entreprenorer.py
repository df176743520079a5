"""Katalogen over sosiale entreprenører: søk, valg med antall, og svar som sier hvorfor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samarbeid.katalog.forms import Katalogfilter, sporring
from samarbeid.katalog.indeks.smakataloger import sakene
from samarbeid.katalog.indeks.sok import Katalogsvar, finn
from samarbeid.katalog.indeks.steder import stedsnavn
from samarbeid.katalog.indeks.typer import LANDET, Katalogsok, Sakssok, er_kommune
from samarbeid.katalog.sider.kart import HOYDE, lag_punkter
from samarbeid.katalog.sider.katalogdeler import (
    Brikke,
    Utvei,
    adresse,
    bla,
    brikker,
    egen_kommune,
    grunnsammenheng,
    setning,
    tittel,
)
from samarbeid.katalog.sider.stedsord import arenaer, dekning
from samarbeid.katalog.sider.strukturert import liste
from samarbeid.katalog.sider.versjoner import katalogversjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Katalograd
from samarbeid.models.katalog import Listet
from samarbeid.uketall.mellomvare import merk_uten_treff
from veier.foresporsel.mellomlager import for_alle, ikke_husk
from veier.sok.handlinger import noter_tomt_sok
from veier.sok.indeksering import prosa
from veier.sok.utdrag import Merking, lag_merking, utdrag
from veier.tekst import sorteringsnokkel

PER_SIDE = 20
HOYST_TEMAER = 3
HOYST_TREFFER_PA = 2


@dataclass(frozen=True, slots=True)
class Kort:
    """En entreprenør i listen. ``treffer_pa``: temaer, målgrupper og steder med ordene, når teksten ikke har dem."""

    slug: str
    navn: str
    vist: Listet
    temaer: tuple[str, ...]
    flere_temaer: int
    dekker: str
    arenaer: str
    utdrag: list[tuple[str, bool]]
    treffer_pa: tuple[str, ...]

    @property
    def kort(self) -> str:
        """Det virksomheten gjør, i én setning. Tom når utdraget er den samme setningen."""
        tekst, sitert = self.vist["kort"], "".join(bit for bit, _traff in self.utdrag).strip("… ")
        return "" if sitert and (sitert in tekst or tekst in sitert) else tekst


@login_not_required
@require_safe
@for_alle(katalogversjon)
def entreprenorer(request: HttpRequest) -> HttpResponse:
    """Listen. En adresse som ikke står i sin ene, korte form, sendes videre til den."""
    kunnskap = hent_kunnskap()
    valgt = Katalogfilter(request.GET, kunnskap=kunnskap)
    svar = finn(valgt.sok, kunnskap)
    bare_ord = valgt.sok == Katalogsok(q=valgt.sok.q)
    if bare_ord and svar.hvordan and not (svar.antall and svar.hvordan.noyaktig):
        noter_tomt_sok(valgt.sok.q)
        merk_uten_treff(request)
        ikke_husk(request)
    side = bla(svar, request, PER_SIDE)
    riktig = adresse(valgt, side.number)
    if request.META.get("QUERY_STRING", "") != riktig:
        return HttpResponseRedirect(f"{request.path}?{riktig}" if riktig else request.path)
    kortene = lag_kort(side.object_list, valgt.sok, svar, kunnskap)
    sammenheng = grunnsammenheng(valgt, svar, side, antallsord) | {
        "kort": kortene,
        "strukturert": liste(((k.slug, k.navn) for k in kortene), side.start_index()),
        "snarveier": list(_snarveier(request, valgt)),
        "saker": _saker(valgt.sok, kunnskap),
    }
    return render(request, "entreprenorer/entreprenorer.html", sammenheng)


@login_not_required
@require_safe
@for_alle(katalogversjon)
def kart(request: HttpRequest) -> HttpResponse:
    """Treffene på kartet, og fylke for fylke i en tabell. Det samme søket som listen."""
    kunnskap = hent_kunnskap()
    valgt = Katalogfilter(request.GET, kunnskap=kunnskap)
    svar = finn(valgt.sok, kunnskap)
    antall = {kode: svar.dekker_selv(kode) for kode, o in kunnskap.omrader.items() if o.type == "kommune"}
    bredde, punkter = lag_punkter(kunnskap.omrader.values(), antall)
    fylker = sorted(
        (o for o in kunnskap.omrader.values() if o.type == "fylke"), key=lambda o: sorteringsnokkel(o.navn)
    )
    sammenheng = {
        "bredde": bredde,
        "hoyde": HOYDE,
        "punkter": punkter,
        "setning": setning(valgt, antallsord(svar.antall)),
        "tittel": tittel(valgt),
        "brikker": list(brikker(valgt)),
        "liste": f"?{valgt.sporring}" if valgt.sporring else "",
        "hele_landet": svar.dekker_selv(LANDET),
        "fylker": [
            (
                fylke.navn,
                svar.dekker_noe_i(fylke.kode),
                f"?{sporring(valgt.sok.uten('sted').med('sted', fylke.kode))}",
            )
            for fylke in fylker
        ],
    }
    return render(request, "entreprenorer/kart.html", sammenheng)


def antallsord(antall: int) -> str:
    return ngettext("%(antall)d entreprenør.", "%(antall)d entreprenører.", antall) % {"antall": antall}


def _snarveier(request: HttpRequest, valgt: Katalogfilter) -> Iterable[Brikke]:
    """Det samme søket for stedet man handler for, og hos dem som har gjort det for en kommune som ligner."""
    sok = valgt.sok
    part = egen_kommune(request)
    eget = part.omrade.kode if part and part.omrade else ""
    if eget in valgt.kunnskap.omrader and eget not in sok.sted:
        navn = valgt.navn("sted", eget)
        yield Brikke(
            _("Vis dem som dekker %(sted)s") % {"sted": navn},
            f"?{sporring(sok.uten('sted').med('sted', eget))}",
        )
    if er_kommune(eget) and eget in valgt.kunnskap.omrader and not sok.som:
        begge = sok.med("sted", eget).med("som", eget)
        if antall := finn(begge, valgt.kunnskap).antall:
            yield Brikke(
                _("Vis for kommunen min: dekker %(sted)s, og har gjort det for en som ligner (%(antall)d)")
                % {"sted": valgt.navn("sted", eget), "antall": antall},
                f"?{sporring(begge)}",
            )
    kommuner = [k for k in (*sok.sted, eget) if er_kommune(k)]
    if kommuner and not sok.som:
        likt = replace(sok.uten("sted"), som=(kommuner[0],))
        navn = valgt.navn("som", kommuner[0])
        yield Brikke(
            _("Hvem har gjort dette for en kommune som %(kommune)s?") % {"kommune": navn},
            f"?{sporring(likt)}",
        )


def _saker(sok: Katalogsok, kunnskap: Kunnskap) -> Utvei | None:
    """Eksemplene om det samme, når søket har noe eksempler kan velges på."""
    likt = Sakssok(tema=sok.tema, malgruppe=sok.malgruppe, modell=sok.modell, som=sok.som)
    if likt.tomt or not (antall := sakene(kunnskap).finn(likt, kunnskap).antall):
        return None
    navn = ngettext("%(antall)d eksempel på det samme", "%(antall)d eksempler på det samme", antall)
    return Utvei(navn % {"antall": antall}, antall, f"{reverse('eksempler')}?{sporring(likt)}")


def lag_kort(rader: Iterable[int], sok: Katalogsok, svar: Katalogsvar, kunnskap: Kunnskap) -> list[Kort]:
    """Kortene i samme rekkefølge som radene. Ett spørsmål."""
    numre = list(rader)
    valg = Katalograd.objects.select_related("soketekst") if svar.hvordan else Katalograd.objects.all()
    funnet = valg.in_bulk(numre)
    merking = lag_merking(svar.hvordan.sporring) if svar.hvordan else None
    kortene = []
    for pk in numre:
        if pk in funnet:  # borte mellom to spørsmål
            rad = funnet[pk]
            temaer = [kunnskap.temaer[t].navn for t in rad.vist["temaer"] if t in kunnskap.temaer]
            bit = utdrag(prosa(rad.soketekst.tekst), merking) if merking else []
            kortene.append(
                Kort(
                    rad.slug,
                    rad.navn,
                    rad.vist,
                    tuple(temaer[:HOYST_TEMAER]),
                    max(0, len(temaer) - HOYST_TEMAER),
                    dekning(rad.vist["steder"], sok, kunnskap),
                    arenaer(rad.vist.get("hos", ()), sok, kunnskap),
                    bit,
                    tuple(_treffer_pa(rad, temaer[HOYST_TEMAER:], merking, kunnskap))[:HOYST_TREFFER_PA]
                    if merking and not bit
                    else (),
                )
            )
    return kortene


def _treffer_pa(
    rad: Katalograd, temaer: Iterable[str], merking: Merking, kunnskap: Kunnskap
) -> Iterable[str]:
    """Navnene på det raden er merket med, som har ordene det ble søkt på. ``temaer`` er dem kortet ikke viser ellers."""
    vist = rad.vist
    navnene = [*temaer]
    navnene += [kunnskap.malgrupper[m].navn for m in vist["malgrupper"] if m in kunnskap.malgrupper]
    navnene += [stedsnavn(k, kunnskap) for k in vist["steder"] if k in kunnskap.omrader and k != LANDET]
    yield from (navn for navn in navnene if utdrag(navn, merking))
