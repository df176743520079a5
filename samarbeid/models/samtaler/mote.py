"""Møtene i en samtale: tidene én side foreslår, og den den andre velger. Og den som har meldt seg inhabil."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.samtale import Innlegg, Samtale
from veier.database.skranker import kanonisk_adresse, mellom, uten_usynlige

FLEST_TIDER = 3


class Mote(models.Model):
    """Et forslag til møte, i innlegget det ble foreslått i. ``valgt`` er tom til den andre siden har valgt en av tidene."""

    innlegg = models.OneToOneField(Innlegg, models.CASCADE, related_name="mote", verbose_name=_("innlegg"))
    tider = ArrayField(models.DateTimeField(), verbose_name=_("tidene"), size=FLEST_TIDER)
    minutter = models.PositiveSmallIntegerField(_("minutter"))
    sted = models.CharField(_("hvor"), max_length=200)
    valgt = models.DateTimeField(_("tiden det ble"), null=True, blank=True)

    class Meta:
        verbose_name = _("møte i en samtale")
        verbose_name_plural = _("møter i samtaler")
        constraints = [
            uten_usynlige("sted", navn="mote_sted_uten_usynlige"),
            mellom("minutter", 5, 480, navn="mote_minutter"),
            models.CheckConstraint(condition=Q(tider__len__gte=1), name="mote_har_en_tid"),
        ]

    def __str__(self) -> str:
        return f"møte i {self.innlegg}"


class Inhabilitet(models.Model):
    """En som har sagt at hun kan være inhabil i en samtale (forvaltningsloven § 6). Hvorfor, er hennes eget.

    Hun kjennes av kontoen, eller av adressen lenken hennes ble sendt til.
    """

    samtale = models.ForeignKey(Samtale, models.CASCADE, related_name="inhabile", verbose_name=_("samtale"))
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("av"),
    )
    epost = models.EmailField(_("adresse"), max_length=254, blank=True)
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("melding om inhabilitet")
        verbose_name_plural = _("meldinger om inhabilitet")
        ordering = ["pk"]
        constraints = [kanonisk_adresse("epost", navn="inhabilitet_epost_i_en_form")]

    def __str__(self) -> str:
        return f"inhabil i {self.samtale}"
