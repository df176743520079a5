"""«Vi også»: hvem som kan si det, tallet, listen, søket, og å angre."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommuner.handlinger.behov import sett_tilstand
from kommuner.handlinger.tilslutning import slutt_seg_til, trekk_tilslutning
from kommuner.models import OffentligPart, Tilslutning
from samarbeid.publisering.nedtaking import ta_ned
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def bergen():
    return OffentligPart.objects.get(slug="bergen-kommune")


def _ansatt(part, navn, rolle=Medlemsrolle.ADMINISTRATOR):
    bruker = lag_bruker(f"{navn}@{part.slug}.example", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    return bruker


@pytest.fixture
def ola(part):
    return _ansatt(part, "ola")


@pytest.fixture
def bodil(bergen):
    return _ansatt(bergen, "bodil")


@pytest.fixture
def behov(part, ola):
    return innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor())


def _side(sti, klient=None):
    return (klient or logg_inn(None)).get(sti).text


def _post(klient, behov, **data):
    return klient.post(reverse("behov_vi_ogsa", args=[behov.slug]), data, follow=True)


def test_den_som_ikke_kan_si_det_far_vite_hvem_som_kan(behov, bergen):
    """Siden sa ingenting til en ansatt som ikke er administrator."""
    side = _side(behov.get_absolute_url(), logg_inn(_ansatt(bergen, "berit", Medlemsrolle.MEDLEM)))
    assert "En administrator hos dere kan si det med ett klikk." in side
    assert reverse("offentlig_medlemmer", args=[bergen.slug]) in side
    assert "Vi også:" not in side


def test_ett_klikk_er_med_i_tallet_listen_soket_og_hos_virksomheten_og_ett_til_angrer(
    behov, bergen, bodil, ola
):
    innhold.oppdater_katalogen()
    klient, sok = logg_inn(bodil), ("/behov/?sted=4601", "/behov/?q=bergen", bergen.get_absolute_url())
    for sti in sok:
        assert behov.get_absolute_url() not in _side(sti), sti
    assert "Vi også: Bergen kommune har dette behovet" in _side(behov.get_absolute_url(), klient)
    for _gang in range(2):
        _post(klient, behov, part=bergen.slug)
    innhold.oppdater_katalogen()
    side = _side(behov.get_absolute_url())
    assert "1 virksomhet til har det samme behovet:" in side
    assert bergen.get_absolute_url() in side
    assert "Det er Trondheim kommune som svarer på spørsmål." in side
    for sti in sok:
        assert behov.get_absolute_url() in _side(sti), sti
    assert "Sammen med Trondheim kommune." in _side(bergen.get_absolute_url())
    assert "Sammen med" not in _side(behov.part.get_absolute_url())
    assert "og 1 virksomhet til" in _side("/behov/")
    assert "og 1 virksomhet til" in _side("/")
    fil = b"".join(logg_inn(None).get("/behov/liste.csv").streaming_content).decode()
    assert list(csv.reader(io.StringIO(fil), delimiter=";"))[1][2] == "Bergen kommune"
    brev = Utsending.objects.get(mal="behov_vi_ogsa")
    assert (brev.til, "Bergen kommune" in brev.emne) == (ola.epost, True)
    assert "Angre" in _side(behov.get_absolute_url(), klient)
    _post(klient, behov, part=bergen.slug, angre="1")
    innhold.oppdater_katalogen()
    assert "Ingen andre virksomheter" in _side(behov.get_absolute_url())
    for sti in sok:
        assert behov.get_absolute_url() not in _side(sti), sti


def test_den_som_sier_det_igjen_gir_ikke_et_brev_til(behov, bergen, bodil):
    for _gang in range(3):
        slutt_seg_til(behov, bergen, av=bodil)
        assert trekk_tilslutning(behov, bergen, av=bodil)
    assert not trekk_tilslutning(behov, bergen, av=bodil)
    assert Utsending.objects.filter(mal="behov_vi_ogsa").count() == 1


def test_bare_en_administrator_i_en_annen_virksomhet(behov, part, bergen, ola, bodil):
    mari = _ansatt(bergen, "mari", Medlemsrolle.MEDLEM)
    for hvem, til in ((mari, bergen), (bodil, part), (lag_redaktor("r@eksempel.no"), bergen), (ola, part)):
        svar = _post(logg_inn(hvem), behov, part=til.slug)
        assert svar.status_code == 404
        with pytest.raises(Domenefeil):
            slutt_seg_til(behov, til, av=hvem)
    assert "Vi også:" not in _side(behov.get_absolute_url(), logg_inn(mari))
    assert "Vi også:" not in _side(behov.get_absolute_url(), logg_inn(ola))
    assert logg_inn(bodil).get(reverse("behov_vi_ogsa", args=[behov.slug])).status_code == 405
    assert not Tilslutning.objects.exists()


def test_et_lukket_behov_far_ingen_flere_men_den_som_er_med_kan_trekke_seg(behov, bergen, ola, bodil):
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    osvald = _ansatt(oslo, "osvald")
    slutt_seg_til(behov, bergen, av=bodil)
    sett_tilstand(behov, til="lukket", sett="apent", av=ola, utfall="kjop", grunn="Kjøpt.")
    assert "Vi også:" not in _side(behov.get_absolute_url(), logg_inn(osvald))
    assert "er lukket eller tatt ned" in _post(logg_inn(osvald), behov, part=oslo.slug).text
    assert "1 virksomhet til" in _side(behov.get_absolute_url())
    assert trekk_tilslutning(behov, bergen, av=bodil)
    ta_ned(behov, av=ola)
    assert _post(logg_inn(bodil), behov, part=bergen.slug).status_code == 404


def test_en_virksomhet_som_er_skjult_telles_og_vises_ikke(behov, bergen, bodil):
    slutt_seg_til(behov, bergen, av=bodil)
    OffentligPart.objects.filter(pk=bergen.pk).update(skjult=True)
    assert "Ingen andre virksomheter" in _side(behov.get_absolute_url())
    assert "og 1 virksomhet til" not in _side("/behov/")


def test_mange_tilslutninger_koster_ikke_flere_sporsmal(behov, bodil):
    andre = OffentligPart.objects.filter(type="kommune", skjult=False).exclude(pk=behov.part_id)[:30]
    Tilslutning.objects.bulk_create(Tilslutning(behov=behov, part=part) for part in andre)
    for sti in (behov.get_absolute_url(), "/behov/?innen=25", "/"):
        logg_inn(None).get(sti)
        with CaptureQueriesContext(connection) as spurt:
            svar = logg_inn(None).get(sti)
        assert len(spurt) <= 8, sti
        assert len(svar.content) <= 60_000
    assert "30 virksomheter til har det samme behovet:" in _side(behov.get_absolute_url())
