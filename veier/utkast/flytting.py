"""Det migreringene bruker for å gjøre nøkler i klartekst om til avtrykk. Lenkene folk har, virker som før."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.migrations.exceptions import IrreversibleError
from django.db.models.functions import Length

from veier.kryptering import krypter_med
from veier.lenker import avtrykk

I_KLARTEKST = 63  # et avtrykk er 64 tegn


def hash_utkast(modell: type[models.Model]) -> int:
    """Utkastene der ``avtrykk`` og ``delt_avtrykk`` ennå er nøklene selv. Gir antallet; tåler å kjøres om igjen."""
    rader: list[Any] = list(_i_klartekst(modell).only("avtrykk", "delt_avtrykk"))
    for rad in rader:
        nokkel, delenokkel = rad.avtrykk, rad.delt_avtrykk
        rad.avtrykk = avtrykk(nokkel)
        if delenokkel is not None:
            rad.delt_avtrykk = avtrykk(delenokkel)
            rad.forseglet_delenokkel = krypter_med(nokkel, delenokkel)
    felt = ["avtrykk", "delt_avtrykk", "forseglet_delenokkel"]
    modell._default_manager.bulk_update(rader, felt, batch_size=500)
    return len(rader)


def hash_nokkel(modell: type[models.Model]) -> int:
    """Radene der ``avtrykk`` ennå er nøkkelen selv, og ingen trenger å se den igjen."""
    rader: list[Any] = list(_i_klartekst(modell).only("avtrykk"))
    for rad in rader:
        rad.avtrykk = avtrykk(rad.avtrykk)
    modell._default_manager.bulk_update(rader, ["avtrykk"], batch_size=500)
    return len(rader)


def krev_tom(*modeller: type[models.Model]) -> None:
    """En nøkkel kan ikke lages av avtrykket sitt. Hever IrreversibleError når noen ville mistet lenken sin."""
    for modell in modeller:
        if antall := modell._default_manager.count():
            raise IrreversibleError(
                f"{antall} {modell._meta.verbose_name_plural} har bare avtrykket av nøkkelen, og lenkene ville sluttet å "
                "virke. Legg inn sikkerhetskopien i stedet, se docs/drift.md."
            )


def _i_klartekst(modell: type[models.Model]) -> models.QuerySet:
    return modell._default_manager.annotate(lengde=Length("avtrykk")).filter(lengde__lte=I_KLARTEKST)
