"""sitemap.xml: hver åpne side på begge målformer, med lenke mellom dem."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Artikkel, Dokumentmal, Eksempel
from veier.malform import FORSTAVELSE
from veier.taksonomi.models import Samarbeidsmodell

FASTE = (
    "forside", "behov", "prov", "veiviser", "modeller", "maler", "eksempler", "offentlige", "kart", "tilskudd",
    "forsta", "ordbok", "andre_steder", "om", "gjennomgang", "kontakt",
    "entreprenorer",
)  # fmt: skip


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def nettkart(request: HttpRequest) -> HttpResponse:
    """Adressene i sin faste rekkefølge; seks spørsmål til databasen."""
    stier = [reverse(navn) for navn in FASTE]
    for navn, modell in (
        ("modell", Samarbeidsmodell),
        ("mal", Dokumentmal),
        ("eksempel", Eksempel),
        ("offentlig", OffentligPart),
    ):
        slugger = modell._default_manager.synlige().order_by("slug").values_list("slug", flat=True)
        stier += [reverse(navn, args=[slug]) for slug in slugger]
    ekte = Entreprenor.objects.apne().filter(oppdiktet=False).order_by("slug")
    stier += [reverse("entreprenor", args=[slug]) for slug in ekte.values_list("slug", flat=True)]
    stier += [artikkel.get_absolute_url() for artikkel in Artikkel.objects.synlige()]
    adresser = [(settings.ADRESSE + sti, settings.ADRESSE + FORSTAVELSE + sti) for sti in stier]
    return render(request, "sider/sitemap.xml", {"adresser": adresser}, content_type="application/xml")
