"""Det Enhetsregisteret sier om hvordan man når en virksomhet, hentet av en jobb; og tallet som sier at en kontakt er endret."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommuner.models.virksomhet import OffentligPart
from veier.database.skranker import kanonisk_adresse
from veier.database.utgavetall import Utgavetall, nytt_utgavetall


class Kontaktnummer(Utgavetall):
    """Nytt når noe en virksomhet selv sier om hvordan man når den, eller registeret sier, er endret.

    Kontaktene er ikke referansedata: det som er regnet av dem, må ha dette tallet i nøkkelen.
    """

    class Meta:
        verbose_name = _("kontaktnummer")
        verbose_name_plural = _("kontaktnumre")


def ny_kontaktutgave() -> pgtrigger.Trigger:
    return nytt_utgavetall("ny_kontaktutgave", "kommuner_kontaktnummer")


class Registerkontakt(models.Model):
    """Sist hentet om én virksomhet. Tomme felt betyr at registeret ikke sier noe, eller noe vi ikke viser."""

    part = models.OneToOneField(
        OffentligPart, models.CASCADE, related_name="registerkontakt", verbose_name=_("virksomhet")
    )
    telefon = models.CharField(_("telefon"), max_length=40, blank=True)
    epost = models.CharField(_("e-post"), max_length=254, blank=True)
    nettsted = models.CharField(_("nettsted"), max_length=300, blank=True)
    adresse = models.CharField(_("adresse"), max_length=300, blank=True)
    hentet_tid = models.DateTimeField(_("hentet"))

    class Meta:
        verbose_name = _("kontakt fra registeret")
        verbose_name_plural = _("kontakter fra registeret")
        constraints = [kanonisk_adresse("epost", navn="registerkontakt_epost_i_en_form")]
        triggers = [ny_kontaktutgave()]

    def __str__(self) -> str:
        return f"{self.part}: {self.telefon or self.epost or self.nettsted or '–'}"
