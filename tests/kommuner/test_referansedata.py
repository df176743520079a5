"""Referansedataene er hele og riktige."""

import csv
import re
from pathlib import Path

import pytest
from stdnum.no import orgnr

from kommuner.models import Arshjul, Beslutningsvei, Kontaktpunkt, OffentligPart, Rolle
from samarbeid.models import Eksempel
from veier.taksonomi.models import (
    Malgruppe,
    Niva,
    Omrade,
    Samarbeidsmodell,
    Synonym,
    Tekstsignal,
    Tema,
    Terskelverdi,
    TidligereOmrade,
    Tilskuddsordning,
)
from veier.templatetags.veier import PROVESIDER

ROT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("spoerring", "antall"),
    [
        (lambda: Omrade.objects.filter(type="kommune"), 357),
        (lambda: Omrade.objects.filter(type="fylke"), 15),
        (lambda: Omrade.objects.filter(type="land"), 1),
        (lambda: Omrade.objects.filter(type="kommune", malform="nynorsk"), 88),
        (lambda: OffentligPart.objects.filter(type="kommune"), 357),
        (lambda: OffentligPart.objects.filter(type="fylkeskommune"), 14),
        (lambda: OffentligPart.objects.filter(type="bydel", overordnet__slug="oslo-kommune"), 15),
        (lambda: Tema.objects.all(), 40),
        (lambda: Malgruppe.objects.all(), 18),
        (lambda: Samarbeidsmodell.objects.all(), 34),
        (lambda: Eksempel.objects.all(), 99),
        (lambda: TidligereOmrade.objects.all(), 490),
    ],
)
def test_antall(spoerring, antall):
    assert spoerring().count() == antall


def test_folketallet_summerer_til_ssb():
    assert sum(Omrade.objects.filter(type="kommune").values_list("innbyggere", flat=True)) == 5_627_400


def test_alle_organisasjonsnumre_er_gyldige_og_ulike():
    numre = list(
        OffentligPart.objects.exclude(organisasjonsnummer=None).values_list("organisasjonsnummer", flat=True)
    )
    assert len(numre) == len(set(numre)) >= 357 + 14
    assert [n for n in numre if not orgnr.is_valid(n)] == []


def test_oslo_er_en_virksomhet_med_begge_nivaer():
    oslo = OffentligPart.objects.get(organisasjonsnummer="958935420")
    assert oslo.nivaer == ["kommune", "fylkeskommune"]
    assert oslo.styreform == "byrad"


def test_samme_navn_har_fylket_i_adressen():
    assert OffentligPart.objects.filter(slug="heroy-more-og-romsdal-kommune").exists()
    assert OffentligPart.objects.filter(slug__startswith="vaaler").count() == 0
    assert (
        OffentligPart.objects.filter(slug__in=["valer-ostfold-kommune", "valer-innlandet-kommune"]).count()
        == 2
    )


def test_hvert_tema_har_vei_pa_hvert_ansvarlige_niva():
    har = set(Beslutningsvei.objects.values_list("tema__slug", "niva"))
    mangler = [(t.slug, n) for t in Tema.objects.all() for n in t.nivaer if (t.slug, n) not in har]
    assert mangler == []


def test_hver_slug_som_brukes_finnes():
    temaer, malgrupper = (set(m.objects.values_list("slug", flat=True)) for m in (Tema, Malgruppe))
    roller, modeller = (set(m.objects.values_list("slug", flat=True)) for m in (Rolle, Samarbeidsmodell))
    omrader = set(Omrade.objects.values_list("kode", flat=True))
    feil = []
    for modell, felt, gyldige in (
        (Tema, "naer", temaer), (OffentligPart, "temaer", temaer), (Samarbeidsmodell, "tema_ja", temaer),
        (Tilskuddsordning, "temaer", temaer), (Tilskuddsordning, "malgrupper", malgrupper),
        (Eksempel, "temaer", temaer), (Eksempel, "malgrupper", malgrupper), (Eksempel, "modeller", modeller),
        (Eksempel, "omrader", omrader), (Beslutningsvei, "forste", roller), (Beslutningsvei, "dorapnere", roller),
        (Beslutningsvei, "beslutter", roller), (Beslutningsvei, "malgrupper", malgrupper), (Tema, "nivaer", set(Niva.values)),
    ):  # fmt: skip
        for rad in modell.objects.all():
            feil += [(str(rad), felt, v) for v in getattr(rad, felt) if v not in gyldige]
    for s in Synonym.objects.all():
        slag, slug = s.gjelder.split(":")
        if slug not in {"tema": temaer, "malgruppe": malgrupper}[slag]:
            feil.append((s.uttrykk, "gjelder", s.gjelder))
    feil += [(m.slug, "tema", m.tema) for m in Malgruppe.objects.exclude(tema="") if m.tema not in temaer]
    assert feil == []


