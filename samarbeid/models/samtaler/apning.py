"""At redaksjonen har åpnet en samtale den ikke er med i. Begge sider ser det i samtalen, og raden følger den til den slettes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.samtale import Samtale
from samarbeid.querysets import Apningssporring
from veier.database.skranker import uten_usynlige

KORTESTE_GRUNN = 20


class Apning(models.Model):
    """Én redaktørs åpning av én samtale. ``grunn`` leser begge sider; hvem det var, står bare i loggen og her.

    ``sendenokkel`` følger skjemaet: det samme skjemaet to ganger er den samme åpningen, og forlenger den ikke.
    """

    samtale = models.ForeignKey(Samtale, models.CASCADE, related_name="apninger", verbose_name=_("samtale"))
    av = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av")
    )
    grunn = models.CharField(_("hvorfor"), max_length=300)
    sendenokkel = models.UUIDField(_("skjemaets nøkkel"), editable=False)
    tid = models.DateTimeField(_("åpnet"), default=timezone.now)
    utloper_tid = models.DateTimeField(_("kan leses til"))

    objects = Apningssporring.as_manager()

    class Meta:
        verbose_name = _("redaksjonens åpning av en samtale")
        verbose_name_plural = _("redaksjonens åpninger av samtaler")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["samtale", "sendenokkel"], name="apning_en_gang_per_skjema"),
            uten_usynlige("grunn", navn="apning_grunn_uten_usynlige"),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length("grunn"), KORTESTE_GRUNN), name="apning_har_grunn"
            ),
            models.CheckConstraint(condition=Q(utloper_tid__gt=F("tid")), name="apning_utloper_etterpa"),
        ]

    def __str__(self) -> str:
        return f"åpning av {self.samtale}"
