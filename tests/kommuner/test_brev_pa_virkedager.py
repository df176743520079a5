"""Brev som ikke haster, til en postkasse hos det offentlige: de venter til neste virkedag, og ingen tror at de henger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from kommuner.handlinger.sporsmal import still_sporsmal
from kommuner.handlinger.tilslutning import slutt_seg_til
from kommuner.models import OffentligPart
from tests import innhold
from tests.veier.epost.conftest import postkasse  # noqa: F401 – en ekte e-posttjener
from tests.verden import lag_bruker, lag_redaktor
from veier.epost import handlinger
from veier.epost.jobber import ta_opp_igjen
from veier.epost.models import Utsending
from veier.epost.sending import ForsokIgjen, send
from veier.epost.tilstand import tilstand
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db
LORDAG, MANDAG = (
    datetime(2026, 3, 28, 12, tzinfo=UTC),
    datetime(2026, 3, 30, 5, tzinfo=UTC),
)  # klokken sju, sommertid


@pytest.fixture
def klokke(monkeypatch):
    def still(na):
        monkeypatch.setattr("django.utils.timezone.now", lambda: na)

    return still


@pytest.fixture
def behov():
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    for epost in ("ola@trondheim.kommune.no", "ola@eksempel.no"):
        bruker = lag_bruker(epost, navn="Ola")
        legg_til_medlem(part, bruker=bruker, rolle="administrator", av=bruker, grunn="test")
    return innhold.publisert_behov(part, av=bruker, redaktor=lag_redaktor())


def _ventetid(mal):
    return dict(Utsending.objects.filter(mal=mal).values_list("til", "ikke_for"))


@pytest.mark.parametrize(("na", "ventet"), [(LORDAG, MANDAG), (LORDAG - timedelta(days=1), None)])
def test_et_nytt_sporsmal_pa_en_lordag_kommer_mandag_klokken_sju(behov, klokke, na, ventet):
    klokke(na)
    still_sporsmal(behov, tekst="Hvor mange?", malform="nb", av=lag_bruker("eva@eksempel.no", navn="Eva"))
    assert _ventetid("sporsmal_stilt") == {"ola@trondheim.kommune.no": ventet, "ola@eksempel.no": None}
    tidene = {
        j.args["utsending"]: j.scheduled_at
        for j in ProcrastinateJob.objects.filter(task_name=handlinger.JOBB, status="todo")
    }
    brev = Utsending.objects.get(mal="sporsmal_stilt", til="ola@trondheim.kommune.no")
    assert tidene[brev.pk] == ventet


def test_vi_ogsa_venter_ogsa(behov, klokke):
    klokke(LORDAG)
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    oda = lag_bruker("oda@oslo.kommune.no", navn="Oda")
    legg_til_medlem(oslo, bruker=oda, rolle="administrator", av=oda, grunn="test")
    slutt_seg_til(behov, oslo, av=oda)
    assert _ventetid("behov_vi_ogsa") == {"ola@trondheim.kommune.no": MANDAG, "ola@eksempel.no": None}


def test_et_brev_som_skal_vente_henger_ikke_og_sendes_nar_tiden_er_inne(klokke, postkasse):  # noqa: F811
    klokke(LORDAG)
    brev = handlinger.legg_i_ko(
        nokkel="a", til="post@trondheim.kommune.no", emne="E", tekst="T", ikke_for=MANDAG
    )
    ProcrastinateJob.objects.all()._raw_delete("default")
    Utsending.objects.update(opprettet_tid=LORDAG)
    klokke(MANDAG - timedelta(minutes=1))
    assert (tilstand().venter, list(tilstand().grunner()), ta_opp_igjen(timestamp=0)) == (0, [], 0)
    with pytest.raises(ForsokIgjen) as vent:
        send(brev.pk)
    assert (vent.value.sekunder, postkasse.mottatt) == (60, [])
    klokke(MANDAG + timedelta(minutes=3))
    assert (tilstand().venter, tilstand().eldste_sekunder, list(tilstand().grunner())) == (1, 180, [])
    assert ta_opp_igjen(timestamp=0) == 1
    klokke(MANDAG + timedelta(minutes=11))
    assert "ventet for lenge" in " ".join(tilstand().grunner())
    assert send(brev.pk) is True
    assert len(postkasse.mottatt) == 1
