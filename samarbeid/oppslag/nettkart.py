"""Nettkartet: sitemap.xml viser til delene, og hver del har åpne sider på hvert språk med lenke mellom dem."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.models import Artikkel, Dokumentmal, Eksempel
from veier import sprak
from veier.taksonomi.models import Samarbeidsmodell

FASTE = (
    "forside", "behov", "prov", "veiviser", "modeller", "maler", "eksempler", "offentlige", "kart", "tilskudd",
    "forsta", "ordbok", "andre_steder", "om", "gjennomgang", "kontakt",
    "entreprenorer",
)  # fmt: skip
# Standarden tillater 50 000 adresser i én del; hver side står der på hvert språk.
SIDER_PER_DEL = 10_000


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def nettkart(request: HttpRequest) -> HttpResponse:
    """Delene: det portalen selv har skrevet, entreprenørene, og ideene alle kan se."""
    deler = [reverse("nettkart_del", args=["sider", 1])]
    for slag, sporring in (("entreprenorer", _entreprenorer()), ("ideer", _ideer())):
        antall = sporring.count()
        deler += [reverse("nettkart_del", args=[slag, nr + 1]) for nr in range(-(-antall // SIDER_PER_DEL))]
    return render(
        request,
        "sider/sitemapindeks.xml",
        {"deler": [settings.ADRESSE + d for d in deler]},
        "application/xml",
    )


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def nettkart_del(request: HttpRequest, slag: str, nummer: int) -> HttpResponse:
    """Adressene i én del, i fast rekkefølge."""
    if slag not in DELER or nummer < 1:
        raise Http404
    stier = DELER[slag](SIDER_PER_DEL * (nummer - 1), SIDER_PER_DEL * nummer)
    if not stier:
        raise Http404
    adresser = [
        [(s.kode, settings.ADRESSE + sprak.forstavelse(s) + sti) for s in sprak.SPRAK] for sti in stier
    ]
    return render(request, "sider/sitemap.xml", {"adresser": adresser}, content_type="application/xml")


def _faste(fra: int, til: int) -> list[str]:
    stier = [reverse(navn) for navn in FASTE]
    for navn, modell in (
        ("modell", Samarbeidsmodell),
        ("mal", Dokumentmal),
        ("eksempel", Eksempel),
        ("offentlig", OffentligPart),
    ):
        slugger = modell._default_manager.synlige().order_by("slug").values_list("slug", flat=True)
        stier += [reverse(navn, args=[slug]) for slug in slugger]
    stier += [artikkel.get_absolute_url() for artikkel in Artikkel.objects.synlige()]
    return stier[fra:til]


def _entreprenorer():
    return Entreprenor.objects.apne().filter(oppdiktet=False).order_by("pk")


def _ideer():
    apne = Ide.objects.publisert().filter(synlighet=Ide.Synlighet.ALLE, entreprenor__oppdiktet=False)
    return apne.order_by("pk")


def _entreprenorstier(fra: int, til: int) -> list[str]:
    slugger = _entreprenorer().values_list("slug", flat=True)[fra:til]
    return [reverse("entreprenor", args=[slug]) for slug in slugger]


def _idestier(fra: int, til: int) -> list[str]:
    par = _ideer().values_list("entreprenor__slug", "slug")[fra:til]
    return [reverse("ide", args=deler) for deler in par]


DELER = {"sider": _faste, "entreprenorer": _entreprenorstier, "ideer": _idestier}
