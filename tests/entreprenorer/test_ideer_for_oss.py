"""Listen en virksomhet har over ideene den ser, og det den kan velge i den."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from entreprenorer.models import Ide
from kommuner.models import OffentligPart
from samarbeid.publisering.treff import beregn_treff
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
STI = "/offentlige/trondheim-kommune/ideer/"
DEMENS, BOLIG, LANGT_UNNA = "Minnekoffert", "Nøkkelen hjem", "Sykkelverksted i Bergen"


@pytest.fixture
def klient():
    eier, redaktor, ansatt = lag_bruker("eva@eksempel.no"), lag_redaktor(), lag_bruker("ola@eksempel.no")
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    legg_til_medlem(
        OffentligPart.objects.get(slug="trondheim-kommune"),
        bruker=ansatt,
        rolle=Medlemsrolle.MEDLEM,
        av=ansatt,
        grunn="test",
    )
    velg_hatt(ansatt, kode="offentlig:trondheim-kommune")
    felles = {"av": eier, "redaktor": redaktor}
    for nr, (tittel, svar) in enumerate(
        (
            (DEMENS, {"malgruppe": ["sykehjemsbeboere-og-demens"]}),
            (BOLIG, {"tema": ["bolig-og-bostedsloshet"], "modenhet": ["ide"]}),
            (LANGT_UNNA, {"tema": ["utenforskap-unge"], "omrader": ["4601"]}),
        )
    ):
        ide = innhold.publisert_ide(org, **felles, tittel=[tittel], **svar)
        beregn_treff(ide.pk)
        Ide.objects.filter(pk=ide.pk).update(publisert_tid=timezone.now() + timedelta(minutes=nr))
    return logg_inn(ansatt)


def side(klient, sporring=""):
    svar = klient.get(STI + sporring)
    assert svar.status_code == 200
    return html.unescape(svar.text)


def titler(klient, sporring=""):
    return re.findall(r"<h2[^>]*><a[^>]*>([^<]+)</a></h2>", side(klient, sporring))


def test_alle_star_der_og_de_som_peker_pa_oss_forst(klient):
    assert titler(klient)[-1] == LANGT_UNNA
    assert set(titler(klient)) == {DEMENS, BOLIG, LANGT_UNNA}


VALG = {
    "?tema=demens": {DEMENS},
    "?tema=bolig-og-bostedsloshet": {BOLIG},
    "?malgruppe=sykehjemsbeboere-og-demens": {DEMENS},
    "?modenhet=testet": {DEMENS, LANGT_UNNA},
    "?peker=on": {DEMENS, BOLIG},
    "?peker=on&modenhet=ide": {BOLIG},
    "?peker=on&tema=utenforskap-unge": set(),
    # Det som ikke finnes, faller bort: en delt lenke skal virke.
    "?tema=finnes-ikke&modenhet=x&malgruppe=<b>&rekkefolge=1&peker=false&side=99": {
        DEMENS,
        BOLIG,
        LANGT_UNNA,
    },
    "?tema=demens&tema=bolig-og-bostedsloshet": {BOLIG},
}


def test_hvert_valg_velger_i_databasen(klient):
    assert {sporring: set(titler(klient, sporring)) for sporring in VALG} == VALG


def test_nyeste_forst(klient):
    assert titler(klient, "?rekkefolge=nyeste") == [LANGT_UNNA, BOLIG, DEMENS]


def test_bare_temaer_som_finnes_kan_velges_og_valget_star(klient):
    valgene = re.search(r'<select name="tema".*?</select>', side(klient, "?tema=demens"), re.DOTALL)[0]
    assert sorted(re.findall(r'value="([^"]*)"', valgene)) == [
        "", "bolig-og-bostedsloshet", "demens", "utenforskap-unge",
    ]  # fmt: skip
    assert re.search(r'value="demens"\s+selected', valgene)


def test_et_tema_uten_ideer_sier_det_og_viser_veien_tilbake(klient):
    tom = side(klient, "?tema=rus&peker=on")
    assert "Ingen av ideene dere kan se, har alt dette." in tom
    assert "0 ideer" in tom
    brikkene = re.search(r'<ul class="brikker".*?</ul>', tom, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', brikkene) == ["?peker=on", "?tema=rus", STI]


def test_uten_en_eneste_ide_er_det_ingenting_a_velge(klient):
    Ide.objects.update(synlighet=Ide.Synlighet.BARE_OSS)
    for sporring in ("", "?tema=demens&peker=on"):
        tom = side(klient, sporring)
        assert "Ingen ideer er vist til dere ennå" in tom
        assert 'name="tema"' not in tom


def test_sidevelgeren_tar_valgene_med_seg(klient, monkeypatch):
    monkeypatch.setattr("samarbeid.publisering.sider.ideer_for_oss.PER_SIDE", 1)
    assert 'href="?side=2&modenhet=testet&rekkefolge=nyeste"' in side(
        klient, "?modenhet=testet&rekkefolge=nyeste"
    )
    assert titler(klient, "?modenhet=testet&rekkefolge=nyeste&side=2") == [DEMENS]


def test_antallet_sporringer_vokser_ikke_med_valgene(klient, django_assert_max_num_queries):
    for sporring in ("", "?tema=demens&malgruppe=ungdom&modenhet=ide&peker=on&rekkefolge=nyeste"):
        side(klient, sporring)
        with django_assert_max_num_queries(26):
            side(klient, sporring)
