"""Portalen i en ekte nettleser: uu i lyst og mørkt, veiviseren, maler, målform, deling og utskrift."""

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from tests.nettleser.conftest import utvalg
from tests.nettleser.test_prov import _fyll_forste, _klikk, _neste

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("nettleser"),
]

# Én side per mal og tilstand.
SIDER = (
    "/", "/nn/", "/vi-har-et-behov/", "/behov/", "/sok/", "/sok/?q=demens", "/sok/?q=qqqzzz", "/kontakt/", "/modeller/",
    "/modeller/pilotavtale/", "/modeller/sammenlign/?m=pilotavtale&m=driftsavtale", "/modeller/sammenlign/",
    "/modeller/veiviser/", "/maler/", "/maler/pilotavtale/", "/eksempler/", "/eksempler/?modell=abonnement&niva=stat",
    "/eksempler/trygg-av-natur-i-lier/", "/tilskudd/", "/tilskudd/?tema=demens&soker=kommune", "/offentlige/?q=trondheim",
    "/offentlige/?q=Atlantis", "/offentlige/kart/", "/offentlige/oslo-kommune/", "/offentlige/oygarden-kommune/",
    "/forsta/", "/forsta/ordbok/", "/forsta/kjop-eller-tilskudd/", "/andre-steder/", "/om/", "/om/kilder/", "/prov/",
    "/stilark/", "/finnes-ikke/",
)  # fmt: skip
# Hver bredde og hvert fargeskjema én gang; de to andre parene i --grundig.
BREDDER = pytest.mark.parametrize(
    "side",
    [
        pytest.param({"bredde": 390, "skjema": "light", "del": (0, 2)}, id="390-lys"),
        pytest.param({"bredde": 1280, "skjema": "dark", "del": (1, 2)}, id="1280-mork"),
        pytest.param(
            {"bredde": 390, "skjema": "dark", "del": (0, 2)}, id="390-mork", marks=pytest.mark.grundig
        ),
        pytest.param(
            {"bredde": 1280, "skjema": "light", "del": (1, 2)}, id="1280-lys", marks=pytest.mark.grundig
        ),
    ],
    indirect=True,
)


@BREDDER
def test_hver_side_er_uten_brudd_pa_uu_og_ruller_ikke_sidelengs(side, uu, request):
    brudd = []
    for adresse in utvalg(SIDER, request):
        side.goto(adresse)
        brudd += [(adresse, *b) for b in uu()]
        if not side.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            brudd.append((adresse, "sidelengs rulling"))
    assert brudd == []


@pytest.mark.grundig
@pytest.mark.parametrize("side", [{"bredde": 320}], indirect=True, ids=["320"])
def test_320_piksler_gir_ingen_sidelengs_rulling(side):
    for adresse in SIDER:
        side.goto(adresse)
        assert side.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), adresse


def _veiviser(side):
    side.goto("/vi-har-et-behov/")
    _klikk(side, side.get_by_role("link", name="Åpne modellveiviseren"))
    side.get_by_label("Hva vil dere kalle behovet?").fill("Eldre som spiser alene")
    side.get_by_label("Hva er problemet, og hvem gjelder det?").fill(
        "Hjemmeboende eldre er ensomme og spiser lite."
    )
    _neste_steg(side)
    _neste_steg(side)
    _neste_steg(side)
    side.get_by_label("Hvor skal det skje?").fill("Trondheim")
    _neste_steg(side)
    side.get_by_role("group", name="Er oppgaven lovpålagt?").get_by_label("Nei").check()
    _neste_steg(side)
    side.get_by_role("group", name="Har dere en avtale om dette fra før?").get_by_label("Nei").check()
    _neste_steg(side)
    side.get_by_label("Noe, men ikke nok").check()
    side.get_by_label("Omtrent hva kan det koste i året, i kroner?").fill("90 000")
    side.get_by_label("Ett år").check()
    _neste_steg(side)
    side.get_by_label("Flere enheter hos oss").check()
    _neste_steg(side)
    expect(side.get_by_role("heading", level=1)).to_have_text("Eldre som spiser alene")


def _neste_steg(side):
    _klikk(side, side.get_by_role("button", name=re.compile("^(Neste|Se hva som passer)$")))


@pytest.mark.parametrize(
    "side",
    [{"bredde": 390, "js": False}, pytest.param({"bredde": 1280}, marks=pytest.mark.grundig)],
    indirect=True,
    ids=["390-uten-js", "1280"],
)
def test_veiviseren_fra_behov_til_saksframlegg(side, request):
    _veiviser(side)
    expect(side.locator(".forst-gjor")).to_contain_text("Gjør dette først")
    side.get_by_text("Skriv notatet").click()
    expect(side.get_by_label("Et notat til lederen din")).to_have_value(re.compile("Eldre som spiser alene"))
    with side.expect_download() as ned:
        side.get_by_role("link", name="Saksframlegg, DOCX").click()
    lest = docx.Document(io.BytesIO(ned.value.path().read_bytes()))
    assert ned.value.suggested_filename == "saksframlegg-eldre-som-spiser-alene.docx"
    assert lest.paragraphs[0].text == "Saksframlegg: Eldre som spiser alene"


@pytest.mark.grundig
@pytest.mark.parametrize(
    "side", [{"bredde": 390}, {"bredde": 1280, "skjema": "dark"}], indirect=True, ids=["390", "1280-mork"]
)
def test_svarene_er_uten_brudd_pa_uu(side, uu):
    _veiviser(side)
    brudd = [("veiviser", *b) for b in uu()]
    _fyll_forste(side)
    _neste(side)
    _klikk(side, side.get_by_role("button", name="Se svaret nå"))
    brudd += [("veien videre", *b) for b in uu()]
    assert brudd == []


