"""Det portalen leser av behovet: krysset av der det spørs, bekreftet når siden sendes, og sagt på oversikten til da."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from kommuner.models import Behov, OffentligPart
from tests import innhold
from tests.skjemaer import skjulte
from tests.verden import lag_bruker, logg_inn
from veier.gjennomgang.handlinger.skriving import svar_na
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt

pytestmark = pytest.mark.django_db
DEMENS = {
    "tittel": ["Lange dager"],
    "problem": ["Personer med demens på sykehjem har lange dager uten noe å gjøre."],
    "omrader": ["5001"],
}


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def ola(part):
    bruker = lag_bruker("ola@trondheim.kommune.no", navn="Ola")
    legg_til_medlem(part, bruker=bruker, rolle="administrator", av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


def _sti(behov, felt):
    nummer = {"tema": 2, "malgruppe": 3}[felt]
    return reverse("behov_steg", args=[behov.part.slug, behov.slug, nummer])


def _svar(behov, felt):
    return svar_na(Behov.objects.get(pk=behov.pk), type(behov.versjon))[1].get(felt, [])


def _krysset(side, felt):
    bokser = re.findall(rf'<input[^>]*name="{felt}"[^>]*>', side)
    return [re.search(r'value="([^"]+)"', boks)[1] for boks in bokser if "checked" in boks]


@pytest.mark.parametrize(("felt", "lest"), [("tema", "demens"), ("malgruppe", "sykehjemsbeboere-og-demens")])
def test_det_teksten_sier_er_krysset_av_overst_og_er_et_svar_forst_nar_siden_sendes(part, ola, felt, lest):
    behov = innhold.lag_behov(part, av=ola, **{f: [] for f in innhold.BEHOV} | DEMENS)
    klient, sti = logg_inn(ola), _sti(behov, felt)
    svar = klient.get(sti)
    side = svar.text
    assert lest in _krysset(side, felt) and _svar(behov, felt) == []
    forste = re.search(r"<details[^>]*valgfold[^>]*>\s*<summary>(.*?)</summary>(.*?)</details>", side, re.S)
    assert forste[1] == "Lest av teksten" and f'value="{lest}"' in forste[2]
    klient.post(sti, {**skjulte(svar), felt: _krysset(side, felt), "handling": "neste"})
    assert lest in _svar(behov, felt)


@pytest.mark.parametrize(("felt", "valgt"), [("tema", "rus"), ("malgruppe", "ungdom")])
def test_det_som_er_svart_star_og_ingenting_krysses_av_ved_siden_av(part, ola, felt, valgt):
    behov = innhold.lag_behov(part, av=ola, **{f: [] for f in innhold.BEHOV} | DEMENS | {felt: [valgt]})
    assert _krysset(logg_inn(ola).get(_sti(behov, felt)).text, felt) == [valgt]


def test_en_tekst_som_ikke_sier_noe_gir_ingen_kryss(part, ola):
    behov = innhold.lag_behov(
        part, av=ola, **{f: [] for f in innhold.BEHOV} | {"tittel": ["Hm"], "problem": ["Det er vanskelig."]}
    )
    for felt in ("tema", "malgruppe"):
        assert _krysset(logg_inn(ola).get(_sti(behov, felt)).text, felt) == []


def test_oversikten_sier_det_som_ikke_er_bekreftet_til_det_er_det(part, ola):
    behov = innhold.lag_behov(part, av=ola, **{f: [] for f in innhold.BEHOV} | DEMENS)
    klient, sti = logg_inn(ola), reverse("behov_arbeid", args=[part.slug, behov.slug])
    side = klient.get(sti).text
    assert "Lest av teksten, og ikke bekreftet" in side
    assert all(_sti(behov, felt) in side.partition("ikke bekreftet")[2] for felt in ("tema", "malgruppe"))
    innhold.skriv("behov", behov, {"tema": ["demens"], "malgruppe": ["sykehjemsbeboere-og-demens"]}, av=ola)
    assert "Lest av teksten" not in klient.get(sti).text


@pytest.mark.parametrize("felt", ["tema", "malgruppe"])
def test_det_som_er_tatt_bort_kommer_ikke_tilbake(part, ola, felt):
    """Et tomt svar er et svar: steget vet om det er besvart."""
    behov = innhold.lag_behov(part, av=ola, **{f: [] for f in innhold.BEHOV} | DEMENS)
    klient, sti = logg_inn(ola), _sti(behov, felt)
    svar = klient.get(sti)
    assert _krysset(svar.text, felt)
    klient.post(sti, {**skjulte(svar), "handling": "neste"})
    assert _krysset(klient.get(sti).text, felt) == []
    oversikt = klient.get(reverse("behov_arbeid", args=[part.slug, behov.slug])).text
    assert sti not in oversikt.partition("ikke bekreftet")[2].partition("</ul>")[0]
    innhold.skriv("behov", behov, {felt: ["rus" if felt == "tema" else "ungdom"]}, av=ola)
    svar = klient.get(sti)
    klient.post(sti, {**skjulte(svar), "handling": "neste"})
    assert _krysset(klient.get(sti).text, felt) == []
