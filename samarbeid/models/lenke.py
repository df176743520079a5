"""Lenkene ut av portalen, og hvordan det gikk sist noen spurte etter dem."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.database.skranker import kodene
from veier.klienter.lenkesjekk import Utfall


@kodene
class Lenke(models.Model):
    """En adresse på nettet som står i referansedataene. ``ganger`` er hvor mange ganger på rad den ikke har svart."""

    adresse = models.CharField(_("adresse"), max_length=1000, unique=True)
    # Den første raden den står i: «taksonomi.tilskuddsordning», nøkkelen, og navnet på raden.
    tabell = models.CharField(_("tabell"), max_length=60)
    rad = models.BigIntegerField(_("rad"))
    navn = models.CharField(_("står i"), max_length=200)
    utfall = models.CharField(
        _("utfall"), max_length=11, choices=[("", _("Ikke spurt ennå")), *Utfall.choices], blank=True
    )
    kode = models.PositiveSmallIntegerField(_("statuskode"), default=0)
    ganger = models.PositiveSmallIntegerField(_("feilet på rad"), default=0)
    feilet_siden = models.DateTimeField(_("feilet siden"), null=True, blank=True)
    sjekket_tid = models.DateTimeField(_("spurt"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("lenke")
        verbose_name_plural = _("lenker")
        ordering = ["adresse"]

    def __str__(self) -> str:
        return self.adresse
