"""Offentlige virksomheter: finn en kommune, et Nav-kontor eller en etat, og se hvem man snakker med."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.filters import sporring
from samarbeid.katalog.sok import finn
from samarbeid.katalog.steder import finn_sted
from samarbeid.katalog.typer import Katalogsok
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.regler.beslutter import vanlige_besluttere
from samarbeid.matching.regler.veier import LITEN_KOMMUNE
from samarbeid.matching.typer import Kunnskap, Omradeprofil, Partprofil
from samarbeid.models import Eksempel, Treff
from samarbeid.sider.katalog import lag_kort
from samarbeid.sider.neste_steg import budsjettaret
from samarbeid.sider.ring import lag_ring
from samarbeid.sider.strukturert import virksomhet
from samarbeid.sider.treffvisning import grunnsetninger
from veier.taksonomi.models import Niva, Omrade

PER_SIDE = 30
HOYST_LIGNENDE = 5
HOYST_NAERE = 20
HOYST_ENTREPRENORER = 5


@login_not_required
@require_safe
def offentlige(request: HttpRequest) -> HttpResponse:
    """Søk på navn (også gammelt og samisk), nivå og fylke. Ukjente filterverdier ses bort fra."""
    sporring = OffentligPart.objects.synlige().select_related("omrade")
    fylker = {o.kode: o.navn for o in Omrade.objects.synlige().filter(type=Omrade.Type.FYLKE)}
    q = request.GET.get("q", "").strip()[:100]
    niva = request.GET.get("niva", "") if request.GET.get("niva") in Niva.values else ""
    fylke = request.GET.get("fylke", "") if request.GET.get("fylke") in fylker else ""
    if q:
        koder = finn_sted(q, hent_kunnskap())
        sporring = sporring.filter(
            Q(navn__icontains=q) | Q(omrade__kode__in=koder) | Q(dekker__kode__in=koder)
        ).distinct()
    if niva:
        sporring = sporring.filter(nivaer__contains=[niva])
    if fylke:
        i_fylket = Q(kode=fylke) | Q(overordnet__kode=fylke)
        omrader = Omrade.objects.filter(i_fylket).values("pk")
        sporring = sporring.filter(Q(omrade__in=omrader) | Q(dekker__in=omrader)).distinct()
    side = Paginator(sporring.order_by("navn", "slug"), PER_SIDE).get_page(request.GET.get("side"))
    sammenheng = {
        "side": side,
        "q": q,
        "niva": niva,
        "fylke": fylke,
        "nivaer": [(n.value, n.label) for n in Niva],
        "fylker": sorted(fylker.items(), key=lambda par: par[1]),
        "filter": urlencode({"q": q, "niva": niva, "fylke": fylke}),
    }
    return render(request, "sider/offentlige.html", sammenheng)


@login_not_required
@require_safe
def offentlig(request: HttpRequest, slug: str) -> HttpResponse:
    """Én virksomhet: hvem man snakker med per tema, saker her og hos lignende, budsjettår, og det vi ikke vet."""
    part = get_object_or_404(
        OffentligPart.objects.synlige().select_related("omrade__overordnet", "overordnet"), slug=slug
    )
    kunnskap = hent_kunnskap()
    profil = next((p for p in kunnskap.parter if p.slug == part.slug), None)
    koder = profil.dekker if profil else frozenset()
    omrade = part.omrade
    saker = list(Eksempel.objects.synlige())
    egne = [s for s in saker if set(s.omrader) & koder and set(s.nivaer) & set(part.nivaer)]
    tidspunkter = budsjettaret(part.nivaer[0])
    sammenheng = {
        "part": part,
        "nynorsk_navn": part.navn if part.malform == "nynorsk" else "",
        "veier": _veier(part, profil, kunnskap),
        "kontaktpunkter": part.kontaktpunkter.filter(skjult=False),
        "saker": egne,
        "lignende": lignende_saker(part, [s for s in saker if s not in egne], kunnskap),
        "naere": _naere(part, koder, kunnskap),
        "tidspunkter": tidspunkter,
        "ring": lag_ring(tidspunkter, []) if tidspunkter else None,
        "liten": part.type == "kommune" and omrade and (omrade.innbyggere or 0) < LITEN_KOMMUNE,
        "tidligere": _tidligere(omrade) if part.type == "kommune" else [],
        **_entreprenorer(part, kunnskap),
        "ideer": _ideer(part, kunnskap),
        "strukturert": virksomhet(part),
    }
    return render(request, "sider/offentlig.html", sammenheng)


def _entreprenorer(part: OffentligPart, kunnskap: Kunnskap) -> dict[str, object]:
    """Noen av entreprenørene som dekker stedet og arbeider med virksomhetens temaer, og søket som gir alle."""
    sted = part.omrade.kode if part.omrade else ""
    sok = Katalogsok(
        tema=tuple(sorted(t for t in part.temaer if t in kunnskap.temaer)),
        sted=(sted,) if sted in kunnskap.omrader else (),
    )
    if sok.tomt:
        return {"entreprenorer": [], "flere_entreprenorer": 0, "entreprenorsok": ""}
    svar = finn(sok, kunnskap)
    return {
        "entreprenorer": lag_kort(svar.rader(0, HOYST_ENTREPRENORER), sok, svar, kunnskap),
        "flere_entreprenorer": svar.antall,
        "entreprenorsok": f"{reverse('entreprenorer')}?{sporring(sok)}",
    }


def _ideer(part: OffentligPart, kunnskap: Kunnskap) -> list[tuple[Ide, tuple[str, ...]]]:
    """Ideene alle kan se, som motoren peker på virksomheten for, med grunnene. De beste først."""
    treff = (
        Treff.objects.filter(part=part, ide__in=Ide.objects.publisert().filter(synlighet=Ide.Synlighet.ALLE))
        .select_related("ide__entreprenor")
        .order_by("-poeng", "ide")[:HOYST_LIGNENDE]
    )
    return [(t.ide, grunnsetninger(t, kunnskap, side="offentlig")) for t in treff]


@dataclass(frozen=True, slots=True)
class LignendeSak:
    sak: Eksempel
    hvorfor: str


def lignende_saker(part: OffentligPart, saker: list[Eksempel], kunnskap: Kunnskap) -> list[LignendeSak]:
    """Saker fra kommuner som ligner: samme fylke, om lag like stor, eller like sentral. Mest likt først."""
    her = kunnskap.omrader.get(part.omrade.kode) if part.omrade else None
    if part.type != OffentligPart.Type.KOMMUNE or her is None:
        return []
    ut = []
    for sak in saker:
        for der in (kunnskap.omrader[kode] for kode in sak.omrader if kode in kunnskap.omrader):
            if der.type == "kommune" and (likhet := _likhet(her, der)):
                setning = _("%(sted)s: %(likhet)s") % {"sted": der.navn, "likhet": ", ".join(likhet)}
                ut.append((len(likhet), sak, setning))
                break
    ut.sort(key=lambda rad: (-rad[0], rad[1].kort_omtalt, rad[1].navn))
    return [LignendeSak(sak, setning) for _antall, sak, setning in ut[:HOYST_LIGNENDE]]


def _likhet(her: Omradeprofil, der: Omradeprofil) -> list[str]:
    likt = []
    if her.overordnet == der.overordnet:
        likt.append(_("samme fylke"))
    if her.innbyggere and der.innbyggere and 0.5 <= der.innbyggere / her.innbyggere <= 2:
        likt.append(_("om lag like mange innbyggere"))
    if her.sentralitet and her.sentralitet == der.sentralitet:
        likt.append(_("like sentral"))
    return likt


def _veier(part: OffentligPart, profil: Partprofil | None, kunnskap: Kunnskap) -> list[dict[str, object]]:
    """Rollene for hvert tema på virksomhetens nivåer, hovedregelen først."""
    rader = [
        rad
        for tema in sorted(kunnskap.temaer.values(), key=lambda t: t.rekkefolge)
        if not part.temaer or tema.slug in part.temaer
        for rad in sorted(kunnskap.veier.get(tema.slug, ()), key=lambda r: r.rang)
        if rad.niva in part.nivaer
    ]

    def navn(slugger: Iterable[str]) -> list[str]:
        return [kunnskap.roller[slug].navn for slug in slugger]

    return [
        {
            "tema": kunnskap.temaer[rad.tema].navn,
            "rad": rad,
            "ord": [uttrykk.visning for uttrykk in rad.ord[:2]],
            "forste": navn(rad.forste),
            "dorapnere": navn(rad.dorapnere),
            "beslutter": navn(vanlige_besluttere(rad, profil)),
        }
        for rad in rader
    ]


def _naere(part: OffentligPart, koder: frozenset[str], kunnskap: Kunnskap) -> list[tuple[str, str, str]]:
    """(slug, navn, type) for andre virksomheter som dekker noe av det samme stedet."""
    andre = [p for p in kunnskap.parter if p.slug != part.slug and p.dekker & koder]
    andre.sort(key=lambda p: (p.type, p.navn))
    return [(p.slug, p.navn, str(OffentligPart.Type(p.type).label)) for p in andre[:HOYST_NAERE]]


def _tidligere(omrade: Omrade | None) -> list[str]:
    if omrade is None:
        return []
    navn = omrade.tidligere.filter(skjult=False).exclude(navn=omrade.navn).values_list("navn", flat=True)
    return sorted(set(navn))
