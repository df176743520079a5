"""Kjønnet i nynorsken: ein, ei og eit står til ordet de hører til, slik ordboken bøyer det.

Bokmål lar «en form» stå; nynorsk gjør ikke det. Et ord ordboken bøyer på flere måter, går med alle.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.test_sprak import PLASSHOLDER, _egne_ord, _eposter, _ordbok, _par, meldinger

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sprak")]

KJONN = {"ein": "m", "ei": "f", "eit": "n", "inga": "f", "noka": "f"}
# Ordboken bøyer også disse som et substantiv. Som pronomen og adverb sier de at artikkelen ikke hører til et substantiv her;
# som adjektiv står substantivet etter.
ALENE = frozenset(
    "av til du de dei ho han eg vi me som og eller har er kan må skal kjem før berre på hos med om først då slik slikt".split()
)
ADJEKTIV = frozenset(
    "ny nytt lite kort fast fri privat første delt halvt betre trygg felles så slik ganske meir open ferdig ekte skriftleg".split()
)
RELASJON = re.compile(r"(?<![-\w])(ein|ei|eit|inga|noka)((?: [a-zæøåéò]+(?![-\w])){1,3})")


@cache
def _kjonn(ord_: str) -> frozenset[str]:
    """Kjønnene ordet kan ha: det bøyes slik i bestemt form. Tomt når det ikke er et substantiv i entall."""
    stamme = ord_.removesuffix("e")
    former = {"m": f"{stamme}en", "f": f"{stamme}a", "n": f"{stamme}et"}
    return frozenset(k for k, form in former.items() if _rett(form)) if _rett(ord_) else frozenset()


def _rett(ord_: str) -> bool:
    return ord_ in _egne_ord("nn") or _ordbok("nn").spell(ord_)


def _feil(tekst: str) -> list[str]:
    """«ein form»: artikkelen og det første substantivet etter den, når det aldri har det kjønnet."""
    feil = []
    for treff in RELASJON.finditer(PLASSHOLDER.sub("", tekst).lower()):
        ordene = treff[2].split()
        if ordene[0] in ALENE:
            continue
        substantiv = next((o for o in ordene if o in ALENE or (o not in ADJEKTIV and _kjonn(o))), None)
        if substantiv and substantiv not in ALENE and KJONN[treff[1]] not in _kjonn(substantiv):
            feil.append(f"{treff[1]} {' '.join(ordene)}")
    return feil


def test_proven_merker_feil_kjonn_og_lar_de_rette_sta():
    for feil in ("Finn ein samarbeidsform", "eit sjukeheim", "Vel ei kommune", "inga frist", "eit ny bygd"):
        assert _feil(feil), feil
    for rett in (
        "ei ny samarbeidsform",
        "ein sjukeheim",
        "ein kommune",
        "eit stort kjøp",
        "ei lenkje",
        "ein av dei",
    ):
        assert _feil(rett) == [], rett


def test_nynorsken_har_rett_kjonn():
    tekster = [("katalogen", t) for par in meldinger.les_po().values() for t in par]
    tekster += [(hvor, nynorsk) for hvor, _bokmal, nynorsk in _par()]
    tekster += _eposter("nn")
    feil = [(hvor, funn, tekst[:80]) for hvor, tekst in tekster for funn in _feil(tekst)]
    assert feil == []
