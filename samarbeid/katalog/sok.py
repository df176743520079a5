"""Et søk i katalogen: hvem som treffes, i hvilken rekkefølge, og antallet bak hvert valg."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from pyroaring import BitMap

from samarbeid.katalog.register import Register, hent_register
from samarbeid.katalog.tekst import Tekstkilde, Teksttreff
from samarbeid.katalog.typer import FELT, LANDET, VALGFELT, Katalogsok, er_fylke, stedstrinn
from samarbeid.matching.typer import Kunnskap, Omradeprofil
from samarbeid.models import Katalograd
from veier.sok.sporring import Hvordan, hent_grupper, let
from veier.sok.tolkning import Grupper

ORDLISTE = "katalog"
KILDE = Tekstkilde("samarbeid_katalogtekst", "rad_id")
HUSKES = 64
I_BUNKEN = 1000


@dataclass(frozen=True)
class Katalogsvar:
    """Svaret på et søk. ``trinn`` er treffene i rekkefølge, de beste først; ingen rad er i to trinn.

    ``grunnlag`` er for hvert felt de radene som treffes av alt annet enn valgene i feltet; ``valgt`` er for hvert
    felt det er valgt i, de radene valgene treffer alene.
    """

    sok: Katalogsok
    register: Register
    steder: Mapping[str, Omradeprofil]
    trinn: tuple[BitMap, ...]
    grunnlag: Mapping[str, BitMap]
    valgt: Mapping[str, BitMap]
    hvordan: Hvordan | None

    @cached_property
    def antall(self) -> int:
        return sum(map(len, self.trinn))

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
            if felt not in ("sted", "i"):
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
        if self.sok.tomt:
            etter_navn = Katalograd.objects.order_by("sortering", "entreprenor_id")
            return list(etter_navn.values_list("pk", flat=True)[fra : fra + antall])
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
        if self.sok.tomt:
            etter_navn = Katalograd.objects.order_by("sortering", "entreprenor_id")
            rader = list(etter_navn.values_list("pk", flat=True))
        else:
            rader = self.rader(0, self.antall)
        for fra in range(0, len(rader), I_BUNKEN):
            yield rader[fra : fra + I_BUNKEN]

    @cached_property
    def _fro(self) -> int:
        return self.sok.fro(self.register.ring.dag)


# Ordgruppene huskes med svaret, så en ny utgave av dem aldri kan få den samme identiteten.
_husket: OrderedDict[tuple[object, ...], tuple[Katalogsvar, Grupper]] = OrderedDict()
_las = threading.Lock()


def finn(sok: Katalogsok, kunnskap: Kunnskap) -> Katalogsvar:
    """Svaret på søket slik katalogen er nå. Regnes én gang per prosess mellom to endringer."""
    register = hent_register()
    grupper: Grupper = hent_grupper() if sok.q else {}
    nokkel = (sok, register.nummer, register.ring.dag, id(grupper), id(kunnskap.omrader))
    with _las:
        if husket := _husket.get(nokkel):
            _husket.move_to_end(nokkel)
            return husket[0]
    tekst, hvordan = let(sok.q, grupper, KILDE) if sok.q else (None, None)
    if hvordan and hvordan.sporring.tom:  # bare småord og tegn: ikke noe å lete etter
        tekst = None
    svar = _finn(sok, register, kunnskap.omrader, tekst, hvordan)
    with _las:
        _husket[nokkel] = (svar, grupper)
        while len(_husket) > HUSKES:
            _husket.popitem(last=False)
    return svar


def glem_svarene() -> None:
    """Neste søk regnes på nytt. For prøver og målinger."""
    with _las:
        _husket.clear()


def _finn(
    sok: Katalogsok,
    register: Register,
    steder: Mapping[str, Omradeprofil],
    tekst: Teksttreff | None,
    hvordan: Hvordan | None,
) -> Katalogsvar:
    stedene = [
        reduce(BitMap.union, map(register.med, merker), BitMap())
        for merker in stedstrinn(sok.sted, sok.innen, steder)
    ]
    valgt = {
        felt: reduce(BitMap.union, (register.med(f"{felt}:{kode}") for kode in koder), BitMap())
        for felt in VALGFELT
        if (koder := getattr(sok, felt))
    }
    if sok.sted:
        valgt["sted"] = reduce(BitMap.union, stedene)
    if tekst is not None:
        valgt["q"] = tekst.alt

    def uten(felt: str) -> BitMap:
        return reduce(BitMap.intersection, (m for f, m in valgt.items() if f != felt), register.alle)

    treff = uten("")
    return Katalogsvar(
        sok=sok,
        register=register,
        steder=steder,
        trinn=tuple(_trinn(treff, tekst, stedene if sok.sted else [treff])),
        grunnlag={felt: uten(felt) if felt in valgt else treff for felt in (*FELT, "q")},
        valgt=valgt,
        hvordan=hvordan,
    )


def _trinn(treff: BitMap, tekst: Teksttreff | None, stedene: list[BitMap]) -> Iterator[BitMap]:
    """Treffene delt etter hvor ordene står, og så etter hvor nær stedet er. Tomme trinn er ikke med."""
    rest = treff
    for tekstdel in (tekst.navn, tekst.emne, tekst.alt) if tekst else (treff,):
        for sted in stedene:
            trinn = rest & tekstdel & sted
            rest = rest - trinn
            if trinn:
                yield trinn
