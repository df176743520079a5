"""Hvem som er med i en offentlig virksomhet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kommuner.models.virksomhet import OffentligPart
from veier.database.skranker import kanonisk_adresse, kodene
from veier.medlemskap import models as grunnlag


@kodene
class Medlemskap(grunnlag.Medlemskap):
    slagkode = "offentlig"

    organisasjon = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="medlemskap", verbose_name=_("virksomhet")
    )

    class Meta(grunnlag.Medlemskap.Meta):
        verbose_name = _("ansatt i offentlig virksomhet")
        verbose_name_plural = _("ansatte i offentlige virksomheter")


@kodene
class Invitasjon(grunnlag.Invitasjon):
    organisasjon = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="invitasjoner", verbose_name=_("virksomhet")
    )

    class Meta(grunnlag.Invitasjon.Meta):
        verbose_name = _("invitasjon til virksomhet")
        verbose_name_plural = _("invitasjoner til virksomheter")
        constraints = [kanonisk_adresse("epost", navn="offentlig_invitasjon_epost_i_en_form")]


@kodene
class Foresporsel(grunnlag.Foresporsel):
    organisasjon = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="foresporsler", verbose_name=_("virksomhet")
    )

    class Meta(grunnlag.Foresporsel.Meta):
        verbose_name = _("forespørsel til virksomhet")
        verbose_name_plural = _("forespørsler til virksomheter")


class Administratorkode(models.Model):
    """En kode sendt til postmottaket. Den som får den derfra, er godkjent av virksomheten som administrator."""

    HOYST_FORSOK = 5

    organisasjon = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="+", verbose_name=_("virksomhet")
    )
    bruker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("bruker")
    )
    avtrykk = models.CharField(_("avtrykk"), max_length=64)
    sendt_til = models.EmailField(_("sendt til"), max_length=254)
    sendt_tid = models.DateTimeField(_("sendt"), auto_now_add=True)
    utloper_tid = models.DateTimeField(_("virker til"))
    forsok = models.PositiveSmallIntegerField(_("forsøk"), default=0)

    class Meta:
        verbose_name = _("administratorkode")
        verbose_name_plural = _("administratorkoder")
        ordering = ["-sendt_tid"]
        constraints = [
            models.UniqueConstraint(fields=["organisasjon", "bruker"], name="administratorkode_en")
        ]

    def __str__(self) -> str:
        return f"kode til {self.organisasjon}"

    @property
    def kan_brukes(self) -> bool:
        return self.forsok < self.HOYST_FORSOK and timezone.now() < self.utloper_tid
