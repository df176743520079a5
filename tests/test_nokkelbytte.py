"""Nøklene byttes slik docs/drift.md sier. Alt som kunne leses før, kan leses etterpå, også når den gamle er borte."""

from __future__ import annotations

import importlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.core import signing
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.crypto import salted_hmac

from samarbeid.models import Kalenderadresse, Samtale
from samarbeid.samtaler.svaradresse import finn_samtalen, svaradressen
from tests import adresser
from tests.adresser import lag_utkast
from veier.epost import avmelding
from veier.epost.brevslag import INVITASJONER, VARSLER, varslene
from veier.epost.models import Adressenokkel, Avmelding
from veier.grense.models import Teller

pytestmark = pytest.mark.django_db
NY = "den nye nøkkelen, som er lang nok til å være en nøkkel 0987654321"
# Det som er skrevet og ikke bekreftet, ligger kryptert i lenken i sju dager. Kommandoen sier hvor lenge den gamle må stå.
I_LENKEN = {"behov_spor_bekreft", "samtale_bekreft", "varsel_bekreft"}


def _sider(verden, utkast):
    """(navn, sti) for hver side bak en nøkkel."""
    for adresse in adresser.alle_adresser():
        if {"nokkel", "kode"} & set(adresse.deler):
            yield adresse.navn, adresse.sti(adresser.levende(adresse, utkast, verden))


def _svar(klienter, stier):
    ut = {}
    for rolle, klient in klienter.items():
        Teller.objects.all().delete()  # grensene prøves et annet sted
        ut |= {(rolle, navn): klient.get(sti).status_code for navn, sti in stier}
    return ut


@pytest.mark.grundig
def test_krypteringsnokkelen_byttes_og_alt_svarer_som_for(verden, settings):
    klienter = {"anonym": Client(), **{r: verden.klient(r) for r in ("eier", "redaktor")}}
    stier = [("min_side", "/min-side/"), *_sider(verden, lag_utkast())]
    app = {a.pk: decrypt(a.data["secret"]) for a in Authenticator.objects.filter(type="totp")}
    kalendere = {k.pk: k.nokkel for k in Kalenderadresse.objects.all()}
    for_ = _svar(klienter, stier)
    assert app
    assert kalendere
    settings.KRYPTONOKLER = [NY, *settings.KRYPTONOKLER]
    call_command("bytt_nokkel")
    assert _svar(klienter, stier) == for_
    settings.KRYPTONOKLER = [NY]
    etter = _svar(klienter, stier)
    assert {navn for (rolle, navn), svar in for_.items() if svar != etter[rolle, navn]} == I_LENKEN
    assert {a.pk: decrypt(a.data["secret"]) for a in Authenticator.objects.filter(type="totp")} == app
    assert {k.pk: k.nokkel for k in Kalenderadresse.objects.all()} == kalendere


def _slar_av(epost, varsel):
    avmelding.sett(avmelding.les(_lenken(epost, varsel)), av=True)


def _lenken(epost, varsel):
    return avmelding.lenke_for(epost, varsel).split("/")[-2]


def test_den_som_har_sagt_nei_til_e_post_far_den_aldri_igjen_uansett_hvor_mange_bytter(settings):
    for varsel in (INVITASJONER, VARSLER):
        _slar_av("Kari@eksempel.no", varsel)
    gammel_lenke = _lenken("ola@eksempel.no", VARSLER)
    for nr in range(3):
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = f"{NY} {nr}", []
        settings.KRYPTONOKLER = [f"{NY} krypto {nr}", *settings.KRYPTONOKLER]
        call_command("bytt_nokkel")
        settings.KRYPTONOKLER = settings.KRYPTONOKLER[:1]
        call_command("bytt_nokkel", "--ny-avmeldingsnokkel")
        assert avmelding.er_avmeldt("kari@eksempel.no", INVITASJONER)
        assert not avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)
    # Lenken i et gammelt brev virker fortsatt, og den som slår det på igjen, får det.
    avmelding.sett(avmelding.les(gammel_lenke), av=True)
    assert avmelding.er_avmeldt("ola@eksempel.no", VARSLER)
    avmelding.sett(avmelding.valg_for("kari@eksempel.no", VARSLER), av=False)
    assert not avmelding.er_avmeldt("kari@eksempel.no", VARSLER)
    assert len(varslene()) > 2


