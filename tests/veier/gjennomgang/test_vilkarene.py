"""Vilkårene i gjennomgangen, hvert for seg: grunnen og forklaringen, de to par øynene, og det oppdiktede."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from entreprenorer.models import Profilutgave, Profilversjon
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger import skriving, vurdering
from veier.gjennomgang.models import Nedtakingsgrunn

pytestmark = pytest.mark.django_db
GRUNN = Nedtakingsgrunn.values[0]


@pytest.fixture
def eva():
    return lag_bruker("eva@x.no", navn="Eva")


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def org(eva):
    return lag_entreprenor("Kofferten", eva)


def _utkast(org, av, om="Vi lager kofferter."):
    skriving.lagre(org, Profilversjon, svar={"om": [om]}, sett={"om": skriving.avtrykk([])}, av=av)
    return Profilversjon.objects.get(objekt=org)


@pytest.mark.parametrize(
    ("grunn", "forklaring"), [("finnes-ikke", "Fordi."), (GRUNN, " "), (GRUNN, ""), ("", "Fordi.")]
)
def test_baade_grunnen_og_forklaringen_maa_vaere_der(org, eva, redaktor, grunn, forklaring):
    org = innhold.publisert_profil(org, av=eva, redaktor=redaktor)
    with pytest.raises(Domenefeil, match="Velg en grunn"):
        vurdering.ta_ned(org, av=redaktor, grunn=grunn, forklaring=forklaring)
    org.refresh_from_db()
    assert org.publisert_tid is not None
    assert vurdering.ta_ned(org, av=redaktor, grunn=GRUNN, forklaring="Fordi.").publisert_tid is None


@pytest.mark.parametrize(
    ("kreves", "egen", "gaar"), [(True, True, False), (True, False, True), (False, True, True)]
)
def test_to_par_oyne_bare_der_flyten_krever_det(org, redaktor, monkeypatch, kreves, egen, gaar):
    monkeypatch.setattr(Profilversjon, "to_par_oyne", kreves)
    versjon = _utkast(org, redaktor if egen else lag_redaktor("annen@x.no"))
    versjon = vurdering.send_inn(versjon, sett=versjon.merke, av=redaktor)
    felt = {"sett": versjon.merke, "kommentarer": {"": "Skriv mer."}, "av": redaktor}
    if gaar:
        assert vurdering.send_tilbake(versjon, **felt).status == "sendt_tilbake"
    else:
        with pytest.raises(Domenefeil, match="av en annen enn den som skrev"):
            vurdering.send_tilbake(versjon, **felt)


@pytest.mark.parametrize("oppdiktet", [True, False])
def test_det_oppdiktede_bryr_ingen(org, eva, redaktor, oppdiktet):
    org.oppdiktet = oppdiktet
    org.save()
    versjon = _utkast(org, eva)
    Utsending.objects.all().delete()
    versjon = vurdering.send_inn(versjon, sett=versjon.merke, av=eva)
    assert set(Utsending.objects.values_list("til", flat=True)) == (
        set() if oppdiktet else {eva.epost, redaktor.epost}
    )
    Utsending.objects.all().delete()
    vurdering.send_tilbake(versjon, sett=versjon.merke, kommentarer={"om": "Mer.", "navn": " "}, av=redaktor)
    assert Utsending.objects.count() == (0 if oppdiktet else 1)
    assert Profilversjon.objects.get().kommentarer == {"om": "Mer."}


@pytest.mark.parametrize(("dager", "median"), [(89, timedelta(hours=5)), (91, None)])
def test_ventetiden_er_medianen_av_de_siste_nitti_dagene(org, dager, median):
    for timer in (1, 5, 9):
        Profilutgave.objects.create(objekt=org, hva="publisert", svar={}, ventet=timedelta(hours=timer))
    Profilutgave.objects.create(objekt=org, hva="sendt_inn", svar={})
    Profilutgave.objects.update(tid=timezone.now() - timedelta(days=dager))
    assert vurdering.median_ventetid(Profilutgave) == median
