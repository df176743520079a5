"""Det som er felles for medlemskap hos entreprenører og offentlige virksomheter."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Never, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

INVITASJON_VARER = timedelta(days=14)
SVARFRIST = timedelta(days=14)


def om_fjorten_dager() -> datetime:
    return timezone.now() + INVITASJON_VARER


class Medlemsrolle(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    MEDLEM = "medlem", _("Medlem")


class Organisasjon(models.Model):
    """Noe folk kan være med i. Arvingen har feltene."""

    slug: models.Field[Never, str]
    navn: models.Field[Never, str]

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def get_absolute_url(self) -> str: ...


class _Hos(models.Model):
    """En rad om noen hos en organisasjon. Arvingen har feltet ``organisasjon``."""

    organisasjon: models.ForeignKey[Any, Organisasjon]
    objects: ClassVar[models.Manager[Self]]

    class Meta:
        abstract = True

    @classmethod
    def hos(cls, organisasjon: models.Model) -> models.QuerySet[Self]:
        """Radene hos organisasjonen."""
        return cls._default_manager.filter(models.Q(organisasjon=organisasjon))


class Medlemskap(_Hos):
    """En persons rolle i én organisasjon. Arvingen setter ``organisasjon`` og ``slagkode``."""

    slagkode = ""
    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("bruker")
    )
    rolle = models.CharField(
        _("rolle"), max_length=15, choices=Medlemsrolle.choices, default=Medlemsrolle.MEDLEM
    )
    fra_tid = models.DateTimeField(_("med fra"), auto_now_add=True)

    class Meta:
        abstract = True
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["fra_tid", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisasjon", "bruker"], name="%(app_label)s_medlem_en_gang"),
        ]

    def __str__(self) -> str:
        return f"{self.bruker} i {self.organisasjon}"

    @property
    def i_loggen(self) -> str:
        return f"{self.bruker.offentlig_id} i {self.organisasjon}"

    @property
    def er_administrator(self) -> bool:
        return self.rolle == Medlemsrolle.ADMINISTRATOR


class Invitasjon(_Hos):
    """En lenke på e-post som gir en rolle, én gang. Nøkkelen står bare i e-posten; her ligger avtrykket."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    epost = models.EmailField(_("e-post"), max_length=254)
    rolle = models.CharField(_("rolle"), max_length=15, choices=Medlemsrolle.choices)
    avtrykk = models.CharField(_("avtrykk"), max_length=64, unique=True)
    invitert_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invitert av"),
    )
    sendt_tid = models.DateTimeField(_("sendt"), auto_now_add=True)
    utloper_tid = models.DateTimeField(_("virker til"), default=om_fjorten_dager)
    brukt_tid = models.DateTimeField(_("brukt"), null=True, blank=True)
    trukket_tid = models.DateTimeField(_("trukket"), null=True, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("invitasjon")
        verbose_name_plural = _("invitasjoner")
        ordering = ["-sendt_tid", "pk"]

    def __str__(self) -> str:
        return f"invitasjon til {self.organisasjon}"

    @property
    def kan_brukes(self) -> bool:
        return self.brukt_tid is None and self.trukket_tid is None and timezone.now() < self.utloper_tid


class Foresporsel(_Hos):
    """Noen ber om å bli med i, eller å overta, en organisasjon."""

    class Status(models.TextChoices):
        VENTER = "venter", _("Venter på svar")
        GODTATT = "godtatt", _("Godtatt")
        AVSLATT = "avslatt", _("Avslått")
        TRUKKET = "trukket", _("Trukket")

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("bruker")
    )
    rolle = models.CharField(
        _("rolle"), max_length=15, choices=Medlemsrolle.choices, default=Medlemsrolle.MEDLEM
    )
    melding = models.TextField(_("melding"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VENTER)
    begrunnelse = models.TextField(_("begrunnelse"), blank=True)
    bedt_tid = models.DateTimeField(_("bedt om"), auto_now_add=True)
    til_redaksjonen_tid = models.DateTimeField(_("sendt til redaksjonen"), null=True, blank=True)
    besvart_tid = models.DateTimeField(_("besvart"), null=True, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("forespørsel")
        verbose_name_plural = _("forespørsler")
        ordering = ["bedt_tid", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisasjon", "bruker"],
                condition=models.Q(status="venter"),
                name="%(app_label)s_foresporsel_en_om_gangen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bruker} vil være med i {self.organisasjon}"

    @property
    def i_loggen(self) -> str:
        return f"{self.bruker.offentlig_id} vil være med i {self.organisasjon}"
