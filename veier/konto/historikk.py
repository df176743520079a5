"""Historikken i ord: hvem som endret hva, og forskjellen på to versjoner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from django.db import models
from pghistory.models import Context

from veier.brukere.models import Bruker
from veier.database.kolonner import kolonne
from veier.referanse import oversettelse
from veier.referanse.koder import koder_i
from veier.typer import Sammenheng


class Historisk(Protocol):
    """En rad fra historikken: tabellens egne felt, og når og hvordan de ble skrevet."""

    pgh_id: int
    pgh_context: Context | None


def navnene(versjoner: Sequence[Historisk]) -> dict[int, str]:
    """Versjonens nummer → den som lagret, og den som godkjente det. Tom når det var en innlasting eller en migrering."""
    data = {v.pgh_id: v.pgh_context.metadata or {} for v in versjoner if v.pgh_context}
    numre = {d.get(hvem) for d in data.values() for hvem in ("bruker", "godkjent_av")}
    folk = Bruker.objects.in_bulk([nr for nr in numre if nr])

    def navn(pk: int) -> str:
        return str(folk[pk]) if pk in folk else "en slettet konto"

    return {
        nr: navn(d["bruker"]) + (f", godkjent av {navn(d['godkjent_av'])}" if d.get("godkjent_av") else "")
        for nr, d in data.items()
        if d.get("bruker")
    }


def endringer(
    gammel: models.Model, ny: models.Model, modell: type[models.Model], uten: set[str]
) -> list[tuple[str, list[str], list[str]]]:
    """(feltets navn, før, etter) for hvert felt som er ulikt, med ordene en redaktør ser i skjemaet."""
    ut = []
    for felt in ny._meta.concrete_fields:
        if felt.name in uten or felt.name == "oversettelser":
            continue
        for_, etter = getattr(gammel, felt.attname), getattr(ny, felt.attname)
        if for_ != etter:
            eget = kolonne(modell, felt.name)
            ut.append((str(felt.verbose_name).capitalize(), i_ord(eget, for_), i_ord(eget, etter)))
    for oversatt in oversettelse.oversettelser(modell):
        for_, etter = oversettelse.hent(gammel, oversatt.navn), oversettelse.hent(ny, oversatt.navn)
        if for_ != etter:
            eget = kolonne(modell, oversatt.felt)
            ut.append((oversatt.ledetekst(modell), i_ord(eget, for_), i_ord(eget, etter)))
    return ut


def sammenlign(
    versjoner: Sequence[Historisk], valgt: Mapping[str, str], modell: type[models.Model], uten: set[str]
) -> Sammenheng | None:
    """De to versjonene som er valgt («fra» og «til»), og forskjellen; None når ingen er valgt."""
    etter_nummer = {str(v.pgh_id): v for v in versjoner}
    fra, til = etter_nummer.get(valgt.get("fra", "")), etter_nummer.get(valgt.get("til", ""))
    if fra is None or til is None:
        return None
    rader = cast(models.Model, fra), cast(models.Model, til)
    return {"fra": fra, "til": til, "endringer": endringer(*rader, modell, uten)}


def i_ord(felt: models.Field, verdi: object) -> list[str]:
    """Verdien som linjer: lister én per linje, koder med navnet, ja og nei."""
    if verdi is None or verdi == "" or verdi == []:
        return ["(tomt)"]
    if isinstance(verdi, bool):
        return ["ja" if verdi else "nei"]
    if isinstance(felt, models.ForeignKey):
        rad = felt.related_model._default_manager.filter(pk=verdi).first()
        return [str(rad) if rad else "(slettet)"]
    koder = koder_i(felt)
    navn = dict(felt.flatchoices) if getattr(felt, "choices", None) else dict(koder.alle()) if koder else {}
    verdier = verdi if isinstance(verdi, list) else [verdi]
    return [str(navn.get(ett, ett) if isinstance(ett, str | int) else ett) for ett in verdier]
