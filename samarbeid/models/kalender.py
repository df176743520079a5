"""Den private kalenderen: adressen et kalenderprogram henter dagene fra."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.kryptering import Forseglet, KanIkkeLeses, dekrypter


class Kalenderadresse(models.Model):
    """Den som har adressen, kan lese dagene uten å logge inn. Nøkkelen slås opp på avtrykket, og er forseglet ved siden av."""

    bruker = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="kalenderadresse",
        verbose_name=_("bruker"),
    )
    avtrykk = models.CharField(_("avtrykk av nøkkelen"), max_length=64, unique=True, editable=False)
    forseglet_nokkel = Forseglet(_("forseglet nøkkel"), editable=False)
    laget_tid = models.DateTimeField(_("laget"))

    class Meta:
        verbose_name = _("kalenderadresse")
        verbose_name_plural = _("kalenderadresser")

    def __str__(self) -> str:
        return str(self.bruker)

    @property
    def nokkel(self) -> str:
        """Nøkkelen i adressen. Tom når portalens nøkkel er byttet uten at den gamle ble beholdt."""
        try:
            return dekrypter(self.forseglet_nokkel)
        except KanIkkeLeses:
            return ""
