"""Den som kom inn med adressen, er ikke med lenger når adressen er en annen."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from kommuner.handlinger.adresse import avslutt_uten_adresse
from kommuner.handlinger.medlemskap import bli_med
from kommuner.jobber import kontroller_adressen
from kommuner.models import Medlemskap, OffentligPart
from kommuner.tilganger import kan_bli_med_selv
from tests.verden import lag_bruker
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.konto.handlinger.adressebytte import be_om_bytte, fullfor
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db


@pytest.fixture
def oslo():
    return OffentligPart.objects.get(slug="oslo-kommune")


@pytest.fixture
def sjef(oslo):
    sjef = lag_bruker("sjef@oslo.kommune.no")
    legg_til_medlem(oslo, bruker=sjef, rolle="administrator", av=None, grunn="invitasjon")
    return sjef


@pytest.fixture
def ola(oslo):
    ola = lag_bruker("ola@oslo.kommune.no", navn="Ola")
    bli_med(oslo, bruker=ola, melding="")
    return ola


def _bytt(bruker, ny):
    gammel = bruker.epost
    be_om_bytte(bruker, ny=ny)
    bruker.epost = ny
    bruker.save(update_fields=["epost"])
    fullfor(bruker, ny=ny, gammel=gammel)


def _med(bruker):
    return Medlemskap.objects.filter(bruker=bruker).exists()


def test_et_bytte_bort_fra_domenet_avslutter_og_administratoren_far_vite_det(oslo, sjef, ola):
    _bytt(ola, "ola@gmail.com")
    assert ProcrastinateJob.objects.filter(
        task_name="kommuner.kontroller_adressen", args={"bruker": ola.pk}
    ).exists()
    assert kontroller_adressen(ola.pk) == 1
    assert not _med(ola)
    brev = Utsending.objects.get(til=sjef.epost)
    assert (
        "Ola (ola@oslo.kommune.no) ble med i Oslo kommune med en e-postadresse på oslo.kommune.no"
        in brev.tekst
    )
    assert "gmail" not in brev.tekst
    assert (
        "Du ble med i Oslo kommune fordi" in Utsending.objects.filter(til="ola@gmail.com").latest("pk").tekst
    )
    assert Hendelse.objects.filter(kode="medlemskap_uten_adresse").count() == 1
    assert kontroller_adressen(ola.pk) == 0


def test_en_annen_adresse_pa_domenet_er_nok(ola):
    _bytt(ola, "ola@bym.oslo.kommune.no")
    assert avslutt_uten_adresse(ola) == 0
    assert _med(ola)


def test_den_en_annen_har_gatt_god_for_er_med_som_for(oslo, sjef, ola):
    legg_til_medlem(oslo, bruker=ola, rolle="medlem", av=sjef, grunn="invitasjon")
    _bytt(ola, "ola@gmail.com")
    assert avslutt_uten_adresse(ola) == 0
    assert _med(ola)


def test_administratoren_som_kom_inn_med_adressen_mister_ogsa_rollen(oslo, ola):
    legg_til_medlem(oslo, bruker=ola, rolle="administrator", av=ola, grunn="administratorkode")
    _bytt(ola, "ola@gmail.com")
    assert avslutt_uten_adresse(ola) == 1
    assert not _med(ola)


def test_hun_kan_bli_med_igjen_med_adressen(oslo, ola):
    _bytt(ola, "ola@gmail.com")
    avslutt_uten_adresse(ola)
    assert not kan_bli_med_selv(ola, oslo)
    ola.epost = "ola@oslo.kommune.no"
    assert kan_bli_med_selv(ola, oslo)


def test_hver_natt_gjelder_bare_dem_som_har_byttet(oslo, ola):
    """Et domene som endres i dataene, tar ingen ut."""
    OffentligPart.objects.filter(pk=oslo.pk).update(epostdomene="ny.example")
    assert avslutt_uten_adresse() == 0
    _bytt(ola, "ola@gmail.com")
    assert avslutt_uten_adresse() == 1


@pytest.mark.parametrize("for_hun_ble_med", [True, False])
def test_et_bytte_som_ikke_tok_henne_bort_fra_domenet_teller_ikke_nar_dataene_endres(oslo, for_hun_ble_med):
    """Den som byttet til adressen på jobben, eller fra en avdeling til en annen, er ikke den som må vise noe på nytt."""
    ola = lag_bruker("ola@gmail.com" if for_hun_ble_med else "ola@bym.oslo.kommune.no")
    if for_hun_ble_med:
        _bytt(ola, "ola@oslo.kommune.no")
    bli_med(oslo, bruker=ola, melding="")
    if not for_hun_ble_med:
        _bytt(ola, "ola@oslo.kommune.no")
    OffentligPart.objects.filter(pk=oslo.pk).update(epostdomene="ny.example")
    assert avslutt_uten_adresse() == 0
    assert _med(ola)
