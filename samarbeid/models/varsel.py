"""Lagrede søk med varsel: hva noen vil vite om, hvor ofte, og hva de alt har fått vite.

Et abonnement hører til en konto, eller til en adresse som er bekreftet uten konto.
"""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veier.database.skranker import kodene
from veier.deling import lag_nokkel
from veier.kryptering import Forseglet, KanIkkeLeses, dekrypter, krypter
from veier.lenker import avtrykk
from veier.sprak import HOVEDSPRAK

LENGSTE_SPORRING = 1_500


class Varselmottaker(models.Model):
    """En bekreftet adresse uten konto. Nøkkelen i den personlige lenken er forseglet; den slås opp på avtrykket."""

    epost = models.EmailField(_("e-post"), max_length=254, unique=True)
    avtrykk = models.CharField(_("avtrykk av nøkkelen"), max_length=64, unique=True, editable=False)
    forseglet_nokkel = Forseglet(_("forseglet nøkkel"), editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)

    class Meta:
        verbose_name = _("mottaker av varsler")
        verbose_name_plural = _("mottakere av varsler")

    def __str__(self) -> str:
        return self.epost

    @classmethod
    def for_adressen(cls, epost: str) -> Self:
        """Mottakeren, låst. Lages når adressen er ny. Å skrive den låser den, så ingen kan glemme den imens."""
        nokkel = lag_nokkel()
        ny = cls(epost=epost.lower(), avtrykk=avtrykk(nokkel), forseglet_nokkel=krypter(nokkel))
        cls.objects.bulk_create([ny], update_conflicts=True, unique_fields=["epost"], update_fields=["epost"])
        return cls.objects.get(epost=ny.epost)

    @property
    def nokkel(self) -> str:
        """Nøkkelen i lenken. Tom når portalens nøkkel er byttet uten at den gamle ble beholdt."""
        try:
            return dekrypter(self.forseglet_nokkel)
        except KanIkkeLeses:
            return ""


@kodene
class Abonnement(models.Model):
    """Ett lagret søk, eller det som passer noe. ``sporring`` er det som står i adressen til listen, i den ene formen det har.

    ``fortalt`` er radene mottakeren har fått vite om, eller så da hun lagret søket, som en pyroaring-mengde.
    ``utgave`` er avtrykket av katalogen sist det ble lett. ``neste_tid``: ikke før dette.
    """

    class Liste(models.TextChoices):
        ENTREPRENORER = "entreprenorer", _("Entreprenører")
        EKSEMPLER = "eksempler", _("Eksempler")
        BEHOV = "behov", _("Behov")
        TILSKUDD = "tilskudd", _("Tilskudd")
        # De lagrede treffene: bare for den som er med der de hører til.
        PASSER_OSS = "passer-oss", _("Behov som passer")
        KAN_SVARE = "kan-svare", _("De som kan svare")

    class Hyppighet(models.TextChoices):
        STRAKS = "straks", _("Med en gang")
        DAGLIG = "daglig", _("Høyst én gang om dagen")
        UKENTLIG = "ukentlig", _("Høyst én gang i uken, på mandag")

    ref = models.UUIDField(_("referanse"), default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="abonnementer",
        verbose_name=_("bruker"),
    )
    mottaker = models.ForeignKey(
        Varselmottaker,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="abonnementer",
        verbose_name=_("mottaker"),
    )
    liste = models.CharField(_("liste"), max_length=14, choices=Liste.choices)
    sporring = models.CharField(_("søket"), max_length=LENGSTE_SPORRING, blank=True)
    hyppighet = models.CharField(_("hvor ofte"), max_length=8, choices=Hyppighet.choices)
    malform = models.CharField(_("målform"), max_length=5, default=HOVEDSPRAK.kode)
    fortalt = models.BinaryField(_("det som er fortalt"), editable=False)
    utgave = models.CharField(_("utgaven det sist ble lett i"), max_length=64, blank=True, editable=False)
    neste_tid = models.DateTimeField(_("neste gang"), null=True, blank=True, db_index=True)
    brev = models.PositiveIntegerField(_("antall brev"), default=0, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)

    class Meta:
        verbose_name = _("lagret søk med varsel")
        verbose_name_plural = _("lagrede søk med varsel")
        ordering = ["opprettet_tid", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bruker=None, mottaker__isnull=False) | Q(bruker__isnull=False, mottaker=None),
                name="abonnement_har_en_eier",
            ),
            models.UniqueConstraint(fields=["bruker", "liste", "sporring"], name="abonnement_konto_en_gang"),
            models.UniqueConstraint(
                fields=["mottaker", "liste", "sporring"], name="abonnement_adresse_en_gang"
            ),
        ]
        indexes = [
            # Triggerne på treffene slår opp hver profil og idé her.
            models.Index(
                fields=["sporring"],
                name="abonnement_straks",
                condition=Q(hyppighet="straks", liste__in=["kan-svare", "passer-oss"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_liste_display()}: {self.sporring}"

    @property
    def til(self) -> str:
        """Adressen brevene går til."""
        if self.bruker:
            return str(self.bruker.epost)
        return self.mottaker.epost if self.mottaker else ""
