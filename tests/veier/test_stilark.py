"""Stilarket sidene deler: alt som er i bruk, og bare det."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from veier.sidefiler.stilark import NAVN, brukte_klasser, uten_ubrukte


def test_hver_klasse_fra_designsystemet_har_regelen_sin():
    samlet = Path(finders.find(NAVN)).read_text()
    designsystemet = Path(finders.find("tema/designsystem.css")).read_text()
    finnes = set(re.findall(r"\.(ds-[a-z]+(?:-[a-z]+)*)", designsystemet))
    igjen = set(re.findall(r"\.(ds-[a-z]+(?:-[a-z]+)*)", samlet))
    assert {"ds-button", "ds-details", "ds-table"} <= brukte_klasser()
    assert finnes & brukte_klasser() <= igjen
    assert len(samlet) < len(designsystemet) * 1.2


@pytest.mark.django_db
def test_siden_har_ett_stilark(client):
    svar = client.get("/om/personvern/").content.decode()
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', svar) == [f"{settings.STATIC_URL}{NAVN}"]


@pytest.mark.django_db
def test_hodet_sier_hvilket_stilark_siden_trenger_og_bare_sidene_har_det(client):
    ventet = f"<{settings.STATIC_URL}{NAVN}>; rel=preload; as=style"
    assert client.get("/om/personvern/")["Link"] == ventet
    assert client.get("/logg-inn/")["Link"] == ventet
    # Redaksjonen har sitt eget, og en bit av en side har siden hentet det til.
    for svar in (
        client.get("/admin/login/"),
        client.get("/om/personvern/", headers={"HX-Request": "true"}),
        client.get("/robots.txt"),
    ):
        assert "Link" not in svar, svar.request["PATH_INFO"]


@pytest.mark.parametrize(
    ("css", "ut"),
    [
        ("@layer a, b;@layer a{:root{--x:1}}", "@layer a, b;@layer a{:root{--x:1}}"),
        ("@layer b{.ds-knapp{a:b}}@layer b{.ds-ukjent{a:b}}p{}", "@layer b{.ds-knapp{a:b}}p{}"),
        ('@layer b{.ds-ukjent{content:"}"}}p{}', "p{}"),
        ("@layer b{.ds-ukjent{content:'}'}}p{}", "p{}"),
        ("@layer b{.ds-knapp-stor .ds-knapp{a:b}}", ""),
    ],
)
def test_bare_blokkene_noen_bruker_star(css, ut):
    assert uten_ubrukte(css, frozenset({"ds-knapp"})) == ut


def test_en_klamme_som_ikke_lukkes_stanser():
    with pytest.raises(ValueError, match="klamme"):
        uten_ubrukte("@layer b{.ds-knapp{a:b}", frozenset({"ds-knapp"}))
