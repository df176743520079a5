"""De andre som har et behov: de som sier «vi også», og de som er spurt om å eie det sammen med den som skrev det."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommuner.models.behov import Behov
from kommuner.models.virksomhet import OffentligPart


class Tilslutning(models.Model):
    """Én virksomhet som har sluttet seg til et behov en annen har skrevet. Den skriver ikke i det, og svarer ikke på spørsmål.

    ``medeier``: den ble spurt, og sa ja til å eie det sammen. Ellers er det «vi også».
    """

    behov = models.ForeignKey(Behov, models.CASCADE, related_name="tilslutninger", verbose_name=_("behov"))
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="tilslutninger", verbose_name=_("virksomhet")
    )
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    medeier = models.BooleanField(_("eier det sammen"), default=False)
    tid = models.DateTimeField(_("sagt"), auto_now_add=True)

    class Meta:
        verbose_name = _("tilslutning til et behov")
        verbose_name_plural = _("tilslutninger til behov")
        ordering = ["tid", "pk"]
        constraints = [models.UniqueConstraint(fields=["behov", "part"], name="tilslutning_en_gang")]

    def __str__(self) -> str:
        return f"{self.part}: {self.behov}"


class Medeiersporsmal(models.Model):
    """Den som skrev behovet, har spurt en virksomhet om å eie det sammen. Raden er borte når den har sagt ja.

    Har den sagt nei, står raden, så den ikke spørres igjen.
    """

    behov = models.ForeignKey(Behov, models.CASCADE, related_name="medeiersporsmal", verbose_name=_("behov"))
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="medeiersporsmal", verbose_name=_("virksomhet")
    )
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("spurt av")
    )
    tid = models.DateTimeField(_("spurt"), auto_now_add=True)
    nei_tid = models.DateTimeField(_("sa nei"), null=True, blank=True)

    class Meta:
        verbose_name = _("spørsmål om å eie et behov sammen")
        verbose_name_plural = _("spørsmål om å eie et behov sammen")
        ordering = ["tid", "pk"]
        constraints = [models.UniqueConstraint(fields=["behov", "part"], name="medeiersporsmal_en_gang")]

    def __str__(self) -> str:
        return f"{self.part}: {self.behov}"
