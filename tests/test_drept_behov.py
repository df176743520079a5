"""kill -9 av arbeideren mens den regner treff og varsler: alt blir regnet, ingenting blir fortalt to ganger.

Det SMTP gjør uunngåelig: en melding som er levert, men ikke ført som sendt da arbeideren ble drept, leveres igjen. Den har den samme
Message-ID-en, så den som tar imot, kan kjenne den igjen.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter

import pytest
from aiosmtpd.controller import Controller

from tests.folk import Postkasse, vent_til
from tests.test_drept import AVBRUTTE
from tests.tjenere import i_drift, ledig_port
from veier.epost.brevslag import brevslag

pytestmark = [
    pytest.mark.utenfra,
    pytest.mark.django_db,
    pytest.mark.xdist_group("tjener"),
    pytest.mark.grundig,
]
GANGER = int(os.environ.get("VEIER_DRAP_BEHOV") or 8)
LESERE, BEHOV = 40, 60

LAG = f"""
import json
from django.utils import timezone
from entreprenorer.models import Entreprenor
from samarbeid.varsler import handlinger as varsler
for nr in range(20):
    Entreprenor.objects.create(slug=f"firma-{{nr}}", navn=f"Firma {{nr}}", temaer=["demens"], steder=["5001"],
        malgrupper=["sykehjemsbeboere-og-demens"], publisert_tid=timezone.now())
for nr in range({LESERE}):
    varsler.bekreft(varsler.lag_kode(varsler.Onske("behov", "tema=demens", "straks", f"leser{{nr}}@eksempel.no")))
print(json.dumps(0))
"""
PUBLISER = f"""
import json
from django.utils import timezone
from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff import handlinger
from samarbeid.varsler import kjoring
part = OffentligPart.objects.get(slug="trondheim-kommune")
for nr in range({BEHOV}):
    Behov.objects.create(part=part, slug=f"behov-{{nr}}", tittel=f"Lange dager {{nr}}", tema=["demens"], omrader=["5001"],
        problem="Personer med demens på sykehjem har lange dager.", malgruppe=["sykehjemsbeboere-og-demens"],
        publisert_tid=timezone.now())
handlinger.begynn_sveip()
print(json.dumps(kjoring.sett_klare_i_ko()))
"""
SE_ETTER = """
import json
from samarbeid.varsler import kjoring
print(json.dumps(kjoring.sett_klare_i_ko()))
"""
FORTALT = """
import json
from pyroaring import BitMap
from samarbeid.models import Abonnement
print(json.dumps([len(BitMap.deserialize(bytes(f))) for f in Abonnement.objects.values_list("fortalt", flat=True)]))
"""
I_GANG = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
IGJEN = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name = ANY(%s)"
JOBBENE = [
    "samarbeid.oppdater_katalogen", "samarbeid.treff_for_behov", "samarbeid.treff_for_entreprenor",
    "samarbeid.sveip_behovstreff", "samarbeid.varsle",
]  # fmt: skip


def test_drept_mens_treffene_regnes_og_varslene_sendes():
    kasse = Postkasse()
    smtp = Controller(kasse, hostname="127.0.0.1", port=ledig_port())
    smtp.start()
    try:
        with i_drift("drept_behov", EPOST_URL=f"smtp://127.0.0.1:{smtp.port}") as drift:
            drift.kjor(LAG)
            assert drift.kjor(PUBLISER) == LESERE
            avbrutt = _drep(drift)
            drift.start_arbeider()
            vent_til(lambda: not drift.sql(AVBRUTTE), sekunder=120)
            vent_til(lambda: drift.sql(IGJEN, JOBBENE) == [(0,)], sekunder=400)
            # Et varsel som ble regnet før katalogen var ferdig, har ikke sett alt. Jobben ser etter på nytt hvert minutt.
            drift.kjor(SE_ETTER)
            vent_til(lambda: drift.sql(IGJEN, JOBBENE) == [(0,)], sekunder=400)
            # En melding arbeideren holdt på med da den ble drept, rører ingen før fristen for sendingen er ute.
            ventetid = brevslag("varsel_nytt").sendes.total_seconds() + 120
            vent_til(
                lambda: not drift.sql("SELECT 1 FROM epost_utsending WHERE status <> 'sendt'"),
                sekunder=ventetid,
            )
            _kontroller(drift, kasse)
    finally:
        smtp.stop()
    assert avbrutt  # ellers traff ingen av drapene noe


def _drep(drift):
    """Dreper arbeideren om og om igjen mens den har noe i hånden. Gir hvor mange ganger noe ble stående."""
    fro = random.randrange(10**6)
    print(f"frø {fro}")  # vises når prøven feiler
    tilfeldig, avbrutt = random.Random(fro), 0
    for _gang in range(GANGER):
        arbeider = drift.start_arbeider()
        vent_til(lambda: drift.sql(I_GANG) != [(0,)] or drift.sql(IGJEN, JOBBENE) == [(0,)], sekunder=120)
        time.sleep(tilfeldig.uniform(0, 1.5))
        drift.drep(arbeider)
        avbrutt += drift.sql(I_GANG) != [(0,)]
    return avbrutt


def _kontroller(drift, kasse):
    # Hvert behov har treffene sine, hvert av dem én gang, og gjennomgangen har telt hvert behov én gang.
    treff = drift.sql(
        "SELECT behov_id, count(*), count(DISTINCT entreprenor_id) FROM samarbeid_behovstreff GROUP BY 1"
    )
    assert len(treff) == BEHOV and all(antall == ulike >= 20 for _pk, antall, ulike in treff)
    assert drift.sql("SELECT ferdige, alle, ferdig_tid IS NOT NULL FROM samarbeid_treffsveip") == [
        (BEHOV, BEHOV, True)
    ]
    # Hver leser er fortalt om alt, i ett brev, eller i to når katalogen ble ferdig imens.
    assert drift.kjor(FORTALT) == [BEHOV] * LESERE
    brev = Counter(til for (til,) in drift.sql("SELECT til FROM epost_utsending WHERE mal = 'varsel_nytt'"))
    assert brev.keys() == {f"leser{nr}@eksempel.no" for nr in range(LESERE)}
    assert set(brev.values()) <= {1, 2}
    # Mottatt minst én gang, alltid som den samme meldingen.
    mottatt = [(til, id_) for til, id_, _tekst in kasse.mottatt if til.startswith("leser")]
    assert Counter(til for til, _id in set(mottatt)) == brev
    om_igjen = len(mottatt) - len(set(mottatt))
    assert om_igjen <= 2 * (GANGER + 1)  # en arbeider har to jobber i hånden
    print(f"{len(mottatt)} meldinger, {om_igjen} om igjen")
