"""Hva et e-postdomene kan vise: aldri et der hvem som helst kan få en adresse eller et navn."""

import csv

import pytest

from kommuner.models import OffentligPart
from veier.domener import UEGNEDE, domenet_til, er_egen_side, kan_vise_hvem

APNE = (
    "lyse.net altibox.no msn.com gmx.de gmx.net gmx.com getmail.no broadpark.no frisurf.no online.no start.no "
    "c2i.net tele2.no icloud.com me.com mac.com proton.me protonmail.com hey.com pm.me yahoo.no yahoo.co.uk "
    "hotmail.no hotmail.com live.no live.com outlook.com outlook.de aol.com mail.com zoho.com zoho.eu epost.no gmail.com"
).split()
ENDELSER = "no kommune.no fylkeskommune.no co.no priv.no dep.no oslo.no wixsite.com github.io web.app blogspot.com".split()
DELTE = "facebook.com sites.google.com linktr.ee weebly.com spleis.no noe.facebook.com".split()
EGNE = "kirkensbymisjon.no eksempel.no oslo.kommune.no bym.oslo.kommune.no nav.no gmx-foreningen.no mail.eksempel.no"


@pytest.mark.parametrize("domene", [*APNE, *DELTE, "", "localhost", "no."])
def test_et_domene_mange_har_viser_ingenting(domene):
    assert not kan_vise_hvem(domene)


@pytest.mark.parametrize("domene", [d for d in ENDELSER if d != "fylkeskommune.no"])
def test_en_endelse_er_ingens_eget(domene):
    assert not kan_vise_hvem(domene)


@pytest.mark.parametrize("domene", EGNE.split())
def test_et_eget_domene_kan_vise_hvem(domene):
    assert kan_vise_hvem(domene)


@pytest.mark.parametrize(
    ("nettsted", "ventet"),
    [
        ("https://www.eksempel.no/om", "eksempel.no"),
        ("WWW.Eksempel.NO", "eksempel.no"),
        ("eksempel.no:8080?x=1", "eksempel.no"),
        ("http://kari@eksempel.no#topp", "eksempel.no"),
        ("eksempel.no/?til=https://annet.no", "eksempel.no"),
        ("blåbær.no", "xn--blbr-roah.no"),
        ("", ""),
        ("ikke et domene", ""),
    ],
)
def test_domenet_leses_av_det_registeret_oppgir(nettsted, ventet):
    assert domenet_til(nettsted) == ventet


def test_en_side_pa_et_nettsted_er_ikke_et_nettsted():
    assert er_egen_side("https://www.eksempel.no/")
    assert not er_egen_side("https://www.rodekors.no/asker")


def test_hver_rad_i_filen_har_slag_og_kilde():
    with UEGNEDE.open(encoding="utf-8", newline="") as fil:
        rader = list(csv.DictReader(fil))
    assert {r["slag"] for r in rader} == {"apen_post", "delt_vert"}
    assert all(r["kilde"] and r["domene"] == r["domene"].strip().lower() for r in rader)
    assert len({r["domene"] for r in rader}) == len(rader) > 4000


@pytest.mark.django_db
def test_ingen_offentlig_virksomhet_har_et_domene_som_ikke_viser_noe():
    domener = set(OffentligPart.objects.exclude(epostdomene="").values_list("epostdomene", flat=True))
    assert len(domener) > 300
    assert [d for d in sorted(domener) if not kan_vise_hvem(d)] == []
