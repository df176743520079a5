"""Klientens adresse: bare det mellomtjenerne har skrevet, aldri det klienten selv kan skrive."""

import pytest
from django.test import RequestFactory

from veier.grense import avsender, klientadresse, nabolag
from veier.grense.adresse import UKJENT, les_adresse

KLIENT, FALSK, YTRE, INDRE = "198.51.100.7", "203.0.113.9", "10.0.0.1", "10.0.0.2"


def _fra(remote, videresendt=None):
    hoder = {} if videresendt is None else {"HTTP_X_FORWARDED_FOR": videresendt}
    return RequestFactory().get("/", REMOTE_ADDR=remote, **hoder)


@pytest.mark.parametrize(
    ("antall", "remote", "videresendt", "ventet"),
    [
        (0, KLIENT, None, KLIENT),
        (0, KLIENT, FALSK, KLIENT),
        (1, INDRE, KLIENT, KLIENT),
        (1, INDRE, f"{FALSK}, {KLIENT}", KLIENT),
        (1, INDRE, f"{FALSK},{FALSK},,unknown, {KLIENT}", KLIENT),
        (2, INDRE, f"{KLIENT}, {YTRE}", KLIENT),
        (2, INDRE, f"{FALSK}, {KLIENT}, {YTRE}", KLIENT),
        # For kort: en forespørsel som gikk utenom, eller en mellomtjener som ikke skriver hodet.
        (1, INDRE, None, INDRE),
        (1, INDRE, "", INDRE),
        (2, INDRE, KLIENT, INDRE),
        # Noe annet enn en adresse på plassen: aldri det som står lenger til venstre.
        (1, INDRE, f"{KLIENT}, unknown", INDRE),
        (1, INDRE, f"{KLIENT}, _skjult", INDRE),
        (1, INDRE, f"{KLIENT},", INDRE),
        (1, INDRE, "<script>", INDRE),
        (1, INDRE, "1" * 100_000, INDRE),
        (1, INDRE, "," * 100_000, INDRE),
        (1, INDRE, "198.51.100.07", INDRE),
        (1, INDRE, "１９８.51.100.7", INDRE),
        # Porter, klammer, og IPv4 skrevet som IPv6.
        (1, INDRE, f"{KLIENT}:51234", KLIENT),
        (1, INDRE, "[2001:db8::1]:443", "2001:db8::1"),
        (1, INDRE, "[2001:db8::1]", "2001:db8::1"),
        (1, INDRE, "2001:DB8:0::1", "2001:db8::1"),
        (1, INDRE, f"::ffff:{KLIENT}", KLIENT),
        (1, INDRE, "fe80::1%eth0", "fe80::1"),
        # En Unix-sokkel har ingen adresse.
        (0, "", None, ""),
        (1, "", KLIENT, KLIENT),
        (1, "", None, ""),
        (0, "unix:", FALSK, ""),
    ],
)
def test_klientadresse(settings, antall, remote, videresendt, ventet):
    settings.MELLOMTJENERE = antall
    assert klientadresse(_fra(remote, videresendt)) == ventet


def test_et_ipv6_nett_er_en_avsender_og_to_nett_er_to(settings):
    settings.MELLOMTJENERE = 0
    i_nettet = {avsender(_fra(f"2001:db8:0:1::{nr:x}")) for nr in range(1, 50)}
    assert i_nettet == {"2001:db8:0:1::/64"}
    assert avsender(_fra("2001:db8:0:2::1")) not in i_nettet
    assert avsender(_fra(f"::ffff:{KLIENT}")) == avsender(_fra(KLIENT)) == KLIENT
    assert avsender(_fra("")) == UKJENT


def test_alt_som_ikke_er_en_adresse_er_ingen():
    for tekst in ("", " ", "x", "999.1.1.1", "1.2.3", "1.2.3.4.5", "[::1", "::1]", "1.2.3.4:", "a:b", "\x00"):
        assert les_adresse(tekst) is None, tekst


def test_alt_som_spor_etter_adressen_far_den_samme(settings):
    from allauth.account.adapter import get_adapter

    settings.MELLOMTJENERE = 1
    request = _fra(INDRE, f"{FALSK}, {KLIENT}")
    assert get_adapter().get_client_ip(request) == klientadresse(request) == KLIENT


@pytest.mark.parametrize(
    ("remote", "ventet"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", UKJENT),
    ],
)
def test_naboer_er_samme_sted(remote, ventet):
    assert nabolag(_fra(remote)) == ventet
