"""Det som skal til for at folk får ut, og får slettet, det portalen vet om dem."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ANGREFRIST = timedelta(days=7)
EKSPORT_VARER = timedelta(days=7)


def om_angrefristen() -> datetime:
    return timezone.now() + ANGREFRIST


class Eksport(models.Model):
    """En fil med alt portalen har lagret om en person. Lages av en jobb, og slettes etter sju dager."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="eksporter", verbose_name=_("bruker")
    )
    bestilt_tid = models.DateTimeField(_("bestilt"), auto_now_add=True)
    ferdig_tid = models.DateTimeField(_("ferdig"), null=True, blank=True)
    # I databasen, ikke i en mappe: filen er borte når raden er borte, og blir med i samme transaksjon.
    innhold = models.BinaryField(_("innhold"), null=True)

    class Meta:
        verbose_name = _("eksport")
        verbose_name_plural = _("eksporter")
        ordering = ["-bestilt_tid"]

    def __str__(self) -> str:
        return f"eksport {self.bestilt_tid:%Y-%m-%d}"


class Slettebestilling(models.Model):
    """En konto som skal slettes. Personen kan angre fram til ``utfores_tid``."""

    bruker = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="slettebestilling", verbose_name=_("bruker")
    )
    bestilt_tid = models.DateTimeField(_("bestilt"), auto_now_add=True)
    utfores_tid = models.DateTimeField(_("slettes"), default=om_angrefristen, db_index=True)
    # Det som er tatt bort fra sidene med en gang, så det kan legges tilbake hvis hun angrer. Ingen andre ser det her.
    gjemt = models.JSONField(_("tatt bort så lenge"), default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("slettebestilling")
        verbose_name_plural = _("slettebestillinger")

    def __str__(self) -> str:
        return f"slettes {self.utfores_tid:%Y-%m-%d}"
