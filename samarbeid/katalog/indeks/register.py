"""Hvem som har hvilket merke, i minnet til hver prosess: mengder av radnumre (pyroaring), holdt ved like av nummer.

Hver endring i katalogen har et nummer i Katalogendring, skrevet av én om gangen. Et register som har lest til og
med nummer n, leser bare det som er kommet etter. Et register er uforanderlig: en forespørsel beholder sitt, mens
den neste får et nytt. 100 000 rader er om lag 3 MB. Entreprenørene og behovene har hvert sitt, holdt ved like på samme måte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Protocol

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from pyroaring import BitMap

from samarbeid.katalog.indeks.loddtrekning import Rekkefolge, hent_ring
from samarbeid.models import Katalogendring, Katalograd
from veier.husk import Siste
from veier.sok.rang.bevis import TOM
from veier.sok.rang.kilder import som_mengde

# Flere endringer enn dette, og det er raskere å lese alt på nytt.
MANGE_ENDRINGER = 2_000
MERKER_I_GANGEN = 20


@dataclass(frozen=True)
class Register:
    """``alle`` er radene som finnes; ``merker`` radene med hvert merke."""

    nummer: int
    alle: BitMap
    merker: Mapping[str, BitMap]
    ring: Rekkefolge

    def med(self, merke: str) -> BitMap:
        return self.merker.get(merke, TOM)

    def med_noen(self, merker: Iterable[str]) -> BitMap:
        return reduce(BitMap.union, map(self.med, merker), BitMap())


class Rekkefolgen(Protocol):
    """Lager rekkefølgen mellom like gode rader. ``dag`` er ny når den skal lages på nytt uten at noe er endret."""

    def dag(self) -> str: ...

    def les(self, alle: BitMap, dag: str) -> Rekkefolge: ...

    def oppdater(self, gammel: Rekkefolge, alle: BitMap, endret: BitMap, dag: str) -> Rekkefolge:
        """``alle`` er radene som finnes nå, ``endret`` dem som er nye, endret eller borte."""
        ...


class Trukket:
    """Trekningen mellom entreprenørene, én gang om dagen."""

    def dag(self) -> str:
        return timezone.localdate().isoformat()

    def les(self, alle: BitMap, dag: str) -> Rekkefolge:
        return hent_ring(dag, alle.max() if alle else 0)

    def oppdater(self, gammel: Rekkefolge, alle: BitMap, endret: BitMap, dag: str) -> Rekkefolge:
        return self.les(alle, dag)


# Det som er nytt, leses på noen tusendeler. Må alt leses på nytt, får leserne det forrige registeret imens.
VENTER = 0.2


class Registeret:
    """Registeret over radene i én tabell, holdt ved like i denne prosessen. ``modell`` har merkene i ``merker``."""

    def __init__(self, modell: type[Model], slag: Katalogendring.Slag, rekkefolgen: Rekkefolgen) -> None:
        self.modell, self.slag, self.rekkefolgen = modell, slag, rekkefolgen
        self._siste: Siste[Register] = Siste(venter=VENTER)

    def hent(self) -> Register:
        """Slik databasen er nå: ett spørsmål når ingenting er endret, ett til for det som er nytt."""
        siste, eldste = _numre()
        dag = self.rekkefolgen.dag()
        return self._siste.hent((siste, dag), lambda gammelt: self._neste(gammelt, siste, eldste, dag))

    def _neste(self, gammelt: Register | None, siste: int, eldste: int, dag: str) -> Register:
        if gammelt is None or gammelt.nummer < eldste - 1:
            return self._les(siste, dag)
        if siste < gammelt.nummer:
            # Enten spurte denne tråden først og kom til sist, eller databasen er gått tilbake.
            naa, _eldste = _numre()
            return gammelt if naa >= gammelt.nummer and gammelt.ring.dag == dag else self._les(naa, dag)
        if siste > gammelt.nummer:
            return self._oppdater(gammelt, siste, dag)
        return replace(gammelt, ring=self.rekkefolgen.les(gammelt.alle, dag))

    def _les(self, siste: int, dag: str) -> Register:
        meta = self.modell._meta
        # Noen merker om gangen: alle på én gang er ti ganger så mye minne som mengdene de blir til.
        with transaction.atomic(), connection.chunked_cursor() as peker:
            peker.execute(
                f"SELECT merke, string_agg(int4send({meta.pk.column}::int), ''::bytea) FROM {meta.db_table},"  # noqa: S608
                " unnest(merker || '{\"\"}'::varchar[]) merke GROUP BY merke"
            )
            merker: dict[str, BitMap] = {}
            while bunke := peker.fetchmany(MERKER_I_GANGEN):
                merker.update((merke, som_mengde(rader)) for merke, rader in bunke)
        alle = merker.pop("", BitMap())
        return Register(siste, alle, merker, self.rekkefolgen.les(alle, dag))

    def _oppdater(self, gammelt: Register, siste: int, dag: str) -> Register:
        numre = Katalogendring.objects.filter(nummer__gt=gammelt.nummer, nummer__lte=siste, slag=self.slag)
        rader = set(numre.values_list("rad", flat=True)[: MANGE_ENDRINGER + 1])
        if len(rader) > MANGE_ENDRINGER:
            return self._les(siste, dag)
        nye: dict[str, BitMap] = defaultdict(BitMap)
        finnes = BitMap()
        for rad, merker in self.modell._default_manager.filter(pk__in=rader).values_list("pk", "merker"):
            finnes.add(rad)
            for merke in merker:
                nye[merke].add(rad)
        endret = BitMap(rader)
        # Det som ikke er endret, deles med det gamle registeret: svarene som er husket, holder på hvert sitt.
        mengder = {
            merke: mengde - endret if mengde.intersect(endret) else mengde
            for merke, mengde in gammelt.merker.items()
        }
        for merke, mengde in nye.items():
            mengder[merke] = mengder.get(merke, TOM) | mengde
        alle = (gammelt.alle - endret) | finnes
        return Register(siste, alle, mengder, self.rekkefolgen.oppdater(gammelt.ring, alle, endret, dag))


_entreprenorene = Registeret(Katalograd, Katalogendring.Slag.ENTREPRENOR, Trukket())


def hent_register() -> Register:
    """Registeret over entreprenørene slik databasen er nå."""
    return _entreprenorene.hent()


def utgave() -> str:
    """Ny når katalogen, listen over behov, ideenes tekster, referansedataene eller søkeindeksen er endret. Ett spørsmål."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT (SELECT max(nummer) FROM samarbeid_katalogendring),"
            " (SELECT max(nummer) FROM taksonomi_referanseversjon),"
            " (SELECT string_agg(nummer::text, '-' ORDER BY samling) FROM sok_indeksversjon)"
        )
        return " ".join(map(str, peker.fetchone()))


def _numre() -> tuple[int, int]:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT coalesce(max(nummer), 0), coalesce(min(nummer), 0) FROM samarbeid_katalogendring"
        )
        siste, eldste = peker.fetchone()
        return siste, eldste
