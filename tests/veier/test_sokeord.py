"""Ordene i et søk og i indeksen: grensene, tegnene PostgreSQL leser, og plassene i teksten."""

import pytest

from veier.sok.handlinger import rens
from veier.sok.indeksering import prosa
from veier.sok.normalisering import (
    LENGSTE_LEST,
    bokmalsform,
    finn_ord,
    ord_steder,
    plasserte_ord,
    skrevne_ord,
    stamme,
)
from veier.sok.sporring import _med, ikke_noe_a_lete_etter
from veier.sok.tolkning import (
    FLEST_LEDD,
    er_sentralt,
    feil_mellom,
    frasen,
    hele_navnet,
    lexem,
    mange_feil,
    navnelexem,
    ordet,
    samlet,
    temalexem,
    tolk,
    uten_hull,
    uttrykkene,
    vektor,
)
from veier.sok.utdrag import lag_merking, utdrag


@pytest.mark.parametrize(
    ("en", "annen", "feil"),
    [
        ("", "", 0), ("", "ab", 2), ("ab", "", 2), ("kor", "kor", 0), ("kor", "kort", 1), ("kort", "kor", 1), ("kor", "kar", 1),
        ("kor", "kro", 1), ("okr", "kor", 1), ("abcd", "badc", 2), ("abc", "cab", 2), ("kor", "dans", 4), ("ab", "ba", 1),
        ("sykehejm", "sykehjem", 1), ("a", "b", 1), ("abc", "ca", 3),
    ],
)  # fmt: skip
def test_tastefeilene_telles(en, annen, feil):
    assert feil_mellom(en, annen) == feil


@pytest.mark.parametrize(("lengde", "feil"), [(1, 1), (6, 1), (7, 2), (12, 2), (13, 3), (40, 3)])
def test_et_langt_ord_kan_ha_flere_tastefeil(lengde, feil):
    assert mange_feil("a" * lengde) == feil


def test_ordene_blir_ledd_postgres_leser():
    assert lexem("o'hara") == "'o''hara'"
    assert lexem("kor", "n/") == "'n/kor'"
    assert (ordet("kork"), ordet("korka")) == ("'kork'", "'korka':*")
    assert navnelexem(("kor", "sang")) == "'=kor sang'"
    assert (temalexem("demens"), temalexem("")) == ("'t/demens'", "'t/'")
    assert samlet(("demen",)) == "'demen':*"
    assert samlet(("gå", "kor")) == "('gå' <1> 'kor' | 'gå' <2> 'kor')"
    assert samlet(("gå", "", "kor")) == "('gå' <2> 'kor' | 'gå' <3> 'kor')"
    assert samlet(("a", "b", "c")).count("|") == 3
    assert frasen(("hjelp", "til", "barn")) == "('hjelp' <2> 'barn')"
    assert frasen(("til", "barn")) == "('barn')"


@pytest.mark.parametrize(("plasser", "ja"), [([14], True), ([15], False), ([15, 90], True), ([1], True)])
def test_det_forste_og_det_gjentatte_er_sentralt(plasser, ja):
    assert er_sentralt(plasser) is ja


def test_et_uttrykk_har_plass_til_smaord_bare_inni():
    assert uttrykkene(["inkludering i arbeid", "til barn", "og på", "med barn i"]) == {
        (stamme("inkludering"), "", "arbeid"),
        ("barn",),
    }
    assert uten_hull(("a", "", "b")) == ("a", "b")
    assert hele_navnet("Kor for alle") == ("kor", "alle")


def test_vektoren_har_sonene_navnet_og_temaene():
    ord_ = vektor(navn="Koret", emne="Musikk", tekst="De synger. Kor og dans", temaer=("demens",)).split(" '")
    ut = {o.strip("'").replace("'", "") for o in ord_}
    assert {"n/kor:1", "e/kor:1", "=kor", "t/demens"} <= ut
    assert "t/" not in ut
    assert any(o.startswith("e/musikk:") for o in ut)
    assert not any(o.startswith(("n/musikk", "e/dans", "n/dans")) for o in ut)
    assert "h/kor" in ut
    assert vektor(navn="Koret").endswith("'t/'")


def test_saa_mange_ord_leses_og_ikke_flere():
    ord_ = "hund katt hest ku sau gris and høne rev ulv bjørn gaupe elg rein".split()
    assert [d.skrevet for d in tolk(" ".join(ord_)).ledd] == ord_[:FLEST_LEDD]
    assert FLEST_LEDD == 12


def test_minus_og_anforselstegn():
    s = tolk('hest -katt "to ku" -"stor hund"')
    assert [d.skrevet for d in s.ledd] == ["hest"]
    assert s.fraser == (("to", "ku"),)
    assert [d.skrevet for d in s.uten] == ["katt", "stor", "hund"]
    assert s.monstre() == [r"\mto[^[:alnum:]]+ku\M"]
    assert not s.tom
    assert tolk("-hest").tom
    assert tolk('"i og på"').tom
    assert not tolk('"hest"').tom


