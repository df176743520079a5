"""En iCalendar-fil (RFC 5545) med heldagsoppføringer, eller med møter. Ren Python uten Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINJE = 75  # oktetter, uten linjeskiftet (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True)
class Oppforing:
    """``nokkel`` er den samme hver gang, så en ny henting retter oppføringen i stedet for å lage en til.

    ``til`` er dagen etter den siste; uten den varer oppføringen én dag.
    """

    nokkel: str
    dag: date
    tittel: str
    tekst: str
    adresse: str
    til: date | None = None


def lag_kalender(navn: str, oppforinger: Iterable[Oppforing], *, laget: date, vert: str) -> str:
    """Filen. Oppføringene opptar ikke dagen."""
    linjer = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Veier til samarbeid//Kalender//NO", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{rens(navn)}",
    ]  # fmt: skip
    for o in oppforinger:
        linjer += [
            "BEGIN:VEVENT",
            f"UID:{o.nokkel}@{vert}",
            f"DTSTAMP:{laget:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{o.dag:%Y%m%d}",
            f"DTEND;VALUE=DATE:{o.til or o.dag + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{rens(o.tittel)}",
            f"DESCRIPTION:{rens(o.tekst)}",
            f"URL:{o.adresse}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{brett(linje)}\r\n" for linje in [*linjer, "END:VCALENDAR"])


@dataclass(frozen=True, slots=True)
class Mote:
    """Et møte med klokkeslett. ``tid`` har tidssone. Et som ikke er ``bekreftet``, er et forslag, og opptar ikke tiden."""

    nokkel: str
    tid: datetime
    minutter: int
    tittel: str
    tekst: str
    sted: str
    adresse: str
    bekreftet: bool


def lag_motefil(moter: Iterable[Mote], *, laget: datetime, vert: str) -> str:
    """Filen. Tidene er i UTC, så kalenderen viser dem riktig også når klokken er stilt."""
    linjer = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Veier til samarbeid//Samtaler//NO",
        "METHOD:PUBLISH",
    ]
    for m in moter:
        linjer += [
            "BEGIN:VEVENT",
            f"UID:{m.nokkel}@{vert}",
            f"DTSTAMP:{_utc(laget)}",
            f"SEQUENCE:{int(m.bekreftet)}",
            f"DTSTART:{_utc(m.tid)}",
            f"DTEND:{_utc(m.tid + timedelta(minutes=m.minutter))}",
            f"SUMMARY:{rens(m.tittel)}",
            f"DESCRIPTION:{rens(m.tekst)}",
            f"LOCATION:{rens(m.sted)}",
            f"URL:{m.adresse}",
            f"STATUS:{'CONFIRMED' if m.bekreftet else 'TENTATIVE'}",
            f"TRANSP:{'OPAQUE' if m.bekreftet else 'TRANSPARENT'}",
            "END:VEVENT",
        ]
    return "".join(f"{brett(linje)}\r\n" for linje in [*linjer, "END:VCALENDAR"])


def _utc(tid: datetime) -> str:
    return f"{tid.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def rens(tekst: str) -> str:
    """Teksten med tegnene som betyr noe i filen, satt i omvendt skråstrek (3.3.11)."""
    ett = " ".join(tekst.replace("\\", "\\\\").split())
    return ett.replace(";", "\\;").replace(",", "\\,")


def brett(linje: str) -> str:
    """En lang linje brettet, aldri midt i et tegn: fortsettelsen begynner med mellomrom."""
    deler: list[str] = []
    del_, lengde = "", 0
    for tegn in linje:
        oktetter = len(tegn.encode())
        if lengde + oktetter > LINJE - bool(deler):
            deler.append(del_)
            del_, lengde = "", 0
        del_, lengde = del_ + tegn, lengde + oktetter
    return "\r\n ".join([*deler, del_])
