"""Radene i listen over behov, slik de skal være nå. Skrives bare når noe er endret, av den samme jobben som katalogen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.utils import translation

from kommuner.models import Behov, Tilslutning
from samarbeid.katalog.indeks.typer import stedsmerker
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Omradeprofil
from samarbeid.models import Behovsrad, Katalogendring

KOLONNER = (
    "pk",
    "publisert_tid",
    "tilstand",
    "tema",
    "malgruppe",
    "omrader",
    "penger",
    "dialog",
    "part__type",
)


def skriv_behovsrader(numre: Collection[int]) -> None:
    """Gjør radene lik det de skal være. Bare det som er endret, får et nummer i ``Katalogendring``."""
    nye = lag_behovsrader(numre)
    gamle = {r.pk: r for r in Behovsrad.objects.filter(pk__in=numre)}
    endret = [rad for pk, rad in nye.items() if not _er_lik(gamle.get(pk), rad)]
    borte = gamle.keys() - nye.keys()
    Behovsrad.objects.filter(pk__in=borte).delete()
    Behovsrad.objects.bulk_create(
        endret, update_conflicts=True, unique_fields=["behov"], update_fields=["publisert_tid", "merker"]
    )
    Katalogendring.objects.bulk_create(
        Katalogendring(slag=Katalogendring.Slag.BEHOV, rad=pk)
        for pk in sorted(borte | {rad.pk for rad in endret})
    )


def lag_behovsrader(numre: Collection[int]) -> dict[int, Behovsrad]:
    """Radene slik de skal være. Et behov ikke alle kan lese, har ingen."""
    with translation.override("nb"):
        steder = hent_kunnskap().omrader
    andre = _andre_steder(numre)
    ut = {}
    for pk, tid, tilstand, tema, malgruppe, omrader, penger, dialog, type_ in (
        Behov.objects.publisert().filter(pk__in=numre).values_list(*KOLONNER)
    ):
        merker = {f"tilstand:{tilstand}", f"type:{type_}", *(f"tema:{t}" for t in tema)}
        merker |= {f"malgruppe:{m}" for m in malgruppe} | _stedene([*omrader, *andre.get(pk, ())], steder)
        merker |= {f"{felt}:{kode}" for felt, kode in (("penger", penger), ("dialog", dialog)) if kode}
        ut[pk] = Behovsrad(pk=pk, publisert_tid=tid, merker=sorted(merker))
    return ut


def _stedene(koder: list[str], steder: Mapping[str, Omradeprofil]) -> set[str]:
    return stedsmerker(koder, steder) | {f"hos:{kode}" for kode in koder}


def _er_lik(gammel: Behovsrad | None, ny: Behovsrad) -> bool:
    return gammel is not None and (gammel.publisert_tid, gammel.merker) == (ny.publisert_tid, ny.merker)


def _andre_steder(numre: Collection[int]) -> Mapping[int, list[str]]:
    """Stedene til virksomhetene som har sagt «vi også», for hvert behov: det er et behov der også."""
    rader = Tilslutning.objects.filter(behov__in=numre, part__skjult=False, part__omrade__isnull=False)
    steder: dict[int, list[str]] = defaultdict(list)
    for behov, kode in rader.values_list("behov", "part__omrade__kode"):
        steder[behov].append(kode)
    return steder
