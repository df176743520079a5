"""Det som kan være galt med forbindelsen til databasen, sagt i loggen når en prosess starter.

``sjekk_drift`` sier det samme. Prosessen starter likevel; den kan gjøre arbeidet sitt, men driften er ikke som den skal.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from veier.database import roller

_logger = logging.getLogger("veier.drift.ved_start")


def uten_frist() -> Iterator[str]:
    """Fristene som ikke gjelder på forbindelsen, med databasens navn. De kan være tatt bort av en som fordeler forbindelser."""
    with connection.cursor() as peker:
        for navn in settings.FRISTER.navngitt():
            peker.execute("SELECT setting::bigint FROM pg_settings WHERE name = %s", [navn])
            if not peker.fetchone()[0]:
                yield navn


def si_fra_ved_start() -> None:
    """I drift: en linje i loggen for hver rett rollen har for mye, og for hver frist som mangler."""
    try:
        for setning in roller.for_mye():
            _logger.error("Rollen i DATABASE_URL %s. Se drift/roller.sql og manage.py sjekk_drift.", setning)
        for navn in uten_frist():
            _logger.error("Forbindelsen til databasen har ingen %s. Se «Frister» i docs/drift.md.", navn)
    except DatabaseError:
        _logger.warning("Rollen og fristene i databasen kunne ikke kontrolleres nå.")
    finally:
        connection.close()  # hovedprosessen deles snart i flere, og de skal ikke dele en forbindelse
