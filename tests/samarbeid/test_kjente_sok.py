"""Før en redaktør lagrer en synonymgruppe, ser hun hvilke av de kjente søkene som får et annet svar, med før og etter."""

import json
import os

import pytest
from django.urls import reverse

from samarbeid.katalog.indeks.fasit import som_dokument
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.redaksjon import kjente_sok
from samarbeid.redaksjon.kjente_sok import FIL, hent_sokene
from tests.samarbeid.matching.svarene import DATA
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.husk import Husk
from veier.referanse import virkning
from veier.referanse.virkningsside import SETT
from veier.sok.grupper import hent_grupper
from veier.sok.indeksering import indekser
from veier.sok.models import Sokedokument, Synonymgruppe, TommeOrd
from veier.sok.sporring import sok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_redaktor_er_nok")]
LEST = ("maal", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "niende")


def _samlingen(navn):
    """Det som er lest: av den niende bare spørringene på like plasser, og ingenting av den blinde."""
    data = json.loads((DATA / f"sok_{navn}.json").read_text(encoding="utf-8"))
    lest = data["sporringer"][1::2] if navn == "niende" else data["sporringer"]
    sporringer = [
        {"q": s["q"], "vil_ha": s.get("treff", s.get("vil_ha"))}
        | ({"greit": g} if (g := s.get("greit")) else {})
        for s in lest
    ]
    return {"samling": navn, "dokumenter": data["dokumenter"], "sporringer": sporringer}


def test_filen_er_samlingene_som_er_lest():
    """Skrives på nytt med VEIER_SKRIV_SVARENE=1."""
    samlingene = [_samlingen(navn) for navn in LEST]
    if os.environ.get("VEIER_SKRIV_SVARENE"):
        linjer = ",\n".join(_linjer(s) for s in samlingene)
        FIL.write_text(f"[\n{linjer}\n]\n", encoding="utf-8")
    assert json.loads(FIL.read_text(encoding="utf-8")) == samlingene


def _linjer(samling):
    """Ett dokument og én spørring på hver linje."""

    def json_(verdi):
        return json.dumps(verdi, ensure_ascii=False)

    dokumenter = ",\n".join(f"{json_(nr)}: {json_(d)}" for nr, d in samling["dokumenter"].items())
    sporringer = ",\n".join(map(json_, samling["sporringer"]))
    navn = json_(samling["samling"])
    return f'{{"samling": {navn}, "dokumenter": {{\n{dokumenter}\n}}, "sporringer": [\n{sporringer}\n]}}'


@pytest.fixture
def noen(monkeypatch):
    """Søkene i den sjette samlingen, og nummeret på det første i filen."""
    forste = sum(len(_samlingen(navn)["sporringer"]) for navn in LEST[:5])
    utvalg = kjente_sok._sokene()[forste : forste + 105]
    monkeypatch.setattr(kjente_sok, "_sokene", lambda: utvalg)
    monkeypatch.setattr(kjente_sok, "_temaene", Husk(4))
    return utvalg


def test_svarene_er_de_samme_som_den_ekte_indeksen_gir(noen, kunnskap):
    samling = _samlingen("sjette")
    nokler = list(samling["dokumenter"])
    indekser("t", {nr: som_dokument(d, {}) for nr, d in samling["dokumenter"].items()})
    fra, sokene = min(noen[0].rader), hent_sokene()
    for nr, (s, fasit) in enumerate(zip(noen[:40], samling["sporringer"], strict=False)):
        ekte, her = sok("t", s.q, hent_grupper(), les_temaer(s.q, kunnskap, hent_grupper())), sokene.svar[nr]
        assert (s.q, {nokler[int(rad) - fra] for rad in s.vil_ha}) == (fasit["q"], set(fasit["vil_ha"]))
        assert [nokler[int(rad) - fra] for rad in her.treff] == ekte.treff, s.q
        assert [nokler[int(rad) - fra] for rad in her.kjerne] == ekte.kjerne, s.q