@pytest.mark.grundig
def test_dele_og_trekke_tilbake_et_behov(side):
    _veiviser(side)
    _klikk(side, side.get_by_role("button", name="Lag en lenke å dele"))
    lenke = side.locator("a[href*='/veiviser/delt/']").get_attribute("href")
    annen = side.context.browser.new_context().new_page()
    annen.goto(lenke)
    expect(annen.get_by_role("heading", level=1)).to_have_text("Eldre som spiser alene")
    expect(annen.get_by_role("button", name="Lag en lenke å dele")).to_have_count(0)
    assert annen.context.cookies() == []
    _klikk(side, side.get_by_role("button", name="Trekk tilbake lenken"))
    assert annen.goto(lenke).status == 404
    annen.context.close()


@pytest.mark.grundig
def test_maler_lastes_ned_fra_siden(side):
    side.goto("/maler/")
    _klikk(side, side.get_by_role("link", name="Pilotavtale", exact=True))
    for knapp, navn in (("Last ned DOCX", "pilotavtale.docx"), ("Last ned PDF", "pilotavtale.pdf")):
        with side.expect_download() as ned:
            side.get_by_role("link", name=knapp).click()
        assert ned.value.suggested_filename == navn


@pytest.mark.grundig
def test_malformen_byttes_pa_samme_side_og_folger_med_videre(side):
    side.goto("/modeller/pilotavtale/")
    _klikk(side, side.get_by_role("link", name="Nynorsk").first)
    assert side.url.endswith("/nn/modeller/pilotavtale/")
    assert side.evaluate("document.documentElement.lang") == "nn"
    expect(side.get_by_text("Kven bestemmer vanlegvis")).to_be_visible()
    _klikk(side, side.get_by_role("link", name="Prøv ideen", exact=True).first)
    assert "/nn/prov/" in side.url
    expect(side.get_by_label("Kva vil du kalle ideen?")).to_be_visible()
    _klikk(side, side.get_by_role("link", name="Bokmål").first)
    assert side.url.endswith("/prov/") and "/nn/" not in side.url
    assert side.context.cookies() == [] or {k["name"] for k in side.context.cookies()} == {"skjemavern"}


@pytest.mark.grundig
def test_nynorsk_tilbys_nar_kommunen_bruker_nynorsk(side):
    _fyll_forste(side)
    _neste(side)
    side.goto(side.url.replace("/steg/2/", "/steg/4/"))
    side.get_by_label("Hvor skal det skje?").fill("Øygarden")
    _klikk(side, side.get_by_role("button", name="Se svaret nå"))
    _klikk(side, side.get_by_role("link", name="Les sida på nynorsk"))
    expect(side.locator(".forst-gjor")).to_contain_text("Gjer dette først")
    with side.expect_download() as ned:
        side.get_by_role("link", name="Heile svaret (PDF)").click()
    assert ned.value.path().read_bytes().startswith(b"%PDF")


@pytest.mark.grundig
def test_utskriften_har_svaret_men_ikke_menyer_og_knapper(side):
    _fyll_forste(side)
    _neste(side)
    _klikk(side, side.get_by_role("button", name="Se svaret nå"))
    side.emulate_media(media="print")
    for borte in ("header.topp", "footer.bunn", "#ta-med", "#del"):
        expect(side.locator(borte)).to_be_hidden()
    expect(side.get_by_role("heading", name="Hele veien")).to_be_visible()
    expect(side.locator(".veikort").first).to_be_visible()
    assert side.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("side", [{"bredde": 390, "js": False}], indirect=True, ids=["390-uten-js"])
def test_menyen_virker_pa_smal_skjerm_uten_javascript_og_med_tastatur(side):
    side.goto("/")
    lenke = side.locator(".menyknapp").get_by_role("link", name="Modeller", exact=True)
    expect(lenke).to_be_hidden()
    side.locator(".menyknapp summary").focus()
    side.keyboard.press("Enter")
    expect(lenke).to_be_visible()
    _klikk(side, lenke)
    expect(side.get_by_role("heading", level=1)).to_have_text("Måter å samarbeide på")


@pytest.mark.grundig
def test_kontaktskjemaet_gir_kopi_og_feil_leder_til_feltet(side, uu):
    side.goto("/kontakt/")
    _klikk(side, side.get_by_role("button", name="Send meldingen"))
    assert side.title().startswith("Feil:")
    assert uu() == []
    side.get_by_role("alert").get_by_role("link").first.click()
    assert side.evaluate("document.activeElement.name") == "emne"
    side.get_by_label("Noe på siden er feil eller gammelt").check()
    side.get_by_label("Meldingen").fill("Lenken er død.")
    _klikk(side, side.get_by_role("button", name="Send meldingen"))
    expect(side.get_by_role("heading", level=1)).to_have_text("Takk, meldingen er sendt")
    expect(side.get_by_text("Lenken er død.")).to_be_visible()
    assert uu() == []


def test_kartet_er_et_bilde_og_kommunene_star_fylke_for_fylke(side):
    side.goto("/offentlige/kart/")
    expect(side.locator(".kommuneliste a")).to_have_count(357)
    rogaland = side.get_by_text(re.compile(r"Rogaland \(\d+ kommuner\)"))
    rogaland.focus()
    side.keyboard.press("Enter")
    side.get_by_role("link", name="Utsira", exact=True).click()
    expect(side.get_by_role("heading", level=1)).to_have_text("Utsira kommune")
