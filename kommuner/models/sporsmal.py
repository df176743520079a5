"""Spørsmålene til et behov. Spørsmålet og svaret blir synlige for alle i det samme øyeblikket."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kommuner.models.behov import Behov
from kommuner.querysets import Sporsmalssporring
from veier.database.skranker import kanonisk_adresse

LENGSTE_SPORSMAL = 1000
LENGSTE_SVAR = 3000


class Behovssporsmal(models.Model):
    """Hvem som spurte, vises aldri. ``epost`` er adressen svaret skal til når den som spurte ikke har konto; den slettes
    når svaret er sendt.

    Det som er tatt bort, er tømt: bare at det er borte, og hvorfor, står igjen. ``svar`` er et utkast til ``besvart_tid`` er
    satt. ``svar_nummer`` øker for hver lagring: to som svarer samtidig, skriver ikke over hverandre.
    """

    # Den som svarte, får ikke vite hvem som spurte, heller ikke av det portalen har lagret om ham selv. Den som spurte, får
    # verken vite hvem som svarer, eller svaret før alle andre.
    uten_i_innsyn: ClassVar[Mapping[str, frozenset[str]]] = {
        "svar_av": frozenset({"spor_av", "epost", "kode"}),
        "spor_av": frozenset({"svar", "svar_nummer", "svar_av"}),
    }

    ref = models.UUIDField(_("referanse"), unique=True, default=uuid.uuid4, editable=False)
    behov = models.ForeignKey(Behov, models.CASCADE, related_name="sporsmalene", verbose_name=_("behov"))
    tekst = models.TextField(_("spørsmålet"), max_length=LENGSTE_SPORSMAL)
    spor_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("den som spurte"),
    )
    epost = models.EmailField(_("e-post for svaret"), max_length=254, blank=True)
    malform = models.CharField(_("språk"), max_length=10, default="nb", editable=False)
    # Avtrykket av lenken adressen ble bekreftet med: den samme lenken spør aldri to ganger.
    kode = models.CharField(_("bekreftelsen"), max_length=64, blank=True, editable=False)
    stilt_tid = models.DateTimeField(_("stilt"), default=timezone.now)
    svar = models.TextField(_("svaret"), max_length=LENGSTE_SVAR, blank=True)
    svar_nummer = models.PositiveIntegerField(_("nummer på svaret"), default=0)
    svar_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("den som svarte"),
    )
    besvart_tid = models.DateTimeField(_("besvart"), null=True, blank=True)
    rettet_tid = models.DateTimeField(_("svaret er rettet"), null=True, blank=True)
    fjernet_tid = models.DateTimeField(_("tatt bort"), null=True, blank=True)
    fjernet_grunn = models.CharField(_("hvorfor det er tatt bort"), max_length=300, blank=True)

    objects = Sporsmalssporring.as_manager()

    class Meta:
        verbose_name = _("spørsmål til et behov")
        verbose_name_plural = _("spørsmål til behov")
        ordering = ["-besvart_tid", "stilt_tid", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kode"], condition=~Q(kode=""), name="behovssporsmal_kode_en_gang"
            ),
            kanonisk_adresse("epost", navn="behovssporsmal_epost_i_en_form"),
            models.CheckConstraint(
                condition=Q(besvart_tid=None) | ~Q(svar="") | Q(fjernet_tid__isnull=False),
                name="behovssporsmal_besvart_har_svar",
            ),
            models.CheckConstraint(
                condition=Q(fjernet_tid=None) | ~Q(fjernet_grunn=""), name="behovssporsmal_fjernet_har_grunn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.behov}: {self.tekst[:60]}"

    @property
    def venter(self) -> bool:
        return self.besvart_tid is None and self.fjernet_tid is None
