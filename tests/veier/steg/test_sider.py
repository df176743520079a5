"""Mekanismen med et lager i minnet: det som er særlig ved et slag, er lageret og krokene på skjemaet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory

from veier.database.plass import ForStort
from veier.feil import Domenefeil
from veier.fletting import flett, som_sett
from veier.steg import sider
from veier.steg.felter import fritekst, navnefelt
from veier.steg.lager import Lagret, MaVente
from veier.steg.skjema import Steg, Stegskjema


class Navnet(Stegskjema):
    tittel = navnefelt("Hva heter det?", "Gi det et navn.")
    sok = fritekst("Søk", "")
    hjelpefelt = ("sok",)

    def lagres(self, svar):
        return {**svar, "sok": ["funnet"]}


class Teksten(Stegskjema):
    tekst = fritekst("Hva er det?", "")

    @classmethod
    def foresla(cls, svar, kunnskap):
        return (f"{svar['tittel'][-1]} {kunnskap}",) if svar.get("tittel") else ()


class Minnelager:
    rekke = (Steg("navn", "Navnet", Navnet), Steg("tekst", "Teksten", Teksten))
    mal = "steg/steg.html"
    nokkel = sperre = ""
    er_begynt = True
    feil: Exception | None = None

    def __init__(self, **svar):
        self.svarene = {felt: [verdi] for felt, verdi in svar.items()}

    def svar(self, steg):
        return {felt: v for felt, v in self.svarene.items() if felt in steg.feltene}

    def alle_svar(self):
        return self.svarene

    def lagre(self, steg, svar, *, sett, fane):
        if self.feil:
            raise self.feil
        flettet = flett(svar, self.svarene, sett=sett)
        self.svarene |= flettet.nye
        return Lagret(self.svar(steg), flettet.kollisjoner, "Kari" if flettet.kollisjoner else "")

    def stegadresse(self, nummer):
        return f"/steg/{nummer}/"

    def sluttadresse(self):
        return "/slutt/"

    def kommentarer(self):
        return {"tekst": "Skriv mer."}

    def sammenheng(self):
        return {}


@pytest.fixture
def sett_siden(monkeypatch):
    """Det siden ble tegnet med: (malen, sammenhengen, status)."""
    monkeypatch.setattr(
        sider,
        "render",
        lambda _request, mal, sammenheng, status=200: SimpleNamespace(
            mal=mal, status_code=status, **sammenheng
        ),
    )


def _post(lager, nummer=1, **felt):
    return sider.ett_steg(RequestFactory().post("/", felt), lager, nummer, kunnskap="K")


@pytest.mark.parametrize(
    ("nummer", "handling", "til"),
    [
        (1, "neste", "/steg/2/"),
        (1, "forrige", "/steg/1/"),
        (2, "forrige", "/steg/1/"),
        (1, "bli", "/steg/1/"),
        (1, "svar", "/slutt/"),
        (1, "oversikt", "/slutt/"),
        (2, "neste", "/slutt/"),
        (1, "noe-annet", "/steg/2/"),
    ],
)
def test_knappene_gaar_dit_de_sier(nummer, handling, til):
    felt = {"tittel": "A"} if nummer == 1 else {"tekst": "B"}
    assert _post(Minnelager(), nummer, handling=handling, **felt).url == til


@pytest.mark.parametrize("nummer", [0, 3])
def test_et_steg_som_ikke_finnes_gir_404(nummer):
    with pytest.raises(Http404):
        _post(Minnelager(), nummer)


def test_et_gyldig_steg_lagres_med_det_skjemaet_gjor_om():
    lager = Minnelager()
    _post(lager, tittel="A", sok="leter")
    assert lager.svarene == {"tittel": ["A"], "sok": ["funnet"]}


def test_et_ugyldig_steg_lagres_slik_det_er_skrevet_og_sier_hva_som_mangler(sett_siden):
    lager = Minnelager()
    side = _post(lager, tittel="", sok="leter")
    assert (side.status_code, lager.svarene) == (422, {"sok": ["leter"]})
    assert [melding for _felt, melding in side.feil] == ["Gi det et navn."]
    assert _post(lager, tittel="", handling="forrige").url == "/steg/1/"  # tilbake går alltid


def test_for_noe_er_begynt_lagres_ikke_et_tomt_eller_ugyldig_steg(sett_siden):
    lager = Minnelager()
    lager.er_begynt = False
    assert (_post(lager, tittel="").status_code, _post(lager, sok="leter").status_code) == (422, 422)
    assert (_post(lager, autolagre="1").lagret, lager.svarene) == (False, {})
    assert _post(lager, sok="leter", autolagre="1").lagret is True


def test_et_fodselsnummer_lagres_aldri(sett_siden):
    lager = Minnelager(tekst="Før")
    side = _post(lager, 2, tekst="Hun har 01010750160.")
    assert (side.status_code, lager.svarene) == (422, {"tekst": ["Før"]})
    auto = _post(lager, 2, tekst="Hun har 01010750160.", autolagre="1")
    assert (auto.mal, auto.fodselsnummer, auto.lagret) == ("steg/_lagret.html", True, False)


def test_en_kollisjon_viser_begge_og_den_neste_lagringen_gjelder(sett_siden):
    lager = Minnelager(tekst="Kari skrev")
    side = _post(lager, 2, tekst="Eva skrev", sett=som_sett({"tekst": ["Før"]}))
    assert (side.status_code, side.kollisjon.hvem) == (409, "Kari")
    assert side.deres == [("Hva er det?", "Kari skrev")]
    assert lager.svarene == {"tekst": ["Kari skrev"]}
    assert _post(lager, 2, tekst="Eva skrev", sett=side.sett).url == "/slutt/"
    assert lager.svarene == {"tekst": ["Eva skrev"]}


def test_den_automatiske_lagringen_later_ikke_som_hun_har_sett_det_andre_skrev(sett_siden):
    sett = som_sett({"tekst": ["Før"]})
    auto = _post(Minnelager(tekst="Kari skrev"), 2, tekst="Eva skrev", sett=sett, autolagre="1")
    assert (auto.kollisjon.hvem, auto.sett) == ("Kari", sett)


@pytest.mark.parametrize(
    ("feil", "status", "felt"),
    [(ForStort("For langt."), 422, "tekst"), (Domenefeil("Sendt inn."), 409, "__all__")],
)
def test_det_lageret_ikke_tar_imot_sies_og_teksten_staar(sett_siden, feil, status, felt):
    lager = Minnelager()
    lager.feil = feil
    side = _post(lager, 2, tekst="Alt hun skrev", sett=som_sett({"tekst": ["Før"]}))
    assert (side.status_code, side.skjema.errors[felt]) == (status, [str(feil)])
    assert (side.skjema["tekst"].value(), side.sett) == ("Alt hun skrev", som_sett({"tekst": ["Før"]}))
    auto = _post(lager, 2, tekst="Alt hun skrev", autolagre="1")
    assert (auto.feil, auto.lagret) == (str(feil), False)


def test_den_som_ma_vente_far_vite_hvor_lenge():
    lager = Minnelager()
    lager.feil = MaVente(90)
    svar = _post(lager, 2, tekst="Alt hun skrev", autolagre="1")
    assert (svar.status_code, svar["Retry-After"]) == (429, "90")


def test_siden_apnes_uten_feil_med_det_som_star_forslag_og_kommentarer(sett_siden):
    side = sider.ett_steg(RequestFactory().get("/"), Minnelager(tittel="A", tekst="B"), 2, kunnskap="K")
    assert (side.feil, side.skjema.initial, side.skjema.forslag) == ([], {"tekst": "B"}, ("A K",))
    assert side.kommentarer == [("Hva er det?", "Skriv mer.")]
    assert [(s["besvart"], s["adresse"]) for s in side.stegene] == [(True, "/steg/1/"), (True, "/steg/2/")]
    assert side.sett == som_sett({"tekst": ["B"]})
