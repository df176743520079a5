"""Mange behov etter hverandre: det samme som ett om gangen, også når noe endres underveis, og uten å hente det felles igjen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.behovstreff.regning import regn_behovet
from samarbeid.katalog.indeks import likeste
from samarbeid.matching.profiler import hent_kunnskap
from tests import innhold
from tests.samarbeid.test_behovstreff import DEMENS, _behov, _firma, _ide, bare_egne  # noqa: F401
from veier.husk import glem_svarene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stor_katalog(monkeypatch, bare_egne):  # noqa: F811
    """Veien for en stor katalog, med få rader."""
    monkeypatch.setattr(likeste, "STOR", 0)
    glem_svarene()


@pytest.fixture
def partene():
    return [OffentligPart.objects.get(slug=f"{sted}-kommune") for sted in ("trondheim", "oslo")]


@pytest.fixture
def behovene(partene):
    for nr in range(3):
        firma = _firma(f"firma-{nr}", temaer=DEMENS if nr else ["gjeld-og-okonomi"])
        _ide(firma, f"Kofferter for alle {nr}")
        _ide(firma, f"Kofferter for det offentlige {nr}", synlighet="offentlige")
        _ide(firma, f"Kofferter for ingen {nr}", synlighet="bare_oss")
        _ide(firma, f"Kofferter for Oslo {nr}", synlighet="valgte").vist_til.add(partene[1])
    innhold.oppdater_katalogen()
    return [_behov(part, f"Lange dager {nr} {part.slug}") for nr in range(2) for part in partene]


def _likt(behovene):
    """Begge veiene gir det samme. Gir ideene som er funnet."""
    kunnskap = hent_kunnskap()
    funnet = set()
    for behov in behovene:
        for_seg = regn_behovet(behov, kunnskap)
        assert regn_behovet(behov, kunnskap, i_rekke=True) == for_seg
        funnet |= {(behov.part.slug, f.ide) for f in for_seg if f.ide}
    return funnet


def test_i_rekke_er_som_ett_om_gangen_ogsa_etter_endringer(behovene):
    funnet = _likt(behovene)
    titler = dict(Ide.objects.values_list("pk", "tittel"))
    sett = {(part, titler[ide].rpartition(" ")[0]) for part, ide in funnet}
    assert sett == {
        *((part, f"Kofferter for {hvem}") for part in ("trondheim-kommune", "oslo-kommune") for hvem in ("alle", "det offentlige")),
        ("oslo-kommune", "Kofferter for Oslo"),
    }  # fmt: skip
    Ide.objects.filter(tittel__startswith="Kofferter for alle").update(synlighet="bare_oss")
    ny = _ide(_firma("ny"), "Kofferter som er nye")
    innhold.oppdater_katalogen()
    etter = _likt(behovene)
    assert {ide for _part, ide in etter if "for alle" in Ide.objects.get(pk=ide).tittel} == set()
    assert ny.pk in {ide for _part, ide in etter}


def test_det_som_er_felles_hentes_ikke_igjen(behovene):
    kunnskap = hent_kunnskap()
    forste, _annet, neste, _siste = behovene
    regn_behovet(forste, kunnskap, i_rekke=True)
    with CaptureQueriesContext(connection) as spurt:
        regn_behovet(neste, kunnskap, i_rekke=True)
    hentet = " ".join(q["sql"] for q in spurt.captured_queries if "sok_mengder" in q["sql"])
    assert "s/alle" not in hentet and "t/demens" not in hentet, "dem som ses, og temaet, er husket"
