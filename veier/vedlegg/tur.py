"""Høyst to filer granskes om gangen på hele maskinen: hver granskning kan bruke 768 MB.

Plassene er låste filer i portalens datamappe. De gjelder nettjeneren, arbeideren og den som tar imot e-post, og er ledige med
en gang prosessen som hadde dem, er borte, uansett hvordan den gikk.
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from veier.feil import Domenefeil

PLASSER = 2
# Den som venter, holder en tråd i nettjeneren. Noen sekunder rekker til en vanlig fil.
LENGSTE_VENTING = 3.0
_MELLOMROM = 0.05
_logger = logging.getLogger("veier.vedlegg")


class Opptatt(Domenefeil):
    """Alle plassene er tatt. Filen er ikke sett på; den kan sendes igjen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Vi kontrollerer mange filer akkurat nå. Filen er ikke lagt ved. Vent litt, og velg den på nytt."
            )
        )


@contextmanager
def en_plass() -> Iterator[None]:
    """Holder en plass så lenge blokken varer. Hever Opptatt når ingen blir ledig på noen sekunder."""
    fil = _vent_pa_plass()
    try:
        yield
    finally:
        os.close(fil)


def _vent_pa_plass() -> int:
    slutt = time.monotonic() + LENGSTE_VENTING
    while (fil := _ledig()) is None:
        if time.monotonic() >= slutt:
            raise Opptatt
        time.sleep(_MELLOMROM)
    return fil


def _ledig() -> int | None:
    """Filen til en plass som nå er vår; None når alle er tatt."""
    mappe = Path(settings.DATAMAPPE)
    for nr in range(PLASSER):
        try:
            mappe.mkdir(parents=True, exist_ok=True)
            fil = os.open(mappe / f"granskning-{nr}.las", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            _logger.exception("plassene til granskning av vedlegg kan ikke brukes")
            raise Opptatt from None
        try:
            fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fil)
        else:
            return fil
    return None
