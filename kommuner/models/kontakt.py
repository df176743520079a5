"""Det Enhetsregisteret sier om hvordan man når en virksomhet, hentet av en jobb; og tallet som sier at en kontakt er endret."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from kommuner.models.virksomhet import OffentligPart
from veier.database.skranker import kanonisk_adresse


class Kontaktnummer(models.Model):
    """Ett tall som er nytt hver gang en kontakt er endret, uansett hvordan. Én rad; triggerne skriver den.

    Kontaktene er ikke referansedata: det som er regnet av dem, må ha dette tallet i nøkkelen (``kontaktutgave``).
    """

    nummer = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("kontaktnummer")
        verbose_name_plural = _("kontaktnumre")

    def __str__(self) -> str:
        return str(self.nummer)


def ny_kontaktutgave() -> pgtrigger.Trigger:
    """Tallet brukes aldri om igjen, heller ikke når transaksjonen angres."""
    return pgtrigger.Trigger(
        name="ny_kontaktutgave",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=(
            "UPDATE kommuner_kontaktnummer"
            " SET nummer = nextval(pg_get_serial_sequence('kommuner_kontaktnummer', 'id'));"
            " RETURN NULL;"
        ),
    )


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
