"""Tekstene på flere språk: redaksjonen, historikken, innlastingen, reserven."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from samarbeid.models import Dokumentmal, Eksempel
from samarbeid.oppslag.saker.handlinger import publiser_eksempel, utkastet
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.malform import Reserve, glem_reserve, viser_reserve
from veier.referanse import oversettelse
from veier.taksonomi.models import Samarbeidsmodell, Tema

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faa_kjente_ideer")]


@pytest.fixture
def redaktor():
    return logg_inn(lag_redaktor())


def _side(rad, hva="change"):
    return reverse(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_{hva}", args=[rad.pk])


def _lagre(redaktor, rad, **felt):
    return redaktor.post(_side(rad), les_skjema(redaktor.get(_side(rad)).content.decode()) | felt)


def test_redaktoren_endrer_teksten_pa_nynorsk_og_bare_den(redaktor):
    rad = Tema.objects.get(slug="demens")
    svar = _lagre(redaktor, rad, kort_nn="Å leve med demens, skrive av ein redaktør.")
    assert svar.status_code == 302
    ny = Tema.objects.get(pk=rad.pk)
    assert ny.paa("kort", "nn") == "Å leve med demens, skrive av ein redaktør."
    assert ny.paa("navn", "nn") == rad.paa("navn", "nn")
    assert (ny.navn, ny.kort, ny.lastet) == (rad.navn, rad.kort, rad.lastet)


def test_historikken_sier_hvilken_tekst_og_henter_den_tilbake(redaktor):
    rad = Tema.objects.get(slug="demens")
    for_ = rad.paa("kort", "nn")
    _lagre(redaktor, rad, kort_nn="Ein annan tekst.")
    historikk = redaktor.get(_side(rad, "history")).content.decode()
    assert "Kort forklart, nynorsk" in historikk
    assert "Ein annan tekst." in historikk
    assert "versettelser" not in historikk
    eldste = rad.events.order_by("pgh_id").first()
    redaktor.post(_side(rad, "history"), {"versjon": eldste.pgh_id})
    assert Tema.objects.get(pk=rad.pk).paa("kort", "nn") == for_


def test_navnet_kan_ikke_sta_tomt_pa_et_sprak_som_er_lovet(redaktor):
    rad = Tema.objects.get(slug="demens")
    svar = _lagre(redaktor, rad, navn_nn="")
    assert svar.status_code == 200
    assert set(svar.context["adminform"].form.errors) == {"navn_nn"}


def test_steget_pa_nynorsk_er_en_liste(redaktor):
    rad = Samarbeidsmodell.objects.get(slug="pilotavtale")
    _lagre(redaktor, rad, steg_nn="Fyrste steg.\r\nAndre steg.")
    assert Samarbeidsmodell.objects.get(pk=rad.pk).paa("steg", "nn") == ["Fyrste steg.", "Andre steg."]


def test_to_redaktorer_kan_endre_hvert_sitt_sprak_samtidig(redaktor):
    rad = Tema.objects.get(slug="demens")
    apnet = les_skjema(redaktor.get(_side(rad)).content.decode())
    andre = logg_inn(lag_redaktor("ola@eksempel.no"))
    _lagre(andre, rad, navn_nn="Demens og minne")
    redaktor.post(_side(rad), apnet | {"kort_nn": "Min tekst."})
    ny = Tema.objects.get(pk=rad.pk)
    assert (ny.paa("navn", "nn"), ny.paa("kort", "nn")) == ("Demens og minne", "Min tekst.")


def test_to_redaktorer_i_den_samme_oversettelsen_far_velge(redaktor):
    rad = Tema.objects.get(slug="demens")
    apnet = les_skjema(redaktor.get(_side(rad)).content.decode())
    andre = logg_inn(lag_redaktor("ola@eksempel.no"))
    _lagre(andre, rad, kort_nn="Olas tekst.")
    svar = redaktor.post(_side(rad), apnet | {"kort_nn": "Min tekst."})
    assert svar.status_code == 200
    assert "Olas tekst." in svar.content.decode()
    assert Tema.objects.get(pk=rad.pk).paa("kort", "nn") == "Olas tekst."


def test_innlastingen_lar_redaktorens_nynorsk_sta():
    rad = Tema.objects.get(slug="demens")
    oversettelse.sett(rad, "kort_nn", "Redaktørens.")
    rad.save(update_fields=["oversettelser"])
    call_command("last_referanse", verbosity=0)
    assert Tema.objects.get(pk=rad.pk).paa("kort", "nn") == "Redaktørens."


def test_en_ny_tekst_pa_nynorsk_gir_malen_ny_versjon():
    mal = Dokumentmal.objects.get(slug="pilotavtale")
    oversettelse.sett(mal, "tekst_nn", mal.paa("tekst", "nn") + "\nEi linje til.\n")
    mal.save(update_fields=["oversettelser"])
    assert Dokumentmal.objects.get(pk=mal.pk).versjon == mal.versjon + 1


def test_det_som_mangler_vises_pa_hovedspraket_og_er_merket():
    rad = Tema(navn="Løe & låve", oversettelser={"nn": {"kort": "Kort"}}, kort="Kort bokmål")
    glem_reserve()
    with translation.override("nn"):
        assert rad.vist.kort == "Kort"
        assert not viser_reserve()
        assert rad.vist.navn == "Løe & låve"
        assert rad.vist.navn.__html__() == '<span lang="nb">Løe &amp; låve</span>'
        assert viser_reserve()
    with translation.override("nb"):
        assert type(rad.vist.navn) is str
    assert type(str(Reserve("x"))) is str


def test_lister_er_ikke_fulle_av_sporringer(django_assert_num_queries):
    with translation.override("nn"), django_assert_num_queries(1):
        assert all(m.vist.steg for m in Samarbeidsmodell.objects.synlige())


def test_et_felt_som_tommes_blir_borte_fra_raden():
    rad = Tema(navn="A", oversettelser={"nn": {"navn": "B"}, "se": {"navn": "C"}})
    oversettelse.sett(rad, "navn_nn", "")
    assert rad.oversettelser == {"se": {"navn": "C"}}


def test_en_oversettelse_av_en_sak_venter_i_utkastet_og_publiseres_av_en_annen(redaktor):
    sak = Eksempel.objects.exclude(behov="").first()
    Eksempel.objects.filter(pk=sak.pk).update(gjenkjennelig="nei", effekt="")
    _lagre(redaktor, sak, behov_nn="Behovet på nynorsk.")
    assert Eksempel.objects.get(pk=sak.pk).paa("behov", "nn") == ""
    utkast = utkastet(sak)
    assert utkast.svar == {"behov_nn": "Behovet på nynorsk."}
    leser = lag_redaktor("leser@eksempel.no")
    side = logg_inn(leser).get(reverse("admin:eksempel_handling", args=[sak.pk, "publiser"])).content.decode()
    assert "Behovet, nynorsk" in side
    publiser_eksempel(sak, av=leser)
    ute = Eksempel.objects.get(pk=sak.pk)
    assert ute.paa("behov", "nn") == "Behovet på nynorsk."
    nynorsk = redaktor.get(f"/nn{ute.get_absolute_url()}").content.decode()
    assert "<p>Behovet på nynorsk.</p>" in nynorsk
    assert f'<span lang="nb">{ute.navn}' not in nynorsk
