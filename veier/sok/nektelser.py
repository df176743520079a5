"""Det noen ikke vil ha: minus, «ikke» og «unntatt». Og ordene som ikke sier hva det letes etter. Ren."""

from __future__ import annotations

import re
from collections.abc import Collection

from veier.sok.normalisering import SMAORD, finn_ord, fold
from veier.sok.sokeledd import Sokeledd, er_tomt_ord, sokeledd
from veier.sok.typer import Grupper
from veier.tekst.rens import nfkc

LENGSTE_SOK = 200
NEKTENDE = frozenset("ikke ikkje ikkj itj unntatt unnateke uten utan".split())
# Disse tar ikke noe bort: «barn uten venner» er de barna, ikke alt som ikke nevner venner.
OFTE_EN_DEL_AV_BEGREPET = frozenset("uten utan".split())
DELER = re.compile(r'(?P<minus>(?<!\S)[-–−])?(?:[«"“”„](?P<frase>[^«»"“”„]+)[»"“”]|(?P<ord>[^\s«»"“”„]+))')

Nektelser = list[tuple[str, str]]


def uten_det_nektede(tekst: str, grupper: Grupper) -> str:
    """Det noen leter etter, uten det de ikke vil ha. «ikke går på skolen» tar ikke noe bort, og står."""
    deler = [t["frase"] or t["ord"] for t in DELER.finditer(nfkc(tekst[:LENGSTE_SOK])) if not t["minus"]]
    ordene = " ".join(deler).split()
    for par in nektelser(ordene, Grupper(tomme=grupper.tomme))[1]:
        nr = next(i for i in range(len(ordene)) if tuple(ordene[i : i + 2]) == par)
        del ordene[nr : nr + 2]
    return " ".join(ordene)


def er_tomt(ledd: Sokeledd, tomme: Collection[str]) -> bool:
    """Ett ord som ikke sier hva det letes etter."""
    return bool(ledd.stamme) and er_tomt_ord(ledd.skrevet, tomme)


def nektelser(ordene: list[str], grupper: Grupper) -> tuple[list[str], Nektelser, Nektelser]:
    """(ordene som er igjen, nektelsene som tar bort noe, de som ble lest som ord).

    «angst ikke barn» tar bort barn. «unge som ikke går på skolen» og «uten jobb» sier hvem det gjelder.
    """
    beholdt: list[str] = []
    nektet: Nektelser = []
    lest_som_ord: Nektelser = []
    nr = 0
    while nr < len(ordene):
        ord_, neste = ordene[nr], ordene[nr + 1] if nr + 1 < len(ordene) else ""
        nr += 1
        nekter = fold(ord_) in NEKTENDE and bool(neste)
        if not nekter or _er_uttrykk(ordene[nr - 1 :], grupper):
            beholdt.append(ord_)
        elif _kan_tas_bort(ord_, beholdt, neste, grupper.tomme):
            nektet.append((ord_, neste))
            nr += 1
        else:
            lest_som_ord.append((ord_, neste))
    return beholdt, nektet, lest_som_ord


def _er_uttrykk(resten: list[str], grupper: Grupper) -> bool:
    """Begynner resten med et uttrykk en gruppe har: «uten jobb», «ikke i arbeid»?"""
    uttrykk = tuple(o.stamme for o in finn_ord(" ".join(resten)) if o.form not in SMAORD)
    return any(uttrykk[:lengde] in grupper for lengde in range(2, 5) if lengde <= len(uttrykk))


def _kan_tas_bort(nektende: str, foran: list[str], neste: str, tomme: Collection[str]) -> bool:
    if fold(nektende) in OFTE_EN_DEL_AV_BEGREPET or not foran:
        return False
    return _sier_noe(foran[-1], tomme) and _sier_noe(neste, tomme)


def _sier_noe(ord_: str, tomme: Collection[str]) -> bool:
    return bool(sokeledd(ord_)) and not er_tomt_ord(ord_, tomme)
