"""Hvor ofte hver entreprenør blir foreslått: tall per dag uten personer, og like vises like ofte."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.eksponering import telling
from samarbeid.eksponering.fordeling import andel_til_tidelen, fordelingen
from samarbeid.eksponering.telling import slett_gamle, tell, tom_kladden
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.matching.partnere import Ordlikhet, Partnersok
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Eksponering
from samarbeid.svar.partnere import HOYST, vurder_partnere
from tests import innhold
from tests.verden import lag_redaktor, logg_inn

pytestmark = pytest.mark.django_db
BEHOV = Eksponering.Flate.BEHOV
DAGER = 40


def _like(antall):
    for nr in range(antall):
        Entreprenor.objects.create(
            slug=f"lik-{nr}", navn=f"Lik {nr}", temaer=["demens"], malgrupper=["sykehjemsbeboere-og-demens"],
            steder=["5001"], publisert_tid=timezone.now(),
        )  # fmt: skip
    innhold.oppdater_katalogen()


def _vist(sok, monkeypatch, ordene=None):
    """Hvor ofte hver er blant de fem første, når dagene går."""
    kunnskap = hent_kunnskap()
    antall = dict.fromkeys(
        Entreprenor.objects.filter(slug__startswith="lik-").values_list("slug", flat=True), 0
    )
    for nr in range(DAGER):
        monkeypatch.setattr(timezone, "localdate", lambda *_a, nr=nr: date(2026, 3, 1) + timedelta(days=nr))
        vurdert = vurder_partnere(sok, ordene or {}, hent_register(), kunnskap)
        for rad, _v in [par for par in vurdert if par[0].slug in antall][:HOYST]:
            antall[rad.slug] += 1
    return sorted(antall.values())


def test_like_entreprenorer_vises_like_ofte(monkeypatch):
    _like(8)
    sok = Partnersok(("demens",), ("sykehjemsbeboere-og-demens",), ("5001",), ("50",))
    vist = _vist(sok, monkeypatch)
    rettferdig = DAGER * HOYST / 8
    assert sum(vist) == DAGER * HOYST
    assert vist[0] > rettferdig * 0.6 and vist[-1] < rettferdig * 1.4, vist


def test_like_som_bare_er_funnet_pa_ordene_vises_ogsa_like_ofte(monkeypatch):
    """Den som har vært med lengst, står ikke først."""
    from samarbeid.svar import partnere

    _like(8)
    monkeypatch.setattr(partnere, "KANDIDATER", 4)
    numre = Entreprenor.objects.filter(slug__startswith="lik-").values_list("pk", flat=True)
    ordene = {nr: Ordlikhet(0.9, ("koffert", "minne")) for nr in numre}
    vist = _vist(Partnersok((), (), ("5001",), ("50",)), monkeypatch, ordene)
    rettferdig = DAGER * 4 / 8
    assert vist[0] > rettferdig * 0.5 and vist[-1] < rettferdig * 1.5, vist


def test_visningene_telles_per_dag_og_flate_uten_a_skrive_mens_siden_lages(django_assert_num_queries):
    _like(2)
    with django_assert_num_queries(0):
        tell(["lik-0", "lik-1"], BEHOV)
        tell(["lik-0", "borte"], BEHOV)
        tell(["lik-0"], Eksponering.Flate.SVAR)
    tom_kladden()
    tell(["lik-1"], BEHOV)
    assert (tom_kladden(), tom_kladden()) == (1, 0)
    rader = Eksponering.objects.order_by("entreprenor__slug", "flate")
    assert list(rader.values_list("entreprenor__slug", "flate", "antall")) == [
        ("lik-0", "behov", 2), ("lik-0", "svar", 1), ("lik-1", "behov", 2),
    ]  # fmt: skip
    assert {f.name for f in Eksponering._meta.fields} == {"id", "entreprenor", "dag", "flate", "antall"}


def test_kladden_vokser_ikke_uten_grense(monkeypatch):
    monkeypatch.setattr(telling.kladd, "flest", 2)
    tell(["a", "b", "c", "a"], BEHOV)
    assert sorted(antall for _nokkel, antall in telling.kladd.ta()) == [1, 2]


def test_gamle_tellinger_slettes():
    _like(1)
    firma = Entreprenor.objects.get(slug="lik-0")
    for dager in (401, 400):
        dag = timezone.localdate() - timedelta(days=dager)
        Eksponering.objects.create(entreprenor=firma, dag=dag, flate=BEHOV, antall=1)
    assert (slett_gamle(), Eksponering.objects.count()) == (1, 1)


def test_redaksjonen_ser_fordelingen_og_de_like_som_ikke_er_vist_like_ofte(django_assert_num_queries):
    _like(3)
    rita = lag_redaktor()
    for slug, antall in (("lik-0", 120), ("lik-1", 10), ("lik-2", 0)):
        if antall:
            Eksponering.objects.create(
                entreprenor=Entreprenor.objects.get(slug=slug),
                dag=timezone.localdate(),
                flate=BEHOV,
                antall=antall,
            )
    with django_assert_num_queries(4):
        f = fordelingen()
    assert (f.visninger, f.mest[:2]) == (130, (("Lik 0", 120), ("Lik 1", 10)))
    assert [(b.navn, b.antall) for b in f.band if b.navn in {"10–49", "50–199"}] == [
        ("10–49", 1),
        ("50–199", 1),
    ]
    (gruppe,) = f.skjeve
    assert (gruppe.tallene, gruppe.skjevhet) == ((120, 10, 0), 120)
    side = logg_inn(rita).get(reverse("redaksjon_treffene")).text
    assert "Lik 0 (120 ganger)" in side and "prosent av visningene" in side


@pytest.mark.parametrize(
    ("tallene", "andel"), [([], 0), ([0, 0], 0), ([5], 100), ([10] * 10, 10), ([90, *[10] * 9], 50)]
)
def test_andelen_til_tidelen(tallene, andel):
    assert andel_til_tidelen(tallene) == andel
