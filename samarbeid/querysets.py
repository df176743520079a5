"""Spørringer om det begge sider trenger."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from veier.brukere.models import Bruker
from veier.referanse.modell import Referansesporring


class Eksempelsporring(Referansesporring):
    """Sakene."""

    def synlige(self) -> Self:
        """De publiserte; et utkast ser bare redaksjonen."""
        return super().synlige().filter(publisert_tid__isnull=False, nedtatt_tid=None)


class Henvendelsessporring(models.QuerySet):
    """Meldingene til redaksjonen."""

    def i_koen(self) -> Self:
        """De som ikke er ferdige."""
        return self.exclude(status="ferdig")


class Samtalesporring(models.QuerySet):
    """Samtalene."""

    def for_bruker(self, bruker: Bruker) -> Self:
        """De som hører til en organisasjon brukeren er med i, på den ene eller den andre siden. Andres finnes ikke."""
        return self.filter(self._som_entreprenor(bruker) | self._som_offentlig(bruker))

    def med_lest(self, bruker: Bruker) -> Self:
        """``lest_til``: hvor langt brukeren har lest; 0 er ingenting."""
        mitt = FilteredRelation("lest", condition=Q(lest__bruker=bruker))
        return self.annotate(mitt=mitt, lest_til=Coalesce("mitt__nr", 0))

    def uleste(self, bruker: Bruker) -> Self:
        """De der den andre siden har skrevet noe brukeren ikke har lest. Den som er på begge sider, er entreprenør."""
        fra_offentlig = self._som_entreprenor(bruker) & Q(siste_fra_offentlig__gt=F("lest_til"))
        fra_entreprenor = self._som_offentlig(bruker) & Q(siste_fra_entreprenor__gt=F("lest_til"))
        return self.med_lest(bruker).filter(
            fra_offentlig | (~self._som_entreprenor(bruker) & fra_entreprenor)
        )

    @staticmethod
    def _som_entreprenor(bruker: Bruker) -> Q:
        return Q(entreprenor__in=Entreprenor.objects.filter(medlemskap__bruker=bruker).values("pk"))

    @staticmethod
    def _som_offentlig(bruker: Bruker) -> Q:
        return Q(part__in=OffentligPart.objects.filter(medlemskap__bruker=bruker).values("pk"))


class Lenkesporring(models.QuerySet):
    """Lenkene til samtalene."""

    def levende(self) -> Self:
        """De som kan åpnes: verken trukket eller for gamle, og fra en entreprenør redaksjonen ikke har skjult."""
        return self.filter(
            trukket_tid=None, utloper_tid__gt=timezone.now(), samtale__entreprenor__skjult=False
        )


class Innpostsporring(models.QuerySet):
    """E-posten som er kommet inn."""

    def i_skuffen(self) -> Self:
        """De en redaktør må ta stilling til."""
        return self.filter(tilstand__in=["venter", "holdt"])
