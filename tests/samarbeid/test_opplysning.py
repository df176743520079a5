"""Sanne ord om det vi ikke vet, og om hvem som sier det: på profilen, i listen, sammenligningen og filene."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.urls import reverse

from entreprenorer.models import Entreprenor
from samarbeid.katalog.opplysning import Hvem, Stand, opplysning
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor

pytestmark = pytest.mark.django_db
# Setninger som gjør «vi har det ikke» om til «det finnes ikke».
PASTANDER = (
    "ikke registrert i Enhetsregisteret",
    "Ikke vist noe",
    "Ikkje vist noko",
    "beskriver de seg selv",
    "skildrar dei seg sjølve",
)


def test_tre_tilstander_og_hvem():
    assert opplysning(["A", "", "B"], hvem=Hvem.REGISTERET).tekst == "A, B"
    assert opplysning([""]).stand == Stand.IKKE_OPPGITT
    assert opplysning([""]).tekst == "ikke oppgitt"
    assert opplysning([], aktuelt=False).tekst == "ikke aktuelt"
    assert opplysning([], hvem=Hvem.REGISTERET).hvem_vist == ""


@pytest.fixture
def profiler():
    """En redaksjonen har laget, en som har skrevet selv, og en som sier at den ikke er registrert."""
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    innhold.publisert_profil(lag_entreprenor("Skriver Selv", eier), av=eier, redaktor=redaktor)
    lag_entreprenor("Uten Nummer", eier, organisasjonsform="IKKE_REGISTRERT")
    innhold.oppdater_katalogen()
    return ("bua", "skriver-selv", "uten-nummer")


def _sider(client, profiler):
    valgt = "&".join(f"e={slug}" for slug in profiler)
    stier = [reverse("entreprenor", args=[slug]) for slug in profiler]
    stier += [reverse("entreprenorer"), f"{reverse('entreprenorer_sammenlign')}?{valgt}"]
    return {
        malform + sti: client.get(malform + sti).content.decode() for sti in stier for malform in ("", "/nn")
    }


def test_ingen_side_sier_at_noe_ikke_finnes_nar_vi_bare_ikke_har_det(client, profiler):
    for sti, side in _sider(client, profiler).items():
        for pastand in PASTANDER:
            assert pastand not in side, (sti, pastand)


def test_profilen_sier_hva_vi_ikke_har_og_hva_de_selv_sier(client, profiler):
    sider = _sider(client, profiler)
    assert "Vi har ikke organisasjonsnummeret." in sider["/entreprenorer/bua/"]
    assert "laget av redaksjonen, fra åpne kilder" in sider["/entreprenorer/bua/"]
    assert "sier selv at den ikke er registrert ennå" in sider["/entreprenorer/uten-nummer/"]


def test_sammenligningen_sier_ikke_oppgitt_og_hvem_som_star_bak(client, profiler):
    adresse = reverse("entreprenorer_sammenlign") + "?e=bua&e=skriver-selv"
    side = client.get(adresse).content.decode()
    rad = re.search(r'<th scope="row">\s*Hva de vet om virkningen.*?</tr>', side, re.S).group(0)
    assert rad.count("ikke oppgitt") == 2
    kort = re.search(r'<th scope="row">\s*Hva de gjør.*?</tr>', side, re.S).group(0)
    assert "kilde: virksomheten selv" in kort


@pytest.mark.grundig
def test_filen_har_ingen_tomme_celler_og_sier_hvem_som_skrev(client, profiler):
    fil = b"".join(client.get(reverse("entreprenorer_csv"))).decode().lstrip("\ufeff")
    rader = {r["Navn"]: r for r in csv.DictReader(io.StringIO(fil), delimiter=";")}
    assert all(all(verdi for verdi in rad.values()) for rad in rader.values())
    assert rader["BUA"]["Organisasjonsnummer"] == "ikke oppgitt"
    assert rader["BUA"]["Hva de vet om virkningen"] == "ikke oppgitt"
    assert rader["BUA"]["Skrevet av"] == "redaksjonen, fra åpne kilder"
    assert rader["Skriver Selv"]["Skrevet av"] == "virksomheten selv"


def test_et_nummer_ingen_har_bekreftet_er_merket_og_ikke_i_det_maskiner_leser(client, profiler):
    Entreprenor.objects.filter(slug="skriver-selv").update(
        organisasjonsnummer="923609016", registerkontroll=Entreprenor.Kontroll.VENTER
    )
    innhold.oppdater_katalogen()
    side = client.get("/entreprenorer/skriver-selv/").content.decode()
    assert re.search(r"923609016\s+<span\s+class=\"merkelapp merkelapp-venter\">Ikke bekreftet", side)
    assert "Fra registrene" not in side
    data = json.loads(re.search(r'application/ld\+json"[^>]*>(.*?)</script>', side, re.S).group(1))
    assert "identifier" not in json.dumps(data)
    assert "923609016" not in b"".join(client.get(reverse("entreprenorer_csv"))).decode()
