"""Adressene til det en entreprenør skriver, laget likt for profilen, ideene og virkningene."""

from __future__ import annotations

from typing import Any

from django.urls import path

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


def _flyt(navn: str, prefiks: str, oversiktsnavn: str) -> list[Any]:
    felles = {**SLAG, "flyt": navn}
    deler = [
        ("", skriving.oversikt, oversiktsnavn),
        ("steg/<int:nummer>/", skriving.steg, f"{navn}_steg"),
        ("vis/", skriving.vis, f"{navn}_vis"),
        ("send/", skriving.send, f"{navn}_send"),
        ("trekk/", skriving.trekk, f"{navn}_trekk"),
        ("forkast/", skriving.forkast, f"{navn}_forkast"),
        ("ta-ned/", nedtaking.ta_ned, f"{navn}_ta_ned"),
        ("historikk/", skriving.historikk, f"{navn}_historikk"),
        ("historikk/<int:utgave>/gjenopprett/", skriving.gjenopprett, f"{navn}_gjenopprett"),
    ]
    return [path(f"{prefiks}{del_}", view, felles, name=navn_) for del_, view, navn_ in deler]


def _eide(navn: str, samling: str, prefiks: str) -> list[Any]:
    felles = {**SLAG, "flyt": navn}
    return [
        path(f"{HOS}{samling}/", eide.liste, felles, name=f"{navn}_liste"),
        path(f"{HOS}ny-{navn}/", eide.ny, felles, name=f"{navn}_ny"),
        path(f"{prefiks}dupliser/", eide.dupliser, felles, name=f"{navn}_dupliser"),
        path(f"{prefiks}arkiver/", eide.arkiver, felles, name=f"{navn}_arkiver"),
        path(f"{prefiks}slett/", eide.slett, felles, name=f"{navn}_slett"),
    ]


PROFIL, IDE, VIRKNING = f"{HOS}profil/", f"{HOS}ideer/<slug:del_>/arbeid/", f"{HOS}virkninger/<slug:del_>/"
IDEFLYT = {**SLAG, "flyt": "ide"}
urlpatterns = [
    *_flyt("profil", PROFIL, "profil"),
    path(f"{PROFIL}logo/", eide.logoside, {**SLAG, "flyt": "profil"}, name="profil_logo"),
    *_eide("ide", "ideer", IDE),
    *_flyt("ide", IDE, "ide_arbeid"),
    path(f"{IDE}synlighet/", eide.synlighet, IDEFLYT, name="ide_synlighet"),
    path(f"{IDE}deling/", idedeling.deling, IDEFLYT, name="ide_deling"),
    path(f"{IDE}treff/", eide.treff, IDEFLYT, name="ide_treff"),
    *_eide("virkning", "virkninger", VIRKNING),
    *_flyt("virkning", VIRKNING, "virkning"),
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
