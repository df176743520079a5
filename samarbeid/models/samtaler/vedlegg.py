"""Filene i en samtale. Selve filen ligger i lageret; raden sier hva den heter, hvor den er, og om den kan hentes."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.innpost import Innpost
from samarbeid.models.samtaler.samtale import Innlegg
from samarbeid.querysets import Vedleggssporring
from veier.database.skranker import kodene, uten_usynlige


@kodene
class Vedlegg(models.Model):
    """Hører til et innlegg, eller til en e-post som ikke er lagt inn. ``bytes`` og ``sha256`` er av filen slik den kom.

    ``fil`` er navnet i lageret. Det er tomt når filen er stanset: da er den slettet.
    """

    class Slag(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        TXT = "txt", _("Ren tekst")  # bare teksten i en e-post som er for lang for samtalen

    class Tilstand(models.TextChoices):
        VENTER = "venter", _("Kontrolleres for virus")
        KLAR = "klar", _("Klar")
        STANSET = "stanset", _("Stanset: det ble funnet virus i filen")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    innlegg = models.ForeignKey(
        Innlegg,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="vedlegg",
        verbose_name=_("innlegg"),
    )
    innpost = models.ForeignKey(
        Innpost, models.CASCADE, null=True, blank=True, related_name="vedlegg", verbose_name=_("e-post")
    )
    nr = models.PositiveSmallIntegerField(_("nummer"))
    navn = models.CharField(_("navn"), max_length=110)
    slag = models.CharField(_("slag"), max_length=4, choices=Slag.choices)
    tilstand = models.CharField(_("tilstand"), max_length=7, choices=Tilstand.choices)
    fil = models.CharField(_("navn i lageret"), max_length=60, blank=True, editable=False)
    bytes = models.PositiveIntegerField(_("størrelse"))
    sha256 = models.CharField(_("sum"), max_length=64, editable=False)
    lagt_ved_tid = models.DateTimeField(_("lagt ved"), auto_now_add=True)

    objects = Vedleggssporring.as_manager()

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ["pk"]
        constraints = [
            uten_usynlige("navn", navn="vedlegg_navn_uten_usynlige"),
            models.CheckConstraint(
                condition=Q(innlegg__isnull=False, innpost=None) | Q(innlegg=None, innpost__isnull=False),
                name="vedlegg_til_en_ting",
            ),
            models.CheckConstraint(
                condition=Q(tilstand="stanset", fil="") | (~Q(tilstand="stanset") & ~Q(fil="")),
                name="vedlegg_stanset_er_slettet",
            ),
            models.UniqueConstraint(
                fields=["innlegg", "nr"],
                condition=Q(innlegg__isnull=False),
                name="vedlegg_nummer_i_innlegget",
            ),
        ]

    def __str__(self) -> str:
        return f"vedlegg {self.nr} til {self.innlegg or self.innpost}"

    @property
    def klar(self) -> bool:
        return self.tilstand == self.Tilstand.KLAR
