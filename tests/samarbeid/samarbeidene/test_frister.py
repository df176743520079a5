"""Dagene partene blir minnet om, og hvem som får vite hva uten å ha siden åpen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kommuner.models import OffentligPart
from samarbeid.models import Medeier, Samarbeid
from samarbeid.samarbeidene.handlinger import deler, gang
from samarbeid.samarbeidene.handlinger.frister import minn_om_frister
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor
from tests.samarbeid.samarbeidene.felles import adresse, aktorer, begynt, fyll, inn, startet
from tests.verden import lag_bruker, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db


@pytest.fixture
def v(verden):
    return verden


def _brev(mal):
    return {u.til: u.tekst for u in Utsending.objects.filter(mal=mal)}


def _dagen(rad):
    return rad.piloter.get().beslutningsdato


@pytest.mark.parametrize(("dager", "sendt"), [(31, 0), (30, 2), (1, 2), (0, 2), (-1, 0)])
def test_begge_minnes_om_dagen_for_avgjorelsen(v, dager, sendt):
    rad = startet(v)
    assert minn_om_frister(_dagen(rad) - timedelta(days=dager)) == sendt
    brev = _brev("samarbeid_frist")
    assert set(brev) == ({v.folk["eier"].epost, v.folk["offentlig"].epost} if sendt else set())
    assert all(rad.piloter.get().beslutter_rolle in tekst for tekst in brev.values())


def test_ingen_minnes_to_ganger_om_den_samme_dagen_men_om_en_ny(v):
    rad = startet(v)
    dagen = _dagen(rad)
    for dag in (dagen - timedelta(days=20), dagen - timedelta(days=3)):
        minn_om_frister(dag)
    assert Utsending.objects.filter(mal="samarbeid_frist").count() == 2
    rad.piloter.update(beslutningsdato=dagen + timedelta(days=10))
    minn_om_frister(dagen)
    assert Utsending.objects.filter(mal="samarbeid_frist").count() == 4


def test_det_som_er_avgjort_eller_avsluttet_minnes_ingen_om(v):
    rad = startet(v)
    eva, _ola = aktorer(v)
    gang.avslutt(rad, inn(rad), slag=[], ord_="", vises=False, av=eva)
    assert minn_om_frister(_dagen(rad)) == 0


def test_det_en_side_har_skrevet_blir_ingen_lenke_i_brevet_til_den_andre(v):
    rad = startet(v)
    rad.piloter.update(beslutter_rolle="leder, se https://svindel.example/inn")
    rad.entreprenor.navn = "Logg inn på svindel.example"
    rad.entreprenor.save()
    minn_om_frister(_dagen(rad))
    eva, _ola = aktorer(v)
    gang.avslutt(rad, inn(rad), slag=[], ord_="", vises=False, av=eva)
    brev = [u.tekst for u in Utsending.objects.filter(mal__startswith="samarbeid_")]
    assert any("avsluttet" in tekst for tekst in brev)
    assert not any("svindel.example" in tekst for tekst in brev)


@pytest.mark.parametrize(("dager", "sendt"), [(8, 0), (7, 2)])
def test_begge_minnes_om_en_forventning_som_skal_tas_opp(v, dager, sendt):
    rad = begynt(v)
    eva, _ola = aktorer(v)
    dag = timezone.localdate() + timedelta(days=dager)
    deler.skriv_forventning(rad, inn(rad), tekst="Vi svarer på en uke.", tas_opp=dag, av=eva)
    assert minn_om_frister() == sendt


def test_hver_side_skriver_det_den_har_laert_og_begge_ser_det(v):
    rad = startet(v)
    fyll(v.klient("eier"), rad, "lardom", lardom="Morgenen passet best.")
    assert "Morgenen" not in v.klient("offentlig").get(adresse(rad, "lardom")).text
    fyll(v.klient("offentlig"), rad, "lardom", lardom="Vakten må vite om det.")
    for rolle in ("eier", "offentlig"):
        side = v.klient(rolle).get(rad.get_absolute_url()).text
        assert "Morgenen passet best." in side and "Vakten må vite om det." in side


def test_den_som_er_tatt_ut_av_organisasjonen_gjor_ingenting_mer(v):
    """Også når siden lot henne slippe inn et øyeblikk før."""
    rad = begynt(v)
    for side, hvem in (("entreprenor", "offentlig"), ("offentlig", "eier")):
        with pytest.raises(Domenefeil, match="ikke med i organisasjonen"):
            deler.skriv_forventning(
                rad,
                inn(rad),
                tekst="x",
                tas_opp=timezone.localdate() + timedelta(days=9),
                av=Aktor(side, v.folk[hvem]),
            )
    rad.refresh_from_db()
    assert rad.forventninger.count() == 0


@pytest.fixture
def spurt(v):
    """En virksomhet begge sider vil ha med, og en administrator i den."""
    rad = begynt(v)
    eva, ola = aktorer(v)
    part = OffentligPart.objects.get(slug="bergen-kommune")
    berit = lag_bruker("berit@bergen.kommune.no")
    part.medlemskap.create(bruker=berit, rolle="administrator")
    deler.spor_medeier(rad, inn(rad), part=part, av=ola)
    medeier = rad.medeiere.get()
    assert "berit@bergen.kommune.no" not in _brev("samarbeid_nytt")
    deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=True, av=eva)
    return medeier, logg_inn(berit)


def test_virksomheten_far_vite_at_den_er_spurt_nar_begge_vil(spurt):
    medeier, _berit = spurt
    assert reverse("samarbeid_spurt", args=[medeier.pk]) in _brev("samarbeid_nytt")["berit@bergen.kommune.no"]


@pytest.mark.parametrize("svar", [{}, {"svar": ""}, {"svar": "kanskje"}])
def test_et_svar_vi_ikke_forstar_er_ikke_et_nei(spurt, svar):
    medeier, berit = spurt
    sti = reverse("samarbeid_spurt", args=[medeier.pk])
    assert "Velg ja eller nei." in berit.post(sti, svar, follow=True).text
    assert Medeier.objects.filter(pk=medeier.pk, ja_tid=None).exists()


@pytest.mark.parametrize("spurt_selv", [True, False])
def test_ingen_venter_pa_en_medeier_i_et_samarbeid_som_er_over(v, spurt, spurt_selv):
    """Verken den som er spurt, eller den den andre siden ikke fikk sagt ja til."""
    medeier, _berit = spurt
    rad = medeier.samarbeid
    if spurt_selv:
        Medeier.objects.update(godtatt_tid=None)
    venter = "Venter på at den andre siden sier ja" if spurt_selv else "Er spurt"
    assert venter in v.klient("offentlig").get(rad.get_absolute_url()).text
    Samarbeid.objects.filter(pk=rad.pk).update(stadium="avsluttet", ferdig_tid=timezone.now())
    for rolle in ("offentlig", "eier"):
        side = v.klient(rolle).get(rad.get_absolute_url()).text
        assert "Ble ikke med" in side and venter not in side and "Det dere venter av hverandre" not in side


def test_begge_far_vite_hva_medeieren_svarte_og_at_hun_gikk_ut(v, spurt):
    medeier, berit = spurt
    rad, sti = medeier.samarbeid, reverse("samarbeid_spurt", args=[medeier.pk])
    berit.post(sti, {"svar": "ja"})
    berit.post(sti, {"svar": "ja"})  # én gang til sier ikke fra én gang til
    assert rad.skritt.filter(tekst="Bergen kommune er med i samarbeidet.").count() == 1
    assert sti in berit.get(rad.get_absolute_url()).text
    assert sti not in v.klient("offentlig").get(rad.get_absolute_url()).text
    assert "gå ut av samarbeidet" in berit.get(sti).text and Medeier.objects.filter(pk=medeier.pk).exists()
    assert "ikke med i samarbeidet lenger" in berit.post(sti, {"svar": "nei"}, follow=True).text
    assert not Medeier.objects.filter(pk=medeier.pk).exists()
    assert berit.get(rad.get_absolute_url()).status_code == 404
    for hvem in ("eier", "offentlig"):
        brev = Utsending.objects.filter(
            mal="samarbeid_nytt", til=v.folk[hvem].epost, tekst__contains="Bergen kommune er"
        )
        assert [" ikke med" in b.tekst for b in brev.order_by("pk")] == [False, True], hvem


def test_ingen_blir_med_i_et_samarbeid_som_er_over(v, spurt):
    medeier, berit = spurt
    Samarbeid.objects.update(stadium="avsluttet", ferdig_tid=timezone.now())
    assert berit.post(reverse("samarbeid_spurt", args=[medeier.pk]), {"svar": "ja"}).status_code == 404
    with pytest.raises(Domenefeil, match="trukket"):
        deler.svar_som_medeier(medeier, ja=True, av=v.folk["eier"])


def test_medeieren_ser_samarbeidet_forst_nar_hun_har_sagt_ja(spurt):
    medeier, berit = spurt
    adresse = medeier.samarbeid.get_absolute_url()
    assert berit.get(adresse).status_code == 404
    berit.post(reverse("samarbeid_spurt", args=[medeier.pk]), {"svar": "ja"})
    assert berit.get(adresse).status_code == 200
