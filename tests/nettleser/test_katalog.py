"""Katalogen i en ekte nettleser: søk, valg, tilbake, uten JavaScript, bare tastatur, smale skjermer, uu."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.nettleser.conftest import logg_inn_fane, utvalg

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("nettleser"),
]

SIDER = (
    "/entreprenorer/",
    "/entreprenorer/?q=arbeid",
    "/entreprenorer/?q=xyzzyplugh",
    "/entreprenorer/?kommune=Her%C3%B8y",
    "/entreprenorer/?evidens=ingen",
    "/entreprenorer/sammenlign/",
    "/entreprenorer/kart/",
    "/entreprenorer/sammenlign/?e=jodacare&e=bua",
    "/nn/entreprenorer/?q=arbeid",
    "/sok/?q=arbeid",
    "/offentlige/?sted=5031",
    "/offentlige/?likekommune=Her%C3%B8y",
    "/eksempler/?som=5001",
)


@pytest.mark.parametrize(
    "side",
    [
        {"bredde": 320, "skjema": "dark", "del": (0, 3)},
        {"bredde": 390, "del": (1, 3)},
        pytest.param({"bredde": 1280, "del": (2, 3)}, marks=pytest.mark.grundig),
    ],
    indirect=True,
    ids=["320-mork", "390", "1280"],
)
def test_uten_brudd_pa_uu_og_uten_sidelengs_rulling(side, uu, request):
    brudd = []
    for adresse in utvalg(SIDER, request):
        side.goto(adresse)
        for lukket in side.locator("details.katalog-valg:not([open]) > summary:visible").all():
            lukket.click()
        brudd += [(adresse, *b) for b in uu()]
        if not side.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            brudd.append((adresse, "sidelengs rulling"))
    assert brudd == []


def _antall(side):
    return int(re.match(r"\d+", side.locator("#treff").inner_text())[0])


@pytest.mark.parametrize("side", [{"bredde": 1280, "js": False}], indirect=True, ids=["uten-js"])
def test_velg_sok_og_ga_tilbake_uten_javascript(side):
    side.goto("/entreprenorer/")
    alle = _antall(side)
    gruppe = side.locator("details.valggruppe").filter(has_text="Har samarbeidet med")
    gruppe.locator("summary").click()
    valg = gruppe.locator("label").first
    ventet = int(valg.locator("span").inner_text())
    valg.locator("input").check()
    side.get_by_role("button", name="Vis treff").click()
    assert _antall(side) == ventet < alle
    assert re.search(r"/entreprenorer/\?har=\w+$", side.url), "adressen er kort"
    side.get_by_label("Hva leter du etter?").fill("xyzzyplugh")
    side.get_by_role("button", name="Søk").click()
    assert _antall(side) == 0
    side.get_by_role("link", name="Uten «xyzzyplugh»").click()
    assert _antall(side) == ventet
    side.go_back()
    assert _antall(side) == 0
    side.go_back()
    assert _antall(side) == ventet
    side.go_back()
    assert _antall(side) == alle
    side.go_forward()
    side.get_by_role("link", name="Ta bort").first.click()
    assert _antall(side) == alle


def test_bare_tastatur_fra_sok_til_sammenligning(side):
    side.goto("/entreprenorer/")
    side.get_by_label("Hva leter du etter?").focus()
    side.keyboard.type("sykehjem")
    side.keyboard.press("Enter")
    side.wait_for_url("**/entreprenorer/?q=sykehjem")
    side.goto("/entreprenorer/")
    forste, andre = side.get_by_role("checkbox", name=re.compile("^Velg ")).all()[:2]
    forste.focus()
    side.keyboard.press("Space")
    andre.focus()
    side.keyboard.press("Space")
    side.get_by_role("button", name="Sammenlign de du har krysset av").focus()
    side.keyboard.press("Enter")
    side.wait_for_url("**/entreprenorer/sammenlign/?e=*")
    expect(side.get_by_role("columnheader")).to_have_count(2)


def test_filen_lastes_ned_med_det_samme_utvalget(side):
    side.goto("/entreprenorer/?evidens=ingen")
    antall = _antall(side)
    with side.expect_download() as nedlasting:
        side.get_by_role("link", name="Last ned listen (CSV)").click()
    linjer = nedlasting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(linjer) == antall + 1


OLA = """
import json
from tests.verden import lag_bruker, logg_inn
print(json.dumps(logg_inn(lag_bruker("ola{nr}@eksempel.no", navn="Ola")).cookies["okt"].value))
"""


@pytest.mark.grundig
@pytest.mark.parametrize(
    "side", [{"bredde": 390, "js": False}, {"bredde": 1280}], indirect=True, ids=["390-uten-js", "1280"]
)
def test_velg_ut_noter_del_og_ta_ut(side, fane, kjor, uu, request):
    """Fra kryssene i listen til det kollegaen ser. Det skrevne blir med når en annen knapp trykkes."""
    js = "uten-js" not in request.node.name
    sjekk = (lambda: uu()) if js else list
    logg_inn_fane(side.context, kjor(OLA.format(nr=f"utvalg{side.viewport_size['width']}")))
    side.goto("/entreprenorer/?evidens=ingen")
    navn = [side.locator(".kortliste h3").nth(nr).inner_text() for nr in range(2)]
    for kryss in side.locator("input[name=e]").all()[:2]:
        kryss.check()
    brudd = sjekk()
    side.get_by_role("button", name="Legg dem i utvalget ditt").click()
    expect(side).to_have_url(re.compile("/utvalg/legg-til/"))
    brudd += sjekk()
    side.get_by_role("button", name="Legg i utvalget").click()
    expect(side.get_by_role("alert").or_(side.locator(".ds-error-summary")).first).to_be_visible()
    brudd += sjekk()
    side.get_by_label("Navn på det nye utvalget").fill("Til møtet")
    side.get_by_role("button", name="Legg i utvalget").click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Til møtet")
    side.get_by_label(f"Merknad om {navn[0]}").fill("Ring mandag")
    side.get_by_role("button", name="Lag en lenke").click()
    expect(side.get_by_label("Lenke til utvalget")).to_have_value(re.compile("/utvalg/delt/"))
    brudd += sjekk()
    kollega = fane()
    kollega.goto(side.get_by_label("Lenke til utvalget").input_value())
    expect(kollega.get_by_text("Ring mandag")).to_be_visible()
    side.get_by_label(f"Merknad om {navn[0]}").fill("Ring tirsdag")
    side.get_by_role("button", name=f"Ta ut {navn[1]}").click()
    expect(side.get_by_text(f"{navn[1]} er tatt ut.")).to_be_visible()
    expect(side.get_by_label(f"Merknad om {navn[0]}")).to_have_value("Ring tirsdag")
    kollega.reload()
    expect(kollega.get_by_text("Ring tirsdag")).to_be_visible()
    side.get_by_role("button", name="Slutt å dele").click()
    expect(side.get_by_text("Lenken virker ikke lenger.")).to_be_visible()
    assert kollega.reload().status == 404
    side.get_by_role("link", name="Slett utvalget").click()
    brudd += sjekk()
    side.get_by_role("button", name="Slett for godt").click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Utvalgene dine")
    brudd += sjekk()
    assert brudd == []
