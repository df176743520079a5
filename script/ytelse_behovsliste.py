"""Listen over behov i benchmarken: 10 000 og 100 000 oppdiktede behov, med de samme radene som katalogen.

Kolonnene er de samme som i ``ytelse_katalog``. «Første» er et søk ingen har gjort siden et behov sist ble endret.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType

from django.db import connection, connections
from django.http import QueryDict

from kommuner.models import Behov
from samarbeid.katalog.bygging.koen import bygg_katalogen, ta_koen
from samarbeid.katalog.forms import Behovsfilter, sporring
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Katalogko
from script import syntetisk
from script.ytelse_behov import lag_behov
from script.ytelse_katalog import KOMMUNER, ORD, SKRIVEFEIL, SPORSMAL, VANLIGST, hele_listen, mal_sidene
from tests.conftest import _bytt_database, kopier_database, slett_database

NAVN = "veier_ytelse_behovsliste"
STORRELSER = (10_000, 100_000)
FYLKER = ("50", "03", "46", "11", "56")
# Så mye mer enn forrige størrelse kan en side ta, likt mot likt.
HOYST_VEKST = 2


def _liste(**valg: str) -> str:
    """Listen med valgene, i den ene formen siden ikke sender videre fra."""
    data = QueryDict(mutable=True)
    data.update({navn: verdi for navn, verdi in valg.items() if verdi})
    return f"/behov/?{sporring(Behovsfilter(data, kunnskap=hent_kunnskap()).sok)}".removesuffix("?")


def _tema(nr: int) -> str:
    temaer = syntetisk.hent_lager().temaer
    return temaer[nr % len(temaer)]


def _ett(nr: int) -> str:
    return str(Behov.objects.filter(slug__startswith="syntetisk-").order_by("pk")[nr].get_absolute_url())


SIDER: dict[str, Callable[[int], str]] = {
    "uten valg": lambda nr: "/behov/",
    "tema + fylke": lambda nr: _liste(sted=FYLKER[nr % len(FYLKER)], tema=_tema(nr)),
    "kommune": lambda nr: _liste(sted=KOMMUNER[nr % len(KOMMUNER)]),
    "ord": lambda nr: _liste(q=ORD[nr % len(ORD)]),
    "ord med skrivefeil": lambda nr: _liste(q=SKRIVEFEIL[nr % len(SKRIVEFEIL)]),
    "vanligste ord": lambda nr: _liste(q=VANLIGST),
    "spørsmål, fire ord": lambda nr: _liste(q=SPORSMAL[nr % len(SPORSMAL)]),
    "tre valg + ord": lambda nr: _liste(q=ORD[nr % len(ORD)], sted="03", tema=_tema(nr), tilstand="apent"),
    "side 50": lambda nr: "/behov/?side=50",
    "ett behov": _ett,
    "CSV, utvalg": lambda nr: "/behov/liste.csv",
}


def mal_behovslisten(ytelse: ModuleType, storrelser: tuple[int, ...] = STORRELSER) -> None:
    """Måler hver størrelse på sin egen database. ``ytelse`` er modulen script.ytelse."""
    forrige: dict[str, tuple[float, float]] = {}
    for antall in storrelser:
        kopier_database(NAVN)
        _bytt_database(NAVN)
        syntetisk.hent_lager.cache_clear()
        start = time.perf_counter()
        lag_behov(antall)
        bygg_katalogen()
        Katalogko.objects.all().delete()  # alt som står der, er bygd nå
        with connection.cursor() as peker:
            peker.execute("VACUUM ANALYZE")
        antallet = f"{antall:,}".replace(",", " ")
        print(f"\n{antallet} behov, laget på {time.perf_counter() - start:.0f} s")
        tjener = ytelse.start(NAVN)
        try:
            na = _mal_storrelsen(ytelse, tjener.pid, forrige)
        finally:
            tjener.terminate()
            tjener.wait(timeout=20)
            connections.close_all()
            slett_database(NAVN)
        forrige = na


def _mal_storrelsen(
    ytelse: ModuleType, pid: int, forrige: dict[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    na = mal_sidene(ytelse, SIDER, forrige, utvalg="?sted=0301", ny_utgave=_endre_ett)
    sekunder, byte, topp = hele_listen(ytelse, pid, "/behov/liste.csv")
    print(f"Hele listen som CSV: {sekunder:.1f} s, {byte / 1e6:.1f} MB, arbeideren på det meste {topp} MB")
    print(f"Minne per arbeider: {', '.join(f'{m} MB' for m in ytelse.minne(pid))}")
    vekst = {navn: max(_vekst(na[navn], forrige[navn])) for navn in na if navn in forrige}
    if vekst:
        verst = max(vekst, key=lambda navn: vekst[navn])
        print(f"Vokste mest: {verst}, {vekst[verst]:.1f} × forrige størrelse (høyst {HOYST_VEKST})")
    return na


def _vekst(na: tuple[float, float], for_: tuple[float, float]) -> list[float]:
    return [ny / gammel for ny, gammel in zip(na, for_, strict=True) if gammel]


def _endre_ett(nr: int) -> None:
    """Et behov har fått et annet tema, og jobben har gjort det den skal: hver prosess må lese det som er nytt."""
    pk = Behov.objects.order_by("pk").values_list("pk", flat=True)[nr]
    Behov.objects.filter(pk=pk).update(tema=[_tema(nr + 1)], omfang=f"Omtrent {nr} personer")
    while ta_koen():
        pass
