"""Hvem som eier enheten en tekst handler om: kommunen, eller noen andre."""

from __future__ import annotations

import re

# «en privat barnehage», «barnehagen (privat, foreldreeid)», «friskolen». Er de kommunale med, er det ikke bare de private.
_HUS = r"(?:barnehage|bhg|skole|skule|sykehjem|sjukeheim)\w{0,4}"
_PRIVAT = re.compile(
    rf"\b(?:privat|foreldreei[dg]|foreldredr[ei]ve)\w{{0,6}}\s(?:\w{{1,14}}\s){{0,2}}{_HUS}"
    rf"|\b{_HUS},?\s(?:er\s|som er\s)?\(?(?:privat|foreldreei[dg]|foreldredr[ei]ve)"
    r"|\b(?:privat|fri|montessori|steiner)(?:skole|skule|barnehage)\w{0,4}\b"
    r"|\b(?:andels|menighets|foreldre|student|familie)barnehage\w{0,4}\b"
)
_KOMMUNAL = re.compile(r"\bkommunale?\b")


def er_privat(sma: str) -> bool:
    """Om barnehagen, skolen eller sykehjemmet er privat. ``sma`` er teksten med små bokstaver."""
    return bool(_PRIVAT.search(sma)) and not _KOMMUNAL.search(sma)
