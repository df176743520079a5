import pytest

from tests.veier.tommeord import TOMME
from veier.sok.grupper import hent_grupper
from veier.sok.indeksering import Indekstekst, indekser
from veier.sok.nektelser import uten_det_nektede
from veier.sok.normalisering import stamme
from veier.sok.sokeledd import sokeledd
from veier.sok.sporring import sok
from veier.sok.tolkning import tolk, uttrykkene
from veier.sok.typer import INGEN, Gruppe, Grupper
from veier.sok.utdrag import lag_merking, utdrag

DOKUMENTER = {
    "1": "Arbeidsinkludering for unge voksne",
    "2": "Besøksvenn for eldre på sjukeheim",
    "3": "Leksehjelp på biblioteket",
    "4": "Inkludering i arbeid",
    "5": "O'Hara og 'anførsel' \\ skråstrek",
}


def _indekser(tekster):
    indekser("t", {nr: Indekstekst(tekst=tekst) for nr, tekst in tekster.items()})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "treff"),
    [
        ("inkludering i arbeid", {"1", "4"}),
        ("arbeidsinkludering", {"1", "4"}),
        ("sykehjem", {"2"}),
        ("lekser", {"3"}),
        ("skråstrek", {"5"}),
        ("og på i", set()),
        ("", set()),
        ("'; DROP TABLE x; --", set()),
    ],
)
def test_sok_finner_boyning_malform_og_sammensetninger(q, treff):
    _indekser(DOKUMENTER)
    svar = sok("t", q, hent_grupper())
    assert set(svar.treff) == treff


@pytest.mark.django_db
def test_skrivefeil_gir_lignende_og_sier_det():
    _indekser(DOKUMENTER)
    svar = sok("t", "bibloteket", hent_grupper())
    assert (svar.treff, svar.hvordan.rettet) == (["3"], (("bibloteket", "biblioteket"),))


@pytest.mark.django_db
def test_indeksering_erstatter_det_gamle():
    _indekser({"1": "sykkel"})
    _indekser({"1": "hest"})
    assert sok("t", "sykkel", INGEN).treff == []
    assert sok("t", "hest", INGEN).treff == ["1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "treff"),
    [
        ("Kárášjohka", ["1"]),
        ("5610", ["1"]),
        ("Finnmark", ["1", "2"]),
        ("Lakselv", ["2"]),
        ("5436", ["2"]),
        ("Trondhjem", ["3"]),
    ],
)
def test_steder_finnes_pa_alle_navnene_sine_og_nummeret(q, treff):
    _indekser(
        {"1": "Språkgruppe i Karasjok", "2": "Klubb i Porsanger", "3": "Kor i Trondheim", "4": "Skikurs"}
    )
    svar = sok("t", q, hent_grupper())
    assert (sorted(svar.treff), svar.hvordan.ukjent) == (treff, ())


@pytest.mark.django_db
def test_stedsnavn_som_er_vanlige_ord_finner_ikke_stedet():
    _indekser({"1": "Kor i Nordre Follo", "2": "Ski på beina"})
    assert sok("t", "ski", hent_grupper()).treff == ["2"]
    assert sok("t", "Våler", hent_grupper()).treff == []


@pytest.mark.django_db
def test_et_rettet_ord_tolkes_sammen_med_ordene_rundt():
    grupper = Grupper({("psykisk", "helse"): Gruppe(frozenset({("psykisk", "helse"), ("angst",)}))})
    _indekser({"1": "Hjelp mot angst og uro", "2": "Psykisk uhelse"})
    svar = sok("t", "pyskisk helse", grupper)
    assert (svar.kjerne, svar.treff, svar.hvordan.rettet) == (["1"], ["1", "2"], (("pyskisk", "psykisk"),))


@pytest.mark.django_db
def test_det_forste_leddet_i_et_sammensatt_ord_nevner_det_nar_det_siste_bare_er_allment():
    _indekser({"1": "Vi synger i kor", "2": "Et møte på gården"})
    svar = sok("t", "gårdsgruppe", hent_grupper())
    assert (svar.treff, svar.kjerne, svar.hvordan.rettet) == (["2"], [], ())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("q", "rettet"), [("demenns", "demens"), ("kveldskole", None), ("varsle", None), ("dansekurs", None)]
)
def test_bare_det_som_ser_ut_som_en_skrivefeil_rettes(q, rettet):
    _indekser({"1": "Demens", "2": "Vare", "3": "Lansekurs"})
    assert sok("t", q, INGEN).hvordan.rettet == (((q, rettet),) if rettet else ())


def _merket(tekst, q, grupper):
    return "".join(
        f"[{bit}]" if treff else bit
        for bit, treff in utdrag(tekst, lag_merking(tolk(q, grupper)), lengde=400)
    )


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        (
            "Personer som liker kor, og en person med demens.",
            "Personer som liker kor, og en person med [demens].",
        ),
        (
            "Mange glemmer navn. De har nedsatt evne til å huske.",
            "Mange glemmer navn. De har [nedsatt evne til å huske].",
        ),
        ("Vi husker. Nedsatt pris.", ""),
        ("Demenskoret synger", "[Demenskoret] synger"),
    ],
)
def test_et_uttrykk_pa_flere_ord_merkes_bare_nar_hele_star_der(tekst, ventet):
    demens = Gruppe(frozenset(uttrykkene(["demens", "person med demens", "nedsatt evne til å huske"])))
    assert _merket(tekst, "demens", Grupper({("demens",): demens})) == ventet


def test_smaord_i_anforselstegn_merkes_ikke():
    assert _merket("Hjelp til barn, til alle.", '"hjelp til barn"', INGEN) == "[Hjelp] til [barn], til alle."


@pytest.mark.parametrize(
    ("q", "leses"),
    [
        ("psykisk helse ikke barn", "psykisk helse"),
        ("angst -barn", "angst"),
        ("sønnen min som ikke går på skolen", "sønnen min som ikke går på skolen"),
        ("barn uten venner", "barn uten venner"),
        ("turer ikke fotball turer ikke hund", "turer turer"),
    ],
)
def test_temaet_leses_av_det_noen_leter_etter(q, leses):
    assert uten_det_nektede(q, Grupper(tomme=TOMME)) == leses


@pytest.mark.parametrize(
    ("q", "leddene"),
    [
        ("sommer jobb", ["sommerjobb"]),
        ("arbeids trening for unge", ["arbeidstrening", "unge"]),
        ("psykisk helse", ["psykisk helse"]),
        ("hund katt", ["hund", "katt"]),
        ("sommerjobb er bra", ["sommerjobb", "er", "bra"]),  # ikke «sommerjobber»
    ],
)
def test_et_sammensatt_ord_skrevet_i_to_er_ett_nar_feltet_bruker_det(q, leddene):
    uttrykk = ("sommerjobb",), (stamme("arbeidstrening"),), (stamme("psykisk"), stamme("helse"))
    grupper = Grupper(dict.fromkeys(uttrykk, Gruppe()), TOMME)
    assert [ledd.skrevet for ledd in sokeledd(q, grupper)] == leddene
