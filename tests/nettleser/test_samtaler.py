"""Fra virksomhetens side til svaret: entreprenøren med konto, mottakeren uten, og uten JavaScript."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROT
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


@pytest.mark.grundig
def test_svaret_pa_e_post_star_i_samtalen(kjor, fane, postkasse, portalen):
    """Brevet går over SMTP, og svaret gis til kommandoen slik e-posttjeneren gjør det."""
    nr = next(TELLER)
    eva = fane(kjor(LAG.format(nr=nr))["okt"])
    til = f"post{nr}@bergen.kommune.no"
    eva.goto("/samtaler/ny/bergen-kommune/")
    eva.get_by_label("E-postadressen du sender til").fill(til)
    eva.get_by_label("Emne").fill("Kofferter på sykehjem")
    eva.get_by_label("Hva vil dere gjøre?").fill("Vi vil prøve en koffert.")
    _klikk(eva, eva.get_by_role("button", name="Se meldingen før du sender"))
    _klikk(eva, eva.get_by_role("button", name="Send meldingen"))
    adresse = postkasse.tekst(til, r"svar-[a-z2-7]{26}@svar\.veier\.example")
    lenke = postkasse.lenke(til)
    svar = (
        f"From: Kari Nordmann <kari@bergen.kommune.no>\nTo: {adresse}\nSubject: SV: Melding\n"
        f"Message-ID: <svar{nr}@bergen.example>\nContent-Type: text/plain; charset=utf-8\n\n"
        f"Ja, ring på torsdag.\n\nons. 25. nov. 2026 kl. 14:02 skrev Portalen <p@veier.example>:\n\n> {lenke}\n"
    )
    kommando = [
        sys.executable,
        "manage.py",
        "ta_imot_epost",
        f"--til={adresse}",
        "--fra=kari@bergen.kommune.no",
    ]
    for _gang in range(2):
        kjort = subprocess.run(
            kommando, input=svar.encode(), cwd=ROT, env=portalen, capture_output=True, timeout=120
        )
        assert kjort.returncode == 0, kjort.stderr
    eva.goto("/samtaler/")
    _klikk(eva, eva.get_by_role("link", name="Kofferter på sykehjem"))
    siden = eva.get_by_role("main")
    assert siden.get_by_text("Ja, ring på torsdag.", exact=True).count() == 1
    assert siden.get_by_text("på e-post").count() == 1
    assert not siden.get_by_text("[lenken]").is_visible()
    siden.get_by_text("Det som sto under").click()
    siden.get_by_text("[lenken]").wait_for()
    assert lenke.rstrip("/").rpartition("/")[2] not in eva.content()