def _skrevet(redaktor, gruppe, **endret):
    side = reverse("admin:sok_synonymgruppe_change", args=[gruppe.pk])
    data = les_skjema(redaktor.get(side).text, "synonymgruppe_form")
    return side, data | {felt: ["\n".join(verdi)] for felt, verdi in endret.items()}


@pytest.fixture
def ensomhet():
    return Synonymgruppe.objects.get(nokkel="ensomhet")


def _hennes(gruppe):
    gruppe.refresh_from_db()
    return gruppe.uttrykk, gruppe.smalere


def test_ord_som_tas_bort_viser_hvilke_sok_som_mister_noe_og_lagres_forst_etterpa(noen, ensomhet):
    redaktor = logg_inn(lag_redaktor())
    for_ = _hennes(ensomhet)
    side, data = _skrevet(redaktor, ensomhet, uttrykk=["ensomhet"], smalere=[])
    svar = redaktor.post(side, data)
    assert (svar.status_code, _hennes(ensomhet)) == (200, for_)
    (sokene,) = svar.context["virkningene"]  # ideene endres ikke av ord som bare søket bruker
    borte = sokene.ulike[0]
    assert borte.bedre < 0 and borte.bedre == min(u.bedre for u in sokene.ulike)
    assert "(riktig)" in borte.endringer[-1][1] and "105 kjente søk får et annet svar" in svar.text
    svar = redaktor.post(side, data | {SETT: [svar.context["merke"]]})
    assert (svar.status_code, _hennes(ensomhet)) == (302, (["ensomhet"], []))


def test_et_ord_som_legges_til_viser_hva_soket_vinner(noen, ensomhet):
    ensomhet.uttrykk, ensomhet.smalere = ["ensomhet"], []
    ensomhet.save()

    def skriv():
        Synonymgruppe.objects.filter(pk=ensomhet.pk).update(smalere=["bor alene"])

    (sokene,) = virkning.prov(skriv)
    assert sokene.ulike and all(u.bedre > 0 for u in sokene.ulike)
    assert "0 dårligere" in sokene.til_sammen
    assert _hennes(ensomhet) == (["ensomhet"], []), "prøven er angret"


def test_ord_som_blir_tomme_viser_sokene_som_mister_dem(noen):
    sokene = [s.q.split() for s in noen]
    ordene = sorted({q[-1] for q in sokene if len(q) > 1})
    (sok,) = virkning.prov(lambda: TommeOrd.objects.create(nokkel="zz", gjelder="z", ordene=ordene))
    assert sok.ulike and all(set(ordene) & set(u.sak.split()) and " " in u.sak for u in sok.ulike)
    assert not TommeOrd.objects.filter(nokkel="zz").exists(), "prøven er angret"


def test_et_ord_ingen_av_sokene_bruker_lagres_med_en_gang(noen, ensomhet):
    redaktor = logg_inn(lag_redaktor())
    side, data = _skrevet(redaktor, ensomhet, uttrykk=[*ensomhet.uttrykk, "zzqqxx"])
    svar = redaktor.post(side, data, follow=True)
    assert "zzqqxx" in _hennes(ensomhet)[0]
    assert "Ingen av 105 kjente søk får et annet svar." in svar.text


def test_endringer_som_nar_mange_sok_regnes_ikke_alle_ut(noen, ensomhet, monkeypatch):
    monkeypatch.setattr(virkning, "FLEST", 1)
    (sokene,) = virkning.prov(
        lambda: Synonymgruppe.objects.filter(pk=ensomhet.pk).update(uttrykk=["zzqqxx"], smalere=[])
    )
    assert len(sokene.ulike) <= 1 <= sokene.flere


def test_soket_finner_aldri_de_kjente_tekstene(noen, ensomhet):
    for_ = Sokedokument.objects.count()
    hent_sokene().svar[0]
    assert Sokedokument.objects.count() == for_
