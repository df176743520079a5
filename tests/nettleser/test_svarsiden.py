"""Grensene for svarsiden i en ekte nettleser: det ene man skal gjøre, er i det første skjermbildet, og resten er foldet."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("nettleser"),
]

# Ti kommuner og tre temaer: det lengste svaret en idé og et behov kan få.
LAG = """
import json
from django.urls import reverse
from entreprenorer.models import Ideutkast
from kommuner.models import Veiviserutkast
from veier.utkast.handlinger import del_utkast, lagre_steg, start_utkast
STEDER = ["5001", "5031", "5035", "0301", "4601", "1103", "1804", "5501", "3301", "3201"]
def lag(modell, forste, svar, temaer, penger):
    utkast = start_utkast(modell, steg=forste, svar=svar)
    lagre_steg(utkast, steg="tema", svar={"tema": temaer})
    lagre_steg(utkast, steg="sted", svar={"omrader": STEDER, "sok": [""]})
    lagre_steg(utkast, steg=penger, svar={"arlig_belop": ["90000"], "varighet_ar": ["1"]})
    return del_utkast(utkast)
ide = lag(Ideutkast, "ideen", {
    "tittel": ["Minnekoffert"],
    "problem": ["Personer med demens på sykehjem har lite å gjøre."],
    "losning": ["Vi vil teste en koffert med minner på to avdelinger i et halvt år."],
}, ["utenforskap-unge", "arbeidsinkludering", "rus"], "penger")
behov = lag(Veiviserutkast, "behovet", {
    "tittel": ["Eldre som spiser alene"],
    "problem": ["Hjemmeboende eldre er ensomme og spiser lite."],
    "losning": [""],
}, ["ensomhet-eldre", "utenforskap-unge", "rus"], "pengene")
print(json.dumps({
    "ide": reverse("veien_videre", args=[ide.nokkel]),
    "delt": reverse("prov_delt", args=[ide.delenokkel]),
    "behov": reverse("veiviser_svar", args=[behov.nokkel]),
}))
"""
MAAL = """() => {
  const main = document.querySelector("main"), bunn = e => e ? e.getBoundingClientRect().bottom + scrollY : null;
  const linjer = [...document.querySelectorAll(".forst > div")];
  // Det en skjermleser stopper ved: hver tekst og hver kontroll, i rekkefølge, fram til den første rollen.
  const rolle = document.querySelector(".forst-gjor .forst-svar");
  const stopp = [...main.querySelectorAll("h1, h2, h3, p, li, dt, summary, a, button, input, textarea")]
    .filter(e => e.checkVisibility({contentVisibilityAuto: true}));
  return {
    hoyde: document.documentElement.scrollHeight, bredde: document.documentElement.scrollWidth,
    forste: bunn(linjer[0]?.querySelector("summary, a") ?? linjer[0]), linjer: linjer.length,
    fem: bunn(linjer.at(-1)), stopp: stopp.indexOf(rolle) + 1,
    ord: document.body.innerText.split(/\\s+/).filter(Boolean).length,
    innFor: main.innerText.split(/\\s+/).slice(0, 60).join(" "),
  };
}"""
STOPP_TIL_ROLLEN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, summary, a, button, input, textarea)")]
  .filter(e => e.checkVisibility() && !e.closest("nav")).indexOf(document.querySelector(".rolleliste li")) + 1"""
# Linjene slik de står på siden, foldet eller ikke; meldingen man kan kopiere, er teksten til den som skriver.
TEKSTER = """() => [...document.querySelectorAll("main :is(p, li, td, dd, dt, h1, h2, h3, h4, summary)")]
  .filter(e => ![...e.children].some(b => /^(P|LI|UL|OL|DIV|DETAILS|TABLE|DL)$/.test(b.tagName)))
  .map(e => e.textContent.replace(/\\s+/g, " ").trim())"""


@pytest.fixture(scope="module")
def svarene(kjor):
    return kjor(LAG)


def _setninger(tekster):
    """Setningene på minst fire ord, med hvor mange ganger de står."""
    alle = (s for tekst in tekster for s in re.split(r"(?<=[.?:])\s+(?=[«A-ZÆØÅ])", tekst))
    return Counter(s for s in alle if s.endswith((".", "?")) and len(s.split()) >= 4)


