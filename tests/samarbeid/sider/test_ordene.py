"""Ett sted sier om et ord brukes når ideer leses, i søket, eller begge deler."""

import pytest
from django.urls import reverse

from samarbeid.redaksjon.ord import BEGGE, LESES, SOKES, TOMT
from tests.verden import lag_redaktor, logg_inn
from veier.sok.models import Synonymgruppe, TommeOrd
from veier.taksonomi.models import Synonym, Tekstsignal

pytestmark = pytest.mark.django_db


@pytest.fixture
def se():
    klient = logg_inn(lag_redaktor())
    return lambda q="zzqqxx": klient.get(reverse("redaksjon_ordene"), {"q": q})


@pytest.mark.parametrize(
    ("uttrykk", "styrke", "bare_med", "brukes"),
    [
        ("zzqqxx", "sterk", [], BEGGE),
        ("ZZQQXX", "sterk", [], LESES),
        ("zzqqxx", "sterk", ["arbeid"], LESES),
        ("zzqqxx", "sagt", [], LESES),
        ("zzqqxx", "svak", [], LESES),
    ],
)
def test_et_synonym_sokes_med_bare_nar_det_gir_temaet_alene(se, uttrykk, styrke, bare_med, brukes):
    """Det samme søket selv bruker: ``veier.sok.grupper``."""
    from veier.sok.grupper import hent_grupper

    Synonym.objects.create(uttrykk=uttrykk, gjelder="tema:demens", styrke=styrke, bare_med=bare_med)
    svar = se()
    assert [(rad.brukes, rad.peker) for rad in svar.context["bruk"]] == [(brukes, "Demens")]
    i_sok = any(("zzqqxx",) in (*gruppe.like, *gruppe.smalere) for gruppe in hent_grupper().values())
    assert (svar.context["sokes"], svar.context["leses"]) == (brukes == BEGGE, True)
    assert i_sok is (brukes == BEGGE)


def test_en_gruppe_er_bare_i_sok_og_et_signal_bare_nar_ideer_leses(se):
    Synonymgruppe.objects.create(nokkel="zz", uttrykk=["hytte"], smalere=["zzqqxx"])
    signal = Tekstsignal.objects.first()
    Tekstsignal.objects.create(uttrykk="zzqqxx na", felt=signal.felt, verdi=signal.verdi)
    svar = se()
    assert [(rad.ord, rad.brukes) for rad in svar.context["bruk"]] == [
        ("zzqqxx", SOKES),
        ("zzqqxx na", LESES),
    ]
    assert "Brukes både når ideer leses og i søket." in svar.text


def test_et_tomt_ord_sies_a_vaere_det_og_en_del_av_det_er_et_annet_ord(se):
    TommeOrd.objects.create(nokkel="zz", gjelder="Spørsmål", ordene=["zzqqxx"])
    svar = se()
    assert [(rad.ord, rad.brukes, rad.peker) for rad in svar.context["bruk"]] == [
        ("zzqqxx", TOMT, "Spørsmål")
    ]
    alene = "i et søk teller det bare når det står alene"
    assert alene in svar.text and "Brukes" not in svar.text
    assert se("zzqq").context["bruk"] == []
    Synonym.objects.create(uttrykk="zzqqxx na", gjelder="tema:demens", styrke="svak")
    assert "Brukes når ideer leses." in se().text and alene in se().text
    TommeOrd.objects.update(skjult=True)
    assert "Brukes når ideer leses, ikke i søket." in se().text
    Synonym.objects.filter(uttrykk="zzqqxx na").delete()
    assert "Brukes ikke." in se().text


def test_en_skjult_rad_gjor_ingenting(se):
    Synonym.objects.create(uttrykk="zzqqxx", gjelder="tema:demens", styrke="sterk", skjult=True)
    assert "Brukes ikke." in se().text and "er skjult" in se().text
    assert "Brukes ikke." in se("finnes ikke noe sted").text
    assert se("").context["bruk"] == []
    assert se("a%_'").status_code == 200
