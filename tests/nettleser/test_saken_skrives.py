"""Fra en kildetekst til en sak en kollega har fått: det redaktøren må fylle ut og trykke på, i en ekte nettleser."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER, logg_inn_fane

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.grundig,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json
from tests.verden import lag_redaktor, logg_inn
kollega = lag_redaktor("kollega-s{nr}@eksempel.no")
print(json.dumps({{"okt": logg_inn(lag_redaktor("skriver-s{nr}@eksempel.no")).cookies["okt"].value, "kollega": kollega.pk}}))
"""
# En evaluering på seks sider, i den rekkefølgen redaktøren finner det.
SKREVET = {
    "entreprenor": "Turvenn AS",
    "offentlig": "Sogndal kommune, helse og mestring",
    "arstall": "2021–2024",
    "behov": "Eldre som bodde alene på bygda, kom seg ikke ut. Hjemmetjenesten hadde ikke tid til å gå tur med dem.",
    "behov_nn": "Eldre som budde åleine på bygda, kom seg ikkje ut. Heimetenesta hadde ikkje tid til å gå tur med dei.",
    "forste_kontakt": "To pensjonister hadde ideen. De tok kontakt med lederen for hjemmetjenesten etter et møte i eldrerådet.",
    "forankring": "Eldrerådet uttalte seg. De ansatte i hjemmetjenesten var med på å velge hvem som skulle få tilbudet.",
    "beslutter": "Kommunalsjefen for helse bestemte at det skulle prøves. Kommunestyret la det inn i budsjettet for 2023.",
    "modell_omtale": "Pilotavtale for ett år, så en avtale om kjøp i to år etter en anskaffelse med tre tilbydere.",
    "belop": "180 000 kroner i 2021, betalt av kommunen. 420 000 kroner i året fra 2023.",
    "det_offentliges_bidrag": "Kommunen lånte bort lokalet og en bil to dager i uken.",
    "suksessmal": "At de som var med, gikk ut minst én gang i uken etter et halvt år.",
    "effekt": "23 av 25 gikk tur hver uke etter et halvt år.",
    "effekt_hevdet_av": "Turvenn AS",
    "effekt_antall": "23 av 25",
    "effekt_sammenlignet": "ikke sammenlignet",
    "effekt_malt_av": "Turvenn AS",
    "effekt_betalt_av": "Turvenn AS",
    "effekt_periode": "høsten 2022",
    "effekt_kilde": "Årsmeldingen for 2022, side 4",
    "hindringer": "Turnusen passet ikke det første halve året, og to av rutene ble lagt om.",
    "gjort_annerledes": "De ville tatt med fysioterapeuten fra starten.",
    "status_i_dag": "I vanlig drift, sett i 2024",
    "kilder": "https://www.sogndal.kommune.no/turvenn-evaluering",
    "sist_kontrollert": "20.11.2026",
}
VALGT = {"omrader": "Sogndal", "temaer": "Ensomhet blant eldre", "modeller": "Pilotavtale"}


class Hender:
    """Teller det hun fyller ut, trykker på og skriver."""

    def __init__(self, side):
        self.side, self.felt, self.trykk, self.tegn = side, 0, 0, 0

    def skriv(self, navn, tekst):
        self.side.locator(f"#id_{navn}").fill(tekst)
        self.felt, self.tegn = self.felt + 1, self.tegn + len(tekst)

    def velg(self, navn, verdi):
        """I de to listene: let, merk, flytt over."""
        self.side.locator(f"#id_{navn}_input").fill(verdi)
        self.side.locator(f"#id_{navn}_from option", has_text=verdi).first.dblclick()
        self.felt, self.trykk, self.tegn = self.felt + 1, self.trykk + 2, self.tegn + len(verdi)

    def klikk(self, sted):
        sted.first.click()
        self.side.wait_for_load_state()
        self.trykk += 1


def test_fra_kilden_til_kollegaen(side, kjor):
    nr = next(TELLER)
    lagd = kjor(LAG.format(nr=nr))
    logg_inn_fane(side.context, lagd["okt"])
    hun = Hender(side)
    side.goto("/redaksjon/")
    hun.klikk(side.get_by_role("link", name="Skriv et eksempel"))
    hun.skriv("navn", f"Turvenner i Sogndal {nr}")
    side.locator("#id_navn").blur()
    assert side.locator("#id_slug").input_value() == f"turvenner-i-sogndal-{nr}", "adressen følger navnet"
    hun.klikk(side.get_by_label("Kommune", exact=True))
    for navn, verdi in VALGT.items():
        hun.velg(navn, verdi)
    for navn, tekst in SKREVET.items():
        hun.skriv(navn, tekst)
    side.locator("#id_gjenkjennelig").select_option("nei")
    hun.felt, hun.trykk = hun.felt + 1, hun.trykk + 2
    hun.klikk(side.get_by_role("button", name="Lagre og fortsett å redigere"))
    assert side.locator(".errorlist").all_inner_texts() == []
    assert side.locator(".messagelist .warning", has_text="Før publisering").all_inner_texts() == []
    hun.klikk(side.get_by_role("link", name="Send til en kollega"))
    side.locator("#id_til").select_option(str(lagd["kollega"]))
    hun.felt, hun.trykk = hun.felt + 1, hun.trykk + 2
    hun.klikk(side.get_by_role("button", name="Send til en kollega"))
    side.get_by_text("har fått beskjed").first.wait_for()
    print(f"\nfelt {hun.felt}, trykk {hun.trykk}, tegn {hun.tegn}")
    assert (hun.felt, hun.trykk) <= (32, 18)
