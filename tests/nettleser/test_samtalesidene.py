"""Samtalene uten mus og uten JavaScript, og skuffen til redaksjonen, på telefon og på skjerm."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER, logg_inn_fane
from tests.nettleser.test_fokus import DEKKET
from tests.nettleser.test_prov import _klikk

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.grundig,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json, uuid
from entreprenorer.models import Entreprenor
from django.utils import timezone
from kommuner.models import OffentligPart
from samarbeid.models import Innlegg, Innpost
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from samarbeid.samtaler.handlinger.vedlegg import legg_ved
from tests import filer
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.vedlegg.kontroll import Vedleggsfil
eva, ola = lag_bruker("eva{nr}@eksempel.no", navn="Eva Eier"), lag_bruker("ola{nr}@trondheim.kommune.no", navn="Ola Offentlig")
org = lag_entreprenor("Minnekasse {nr}", eva, publisert_tid=timezone.now())
part = OffentligPart.objects.get(slug="trondheim-kommune")
legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="prøve")
samtale = start_samtale(org, lag_mottaker(part), emne="Kofferter {nr}", rolle="", til="post{nr}@trondheim.kommune.no",
    tekst="Kan vi få 20 minutter?", sendenokkel=uuid.uuid4(), av=eva)
legg_ved([Vedleggsfil("Plan.pdf", "pdf", filer.pdf())], innlegg=samtale.innlegg.get())
post = Innpost.objects.create(avtrykk=uuid.uuid4().hex, slag="svar", tilstand="venter", grunn="usikker",
    fra="kari{nr}@trondheim.kommune.no", navn="Kari Nordmann", emne="SV: Kofferter", tekst="Ja, ring på torsdag {nr}.",
    sitat="> Kan vi få 20 minutter?", utelatt=["a.exe (den er verken PDF eller DOCX)"])
print(json.dumps({{"okt": logg_inn(ola).cookies["okt"].value, "referanse": samtale.referanse, "post": post.pk,
    "redaktor": logg_inn(lag_redaktor("rita{nr}@eksempel.no")).cookies["okt"].value}}))
"""
FLEST_TRYKK = 90
HVOR = """() => {
    const e = document.activeElement;
    const navn = (e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent).trim().replace(/\\s+/g, " ");
    return [e.tagName, navn, getComputedStyle(e).outlineStyle !== "none" || getComputedStyle(e).boxShadow !== "none"];
}"""


def _tab_til(side, navn):
    """Trykker Tab til det som heter ``navn``, har fokus. Fokuset er synlig, og ingenting dekker det."""
    for _trykk in range(FLEST_TRYKK):
        side.keyboard.press("Tab")
        _tagg, heter, synlig = side.evaluate(HVOR)
        if heter.startswith(navn):
            assert synlig, navn
            assert side.evaluate(DEKKET)[1] is False, navn
            return
    pytest.fail(f"kom ikke til «{navn}» med Tab")


def _enter(side):
    with side.expect_navigation(wait_until="load"):
        side.keyboard.press("Enter")


def _skriv(side, ledetekst, tekst):
    _tab_til(side, ledetekst)
    side.keyboard.type(tekst)


@pytest.mark.parametrize(
    "side", [{"bredde": 390, "js": False}, {"bredde": 1280}], indirect=True, ids=["390-uten-js", "1280"]
)
def test_les_svar_og_send_videre_bare_med_tastaturet(side, kjor):
    nr = next(TELLER)
    laget = kjor(LAG.format(nr=nr))
    logg_inn_fane(side.context, laget["okt"])
    side.emulate_media(reduced_motion="reduce")
    side.goto("/samtaler/")
    _tab_til(side, f"Minnekasse {nr}: Kofferter {nr}")
    _enter(side)
    _tab_til(side, "Plan.pdf")
    _tab_til(side, "Merk som lest")
    _enter(side)
    assert side.get_by_role("button", name="Merk som lest").count() == 0
    _tab_til(side, "Svar")
    _enter(side)
    _skriv(side, "Meldingen", "Ja, vi vil høre mer.")
    _tab_til(side, "Send svaret")
    _enter(side)
    assert "Svaret er sendt." in side.get_by_role("status").inner_text()
    assert "Ja, vi vil høre mer." in side.get_by_role("main").inner_text()
    _tab_til(side, "Feil mottaker? Send videre")
    _enter(side)
    _skriv(side, "Adressen til den som skal ha meldingen", f"leder{nr}@trondheim.kommune.no")
    _enter(side)  # fra feltet, uten å gå til knappen
    assert f"leder{nr}@trondheim.kommune.no" in side.get_by_role("main").inner_text()


