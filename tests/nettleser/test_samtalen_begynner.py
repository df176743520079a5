"""Virksomheten begynner en samtale fra profilen, og mottakeren stanser lenken sin: på telefon uten JavaScript, og på skjerm."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER, logg_inn_fane
from tests.nettleser.test_samtalesidene import _enter, _skriv, _tab_til

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.grundig,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json, uuid
from django.utils import timezone
from kommuner.models import OffentligPart
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.lenker import lag_lenke
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
eva, ola = lag_bruker("eva{nr}@eksempel.no", navn="Eva Eier"), lag_bruker("ola{nr}@trondheim.kommune.no", navn="Ola Offentlig")
org = lag_entreprenor("Kveldskasse {nr}", eva, publisert_tid=timezone.now())
part = OffentligPart.objects.get(slug="trondheim-kommune")
legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="prøve")
velg_hatt(ola, kode="offentlig:trondheim-kommune")
samtale = start_samtale(org, lag_mottaker(part), emne="Kofferter {nr}", rolle="", til="post{nr}@trondheim.kommune.no",
    tekst="Kan vi få 20 minutter?", sendenokkel=uuid.uuid4(), av=eva)
print(json.dumps({{"okt": logg_inn(ola).cookies["okt"].value, "profil": org.get_absolute_url(),
    "nokkel": lag_lenke(samtale, samtale.til)[1], "referanse": samtale.referanse}}))
"""
BREDDER = {"argnames": "side", "argvalues": [{"bredde": 390, "js": False}, {"bredde": 1280}]}


@pytest.mark.parametrize(**BREDDER, indirect=True, ids=["390-uten-js", "1280"])
def test_fra_profilen_til_samtalen_med_tastaturet(side, kjor):
    nr = next(TELLER)
    laget = kjor(LAG.format(nr=nr))
    logg_inn_fane(side.context, laget["okt"])
    side.emulate_media(reduced_motion="reduce")
    side.goto(laget["profil"])
    _tab_til(side, "Snakk med dem")
    _enter(side)
    _skriv(side, "Emne", "Aktivitet om kvelden")
    _skriv(side, "Hva trenger dere?", "Vi mangler noe å gjøre om kveldene.")
    _tab_til(side, "Se meldingen før du sender")
    _enter(side)
    assert "Vi mangler noe å gjøre om kveldene." in side.get_by_role("main").inner_text()
    _tab_til(side, "Send meldingen")
    _enter(side)
    assert f"Meldingen er sendt til Kveldskasse {nr}." in side.get_by_role("status").inner_text()
    assert "Venter på svar" in side.get_by_role("main").inner_text()


@pytest.mark.parametrize(**BREDDER, indirect=True, ids=["390-uten-js", "1280"])
def test_mottakeren_stanser_lenken_med_tastaturet(side, kjor):
    laget = kjor(LAG.format(nr=next(TELLER)))
    side.emulate_media(reduced_motion="reduce")
    adresse = f"/samtale/{laget['nokkel']}/"
    side.goto(adresse)
    _tab_til(side, "Jeg vil ikke at denne lenken virker mer")
    _enter(side)
    _tab_til(side, "Stans lenken")
    _enter(side)
    assert "Lenken virker ikke lenger." in side.get_by_role("status").inner_text()
    _skriv(side, "Referansen til samtalen", laget["referanse"])
    _skriv(side, "Adressen e-posten kom til", "noen@trondheim.kommune.no")
    _enter(side)
    assert "er en ny på vei dit." in side.get_by_role("status").inner_text()
    assert side.goto(adresse).status == 404


@pytest.mark.parametrize("side", [{"bredde": 390}, {"bredde": 1280}], indirect=True, ids=["390", "1280"])
def test_de_nye_sidene_er_uten_brudd_og_bredere_enn_ingen_skjerm(side, kjor, uu):
    laget = kjor(LAG.format(nr=next(TELLER)))
    stans = f"/samtale/{laget['nokkel']}/lenken/"
    ny = f"/samtaler/ny/entreprenor/{laget['profil'].strip('/').split('/')[-1]}/"
    brudd = []
    for sti, okt in (
        (stans, ""),
        ("/samtale/ny-lenke/", ""),
        (ny, laget["okt"]),
        (laget["profil"], laget["okt"]),
    ):
        if okt:
            logg_inn_fane(side.context, okt)
        side.goto(sti)
        brudd += uu()
        assert side.evaluate("document.documentElement.scrollWidth <= innerWidth"), sti
    side.goto(ny)
    side.get_by_role("button", name="Se meldingen før du sender").click()
    side.get_by_role("alert").wait_for()
    brudd += uu()
    assert brudd == []
