"""Uttrekket til arkivet av en samtale: én fil for samtalen slik den var etter et bestemt innlegg."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.samtale import Samtale, Samtaleside
from veier.database.skranker import kodene


@kodene
class Uttrekk(models.Model):
    """Lages av en jobb, og slettes etter en uke. ``nr`` er det siste innlegget som er med. Filen ligger i lageret."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    samtale = models.ForeignKey(Samtale, models.CASCADE, related_name="uttrekk", verbose_name=_("samtale"))
    nr = models.PositiveIntegerField(_("til og med innlegg"))
    side = models.CharField(_("bestilt av"), max_length=12, choices=Samtaleside.choices)
    bestilt_tid = models.DateTimeField(_("bestilt"), auto_now_add=True)
    ferdig_tid = models.DateTimeField(_("ferdig"), null=True, blank=True)
    fil = models.CharField(_("navn i lageret"), max_length=60, blank=True, editable=False)
    bytes = models.PositiveBigIntegerField(_("størrelse"), default=0)
    sha256 = models.CharField(_("sum"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("uttrekk til arkivet")
        verbose_name_plural = _("uttrekk til arkivet")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["samtale", "nr"], name="uttrekk_ett_per_innlegg"),
            models.CheckConstraint(
                condition=Q(ferdig_tid=None, fil="") | (Q(ferdig_tid__isnull=False) & ~Q(fil="")),
                name="uttrekk_ferdig_har_fil",
            ),
        ]

    def __str__(self) -> str:
        return f"uttrekk av {self.samtale} til {self.nr}"
