"""Hvilken adresse som viser at noen hører til akkurat denne organisasjonen."""

import pytest

from entreprenorer.models import Entreprenor
from entreprenorer.tilganger import beviser
from tests.verden import lag_bruker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("epost", "navn", "nettsted", "ventet"),
    [
        ("a@rodekors.no", "Norges Røde Kors", "rodekors.no", True),
        ("a@rodekors.no", "Asker Røde Kors", "rodekors.no", False),
        ("a@rodekors.no", "Røde Kors distrikt nord", "rodekors.no", False),
        ("a@rodekors.no", "Norges Røde Kors", "rodekors.no/asker", False),
        ("a@rodekors.no", "Norges Røde Kors", "rodekors.no?lag=asker", False),
        ("a@rodekors.no", "Norges Røde Kors", "https://rodekors.no/#/asker", False),
        ("a@rodekors.no", "Norges Røde Kors", "rodekors.no#asker", False),
        ("a@rodekors.no", "Grünerløkka Røde Kors", "rodekors.no", False),  # en bydel
        ("a@rodekors.no", "Askim Røde Kors", "rodekors.no", False),  # det kommunen het før
        ("a@rodekors.no", "Leknes Røde Kors", "rodekors.no", False),  # kommunesenteret
        ("a@asker.rodekors.no", "Asker Røde Kors", "asker.rodekors.no", True),
        ("a@rodekors.no", "Asker Røde Kors", "asker.rodekors.no", False),
        ("a@bergenkaffe.no", "Bergen Kaffe AS", "https://www.bergenkaffe.no/", True),
        ("a@sykkel.no", "Sykkel Nord-Trøndelag avd. Levanger", "sykkel.no", False),
        ("a@gmail.com", "Gmail AS", "gmail.com", False),
        ("a@facebook.com", "Strikk AS", "facebook.com", False),
        ("a@oslo.kommune.no", "Frivilligsentralen AS", "oslo.kommune.no", False),
        ("a@blåbær.no", "Blåbær AS", "www.blåbær.no", True),
        ("a@ond.no", "Strikk AS", "strikk.no", False),
        ("a@strikk.no", "Strikk AS", "", False),
    ],
)
def test_adressen_viser_hvem_bare_pa_et_domene_ingen_andre_har(epost, navn, nettsted, ventet):
    from veier.tekst import kanonisk_epost

    bruker = lag_bruker(kanonisk_epost(epost))
    assert beviser(bruker, navn=navn, nettsted=nettsted) is ventet


def test_et_domene_en_annen_bekreftet_organisasjon_har_viser_ikke_hvem():
    bruker = lag_bruker("a@samvirke.no")
    annen = Entreprenor.objects.create(
        navn="Samvirke", slug="samvirke", registrert_nettsted="www.samvirke.no", bekreftelse="venter"
    )
    assert beviser(bruker, navn="Samvirke drift", nettsted="samvirke.no")
    annen.bekreftelse = "bekreftet"
    annen.save()
    assert not beviser(bruker, navn="Samvirke drift", nettsted="samvirke.no")
    assert beviser(bruker, navn="Samvirke", nettsted="samvirke.no", entreprenor=annen)
