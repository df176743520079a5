"""Lenkene i en tekst: de inne i portalen må føre til en side, de andre må ha en adresse en nettleser forstår."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

_MARKDOWN = re.compile(r"\]\(([^()\s]{1,400})\)")
_FRITT = re.compile(r"(?<![\w(/])([a-z][a-z0-9+.-]{1,20}:(?://)?[^\s<>()«»\"']{3,400})", re.I)
_VANLIGE = {"https", "http", "mailto", "tel"}


def lenker_i(tekst: str) -> list[str]:
    """Markdownlenker, og adresser som står fritt i teksten."""
    funnet = _MARKDOWN.findall(tekst)
    rest = _MARKDOWN.sub(" ", tekst)
    funnet += [t.rstrip(".,;:!?") for t in _FRITT.findall(rest) if "://" in t]
    return list(dict.fromkeys(funnet))


def doede_lenker(tekst: str) -> Iterator[tuple[str, str]]:
    """(lenken, grunnen) for hver lenke som ikke kan føre noe sted."""
    for lenke in lenker_i(tekst):
        if grunn := _grunn(lenke):
            yield lenke, grunn


def _grunn(lenke: str) -> str:
    try:
        deler = urlsplit(lenke)
    except ValueError:
        return "adressen er skrevet feil"
    if deler.scheme and deler.scheme.lower() not in _VANLIGE:
        return f"«{deler.scheme}» er ikke noe en nettleser kan åpne; bruk https"
    if deler.scheme in {"http", "https"}:
        if "." not in (deler.hostname or "") and deler.hostname != "localhost":
            return "adressen har ikke noe nettsted i seg"
        if deler.netloc != urlsplit(settings.ADRESSE).netloc:
            return ""
    elif deler.scheme or deler.netloc or lenke.startswith(("#", "?")):
        return ""
    if not deler.path.startswith("/"):
        return "skriv hele adressen, fra skråstreken"
    return "" if finnes_i_portalen(deler.path) else "siden finnes ikke i portalen"


def finnes_i_portalen(sti: str) -> bool:
    """Om adressen fører til en side i portalen akkurat nå."""
    from veier.referanse.visning import status

    try:
        resolve(sti.removeprefix("/nn") or "/")
    except Resolver404:
        return False
    return status(sti) < 400
