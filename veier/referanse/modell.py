"""Grunnlaget for hver tabell som lastes fra fil."""

from __future__ import annotations

from typing import ClassVar, Self, cast

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.malform import aktiv_malform, noter_reserve
from veier.referanse.oversettelse import Spraktekst, Vist
from veier.sprak import ANDRE, HOVEDSPRAK

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


class Referansesporring(models.QuerySet):
    """Det som gjelder alle referansetabeller."""

    def synlige(self) -> Self:
        """Radene som skal vises og brukes; de som er borte fra filen, er skjult, ikke slettet."""
        return self.filter(skjult=False)


class Lastbar(models.Model):
    """En tabell som fylles fra fil. Arvingen har feltene."""

    lastet: models.JSONField
    skjult: models.BooleanField

    class Meta:
        abstract = True


class Referanserad(Lastbar):
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
        """Tekstene på sidens språk: ``rad.vist.kort``."""
        return Vist(self)


class Oversettbar(Referanserad):
    """En tabell med tekster som finnes på flere språk. ``oversettes`` er feltene det gjelder.

    ``ma_oversettes`` er dem redaksjonen ikke kan la stå tomme på et språk som er lovet.
    """

    oversettes: ClassVar[tuple[str, ...]] = ()
    ma_oversettes: ClassVar[tuple[str, ...]] = ()
    oversettelser = models.JSONField(_("oversettelser"), default=dict, blank=True, editable=False)

    class Meta(Referanserad.Meta):
        abstract = True

    def paa(self, felt: str, kode: str) -> Spraktekst:
        """Teksten på språket; tom (streng eller liste) når den ikke finnes."""
        if kode == HOVEDSPRAK.kode:
            return getattr(self, felt)
        return self.oversettelser.get(kode, {}).get(felt) or type(getattr(self, felt))()

    def paa_alle(self, felt: str) -> list[str]:
        """Teksten på hvert språk den finnes på, hovedspråket først. Til søket."""
        return [t for t in (getattr(self, felt), *(self.paa(felt, s.kode) for s in ANDRE)) if t]

    def lest(self, felt: str) -> tuple[str, str]:
        """Teksten siden viser, og koden for språket den er på: for tekster som deles opp før de vises."""
        aktiv = aktiv_malform()
        if aktiv == HOVEDSPRAK.kode or not (tekst := self.paa(felt, aktiv)):
            if aktiv != HOVEDSPRAK.kode:
                noter_reserve()
            return getattr(self, felt), HOVEDSPRAK.kode
        return cast(str, tekst), aktiv
