"""Hvor mye plass svarene i et skjema tar. Den samme målestokken i Python som i skrankene i databasen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import ceil

from django.db import models
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext as _

from veier.feil import Domenefeil

TEGN_PER_SIDE = 2500


class ForStort(Domenefeil):
    """Svarene er for lange til sammen. Meldingen sier hvor mye som må bort."""


class Oktetter(models.Func):
    """Størrelsen på et JSON-felt skrevet ut som tekst."""

    template = "octet_length((%(expressions)s)::text)"
    output_field = models.IntegerField()


def storrelse(svar: Mapping[str, object]) -> int:
    """Oktettene i svarene, slik PostgreSQL skriver dem ut."""
    return len(json.dumps(svar, ensure_ascii=False).encode())


def krev_plass(svar: Mapping[str, object], *, hoyst: int) -> None:
    """Hever ForStort når svarene er lengre enn ``hoyst`` oktetter til sammen."""
    for_mye = storrelse(svar) - hoyst
    if for_mye <= 0:
        return
    raise ForStort(
        _(
            "Alt du har skrevet i stegene, er for langt til sammen: vi tar vare på omtrent %(sider)d sider. "
            "Kort ned med omtrent %(tegn)d tegn, så kan det lagres."
        )
        % {"sider": hoyst // TEGN_PER_SIDE, "tegn": ceil(for_mye / 100) * 100}
    )


def hoyst(felt: str, antall: int, *, navn: str) -> models.CheckConstraint:
    """Skranken bak ``krev_plass``: feltet er aldri større, uansett hvilken vei det kom inn."""
    return models.CheckConstraint(condition=LessThanOrEqual(Oktetter(felt), antall), name=navn)
