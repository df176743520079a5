"""En idé skrevet i nettleseren, og svaret en kommune ville nikket til."""

import re

import pytest
from playwright.sync_api import expect

from tests.nettleser.conftest import GRUNDIG

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("nettleser"),
]

BEGGE = pytest.mark.parametrize(
    "side",
    [{"bredde": 390}, pytest.param({"bredde": 1280}, marks=pytest.mark.grundig)],
    indirect=True,
    ids=["390", "1280"],
)


def _klikk(side, knapp):
    """Klikker og venter til neste side er lastet, så ingen sjekk treffer midt i et sidebytte."""
    with side.expect_navigation(wait_until="load"):
        knapp.click()


def _neste(side):
    _klikk(side, side.get_by_role("button", name=re.compile("^(Neste|Se veien videre)$")))


def _fyll_forste(side):
    side.goto("/prov/")
    side.get_by_label("Hva vil du kalle ideen?").fill("Minnekoffert")
    side.get_by_label("Hvilket problem vil dere løse?").fill(
        "Personer med demens på sykehjem har lite å gjøre."
    )
    side.get_by_label("Hva vil dere gjøre?").fill(
        "Vi vil teste en koffert med minner på to avdelinger i et halvt år."
    )


def _hele_veien(side, sjekk=lambda: None):
    side.goto("/")
    sjekk()
    _klikk(side, side.get_by_role("link", name=re.compile("Jeg har en idé")))
    _fyll_forste(side)
    sjekk()
    _neste(side)
    side.get_by_label("Demens", exact=True).check()
    sjekk()
    _neste(side)
    sjekk()
    _neste(side)
    side.get_by_label("Hvor skal det skje?").fill("Trondheim")
    _klikk(side, side.get_by_role("button", name="Legg til stedet"))
    expect(side.get_by_label("Trondheim", exact=True)).to_be_checked()
    side.get_by_label("Malvik").check()
    sjekk()
    _neste(side)
    side.get_by_label("Første utgave").check()
    sjekk()
    _neste(side)
    _neste(side)
    side.get_by_label("Hva koster det i året, i kroner?").fill("150 000")
    side.get_by_label("Et halvt år").check()
    sjekk()
    _neste(side)
    _neste(side)
    side.get_by_label("Aksjeselskap", exact=True).check()
    _neste(side)
    expect(side.get_by_role("heading", level=1)).to_have_text("Minnekoffert")
    sjekk()


def _sjekk_svaret(side):
    """Det første man ser, er den ene tingen å gjøre; resten er foldet til den åpnes."""
    expect(side.locator(".forst-gjor")).to_contain_text("Ring Trondheim kommune og spør etter")
    expect(side.locator(".forst-be_om")).to_contain_text("Pilotavtale på 150\u00a0000\u00a0kroner")
    expect(side.get_by_role("link", name="Malvik kommune")).to_be_hidden()
    side.get_by_text("Hele veien").click()
    expect(side.get_by_role("link", name="Trondheim kommune")).to_be_visible()
    expect(side.get_by_role("link", name="Malvik kommune")).to_be_visible()
    stasjoner = side.locator(".veikort").first.locator(".stasjon h4")
    expect(stasjoner).to_have_text(["Første samtale", "Kan åpne døren", "Bestemmer vanligvis"])
    expect(side.locator(".veikort").first).to_contain_text("Lederen for sykehjemmet")
    side.get_by_text("Måter å samarbeide på").click()
    forste = side.locator("#modeller tbody tr").first
    expect(forste).to_contain_text("Pilotavtale")
    expect(forste).to_contain_text("Passer godt")
    expect(side.get_by_role("heading", name="Hvorfor ikke disse?")).to_be_visible()
    assert side.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@BEGGE
def test_hele_veien_med_javascript_uten_brudd_pa_uu(side, uu):
    brudd = []

    def sjekk():
        brudd.extend((side.url.rsplit("/", 3)[-2], *b) for b in uu())

    # Uten --grundig ses det bare etter på svaret: stegene er blant sidene som går på rundgang.
    _hele_veien(side, sjekk if GRUNDIG else lambda: None)
    _sjekk_svaret(side)
    sjekk()
    assert brudd == []


@pytest.mark.parametrize(
    "side",
    [pytest.param({"bredde": 390, "js": False}, marks=pytest.mark.grundig), {"bredde": 1280, "js": False}],
    indirect=True,
    ids=["390", "1280"],
)
def test_hele_veien_uten_javascript(side):
    _hele_veien(side)
    _sjekk_svaret(side)


def _tab_til(side, sjekk, hoyst=90):
    for _ in range(hoyst):
        side.keyboard.press("Tab")
        if side.evaluate(sjekk):
            return
    raise AssertionError(f"kom ikke fram med tabulator: {sjekk}")


