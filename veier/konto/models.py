"""Det portalen husker om en konto ut over brukeren selv."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.database.skranker import kanonisk_adresse, kodene

STOPPFRIST = timedelta(hours=72)


def lag_nokkel() -> str:
    """256 tilfeldige biter i en form som tåler å stå i en adresse."""
    return secrets.token_urlsafe(32)


class Adressebytte(models.Model):
    """Et bytte av e-postadresse. Den gamle adressen kan stoppe det i 72 timer, også etter at det er gjort."""

    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="adressebytter", verbose_name=_("bruker")
    )
    gammel = models.EmailField(_("gammel adresse"), max_length=254)
    ny = models.EmailField(_("ny adresse"), max_length=254)
    # Avtrykket av nøkkelen i lenken; selve nøkkelen står bare i e-posten.
    avtrykk = models.CharField(_("avtrykk"), max_length=64, unique=True)
    bedt_tid = models.DateTimeField(_("bedt om"), auto_now_add=True)
    gjort_tid = models.DateTimeField(_("gjort"), null=True, blank=True)
    stoppet_tid = models.DateTimeField(_("stoppet"), null=True, blank=True)
    # Den gamle adressen hørte til en annen konto da byttet ble stoppet; da er kontoen stengt i stedet.
    stengt = models.BooleanField(_("kontoen ble stengt"), default=False)

    class Meta:
        verbose_name = _("adressebytte")
        verbose_name_plural = _("adressebytter")
        ordering = ["-bedt_tid", "-pk"]

    def __str__(self) -> str:
        return f"adressebytte {self.bedt_tid:%Y-%m-%d}"

    @property
    def kan_stoppes(self) -> bool:
        return self.stoppet_tid is None and timezone.now() < (self.gjort_tid or self.bedt_tid) + STOPPFRIST


class Tekstvisning(models.Model):
    """En informasjonstekst slik den ble vist for en person, med versjonen og tidspunktet."""

    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tekstvisninger", verbose_name=_("bruker")
    )
    navn = models.SlugField(_("tekst"), max_length=60)
    versjon = models.DateField(_("versjon"))
    malform = models.CharField(_("målform"), max_length=8)
    tekst = models.TextField(_("teksten som ble vist"))
    vist_tid = models.DateTimeField(_("vist"), auto_now_add=True)

    class Meta:
        verbose_name = _("vist informasjonstekst")
        verbose_name_plural = _("viste informasjonstekster")
        ordering = ["vist_tid"]

    def __str__(self) -> str:
        return f"{self.navn} {self.versjon}"


class Nodkode(models.Model):
    """En innloggingskode laget på tjeneren, til en administrator som ikke får e-post. Virker én gang."""

    bruker = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="nodkode", verbose_name=_("bruker")
    )
    # HMAC av koden; selve koden er bare skrevet ut på tjeneren.
    avtrykk = models.CharField(_("avtrykk"), max_length=64)
    utloper_tid = models.DateTimeField(_("virker til"))

    class Meta:
        verbose_name = _("nødkode")
        verbose_name_plural = _("nødkoder")

    def __str__(self) -> str:
        return f"nødkode til {self.utloper_tid:%Y-%m-%d %H:%M}"


REDAKTORINVITASJON_VARER = timedelta(days=7)


def om_en_uke() -> datetime:
    return timezone.now() + REDAKTORINVITASJON_VARER


class Redaksjonsrolle(models.TextChoices):
    """Administratoren lages bare på tjeneren; de to andre kan gis."""

    REDAKTOR = "redaktor", _("Redaktør")
    SJEF = "sjefredaktor", _("Sjefredaktør")
    ADMINISTRATOR = "administrator", _("Administrator")


@kodene
class Redaktorinvitasjon(models.Model):
    """En lenke på e-post til en som skal bli redaktør. Den gir ingen tilgang: det gjør den som inviterte, etterpå.

    Nøkkelen står bare i e-posten; her ligger avtrykket.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    epost = models.EmailField(_("e-post"), max_length=254)
    rolle = models.CharField(_("rolle"), max_length=15, choices=Redaksjonsrolle.choices[:2])
    avtrykk = models.CharField(_("avtrykk"), max_length=64, unique=True)
    invitert_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invitert av")
    )
    sendt_tid = models.DateTimeField(_("sendt"), auto_now_add=True)
    utloper_tid = models.DateTimeField(_("virker til"), default=om_en_uke)
    tatt_imot_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tatt imot av"),
    )
    tatt_imot_tid = models.DateTimeField(_("tatt imot"), null=True, blank=True)
    gitt_tid = models.DateTimeField(_("tilgang gitt"), null=True, blank=True)
    trukket_tid = models.DateTimeField(_("trukket"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitasjon til redaksjonen")
        verbose_name_plural = _("invitasjoner til redaksjonen")
        ordering = ["-sendt_tid", "-pk"]
        constraints = [
            kanonisk_adresse("epost", navn="redaktorinvitasjon_epost_i_en_form"),
            models.UniqueConstraint(
                fields=["epost"],
                condition=models.Q(gitt_tid=None, trukket_tid=None),
                name="redaktorinvitasjon_en_apen_til_hver",
            ),
            models.CheckConstraint(
                condition=models.Q(gitt_tid=None) | models.Q(tatt_imot_tid__isnull=False, trukket_tid=None),
                name="redaktorinvitasjon_gitt_etter_tatt_imot",
            ),
            models.CheckConstraint(
                condition=models.Q(tatt_imot_tid=None, tatt_imot_av=None)
                | models.Q(tatt_imot_tid__isnull=False, tatt_imot_av__isnull=False),
                name="redaktorinvitasjon_tatt_imot_av_noen",
            ),
        ]

    def __str__(self) -> str:
        return f"invitasjon til redaksjonen {self.sendt_tid:%Y-%m-%d}"

    @property
    def er_apen(self) -> bool:
        return self.gitt_tid is None and self.trukket_tid is None and timezone.now() < self.utloper_tid
