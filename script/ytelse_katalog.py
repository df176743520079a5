"""Katalogen i benchmarken: 1 000, 10 000 og 100 000 oppdiktede entreprenører med hver sin idé.

«Igjen» er den samme siden om og om igjen. «Første» er søk ingen har gjort siden siste publisering: hver adresse hentes
én gang, og katalogen får et nytt nummer mellom hver. Forholdene er mot den andre målestokken, hentet annenhver gang.
«× forr.» er likt mot likt: igjen mot igjen, og første mot første, ved forrige størrelse.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Mapping
from types import ModuleType
from urllib.parse import quote_plus as _q

from django.db import connection, connections

from entreprenorer.models import Entreprenor
from samarbeid.katalog.bygging.koen import bygg_katalogen
from samarbeid.models import Katalogendring
from script import syntetisk
from tests.conftest import _bytt_database, kopier_database, slett_database

NAVN = "veier_ytelse_katalog"
STORRELSER = (1_000, 10_000, 100_000)
KOMMUNER = ("5001", "0301", "4601", "1103", "3301", "5501", "1804", "4204", "3107", "1508", "3403", "5006")
ORD = (
    "demens",
    "lesing",
    "fotball",
    "gjeld",
    "språk",
    "bolig",
    "vold",
    "dans",
    "hund",
    "sykkel",
    "gård",
    "teater",
)
SKRIVEFEIL = ("demenns", "sykehjme", "lekshjelp", "arbeidstreing", "fritidsaktivtet", "besøksvnn", "ungomd")
# Flest rader har ordet; det koster mest å rangere.
VANLIGST = "lesing"
SPORSMAL = (
    "hvem hjelper ungdom med lekser",
    "tilbud for ensomme eldre hjemme",
    "arbeidstrening for flyktninger med barn",
    "råd om gjeld på telefon",
)
SIDER: dict[str, Callable[[int], str]] = {
    "uten valg": lambda nr: "/entreprenorer/",
    "tema + fylke": lambda nr: (
        f"/entreprenorer/?sted={('50', '03', '46', '11', '56')[nr % 5]}&tema={_tema(nr)}"
    ),
    "kommune": lambda nr: f"/entreprenorer/?sted={KOMMUNER[nr % len(KOMMUNER)]}",
    "ord": lambda nr: f"/entreprenorer/?q={_q(ORD[nr % len(ORD)])}",
    "ord med skrivefeil": lambda nr: f"/entreprenorer/?q={_q(SKRIVEFEIL[nr % len(SKRIVEFEIL)])}",
    "vanligste ord": lambda nr: f"/entreprenorer/?q={VANLIGST}",
    "spørsmål, fire ord": lambda nr: f"/entreprenorer/?q={_q(SPORSMAL[nr % len(SPORSMAL)])}",
    "tre valg + ord": lambda nr: (
        f"/entreprenorer/?q={_q(ORD[nr % len(ORD)])}&sted=03&tema={_tema(nr)}&form=AS"
    ),
    "side 50": lambda nr: "/entreprenorer/?side=50",
    "profil": lambda nr: f"/entreprenorer/syntetisk-{nr + 1}/",
    "CSV, 1 000 rader": lambda nr: "/entreprenorer/liste.csv",
    "/sok/": lambda nr: f"/sok/?q={_q(ORD[nr % len(ORD)])}",
    "/sok/, vanligste": lambda nr: f"/sok/?q={VANLIGST}",
}
FORSTE = 24
ENDRINGER, LENGST = 12, 30


def _tema(nr: int) -> str:
    temaer = syntetisk.hent_lager().temaer
    return temaer[nr % len(temaer)]


def mal_katalogen(ytelse: ModuleType, storrelser: tuple[int, ...] = STORRELSER) -> None:
    """Måler hver størrelse på sin egen database. ``ytelse`` er modulen script.ytelse."""
    forrige: dict[str, tuple[float, float]] = {}
    for antall in storrelser:
        kopier_database(NAVN)
        _bytt_database(NAVN)
        syntetisk.hent_lager.cache_clear()
        start = time.perf_counter()
        syntetisk.lag(antall)
        bygg_katalogen()
        with connection.cursor() as peker:
            peker.execute("VACUUM ANALYZE")
        print(
            f"\n{antall:,} entreprenører og ideer, laget på {time.perf_counter() - start:.0f} s".replace(
                ",", " "
            )
        )
        tjener = ytelse.start(NAVN)
        try:
            forrige = _mal_storrelsen(ytelse, tjener.pid, antall, forrige)
        finally:
            tjener.terminate()
            tjener.wait(timeout=20)
            connections.close_all()
            slett_database(NAVN)


def _mal_storrelsen(
    ytelse: ModuleType, pid: int, antall: int, forrige: dict[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    utvalg = {1_000: "", 10_000: "?form=AS", 100_000: "?sted=03&modenhet=ide&form=AS"}.get(antall, "")
    na = mal_sidene(ytelse, SIDER, forrige, utvalg=utvalg)
    sekunder, byte, topp = hele_listen(ytelse, pid, "/entreprenorer/liste.csv")
    print(f"Hele katalogen som CSV: {sekunder:.1f} s, {byte / 1e6:.1f} MB, arbeideren på det meste {topp} MB")
    synlig = _synlig_etter(ytelse)
    print(
        f"Synlig i listen etter en endring: median {statistics.median(synlig):.2f} s, lengst {max(synlig):.2f} s ({len(synlig)})"
    )
    print(f"Minne per arbeider: {', '.join(f'{m} MB' for m in ytelse.minne(pid))}")
    return na


def ny_utgave(nr: int) -> None:
    """Katalogen får et nytt nummer, så ingen side er husket."""
    Katalogendring.objects.create(rad=1_001)


def mal_sidene(
    ytelse: ModuleType,
    sider: Mapping[str, Callable[[int], str]],
    forrige: Mapping[str, tuple[float, float]],
    *,
    utvalg: str = "",
    ny_utgave: Callable[[int], None] = ny_utgave,
) -> dict[str, tuple[float, float]]:
    """Måler og skriver en linje for hver side. ``utvalg`` er det filen begrenses med. Gir tidene i ms: (igjen, første)."""
    _hode()
    na: dict[str, tuple[float, float]] = {}
    for navn, side in sider.items():
        er_fil = navn.startswith("CSV")
        r = ytelse.mal(side(0) + (utvalg if er_fil else ""))
        malestokk = r["malestokk"]
        forste, forste_malestokk = (0.0, 1.0) if er_fil else _forste(ytelse, side, ny_utgave)
        na[navn] = r["median"], forste
        mot_forrige = [
            f"{ny / gammel:8.1f}" if gammel else f"{'–':>8}"
            for ny, gammel in zip(na[navn], forrige.get(navn, (0, 0)), strict=True)
        ]
        print(
            f"{navn:20}{r['sporringer']:6.0f}{r['median']:8.1f}{r['p95']:8.1f}{r['median8']:8.1f}{r['p95_8']:8.1f}"
            f"{r['p95_8'] / r['median8']:8.1f}{r['per_sekund']:8.0f}{r['bytes']:8.0f}{r['brotli']:8.0f}"
            f"{r['median'] / malestokk:9.1f}{forste:9.1f}{forste / forste_malestokk:9.1f}{''.join(mot_forrige)}"
        )
    return na


def _hode() -> None:
    print(
        f"{'side':20}{'sp.':>6}{'median':>8}{'p95':>8}{'8 kl.':>8}{'p95':>8}{'p95/m':>8}{'per s':>8}{'bytes':>8}{'brotli':>8}"
        f"{'× liste':>9}{'første':>9}{'× liste':>9}{'× forr.':>8}{'første':>8}"
    )


def _forste(
    ytelse: ModuleType, side: Callable[[int], str], ny_utgave: Callable[[int], None]
) -> tuple[float, float]:
    """Median for søk ingen har gjort siden siste publisering, og for målestokken imellom."""
    tider, malestokk = [], []
    for nr in range(FORSTE):
        ny_utgave(nr)
        malestokk.append(ytelse.tid(ytelse.MALESTOKKER[1]))
        tider.append(ytelse.tid(side(nr)))
    return statistics.median(tider), statistics.median(malestokk)


def _synlig_etter(ytelse: ModuleType) -> list[float]:
    """Sekunder fra en endring er skrevet i databasen, til den som søker, finner den. Med en arbeider som i drift."""
    arbeider = ytelse.start_arbeider(NAVN)
    try:
        return [_til_den_er_funnet(ytelse, nr) for nr in range(ENDRINGER)]
    finally:
        arbeider.terminate()
        arbeider.wait(timeout=30)


def _til_den_er_funnet(ytelse: ModuleType, nr: int) -> float:
    ord_ = f"kvakkurt{'abcdefghijklmnopqrst'[nr]}x"
    Entreprenor.objects.filter(pk=1_001 + nr).update(kort=f"Vi lager {ord_}")
    start = time.perf_counter()
    while f"syntetisk-{nr + 1}/" not in ytelse.hent(f"/entreprenorer/?q={ord_}")[1].decode():
        if time.perf_counter() - start > LENGST:
            raise SystemExit(f"Endringen ble ikke synlig på {LENGST} sekunder.")
        time.sleep(0.02)
    return time.perf_counter() - start


def hele_listen(ytelse: ModuleType, pid: int, sti: str) -> tuple[float, int, int]:
    """(sekunder, byte, det meste minnet til en arbeider i MB) mens hele listen lastes ned som fil."""
    topp = 0
    ferdig = threading.Event()

    def se_pa_minnet() -> None:
        nonlocal topp
        while not ferdig.wait(0.02):
            topp = max(topp, *ytelse.minne(pid))

    tilskuer = threading.Thread(target=se_pa_minnet)
    tilskuer.start()
    start = time.perf_counter()
    _status, kropp = ytelse.hent(sti)
    sekunder = time.perf_counter() - start
    ferdig.set()
    tilskuer.join()
    return sekunder, len(kropp), topp
