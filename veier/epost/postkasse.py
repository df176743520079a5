"""Postkassen på en lokal tjener: det portalen ville sendt, skrives ut og legges i en mappe siden /post/ viser.

Brukes bare når adressen er lokal og ingen e-posttjener er satt opp (settings.LOKAL_POST).
"""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Skriver

from veier.typer import Verdier

HUSKES = 50


def mappe() -> Path:
    return Path(settings.DATAMAPPE) / "post"


class EmailBackend(Skriver):
    """Skriver ut meldingen, som Djangos egen, og legger den i postkassen."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for melding in email_messages:
            legg_i_kassen(melding)
        return super().send_messages(email_messages)


def legg_i_kassen(melding: EmailMessage) -> None:
    innhold = {"til": ", ".join(melding.to), "emne": melding.subject, "tekst": str(melding.body)}
    mappe().mkdir(mode=0o700, parents=True, exist_ok=True)
    fil = mappe() / f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}.json"
    with os.fdopen(os.open(fil, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as ut:
        json.dump({**innhold, "tid": time.time()}, ut, ensure_ascii=False)
    for gammel in sorted(mappe().glob("*.json"))[:-HUSKES]:
        gammel.unlink(missing_ok=True)


def meldinger() -> list[Verdier]:
    """Det siste først."""
    ut = []
    for fil in sorted(mappe().glob("*.json"), reverse=True):
        try:
            ut.append(json.loads(fil.read_text(encoding="utf-8")))
        except (OSError, ValueError):  # slettet eller halvskrevet i mellomtiden
            continue
    return ut
