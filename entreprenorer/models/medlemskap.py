"""Hvem som er med hos en entreprenør."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.entreprenor import Entreprenor
from veier.database.skranker import kanonisk_adresse, kodene
from veier.medlemskap import models as grunnlag


@kodene
class Medlemskap(grunnlag.Medlemskap):
    slagkode = "entreprenor"

    organisasjon = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="medlemskap", verbose_name=_("entreprenør")
    )

    class Meta(grunnlag.Medlemskap.Meta):
        verbose_name = _("medlem hos entreprenør")
        verbose_name_plural = _("medlemmer hos entreprenører")


@kodene
class Invitasjon(grunnlag.Invitasjon):
    organisasjon = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="invitasjoner", verbose_name=_("entreprenør")
    )

    class Meta(grunnlag.Invitasjon.Meta):
        verbose_name = _("invitasjon til entreprenør")
        verbose_name_plural = _("invitasjoner til entreprenører")
        constraints = [kanonisk_adresse("epost", navn="entreprenor_invitasjon_epost_i_en_form")]


@kodene
class Foresporsel(grunnlag.Foresporsel):
    organisasjon = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="foresporsler", verbose_name=_("entreprenør")
    )

    class Meta(grunnlag.Foresporsel.Meta):
        verbose_name = _("forespørsel til entreprenør")
        verbose_name_plural = _("forespørsler til entreprenører")
