"""Søkeindeksen: én rad per dokument, med stammer laget av den samme normaliseringen som spørringen."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.referanse.modell import Referanserad


class Sokedokument(models.Model):
    """Et dokument i indeksen. ``vektor`` er bygd i Python; ``likhet`` er teksten til likhetssøk."""

    samling = models.CharField(_("samling"), max_length=40)
    nokkel = models.CharField(_("nøkkel"), max_length=100)
    vektor = SearchVectorField(_("vektor"))
    likhet = models.TextField(_("tekst til likhetssøk"), blank=True)
    vist = models.JSONField(_("det trefflisten viser"), default=dict, blank=True)

    class Meta:
        verbose_name = _("søkedokument")
        verbose_name_plural = _("søkedokumenter")
        constraints = [models.UniqueConstraint(fields=["samling", "nokkel"], name="sokedokument_en_gang")]
        indexes = [
            GinIndex(fields=["vektor"], name="sokedokument_vektor"),
            GinIndex(fields=["likhet"], name="sokedokument_likhet", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self):
        return f"{self.samling}/{self.nokkel}"


class Indeksversjon(models.Model):
    """Hvilken utgave av referansedataene en samling i indeksen er bygd av."""

    samling = models.CharField(_("samling"), max_length=40, unique=True)
    nummer = models.BigIntegerField(_("utgave"))

    class Meta:
        verbose_name = _("indeksversjon")
        verbose_name_plural = _("indeksversjoner")

    def __str__(self):
        return f"{self.samling}: {self.nummer}"


@pghistory.track()
class Synonymgruppe(Referanserad):
    """Uttrykk som finner hverandre i søk. Redigeres av redaksjonen."""

    nokkel = models.SlugField(_("nøkkel"), max_length=80, unique=True)
    uttrykk = ArrayField(models.CharField(max_length=80), verbose_name=_("uttrykk"))

    class Meta(Referanserad.Meta):
        verbose_name = _("synonymgruppe")
        verbose_name_plural = _("synonymgrupper")
        ordering = ["nokkel"]

    def __str__(self):
        return ", ".join(self.uttrykk)
