"""Tilbakeknappen etter utlogging, med nettleserens ekte lager av forlatte sider (bfcache) slått på."""

from __future__ import annotations

import pytest

from tests.nettleser.conftest import _finn_nettleser, logg_inn_fane

pytestmark = [pytest.mark.utenfra, pytest.mark.nettleser, pytest.mark.xdist_group("nettleser")]
LOGG_INN = """
import json
from tests.verden import lag_bruker, logg_inn
print(json.dumps(logg_inn(lag_bruker("tilbake@eksempel.no", navn="Tora Tilbake")).cookies["okt"].value))
"""


@pytest.fixture
def med_lager(nettleser, tjener):
    """Playwright slår lageret av; her er det på, som hos folk flest."""
    b = nettleser.browser_type.launch(
        executable_path=_finn_nettleser(),
        args=["--no-sandbox", "--disable-gpu"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield b.new_context(base_url=tjener, locale="nb-NO")
    b.close()


def _tilbake(side):
    side.evaluate("setTimeout(() => history.back(), 0)")
    side.wait_for_timeout(1500)
    return side.locator("body").inner_text()


def _merk(side):
    side.evaluate("window.addEventListener('pageshow', e => { window.fraLageret = e.persisted })")


@pytest.mark.grundig
def test_anonyme_sider_kommer_fra_lageret(med_lager):
    """Kontrollen: uten den kunne den neste testen ikke feile."""
    side = med_lager.new_page()
    side.goto("/om/")
    _merk(side)
    side.goto("/ordbok/")
    _tilbake(side)
    assert side.url.endswith("/om/")
    assert side.evaluate("window.fraLageret") is True


@pytest.mark.grundig
def test_tilbake_to_ganger_etter_utlogging_viser_ikke_min_side(med_lager, kjor):
    logg_inn_fane(med_lager, kjor(LOGG_INN))
    side = med_lager.new_page()
    side.goto("/min-side/")
    _merk(side)
    side.goto("/konto/")
    assert "Tora Tilbake" in side.content()
    side.goto("/konto/data/")
    side.locator(".hattvelger summary").click()
    side.get_by_role("button", name="Logg ut").click()
    side.get_by_text("Du er logget ut").wait_for()
    for _gang in range(4):
        tekst = _tilbake(side)
        assert "Tora Tilbake" not in side.content()
        assert "tilbake@eksempel.no" not in tekst + side.content()
