"""Det folk limer inn, prøvd på sidene de limer det inn på."""

import re

import pytest
from django.urls import reverse

from entreprenorer.models import Entreprenor, Invitasjon
from tests.register import NUMMER
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.taksonomi.models import Omrade
from veier.tekst import sorteringsnokkel

pytestmark = pytest.mark.django_db


def test_en_invitasjon_til_en_adresse_med_et_usynlig_tegn_som_snur_blir_forklart():
    """Kopiert fra en e-post: adressen ser riktig ut, og slutter med U+202C."""
    eier = lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Drift", eier)
    klient, side = logg_inn(eier), reverse("entreprenor_inviter", args=[org.slug])
    svar = klient.post(side, {"epost": "kari@eksempel.no\u202c", "rolle": "medlem"})
    assert svar.status_code == 422
    assert "usynlig tegn som snur skriveretningen" in svar.text
    assert not Invitasjon.objects.exists()
    klient.post(side, {"epost": "\u00a0Kari@Eksempel.no\u200b", "rolle": "medlem"})
    assert Invitasjon.objects.get().epost == "kari@eksempel.no"


def test_et_nummer_i_full_bredde_mens_registeret_er_nede(register):
    register.sett(f"enheter/{NUMMER}", (503, b""))
    bred = "".join(chr(0xFF10 + int(siffer)) for siffer in NUMMER)
    klient, side = logg_inn(lag_bruker("eva@eksempel.example")), reverse("entreprenor_registrer")
    svar = klient.post(side, {"organisasjonsnummer": f"{bred[:3]}\u00a0{bred[3:6]} {bred[6:]}"})
    assert svar.status_code in {200, 422}
    assert not Entreprenor.objects.filter(organisasjonsnummer=NUMMER).exists()
    klient.post(side, {"organisasjonsnummer": bred, "navn": "Eksempel"})
    ny = Entreprenor.objects.get(organisasjonsnummer=NUMMER)
    assert (ny.navn, ny.registerkontroll) == ("Eksempel", "venter")


@pytest.mark.parametrize(
    "sted", ["Trondheim\u00a0kommune", "Trondheim kommune", "\u200bTRONDHEIM  kommune", "5001"]
)
def test_stedet_blir_funnet_slik_det_er_skrevet_av(client, sted):
    side = client.get(reverse("veiviser"), {"sted": sted}, follow=True)
    assert side.status_code == 200
    svar = client.get(reverse("offentlige"), {"q": sted}, follow=True)
    assert "Trondheim kommune" in svar.text


def test_stedene_i_innlandet_star_i_norsk_rekkefolge_og_er_med_alle_sammen(client):
    side = client.get("/offentlige/?sted=34").text
    valg = re.findall(r'name="sted"[^>]*value="34\d\d"[^>]*>\s*(?:<[^>]+>\s*)*([A-ZÆØÅ][^<(\n]+)', side)
    navn = [v.strip() for v in valg]
    ventet = Omrade.objects.filter(type="kommune", kode__startswith="34").values_list("navn", flat=True)
    assert navn
    assert navn == sorted(ventet, key=sorteringsnokkel)
    assert navn.index("Åmot") > navn.index("Østre Toten")  # Å sist: verken alfabetet i ASCII eller «aa»
