"""Modellenes tekster sies om virksomheten som er spurt: aldri «kommunestyret» til en fylkeskommune."""

import re

import pytest
from django.utils.translation import override

from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Ideprofil, Offentligsvar
from samarbeid.matching.virksomhetsord import ORDENE, sagt_om
from samarbeid.svar.former import om_virksomheten
from samarbeid.svar.svarside.bygging import svarside_for
from veier.malform import Reserve
from veier.taksonomi.models import Samarbeidsmodell

KOMMUNALT = r"\b[Kk]ommun(e|en|ens|estyret|estyrets|edirektøren|alt|ale)\b"
# Styreform → nivået en form må være for, når den kan brukes der, og ordene som da er en annens.
ANDRES = {
    "fylkesutvalg": ("fylkeskommune", KOMMUNALT),
    "fylkesrad": ("fylkeskommune", KOMMUNALT + r"|\b[Ff]ylkeskommunedirektøren\b"),
    "byrad": ("kommune", r"\b[Kk]ommune(styret|styrets|direktøren)\b"),
    "bydel": ("kommune", KOMMUNALT + r"|\b[Ss]ektoren\b"),
    "stat": ("", KOMMUNALT + r"|\b[Ss]ektoren\b"),
}
LAG = {
    "tittel": "Kultur for dem som ikke kommer",
    "problem": "Ungdom har ingen steder å møtes, og {hvem} vil gi tilskudd til frivillige lag.",
    "arlig_belop": 300_000,
    "varighet_ar": 1.0,
    "styres_av": "oss",
}


def test_hver_styreform_med_egne_ord_er_med():
    assert set(ANDRES) == set(ORDENE)


@pytest.mark.django_db
@pytest.mark.parametrize("sprak", ["nb", "nn"])
@pytest.mark.parametrize("styreform", ANDRES)
def test_hver_tekst_i_hver_form_er_om_virksomheten(styreform, sprak):
    niva, andres = ANDRES[styreform]
    with override(sprak):
        for modell in Samarbeidsmodell.objects.all():
            if modell.nivaer_ja and niva not in modell.nivaer_ja:
                continue
            for felt in modell.oversettes:
                tekster = getattr(modell.vist, felt)
                for tekst in tekster if isinstance(tekster, list) else [tekster]:
                    sagt = om_virksomheten(tekst, modell, styreform)
                    assert not re.search(andres, sagt), (modell.slug, felt, sagt)
                    assert not re.search(r"\b(\w+) eller \1\b", sagt, re.IGNORECASE), (modell.slug, sagt)


@pytest.mark.parametrize(
    ("styreform", "tekst", "sagt"),
    [
        ("fylkesutvalg", "Kommunalt tilskudd", "Fylkeskommunalt tilskudd"),
        ("fylkesutvalg", "Kommunestyrets sak i kommunens plan", "Fylkestingets sak i fylkeskommunens plan"),
        ("fylkesrad", "Utvalget eller kommunedirektøren", "Utvalget eller fylkesrådet"),
        ("byrad", "Kommunen spør kommunedirektøren", "Kommunen spør byrådet"),
        ("bydel", "Lederen for sektoren eller kommunedirektøren", "Bydelsdirektøren"),
        ("bydel", "Utvalget eller bydelsutvalget når kommunen vil", "Bydelsutvalget når bydelen vil"),
        ("stat", "Noen ganger utvalget eller kommunestyret.", "Noen ganger departementet."),
        ("formannskap", "Kommunestyret i kommunen", "Kommunestyret i kommunen"),
        ("", "Kommunestyret i kommunen", "Kommunestyret i kommunen"),
    ],
)
def test_ordene_har_forbokstaven_de_hadde_og_sies_en_gang(styreform, tekst, sagt):
    assert sagt_om(tekst, styreform) == sagt


def test_en_form_for_andre_nivaer_nevner_kommunen_som_en_annen_part():
    tekst = "Noen ganger må kommunen prioritere søknaden først."
    assert sagt_om(tekst, "stat", ["stat"]) == sagt_om(tekst, "fylkesutvalg", ["stat"]) == tekst
    assert "fylkeskommunen" in sagt_om(tekst, "fylkesutvalg", ["kommune", "fylkeskommune"])


def test_en_tekst_som_ikke_er_oversatt_er_fortsatt_merket_og_pa_sitt_eget_sprak():
    modell = Samarbeidsmodell(nivaer_ja=[])
    with override("nn"):
        sagt = om_virksomheten(Reserve("Kommunen bestemmer."), modell, "stat")
        assert isinstance(sagt, Reserve)
        assert sagt == "Virksomheten bestemmer."
        assert om_virksomheten("Kommunen bestemmer.", modell, "stat") == "Verksemda bestemmer."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("virksomhet", "hvem", "sprak", "navn", "bestemmer"),
    [
        ("telemark-fylkeskommune", "fylkeskommunen", "nb", "Fylkeskommunalt tilskudd", "Fylkestinget vedtar nye poster."),
        ("telemark-fylkeskommune", "fylkeskommunen", "nn", "Fylkeskommunalt tilskot", "Fylkestinget vedtek nye postar."),
        ("bydel-sagene", "bydelen", "nb", "Tilskudd fra bydelen", "Bydelsutvalget vedtar nye poster."),
        ("bergen-kommune", "kommunen", "nb", "Kommunalt tilskudd", "Bystyret vedtar nye poster."),
        ("skien-kommune", "kommunen", "nb", "Kommunalt tilskudd", "Kommunestyret vedtar nye poster."),
    ],
)  # fmt: skip
def test_svaret_taler_om_den_som_er_spurt(virksomhet, hvem, sprak, navn, bestemmer):
    ide = Ideprofil(**{**LAG, "problem": LAG["problem"].format(hvem=hvem)})
    with override(sprak):
        kunnskap, spor = hent_kunnskap(), Offentligsvar(virksomhet=virksomhet)
        s = svarside_for(vurder(ide, kunnskap, offentlig=spor), kunnskap, side="offentlig", offentlig=spor)
    rad = next(r for r in s.rader if r.modell.slug == "kommunalt-tilskudd")
    assert rad.navn == navn
    assert rad.bestemmer.endswith(bestemmer)
    hele = " ".join([*(linje.svar for linje in s.linjer), *(r.bestemmer for r in s.rader)])
    if virksomhet != "skien-kommune":
        assert "ommunestyret" not in hele


@pytest.mark.django_db
def test_et_tilskudd_sies_ikke_a_vaere_et_kjop_over_grensen():
    """«Da gjelder reglene for offentlige innkjøp» sto under et tilskudd, og «ikke en anskaffelse» i tabellen."""
    ide = Ideprofil(**{**LAG, "problem": LAG["problem"].format(hvem="kommunen"), "omrader": ("4003",)})
    kunnskap = hent_kunnskap()
    s = svarside_for(vurder(ide, kunnskap), kunnskap)
    linjer = {linje.slag: linje for linje in s.linjer}
    assert linjer["be_om"].svar.startswith("Kommunalt tilskudd")
    assert linjer["se_opp"].svar.startswith("Et ekte tilskudd er ikke et kjøp.")
    assert any(linje.tekst.endswith("Blir det et kjøp, gjelder dette:") for linje in s.summen)
    assert "er over grensen" not in " ".join((linjer["se_opp"].svar, *linjer["se_opp"].hvorfor))
