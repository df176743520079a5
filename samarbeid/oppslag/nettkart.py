"""Nettkartet: sitemap.xml viser til delene, og hver del har åpne sider på hvert språk med lenke mellom dem."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid.models import Artikkel, Dokumentmal, Eksempel
from samarbeid.oppslag.bunn import BUNN
from veier import sprak
from veier.malform import aktiv_malform
from veier.taksonomi.models import Samarbeidsmodell, Tema, Tilskuddsordning

I_MENYEN = ("forside", "vi_har_et_behov", "modeller", "eksempler", "forsta")
# Standarden tillater 50 000 adresser i én del.
HOYST = 20_000


class Del(Sitemap):
    """``items()`` er stier uten språk. Adressen er portalens egen, ikke den forespørselen kom til."""

    i18n = alternates = True
    limit = HOYST

    def get_languages_for_item(self, sti: str) -> list[str]:
        return [s.kode for s in sprak.SPRAK]

    def location(self, sti: str) -> str:
        return sprak.forstavelse(sprak.finn(aktiv_malform())) + sti

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.ADRESSE).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.ADRESSE).netloc


class Portalens(Del):
    """Det portalen selv har skrevet."""

    def items(self) -> list[str]:
        nederst = [lenke.side for spalte in BUNN for lenke in spalte.lenker if not lenke.deler]
        stier = [reverse(navn) for navn in (*I_MENYEN, *nederst)]
        for navn, modell in (
            ("modell", Samarbeidsmodell),
            ("tema", Tema),
            ("tilskudd_ordning", Tilskuddsordning),
            ("mal", Dokumentmal),
            ("eksempel", Eksempel),
            ("offentlig", OffentligPart),
        ):
            slugger = modell._default_manager.synlige().order_by("slug").values_list("slug", flat=True)
            stier += [reverse(navn, args=[slug]) for slug in slugger]
        return stier + [artikkel.get_absolute_url() for artikkel in Artikkel.objects.synlige()]


class Entreprenorene(Del):
    """De alle kan se. Oppdiktede er ikke med."""

    def items(self) -> list[str]:
        apne: QuerySet[Entreprenor] = Entreprenor.objects.apne().filter(oppdiktet=False).order_by("pk")
        return [reverse("entreprenor", args=[slug]) for slug in apne.values_list("slug", flat=True)]


class Ideene(Del):
    """De alle kan se. Oppdiktede er ikke med."""

    def items(self) -> list[str]:
        apne = Ide.objects.publisert().filter(synlighet=Ide.Synlighet.ALLE, entreprenor__oppdiktet=False)
        par = apne.order_by("pk").values_list("entreprenor__slug", "slug")
        return [reverse("ide", args=deler) for deler in par]


class Behovene(Del):
    """De alle kan se, også de lukkede. Oppdiktede er ikke med."""

    def items(self) -> list[str]:
        ekte = Behov.objects.publisert().filter(oppdiktet=False).order_by("pk")
        return [reverse("behov", args=[slug]) for slug in ekte.values_list("slug", flat=True)]


DELER: Mapping[str, type[Del]] = {
    "sider": Portalens,
    "entreprenorer": Entreprenorene,
    "ideer": Ideene,
    "behov": Behovene,
}


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def nettkart(request: HttpRequest) -> HttpResponse:
    """Delene som har noe i seg."""
    deler = [
        {"location": settings.ADRESSE + reverse("nettkart_del", args=[slag, nummer])}
        for slag, del_ in DELER.items()
        if (sider := del_().paginator).count
        for nummer in sider.page_range
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": deler}, "application/xml")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def nettkart_del(request: HttpRequest, slag: str, nummer: int) -> HttpResponse:
    """Adressene i én del, i fast rekkefølge."""
    if slag not in DELER:
        raise Http404
    try:
        adresser = DELER[slag]().get_urls(page=nummer)
    except EmptyPage:
        raise Http404 from None
    if not adresser:
        raise Http404
    return render(request, "sitemap.xml", {"urlset": adresser}, "application/xml")
