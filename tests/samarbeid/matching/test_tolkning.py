"""Det teksten sier om feltene i skjemaet."""

import pytest

from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Ideprofil


def _les(tekst, kunnskap, **felt):
    return tolk(Ideprofil("Idé", tekst, **felt), kunnskap)


@pytest.mark.parametrize(
    ("tekst", "felt", "verdi"),
    [
        ("Det koster 150 000 kroner i året.", "arlig_belop", 150_000),
        ("Det koster 150.000 kr per år", "arlig_belop", 150_000),
        ("Vi trenger 1,5 millioner kroner i året", "arlig_belop", 1_500_000),
        ("Prisen er 300 tusen kroner årlig", "arlig_belop", 300_000),
        ("Det kostar 5 000 kroner i månaden, altså 5 000 kr per måned", "arlig_belop", 60_000),
        ("Totalt 600 000 kroner i to år", "arlig_belop", 300_000),
        ("Det koster 4000 kroner per deltaker", "arlig_belop", None),
        ("Kommunen bruker 20 millioner kroner i året på dette", "arlig_belop", None),
        ("Kommunen sparer 2 millioner kroner i året", "arlig_belop", None),
        ("Banken ga 4,5 millioner kroner", "arlig_belop", None),
        ("Det koster 99 999 999 millioner kroner i året", "arlig_belop", None),
        ("Vi vil prøve det i et halvt år", "varighet_ar", 0.5),
        ("Det varer i seks måneder", "varighet_ar", 0.5),
        ("Kurset varer i 26 uker", "varighet_ar", 0.5),
        ("Avtalen går over to halvår", "varighet_ar", 1.0),
        ("Den varer i 40 år", "varighet_ar", None),
        ("Avtalen varer i tre år", "varighet_ar", 3.0),
        ("Vi har drevet i fem år", "varighet_ar", None),
        ("Ungdom på 16 og 17 år", "varighet_ar", None),
        ("Vi er en stiftelse", "organisasjonsform", "STI"),
        ("Bedriften vår er et AS", "organisasjonsform", "AS"),
        ("Vi er en forening", "organisasjonsform", "FLI"),
        ("Vi tar ikke ut utbytte", "utbytte", False),
        ("Vi er registrert i Frivillighetsregisteret", "frivillighetsregisteret", True),
        ("Løsningen finnes ikke fra før", "finnes_fra_for", "nei"),
        ("Vi har testet i to kommuner", "modenhet", "testet"),
        ("Vi vil teste i to kommuner", "modenhet", None),
        ("Tilbudet er i bruk i ti kommuner", "modenhet", "drift"),
        ("Vi har ikke prøvd det ennå", "modenhet", None),
        ("Problemet finnes i mange kommuner", "modenhet", None),
        ("Vi har laga eit spel", "modenhet", "prototype"),
        ("De får et helt nytt liv", "finnes_fra_for", None),
        ("Det er en app", "tjenestetype", "digital"),
        ("Nav sparer penger", "hvem_sparer", "stat"),
        ("Unge som har sluttet på videregående", "situasjon", "sluttet_i_skole"),
        ("Unge som verken er i jobb eller utdanning", "situasjon", "utenfor_alt"),
        ("Elever på videregående skole", "situasjon", "i_skole"),
    ],
)
def test_teksten_fyller_tomme_felt(tekst, felt, verdi, kunnskap):
    assert getattr(_les(tekst, kunnskap).ide, felt) == verdi


@pytest.mark.parametrize(
    ("tekst", "alder"),
    [
        ("Ungdom mellom 13 og 19 år", (13, 19)),
        ("For barn 6–12 år", (6, 12)),
        ("Barn under 16 år", (0, 15)),
        ("Folk over 67 år", (67, 120)),
        ("For 14-åringer", (14, 14)),
        ("Elever på 8. trinn", (13, 14)),
        ("Ungdommer på 17 og 18 år", (17, 18)),
        ("Vi har 25 års erfaring", None),
        ("De går på 12. trinn", None),
        ("Ungdom mellom 19 og 13 år", None),
    ],
)
def test_alder_leses_av_tall(tekst, alder, kunnskap):
    tolkning = _les(tekst, kunnskap)
    assert (tolkning.alder if tolkning.alder_sikker else None) == alder


