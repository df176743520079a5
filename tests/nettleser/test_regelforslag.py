"""En endring i ordene fra skjemaet til leserne: én redaktør ser virkningen og foreslår, en annen godkjenner."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import TELLER, logg_inn_fane
from tests.nettleser.test_prov import _klikk

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.nettleser,
    pytest.mark.grundig,
    pytest.mark.xdist_group("nettleser"),
]

LAG = """
import json
from django.urls import reverse
from tests.verden import lag_redaktor, logg_inn
from veier.taksonomi.models import Tema
kari, vera = lag_redaktor("kari-r{nr}@eksempel.no"), lag_redaktor("vera-r{nr}@eksempel.no")
tema = Tema.objects.get(slug="demens")
okt = lambda hvem: logg_inn(hvem).cookies["okt"].value
print(json.dumps({{
    "kari": okt(kari), "vera": okt(vera), "skjema": reverse("admin:taksonomi_tema_change", args=[tema.pk]), "navn": tema.navn,
}}))
"""


def test_en_endret_regel_vises_godkjennes_og_gjelder(side, fane, kjor, uu):
    nr = next(TELLER)
    lagd = kjor(LAG.format(nr=nr))
    nytt = f"{lagd['navn']} og glemsel {nr}"
    karis = fane(lagd["kari"], viewport={"width": 390, "height": 900})
    karis.goto(lagd["skjema"])
    karis.locator("#id_navn").fill(nytt)
    karis.get_by_role("button", name="Lagre", exact=True).click()
    karis.get_by_role("heading", name="Se hva endringen gjør").wait_for()
    assert "kjente ideer får et annet svar" in karis.inner_text("main, #content")
    karis.get_by_label("Hvorfor?").fill("Glemsel er ordet folk bruker.")
    karis.get_by_role("button", name="Send forslaget").click()
    karis.get_by_text("En annen i redaksjonen må godkjenne det.").first.wait_for()
    assert karis.get_by_role("button", name="Godkjenn").count() == 0

    logg_inn_fane(side.context, lagd["vera"])
    for bredde in (390, 1280):
        side.set_viewport_size({"width": bredde, "height": 900})
        for sti in ("/redaksjon/forslag/", "/redaksjon/ord/?q=demens", "/redaksjon/"):
            side.goto(sti)
            assert side.evaluate("document.documentElement.scrollWidth") <= bredde, sti
            assert uu() == [], (sti, bredde)
    _klikk(side, side.locator("#ko-regelforslag").get_by_role("link", name="Se på det og svar").first)
    for bredde in (1280, 390):
        side.set_viewport_size({"width": bredde, "height": 900})
        assert side.evaluate("document.documentElement.scrollWidth") <= bredde
        assert uu() == [], bredde
    _klikk(side, side.get_by_role("button", name="Avslå"))  # uten grunn
    side.get_by_role("link", name="Skriv hvorfor.").wait_for()
    assert uu() == []
    _klikk(side, side.get_by_role("button", name="Godkjenn"))
    side.get_by_text("Forslaget er godkjent, og gjelder nå.").wait_for()
    side.goto("/temaer/demens/")
    side.get_by_role("heading", level=1, name=nytt).wait_for()
