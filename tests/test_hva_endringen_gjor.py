"""Før en redaktør lagrer en endring i reglene og ordene, ser hun hvilke av de kjente ideene som får et annet svar."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.redaksjon import kjente_ideer
from samarbeid.redaksjon.kjente_ideer import hent_ideene
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.husk import Husk
from veier.referanse import virkning
from veier.referanse.skjema import ENDRE
from veier.referanse.virkningsside import SETT
from veier.taksonomi.models import Referanseversjon, Synonym, Tema

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_redaktor_er_nok")]
ALLE = kjente_ideer._ideene
# Et navn leserne ser i svarene, så det er sikkert at noe blir annerledes.
NYTT = "Demens og glemsel"
ALLE_IDEENE = {
    "test_hun_ser_hvem_som_far_et_annet_svar_og_ingenting_er_lagret",
    "test_et_nytt_ord_proves_ogsa",
}


@pytest.fixture
def redaktor():
    return logg_inn(lag_redaktor())


@pytest.fixture(autouse=True)
def noen_av_ideene(request, faa_kjente_ideer, monkeypatch):
    """Alle 150 i to av prøvene; ellers åtte, så en prøve av skjemaet ikke svarer på 300 ideer. Fem søk."""
    monkeypatch.setattr(kjente_ideer, "_ideene", ALLE)
    if request.node.originalname in ALLE_IDEENE:
        return
    om_demens = [ide for ide in kjente_ideer._ideene() if "demens" in str(ide).lower()][:4]
    andre = [ide for ide in kjente_ideer._ideene() if ide not in om_demens][:4]
    monkeypatch.setattr(kjente_ideer, "_ideene", lambda: om_demens + andre)
    monkeypatch.setattr(kjente_ideer, "_husket", Husk(4))


@pytest.fixture
def demens():
    return Tema.objects.get(slug="demens")


def _side(rad):
    return reverse(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_change", args=[rad.pk])


def _skrevet(redaktor, rad, **endret):
    data = les_skjema(redaktor.get(_side(rad)).text, f"{rad._meta.model_name}_form")
    return data | {felt: [verdi] for felt, verdi in endret.items()}


def _lagret():
    return Tema.objects.get(slug="demens").navn, LogEntry.objects.count()


def test_hun_ser_hvem_som_far_et_annet_svar_og_ingenting_er_lagret(redaktor, demens):
    nummer = Referanseversjon.objects.get().nummer
    svar = redaktor.post(_side(demens), _skrevet(redaktor, demens, navn=NYTT))
    assert (svar.status_code, _lagret(), Referanseversjon.objects.get().nummer) == (
        200,
        ("Demens", 0),
        nummer,
    )
    (funnet,) = (v for v in svar.context["virkningene"] if v.ulike)
    assert 0 < len(funnet.ulike) < len(hent_ideene().lest) == 150
    assert all(
        NYTT in nytt and "Demens" in gammelt for u in funnet.ulike for _hva, gammelt, nytt in u.endringer
    )
    assert f"{len(funnet.ulike)} av 150 kjente ideer får et annet svar" in svar.text
    assert funnet.ulike[0].sak in svar.text and "ble endret" not in svar.text
    assert "ble endret" not in redaktor.get(_side(demens)).text
    assert hent_kunnskap().temaer["demens"].navn == "Demens"


def test_det_hun_skrev_folger_med_og_lagres_nar_hun_bekrefter(redaktor, demens):
    svar = redaktor.post(_side(demens), _skrevet(redaktor, demens, navn=NYTT, kort="Når minnet svikter."))
    bekreftet = {
        navn: verdi for navn, verdi in les_skjema(svar.text).items() if navn not in {"csrfmiddlewaretoken"}
    }
    svar = redaktor.post(_side(demens), bekreftet | {"_save": ["1"]})
    demens.refresh_from_db()
    assert (svar.status_code, demens.navn, LogEntry.objects.count()) == (302, NYTT, 1)


def test_knappen_hun_trykte_forst_gjelder(redaktor, demens):
    data = _skrevet(redaktor, demens, navn=NYTT)
    data.pop("_save", None)
    svar = redaktor.post(_side(demens), data | {"_continue": ["Lagre og fortsett"]})
    assert 'name="_continue"' in svar.text and 'name="_save"' not in svar.text


@pytest.mark.parametrize("merke", ["", "feil", "0" * 32])
def test_den_som_ikke_har_sett_akkurat_dette_ser_det_forst(redaktor, demens, merke):
    svar = redaktor.post(_side(demens), _skrevet(redaktor, demens, navn=NYTT) | {SETT: [merke]})
    assert (svar.status_code, _lagret()) == (200, ("Demens", 0))


def test_tilbake_til_skjemaet_har_det_hun_skrev(redaktor, demens):
    svar = redaktor.post(_side(demens), _skrevet(redaktor, demens, navn=NYTT) | {ENDRE: ["1"]})
    assert "Endringen er ikke lagret ennå." in svar.text and f'value="{NYTT}"' in svar.text
    assert _lagret() == ("Demens", 0)


def test_det_som_ikke_endrer_noe_svar_lagres_med_en_gang_og_sier_det(redaktor):
    ord_ = Synonym.objects.filter(gjelder="tema:demens", skjult=False).order_by("pk").first()
    svar = redaktor.post(_side(ord_), _skrevet(redaktor, ord_, uttrykk="zzqqxx"), follow=True)
    ord_.refresh_from_db()
    assert ord_.uttrykk == "zzqqxx"
    assert "Ingen av 8 kjente ideer får et annet svar." in svar.text


def test_et_skjema_uten_endring_sier_ingenting_om_svarene(redaktor, demens):
    svar = redaktor.post(_side(demens), _skrevet(redaktor, demens), follow=True)
    assert "kjente ideer" not in svar.text


def test_et_nytt_ord_proves_ogsa(redaktor):
    ny = reverse("admin:taksonomi_synonym_add")
    data = les_skjema(redaktor.get(ny).text, "synonym_form")
    data |= {"uttrykk": ["ungdom"], "gjelder": ["tema:rus"], "styrke": ["sterk"]}
    svar = redaktor.post(ny, data)
    assert (svar.status_code, Synonym.objects.filter(uttrykk="ungdom", gjelder="tema:rus").exists()) == (
        200,
        False,
    )
    svar = redaktor.post(ny, data | {SETT: [svar.context["merke"]]})
    assert (svar.status_code, Synonym.objects.filter(uttrykk="ungdom", gjelder="tema:rus").exists()) == (
        302,
        True,
    )


def test_filen_viser_ogsa_hva_den_ville_gjort(redaktor, demens):
    innhold = f"id;navn\r\n{demens.pk};{NYTT}\r\n"
    svar = redaktor.post(reverse("admin:taksonomi_tema_fra_fil"), {"innhold": innhold})
    assert svar.context["virkningene"][0].ulike and "Hva endringen gjør" in svar.text
    assert _lagret() == ("Demens", 0)


def test_en_feil_i_skjemaet_sier_feilen_og_ikke_virkningen(redaktor, demens):
    svar = redaktor.post(_side(demens), _skrevet(redaktor, demens, navn=""))
    assert svar.context["adminform"].form.errors and "virkningene" not in svar.context


def test_alt_motoren_bruker_viser_hva_det_gjor():
    navn = {m._meta.model_name for m, a in admin.site._registry.items() if getattr(a, "virker", False)}
    assert navn == {
        "tema", "malgruppe", "synonym", "tekstsignal", "samarbeidsmodell", "terskelverdi", "tilskuddsordning", "rolle",
        "beslutningsvei", "synonymgruppe", "tommeord",
    }  # fmt: skip


def test_prov_angrer_alt_og_like_svar_er_ingen_virkning(demens):
    assert virkning.prov(lambda: None) == []
    ideene, sokene = virkning.prov(lambda: Tema.objects.filter(pk=demens.pk).update(navn=NYTT))
    assert ideene.ulike and not sokene.ulike
    assert _lagret() == ("Demens", 0)
    assert virkning.forskjeller({}, {"Nivå": "Nav"}) == (("Nivå", "", "Nav"),)
