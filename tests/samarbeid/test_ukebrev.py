"""Brevet den første virkedagen i uken: det som er nytt og passer, én gang, og ikke til den som har sagt nei."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.nytt import ukebrev
from samarbeid.varsler.tider import NORGE
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor
from veier.epost import avmelding
from veier.epost.avmelding import valg_for
from veier.epost.brevslag import UKEBREVET
from veier.epost.models import Utsending
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = pytest.mark.django_db
MANDAG = date(2026, 11, 30)


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def eva(part):
    person = lag_bruker("eva@eksempel.no")
    lag_entreprenor("Minnekoffert", person, temaer=["demens"], steder=["5001"])
    innhold.oppdater_katalogen()
    return person


def _behov(part, slug, dag, klokken=12, **felt):
    tid = datetime(dag.year, dag.month, dag.day, klokken, tzinfo=NORGE)
    verdier = {
        "tittel": f"Behov {slug}", "arbeidsnavn": slug, "tema": ["demens"], "omrader": ["5001"], "publisert_tid": tid, **felt,
    }  # fmt: skip
    behov = Behov.objects.create(part=part, slug=slug, **verdier)
    beregn_behov(behov.pk)
    return behov


def _brevene():
    return Utsending.objects.filter(mal="ukebrev").order_by("pk")


def test_uken_for_mandagen_og_bare_den_med_grunnene(part, eva):
    for slug, dag, klokken in (
        ("forrige-sondag", MANDAG - timedelta(days=8), 23),
        ("mandag", MANDAG - timedelta(days=7), 0),
        ("sondag", MANDAG - timedelta(days=1), 23),
        ("denne-mandagen", MANDAG, 0),
    ):
        _behov(part, slug, dag, klokken)
    assert ukebrev.send_ukens_brev(eva.pk, MANDAG) is True
    tekst = _brevene().get().tekst
    assert "Nytt som passer Minnekoffert:" in tekst
    assert "Behov mandag" in tekst and "Behov sondag" in tekst
    assert "Behov forrige" not in tekst and "Behov denne" not in tekst
    assert "Trondheim kommune. Dere arbeider med" in tekst
    assert "http://localhost:8000/min-side/" in tekst


def test_ett_brev_i_uken_uansett_hvor_mange_ganger_jobben_gar(part, eva):
    _behov(part, "nytt", MANDAG - timedelta(days=2))
    for _gang in range(3):
        ukebrev.send_ukens_brev(eva.pk, MANDAG)
    assert _brevene().count() == 1
    _behov(part, "uken-etter", MANDAG + timedelta(days=2))
    ukebrev.send_ukens_brev(eva.pk, MANDAG + timedelta(days=7))
    assert [("Behov nytt" in b.tekst, "Behov uken-etter" in b.tekst) for b in _brevene()] == [
        (True, False),
        (False, True),
    ]


def test_uten_noe_a_fortelle_gar_det_ikke_noe_brev(part, eva):
    _behov(part, "annet", MANDAG - timedelta(days=2), tema=["arbeidstrening"], omrader=["0301"])
    assert ukebrev.send_ukens_brev(eva.pk, MANDAG) is False
    assert not _brevene().exists()


def test_dagene_de_neste_to_ukene_er_med_uten_at_noe_er_nytt(part):
    ola = lag_bruker("ola@trondheim.kommune.no", malform="nn")
    legg_til_medlem(part, bruker=ola, rolle="medlem", av=ola, grunn="test")
    i_dag = timezone.localdate()
    for slug, dager in (("snart", 14), ("senere", 15)):
        _behov(part, slug, date(2026, 1, 5), frist=i_dag + timedelta(days=dager))
    assert ukebrev.send_ukens_brev(ola.pk, MANDAG) is True
    brev = _brevene().get()
    assert brev.hemmelig  # det partene skrev, tømmes når brevet er sendt
    tekst = brev.tekst
    assert "Dagane som kjem:" in tekst
    assert "Siste dag for spørsmål: Behov snart" in tekst and "Behov senere" not in tekst


def test_den_som_har_sagt_nei_og_den_som_er_stengt_far_ingen(part, eva):
    _behov(part, "nytt", MANDAG - timedelta(days=2))
    ukebrev.send_ukens_brev(eva.pk, MANDAG)
    brev = _brevene().get()
    hoder = avmelding.avmeldingshoder(brev)
    lenke = hoder["List-Unsubscribe"].strip("<>")
    assert lenke.startswith("http://localhost:8000/") and lenke.rsplit("/", 2)[0] in brev.tekst
    brev.delete()
    avmelding.sett(valg_for(eva.epost, UKEBREVET), av=True)
    assert ukebrev.send_ukens_brev(eva.pk, MANDAG) is False
    avmelding.sett(valg_for(eva.epost, UKEBREVET), av=False)
    eva.is_active = False
    eva.save()
    assert ukebrev.send_ukens_brev(eva.pk, MANDAG) is False
    assert not _brevene().exists()


@pytest.mark.parametrize(
    ("dag", "sendes"),
    [
        (date(2026, 11, 30), True),
        (date(2026, 11, 29), False),
        (date(2027, 3, 29), False),  # 2. påskedag
        (date(2027, 3, 30), True),
    ],
)
def test_bare_pa_virkedager_og_for_uken_som_var(monkeypatch, part, eva, dag, sendes):
    satt = []
    monkeypatch.setattr(ukebrev, "sett_i_ko", lambda navn, **felt: satt.append((navn, felt)))
    lag_bruker("alene@eksempel.no")
    antall = ukebrev.sett_ukens_brev_i_ko(dag)
    mandag = (dag - timedelta(days=dag.weekday())).isoformat()
    assert satt == ([(ukebrev.JOBB, {"bruker": eva.pk, "mandag": mandag})] if sendes else [])
    assert antall == len(satt)


def test_en_gang_i_uken_og_sto_arbeideren_den_forste_dagen_tas_det_igjen(monkeypatch, part, eva):
    """Køen glemmer det som skulle vært gjort for ti minutter siden. Ellers fikk ingen høre om den uken."""
    satt = []
    monkeypatch.setattr(ukebrev, "sett_i_ko", lambda navn, **felt: satt.append(felt["mandag"]))
    onsdag, fredag, neste = MANDAG + timedelta(days=2), MANDAG + timedelta(days=4), MANDAG + timedelta(days=7)
    assert [ukebrev.sett_ukens_brev_i_ko(dag) for dag in (onsdag, onsdag, fredag, neste, neste)] == [
        1, 0, 0, 1, 0,
    ]  # fmt: skip
    assert satt == [MANDAG.isoformat(), neste.isoformat()]


def test_et_navn_som_er_en_adresse_blir_ikke_en_lenke(part, eva):
    _behov(part, "lurer", MANDAG - timedelta(days=2), tittel="Logg inn på svindel.example")
    ukebrev.send_ukens_brev(eva.pk, MANDAG)
    brev = _brevene().get()
    assert "svindel.example" not in brev.tekst + brev.html
