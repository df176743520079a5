"""To kolleger som inviterer til det samme behovet på nøyaktig samme tid."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone

from kommuner.models import Behov, OffentligPart
from samarbeid.invitasjoner import handlinger
from samarbeid.models import Behovsinvitasjon, Behovstreff, Invitasjonsrunde
from tests.traader import samtidig
from tests.verden import lag_bruker, lag_entreprenor
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def test_to_kolleger_samtidig_gir_ett_brev(monkeypatch):
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    folk = [lag_bruker(f"{navn}@eksempel.no", navn=navn.title()) for navn in ("ola", "kari")]
    for bruker in folk:
        legg_til_medlem(part, bruker=bruker, rolle="administrator", av=bruker, grunn="test")
    firma = lag_entreprenor("Anne", lag_bruker("anne@eksempel.no", navn="Anne"), publisert_tid=timezone.now())
    behov = Behov.objects.create(
        part=part, slug="lange-dager", tittel="Lange dager", publisert_tid=timezone.now(), tilstand="apent"
    )
    Behovstreff.objects.create(
        behov=behov,
        entreprenor=firma,
        poeng=80,
        passer="ja",
        regelversjon="prøve",
        beregnet_tid=timezone.now(),
    )
    ekte = handlinger.finn_kandidater

    def tregt(*deler):
        ut = ekte(*deler)
        time.sleep(0.2)  # begge har lest listen
        return ut

    monkeypatch.setattr(handlinger, "finn_kandidater", tregt)

    def inviter(bruker):
        try:
            return handlinger.inviter_alle(behov, sett=["anne"], av=bruker)
        except Domenefeil as feil:
            return str(feil)

    svarene = samtidig([lambda b=bruker: inviter(b) for bruker in folk])
    assert sum(isinstance(s, Invitasjonsrunde) for s in svarene) == 1
    assert "Alle som passer og kan inviteres, er invitert." in svarene
    assert Behovsinvitasjon.objects.count() == Utsending.objects.filter(mal="behov_invitert").count() == 1
