"""Fra «Noe er feil her» på en side, til svaret fra pulten er i postkassen, i en ekte nettleser."""

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
from tests.verden import lag_redaktor, logg_inn
print(json.dumps({{"okt": logg_inn(lag_redaktor("rita{nr}@eksempel.no")).cookies["okt"].value}}))
"""


def test_noe_er_feil_her_til_svaret_er_framme(side, kjor, postkasse, uu):
    nr = next(TELLER)
    til = f"kari{nr}@eksempel.no"
    side.set_viewport_size({"width": 390, "height": 900})
    side.goto("/modeller/pilotavtale/")
    _klikk(side, side.get_by_role("link", name="Noe er feil her"))
    assert side.get_by_label("Hvilken side gjelder det?").input_value() == "/modeller/pilotavtale/"
    side.get_by_label("Meldingen", exact=True).fill(f"Beløpet er gammelt ({nr}).")
    side.get_by_label("E-post", exact=True).fill(til)
    _klikk(side, side.get_by_role("button", name="Send meldingen"))
    side.get_by_role("heading", name="Takk, meldingen er sendt").wait_for()

    logg_inn_fane(side.context, kjor(LAG.format(nr=nr))["okt"])
    side.goto("/redaksjon/")
    assert side.evaluate("document.documentElement.scrollWidth") <= 390
    assert uu() == []
    _klikk(side, side.locator("#ko-feil li", has_text=f"({nr})").get_by_role("link"))
    _klikk(side, side.get_by_role("button", name="Ta den"))
    side.get_by_text("Du har den.").wait_for()
    assert uu() == []
    side.get_by_label("Svaret", exact=True).fill("Takk. Nå er det rettet.")
    _klikk(side, side.get_by_role("button", name="Send svaret"))
    side.get_by_text(f"Svaret er sendt til {til}.").wait_for()
    assert postkasse.tekst(til, "Nå er det rettet")
