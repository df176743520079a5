"""De publiserte behovene som katalog. Registeret holdes ved like som entreprenørenes; rekkefølgen er de åpne først, så de nyeste."""

from __future__ import annotations

from array import array
from dataclasses import replace

from django.db import connection
from pyroaring import BitMap

from kommuner.models import Behovsnummer
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.katalog.indeks.loddtrekning import Rekkefolge
from samarbeid.katalog.indeks.nyeste import Nyeste
from samarbeid.katalog.indeks.register import Register, Registeret
from samarbeid.katalog.indeks.svar import Sokesvar
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.katalog.indeks.typer import Behovssok
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Behovsrad, Katalogendring
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.rang.kilder import som_numre
from veier.sok.sporring import ikke_noe_a_lete_etter, let
from veier.sok.typer import INGEN, Grupper
from veier.taksonomi.ordforrad import Behovstilstand

KILDE = Tekstkilde("samarbeid_behovtekst", "behov_id")
HUSKES = 32


class Behovssvar(Sokesvar[Behovssok]):
    """Svaret på et søk blant behovene. Like gode står med de åpne først."""

    TIL_SIST = tuple(f"tilstand:{tilstand}" for tilstand in Behovstilstand.values)


class SistPublisert:
    """De sist publiserte først: bare det som er endret, leses på nytt."""

    def dag(self) -> str:
        return Nyeste.dag

    def les(self, alle: BitMap, dag: str) -> Rekkefolge:
        return Nyeste.av(*_tider())

    def oppdater(self, gammel: Rekkefolge, alle: BitMap, endret: BitMap, dag: str) -> Rekkefolge:
        if not isinstance(gammel, Nyeste):
            return self.les(alle, dag)
        return gammel.med(dict.fromkeys(endret) | dict(zip(*_tider(list(endret)), strict=True)))


_register = Registeret(Behovsrad, Katalogendring.Slag.BEHOV, SistPublisert())
# Ordgruppene huskes med svaret, så en ny utgave av dem aldri kan få den samme identiteten.
_husket: Husk[tuple[Behovssvar, Grupper]] = Husk(HUSKES)


def hent_behovsregister() -> Register:
    """Registeret over behovene slik databasen er nå."""
    return _register.hent()


def finn_behov(sok: Behovssok, kunnskap: Kunnskap) -> Behovssvar:
    """Svaret på søket slik listen er nå. Regnes én gang per prosess mellom to endringer."""
    register = hent_behovsregister()
    grupper: Grupper = hent_grupper() if sok.q else INGEN

    def regn() -> tuple[Behovssvar, Grupper]:
        kilde = replace(KILDE, likhet=not sok.etter_sted)
        tekst, hvordan = (
            let(sok.q, grupper, kilde, les_temaer(sok.q, kunnskap, grupper)) if sok.q else (None, None)
        )
        if hvordan and ikke_noe_a_lete_etter(sok.q, hvordan.sporring):
            tekst = None
        return Behovssvar.regn(sok, register, kunnskap.omrader, tekst, hvordan), grupper

    nokkel = (sok, register.nummer, id(grupper) if sok.q else 0, kunnskap.utgave)
    return _husket.hent(nokkel, regn)[0]


def utgaven() -> str:
    """Ny når et behov er nytt, endret eller borte. Ett spørsmål, like raskt for ett behov som for hundre tusen."""
    return str(Behovsnummer.na())


def _tider(numre: list[int] | None = None) -> tuple[array[int], array[int]]:
    """Radnumrene, og når hver ble publisert, i mikrosekunder. Uten ``numre`` alle. Ett spørsmål."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT string_agg(int4send(behov_id::int), ''::bytea ORDER BY behov_id),"
            " string_agg(int8send((extract(epoch FROM publisert_tid) * 1000000)::bigint), ''::bytea ORDER BY behov_id)"
            " FROM samarbeid_behovsrad WHERE %s::bigint[] IS NULL OR behov_id = ANY(%s::bigint[])",
            [numre, numre],
        )
        rader, tider = peker.fetchone()
    tid = array("q", tider or b"")
    tid.byteswap()
    return som_numre(rader), tid
