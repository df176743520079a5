"""Katalogen i en ekte nettleser: søk, valg, tilbake, uten JavaScript, bare tastatur, smale skjermer, uu."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

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
)


@pytest.mark.parametrize(
    "side",
    [{"bredde": 320, "skjema": "dark"}, {"bredde": 390}, {"bredde": 1280}],
    indirect=True,
    ids=["320-mork", "390", "1280"],
)
def test_uten_brudd_pa_uu_og_uten_sidelengs_rulling(side, uu):
    brudd = []
    for adresse in SIDER:
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
    forste, andre = side.get_by_role("checkbox", name=re.compile("^Sammenlign ")).all()[:2]
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
