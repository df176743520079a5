"""Nøklene byttes slik docs/drift.md sier. Alt som kunne leses før, kan leses etterpå, også når den gamle er borte."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.management import call_command
from django.test import Client

from samarbeid.models import Kalenderadresse, Samtale
from samarbeid.samtaler.svaradresse import finn_samtalen, svaradressen
from tests import adresser
from tests.adresser import lag_utkast
from veier.epost import avmelding
from veier.epost.brevslag import INVITASJONER, VARSLER, varslene
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


def test_den_som_har_slatt_av_e_posten_far_den_ikke_igjen_nar_nokkelen_byttes(settings):
    gammel = settings.SECRET_KEY
    for varsel in (INVITASJONER, VARSLER):
        avmelding.sett(avmelding.les(avmelding.lenke_for("Kari@eksempel.no", varsel).split("/")[-2]), av=True)
    gammel_lenke = avmelding.lenke_for("ola@eksempel.no", VARSLER).split("/")[-2]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NY, [gammel]
    assert avmelding.er_avmeldt("kari@eksempel.no", INVITASJONER)
    assert not avmelding.er_avmeldt("ola@eksempel.no", INVITASJONER)
    # En lenke fra et gammelt brev virker fortsatt.
    avmelding.sett(avmelding.les(gammel_lenke), av=True)
    assert avmelding.er_avmeldt("ola@eksempel.no", VARSLER)
    # Og den som slår det på igjen, får det.
    avmelding.sett(avmelding.valg_for("kari@eksempel.no", VARSLER), av=False)
    assert not avmelding.er_avmeldt("kari@eksempel.no", VARSLER)
    settings.SECRET_KEY_FALLBACKS = []
    assert avmelding.er_avmeldt("kari@eksempel.no", INVITASJONER)
    assert avmelding.er_avmeldt("ola@eksempel.no", VARSLER)
    assert len(varslene()) > 2


def test_svaradressen_i_et_gammelt_brev_finner_samtalen_etter_byttet(verden, settings):
    settings.SVARDOMENE = "svar.eksempel.no"
    samtale = Samtale.objects.first()
    gammel = svaradressen(samtale)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NY, []
    ny = svaradressen(samtale)
    assert ny != gammel
    assert finn_samtalen(gammel) == finn_samtalen(ny) == samtale
