"""Det noen har skrevet, står i e-posten med linjene sine, og skilt fra det portalen sier."""

from __future__ import annotations

import re

import pytest

from veier.epost import maler
from veier.epost.maler import SKILLE
from veier.templatetags.veier import brytbart

SKREVET = "Hei,\n\n- punkt en\n- **punkt** to\n\n[Logg inn](https://ond.example) <b>nå</b>\nHilsen Eva"
FELT = dict.fromkeys(maler.felter("samtale_til_mottaker", "nb"), "x") | {"lenke": "https://portal.example/s/"}


@pytest.mark.parametrize("malform", ["nb", "nn"])
def test_linjene_star_som_de_ble_skrevet_og_skilt_fra_portalens_egne(malform):
    brev = maler.lag_melding("samtale_til_mottaker", malform=malform, verdier=FELT | {"innlegget": SKREVET})
    foran, gjengitt, etter = brev.tekst.split(f"\n\n{SKILLE}\n\n")
    assert gjengitt == SKREVET and "https://portal.example/s/" in etter and foran.endswith("Emne: x")
    boks = re.search(r'bgcolor="#edf3f3">(.*?)</table>', brev.html, re.S)[1]
    assert "- punkt en<br>- **punkt** to" in boks and "&lt;b&gt;nå&lt;/b&gt;<br>Hilsen Eva" in boks
    assert "<a " not in boks and "<strong>" not in boks and boks.count("<p>") == 3


def test_en_melding_pa_en_linje_er_ogsa_skilt_ut():
    brev = maler.lag_melding("samtale_til_mottaker", malform="nb", verdier=FELT | {"innlegget": "Ja."})
    assert f"{SKILLE}\n\nJa.\n\n{SKILLE}" in brev.tekst


@pytest.mark.parametrize(
    ("skrevet", "vist"),
    [
        ("Vanlig tekst, med <tegn> & æøå.", "Vanlig tekst, med &lt;tegn&gt; &amp; æøå."),
        ("svar-xlqdgvbqujtvkfulpwobeqqxax@svar.veier.example", "svar-<wbr>xlqdgvbqujtvkfulpwobeqqxax@<wbr>svar.<wbr>veier.<wbr>example"),
        ("<" * 31, "&lt;" * 30 + "<wbr>&lt;"),
    ],
)  # fmt: skip
def test_et_langt_ord_kan_deles_og_er_fortsatt_kodet(skrevet, vist):
    assert brytbart(skrevet) == vist
