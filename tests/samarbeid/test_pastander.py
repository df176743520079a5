"""Flere påstander om virkning i en sak: skjemaet med like blokker, siden, regnearket og det som kreves."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samarbeid.models import Eksempel
from samarbeid.models.pastand import Pastand, delfelt
from samarbeid.oppslag.saker.handlinger import med_utkast, publiser_eksempel
from samarbeid.oppslag.saker.kontroll import mangler_for_publisering
from tests.skjema import les_skjema
from tests.verden import lag_redaktor, logg_inn
from veier.felter.gjentatt import FLEST, Gjentatt

pytestmark = pytest.mark.django_db
EN = {"pastand": "De gikk mer tur.", "hevdet_av": "kommunen"}
TO = {
    "pastand": "Kommunen sparte 400 000 kroner.", "hevdet_av": "kommunen", "antall": "ikke oppgitt", "periode": "2023",
    "sammenlignet": "Ikke sammenlignet", "malt_av": "økonomiavdelingen", "betalt_av": "kommunen", "sparte": "kommunen, ikke Nav",
    "brutto": "netto", "kilde": "årsmeldingen, side 12", "motbevis": "Det var en <b>mild</b> vinter.",
}  # fmt: skip


def _skriv(klient, sak, *pastander):
    """Lagrer saken med blokkene slik en nettleser uten skript gjør det."""
    side = reverse("admin:samarbeid_eksempel_change", args=[sak.pk])
    data = les_skjema(klient.get(side).text)
    data = {navn: verdi for navn, verdi in data.items() if not navn.startswith("flere_pastander-")}
    for nr, pastand in enumerate(pastander):
        data |= {f"flere_pastander-{nr}-{del_}": verdi for del_, verdi in pastand.items()}
    return klient.post(side, data)


@pytest.fixture
def sak():
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(effekt="", gjenkjennelig="nei")
    return Eksempel.objects.synlige().get(slug="jodacare-i-trondheim")


@pytest.fixture
def klient():
    return logg_inn(lag_redaktor("skriver@eksempel.no"))


def test_flere_pastander_fra_skjemaet_til_siden(klient, client, sak):
    assert _skriv(klient, sak, EN, {}, TO).status_code == 302  # en tom blokk mellom dem er ingenting
    ny = med_utkast(Eksempel.objects.get(pk=sak.pk))
    assert ny.flere_pastander == [EN, TO]
    assert Eksempel.objects.get(pk=sak.pk).flere_pastander == []
    side = klient.get(reverse("admin:samarbeid_eksempel_change", args=[sak.pk])).text
    assert "flere_pastander-3-pastand" in side  # to ledige under de to
    assert "flere_pastander-4-pastand" not in side
    publiser_eksempel(sak, av=lag_redaktor("leser@eksempel.no"))
    tekst = client.get(sak.get_absolute_url()).text
    for ventet in (
        "De gikk mer tur.",
        "økonomiavdelingen",
        "årsmeldingen, side 12",
        "kommunen, ikke Nav",
        "det tiltaket kostet, er trukket fra",
    ):
        assert ventet in tekst
    assert "vet ikke hva som ville skjedd uten" in tekst
    assert "&lt;b&gt;mild&lt;/b&gt;" in tekst


def test_hver_pastand_med_et_tall_ma_kunne_vurderes(sak):
    sak.flere_pastander = [Pastand(EN), Pastand(TO | {"malt_av": "", "antall": "mange"})]
    [mangler, antall] = [m for m in mangler_for_publisering(sak) if m.startswith("Flere påstander, nummer 2")]
    assert "hvem som målte" in mangler
    assert "23 av 25" in antall
    sak.flere_pastander = [Pastand({"pastand": "De gikk mer tur."})]
    assert "Flere påstander, nummer 1: Skriv hvem som hevder virkningen." in mangler_for_publisering(sak)


def test_lagret_uten_endring_er_ingen_endring(klient, sak):
    Eksempel.objects.filter(pk=sak.pk).update(flere_pastander=[EN, TO])
    assert _skriv(klient, sak, EN, TO).status_code == 302
    assert not hasattr(Eksempel.objects.get(pk=sak.pk), "versjon")


def test_regnearket_har_en_linje_for_hver(klient, sak):
    Eksempel.objects.filter(pk=sak.pk).update(flere_pastander=[EN, TO])
    ark = klient.get(reverse("admin:samarbeid_eksempel_csv")).content.decode("utf-8-sig")
    [rad] = [r for r in csv.DictReader(io.StringIO(ark), delimiter=";") if r["id"] == str(sak.pk)]
    assert len(rad["flere_pastander"].splitlines()) == 2
    felt = Gjentatt(delfelt=delfelt(), required=False)
    assert felt.clean(rad["flere_pastander"]) == [EN, TO]
    assert not felt.has_changed([Pastand(EN), Pastand(TO)], rad["flere_pastander"])


@pytest.mark.parametrize(
    ("verdi", "feil"),
    [
        ("ikke json", "slik den står i filen"),
        ([{"hevdet_av": "noen"}], "fyll ut «Påstanden»"),
        ([{"pastand": "x", "brutto": "noe annet"}], "brutto eller netto"),
        ([{"pastand": "x", "kilde": "y" * 400}], "tallet står i"),
        ([{"pastand": "Født 17054026641."}], "påstanden"),
        ([EN] * (FLEST + 1), "høyst"),
    ],
)
def test_feil_sier_hvilken_blokk(verdi, feil):
    with pytest.raises(ValidationError, match=feil):
        Gjentatt(delfelt=delfelt(), required=False).clean(verdi)


def test_ukjente_deler_er_ikke_med(klient, sak):
    assert Gjentatt(delfelt=delfelt(), required=False).clean([EN | {"annet": "x"}]) == [EN]
    with pytest.raises(ValidationError):
        Eksempel(slug="x", navn="X", offentlig="Y", flere_pastander=[{"annet": "x"}]).clean_fields()
