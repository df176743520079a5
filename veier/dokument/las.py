"""Ett dokument om gangen per prosess, og høyst én som venter på tur.

Fire samtidige DOCX-er trakk en arbeider fra 130 til 340 MB (målt med fire tråder); ett av gangen holder den
flat. Men den som venter, holder en tråd: ventet alle, svarte ingen andre sider. Derfor får den tredje ``Opptatt``,
og en side som sier at dokumentet straks er klart og prøver igjen av seg selv.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_I_ARBEID = threading.Lock()
_PA_TUR = threading.Semaphore(2)
LENGSTE_VENTING = 2.0  # sekunder


class Opptatt(Exception):
    """Prosessen lager andres dokumenter. ``straks_klar`` er sekundene til det er verdt å prøve igjen."""

    straks_klar = 2


@contextmanager
def ett_om_gangen() -> Iterator[None]:
    """Hever Opptatt når noen allerede venter, eller turen ikke kommer snart."""
    if not _PA_TUR.acquire(blocking=False):
        raise Opptatt
    try:
        if not _I_ARBEID.acquire(timeout=LENGSTE_VENTING):
            raise Opptatt
        try:
            yield
        finally:
            _I_ARBEID.release()
    finally:
        _PA_TUR.release()
