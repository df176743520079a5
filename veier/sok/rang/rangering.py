"""Rangeringen: ett gjennomløp over mengder av radnumre. Ren, og lik for hundre dokumenter og hundre tusen rader.

1. Hvert ledd i spørringen har *bevis*: det skrevne ordet i navnet, emnet eller teksten, andre uttrykk for det samme, snevrere
   uttrykk, leddene i et sammensatt ord, temaet motoren leser av spørringen. En rad får det sterkeste beviset den har.
2. Leddene veies etter hvor sjeldne de er (idf). Summen er andelen av spørringen raden svarer på.
3. Andelen avrundes til trinn. Det samme trinnet er den samme rangen: der trekkes rekkefølgen av den som viser listen.
4. De som svarer på nok, er *kjernen* («Treffer godt»). Resten nevner noe av det («Nevner også»).

Ingen rad står to ganger. Ord som skal bort, og uttrykk i anførselstegn, gjelder alle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from pyroaring import BitMap

from veier.sok.rang import vekter
from veier.sok.rang.bevis import Bevis, Leddbevis, Oppslag, minst, union
from veier.sok.tolkning import SONER, Sporring, frasen, hele_navnet, navnelexem, ordet, temalexem


@dataclass(frozen=True)
class Rangert:
    """Radene i rekkefølge: ``rang`` er mengder uten felles rader, den beste først, og ``andel`` det hver av dem svarer på.

    ``funnet`` sier for hvert ledd om noen rad har det.
    """

    rang: tuple[BitMap, ...] = ()
    andel: tuple[float, ...] = ()
    funnet: tuple[bool, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.rang))

    @cached_property
    def godt(self) -> BitMap:
        return union(self.kjernen().rang)

    @cached_property
    def alle(self) -> BitMap:
        return union(self.rang)

    def kjernen(self) -> Rangert:
        """Bare dem som treffer godt."""
        antall = sum(andel >= vekter.KJERNE for andel in self.andel)
        return Rangert(self.rang[:antall], self.andel[:antall], self.funnet)

    @property
    def beste(self) -> float:
        return self.andel[0] if self.andel else 0.0

    def bare(self, rader: Callable[[BitMap], BitMap]) -> Rangert:
        """Det samme med andre eller færre rader i hver rang."""
        par = [(ny, a) for r, a in zip(self.rang, self.andel, strict=True) if (ny := rader(r))]
        return Rangert(tuple(r for r, _a in par), tuple(a for _r, a in par), self.funnet)


def ranger(sporring: Sporring, hent: Oppslag) -> Rangert:
    """Alle radene som har noe av det spørringen ber om."""
    if sporring.tom:
        return Rangert()
    leddene = [Leddbevis(ledd, sporring, hent) for ledd in sporring.ledd]
    fraser = _frasetrinn(sporring, hent) if sporring.fraser else []
    alle = union(rader for _poeng, rader in fraser or [ett for b in leddene for ett in b.trinn])
    antall = [*(len(b.vanlig) for b in leddene), *([len(alle)] if fraser else [])]
    vekt = [vekter.idf(n, len(alle)) for n in antall]
    vekt = [
        v * (vekter.LETT if nr < len(leddene) and leddene[nr].ledd.lett else 1) for nr, v in enumerate(vekt)
    ]
    andel = [v / sum(vekt) for v in vekt]
    lag = [(trinn, a) for b, a in zip(leddene, andel, strict=False) for trinn in (b.trinn, *b.tillegg())]
    if len(leddene) >= vekter.SPORSMAL:
        lag.append(([(vekter.TEMAET_I_SPORSMAL, union(hent(temalexem(t.slug)) for t in sporring.temaer))], 1))
    poeng = _summer([*lag, *([(fraser, andel[-1])] if fraser else [])], alle)
    navnet = hent(navnelexem(hele_navnet(" ".join(ledd.skrevet for ledd in sporring.ledd))))
    uten = union(hent(ordet(ledd.stamme)) for ledd in sporring.uten)
    poeng = _uten_noe_vesentlig(poeng, alle - _har_det_vesentlige(leddene, alle))
    return _i_rekkefolge(poeng, navnet & alle, alle - uten, tuple(b.finnes for b in leddene))


def _har_det_vesentlige(leddene: Sequence[Leddbevis], alle: BitMap) -> BitMap:
    """Radene som har så mange av leddene at de kan treffe godt: begge av to, og alle unntatt hvert tredje av flere.

    Et ord som sier lite alene, er ikke vesentlig.
    """
    tunge = [b.vanlig for b in leddene if not b.ledd.lett]
    return minst(len(tunge) - len(tunge) // vekter.KAN_MANGLE_ETT_AV, tunge) if len(tunge) > 1 else alle


def _uten_noe_vesentlig(poeng: Mapping[int, BitMap], rader: BitMap) -> Mapping[int, BitMap]:
    """De radene rett under grensen for å treffe godt, i den rekkefølgen de hadde."""
    grense = vekter.KJERNE * vekter.TRINN
    ut: dict[int, BitMap] = defaultdict(BitMap)
    for p, noen in poeng.items():
        ut[p] |= noen - rader if p >= grense else noen
        if p >= grense:
            ut[round(vekter.UNDER_KJERNEN * vekter.TRINN + (p - grense) * vekter.PRESSET)] |= noen & rader
    return ut


def _frasetrinn(sporring: Sporring, hent: Oppslag) -> Bevis:
    """Radene som har alt som skal stå ordrett: de andre er ikke med."""

    def i_sonen(sone: str) -> BitMap:
        return reduce(BitMap.intersection, (hent(frasen(f, sone)) for f in sporring.fraser))

    navn, emne, tekst = (i_sonen(sone) for sone in SONER)
    return [(vekter.EGET_NAVN, navn), (vekter.EGET_EMNE, emne), (vekter.EGET, tekst)]


def _summer(lag: Iterable[tuple[Bevis, float]], alle: BitMap) -> Mapping[int, BitMap]:
    """Trinn → radene. Radene deles for hvert lag, og de som har det samme til sammen, slås sammen igjen."""
    delt: dict[int, BitMap] = {0: alle}
    for trinn, vekt in lag:
        nye: dict[int, BitMap] = defaultdict(BitMap)
        for poeng, rader in delt.items():
            rest = rader
            for andel, noen in trinn:
                if funnet := rest & noen:
                    nye[poeng + round(andel * vekt * vekter.TRINN)] |= funnet
                    rest = rest - noen
            if rest:
                nye[poeng] |= rest
        delt = nye
    return delt


def _i_rekkefolge(
    poeng: Mapping[int, BitMap], navnet: BitMap, med: BitMap, funnet: tuple[bool, ...]
) -> Rangert:
    delt = {p: (rader & med) - navnet for p, rader in poeng.items()}
    delt[round(vekter.HELE_NAVNET * vekter.TRINN)] = navnet & med
    rang = [(p, rader) for p, rader in sorted(delt.items(), reverse=True) if rader and p > 0]
    return Rangert(tuple(r for _p, r in rang), tuple(p / vekter.TRINN for p, _r in rang), funnet)
