"""Det som teller for ett ledd i spørringen: hvilke rader som har det, og hvor sterkt. Ren."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Protocol

from pyroaring import BitMap

from veier.sok.rang import vekter
from veier.sok.sokeledd import ALLMENNE_HODER, Sokeledd
from veier.sok.tolkning import (
    EMNE,
    NAVN,
    OG_SA,
    SENTRALT,
    TEKST,
    Lesttema,
    Sporring,
    ordet,
    rekkelexem,
    samlet,
    temalexem,
)
from veier.sok.typer import MINST_PREFIKS, Uttrykk

TOM = BitMap()
NAER = 4  # så mange plasser fra hverandre leddene i et sammensatt ord kan stå
FLEST_REKKER = 64
BUNKER = 6  # så mange oppslag uttrykkene i en gruppe deles på
Bevis = Sequence[tuple[float, BitMap]]


class Oppslag(Protocol):
    """Radene som svarer på en tsquery. ``rekker`` er uttrykkene som er indeksert som ett ord."""

    @property
    def rekker(self) -> Collection[Uttrykk]: ...

    def __call__(self, tsquery: str) -> BitMap: ...


@dataclass(frozen=True)
class Leddbevis:
    """Det som teller for ett ledd."""

    ledd: Sokeledd
    sporring: Sporring
    hent: Oppslag

    @cached_property
    def trinn(self) -> Bevis:
        """(andelen av leddet, radene), det sterkeste først."""
        alle = [*self._eget(), *self._andre(), *self._deler(), *self._tema()]
        return sorted(((p, r) for p, r in alle if r), key=lambda ett: -ett[0])

    def tillegg(self) -> list[Bevis]:
        """Det som kommer i tillegg til det sterkeste, hvert for seg."""
        return [
            [(vekter.OGSA_TEMAET, self.temaet)],
            [(vekter.SENTRALT, self._skrevet(SENTRALT))],
            [(vekter.FLERE_UTTRYKK, minst_to([self.eget, *self._like, *self._smalere]))],
        ]

    @cached_property
    def vanlig(self) -> BitMap:
        """Radene som har leddet: det skrevne, et annet uttrykk for det, eller leddene i det."""
        return union(rader for poeng, rader in self.trinn if poeng > vekter.ETT_AV_LEDDENE)

    @cached_property
    def finnes(self) -> bool:
        """Har noen ordet eller et annet uttrykk for det? Leddene hver for seg, og temaet, er ikke ordet."""
        minst = vekter.FUNNET if self.ledd.stamme else vekter.ETT_AV_LEDDENE
        return any(poeng > minst for poeng, _rader in self.trinn)

    @cached_property
    def eget(self) -> BitMap:
        return self._skrevet(TEKST)

    def _skrevet(self, sone: str) -> BitMap:
        if self.ledd.stamme:
            return self.hent(ordet(self.ledd.stamme, sone))
        return union(self._uttrykk(u, sone) for u in self.ledd.egne)

    def _uttrykk(self, uttrykk: Uttrykk, sone: str = TEKST) -> BitMap:
        if len(uttrykk) > 1 and uttrykk in self.hent.rekker:
            return self.hent(rekkelexem(uttrykk, sone))
        return self.hent(samlet(uttrykk, sone))

    def _eget(self) -> Bevis:
        return [
            (vekter.EGET_NAVN, self._skrevet(NAVN)),
            (vekter.EGET_EMNE, self._skrevet(EMNE)),
            (vekter.EGET, self.eget),
        ]

    # ── Andre uttrykk ──

    @cached_property
    def _like(self) -> list[BitMap]:
        return self._bunker(self.ledd.like)

    @cached_property
    def _smalere(self) -> list[BitMap]:
        return self._bunker(self.ledd.smalere)

    def _bunker(self, uttrykkene: Iterable[Uttrykk], sone: str = TEKST, bunker: int = BUNKER) -> list[BitMap]:
        """Radene med uttrykkene, noen uttrykk om gangen.

        I alfabetisk rekkefølge: ord som ligner, havner sammen, og er ikke to uttrykk. Det som ikke står som ett ord i
        indeksen, for seg.
        """
        ett_ord: list[str] = []
        flere: list[str] = []
        for u in nye_uttrykk(uttrykkene, self.ledd.stamme):
            if len(u) == 1:
                ett_ord.append(ordet(u[0], sone))
            elif u in self.hent.rekker:
                ett_ord.append(rekkelexem(u, sone))
            else:
                flere.append(samlet(u, sone))
        return [self.hent(" | ".join(bunke)) for valg in (ett_ord, flere) for bunke in i_bunker(valg, bunker)]

    @cached_property
    def likt(self) -> BitMap:
        return union(self._like)

    def _andre(self) -> Bevis:
        likt, smalere = self.likt, union(self._smalere)
        tema, annet = self.temaet, self._sier_noe_annet
        return [
            (vekter.LIKT_NAVN, union(self._bunker(self.ledd.like, NAVN, 1))),
            (vekter.LIKT_EMNE, union(self._bunker(self.ledd.like, EMNE, 1)) - annet),
            (vekter.TO_UTTRYKK, minst_to([*self._like, *self._smalere])),
            (vekter.LIKT_MED_TEMA, (likt & tema) - annet),
            (vekter.SNEVRERE_MED_TEMA, (smalere & tema) - annet),
            (vekter.LIKT, likt - annet),
            (vekter.LIKT_ANNET_TEMA, likt),
            (vekter.SNEVRERE, smalere - annet),
            (vekter.SNEVRERE_ANNET_TEMA, smalere),
        ]

    # ── Temaet ──

    @cached_property
    def temaet(self) -> BitMap:
        """Radene med et tema dette leddet sa."""
        return union(rader for _poeng, rader in self._tema())

    def _tema(self) -> Bevis:
        return [
            (vekter.TEMAET if t.sikkert else vekter.LIGNER_TEMAET, self.hent(temalexem(t.slug)))
            for t in self._temaer
        ]

    @cached_property
    def _temaer(self) -> list[Lesttema]:
        egne = {self.ledd.stamme, *(d.stamme for d in self.ledd.deler)} - {""}
        return [t for t in self.sporring.temaer if not t.stammer or _felles(egne, t.stammer)]

    @cached_property
    def _sier_noe_annet(self) -> BitMap:
        """Radene der et annet uttrykk alene nok bare er nevnt: noen har ordet selv, og da er det dem den som spurte mente,
        eller de har andre temaer enn det leddet sa. En rad uten noe tema vet vi det ikke om."""
        andre = union([*self._like, *self._smalere]) - self.hent(temalexem(""))
        if self.eget:
            return andre
        return andre - self.temaet if any(t.sikkert for t in self._temaer) else TOM

    # ── Leddene i et sammensatt ord, og ordene i et uttrykk ──

    def _deler(self) -> Bevis:
        if not self.ledd.deler:
            return []
        egne = [self.hent(ordet(d.stamme)) for d in self.ledd.deler if d.stamme]
        alle = reduce(BitMap.intersection, egne)
        tyngst = [
            (vekter.FORLEDDET if self._bare_hodet_mangler(nr) else vekter.ETT_AV_LEDDENE, rader)
            for nr, rader in enumerate(egne)
            if self.ledd.deler[nr].stamme not in ALLMENNE_HODER
        ]
        if not self.ledd.stamme:
            return [
                (vekter.UTTRYKKET_SPREDT, alle),
                (vekter.UTTRYKKET_SPREDT_LIKT, self._ordene_i_uttrykket()),
                *tyngst,
            ]
        naer = self.hent(naer_hverandre([d.stamme for d in self.ledd.deler], uten=self.ledd.stamme))
        return [(vekter.LEDDENE_NAER, naer), (vekter.LEDDENE_SPREDT, alle), *tyngst]

    def _ordene_i_uttrykket(self) -> BitMap:
        """Radene med hvert av ordene i uttrykket, eller noe som betyr det samme som ordet."""
        ordene = [Leddbevis(d, self.sporring, self.hent) for d in self.ledd.deler if d.stamme]
        return reduce(BitMap.intersection, (o.eget | o.likt for o in ordene))

    def _bare_hodet_mangler(self, nr: int) -> bool:
        deler = self.ledd.deler
        return bool(self.ledd.stamme) and len(deler) == 2 and nr == 0 and deler[1].stamme in ALLMENNE_HODER


def nye_uttrykk(uttrykkene: Iterable[Uttrykk], skrevet: str) -> list[Uttrykk]:
    """Uttrykkene som kan gi noe mer: ikke et med et ord i seg som alt er nok alene («organisert fritid» når «fritid» er det)."""
    sett = sorted(set(uttrykkene))
    alene = {s for s in (skrevet, *(u[0] for u in sett if len(u) == 1)) if s}
    starter = sorted(s for s in alene if len(s) >= MINST_PREFIKS)

    def dekket(uttrykk: Uttrykk) -> bool:
        if len(uttrykk) == 1:
            (ett,) = uttrykk
            return ett == skrevet or any(ett.startswith(s) and ett != s for s in starter)
        return any(o in alene or (o and o.startswith(tuple(starter))) for o in uttrykk)

    return [u for u in sett if not dekket(u)]


def i_bunker(alle: Sequence[str], antall: int) -> list[Sequence[str]]:
    """Delt i like store bunker, i samme rekkefølge. Ingen er tomme."""
    storrelse = -(-len(alle) // antall)
    return [alle[fra : fra + storrelse] for fra in range(0, len(alle), storrelse)] if alle else []


def naer_hverandre(stammene: Sequence[str], uten: str) -> str:
    """Ordene etter hverandre i den ene eller den andre rekkefølgen, med noen få plasser imellom.

    Radene med ordet de er delene av (``uten``), har det sterkere beviset alt. Plassene leses bare i resten.
    """
    alle = " & ".join([*map(ordet, stammene), f"!{ordet(uten)}"])
    rekkene = (f"({rekke})" for retning in (stammene, stammene[::-1]) for rekke in _rekkene(retning))
    return f"{alle}{OG_SA}{' | '.join(rekkene)}"


def _rekkene(stammene: Sequence[str]) -> list[str]:
    forst, *resten = map(ordet, stammene)
    rekker = [forst]
    for neste in resten:
        rekker = [f"{rekke} <{n}> {neste}" for rekke in rekker for n in range(1, NAER + 1)]
    return rekker[:FLEST_REKKER]


def minst_to(mengder: Iterable[BitMap]) -> BitMap:
    """Radene som er i minst to av mengdene."""
    return minst(2, mengder)


def minst(antall: int, mengder: Iterable[BitMap]) -> BitMap:
    """Radene som er i minst så mange av mengdene."""
    har = [BitMap() for _ in range(antall)]  # har[n]: i minst n + 1 av dem så langt
    for mengde in mengder:
        for n in range(antall - 1, 0, -1):
            har[n] |= har[n - 1] & mengde
        har[0] |= mengde
    return har[-1]


def _felles(egne: Iterable[str], andre: Iterable[str]) -> bool:
    """Har de et ord felles, eller begynner det ene med det andre?"""
    return any(
        e == a or (min(len(e), len(a)) >= MINST_PREFIKS and (e.startswith(a) or a.startswith(e)))
        for e in egne
        for a in andre
    )


def union(mengder: Iterable[BitMap]) -> BitMap:
    return reduce(BitMap.union, mengder, BitMap())
