"""En fil med kontakter hentes inn i det samme øyeblikket som en av dem det står noe om, sletter kontoen sin."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import transaction

from kommuner.handlinger.egenkontakt import lagre_kontakt
from kommuner.handlinger.kontaktimport import hent_inn
from kommuner.handlinger.personspor import Rollespor
from kommuner.models import Egenkontakt, Kontaktimport, OffentligPart, Rolle
from tests.traader import samtidig
from tests.verden import lag_bruker
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def test_navnet_hennes_ligger_ikke_igjen_i_det_som_kan_angres():
    part, rolle = (
        OffentligPart.objects.get(slug="trondheim-kommune"),
        Rolle.objects.get(slug="leder-sykehjem"),
    )
    ola, kari = (
        lag_bruker(f"{navn.lower()}@trondheim.kommune.no", navn=f"{navn} Nordmann")
        for navn in ("Ola", "Kari")
    )
    for bruker in (ola, kari):
        legg_til_medlem(part, bruker=bruker, rolle="administrator", av=bruker, grunn="test")
    lagre_kontakt(part, rolle, verdier={"navn": kari.navn, "tittel": "Leder"}, av=ola)
    hentet = threading.Event()

    def hent():
        with transaction.atomic():
            hent_inn(part, [(rolle, {"navn": kari.navn, "tittel": "Virksomhetsleder"})], av=ola)
            hentet.set()
            time.sleep(0.3)  # ikke lagret ennå

    def slett():
        hentet.wait(10)
        with transaction.atomic():
            return Rollespor().gjem(kari)

    _hentet, gjemt = samtidig([hent, slett])
    assert [rad["felt"] for rad in gjemt] == [{"navn": kari.navn}]
    assert list(Egenkontakt.objects.values_list("navn", "tittel")) == [("", "Virksomhetsleder")]
    assert not Kontaktimport.objects.exists()
