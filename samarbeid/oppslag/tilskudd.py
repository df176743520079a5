"""Tilskuddene som en kalender: måned, hvem som søker, tema og sted, og hva vi ikke vet. Også til et kalenderprogram."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from samarbeid.katalog.sider.varselveien import varseladresse
from samarbeid.models import Abonnement
from samarbeid.oppslag.filters import Tilskuddsfilter
from veier.foresporsel.mellomlager import for_alle
from veier.kalenderfil import Oppforing, lag_kalender
from veier.taksonomi.models import Omrade, Tema, Tilskuddsordning
from veier.taksonomi.utgave import referanseversjon

MANEDER = 12


@login_not_required
@require_safe
@for_alle(referanseversjon)
def tilskudd(request: HttpRequest) -> HttpResponse:
    """Ordningene per måned, de uten kjent frist for seg, og de avsluttede nederst. Ukjente valg ses bort fra."""
    filter_ = _filter(request)
    i_dag = timezone.localdate()
    treff = [_merk(t, i_dag) for t in filter_.qs]
    apne = [t for t in treff if not t.avsluttet]
    kalender = [
        (str(MONTHS[maned.month]), rader)
        for maned in _kommende(i_dag)
        if (rader := [t for t in apne if maned.month in t.fristmaneder])
    ]
    sammenheng = {
        "filter": filter_,
        "kalender": kalender,
        "uten_frist": [t for t in apne if not t.fristmaneder],
        "avsluttet": [t for t in treff if t.avsluttet],
        "antall": len(treff),
        "sporring": urlencode(filter_.valgt),
        "varsel": varseladresse(Abonnement.Liste.TILSKUDD, urlencode(filter_.valgt)),
    }
    return render(request, "sider/tilskudd.html", sammenheng)


@login_not_required
@require_safe
@for_alle(referanseversjon)
def ordning(request: HttpRequest, slug: str) -> HttpResponse:
    """Én ordning: hvem som kan søke, hva som stenger ute, stedet, fristen og kilden."""
    funnet = _merk(get_object_or_404(Tilskuddsordning.objects.synlige(), slug=slug), timezone.localdate())
    sammenheng = {
        "t": funnet,
        "arstall": timezone.localdate().year,
        "temaer": [
            (tema.slug, tema.vist.navn) for tema in Tema.objects.synlige().filter(slug__in=funnet.temaer)
        ],
        "steder": list(Omrade.objects.synlige().filter(kode__in=funnet.omrader).order_by("kode")),
    }
    return render(request, "sider/tilskudd_ordning.html", sammenheng)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def frister(request: HttpRequest) -> HttpResponse:
    """Månedene fristene pleier å være i, det neste året, med de samme valgene som siden."""
    i_dag = timezone.localdate()
    ordninger = [_merk(t, i_dag) for t in _filter(request).qs if not t.avsluttet]
    oppforinger = [
        _oppforing(request, t, maned)
        for maned in _kommende(i_dag)
        for t in ordninger
        if maned.month in t.fristmaneder
    ]
    fil = lag_kalender(_("Tilskudd: frister"), oppforinger, laget=i_dag, vert=request.get_host())
    svar = HttpResponse(fil, content_type="text/calendar; charset=utf-8")
    svar["Content-Disposition"] = 'attachment; filename="tilskudd.ics"'
    return svar


def _filter(request: HttpRequest) -> Tilskuddsfilter:
    return lag_filter(request.GET)


def lag_filter(data: QueryDict) -> Tilskuddsfilter:
    """Valgene i adressen. Siden, kalenderfilen og varslene leser dem likt."""
    temaer = [(t.slug, t.vist.navn) for t in Tema.objects.synlige()]
    steder = {o.kode: o for o in Omrade.objects.synlige().select_related("overordnet")}
    return Tilskuddsfilter(data, ordninger=Tilskuddsordning.objects.synlige(), temaer=temaer, steder=steder)


def _kommende(i_dag: date) -> Iterable[date]:
    """Den første i denne måneden og de elleve neste."""
    for steg in range(MANEDER):
        ar, maned = divmod(i_dag.month - 1 + steg, 12)
        yield date(i_dag.year + ar, maned + 1, 1)


def _merk(t: Tilskuddsordning, i_dag: date) -> Tilskuddsordning:
    """``sett_i_ar``: årets utlysning er sett, i år eller senere. Uten det sier siden aldri at noe kan søkes."""
    t.sett_i_ar = (t.sett_arstall or 0) >= i_dag.year  # type: ignore[attr-defined]
    return t


def _oppforing(request: HttpRequest, t: Tilskuddsordning, maned: date) -> Oppforing:
    navn = str(MONTHS[maned.month])
    sett = _("Sist sett i %(ar)d.") % {"ar": t.sett_arstall} if t.sett_arstall else _("Året er ikke kjent.")
    return Oppforing(
        nokkel=f"{t.slug}-{maned:%Y-%m}",
        dag=maned,
        tittel=_("Frist pleier å være i %(maned)s: %(navn)s") % {"maned": navn, "navn": t.navn},
        tekst=f"{t.vist.vindu} {sett} " + _("Se den riktige datoen hos %(navn)s.") % {"navn": t.forvalter},
        adresse=request.build_absolute_uri(t.get_absolute_url()),
    )
