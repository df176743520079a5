"""Profilen fra utkast til publisert, og en prøvd idé som tas med, i en ekte nettleser."""

from __future__ import annotations

import re
import time

import pytest

from tests.nettleser.conftest import GRUNDIG, TELLER, logg_inn_fane, utvalg
from tests.nettleser.test_prov import _klikk

pytestmark = [pytest.mark.utenfra, pytest.mark.nettleser, pytest.mark.xdist_group("nettleser")]

LAG = """
import json
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
nr = {nr}
eva, kari = lag_bruker(f"eva{{nr}}@eksempel.no", navn="Eva Eier"), lag_bruker(f"kari{{nr}}@eksempel.no", navn="Kari Kollega")
org = lag_entreprenor(f"Koffert {{nr}}", eva)
legg_til_medlem(org, bruker=kari, rolle=Medlemsrolle.MEDLEM, av=eva, grunn="test")
for b in (eva, kari):
    velg_hatt(b, kode=f"entreprenor:{{org.slug}}")
rita = lag_redaktor(f"rita{{nr}}@eksempel.no")
okter = {{navn: logg_inn(b).cookies["okt"].value for navn, b in (("eva", eva), ("kari", kari), ("rita", rita))}}
print(json.dumps({{"slug": org.slug, **okter}}))
"""


@pytest.fixture
def folk(kjor):
    """En entreprenør med to medlemmer, og en redaktør: slugen, og en økt til hver."""
    return kjor(LAG.format(nr=next(TELLER)))


def _neste(side, navn="Neste"):
    _klikk(side, side.get_by_role("button", name=navn, exact=True))


def _skriv_profilen(side, js):
    side.get_by_label("Hvem er dere, i én setning?").fill("Minnekofferter til sykehjem")
    if js:
        side.get_by_text(re.compile(r"Lagret kl\.")).wait_for()
    side.get_by_label("Hva gjør dere?").fill("Vi pakker kofferter med ting som vekker minner.")
    _neste(side)
    side.get_by_label("Hvem er det for?").fill("Personer med demens på sykehjem.")
    side.get_by_label("Demens", exact=True).check()
    _neste(side)
    side.get_by_label("Hvor arbeider dere?").fill("Trondheim")
    _neste(side)
    side.get_by_label("Prøvd hos én eller to").check()
    _neste(side)
    for spor in ("Hvilket behov", "Hva er nytt", "Hvordan er de det", "Hvor kommer pengene", "Hvilke fag"):
        side.get_by_label(re.compile(spor)).fill("Svar på dette.")
    _neste(side)
    side.get_by_label("E-post").fill("post@koffert.example")
    _neste(side, "Lagre og se over")
    side.get_by_text("Se over og send inn").wait_for()


