"""Svaret på et søk i en katalog: hvem som treffes, i hvilken rekkefølge, og antallet bak hvert valg."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import ClassVar, Generic, Self, TypeVar

from pyroaring import BitMap

from samarbeid.katalog.indeks.register import Register
from samarbeid.katalog.indeks.typer import LANDET, Sok, er_fylke, likhetstrinn, stedstrinn
from samarbeid.matching.typer import Omradeprofil
from veier.sok.rang.rangering import Rangert
from veier.sok.sporring import Hvordan

I_BUNKEN = 500
T = TypeVar("T", bound=Sok)


@dataclass(frozen=True)
class Sokesvar(Generic[T]):
    """Svaret på et søk. ``trinn`` er treffene i rekkefølge, de beste først; ingen rad er i to trinn.

    ``grunnlag`` er for hvert felt de radene som treffes av alt annet enn valgene i feltet; ``valgt`` er for hvert
    felt det er valgt i, de radene valgene treffer alene. ``nevner`` er hvor mange som bare nevner noe av det søkte.
    ``TIL_SIST`` er merker like gode treff deles etter, når hver rad har ett av dem.
    """

    sok: T
    register: Register
    steder: Mapping[str, Omradeprofil]
    trinn: tuple[BitMap, ...]
    grunnlag: Mapping[str, BitMap]
    valgt: Mapping[str, BitMap]
    hvordan: Hvordan | None
    nevner: int

    TIL_SIST: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def regn(
        cls,
        sok: T,
        register: Register,
        steder: Mapping[str, Omradeprofil],
        tekst: Rangert | None = None,
        hvordan: Hvordan | None = None,
    ) -> Self:
        """Svaret, når teksten alt er lett opp. Eller mellom valgene i ett felt, og mellom feltene."""
        stedene = _mengder(register, stedstrinn(sok.sted, sok.innen, steder)) if sok.sted else []
        like = _mengder(register, likhetstrinn(sok.som, steder)) if sok.som else []
        valgt = {
            felt: register.med_noen(f"{felt}:{kode}" for kode in koder)
            for felt in sok.VALGFELT
            if (koder := getattr(sok, felt))
        }
        if stedene:
            valgt["sted"] = reduce(BitMap.union, stedene)
        if like:
            valgt["som"] = reduce(BitMap.union, like)
        if sok.uforstatt:
            valgt["uforstatt"] = BitMap()
        if tekst is not None:
            valgt["q"] = tekst.alle if sok.nevner else tekst.godt

        def uten(felt: str) -> BitMap:
            return reduce(BitMap.intersection, (m for f, m in valgt.items() if f != felt), register.alle)

        treff = uten("")
        tekstene = list(tekst.rang) if tekst is not None else []
        sist = [register.med(merke) for merke in cls.TIL_SIST]
        resten = reduce(BitMap.intersection, (m for f, m in valgt.items() if f != "q"), register.alle)
        return cls(
            sok=sok,
            register=register,
            steder=steder,
            trinn=tuple(_trinn(treff, [d for d in (tekstene, like, stedene, sist) if d])),
            grunnlag={felt: uten(felt) if felt in valgt else treff for felt in sok.felt()},
            valgt=valgt,
            hvordan=hvordan,
            nevner=len(resten & (tekst.alle - tekst.godt)) if tekst is not None else 0,
        )

    @cached_property
    def antall(self) -> int:
        return sum(map(len, self.trinn))

    @property
    def antall_godt(self) -> int:
        """Hvor mange av treffene som svarer godt på ordene."""
        return self.antall - self.nevner if self.sok.nevner else self.antall

    @cached_property
    def treff(self) -> BitMap:
        return reduce(BitMap.union, self.trinn, BitMap())

    def dekker_selv(self, kode: str) -> int:
        """Hvor mange av treffene som har nevnt stedet, ikke bare fylket eller landet det ligger i."""
        return self.treff.intersection_cardinality(self.register.med(f"sted:{kode}"))

    def dekker_noe_i(self, fylke: str) -> int:
        """Hvor mange av treffene som har nevnt fylket eller en kommune i det."""
        return self.treff.intersection_cardinality(self.register.med(f"i:{fylke}"))

    @cached_property
    def teller(self) -> dict[str, int]:
        """Merke → hvor mange søket ville gitt om dette var det eneste valget i sitt felt."""
        ut = {}
        for merke, rader in self.register.merker.items():
            felt = merke.partition(":")[0]
            if felt in self.sok.VALGFELT:
                ut[merke] = self.grunnlag[felt].intersection_cardinality(rader)
        return ut

    def antall_i(self, kode: str) -> int:
        """Hvor mange søket ville gitt om dette var det eneste stedet (uten avstand)."""
        merker = [f"sted:{LANDET}"]
        if er_fylke(kode):
            merker.append(f"i:{kode}")
        elif kode != LANDET:
            merker += [f"sted:{kode}", f"sted:{self.steder[kode].overordnet}"]
        grunnlag = self.grunnlag["sted"]
        return sum(grunnlag.intersection_cardinality(self.register.med(m)) for m in merker)

    def antall_uten(self, felt: str) -> int:
        """Hvor mange søket ville gitt uten noen valg i feltet (eller uten teksten)."""
        return len(self.grunnlag[felt])

    def rader(self, fra: int, antall: int) -> list[int]:
        """Radene nummer ``fra`` og utover."""
        ut: list[int] = []
        for trinn in self.trinn:
            if fra < len(trinn):
                ut += self.register.ring.utsnitt(trinn, self._fro, fra, antall - len(ut))
            fra = max(0, fra - len(trinn))
            if len(ut) >= antall:
                break
        return ut

    def alle_rader(self) -> Iterator[list[int]]:
        """Alle radene i rekkefølge, noen om gangen. Listen er den samme hele veien, uansett hva som endres imens."""
        rader = self.alle_numre()
        for fra in range(0, len(rader), I_BUNKEN):
            yield list(rader[fra : fra + I_BUNKEN])

    def alle_numre(self) -> array[int]:
        return array("I", self.rader(0, self.antall))

    @cached_property
    def _fro(self) -> int:
        return self.sok.fro(self.register.ring.dag)


def _mengder(register: Register, trinn: list[set[str]]) -> list[BitMap]:
    return [register.med_noen(merker) for merker in trinn]


def _trinn(treff: BitMap, delingene: list[list[BitMap]]) -> Iterator[BitMap]:
    """Treffene delt av hver deling etter tur. Ingen rad to ganger; tomme trinn er ikke med."""
    if not delingene:
        if treff:
            yield treff
        return
    rest = treff
    for del_ in delingene[0]:
        yield from _trinn(rest & del_, delingene[1:])
        rest = rest - del_
