"""To faner på det samme steget, i en ekte nettleser med automatisk lagring: den siste får vite det, ingenting går tapt."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.nettleser.conftest import logg_inn_fane
from tests.nettleser.test_prov import _fyll_forste, _klikk, _neste
from tests.nettleser.test_skriving import folk  # noqa: F401

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("nettleser"),
]
PROBLEM = "Hvilket problem vil dere løse?"
JS = pytest.mark.parametrize("side", [{"bredde": 390}], indirect=True, ids=["390"])
UTEN_JS = pytest.mark.parametrize("side", [{"js": False}], indirect=True, ids=["uten-js"])


def _to_faner(side):
    """Den samme ideen i to faner, på det første steget."""
    _fyll_forste(side)
    _neste(side)
    side.goto(re.sub(r"/steg/\d+/", "/steg/1/", side.url))
    andre = side.context.new_page()
    andre.goto(side.url)
    return side, andre


def _sjekk_begge(fane):
    expect(fane.get_by_text("Dette er endret i en annen fane")).to_be_visible()
    expect(fane.locator("dl.fakta")).to_contain_text("Fra fane én.")
    expect(fane.get_by_label(PROBLEM)).to_have_value("Fra fane to.")


@pytest.mark.grundig
@JS
def test_med_automatisk_lagring(side):
    en, to = _to_faner(side)
    en.get_by_label(PROBLEM).fill("Fra fane én.")
    expect(en.locator("#lagret")).to_contain_text("Lagret kl.")
    to.get_by_label(PROBLEM).fill("Fra fane to.")
    expect(to.locator("#lagret")).to_contain_text("endret i en annen fane")
    with to.expect_navigation(wait_until="load"):
        to.get_by_role("button", name="Neste").click()
    _sjekk_begge(to)
    # Hun har sett begge. Nå er det hennes som gjelder.
    _neste(to)
    en.reload()
    expect(en.get_by_label(PROBLEM)).to_have_value("Fra fane to.")


@pytest.mark.grundig
@JS
def test_en_fane_kolliderer_aldri_med_seg_selv(side):
    _fyll_forste(side)
    for nr in range(6):
        side.get_by_label(PROBLEM).fill(f"Problemet, gang {nr}.")
        side.wait_for_timeout(700)  # noen av lagringene er underveis når det skrives videre
    _neste(side)
    expect(side.get_by_text("Dette er endret i en annen fane")).to_have_count(0)
    side.goto(re.sub(r"/steg/\d+/", "/steg/1/", side.url))
    expect(side.get_by_label(PROBLEM)).to_have_value("Problemet, gang 5.")


@UTEN_JS
def test_uten_javascript(side):
    en, to = _to_faner(side)
    en.get_by_label(PROBLEM).fill("Fra fane én.")
    _neste(en)
    to.get_by_label(PROBLEM).fill("Fra fane to.")
    with to.expect_navigation(wait_until="load"):
        to.get_by_role("button", name="Neste").click()
    _sjekk_begge(to)


@pytest.mark.grundig
@JS
def test_profilen_i_to_faner_hos_samme_person(side, folk):  # noqa: F811
    logg_inn_fane(side.context, folk["eva"])
    adresse = f"/entreprenorer/{folk['slug']}/profil/steg/1/"
    side.goto(adresse)
    andre = side.context.new_page()
    andre.goto(adresse)
    side.get_by_label("Hva gjør dere?").fill("Fra fane én.")
    expect(side.locator("#lagret")).to_contain_text("Lagret kl.")
    andre.get_by_label("Hva gjør dere?").fill("Fra fane to.")
    expect(andre.locator("#lagret")).to_contain_text("har skrevet i det samme feltet")
    _klikk(andre, andre.get_by_role("button", name="Neste", exact=True))
    expect(andre.locator("dl.fakta")).to_contain_text("Fra fane én.")
    expect(andre.get_by_label("Hva gjør dere?")).to_have_value("Fra fane to.")


@pytest.mark.grundig
@JS
def test_autolagringen_sier_sannheten(side):
    """Nettet er borte, portalen er stengt, og noen har logget inn i en annen fane: det sies, og det prøves igjen."""
    side = side.context.new_page()  # feilene i konsollen er meningen her
    _fyll_forste(side)
    linje, problem = side.locator("#lagret"), side.get_by_label(PROBLEM)
    expect(linje).to_contain_text("Lagret kl.")
    side.route("**/prov/", lambda rute: rute.abort())
    problem.fill("Skrevet uten nett.")
    expect(linje).to_contain_text("Ikke lagret ennå")
    expect(linje).not_to_contain_text("Lagret kl.")
    side.unroute("**/prov/")
    side.route("**/prov/", lambda rute: rute.fulfill(status=503, body="stengt"), times=1)
    sporsmal = []
    side.once("dialog", lambda dialog: (sporsmal.append(dialog.type), dialog.dismiss()))
    side.evaluate("location.reload()")
    side.wait_for_timeout(200)
    assert sporsmal == ["beforeunload"]
    expect(linje).to_contain_text("Lagret kl.", timeout=15_000)
    kapsel = next(k for k in side.context.cookies() if k["name"].endswith("skjemavern"))
    side.context.add_cookies([{**kapsel, "value": "b" * 32}])
    statuser = []
    side.on("response", lambda svar: statuser.append(svar.status))
    with side.expect_response(lambda svar: svar.url.endswith("/prov/") and svar.status == 200):
        problem.fill("Skrevet etter en ny innlogging.")
    assert statuser.count(403) == 1  # forslagene spør først, og nøkkelen er byttet for hele siden
    expect(linje).to_contain_text("Lagret kl.")
    with side.expect_navigation(wait_until="load"):
        side.evaluate("location.reload()")
    assert sporsmal == ["beforeunload"]
    side.goto("/prov/")
    _klikk(side, side.get_by_role("link", name="Minnekoffert"))
    side.goto(f"{side.url}steg/1/")
    expect(side.get_by_label(PROBLEM)).to_have_value("Skrevet etter en ny innlogging.")


@pytest.mark.grundig
@JS
def test_autolagringen_prover_igjen_nar_skriptet_ikke_kom(side):
    side = side.context.new_page()  # det som ikke kom, er en feil i konsollen
    side.route("**/htmx-*.js", lambda rute: rute.abort(), times=1)
    _fyll_forste(side)
    expect(side.locator("#lagret")).to_contain_text("Lagret kl.", timeout=15_000)
