"""Grunnlaget for det som publiseres etter gjennomgang.

Det publiserte er kolonnene på objektet. Det som er under arbeid, er én versjon ved siden av: det publiserte
blir aldri ugyldig, og den gamle utgaven står mens en endring venter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Never, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.brukere.models import Bruker
from veier.fletting import Rasvar
from veier.medlemskap.models import Organisasjon
from veier.typer import Verdier

# Tre ganger det lengste profilen tar imot, i oktetter. Databasen har en skranke på det samme.
STORST = 100_000


class Nedtakingsgrunn(models.TextChoices):
    """Hvorfor redaksjonen tar ned noe andre har skrevet."""

    FEIL = "feil", _("Noe som står der, er feil eller kan villede")
    PERSONER = "personer", _("Det står opplysninger om enkeltpersoner der")
    RETTIGHETER = "rettigheter", _("Tekst eller bilde hører til noen andre")
    UTENFOR = "utenfor", _("Det hører ikke hjemme i portalen")
    BEDT = "bedt", _("Noen hos dere har bedt oss om det")
    ANNET = "annet", _("Noe annet")


class Publiserbar(models.Model):
    """Noe som har en publisert utgave. Tom ``publisert_tid``: aldri publisert, eller tatt ned av redaksjonen.

    ``nedtatt_tid`` er eierens: satt vises ingenting for andre, og det som var publisert, kan legges ut igjen slik
    det var.
    """

    slug: models.Field[Never, str]
    publisert_tid = models.DateTimeField(_("publisert"), null=True, blank=True)
    nedtatt_tid = models.DateTimeField(_("tatt ned av eieren"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def er_publisert(self) -> bool:
        return self.publisert_tid is not None

    @property
    def er_tatt_ned(self) -> bool:
        return self.nedtatt_tid is not None

    @property
    def eier(self) -> Organisasjon | None:
        """Organisasjonen som skriver; None når redaksjonen selv gjør det."""
        return None

    if TYPE_CHECKING:

        def get_absolute_url(self) -> str: ...

    @property
    def adressedeler(self) -> list[str]:
        """Det adressene til sidene om objektet trenger."""
        return [self.slug]

    @classmethod
    def versjonsmodell(cls) -> type[Versjon]:
        """Modellen som holder det som er under arbeid."""
        for relasjon in cls._meta.related_objects:
            if isinstance(relasjon.related_model, type) and issubclass(relasjon.related_model, Versjon):
                return relasjon.related_model
        raise LookupError(cls)

    def etter_endring(self) -> None:
        """Kalles i transaksjonen når noe er publisert, tatt ned eller skrevet om."""

    def etter_skriving(self, svar: Rasvar) -> None:
        """Kalles i transaksjonen når det som er under arbeid, er lagret eller kastet. ``svar`` er det som står nå."""


class _Om(models.Model):
    """En rad om noe som publiseres. Arvingen har feltet ``objekt``."""

    objekt: models.ForeignKey[Any, Publiserbar]

    class Meta:
        abstract = True

    @classmethod
    def om(cls, objekt: Publiserbar) -> models.QuerySet[Self]:
        """Radene om objektet."""
        return cls._default_manager.filter(models.Q(objekt=objekt))


class Versjon(_Om):
    """Det som er under arbeid, høyst én per objekt. Subklassen har ``objekt`` (OneToOne).

    ``svar`` er feltene slik de ble skrevet. ``nummer`` øker for hver lagring: det som sendes inn eller
    publiseres, er det personen så. ``kommentarer`` er redaksjonens, per felt; «» gjelder alt.
    """

    class Status(models.TextChoices):
        UNDER_ARBEID = "under_arbeid", _("Under arbeid")
        SENDT_INN = "sendt_inn", _("Sendt til gjennomgang")
        SENDT_TILBAKE = "sendt_tilbake", _("Sendt tilbake med kommentarer")

    svar = models.JSONField(_("svar"), default=dict)
    nummer = models.PositiveIntegerField(_("nummer"), default=0)
    status = models.CharField(_("status"), max_length=15, choices=Status.choices, default=Status.UNDER_ARBEID)
    kommentarer = models.JSONField(_("kommentarer"), default=dict, blank=True)
    endret_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("endret av"),
    )
    endret_tid = models.DateTimeField(_("endret"), auto_now=True)
    # Felt → fanen som lagret det sist: den som skriver videre mens en lagring er underveis, kolliderer ikke med seg selv.
    faner = models.JSONField(_("faner"), default=dict, blank=True, editable=False)
    innsendt_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sendt inn av"),
    )
    innsendt_tid = models.DateTimeField(_("sendt inn"), null=True, blank=True)

    # Den som skrev sist, publiserer ikke selv. Den som er med i organisasjonen, gjør det aldri.
    to_par_oyne = False
    # Eieren sender inn før redaksjonen svarer. Når redaksjonen selv skriver, kan en annen ta det som ligger der.
    sendes_inn = True
    # Om redaksjonen får vite at noe er sendt inn, og den som sendte, får kvittering.
    kvitteres = True

    # Adressenavnene til siden der eieren arbeider videre, den redaksjonen vurderer på, og den leserne ser.
    eierside: str
    redaksjonsside: str
    leserside: str

    class Meta:
        abstract = True
        verbose_name = _("versjon under arbeid")
        verbose_name_plural = _("versjoner under arbeid")
        ordering = ["innsendt_tid", "pk"]

    def __str__(self) -> str:
        return f"{self.objekt} ({self.get_status_display()})"

    @property
    def merke(self) -> str:
        """Det som skiller denne utgaven av utkastet fra alle andre. ``nummer`` begynner på nytt når et utkast er forkastet."""
        return f"{self.pk}.{self.nummer}"

    @property
    def kan_endres(self) -> bool:
        return self.status != self.Status.SENDT_INN

    @property
    def far_svaret(self) -> Bruker | None:
        """Den som får vite hva redaksjonen svarte: den som sendte inn, eller den som skrev når det ikke sendes inn."""
        return self.innsendt_av if self.sendes_inn else self.endret_av

    def kopier(self, verdier: Verdier) -> None:
        """Setter kolonnene på ``objekt`` fra de kontrollerte verdiene, uten å lagre."""
        raise NotImplementedError

    def deler(self, side: str) -> Sequence[str]:
        """Det adressen til en av sidene trenger."""
        return self.objekt.adressedeler

    def innhold(self) -> Verdier:
        """Det en utgave tar vare på."""
        return self.svar

    @classmethod
    def utgaver(cls) -> type[Utgave]:
        """Modellen som holder historikken."""
        raise NotImplementedError


class Utgave(_Om):
    """Det som ble sendt inn, sendt tilbake, publisert eller tatt ned av redaksjonen, slik det var. Subklassen har ``objekt`` (FK)."""

    class Hva(models.TextChoices):
        SENDT_INN = "sendt_inn", _("Sendt til gjennomgang")
        TRUKKET = "trukket", _("Trukket tilbake før svar")
        SENDT_TILBAKE = "sendt_tilbake", _("Sendt tilbake med kommentarer")
        PUBLISERT = "publisert", _("Publisert")
        TATT_NED = "tatt_ned", _("Tatt ned av redaksjonen")

    hva = models.CharField(_("hva"), max_length=15, choices=Hva.choices)
    svar = models.JSONField(_("svar"), default=dict)
    kommentarer = models.JSONField(_("kommentarer"), default=dict, blank=True)
    grunn = models.CharField(
        _("hvorfor det ble tatt ned"), max_length=11, choices=Nedtakingsgrunn.choices, blank=True
    )
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("tid"), auto_now_add=True)
    # Hvor lenge det ventet på svar; bare på de to svarene.
    ventet = models.DurationField(_("ventet"), null=True, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("utgave")
        verbose_name_plural = _("utgaver")
        ordering = ["-tid", "-pk"]

    def __str__(self) -> str:
        return f"{self.objekt} {self.tid:%Y-%m-%d} ({self.get_hva_display()})"
