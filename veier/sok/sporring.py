"""Søk i indeksen. Indeks og spørring går gjennom den samme normaliseringen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from veier.sok.models import Sokedokument, Synonymgruppe
from veier.sok.normalisering import SMAORD, Sokeledd, fold, indeksord, sokeledd, stammer

Grupper = dict[tuple[str, ...], frozenset[tuple[str, ...]]]

MINST_PREFIKS = 4
LIKHET_FRA = 0.3
# Ord som nesten alle tekster i feltet har; de skal ikke stoppe et søk.
ALLMENNE = frozenset(stammer("hjelp tilbud tiltak prosjekt ordning gruppe folk mennesker få gi ha kan vil"))


@dataclass(frozen=True, slots=True)
class Sokesvar:
    """Nøklene som traff, best først, og om søket måtte ty til ord som ligner."""

    treff: list[str]
    lignende: bool = False


def hent_grupper() -> Grupper:
    """Uttrykk → uttrykkene i de samme gruppene, som stammer."""
    grupper: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for gruppe in Synonymgruppe.objects.synlige():
        uttrykk = {tuple(s for s in stammer(u) if s not in SMAORD) for u in gruppe.uttrykk}
        for ett in uttrykk:
            grupper.setdefault(ett, set()).update(uttrykk)
    return {ett: frozenset(alle) for ett, alle in grupper.items() if ett}


def indekser(
    samling: str, dokumenter: Mapping[str, str], vist: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Legger dokumentene i indeksen, og erstatter dem som finnes. ``vist`` er det trefflisten skal vise."""
    vist = vist or {}
    with transaction.atomic(), connection.cursor() as peker:
        peker.executemany(
            "INSERT INTO sok_sokedokument (samling, nokkel, vektor, likhet, vist)"
            " VALUES (%s, %s, %s::tsvector, %s, %s::jsonb)"
            " ON CONFLICT (samling, nokkel) DO UPDATE"
            " SET vektor = excluded.vektor, likhet = excluded.likhet, vist = excluded.vist",
            [
                (
                    samling,
                    nokkel,
                    _vektor(tekst),
                    fold(tekst)[:20_000],
                    json.dumps(dict(vist.get(nokkel, {}))),
                )
                for nokkel, tekst in dokumenter.items()
            ],
        )


def erstatt_samling(
    samling: str, dokumenter: Mapping[str, str], vist: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Gjør samlingen lik dokumentene: nye og endrede legges inn, resten tas ut."""
    with transaction.atomic():
        Sokedokument.objects.filter(samling=samling).exclude(nokkel__in=dokumenter).delete()
        indekser(samling, dokumenter, vist)


def hent_vist(samling: str, nokler: Sequence[str]) -> dict[str, dict[str, str]]:
    """Det trefflisten viser for nøklene: ett spørsmål til databasen."""
    rader = Sokedokument.objects.filter(samling=samling, nokkel__in=nokler)
    return dict(rader.values_list("nokkel", "vist"))


def sok(samling: str, tekst: str, grupper: Grupper) -> Sokesvar:
    """Dokumentene som har alle ordene (eller noe som betyr det samme). Ingen: de som har de fleste;
    fortsatt ingen: de som ligner på bokstavene."""
    ledd = sokeledd(tekst, grupper)
    viktige = [d for d in ledd if d.stamme not in ALLMENNE] or ledd
    if not viktige:
        return Sokesvar([])
    if treff := _sok(samling, " & ".join(_ledd(d) for d in viktige)):
        return Sokesvar(treff)
    if len(viktige) > 2:
        uten_ett = [
            " & ".join(_ledd(d) for i, d in enumerate(viktige) if i != utelatt)
            for utelatt in range(len(viktige))
        ]
        if treff := _sok(samling, " | ".join(f"({q})" for q in uten_ett)):
            return Sokesvar(treff)
    return Sokesvar(_ligner(samling, tekst), lignende=True)


def _vektor(tekst: str) -> str:
    return " ".join(
        f"{_lexem(ord_)}:{','.join(str(p) for p in plasser[:250])}"
        for ord_, plasser in indeksord(tekst).items()
    )


def _lexem(ord_: str) -> str:
    return "'" + ord_.replace("\\", "").replace("'", "''") + "'"


def _ord(stamme: str) -> str:
    return _lexem(stamme) + (":*" if len(stamme) >= MINST_PREFIKS else "")


def _ledd(ledd: Sokeledd) -> str:
    valg = [_ord(ledd.stamme)] if ledd.stamme else []
    if ledd.ledd:
        valg.append("(" + " & ".join(_ord(d) for d in ledd.ledd) + ")")
    valg += ["(" + " & ".join(_ord(s) for s in like) + ")" for like in ledd.like if like]
    return "(" + " | ".join(valg) + ")"


def _sok(samling: str, sporring: str) -> list[str]:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT nokkel FROM sok_sokedokument, to_tsquery('simple', %s) q"
            " WHERE samling = %s AND vektor @@ q ORDER BY ts_rank(vektor, q) DESC, nokkel",
            [sporring, samling],
        )
        return [nokkel for (nokkel,) in peker.fetchall()]


def _ligner(samling: str, tekst: str) -> list[str]:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT nokkel FROM sok_sokedokument WHERE samling = %s AND word_similarity(%s, likhet) >= %s"
            " ORDER BY word_similarity(%s, likhet) DESC, nokkel LIMIT 20",
            [samling, fold(tekst), LIKHET_FRA + 0.2, fold(tekst)],
        )
        return [nokkel for (nokkel,) in peker.fetchall()]
