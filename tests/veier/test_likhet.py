"""De øverste treffene ordnes også etter hvor mye ordene ligner på det som er spurt om. Det flytter ingen inn i kjernen."""

import json
from math import sqrt
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from script import lag_ordvektorer, lag_vurderte_ideer
from veier.sok.normalisering import stamme
from veier.sok.rang import vekter
from veier.sok.rang.likhet import Likhet, de_beste, kjente, ordne, ordplassene
from veier.sok.rang.rangering import Rangert
from veier.sok.sokeledd import sokeledd


def _likhet(sporring, *ordene):
    return Likhet(kjente(sokeledd(sporring))).med(map(stamme, ordene))


def test_ord_som_brukes_sammen_ligner_mer_enn_andre():
    assert _likhet("strikking", "veving") > _likhet("strikking", "gjeld") + 0.2
    assert _likhet("fengsel", "innsatt") > _likhet("fengsel", "sykehjem") + 0.2


def test_plassene_er_like_lange_og_ingen_ord_star_to_ganger():
    assert len(ordplassene()) > 4_000
    assert {len(o.plass) for o in ordplassene().values()} == {64}
    assert all(abs(sum(x * x for x in o.plass) / 127**2 - 1) < 0.1 for o in ordplassene().values())


def test_ukjente_ord_peker_ingen_vei_og_et_sammensatt_ord_peker_dit_leddene_gjor():
    assert kjente(sokeledd("zzqqxx")) == []
    assert _likhet("demens", "zzqqxx") == 0.0
    assert kjente(sokeledd("ungdomsgjeld")) == kjente(sokeledd("gjeld ungdom"))


def test_det_som_ligner_mest_pa_hvert_av_ordene_teller_ved_siden_av_snittet():
    likhet = Likhet(kjente(sokeledd("strikking gjeld")))

    def tillegg(*ordene):
        stammene = [stamme(o) for o in ordene]
        return likhet.med_hvert_ord(stammene) - likhet.med(stammene)

    hele = vekter.LIKEST * 1.0
    assert tillegg("strikking", "gjeld", "sykehjem") == pytest.approx(hele, abs=0.02)
    assert 0.3 * hele < tillegg("strikking", "sykehjem") < 0.9 * hele  # bare det ene av de to er der
    assert tillegg("zzqqxx") == 0.0


@given(st.lists(st.sampled_from("strikking veving gjeld fengsel sykehjem zzqqxx".split()), max_size=6))
def test_likheten_er_som_en_enkel_utgave(ordene):
    spurt = kjente(sokeledd("garn gjeld"))
    kjent = [ordplassene()[s] for s in map(stamme, ordene) if s in ordplassene()]

    def vinkel(a, b):
        return sum(x * y for x, y in zip(a, b, strict=True)) / sqrt(sum(x * x for x in a)) / 127

    retning = [sum(o.sier * o.plass[i] for o in spurt) for i in range(64)]
    snitt = sum(o.sier * vinkel(retning, o.plass) for o in kjent) / (sum(o.sier for o in kjent) or 1)
    likest = [max([0.0, *(sum(map(mul, s.plass, o.plass)) / 127**2 for o in kjent)]) for s in spurt]
    hvert = sum(s.sier * likt for s, likt in zip(spurt, likest, strict=True)) / sum(s.sier for s in spurt)
    assert Likhet(spurt).med(map(stamme, ordene)) == pytest.approx(snitt)
    assert Likhet(spurt).med_hvert_ord(map(stamme, ordene)) == pytest.approx(snitt + vekter.LIKEST * hvert)


def _rangert(*trinn):
    return Rangert(
        tuple(BitMap(rader) for rader, _andel in trinn), tuple(andel for _rader, andel in trinn), (True,)
    )


def test_bare_hele_trinn_ordnes_og_aldri_flere_enn_vi_leser(monkeypatch):
    monkeypatch.setattr(vekter, "FLEST_LIGNER", 4)
    assert de_beste(_rangert(([1, 2], 1.0), ([3], 0.9), ([4, 5], 0.8))) == BitMap([1, 2, 3])
    assert not de_beste(_rangert(([1, 2, 3, 4, 5], 1.0)))
    assert not de_beste(_rangert(([1], 1.0)))


def test_den_som_heter_det_star_forst_og_kjernen_er_den_samme():
    rangert = _rangert(
        ([1], vekter.HELE_NAVNET), ([2, 3], vekter.KJERNE), ([4, 5], vekter.KJERNE - 0.02), ([6], 0.1)
    )
    ordnet = ordne(rangert, BitMap([1, 2, 3, 4, 5]), {1: 0.0, 2: 0.0, 3: 0.3, 4: 0.1, 5: 0.9})
    assert [list(rader) for rader in ordnet.rang] == [[1], [3], [2], [5], [4], [6]]
    assert (ordnet.godt, ordnet.alle) == (rangert.godt, rangert.alle)


def test_de_som_ligner_like_mye_har_den_samme_rangen():
    ordnet = ordne(_rangert(([1, 2, 3], 0.8)), BitMap([1, 2, 3]), {1: 0.301, 2: 0.299, 3: 0.6})
    assert [list(rader) for rader in ordnet.rang] == [[3], [1, 2]]


@given(
    st.lists(st.sampled_from([2.0, 1.1, 0.8, 0.62, 0.5, 0.1]), min_size=1, max_size=12),
    st.lists(st.floats(-1, 1), min_size=12, max_size=12),
)
def test_det_samme_som_en_enkel_utgave(andeler, likheter):
    trinn = sorted({a: [r for r, b in enumerate(andeler) if b == a] for a in andeler}.items(), reverse=True)
    rangert = _rangert(*((rader, andel) for andel, rader in trinn))
    ordnet = ordne(rangert, rangert.alle, dict(enumerate(likheter)))

    def plass(rad):
        andel, steg = andeler[rad], round(likheter[rad] / vekter.LIGNER_STEG) * vekter.LIGNER_STEG
        bandet = 2 if andel >= 2 else 1 if andel >= vekter.KJERNE else 0
        return -bandet, -round((andel + vekter.LIGNER * steg) * vekter.TRINN), -andel

    enkelt = sorted(range(len(andeler)), key=plass)
    assert [rad for rader in ordnet.rang for rad in rader] == sorted(enkelt, key=lambda r: (plass(r), r))
    assert [len({plass(rad) for rad in rader}) for rader in ordnet.rang] == [1] * len(ordnet.rang)
    assert [andeler[rader[0]] for rader in ordnet.rang] == list(ordnet.andel)


@pytest.mark.django_db
def test_ordene_er_laget_av_det_som_er_vurdert_og_aldri_av_det_sokene_maales_paa():
    tekster = set(lag_ordvektorer.tekstene())
    assert {lag_vurderte_ideer.teksten(ide) for ide in lag_vurderte_ideer.hent()} < tekster
    maales = json.loads((lag_ordvektorer.ROT / "tests/data/sok_niende.json").read_text(encoding="utf-8"))
    assert not tekster & {d["tekst"] for d in maales["dokumenter"].values()}
