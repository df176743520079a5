"""Grunnlaget for hver tabell som lastes fra fil."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.malform import NYNORSK, aktiv_malform

NY_VERSJON = pgtrigger.Trigger(
    name="ny_versjon",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    # Tallet hentes fra en sekvens: en transaksjon som angres, bruker det aldri om igjen.
    declare=[("ny", "bigint")],
    func=(
        "ny := nextval(pg_get_serial_sequence('taksonomi_referanseversjon', 'id'));"
        " UPDATE taksonomi_referanseversjon"
        " SET nummer = ny, tabeller = tabeller || jsonb_build_object(TG_TABLE_NAME, ny);"
        " RETURN NULL;"
    ),
)


def nynorsk(navn: Any, **valg: Any) -> models.TextField:
    """Feltet ``x_nn`` til feltet ``x``: teksten på nynorsk. Tom betyr at bokmål vises."""
    return models.TextField(navn, blank=True, **valg)


class Vist:
    """Radens tekster på målformen siden vises i: ``rad.vist.kort`` er ``kort_nn`` på nynorsk når den finnes."""

    __slots__ = ("_rad",)

    def __init__(self, rad: models.Model) -> None:
        self._rad = rad

    def __getattr__(self, felt: str) -> Any:
        if aktiv_malform() == NYNORSK and (tekst := getattr(self._rad, f"{felt}_nn", None)):
            return tekst
        return getattr(self._rad, felt)


class Referansesporring(models.QuerySet):
    """Det som gjelder alle referansetabeller."""

    def synlige(self):
        """Radene som skal vises og brukes; de som er borte fra filen, er skjult, ikke slettet."""
        return self.filter(skjult=False)


class Referanserad(models.Model):
    """Rad fra fil. ``lastet`` er verdiene slik de sist ble lest: et felt som er ulikt, er redaktørens.

    En trigger øker versjonsnummeret uansett hvordan raden endres, så motoren vet at den må lese på nytt.
    """

    lastet = models.JSONField(_("sist lastet"), default=dict, editable=False)
    skjult = models.BooleanField(_("skjult"), default=False)

    objects = Referansesporring.as_manager()

    class Meta:
        abstract = True
        triggers = [NY_VERSJON]

    @property
    def vist(self) -> Vist:
        """Tekstene på sidens målform."""
        return Vist(self)
