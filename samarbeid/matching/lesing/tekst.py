"""Finner uttrykk i fri tekst: bøyning, sammensetninger, små ord imellom, og nektelser."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from samarbeid.matching.typer import Uttrykk
from veier.sok.normalisering import SMAORD, Ord, finn_ord

NEKTELSER = frozenset({"ikke", "verken", "hverken", "ei"})
# Ord som kan stå mellom nektelsen og det som nektes: «ikke rettet mot rus», «handler ikke om rus».
_MELLOM_NEKTELSE = frozenset(
    """
om for mot med til bare kun et en ei rettet gjelder handler tilbud noe innen det primært først
fremst
""".split()
)
_BINDER_NEKTELSE = frozenset({"eller", "og"})
_MINST_FORLEDD, _MINST_ETTERLEDD = 6, 8


def lag_uttrykk(visning: str, *, noyaktig: bool = False) -> Uttrykk:
    """Leser et uttrykk slik redaktøren skriver det. «*» bak/foran: også som for- eller etterledd.
    «=» foran: bøyningen må være den samme."""
    noyaktig = noyaktig or visning.startswith("=")
    tekst = visning.lstrip("=")
    ord_ = finn_ord(tekst)
    return Uttrykk(
        visning=tekst.strip("*"),
        stammer=tuple(o.stamme for o in ord_),
        sma=tuple(o.stamme in SMAORD for o in ord_),
        former=tuple(o.form for o in ord_) if noyaktig else (),
        forledd=tekst.endswith("*"),
        etterledd=tekst.startswith("*"),
        store=len(tekst) > 1 and tekst.isalpha() and tekst.isupper(),
    )


def lag_vilkar(ord_: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Ord i «gjelder bare sammen med»: hvert blir en rekke stammer."""
    return tuple(tuple(o.stamme for o in finn_ord(v)) for v in ord_)


@dataclass(frozen=True, slots=True)
class Funn:
    """Et uttrykk som står i teksten. ``fra`` og ``til`` er ordnummer; ``ord`` er teksten slik den står."""

    gjelder: Any
    uttrykk: Uttrykk
    fra: int
    til: int
    ord: str
    ledd: bool = False  # funnet som ledd i et lengre ord


