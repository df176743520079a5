"""Adressene til det en organisasjon skriver, laget likt for hvert slag som publiseres."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.module_loading import import_string

from samarbeid.publisering.flyter import Skriveflyt, finn_meldte
from samarbeid.publisering.sider import (
    behovssporsmal,
    eide,
    ideer_for_oss,
    nedtaking,
    referanser,
    skriving,
    videresendt,
)

SLAG = {"slagkode": "entreprenor"}
OFFENTLIG = {"slagkode": "offentlig"}
HOS = "entreprenorer/<slug:slug>/"


def _flyt(flyt: Skriveflyt) -> list[URLPattern]:
    felles, navn = {"slagkode": flyt.eierslag, "flyt": flyt.navn}, flyt.navn
    prefiks = flyt.hos + flyt.sti
    deler = [
        ("", skriving.oversikt, flyt.versjon.eierside),
        ("steg/<int:nummer>/", skriving.steg, f"{navn}_steg"),
        ("vis/", skriving.vis, f"{navn}_vis"),
        ("send/", skriving.send, f"{navn}_send"),
        ("trekk/", skriving.trekk, f"{navn}_trekk"),
        ("forkast/", skriving.forkast, f"{navn}_forkast"),
        ("ta-ned/", nedtaking.ta_ned, f"{navn}_ta_ned"),
        ("historikk/", skriving.historikk, f"{navn}_historikk"),
        ("historikk/<int:utgave>/gjenopprett/", skriving.gjenopprett, f"{navn}_gjenopprett"),
    ]
    deler += [(f"{del_}/", import_string(view), f"{navn}_{del_}") for del_, view in flyt.egne_sider.items()]
    sidene = [path(f"{prefiks}{del_}", view, felles, name=navn_) for del_, view, navn_ in deler]
    if not flyt.har_liste:
        return sidene
    return [
        path(f"{flyt.hos}{flyt.samling}/", eide.liste, felles, name=flyt.listenavn),
        path(f"{flyt.hos}ny-{navn}/", eide.ny, felles, name=f"{navn}_ny"),
        path(f"{prefiks}dupliser/", eide.dupliser, felles, name=f"{navn}_dupliser"),
        path(f"{prefiks}arkiver/", eide.arkiver, felles, name=f"{navn}_arkiver"),
        path(f"{prefiks}slett/", eide.slett, felles, name=f"{navn}_slett"),
        *sidene,
    ]


urlpatterns = [
    *(adresse for flyt in finn_meldte().values() for adresse in _flyt(flyt)),
    path(f"{HOS}referanser/", referanser.referanser, SLAG, name="referanser"),
    path(f"{HOS}referanser/<uuid:ref>/trekk/", referanser.trekk, SLAG, name="referanse_trekk"),
    path(f"{HOS}referanser/<uuid:ref>/lenke/", videresendt.lenke, SLAG, name="referanse_lenke"),
    path("referanse/bekreft/<str:nokkel>/", videresendt.bekreft, name="referanse_bekreft"),
    path("referanse/<str:nokkel>/", referanser.svar_lenke, name="referanse_svar_lenke"),
    path("offentlige/<slug:slug>/referanser/", referanser.til_svar, OFFENTLIG, name="referanser_til_svar"),
    path(
        "offentlige/<slug:slug>/referanser/<uuid:ref>/",
        referanser.svar_medlem,
        OFFENTLIG,
        name="referanse_svar_medlem",
    ),
    path(
        "offentlige/<slug:slug>/behov/<slug:del_>/arbeid/sporsmal/<uuid:ref>/",
        behovssporsmal.svar,
        {**OFFENTLIG, "flyt": "behov"},
        name="behov_sporsmal_svar",
    ),
    path("offentlige/<slug:slug>/ideer/", ideer_for_oss.ideer_for_oss, OFFENTLIG, name="ideer_for_oss"),
]