@BEGGE
def test_hele_veien_med_bare_tastatur(side):
    side.goto("/prov/")
    side.keyboard.press("Tab")
    assert side.evaluate("document.activeElement.textContent.trim()") == "Hopp til innholdet"
    side.keyboard.press("Enter")
    for felt, tekst in (
        ("id_tittel", "Tastatur"),
        ("id_problem", "Eldre på sykehjem er ensomme."),
        ("id_losning", "Vi kommer på besøk."),
    ):
        _tab_til(side, f"document.activeElement.id === '{felt}'")
        side.keyboard.type(tekst)
    _tab_til(side, "document.activeElement.value === 'neste'")
    assert side.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle !== 'none' || getComputedStyle(document.activeElement).boxShadow !== 'none'"
    )
    side.keyboard.press("Enter")
    side.wait_for_url("**/steg/2/**")
    _tab_til(side, "document.activeElement.value === 'svar'")
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", level=1)).to_have_text("Tastatur")


@pytest.mark.grundig
def test_lukket_nettleser_mister_ingenting(side):
    """Det som er skrevet, lagres mens man skriver; en ny fane fortsetter der man slapp."""
    _fyll_forste(side)
    expect(side.locator("#lagret")).to_contain_text("Lagret kl.")
    side.goto("about:blank")
    side.goto("/prov/")
    side.get_by_role("link", name="Minnekoffert").first.click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Minnekoffert")
    side.get_by_role("link", name="Endre svarene").click()
    side.get_by_label("Hva vil dere gjøre?").fill("Noe helt nytt uten å trykke neste.")
    expect(side.locator("#lagret")).to_contain_text("Lagret kl.")
    side.reload()
    expect(side.get_by_label("Hva vil dere gjøre?")).to_have_value("Noe helt nytt uten å trykke neste.")


def test_temaer_foreslas_mens_man_skriver(side):
    side.goto("/prov/")
    side.get_by_label("Hvilket problem vil dere løse?").press_sequentially("Elever med skolefravær")
    expect(side.locator(".forslag")).to_contain_text("Skolefravær og skolevegring")


@pytest.mark.grundig
def test_samlet_verdi_vises_mens_man_skriver(side):
    _fyll_forste(side)
    _neste(side)
    side.goto(side.url.replace("/steg/2/", "/steg/7/"))
    side.get_by_label("Hva koster det i året, i kroner?").press_sequentially("200000")
    side.get_by_label("To år").check()
    expect(side.locator("#terskler")).to_contain_text("Samlet verdi: 400\u00a0000\u00a0kroner")


@pytest.mark.grundig
def test_fodselsnummer_avvises_mens_man_skriver_og_ved_sending(side, uu):
    side.goto("/prov/")
    side.get_by_label("Hva vil du kalle ideen?").fill("Idé")
    side.get_by_label("Hvilket problem vil dere løse?").fill("Kari 15059012345 trenger hjelp")
    expect(side.locator("#lagret")).to_contain_text("Ikke lagret")
    _neste(side)
    expect(side.get_by_role("alert")).to_contain_text("fødselsnummer")
    assert side.title().startswith("Feil:")
    expect(side.get_by_label("Hvilket problem vil dere løse?")).to_have_value(
        "Kari 15059012345 trenger hjelp"
    )
    side.get_by_role("alert").get_by_role("link").first.click()
    assert side.evaluate("document.activeElement.id") == "id_problem"
    assert uu() == []


@pytest.mark.grundig
def test_dele_trekke_tilbake_og_slette(side):
    _fyll_forste(side)
    _neste(side)
    side.get_by_role("button", name="Se svaret nå").click()
    side.get_by_role("button", name="Lag en lenke å dele").click()
    lenke = side.locator("a[href*='/prov/delt/']").get_attribute("href")
    annen = side.context.browser.new_context().new_page()
    annen.goto(lenke)
    expect(annen.get_by_role("heading", level=1)).to_have_text("Minnekoffert")
    assert annen.context.cookies() == []
    side.get_by_role("button", name="Trekk tilbake lenken").click()
    assert annen.goto(lenke).status == 404
    annen.context.close()
    side.get_by_role("link", name="Slett ideen").click()
    side.get_by_role("button", name="Slett for godt").click()
    expect(side.get_by_role("status").first).to_contain_text("Ideen er slettet")


def test_bare_okt_og_skjemavern_er_kapsler(side):
    side.goto("/")
    assert side.context.cookies() == []
    _fyll_forste(side)
    _neste(side)
    assert {k["name"] for k in side.context.cookies()} == {"okt", "skjemavern"}


@pytest.mark.parametrize(
    "side", [{"bredde": 390}, {"bredde": 390, "js": False}], indirect=True, ids=["js", "uten"]
)
def test_feilene_far_fokus(side):
    """Den som ikke ser siden, hører feilene først. Også uten JavaScript."""
    side.goto("/prov/")
    side.get_by_role("button", name="Neste").click()
    expect(side.locator(".ds-error-summary")).to_be_focused()
