import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veier.sok import normalisering
from veier.sok.indeksord import indeksord
from veier.sok.normalisering import bokmalsform, finn_ord, skrevne_ord, stamme
from veier.sok.sammensetninger import er_vanlig_ord, ledd
from veier.sok.sokeledd import sokeledd
from veier.sok.typer import Gruppe, Grupper


@pytest.mark.parametrize(
    ("en", "annen"),
    [
        ("skole", "skulane"), ("skole", "skolene"), ("ungdom", "ungdommer"), ("ungdommane", "ungdommene"),
        ("tilbud", "tilbod"), ("bok", "bøker"), ("sykehjem", "sjukeheimen"), ("sykehjemmet", "sykehjem"),
        ("fravær", "fråvær"), ("ensomhet", "einsemd"), ("flyktning", "flyktningar"), ("frafall", "fråfallet"),
        ("løslatelse", "lauslating"), ("pårørende", "pårørande"), ("kommune", "kommunar"), ("mødre", "mor"),
        ("voldsutsatt", "valdsutsatt"), ("innvandrer", "innvandrarar"), ("elev", "elevane"), ("foreldre", "foreldrene"),
        ("medvirkning", "medverknad"), ("sertifisering", "sertifiserer"), ("integrering", "integreres"),
            ("innvandrere", "innvandreren"), ("reparere", "reparert"), ("ledere", "leder"), ("tidlig", "tidleg"),
        ("falle", "falt"), ("slå", "slått"), ("hjelpe", "hjulpet"), ("selge", "seld"), ("sommer", "sommarane"),
        ("funksjonshemmet", "funksjonshemmede"), ("trening", "trene"), ("utdanning", "utdannet"), ("offer", "ofre"),
        ("923609016", "923 609 016"),
    ],
)  # fmt: skip
def test_bokmal_nynorsk_og_boyning_har_samme_stamme(en, annen):
    assert stamme(en) == stamme(annen)


@pytest.mark.parametrize(
    ("en", "annen"),
    [
        ("mentor", "mente"),
        ("samisk", "sammen"),
        ("vegre", "vei"),
        ("demens", "dem"),
        ("rus", "russ"),
        ("mat", "matte"),
        ("nav", "navn"),
        ("skole", "sko"),
    ],
)
def test_ulike_ord_har_ulik_stamme(en, annen):
    assert stamme(en) != stamme(annen)


def test_sammensetning_deles_og_settes_sammen():
    assert set(ledd(stamme("arbeidsinkludering"))) == {stamme("arbeid"), stamme("inkludering")}
    assert set(indeksord(["arbeidsinkludering"])) >= {stamme("arbeid"), stamme("inkludering")}
    assert ledd(stamme("gården")) == ()


@pytest.mark.parametrize(
    ("ord_", "deler"),
    [
        ("ungdomsledighet", ("ungdom", "ledighet")),
        ("sorggruppe", ("sorg", "gruppe")),
        ("språktrening", ("språk", "trening")),
        ("spedbarnsfamilier", ("sped", "barn", "familie")),
    ],
)
def test_sammensetning_deles_i_faerrest_ledd(ord_, deler):
    assert ledd(stamme(ord_)) == tuple(stamme(d) for d in deler)


def test_det_som_ligner_et_ord_i_slutten_av_et_annet_er_ikke_et_ledd():
    assert stamme("mentor") not in indeksord(["engasjement"])


@pytest.mark.parametrize(
    ("tekst", "ordet"),
    [
        ("15-åringer", "ungdom"),
        ("for 18–25-åringer", "ungdom"),
        ("en 80-åring", "eldre"),
        ("7-åring", "barn"),
    ],
)
def test_en_alder_finnes_under_ordet_for_den(tekst, ordet):
    assert stamme(ordet) in indeksord(skrevne_ord(tekst))


def test_et_arstall_er_ingen_alder():
    assert stamme("eldre") not in indeksord(skrevne_ord("I 70 år har vi drevet"))


def test_et_organisasjonsnummer_i_grupper_er_ett_ord_og_et_belop_er_det_ikke():
    assert skrevne_ord("Org.nr. 923 609 016 og 150 000 kroner") == [
        "org",
        "nr",
        "923 609 016",
        "og",
        "150",
        "000",
        "kroner",
    ]


def test_spoerring_bruker_lengste_uttrykk_med_synonymer():
    raad = (stamme("dårlig"), "råd")
    grupper = Grupper({raad: Gruppe(frozenset({raad, (stamme("fattigdom"),)}))})
    deler = sokeledd("barn med dårlig råd", grupper)
    assert [d.stamme for d in deler] == ["barn", ""]
    assert (stamme("fattigdom"),) in deler[1].like


@given(st.text(max_size=300))
def test_ingen_tekst_far_normaliseringen_til_a_feile(tekst):
    ord_ = finn_ord(tekst)
    assert all(o.start < o.slutt for o in ord_)
    assert [o.setning for o in ord_] == sorted(o.setning for o in ord_)
    assert skrevne_ord(tekst) == [o.skrevet for o in ord_]
    indeksord(skrevne_ord(tekst))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=25))
def test_stammen_er_aldri_tom_og_lik_hver_gang(ord_):
    assert stamme(ord_)
    assert stamme(ord_) == stamme(ord_)


@pytest.mark.parametrize(
    ("navn", "ord_"),
    [("Alta", "alt"), ("Hamar", "ham"), ("Bergen", "berg"), ("Volda", "vold"), ("Skien", "ski")],
)
def test_et_stedsnavn_er_ingen_form_av_et_ord(navn, ord_):
    assert stamme(navn) != stamme(ord_)
    assert stamme(f"{navn}s") == stamme(navn)


def test_hvert_sted_er_et_navn_eller_et_vanlig_ord():
    """stedsnavn.txt er navnene på dagens kommuner og fylker; er ett nytt, skal det dit eller i STED_OG_ORD."""
    fil = Path(normalisering.__file__).parents[1] / "taksonomi/data/omrader.csv"
    with fil.open(encoding="utf-8") as f:
        steder = [rad for rad in csv.DictReader(f) if rad["type"] != "land"]
    navn = {n.lower() for s in steder for n in (s["navn"], *s["andre_navn"].split(";"))}
    ett_ord = {n for n in navn if n.isalpha() and len(n) > 3}
    bevart = {n for n in ett_ord if stamme(n) == bokmalsform(n)}
    assert {n for n in ett_ord - bevart if not er_vanlig_ord(n)} == set()
    assert {"alta", "trondheim", "karasjok"} <= bevart
