"""Første besøk på en langsom telefon: hver mal hentet med tomt hurtiglager, gjennom nginx slik portalen kjører i drift.

Telefonen: 390 × 844, 400 ms forsinkelse, 50 000 byte i sekundet, prosessor 4 × tregere. Grensene er for hver side: byte over
nettet, antall forespørsler, tiden til det største på skjermen står der (LCP) og hvor mye det flytter seg (CLS).
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections
from playwright.sync_api import BrowserContext, sync_playwright

from script.finn_nettleser import finn
from tests import adresser
from tests.conftest import _bytt_database
from tests.drift.nginx import VERT, kjor_nginx
from tests.tjenere import i_drift

NAVN = "veier_ytelse_telefon"
TELEFON = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "offline": False}
TREGERE = 4
BYTE, FORESPORSLER, LCP, CLS = 90_000, 7, 2_000, 0.02
# Avløseren må finnes før siden begynner.
TELLER = """
window.maalt = {lcp: 0, cls: 0};
new PerformanceObserver(l => { for (const e of l.getEntries()) maalt.lcp = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) maalt.cls += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""
# Sider som bare er skjemaer for noen som er logget inn, filer, og svar uten innhold, er ikke førstebesøk.
IKKE = ("helse", "health", "statisk", "jsi18n", "robots", "sitemap", "security", "skjema", "ytelse")


def mal_telefonen() -> int:
    """Skriver en linje per side, og gir antallet som er over en grense."""
    miljo = {
        "VEIER_ADRESSE": f"https://{VERT}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "VEIER_KRYPTONOKLER": secrets.token_urlsafe(64),
        "EPOST_URL": "smtp://localhost:25",
        "VEIER_MELLOMTJENERE": "1",
    }
    with i_drift(NAVN, **miljo) as drift:
        _bytt_database(drift.navn)
        stier = list(_stier())
        connections.close_all()
        drift.start_tjener()
        over = _mal(stier, drift.port)
    print(f"{over} av {len(stier)} sider er over en grense")
    return over


def _mal(stier: list[str], port: int) -> int:
    valg = [f"--host-resolver-rules=MAP {VERT} 127.0.0.1", "--disable-gpu", "--disable-quic"]
    valg += ["--no-sandbox"] if os.getuid() == 0 else []
    print(f"{'side':44}{'kB':>7}{'foresp.':>9}{'LCP s':>8}{'CLS':>8}")
    over = 0
    with (
        tempfile.TemporaryDirectory() as mappe,
        kjor_nginx(port, Path(mappe)) as nginx,
        sync_playwright() as p,
    ):
        nettleser = p.chromium.launch(executable_path=finn(), args=valg)
        for sti in stier:
            sammenheng = nettleser.new_context(
                viewport={"width": 390, "height": 844}, ignore_https_errors=True, locale="nb-NO"
            )
            over += _skriv(sti, _besok(sammenheng, f"https://{VERT}:{nginx.https}{sti}"))
            sammenheng.close()
        nettleser.close()
    return over


def _stier() -> Iterator[str]:
    """Hver mal en leser uten konto kan komme til, på bokmål, og svaret på begge målformer."""
    from django.test import Client

    utkast = adresser.lag_utkast()
    klient = Client(headers={"host": "localhost"})
    sett: set[object] = set()
    for adresse in adresser.alle_adresser():
        if adresse.navn is None or adresse.navn.startswith(IKKE) or adresse.visning in sett:
            continue
        try:
            sti = adresse.sti(adresser.levende(adresse, utkast))
        except KeyError:
            continue
        svar = klient.get(sti)
        if svar.status_code == 200 and svar["Content-Type"].startswith("text/html") and not svar.streaming:
            sett.add(adresse.visning)
            yield sti
    yield f"/nn/prov/{utkast['prov'].nokkel}/"
    yield "/finnes-ikke/"


def _besok(sammenheng: BrowserContext, adresse: str) -> dict[str, Any]:
    side = sammenheng.new_page()
    side.add_init_script(TELLER)
    cdp = sammenheng.new_cdp_session(side)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", TELEFON)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": TREGERE})
    maalt = {"byte": 0, "antall": 0}

    def ferdig(hendelse: dict[str, Any]) -> None:
        maalt["byte"] += hendelse["encodedDataLength"]
        maalt["antall"] += 1

    cdp.on("Network.loadingFinished", ferdig)
    side.goto(adresse, wait_until="networkidle", timeout=60_000)
    side.wait_for_timeout(300)
    return maalt | side.evaluate("maalt")


def _skriv(sti: str, m: dict[str, Any]) -> bool:
    over = {
        "kB": m["byte"] > BYTE,
        "forespørsler": m["antall"] > FORESPORSLER,
        "LCP": m["lcp"] > LCP,
        "CLS": m["cls"] >= CLS,
    }
    hva = ", ".join(navn for navn, er_over in over.items() if er_over)
    deler = [del_ if len(del_) < 40 else "<nøkkel>" for del_ in sti.split("/")]
    print(
        f"{'/'.join(deler):44}{m['byte'] / 1000:7.1f}{m['antall']:9}{m['lcp'] / 1000:8.2f}{m['cls']:8.3f}"
        f"{'  over: ' + hva if hva else ''}",
        flush=True,
    )
    return bool(hva)


if __name__ == "__main__":
    sys.exit(mal_telefonen() > 0)
