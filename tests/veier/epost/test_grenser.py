"""Ingen kan bruke portalen til å fylle en annens innboks."""

import pytest
from allauth.core import context
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from veier.brukere.models import Bruker
from veier.epost import maler
from veier.epost.grenser import SLAG, ForMangeEposter, Slag, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def som():
    """Gjør det som følger til noe denne brukeren gjør i en forespørsel."""

    def begynn(bruker=None, fra="203.0.113.9"):
        request = RequestFactory().post("/", REMOTE_ADDR=fra)
        request.user = bruker or AnonymousUser()
        return context.request_context(request)

    return begynn


def _lov(mal, til, ganger):
    """Hvor mange av gangene som slapp gjennom."""
    antall = 0
    for _ in range(ganger):
        try:
            sendes = tell(mal, til=til)
        except ForMangeEposter as feil:
            assert feil.vent_sekunder > 0
            assert "Prøv igjen om " in str(feil)
        else:
            antall += sendes
    return antall


def test_samme_slag_til_samme_person_femten_ganger_er_fem(som):
    kari = Bruker.objects.create(epost="kari@eksempel.no")
    with som(kari):
        assert _lov("foresporsel_ny", "ola@eksempel.no", 15) == 5
        assert _lov("foresporsel_ny", "OLA@eksempel.no", 1) == 0
        assert _lov("foresporsel_ny", "per@eksempel.no", 1) == 1


def test_mange_avsendere_til_en_mottaker_er_tjue(som):
    lov = 0
    for nr in range(8):
        bruker = Bruker.objects.create(epost=f"b{nr}@eksempel.no")
        with som(bruker):
            lov += _lov("invitasjon", "ola@eksempel.no", 5)
    assert lov == 20


def test_en_konto_kan_ikke_skrive_til_alle(som):
    kari = Bruker.objects.create(epost="kari@eksempel.no")
    with som(kari):
        assert sum(_lov("invitasjon", f"m{nr}@eksempel.no", 1) for nr in range(250)) in range(200, 206)


def test_det_som_ogsa_star_i_koen_stanser_ingen(som):
    for nr in range(8):
        with som(Bruker.objects.create(epost=f"b{nr}@eksempel.no")):
            assert all(
                isinstance(tell("versjon_til_gjennomgang", til="red@eksempel.no"), bool) for _ in range(6)
            )
    with som(Bruker.objects.create(epost="en@eksempel.no")):
        assert tell("foresporsel_redaksjon", til="red@eksempel.no") is False
        assert tell("versjon_publisert", til="red@eksempel.no") is True


def test_bekreftelser_er_fem_enten_adressen_har_konto_eller_ikke(som):
    with som():
        assert (
            _lov("bekreft_adresse", "ny@eksempel.no", 7) == _lov("konto_finnes", "kari@eksempel.no", 7) == 5
        )


def test_fremmede_stanser_ikke_hennes_egen_bekreftelse(som):
    """Fire nett som melder inn adressen hennes, fylte den før; nå er det åtte, og noen som inviterer henne i tillegg."""
    for nr in range(8):
        with som(fra=f"203.0.{nr}.9"):
            _lov("bekreft_adresse", "hun@eksempel.no", 6)
        with som(Bruker.objects.create(epost=f"b{nr}@eksempel.no")):
            _lov("invitasjon", "hun@eksempel.no", 6)
    with som(fra="203.0.0.77"):  # nabo til en av dem: intet nytt sted
        assert _lov("bekreft_adresse", "hun@eksempel.no", 1) == 0
    with som(fra="192.0.2.4"):
        assert _lov("bekreft_adresse", "hun@eksempel.no", 1) == 1
    with som(Bruker.objects.create(epost="gammel@eksempel.no")):  # hun bytter til adressen, innlogget
        assert _lov("bekreft_ny_adresse", "hun@eksempel.no", 5) == 5


def test_bekreftelser_til_en_har_et_tak_uansett_hvor_mange_som_ber(som):
    lov = 0
    for nr in range(60):
        with som(fra=f"203.0.{nr}.9"):
            lov += _lov("bekreft_adresse", "hun@eksempel.no", 2)
    assert 50 <= lov <= 52


def test_et_varsel_om_egen_konto_kommer_alltid_fram(som):
    kari = Bruker.objects.create(epost="kari@eksempel.no")
    with som(kari):
        assert _lov("konto_endret", "kari@eksempel.no", 300) == 300
    assert _lov("inaktiv_varsel", "kari@eksempel.no", 30) == 30  # en jobb har ingen avsender


def test_hver_invitasjon_til_et_behov_kommer_fram_ogsa_den_sjette(som):
    """Den står som sendt, og kan ikke sendes en gang til. Grensen er skjemaet, og at hvert behov inviterer hver én gang."""
    with som(Bruker.objects.create(epost="ola@trondheim.kommune.no")):
        assert _lov("behov_invitert", "eva@eksempel.no", 25) == 25


def test_hver_epost_til_andre_enn_den_det_gjelder_har_et_slag():
    """En ny e-post må få et slag, eller stå her med de andre som bare forteller om noe som har skjedd."""
    varsler = {
        "adressebytte_bedt",
        "behov_invitert",
        "adressebytte_stengt",
        "adressebytte_til_redaksjonen",
        "eksempel_ikke_publisert",
        "eksempel_til_kollega",
        "organisasjon_avslatt",
        "organisasjon_bekreftet",
        "organisasjon_venter",
        "adressebytte_gjort",
        "adressebytte_stoppet",
        "eksport_klar",
        "henvendelse_svar",
        "foresporsel_avslatt",
        "foresporsel_godtatt",
        "inaktiv_varsel",
        "innmelding_mottatt",
        "invitasjon_godtatt",
        "konto_endret",
        "konto_slettet",
        "lagt_ut_igjen",
        "tatt_ned",
        "tatt_ned_av_redaksjonen",
        "redaktor_tok_imot",
        "tilgang_endret",
        "tilgang_gitt",
        "totrinn_tatt_bort",
        "organisasjon_uten_folk",
        "referanse_svart",
        "register_endret",
        "regelforslag_avslatt",
        "regelforslag_godkjent",
        "regelforslag_nytt",
        "samarbeid_frist",
        "samarbeid_nytt",
        "samtale_lenke_stanset",
        "samtale_nytt",
        "sletting_bestilt",
        "behov_medeier_ja",
        "behov_medeier_nei",
        "behov_medeier_spurt",
        "behov_vi_ogsa",
        "kontakter_utloper",
        "kontaktnavn_borte",
        "sporsmal_besvart",
        "sporsmal_fjernet",
        "ukebrev",
        "varsel_nytt",
        "varsel_treff",
        "versjon_mottatt",
        "versjon_publisert",
        "versjon_sendt_tilbake",
    }
    assert set(maler.navn()) - SLAG.keys() - varsler == set()
    assert Slag.VARSEL not in SLAG.values()
