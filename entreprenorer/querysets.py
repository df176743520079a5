"""Spørringer om entreprenører, ideene deres og virkningene."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from entreprenorer.synlighet import egne, grunner
from veier.brukere.models import Leser
from veier.typer import Verdier

M = TypeVar("M", bound=models.Model)

# Verdiene av ``Entreprenor.bekreftelse`` som gjør en organisasjon åpen for alle.
APNE = ("apne_kilder", "bekreftet")
# Det som må gjelde for at alle kan se en entreprenør.
APNE_FELT: Verdier = {
    "skjult": False,
    "opplost_tid": None,
    "nedtatt_tid": None,
    "bekreftelse__in": APNE,
}
APEN = Q(**APNE_FELT)
UTEN_NEDTAKING = Q(**{felt: verdi for felt, verdi in APNE_FELT.items() if felt != "nedtatt_tid"})


class Entreprenorsporring(models.QuerySet):
    """Domenets adjektiv."""

    def synlige(self) -> Self:
        """De redaksjonen ikke har skjult."""
        return self.filter(skjult=False)

    def apne(self) -> Self:
        """De alle kan se: ikke skjult av redaksjonen, ikke oppløst, ikke ubekreftet, og ikke tatt ned av dem selv."""
        return self.filter(APEN)

    def tatt_ned(self) -> Self:
        """De alle kunne se hvis eieren ikke hadde tatt dem ned."""
        return self.filter(UTEN_NEDTAKING).exclude(nedtatt_tid=None)

    def synlig_for(self, bruker: Leser) -> Self:
        """De åpne, og de brukeren selv er med i."""
        if not bruker.is_authenticated:
            return self.apne()
        return self.filter(APEN | Q(medlemskap__bruker=bruker)).distinct()


# Publisert, ikke arkivert eller tatt ned, hos en entreprenør alle kan se.
PUBLISERT = Q(
    publisert_tid__isnull=False,
    arkivert_tid=None,
    nedtatt_tid=None,
    **{f"entreprenor__{felt}": verdi for felt, verdi in APNE_FELT.items()},
)


class Eidsporring(models.QuerySet[M]):
    """Det en entreprenør eier."""

    def levende(self) -> Self:
        """Ikke lagt i arkivet."""
        return self.filter(arkivert_tid=None)

    def publisert(self) -> Self:
        """Publisert, ikke arkivert eller tatt ned, hos en entreprenør alle kan se."""
        return self.filter(PUBLISERT)


class Virkningsporring(Eidsporring[M]):
    """Virkninger."""


class Idesporring(Eidsporring[M]):
    """Ideer. En idé som ikke er publisert, finnes bare for dem som eier den."""

    def tatt_ned(self) -> Self:
        """De alle kunne lese, til eieren tok dem, eller profilen, ned. Hvem som ellers hadde sett en idé, sies ikke."""
        eieren = Q(**{f"entreprenor__{felt}": v for felt, v in APNE_FELT.items() if felt != "nedtatt_tid"})
        borte = Q(nedtatt_tid=None, arkivert_tid=None, entreprenor__nedtatt_tid=None)
        return self.filter(eieren, publisert_tid__isnull=False, synlighet="alle").exclude(borte)

    def synlig_for(self, bruker: Leser) -> Self:
        """De publiserte ideene brukeren kan se (``entreprenorer.synlighet``), og alle hos dem hun er med i."""
        ser = reduce(or_, (grunn.vilkar for grunn in grunner(bruker, self.model)))
        return self.filter((PUBLISERT & ser) | egne(bruker, self.model))


class Bekreftelsessporring(models.QuerySet):
    """Referanser."""

    def vises(self) -> Self:
        """De redaksjonen ikke har skjult, hos en entreprenør alle kan se."""
        return self.filter(
            skjult=False, **{f"entreprenor__{felt}": verdi for felt, verdi in APNE_FELT.items()}
        )