@pytest.mark.parametrize("side", [{"bredde": 390}, {"bredde": 1280}], indirect=True, ids=["390", "1280"])
def test_skuffen_til_redaksjonen(side, kjor, uu):
    """Listen viser bare det som trengs; innholdet først når hun har skrevet hvorfor. Så legges e-posten i samtalen."""
    nr = next(TELLER)
    laget = kjor(LAG.format(nr=nr))
    logg_inn_fane(side.context, laget["redaktor"])
    side.emulate_media(reduced_motion="reduce")
    side.goto("/redaksjon/innpost/")
    assert "ring på torsdag" not in side.content()
    brudd = [*uu()]
    side.goto(f"/redaksjon/innpost/{laget['post']}/")
    assert f"ring på torsdag {nr}" not in side.content()
    brudd += uu()
    _tab_til(side, "Hvorfor må du lese den?")
    _enter(side)  # uten grunn
    assert "Skriv hvorfor du må lese den." in side.get_by_role("alert").inner_text()
    assert f"ring på torsdag {nr}" not in side.content()
    brudd += uu()
    _skriv(side, "Hvorfor må du lese den?", "Finner ikke samtalen.")
    _tab_til(side, "Vis innholdet")
    _enter(side)
    assert f"Ja, ring på torsdag {nr}." in side.get_by_role("main").inner_text()
    assert side.evaluate("document.documentElement.scrollWidth <= innerWidth")
    brudd += uu()
    assert brudd == []
    _skriv(side, "Referansen til samtalen", laget["referanse"])
    _enter(side)
    assert "E-posten er lagt i samtalen." in side.get_by_role("status").inner_text()
    logg_inn_fane(side.context, laget["okt"])
    side.goto(f"/samtaler/{laget['referanse']}/")
    assert f"Ja, ring på torsdag {nr}." in side.get_by_role("main").inner_text()


@pytest.mark.parametrize("side", [{"bredde": 390, "js": False}], indirect=True, ids=["390-uten-js"])
def test_skuffen_legger_bort_uten_javascript(side, kjor):
    laget = kjor(LAG.format(nr=next(TELLER)))
    logg_inn_fane(side.context, laget["redaktor"])
    side.goto(f"/redaksjon/innpost/{laget['post']}/")
    _klikk(side, side.get_by_role("button", name="Legg bort"))
    assert "E-posten er lagt bort" in side.get_by_role("status").inner_text()
    assert side.goto(f"/redaksjon/innpost/{laget['post']}/").status == 404


@pytest.mark.parametrize("side", [{"bredde": 390}, {"bredde": 1280}], indirect=True, ids=["390", "1280"])
def test_redaktoren_apner_en_samtale_og_den_andre_ser_det(side, kjor, uu):
    laget = kjor(LAG.format(nr=next(TELLER)))
    logg_inn_fane(side.context, laget["redaktor"])
    side.emulate_media(reduced_motion="reduce")
    brudd = []

    def _se_over():
        assert side.evaluate("document.documentElement.scrollWidth <= innerWidth")
        brudd.extend(uu())

    side.goto("/redaksjon/samtaler/")
    _skriv(side, "Referansen til samtalen", laget["referanse"])
    _skriv(side, "Hvorfor må du lese den?", "For kort.")
    _enter(side)
    assert "med minst 20 tegn" in side.get_by_role("alert").inner_text()
    _se_over()
    side.get_by_label("Hvorfor må du lese den?").fill("Virksomheten har meldt fra om samtalen.")
    _tab_til(side, "Gå videre")
    _enter(side)
    assert "Kan vi få 20 minutter?" not in side.content()
    _se_over()
    _tab_til(side, "Åpne samtalen")
    _enter(side)
    assert "Kan vi få 20 minutter?" in side.get_by_role("main").inner_text()
    assert "Plan.pdf" not in side.content()
    _se_over()
    logg_inn_fane(side.context, laget["okt"])
    side.goto(f"/samtaler/{laget['referanse']}/")
    assert "Virksomheten har meldt fra om samtalen." in side.get_by_role("main").inner_text()
    _se_over()
    assert brudd == []