@dataclass(slots=True)
class Ordliste:
    """Uttrykkene ordnet etter første ord, så en tekst leses én gang."""

    allmenne: frozenset[str] = frozenset()  # svake ord som peker på mange temaer, se temavalg
    _alene: dict[str, list[tuple[Uttrykk, Any]]] = field(default_factory=dict)
    # Med det siste store ordet, og alle disse ordene for seg: står ingen av dem i setningen, er det ikke noe å lete etter.
    _rekker: dict[str, list[tuple[Uttrykk, Any, str]]] = field(default_factory=dict)
    _sluttord: dict[str, set[str]] = field(default_factory=dict)
    _forledd: dict[str, list[tuple[Uttrykk, Any]]] = field(default_factory=dict)
    _etterledd: dict[str, list[tuple[Uttrykk, Any]]] = field(default_factory=dict)

    def legg_til(self, uttrykk: Uttrykk, gjelder: Any, *, ledd: bool = False) -> None:
        """``ledd``: lange enkeltord gjelder også i sammensetninger uten at redaktøren har satt stjerne."""
        if not uttrykk.stammer:
            return
        par = (uttrykk, gjelder)
        if len(uttrykk.stammer) > 1:
            siste = next(
                (s for s, liten in zip(uttrykk.stammer[::-1], uttrykk.sma[::-1], strict=True) if not liten),
                "",
            )
            rad = (uttrykk, gjelder, siste or uttrykk.stammer[-1])
            forste = uttrykk.stammer[uttrykk.forste]
            self._rekker.setdefault(forste, []).append(rad)
            self._sluttord.setdefault(forste, set()).add(rad[2])
            return
        stamme = uttrykk.stammer[0]
        self._alene.setdefault(stamme, []).append(par)
        if uttrykk.forledd or (ledd and len(stamme) >= _MINST_FORLEDD):
            self._forledd.setdefault(stamme, []).append(par)
        if uttrykk.etterledd or (ledd and len(stamme) >= _MINST_ETTERLEDD):
            self._etterledd.setdefault(stamme, []).append(par)

    def finn(self, tekst: str, ord_: list[Ord]) -> list[Funn]:
        """Alle funn som ikke er nektet, i rekkefølge."""
        return self.les(tekst, ord_)[0]

    def les(self, tekst: str, ord_: list[Ord]) -> tuple[list[Funn], frozenset[int]]:
        """Alle funn som ikke er nektet, i rekkefølge, og numrene til ordene som er det."""
        setninger = _stammer_i_setningene(ord_)
        ledd: dict[str, tuple[tuple[Uttrykk, Any], ...]] = {}
        funn = [
            Funn(gjelder, uttrykk, i, til, tekst[ord_[i].start : ord_[til].slutt], som_ledd)
            for i, o in enumerate(ord_)
            for uttrykk, gjelder, til, som_ledd in self._fra(ord_, i, setninger[o.setning], ledd)
        ]
        funn = [f for f in funn if not f.uttrykk.store or _er_forkortelse(f, ord_, tekst)]
        nektet = _nektede(ord_, funn)
        bare = [f for f in funn if f.fra not in nektet]
        i_nektet = {nr for f in funn if f.fra in nektet for nr in range(f.fra, f.til + 1)}
        return bare, frozenset(i_nektet)

    def _fra(
        self,
        ord_: list[Ord],
        i: int,
        setningen: set[str],
        husket: dict[str, tuple[tuple[Uttrykk, Any], ...]],
    ) -> Iterator[tuple[Uttrykk, Any, int, bool]]:
        """Funnene som begynner på ord ``i``. Det siste ordet i en rekke må stå i den samme setningen, så en lang tekst ikke
        gjør hver rekke dyrere å lete etter; leddene i et ord er de samme hver gang ordet står der, og huskes i ``husket``."""
        stamme = ord_[i].stamme
        for uttrykk, gjelder in self._alene.get(stamme, ()):
            if not uttrykk.former or uttrykk.former[0] == ord_[i].form:
                yield uttrykk, gjelder, i, False
        if stamme in self._sluttord and not self._sluttord[stamme].isdisjoint(setningen):
            for uttrykk, gjelder, siste in self._rekker[stamme]:
                if siste in setningen and (til := _passer(uttrykk, ord_, i)) is not None:
                    yield uttrykk, gjelder, til, False
        if (ledd := husket.get(stamme)) is None:
            ledd = husket[stamme] = tuple(self._i_leddene(stamme))
        for uttrykk, gjelder in ledd:
            yield uttrykk, gjelder, i, True

    def _i_leddene(self, stamme: str) -> Iterator[tuple[Uttrykk, Any]]:
        for kutt in range(3, len(stamme)):
            yield from self._forledd.get(stamme[:kutt], ())
            yield from self._etterledd.get(stamme[kutt:], ())


def _stammer_i_setningene(ord_: Iterable[Ord]) -> dict[int, set[str]]:
    setninger: dict[int, set[str]] = defaultdict(set)
    for o in ord_:
        setninger[o.setning].add(o.stamme)
    return setninger


def _er_forkortelse(f: Funn, ord_: list[Ord], tekst: str) -> bool:
    """Med store bokstaver, og ikke bare fordi alt rundt er skrevet slik («VI LAR ELDRE STRIKKE»)."""
    rundt = [tekst[o.start : o.slutt] for o in ord_[max(0, f.fra - 2) : f.til + 3]]
    return f.ord.isupper() and (len(rundt) == 1 or not all(o.isupper() for o in rundt))


_IMELLOM = 4  # så mange plasser fram kan det neste ordet i et uttrykk høyst stå


def _passer(uttrykk: Uttrykk, ord_: list[Ord], i: int) -> int | None:
    """Ordnummeret uttrykket slutter på når det begynner på ``i``, ellers None.

    Små ord kan mangle eller komme imellom, og ett annet ord kan stå imellom – men aldri en nektelse.
    """
    streng = uttrykk.streng
    slark = 0 if streng else 1
    plass = i
    start = uttrykk.forste
    if not _likt(uttrykk, start, ord_[i]):
        return None
    for nr in range(start + 1, len(uttrykk.stammer)):
        neste = plass + 1
        while neste - plass <= _IMELLOM and neste < len(ord_) and not _likt(uttrykk, nr, ord_[neste]):
            o = ord_[neste].stamme
            if streng or o in NEKTELSER or ord_[neste].setning != ord_[i].setning:
                break
            if o not in SMAORD:
                if not slark or uttrykk.sma[nr]:
                    break
                slark -= 1
            neste += 1
        i_setningen = neste < len(ord_) and ord_[neste].setning == ord_[i].setning
        if i_setningen and _likt(uttrykk, nr, ord_[neste]):
            plass = neste
        elif streng or not uttrykk.sma[nr]:
            return None
    return plass


