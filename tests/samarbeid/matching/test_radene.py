"""Fra rader til det motoren vet: navnene på stedene, målformen, og det redaksjonen har skjult."""

import pytest
from django.utils import timezone, translation

from kommuner.models import OffentligPart
from samarbeid.matching import profiler, rader
from samarbeid.matching.lesing.tekst import lag_uttrykk
from samarbeid.matching.lesing.tolkning import lag_ordliste
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Signal, Temaord
from tests.samarbeid.matching import bygg
from veier.sok.handlinger import HUSKES, slett_gamle_tomme_sok
from veier.sok.models import TomtSok
from veier.sok.normalisering import finn_ord
from veier.taksonomi.models import Omrade, Tema

pytestmark = pytest.mark.django_db


def test_bare_en_kommune_som_heter_det_samme_som_en_annen_har_fylket_i_navnet():
    omrader = rader.les_omrader()
    assert omrader["5001"].visning == "Trondheim"
    assert omrader["11"].visning == "Rogaland fylke"
    assert {o.visning for o in omrader.values() if o.navn == "Herøy"} == {
        "Herøy (Nordland)",
        "Herøy (Møre og Romsdal)",
    }
    assert (omrader["5001"].type, omrader["5001"].overordnet, omrader["NO"].overordnet) == (
        "kommune",
        "50",
        None,
    )


def test_kommunen_gaar_foran_fylket_og_dagens_navn_foran_de_gamle():
    navn = rader.les_stedsnavn()
    assert navn["oslo"] == ("0301",)
    assert len(navn["herøy"]) == 2
    assert navn["rogaland"] == ("11",)
    assert "norge" not in navn


def test_et_gammelt_nummer_forer_til_det_som_er_naa():
    assert rader.les_tidligere()["1601"] == ("5001",)
    assert "5001" not in rader.les_tidligere()


def test_det_som_er_skjult_finnes_ikke_for_motoren():
    tema = Tema.objects.get(slug="demens")
    assert any(o.gjelder == "tema:demens" for o in rader.les_temaord())
    Tema.objects.filter(pk=tema.pk).update(skjult=True)
    assert "demens" not in rader.les_temaer()
    assert "demens" not in rader.les_veier()
    assert not any(o.gjelder == "tema:demens" for o in rader.les_temaord())
    assert not any("demens" in t.naer for t in rader.les_temaer().values())
    Omrade.objects.filter(kode="5001").update(skjult=True)
    assert "5001" not in rader.les_omrader()
    OffentligPart.objects.filter(slug="oslo-kommune").update(skjult=True)
    assert "oslo-kommune" not in {p.slug for p in rader.les_parter()}


def test_tekstene_er_paa_maalformen_og_ordene_er_felles():
    profiler._husket.glem()  # begge lages her: ordene kan være glemt siden en tidligere prøve laget den ene
    bokmaal = hent_kunnskap()
    with translation.override("nn"):
        nynorsk = hent_kunnskap()
    assert bokmaal.temaer["demens"].slug == nynorsk.temaer["demens"].slug
    ulike = [r for r in bokmaal.roller if bokmaal.roller[r].navn != nynorsk.roller[r].navn]
    assert len(ulike) > 10
    assert nynorsk.oppslag is bokmaal.oppslag
    assert nynorsk.steder is bokmaal.steder


@pytest.mark.parametrize(("dager", "slettes"), [(364, 0), (365, 0), (366, 1)])
def test_et_soek_glemmes_naar_aaret_er_gaatt(dager, slettes):
    assert HUSKES.days == 365
    TomtSok.objects.create(
        uttrykk="gammelt", antall=2, sist_dato=timezone.localdate() - timezone.timedelta(days=dager)
    )
    assert slett_gamle_tomme_sok() == slettes


def _slag(liste, tekst):
    return {(f.gjelder.slag, f.ledd) for f in liste.finn(tekst, finn_ord(tekst))}


def test_ordlisten_finner_ledd_i_sammensatte_ord_men_ikke_for_svake_ord_og_svar():
    """Et tema med et sterkt ord, en modell og en vei kjennes igjen inne i et lengre ord."""
    kunnskap = bygg.kunnskap(
        veier=(bygg.vei("a", "t", ord=(lag_uttrykk("flyktningtjeneste"),)),),
        modeller=(bygg.modell("m", onskeord=(lag_uttrykk("pilotavtale"),)),),
        temaord=(
            Temaord(lag_uttrykk("skolefravær"), "tema:t", sterk=True),
            Temaord(lag_uttrykk("aktivitet"), "tema:t", sterk=False),
        ),
        signaler=(Signal(lag_uttrykk("prototype", noyaktig=True), "modenhet", "prototype"),),
    )
    liste = lag_ordliste(kunnskap)
    assert _slag(liste, "kommunepilotavtale") == {("onske", True)}
    assert _slag(liste, "storflyktningtjeneste") == {("vei", True)}
    assert _slag(liste, "ungdomsskolefravær") == {("tema", True)}
    assert _slag(liste, "helgeaktivitet") == set()
    assert _slag(liste, "testprototype") == set()
    assert _slag(liste, "pilotavtale, aktivitet og prototype") == {
        ("onske", False),
        ("tema", False),
        ("signal", False),
    }
