"""Det meste ordene i en profil eller idé kan gi mot et behov: aldri mindre enn det ``finn_likeste`` gir den."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from django.db import connection

from samarbeid.katalog.indeks.delte import Delte
from samarbeid.katalog.indeks.likeste import STOR, eget, sjeldneste
from samarbeid.katalog.indeks.ordlikhet import BAERER, HELT_LIK, SITERT
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.matching.partnere import ULIK, Ordlikhet
from veier.sok.rang import vekter
from veier.sok.sokeledd import Sokeledd
from veier.sok.typer import MINST_PREFIKS, Uttrykk

# ``vurder_partner`` ser bare hvor mange de er.
HVILKE_SOM_HELST = ("én", "to", "tre")
# Merket til det alle kan se: færre har ordet der enn blant dem noen kan se, og da veier det mer.
SES_AV_ALLE = "'s/alle'"


@dataclass(frozen=True)
class Ordene:
    """Ordene i søketeksten til raden ``nummer`` i ``kilde``."""

    kilde: Tekstkilde
    nummer: int
    for_alle: str = ""

    @cached_property
    def ordnet(self) -> list[str]:
        """Ett spørsmål."""
        with connection.cursor() as peker:
            peker.execute(
                f"SELECT tsvector_to_array(vektor) FROM {self.kilde.tabell} WHERE {self.kilde.nokkel} = %s",  # noqa: S608
                [self.nummer],
            )
            rad = peker.fetchone()
        return sorted(rad[0]) if rad else []

    def det_meste(self, behovene: Sequence[Sequence[Sokeledd]]) -> list[Ordlikhet]:
        """For hvert behov, med leddene det er skrevet med, det meste raden kan ha felles med det."""
        register = hent_register()
        if len(register.alle) > STOR:
            return self._i_en_stor(behovene, register.nummer, len(register.alle))
        return [Ordlikhet(1.0, HVILKE_SOM_HELST) if self._deler_noe(ledd) else ULIK for ledd in behovene]

    def _i_en_stor(self, behovene: Sequence[Sequence[Sokeledd]], utgave: int, antall: int) -> list[Ordlikhet]:
        """Bare selve ordene slås opp der: vekten av hvert av dem raden har, leses i ett spørsmål."""
        delte = [
            [eget(ledd) for ledd in sjeldneste(leddene, self.kilde) if self._kan_ha(ledd)]
            for leddene in behovene
        ]
        sporringer = dict.fromkeys(s for noen in delte for s in noen)
        mengder = Delte(self.kilde, utgave).hent([*sporringer, *([self.for_alle] if self.for_alle else [])])
        teller = mengder.get(self.for_alle)
        vekten = {
            s: vekter.idf(len(mengder[s] if teller is None else mengder[s] & teller), antall)
            for s in sporringer
            if self.nummer in mengder[s]
        }
        return [_samlet([vekten[s] for s in noen if s in vekten]) for noen in delte]

    def _kan_ha(self, ledd: Sokeledd) -> bool:
        if ledd.stamme:
            plass = bisect_left(self.ordnet, ledd.stamme)
            return plass < len(self.ordnet) and self.ordnet[plass] == ledd.stamme
        return any(map(self._har_uttrykket, ledd.egne))

    def _deler_noe(self, leddene: Sequence[Sokeledd]) -> bool:
        """Ordet, et annet uttrykk for det, eller et ledd i det."""
        return any(self._har_uttrykket(u) for ledd in leddene for u in _uttrykkene(ledd))

    def _har_uttrykket(self, uttrykk: Uttrykk) -> bool:
        return all(self._har(ord_) for ord_ in uttrykk if ord_)

    def _har(self, stamme: str) -> bool:
        """Ordet selv, eller et lengre som begynner med det når det er langt nok."""
        plass = bisect_left(self.ordnet, stamme)
        if plass == len(self.ordnet):
            return False
        funnet = self.ordnet[plass]
        return funnet == stamme or (len(stamme) >= MINST_PREFIKS and funnet.startswith(stamme))


def _samlet(vektene: Sequence[float]) -> Ordlikhet:
    andel = min(1.0, sum(nlargest(BAERER, vektene)) / HELT_LIK)
    return Ordlikhet(andel, HVILKE_SOM_HELST[: min(SITERT, len(vektene))])


def _uttrykkene(ledd: Sokeledd) -> Iterator[Uttrykk]:
    if ledd.stamme:
        yield (ledd.stamme,)
    yield from (*ledd.egne, *ledd.andre)
    for del_ in ledd.deler:
        yield from _uttrykkene(del_)
