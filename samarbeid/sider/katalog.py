"""Katalogen over sosiale entreprenører: søk, valg med antall, og svar som sier hvorfor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kommuner.models import OffentligPart
from samarbeid.filters import AVSTANDER, Katalogfilter, sporring
from samarbeid.katalog.register import utgave
from samarbeid.katalog.sok import Katalogsvar, finn
from samarbeid.katalog.steder import stedsnavn
from samarbeid.katalog.typer import LANDET, VALGFELT, Katalogsok, avstand_km, er_fylke, kommuner_innen
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Katalograd
from samarbeid.sider.kart import HOYDE, lag_punkter
from samarbeid.sider.strukturert import liste
from veier.mellomlager import for_alle
from veier.sok.handlinger import noter_tomt_sok
from veier.sok.sporring import prosa, utdrag

PER_SIDE = 20
HOYST_TEMAER = 3
HOYST_STEDER = 3


@dataclass(frozen=True, slots=True)
class Valg:
    """Ett valg i en gruppe, og hvor mange det gir sammen med resten av søket."""

    kode: str
    navn: str
    antall: int
    valgt: bool


@dataclass(frozen=True, slots=True)
class Valggruppe:
    felt: str
    navn: str
    valg: tuple[Valg, ...]
    apen: bool


@dataclass(frozen=True, slots=True)
class Brikke:
    """Noe det er valgt på, og søket uten det."""

    navn: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Kort:
    """En entreprenør i listen."""

    slug: str
    navn: str
    vist: Mapping[str, Any]
    temaer: tuple[str, ...]
    flere_temaer: int
    dekker: str
    utdrag: list[tuple[str, bool]]


def katalogversjon(request: HttpRequest) -> str:
    """Ny når katalogen eller referansedataene er endret, og hver dag (rekkefølgen trekkes på nytt)."""
    return f"{utgave()} {timezone.localdate()}"


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
    side = Paginator(_Treffliste(svar), PER_SIDE).get_page(request.GET.get("side"))
    riktig = adresse(valgt, side.number)
    if request.META.get("QUERY_STRING", "") != riktig:
        return HttpResponseRedirect(f"{request.path}?{riktig}" if riktig else request.path)
    sammenheng = _sammenheng(valgt, svar, side, kunnskap) | {"for_oss": _for_oss(request, valgt.sok)}
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
    fylker = sorted((o for o in kunnskap.omrader.values() if o.type == "fylke"), key=lambda o: o.navn)
    sammenheng = {
        "bredde": bredde,
        "hoyde": HOYDE,
        "punkter": punkter,
        "setning": setning(valgt, svar.antall),
        "tittel": tittel(valgt),
        "brikker": list(_brikker(valgt)),
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


def _for_oss(request: HttpRequest, sok: Katalogsok) -> Brikke | None:
    """Det samme søket for stedet til virksomheten den innloggede handler for. None når det alt er valgt."""
    bruker = request.user
    slag, _kolon, slug = bruker.hatt.partition(":") if bruker.is_authenticated else ("", "", "")
    if slag != "offentlig":
        return None
    part = OffentligPart.objects.filter(slug=slug).select_related("omrade").first()
    if part is None or part.omrade is None or part.omrade.kode in sok.sted:
        return None
    return Brikke(part.omrade.navn, f"?{sporring(sok.uten('sted').med('sted', part.omrade.kode))}")


class _Treffliste:
    """Treffene slik Paginator vil ha dem: lengden, og radene i et utsnitt."""

    def __init__(self, svar: Katalogsvar) -> None:
        self.svar = svar

    def __len__(self) -> int:
        return self.svar.antall

    def __getitem__(self, utsnitt: slice) -> list[int]:
        return self.svar.rader(utsnitt.start, utsnitt.stop - utsnitt.start)


def adresse(valgt: Katalogfilter, side: int = 1) -> str:
    """Resten av adressen for dette søket og denne siden."""
    deler = [f"side={side}" if side > 1 else "", valgt.sporring]
    return "&".join(d for d in deler if d)


def _sammenheng(valgt: Katalogfilter, svar: Katalogsvar, side: Page, kunnskap: Kunnskap) -> dict[str, Any]:
    kortene = lag_kort(side.object_list, valgt.sok, svar, kunnskap)
    return {
        "sok": valgt.sok,
        "side": side,
        "antall": svar.antall,
        "kort": kortene,
        "strukturert": liste(((k.slug, k.navn) for k in kortene), side.start_index()),
        "grupper": _valggrupper(valgt, svar),
        "fylker": _stedsvalg(valgt, svar),
        "avstander": [(km, km == valgt.sok.innen) for km in AVSTANDER] if _har_kommune(valgt.sok) else [],
        "brikker": list(_brikker(valgt)),
        "setning": setning(valgt, svar.antall),
        "tittel": tittel(valgt),
        "stedsord": valgt.stedsord if valgt.stedet_er_uklart else "",
        "mulige_steder": [
            Brikke(stedsnavn(kode, kunnskap), f"?{sporring(valgt.sok.med('sted', *valgt.sok.sted, kode))}")
            for kode in valgt.mulige_steder
        ]
        if valgt.stedet_er_uklart
        else [],
        "hvordan": svar.hvordan,
        "rettet": " ".join(ny for _gml, ny in svar.hvordan.rettet) if svar.hvordan else "",
        "hjelp": list(_hjelp(valgt, svar, kunnskap)) if not svar.antall else [],
        "sporring": f"&{valgt.sporring}" if valgt.sporring else "",
        "filsporring": f"?{valgt.sporring}" if valgt.sporring else "",
    }


# ── Det søket er, i ord ──


def setning(valgt: Katalogfilter, antall: int) -> str:
    """Søket som setninger som kan leses opp."""
    deler = [ngettext("%(antall)d entreprenør.", "%(antall)d entreprenører.", antall) % {"antall": antall}]
    if valgt.sok.q:
        deler.append(_("Ord: %(ord)s.") % {"ord": valgt.sok.q})
    for felt in ("tema", "malgruppe", "sted", "modenhet", "form", "evidens", "har", "modell"):
        if koder := getattr(valgt.sok, felt):
            navn = _(" eller ").join(valgt.navn(felt, k) for k in koder)
            deler.append(f"{valgt.ledetekst(felt)}: {navn}.")
    if valgt.sok.innen:
        deler.append(_("Innen %(km)d kilometer.") % {"km": valgt.sok.innen})
    return " ".join(deler)


def tittel(valgt: Katalogfilter) -> str:
    """Det viktigste i søket, kort nok til en fane."""
    sok = valgt.sok
    deler = [f"«{sok.q}»"] if sok.q else []
    deler += [valgt.navn(felt, k) for felt in ("tema", "malgruppe", "sted") for k in getattr(sok, felt)[:2]]
    return ", ".join(deler[:4])


def _brikker(valgt: Katalogfilter) -> Iterable[Brikke]:
    sok = valgt.sok
    if sok.q:
        yield Brikke(f"«{sok.q}»", f"?{sporring(sok.uten('q'))}")
    for felt in ("tema", "malgruppe", "sted", "modenhet", "form", "evidens", "har", "modell"):
        for kode in getattr(sok, felt):
            yield Brikke(valgt.navn(felt, kode), f"?{sporring(sok.uten(felt, kode))}")


# ── Valgene ──


def _valggrupper(valgt: Katalogfilter, svar: Katalogsvar) -> list[Valggruppe]:
    grupper = []
    for felt in VALGFELT:
        koder = getattr(valgt.sok, felt)
        valg = tuple(
            Valg(kode, navn, antall, kode in koder)
            for kode, navn in valgt.valg(felt).items()
            if (antall := svar.teller.get(f"{felt}:{kode}", 0)) or kode in koder
        )
        # Det som er valgt, står øverst: en lang gruppe ruller.
        valg = tuple(sorted(valg, key=lambda v: not v.valgt))
        if valg:
            grupper.append(Valggruppe(felt, valgt.ledetekst(felt), valg, bool(koder)))
    return grupper


def _stedsvalg(valgt: Katalogfilter, svar: Katalogsvar) -> list[Valg]:
    """Landet og fylkene; under et valgt fylke, og det fylket en valgt kommune ligger i, også kommunene."""
    steder = svar.steder
    valgte = valgt.sok.sted
    apne = {k if er_fylke(k) else steder[k].overordnet for k in valgte if k != LANDET}
    koder = [LANDET] if LANDET in steder else []
    fylker = sorted((o for o in steder.values() if o.type == "fylke"), key=lambda o: o.navn)
    for fylke in fylker:
        koder.append(fylke.kode)
        if fylke.kode in apne:
            kommuner = (o for o in steder.values() if o.overordnet == fylke.kode)
            koder += [o.kode for o in sorted(kommuner, key=lambda o: o.navn)]
    return [
        Valg(kode, valgt.navn("sted", kode), antall, kode in valgte)
        for kode in koder
        if (antall := svar.antall_i(kode)) or kode in valgte
    ]


def _har_kommune(sok: Katalogsok) -> bool:
    return any(k != LANDET and not er_fylke(k) for k in sok.sted)


# ── Ingen treff ──


@dataclass(frozen=True, slots=True)
class Utvei:
    """Noe å prøve når ingen treffes: hva det er, hvor mange det gir, og søket."""

    navn: str
    antall: int
    adresse: str


def _hjelp(valgt: Katalogfilter, svar: Katalogsvar, kunnskap: Kunnskap) -> Iterable[Utvei]:
    """Søket uten ett av feltene, det som gir flest først; så et større sted."""
    sok = valgt.sok
    felt = [
        f
        for f in ("q", "tema", "malgruppe", "sted", "modenhet", "form", "evidens", "har", "modell")
        if getattr(sok, f)
    ]
    utveier = [
        Utvei(
            _("Uten «%(valg)s»") % {"valg": _valgene(valgt, f)},
            svar.antall_uten(f),
            f"?{sporring(sok.uten(f))}",
        )
        for f in felt
    ]
    if not any(u.antall for u in utveier):  # det er flere enn ett valg som må bort
        utveier = [
            Utvei(
                _("Bare «%(valg)s»") % {"valg": _valgene(valgt, f)}, len(svar.valgt.get(f, ())), _bare(sok, f)
            )
            for f in felt
        ]
    yield from sorted((u for u in utveier if u.antall), key=lambda u: -u.antall)
    for kode in sok.sted:
        fylke = svar.steder[kode].overordnet if kode != LANDET and not er_fylke(kode) else None
        if fylke and (antall := svar.antall_i(fylke)):
            yield Utvei(
                _("I hele %(fylke)s") % {"fylke": stedsnavn(fylke, kunnskap)},
                antall,
                f"?{sporring(sok.uten('sted').med('sted', fylke))}",
            )


def _valgene(valgt: Katalogfilter, felt: str) -> str:
    verdi = getattr(valgt.sok, felt)
    return verdi if felt == "q" else ", ".join(valgt.navn(felt, kode) for kode in verdi)


def _bare(sok: Katalogsok, felt: str) -> str:
    return f"?{sporring(Katalogsok(**{felt: getattr(sok, felt)}))}"


# ── Kortene ──


def lag_kort(rader: Iterable[int], sok: Katalogsok, svar: Katalogsvar, kunnskap: Kunnskap) -> list[Kort]:
    """Kortene i samme rekkefølge som radene. Ett spørsmål."""
    numre = list(rader)
    valg = Katalograd.objects.select_related("soketekst") if svar.hvordan else Katalograd.objects.all()
    funnet = valg.in_bulk(numre)
    kortene = []
    for pk in numre:
        if pk in funnet:  # borte mellom to spørsmål
            rad = funnet[pk]
            temaer = [kunnskap.temaer[t].navn for t in rad.vist["temaer"] if t in kunnskap.temaer]
            bit = utdrag(prosa(rad.soketekst.tekst), svar.hvordan.sporring) if svar.hvordan else []
            kortene.append(
                Kort(
                    rad.slug,
                    rad.navn,
                    rad.vist,
                    tuple(temaer[:HOYST_TEMAER]),
                    max(0, len(temaer) - HOYST_TEMAER),
                    dekning(rad.vist["steder"], sok, kunnskap),
                    bit,
                )
            )
    return kortene


def dekning(koder: list[str], sok: Katalogsok, kunnskap: Kunnskap) -> str:
    """Hvilket av stedene det ble søkt på, de dekker, og hvordan; uten et sted i søket: hvor de er."""
    steder = [k for k in koder if k in kunnskap.omrader]
    if LANDET in steder:
        return _("Hele landet")
    treff = list(dict.fromkeys(d for sted in sok.sted if (d := _dekker(sted, steder, sok.innen, kunnskap))))
    if treff:
        return ", ".join(treff[:HOYST_STEDER])
    navn = [stedsnavn(k, kunnskap) for k in steder]
    if len(navn) > HOYST_STEDER:
        flere = len(navn) - HOYST_STEDER
        return _("%(steder)s og %(antall)d til") % {"steder": ", ".join(navn[:HOYST_STEDER]), "antall": flere}
    return ", ".join(navn)


def _dekker(sted: str, steder: list[str], innen: int, kunnskap: Kunnskap) -> str:
    omrader = kunnskap.omrader
    if sted == LANDET:
        return ""
    if sted in steder:
        return stedsnavn(sted, kunnskap)
    if er_fylke(sted):
        inni = [stedsnavn(k, kunnskap) for k in steder if omrader[k].overordnet == sted]
        return _("Noe i %(fylke)s: %(steder)s") % {
            "fylke": omrader[sted].navn,
            "steder": ", ".join(inni[:HOYST_STEDER]),
        } if inni else ""  # fmt: skip
    if omrader[sted].overordnet in steder:
        return _("Hele %(fylke)s") % {"fylke": stedsnavn(str(omrader[sted].overordnet), kunnskap)}
    naere = set(kommuner_innen(sted, innen, omrader)) & set(steder)
    avstander = sorted((avstand_km(omrader[sted], omrader[k]) or 0, k) for k in naere)
    if avstander:
        km, kode = avstander[0]
        return _("%(sted)s, %(km)d km fra %(fra)s") % {
            "sted": stedsnavn(kode, kunnskap),
            "km": round(km),
            "fra": stedsnavn(sted, kunnskap),
        }
    return ""
