"""Feltene i en sak etter domenets liste: i skjemaet, på siden, i innmeldingen, i sammenligningen og i filen."""

import csv
import re

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from samarbeid.innmelding.saken import fyll
from samarbeid.models import Eksempel, Hindringsslag
from samarbeid.models.eksempel import INNHOLD, innholdet
from samarbeid.oppslag.saker.hjelp import HJELP
from samarbeid.oppslag.saker.oppsett import OPPSETT
from samarbeid.oppslag.saker.utgavene import Valg, forskjellen
from samarbeid.referanse import DATA
from samarbeid.tall.grunnlag import _sakene
from tests.verden import lag_redaktor, logg_inn

pytestmark = pytest.mark.django_db
NYE = ("ide_fra", "beslutter_videre", "tidslinje", "suksessfaktorer", "hindringsslag", "gjort_igjen")
SVAR = {
    "ide_fra": "En lærer på skolen.",
    "forste_kontakt": "Rektor ringte foreningen.",
    "beslutter": "Rektor.",
    "beslutter_videre": "Kommunestyret, i budsjettet.",
    "tidslinje": "2021: vi begynte\n\n  2022: vi sluttet  ",
    "suksessfaktorer": "Én person eide det\nDe ansatte var med",
    "hindringsslag": ["okonomi", "bevis"],
    "gjort_igjen": "Begynt lite.",
    "gjort_annerledes": "Målt fra starten.",
}


def _sak() -> Eksempel:
    return Eksempel.objects.synlige().order_by("pk").first()


def _fylt() -> Eksempel:
    sak = _sak()
    verdier = SVAR | {"tittel": sak.navn, "rolle": "annen", "nivaer": ["kommune"], "offentlig": sak.offentlig}
    fyll(sak, verdier).save()
    return Eksempel.objects.get(pk=sak.pk)


def test_hvert_felt_har_hjelp_og_en_plass_i_skjemaet():
    i_skjemaet = {felt for _overskrift, felter in OPPSETT for felt in felter}
    assert set(NYE) <= i_skjemaet and set(NYE) <= HJELP.keys() and set(NYE) <= set(INNHOLD)


def test_innmeldingen_gir_saken_ett_punkt_per_linje():
    sak = _fylt()
    assert sak.tidslinje == ["2021: vi begynte", "2022: vi sluttet"]
    assert sak.suksessfaktorer == ["Én person eide det", "De ansatte var med"]
    assert sak.hindringsslag == ["okonomi", "bevis"]


@pytest.mark.parametrize("foran", ["", "/nn"])
def test_siden_viser_hvem_som_bestemte_hva_hver_for_seg(client, foran):
    sak = _fylt()
    sak.oversettelser = {"nn": {"tidslinje": ["2021: vi byrja"], "ide_fra": "Ein lærar på skulen."}}
    sak.save()
    side = client.get(f"{foran}{reverse('eksempel', args=[sak.slug])}").text
    begge = (
        "Kommunestyret, i budsjettet.",
        "Rektor.",
        "Begynt lite.",
        "Målt fra starten.",
        "Én person eide det",
    )
    assert [t for t in begge if t not in side] == []
    egne = (
        ("Ein lærar på skulen.", "2021: vi byrja") if foran else ("En lærer på skolen.", "2022: vi sluttet")
    )
    assert [t for t in egne if t not in side] == []


def test_sammenligningen_sier_navnet_paa_koden():
    sak = _sak()
    for_ = innholdet(sak)
    etter = for_ | {"hindringsslag": ["okonomi"], "tidslinje": ["2021: vi begynte"]}
    ulikt = {navn: (a, b) for navn, a, b in forskjellen(Valg("a", "a", for_), Valg("b", "b", etter))}
    assert [str(x) for x in ulikt["Hva slags ting som stoppet det"][1]] == [str(Hindringsslag.OKONOMI.label)]
    assert ulikt["Tidslinje"][1] == ["2021: vi begynte"]


def test_en_utgave_fra_for_feltene_fantes_kan_sammenlignes():
    na = innholdet(_sak())
    gammel = {felt: verdi for felt, verdi in na.items() if felt not in NYE}
    assert forskjellen(Valg("a", "a", gammel), Valg("b", "b", gammel | {"behov": "Noe annet."}))


def test_databasen_avviser_en_hindring_som_ikke_finnes():
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Eksempel.objects.filter(pk=_sak().pk).update(hindringsslag=["tull"])


def test_avkryssingen_gaar_foran_ordene_i_tallene():
    Eksempel.objects.update(hindringer="", hindringsslag=[])
    sak = _sak()
    Eksempel.objects.filter(pk=sak.pk).update(hindringer="Budsjettet var lite.", hindringsslag=["personvern"])
    assert _sakene() == {"personvern": 1}
    Eksempel.objects.filter(pk=sak.pk).update(hindringsslag=[])
    assert _sakene() == {"okonomi": 1}


def test_en_sak_i_filen_som_sier_hva_slags_hindring_sier_ogsaa_hvordan():
    with (DATA / "eksempler.csv").open(encoding="utf-8", newline="") as fil:
        rader = list(csv.DictReader(fil))
    assert [r["slug"] for r in rader if r["hindringsslag"] and not r["hindringer"]] == []
    assert sum(bool(r["ide_fra"]) for r in rader) >= 25


def test_en_sak_i_filen_lar_ikke_redaksjonens_raad_staa_som_partenes():
    """«Det de ville gjort annerledes» er partenes ord. Et råd i bydeform er redaksjonens, og står i merknaden."""
    raad = re.compile(
        r"(^|[.:] )(Avtal|Begynn|Betal|Bli|Del|Finn|Husk|La|Lag|Les|Mål|Sett|Skriv|Spør|Sørg|Vær)\b"
    )
    with (DATA / "eksempler.csv").open(encoding="utf-8", newline="") as fil:
        rader = list(csv.DictReader(fil))
    felter = ("gjort_igjen", "gjort_annerledes", "suksessfaktorer")
    assert [(r["slug"], f) for r in rader for f in felter if raad.search(r[f])] == []
    # Det andre enn partene mente, er heller ikke partenes ord.
    andre = re.compile(r"\b(kritiker\w*|(andre|noen|mange) (mente|mener))\b", re.I)
    assert [(r["slug"], f) for r in rader for f in felter if andre.search(r[f])] == []


def test_listene_i_skjemaet_sier_hva_de_er_til_og_har_plass():
    side = logg_inn(lag_redaktor()).get(reverse("admin:samarbeid_eksempel_change", args=[_sak().pk])).text
    assert HJELP["tidslinje"] in side and HJELP["suksessfaktorer"] in side
    assert re.search(r'<textarea name="tidslinje"[^>]*class="vLargeTextField"', side)