def test_hvert_tekstsignal_gjelder_et_felt_og_en_verdi_motoren_kjenner():
    from samarbeid.matching.setninger import ORD

    tillatt = {
        **{f: set(v) for f, v in ORD.items()},
        "utbytte": {"ja", "nei"},
        "frivillighetsregisteret": {"ja", "nei"},
    }
    feil = [(s.felt, s.verdi) for s in Tekstsignal.objects.all() if s.verdi not in tillatt.get(s.felt, set())]
    assert feil == []


def test_ingen_koordinator_eller_direktorat_star_som_beslutter():
    koordinatorer = set(Rolle.objects.filter(slag="koordinator").values_list("slug", flat=True))
    feil = [v.nokkel for v in Beslutningsvei.objects.all() if set(v.beslutter) & koordinatorer]
    assert feil == []


def test_rollenes_niva_stemmer_med_veien():
    nivaer = {r.slug: set(r.nivaer) for r in Rolle.objects.all()}
    feil = [
        (v.nokkel, r) for v in Beslutningsvei.objects.all() for r in v.beslutter if v.niva not in nivaer[r]
    ]
    forste = [
        (v.nokkel, r) for v in Beslutningsvei.objects.all() for r in v.forste[:1] if v.niva not in nivaer[r]
    ]
    assert feil + forste == []


def test_postmottak_og_delegering_har_egen_kilde():
    assert [k.pk for k in Kontaktpunkt.objects.all() if not k.kilde.startswith("https://")] == []


def test_databasen_nekter_kontaktpunkt_uten_kilde():
    from django.db import IntegrityError, transaction
    from django.utils import timezone

    part = OffentligPart.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Kontaktpunkt.objects.create(
            part=part,
            slag="postmottak",
            verdi="a@b.no",
            kilde="",
            sist_kontrollert=timezone.localdate(),
        )


def test_ingen_kilde_er_en_prove_eller_sokeadresse():
    forbudt = (
        "stage.",
        "staging",
        "dev.no",
        "?q=",
        "google.",
        "bing.",
        "localhost",
        "/search",
        "/sok?",
    )
    treff = []
    for fil in ROT.glob("*/**/data/*.csv"):
        if ".venv" in fil.parts:
            continue
        linjer = fil.read_text(encoding="utf-8").splitlines()
        for nummer, rad in enumerate(csv.reader(linjer), start=1):
            celler = [re.sub(rf"https?://(?:{'|'.join(map(re.escape, PROVESIDER))})\S*", "", c) for c in rad]
            treff += [(fil.name, nummer, c) for c in celler for f in forbudt if "http" in c and f in c]
    assert treff == []


def test_budsjettaret_finnes_for_hvert_niva():
    assert set(Arshjul.objects.values_list("niva", flat=True)) == set(Niva.values)


def test_foreslatte_terskler_har_ingen_dato_og_vedtatte_har():
    assert Terskelverdi.objects.filter(status="foreslatt").exclude(gyldig_fra=None).count() == 0
    assert Terskelverdi.objects.filter(status="vedtatt", gyldig_fra=None).count() == 0


def test_tidligere_navn_og_nummer_forer_til_dagens():
    assert TidligereOmrade.objects.get(nummer="1601").omrade.navn == "Trondheim"
    assert {t.omrade.navn for t in TidligereOmrade.objects.filter(navn="Eidsberg")} == {"Indre Østfold"}


def test_minst_tolv_tilskuddsordninger_og_ukontrollerte_sier_det():
    assert Tilskuddsordning.objects.count() >= 12
    ukontrollerte = Tilskuddsordning.objects.filter(sist_kontrollert=None)
    assert ukontrollerte.count() >= 1
    uten_ar = [
        t.slug for t in ukontrollerte if t.fristmaneder and not re.search(r"\b20\d\d\b|uten år", t.vindu)
    ]
    assert uten_ar == []


_NAR = re.compile(
    r"\b(?:19|20)\d\d\b|uten dato|ikke kontrollert|ikke funnet|ifølge|som planlagt|da den", re.I
)


def test_en_sak_sier_hvordan_det_star_til_eller_at_det_ikke_er_kontrollert():
    """«I drift» alene kan ikke leses: når?"""
    kjent = Eksempel.objects.exclude(status_i_dag="ikke kontrollert")
    assert kjent.count() > 50
    assert [s.slug for s in kjent if not _NAR.search(s.status_i_dag)] == []
