"""En sak publiseres når tiden er inne, av en annen enn den som skrev, og bare det redaktøren så."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Eksempel, Eksempelversjon
from samarbeid.oppslag.saker import handlinger
from samarbeid.oppslag.saker.handlinger import (
    lagre_eksempel,
    planlegg,
    publiser_planlagte,
    send_tilbake,
    trekk_eksempel,
    utkastet,
)
from tests.verden import lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db


@pytest.fixture
def skriver():
    return lag_redaktor("skriver@eksempel.no")


@pytest.fixture
def leser():
    return lag_redaktor("leser@eksempel.no")


@pytest.fixture
def sak(skriver):
    """En publisert sak med et utkast ved siden av."""
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(effekt="", gjenkjennelig="nei")
    sak = Eksempel.objects.get(slug="jodacare-i-trondheim")
    sak.behov = "Noe nytt."
    lagre_eksempel(sak, av=skriver)
    return Eksempel.objects.get(pk=sak.pk)


def _om_en_time():
    return timezone.now() + timedelta(hours=1)


def _tiden_er_inne():
    Eksempelversjon.objects.update(planlagt_tid=timezone.now() - timedelta(seconds=1))


def _ute(sak):
    return Eksempel.objects.get(pk=sak.pk).behov == "Noe nytt."


def test_den_publiseres_nar_tiden_er_inne_og_bare_en_gang(sak, leser):
    planlegg(sak, tid=_om_en_time(), av=leser)
    assert publiser_planlagte() == 0
    assert not _ute(sak)
    _tiden_er_inne()
    assert publiser_planlagte() == 1
    assert _ute(sak)
    assert utkastet(sak) is None
    assert publiser_planlagte() == 0


def test_en_sak_som_ikke_lar_seg_publisere_stopper_ikke_de_neste(sak, skriver, leser, monkeypatch):
    annen = Eksempel.objects.exclude(pk=sak.pk).filter(publisert_tid__isnull=False).first()
    Eksempel.objects.filter(pk=annen.pk).update(effekt="", gjenkjennelig="nei")
    annen.refresh_from_db()
    annen.behov = "Noe nytt."
    lagre_eksempel(annen, av=skriver)
    planlegg(annen, tid=_om_en_time(), av=leser)
    planlegg(sak, tid=_om_en_time(), av=leser)
    _tiden_er_inne()
    Eksempelversjon.objects.filter(objekt=annen).update(planlagt_tid=timezone.now() - timedelta(hours=1))
    ekte = handlinger.publiser_eksempel

    def gar_galt(rad, **valg):
        if rad.pk == annen.pk:
            raise ValueError("en feil i saken")
        return ekte(rad, **valg)

    monkeypatch.setattr(handlinger, "publiser_eksempel", gar_galt)
    with pytest.raises(ValueError, match="en feil i saken"):
        publiser_planlagte()
    assert _ute(sak)
    assert utkastet(annen).planlagt_tid is not None  # prøves igjen om et minutt


def test_redaktoren_velger_norsk_tid_og_kan_avlyse(sak, leser):
    klient, side = logg_inn(leser), reverse("admin:eksempel_handling", args=[sak.pk, "planlegg"])
    assert "Publiser senere" in klient.get(side).text
    data = {"sett": utkastet(sak).merke, "dato": "01.07.2030", "klokke": "08.00"}
    svar = klient.post(side, data, follow=True)
    assert "Saken publiseres 1. juli 2030 08.00." in svar.text
    assert "Publiseres 1. juli 2030, 08.00, planlagt av" in svar.text
    assert utkastet(sak).planlagt_tid == datetime(2030, 7, 1, 6, tzinfo=UTC)
    avlys = reverse("admin:eksempel_handling", args=[sak.pk, "avlys"])
    klient.post(avlys)
    assert utkastet(sak).planlagt_tid is None
    assert "ingen publisering å avlyse" in klient.post(avlys).text
    assert klient.post(side, data | {"klokke": "25.70"}).status_code == 200
    assert klient.post(side, data | {"dato": "01.07.2020"}).status_code == 422
    assert utkastet(sak).planlagt_tid is None


def test_den_som_skrev_planlegger_ikke_selv_og_det_som_mangler_stopper(sak, skriver, leser):
    with pytest.raises(Domenefeil, match="annen enn den som skrev"):
        planlegg(sak, tid=_om_en_time(), av=skriver)
    Eksempel.objects.filter(pk=sak.pk).update(gjenkjennelig="")
    with pytest.raises(Domenefeil, match="kjenne seg igjen"):
        planlegg(sak, tid=_om_en_time(), av=leser)


def _endre(sak, skriver, leser):
    sak.behov = "Enda nyere."
    lagre_eksempel(sak, av=skriver)


def _tilbake(sak, skriver, leser):
    send_tilbake(sak, kommentarer={"": "Skriv mer."}, av=leser)


def _trekk(sak, skriver, leser):
    trekk_eksempel(sak, grunn="feil", forklaring="Prøve", av=leser)


def _slutt(sak, skriver, leser):
    Bruker.objects.filter(pk=leser.pk).update(is_staff=False)


@pytest.mark.parametrize(
    ("gjor", "brev"), [(_endre, True), (_tilbake, False), (_trekk, False), (_slutt, True)]
)
def test_det_som_er_endret_siden_publiseres_ikke(sak, skriver, leser, gjor, brev):
    planlegg(sak, tid=_om_en_time(), av=leser)
    gjor(sak, skriver, leser)
    Eksempelversjon.objects.filter(planlagt_tid__isnull=False).update(planlagt_tid=timezone.now())
    assert publiser_planlagte() == 0
    assert not Eksempel.objects.filter(
        pk=sak.pk, behov__in=["Noe nytt.", "Enda nyere."], publisert_tid__isnull=False
    ).exists()
    assert utkastet(sak).planlagt_tid is None
    assert Utsending.objects.filter(mal="eksempel_ikke_publisert").exists() is brev
