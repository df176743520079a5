"""Markdown → blokker. HTML i teksten blir stående som tekst; lenker til annet enn nett og e-post avvises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from veier.dokument.blokker import Avsnitt, Bit, Biter, Blokk, Innhold, Liste, Overskrift, Tabell, med_felt
from veier.tekst import lag_slug

_LESER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_FELT = re.compile(r"\[([a-z_]+): ([^\]]+)\]")
Verdi = str | Sequence[str] | Innhold
Verdier = Mapping[str, Verdi]


def felter(tekst: str) -> tuple[str, ...]:
    """Navnene på feltene i teksten, i den rekkefølgen de først står."""
    return tuple(dict.fromkeys(treff[1] for treff in _FELT.finditer(tekst)))


def ledetekster(tekst: str) -> dict[str, str]:
    """Det som står i feltene før de er fylt ut, etter navn."""
    return {treff[1]: treff[2] for treff in _FELT.finditer(tekst)}


def les(tekst: str, verdier: Verdier | None = None) -> tuple[Blokk, ...]:
    """Blokkene i teksten. ``[felt: ledetekst]`` blir verdien når den finnes, ellers et felt å fylle ut.

    Et avsnitt som bare er ett felt, og der verdien er en liste, blir en punktliste. Er verdien ``Innhold``, blir det blokkene
    i det; uten blokker faller avsnittet bort.
    """
    return tuple(_blokker(iter(_LESER.parse(tekst)), verdier or {}))


def _blokker(tegn: Iterator[Token], verdier: Verdier) -> Iterator[Blokk]:
    for t in tegn:
        if t.type == "heading_open":
            biter = _biter(next(tegn), verdier)
            ord_ = "".join(b.tekst for b in biter)
            yield Overskrift(min(4, max(2, int(t.tag[1]))), biter, lag_slug(ord_))
        elif t.type == "paragraph_open":
            yield from _avsnitt(next(tegn), verdier)
        elif t.type in {"bullet_list_open", "ordered_list_open"}:
            yield _liste(tegn, t, verdier)
        elif t.type == "table_open":
            yield _tabell(tegn, verdier)
        elif t.type == "blockquote_open":
            for blokk in _blokker(_til(tegn, "blockquote_close"), verdier):
                yield replace(blokk, stil="sitat") if isinstance(blokk, Avsnitt) else blokk


def _avsnitt(innhold: Token, verdier: Verdier) -> Iterator[Blokk]:
    alene = _FELT.fullmatch(innhold.content.strip())
    verdi = verdier.get(alene[1], "") if alene else ""
    if isinstance(verdi, Innhold):
        yield from verdi.blokker
        return
    if not isinstance(verdi, str) and (punkter := [p for p in verdi if p]):
        yield Liste(tuple((Bit(p),) for p in punkter))
        return
    yield Avsnitt(_biter(innhold, verdier))


def _til(tegn: Iterator[Token], slutt: str) -> Iterator[Token]:
    dybde = 1
    start = slutt.replace("_close", "_open")
    for t in tegn:
        dybde += (t.type == start) - (t.type == slutt)
        if not dybde:
            return
        yield t


def _liste(tegn: Iterator[Token], start: Token, verdier: Verdier) -> Liste:
    punkter: list[Biter] = []
    for t in _til(tegn, start.type.replace("_open", "_close")):
        if t.type == "inline":
            punkter.append(_biter(t, verdier))
    slag = "nummer" if start.type.startswith("ordered") else "punkt"
    if punkter and all(p and p[0].tekst.startswith("[ ] ") for p in punkter):
        punkter = [(replace(p[0], tekst=p[0].tekst[4:]), *p[1:]) for p in punkter]
        slag = "kryss"
    return Liste(tuple(punkter), slag)


def _tabell(tegn: Iterator[Token], verdier: Verdier) -> Tabell:
    rader: list[list[Biter]] = []
    for t in _til(tegn, "table_close"):
        if t.type == "tr_open":
            rader.append([])
        elif t.type == "inline":
            rader[-1].append(_biter(t, verdier))
    return Tabell(tuple(rader[0]), tuple(tuple(rad) for rad in rader[1:]))


def _biter(innhold: Token, verdier: Verdier) -> Biter:
    slag: list[str] = []
    lenke = ""
    biter: list[Bit] = []
    for t in innhold.children or []:
        if t.type in {"strong_open", "em_open"}:
            slag.append("fet" if t.type == "strong_open" else "kursiv")
        elif t.type in {"strong_close", "em_close"}:
            slag.pop()
        elif t.type == "link_open":
            lenke = str(t.attrGet("href") or "")
        elif t.type == "link_close":
            lenke = ""
        elif t.type in {"softbreak", "hardbreak"}:
            biter.append(Bit(" "))
        elif t.content:
            biter += _felt(t.content, slag[-1] if slag else "", lenke, verdier)
    return tuple(biter)


def _felt(tekst: str, slag: str, lenke: str, verdier: Verdier) -> Iterator[Bit]:
    slutt = 0
    for treff in _FELT.finditer(tekst):
        if treff.start() > slutt:
            yield Bit(tekst[slutt : treff.start()], slag, lenke)
        verdi = verdier.get(treff[1], "")
        if isinstance(verdi, Innhold):
            raise ValueError(f"{treff[1]} er blokker, og må stå alene i avsnittet.")
        verdi = verdi if isinstance(verdi, str) else ", ".join(v for v in verdi if v)
        for bit in med_felt(verdi) if verdi else (Bit(treff[2], "felt"),):
            yield bit if bit.slag else replace(bit, slag=slag)
        slutt = treff.end()
    if slutt < len(tekst):
        yield Bit(tekst[slutt:], slag, lenke)
