"""Fra virksomhetens side til svaret: entreprenøren med konto, mottakeren uten, og uten JavaScript."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER
from tests.nettleser.test_prov import _klikk

pytestmark = [pytest.mark.utenfra, pytest.mark.nettleser, pytest.mark.xdist_group("nettleser")]

LAG = """
import json
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
eva, rita = lag_bruker("eva{nr}@eksempel.no", navn="Eva Eier"), lag_redaktor("rita{nr}@eksempel.no")
innhold.publisert_profil(lag_entreprenor("Minnekasse {nr}", eva), av=eva, redaktor=rita)
print(json.dumps({{"okt": logg_inn(eva).cookies["okt"].value}}))
"""


def test_fra_ta_kontakt_til_svaret_er_lest(kjor, fane, postkasse):
    nr = next(TELLER)
    eva = fane(kjor(LAG.format(nr=nr))["okt"])
    til = f"post{nr}@bergen.kommune.no"
    eva.goto("/offentlige/bergen-kommune/")
    _klikk(eva, eva.get_by_role("link", name="Ta kontakt"))
    eva.get_by_label("E-postadressen du sender til").fill(til)
    eva.get_by_label("Emne").fill("Kofferter på sykehjem")
    eva.get_by_label("Hva vil dere gjøre?").fill("Vi vil prøve en koffert.")
    _klikk(eva, eva.get_by_role("button", name="Se meldingen før du sender"))
    assert "Vi vil prøve en koffert." in eva.get_by_role("main").inner_text()
    _klikk(eva, eva.get_by_role("button", name="Send meldingen"))
    assert f"Meldingen er sendt til {til}" in eva.get_by_role("status").inner_text()

    post = fane(java_script_enabled=False, viewport={"width": 390, "height": 800})
    post.goto(postkasse.lenke(til))
    _klikk(post, post.get_by_role("link", name="Svar", exact=True))
    post.get_by_label("Navn og stilling").fill("Kari, rådgiver")
    post.get_by_label("Meldingen").fill("Ja, ring på torsdag.")
    fra = len(postkasse.mottatt)
    _klikk(post, post.get_by_role("button", name="Svar"))
    assert post.get_by_label("Meldingen").input_value() == "Ja, ring på torsdag."
    post.get_by_label("Koden fra e-posten").fill(postkasse.kode(til, fra=fra))
    _klikk(post, post.get_by_role("button", name="Svar"))
    assert "Ja, ring på torsdag." in post.get_by_role("main").inner_text()

    eva.goto("/min-side/")
    assert eva.get_by_text("1 ny", exact=True).is_visible()
    _klikk(eva, eva.get_by_role("link", name="Samtaler"))
    _klikk(eva, eva.get_by_role("link", name="Kofferter på sykehjem"))
    assert "Ja, ring på torsdag." in eva.get_by_role("main").inner_text()
    _klikk(eva, eva.get_by_role("button", name="Merk som lest"))
    eva.goto("/min-side/")
    assert eva.get_by_text("1 ny", exact=True).count() == 0
