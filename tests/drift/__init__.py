"""Oppsettet i drift/ er skrevet for /srv/veier. Prøvene bytter den ut med prosjektets egen mappe."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

from tests.conftest import ROT


def _uten_mellomrom() -> Path:
    """Mappen under et navn uten mellomrom og æ: i enhetene og i nginx er mellomrom skillet mellom to ord."""
    lenke = Path(tempfile.gettempdir()) / f"veier-drift-{os.getpid()}"
    lenke.symlink_to(ROT)
    atexit.register(lenke.unlink, missing_ok=True)
    return lenke


HER = _uten_mellomrom()
