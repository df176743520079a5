"""Utkastene til avtaler: det som er kjent, er fylt ut, resten er merket, og ingen får mer enn de skal se."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Dokumentmal, Medeier, Pilot, Samarbeid, Samtale
from samarbeid.samarbeidene.avtaler.fyll import FYLLES
from samarbeid.samarbeidene.avtaler.kjent import hent_kjent
from samarbeid.samarbeidene.avtaler.underskrift import UNDERSKRIVER
from samarbeid.samarbeidene.avtaler.utkast import BRUK, apne_felt, lag_dokument, passer_na
from tests.samarbeid.samarbeidene.felles import begynt, bestemt, dag, fyll, hel_plan, startet
from veier.dokument import markdown
from veier.dokument.blokker import Overskrift, som_tekst

pytestmark = pytest.mark.django_db


@pytest.fixture
def v(verden):
    return verden


def _side(klient, rad):
    return klient.get(reverse("samarbeid_avtaleutkast", args=[rad.referanse]))


def _fil(klient, rad, mal, format="docx"):
    return klient.get(reverse("samarbeid_avtaleutkast_fil", args=[rad.referanse, mal, format]))


def _ordene(svar):
    fil = docx.Document(io.BytesIO(svar.content))
    celler = [c.text for t in fil.tables for r in t.rows for c in r.cells]
    return "\n".join([a.text for a in fil.paragraphs] + celler)


def test_hver_avtale_har_mal_bruk_og_underskriver_og_kjenner_bare_felt_som_finnes(v):
    rad = startet(v)
    Pilot.objects.filter(samarbeid=rad).update(personvern="avklart", personvern_hvordan="Avtalt.")
    k = hent_kjent(Samarbeid.objects.get(pk=rad.pk))
    assert set(FYLLES) == set(BRUK) == set(UNDERSKRIVER)
    for slug, fyll_ut in FYLLES.items():
        mal = Dokumentmal.objects.get(slug=slug)
        for sprak in ("nb", "nn"):
            felt = markdown.felter(mal.paa("tekst", sprak))
            assert set(fyll_ut(k)) <= set(felt), (slug, sprak)
            assert felt == markdown.felter(mal.paa("tekst", "nb")), (slug, sprak)
            assert "juridiske råd" in mal.paa("tekst", sprak)


def test_pilotavtalen_er_fylt_ut_av_planen_og_resten_er_merket(v):
    Entreprenor.objects.filter(pk=begynt(v).entreprenor_id).update(organisasjonsnummer=None)
    rad = Samarbeid.objects.get(tittel="Kofferter")
    hel_plan(v.klient("eier"), rad)
    ord_ = _ordene(_fil(v.klient("eier"), rad, "pilotavtale"))
    for kjent in (
        "Beboerne sover bedre når de får en koffert å snakke om.",
        "Netter uten uro (netter i uken)",
        "80\u00a0000\u00a0kroner",
        "kommunalsjef for helse",
        "Det lyses ut en konkurranse.",
        "ingen personopplysninger samles inn",
    ):
        assert kjent in ord_, kjent
    nummer = OffentligPart.objects.get(slug="trondheim-kommune").organisasjonsnummer
    assert f"organisasjonsnummer {nummer[:3]}\u00a0{nummer[3:6]}\u00a0{nummer[6:]}" in ord_
    assert "(organisasjonsnummer [Fyll inn: nummer])" in ord_  # entreprenøren har ikke skrevet sitt
    assert "[Fyll inn: sted og dato]" in ord_
    assert "Før dere skriver under" in ord_ and "signatur eller prokura" in ord_


def test_pdf_en_er_merket_og_sier_at_den_er_et_utkast(v):
    rad = startet(v)
    leser = PdfReader(io.BytesIO(_fil(v.klient("offentlig"), rad, "driftsavtale", "pdf").content))
    assert leser.trailer["/Root"]["/MarkInfo"]["/Marked"]
    tekst = re.sub(r"\s+", " ", " ".join(s.extract_text() for s in leser.pages))
    assert "Utkast. Mal fra Veier til samarbeid, versjon" in tekst and "Ikke juridiske råd." in tekst


def test_siden_sier_hva_som_passer_hva_som_mangler_og_hvem_som_skriver_under(v):
    rad = begynt(v)
    passer, andre = _side(v.klient("eier"), rad).text.split('id="andre"')
    assert passer.index("Intensjonsavtale") < passer.index("Pilotavtale")
    assert "Driftsavtale" in andre and "Driftsavtale" not in passer
    assert "For virksomheten: lederen for enheten kan vanligvis skrive under, fordi" in passer
    hel_plan(v.klient("eier"), rad)
    passer = _side(v.klient("eier"), rad).text.split('id="andre"')[0]
    assert passer.index("Pilotavtale") < passer.index("Intensjonsavtale")


@pytest.mark.parametrize(
    ("stadium", "personvern", "ventet"),
    [
        ("samtale", "", ["intensjonsavtale", "pilotavtale"]),
        ("pilot", "avklart", ["pilotavtale", "databehandleravtale"]),
        ("avtale", "ingen", ["driftsavtale", "tilskuddsbrev", "partnerskapsavtale", "effektkontrakt"]),
        ("drift", "avklart", ["driftsavtale", "tilskuddsbrev", "partnerskapsavtale", "effektkontrakt", "databehandleravtale"]),
    ],
)  # fmt: skip
def test_stadiet_avgjor_hva_som_passer(v, stadium, personvern, ventet):
    rad = begynt(v)
    rad.stadium = stadium
    Pilot.objects.create(samarbeid=rad, nr=1, personvern=personvern)
    assert passer_na(hent_kjent(rad)) == ventet


def test_summen_mot_grensene_staar_i_kjop_og_bare_for_dem_som_leder(v):
    rad = begynt(v)
    avtale = {"slag": "annet", "verdi": "1 270 000", "fra_dato": dag(-400), "til_dato": "", "underskrevet": dag(-400)}  # fmt: skip
    fyll(v.klient("eier"), rad, "avtale", **avtale)
    hel_plan(v.klient("eier"), rad)
    tekst = _ordene(_fil(v.klient("offentlig"), rad, "pilotavtale"))
    assert "1\u00a0350\u00a0000\u00a0kroner" in tekst  # planen er regnet med
    assert "Snakk med innkjøp før dere skriver under." in tekst
    assert "kroner" not in _ordene(_fil(v.klient("offentlig"), rad, "intensjonsavtale"))
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    Medeier.objects.create(
        samarbeid=rad, part=bergen, spurt_av="offentlig", godtatt_tid=timezone.now(), ja_tid=timezone.now()
    )
    medeiers = _ordene(_fil(v.klient("annen_offentlig"), rad, "pilotavtale"))
    assert "1\u00a0350\u00a0000" not in medeiers
    assert "Virksomheten som leder, må se summen" in medeiers
    assert "Bergen kommune" in medeiers


def test_prisen_paa_en_pilot_som_er_i_gang_er_ikke_et_kjop_til(v):
    rad = startet(v)
    i_piloten = _ordene(_fil(v.klient("offentlig"), rad, "pilotavtale"))
    assert (
        "80\u00a0000\u00a0kroner uten merverdiavgift mellom dere i portalen, denne piloten medregnet"
        in i_piloten
    )
    assert "kommer i tillegg" not in i_piloten
    assert "Denne avtalen kommer i tillegg." in _ordene(_fil(v.klient("offentlig"), rad, "driftsavtale"))


@pytest.mark.parametrize("slug", sorted(UNDERSKRIVER))
def test_den_som_skriver_under_finner_plassen_og_vet_hva_som_skal_bort(v, slug):
    dokument = lag_dokument(hent_kjent(begynt(v)), Dokumentmal.objects.get(slug=slug), med_summen=True)
    overskriftene = ["".join(b.tekst for b in o.biter) for o in dokument.blokker if isinstance(o, Overskrift)]
    if slug != "tilskuddsbrev":  # et brev, som virksomheten sender
        assert overskriftene[-2:] == ["Underskrift", "Før dere skriver under (ta dette bort etterpå)"]
    assert "Ta bort avsnittet øverst om hva malen er" in som_tekst(dokument.blokker)


def test_avtalen_nevner_den_som_bestemte_at_det_skulle_bli_en_avtale(v):
    rad = startet(v)
    k = hent_kjent(Samarbeid.objects.get(pk=rad.pk))
    assert "beslutter" not in FYLLES["tilskuddsbrev"](k)  # hun bestemte bare at det skulle prøves
    fyll(
        v.klient("offentlig"),
        rad,
        "avgjor",
        avgjorelse="videre",
        begrunnelse="Ja.",
        **bestemt(rolle="utvalget"),
        avvik="Saken ble for stor.",
    )
    k = hent_kjent(Samarbeid.objects.get(pk=rad.pk))
    assert FYLLES["tilskuddsbrev"](k)["beslutter"] == "utvalget"


def test_dokumentet_folger_virksomhetens_malform(v):
    rad = startet(v)
    OffentligPart.objects.filter(pk=rad.part_id).update(malform="nynorsk")
    rad = Samarbeid.objects.select_related("part", "entreprenor").get(pk=rad.pk)
    mal = Dokumentmal.objects.get(slug="effektkontrakt")
    dokument = lag_dokument(hent_kjent(rad), mal, med_summen=True)
    assert dokument.malform == "nn"
    assert "Kven som får mindre utgifter" in som_tekst(dokument.blokker)
    assert "Før de skriv under" in som_tekst(dokument.blokker)
    assert apne_felt(dokument.blokker)


def test_ingen_utkast_mens_konkurransen_er_kunngjort_eller_samarbeidet_er_over(v):
    rad, ola = startet(v), v.klient("offentlig")
    assert _fil(ola, rad, "driftsavtale").status_code == 200
    assert _fil(ola, rad, "saksframlegg").status_code == 404
    Samtale.objects.update(anskaffelse="kunngjort", doffin="2026-1")
    assert "Avtalen skrives med den som vinner" in _side(ola, rad).text
    assert _fil(ola, rad, "driftsavtale").status_code == 404
    Samtale.objects.update(anskaffelse="apen", doffin="")
    fyll(ola, rad, "avslutt", slag=[], ord_="")
    assert _side(ola, rad).status_code == _fil(ola, rad, "driftsavtale").status_code == 404


@pytest.mark.parametrize("rolle", ["innlogget", "annen_entreprenor", "annen_offentlig", "redaktor"])
def test_andres_utkast_finnes_ikke(v, rolle):
    rad = startet(v)
    assert _side(v.klient(rolle), rad).status_code == 404
    assert _fil(v.klient(rolle), rad, "pilotavtale").status_code == 404
