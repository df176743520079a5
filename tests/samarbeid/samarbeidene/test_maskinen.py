"""Samarbeidet mot en enkel modell av det: tilfeldige handlinger av tilfeldige folk, og det samme svaret hver gang.

Modellen leser tabellen som data og fører sine egne bøker. Den kaller ingenting av det den prøver.
"""

from __future__ import annotations

import os
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from samarbeid.models import Indikator, Pilot, Samarbeid, Skritt
from samarbeid.samarbeidene.handlinger import deler, gang, pilot, start
from samarbeid.samarbeidene.handlinger.beslutningen import Beslutning
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Innsending
from samarbeid.samarbeidene.tilstander import (
    AVGJORELSER,
    BESLUTTES,
    OVERGANGER,
    REGLER,
    STIEN,
    Handling,
    Stadium,
)
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db
GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
SIDENE = st.sampled_from(["entreprenor", "offentlig"])
BESTEMT = {"beslutter": "enhet", "rolle": "leder"}
DAG = timedelta(days=1)
HEL = {
    "hypotese": "x", "innsats_entreprenor": "x", "innsats_offentlig": "x", "med_mennesker": False, "pris": 0,
    "personvern": "ingen", "videre": "x", "stopp": "x", "beslutter": "enhet", "beslutter_rolle": "leder", "beslutter_vet": True,
}  # fmt: skip


class Angret(Exception):
    """Alt maskinen skrev, tas bort når den er ferdig."""


