"""Sluttrapporten: når den finnes, hva den sier, og at siden og filene sier det samme."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from decimal import Decimal

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from samarbeid.models import Manedstall, Pilot
from samarbeid.samarbeidene.kurve import lag_kurve
from tests.samarbeid.samarbeidene.felles import avgjort, bestemt, dag, fyll, startet

BRODTEKST = "Det virket for seks av åtte."


@pytest.fixture
def v(verden):
    return verden


def _adresse(rad, nr=1, format=""):
    navn = "samarbeid_sluttrapport_fil" if format else "samarbeid_sluttrapport"
    return reverse(navn, args=[rad.referanse, nr, *([format] if format else [])])


def _med_tall(rad):
    i = rad.piloter.get(nr=1).indikatorer.get(nr=1)
    for maned, verdi in ((date(2026, 8, 1), "3.5"), (date(2026, 9, 1), "4.25"), (date(2026, 11, 1), "4.75")):
        Manedstall.objects.create(indikator=i, maned=maned, verdi=Decimal(verdi))


def _avgjort(v, avgjorelse="videre"):
    rad = startet(v)
    _med_tall(rad)
    fyll(v.klient("eier"), rad, "lardom", lardom="Morgenen passet best.")
    fyll(v.klient("offentlig"), rad, "lardom", lardom="Vakten må vite om det.")
    fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse=avgjorelse, begrunnelse=BRODTEKST, **avgjort())
    rad.refresh_from_db()
    return rad


@pytest.mark.django_db
def test_rapporten_finnes_forst_naar_det_er_avgjort(v):
    rad = startet(v)
    assert v.klient("eier").get(_adresse(rad)).status_code == 404
    assert _adresse(rad) not in v.klient("eier").get(rad.get_absolute_url()).text
    fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse="videre", begrunnelse="Ja.", **avgjort())
    for rolle in ("eier", "medlem", "offentlig"):
        assert _adresse(rad) in v.klient(rolle).get(rad.get_absolute_url()).text
        assert v.klient(rolle).get(_adresse(rad)).status_code == 200
    assert v.klient("eier").get(_adresse(rad, 2)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("rolle", ["innlogget", "annen_entreprenor", "annen_offentlig", "redaktor"])
def test_andres_rapport_finnes_ikke(v, rolle):
    rad = _avgjort(v)
    for sti in (_adresse(rad), _adresse(rad, format="pdf"), _adresse(rad, format="docx")):
        assert v.klient(rolle).get(sti).status_code == 404


@pytest.mark.django_db
def test_siden_sier_hva_hvem_og_hva_naa(v):
    rad = _avgjort(v)
    side = v.klient("offentlig").get(_adresse(rad)).text
    for ord_ in (
        "Det går videre til en avtale.",
        BRODTEKST,
        "av kommunalsjef for helse (leder for sektoren).",
        "Det lyses ut en konkurranse.",
        "Beboerne sover bedre når de får en koffert å snakke om.",
        "80\u00a0000\u00a0kroner uten merverdiavgift",
        "Morgenen passet best.",
        "Vakten må vite om det.",
    ):
        assert ord_ in side, ord_
    assert "Avdelingslederen tar seg av beboerne." not in side  # det gjaldt hvis det stoppet
    assert side.count('class="kurve"') == 1
    assert "før: 3,5, august 2026: 3,5, september 2026: 4,25, november 2026: 4,75, mål: 5." in side
    tabell = side.split("Måned</th>")[1].split("</table>")[0]
    assert re.findall(r'scope="row">([^<]+)', tabell) == ["august 2026", "september 2026", "november 2026"]


@pytest.mark.django_db
def test_filene_sier_det_siden_sier(v):
    rad = _avgjort(v, "stopp")
    klient = v.klient("eier")
    leser = PdfReader(io.BytesIO(klient.get(_adresse(rad, format="pdf")).content))
    assert len(leser.pages) == 1
    assert leser.trailer["/Root"]["/MarkInfo"]["/Marked"]
    pdf = re.sub(r"\s+", " ", leser.pages[0].extract_text())
    fil = docx.Document(io.BytesIO(klient.get(_adresse(rad, format="docx")).content))
    ord_ = "\n".join(a.text for a in fil.paragraphs)
    for setning in ("Det stopper her.", BRODTEKST, "Morgenen passet best.", "Avdelingslederen tar seg av"):
        assert setning in pdf and setning in ord_, setning
    assert len(fil.inline_shapes) == 1
    [beskrivelse] = fil.element.xpath("//wp:docPr/@descr")
    assert beskrivelse.startswith("Netter uten uro (netter i uken). før: 3,5,")


@pytest.mark.django_db
def test_en_pilot_som_aldri_ble_avgjort_sier_det(v):
    rad = startet(v)
    fyll(v.klient("eier"), rad, "avslutt", slag=["forankring"], ord_="")
    side = v.klient("offentlig").get(_adresse(rad)).text
    assert f"Den skulle vært tatt innen {_lang(rad)} av kommunalsjef for helse." in side
    fyll(v.klient("offentlig"), rad, "lardom", lardom="Ingen eide det.")
    assert "Ingen eide det." in v.klient("eier").get(_adresse(rad)).text


def _lang(rad):
    from django.utils.formats import date_format

    return date_format(rad.piloter.get().beslutningsdato, "j. F Y")


@pytest.mark.django_db
def test_hver_pilot_har_sin_avgjorelse(v):
    rad = _avgjort(v, "mer")
    ola = v.klient("offentlig")
    from tests.samarbeid.samarbeidene.felles import etterpa, rammer

    fyll(ola, rad, "plan", "rammer", **rammer(start_dato=dag(0)))
    fyll(ola, rad, "plan", "etterpa", **etterpa())
    # Lærdommen hører til det som er prøvd, ikke til planen.
    fyll(ola, rad, "lardom", lardom="Vi begynte for tidlig.")
    assert Pilot.objects.get(samarbeid=rad, nr=1).lardom_offentlig == "Vi begynte for tidlig."
    fyll(v.klient("eier"), rad, "plan-ja")
    fyll(ola, rad, "start", **bestemt())
    en_annen = avgjort(rolle="rådmannen", avvik="Kommunalsjefen sluttet.")
    fyll(ola, rad, "avgjor", avgjorelse="stopp", begrunnelse="Det holdt ikke.", **en_annen)
    forste, andre = (ola.get(_adresse(rad, nr)).text for nr in (1, 2))
    assert BRODTEKST in forste and "Det holdt ikke." not in forste and "Det prøves mer først." in forste
    assert (
        "Det holdt ikke." in andre
        and "av rådmannen" in andre
        and "Kommunalsjefen sluttet." in andre
        and BRODTEKST not in andre
    )


# ── Tegningen ──

AUG, SEP, NOV = date(2026, 8, 1), date(2026, 9, 1), date(2026, 11, 1)


def test_kurven_folger_tiden_saa_en_maaned_uten_tall_er_et_hull():
    kurve = lag_kurve(
        "T", [(AUG, Decimal(1)), (SEP, Decimal(2)), (NOV, Decimal(4))], for_verdi=None, mal=None
    )
    a, b, c = (p.x for p in kurve.punkter)
    assert c - b == pytest.approx(2 * (b - a), abs=2)
    assert [p.y for p in kurve.punkter] == sorted((p.y for p in kurve.punkter), reverse=True)


@pytest.mark.parametrize(
    ("verdier", "for_verdi", "mal"),
    [
        ([Decimal(0)], None, None),
        ([Decimal(-5), Decimal(5)], Decimal(-9), Decimal(9)),
        ([Decimal(10) ** 10], Decimal("0.001"), Decimal(-(10**10))),
    ],
)
def test_alt_er_innenfor_tegningen(verdier, for_verdi, mal):
    tall = list(zip((AUG, SEP, NOV), verdier, strict=False))
    kurve = lag_kurve("T", tall, for_verdi=for_verdi, mal=mal)
    for y in [p.y for p in kurve.punkter] + [s.y for s in kurve.streker]:
        assert 46 <= y <= 160
    assert all(12 <= p.x <= 268 for p in kurve.punkter)


@pytest.mark.parametrize("verdi", [Decimal(10), Decimal("4.75")])
def test_tallet_over_det_overste_punktet_staar_under_navnet(verdi):
    """Navnet står på linje 13, og tallet åtte over punktet, begge med tolv høye bokstaver."""
    kurve = lag_kurve("Timer brukt", [(AUG, verdi)], for_verdi=Decimal(0), mal=None)
    assert kurve.punkter[0].y - 8 - 12 >= 13 + 4


def test_navnene_paa_to_streker_nesten_like_hoyt_staar_ikke_oppaa_hverandre():
    kurve = lag_kurve("T", [(AUG, Decimal(50))], for_verdi=Decimal(49), mal=Decimal(50))
    assert abs(kurve.streker[0].tekst_y - kurve.streker[1].tekst_y) >= 12


def test_uten_tall_er_det_ingen_tegning():
    assert lag_kurve("T", [], for_verdi=Decimal(1), mal=Decimal(2)) is None


@pytest.mark.django_db
def test_rapporten_sier_ikke_at_de_har_provd_til_en_dag_som_ikke_er_kommet(v):
    rad = _avgjort(v)
    for dager, setning in ((5, "Planen var å prøve til"), (-1, "har prøvd dette fra")):
        slutt = timezone.localdate() + timedelta(days=dager)
        Pilot.objects.update(start_dato=slutt - timedelta(days=30), slutt_dato=slutt)
        assert setning in v.klient("eier").get(_adresse(rad)).text
