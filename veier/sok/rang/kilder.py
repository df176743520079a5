"""Søketekstene lest som mengder av radnumre."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from pyroaring import BitMap

from veier.sok.rang.bevis import TOM, Oppslag
from veier.sok.rang.likhet import Likhet, de_beste, kjente, ordne
from veier.sok.rang.rangering import Rangert, ranger
from veier.sok.tolkning import OG_SA, Sporring
from veier.sok.typer import Uttrykk


@dataclass(frozen=True)
class Tabell:
    """En tabell med søketekster (veier.sok.models.Soketekst).

    ``synlig`` er et tsquery-ledd fra koden, aldri fra en leser: merkene en rad må ha for å være med. ``bare`` er radene det
    letes i, når det ikke er alle. ``rekker`` er uttrykkene alle radene har som ett ord.
    """

    tabell: str
    nokkel: str
    synlig: str = ""
    rekker: Collection[Uttrykk] = ()
    bare: frozenset[int] | None = None

    def finn(self, sporring: Sporring) -> Rangert:
        """Treffene, rangert, og de øverste ordnet etter hvor mye ordene ligner. Høyst to spørsmål."""
        (rangert,) = finjuster(sporring, [(self, self.ranger(sporring))])
        return rangert

    def ranger(self, sporring: Sporring) -> Rangert:
        """Treffene, rangert etter hvor mye de har av spørringen. Ett spørsmål."""
        (rangert,) = ranger_i(sporring, [self])
        return rangert

    def les_for(self, regn: Callable[[Oppslag], object], monstre: Sequence[str] = ()) -> Oppslag:
        """Mengdene ``regn`` trenger. Først kjøres den for å se hvilke det er, så hentes de i ett spørsmål."""
        (mengder,) = _hent([(self, self.onsker(regn))], monstre)
        return Mengder(self.rekker, mengder)

    def onsker(self, regn: Callable[[Oppslag], object]) -> list[str]:
        """Spørringene ``regn`` stiller."""
        onsker = _Onsker(self.rekker)
        regn(onsker)
        return list(onsker.sporringer)

    def lest(self, sporringer: Sequence[str], numre: Sequence[bytes]) -> dict[str, BitMap]:
        """Spørring → radene som svarer på den, og som det letes i."""
        mengder = [som_mengde(rader) for rader in numre]
        if self.bare is not None:
            mengder = [mengde & self._bare for mengde in mengder]
        return dict(zip(sporringer, mengder, strict=True))

    def tsquery(self, sporringer: Sequence[str]) -> list[str]:
        return [self._synlige(s) for s in sporringer] if self.synlig else list(sporringer)

    def _synlige(self, sporring: str) -> str:
        i_indeksen, skille, resten = sporring.partition(OG_SA)
        return f"({i_indeksen}) & ({self.synlig}){skille}{resten}"

    @cached_property
    def _bare(self) -> BitMap:
        return BitMap(self.bare or ())


class _Onsker:
    """Svarer ingen på alt, og husker det som ble spurt om."""

    def __init__(self, rekker: Collection[Uttrykk]) -> None:
        self.rekker = rekker
        self.sporringer: dict[str, None] = {}

    def __call__(self, tsquery: str) -> BitMap:
        self.sporringer[tsquery] = None
        return TOM


@dataclass(frozen=True, slots=True)
class Mengder:
    """Det som er lest: tsquery → radene."""

    rekker: Collection[Uttrykk]
    mengder: dict[str, BitMap]

    def __call__(self, tsquery: str) -> BitMap:
        return self.mengder.get(tsquery, TOM)


def ranger_i(sporring: Sporring, tabellene: Sequence[Tabell]) -> list[Rangert]:
    """Treffene i hver tabell, rangert hver for seg. Ett spørsmål for alle."""

    def regn(hent: Oppslag) -> Rangert:
        return ranger(sporring, hent)

    mengder = _hent([(t, t.onsker(regn)) for t in tabellene], sporring.monstre())
    return [regn(Mengder(t.rekker, m)) for t, m in zip(tabellene, mengder, strict=True)]


def _hent(par: Sequence[tuple[Tabell, list[str]]], monstre: Sequence[str]) -> list[dict[str, BitMap]]:
    """Mengdene til spørringene i hver tabell. Ett spørsmål, og ikke noe når ingen spør."""
    if not any(sporringer for _tabell, sporringer in par):
        return [{} for _ in par]
    verdier: list[int | str | list[str]] = []
    for nr, (tabell, sporringer) in enumerate(par):
        verdier += [nr, tabell.tabell, tabell.nokkel, tabell.tsquery(sporringer), list(monstre)]
    en = "SELECT %s::int, sok_mengder(%s::regclass, %s, %s::text[], %s::text[])"
    with connection.cursor() as peker:
        peker.execute(" UNION ALL ".join([en] * len(par)), verdier)
        svar = dict(peker.fetchall())
    return [tabell.lest(sporringer, svar[nr]) for nr, (tabell, sporringer) in enumerate(par)]


def finjuster(sporring: Sporring, treff: Sequence[tuple[Tabell, Rangert]]) -> list[Rangert]:
    """De øverste i hver tabell ordnet etter hvor mye ordene i dem ligner på spørringen. Ett spørsmål for alle tabellene."""
    spurt = kjente(sporring.ledd)
    beste = [de_beste(rangert) if spurt else TOM for _tabell, rangert in treff]
    par = [(tabell, rader) for (tabell, _rangert), rader in zip(treff, beste, strict=True) if rader]
    ordene = _les_ordene(par) if par else iter(())
    likhet = Likhet(spurt)
    ut = []
    for (_tabell, rangert), rader in zip(treff, beste, strict=True):
        likt = {rad: likhet.med_hvert_ord(ord_) for rad, ord_ in next(ordene).items()} if rader else {}
        ut.append(ordne(rangert, rader, likt) if likt else rangert)
    return ut


def _les_ordene(par: Sequence[tuple[Tabell, BitMap]]) -> Iterator[dict[int, list[str]]]:
    """Rad → ordene i den, for hver tabell."""
    navn = connection.ops.quote_name
    en = "SELECT {}, {}, array_to_string(tsvector_to_array(vektor), chr(10)) FROM {} WHERE {} = ANY(%s)"
    spor = " UNION ALL ".join(
        en.format(nr, navn(t.nokkel), navn(t.tabell), navn(t.nokkel)) for nr, (t, _rader) in enumerate(par)
    )
    ut: list[dict[int, list[str]]] = [{} for _ in par]
    with connection.cursor() as peker:
        peker.execute(spor, [list(rader) for _tabell, rader in par])
        for nr, rad, ordene in peker.fetchall():
            ut[nr][rad] = ordene.split("\n")
    return iter(ut)


def som_mengde(numre: bytes | None) -> BitMap:
    """Radnumre fra databasen som en mengde."""
    return BitMap(som_numre(numre))


def som_numre(numre: bytes | None) -> array[int]:
    """Radnumre som fire byte hver, mest betydende først, slik int4send skriver dem. En tiendedel av en liste."""
    tall = array("I")
    tall.frombytes(numre or b"")
    tall.byteswap()
    return tall
