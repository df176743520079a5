"""Flere handlinger på nøyaktig samme tid, hver i sin tråd med sin forbindelse til databasen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def samtidig(handlinger: Sequence[Callable[[], Any]]) -> list[Any]:
    """Svarene i samme rekkefølge. Hever det første unntaket en av dem ikke tok selv."""
    start = threading.Barrier(len(handlinger))

    def kjor(handling: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return handling()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(handlinger)) as trader:
        return list(trader.map(kjor, handlinger, timeout=60))
