"""Utvalg: entreprenører noen har valgt ut for seg selv, og kan dele med en lenke eller med kollegene sine; og hvem som har
snakket med hvem.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.querysets import Utvalgssporring
from veier.database.skranker import uten_usynlige
from veier.deling import Delbar
from veier.kryptering import Forseglet, KanIkkeLeses, dekrypter, krypter


class Utvalg(Delbar):
    """En navngitt liste. Uten ``delenokkel``, 128 tilfeldige biter, eller ``delt_med`` kan bare eieren se den.

    ``delt_med`` er virksomheten der kollegene kan lese den, så lenge eieren selv er med der. Nøkkelen er forseglet med
    portalens egen: eieren er den som er logget inn.
    """

    ref = models.UUIDField(_("referanse"), default=uuid.uuid4, unique=True, editable=False)
    eier = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="utvalg", verbose_name=_("eier")
    )
    navn = models.CharField(_("navn"), max_length=100)
    delt_med = models.ForeignKey(
        OffentligPart,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="utvalgene",
        verbose_name=_("delt med kollegene i"),
    )
    forseglet_delenokkel = Forseglet(_("forseglet delenøkkel"), blank=True, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)
    endret_tid = models.DateTimeField(_("endret"), auto_now=True)

    objects = Utvalgssporring.as_manager()

    class Meta:
        verbose_name = _("utvalg")
        verbose_name_plural = _("utvalg")
        ordering = ["-endret_tid", "pk"]

    def __str__(self) -> str:
        return self.navn

    def get_absolute_url(self) -> str:
        return reverse("utvalg", args=[self.ref])

    def forsegl(self, delenokkel: str) -> str:
        return krypter(delenokkel)

    def bryt_seglet(self) -> str:
        """Portalens nøkkel kan være byttet uten at den gamle ble beholdt."""
        try:
            return dekrypter(self.forseglet_delenokkel)
        except KanIkkeLeses:
            return ""


class Utvalgsrad(models.Model):
    """En entreprenør i et utvalg, og det eieren har notert."""

    utvalg = models.ForeignKey(Utvalg, models.CASCADE, related_name="rader", verbose_name=_("utvalg"))
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="+", verbose_name=_("entreprenør")
    )
    merknad = models.CharField(_("merknad"), max_length=500, blank=True)
    lagt_til_tid = models.DateTimeField(_("lagt til"), auto_now_add=True)

    class Meta:
        verbose_name = _("rad i utvalg")
        verbose_name_plural = _("rader i utvalg")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["utvalg", "entreprenor"], name="utvalgsrad_en_gang"),
        ]

    def __str__(self) -> str:
        return f"{self.utvalg}: {self.entreprenor}"


class Snakket(models.Model):
    """Noen hos virksomheten har snakket med en entreprenør utenom portalen. Bare de som er med i virksomheten, ser det."""

    ref = models.UUIDField(_("referanse"), default=uuid.uuid4, unique=True, editable=False)
    part = models.ForeignKey(
        OffentligPart, models.CASCADE, related_name="snakket", verbose_name=_("virksomhet")
    )
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="+", verbose_name=_("entreprenør")
    )
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    dag = models.DateField(_("dagen"))
    om = models.CharField(_("om hva"), max_length=300, blank=True)
    tid = models.DateTimeField(_("skrevet"), auto_now_add=True)

    class Meta:
        verbose_name = _("samtale utenom portalen")
        verbose_name_plural = _("samtaler utenom portalen")
        ordering = ["-dag", "-pk"]
        indexes = [models.Index(fields=["part", "entreprenor", "-dag"], name="snakket_part")]
        constraints = [uten_usynlige("om", navn="snakket_om_uten_usynlige")]

    def __str__(self) -> str:
        return f"{self.part} – {self.entreprenor}: {self.dag}"
