"""Å eie et behov sammen: den som skrev det, spør, en administrator i den andre virksomheten svarer, og tallet er sant."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kommuner.handlinger.medeiere import spor_medeier, svar_som_medeier, trekk_medeier
from kommuner.handlinger.tilslutning import slutt_seg_til
from kommuner.models import Behov, Medeiersporsmal, OffentligPart, Tilslutning
from samarbeid.behovstreff.handlinger import beregn_behov
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.eiet import opprett
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db


def _ansatt(part, navn, rolle="administrator"):
    bruker = lag_bruker(f"{navn}@{part.slug}.example", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    return bruker


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def malvik():
    return OffentligPart.objects.get(slug="malvik-kommune")


@pytest.fixture
def ola(part):
    return _ansatt(part, "ola")


@pytest.fixture
def mari(malvik):
    return _ansatt(malvik, "mari")


@pytest.fixture
def behov(part, ola):
    return innhold.publisert_behov(part, av=ola, redaktor=lag_redaktor())


def _sporsiden(behov):
    return reverse("behov_medeiere", args=behov.adressedeler)


def _svarsiden(behov, part):
    return reverse("behov_medeier_svar", args=[part.slug, behov.slug])


def _toppen(klient, behov):
    """Det som står over navnet på behovet."""
    return klient.get(behov.get_absolute_url()).text.partition("<h1")[0]


def test_spurt_ja_og_med_overalt_en_gang_i_tallet(behov, part, malvik, ola, mari, client):
    slutt_seg_til(behov, malvik, av=mari)  # de sa «vi også» først: de skal ikke telles to ganger
    kontor = logg_inn(ola)
    assert (
        "Malvik kommune er spurt"
        in kontor.post(_sporsiden(behov), {"part": "malvik kommune"}, follow=True).text
    )
    kontor.post(_sporsiden(behov), {"part": "Malvik kommune"})
    [brev] = Utsending.objects.filter(mal="behov_medeier_spurt")
    assert (brev.til, _svarsiden(behov, malvik) in brev.tekst) == (mari.epost, True)
    hos_mari = logg_inn(mari)
    assert _svarsiden(behov, malvik) in hos_mari.get("/min-side/").text
    assert behov.problem in hos_mari.get(_svarsiden(behov, malvik)).text
    assert "sammen med" not in _toppen(client, behov)
    svar = hos_mari.post(_svarsiden(behov, malvik), {"svar": "ja"}, follow=True)
    assert "Dere eier behovet sammen nå." in svar.text
    innhold.oppdater_katalogen()
    assert Tilslutning.objects.get(behov=behov).medeier
    assert Behov.objects.med_antall_andre().get(pk=behov.pk).antall_andre == 1
    toppen = _toppen(client, behov)
    assert "sammen med" in toppen and malvik.get_absolute_url() in toppen
    assert "Ingen andre virksomheter har sagt" in client.get(behov.get_absolute_url()).text
    assert behov.tittel in client.get(malvik.get_absolute_url()).text
    assert behov.tittel in client.get("/behov/?q=malvik").text
    assert Utsending.objects.get(mal="behov_medeier_ja").til == ola.epost
    assert hos_mari.get(_svarsiden(behov, malvik)).status_code == 404  # det er besvart


def test_medeierne_ser_hvem_som_passer_men_ingen_andre(behov, malvik, ola, mari):
    innhold.oppdater_katalogen()
    beregn_behov(behov.pk)
    hos_mari = logg_inn(mari)
    assert 'id="partnere"' not in hos_mari.get(behov.get_absolute_url()).text
    svar_som_medeier(spor_medeier(behov, malvik, av=ola), ja=True, av=mari)
    side = hos_mari.get(behov.get_absolute_url()).text
    assert 'id="partnere"' in side
    assert "Endre behovet" not in side
    assert hos_mari.get(reverse("behov_arbeid", args=behov.adressedeler)).status_code == 404


def test_flere_fra_start_for_det_er_publisert(part, malvik, ola, mari, client):
    behov = opprett(Behov, part, svar={"tittel": ["Dagaktivitet i Trondheimsområdet"]}, av=ola)
    svar_som_medeier(spor_medeier(behov, malvik, av=ola), ja=True, av=mari)
    assert "Dagaktivitet" not in client.get(malvik.get_absolute_url()).text
    assert Tilslutning.objects.get(behov=behov).medeier


def test_nei_star_og_den_sporres_ikke_igjen(behov, malvik, ola, mari):
    logg_inn(ola).post(_sporsiden(behov), {"part": "Malvik kommune"})
    logg_inn(mari).post(_svarsiden(behov, malvik), {"svar": "nei"})
    assert not Tilslutning.objects.exists()
    svar = logg_inn(ola).post(_sporsiden(behov), {"part": "Malvik kommune"})
    assert (svar.status_code, "Malvik kommune har sagt nei." in svar.text) == (422, True)
    assert "Har sagt nei" in svar.text
    assert Utsending.objects.filter(mal="behov_medeier_spurt").count() == 1


def test_hvem_som_kan(behov, part, malvik, ola, mari):
    medlem, malviks = _ansatt(part, "per", "medlem"), _ansatt(malvik, "mads", "medlem")
    assert logg_inn(medlem).get(_sporsiden(behov)).status_code == 200
    assert logg_inn(medlem).post(_sporsiden(behov), {"part": "Malvik kommune"}).status_code == 403
    assert logg_inn(mari).get(_sporsiden(behov)).status_code == 404
    sporsmal = spor_medeier(behov, malvik, av=ola)
    assert "En administrator hos dere svarer." in logg_inn(malviks).get(_svarsiden(behov, malvik)).text
    assert logg_inn(malviks).post(_svarsiden(behov, malvik), {"svar": "ja"}).status_code == 403
    for av in (ola, malviks):
        with pytest.raises(Domenefeil):
            svar_som_medeier(sporsmal, ja=True, av=av)
    assert trekk_medeier(behov, malvik, av=ola)
    with pytest.raises(Domenefeil, match="trukket"):
        svar_som_medeier(sporsmal, ja=True, av=mari)
    spor_medeier(behov, malvik, av=ola)  # spurt igjen er ikke et brev til
    assert Utsending.objects.filter(mal="behov_medeier_spurt").count() == 1


def test_ingen_sporres_om_et_oppdiktet_eller_lukket_behov(behov, malvik, ola, mari):
    for felt in (
        {"oppdiktet": True},
        {"oppdiktet": False, "tilstand": "lukket", "utfall": "samarbeid", "utfall_grunn": "Ferdig."},
    ):
        Behov.objects.filter(pk=behov.pk).update(**felt)
        with pytest.raises(Domenefeil):
            spor_medeier(behov, malvik, av=ola)
    assert not Utsending.objects.filter(mal="behov_medeier_spurt").exists()


def test_den_som_tas_ut_star_ikke_lenger(behov, malvik, ola, mari, client):
    svar_som_medeier(spor_medeier(behov, malvik, av=ola), ja=True, av=mari)
    logg_inn(ola).post(_sporsiden(behov), {"trekk": malvik.slug})
    assert "sammen med" not in _toppen(client, behov)
    assert not trekk_medeier(behov, malvik, av=ola)


@pytest.mark.parametrize(
    ("navn", "feil"),
    [
        ("Trondheim kommune", "Det er dere som har skrevet behovet."),
        ("Bergen kommune", "Ingen hos Bergen kommune kan svare her ennå."),
        ("finnes ikke noe sted", "Vi finner ikke den virksomheten."),
        ("kommune", "Flere heter noe slikt"),
        ("", "Skriv navnet på virksomheten."),
    ],
)
def test_det_som_ikke_gar_sier_hvorfor_og_det_skrevne_star(behov, ola, navn, feil):
    svar = logg_inn(ola).post(_sporsiden(behov), {"part": navn})
    assert (svar.status_code, feil in svar.text, f'value="{navn}"' in svar.text or not navn) == (
        422,
        True,
        True,
    )
    assert not Medeiersporsmal.objects.exists()
