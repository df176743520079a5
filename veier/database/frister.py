"""Hvor lenge en setning, en lås og en åpen transaksjon får vare, etter hva prosessen gjør.

Uten frister holder én spørring som henger, en tråd og en lås for alltid. Fristene settes når forbindelsen åpnes, så de
gjelder alt prosessen gjør. PGOPTIONS og ``?options=`` i DATABASE_URL kommer etter og går foran, for den som drifter.

Ren Python: innstillingene leser herfra før noe annet er satt opp.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MINUTT, TIME = 60, 3600


class Frister(NamedTuple):
    """I sekunder. ``setning``: én spørring. ``las``: å vente på andres lås. ``apen``: en transaksjon der ingenting skjer."""

    setning: int
    las: int
    apen: int

    def navngitt(self) -> dict[str, int]:
        """Fristene med PostgreSQLs navn."""
        return {
            "statement_timeout": self.setning,
            "lock_timeout": self.las,
            "idle_in_transaction_session_timeout": self.apen,
        }

    def valg(self) -> str:
        """Slik libpq leser dem (``options``)."""
        return " ".join(f"-c {navn}={sekunder}s" for navn, sekunder in self.navngitt().items())


# Noen sitter og venter på svaret. Kortere enn gunicorns egen frist på 30 sekunder.
WEB = Frister(20, 10, MINUTT)
# En jobb regner mellom spørringene, og katalogen bygges om av jobber. Den som venter på en lås, prøves igjen av køen.
ARBEIDER = Frister(10 * MINUTT, 30, 10 * MINUTT)
# Det en person kjører, og det som ikke står under.
KOMMANDO = Frister(5 * MINUTT, 30, 10 * MINUTT)
LANGE = {
    # Bygger indekser og skriver om tabeller. Får den ikke låsen, skal den gi seg før den stanser alle bak seg i køen.
    "migrate": Frister(2 * TIME, 30, 10 * MINUTT),
    # Transaksjonen som holder øyeblikket, står stille mens pg_dump leser alt.
    "sikkerhetskopi": Frister(TIME, MINUTT, 6 * TIME),
    "gjenopprett": Frister(6 * TIME, MINUTT, 6 * TIME),
    # To samtidig venter på hverandre, og en av dem kan være først med alt.
    "last_referanse": Frister(30 * MINUTT, 15 * MINUTT, 30 * MINUTT),
    "bygg_katalogen": Frister(30 * MINUTT, 15 * MINUTT, 30 * MINUTT),
    "bytt_nokkel": Frister(30 * MINUTT, MINUTT, 30 * MINUTT),
    "oppbevaring": Frister(30 * MINUTT, MINUTT, 30 * MINUTT),
    "lag_demodata": Frister(30 * MINUTT, MINUTT, 30 * MINUTT),
}


def prosess(argumenter: Sequence[str]) -> str:
    """Hva prosessen er, av ``sys.argv``: «web», en kommando, eller «annet». Det samme står i pg_stat_activity."""
    program = Path(argumenter[0] if argumenter else "")
    if program.name == "gunicorn" or program.parts[-2:] == ("gunicorn", "__main__.py"):
        return "web"
    return argumenter[1] if program.name == "manage.py" and len(argumenter) > 1 else "annet"


def for_prosessen(navn: str) -> Frister:
    return {"web": WEB, "arbeider": ARBEIDER, **LANGE}.get(navn, KOMMANDO)


def med_valg(frister: Frister, *andre: str) -> str:
    """Fristene, og det den som drifter har skrevet etter dem: det siste gjelder."""
    return " ".join([frister.valg(), *filter(None, andre)])
