"""Det en offentlig virksomhet kan bekrefte: at den har samarbeidet med entreprenøren."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.entreprenor import Entreprenor
from entreprenorer.querysets import Bekreftelsessporring
from kommuner.models import OffentligPart
from veier.database.skranker import fra_for_til, kodene, mellom

LENKEN_VARER = timedelta(days=30)


@kodene
class Referanse(models.Model):
    """Entreprenørens ord om et samarbeid, og virksomhetens svar. Ubekreftet til virksomheten har svart."""

    class Status(models.TextChoices):
        VENTER = "venter", _("Ikke bekreftet ennå")
        BEKREFTET = "bekreftet", _("Bekreftet")
        AVVIST = "avvist", _("Virksomheten kjenner det ikke igjen")

    ref = models.UUIDField(_("referanse"), default=uuid.uuid4, unique=True, editable=False)
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="referanser", verbose_name=_("entreprenør")
    )
    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="+", verbose_name=_("offentlig virksomhet")
    )
    enhet = models.CharField(_("enheten"), max_length=150, blank=True)
    hva = models.CharField(_("hva dere gjorde sammen"), max_length=300)
    fra_ar = models.PositiveSmallIntegerField(_("fra år"))
    til_ar = models.PositiveSmallIntegerField(_("til år"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VENTER)
    bedt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("bedt av")
    )
    bedt_tid = models.DateTimeField(_("bedt om"), auto_now_add=True)
    # Tomt når vi ikke kjenner postmottaket med kilde; da svarer et medlem av virksomheten.
    sendt_til = models.EmailField(_("sendt til"), blank=True)
    avtrykk = models.CharField(_("avtrykk av lenken"), max_length=64, unique=True, null=True, blank=True)
    utloper_tid = models.DateTimeField(_("lenken utløper"), null=True, blank=True)
    # Entreprenøren har lenken selv og sender den videre: den som svarer, må vise at hun hører til virksomheten.
    videresendes = models.BooleanField(_("lenken sendes videre av entreprenøren"), default=False)
    # Navnet og stillingen til den som svarte, med personens egne ord. Slettes med referansen.
    svart_navn = models.CharField(_("svart av"), max_length=100, blank=True)
    svart_stilling = models.CharField(_("stilling"), max_length=100, blank=True)
    svart_som_medlem = models.BooleanField(_("svarte som medlem"), default=False)
    svart_tid = models.DateTimeField(_("svart"), null=True, blank=True)
    skjult = models.BooleanField(_("skjult av redaksjonen"), default=False)

    objects = Bekreftelsessporring.as_manager()

    class Meta:
        verbose_name = _("referanse")
        verbose_name_plural = _("referanser")
        ordering = ["-fra_ar", "pk"]
        constraints = [
            fra_for_til(
                "fra_ar",
                "til_ar",
                navn="referanse_fra_til",
                setning=_("«Til år» kan ikke være før «fra år»."),
            ),
            mellom("fra_ar", 1900, 2100, navn="referanse_fra_ar"),
            mellom("til_ar", 1900, 2100, navn="referanse_til_ar"),
        ]

    def __str__(self) -> str:
        return f"{self.entreprenor} – {self.part}"

    @property
    def kan_svares_med_lenke(self) -> bool:
        return (
            self.status == self.Status.VENTER
            and self.utloper_tid is not None
            and self.utloper_tid > timezone.now()
        )

    @property
    def tidsrom(self) -> str:
        """«2021–2023», «2021» eller «siden 2021»."""
        if self.til_ar is None:
            return str(_("siden %(ar)s") % {"ar": self.fra_ar})
        return str(self.fra_ar) if self.fra_ar == self.til_ar else f"{self.fra_ar}–{self.til_ar}"


@kodene
class Referansesvar(models.Model):
    """Et svar fra den som fikk lenken av entreprenøren. Gjelder først når det er vist at hun hører til virksomheten:
    med en lenke til adressen hennes på virksomhetens domene, eller av redaksjonen.
    """

    class Status(models.TextChoices):
        VENTER_EPOST = "epost", _("Venter på bekreftelse fra e-postadressen")
        VENTER_REDAKSJON = "redaksjon", _("Venter på redaksjonen")
        GODTATT = "godtatt", _("Godtatt")
        AVVIST = "avvist", _("Avvist av redaksjonen")

    referanse = models.ForeignKey(
        Referanse, models.CASCADE, related_name="svarene", verbose_name=_("referanse")
    )
    bekreft = models.BooleanField(_("kjenner det igjen"))
    navn = models.CharField(_("navn"), max_length=100)
    stilling = models.CharField(_("stilling"), max_length=100)
    epost = models.EmailField(_("e-post"), max_length=254)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    avtrykk = models.CharField(
        _("avtrykk av lenken"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    utloper_tid = models.DateTimeField(_("lenken utløper"), null=True, blank=True)
    sendt_tid = models.DateTimeField(_("sendt"), auto_now_add=True)

    class Meta:
        verbose_name = _("svar på en referanse")
        verbose_name_plural = _("svar på referanser")
        ordering = ["sendt_tid", "pk"]

    def __str__(self) -> str:
        return f"{self.navn}, {self.stilling}"

    @property
    def i_loggen(self) -> str:
        return f"{self.referanse}, {self.stilling}"
