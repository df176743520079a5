"""Loggen: én linje JSON per post. Ingen adresse, nøkkel eller e-post når fram, heller ikke fra bibliotekene vi bruker.

Det portalen selv skriver, er setninger uten slikt. Det andre skriver, kan ha hva som helst i seg: der blir malen til
setningen stående og verdiene borte, og feilmeldinger går gjennom ``vask``.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from types import TracebackType

from django.http import HttpRequest, QueryDict

BORTE = "…"
forespoersel_id: ContextVar[str] = ContextVar("forespoersel_id", default="")
forespoersel: ContextVar[HttpRequest | None] = ContextVar("forespoersel", default=None)

# PostgreSQL gjentar radene og spørringen etter selve meldingen.
_TILLEGG = re.compile(r"\n?(?:DETAIL|CONTEXT|HINT|QUERY|STATEMENT|LINE \d+):.*", re.DOTALL)
_SITAT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|«[^»\n]*»|`[^`\n]*`")
_NAVN = re.compile(r".[a-z_]{1,30}.|.NoneType.")
_FARLIG = re.compile(
    r"[^\s@<>]+@[^\s@<>]+"  # e-post
    r"|\w+://\S+"
    r"|(?<![\w.])/\S+"  # en adresse på portalen
    r"|%[0-9A-Fa-f]{2}\S*"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|\b[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]*"
    r"|(?=[\w=+-]*\d)[\w=+-]{16,}"  # nøkler
    r"|\d{5,}"
)
_KORTESTE_VERDI = 4
# Det Django svarer 400 på: for stor kropp, for mange felt, feil vert. En fremmed kan lage så mange hun vil, og ingen av dem er
# en feil hos oss, så linjen er kort. Navnet på loggeren sier hva det var.
_AVVIST = "django.security."
_LENGSTE_MELDING = 500


def vask(tekst: str) -> str:
    """Teksten uten det som kan være en adresse, en nøkkel, en person eller noe avsenderen skrev."""
    tekst = _TILLEGG.sub("", tekst[: _LENGSTE_MELDING * 4])
    for verdi in _sendt():
        tekst = re.sub(re.escape(verdi), BORTE, tekst, flags=re.IGNORECASE)
    tekst = _SITAT.sub(lambda m: m[0] if _NAVN.fullmatch(m[0]) else f"{m[0][0]}{BORTE}{m[0][-1]}", tekst)
    return _FARLIG.sub(BORTE, tekst)[:_LENGSTE_MELDING]


def _sendt() -> list[str]:
    """Det denne forespørselen har sendt, de lengste først. Skjemaet bare når det alt er lest."""
    request = forespoersel.get()
    if request is None:
        return []
    verdier = [
        *re.split(r"[/?&=]", request.META.get("PATH_INFO", "") + "/" + request.META.get("QUERY_STRING", ""))
    ]
    verdier += [str(v) for k, v in request.META.items() if k.startswith("HTTP_") and k != "HTTP_HOST"]
    verdier += request.COOKIES.values()
    # En adresse med for mange felt lar seg ikke lese. Linjen skal skrives likevel: stien over har det samme.
    with contextlib.suppress(Exception):
        for felt in (getattr(request, "_post", None) or QueryDict(), request.GET):
            verdier += [str(v) for navn, alle in felt.lists() for v in (navn, *alle)]
    return sorted({v for v in verdier if len(v) >= _KORTESTE_VERDI}, key=len, reverse=True)


class JsonLinje(logging.Formatter):
    """En loggpost som én linje JSON, med forespørselens id."""

    def format(self, record: logging.LogRecord) -> str:
        try:
            return json.dumps(self._linje(record), ensure_ascii=False)
        except Exception:  # noqa: BLE001 - en post som ikke lar seg skrive, skal ikke skrives på Pythons egen måte
            return json.dumps(
                {"niva": record.levelname, "kilde": record.name, "melding": "kunne ikke skrives"}
            )

    def _linje(self, record: logging.LogRecord) -> dict[str, object]:
        er_avvist = record.name.startswith(_AVVIST)
        linje = {
            "tid": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "niva": "WARNING" if er_avvist else record.levelname,
            "kilde": record.name,
            "melding": _melding(record),
            "forespoersel": forespoersel_id.get(),
            **getattr(record, "felt", {}),
        }
        if record.exc_info and record.exc_info[1] and not er_avvist:
            linje["feil"] = "\n".join(_feil(record.exc_info[1]))
        return linje


def _melding(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] == "veier":
        return record.getMessage() if record.levelno < logging.WARNING else vask_egen(record.getMessage())
    return vask(str(record.msg))


def vask_egen(tekst: str) -> str:
    """Portalens egne setninger er uten adresser; det forespørselen sendte, tas likevel ut om det skulle stå der."""
    for verdi in _sendt():
        if len(verdi) >= 2 * _KORTESTE_VERDI:
            tekst = tekst.replace(verdi, BORTE)
    return tekst


def _feil(feil: BaseException) -> Iterator[str]:
    """Sporingen, innerste årsak først. Rammene er kode; meldingene vaskes."""
    sett: set[int] = set()
    kjede: list[BaseException] = []
    neste: BaseException | None = feil
    while neste is not None and id(neste) not in sett:
        sett.add(id(neste))
        kjede.append(neste)
        neste = neste.__cause__ or (None if neste.__suppress_context__ else neste.__context__)
    for ledd in reversed(kjede):
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(ledd.__traceback__)).rstrip("\n")
        yield f"{type(ledd).__module__}.{type(ledd).__qualname__}: {vask(str(ledd))}"


def fang_resten() -> None:
    """Det Python ellers skriver rett til stderr: advarsler, tråder som faller, og unntak ingen kan ta imot."""
    logging.captureWarnings(True)
    logging.raiseExceptions = False
    logger = logging.getLogger("veier.prosess")

    def uventet(
        type_: type[BaseException], feil: BaseException | None, spor: TracebackType | None, hva: str
    ) -> None:
        logger.critical(hva, exc_info=(type_, feil or type_(), spor))

    def i_prosessen(type_: type[BaseException], feil: BaseException, spor: TracebackType | None) -> None:
        uventet(type_, feil, spor, "prosessen falt")

    sys.excepthook = i_prosessen
    threading.excepthook = lambda a: uventet(a.exc_type, a.exc_value, a.exc_traceback, "en tråd falt")
    sys.unraisablehook = lambda a: uventet(
        a.exc_type, a.exc_value, a.exc_traceback, "en feil ingen kunne ta imot"
    )
