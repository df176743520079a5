"""Profilen entreprenøren skriver selv: versjonen under arbeid, og historikken."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.entreprenor import PROFILFELT, Entreprenor
from veier.database.plass import hoyst
from veier.database.skranker import kodene
from veier.gjennomgang import models as grunnlag


@kodene
class Profilversjon(grunnlag.Versjon):
    eierside = "profil"
    redaksjonsside = "admin:profilversjon_vurder"
    leserside = "entreprenor"

    objekt = models.OneToOneField(
        Entreprenor, models.CASCADE, related_name="profilversjon", verbose_name=_("entreprenør")
    )

    class Meta(grunnlag.Versjon.Meta):
        verbose_name = _("profil under arbeid")
        verbose_name_plural = _("profiler under arbeid")
        constraints = [hoyst("svar", grunnlag.STORST, navn="profilversjon_svar_hoyst")]

    def kopier(self, verdier: dict[str, object]) -> None:
        for felt in PROFILFELT:
            setattr(self.objekt, felt, verdier[felt])

    @classmethod
    def utgaver(cls) -> type[grunnlag.Utgave]:
        return Profilutgave


@kodene
class Profilutgave(grunnlag.Utgave):
    objekt = models.ForeignKey(
        Entreprenor, models.CASCADE, related_name="profilutgaver", verbose_name=_("entreprenør")
    )

    class Meta(grunnlag.Utgave.Meta):
        verbose_name = _("utgave av profilen")
        verbose_name_plural = _("utgaver av profilen")
