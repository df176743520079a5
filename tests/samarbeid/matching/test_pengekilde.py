"""Pengene det søkes om: statens ordning, kommunens egen, eller ingen av dem."""

import pytest

from samarbeid.matching.lesing.pengekilde import (
    FELLES,
    KOMMUNALT,
    STATLIG,
    Pengekilde,
    les_pengekilde,
    med_kilden,
)


@pytest.mark.parametrize(
    ("tekst", "modell"),
    [
        ("Vi vil søke kommunen om penger fra den vanlige ordningen for lag.", KOMMUNALT),
        ("Me vil søkje kommunen om pengar frå den vanlege ordninga.", KOMMUNALT),
        ("Vi søker bydelen om midler den deler ut til frivillige hvert år.", KOMMUNALT),
        ("Fylkeskommunen har en folkehelsepott vi vil søke 300 000 fra.", KOMMUNALT),
        ("Vi ber om 100 000 fra kommunens næringsfond, som lyser ut midler hver vår.", KOMMUNALT),
        ("Vi vil søke Navs tilskudd til sosiale entreprenører.", STATLIG),
        ("Vi har søkt om penger fra Helsedirektoratet.", STATLIG),
        ("Vi søker statlige midler.", STATLIG),
        ("Vi søker en kommune å prøve det i.", ""),
        ("Kommunen betaler 40 000 for kurset.", ""),
        ("Kommunen deler ut brosjyrer. Vi søker folk.", ""),
        ("Barna søker trøst. Nav har midler.", ""),
        ("Vi vil ikke søke kommunen om penger fra den vanlige ordningen.", ""),
        ("Vi søker ikkje kommunen om pengar frå den vanlege ordninga.", ""),
        # En setning som nekter, og en som ikke søker noe, står foran den som gjør det.
        ("Vi vil ikke søke statlige midler. Vi søker Navs tilskudd til sosiale entreprenører.", STATLIG),
        ("Det er et godt tilbud. Barna leker ute. Vi søker statlige midler.", STATLIG),
        # Skjønnsmidlene søker kommunen om, ikke entreprenøren.
        ("Kommunen søker statsforvalteren om skjønnsmidler sammen med oss.", ""),
    ],
)
def test_kilden_leses_av_setningen(tekst, modell):
    assert les_pengekilde(tekst).modell == modell


def test_a_soke_om_penger_er_ikke_en_soknad_sammen():
    kilde = Pengekilde(KOMMUNALT, "den vanlige ordningen")
    assert med_kilden({FELLES: "søke om penger"}, kilde) == {KOMMUNALT: "den vanlige ordningen"}
    assert FELLES in med_kilden({FELLES: "søke sammen med kommunen"}, kilde)
    assert med_kilden({FELLES: "søke om penger"}, Pengekilde()) == {FELLES: "søke om penger"}


def test_ordene_siteres_slik_de_star():
    assert les_pengekilde("Hei. Vi søker om Statlige midler nå.").ord == "Statlige midler"
