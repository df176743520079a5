"""Tabellen fartsgrensene telles i. Leses og skrives av ``telling``, med én setning om gangen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Teller(models.Model):
    """Én grense for én nøkkel. ``avtrykk`` kan ikke regnes tilbake til adressen det er laget av."""

    avtrykk = models.CharField(_("avtrykk"), max_length=43, primary_key=True)
    ledig_tid = models.DateTimeField(_("alt er ledig igjen"))
    vent = models.FloatField(_("sekundene det siste forsøket måtte vente"), default=0)

    class Meta:
        verbose_name = _("teller")
        verbose_name_plural = _("tellere")

    def __str__(self) -> str:
        return f"ledig {self.ledig_tid:%Y-%m-%d %H:%M}"
