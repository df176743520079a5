"""Ser gjennom én fil i en egen prosess med lite minne og kort tid, og skriver grunnen den avvises for (ingenting: godtatt).

En fil er skrevet av en fremmed, og kan være laget for å velte den som leser den. Derfor aldri i nettjeneren selv.
``python -m veier.vedlegg.granskning <pdf|docx>`` leser filen fra standard inn.
"""

from __future__ import annotations

import resource
import sys

from veier.vedlegg import docxgranskning, pdfgranskning
from veier.vedlegg.grunner import DOCX, Grunn

MEST_MINNE = 768 * 1024 * 1024
SEKUNDER = 8


def gransk(slag: str, innhold: bytes) -> Grunn | None:
    """Grunnen filen avvises for. Alt biblioteket snubler i, er en fil ingen kan kontrollere."""
    try:
        return docxgranskning.gransk(innhold) if slag == DOCX else pdfgranskning.gransk(innhold)
    except Exception:  # noqa: BLE001 - alt en fiendtlig fil kan få et bibliotek til å heve
        return Grunn.SKADET


def _i_egen_prosess() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEST_MINNE, MEST_MINNE))
    resource.setrlimit(resource.RLIMIT_CPU, (SEKUNDER, SEKUNDER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(gransk(sys.argv[1], sys.stdin.buffer.read()) or "")


if __name__ == "__main__":
    _i_egen_prosess()
