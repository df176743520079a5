"""Når to skriver i det samme skjemaet: felt for felt, så ingen skriver over noe hun ikke har sett. Ren."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Feltene slik de ble skrevet: felt → verdiene fra nettleseren.
Rasvar = Mapping[str, list[str]]
# I stedet for avtrykket av et felt personen så et forslag i, og som ingen har svart på: et tomt svar er da også et svar.
UBESVART = "ubesvart"


@dataclass(frozen=True, slots=True)
class Fletting:
    """``nye`` er feltene som skal lagres; ``kollisjoner`` de som ikke ble det, fordi en annen har endret dem."""

    nye: dict[str, list[str]]
    kollisjoner: tuple[str, ...] = ()


def flett(
    svar: Rasvar,
    na: Rasvar,
    *,
    sett: Mapping[str, str],
    fane: str = "",
    faner: Mapping[str, str] | None = None,
) -> Fletting:
    """Feltene i ``svar`` mot det som står ``na``.

    ``sett`` er avtrykket av hvert felt slik personen så det; et felt hun ikke har rørt, er ikke med. Et felt både hun
    og en annen har endret, er en kollisjon – men ikke når det var hennes egen ``fane`` som lagret det sist: da er det
    hennes egen lagring som har vært underveis. Så hun et forslag (``UBESVART``), lagres også det tomme svaret.
    """
    tomt, nye, kollisjoner = avtrykk([]), {}, []
    for felt, verdier in svar.items():
        sa, skrev = sett.get(felt, tomt), avtrykk(verdier)
        star = UBESVART if sa == UBESVART and felt not in na else avtrykk(na.get(felt))
        if skrev in {sa, star}:
            continue
        if star == sa or (fane and (faner or {}).get(felt) == fane):
            nye[felt] = list(verdier)
        else:
            kollisjoner.append(felt)
    return Fletting(nye, tuple(kollisjoner))


def avtrykk(verdier: list[str] | None) -> str:
    """Kort kjennetegn på verdiene i et felt. Tomt og ikke besvart er det samme."""
    return hashlib.sha256(json.dumps(ryddet(verdier)).encode()).hexdigest()[:16]


def som_sett(svar: Rasvar, ubesvart: Iterable[str] = ()) -> str:
    """Avtrykkene av feltene, slik de følger skjemaet til nettleseren. ``ubesvart`` er feltene som viser et forslag."""
    return json.dumps(
        dict.fromkeys(ubesvart, UBESVART) | {f: avtrykk(verdier) for f, verdier in svar.items()}
    )


def les_sett(tekst: str) -> dict[str, str]:
    """Avtrykkene slik de kom tilbake. Noe annet enn et enkelt JSON-objekt er tomt."""
    try:
        sett = json.loads(tekst)
    except (ValueError, RecursionError):
        return {}
    return {str(f): str(a) for f, a in sett.items()} if isinstance(sett, dict) else {}


def ryddet(verdier: list[str] | None) -> list[str]:
    """Uten tomme verdier til slutt. En tom midt i en tabell er en celle, og betyr noe."""
    ut = list(verdier or [])
    while ut and not ut[-1]:
        ut.pop()
    return ut
