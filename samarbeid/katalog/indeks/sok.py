"""Et søk blant entreprenørene."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from dataclasses import replace

from django.db import connection

from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.katalog.indeks.register import hent_register
from samarbeid.katalog.indeks.svar import Sokesvar
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Katalograd
from samarbeid.models.katalog import Listet
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.rang.kilder import som_numre
from veier.sok.sporring import ikke_noe_a_lete_etter, let
from veier.sok.typer import INGEN, Grupper

ORDLISTE = "katalog"
KILDE = Tekstkilde("samarbeid_katalogtekst", "rad_id")
HUSKES = 32


class Katalogsvar(Sokesvar[Katalogsok]):
    """Svaret på et søk blant entreprenørene. Uten noe valgt står de etter navn."""

    def rader(self, fra: int, antall: int) -> list[int]:
        if not self.sok.tomt:
            return super().rader(fra, antall)
        etter_navn = Katalograd.objects.order_by("sortering", "entreprenor_id").values_list("pk", flat=True)
        alle = len(self.register.alle)
        if 2 * fra < alle:
            return list(etter_navn[fra : fra + antall])
        # Den siste halvdelen leses bakfra i indeksen: den siste siden er like rask som den første, og stilles ikke opp på nytt.
        til = max(alle - fra, 0)
        return list(etter_navn.reverse()[max(til - antall, 0) : til])[::-1]

    def alle_numre(self) -> array[int]:
        if not self.sok.tomt:
            return super().alle_numre()
        with connection.cursor() as peker:
            peker.execute(
                "SELECT string_agg(int4send(entreprenor_id::int), ''::bytea ORDER BY sortering, entreprenor_id)"
                " FROM samarbeid_katalograd"
            )
            return som_numre(peker.fetchone()[0])


def hent_viste(numre: list[int]) -> Iterator[tuple[str, str, Listet]]:
    """(navn, slug, det listen viser) i samme rekkefølge som numrene. En rad som er borte imens, er ikke med.

    Uten modellene: å lage hundre tusen objekter tar lengre tid enn resten av en fil.
    """
    with connection.cursor() as peker:
        peker.execute(
            "SELECT k.navn, k.slug, k.vist FROM unnest(%s::bigint[]) WITH ORDINALITY t(nr, plass)"
            " JOIN samarbeid_katalograd k ON k.entreprenor_id = t.nr ORDER BY t.plass",
            [numre],
        )
        rader = peker.fetchall()
    return ((navn, slug, json.loads(vist)) for navn, slug, vist in rader)


# Ordgruppene huskes med svaret, så en ny utgave av dem aldri kan få den samme identiteten.
_husket: Husk[tuple[Katalogsvar, Grupper]] = Husk(HUSKES)


def finn(sok: Katalogsok, kunnskap: Kunnskap) -> Katalogsvar:
    """Svaret på søket slik katalogen er nå. Regnes én gang per prosess mellom to endringer."""
    register = hent_register()
    grupper: Grupper = hent_grupper() if sok.q else INGEN

    def regn() -> tuple[Katalogsvar, Grupper]:
        kilde = replace(KILDE, likhet=not sok.etter_sted)
        tekst, hvordan = (
            let(sok.q, grupper, kilde, les_temaer(sok.q, kunnskap, grupper)) if sok.q else (None, None)
        )
        if hvordan and ikke_noe_a_lete_etter(sok.q, hvordan.sporring):
            tekst = None
        return Katalogsvar.regn(sok, register, kunnskap.omrader, tekst, hvordan), grupper

    nokkel = (sok, register.nummer, register.ring.dag, id(grupper) if sok.q else 0, kunnskap.utgave)
    return _husket.hent(nokkel, regn)[0]
