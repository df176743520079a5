"""Adressene til det en entreprenør skriver, laget likt for hvert slag som publiseres."""

from __future__ import annotations

from typing import Any

from django.urls import path

from samarbeid.publisering.flyter import IDE, PROFIL, Skriveflyt, finn_meldte
from samarbeid.publisering.sider import (
    eide,
    idedeling,
    ideer_for_oss,
    nedtaking,
    referanser,
    skriving,
    videresendt,
)

SLAG = {"slagkode": "entreprenor"}
OFFENTLIG = {"slagkode": "offentlig"}
HOS = "entreprenorer/<slug:slug>/"


def _flyt(flyt: Skriveflyt) -> list[Any]:
    felles, prefiks, navn = {**SLAG, "flyt": flyt.navn}, HOS + flyt.sti, flyt.navn
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
    sidene = [path(f"{prefiks}{del_}", view, felles, name=navn_) for del_, view, navn_ in deler]
    if not flyt.har_liste:
        return sidene
    return [
        path(f"{HOS}{flyt.samling}/", eide.liste, felles, name=flyt.listenavn),
        path(f"{HOS}ny-{navn}/", eide.ny, felles, name=f"{navn}_ny"),
        path(f"{prefiks}dupliser/", eide.dupliser, felles, name=f"{navn}_dupliser"),
        path(f"{prefiks}arkiver/", eide.arkiver, felles, name=f"{navn}_arkiver"),
        path(f"{prefiks}slett/", eide.slett, felles, name=f"{navn}_slett"),
        *sidene,
    ]


PROFILSTI, IDESTI = HOS + PROFIL.sti, HOS + IDE.sti
PROFILFLYT, IDEFLYT = {**SLAG, "flyt": PROFIL.navn}, {**SLAG, "flyt": IDE.navn}
urlpatterns = [
    *(adresse for flyt in finn_meldte().values() for adresse in _flyt(flyt)),
    path(f"{PROFILSTI}logo/", eide.logoside, PROFILFLYT, name="profil_logo"),
    path(f"{IDESTI}synlighet/", eide.synlighet, IDEFLYT, name="ide_synlighet"),
    path(f"{IDESTI}deling/", idedeling.deling, IDEFLYT, name="ide_deling"),
    path(f"{IDESTI}treff/", eide.treff, IDEFLYT, name="ide_treff"),
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
    path("offentlige/<slug:slug>/ideer/", ideer_for_oss.ideer_for_oss, OFFENTLIG, name="ideer_for_oss"),
]
