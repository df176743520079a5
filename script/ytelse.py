"""Benchmarken: tjeneren som i drift på egen database, sidene mot to målestokker i samme kjøring.

Målestokkene er en tom 200 og én indeksert spørring på 20 rader i en mal av lik størrelse, servert av den
samme tjeneren. Tall fra ulike kjøringer sammenlignes bare som forhold.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import itertools
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import brotli

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")
os.environ["VEIER_YTELSE"] = "1"

import django

django.setup()

from django.db import connection, connections  # noqa: E402

from script.ytelse_behov import mal_behovene  # noqa: E402
from script.ytelse_behovsliste import mal_behovslisten  # noqa: E402
from script.ytelse_katalog import mal_katalogen  # noqa: E402
from script.ytelse_samtaler import mal_samtalene  # noqa: E402
from script.ytelse_telefon import mal_telefonen  # noqa: E402
from tests.conftest import _bytt_database, kopier_database, slett_database  # noqa: E402

ROT = Path(__file__).resolve().parent.parent
NAVN = "veier_ytelse"
PORT = 8977
ENKELT, SAMTIDIG, KLIENTER = 60, 240, 8
# Forespørslene kommer fra så mange steder, som om dagen: fra ett ville fartsgrensene stanset målingen.
STEDER = 200
_fra = itertools.count()
DRIFT = "/helse/drift/"
MALESTOKKER = ("/ytelse/tom/", "/ytelse/liste/")


def main() -> None:
    """Uten argumenter måles alt. ``--katalog 1000,10000`` måler bare katalogen, i disse størrelsene."""
    leser = argparse.ArgumentParser(description=__doc__)
    leser.add_argument(
        "--katalog", help="bare katalogen, med så mange entreprenører (flere skilles med komma)"
    )
    leser.add_argument("--samtaler", action="store_true", help="bare samtalene, med 2 og med 200 av alt")
    leser.add_argument(
        "--behov", help="bare treffene på behovene, mot så mange ideer (flere skilles med komma)"
    )
    leser.add_argument("--behovsliste", help="bare listen over behov, med så mange (flere skilles med komma)")
    leser.add_argument("--telefon", action="store_true", help="bare første besøk på en langsom telefon")
    valg = leser.parse_args()
    if valg.telefon:
        sys.exit(mal_telefonen() > 0)
    # Klientene er tråder i denne prosessen. De skal vente på tjeneren, ikke på hverandre.
    sys.setswitchinterval(0.0005)
    denne = sys.modules[__name__]
    if valg.samtaler:
        sys.exit(mal_samtalene(denne) > 0)
    if valg.katalog:
        mal_katalogen(denne, tuple(int(antall) for antall in valg.katalog.split(",")))
        return
    if valg.behov:
        mal_behovene(denne, tuple(int(antall) for antall in valg.behov.split(",")))
        return
    if valg.behovsliste:
        mal_behovslisten(denne, tuple(int(antall) for antall in valg.behovsliste.split(",")))
        return
    mal_portalen()
    mal_samtalene(denne)
    mal_katalogen(denne)
    mal_behovene(denne)
    mal_behovslisten(denne)


def mal_portalen() -> None:
    kopier_database(NAVN)
    _bytt_database(NAVN)
    nokkel = _lag_ide()
    tjener = start(NAVN)
    try:
        sider = [
            *MALESTOKKER,
            "/",
            "/prov/",
            f"/prov/{nokkel}/steg/2/",
            f"/prov/{nokkel}/steg/4/",
            f"/prov/{nokkel}/",
            f"/nn/prov/{nokkel}/",
            f"/prov/{nokkel}/veien-videre.pdf",
            "/sok/?q=demens",
            "/modeller/pilotavtale/",
            "/offentlige/trondheim-kommune/",
            "/offentlige/kart/",
            "/forsta/kjop-eller-tilskudd/",
            "/maler/pilotavtale.docx",
        ]
        resultater = [(side, mal(side)) for side in sider]
        skriv([(side.replace(nokkel, "<nøkkel>"), r) for side, r in resultater])
        print(f"Tider i ms. Minne per arbeider: {', '.join(f'{m} MB' for m in minne(tjener.pid))}")
    finally:
        tjener.terminate()
        tjener.wait(timeout=20)
        connections.close_all()
        slett_database(NAVN)


def _lag_ide() -> str:
    from entreprenorer.models import Ideutkast
    from veier.utkast.handlinger import lagre_steg, start_utkast

    svar = {
        "tittel": ["Minnekoffert"],
        "problem": ["Personer med demens på sykehjem kjeder seg."],
        "losning": ["Vi vil teste."],
    }
    utkast = start_utkast(Ideutkast, steg="ideen", svar=svar)
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001", "0301", "4601"], "sok": [""]})
    lagre_steg(utkast, steg="penger", svar={"arlig_belop": ["150000"], "varighet_ar": ["1"]})
    return utkast.nokkel


def miljo(database: str) -> dict[str, str]:
    oppsett = connection.settings_dict
    vert = oppsett["HOST"] or oppsett["OPTIONS"].get("host", "")
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{oppsett['USER']}@/{database}?host={vert}",
        "VEIER_ADRESSE": f"http://localhost:{PORT}",
        "VEIER_MELLOMTJENERE": "1",  # klientene sier hvem de er, se _fra
        "MALLOC_ARENA_MAX": "2",  # som i Procfile
    }


def start_arbeider(database: str) -> subprocess.Popen[bytes]:
    """Jobbarbeideren som i drift. Klar når driftsstatusen sier at den lever."""
    arbeider = subprocess.Popen(
        [sys.executable, "manage.py", "arbeider"],
        cwd=ROT,
        env=miljo(database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _forsok in range(300):
        if hent(DRIFT)[0] == 200:
            return arbeider
        time.sleep(0.1)
    arbeider.terminate()
    raise SystemExit("Arbeideren startet ikke.")


def start(database: str) -> subprocess.Popen[bytes]:
    tjener = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "veier.wsgi",
            "--config",
            "veier/gunicorn.py",
            "--bind",
            f"127.0.0.1:{PORT}",
        ],
        cwd=ROT,
        env=miljo(database),
        stderr=subprocess.DEVNULL,
    )
    for _forsok in range(600):
        try:
            if hent("/helse/")[0] == 200:
                return tjener
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Tjeneren startet ikke.")


def hent(sti: str, forbindelse: http.client.HTTPConnection | None = None, okt: str = "") -> tuple[int, bytes]:
    svar, kropp = _svar(sti, forbindelse, okt)
    return svar.status, kropp


def _svar(
    sti: str, forbindelse: http.client.HTTPConnection | None, okt: str = ""
) -> tuple[http.client.HTTPResponse, bytes]:
    egen = forbindelse or http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    hoder = {"Host": f"localhost:{PORT}"}
    if sti != DRIFT:  # den svarer bare maskinen selv
        hoder["X-Forwarded-For"] = f"192.0.2.{next(_fra) % STEDER}"
    egen.request("GET", sti, headers=hoder | ({"Cookie": f"okt={okt}"} if okt else {}))
    svar = egen.getresponse()
    return svar, svar.read()


def mal(sti: str, okt: str = "") -> dict[str, float]:
    """Tidene i ms, spørringene og størrelsen. ``okt`` er kapselen til en som er logget inn."""
    forbindelse = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    for _oppvarming in range(10):
        svar, kropp = _svar(sti, forbindelse, okt)
        if svar.status != 200:
            raise SystemExit(f"{sti} svarte {svar.status}")
    sporringer = int(svar.headers.get("X-Sporringer", 0))
    # Målestokken hentes annenhver gang: maskinen er sjelden like rask fra det ene minuttet til det neste.
    par = [(tid(sti, forbindelse, okt), tid(MALESTOKKER[1], forbindelse)) for _ in range(ENKELT)]
    enkelt, malestokk = zip(*par, strict=True)
    tider: list[float] = []

    def klient() -> None:
        egen = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
        tider.extend(tid(sti, egen, okt) for _ in range(SAMTIDIG // KLIENTER))

    start = time.perf_counter()
    traader = [threading.Thread(target=klient) for _ in range(KLIENTER)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    varighet = time.perf_counter() - start
    return {
        "median": statistics.median(enkelt),
        "malestokk": statistics.median(malestokk),
        "p95": statistics.quantiles(enkelt, n=20)[-1],
        "median8": statistics.median(tider),
        "p95_8": statistics.quantiles(tider, n=20)[-1],
        "per_sekund": len(tider) / varighet,
        "sporringer": sporringer,
        "bytes": len(kropp),
        "brotli": len(brotli.compress(kropp)),
        "gzip": len(gzip.compress(kropp)),
    }


def tid(sti: str, forbindelse: http.client.HTTPConnection | None = None, okt: str = "") -> float:
    start = time.perf_counter()
    status, _kropp = hent(sti, forbindelse, okt)
    if status != 200:
        raise SystemExit(f"{sti} svarte {status}")
    return (time.perf_counter() - start) * 1000


def minne(pid: int) -> list[int]:
    """Minnet (MB) til hver arbeider under hovedprosessen."""
    barn = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ut = []
    for ett in barn:
        linje = next(x for x in Path(f"/proc/{ett}/status").read_text().splitlines() if x.startswith("VmRSS"))
        ut.append(int(linje.split()[1]) // 1024)
    return ut


def skriv(resultater: list[tuple[str, dict[str, float]]]) -> None:
    """Tabellen. Den første raden er den tomme siden."""
    tom = resultater[0][1]["median"]
    print(
        f"{'side':28}{'sp.':>5}{'median':>8}{'p95':>8}{'8 kl.':>8}{'p95':>8}{'per s':>8}{'bytes':>8}{'brotli':>8}{'× tom':>8}{'× liste':>8}"
    )
    for side, r in resultater:
        print(
            f"{side:28}{r['sporringer']:5.0f}{r['median']:8.1f}{r['p95']:8.1f}{r['median8']:8.1f}{r['p95_8']:8.1f}{r['per_sekund']:8.0f}"
            f"{r['bytes']:8.0f}{r['brotli']:8.0f}{r['median'] / tom:8.1f}{r['median'] / r['malestokk']:8.1f}"
        )


if __name__ == "__main__":
    main()
