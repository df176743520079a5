from datetime import timedelta

import pytest
from django.utils import timezone

from entreprenorer.models import Ideutkast
from kommuner.models import Veiviserutkast
from veier.hendelser.models import Hendelse
from veier.utkast.handlinger import (
    del_utkast,
    lagre_steg,
    slett_utkast,
    slett_utlopte,
    start_utkast,
    stopp_deling,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def utkast():
    return start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["A"]})


def test_noklene_er_128_biter_og_ulike(utkast):
    annet = start_utkast(Ideutkast, steg="ideen", svar={})
    assert len(utkast.nokkel) == 22
    assert utkast.nokkel != annet.nokkel


def test_lagring_av_ett_steg_rorer_ikke_de_andre(utkast):
    gammel = Ideutkast.objects.get(pk=utkast.pk)  # som en annen fane ville hatt den
    lagre_steg(utkast, steg="tema", svar={"tema": ["rus"]})
    lagre_steg(gammel, steg="sted", svar={"omrader": ["0301"]})
    assert set(Ideutkast.objects.get().svar) == {"ideen", "tema", "sted"}


def test_et_hjelpefelt_huskes_og_kolliderer_aldri(utkast):
    en = lagre_steg(
        utkast, steg="sted", svar={"omrader": ["0301"], "sok": ["Os"]}, hjelpefelt=("sok", "naboer")
    )
    assert en.utkast.svar["sted"] == {"omrader": ["0301"], "sok": ["Os"]}
    to = lagre_steg(
        utkast, steg="sted", svar={"sok": ["Bo"]}, hjelpefelt=("sok", "naboer"), sett={}, fane="b"
    )
    assert not to.kollisjoner
    assert to.utkast.svar["sted"] == {"omrader": ["0301"], "sok": ["Bo"]}


def test_lagring_skyver_pa_slettedatoen(utkast):
    Ideutkast.objects.update(utloper_tid=timezone.now() + timedelta(days=1))
    ny = lagre_steg(utkast, steg="tema", svar={}).utkast
    assert ny.utloper_tid > timezone.now() + timedelta(days=89)


def test_deling_gir_egen_nokkel_som_kan_trekkes_tilbake(utkast):
    delt = del_utkast(utkast)
    assert delt.delenokkel and delt.delenokkel != delt.nokkel
    assert Hendelse.objects.filter(kode="idéutkast_delt").count() == 1
    assert del_utkast(utkast).delenokkel == delt.delenokkel
    assert Hendelse.objects.filter(kode="idéutkast_delt").count() == 1
    assert stopp_deling(utkast).delenokkel == ""
    assert stopp_deling(utkast).delenokkel == ""
    assert Ideutkast.objects.for_leser(delt.delenokkel) is None
    assert Hendelse.objects.filter(kode="idéutkast_deling_stoppet").count() == 1


def test_sletting_fjerner_alt_og_loggen_har_ingen_nokkel(utkast):
    slett_utkast(utkast)
    assert Ideutkast.objects.count() == 0
    hendelse = Hendelse.objects.get(kode="idéutkast_slettet")
    assert utkast.nokkel not in f"{hendelse.gjelder_id}{hendelse.detaljer}"


def test_bare_utlopte_slettes(utkast):
    gammelt = start_utkast(Ideutkast, steg="ideen", svar={})
    Ideutkast.objects.filter(pk=gammelt.pk).update(utloper_tid=timezone.now() - timedelta(seconds=1))
    assert list(Ideutkast.objects.levende()) == [utkast]
    assert slett_utlopte(Ideutkast) == 1
    assert slett_utlopte(Ideutkast) == 0
    assert list(Ideutkast.objects.all()) == [utkast]


def test_utlopte_slettes_for_hver_slags_utkast_for_seg(utkast):
    veiviser = start_utkast(Veiviserutkast, steg="behovet", svar={"tittel": ["B"]})
    Ideutkast.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
    Veiviserutkast.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
    assert slett_utlopte(Veiviserutkast) == 1
    assert not Veiviserutkast.objects.filter(pk=veiviser.pk).exists()
    assert Ideutkast.objects.count() == 1