def test_en_nokkel_pa_avveie_kan_bort_med_en_gang_uten_at_noen_far_e_post_de_har_sagt_nei_til(settings):
    _slar_av("kari@eksempel.no", INVITASJONER)
    settings.KRYPTONOKLER = [NY, *settings.KRYPTONOKLER]
    call_command("bytt_nokkel", "--bare-avmeldinger")
    settings.KRYPTONOKLER = [NY]
    assert avmelding.er_avmeldt("kari@eksempel.no", INVITASJONER)
    assert not avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)


def test_kan_nokkelen_ikke_leses_sendes_det_ingen_har_bedt_om_ikke_og_ingenting_gir_500(settings, client):
    lenke = f"/epost/av/{_lenken('kari@eksempel.no', INVITASJONER)}/"
    _slar_av("kari@eksempel.no", INVITASJONER)
    settings.KRYPTONOKLER = [NY]
    assert avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)
    assert not avmelding.valg_for("kari@eksempel.no", INVITASJONER).er_av
    assert (client.get(lenke).status_code, client.post(lenke).status_code) == (404, 404)
    with pytest.raises(CommandError, match="Ingenting er endret"):
        call_command("bytt_nokkel", "--bare-avmeldinger")
    # Er den gamle tapt for godt, må noen si at valgene skal glemmes.
    call_command("bytt_nokkel", "--ny-avmeldingsnokkel")
    assert avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)
    call_command("bytt_nokkel", "--ny-avmeldingsnokkel", "--glem-uleselige")
    assert not avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)
    with pytest.raises(CommandError, match="brukes sammen med"):
        call_command("bytt_nokkel", "--glem-uleselige")


def test_de_som_sa_nei_for_avmeldingene_fikk_egne_nokler_er_fortsatt_avmeldt(settings):
    """Migreringen tar vare på det avtrykkene ble laget med: SECRET_KEY, og den som var byttet ut."""
    migrering = importlib.import_module("veier.epost.migrations.0005_adressenokler")
    da, for_ = settings.SECRET_KEY, "den som var før, og som sto i SECRET_KEY_FALLBACKS 1234567890"
    settings.SECRET_KEY_FALLBACKS = [for_]
    for epost, nokkel in (("kari@eksempel.no", da), ("ola@eksempel.no", for_)):
        avtrykk = salted_hmac("veier.epost.avmelding", epost, secret=nokkel, algorithm="sha256").hexdigest()
        Avmelding.objects.create(avtrykk=avtrykk, varsel=INVITASJONER)
    gammel_lenke = signing.dumps(
        [salted_hmac("veier.epost.avmelding", "ida@eksempel.no", algorithm="sha256").hexdigest(), VARSLER],
        salt="veier.epost.avmelding",
    )
    Adressenokkel.objects.all().delete()
    migrering.lag_nokler(apps, None)
    avmelding.sett(avmelding.les(gammel_lenke), av=True)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NY, []
    assert avmelding.er_avmeldt("kari@eksempel.no", INVITASJONER)
    assert avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)
    assert avmelding.er_avmeldt("ida@eksempel.no", VARSLER)
    assert not avmelding.er_avmeldt("ida@eksempel.no", INVITASJONER)
    with pytest.raises(RuntimeError, match="Legg inn kopien"):
        migrering.bare_uten_avmeldinger(apps, None)


def test_svaradressen_i_et_gammelt_brev_finner_samtalen_etter_byttet(verden, settings):
    settings.SVARDOMENE = "svar.eksempel.no"
    samtale = Samtale.objects.first()
    gammel = svaradressen(samtale)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NY, []
    ny = svaradressen(samtale)
    assert ny != gammel
    assert finn_samtalen(gammel) == finn_samtalen(ny) == samtale
