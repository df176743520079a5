"""Oppdiktede behov, laget gjennom de samme handlingene som virksomhetene bruker. Merket, og borte igjen med resten."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from kommuner.models import Behov, OffentligPart
from samarbeid.management.demodata import EIER, REDAKTOR, hent_bruker, publiser
from samarbeid.publisering.flyter import BEHOV
from veier.gjennomgang.handlinger import eiet
from veier.taksonomi.models import Omrade
from veier.taksonomi.ordforrad import Behovsbeslutter, Behovspenger, Behovstilstand, Behovsutfall, Dialogform

FIL = Path(__file__).resolve().parent.parent / "data" / "demo_behov.psv"
# Tilstandene går på omgang, så listen har noen av hver. De åpne er flest.
OMGANG = (
    *(Behovstilstand.APENT,) * 5,
    Behovstilstand.PLANLEGGES,
    *(Behovstilstand.APENT,) * 2,
    Behovstilstand.KUNNGJORT,
    Behovstilstand.LUKKET,
)


@transaction.atomic
def lag_demobehov(antall: int = 40) -> int:
    """Lager de ``antall`` første som ikke finnes fra før. Gir antallet nye."""
    eier, redaktor = hent_bruker(EIER, "Oppdiktet eier"), hent_bruker(REDAKTOR, "Oppdiktet redaktør")
    nye = 0
    for nr, rad in enumerate(les_demobehov()[:antall]):
        part = OffentligPart.objects.get(slug=rad["virksomhet"])
        if Behov.objects.filter(part=part, oppdiktet=True, arbeidsnavn=rad["tittel"]).exists():
            continue
        behov = eiet.opprett(Behov, part, svar={"tittel": [rad["tittel"]]}, av=eier, oppdiktet=True)
        publiser(BEHOV, behov, _svar(rad, nr, part), eier=eier, redaktor=redaktor)
        _sett(behov, OMGANG[nr % len(OMGANG)])
        nye += 1
    return nye


@transaction.atomic
def fjern_demobehov() -> int:
    """Fjerner de oppdiktede behovene. Gir antallet."""
    oppdiktede = Behov.objects.filter(oppdiktet=True)
    nokler = list(oppdiktede.values_list("pk", flat=True))
    oppdiktede.delete()
    eiet.slett_spor(Behov, nokler)
    return len(nokler)


def les_demobehov() -> list[dict[str, str]]:
    with FIL.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="|"))


def _svar(rad: dict[str, str], nr: int, part: OffentligPart) -> dict[str, list[str]]:
    i_dag = timezone.localdate()
    steder = [part.omrade.kode] if part.omrade else []
    if part.type == OffentligPart.Type.KOMMUNE and nr % 4 == 3:  # noen gjelder hele fylket
        steder = list(Omrade.objects.filter(kode=steder[0]).values_list("overordnet__kode", flat=True))
    penger = Behovspenger.values[nr % 3]
    return {
        **{felt: [rad[felt]] for felt in ("omfang", "problem", "provd", "bedre")},
        "tema": [rad["tema"]],
        "malgruppe": [rad["malgruppe"]],
        "omrader": steder,
        "penger": [penger],
        "belop_til": [str(100_000 * (1 + nr % 7))] if penger == Behovspenger.RAMME else [""],
        "frist": [(i_dag + timedelta(days=20 + nr)).isoformat()],
        "beslutningsdato": [(i_dag + timedelta(days=60 + nr)).isoformat()],
        "beslutter": [Behovsbeslutter.values[nr % 5]],
        "etterpa": ["Virker det, må det inn i budsjettet, og da blir det en konkurranse."],
        "dialog": [Dialogform.values[nr % 4]],
        "svaradresse": ["behov@eksempel.invalid"],
    }


def _sett(behov: Behov, tilstand: str) -> None:
    """Tilstanden settes rett: ingen er med i virksomheten bare for å dikte opp noe."""
    verdier: dict[str, object] = {"tilstand": tilstand, "tilstand_tid": timezone.now()}
    if tilstand == Behovstilstand.KUNNGJORT:
        verdier["doffin"] = "2026-000000"
    if tilstand == Behovstilstand.LUKKET:
        verdier |= {
            "utfall": Behovsutfall.SAMARBEID,
            "utfall_grunn": "To av dem som svarte, prøver det sammen.",
        }
    Behov.objects.filter(pk=behov.pk).update(**verdier)
