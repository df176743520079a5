"""Det som haster øverst på Min side: hva, for hvem, når, og med det samme antallet spørringer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Enighet, Forventning, Manedstall, Medeier, Samarbeid
from samarbeid.samarbeidene.handlinger.pilot import maneder
from samarbeid.samarbeidene.haster import VISES, det_som_haster
from tests.samarbeid.samarbeidene.felles import adresse, begynt, besvart, fyll, hel_plan, startet
from veier.medlemskap.hatter import hatter

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


def _haster(bruker):
    mine = [h.organisasjon for h in hatter(bruker)]
    egne, ledet = ({o.pk for o in mine if isinstance(o, slag)} for slag in (Entreprenor, OffentligPart))
    return det_som_haster(bruker, egne=egne, ledet=ledet)


@pytest.fixture
def v(verden):
    Samarbeid.objects.all().delete()
    return verden


def _tekstene(v, rolle):
    return [h.tekst for h in _haster(v.folk[rolle])[0]]


def _alle_tall(rad):
    for i in rad.piloter.get().indikatorer.all():
        for maned in maneder(rad.piloter.get()):
            Manedstall.objects.get_or_create(indikator=i, maned=maned, defaults={"verdi": 1})


@pytest.mark.parametrize(
    ("dager", "ord_"), [(31, None), (30, "skal være avgjort"), (0, "skal være avgjort"), (-1, "skulle vært avgjort")]
)  # fmt: skip
def test_dagen_for_avgjorelsen_vises_for_begge(v, dager, ord_):
    rad = startet(v)
    _alle_tall(rad)
    rad.piloter.update(beslutningsdato=timezone.localdate() + dager * DAG)
    for rolle in ("eier", "medlem", "offentlig"):
        tekstene = _tekstene(v, rolle)
        if ord_ is None:
            assert tekstene == []
        else:
            [tekst] = tekstene
            assert ord_ in tekst and "kommunalsjef for helse" in tekst


def test_maneden_som_er_over_mangler_og_den_vi_er_i_gjor_ikke(v):
    rad = startet(v)
    rad.piloter.update(start_dato=date(2026, 9, 10))
    i_dag = timezone.localdate()
    over = [m for m in maneder(rad.piloter.get()) if m < i_dag.replace(day=1)]
    _alle_tall(rad)
    assert _tekstene(v, "eier") == []
    Manedstall.objects.filter(indikator__nr=2, maned=over[0]).delete()
    [rad_] = _haster(v.folk["offentlig"])[0]
    assert rad_.tekst.startswith("Skriv tallene for ")
    assert rad_.adresse == f"{adresse(rad, 'tall')}?maned={over[0].isoformat()}"
    Manedstall.objects.filter(maned=over[1]).delete()
    [tekst] = _tekstene(v, "eier")
    assert tekst.endswith("og utover: 2 måneder")


@pytest.mark.parametrize(
    ("side", "dager", "eva", "ola"),
    [
        ("entreprenor", 8, None, None),
        ("entreprenor", 7, "Innen ", None),
        ("entreprenor", -1, "Skulle vært gjort ", "Minnekoffert AS skulle gjort dette innen "),
        ("offentlig", 0, None, "Innen "),
        ("offentlig", -1, "Trondheim kommune skulle gjort dette innen ", "Skulle vært gjort "),
    ],
)
def test_neste_steg_haster_for_den_som_skal_gjore_det(v, side, dager, eva, ola):
    rad = begynt(v)
    Samarbeid.objects.filter(pk=rad.pk).update(
        neste_steg="Ring.", neste_dato=timezone.localdate() + dager * DAG, neste_side=side
    )
    for rolle, ventet in (("eier", eva), ("offentlig", ola)):
        tekstene = _tekstene(v, rolle)
        assert [t[: len(ventet or "")] for t in tekstene] == ([ventet] if ventet else [])


def test_den_som_blir_ventet_paa_faar_vite_det_og_ikke_den_som_venter(v):
    import uuid

    samtale, eva = besvart(v), v.klient("eier")
    eva.post(
        reverse("samarbeid_nytt", args=[samtale.referanse]),
        {"tittel": "Kofferter", "sett": samtale.siste_nr, "sendenokkel": uuid.uuid4()},
    )
    assert _tekstene(v, "eier") == []
    assert _tekstene(v, "offentlig") == ["Minnekoffert AS venter på om dere vil samarbeide"]


def test_planen_forventningen_medeieren_og_eksempelet_venter_paa_svar(v):
    rad = begynt(v)
    hel_plan(v.klient("offentlig"), rad)
    assert _tekstene(v, "eier") == ["Trondheim kommune venter på ja til planen for piloten"]
    assert _tekstene(v, "offentlig") == []
    fyll(v.klient("eier"), rad, "plan-ja")
    assert _tekstene(v, "eier") == []
    i_dag = timezone.localdate()
    Forventning.objects.create(
        samarbeid=rad, nr=1, tekst="Ring.", side="entreprenor", tas_opp=i_dag + 9 * DAG
    )
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    medeier = Medeier.objects.create(samarbeid=rad, part=bergen, spurt_av="entreprenor")
    Enighet.objects.create(samarbeid=rad, hva="eksempel", side="entreprenor")
    assert _tekstene(v, "eier") == []
    assert sorted(_tekstene(v, "offentlig")) == [
        "Minnekoffert AS spør om samarbeidet kan bli et eksempel",
        "Si om dere er enige i det Minnekoffert AS venter",
        "Si om det er greit at Bergen kommune blir med",
    ]
    assert _tekstene(v, "annen_offentlig") == []
    medeier.godtatt_tid = timezone.now()
    medeier.save()
    assert _tekstene(v, "annen_offentlig") == ["Svar på om dere vil være med"]
    Forventning.objects.update(tas_opp=i_dag)
    assert _tekstene(v, "eier") == ["Ta opp igjen det dere venter av hverandre"]


def test_et_samarbeid_som_er_over_haster_ikke(v):
    rad = startet(v)
    rad.piloter.update(beslutningsdato=timezone.localdate() - DAG)
    fyll(v.klient("eier"), rad, "avslutt", slag=[], ord_="")
    assert _tekstene(v, "eier") == _tekstene(v, "offentlig") == []


def test_andre_ser_ingenting_og_listen_er_kort(v):
    rad = begynt(v)
    i_dag = timezone.localdate()
    for nr in range(1, VISES + 3):
        Forventning.objects.create(
            samarbeid=rad, nr=nr, tekst="x", side="offentlig", tas_opp=i_dag - nr * DAG
        )
    haster, flere = _haster(v.folk["eier"])
    assert (len(haster), flere, haster[0].dag) == (VISES, 2, i_dag - (VISES + 2) * DAG)
    side = v.klient("eier").get(reverse("min_side")).text
    assert (
        side.index('id="forst"') < side.index('id="haster"') < side.index('id="mine"')
        and "2 ting til i samarbeidene" in side
    )
    for rolle in ("innlogget", "annen_entreprenor", "annen_offentlig", "redaktor"):
        assert _haster(v.folk[rolle]) == ([], 0)


def test_like_mange_sporringer_for_ett_og_tre_samarbeid(v):
    rad = startet(v)

    def antall():
        with CaptureQueriesContext(
            connection,
        ) as sporringer:
            assert _haster(v.folk["eier"])[0]
        return len(sporringer)

    ett = antall()
    for nr in (1, 2):
        til = Samarbeid.objects.create(
            entreprenor=rad.entreprenor, part=rad.part, tittel=f"Nr. {nr}", foreslatt_av="offentlig", stadium="pilot",
            begynt_tid=timezone.now(),
        )  # fmt: skip
        pilot = rad.piloter.get()
        indikatorer = list(pilot.indikatorer.all())
        pilot.pk, pilot.samarbeid = None, til
        pilot.save()
        for i in indikatorer:
            i.pk, i.pilot = None, pilot
            i.save()
        Forventning.objects.create(samarbeid=til, nr=1, tekst="x", side="offentlig", tas_opp=date(2026, 1, 1))
    assert antall() == ett
