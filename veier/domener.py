"""Hva et domene kan vise om hvem noen er.

En adresse på ``eksempel.no`` viser at personen hører til Eksempel bare når ingen andre kan få en slik adresse: ikke på
et domene hvem som helst får e-post på, ikke hos en tjeneste mange har sider hos, og ikke på en endelse der hvem som
helst kan registrere navn.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from publicsuffixlist import PublicSuffixList

from veier.tekst import UgyldigEpost, kanonisk_domene

# domene (eller «yahoo.*»), slag, kilde. Endelsene der hvem som helst kan registrere, kommer fra Public Suffix List.
UEGNEDE = Path(__file__).parent / "data" / "uegnede_domener.csv"
_SKJEMA, _SKILLER = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://"), re.compile(r"[/?#]")


def domenet_til(nettsted: str) -> str:
    """«https://www.eksempel.no/om» → «eksempel.no», i den formen adresser lagres i. Tom når det ikke er et domene."""
    vert = _SKILLER.split(_uten_skjema(nettsted))[0]
    vert = vert.rpartition("@")[2].split(":")[0].strip(".").lower().removeprefix("www.")
    try:
        return kanonisk_domene(vert)
    except UgyldigEpost:
        return ""


def er_egen_side(nettsted: str) -> bool:
    """Nettstedet er hele domenet, ikke en side på det: «rodekors.no/asker» er ikke lokallagets eget.

    En side kan også stå i spørringen eller bak «#»: «rodekors.no?lag=asker».
    """
    return not "".join(_SKILLER.split(_uten_skjema(nettsted))[1:]).strip()


def _uten_skjema(nettsted: str) -> str:
    return _SKJEMA.sub("", nettsted.strip())


def kan_vise_hvem(domene: str) -> bool:
    """En adresse på domenet kan vise hvem personen hører til."""
    return bool(domene) and "." in domene and not er_endelse(domene) and not _er_uegnet(domene)


def viser_hvem(domene: str) -> None:
    """Til felt der det skrives et domene. Hever ValidationError med hva som er galt."""
    try:
        skrevet_riktig = kanonisk_domene(domene) == domene
    except UgyldigEpost:
        skrevet_riktig = False
    if not skrevet_riktig:
        raise ValidationError("Skriv bare domenet, med små bokstaver, for eksempel «nykommune.kommune.no».")
    if not kan_vise_hvem(domene):
        raise ValidationError("Hvem som helst kan ha en adresse på dette domenet.")


def er_endelse(domene: str) -> bool:
    """Noe andre kan registrere navn under: «no», «kommune.no», «co.no», «github.io»."""
    return bool(_endelser().is_public(domene))


def _er_uegnet(domene: str) -> bool:
    """Domenet, eller et det ligger under, står i filen."""
    deler = domene.split(".")
    kjente = uegnede_domener()
    for nr in range(len(deler) - 1):
        over = ".".join(deler[nr:])
        if over in kjente:
            return True
    endelse = _endelser().publicsuffix(domene) or ""
    navn = domene.removesuffix(endelse).strip(".").rpartition(".")[2]
    return bool(navn) and f"{navn}.*" in kjente


@cache
def uegnede_domener() -> dict[str, str]:
    """Domene → slag."""
    with UEGNEDE.open(encoding="utf-8", newline="") as fil:
        return {rad["domene"]: rad["slag"] for rad in csv.DictReader(fil)}


@cache
def _endelser() -> PublicSuffixList:
    return PublicSuffixList()
