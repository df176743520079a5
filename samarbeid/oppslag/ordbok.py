"""Ord fra ordboken der de står i en tekst: forklart første gang, og samlet under teksten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from samarbeid.models import Ordforklaring
from veier.dokument.blokker import Avsnitt, Bit, Biter, Blokk, Liste


@dataclass(frozen=True, slots=True)
class Ordliste:
    """Ordene, og uttrykket som finner dem. Lange uttrykk går foran korte."""

    ord: dict[str, Ordforklaring]  # form i små bokstaver → ordet
    uttrykk: re.Pattern[str] | None


def hent_ordliste() -> Ordliste:
    """Ordlisten med formene slik de står i tekst: ett spørsmål til databasen."""
    ord_: dict[str, Ordforklaring] = {}
    for rad in Ordforklaring.objects.synlige():
        for form in (rad.ord, *rad.former):
            ord_.setdefault(form.lower(), rad)
    former = sorted(map(re.escape, ord_), key=len, reverse=True)
    uttrykk = re.compile(rf"(?<!\w)({'|'.join(former)})(?!\w)", re.IGNORECASE) if former else None
    return Ordliste(ord_, uttrykk)


def finn_ord(tekster: Iterable[str], liste: Ordliste) -> list[Ordforklaring]:
    """Ordene som står i tekstene, i den rekkefølgen de kommer."""
    if liste.uttrykk is None:
        return []
    funnet: dict[str, Ordforklaring] = {}
    for tekst in tekster:
        for treff in liste.uttrykk.findall(tekst):
            rad = liste.ord[treff.lower()]
            funnet.setdefault(rad.slug, rad)
    return list(funnet.values())


def forklar(blokker: Sequence[Blokk], liste: Ordliste) -> tuple[tuple[Blokk, ...], list[Ordforklaring]]:
    """Blokkene med lenke til ordboken første gang et ord står i brødteksten, og ordene som ble funnet."""
    brukt: dict[str, Ordforklaring] = {}
    if liste.uttrykk is None:
        return tuple(blokker), []
    ut: list[Blokk] = []
    for blokk in blokker:
        if isinstance(blokk, Avsnitt):
            ut.append(replace(blokk, biter=_merk(blokk.biter, liste, brukt)))
        elif isinstance(blokk, Liste):
            ut.append(replace(blokk, punkter=tuple(_merk(p, liste, brukt) for p in blokk.punkter)))
        else:
            ut.append(blokk)
    return tuple(ut), list(brukt.values())


def _merk(biter: Biter, liste: Ordliste, brukt: dict[str, Ordforklaring]) -> Biter:
    ut: list[Bit] = []
    for bit in biter:
        if bit.slag or bit.lenke:
            ut.append(bit)
            continue
        slutt = 0
        for treff in liste.uttrykk.finditer(bit.tekst) if liste.uttrykk else ():
            rad = liste.ord[treff[0].lower()]
            if rad.slug in brukt:
                continue
            brukt[rad.slug] = rad
            ut += [
                Bit(bit.tekst[slutt : treff.start()]),
                Bit(treff[0], "ord", f"{reverse('ordbok')}#{rad.slug}"),
            ]
            slutt = treff.end()
        ut.append(Bit(bit.tekst[slutt:]))
    return tuple(b for b in ut if b.tekst)
