"""Det en virksomhet har fortalt én leverandør, og så alle: da vet ingen mer enn andre når konkurransen kommer."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kommuner.models import OffentligPart
from samarbeid.models.samarbeid import personen
from samarbeid.models.samtaler.samtale import Samtale
from samarbeid.querysets import Fortaltsporring
from veier.database.skranker import uten_usynlige


class Fortalt(models.Model):
    """Teksten virksomheten selv har skrevet, uten navnet på den den ble fortalt til. ``sendenokkel`` følger skjemaet.

    ``oppdiktet`` er som hos entreprenøren i samtalen, og står når samtalen er slettet.
    """

    part = models.ForeignKey(
        OffentligPart, models.PROTECT, related_name="fortalt", verbose_name=_("virksomhet")
    )
    samtale = models.ForeignKey(
        Samtale, models.SET_NULL, null=True, blank=True, related_name="fortalt", verbose_name=_("samtale")
    )
    tittel = models.CharField(_("hva det gjelder"), max_length=120)
    tekst = models.TextField(_("det som er fortalt"))
    av = personen(_("publisert av"))
    publisert_tid = models.DateTimeField(_("publisert"), default=timezone.now)
    tatt_ned_tid = models.DateTimeField(_("tatt ned"), null=True, blank=True)
    sendenokkel = models.UUIDField(_("skjemaets nøkkel"), unique=True, editable=False)
    oppdiktet = models.BooleanField(_("oppdiktet"), default=False, editable=False)

    objects = Fortaltsporring.as_manager()

    class Meta:
        verbose_name = _("fortalt til alle")
        verbose_name_plural = _("fortalt til alle")
        ordering = ["-publisert_tid", "-pk"]
        constraints = [uten_usynlige("tittel", navn="fortalt_tittel_uten_usynlige")]

    def __str__(self) -> str:
        return self.tittel

    def get_absolute_url(self) -> str:
        return reverse("offentlig_fortalt", args=[self.part.slug])
