"""Lager veier/sok/data/ordvektorer.txt: hvor i et rom på 64 akser hvert ord står, så ord som brukes sammen, står nær hverandre.

Leser portalens egne tekster i databasen (etter ``manage.py last_referanse``), de vurderte ideene, fagordboken og tekstene om temaene. Aldri
samlingene søket måles på. Positiv gjensidig informasjon (PPMI) mellom ord i de samme førti ordene, og de 64 største egenverdiene
av den (Levy og Goldberg 2014), med underromsiterasjon. Uten tilfeldighet: den samme teksten gir den samme filen. Tar et par minutter.

Bruk: .venv/bin/python script/lag_ordvektorer.py
"""

from __future__ import annotations

import base64
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import hypot, log, sqrt
from operator import mul
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")

from script.lag_vurderte_ideer import hent, teksten  # noqa: E402 – først når mappen er i stien
from veier.sok.normalisering import datalinjer  # noqa: E402

FIL = ROT / "veier/sok/data/ordvektorer.txt"
AKSER, EKSTRA, RUNDER = 64, 8, 3
BOLK = 40  # ord som regnes som brukt sammen
FAERREST, FLEST = 2, 0.08  # bolker et ord må stå i, og andelen det høyst kan stå i
DEMPING = 0.75  # sjeldne ord gir for høye tall ellers
Vektor = list[float]


def tekstene() -> Iterator[str]:
    """Alt portalen har skrevet selv, og det den er lært opp med."""
    from samarbeid.matching.tematekster import les_tematekster
    from veier.sok.models import Sokedokument, Synonymgruppe

    portalen = Sokedokument.objects.filter(samling="portal").order_by("nokkel")
    yield from portalen.values_list("tekst", flat=True)
    yield from map(teksten, hent())
    for _slug, om in sorted(les_tematekster().items()):
        yield " ".join(tekst for _vekt, tekst in om)
    yield from fagordboken()
    for gruppe in Synonymgruppe.objects.order_by("nokkel"):
        yield " ".join([*gruppe.uttrykk, *gruppe.smalere])


def fagordboken() -> Iterator[str]:
    """Ord feltet og folk bruker om den samme saken: det som betyr det samme, det som er en del av det, og det som hører til.

    Brukes bare her: ordene vises aldri, og finner ikke noe alene."""
    for linje in datalinjer("fagordbok.txt"):
        _tema, _kolon, ordene = linje.partition(": ")
        yield ordene


def stammene(tekst: str) -> list[str]:
    from veier.sok.normalisering import SMAORD, finn_ord

    return [o.stamme for o in finn_ord(tekst) if o.form not in SMAORD and not o.skrevet.isdigit()]


def bolkene(tekster: Iterable[str]) -> list[list[str]]:
    alle = (s[i : i + BOLK] for s in map(stammene, tekster) for i in range(0, len(s), BOLK))
    return [sorted(set(bolk)) for bolk in alle if len(bolk) > 1]


def ppmi(bolker: Sequence[Sequence[str]], nr: dict[str, int]) -> list[dict[int, float]]:
    """Rad for hvert ord: nummeret på det andre ordet → hvor mye oftere de står sammen enn tilfeldig. Symmetrisk."""
    sammen: list[Counter[int]] = [Counter() for _ in nr]
    for bolk in bolker:
        for a, b in combinations([nr[o] for o in bolk if o in nr], 2):
            sammen[a][b] += 1
            sammen[b][a] += 1
    sum_ = [sum(rad.values()) for rad in sammen]
    dempet = [s**DEMPING for s in sum_]
    alle = sum(dempet)

    def verdi(a: int, b: int, antall: int) -> float:
        begge = log(antall * alle / (sum_[a] * dempet[b])), log(antall * alle / (sum_[b] * dempet[a]))
        return sum(max(0.0, v) for v in begge) / 2

    return [{b: v for b, n in rad.items() if (v := verdi(a, b, n)) > 0} for a, rad in enumerate(sammen)]


def gang(rader: Sequence[dict[int, float]], y: Sequence[Vektor]) -> list[Vektor]:
    ut = []
    for rad in rader:
        sum_ = [0.0] * len(y[0])
        for b, v in rad.items():
            sum_ = [s + v * x for s, x in zip(sum_, y[b], strict=True)]
        ut.append(sum_)
    return ut


