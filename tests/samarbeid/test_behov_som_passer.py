"""De åpne behovene som passer en profil og en idé: bare eieren ser dem, med grunnene, og bare dem det kan svares på."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kommuner.models import OffentligPart
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.katalog.sider.varselveien import like_behov
from samarbeid.publisering.behov_som_passer import behov_for_ide, behov_for_profil
from tests import innhold
from tests.samarbeid.test_behovstreff import bare_egne  # noqa: F401
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db
DEMENS = {
    "tema": ["demens"], "malgruppe": ["sykehjemsbeboere-og-demens"],
    "problem": ["Personer med demens på sykehjem har lange dager."], "hvem": [""],
}  # fmt: skip


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def eva():
    return lag_bruker("eva@eksempel.no", navn="Eva Eier")


@pytest.fixture
def profil(eva, redaktor):
    org = innhold.publisert_profil(lag_entreprenor("Minneland", eva), av=eva, redaktor=redaktor)
    innhold.oppdater_katalogen()
    return org


def _behov(redaktor, slug="trondheim-kommune", **svar):
    part = OffentligPart.objects.get(slug=slug)
    behov = innhold.publisert_behov(
        part, av=redaktor, redaktor=lag_redaktor(f"{slug}@e.no"), **{**DEMENS, **svar}
    )
    beregn_behov(behov.pk)
    return behov


def _adressene(behov):
    return [b.get_absolute_url() for b in behov]


def _viste(treff):
    return [t.adresse for t in treff]


def test_temaet_stedet_og_malgruppen_sammen_og_grunnene_er_sagt_til_dem(profil, redaktor, eva):
    her = _behov(redaktor)
    borte = _behov(redaktor, "bergen-kommune", omrader=["4601"], tittel=["I Bergen"])
    annet = _behov(redaktor, "oslo-kommune", tema=["gjeld-og-okonomi"], tittel=["Noe annet"])
    funnet = behov_for_profil(profil)
    assert (_viste(funnet.beste), _viste(funnet.nesten)) == (_adressene([her]), _adressene([borte]))
    grunner = " ".join(funnet.beste[0].grunner)
    assert "Dere arbeider med" in grunner
    assert "Dere dekker Trondheim." in grunner
    assert "dere dekker Bergen" in " ".join(funnet.nesten[0].grunner)
    side = logg_inn(eva).get(profil.get_absolute_url()).text
    assert her.get_absolute_url() in side
    assert annet.get_absolute_url() not in side
    assert her.get_absolute_url() not in logg_inn(None).get(profil.get_absolute_url()).text


def test_ideen_finner_behovet_til_fristen_er_ute_eller_det_er_lukket(profil, redaktor, eva):
    ide = innhold.publisert_ide(profil, av=eva, redaktor=redaktor)
    innhold.oppdater_katalogen()
    behov = _behov(redaktor)
    assert _viste(behov_for_ide(ide).beste) == _adressene([behov])
    assert behov.get_absolute_url() in logg_inn(eva).get(ide.get_absolute_url()).text
    assert behov.get_absolute_url() not in logg_inn(None).get(ide.get_absolute_url()).text
    behov.frist = timezone.localdate() - timedelta(days=1)
    behov.save()
    assert behov_for_ide(ide).beste == ()


def test_samme_sted_alene_er_ikke_et_treff(profil, redaktor):
    _behov(redaktor, tema=["gjeld-og-okonomi"], malgruppe=["arbeidssokere-og-ufore"])
    funnet = behov_for_profil(profil)
    assert (funnet.beste, funnet.nesten) == ((), ())


@pytest.mark.parametrize(
    ("temaer", "steder", "ventet"),
    [
        (["demens"], ["5001"], "/varsler/ny/behov/?sted=5001&tema=demens"),
        (["demens", "arbeidstrening"], [], "/varsler/ny/behov/?tema=arbeidstrening&tema=demens"),
        (["demens"], ["5001", "NO"], "/varsler/ny/behov/?tema=demens"),
        ([], ["5001"], ""),
    ],
)
def test_varselet_om_like_behov_har_temaene_og_stedene(temaer, steder, ventet):
    assert like_behov(temaer, steder) == ventet


def test_siden_om_et_behov_forer_til_varselet_og_bare_virksomheten_ser_det_om_dem_som_kan_svare(
    client, redaktor
):
    behov = _behov(redaktor)
    ola = lag_bruker("ola@trondheim.kommune.no")
    legg_til_medlem(behov.part, bruker=ola, rolle="medlem", av=ola, grunn="test")
    til_alle, til_oss = (f'href="/varsler/ny/{liste}/?' for liste in ("behov", "kan-svare"))
    apen = client.get(behov.get_absolute_url()).text
    assert til_alle in apen and til_oss not in apen
    side = logg_inn(ola).get(behov.get_absolute_url()).text
    assert til_alle in side and til_oss in side
    adresse = re.search(r'href="(/varsler/ny/behov/[^"]+)"', apen)[1].replace("&amp;", "&")
    skjemaet = client.get(adresse).text
    assert "Demens" in skjemaet and "Trondheim" in skjemaet
