"""Fristene følger kalenderen i Oslo: over midnatt, over sommertid og vintertid, og i en prosess som har gått i flere dager."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.handlinger import begynn_sveip, beregn_behov, sveip_videre
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.models import Behovstreff, Treffsveip
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.medlemskap.handlinger.medlemmer import velg_hatt

pytestmark = pytest.mark.django_db
TA_KONTAKT, GATT_UT = "Lurer du på noe først, kan du spørre.", "Fristen for spørsmål gikk ut"


@pytest.fixture
def klokke(monkeypatch):
    def still(*tid):
        na = datetime(*tid, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: na)

    return still


@pytest.fixture
def behov():
    return Behov.objects.create(
        part=OffentligPart.objects.get(slug="trondheim-kommune"), slug="lange-dager", tittel="Lange dager",
        problem="Personer med demens på sykehjem har lange dager.", tema=["demens"], omrader=["5001"],
        malgruppe=["sykehjemsbeboere-og-demens"], publisert_tid=datetime(2026, 1, 5, tzinfo=UTC),
    )  # fmt: skip


def _profil(**felt):
    felt = {"temaer": ["demens"], "malgrupper": ["sykehjemsbeboere-og-demens"], "steder": ["5001"]} | felt
    return felt | {"publisert_tid": datetime(2026, 1, 5, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("frist", "klokken", "apent"),
    [
        (date(2026, 3, 28), (2026, 3, 28, 22, 59, 59), True),
        (date(2026, 3, 28), (2026, 3, 28, 23, 0, 0), False),
        # Natten til den 29. stilles klokken fram, og døgnet slutter en time før i UTC.
        (date(2026, 3, 29), (2026, 3, 29, 21, 59, 59), True),
        (date(2026, 3, 29), (2026, 3, 29, 22, 0, 0), False),
        # Natten til 25. oktober stilles den tilbake.
        (date(2026, 10, 24), (2026, 10, 24, 22, 0, 0), False),
        (date(2026, 10, 25), (2026, 10, 25, 22, 59, 59), True),
        (date(2026, 10, 25), (2026, 10, 25, 23, 0, 0), False),
    ],
)
def test_fristen_varer_til_midnatt_i_oslo_ogsa_nar_klokken_stilles(
    frist, klokken, apent, behov, klokke, client
):
    Entreprenor.objects.create(slug="her", navn="Her", **_profil())
    innhold.oppdater_katalogen()
    Behov.objects.filter(pk=behov.pk).update(frist=frist)
    klokke(*klokken)
    side = client.get(behov.get_absolute_url()).text
    assert (TA_KONTAKT in side, GATT_UT in side) == (apent, not apent)
    # Ingenting på siden, i listen eller hos virksomheten sier at det er åpent når det ikke er det.
    assert [ord_ in side for ord_ in ("Åpent for dialog", "Alle kan spørre", "Slik svarer du")] == [apent] * 3
    assert ("Fristen er ute" in side) is not apent
    kort = client.get("/behov/").text.partition("<article")[2]
    assert ("Åpent for dialog" in kort, "Fristen er ute" in kort) == (apent, not apent)
    assert (behov.tittel in client.get(behov.part.get_absolute_url()).text) is apent
    assert Behov.objects.tar_sporsmal(timezone.localdate()).exists() is apent
    assert bool(beregn_behov(behov.pk)) is apent
    svar = client.post(
        reverse("behov_spor", args=[behov.slug]), {"tekst": "Når?", "epost": "nora@eksempel.no"}
    )
    assert (svar.status_code == 422) is not apent


def test_en_prosess_som_har_gatt_i_tre_dager_bruker_dagen_i_dag(behov, klokke, client):
    """Alt som huskes mellom to forespørsler, er varmt fra mandag når det blir torsdag."""
    eva = lag_bruker("eva@eksempel.no", navn="Eva")
    org = lag_entreprenor("Her", eva, **_profil())
    velg_hatt(eva, kode="entreprenor:her")
    for nr in range(6):
        Entreprenor.objects.create(slug=f"lik-{nr}", navn=f"Lik {nr}", **_profil())
    innhold.oppdater_katalogen()
    Behov.objects.filter(pk=behov.pk).update(frist=date(2026, 3, 30))
    sider = (behov.get_absolute_url(), "/behov/", "/entreprenorer/?tema=demens")
    for_oss = reverse("behov_for_oss", args=[org.slug])

    def se():
        begynn_sveip()
        while sveip_videre():
            pass
        sidene = [client.get(sti).text for sti in sider]
        return sidene, logg_inn(eva).get(for_oss).text, hent_register().ring.dag

    klokke(2026, 3, 30, 12)
    (mandag, _liste, entreprenorer), passer, dag = se()
    assert TA_KONTAKT in mandag and "Lange dager" in passer and dag == "2026-03-30"
    assert Behovstreff.objects.filter(behov=behov).exists()
    klokke(2026, 4, 2, 12)
    (torsdag, _liste, na), passer, dag = se()
    assert GATT_UT in torsdag and TA_KONTAKT not in torsdag
    assert "Lange dager" not in passer and dag == "2026-04-02"
    assert not Behovstreff.objects.filter(behov=behov).exists() and Treffsveip.objects.count() == 2

    def rekken(side):
        return sorted(range(6), key=lambda nr: side.index(f"/entreprenorer/lik-{nr}/"))

    assert rekken(entreprenorer) != rekken(na)  # trukket på nytt


def test_listen_sier_at_fristen_er_ute_fra_midnatt_ogsa_der_siden_huskes(behov, klokke, client):
    """Behovet står som åpent. Uten dette så det ut som det kunne svares på."""
    Behov.objects.filter(pk=behov.pk).update(frist=date(2026, 3, 28))
    innhold.oppdater_katalogen()
    for klokken, ventet in (((2026, 3, 28, 22, 59), "Spørsmål til 28. mars 2026"),
                            ((2026, 3, 28, 23, 0), "Fristen for spørsmål var 28. mars 2026")):  # fmt: skip
        klokke(*klokken)
        assert ventet in client.get(reverse("behovene")).text
