"""Det katalogen kan spørres om, og merkene radene har. Ren Python uten Django.

Et merke er «gruppe:kode». En rad som dekker Oppdal, har ``sted:5021`` og ``i:50`` (noe i fylket). En som dekker
hele Trøndelag, har ``sted:50`` og ``i:50``. En som dekker hele landet, har bare ``sted:NO``. Slik kan antallet for
et sted regnes som en sum: ingen rad har to av merkene som treffer det samme stedet.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import ClassVar, Self

from samarbeid.katalog.indeks.likhet import kommuner_som
from samarbeid.matching.typer import Omradeprofil
from veier.typer import Verdier

LANDET = "NO"


@dataclass(frozen=True, slots=True)
class Sok:
    """Et søk i en katalog, renset: ukjente koder er borte, og kodene står i fast rekkefølge.

    ``sted`` er kommunenummer, fylkesnummer eller NO; ``innen`` er kilometer fra kommunene (0: bare dem). ``som`` er
    høyst ett kommunenummer: treffene har gjort noe for den kommunen eller for en som ligner. ``nevner`` tar også med dem som
    bare nevner noe av det søkte. ``uforstatt``: et sted skrevet med ord er ikke ett sted, så ingen treffes.
    """

    q: str = ""
    sted: tuple[str, ...] = ()
    innen: int = 0
    som: tuple[str, ...] = ()
    nevner: bool = False
    uforstatt: bool = field(default=False, metadata={"i_adressen": False})

    # Gruppene det kan velges i, i den rekkefølgen siden viser dem.
    VALGFELT: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def felt(cls) -> tuple[str, ...]:
        """Alt det kan søkes på, i den rekkefølgen et søk leses opp."""
        return ("q", *cls.VALGFELT[:2], "sted", "som", *cls.VALGFELT[2:])

    @property
    def tomt(self) -> bool:
        return self == type(self)()

    @property
    def etter_sted(self) -> bool:
        """Er det stedet som ordner dem som svarer på like mye?"""
        return bool(self.sted or self.som)

    def uten(self, felt: str, kode: str | None = None) -> Self:
        """Søket uten ett valg, eller uten alle valgene i et felt."""
        if felt == "q":
            return replace(self, q="", nevner=False)
        rest = tuple(k for k in getattr(self, felt) if kode is not None and k != kode)
        nytt = self._med(felt, rest)
        return replace(nytt, innen=0) if felt == "sted" and not rest else nytt

    def med(self, felt: str, *koder: str) -> Self:
        """Søket med disse valgene i et felt, og ingen andre."""
        return self._med(felt, tuple(sorted(set(koder))))

    def _med(self, felt: str, koder: tuple[str, ...]) -> Self:
        endret: Verdier = {felt: koder}
        return replace(self, **endret)

    def parametre(self) -> list[tuple[str, str]]:
        """Søket som (navn, verdi) i adressen, i fast rekkefølge og uten det som er tomt."""
        ut: list[tuple[str, str]] = []
        for felt in fields(self):
            verdi = getattr(self, felt.name) if felt.metadata.get("i_adressen", True) else ""
            if isinstance(verdi, tuple):
                ut += [(felt.name, kode) for kode in verdi]
            elif verdi is True:
                ut.append((felt.name, "ja"))
            elif verdi:
                ut.append((felt.name, str(verdi)))
        return ut

    def fro(self, dag: str) -> int:
        """Tallet rekkefølgen trekkes med: det samme for samme søk samme dag, med og uten dem som bare nevner det."""
        return int.from_bytes(
            hashlib.blake2b(
                f"{dag}\n{replace(self, nevner=False).parametre()}".encode(), digest_size=8
            ).digest(),
            "big",
        )


@dataclass(frozen=True, slots=True)
class Katalogsok(Sok):
    """Et søk blant entreprenørene."""

    tema: tuple[str, ...] = ()
    malgruppe: tuple[str, ...] = ()
    modenhet: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    evidens: tuple[str, ...] = ()
    har: tuple[str, ...] = ()
    modell: tuple[str, ...] = ()
    skrevet: tuple[str, ...] = ()

    VALGFELT = ("tema", "malgruppe", "modenhet", "form", "evidens", "har", "modell", "skrevet")


@dataclass(frozen=True, slots=True)
class Virksomhetssok(Sok):
    """Et søk blant de offentlige virksomhetene."""

    type: tuple[str, ...] = ()
    tema: tuple[str, ...] = ()
    niva: tuple[str, ...] = ()
    storrelse: tuple[str, ...] = ()

    VALGFELT = ("type", "tema", "niva", "storrelse")


@dataclass(frozen=True, slots=True)
class Sakssok(Sok):
    """Et søk blant eksemplene."""

    tema: tuple[str, ...] = ()
    malgruppe: tuple[str, ...] = ()
    modell: tuple[str, ...] = ()
    niva: tuple[str, ...] = ()
    utfall: tuple[str, ...] = ()

    VALGFELT = ("tema", "malgruppe", "modell", "niva", "utfall")


@dataclass(frozen=True, slots=True)
class Behovssok(Sok):
    """Et søk blant behovene."""

    tema: tuple[str, ...] = ()
    malgruppe: tuple[str, ...] = ()
    tilstand: tuple[str, ...] = ()
    dialog: tuple[str, ...] = ()
    penger: tuple[str, ...] = ()
    type: tuple[str, ...] = ()

    VALGFELT = ("tema", "malgruppe", "tilstand", "dialog", "penger", "type")


def er_fylke(kode: str) -> bool:
    return len(kode) == 2 and kode.isdigit()


def er_kommune(kode: str) -> bool:
    return len(kode) == 4 and kode.isdigit()


def stedsmerker(koder: Iterable[str], steder: Mapping[str, Omradeprofil]) -> set[str]:
    """Merkene til en som dekker stedene. Et fylke tar opp i seg kommunene sine, landet alt."""
    kjente = {kode for kode in koder if kode in steder}
    if LANDET in kjente:
        return {f"sted:{LANDET}"}
    fylker = {kode for kode in kjente if er_fylke(kode)}
    kommuner = {kode for kode in kjente - fylker if steder[kode].overordnet not in fylker}
    i_fylke = fylker | {f for kode in kommuner if (f := steder[kode].overordnet)}
    return {f"sted:{kode}" for kode in fylker | kommuner} | {f"i:{kode}" for kode in i_fylke}


def stedstrinn(sted: Iterable[str], innen: int, steder: Mapping[str, Omradeprofil]) -> list[set[str]]:
    """Merkene som treffer stedene, de nærmeste først: stedet selv, innen avstanden, fylket, hele landet."""
    trinn: list[set[str]] = [set(), set(), set(), set()]
    for kode in sted:
        trinn[3].add(f"sted:{LANDET}")
        if er_fylke(kode):
            trinn[0].add(f"i:{kode}")
        elif kode != LANDET:
            naboer = kommuner_innen(kode, innen, steder)
            trinn[0].add(f"sted:{kode}")
            trinn[1] |= {f"sted:{nabo}" for nabo in naboer}
            trinn[2] |= {f"sted:{f}" for k in (kode, *naboer) if (f := steder[k].overordnet)}
    return trinn


def likhetstrinn(som: Iterable[str], steder: Mapping[str, Omradeprofil]) -> list[set[str]]:
    """Merkene til dem som har gjort noe for kommunen, eller for en som ligner: de mest like først."""
    trinn: list[set[str]] = [set(), set(), set(), set()]
    for kode in som:
        trinn[0].add(f"hos:{kode}")
        for annen, felles in kommuner_som(kode, steder).items():
            trinn[4 - max(1, len(felles))].add(f"hos:{annen}")
    return trinn


def kommuner_innen(kode: str, km: int, steder: Mapping[str, Omradeprofil]) -> list[str]:
    """Kommunene med sentrum høyst ``km`` i luftlinje fra sentrum i denne. Kommuner uten kjent sentrum er ikke med."""
    her = steder[kode]
    if not km or her.breddegrad is None or her.lengdegrad is None:
        return []
    return [
        o.kode
        for o in steder.values()
        if o.type == "kommune"
        and o.kode != kode
        and (avstand := avstand_km(her, o)) is not None
        and avstand <= km
    ]


def avstand_km(en: Omradeprofil, annen: Omradeprofil) -> float | None:
    """Luftlinje mellom sentrene i kilometer (storsirkel, kule med jordens middelradius)."""
    if en.breddegrad is None or en.lengdegrad is None:
        return None
    if annen.breddegrad is None or annen.lengdegrad is None:
        return None
    b1, l1, b2, l2 = map(math.radians, (en.breddegrad, en.lengdegrad, annen.breddegrad, annen.lengdegrad))
    korde = math.sin((b2 - b1) / 2) ** 2 + math.cos(b1) * math.cos(b2) * math.sin((l2 - l1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(korde))
