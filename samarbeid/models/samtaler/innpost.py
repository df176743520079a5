"""E-posten som kommer inn til samtalene: adressen som hører til hver tråd, og det som er mottatt på den."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.samtale import Innlegg, Samtale
from samarbeid.querysets import Innpostsporring
from veier.database.skranker import kanonisk_adresse, kodene, uten_usynlige


class Svaradresse(models.Model):
    """Adressen svar på en samtale sendes til. Bare avtrykket av den er lagret; den står i e-postene som er sendt.

    En samtale kan ha flere: når portalens nøkkel er byttet, får den en ny, og de gamle virker fortsatt.
    """

    samtale = models.ForeignKey(
        Samtale, models.CASCADE, related_name="svaradresser", verbose_name=_("samtale")
    )
    avtrykk = models.CharField(_("avtrykk"), max_length=64, unique=True, editable=False)
    laget_tid = models.DateTimeField(_("laget"), auto_now_add=True)

    class Meta:
        verbose_name = _("svaradresse")
        verbose_name_plural = _("svaradresser")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"svaradressen til {self.samtale}"


@kodene
class Innpost(models.Model):
    """Én mottatt e-post. ``avtrykk`` er av Message-ID, avsenderen og samtalen: den samme e-posten lagres aldri to ganger.

    ``tekst`` er det avsenderen skrev, ``sitat`` det som sto under. Lenkene og svaradressene i dem er tatt bort. Den som er
    lagt inn i samtalen, har teksten der, og ``tekst`` er tom.
    """

    # Redaktøren som tok seg av den, får ikke med seg det andre har skrevet, i filen med sine egne data.
    uten_i_innsyn: ClassVar[Mapping[str, frozenset[str]]] = {
        "behandlet_av": frozenset({"fra", "navn", "emne", "tekst", "sitat", "utelatt"})
    }

    class Slag(models.TextChoices):
        SVAR = "svar", _("Svar")
        FRAVAR = "fravar", _("Automatisk svar")
        KVITTERING = "kvittering", _("Kvittering")
        RETUR = "retur", _("Kom ikke fram")
        FORSINKET = "forsinket", _("Forsinket")

    class Tilstand(models.TextChoices):
        LAGT_INN = "lagt_inn", _("Lagt inn i samtalen")
        NOTERT = "notert", _("Notert i samtalen")
        HOLDT = "holdt", _("Ikke lagt inn")
        VENTER = "venter", _("Venter på redaksjonen")
        LAGT_BORT = "lagt_bort", _("Lagt bort")

    class Grunn(models.TextChoices):
        UKJENT = "ukjent", _("Vi vet ikke hvilken samtale den hører til.")
        USIKKER = "usikker", _("Den viser til en samtale, men ikke på en måte bare mottakeren kunne.")
        EGEN_SIDE = "egen_side", _("Den er fra entreprenøren selv, som skriver i samtalen på siden.")
        KUNNGJORT = "kunngjort", _("Konkurransen er kunngjort. Da kan ingen skrive fritt her.")
        FERDIG = "ferdig", _("Samtalen er avsluttet.")
        PERSONNUMMER = "personnummer", _("Den har noe som ligner et fødselsnummer.")
        FOR_STOR = "for_stor", _("Den er for stor til å leses.")
        FOR_MANGE = "for_mange", _("Det er kommet svært mange det siste døgnet.")
        INHABIL = "inhabil", _("Avsenderen har sagt at hun kan være inhabil.")
        TOM = "tom", _("Den har ingen tekst vi kan lese.")

    class Funnet(models.TextChoices):
        ADRESSEN = "adressen", _("Svaradressen")
        SVAR_PA = "svar_pa", _("Brevet den svarer på")
        REFERANSEN = "referansen", _("Referansen i emnet")
        REDAKSJONEN = "redaksjonen", _("Redaksjonen")

    avtrykk = models.CharField(_("avtrykk"), max_length=64, unique=True, editable=False)
    samtale = models.ForeignKey(
        Samtale, models.CASCADE, null=True, blank=True, related_name="innpost", verbose_name=_("samtale")
    )
    innlegg = models.OneToOneField(
        Innlegg, models.CASCADE, null=True, blank=True, related_name="innpost", verbose_name=_("innlegg")
    )
    slag = models.CharField(_("slag"), max_length=10, choices=Slag.choices)
    tilstand = models.CharField(_("tilstand"), max_length=9, choices=Tilstand.choices)
    grunn = models.CharField(_("hvorfor"), max_length=12, choices=Grunn.choices, blank=True)
    funnet = models.CharField(_("funnet på"), max_length=11, choices=Funnet.choices, blank=True)
    fra = models.EmailField(_("fra"), max_length=254, blank=True)
    navn = models.CharField(_("navn"), max_length=100, blank=True)
    annen_adresse = models.BooleanField(_("fra en annen adresse"), default=False)
    # Det mottakets e-posttjener fant om avsenderen; tom når ingen tjener er satt til å se etter.
    bekreftet = models.BooleanField(_("avsenderen er bekreftet"), null=True, editable=False)
    emne = models.CharField(_("emne"), max_length=200, blank=True)
    tekst = models.TextField(_("tekst"), blank=True)
    sitat = models.TextField(_("det som sto under"), blank=True)
    utelatt = models.JSONField(_("vedlegg som ikke er tatt med"), default=list, blank=True)
    bytes = models.PositiveIntegerField(_("størrelse"), default=0)
    mottatt_tid = models.DateTimeField(_("mottatt"), default=timezone.now)
    behandlet_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("behandlet av"),
    )
    behandlet_tid = models.DateTimeField(_("behandlet"), null=True, blank=True)

    objects = Innpostsporring.as_manager()

    class Meta:
        verbose_name = _("mottatt e-post")
        verbose_name_plural = _("mottatt e-post")
        ordering = ["mottatt_tid", "pk"]
        indexes = [models.Index(fields=["tilstand", "mottatt_tid"], name="innpost_tilstand")]
        constraints = [
            kanonisk_adresse("fra", navn="innpost_fra_i_en_form"),
            uten_usynlige("navn", navn="innpost_navn_uten_usynlige"),
            uten_usynlige("emne", navn="innpost_emne_uten_usynlige"),
            models.CheckConstraint(
                condition=Q(tilstand="lagt_inn", innlegg__isnull=False)
                | (~Q(tilstand="lagt_inn") & Q(innlegg=None)),
                name="innpost_lagt_inn_har_innlegg",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=["notert", "holdt"]) | Q(samtale__isnull=False),
                name="innpost_notert_har_samtale",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=["holdt", "venter"]) | ~Q(grunn=""), name="innpost_har_grunn"
            ),
        ]

    def __str__(self) -> str:
        return f"e-post mottatt {timezone.localtime(self.mottatt_tid):%d.%m.%Y %H:%M}"

    @property
    def domene(self) -> str:
        """Det redaksjonen ser om avsenderen før hun åpner den."""
        return self.fra.rpartition("@")[2]
