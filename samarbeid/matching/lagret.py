"""Motorens grunner slik de lagres med et treff, og slik de leses igjen."""

from __future__ import annotations

from samarbeid.matching.typer import Grunn
from veier.typer import Verdier


def som_rad(grunn: Grunn) -> dict[str, object]:
    """Grunnen slik JSON kan holde den."""
    return {
        "kode": grunn.kode,
        "poeng": grunn.poeng,
        "maks": grunn.maks,
        "detaljer": {navn: _enkel(verdi) for navn, verdi in grunn.detaljer.items()},
    }


def fra_rad(rad: Verdier) -> Grunn:
    """Grunnen igjen. En rad fra før noe ble lagret med den, har null av det."""
    return Grunn(rad["kode"], rad.get("poeng", 0), rad.get("maks", 0), rad.get("detaljer", {}))


def _enkel(verdi: object) -> object:
    """Detaljene slik JSON kan holde dem, og slik setningene kan lages av dem igjen."""
    if isinstance(verdi, list | tuple | set | frozenset):
        return [_enkel(v) for v in (sorted(verdi) if isinstance(verdi, set | frozenset) else verdi)]
    return verdi
