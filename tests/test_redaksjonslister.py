"""Listene i redaksjonen søker i hele teksten, og det som skrives, kan ses på siden før det lagres."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db.models import CharField, TextField
from django.urls import reverse

from entreprenorer.models import Entreprenor, Ide, Ideversjon, Profilversjon, Virkning
from samarbeid.models import Artikkel, Dokumentmal, Eksempel
from tests import innhold
from tests.skjema import les_skjema
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.konto.redaksjon.side import FOR_ADMINISTRATORER
from veier.regelforslag.models import Regelforslag
from veier.taksonomi.models import Samarbeidsmodell, Tema, Terskelverdi, Tilskuddsordning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faa_kjente_ideer")]


@pytest.fixture
def klient():
    return logg_inn(lag_redaktor())


def _adresse(modell, hva, *deler):
    return reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{hva}", args=deler)


@pytest.mark.parametrize(
    ("modell", "felt"),
    [(Tema, "kort"), (Samarbeidsmodell, "risiko"), (Terskelverdi, "kilde"), (Tilskuddsordning, "hvem_kan_soke"), (Eksempel, "behov")],
    ids=lambda v: getattr(v, "__name__", v),
)  # fmt: skip
def test_listen_finner_ord_som_bare_star_i_teksten(klient, modell, felt):
    rad, annen = modell.objects.order_by("pk")[:2]
    modell.objects.filter(pk=rad.pk).update(**{felt: "Her står zzqqxx midt i teksten."})
    listen = klient.get(_adresse(modell, "changelist"), {"q": "zzqqxx"}).context["cl"]
    assert [r.pk for r in listen.result_list] == [rad.pk] != [annen.pk]


# Det ingen skal kunne lete seg fram til, og det som ikke er tekst noen leser.
IKKE_I_SOK = {
    "password", "avtrykk", "hatt",
    "tekst", "html", "nokkel", "avmelding", "melding_id", "svar_til",  # brev: den åpne teksten søkes i, de hemmelige ikke
    "regelversjon", "passer", "malform", "tabell",
}  # fmt: skip


def test_hver_liste_soker_i_all_teksten_i_tabellen(rf):
    uten = {}
    for modell, side in admin.site._registry.items():
        if modell._meta.app_label in FOR_ADMINISTRATORER:
            continue  # jobbene er bibliotekets egen liste
        soker = {felt.lstrip("=^@").partition("__")[0] for felt in side.get_search_fields(rf.get("/"))}
        tekst = {
            f.name
            for f in modell._meta.concrete_fields
            if isinstance(f, CharField | TextField) and not f.choices
        }
        if mangler := tekst - soker - IKKE_I_SOK:
            uten[modell._meta.label] = mangler
    assert uten == {}


def test_et_brev_finnes_pa_teksten_men_aldri_pa_en_kode():
    klient = logg_inn(lag_redaktor(administrator=True))  # hun ser at det hemmelige finnes, ikke hva som står
    felt = {"til": "eva@eksempel.no", "emne": "Brev", "tekst": "Koden er zzqqkode."}
    apent, _skjult = (
        Utsending.objects.create(nokkel=f"x{hemmelig}", mal="x", hemmelig=hemmelig, **felt)
        for hemmelig in (False, True)
    )
    assert _funnet(klient, Utsending, "zzqqkode") == [apent.pk]
    assert len(_funnet(klient, Utsending, "eva@eksempel.no")) == 2


def test_listen_finner_ogsa_nynorsken_og_listene(klient):
    tema, modell = Tema.objects.order_by("pk").first(), Samarbeidsmodell.objects.order_by("pk").first()
    Tema.objects.filter(pk=tema.pk).update(oversettelser={"nn": {"kort": "Ein zzqqxx."}})
    Samarbeidsmodell.objects.filter(pk=modell.pk).update(steg=["Spør.", "Ta en zzqqxx."])
    for rad in (tema, modell):
        listen = klient.get(_adresse(type(rad), "changelist"), {"q": "zzqqxx"}).context["cl"]
        assert [r.pk for r in listen.result_list] == [rad.pk]


@pytest.fixture
def eva():
    return lag_bruker("eva@eksempel.no")


@pytest.fixture
def firma(eva):
    return lag_entreprenor("Minnekoffert AS", eva, bekreftelse="bekreftet")


def _funnet(klient, modell, q):
    return [r.pk for r in klient.get(_adresse(modell, "changelist"), {"q": q}).context["cl"].result_list]


def _send_inn(flyt, objekt, av):
    return innhold.send_inn(flyt, objekt, av=av).pk


def test_koen_av_ideer_finner_ord_som_bare_star_i_ideen_og_ikke_navn_pa_felt(klient, firma, eva):
    med = innhold.lag_ide(firma, av=eva, losning=["Vi vil prøve en zzqqøx på to avdelinger."])
    uten = innhold.lag_ide(firma, av=eva, tittel=["En annen koffert"])
    utkast = innhold.lag_ide(firma, av=eva, losning=["En zzqqøx ingen har sendt inn."])
    med_pk, uten_pk = _send_inn("ide", med, eva), _send_inn("ide", uten, eva)
    assert _funnet(klient, Ideversjon, "ZZQQØX") == [med_pk]
    assert _funnet(klient, Ideversjon, "arlig_belop") == [], "navnet på et felt er ikke tekst"
    assert sorted(_funnet(klient, Ideversjon, "Minnekoffert AS")) == sorted([med_pk, uten_pk])
    assert utkast.versjon.pk not in _funnet(klient, Ideversjon, "zzqqøx"), "et utkast er eierens eget"


def test_koen_av_profiler_og_listene_over_det_publiserte_finner_ord_i_teksten(klient, firma, eva):
    rita = lag_redaktor("rita@eksempel.no")
    innhold.publisert_profil(firma, av=eva, redaktor=rita, trekk_drift=["Sykehjem leier en zzqqdrift."])
    ide = innhold.publisert_ide(firma, av=eva, redaktor=rita, problem=["Det er zzqqproblem hver dag."])
    virkning = innhold.publisert_virkning(firma, av=eva, redaktor=rita, sammenlignet_med=["En zzqquke."])
    innhold.skriv("profil", firma, {"hva": ["Vi pakker zzqqhva."]}, av=eva)
    venter = _send_inn("profil", firma, eva)
    assert _funnet(klient, Profilversjon, "zzqqhva") == [venter]
    assert (_funnet(klient, Entreprenor, "zzqqdrift"), _funnet(klient, Entreprenor, "zzqqhva")) == (
        [firma.pk],
        [],
    )
    assert (_funnet(klient, Ide, "zzqqproblem"), _funnet(klient, Virkning, "zzqquke")) == (
        [ide.pk],
        [virkning.pk],
    )


@pytest.mark.parametrize(
    ("modell", "felt", "tekst"),
    [
        (Artikkel, "tekst", "zzqqxx **fet**"),
        (Dokumentmal, "tekst", "zzqqxx"),
        (Samarbeidsmodell, "risiko", "zzqqxx"),
    ],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_forhandsvisningen_er_siden_slik_den_blir_og_ingenting_er_lagret(klient, client, modell, felt, tekst):
    rad = modell.objects.filter(skjult=False).order_by("pk").first()
    side = _adresse(modell, "change", rad.pk)
    skjema = klient.get(side).text
    assert 'name="_se_nb"' in skjema and 'name="_se_nn"' in skjema
    data = les_skjema(skjema, f"{modell._meta.model_name}_form")
    data.pop("_save", None)
    svar = klient.post(side, data | {felt: [tekst], "_se_nb": ["1"]})
    assert svar.status_code == 200 and "Slik blir siden når endringen gjelder." in svar.text
    assert "zzqqxx" in svar.text and "no-store" in svar["Cache-Control"]
    assert "Slik blir sida" in klient.post(side, data | {felt: [tekst], "_se_nn": ["1"]}).text
    na = modell.objects.get(pk=rad.pk)
    assert (getattr(na, felt), Regelforslag.objects.exists()) == (getattr(rad, felt), False)
    leserens = client.get(rad.get_absolute_url()).text
    assert "zzqqxx" not in leserens and "Forhåndsvisning" not in leserens


def test_en_feil_i_skjemaet_vises_i_skjemaet_og_en_skjult_rad_har_ingen_side(klient):
    rad = Artikkel.objects.filter(skjult=False).first()
    side = _adresse(Artikkel, "change", rad.pk)
    data = les_skjema(klient.get(side).text, "artikkel_form")
    assert klient.post(side, data | {"tittel": [""], "_se_nb": ["1"]}).context["adminform"].form.errors
    assert "ingen side" in klient.post(side, data | {"skjult": ["on"], "_se_nb": ["1"]}).text
    assert not Artikkel.objects.get(pk=rad.pk).skjult


def test_en_sak_har_sin_egen_forhandsvisning(klient):
    """Utkastet lagres før det vises: knappen her ville vist det som er ute."""
    sak = Eksempel.objects.synlige().first()
    assert 'name="_se_nb"' not in klient.get(_adresse(Eksempel, "change", sak.pk)).text
