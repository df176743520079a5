"""Tallene som vises på «Tall og hindringer», regnet én gang for alle som leser dem."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Arstall(models.Model):
    """Ett år, slik det var ved midnatt ``til``.

    ``tall`` er det som vises: ingen små antall er i det. ``grunnlag`` er antallene det ble laget av, så det som er vist, først
    byttes når mange nok er nye. Det vises aldri, og er tomt når året ikke regnes lenger.
    """

    ar = models.PositiveSmallIntegerField(_("år"), unique=True)
    til = models.DateTimeField(_("slik det var"))
    tall = models.JSONField(_("det som vises"))
    grunnlag = models.JSONField(_("antallene det er laget av"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("årets tall")
        verbose_name_plural = _("årenes tall")
        ordering = ["-ar"]

    def __str__(self) -> str:
        return str(self.ar)
