"""Like mange spørringer uansett hvor mye en entreprenør eller en virksomhet har."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entreprenorer.handlinger.referanser import be_om_referanse
from entreprenorer.models import Referanse
from kommuner.models import OffentligPart
from samarbeid.publisering.treff import beregn_treff
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.gjennomgang.handlinger.vurdering import ta_ned
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
FA, MANGE = 1, 4


@pytest.fixture
def folk():
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    velg_hatt(eier, kode="entreprenor:kofferten")
    ola = lag_bruker("ola@eksempel.no")
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
    velg_hatt(ola, kode="offentlig:trondheim-kommune")
    return {"eier": eier, "redaktor": redaktor, "ola": ola, "org": org, "part": part}


def _fyll(folk, antall, foran):
    eier, redaktor, org = folk["eier"], folk["redaktor"], folk["org"]
    for nr in range(antall):
        ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor, tittel=[f"{foran} {nr}"])
        beregn_treff(ide.pk)
        innhold.skriv("ide", ide, {"losning": [f"Nytt {nr}."]}, av=eier)
        if nr % 2:
            innhold.send_inn("ide", ide, av=eier)
        nede = innhold.publisert_ide(org, av=eier, redaktor=redaktor, tittel=[f"{foran} {nr} nede"])
        ta_ned(nede, av=redaktor, grunn="feil", forklaring="Tallet er feil.")
        innhold.publisert_virkning(org, av=eier, redaktor=redaktor, pastand=[f"{foran} {nr}"])
        ny = be_om_referanse(
            org, part=folk["part"], enhet="", hva=f"{foran} {nr}", fra_ar=2020, til_ar=None, av=eier
        )
        Referanse.objects.filter(pk=ny.pk).update(bedt_tid="2020-01-01T00:00Z")


SIDER = [
    ("anonym", "/entreprenorer/kofferten/"),
    ("anonym", "/entreprenorer/"),
    ("eier", "/entreprenorer/kofferten/"),
    ("eier", "/min-side/"),
    ("eier", "/entreprenorer/kofferten/profil/"),
    ("eier", "/entreprenorer/kofferten/profil/historikk/"),
    ("eier", "/entreprenorer/kofferten/profil/steg/2/"),
    ("eier", "/entreprenorer/kofferten/ideer/"),
    ("eier", "/entreprenorer/kofferten/virkninger/"),
    ("eier", "/entreprenorer/kofferten/referanser/"),
    ("ola", "/offentlige/trondheim-kommune/ideer/"),
    ("ola", "/offentlige/trondheim-kommune/referanser/"),
    ("ola", "/min-side/"),
    ("redaktor", "/admin/entreprenorer/ideversjon/"),
]


def test_antallet_vokser_ikke_med_innholdet(folk):
    klienter = {"anonym": logg_inn(None), **{r: logg_inn(folk[r]) for r in ("eier", "ola", "redaktor")}}

    def tell():
        ut = {}
        for rolle, sti in SIDER:
            klienter[rolle].get(sti)
            with CaptureQueriesContext(connection) as sporringer:
                assert klienter[rolle].get(sti).status_code == 200, sti
            ut[rolle, sti] = len(sporringer)
        return ut

    # En idé som er sendt inn, en som er under arbeid, og en av alt annet.
    _fyll(folk, 2, "Først")
    fa = tell()
    _fyll(folk, MANGE, "Så")
    mange = tell()
    assert mange == fa
    assert max(mange.values()) <= 26, mange
    # Sidene alle kan lese, holder samme grense som de andre åpne sidene.
    assert max(antall for (rolle, _sti), antall in mange.items() if rolle == "anonym") <= 8


def test_historikken_leser_referansene_en_gang_uansett_antall_utgaver(folk):
    eier, redaktor, org = folk["eier"], folk["redaktor"], folk["org"]
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor)
    virkning = innhold.publisert_virkning(org, av=eier, redaktor=redaktor)
    klient = logg_inn(eier)
    sider = [
        reverse(f"{navn}_historikk", args=objekt.adressedeler)
        for navn, objekt in (("profil", org), ("ide", ide), ("virkning", virkning))
    ]

    def tell():
        ut = {}
        for sti in sider:
            klient.get(sti)
            with CaptureQueriesContext(connection) as sporringer:
                assert klient.get(sti).status_code == 200, sti
            ut[sti] = len(sporringer)
        return ut

    fa = tell()
    for nr in range(6):
        innhold.publisert_profil(org, av=eier, redaktor=redaktor, kort=[f"Setning {nr}"])
        innhold.skriv("ide", ide, {"losning": [f"Løsning {nr}."], "omrader": ["5001", "0301"]}, av=eier)
        innhold.publiser("ide", ide, av=eier, redaktor=redaktor)
        innhold.skriv("virkning", virkning, {"pastand": [f"Påstand {nr}"]}, av=eier)
        innhold.publiser("virkning", virkning, av=eier, redaktor=redaktor)
    assert tell() == fa
    assert max(fa.values()) <= 12, fa
