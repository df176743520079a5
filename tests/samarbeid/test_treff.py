"""Treffene: regnes av jobbene når noe endres på en av sidene, og historikken står."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entreprenorer.handlinger import eid
from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.jobber import beregn, beregn_alle, beregn_om_natten
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap, ideprofil
from samarbeid.matching.setninger import FELTNAVN
from samarbeid.matching.typer import Ideprofil
from samarbeid.models import Oppfolging, Treff
from samarbeid.publisering.treff import beregn_treff, folg_opp, siste_oppfolging
from samarbeid.svar.forms.prov import gyldig_merke
from samarbeid.svar.lesevisning import lag_lesevisning
from samarbeid.svar.treffvisning import grunnsetninger
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import eiet
from veier.gjennomgang.handlinger.vurdering import ta_ned
from veier.taksonomi.models import Tema

pytestmark = pytest.mark.django_db


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no")


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def org(eier, redaktor):
    return innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)


@pytest.fixture
def ide(org, eier, redaktor):
    return innhold.publisert_ide(org, av=eier, redaktor=redaktor)


def _jobber(navn):
    with connection.cursor() as db:
        db.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", [navn])
        return [json.loads(rad[0]) for rad in db.fetchall()]


def test_det_som_lagres_er_det_motoren_sier_og_setningene_blir_de_samme(ide):
    beregn_treff(ide.pk)
    kunnskap = hent_kunnskap()
    svar = vurder(ideprofil(vars(ide)), kunnskap)
    lagret = {t.slug: t for t in Treff.objects.filter(ide=ide, slag="virksomhet")}
    assert set(lagret) == {vei.part.slug for vei in svar.veier if vei.part}
    assert {t.slug for t in Treff.objects.filter(slag="modell")} == {
        m.slug for m in svar.modeller if m.passer != "nei"
    }
    assert {t.slug for t in Treff.objects.filter(slag="tilskudd")} == {
        m.slug for m in svar.tilskudd if m.passer != "nei"
    }
    for side in ("entreprenor", "offentlig"):
        forklarer = Forklarer(kunnskap, str, side=side)
        for modell in svar.modeller:
            if modell.passer != "nei":
                rad = Treff.objects.get(slag="modell", slug=modell.slug)
                ventet = tuple(forklarer.setning(g) for g in modell.grunner[:4])
                assert grunnsetninger(rad, kunnskap, side=side) == ventet


def test_det_som_fortsatt_gjelder_er_ikke_nytt_og_resten_byttes(ide):
    beregn_treff(ide.pk)
    for_ = {(t.slag, t.slug): (t.pk, t.forst_sett_tid) for t in Treff.objects.all()}
    Ide.objects.update(omrader=["5001", "4601"], arlig_belop=3_000_000)
    beregn_treff(ide.pk)
    etter = {(t.slag, t.slug): (t.pk, t.forst_sett_tid) for t in Treff.objects.all()}
    felles = for_.keys() & etter.keys()
    assert felles
    assert {n: for_[n] for n in felles} == {n: etter[n] for n in felles}
    assert ("virksomhet", "bergen-kommune") in etter.keys() - for_.keys()
    assert for_.keys() - etter.keys()


def test_et_utkast_en_arkivert_og_en_tatt_ned_har_ingen_treff(org, eier, redaktor, ide):
    utkast = innhold.lag_ide(org, av=eier)
    assert beregn_treff(utkast.pk) == 0
    assert beregn_treff(ide.pk) > 0
    eiet.arkiver(ide, av=eier)
    assert (beregn_treff(ide.pk), Treff.objects.count()) == (0, 0)
    eiet.hent_fram(ide, av=eier)
    assert beregn_treff(ide.pk) > 0
    ta_ned(Ide.objects.get(pk=ide.pk), av=redaktor, grunn="feil", forklaring="Tallet er feil.")
    assert (beregn_treff(ide.pk), Treff.objects.count()) == (0, 0)
    assert beregn_treff(0) == 0


def test_hver_endring_pa_entreprenorens_side_setter_jobben_i_ko(ide, eier, redaktor):
    navn = "samarbeid.beregn_treff"
    for handling in (
        lambda: eid.sett_synlighet(ide, synlighet="bare_oss", vist_til=[], av=eier),
        lambda: eiet.arkiver(ide, av=eier),
        lambda: eiet.hent_fram(ide, av=eier),
        lambda: ta_ned(Ide.objects.get(pk=ide.pk), av=redaktor, grunn="feil", forklaring="Tallet er feil."),
    ):
        for_ = len(_jobber(navn))
        handling()
        assert _jobber(navn)[for_:] == [{"ide": ide.pk}]


def test_en_endring_pa_den_andre_siden_setter_en_jobb_i_ko_uansett_hvordan_den_skjer(ide):
    with connection.cursor() as db:
        db.execute("DELETE FROM procrastinate_jobs WHERE task_name LIKE 'samarbeid.beregn_%'")
    OffentligPart.objects.filter(slug="trondheim-kommune").update(merknad="Ny")
    OffentligPart.objects.filter(slug="bergen-kommune").update(merknad="Ny")
    assert _jobber("samarbeid.beregn_alle_treff") == [{}]
    assert beregn_alle() == 1
    assert beregn_om_natten(0) == 1
    assert _jobber("samarbeid.beregn_treff") == [{"ide": ide.pk}]  # den som venter, settes ikke i kø igjen
    assert beregn(ide.pk) == Treff.objects.count()


def test_oppfolgingen_holder_grunnene_slik_de_var(ide, eier):
    beregn_treff(ide.pk)
    treff = Treff.objects.filter(slag="virksomhet").first()
    rad = folg_opp(ide, slag="virksomhet", slug=treff.slug, hva="tok_kontakt", av=eier)
    assert (rad.grunner, rad.poeng, rad.roller, rad.regelversjon) == (
        treff.grunner,
        treff.poeng,
        treff.roller,
        treff.regelversjon,
    )
    Ide.objects.update(omrader=["4601"])
    beregn_treff(ide.pk)
    assert not Treff.objects.filter(slug=treff.slug).exists()
    assert Oppfolging.objects.get().grunner == treff.grunner
    # Treffet er borte, men det som ble gjort, kan fortsatt angres.
    folg_opp(ide, slag="virksomhet", slug=treff.slug, hva="angret", av=eier)
    assert siste_oppfolging(ide) == {}
    assert folg_opp(ide, slag="virksomhet", slug=treff.slug, hva="angret", av=eier).pk == (
        Oppfolging.objects.first().pk
    )
    with pytest.raises(Domenefeil, match="finnes ikke lenger"):
        folg_opp(ide, slag="virksomhet", slug="ukjent", hva="angret", av=eier)


def test_like_mange_sporringer_uansett_hvor_mange_treff(ide):
    beregn_treff(ide.pk)
    antall = []
    for omrader in (["5001"], ["5001", "4601", "0301", "1103", "4204"]):
        Ide.objects.update(omrader=omrader)
        beregn_treff(ide.pk)
        with CaptureQueriesContext(connection) as sporringer:
            beregn_treff(ide.pk)
        antall.append(len(sporringer))
    assert antall[0] == antall[1]


def test_en_ide_for_hele_landet_peker_ikke_pa_noen_virksomhet(org, eier, redaktor):
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor, omrader=["NO"])
    assert beregn_treff(ide.pk) > 0
    assert not Treff.objects.filter(slag="virksomhet").exists()
    assert Treff.objects.filter(slag="modell").exists()


def test_treffene_bygger_ikke_paa_det_eieren_sier_er_lest_feil(ide):
    Ide.objects.update(
        tema=[],
        problem="Personer med demens på sykehjem.",
        losning="Det koster 90 000 kroner.",
        arlig_belop=None,
    )
    lest = vurder(ideprofil(vars(Ide.objects.get(pk=ide.pk))), hent_kunnskap()).tolkning
    assert ("demens" in lest.temaslugger, lest.ide.arlig_belop) == (True, 90_000)
    Ide.objects.update(ikke_lest=["tema:demens", "arlig_belop"])
    na = vurder(ideprofil(vars(Ide.objects.get(pk=ide.pk))), hent_kunnskap()).tolkning
    assert ("demens" in na.temaslugger, na.ide.arlig_belop) == (False, None)
    beregn_treff(ide.pk)
    temaer = [g["detaljer"].get("tema") for t in Treff.objects.filter(slag="virksomhet") for g in t.grunner]
    assert temaer
    assert "demens" not in temaer


def test_et_merke_for_noe_som_er_skjult_siden_er_borte_fra_siden(ide, eier, client):
    Ide.objects.update(ikke_lest=["tema:rus", "omrade:1106"])
    Tema.objects.filter(slug="rus").update(skjult=True)
    kunnskap = hent_kunnskap()
    svar = vurder(ideprofil(vars(Ide.objects.get(pk=ide.pk))), kunnskap)
    lest = lag_lesevisning(svar.tolkning, kunnskap, Forklarer(kunnskap), lambda _felt: "")
    assert [linje.tittel for linje in lest.ikke_lest] == ["Haugesund"]


def test_bare_det_som_kan_leses_av_teksten_kan_vaere_lest_feil_og_alt_slikt_har_et_navn():
    """Et merke lagres og vises: et felt uten navn ville gjort svaret til en feilside for godt."""
    kunnskap = hent_kunnskap()
    felt = {felt.name: felt.type for felt in fields(Ideprofil)}
    fritekst = {navn for navn, slag in felt.items() if slag == "str"}
    assert fritekst >= {"tittel", "problem", "losning"}
    kan_leses = {navn for navn in felt if gyldig_merke(navn, kunnskap)}
    assert {"arlig_belop", "modenhet", "utbytte", "alder_fra"} <= kan_leses
    assert kan_leses & (fritekst | {"ikke_lest", "tema", "malgruppe", "omrader"}) == set()
    assert kan_leses - FELTNAVN.keys() == set()