@pytest.mark.parametrize(
    ("tekst", "tomt"),
    [("og på", True), ("!?", True), ("", True), ("日本", False), ("hest", False), ("-hest", True)],
)
def test_smaord_er_ikke_noe_a_lete_etter(tekst, tomt):
    assert ikke_noe_a_lete_etter(tekst, tolk(tekst)) is tomt


def test_bare_det_rettede_ordet_byttes():
    assert _med("Demns, for eldre -demns", [("demns", "demens")]) == "demens for eldre -demns"
    assert _med("«demns»", [("demns", "demens")]) == "demens"


def test_et_tegn_som_blir_to_flytter_ikke_ordene():
    """«İ» er to tegn med små bokstaver. Plassene gjelder teksten slik den står."""
    tekst = "İ Skole"
    assert [(tekst[a:b], s) for a, b, s in ord_steder(tekst)][-1] == ("Skole", "skol")
    (*_forst, skole) = finn_ord(tekst)
    assert (skole.skrevet, skole.start, skole.slutt) == ("skole", 2, 7)


def test_bare_begynnelsen_paa_noe_limt_inn_leses():
    langt = "a" * (LENGSTE_LEST + 1)
    assert LENGSTE_LEST == 80
    assert skrevne_ord(langt) == plasserte_ord(langt) == ["a" * 80]
    assert len(finn_ord(langt)[0].form) == 80
    assert finn_ord(langt)[0].slutt == 81


def test_et_uttrykk_gaar_ikke_paa_tvers_av_setninger():
    assert plasserte_ord("Vi synger. Dans er gøy\nog fint") == [
        "vi", "synger", *[""] * 5, "dans", "er", "gøy", *[""] * 5, "og", "fint",
    ]  # fmt: skip
    assert [o.setning for o in finn_ord("Ett. To og tre\nFire; fem. Seks")] == [0, 1, 1, 1, 2, 2, 3]
    assert [o.setning for o in finn_ord("ca. to kl. fire")] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("ord_", "form"),
    [
        ("innvandrarar", "innvandrere"), ("innvandrarane", "innvandrere"), ("vanskeleg", "vanskelig"),
        ("vanskelege", "vanskelige"), ("kulturelt", "kulturell"), ("923 609 016", "923609016"), ("arar", "arar"),
    ],
)  # fmt: skip
def test_nynorsk_blir_bokmaal_med_boyningen(ord_, form):
    assert bokmalsform(ord_) == form


@pytest.mark.parametrize(
    ("ord_", "stammen"),
    [
        ("bil", "bil"), ("bile", "bil"), ("ise", "ise"), ("hager", "hag"), ("kurs", "kurs"), ("språkkurs", "språkkurs"),
        ("skoles", "skol"), ("hunds", "hunds"), ("hundens", "hund"), ("løsning", "løsn"), ("utdanning", "utdann"), ("trening", "tren"),
        ("rammen", "ram"), ("Alta", "alta"), ("Bergens", "bergen"), ("leser", "les"), ("ensomheten", "ensom"),
    ],
)  # fmt: skip
def test_stammen_er_minst_tre_tegn(ord_, stammen):
    assert stamme(ord_) == stammen


@pytest.mark.parametrize(
    ("q", "rent"),
    [
        ("a b c d e", "a b c d e"), ("a b c d e f", None), ("å" * 60, "å" * 60), ("å" * 61, None), ("snake_case-ord", "snake case-ord"),
        ("3 av 4 i 5", "3 av 4 i 5"), ("1 2 3 4", None), ("WWW.no", None), ("HTTP://x", None), (" ", None),
    ],
)  # fmt: skip
def test_bare_et_kort_begrep_huskes(q, rent):
    assert rens(q) == rent


def test_prosaen_er_den_midterste_av_tre_linjer():
    assert prosa("navn\nteksten\nemnet") == "teksten"
    assert prosa("bare\nto") == "bare\nto"
    assert prosa("a\nb\nc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("tekst", "lengde", "sett"),
    [
        ("kor", 9, "[kor]"), ("kor og dans for alle", 9, "[kor] og …"), ("vi har et kor", 6, "… [kor]"),
        ("vi har et kor i byen", 9, "… [kor] i …"), ("kor kor", 7, "[kor] [kor]"), ("dans", 9, ""),
    ],
)  # fmt: skip
def test_utdraget_er_hele_ord_rundt_treffet(tekst, lengde, sett):
    biter = utdrag(tekst, lag_merking(tolk("kor")), lengde=lengde)
    assert "".join(f"[{bit}]" if treff else bit for bit, treff in biter) == sett
