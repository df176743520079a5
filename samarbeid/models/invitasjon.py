"""Invitasjonene til å svare på et behov: hvem som ble invitert, hvordan, og grunnene slik de var da."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov
from samarbeid.models.treff import Behovstrefflag
from veier.database.skranker import kodene


@kodene
class Invitasjonsrunde(models.Model):
    """Én gang noen inviterte. Alle som passer, eller noen få og grunnen til det. Endres aldri.

    ``antall`` står når en entreprenør senere er slettet.
    """

    class Mate(models.TextChoices):
        APEN = "apen", _("Alle som passer")
        SAERSKILT = "saerskilt", _("Noen få")

    behov = models.ForeignKey(
        Behov, models.CASCADE, related_name="invitasjonsrunder", verbose_name=_("behov")
    )
    mate = models.CharField(_("hvem"), max_length=10, choices=Mate.choices)
    grunn = models.TextField(_("hvorfor bare noen få"), blank=True)
    antall = models.PositiveSmallIntegerField(_("antall"))
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("runde med invitasjoner")
        verbose_name_plural = _("runder med invitasjoner")
        ordering = ["tid", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mate="apen", grunn="") | (Q(mate="saerskilt") & ~Q(grunn="")),
                name="invitasjonsrunde_saerskilt_har_grunn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.behov}: {self.get_mate_display()}, {self.antall}"


@kodene
class Behovsinvitasjon(Behovstrefflag):
    """En entreprenør er invitert til et behov. Hun inviteres aldri til det samme to ganger.

    ``fikk_brev`` er usant når alle hos henne har slått av slike brev: da står den bare på siden hennes, og den som inviterte,
    får vite det.
    """

    runde = models.ForeignKey(
        Invitasjonsrunde, models.CASCADE, related_name="invitasjoner", verbose_name=_("runde")
    )
    behov = models.ForeignKey(Behov, models.CASCADE, related_name="invitasjoner", verbose_name=_("behov"))
    entreprenor = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="behovsinvitasjoner", verbose_name=_("entreprenør")
    )
    ide = models.ForeignKey(
        Ide, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("idé")
    )
    fikk_brev = models.BooleanField(_("fikk brev"), default=True, editable=False)

    class Meta:
        verbose_name = _("invitasjon til et behov")
        verbose_name_plural = _("invitasjoner til behov")
        ordering = ["-pk"]
        constraints = [
            *Behovstrefflag.Meta.constraints,
            models.UniqueConstraint(fields=["behov", "entreprenor"], name="behovsinvitasjon_en_gang"),
        ]

    def __str__(self) -> str:
        return f"{self.behov} – {self.entreprenor}"


class Invitasjonsnei(models.Model):
    """Entreprenøren vil ikke inviteres til behov. Behovene står på siden som før."""

    entreprenor = models.OneToOneField(
        Entreprenor, models.CASCADE, related_name="invitasjonsnei", verbose_name=_("entreprenør")
    )
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("nei til invitasjoner")
        verbose_name_plural = _("nei til invitasjoner")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.entreprenor)