@pytest.mark.parametrize(
    "side",
    [
        {"bredde": 390},
        pytest.param({"bredde": 1280}, marks=pytest.mark.grundig),
        pytest.param({"js": False}, marks=pytest.mark.grundig),
    ],
    ids=["390", "1280", "uten-js"],
    indirect=True,
)
def test_fra_utkast_til_publisert_sendt_tilbake_og_inn_igjen(side, fane, folk, uu, request):
    js = "uten-js" not in request.node.name
    sjekk = (lambda: _ingen_brudd(uu)) if js and GRUNDIG else (lambda: None)
    profil = f"/entreprenorer/{folk['slug']}/"
    logg_inn_fane(side.context, folk["eva"])
    side.goto("/min-side/")
    sjekk()
    _klikk(side, side.get_by_role("link", name=re.compile("Skriv profilen til Koffert")))
    sjekk()
    _klikk(side, side.get_by_role("link", name="Om dere"))
    sjekk()
    _skriv_profilen(side, js)
    sjekk()
    _klikk(side, side.get_by_role("link", name="Forhåndsvis"))
    side.get_by_text("Forhåndsvisning.").wait_for()
    sjekk()
    _klikk(side, side.get_by_role("link", name="Tilbake til utkastet"))
    _neste(side, "Send til gjennomgang")
    side.get_by_text("Sendt til gjennomgang. Du får svar på e-post.").wait_for()
    sjekk()

    rita = fane(folk["rita"])
    rita.goto("/admin/")
    rita.get_by_role("link", name=re.compile("Profiler under arbeid")).first.click()
    rita.get_by_role("row", name=re.compile("Koffert")).last.get_by_role(
        "link", name="Se på den og svar"
    ).click()
    rita.get_by_label("Hvem er dere, i én setning?").fill("Si hvem dere er, ikke bare hva dere lager.")
    rita.get_by_role("button", name="Send tilbake med kommentarene").click()
    rita.get_by_text("er sendt tilbake med kommentarene").wait_for()

    side.goto("/min-side/")
    _klikk(side, side.get_by_role("link", name=re.compile("Redaksjonen ber om endringer")))
    _klikk(side, side.get_by_role("link", name="Hvem er dere, i én setning?"))
    side.get_by_text("Si hvem dere er").wait_for()
    sjekk()
    side.get_by_label("Hvem er dere, i én setning?").fill("To søstre som lager minnekofferter")
    _neste(side, "Lagre og gå til oversikten")
    _neste(side, "Send til gjennomgang")
    side.get_by_text("Sendt til gjennomgang. Du får svar på e-post.").wait_for()

    rita.goto(f"/admin/entreprenorer/profilversjon/vurder/{folk['slug']}/")
    rita.get_by_text("To søstre som lager minnekofferter").wait_for()
    rita.get_by_role("button", name="Publiser").click()
    rita.get_by_text("er publisert.").wait_for()

    leser = fane()
    leser.goto(profil)
    leser.get_by_text("To søstre som lager minnekofferter").wait_for()
    side.goto(profil)
    sjekk()
    side.goto(f"{profil}profil/historikk/")
    side.get_by_text("Sendt tilbake med kommentarer").wait_for()
    sjekk()


def _ingen_brudd(uu):
    assert uu() == []


@pytest.mark.grundig
def test_to_som_skriver_samtidig_og_den_siste_far_vite_det(side, fane, folk, uu):
    sti = f"/entreprenorer/{folk['slug']}/profil/steg/1/"
    logg_inn_fane(side.context, folk["eva"])
    side.goto(sti)
    kari = fane(folk["kari"])
    kari.goto(sti)
    kari.get_by_label("Hvem er dere, i én setning?").fill("Karis setning")
    kari.get_by_text(re.compile(r"Lagret kl\.")).wait_for()
    side.get_by_label("Hvem er dere, i én setning?").fill("Evas setning")
    side.get_by_text("Kari Kollega har skrevet i det samme feltet").wait_for()
    _neste(side)
    side.get_by_text("har lagret etter at du åpnet siden").wait_for()
    assert side.get_by_text("Karis setning").is_visible()
    assert side.get_by_label("Hvem er dere, i én setning?").input_value() == "Evas setning"
    _ingen_brudd(uu)
    _neste(side)
    side.get_by_role("heading", name="Hvem det er for").wait_for()
    kari.goto(sti)
    assert kari.get_by_label("Hvem er dere, i én setning?").input_value() == "Evas setning"


