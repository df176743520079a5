"""Gunicorns egen logg i samme form som resten: én linje JSON, uten det klienten sendte."""

from __future__ import annotations

import logging
from typing import TextIO

from gunicorn.glogging import Logger

from veier.drift.logg import JsonLinje


class Logg(Logger):
    def _set_handler(
        self, log: logging.Logger, output: object, fmt: logging.Formatter, stream: TextIO | None = None
    ) -> None:
        super()._set_handler(log, output, JsonLinje(), stream)
