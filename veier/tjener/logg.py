"""Gunicorns egen logg i samme form som resten: én linje JSON, uten det klienten sendte."""

from __future__ import annotations

import logging
from typing import Any

from gunicorn.glogging import Logger

from veier.drift.logg import JsonLinje


class Logg(Logger):
    def _set_handler(self, log: logging.Logger, output: Any, fmt: Any, stream: Any = None) -> None:
        super()._set_handler(log, output, JsonLinje(), stream)
