"""Brevet til den hos virksomheten sier det som er sant for samtalen slik den er da."""

from __future__ import annotations

import uuid

import pytest

from kommuner.models import Behov
from samarbeid.models import Samtale
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, gjor
from veier.epost.models import Utsending

pytestmark = pytest.mark.django_db
DOFFIN = "2026-123456"


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    Samtale.objects.update(tilstand="besvart", siste_fra_offentlig=1)
    return Samtale.objects.select_related("entreprenor", "part", "behov").get()


def _gjor(v, samtale, handling, **mer):
    rolle, side = ("eier", "entreprenor") if handling in {"skriv", "avvis"} else ("offentlig", "offentlig")
    onske = Onske(handling, samtale.siste_nr, uuid.uuid4(), **mer)
    gjor(samtale, onske, av=Aktor(side, av=v.folk[rolle]))
    return Utsending.objects.filter(mal="samtale_til_mottaker").latest("pk").tekst


def test_den_som_er_spurt_kan_takke_nei(v, samtale):
    tekst = _gjor(v, samtale, "skriv", tekst="Hei igjen.")
    assert "du kan takke nei" in tekst and "har skrevet mer i samtalen" in tekst
    assert "ikke portalen, som skriver til dere" in tekst


def test_den_som_begynte_kan_ikke_takke_nei_men_avslutte(v, samtale):
    samtale.innlegg.update(side="offentlig")
    Samtale.objects.update(begynt_av="offentlig", siste_fra_entreprenor=0)
    samtale.refresh_from_db()
    tekst = _gjor(v, samtale, "skriv", tekst="Ja, gjerne.")
    assert "takke nei" not in tekst and "du kan avslutte samtalen" in tekst
    assert "har svart dere." in tekst


def test_er_den_ferdig_staar_det_ikke_at_noen_kan_svare(v, samtale):
    samtale.innlegg.update(side="offentlig")
    Samtale.objects.update(begynt_av="offentlig")
    samtale.refresh_from_db()
    tekst = _gjor(v, samtale, "avvis", tekst="Nei, dessverre.")
    assert "Samtalen er avsluttet." in tekst and "for å lese den" in tekst
    assert "sende den videre" not in tekst and "svar på denne e-posten" not in tekst


@pytest.mark.parametrize("hvor", ["samtalen", "behovet"])
def test_er_konkurransen_kunngjort_ber_brevet_ingen_svare(v, samtale, hvor):
    if hvor == "samtalen":
        Samtale.objects.update(anskaffelse="kunngjort", doffin=DOFFIN)
    else:
        behov = Behov.objects.publisert().filter(part=samtale.part).first()
        Behov.objects.filter(pk=behov.pk).update(tilstand="kunngjort", doffin=DOFFIN)
        Samtale.objects.update(behov=behov)
    samtale.refresh_from_db()
    tekst = _gjor(v, samtale, "videresend", epost="kari@trondheim.kommune.no")
    assert f"Konkurransen om dette er kunngjort ({DOFFIN})" in tekst
    assert "svar på denne e-posten: det dere skriver" not in tekst and "Svar på siden" not in tekst
    assert "takke nei" not in tekst and "sende den videre" in tekst
