"""Treffene på behovene i benchmarken: ett nytt behov mot mange entreprenører og ideer, og gjennomgangen av to tusen behov.

Ett behov regnes og lagres som jobben gjør det, annenhver gang med den andre målestokken. Gjennomgangen går i arbeideren, som i drift;
den stanses og fortsetter én gang, og minnet måles hele veien.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from pathlib import Path
from types import ModuleType

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kommuner.models import Behov, OffentligPart
from samarbeid.behovstreff import handlinger
from samarbeid.katalog.bygging.koen import bygg_katalogen
from samarbeid.models import Behovstreff, Katalogko, Treffsveip
from script import syntetisk
from tests.conftest import _bytt_database, kopier_database, slett_database

NAVN = "veier_ytelse_behov"
STORRELSER = (10_000, 100_000)
NYE, GJENNOMGANG = 20, 2_000
# Kravene: så mange ganger målestokken, så mye mer enn forrige størrelse, spørringer, og MB i arbeideren.
HOYST_MALESTOKK, HOYST_VEKST, HOYST_SPORRINGER, HOYST_MB = 40, 2, 12, 300


def mal_behovene(
    ytelse: ModuleType, storrelser: tuple[int, ...] = STORRELSER, gjennomgang: int = GJENNOMGANG
) -> None:
    """Måler hver størrelse på sin egen database, og gjennomgangen på den største. ``ytelse`` er modulen script.ytelse."""
    forrige = 0.0
    for antall in storrelser:
        kopier_database(NAVN)
        _bytt_database(NAVN)
        syntetisk.hent_lager.cache_clear()
        syntetisk.lag(antall)
        bygg_katalogen()
        with connection.cursor() as peker:
            peker.execute("VACUUM ANALYZE")
        print(f"\n{antall:,} entreprenører og ideer".replace(",", " "))
        tjener = ytelse.start(NAVN)
        try:
            forrige = _mal_ett(ytelse, forrige)
            if antall == max(storrelser) and gjennomgang:
                _mal_gjennomgangen(ytelse, gjennomgang)
        finally:
            tjener.terminate()
            tjener.wait(timeout=20)
            connections.close_all()
            slett_database(NAVN)


def lag_behov(antall: int) -> list[int]:
    """Oppdiktede behov, publisert og åpne. Gir numrene."""
    trekk = random.Random(syntetisk.FRO)  # noqa: S311
    lager, na = syntetisk.hent_lager(), timezone.now()
    parter = list(OffentligPart.objects.filter(type="kommune").select_related("omrade"))
    rader = []
    for nr in range(antall):
        part = trekk.choice(parter)
        problem, hvem, bedre = syntetisk._setninger(trekk, lager.ord, 3)
        rader.append(
            Behov(
                part=part, slug=f"syntetisk-{nr}-{random.randrange(10**9)}", tittel=problem[:60], problem=problem,  # noqa: S311
                hvem=hvem, bedre=bedre, tema=list(dict.fromkeys(syntetisk._trekk(trekk, lager.temaer, 2))),
                malgruppe=list(dict.fromkeys(syntetisk._trekk(trekk, lager.malgrupper, 2))),
                omrader=[part.omrade.kode] if part.omrade else [], publisert_tid=na,
            )
        )  # fmt: skip
    return [b.pk for b in Behov.objects.bulk_create(rader, batch_size=2_000)]


def _mal_ett(ytelse: ModuleType, forrige: float) -> float:
    """Millisekunder (median) for ett behov."""
    forste, *numre = lag_behov(NYE + 1)
    handlinger.beregn_behov(forste)  # registeret og ordlistene leses én gang per prosess
    tider, malestokk, treff = [], [], []
    for pk in numre:
        malestokk.append(ytelse.tid(ytelse.MALESTOKKER[1]))
        start = time.perf_counter()
        treff.append(handlinger.beregn_behov(pk))
        tider.append((time.perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as sporringer:
        handlinger.beregn_behov(numre[0])
    antall = sum("SAVEPOINT" not in s["sql"] for s in sporringer if s["sql"] not in {"BEGIN", "COMMIT"})
    median, stokk = statistics.median(tider), statistics.median(malestokk)
    print(
        f"Ett nytt behov: median {median:.0f} ms, lengst {max(tider):.0f} ms, {statistics.median(treff):.0f} treff lagret,"
        f" {antall} spørringer (høyst {HOYST_SPORRINGER}); {median / stokk:.1f} × liste (høyst {HOYST_MALESTOKK})"
        + (f"; {median / forrige:.1f} × forrige størrelse (høyst {HOYST_VEKST})" if forrige else "")
    )
    return median


def _mal_gjennomgangen(ytelse: ModuleType, antall: int) -> None:
    lag_behov(antall - Behov.objects.tar_sporsmal(timezone.localdate()).count())
    Katalogko.objects.all().delete()  # ellers ville så mange nye behov begynt gjennomgangen om igjen
    Behovstreff.objects.all().delete()
    arbeider = ytelse.start_arbeider(NAVN)
    topp, underveis, ferdig = 0, [], threading.Event()

    def se_pa_minnet() -> None:
        nonlocal topp
        while not ferdig.wait(0.2):
            topp = max(topp, _mb(arbeider.pid))

    tilskuer = threading.Thread(target=se_pa_minnet)
    tilskuer.start()
    start = time.perf_counter()
    sveip = handlinger.begynn_sveip()
    try:
        _vent(sveip, antall // 4)
        underveis.append(f"{_mb(arbeider.pid)}")
        Treffsveip.objects.filter(pk=sveip.pk).update(stanset_tid=timezone.now())
        time.sleep(8)
        stod = Treffsveip.objects.get(pk=sveip.pk).ferdige
        time.sleep(2)
        sto_stille = Treffsveip.objects.get(pk=sveip.pk).ferdige == stod
        Treffsveip.objects.filter(pk=sveip.pk).update(stanset_tid=None)
        handlinger.begynn_sveip()
        for del_ in (2, 3, 4):
            _vent(sveip, antall * del_ // 4)
            underveis.append(f"{_mb(arbeider.pid)}")
    finally:
        ferdig.set()
        tilskuer.join()
        arbeider.terminate()
        arbeider.wait(timeout=30)
    print(
        f"Gjennomgangen: {antall} behov på {time.perf_counter() - start - 10:.0f} s i arbeideren, {Behovstreff.objects.count()} treff;"
        f" stanset på {stod}{'' if sto_stille else ' (sto ikke stille)'} og fortsatte;"
        f" {', '.join(underveis)} MB etter hver firedel, {topp} på det meste (høyst {HOYST_MB})"
    )


def _vent(sveip: Treffsveip, til: int) -> None:
    while (na := Treffsveip.objects.get(pk=sveip.pk)).ferdige < til and not na.ferdig_tid:
        time.sleep(0.5)


def _mb(pid: int) -> int:
    linjer = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(x for x in linjer if x.startswith("VmRSS")).split()[1]) // 1024
