"""En gammel utgave hentes fram mens en annen lagrer: alt eller ingenting, aldri noen av feltene."""

from __future__ import annotations

import threading

import pytest
from django.db import connections, transaction

from entreprenorer.models import Entreprenor, Profilutgave, Profilversjon
from tests.verden import lag_bruker, lag_entreprenor
from veier.gjennomgang.handlinger import skriving

pytestmark = [pytest.mark.usefixtures("egen_database"), pytest.mark.xdist_group("egen")]


def test_det_en_annen_lagrer_imens_blir_ikke_staende_i_noen_av_feltene():
    eier = lag_bruker("eier@eksempel.no")
    org = lag_entreprenor("Drift", eier)
    skriving.lagre(org, Profilversjon, svar={"kort": ["Før"], "hva": ["Før"]}, sett={}, av=eier)
    utgave = Profilutgave.objects.create(
        objekt=org, hva="sendt_inn", svar={"kort": ["Gammel"], "hva": ["Gammel"]}
    )
    svar = []

    def hent_fram():
        try:
            svar.append(skriving.gjenopprett(Profilutgave.objects.get(pk=utgave.pk), Profilversjon, av=eier))
        finally:
            connections.close_all()

    trad = threading.Thread(target=hent_fram)
    with transaction.atomic():
        Entreprenor.objects.select_for_update(of=("self",)).get(pk=org.pk)
        trad.start()
        trad.join(timeout=1.5)
        assert trad.is_alive()  # venter på låsen
        sett = {"kort": skriving.avtrykk(["Før"])}
        skriving.lagre(org, Profilversjon, svar={"kort": ["En annens"]}, sett=sett, av=eier)
    trad.join(timeout=20)
    assert [lagring.kollisjoner for lagring in svar] == [()]
    assert Profilversjon.objects.get().svar == {"kort": ["Gammel"], "hva": ["Gammel"]}
