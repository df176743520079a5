"""Et eksempel noen utenfor redaksjonen melder inn, og svarene fra dem det handler om."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.eksempel import Eksempel, Melderolle
from samarbeid.models.henvendelse import lag_referanse
from veier.database.plass import hoyst
from veier.database.skranker import kodene
from veier.lenker import avtrykk
from veier.utkast.models import STORST, Utkast

BEKREFTELSEN_VARER = timedelta(days=7)
INNMELDINGEN_VARER = timedelta(days=365)  # etter at den sist ble sendt
SVARFRIST = timedelta(days=21)
LENKEN_VARER = timedelta(days=60)


@kodene
class Innmelding(Utkast):
    """Fylles ut uten konto. Når adressen er bekreftet, blir den et utkast i redaksjonens kø (``eksempel``).

    ``sendt_svar`` er svarene slik de sist ble sendt: det som er annerledes i ``svar``, er en retting som ikke er sendt.
    Det blir ``avtrykk`` som eieren har i e-posten, så den som fylte ut med en annens adresse, mister nøkkelen.
    """

    hendelsesnavn = "innmelding"
    hemmelige_felt = frozenset({"svar", "sendt_svar", "faner"})

    referanse = models.CharField(_("referanse"), max_length=9, unique=True, default=lag_referanse)
    eksempel = models.OneToOneField(
        Eksempel, models.CASCADE, null=True, related_name="innmelding", verbose_name=_("eksempel")
    )
    rolle = models.CharField(_("rolle"), max_length=12, choices=Melderolle.choices, blank=True)
    navn = models.CharField(_("navn"), max_length=100, blank=True)
    virksomhet = models.CharField(_("virksomhet"), max_length=120, blank=True)
    epost = models.EmailField(_("e-post"), blank=True)
    malform = models.CharField(_("språk"), max_length=10, default="nb", editable=False)
    bekreft_avtrykk = models.CharField(
        _("avtrykk av lenken i e-posten"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    bekreft_utloper_tid = models.DateTimeField(_("lenken utløper"), null=True, editable=False)
    sendt_tid = models.DateTimeField(_("sendt"), null=True)
    # Bare når den som sendte, var logget inn og er i redaksjonen: da publiserer hun ikke saken.
    sendt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sendt av en redaktør"),
    )
    sendt_svar = models.JSONField(_("det som er sendt"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("innmeldt eksempel")
        verbose_name_plural = _("innmeldte eksempler")
        constraints = [
            hoyst("svar", STORST, navn="innmelding_svar_hoyst"),
            hoyst("sendt_svar", STORST, navn="innmelding_sendt_svar_hoyst"),
        ]

    def __str__(self) -> str:
        return self.referanse

    def forleng(self) -> None:
        """En innmelding som er sendt, slettes et år etter, ikke 90 dager etter siste lagring. Lagrer ikke."""
        if self.sendt_tid:
            self.utloper_tid = max(self.utloper_tid, self.sendt_tid + INNMELDINGEN_VARER)

    @property
    def er_rettet(self) -> bool:
        """Det står noe annet nå enn det som er sendt."""
        return self.sendt_tid is not None and self.svar != self.sendt_svar

    @property
    def kan_rettes(self) -> bool:
        return self.eksempel is None or not self.eksempel.er_publisert

    def sett_bekreftelse(self, nokkel: str) -> None:
        """Lenken i e-posten. Den forrige virker ikke lenger."""
        self.bekreft_avtrykk = avtrykk(nokkel)
        self.bekreft_utloper_tid = timezone.now() + BEKREFTELSEN_VARER


@kodene
class Sakspart(models.Model):
    """Noen redaksjonen har sendt en lenke til saken. Nøkkelen i lenken står ikke her."""

    # Redaktøren som spurte, får ikke med seg det parten har betrodd redaksjonen, i filen med sine egne data.
    uten_i_innsyn: ClassVar[Mapping[str, frozenset[str]]] = {
        "spurt_av": frozenset({"epost", "rolle", "kommentar", "svar", "tekstmerke"}),
        "svart_av": frozenset({"epost"}),
    }

    class Part(models.TextChoices):
        OFFENTLIG = "offentlig", _("Den offentlige parten")
        ENTREPRENOR = "entreprenor", _("Entreprenøren")
        TILSVAR = "tilsvar", _("Nevnt som noe som ikke virket")
        LESER = "leser", _("Skal bare lese gjennom")

    class Svar(models.TextChoices):
        VENTER = "venter", _("Har ikke svart")
        STEMMER = "stemmer", _("Ja, det stemmer")
        RETTES = "rettes", _("Nei, noe må rettes")
        TILSVAR = "tilsvar", _("Har skrevet et tilsvar")

    eksempel = models.ForeignKey(Eksempel, models.CASCADE, related_name="partene", verbose_name=_("eksempel"))
    part = models.CharField(_("part"), max_length=11, choices=Part.choices)
    virksomhet = models.CharField(_("virksomhet"), max_length=200)
    epost = models.EmailField(_("e-post"), blank=True)
    avtrykk = models.CharField(
        _("avtrykk av lenken"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    utloper_tid = models.DateTimeField(_("lenken utløper"))
    spurt_tid = models.DateTimeField(_("spurt"), auto_now_add=True)
    spurt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("spurt av")
    )
    svar = models.CharField(_("svar"), max_length=8, choices=Svar.choices, default=Svar.VENTER)
    rolle = models.CharField(_("rollen til den som svarte"), max_length=100, blank=True)
    kommentar = models.TextField(_("kommentar"), blank=True)
    svart_tid = models.DateTimeField(_("svart"), null=True)
    # Som ``sendt_av`` i innmeldingen.
    svart_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("svart av en redaktør"),
    )
    # Merket på teksten den som svarte, så.
    tekstmerke = models.CharField(_("merke på teksten"), max_length=64, blank=True, editable=False)
    behandlet_tid = models.DateTimeField(_("behandlet av redaksjonen"), null=True)

    class Meta:
        verbose_name = _("part i et eksempel")
        verbose_name_plural = _("parter i eksempler")
        ordering = ["spurt_tid", "pk"]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.virksomhet}"

    @property
    def lenken_virker(self) -> bool:
        return self.avtrykk is not None and self.utloper_tid > timezone.now()

    @property
    def kan_svare(self) -> bool:
        return self.part != self.Part.LESER and self.svar == self.Svar.VENTER

    @property
    def frist(self) -> datetime:
        """Etter dette kan saken publiseres uten svaret."""
        return self.spurt_tid + SVARFRIST

    @property
    def fristen_er_ute(self) -> bool:
        return self.frist <= timezone.now()
