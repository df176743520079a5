"""Adressene til samarbeidene."""

from __future__ import annotations

from django.urls import path

from samarbeid import adressedeler  # noqa: F401 – melder formatet på filene
from samarbeid.samarbeidene.sider import dokumenter, handling, medeier, samarbeidet

urlpatterns = [
    path("samarbeid/", samarbeidet.liste, name="samarbeidene"),
    path("samarbeid/nytt/<slug:referanse>/", samarbeidet.nytt, name="samarbeid_nytt"),
    path("samarbeid/spurt/<int:pk>/", medeier.spurt, name="samarbeid_spurt"),
    path("samarbeid/<slug:referanse>/", samarbeidet.samarbeidet, name="samarbeid"),
    path(
        "samarbeid/<slug:referanse>/sluttrapport/<int:nummer>/",
        dokumenter.sluttrapport,
        name="samarbeid_sluttrapport",
    ),
    path(
        "samarbeid/<slug:referanse>/sluttrapport/<int:nummer>.<format:format>",
        dokumenter.sluttrapport_fil,
        name="samarbeid_sluttrapport_fil",
    ),
    path("samarbeid/<slug:referanse>/avtaleutkast/", dokumenter.avtaleutkast, name="samarbeid_avtaleutkast"),
    path(
        "samarbeid/<slug:referanse>/avtaleutkast/<slug:mal>.<format:format>",
        dokumenter.avtaleutkast_fil,
        name="samarbeid_avtaleutkast_fil",
    ),
    path("samarbeid/<slug:referanse>/<slug:slag>/", handling.handling, name="samarbeid_handling"),
    path(
        "samarbeid/<slug:referanse>/<slug:slag>/<slug:del_>/",
        handling.handling,
        name="samarbeid_handling_del",
    ),
]
