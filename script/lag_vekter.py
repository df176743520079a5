"""Løser vektene i samarbeid/data av det som er vurdert, slik samarbeid/matching/lesing/vekter.py leser dem. Tar et halvt minutt.

Ridge-regresjon: for hvert svar finnes vektene som gir minst feil på de vurderte tekstene, med et tillegg for store vekter. Løst
med koordinater i det duale problemet (Shalev-Shwartz og Zhang 2013, «Stochastic dual coordinate ascent», uten trekning: tekstene tas
i rekkefølge), så det samme kommer ut hver gang. Bruk: python script/lag_vekter.py
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "veier.settings")
MAPPE = ROT / "samarbeid" / "data"

from script.lag_vurderte_ideer import teksten  # noqa: E402 – først når mappen er i stien

# Filen med vektene → det de er løst av.
AV = {
    "rollevekter.json": ("vurderte_ideer.json",),
    "temavekter.json": ("vurderte_ideer.json", "vurderte_behov.json"),
}
TILLEGG = 0.2  # straffen for store vekter
NESTE = 0.3  # det neste svaret som også er rett, veier så mye mindre
MINST = 0.03  # mindre vekter enn dette skrives ikke
VANLIG, LEST_VANLIG = 0.1, 0.9  # det flere av tekstene har enn dette, sier ikke noe
LEST = math.sqrt(0.1)  # lengden av det som er lest, mot ordenes, som er 1
RUNDER, NAR_NOK = 60, 1e-3


class Vurdert(NamedTuple):
    """En tekst: stammene, det som ellers er lest av den, og svarene på hvert spørsmål, de beste først."""

    stammer: Sequence[str]
    lest: Sequence[str]
    svar: Sequence[Sequence[str]]


def tren(tekstene: Sequence[Vurdert], *, mange: Callable[..., Iterable[Any]] = map) -> dict[str, Any]:
    """Dataene lag_vektleser tar."""
    from samarbeid.matching.lesing.vekter import trekkene

    ord_, lest = [Counter(trekkene(t.stammer)) for t in tekstene], [Counter(t.lest) for t in tekstene]
    idf = _idf(ord_, VANLIG) | _idf(lest, LEST_VANLIG)
    nummer = {trekk: nr for nr, trekk in enumerate(idf)}
    rader = [
        [(nummer[t], v) for antall, lengde in ((a, 1.0), (b, LEST)) for t, v in _kjente(antall, idf, lengde)]
        for a, b in zip(ord_, lest, strict=True)
    ]
    svarene = sorted({(nr, ett) for t in tekstene for nr, alle in enumerate(t.svar) for ett in alle})
    fasitene = [[_verdi(t.svar[nr], ett) for t in tekstene] for nr, ett in svarene]
    par: list[list[float]] = [[round(verdi, 3)] for verdi in idf.values()]
    for nr, vekter in enumerate(mange(partial(los, rader, len(idf)), fasitene)):
        for trekk, vekt in enumerate(vekter):
            if abs(vekt) >= MINST:
                par[trekk] += [nr, round(1000 * vekt)]
    return {"svar": svarene, "lest": LEST, "trekk": dict(zip(idf, par, strict=True))}


def _kjente(
    antall: Mapping[str, int], idf: Mapping[str, float], lengde: float
) -> Iterable[tuple[str, float]]:
    from samarbeid.matching.lesing.vekter import vektoren

    return vektoren({t: n for t, n in antall.items() if t in idf}, idf.__getitem__, lengde=lengde)


def los(rader: Sequence[Sequence[tuple[int, float]]], antall: int, fasit: Sequence[float]) -> list[float]:
    """Vektene til trekkene for ett svar. ``rader`` er tekstene som (trekk, verdi); ``fasit`` 0–1 for hver av dem."""
    vekter, dual = [0.0] * antall, [0.0] * len(rader)
    lengder = [sum(v * v for _nr, v in rad) + TILLEGG for rad in rader]
    for _runde in range(RUNDER):
        storst = 0.0
        for plass, rad in enumerate(rader):
            sagt = sum([vekter[nr] * v for nr, v in rad])
            steg = (fasit[plass] - sagt - TILLEGG * dual[plass]) / lengder[plass]
            storst = max(storst, abs(steg))
            dual[plass] += steg
            for nr, v in rad:
                vekter[nr] += steg * v
        if storst < NAR_NOK:
            break
    return vekter


def _idf(tellinger: Sequence[Counter[str]], vanlig: float) -> dict[str, float]:
    antall = Counter(trekk for telling in tellinger for trekk in telling)
    return {t: math.log(len(tellinger) / n) for t, n in antall.items() if 1 < n < len(tellinger) * vanlig}


def _verdi(riktige: Sequence[str], svar: str) -> float:
    return 1 / (1 + NESTE * riktige.index(svar)) if svar in riktige else 0.0


def kjennetegn(*filer: str) -> str:
    """Endres når det som er vurdert, endres: da må vektene løses på nytt."""
    return hashlib.sha256(b"".join((MAPPE / fil).read_bytes() for fil in filer)).hexdigest()


def les(fil: str) -> list[Mapping[str, Any]]:
    return list(json.loads((MAPPE / fil).read_text(encoding="utf-8")))


def rollene() -> list[Vurdert]:
    """De vurderte ideene med svarene på hvem som tar den første samtalen, hvem som avgjør, og nivåene."""
    from samarbeid.matching.lesing.enheter import les_pekere
    from samarbeid.matching.lesing.likesaker import lest_av
    from samarbeid.matching.lesing.tolkning import tolk
    from samarbeid.matching.profiler import hent_kunnskap
    from samarbeid.matching.typer import Ideprofil

    kunnskap, ut = hent_kunnskap(), []
    for rad in les("vurderte_ideer.json"):
        t = tolk(Ideprofil(rad["tittel"], rad["problem"], rad["losning"]), kunnskap)
        lest = list(lest_av(t, les_pekere(t), kunnskap))
        ut.append(Vurdert(t.stammer, lest, (rad["forste"], rad["beslutter"], rad["nivaer"])))
    return ut


def temaene() -> list[Vurdert]:
    """De vurderte ideene og behovene med temaene og målgruppene."""
    from veier.sok.normalisering import finn_ord

    ut = []
    for rad in (*les("vurderte_ideer.json"), *les("vurderte_behov.json")):
        if "temaer" in rad:
            stammer = [o.stamme for o in finn_ord(teksten(rad))]
            ut.append(Vurdert(stammer, (), (rad["temaer"], rad["malgrupper"])))
    return ut


def skriv(fil: str, data: Mapping[str, Any]) -> None:
    """Én linje for hvert trekk, så en endring kan leses."""
    hode = {navn: verdi for navn, verdi in data.items() if navn != "trekk"}
    trekk = ",\n".join(f"{json.dumps(t, ensure_ascii=False)}:{json.dumps(v, separators=(',', ':'))}"
                       for t, v in data["trekk"].items())  # fmt: skip
    (MAPPE / fil).write_text(
        f'{json.dumps(hode, ensure_ascii=False)[:-1]}, "trekk": {{\n{trekk}\n}}}}\n', encoding="utf-8"
    )


def main() -> None:
    import django

    django.setup()
    from samarbeid.matching.lesing import likesaker, temapeker

    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for fil, tekstene in ((likesaker.FIL, rollene()), (temapeker.FIL, temaene())):
            skriv(fil, {"av": kjennetegn(*AV[fil])} | tren(tekstene, mange=pool.map))


if __name__ == "__main__":
    main()
