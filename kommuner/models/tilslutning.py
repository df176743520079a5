"""«Vi også»: virksomhetene som sier at de har det samme behovet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommuner.models.behov import Behov
from kommuner.models.virksomhet import OffentligPart


class Tilslutning(models.Model):
    """Én virksomhet som har sluttet seg til et behov en annen har skrevet. Den skriver ikke i det, og svarer ikke på spørsmål."""

    behov = models.ForeignKey(Behov, models.CASCADE, related_name="tilslutninger", verbose_name=_("behov"))
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="tilslutninger", verbose_name=_("virksomhet")
    )
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("sagt"), auto_now_add=True)

    class Meta:
        verbose_name = _("tilslutning til et behov")
        verbose_name_plural = _("tilslutninger til behov")
        ordering = ["tid", "pk"]
        constraints = [models.UniqueConstraint(fields=["behov", "part"], name="tilslutning_en_gang")]

    def __str__(self) -> str:
        return f"{self.part}: {self.behov}"
