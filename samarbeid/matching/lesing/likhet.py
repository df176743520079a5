"""Den statistiske leseren: hvilke temaer en tekst ligner mest på, målt mot portalens egne tekster for hvert tema.

tf-idf over stammer, ledd i sammensetninger og bokstavrekker, så «flyktningmødre» ligner på «flyktning» og «mødre» selv om
ingen har skrevet ordet før. Ingen opplæring, ingen nedlasting: bygget én gang av det som står i referansedataene.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from veier.sok.normalisering import SMAORD, Ord, er_stedsnavn, finn_ord, stamme
from veier.sok.sammensetninger import indeksledd

_REKKE = 4  # lengden på bokstavrekkene
_STAMME, _LEDD, _BOKSTAVER = 1.0, 0.8, 0.25
_KORT = 3.0  # lagt til lengden: ett vanlig ord i en kort tekst er ikke nok til å ligne
_VEIER = 0.2  # så stor del av likheten må et ord stå for
_SVAKT = 0.4  # vekten av et svakt ord i tekstene
_ENDELSER = frozenset({"skap", "ment", "list"})  # ledd som også er endelser: «regn-skap»
_LANGE_UTTRYKK = 4  # ord; det som er lengre, er en setning
_HUSK = 1024  # stammer; en tekst på 2 000 ord har under så mange
_GRANSKES = 12  # så mange av temaene det ses nærmere på, hva som veide mest i
_TETTEST = 3  # så mange av en idés tyngste ord siteres


# Kvadratet av lengden en stamme gir, og (tema, vekt, delen som ikke bare er bokstavrekker).
_Egne = tuple[tuple[str, float, float], ...]
_Stammens = tuple[float, _Egne]
# Det ett ord legger til likheten med et tema: vekten, delen av den som ikke bare er bokstavrekker, og ordet.
_Bidrag = tuple[float, float, Ord]


@dataclass(frozen=True, slots=True)
class Likhet:
    """Et tema teksten ligner på: hvor mye (0–1), og ordene som veide mest. ``baerer``: mer enn ett svakt ord."""

    slug: str
    verdi: float
    ord: tuple[str, ...]
    baerer: bool = True


@dataclass(slots=True)
class Likhetsleser:
    """Vektene: trekk → (idf, tema, vekt). Vektorene er like lange, så et tema med mye tekst ikke vinner av den grunn.

    Alt er rekker av tall: det tar lite minne.
    """

    _temaer: Sequence[str] = ()
    _nr: dict[str, int] = field(default_factory=dict)
    _idf: array[float] = field(default_factory=lambda: array("d"))
    _fra: array[int] = field(default_factory=lambda: array("I", [0]))  # trekk nr n har parene fra n til n + 1
    _tema: array[int] = field(default_factory=lambda: array("H"))
    _vekt: array[float] = field(default_factory=lambda: array("d"))
    _svake: Mapping[str, frozenset[str]] = field(default_factory=dict)  # stammene som er svake ord for temaet
    _sist: dict[str, _Stammens] = field(default_factory=dict)

    def les(self, tekst: str, ord_: list[Ord] | None = None) -> list[Likhet]:
        """Temaene, mest likt først. Tiden følger antall ulike ord i teksten."""
        forekomster: dict[str, list[Ord]] = defaultdict(list)
        for o in finn_ord(tekst) if ord_ is None else ord_:
            if sier_noe(o):
                forekomster[o.stamme].append(o)
        rader: list[tuple[float, _Egne, Ord]] = []
        summer: dict[str, float] = defaultdict(float)
        lengde = 0.0
        for stammen, rekke in forekomster.items():
            tyngde = 1 + math.log(len(rekke))
            kvadrat, egne = self._husket(stammen)
            lengde += tyngde * tyngde * kvadrat
            rader.append((tyngde, egne, rekke[0]))
            for slug, vekt, _hele in egne:
                summer[slug] += tyngde * vekt
        ordnet = sorted(summer.items(), key=lambda par: (-par[1], par[0]))
        bidrag: dict[str, list[_Bidrag]] = {slug: [] for slug, _sum in ordnet[:_GRANSKES]}
        for tyngde, egne, o in rader:
            for slug, vekt, hele in egne:
                if slug in bidrag:
                    bidrag[slug].append((tyngde * vekt, tyngde * hele, o))
        norm = math.sqrt(lengde + _KORT**2)
        return [self._likheten(slug, sum_, norm, bidrag.get(slug, []), tekst) for slug, sum_ in ordnet]

    def _husket(self, stammen: str) -> _Stammens:
        """Det én stamme legger til, likt i alle tekster. De sist brukte huskes."""
        if (kjent := self._sist.get(stammen)) is None:
            if len(self._sist) >= _HUSK:
                self._sist.clear()
            kjent = self._sist[stammen] = self._regn_ut(stammen)
        return kjent

    def _regn_ut(self, stammen: str) -> _Stammens:
        kvadrat = 0.0
        egne: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for trekk, vekt in _trekk(stammen):
            if (nr := self._nr.get(trekk)) is not None:
                idf = self._idf[nr]
                kvadrat += (vekt * idf) ** 2
                for plass in range(self._fra[nr], self._fra[nr + 1]):
                    slug = self._temaer[self._tema[plass]]
                    egne[slug][trekk[0] != "~"] += vekt * idf * self._vekt[plass]
        return kvadrat, tuple((slug, bokstaver + hele, hele) for slug, (bokstaver, hele) in egne.items())

    def _likheten(self, slug: str, sum_: float, norm: float, ord_: list[_Bidrag], tekst: str) -> Likhet:
        tyngst = sorted(ord_, key=lambda b: (-b[0], b[2].start))[:_TETTEST]
        sitat = tuple(tekst[o.start : o.slutt] for _vekt, _hele, o in tyngst)
        return Likhet(slug, sum_ / norm, sitat, self._baerer(slug, ord_, sum_))

    def _baerer(self, slug: str, ord_: list[_Bidrag], sum_: float) -> bool:
        """Ett svakt ord gir aldri et tema alene, heller ikke her: det må et annet ord til som også veier."""
        svake = self._svake.get(slug, frozenset())
        veier = [o.stamme for _vekt, hele, o in ord_ if hele >= _VEIER * sum_]
        return any(stammen not in svake for stammen in veier) or len(veier) > 1


@cache
def _vanlige_ord() -> frozenset[str]:
    """Ord alle ideer er skrevet med, og som ikke sier noe om hva de handler om."""
    fil = Path(__file__).parent.parent / "data" / "vanlige_ord.txt"
    return frozenset(stamme(ord_) for ord_ in fil.read_text(encoding="utf-8").split())


def sier_noe(o: Ord) -> bool:
    """Sier ordet hva teksten handler om? Småord, ord alle ideer er skrevet med, tall og stedsnavn gjør ikke det."""
    if o.form in SMAORD or o.stamme in _vanlige_ord() or o.stamme.isdigit():
        return False
    return not er_stedsnavn(o.stamme)


def _trekk(stammen: str) -> tuple[tuple[str, float], ...]:
    """Stammen, leddene i den og bokstavrekkene."""
    trekk = [(stammen, _STAMME)]
    trekk += [(del_, _LEDD) for del_ in indeksledd(stammen) if del_ not in {stammen, *_ENDELSER}]
    if len(stammen) > _REKKE and not stammen[0].isdigit():
        merket = f"^{stammen[:40]}$"
        rekker = dict.fromkeys(merket[i : i + _REKKE] for i in range(len(merket) - _REKKE + 1))
        trekk += [(f"~{rekke}", _BOKSTAVER / math.sqrt(len(rekker))) for rekke in rekker]
    return tuple(trekk)


def lag_likhetsleser(tekster: Mapping[str, Sequence[tuple[float, str]]]) -> Likhetsleser:
    """Av (vekt, tekst) for hvert tema."""
    temaer = {slug: _vektor(rader) for slug, rader in tekster.items()}
    antall = Counter(trekk for vektor in temaer.values() for trekk in vektor)
    idf = {trekk: math.log((len(temaer) + 1) / (n + 0.5)) for trekk, n in antall.items()}
    vekter: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for tema, vektor in enumerate(temaer.values()):
        vektet = {trekk: vekt * idf[trekk] for trekk, vekt in vektor.items() if idf[trekk] > 0}
        lengde = math.sqrt(sum(v * v for v in vektet.values()))
        for trekk, vekt in vektet.items():
            vekter[trekk].append((tema, vekt / lengde))
    leser = Likhetsleser(tuple(temaer), _svake={slug: _svake_ord(rader) for slug, rader in tekster.items()})
    for trekk, rader in vekter.items():
        leser._nr[trekk] = len(leser._idf)
        leser._idf.append(idf[trekk])
        leser._tema.extend(tema for tema, _vekt in rader)
        leser._vekt.extend(vekt for _tema, vekt in rader)
        leser._fra.append(len(leser._tema))
    return leser


def _svake_ord(rader: Iterable[tuple[float, str]]) -> frozenset[str]:
    korte = (finn_ord(tekst) for vekt, tekst in rader if vekt <= _SVAKT)
    return frozenset(o.stamme for ord_ in korte if len(ord_) < _LANGE_UTTRYKK for o in ord_)


def _vektor(rader: Iterable[tuple[float, str]]) -> dict[str, float]:
    samlet: dict[str, float] = defaultdict(float)
    for tyngde, tekst in rader:
        for o in finn_ord(tekst):
            if sier_noe(o):
                for trekk, vekt in _trekk(o.stamme):
                    samlet[trekk] += tyngde * vekt
    return {trekk: math.sqrt(sum_) for trekk, sum_ in samlet.items()}