@pytest.mark.parametrize(
    "side", [{"bredde": 390, "js": False}, {"bredde": 1280}], indirect=True, ids=["390", "1280"]
)
def test_svaret_holder_grensene_for_den_som_har_darlig_tid(side, svarene):
    smal = side.viewport_size["width"] == 390
    for navn, rolle in (
        ("ide", "virksomhetslederen"),
        ("delt", "Virksomhetslederen"),
        ("behov", "frivillighetskoordinatoren"),
    ):
        svar = side.goto(svarene[navn])
        assert len(svar.body()) <= 45_000, navn
        m = side.evaluate(MAAL)
        assert m["linjer"] == 5, navn
        assert m["bredde"] <= side.viewport_size["width"], navn
        assert m["hoyde"] <= (4500 if smal else 2600), (navn, m["hoyde"])
        assert m["forste"] <= 700, (navn, m["forste"])
        assert m["fem"] <= (1600 if smal else 900), (navn, m["fem"])
        assert m["ord"] <= 550, (navn, m["ord"])
        assert m["stopp"] <= 10, (navn, m["stopp"])
        assert rolle in m["innFor"], navn
        gjentatt = {s: n for s, n in _setninger(side.evaluate(TEKSTER)).items() if n > 2}
        assert gjentatt == {}, navn


@pytest.mark.grundig
@pytest.mark.parametrize("side", [{"bredde": 1280, "js": False}], indirect=True, ids=["1280"])
def test_det_foldede_apnes_av_lenken_og_av_utskriften(side, svarene):
    """Uten JavaScript: lenken til en del åpner den, alt kommer med på papiret, og svaret er på fire ark."""
    side.goto(svarene["ide"])
    expect(side.locator("#vei")).to_be_hidden()
    side.goto(svarene["ide"] + "#vei")
    expect(side.locator("#vei")).to_be_visible()
    side.emulate_media(media="print")
    for navn in ("ide", "delt", "behov"):
        side.goto(svarene[navn])
        expect(side.locator("#modeller table")).to_be_visible()
        expect(side.locator("#tilskudd")).to_be_visible()
        assert len(re.findall(rb"/Type\s*/Page\b", side.pdf(format="A4"))) <= 4, navn


@pytest.mark.parametrize("side", [{"bredde": 1280, "js": False}], indirect=True, ids=["1280"])
def test_virksomhetens_side_er_kort_ogsa_pa_papiret(side):
    """Oslo, en bydel, Bergen, en liten kommune og et Nav-kontor."""
    for slug in ("oslo-kommune", "bydel-sagene", "bergen-kommune", "utsira-kommune", "nav-malvik"):
        side.goto(f"/offentlige/{slug}/")
        assert side.evaluate("document.documentElement.scrollHeight") <= 3000, slug
        assert side.evaluate(STOPP_TIL_ROLLEN) <= 11, slug
        assert len(re.findall(rb"/Type\s*/Page\b", side.pdf(format="A4"))) <= 3, slug
    side.get_by_label("Hva gjelder det?").select_option("Arbeidsinkludering")
    side.get_by_role("button", name="Vis veien").click()
    expect(side.locator(".stasjon-beslutter").first).to_be_visible()


@pytest.mark.parametrize("side", [{"bredde": 390, "js": False}], indirect=True, ids=["390"])
def test_hva_om_sier_forskjellen_i_ord_og_lagrer_ingenting(side, svarene):
    side.goto(svarene["ide"] + "#hva-om")
    side.get_by_label("Kroner i året").fill("2 000 000")
    side.get_by_role("button", name="Se hva som endrer seg").click()
    expect(side.get_by_role("status")).to_contain_text(
        "Summen blir 2\u00a0000\u00a0000\u00a0kroner til sammen."
    )
    expect(side.get_by_role("status")).to_contain_text("Da må et kjøp som regel kunngjøres.")
    side.goto(svarene["ide"])
    expect(side.locator("#hva-om [name=arlig_belop]")).to_have_value("90000")
