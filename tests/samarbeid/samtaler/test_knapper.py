"""Det ene siden ber om, og det andre samlet etter hva det gjelder: for hver stilling og hver side."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from samarbeid.models import Samtale, Samtaleside
from samarbeid.samtaler.knapper import EGNE, GRUPPER, SIDENE, knappene
from samarbeid.samtaler.tilstander import Handling
from samarbeid.samtaler.visning import handlingene
from tests.samarbeid.samtaler.test_samtaler import M, _svar

E, O = Samtaleside.ENTREPRENOR, Samtaleside.OFFENTLIG  # noqa: E741


def _samtale(tilstand, sist, **felt):
    nr = {"siste_fra_entreprenor": 2 if sist == E else 1, "siste_fra_offentlig": 2 if sist == O else 1}
    return Samtale(tilstand=tilstand, **nr | {"purr_fra": date(2020, 1, 1)} | felt)


@pytest.mark.parametrize(
    ("samtale", "side", "forst", "haster"),
    [
        (_samtale("sendt", E), O, "svar", True),
        (_samtale("sendt", E), E, "purr", True),
        (_samtale("sendt", E, purr_fra=date(2099, 1, 1)), E, None, True),
        (_samtale("besvart", O), E, "skriv", True),
        (_samtale("besvart", O), O, "svar", False),
        (_samtale("besvart", E), O, "svar", True),
        (_samtale("besvart", E), E, "skriv", False),
        (_samtale("besvart", E, mote_fra="entreprenor"), O, "motetid", True),
        (_samtale("besvart", E, mote_fra="entreprenor"), E, "skriv", False),
        (_samtale("besvart", O, begynt_av="offentlig", siste_fra_entreprenor=0), E, "skriv", True),
        (_samtale("besvart", E, anskaffelse="kunngjort", doffin="Doffin"), O, None, True),
        (_samtale("avsluttet", E), O, None, True),
    ],
)
def test_ett_passer_best_na(samtale, side, forst, haster):
    lov = handlingene(samtale, side, inhabil=False)
    knapper = knappene(samtale, side, lov, ())
    assert (knapper.forst and knapper.forst.kode, knapper.haster) == (forst, haster)
    samlet = [k for _hva, valg in knapper.grupper for k in valg]
    assert sorted((k.kode, k.navn) for k in [*samlet, *filter(None, [knapper.forst])]) == sorted(lov)
    assert all(valg for _hva, valg in knapper.grupper)


def test_hver_handling_har_en_gruppe():
    plassert = [kode for _hva, koder in GRUPPER for kode in koder]
    assert sorted(plassert) == sorted([*Handling.values, *EGNE])


@pytest.mark.django_db
def test_siden_har_en_knapp_og_resten_er_lenker(verden):
    samtale = Samtale.objects.get()
    assert _svar(verden.klient("anonym"), f"{M}svar/", tekst="Ja.").status_code == 302
    Samtale.objects.update(anskaffelse="planlegges")
    for rolle, variant, egne in (
        ("eier", "primary", ["samarbeid"]),
        ("offentlig", "secondary", ["samarbeid", "fortalt"]),
    ):
        side = verden.klient(rolle).get(samtale.get_absolute_url()).text
        gjor = side.split('id="gjor"')[1].split("</section>")[0]
        assert gjor.count("ds-button") == 1 and f'data-variant="{variant}"' in gjor
        lenkene = re.findall(r'href="([^"]*)"', gjor)
        assert [
            kode for kode, side in SIDENE.items() if reverse(side, args=[samtale.referanse]) in lenkene
        ] == egne
        assert {verden.klient(rolle).get(lenke).status_code for lenke in lenkene} == {200}
    uten_konto = verden.klient("anonym").get(M).text.split('id="gjor"')[1].split("</section>")[0]
    lenkene = re.findall(r'href="([^"]*)"', uten_konto)
    assert lenkene and all(lenke.startswith(M) for lenke in lenkene)
    assert {verden.klient("anonym").get(lenke).status_code for lenke in lenkene} == {200}
