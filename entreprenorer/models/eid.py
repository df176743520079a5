"""Det en entreprenør eier og publiserer: ideer og virkninger."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.entreprenor import Entreprenor
from veier.gjennomgang.modell import Eiet


class Eid(Eiet):
    """Noe en entreprenør har flere av."""

    eierkolonne = "entreprenor"

    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="%(class)ser", verbose_name=_("entreprenør")
    )

    class Meta(Eiet.Meta):
        abstract = True

    @property
    def eier(self) -> Entreprenor:
        return self.entreprenor