@pytest.mark.parametrize(
    ("tekst", "omrader"),
    [
        ("Vi vil begynne i Trondheim.", ("5001",)),
        ("Tilbudet er i Rogaland", ("11",)),
        ("Vi holder til i Oslo", ("0301",)),
        ("Vi begynner i Eidsberg", ("3118",)),
        ("Vi er i Guovdageaidnu", ("5612",)),
        ("Folk i Herøy trenger hjelp", ()),
        ("I time etter time", ()),
        ("Det gjelder hele landet", ("NO",)),
    ],
)
def test_sted_leses_av_teksten_nar_det_er_entydig(tekst, omrader, kunnskap):
    assert _les(tekst, kunnskap).omrader == omrader


def test_gammelt_kommunenummer_forer_til_dagens(kunnskap):
    assert _les("x", kunnskap, omrader=("1601",)).omrader == ("5001",)


def test_valgt_svar_vinner_og_motstriden_nevnes(kunnskap):
    tolkning = _les("Vi har testet i to kommuner", kunnskap, modenhet="ide")
    assert tolkning.ide.modenhet == "ide"
    assert [(g.kode, g.detaljer["felt"]) for g in tolkning.mangler] == [("motstrid", "modenhet")]


def test_vet_ikke_regnes_som_ikke_besvart(kunnskap):
    assert _les("x", kunnskap, styres_av="vet_ikke").ide.styres_av is None


@pytest.mark.parametrize(
    ("tekst", "modell"),
    [
        ("Vi trenger et tomt lokale", "lokaler-og-utstyr"),
        ("Vi vil kurse de ansatte", "opplaering-til-egenregi"),
        ("Vi vil bruke en statlig ordning", "statlig-tilskudd"),
        ("En sosial investor er med", "samarbeid-med-investor"),
        ("Vi vil prøve i noen måneder", "pilotavtale"),
        ("Kommunen betaler en årlig avgift", "abonnement"),
        ("Institusjonane blir sertifiserte", "sertifisering"),
        ("Vi kan ta imot folk i arbeidstrening", "arbeidspraksis"),
        ("Gårdeierne betaler mest, og støtten trappes ned", "trepartsavtale"),
        ("En investor betaler først, og det offentlige når målet er nådd", "effektkontrakt"),
    ],
)
def test_onsker_med_egne_ord_blir_oppfattet(tekst, modell, kunnskap):
    assert modell in _les(tekst, kunnskap).onsker


def test_erfaring_er_ikke_et_onske_om_pilot(kunnskap):
    assert "pilotavtale" not in _les("Vi har testet det i to kommuner", kunnskap).onsker


def test_uttrykk_uten_ord_legges_ikke_i_ordlisten():
    from samarbeid.matching.lesing.tekst import Ordliste, lag_uttrykk

    liste = Ordliste()
    liste.legg_til(lag_uttrykk("…"), "x")
    assert liste.finn("noe tekst", []) == []


def test_valgt_malgruppe_uten_tema_gir_det_temaet_den_vanligvis_horer_til(kunnskap):
    assert _les("x", kunnskap, malgruppe=("personer-med-rusbakgrunn",)).temaslugger == ("rus",)
    assert _les("x", kunnskap, malgruppe=("ungdom",)).temaslugger == ()


@pytest.mark.parametrize(
    ("losning", "slag"),
    [
        ("Dansekveld en gang i måneden.", None),
        ("Vi kommer én gang i uka.", None),
        ("Me kjem ein gong i året.", None),
        ("Vi trenger 100 000 én gang.", "ett_kjop"),
        ("Kurs en gang i uka. Utstyret kjøpes bare én gang.", "ett_kjop"),
    ],
)
def test_hvor_ofte_noe_skjer_er_ikke_ett_kjop(losning, slag, kunnskap):
    assert tolk(Ideprofil("Dans", "Det er stille.", losning=losning), kunnskap).ide.kostnadsslag == slag
