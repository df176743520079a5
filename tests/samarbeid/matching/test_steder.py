"""Stedene en tekst nevner, slik folk skriver dem."""

import pytest

from samarbeid.matching.lesing.steder import les_steder_i_tekst


@pytest.fixture(scope="module")
def navn(kunnskap):
    kommuner = {o.navn: o.kode for o in kunnskap.omrader.values() if o.type == "kommune"}
    fylker = {f"{o.navn} fylke": o.kode for o in kunnskap.omrader.values() if o.type == "fylke"}
    return kommuner | fylker


@pytest.mark.parametrize(
    ("tekst", "steder"),
    [
        ("Gatefotball for unge menn. Haugesund.", ["Haugesund"]),
        ("HAUGESUND", ["Haugesund"]),
        ("Vi vil prøve dette. Sandnes og Gjesdal.", ["Sandnes", "Gjesdal"]),
        ("Tilbud i Rana og Hemnes kommune", ["Rana", "Hemnes"]),
        ("rana og hemnes kommune trenger dette", ["Rana", "Hemnes"]),
        ("Vi tenker på Lørenskog, Rælingen og Nittedal.", ["Lørenskog", "Rælingen", "Nittedal"]),
        ("app for elever, sandnes, ferdig laget", ["Sandnes"]),
        ("me bur i sogndal og vil starte kafe", ["Sogndal"]),
        ("Porsanger – Porsáŋgu – Porsanki", ["Porsanger"]),
        ("Kautokeino/Guovdageaidnu", ["Kautokeino"]),
        ("Tilbudet er i 5528 Haugesund", ["Haugesund"]),
        ("Vi har leid lokale i 3510 Hønefoss", ["Ringerike"]),
        ("Adressen har postnummer 9510", ["Finnmark fylke"]),
        ("Vi har en time i uka i Time", ["Time"]),
        ("Innlandet fylkeskommune", ["Innlandet fylke"]),
        ("BERGEN KOMMUNE", ["Bergen"]),
        ("Årstad bydel i Bergen", ["Bergen"]),
        ("Nord-Norge", ["Nordland fylke", "Troms fylke", "Finnmark fylke"]),
        ("For kommunene i gamle Viken", ["Østfold fylke", "Akershus fylke", "Buskerud fylke"]),
        ("Tilbudet finnes i Bergen, og nå vil vi til Stavanger", ["Stavanger"]),
        ("Universitetet i Bergen har målt det. Vi vil til Voss.", ["Voss"]),
        ("Vi begynner i Haugesund i Rogaland", ["Haugesund"]),
        ("Velforening i Frogner. Frogner i gamle Sørum vokser.", ["Lillestrøm"]),
        ("På Fjell i Drammen er det folk som lager mat", ["Drammen"]),
        ("På Frogner sykehjem i Lier veide vi maten", ["Lier"]),
        ("Grünerløkka skole i Oslo, og Nordstrand idrettslag i Bodø", ["Oslo", "Bodø"]),
        ("Bygdene rundt Os, et stykke sør for Bergen", ["Bjørnafjorden"]),
        ("Like nord for Trondheim", ["Trondheim"]),
        ("Vi er på Tøyen og i Drammen", ["Oslo", "Drammen"]),
        ("Vi holder til i Herøy i Møre og Romsdal", ["Herøy"]),
        ("Oppfølgingen av Trondheims unge", ["Trondheim"]),
        ("Barnehagene i Bø og Sauherad vil ha mer lek", ["Midt-Telemark"]),
        ("Tilbudet gjelder Os", ["Os"]),
        ("Trening for eldre menn. Ski.", ["Nordre Follo"]),
        ("Vestlandet", ["Rogaland fylke", "Møre og Romsdal fylke", "Vestland fylke"]),
        ("postnr 5210", ["Bergen"]),
        ("Vi vil starte på Sotra.", ["Øygarden"]),
        ("Ungdom på Jeløy og Kråkerøy", ["Moss", "Fredrikstad"]),
        ("Kommunene Lyngen og Kåfjord/Gáivuotna/Kaivuono", ["Lyngen", "Kåfjord"]),
        ("Vi har gjort dette i Molde. No vil vi til Giske", ["Giske"]),
    ],
)
def test_steder_leses_av_det_som_star_rundt(tekst, steder, navn, kunnskap):
    ventet = {{"Herøy": "1515", "Os": "3430"}.get(s) or navn[s] for s in steder}
    assert set(les_steder_i_tekst(tekst, kunnskap).omrader) == ventet


@pytest.mark.parametrize(
    "tekst",
    [
        "Vi trener på stranda og i gata",
        "Per Hamar leder laget",
        "Lister over deltakere ligger på kontoret",
        "Folk i Herøy trenger hjelp",
        "I time etter time satt de der",
        "Høsten 2024 Var vi i gang",
        "Eva Moss Hansen svarer på spørsmål",
    ],
)
def test_et_navn_som_ikke_er_et_sted_her_leses_ikke(tekst, kunnskap):
    assert les_steder_i_tekst(tekst, kunnskap).omrader == ()


@pytest.mark.parametrize(
    ("tekst", "med", "uten"),
    [
        ("Hele Haugalandet er aktuelt", ["Haugesund", "Karmøy", "Tysvær"], ["Stavanger"]),
        ("Vi bor i Sogn og Fjordane", ["Sogndal", "Kinn"], ["Bergen"]),
        ("Vi kjem frå Hordaland", ["Bergen", "Voss"], ["Sogndal"]),
        ("Romsdal og Nordmøre", ["Molde", "Kristiansund"], ["Ålesund"]),
    ],
)
def test_regioner_og_gamle_fylker_er_kommunene_i_dem(tekst, med, uten, navn, kunnskap):
    lest = set(les_steder_i_tekst(tekst, kunnskap).omrader)
    assert {navn[s] for s in med} <= lest
    assert not {navn[s] for s in uten} & lest


@pytest.mark.parametrize(
    ("tekst", "bydel"),
    [
        ("Møteplass på Grünerløkka", "bydel-grunerlokka"),
        ("Bydel Stovner", "bydel-stovner"),
        ("Ungdommer på Holmlia", "bydel-sondre-nordstrand"),
        ("Nav Frogner i Oslo", "bydel-frogner"),
    ],
)
def test_bydelen_i_oslo_leses(tekst, bydel, kunnskap):
    lest = les_steder_i_tekst(tekst, kunnskap)
    assert (lest.omrader, lest.bydel) == (("0301",), bydel)


def test_et_navn_flere_kommuner_har_blir_et_sporsmal(kunnskap):
    assert les_steder_i_tekst("Folk i Herøy trenger hjelp", kunnskap).flertydige == (
        ("Herøy", ("1515", "1818")),
    )