def rettvinklet(y: Sequence[Vektor]) -> list[Vektor]:
    """Kolonnene gjort rettvinklede og en lange (Gram–Schmidt)."""
    kolonner: list[Vektor] = []
    for kolonne in map(list, zip(*y, strict=True)):
        for _gang in range(2):
            for k in kolonner:
                felles = sum(map(mul, k, kolonne))
                kolonne = [x - felles * z for x, z in zip(kolonne, k, strict=True)]
        lengde = sqrt(sum(map(mul, kolonne, kolonne))) or 1.0
        kolonner.append([x / lengde for x in kolonne])
    return list(map(list, zip(*kolonner, strict=True)))


def egenverdier(m: list[Vektor]) -> tuple[Vektor, list[Vektor]]:
    """Egenverdiene til en symmetrisk matrise, og egenvektorene som rader (Jacobi)."""
    n = len(m)
    v = [[float(i == j) for j in range(n)] for i in range(n)]
    for _sveip in range(12):
        for p in range(n):
            for q in range(p + 1, n):
                if abs(m[p][q]) > 1e-9:
                    _roter(m, v, p, q)
    return [m[i][i] for i in range(n)], v


def _roter(m: list[Vektor], v: list[Vektor], p: int, q: int) -> None:
    theta = (m[q][q] - m[p][p]) / (2 * m[p][q])
    t = (1 if theta >= 0 else -1) / (abs(theta) + hypot(theta, 1))
    c = 1 / hypot(t, 1)
    s = t * c
    for rad in m:
        rad[p], rad[q] = c * rad[p] - s * rad[q], s * rad[p] + c * rad[q]
    for w in (m, v):
        w[p], w[q] = (
            [c * a - s * b for a, b in zip(w[p], w[q], strict=True)],
            [s * a + c * b for a, b in zip(w[p], w[q], strict=True)],
        )


def vektorene(rader: Sequence[dict[int, float]]) -> list[Vektor]:
    """Plassen til hvert ord på aksene, med lengde 1."""
    tilfeldig = random.Random(0)  # noqa: S311 – et fast utgangspunkt, ikke noe hemmelig
    y = [[tilfeldig.gauss(0, 1) for _ in range(AKSER + EKSTRA)] for _ in rader]
    for _runde in range(RUNDER):
        y = rettvinklet(gang(rader, y))
    py = gang(rader, y)
    kolonner, pkolonner = list(zip(*y, strict=True)), list(zip(*py, strict=True))
    liten = [[sum(map(mul, a, b)) for b in pkolonner] for a in kolonner]
    verdier, egne = egenverdier(
        [[(liten[i][j] + liten[j][i]) / 2 for j in range(len(liten))] for i in range(len(liten))]
    )
    storst = sorted(range(len(verdier)), key=lambda i: -abs(verdier[i]))[:AKSER]
    ut = []
    for rad in y:
        plass = [sqrt(abs(verdier[i])) * sum(map(mul, egne[i], rad)) for i in storst]
        lengde = sqrt(sum(map(mul, plass, plass))) or 1.0
        ut.append([x / lengde for x in plass])
    return ut


def skriv(bolker: Sequence[Sequence[str]]) -> int:
    """En linje for hvert ord: stammen, hvor mye det sier (idf), og plassen som 64 tall fra 0 til 254. Gir antallet ord."""
    antall = Counter(o for bolk in bolker for o in bolk)
    ordene = sorted(o for o, n in antall.items() if FAERREST <= n <= FLEST * len(bolker))
    linjer = []
    for ord_, plass in zip(
        ordene, vektorene(ppmi(bolker, {o: i for i, o in enumerate(ordene)})), strict=True
    ):
        if any(plass):  # et ord som aldri står sammen med andre, har ingen plass
            kode = base64.b85encode(bytes(round(127 * x) + 127 for x in plass)).decode()
            linjer.append(f"{ord_} {log(len(bolker) / antall[ord_]):.2f} {kode}")
    FIL.write_text("\n".join([*linjer, ""]), encoding="utf-8")
    return len(linjer)


def main() -> None:
    import django

    django.setup()
    print(f"{skriv(bolkene(tekstene()))} ord i {FIL.relative_to(ROT)}")


if __name__ == "__main__":
    main()