@pytest.mark.parametrize(
    "side",
    [{"bredde": 390}, pytest.param({"js": False}, marks=pytest.mark.grundig)],
    ids=["390", "uten-js"],
    indirect=True,
)
def test_en_provd_ide_tas_med_gjennom_innloggingen(side, kjor, folk, postkasse):
    side.goto("/prov/")
    side.get_by_label("Hva vil du kalle ideen?").fill("Koffert på hjul")
    side.get_by_label("Hvilket problem vil dere løse?").fill(
        "Personer med demens på sykehjem har lange dager."
    )
    _neste(side)
    side.goto(re.sub(r"steg/\d+/", "", side.url))
    side.get_by_role("link", name="Ta med ideen").click()
    epost = kjor(
        "import json\nfrom entreprenorer.models import Entreprenor\n"
        f"print(json.dumps(Entreprenor.objects.get(slug='{folk['slug']}')"
        ".medlemskap.order_by('pk').first().bruker.epost))"
    )
    fra = len(postkasse.mottatt)
    side.get_by_label("E-postadresse").fill(epost)
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_label("Kode").fill(postkasse.kode(epost, fra=fra))
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_role("heading", name="Ta med ideen").wait_for()
    side.get_by_role("button", name="Ta med ideen").click()
    side.get_by_text("Ideen er tatt med.").wait_for()
    assert side.get_by_role("heading", level=1).inner_text() == "Koffert på hjul"
    side.get_by_role("link", name="Ideen", exact=True).click()
    assert side.get_by_label("Hvilket problem vil dere løse?").input_value().startswith("Personer med demens")


@pytest.mark.grundig
def test_tekst_og_bilde_som_angriper_blir_tekst_og_bilde(side, fane, folk, tmp_path):
    ond = "<img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}"
    sti = f"/entreprenorer/{folk['slug']}/profil/"
    logg_inn_fane(side.context, folk["eva"])
    dialoger = []
    side.on("dialog", lambda d: (dialoger.append(d.message), d.dismiss()))
    side.goto(f"{sti}steg/1/")
    side.get_by_label("Hva gjør dere?").fill(ond)
    side.get_by_label("Nettsted").fill("javascript:alert(3)")
    _neste(side)
    side.get_by_text("Skriv adressen til nettstedet").first.wait_for()
    side.goto(f"{sti}vis/")
    side.get_by_text("<img src=x onerror=alert(1)>").wait_for()
    assert side.locator("a[href^='javascript']").count() == 0
    svg = tmp_path / "logo.png"
    svg.write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(4)'/>")
    side.goto(f"{sti}logo/")
    side.get_by_label("Velg et bilde").set_input_files(svg)
    _neste(side, "Last opp")
    side.get_by_text("Vi kan ikke lese filen som et bilde").first.wait_for()
    from tests.innhold import bilde

    (tmp_path / "ekte.jpg").write_bytes(bilde(format_="JPEG"))
    side.get_by_label("Velg et bilde").set_input_files(tmp_path / "ekte.jpg")
    _neste(side, "Last opp")
    vist = side.get_by_role("img", name="Logoen i utkastet")
    assert vist.evaluate("async img => { await img.decode(); return img.naturalWidth }") == 200
    assert dialoger == []


def test_bare_tastatur_fra_oversikten_til_neste_steg(side, folk):
    logg_inn_fane(side.context, folk["eva"])
    side.goto(f"/entreprenorer/{folk['slug']}/profil/steg/1/")
    side.locator("#innhold").focus()
    for _trykk in range(30):
        side.keyboard.press("Tab")
        if side.evaluate("document.activeElement.name") == "kort":
            break
    side.keyboard.type("Skrevet uten mus")
    side.keyboard.press("Tab")
    side.keyboard.type("Også dette.")
    for _trykk in range(10):
        side.keyboard.press("Tab")
        if side.evaluate("document.activeElement.value") == "neste":
            break
    side.keyboard.press("Enter")
    side.get_by_role("heading", name="Hvem det er for").wait_for()


