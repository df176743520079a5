"""Samtalene i benchmarken: listen og tråden med 2 og med 200, for den innloggede og for den med lenken.

Grensene: høyst tre ganger den andre målestokken og ti spørringer med 200, og like mange spørringer som med 2.
"""

from __future__ import annotations

import uuid
from types import ModuleType

from django.db import connections

from tests.conftest import _bytt_database, kopier_database, slett_database

NAVN = "veier_ytelse_samtaler"
MANGE, FAA = 200, 2
GANGER, SPORRINGER = 3.0, 10


def mal_samtalene(ytelse: ModuleType) -> int:
    """Skriver tabellen, og gir antallet sider som er over en grense."""
    kopier_database(NAVN)
    _bytt_database(NAVN)
    sider = [(antall, *rad) for antall in (FAA, MANGE) for rad in _lag(antall)]
    tjener = ytelse.start(NAVN)
    try:
        rader = [(sti, ytelse.mal(sti)) for sti in ytelse.MALESTOKKER]
        malt = [(antall, navn, ytelse.mal(sti, okt)) for antall, navn, sti, okt in sider]
        ytelse.skriv([*rader, *((f"{navn}, {antall}", r) for antall, navn, r in malt)])
        return _over(malt)
    finally:
        tjener.terminate()
        tjener.wait(timeout=20)
        connections.close_all()
        slett_database(NAVN)


def _over(malt: list[tuple[int, str, dict[str, float]]]) -> int:
    faa = {navn: r["sporringer"] for antall, navn, r in malt if antall == FAA}
    over = [
        f"{navn}: {r['median'] / r['malestokk']:.1f} × liste, {r['sporringer']:.0f} spørringer ({faa[navn]:.0f} med {FAA})"
        for antall, navn, r in malt
        if antall == MANGE
        and (
            r["median"] > GANGER * r["malestokk"]
            or r["sporringer"] > SPORRINGER
            or r["sporringer"] != faa[navn]
        )
    ]
    print("\n".join(["Over grensen:", *over]) if over else "Alle er innenfor grensene.")
    return len(over)


def _lag(antall: int) -> list[tuple[str, str, str]]:
    """(navnet, adressen, økten) for listen, tråden, og tråden fra lenken, for en entreprenør med ``antall`` av hvert."""
    from django.utils import timezone

    from entreprenorer.models import Entreprenor
    from kommuner.models import OffentligPart
    from samarbeid.models import Innlegg, Samtale
    from samarbeid.samtaler.lenker import lag_lenke
    from tests.verden import lag_bruker, lag_entreprenor, logg_inn

    eier = lag_bruker(f"eier{antall}@eksempel.no", navn="Eva Eier")
    entreprenor: Entreprenor = lag_entreprenor(f"Samtaler {antall}", eier)
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    samtaler = [
        Samtale.objects.create(
            entreprenor=entreprenor,
            part=part,
            emne=f"Kofferter på sykehjem {nr}",
            til="post@trondheim.kommune.no",
            purr_fra=timezone.localdate(),
            tilstand="besvart",
            siste_fra_offentlig=antall,
            siste_fra_entreprenor=antall - 1,
        )
        for nr in range(antall)
    ]
    for nr in range(1, antall + 1):
        fra = "entreprenor" if nr % 2 else "offentlig"
        Innlegg.objects.create(
            samtale=samtaler[0],
            nr=nr,
            slag="melding" if nr % 2 else "svar",
            side=fra,
            av=eier if nr % 2 else None,
            navn="" if nr % 2 else "Kari, rådgiver",
            tekst="Vi tar det i møtet på mandag.\n\n" * 3,
            sendenokkel=uuid.uuid4(),
        )
    okt = logg_inn(eier).cookies["okt"].value
    _lenke, nokkel = lag_lenke(samtaler[0], samtaler[0].til)
    return [
        ("samtalene", "/samtaler/", okt),
        ("tråden", samtaler[0].get_absolute_url(), okt),
        ("tråden fra lenken", f"/samtale/{nokkel}/", ""),
    ]
