"""Listen over behov holdes ved like som katalogen: det den viser, er det samme som om alt var lest på nytt."""

from __future__ import annotations

from array import array
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from kommuner.models import Behov, OffentligPart, Tilslutning
from samarbeid.katalog.bygging.behovsrader import lag_behovsrader
from samarbeid.katalog.bygging.koen import bygg_katalogen
from samarbeid.katalog.indeks import register as registrene
from samarbeid.katalog.indeks.behovene import SistPublisert, finn_behov, hent_behovsregister
from samarbeid.katalog.indeks.nyeste import Nyeste
from samarbeid.katalog.indeks.register import Registeret
from samarbeid.katalog.indeks.typer import Behovssok
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Behovsrad, Katalogendring
from script.syntetisk import hent_lager
from script.ytelse_behov import lag_behov
from tests import innhold
from tests.verden import lag_bruker, lag_redaktor

TIDER = st.dictionaries(st.integers(1, 400), st.none() | st.integers(1, 50), max_size=60)


@given(TIDER, TIDER, st.sets(st.integers(1, 400), max_size=80), st.integers(0, 60), st.integers(1, 30))
def test_en_endret_rekkefolge_er_som_en_ny(forst, endret, rader, fra, antall):
    def av(tider):
        med_tid = {rad: nar for rad, nar in tider.items() if nar}
        return Nyeste.av(array("I", med_tid), array("q", med_tid.values()))

    fasit = av(forst | endret)
    for ny in (av(forst).med(endret), _med_flytting_av_alt(av(forst), endret)):
        assert list(ny.rekke) == list(fasit.rekke)
        mengde = BitMap(rader) & BitMap(ny.rekke)
        alle = sorted(mengde, key=lambda r: (-(forst | endret)[r], r))
        assert ny.utsnitt(mengde, 0, fra, antall) == alle[fra : fra + antall]


def _med_flytting_av_alt(rekke, endret):
    """Samme endring blant så mange at alt stilles opp på nytt."""
    fyll = dict.fromkeys(range(1000, 1300))
    return rekke.med(fyll | endret)


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def ola():
    return lag_bruker("ola@trondheim.kommune.no", navn="Ola")


@pytest.fixture
def behov(ola, redaktor):
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    rader = [
        innhold.publisert_behov(part, av=ola, redaktor=redaktor, tittel=[f"Behov {nr}"]) for nr in range(4)
    ]
    innhold.oppdater_katalogen()
    return rader


def _er_lik():
    """Registeret denne prosessen har holdt ved like, mot ett som leser alt nå. Gir rekkefølgen."""
    nytt = Registeret(Behovsrad, Katalogendring.Slag.BEHOV, SistPublisert()).hent()
    gammelt = hent_behovsregister()
    assert gammelt.alle == nytt.alle
    assert {m: r for m, r in gammelt.merker.items() if r} == dict(nytt.merker)
    assert gammelt.ring.rekke == nytt.ring.rekke
    fasit = {
        pk: rad.merker for pk, rad in lag_behovsrader(Behov.objects.values_list("pk", flat=True)).items()
    }
    assert dict(Behovsrad.objects.values_list("pk", "merker")) == fasit
    return finn_behov(Behovssok(), hent_kunnskap()).rader(0, 100)


@pytest.mark.django_db
def test_etter_hver_slags_endring_er_listen_som_om_alt_var_lest_pa_nytt(behov, ola, redaktor):
    en, to, tre, fire = behov
    assert _er_lik() == [b.pk for b in reversed(behov)]
    endringene = (
        (lambda: Behov.objects.filter(pk=fire.pk).update(tilstand="planlegges"), [tre, to, en, fire]),
        (lambda: Behov.objects.filter(pk=tre.pk).update(tema=["gjeld-og-okonomi"]), [tre, to, en, fire]),
        (lambda: Behov.objects.filter(pk=to.pk).update(nedtatt_tid=timezone.now()), [tre, en, fire]),
        (lambda: Behov.objects.filter(pk=to.pk).update(nedtatt_tid=None), [tre, to, en, fire]),
        (
            lambda: Behov.objects.filter(pk=en.pk).update(publisert_tid=timezone.now() + timedelta(hours=1)),
            [en, tre, to, fire],
        ),
        (lambda: OffentligPart.objects.filter(pk=en.part_id).update(skjult=True), []),
        (lambda: OffentligPart.objects.filter(pk=en.part_id).update(skjult=False), [en, tre, to, fire]),
        (lambda: Behov.objects.filter(pk=tre.pk).delete(), [en, to, fire]),
        (lambda: Behovsrad.objects.all().delete() and bygg_katalogen(), [en, to, fire]),
    )
    for endre, ventet in endringene:
        endre()
        innhold.oppdater_katalogen()
        assert _er_lik() == [b.pk for b in ventet]


@pytest.mark.django_db
def test_stedet_til_en_som_sier_vi_ogsa_er_med_til_den_skjules(behov):
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    Tilslutning.objects.create(behov=behov[0], part=oslo)
    Behov.objects.filter(pk=behov[0].pk).update(tilstand="apent")
    innhold.oppdater_katalogen()
    i_oslo = Behovssok(sted=("0301",))
    assert finn_behov(i_oslo, hent_kunnskap()).rader(0, 10) == [behov[0].pk]
    OffentligPart.objects.filter(pk=oslo.pk).update(skjult=True)
    innhold.oppdater_katalogen()
    assert finn_behov(i_oslo, hent_kunnskap()).rader(0, 10) == []


@pytest.mark.django_db
def test_en_endring_leser_ett_behov_uansett_hvor_mange_det_er(behov, monkeypatch):
    """Ingen av dem som ikke er endret, hentes: verken rader, tider eller merker."""
    hent_lager.cache_clear()
    lag_behov(60)
    innhold.oppdater_katalogen()
    hent_behovsregister()
    monkeypatch.setattr(
        registrene.Registeret, "_les", lambda *_a: pytest.fail("leste alt på nytt etter én endring")
    )
    Behov.objects.filter(pk=behov[2].pk).update(tema=["rus"], omfang="Ti")
    innhold.oppdater_katalogen()
    with CaptureQueriesContext(connection) as spurt:
        svar = finn_behov(Behovssok(tema=("rus",)), hent_kunnskap())
    assert behov[2].pk in svar.treff
    radene = [q["sql"] for q in spurt.captured_queries if "behovsrad" in q["sql"]]
    assert len(radene) == 2 and all(str(behov[2].pk) in sql for sql in radene)


@pytest.mark.django_db
def test_en_annen_prosess_som_har_sovet_leser_det_som_mangler(behov):
    sovende = Registeret(Behovsrad, Katalogendring.Slag.BEHOV, SistPublisert())
    for_ = sovende.hent()
    Behov.objects.filter(pk=behov[1].pk).update(arkivert_tid=timezone.now())
    innhold.oppdater_katalogen()
    etter = sovende.hent()
    assert (behov[1].pk in for_.alle, behov[1].pk in etter.alle) == (True, False)
    # Endringene er glemt: da leses alt, i stedet for å tro at ingenting har skjedd.
    Behov.objects.filter(pk=behov[1].pk).update(arkivert_tid=None)
    Behov.objects.filter(pk=behov[2].pk).update(tema=["rus"])
    innhold.oppdater_katalogen()
    siste = Katalogendring.objects.latest("nummer").nummer
    Katalogendring.objects.exclude(nummer=siste).delete()
    assert behov[1].pk in sovende.hent().alle
