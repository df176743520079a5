"""Adressene. Bare innhold som tekst: veier importerer ingenting over seg."""

import os

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from veier.drift import helse, malestokk
from veier.epost.views_postkasse import post as postkassen
from veier.foresporsel.ikon import ikon

handler400 = "veier.feil.ugyldig"
handler403 = "veier.feil.forbudt"
handler404 = "veier.feil.finnes_ikke"
handler500 = "veier.feil.tjenerfeil"

urlpatterns = [
    path("helse/", helse.helse, name="helse"),
    path("helse/drift/", helse.drift, name="helse_drift"),
    path("favicon.ico", ikon, name="ikon"),
    *([path("post/", postkassen, name="postkassen")] if settings.LOKAL_POST else []),
    path("admin/", admin.site.urls),
    path("redaksjon/", include("samarbeid.redaksjon.urls")),
    path("", include("samarbeid.oppslag.urls_faste")),
    path("", include("samarbeid.innpost.urls")),
    path("", include("veier.konto.porten.urls")),
    *i18n_patterns(
        path("", include("veier.konto.urls")),
        path("", include("veier.personvern.urls")),
        path("", include("veier.epost.urls")),
        path("", include("entreprenorer.urls")),
        path("", include("kommuner.urls")),
        path("", include("samarbeid.sider.urls")),
        prefix_default_language=False,
    ),
]

if os.environ.get("VEIER_YTELSE"):
    urlpatterns += [
        path("ytelse/tom/", malestokk.tom, name="ytelse_tom"),
        path("ytelse/liste/", malestokk.liste, name="ytelse_liste"),
    ]
