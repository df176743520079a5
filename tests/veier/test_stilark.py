"""Stilarket sidene deler: alt som er i bruk, og bare det."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from veier.sidefiler.stilark import NAVN, brukte_ord, tett


def test_hver_klasse_fra_designsystemet_har_regelen_sin():
    samlet = Path(finders.find(NAVN)).read_text()
    designsystemet = Path(finders.find("tema/designsystem.css")).read_text()
    finnes = set(re.findall(r"\.(ds-[a-z]+(?:-[a-z]+)*)", designsystemet))
    igjen = set(re.findall(r"\.(ds-[a-z]+(?:-[a-z]+)*)", samlet))
    assert {"ds-button", "ds-details", "ds-table"} <= brukte_ord()
    assert finnes & brukte_ord() <= igjen
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
        ("@layer a, b;@layer a{:root{--x:1}}", "@layer a, b;@layer a{:root{--x:1;}}"),
        ("@layer b{.ds-knapp{a:b}.ds-ukjent{a:b}}p{a:b}", "@layer b{.ds-knapp{a:b;}}p{a:b;}"),
        ('.ds-ukjent{content:"}"}p{content:"  }"}', 'p{content:"  }";}'),
        (".ds-ukjent,.ds-knapp{a:b!important}", ".ds-knapp{a:b!important;}"),
        (".ds-ukjent .ds-knapp{a:b}", ""),
        (".ds-knapp[data-size=xl]{a:b}.ds-knapp[data-size=sm]{a:b}", ".ds-knapp[data-size=sm]{a:b;}"),
        (
            ".ds-knapp:not([cols],select:where([data-bredde])){a:b}",
            ".ds-knapp:not([cols],select:where([data-bredde])){a:b;}",
        ),
        (
            ".ds-knapp:is(a,[data-ukjent]){a:b}.ds-knapp:has(.ds-ukjent,.ukjent){a:b}",
            ".ds-knapp:is(a,[data-ukjent]){a:b;}",
        ),
        (
            "@media print{.ds-ukjent{a:b}}@media print{ /* x */ .ds-knapp{&:hover{a:b}} }",
            "@media print{.ds-knapp{&:hover{a:b;}}}",
        ),
        ("@font-face{src:url(a.woff2)}", "@font-face{src:url(a.woff2)}"),
    ],
)
def test_bare_reglene_noen_bruker_star(css, ut):
    assert tett(css, frozenset({"ds-knapp", "data-size", "sm"})) == ut


def test_portalens_egne_regler_blir_staende():
    assert tett(".laget-av-skjemaet{a:b}  /* forklart */") == ".laget-av-skjemaet{a:b;}"


def test_en_feil_i_stilarket_stanser():
    with pytest.raises(ValueError, match="feil på linje"):
        tett("p{a:b}}")
