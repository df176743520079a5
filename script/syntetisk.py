"""Oppdiktede entreprenører og ideer til benchmarken: norske ord, skjeve fordelinger, fast frø.

Noen temaer og kommuner er mye vanligere enn andre, og noen få ord står i svært mange tekster, slik det er i
virkeligheten. Radene skrives med COPY og uten triggere; katalogen bygges etterpå av koden som bygger den i drift.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.db import connection
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ide
from veier.sok.normalisering import finn_ord
from veier.sok.sammensetninger import LEDDORD as ORD
from veier.taksonomi.models import Malgruppe, Omrade, Tema

FRO = 20170228
FORLEDD = "Nær Åpen Ny Felles Trygg Grønn Nabo Mestrings Hverdags Ung Livs Jobb Språk Lese Fjord Fjell By Bygde".split()
ETTERLEDD = "huset verkstedet sporet løftet kafeen gården nettet broen lauget laget hjelpen veien sirkelen rommet".split()
ANDEL_LANDET, ANDEL_FYLKE = 0.06, 0.15


def lag(antall: int) -> None:
    """Lager så mange entreprenører, og en åpen idé til hver."""
    trekk = random.Random(FRO)  # noqa: S311
    rader = [_entreprenor(nr, trekk) for nr in range(1, antall + 1)]
    with connection.cursor() as peker:
        peker.execute("SET session_replication_role = replica")
        _kopier(peker, Entreprenor, (rad for rad, _ide in rader))
        _kopier(peker, Ide, (ide for _rad, ide in rader))
        peker.execute("SET session_replication_role = origin")
        peker.execute("ANALYZE")


def _kopier(peker, modell, objekter) -> None:
    felter = modell._meta.concrete_fields
    kolonner = ", ".join(f'"{f.column}"' for f in felter)
    with peker.copy(f"COPY {modell._meta.db_table} ({kolonner}) FROM STDIN") as kopi:
        for objekt in objekter:
            kopi.write_row([f.get_db_prep_save(f.pre_save(objekt, add=True), connection) for f in felter])


class Lager:
    """Det det trekkes av."""

    def __init__(self) -> None:
        self.temaer = list(Tema.objects.synlige().values_list("slug", flat=True))
        self.malgrupper = list(Malgruppe.objects.synlige().values_list("slug", flat=True))
        kommuner = Omrade.objects.synlige().filter(type="kommune")
        self.kommuner = list(kommuner.values_list("kode", flat=True))
        self.folk = list(itertools.accumulate(n or 1 for n in kommuner.values_list("innbyggere", flat=True)))
        self.fylker = list(Omrade.objects.synlige().filter(type="fylke").values_list("kode", flat=True))
        demo = (Path(__file__).parent.parent / "samarbeid/data/demo.psv").read_text(encoding="utf-8")
        i_bruk = dict.fromkeys([*ORD, *(o.skrevet for o in finn_ord(demo))])
        # Sammensetninger, så ordforrådet er så stort som i ekte tekst.
        i_bruk |= dict.fromkeys(a + b for a, b in itertools.product(ORD[:90], ORD[20:130]) if a != b)
        self.ord = list(i_bruk)
        random.Random(FRO).shuffle(self.ord)  # noqa: S311


@cache
def hent_lager() -> Lager:
    return Lager()


@cache
def vekter(antall: int) -> list[float]:
    """Summene av 1/2, 1/3, …: nummer n er omtrent 1/n så vanlig som det første."""
    return list(itertools.accumulate(1 / (n + 2) for n in range(antall)))


def _entreprenor(nr: int, trekk: random.Random) -> tuple[Entreprenor, Ide]:
    lager = hent_lager()
    na = timezone.now()
    temaer = list(dict.fromkeys(_trekk(trekk, lager.temaer, 2)))
    malgrupper = list(dict.fromkeys(_trekk(trekk, lager.malgrupper, 2)))
    kast = trekk.random()
    steder = list(dict.fromkeys(trekk.choices(lager.kommuner, cum_weights=lager.folk, k=3)))
    if kast < ANDEL_FYLKE:
        steder[0] = trekk.choice(lager.fylker)
    navn = f"{trekk.choice(FORLEDD)}{trekk.choice(ETTERLEDD)} {trekk.choice(lager.ord).capitalize()} {nr}"
    tekst = list(_setninger(trekk, lager.ord, 5))
    entreprenor = Entreprenor(
        pk=1_000 + nr,
        slug=f"syntetisk-{nr}",
        navn=navn,
        organisasjonsform=trekk.choice(Entreprenor.Organisasjonsform.values),
        modenhet=trekk.choice(Entreprenor.Modenhet.values),
        poststed="Trondheim",
        kort=tekst[0][:200],
        hva=" ".join(tekst[1:4]),
        for_hvem=tekst[4],
        temaer=temaer,
        malgrupper=malgrupper,
        steder=[] if kast > 1 - ANDEL_LANDET else steder,
        hele_landet=kast > 1 - ANDEL_LANDET,
        publisert_tid=na,
    )
    problem, losning = _setninger(trekk, lager.ord, 2)
    ide = Ide(
        pk=1_000 + nr,
        entreprenor_id=1_000 + nr,
        slug="ideen",
        arbeidsnavn=f"Idé {nr}",
        tittel=" ".join(trekk.choices(lager.ord, k=3)).capitalize()[:120],
        problem=problem,
        losning=losning,
        tema=temaer,
        malgruppe=malgrupper,
        omrader=steder,
        synlighet=Ide.Synlighet.ALLE,
        publisert_tid=na,
    )
    return entreprenor, ide


def _trekk(trekk: random.Random, liste: list[str], antall: int) -> list[str]:
    return trekk.choices(liste, cum_weights=vekter(len(liste)), k=antall)


def _setninger(trekk: random.Random, ord_: list[str], antall: int) -> Iterator[str]:
    for _nr in range(antall):
        setning = trekk.choices(ord_, cum_weights=vekter(len(ord_)), k=trekk.randint(8, 16))
        yield " ".join(setning).capitalize() + "."
