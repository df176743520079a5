"""Svarene i et steg har en øvre lengde, uansett hva nettleseren sender."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from entreprenorer.models import Ideutkast
from veier.steg.inndata import FLEST_VERDIER, LENGSTE_VERDI, STORSTE_STEG, rasvar

FELT = tuple(f"felt{nr}" for nr in range(20))


class _Skjema:
    base_fields = dict.fromkeys(FELT)


class _Steg:
    skjema = _Skjema


def _rasvar(felt: dict[str, list[str]]) -> dict[str, list[str]]:
    request = RequestFactory().post("/")
    request.POST = QueryDict(mutable=True)
    for navn, verdier in felt.items():
        request.POST.setlist(navn, verdier)
    return rasvar(request, _Steg)


def _tegn(svar: dict[str, list[str]]) -> int:
    return sum(len(verdi) for verdier in svar.values() for verdi in verdier)


def test_et_steg_er_aldri_lengre_enn_grensen():
    assert STORSTE_STEG == 40_000
    svar = _rasvar({felt: ["a" * 4000] for felt in FELT})
    assert STORSTE_STEG - 100 < _tegn(svar) <= STORSTE_STEG
    assert svar[FELT[0]] == ["a" * 4000]  # det første er helt
    assert svar[FELT[-1]] == []


@pytest.mark.parametrize(
    "verdi", ["a" * 1_000_000, "æ" * 50_000, "\u0301" * 50_000, "ﷺ" * 50_000, "\n" * 50_000]
)
def test_en_lang_verdi_kuttes(verdi):
    svar = _rasvar({felt: [verdi] for felt in FELT})
    assert all(len(v) <= LENGSTE_VERDI for verdier in svar.values() for v in verdier)
    assert _tegn(svar) <= STORSTE_STEG


def test_mange_sma_verdier_teller_ogsa():
    svar = _rasvar({felt: ["ab"] * 10_000 for felt in FELT})
    assert all(len(verdier) <= FLEST_VERDIER for verdier in svar.values())
    svar = _rasvar({felt: ["a" * 99] * 10_000 for felt in FELT})
    assert sum(len(verdier) for verdier in svar.values()) == STORSTE_STEG // 100


@pytest.mark.django_db
def test_et_stort_steg_lagres_trimmet(client):
    """Gjennom den ekte siden: 600 000 tegn blir et utkast under grensen, og siden svarer."""
    client.post("/prov/", {"tittel": "Koffert", "problem": "p" * 300_000, "losning": "l" * 300_000})
    for utkast in Ideutkast.objects.all():
        assert _tegn(utkast.svar) <= 2 * LENGSTE_VERDI + 200
