"""Det en side har merket som forretningshemmelighet i en samtale. Det står for seg, og er aldri med der resten leses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.samtale import Innlegg
from veier.database.skranker import uten_usynlige


class Skjermet(models.Model):
    """Hører til ett innlegg. ``grunn`` kan alle i samtalen lese; ``tekst`` bare den som ber om det, og det står i loggen."""

    innlegg = models.OneToOneField(
        Innlegg, models.CASCADE, related_name="skjermet", verbose_name=_("innlegg")
    )
    tekst = models.TextField(_("det som er hemmelig"))
    grunn = models.CharField(_("hvorfor det er hemmelig"), max_length=200)

    class Meta:
        verbose_name = _("skjermet del av et innlegg")
        verbose_name_plural = _("skjermede deler av innlegg")
        constraints = [
            uten_usynlige("grunn", navn="skjermet_grunn_uten_usynlige"),
            models.CheckConstraint(condition=~Q(tekst="") & ~Q(grunn=""), name="skjermet_har_tekst_og_grunn"),
        ]

    def __str__(self) -> str:
        return f"skjermet del av {self.innlegg}"
