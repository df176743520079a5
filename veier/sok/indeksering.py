"""Det som skal kunne finnes, lagt i indeksen, og ordlisten skrivefeil rettes mot."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from veier.sok.grupper import stedsgrupper
from veier.sok.models import Indeksversjon, Sokedokument, Sokeord, Synonymgruppe
from veier.sok.normalisering import (
    fold,
    lesbar,
    skrevne_ord,
)
from veier.sok.tolkning import (
    vektor,
)

logger = logging.getLogger(__name__)


KORTESTE_ORD = 4


# Endres en av disse, skal alle tekstene indekseres på nytt.
REGELFILER = (
    "normalisering.py",
    "sammensetninger.py",
    "indeksord.py",
    "sokeledd.py",
    "tolkning.py",
    "ordrekker.py",
    "typer.py",
    "data/former.txt",
    "data/ledd.txt",
    "data/nynorsk.txt",
    "data/stedsnavn.txt",
    "data/verb.txt",
)


LENGSTE_ORD = 40


# Ord som er felles for alle samlinger: de redaksjonen har skrevet i synonymgruppene.
FELLES = "synonymer"


@dataclass(frozen=True, slots=True)
class Indekstekst:
    """Et dokument som skal i indeksen: navnet, emnene og temaene det er merket med, teksten, og det trefflisten viser."""

    navn: str = ""
    emne: str = ""
    tekst: str = ""
    vist: Mapping[str, str] = field(default_factory=dict)
    temaer: tuple[str, ...] = ()


@cache
def regelnummer(*byggere: str) -> int:
    """Nytt når reglene indeksen bygges med, er endret. ``byggere`` er filene som sier hva som er søkbart, og for hvem."""
    filer = [Path(__file__).parent / fil for fil in REGELFILER] + [Path(fil) for fil in byggere]
    return int.from_bytes(
        hashlib.blake2b(b"".join(f.read_bytes() for f in filer), digest_size=7).digest(), "big"
    )


def reglene_er_nye(samling: str, *byggere: str) -> bool:
    """Er samlingen bygget med andre regler enn dem koden har nå?"""
    nummer = regelnummer(*byggere)
    return not Indeksversjon.objects.filter(samling=f"{samling}:regler", nummer=nummer).exists()


def husk_reglene(samling: str, *byggere: str) -> None:
    Indeksversjon.objects.update_or_create(
        samling=f"{samling}:regler", defaults={"nummer": regelnummer(*byggere)}
    )


def laer_ord(samling: str, tekster: Iterable[str]) -> None:
    """Legger ordene i tekstene i samlingens ordliste, som skrivefeil rettes mot."""
    skrevne = {ord_ for tekst in tekster for ord_ in skrevne_ord(tekst)}
    nye = {fold(o) for o in skrevne if KORTESTE_ORD <= len(o) <= LENGSTE_ORD and not o.isdigit()}
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO sok_sokeord (samling, ord) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
            [samling, sorted(nye)],
        )


def laer_synonymene() -> None:
    """Gjør den felles ordlisten lik ordene i synonymgruppene og navnene på stedene."""
    uttrykk = [u for gruppe in Synonymgruppe.objects.synlige() for u in gruppe.uttrykk]
    uttrykk += [navn for like, _smalere in stedsgrupper() for navn in like]
    with transaction.atomic():
        Sokeord.objects.filter(samling=FELLES).delete()
        laer_ord(FELLES, uttrykk)


def indekser(samling: str, dokumenter: Mapping[str, Indekstekst]) -> None:
    """Legger dokumentene i indeksen, og erstatter dem som finnes."""
    with transaction.atomic(), connection.cursor() as peker:
        peker.executemany(
            "INSERT INTO sok_sokedokument (samling, nokkel, vektor, tekst, vist)"
            " VALUES (%s, %s, %s::tsvector, %s, %s::jsonb)"
            " ON CONFLICT (samling, nokkel) DO UPDATE"
            " SET vektor = excluded.vektor, tekst = excluded.tekst, vist = excluded.vist",
            [
                (
                    samling,
                    nokkel,
                    vektor(navn=d.navn, emne=d.emne, tekst=d.tekst, temaer=d.temaer),
                    samlet_tekst(d),
                    json.dumps(dict(d.vist)),
                )
                for nokkel, d in dokumenter.items()
            ],
        )
        laer_ord(samling, map(samlet_tekst, dokumenter.values()))


def samlet_tekst(dokument: Indekstekst) -> str:
    """Alt som er søkbart, på tre linjer: navnet, teksten og emnene."""
    return "\n".join(" ".join(lesbar(d).split()) for d in (dokument.navn, dokument.tekst, dokument.emne))


def prosa(samlet: str) -> str:
    """Teksten i det som er søkbart: uten navnet og emnene, som leseren ser andre steder."""
    return samlet.split("\n")[1] if samlet.count("\n") == 2 else samlet


def erstatt_samling(samling: str, dokumenter: Mapping[str, Indekstekst]) -> None:
    """Gjør samlingen lik dokumentene: nye og endrede legges inn, resten tas ut."""
    with transaction.atomic():
        Sokedokument.objects.filter(samling=samling).exclude(nokkel__in=dokumenter).delete()
        Sokeord.objects.filter(samling=samling).delete()
        try:
            with transaction.atomic():
                indekser(samling, dokumenter)
        except Exception:  # noqa: BLE001 – hva som helst i en tekst; raden det gjelder, logges under
            _hver_for_seg(samling, dokumenter)


def _hver_for_seg(samling: str, dokumenter: Mapping[str, Indekstekst]) -> None:
    """Ett dokument som ikke kan indekseres, skal ikke stanse de andre. Det står i loggen, og søket finner det ikke."""
    for nokkel, dokument in dokumenter.items():
        try:
            with transaction.atomic():
                indekser(samling, {nokkel: dokument})
        except Exception:  # det kan være hva som helst i teksten
            Sokedokument.objects.filter(samling=samling, nokkel=nokkel).delete()
            logger.exception("«%s» i samlingen %s kunne ikke indekseres", nokkel, samling)
