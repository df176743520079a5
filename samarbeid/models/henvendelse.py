"""En melding til redaksjonen fra en som ikke har konto."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbeid.querysets import Henvendelsessporring
from veier.database.skranker import kanonisk_adresse, kodene, uten_usynlige

# Uten tegn som ligner på hverandre, så referansen kan leses opp i telefonen.
TEGN = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"


def lag_referanse() -> str:
    """Åtte tegn: «K7RM-2PXD»."""
    tegn = [secrets.choice(TEGN) for _nr in range(8)]
    return "".join(tegn[:4]) + "-" + "".join(tegn[4:])


@kodene
class Henvendelse(models.Model):
    """Noe redaksjonen skal svare på eller rette. Slettes tolv måneder etter at den er ferdig."""

    class Emne(models.TextChoices):
        BEHOV = "behov", _("Vi har et behov, og vil vite hvem som kan hjelpe")
        EKSEMPEL = "eksempel", _("Jeg vil melde inn et eksempel")
        FEIL = "feil", _("Noe på siden er feil eller gammelt")
        TILGJENGELIGHET = "tilgjengelighet", _("Siden er vanskelig å bruke (universell utforming)")
        PERSONVERN = "personvern", _("Personvern: innsyn, retting eller sletting")
        ANNET = "annet", _("Noe annet")

    class Status(models.TextChoices):
        NY = "ny", _("Ny")
        I_ARBEID = "i_arbeid", _("Under arbeid")
        FERDIG = "ferdig", _("Ferdig")

    referanse = models.CharField(_("referanse"), max_length=9, unique=True, default=lag_referanse)
    emne = models.CharField(_("emne"), max_length=20, choices=Emne.choices)
    tekst = models.TextField(_("melding"))
    om_side = models.CharField(_("gjelder siden"), max_length=300, blank=True)
    navn = models.CharField(_("navn"), max_length=120, blank=True)
    epost = models.EmailField(_("e-post"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NY)
    sendt_tid = models.DateTimeField(_("sendt"), auto_now_add=True)
    ferdig_tid = models.DateTimeField(_("ferdig"), null=True, blank=True)
    # Språket avsenderen leste siden på; brevene til henne er på det.
    malform = models.CharField(_("språk"), max_length=10, default="nb", editable=False)

    objects = Henvendelsessporring.as_manager()

    class Meta:
        verbose_name = _("henvendelse")
        verbose_name_plural = _("henvendelser")
        ordering = ["-sendt_tid"]
        constraints = [
            uten_usynlige("navn", navn="henvendelse_navn_uten_usynlige"),
            kanonisk_adresse("epost", navn="henvendelse_epost_i_en_form"),
        ]

    def __str__(self) -> str:
        return f"{self.referanse} {self.get_emne_display()}"


@kodene
class Henvendelsessvar(models.Model):
    """Det redaksjonen har skrevet om en melding: et svar til avsenderen, eller et notat bare redaksjonen ser."""

    class Slag(models.TextChoices):
        SVAR = "svar", _("Svar på e-post")
        NOTAT = "notat", _("Notat")

    henvendelse = models.ForeignKey(
        Henvendelse, models.CASCADE, related_name="svarene", verbose_name=_("henvendelse")
    )
    slag = models.CharField(_("slag"), max_length=5, choices=Slag.choices)
    tekst = models.TextField(_("tekst"))
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("tid"), auto_now_add=True)

    class Meta:
        verbose_name = _("svar på en henvendelse")
        verbose_name_plural = _("svar på henvendelser")
        ordering = ["tid", "pk"]

    def __str__(self) -> str:
        return f"{self.get_slag_display()} {self.tid:%Y-%m-%d}"
