"""Hvem som har hvilket merke, i minnet til hver prosess: mengder av radnumre (pyroaring), holdt ved like av nummer.

Hver endring i katalogen har et nummer i Katalogendring, skrevet av én om gangen. Et register som har lest til og
med nummer n, leser bare det som er kommet etter. Et register er uforanderlig: en forespørsel beholder sitt, mens
den neste får et nytt. 100 000 rader er om lag 3 MB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from django.db import connection, transaction
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


# Det som er nytt, leses på noen tusendeler. Må alt leses på nytt, får leserne det forrige registeret imens.
VENTER = 0.2
_siste: Siste[Register] = Siste(venter=VENTER)


def hent_register() -> Register:
    """Registeret slik databasen er nå: ett spørsmål når ingenting er endret, ett til for det som er nytt."""
    siste, eldste = _numre()
    dag = timezone.localdate().isoformat()
    return _siste.hent((siste, dag), lambda gammelt: _neste(gammelt, siste, eldste, dag))


def _neste(gammelt: Register | None, siste: int, eldste: int, dag: str) -> Register:
    if gammelt is None or gammelt.nummer < eldste - 1:
        return _les(siste, dag)
    if siste < gammelt.nummer:
        # Enten spurte denne tråden først og kom til sist, eller databasen er gått tilbake.
        naa, _eldste = _numre()
        return gammelt if naa >= gammelt.nummer and gammelt.ring.dag == dag else _les(naa, dag)
    if siste > gammelt.nummer:
        return _oppdater(gammelt, siste, dag)
    return replace(gammelt, ring=hent_ring(dag, _storste(gammelt.alle)))


def utgave() -> str:
    """Ny når katalogen, ideenes tekster, referansedataene eller søkeindeksen er endret. Ett spørsmål."""
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


def _les(siste: int, dag: str) -> Register:
    # Noen merker om gangen: alle på én gang er ti ganger så mye minne som mengdene de blir til.
    with transaction.atomic(), connection.chunked_cursor() as peker:
        peker.execute(
            "SELECT merke, string_agg(int4send(entreprenor_id::int), ''::bytea) FROM samarbeid_katalograd,"
            " unnest(merker || '{\"\"}'::varchar[]) merke GROUP BY merke"
        )
        merker: dict[str, BitMap] = {}
        while bunke := peker.fetchmany(MERKER_I_GANGEN):
            merker.update((merke, som_mengde(rader)) for merke, rader in bunke)
    alle = merker.pop("", BitMap())
    return Register(siste, alle, merker, hent_ring(dag, _storste(alle)))


def _oppdater(gammelt: Register, siste: int, dag: str) -> Register:
    numre = Katalogendring.objects.filter(nummer__gt=gammelt.nummer, nummer__lte=siste)
    rader = set(numre.values_list("rad", flat=True)[: MANGE_ENDRINGER + 1])
    if len(rader) > MANGE_ENDRINGER:
        return _les(siste, dag)
    nye: dict[str, BitMap] = defaultdict(BitMap)
    finnes = BitMap()
    for rad, merker in Katalograd.objects.filter(pk__in=rader).values_list("pk", "merker"):
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
    return Register(siste, alle, mengder, hent_ring(dag, _storste(alle)))


def _storste(alle: BitMap) -> int:
    return alle.max() if alle else 0