def _likt(uttrykk: Uttrykk, nr: int, o: Ord) -> bool:
    if uttrykk.former:
        return uttrykk.former[nr] == o.form
    return uttrykk.stammer[nr] == o.stamme


def _nektede(ord_: list[Ord], funn: list[Funn]) -> set[int]:
    """Ordnumrene der et funn begynner og er nektet. «ikke rus eller psykiatri» nekter begge."""
    nektet: set[int] = set()
    slutt: set[int] = set()
    for f in sorted(funn, key=lambda f: (f.fra, f.til)):
        if any(s in NEKTELSER for s in f.uttrykk.stammer):
            continue
        i = f.fra - 1
        while i >= 0 and ord_[i].form in _MELLOM_NEKTELSE and f.fra - i <= 4:
            i -= 1
        direkte = (i >= 0 and ord_[i].stamme in NEKTELSER) or _nektet_etter(ord_, f)
        fortsetter = f.fra >= 2 and ord_[f.fra - 1].stamme in _BINDER_NEKTELSE and f.fra - 2 in slutt
        if direkte or fortsetter:
            nektet.add(f.fra)
            slutt.add(f.til)
    return nektet


_ER = frozenset({"er", "var", "blir"})
_IKKE_DET = frozenset("tema temaet mål målet poenget saken fokus fokuset aktuelt hensikten noe det".split())


def _nektet_etter(ord_: list[Ord], f: Funn) -> bool:
    """«Rus er ikke tema hos oss.»"""
    etter = [o.form for o in ord_[f.til + 1 : f.til + 4]]
    return len(etter) == 3 and etter[0] in _ER and etter[1] in NEKTELSER and etter[2] in _IKKE_DET


class Vilkarsleser:
    """Om ord et uttrykk gjelder sammen med, står i teksten. Hvert vilkår ses etter én gang."""

    def __init__(self, stammer: tuple[str, ...]) -> None:
        self._stammer = stammer
        self._sortert = sorted(set(stammer))
        self._sett: dict[tuple[tuple[str, ...], ...], bool] = {}

    def har(self, vilkar: tuple[tuple[str, ...], ...]) -> bool:
        """Om minst ett av ordene i vilkåret står i teksten. Siste ord gjelder som begynnelsen på et ord."""
        if vilkar not in self._sett:
            self._sett[vilkar] = any(map(self._star, vilkar))
        return self._sett[vilkar]

    def _star(self, uttrykk: tuple[str, ...]) -> bool:
        if len(uttrykk) == 1:
            plass = bisect_left(self._sortert, uttrykk[0])
            return plass < len(self._sortert) and self._sortert[plass].startswith(uttrykk[0])
        lengde = len(uttrykk)
        return any(
            self._stammer[i : i + lengde - 1] == uttrykk[:-1]
            and self._stammer[i + lengde - 1].startswith(uttrykk[-1])
            for i in range(len(self._stammer) - lengde + 1)
        )


# Ord som også er norske («for», «men», «be»), er ikke med.
_ENGELSKE = frozenset(
    """
the of and to we our with who is are help helps people young children women that this they their not work school home
would in every week meet will about more what who where new old life lives town neighbourhood elderly youth refugee
refugees immigrant place want need it can have as by your you year costs cost offer from
""".split()
)
_NORSKE = frozenset(
    "og i på er vi som til av med det en et har ikke å de for skal vil kan om ikkje eit me dei".split()
)
_MINST = 4


def er_engelsk(ord_: Iterable[str]) -> bool:
    """Om teksten har flere engelske enn norske småord. Noen få engelske ord i en norsk tekst er ikke nok."""
    skrevet = list(ord_)
    engelske = sum(o in _ENGELSKE for o in skrevet)
    norske = sum(o in _NORSKE and o not in {"for", "i"} for o in skrevet)
    return (engelske >= _MINST and engelske > 2 * norske) or (
        engelske >= 2 and norske == 0 and len(skrevet) <= 25
    )
