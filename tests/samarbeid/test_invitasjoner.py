"""Å invitere dem som passer et behov: alle på samme måte, eller noen få med en grunn alle kan lese. Hver får ett brev."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.eksponering.telling import tom_kladden
from samarbeid.invitasjoner import handlinger
from samarbeid.invitasjoner.brev import stoppnokkel
from samarbeid.models import (
    Behovsinvitasjon,
    Behovstreff,
    Eksponering,
    Invitasjonsnei,
    Invitasjonsrunde,
    Katalogendring,
    Katalograd,
)
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.avmelding import avmeldingshoder
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt

pytestmark = pytest.mark.django_db
PASSER = {"temaer": ["demens"], "malgrupper": ["sykehjemsbeboere-og-demens"], "steder": ["5001"]}
GRUNN = "Vi prøver først med dem som alt er i huset, og deler det vi lærer med alle."
NOEN, ALLE = "behov_inviter_noen", "behov_inviter"


@pytest.fixture(autouse=True)
def bare_egne(db):
    numre = list(Katalograd.objects.values_list("pk", flat=True))
    Katalograd.objects.all().delete()
    Katalogendring.objects.bulk_create(Katalogendring(rad=nr) for nr in numre)


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def ola(part):
    return _medlem(part, "ola@trondheim.kommune.no")


def _medlem(part, epost, rolle="administrator"):
    bruker = lag_bruker(epost, navn=epost.split("@")[0].title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


def _firma(navn, **felt):
    eier = lag_bruker(f"{navn.lower()}@eksempel.no", navn=navn)
    return lag_entreprenor(navn, eier, **{**PASSER, "publisert_tid": timezone.now(), **felt})


@pytest.fixture
def behov(part):
    """To passer godt, en kan passe, og en er et annet sted."""
    _firma("Anne")
    _firma("Berit")
    _firma("Cato", malgrupper=[], kort="Demens.", steder=[])
    _firma("Dag", steder=["4601"])
    innhold.oppdater_katalogen()
    rad = Behov.objects.create(
        part=part, slug="lange-dager", tittel="Lange dager", problem="Personer med demens på sykehjem har lange dager.",
        tema=PASSER["temaer"], malgruppe=PASSER["malgrupper"], omrader=["5001"], publisert_tid=timezone.now(),
        tilstand="apent", frist=timezone.localdate() + timedelta(days=9),
    )  # fmt: skip
    beregn_behov(rad.pk)
    Behovstreff.objects.filter(entreprenor__slug="cato").update(passer="delvis")
    return rad


def _sti(navn, behov):
    return reverse(navn, args=[behov.part.slug, behov.slug])


def _brev():
    return sorted(Utsending.objects.filter(mal="behov_invitert").values_list("til", flat=True))


def test_er_ingen_invitert_sies_det_ikke_at_alle_er_det(behov, ola):
    Behovstreff.objects.update(passer="delvis")
    klient = logg_inn(ola)
    assert "Ingen passer så godt" in klient.get(_sti("behov_treff", behov)).text
    noen = klient.get(_sti(NOEN, behov)).text
    assert "Inviter alle som passer" not in noen
    svar = klient.get(_sti(ALLE, behov), follow=True).text
    assert "Ingen som kan inviteres, passer så godt" in svar and "er invitert" not in svar


def test_alle_som_passer_far_ett_brev_og_siden_sier_hvem_og_hvorfor_forst(behov, ola):
    klient = logg_inn(ola)
    side = klient.get(_sti("behov_treff", behov)).text
    assert _sti(ALLE, behov) in side and "2 som passer godt" in side
    se_over = klient.get(_sti(ALLE, behov)).text
    assert "De dekker Trondheim." in se_over and "kan ikke trekkes tilbake" in se_over
    assert sorted(re.findall(r'name="hvem" value="(\w+)"', se_over)) == ["anne", "berit"]
    assert not _brev()  # å se over sender ingenting
    svar = klient.post(_sti(ALLE, behov), {"hvem": ["anne", "berit"]}, follow=True)
    assert "2 er invitert. Brevene er på vei." in svar.text
    assert svar.text.count('<span class="merkelapp">Invitert</span>') == 2
    assert _brev() == ["anne@eksempel.no", "berit@eksempel.no"]
    assert klient.post(_sti(ALLE, behov), {"hvem": ["anne", "berit"]}, follow=True).status_code == 200
    assert len(_brev()) == 2 and Invitasjonsrunde.objects.count() == 1
    assert Hendelse.objects.get(kode="behov_invitert").detaljer["antall"] == 2


def test_brevet_sier_hva_hvorfor_fristen_og_hvor_hun_spor(behov, ola):
    handlinger.inviter_alle(behov, sett=["anne", "berit"], av=ola)
    brev = Utsending.objects.get(mal="behov_invitert", til="anne@eksempel.no")
    for ventet in (
        "Lange dager", "Personer med demens på sykehjem har lange dager.", "Dere dekker Trondheim.", "Siste dag for spørsmål er",
        reverse("behov_spor", args=[behov.slug]), "Alle portalen fant at passer, og som kan få brev herfra, er invitert på samme måte.",
    ):  # fmt: skip
        assert ventet in brev.tekst, ventet
    assert "invitasjoner/av/" in avmeldingshoder(brev)["List-Unsubscribe"] and brev.hemmelig


def test_grunnene_beholdes_slik_de_var_og_visningen_telles(behov, ola, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        handlinger.inviter_alle(behov, sett=["anne", "berit"], av=ola)
    treff = Behovstreff.objects.get(entreprenor__slug="anne")
    grunner = treff.grunner
    Behovstreff.objects.all().delete()
    rad = Behovsinvitasjon.objects.get(entreprenor__slug="anne")
    assert grunner and (rad.grunner, rad.regelversjon, rad.poeng) == (
        grunner,
        treff.regelversjon,
        treff.poeng,
    )
    tom_kladden()
    assert Eksponering.objects.get(flate="invitasjon", entreprenor__slug="anne").antall == 1
    eva = rad.entreprenor.medlemskap.get().bruker
    side = logg_inn(eva).get(reverse("behov_for_oss", args=["anne"])).text
    assert "2 entreprenører er invitert på samme måte" in logg_inn(ola).get(behov.get_absolute_url()).text
    assert "Dere er invitert" in side and "Dere dekker Trondheim." in side


def test_noen_fa_krever_en_grunn_som_alle_kan_lese(behov, ola, client):
    klient, sti = logg_inn(ola), _sti(NOEN, behov)
    for grunn in ("", "Vi vil det.", " " * 60):
        svar = klient.post(sti, {"hvem": ["anne"], "grunn": grunn, "send": "1"})
        assert svar.status_code == 422 and not _brev(), grunn
    valgt = {"hvem": ["anne", "cato"], "grunn": GRUNN}
    se_over = klient.post(sti, valgt)
    assert GRUNN in se_over.text and "kan ikke trekkes tilbake" in se_over.text and not _brev()
    assert GRUNN in klient.post(sti, {**valgt, "rett": "1"}).text  # tilbake til skjemaet med det skrevne
    klient.post(sti, {**valgt, "send": "1"})
    assert _brev() == ["anne@eksempel.no", "cato@eksempel.no"]
    apen = client.get(behov.get_absolute_url()).text
    assert "2 entreprenører er invitert særskilt" in apen and GRUNN in apen
    assert "Anne" not in apen and "Cato" not in apen  # aldri hvem
    assert Hendelse.objects.get(kode="behov_invitert").detaljer["grunn"] == GRUNN
    assert GRUNN in klient.get(_sti("behov_historikk", behov)).text
    assert GRUNN in logg_inn(lag_redaktor()).get(reverse("redaksjon_treffene")).text
    tekst = Utsending.objects.get(mal="behov_invitert", til="cato@eksempel.no").tekst
    assert "Bare noen få er invitert." in tekst


def test_den_som_inviterer_far_vite_hvem_som_ikke_fikk_brev(behov, ola, monkeypatch):
    """Anne har slått av slike brev, og ser invitasjonen bare på siden sin."""
    monkeypatch.setattr("veier.epost.handlinger.er_avmeldt", lambda til, _slag: til == "anne@eksempel.no")
    svar = logg_inn(ola).post(_sti(ALLE, behov), {"hvem": ["anne", "berit"]}, follow=True).text
    assert "2 er invitert. Brevene er på vei." in svar and "fikk ikke noe brev" in svar
    assert "slike brev: Anne." in svar and "Berit." not in svar
    assert svar.count("Fikk ikke brev</span>") == 1
    assert _brev() == ["berit@eksempel.no"]
    assert Hendelse.objects.get(kode="behov_invitert").detaljer["uten_brev"] == 1


def test_naar_ingen_fikk_brev_sier_siden_ikke_at_det_er_pa_vei(behov, ola, monkeypatch):
    monkeypatch.setattr("veier.epost.handlinger.er_avmeldt", lambda *_: True)
    svar = logg_inn(ola).post(_sti(ALLE, behov), {"hvem": ["anne", "berit"]}, follow=True).text
    assert "2 er invitert." in svar and "på vei" not in svar and "fikk ikke noe brev" in svar


def test_den_som_er_invitert_blir_det_ikke_en_gang_til(behov, ola):
    handlinger.inviter_noen_fa(behov, hvem=["anne"], grunn=GRUNN, av=ola)
    with pytest.raises(Domenefeil, match="kan ikke inviteres lenger"):
        handlinger.inviter_noen_fa(behov, hvem=["anne", "berit"], grunn=GRUNN, av=ola)
    handlinger.inviter_alle(behov, sett=["anne", "berit"], av=ola)
    assert _brev() == ["anne@eksempel.no", "berit@eksempel.no"]
    assert [r.antall for r in Invitasjonsrunde.objects.all()] == [1, 1]


def test_en_hun_ikke_har_sett_blir_ikke_invitert(behov, ola):
    with pytest.raises(Domenefeil, match="Listen er endret"):
        handlinger.inviter_alle(behov, sett=["anne"], av=ola)
    with pytest.raises(Domenefeil, match="kan ikke inviteres lenger"):
        handlinger.inviter_noen_fa(behov, hvem=["dag"], grunn=GRUNN, av=ola)  # hun passer ikke
    assert not _brev() and not Invitasjonsrunde.objects.exists()


@pytest.mark.parametrize(
    ("felt", "alle", "noen"),
    [
        ({"tilstand": "planlegges"}, True, False),
        ({"tilstand": "kunngjort", "doffin": "2026-1"}, False, False),
        ({"tilstand": "lukket", "utfall": "samarbeid", "utfall_grunn": "Ferdig."}, False, False),
        ({"frist": timezone.localdate() - timedelta(days=2)}, False, False),
        ({"oppdiktet": True}, False, False),
        ({"nedtatt_tid": timezone.now()}, False, False),
    ],
)
def test_hva_tilstanden_tillater(behov, ola, felt, alle, noen):
    Behov.objects.filter(pk=behov.pk).update(**felt)
    for lov, gjor in (
        (noen, lambda: handlinger.inviter_noen_fa(behov, hvem=["anne"], grunn=GRUNN, av=ola)),
        (alle, lambda: handlinger.inviter_alle(behov, sett=["anne", "berit"], av=ola)),
    ):
        if lov:
            gjor()
        else:
            with pytest.raises(Domenefeil):
                gjor()
    assert len(_brev()) == 2 * alle
    if felt.get("tilstand") == "planlegges":
        assert "Dere planlegger en konkurranse." in logg_inn(ola).get(_sti(NOEN, behov), follow=True).text


def test_bare_en_administrator_inviterer_og_en_annen_far_vite_hvem_som_kan(behov, ola, part):
    """Brevene går på vegne av virksomheten, og grunnen for bare noen få står åpent: en adresse på domenet er ikke nok."""
    utenfor = lag_bruker("utenfor@eksempel.no", navn="Una")
    kari = _medlem(part, "kari@trondheim.kommune.no", "medlem")
    for hun in (utenfor, kari):
        with pytest.raises(Domenefeil, match="Bare en administrator"):
            handlinger.inviter_alle(behov, sett=["anne", "berit"], av=hun)
        with pytest.raises(Domenefeil, match="Bare en administrator"):
            handlinger.inviter_noen_fa(behov, hvem=["anne"], grunn=GRUNN, av=hun)
        for navn in (ALLE, NOEN):
            assert logg_inn(hun).get(_sti(navn, behov)).status_code == 404
    side = logg_inn(kari).get(_sti("behov_treff", behov)).text
    assert "En administrator inviterer" in side and _sti(ALLE, behov) not in side
    assert not _brev()


def test_ikke_inviter_oss_fra_brevet_gjelder_hele_entreprenoren_til_de_sier_ja(behov, ola, client):
    anne = Behovstreff.objects.get(entreprenor__slug="anne").entreprenor
    av = reverse("invitasjoner_av", args=[stoppnokkel(anne)])
    assert client.get(av).status_code == 200 and not Invitasjonsnei.objects.exists()
    for _gang in range(2):  # e-postprogrammet sender uten kapsel, og kan gjøre det to ganger
        assert client.post(av, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Hendelse.objects.filter(kode="invitasjoner_av").count() == 1
    side = logg_inn(ola).get(_sti(ALLE, behov)).text
    assert 'value="anne"' not in side and "har sagt at de ikke vil inviteres" in side
    handlinger.inviter_alle(behov, sett=["anne", "berit"], av=ola)
    assert _brev() == ["berit@eksempel.no"]
    eva = logg_inn(anne.medlemskap.get().bruker)
    eva.post(reverse("invitasjonsvalg", args=["anne"]), {"ja": "1"})
    handlinger.inviter_alle(behov, sett=["anne"], av=ola)
    assert len(_brev()) == 2
    assert client.get(reverse("invitasjoner_av", args=["x" * 43])).status_code == 404


def test_den_uten_konto_star_pa_siden_men_far_ikke_brev(behov, ola):
    anne = Behovstreff.objects.get(entreprenor__slug="anne").entreprenor
    anne.medlemskap.all().delete()
    side = logg_inn(ola).get(_sti(ALLE, behov)).text
    assert "Disse passer også, men kan ikke få brevet" in side and 'value="anne"' not in side
    handlinger.inviter_alle(behov, sett=["berit"], av=ola)
    assert _brev() == ["berit@eksempel.no"]


def test_brevet_er_pa_malformen_til_den_som_far_det(behov, ola):
    bruker = Behovstreff.objects.get(entreprenor__slug="anne").entreprenor.medlemskap.get().bruker
    type(bruker).objects.filter(pk=bruker.pk).update(malform="nn")
    handlinger.inviter_alle(behov, sett=["anne", "berit"], av=ola)
    tekst = Utsending.objects.get(mal="behov_invitert", til="anne@eksempel.no").tekst
    assert "De er inviterte" in tekst and "Alle portalen fann" in tekst and "Dere" not in tekst
