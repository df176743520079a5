"""Hvem i redaksjonen som har tatt hva."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Ansvar(models.Model):
    """Den i redaksjonen som har tatt noe i en av køene på pulten. ``slag`` er køen, og ``nokkel`` raden i den."""

    slag = models.CharField(_("kø"), max_length=30)
    nokkel = models.CharField(_("rad"), max_length=64)
    redaktor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("redaktør")
    )
    tatt_tid = models.DateTimeField(_("tatt"), auto_now_add=True)

    class Meta:
        verbose_name = _("ansvar i redaksjonen")
        verbose_name_plural = _("ansvar i redaksjonen")
        constraints = [models.UniqueConstraint(fields=["slag", "nokkel"], name="ansvar_en_har_den")]

    def __str__(self) -> str:
        return f"{self.slag} {self.nokkel}: {self.redaktor}"
