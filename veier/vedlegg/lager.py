"""Mappene med det som er lastet opp. Navnet er tilfeldig, og filen er hel før noen rad viser til den.

Blir vi avbrutt imellom, er filen uten rad. Den ryddes av jobben om natten.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.feil import Domenefeil

_logger = logging.getLogger("veier.vedlegg")
ETT_DOGN = timedelta(days=1)


class FullDisk(Domenefeil):
    """Filen ble ikke lagret, og ingen halv fil ligger igjen."""


def skriv(mappe: str, innhold: bytes | BinaryIO, *, endelse: str) -> str:
    """Filens navn i lageret. ``innhold`` er bytene, eller en fil som leses fra der den står. Hever FullDisk."""
    navn = f"{mappe}/{secrets.token_hex(16)}.{endelse}"
    try:
        return default_storage.save(
            navn, ContentFile(innhold) if isinstance(innhold, bytes) else File(innhold)
        )
    except OSError:
        _logger.exception("en fil kunne ikke lagres")
        with contextlib.suppress(OSError):
            default_storage.delete(navn)
        raise FullDisk(_("Vi har ikke plass til filen akkurat nå. Prøv igjen senere.")) from None


def slett(navnene: Iterable[str]) -> None:
    """Det som alt er borte, er det. Er lageret nede, tar ryddingen dem om natten."""
    for navn in navnene:
        with contextlib.suppress(OSError):
            default_storage.delete(navn)


def rydd(mappe: str, i_bruk: set[str], *, eldre_enn: timedelta = ETT_DOGN) -> int:
    """Sletter filene i mappen ingen viser til. Gir antallet."""
    if not default_storage.exists(mappe):
        return 0
    grense, antall = timezone.now() - eldre_enn, 0
    for fil in default_storage.listdir(mappe)[1]:
        navn = f"{mappe}/{fil}"
        if navn not in i_bruk and default_storage.get_created_time(navn) < grense:
            default_storage.delete(navn)
            antall += 1
    return antall