MED_INNHOLD = """
import json
from entreprenorer.handlinger.referanser import be_om_referanse
from entreprenorer.models import Entreprenor, Referanse
from entreprenorer.models.referanse import LENKEN_VARER
from django.utils import timezone
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, logg_inn
from veier.brukere.models import Bruker
from veier.lenker import avtrykk
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
slug = {slug!r}
org = Entreprenor.objects.get(slug=slug)
nr = slug.rpartition("-")[2]
eva, rita = org.medlemskap.order_by("pk").first().bruker, Bruker.objects.get(epost=f"rita{{nr}}@eksempel.no")
org = innhold.publisert_profil(org, av=eva, redaktor=rita)
ide = innhold.publisert_ide(org, av=eva, redaktor=rita, tittel=["Koffert på prøve"])
innhold.skriv("ide", ide, {{"losning": ["Noe nytt."]}}, av=eva)
innhold.publisert_virkning(org, av=eva, redaktor=rita)
part = OffentligPart.objects.get(slug="bergen-kommune")
ref = be_om_referanse(org, part=part, enhet="", hva="Kofferter.", fra_ar=2021, til_ar=None, av=eva)
nokkel = slug.rpartition("-")[2].rjust(43, "r")
Referanse.objects.filter(pk=ref.pk).update(avtrykk=avtrykk(nokkel), utloper_tid=timezone.now() + LENKEN_VARER)
ola = lag_bruker(f"ola-{{slug}}@eksempel.no", navn="Ola Offentlig")
legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
velg_hatt(ola, kode="offentlig:bergen-kommune")
print(json.dumps({{"ola": logg_inn(ola).cookies["okt"].value, "nokkel": nokkel, "ref": str(ref.ref)}}))
"""
EIERS = (
    "", "profil/", "profil/steg/2/", "profil/steg/3/", "profil/steg/5/", "profil/steg/6/", "profil/vis/", "profil/logo/",
    "profil/historikk/", "ideer/", "ny-ide/", "ideer/koffert-pa-prove/", "ideer/koffert-pa-prove/arbeid/",
    "ideer/koffert-pa-prove/arbeid/steg/3/", "ideer/koffert-pa-prove/arbeid/synlighet/",
    "ideer/koffert-pa-prove/arbeid/treff/", "ideer/koffert-pa-prove/arbeid/forkast/", "virkninger/", "ny-virkning/",
    "virkninger/flere-beboere-snakker-sammen/", "virkninger/flere-beboere-snakker-sammen/steg/1/",
    "virkninger/flere-beboere-snakker-sammen/steg/2/", "virkninger/flere-beboere-snakker-sammen/vis/", "referanser/",
)  # fmt: skip


@pytest.mark.parametrize(
    "side",
    [
        {"bredde": 320, "del": (0, 2)},
        pytest.param({"bredde": 1280, "skjema": "dark", "del": (1, 2)}, marks=pytest.mark.grundig),
    ],
    ids=["320", "1280-mork"],
    indirect=True,
)
def test_hver_side_uten_brudd_pa_uu_og_uten_rulling_sidelengs(side, fane, folk, kjor, uu, request):
    """Også at treffene er der noen sekunder etter at ideen er publisert: jobben er kjørt av en ekte arbeider."""
    mer = kjor(MED_INNHOLD.format(slug=folk["slug"]))
    logg_inn_fane(side.context, folk["eva"])
    feil = {}

    def besok(sti):
        side.goto(sti)
        bredere = side.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if (brudd := uu()) or bredere > 0:
            feil[sti] = (brudd, bredere)

    hos = f"/entreprenorer/{folk['slug']}/"
    for del_ in utvalg(EIERS, request):
        besok(f"{hos}{del_}")
    for _forsok in range(20):
        side.goto("/min-side/")
        if side.get_by_text("Nytt for ideene dine").count():
            break
        time.sleep(0.5)
    side.get_by_text("Nytt for ideene dine").wait_for()
    for sti in ("/min-side/", "/entreprenorer/", "/om/gjennomgang/", f"/referanse/{mer['nokkel']}/"):
        besok(sti)
    logg_inn_fane(side.context, mer["ola"])
    for del_ in ("ideer/", "referanser/", f"referanser/{mer['ref']}/"):
        besok(f"/offentlige/bergen-kommune/{del_}")
    assert feil == {}
