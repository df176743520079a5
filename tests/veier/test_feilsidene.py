"""En lenke som ikke virker lenger, sier det, og det samme om den er brukt eller gjettet."""

from __future__ import annotations

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from samarbeid.adressedeler import Nokkel
from veier.feil import LENKEDELER

pytestmark = pytest.mark.django_db
GJETTET = "x" * 22


def _monstre(resolver, foran=""):
    for rad in resolver.url_patterns:
        if getattr(rad, "app_name", "") == "admin":
            continue
        sti = foran + str(rad.pattern)
        if isinstance(rad, URLResolver):
            yield from _monstre(rad, sti)
        else:
            yield sti, rad.pattern.converters


def test_hver_hemmelig_del_av_en_adresse_har_et_navn_feilsiden_kjenner():
    hemmelige = {
        navn
        for sti, deler in _monstre(get_resolver())
        for navn, omformer in deler.items()
        if isinstance(omformer, Nokkel) or f"<str:{navn}>" in sti
    }
    assert hemmelige - {"referanse", "kvittering"} == LENKEDELER  # de to åpner ikke noe for en som har dem


def test_lenken_forklares_og_en_vanlig_adresse_er_som_for(client):
    for sti in ("/referanse/", "/referanse/bekreft/", "/varsler/bekreft/"):
        svar = client.get(f"{sti}{GJETTET}/")
        assert svar.status_code == 404, sti
        assert "Lenken virker ikke" in svar.text, sti
    assert "Vi finner ikke siden" in client.get("/finnes-ikke/").text
    assert "Vi finner ikke siden" in client.get("/entreprenorer/finnes-ikke/").text