class Maskin(RuleBasedStateMachine):
    """Modellen: stadiet, antallet skritt, om planen er hel, hvem som er enig, om en pilot er i gang, og antallet avtaler."""

    verden = None

    @initialize(foreslo=SIDENE)
    def begynn(self, foreslo):
        v = self.verden
        self.ytre = transaction.atomic()
        self.ytre.__enter__()
        egen = Samarbeid.objects.get(pk=v.verdier["samarbeid_pk"])
        self.rad = Samarbeid.objects.create(
            entreprenor=egen.entreprenor, part=egen.part, tittel="Maskin", foreslatt_av=foreslo
        )
        self.folk = {"entreprenor": v.folk["eier"], "offentlig": v.folk["offentlig"]}
        self.stadium, self.skritt, self.foreslo = Stadium.FORESLATT, 0, foreslo
        self.hel, self.enig, self.i_gang, self.avtaler, self.piloter, self.hindringer = (
            False,
            set(),
            False,
            0,
            0,
            set(),
        )
        self.sendt = None

    def teardown(self):
        if hasattr(self, "ytre"):
            self.ytre.__exit__(Angret, Angret(), None)

    # ── Det modellen mener ──

    def lov(self, handling, side):
        regel = REGLER[handling]
        return self.stadium in regel.fra and side in regel.hvem

    def gjor(self, ventet, handling, side, funksjon, **felt):
        """Gjør det, og ser at svaret er det modellen ventet."""
        inn = Innsending(self.skritt, uuid.uuid4())
        try:
            with transaction.atomic():
                funksjon(self.rad, inn, av=Aktor(side, self.folk[side]), **felt)
        except Domenefeil as feil:
            assert not ventet, f"{handling} av {side} på {self.stadium}: {feil}"
            return False
        assert ventet, f"{handling} av {side} på {self.stadium} gikk, og skulle ikke"
        self.skritt += 1
        self.sendt = (funksjon, inn, side, felt)
        return True

    # ── Handlingene ──

    @rule(side=SIDENE)
    def ja(self, side):
        ventet = self.lov(Handling.JA, side) and side != self.foreslo
        if self.gjor(ventet, Handling.JA, side, start.si_ja):
            self.stadium = Stadium.SAMTALE

    @precondition(lambda self: self.skritt > 4)
    @rule(side=SIDENE)
    def nei(self, side):
        if self.gjor(self.lov(Handling.NEI, side), Handling.NEI, side, start.si_nei, tekst=""):
            self.stadium = Stadium.AVSLUTTET

    @rule(side=SIDENE, til=st.sampled_from(list(Stadium)), bestemt=st.booleans())
    def flytt(self, side, til, bestemt):
        fra = self.stadium
        ventet = self.lov(Handling.STADIUM, side) and side in OVERGANGER.get(fra, {}).get(til, ())
        framover = til in BESLUTTES and fra in STIEN and til in STIEN and STIEN.index(til) > STIEN.index(fra)
        ventet = ventet and (bestemt or not framover) and (til != Stadium.DRIFT or self.avtaler > 0)
        felt = {**BESTEMT, "besluttet_dato": timezone.localdate()} if bestemt else {}
        if self.gjor(ventet, Handling.STADIUM, side, gang.endre_stadium, til=til, **felt):
            self.stadium = til

    @rule(side=SIDENE, hel=st.booleans())
    def planlegg(self, side, hel):
        i_dag = timezone.localdate()
        datoer = {"start_dato": i_dag - DAG, "slutt_dato": i_dag + DAG, "beslutningsdato": i_dag + 2 * DAG}
        felt = {**HEL, **datoer} if hel else {"hypotese": ""}
        if self.gjor(self.lov(Handling.PLAN, side), Handling.PLAN, side, pilot.lagre_plan, verdier=felt):
            self.piloter += not self.planlegges
            self.planlegges, self.hel, self.enig = True, hel, set()
            plan = self.rad.piloter.order_by("-nr").first()
            for nr in range(1, 4):
                Indikator.objects.get_or_create(pilot=plan, nr=nr, defaults={"navn": "Tall", "for_verdi": 1})

    planlegges = False

    @rule(side=SIDENE)
    def ja_til_planen(self, side):
        ventet = self.lov(Handling.PLAN_JA, side) and self.planlegges and self.hel
        if self.gjor(ventet, Handling.PLAN_JA, side, pilot.si_ja_til_planen):
            self.enig.add(side)

    @rule(side=SIDENE)
    def begynn_piloten(self, side):
        ventet = (
            self.lov(Handling.START, side) and self.planlegges and self.hel and "entreprenor" in self.enig
        )
        felt = {**BESTEMT, "besluttet_dato": timezone.localdate()}
        if self.gjor(ventet, Handling.START, side, pilot.start_pilot, **felt):
            self.stadium, self.i_gang, self.planlegges = Stadium.PILOT, True, False

    @rule(side=SIDENE, tall=st.integers(-5, 5))
    def skriv_tall(self, side, tall):
        ventet = self.lov(Handling.TALL, side) and self.piloter > self.planlegges
        maned = timezone.localdate().replace(day=1)
        self.gjor(ventet, Handling.TALL, side, pilot.lagre_tall, maned=maned, verdier={1: tall})

    @rule(side=SIDENE)
    def lar(self, side):
        ventet = self.lov(Handling.LARDOM, side) and self.piloter > self.planlegges
        self.gjor(ventet, Handling.LARDOM, side, pilot.skriv_lardom, tekst="x")

    @rule(side=SIDENE, avgjorelse=st.sampled_from(Pilot.Avgjorelse.values))
    def avgjor(self, side, avgjorelse):
        ventet = self.lov(Handling.AVGJOR, side) and self.i_gang
        felt = {"bestemt": Beslutning(*BESTEMT.values(), timezone.localdate()), "avgjorelse": avgjorelse}
        if self.gjor(ventet, Handling.AVGJOR, side, pilot.avgjor, **felt):
            self.stadium, self.i_gang, self.enig = AVGJORELSER[avgjorelse], False, self.enig

    @rule(side=SIDENE)
    def avtal(self, side):
        i_dag = timezone.localdate()
        felt = {"slag": "drift", "verdi": 1, "fra_dato": i_dag, "til_dato": None, "underskrevet": i_dag}
        if self.gjor(self.lov(Handling.AVTALE, side), Handling.AVTALE, side, deler.skriv_avtale, **felt):
            self.avtaler += 1

    @precondition(lambda self: self.skritt > 12)
    @rule(side=SIDENE, ord_=st.sampled_from(["", "For dyrt."]))
    def avslutt(self, side, ord_):
        felt = {"slag": [], "ord_": ord_, "vises": False}
        if self.gjor(self.lov(Handling.AVSLUTT, side), Handling.AVSLUTT, side, gang.avslutt, **felt):
            self.stadium, self.i_gang = Stadium.AVSLUTTET, False
            self.hindringer |= {side} if ord_ else set()

    @precondition(lambda self: self.sendt is not None)
    @rule()
    def send_det_samme_igjen(self):
        """Tilbakeknappen, eller to trykk: det gir ingenting nytt, og ingen feil."""
        funksjon, inn, side, felt = self.sendt
        funksjon(self.rad, inn, av=Aktor(side, self.folk[side]), **felt)

    @precondition(lambda self: self.skritt > 0)
    @rule(side=SIDENE)
    def en_som_ikke_har_sett_det_siste(self, side):
        with pytest.raises(Domenefeil), transaction.atomic():
            inn = Innsending(self.skritt - 1, uuid.uuid4())
            pilot.skriv_lardom(self.rad, inn, tekst="x", av=Aktor(side, self.folk[side]))

    # ── Det som alltid stemmer ──

    @invariant()
    def det_samme_som_modellen(self):
        if not hasattr(self, "rad"):
            return
        rad = Samarbeid.objects.get(pk=self.rad.pk)
        nr = list(Skritt.objects.filter(samarbeid=rad).order_by("nr").values_list("nr", flat=True))
        assert (rad.stadium, rad.versjon, nr) == (self.stadium, self.skritt, list(range(1, self.skritt + 1)))
        assert (rad.ferdig_tid is not None) == (self.stadium == Stadium.AVSLUTTET)
        assert rad.avtaler.count() == self.avtaler
        assert rad.piloter.count() == self.piloter
        i_gang = Pilot.objects.i_gang().filter(samarbeid=rad).exists()
        assert i_gang == self.i_gang
        assert set(rad.hindringer.values_list("side", flat=True)) == self.hindringer


def test_samarbeidet_er_som_modellen(verden):
    verden.verdier["samarbeid_pk"] = Samarbeid.objects.get(
        referanse=verden.verdier["samarbeid"]["referanse"]
    ).pk
    Maskin.verden = verden
    antall, skritt = (60, 50) if GRUNDIG else (4, 12)
    run_state_machine_as_test(
        Maskin,
        settings=settings(
            max_examples=antall,
            stateful_step_count=skritt,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
