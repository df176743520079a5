"""Hele veien fra ideen til avtalen og eksempelet, og veien som stopper: to folk, to nettlesere, og en ekte e-posttjener.

Virksomhetens side er uten JavaScript og på telefon, entreprenørens med.
"""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pytest

from tests.nettleser.conftest import TELLER
from tests.nettleser.test_prov import _klikk

pytestmark = [
    pytest.mark.grundig,
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json
from kommuner.models import OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
eva, ola = lag_bruker("eva{nr}@eksempel.no", navn="Eva Eier"), lag_bruker("ola{nr}@trondheim.kommune.no", navn="Ola Offentlig")
rita = lag_redaktor("rita{nr}@eksempel.no")
org = lag_entreprenor("Minnekasse {nr}", eva)
innhold.publisert_profil(org, av=eva, redaktor=rita)
ide = innhold.publisert_ide(org, av=eva, redaktor=rita)
part = OffentligPart.objects.get(slug="trondheim-kommune")
legg_til_medlem(part, bruker=ola, rolle="administrator", av=ola, grunn="prøve")
print(json.dumps({{"eva": logg_inn(eva).cookies["okt"].value, "ola": logg_inn(ola).cookies["okt"].value, "ide": ide.slug}}))
"""
LENKEN = r"http://\S+/samtale/\S+"  # brevet har også lenken til ideen
UTEN_JS = {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}}


def _dag(fra_i_dag):
    return (date.today() + timedelta(days=fra_i_dag)).strftime("%d.%m.%Y")  # noqa: DTZ011


def _fyll(side, **felt):
    """Fyller ut feltene etter navn, og sender skjemaet."""
    for navn, verdi in felt.items():
        rute = side.locator(f'[name="{navn}"]').first
        if rute.get_attribute("type") == "checkbox":
            rute.check()
        elif rute.get_attribute("type") == "radio":
            side.locator(f'[name="{navn}"][value="{verdi}"]').check()
        elif rute.evaluate("e => e.tagName") == "SELECT":
            rute.select_option(verdi)
        else:
            rute.fill(verdi)
    _klikk(side, side.locator("main form button[type=submit]").first)
    assert side.locator(".ds-error-summary").count() == 0, side.get_by_role("main").inner_text()


def _gaa(side, rad, navn):
    side.goto(rad)
    _klikk(side, side.get_by_role("main").get_by_role("link", name=navn, exact=True).first)


def _begynn(kjor, fane, postkasse):
    """Fra ideen til begge har sagt ja. Gir (Eva, Ola, adressen til samarbeidet)."""
    nr = next(TELLER)
    laget = kjor(LAG.format(nr=nr))
    eva, ola = fane(laget["eva"]), fane(laget["ola"], **UTEN_JS)
    til, kollega = f"post{nr}@trondheim.kommune.no", f"leder{nr}@trondheim.kommune.no"
    eva.goto(f"/samtaler/ny/trondheim-kommune/?ide={laget['ide']}")
    _fyll_meldingen(eva, til)
    # Postmottaket har ingen konto, og sender det til en som kan svare.
    post = fane(**UTEN_JS)
    post.goto(postkasse.tekst(til, LENKEN))
    _klikk(post, post.get_by_role("link", name="Feil mottaker? Send videre"))
    post.locator('[name="navn"]').fill("Kari, postmottaket")
    post.locator('[name="epost"]').fill(kollega)
    _klikk(post, post.locator("main form button[type=submit]").first)
    leder = fane(**UTEN_JS)
    leder.goto(postkasse.tekst(kollega, LENKEN))
    _klikk(leder, leder.get_by_role("link", name="Svar", exact=True))
    leder.locator('[name="navn"]').fill("Lise, leder")
    leder.locator('[name="tekst"]').fill("Ja, dette vil vi prøve.")
    fra = len(postkasse.mottatt)
    _klikk(leder, leder.locator("main form button[type=submit]").first)
    leder.locator('[name="kode"]').fill(postkasse.kode(kollega, fra=fra))
    _klikk(leder, leder.locator("main form button[type=submit]").first)
    assert "Ja, dette vil vi prøve." in leder.get_by_role("main").inner_text()
    # Eva foreslår, og Ola, som er med i kommunen, sier ja.
    eva.goto("/samtaler/")
    _klikk(eva, eva.get_by_role("link", name="Kofferter på sykehjem"))
    _klikk(eva, eva.get_by_role("link", name="Foreslå et samarbeid"))
    _fyll(eva, tittel="Kofferter", begrunnelse="Vi begynner på to avdelinger.")
    rad = eva.url
    ola.goto("/min-side/")
    _klikk(ola, ola.get_by_role("link", name=f"Minnekasse {nr} venter på om dere vil samarbeide"))
    _gaa(ola, rad, "Ja, vi vil samarbeide")
    _fyll(ola)
    assert "sier ja til å samarbeide" in postkasse.tekst(
        f"eva{nr}@eksempel.no", r".*sier ja til å samarbeide.*"
    )
    return eva, ola, rad


def _fyll_meldingen(eva, til):
    eva.get_by_label("E-postadressen du sender til").fill(til)
    eva.get_by_label("Emne").fill("Kofferter på sykehjem")
    eva.get_by_label("Hva vil dere gjøre?").fill("Vi vil prøve en koffert.")
    _klikk(eva, eva.get_by_role("button", name="Se meldingen før du sender"))
    _klikk(eva, eva.get_by_role("button", name="Send meldingen"))


def _planlegg(eva, ola, rad):
    """De skriver planen sammen: Eva det første, Ola resten. Så sier Eva ja, og Ola starter."""
    _gaa(eva, rad, "Skriv planen for piloten")
    _fyll(
        eva,
        hypotese="Beboerne sover bedre.",
        innsats_entreprenor="Kurs.",
        innsats_offentlig="To pleiere.",
        med_mennesker="nei",
    )
    tallene = {"navn_1": "Rolige netter", "enhet_1": "netter", "for_verdi_1": "3,5", "mal_1": "5", "maler_1": "Avdelingsleder"}  # fmt: skip
    _fyll(eva, **tallene, navn_2="Besøk", for_verdi_2="12", navn_3="Timer", for_verdi_3="0")
    ola.goto(rad + "plan/rammer/")
    _fyll(ola, pris="80 000", start_dato=_dag(-70), slutt_dato=_dag(60), personvern="ingen")
    _fyll(
        ola, videre="Det lyses ut en konkurranse.", stopp="Lederen tar seg av beboerne.", beslutningsdato=_dag(25),
        beslutter="sektor", beslutter_rolle="kommunalsjef for helse", beslutter_vet="on",
    )  # fmt: skip
    eva.goto("/min-side/")
    _klikk(eva, eva.get_by_role("link", name="Trondheim kommune venter på ja til planen for piloten"))
    _gaa(eva, rad, "Si ja til planen")
    _fyll(eva)
    _gaa(ola, rad, "Start piloten")
    _fyll(ola, beslutter="enhet", rolle="leder for sykehjemmet", besluttet_dato=_dag(0))
    assert "Piloten er startet." in ola.get_by_role("main").inner_text()


def test_fra_ideen_til_avtalen_og_eksempelet(kjor, fane, postkasse):
    eva, ola, rad = _begynn(kjor, fane, postkasse)
    _planlegg(eva, ola, rad)
    # Tallene på et minutt, fra det Min side minner om.
    ola.goto("/min-side/")
    assert "Piloten skal være avgjort" in ola.get_by_role("main").inner_text()
    for verdi in ("4", "4,75"):
        ola.goto("/min-side/")
        _klikk(ola, ola.get_by_role("link", name="Skriv tallene").first)
        _fyll(ola, verdi_1=verdi, verdi_2="14", verdi_3="10")
    for side, lardom in ((eva, "Morgenen passet best."), (ola, "Vakten må vite om det.")):
        _gaa(side, rad, "Skriv hva dere har lært")
        _fyll(side, lardom=lardom)
    _gaa(ola, rad, "Skriv inn avgjørelsen")
    bestemt = {"beslutter": "sektor", "rolle": "kommunalsjef for helse", "besluttet_dato": _dag(0)}
    _fyll(ola, avgjorelse="videre", begrunnelse="Det virket.", **bestemt)
    # Rapporten er den samme for begge, og utkastet til avtalen er fylt ut.
    for side in (eva, ola):
        side.goto(rad)
        _klikk(side, side.get_by_role("link", name="Sluttrapport for pilot 1"))
        rapport = side.get_by_role("main").inner_text()
        assert "Det går videre til en avtale." in rapport
        assert "Morgenen passet best." in rapport and "Vakten må vite om det." in rapport
        assert side.locator("svg.kurve").count() == 3
    _gaa(ola, rad, "Utkast til avtaler, fylt ut av det dere har skrevet")
    fil = docx.Document(io.BytesIO(ola.request.get(rad + "avtaleutkast/driftsavtale.docx").body()))
    ordene = "\n".join(a.text for a in fil.paragraphs)
    assert "Rolige netter (netter): 3,5 før, målet er 5" in ordene and "kommunalsjef for helse" in ordene
    # Et tall til profilen, og fortellingen til redaksjonen når begge har sagt ja.
    eva.goto(rad)
    _klikk(eva, eva.get_by_role("link", name="lag et utkast").first)
    _fyll(eva)
    assert "Rolige netter: fra 3,5 før prøven til 4,75" in eva.get_by_role("main").inner_text()
    _gaa(eva, rad, "Kan dette bli et eksempel?")
    _fyll(eva, svar="ja")
    ola.goto("/min-side/")
    _klikk(ola, ola.get_by_role("link", name="spør om samarbeidet kan bli et eksempel"))
    _fyll(ola, svar="ja")
    assert "Redaksjonen har utkastet." in ola.get_by_role("main").inner_text()


def test_veien_som_stopper(kjor, fane, postkasse):
    eva, ola, rad = _begynn(kjor, fane, postkasse)
    _gaa(ola, rad, "Avslutt samarbeidet")
    ola.locator('[name="slag"][value="okonomi"]').check()
    _fyll(ola, ord_="Budsjettet var vedtatt.", vises="on")
    assert "Budsjettet var vedtatt." in ola.get_by_role("main").inner_text()
    eva.goto(rad)
    assert "Budsjettet var vedtatt." in eva.get_by_role("main").inner_text()
    _gaa(eva, rad, "Skriv hva som stoppet det")
    eva.locator('[name="slag"][value="forankring"]').check()
    _fyll(eva, ord_="Ingen eide det.")
    assert "Bare dere ser dette." in eva.get_by_role("main").inner_text()
    ola.goto(rad)
    assert "Ingen eide det." not in ola.get_by_role("main").inner_text()
    assert ola.request.get(rad + "avtaleutkast/").status == 404
