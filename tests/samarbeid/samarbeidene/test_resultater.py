"""Det samarbeidet gir videre: utkastet til en virkning, og utkastet til et eksempel. Ingenting publiseres av seg selv."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from entreprenorer.models import Virkning, Virkningversjon
from samarbeid.models import Eksempel, Eksempelversjon, Enighet, Indikator, Manedstall, Samarbeid
from samarbeid.publisering.flyter import VIRKNING
from samarbeid.samarbeidene.handlinger.resultater import kan_tas_med, ta_med_virkning
from samarbeid.samarbeidene.resultat import EKSEMPELFELT, eksempelverdier, virkningssvar
from tests.samarbeid.samarbeidene.felles import adresse, aktorer, avgjort, begynt, fyll, inn, startet
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.gjennomgang.handlinger.skriving import svar_na

pytestmark = pytest.mark.django_db


@pytest.fixture
def v(verden):
    return verden


def _avgjort(v, avgjorelse="videre"):
    rad = startet(v)
    i = rad.piloter.get().indikatorer.get(nr=1)
    for maned, verdi in ((date(2025, 12, 1), "4"), (date(2026, 9, 1), "4.25"), (date(2026, 11, 1), "4.75")):
        Manedstall.objects.create(indikator=i, maned=maned, verdi=Decimal(verdi))
    fyll(v.klient("offentlig"), rad, "lardom", lardom="Vakten må vite om det.")
    fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse=avgjorelse, begrunnelse="Ja.", **avgjort())
    rad.refresh_from_db()
    return rad


def _svar(klient, rad, svar="ja"):
    return fyll(klient, rad, "eksempel", svar=svar)


# ── Virkningen ──


def test_et_tall_som_ikke_finnes_kan_ikke_tas_med(v):
    rad, eva = _avgjort(v), aktorer(v)[0]
    for nr in (2, 99):  # en indikator uten tall, og en som ikke finnes
        with pytest.raises(Domenefeil, match="ingen tall"):
            ta_med_virkning(rad, inn(rad), nr=nr, av=eva)


def test_tallet_blir_et_utkast_entreprenoren_ser_over(v):
    rad, eva = _avgjort(v), v.klient("eier")
    assert adresse(rad, "virkning", "1") in eva.get(rad.get_absolute_url()).text
    side = eva.get(adresse(rad, "virkning", "1")).text
    assert "Netter uten uro: fra 3,5 før prøven til 4,75" in side and "2025: 4\n2026: 4,75" in side
    for_ = Virkning.objects.count()
    svar = fyll(eva, rad, "virkning", "1")
    virkning = Virkning.objects.get(indikator_i_pilot__pilot__samarbeid=rad)
    assert Virkning.objects.count() == for_ + 1
    assert svar["Location"] == VIRKNING.adresse("", virkning)
    assert eva.get(svar["Location"]).status_code == 200
    assert (virkning.publisert_tid, virkning.entreprenor) == (None, rad.entreprenor)
    assert Virkningversjon.objects.get(objekt=virkning).status == "under_arbeid"
    assert svar["Location"] in eva.get(rad.get_absolute_url()).text
    assert adresse(rad, "virkning", "1") not in eva.get(rad.get_absolute_url()).text


def test_utkastet_mangler_bare_det_portalen_ikke_kan_vite(v):
    rad = _avgjort(v)
    fyll(v.klient("eier"), rad, "virkning", "1")
    virkning = Virkning.objects.get(indikator_i_pilot__pilot__samarbeid=rad)
    kontroll = VIRKNING.kontroller(svar_na(virkning, Virkningversjon)[1])
    assert not kontroll.feil
    assert [o.felt for o in kontroll.mangler if o.paakrevd] == ["hvem_malte"]
    verdier = VIRKNING.kolonner(kontroll.verdier)
    assert (verdier["hvordan"], verdier["enhet"], verdier["betalt_av"]) == (
        "for_etter",
        "netter i uken",
        "Trondheim kommune",
    )


@pytest.mark.parametrize("verdi", ["0", "-3.125", "1234567.5", "9999999999"])
def test_hvert_tall_overlever_reisen_til_profilen(v, verdi):
    rad = startet(v)
    i = Indikator.objects.select_related("pilot").get(pilot__samarbeid=rad, nr=2)
    Manedstall.objects.create(indikator=i, maned=date(2026, 11, 1), verdi=Decimal(verdi))
    kontroll = VIRKNING.kontroller(virkningssvar(rad, i))
    assert not kontroll.feil
    assert Decimal(kontroll.verdier["maalinger"][0]["verdi"]) == Decimal(verdi)


def test_bare_entreprenoren_og_bare_en_gang_og_forst_naar_det_er_avgjort(v):
    rad = startet(v)
    Manedstall.objects.create(
        indikator=rad.piloter.get().indikatorer.get(nr=1), maned=date(2026, 11, 1), verdi=1
    )
    assert v.klient("eier").get(adresse(rad, "virkning", "1")).status_code == 404
    fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse="stopp", begrunnelse="Nei.", **avgjort())
    rad.refresh_from_db()
    assert [i.nr for i in kan_tas_med(rad)] == [1]
    assert v.klient("offentlig").get(adresse(rad, "virkning", "1")).status_code == 404
    assert v.klient("eier").get(adresse(rad, "virkning", "2")).status_code == 404  # ingen tall
    assert fyll(v.klient("eier"), rad, "virkning", "1").status_code == 302
    assert v.klient("eier").get(adresse(rad, "virkning", "1")).status_code == 404
    assert Virkning.objects.filter(indikator_i_pilot__pilot__samarbeid=rad).count() == 1


# ── Eksempelet ──


def test_begge_maa_si_ja_og_redaksjonen_faar_et_utkast(v):
    rad, eva, ola = _avgjort(v), v.klient("eier"), v.klient("offentlig")
    for_ = set(Eksempel.objects.values_list("pk", flat=True))
    side = eva.get(adresse(rad, "eksempel")).text
    assert "Vakten må vite om det." in side and "Netter uten uro (netter i uken): 3,5 før" in side
    assert _svar(eva, rad).status_code == 302
    assert not Eksempel.objects.exclude(pk__in=for_).exists()
    assert (
        "Minnekoffert AS har sagt ja til å fortelle om samarbeidet." in ola.get(rad.get_absolute_url()).text
    )
    assert any(
        "kan bli et eksempel" in u.tekst for u in Utsending.objects.filter(til="ola@trondheim.kommune.no")
    )
    assert _svar(ola, rad).status_code == 302
    sak = Eksempel.objects.exclude(pk__in=for_).get()
    rad.refresh_from_db()
    assert (rad.eksempel, sak.publisert_tid, sak.meldt_inn_av) == (sak, None, "offentlig")
    assert Eksempelversjon.objects.filter(objekt=sak).exists()
    assert (sak.entreprenor, sak.offentlig, sak.gjenkjennelig) == ("Minnekoffert AS", "Trondheim kommune", "")
    assert "Redaksjonen har utkastet." in eva.get(rad.get_absolute_url()).text
    assert v.klient("anonym").get(reverse("eksempel", args=[sak.slug])).status_code == 404
    assert eva.get(adresse(rad, "eksempel")).status_code == 200
    assert "Redaksjonen har utkastet alt." in _svar(eva, rad).text
    assert Utsending.objects.filter(mal="innmelding_ny").exists()


def test_et_ja_gjelder_ikke_en_tekst_som_er_endret(v):
    rad, eva, ola = _avgjort(v), v.klient("eier"), v.klient("offentlig")
    _svar(eva, rad)
    fyll(ola, rad, "lardom", lardom="Noe helt annet.")
    _svar(ola, rad)
    rad.refresh_from_db()
    assert rad.eksempel is None
    assert list(Enighet.objects.filter(samarbeid=rad, hva="eksempel").values_list("side", flat=True)) == ["offentlig"]  # fmt: skip
    _svar(eva, rad)
    rad.refresh_from_db()
    assert rad.eksempel is not None and "Noe helt annet." in rad.eksempel.gjort_annerledes


def test_et_nei_tar_bort_sitt_eget_ja(v):
    rad, eva, ola = _avgjort(v), v.klient("eier"), v.klient("offentlig")
    _svar(eva, rad)
    _svar(eva, rad, "nei")
    _svar(ola, rad)
    rad.refresh_from_db()
    assert rad.eksempel is None
    assert _svar(ola, rad, "kanskje").status_code == 422


def test_det_bare_en_side_kan_lese_er_ikke_med(v):
    rad = _avgjort(v, "stopp")
    fyll(v.klient("eier"), rad, "hindringer", slag=["okonomi"], ord_="Hemmelig for oss.")
    fyll(v.klient("offentlig"), rad, "hindringer", slag=["kapasitet"], ord_="For travelt.", vises="on")
    hindringer = eksempelverdier(Samarbeid.objects.get(pk=rad.pk))["hindringer"]
    assert "For travelt." in hindringer and "Hemmelig" not in hindringer
    assert "For travelt." in v.klient("eier").get(adresse(rad, "eksempel")).text


def test_utkastet_faar_plass_og_hvert_felt_vises(v):
    rad = _avgjort(v)
    Samarbeid.objects.filter(pk=rad.pk).update(tittel="å" * 120)
    verdier = eksempelverdier(Samarbeid.objects.get(pk=rad.pk))
    verdier["navn"] = verdier["tittel"]
    for felt in EKSEMPELFELT:
        lengste = Eksempel._meta.get_field(felt).max_length
        assert lengste is None or len(verdier[felt]) <= lengste, felt


def test_ingen_eksempel_for_det_som_ikke_er_avgjort_eller_aldri_begynte(v):
    rad = begynt(v)
    assert v.klient("eier").get(adresse(rad, "eksempel")).status_code == 404
    fyll(v.klient("eier"), rad, "avslutt", slag=[], ord_="")
    assert v.klient("eier").get(adresse(rad, "eksempel")).status_code == 200
    Samarbeid.objects.filter(pk=rad.pk).update(begynt_tid=None)
    assert "begynte aldri" in _svar(v.klient("eier"), rad).text
