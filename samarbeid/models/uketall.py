"""Hvor mye portalen er brukt, uke for uke."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.database.skranker import kodene


@kodene
class Ukeantall(models.Model):
    """Hvor mange ganger noe ble gjort i en uke. Ingen vet hvem, når i uken, eller hva som sto der."""

    class Hva(models.TextChoices):
        FORSIDEN = "forsiden", _("Forsiden")
        ENTREPRENORER = "entreprenorer", _("Entreprenører og ideer")
        BEHOV = "behov", _("Behov")
        EKSEMPLER = "eksempler", _("Eksempler")
        OFFENTLIGE = "offentlige", _("Offentlige virksomheter")
        MODELLER = "modeller", _("Modeller")
        TEMAER = "temaer", _("Temaer")
        TILSKUDD = "tilskudd", _("Tilskudd")
        KUNNSKAP = "kunnskap", _("Veiledninger, maler og ordbok")
        IDE_UTEN_KONTO = "ide_uten_konto", _("Ideer, uten konto")
        IDE_MED_KONTO = "ide_med_konto", _("Ideer, med konto")
        BEHOV_UTEN_KONTO = "behov_uten_konto", _("Behov, uten konto")
        BEHOV_MED_KONTO = "behov_med_konto", _("Behov, med konto")
        SOK = "sok", _("Søk")
        SOK_UTEN_TREFF = "sok_uten_treff", _("Søk uten treff på ordene")

    uke = models.DateField(_("mandagen i uken"))
    hva = models.CharField(_("hva"), max_length=20, choices=Hva.choices)
    antall = models.PositiveIntegerField(_("ganger"))

    class Meta:
        verbose_name = _("bruk av portalen i en uke")
        verbose_name_plural = _("bruk av portalen i ukene")
        constraints = [
            models.UniqueConstraint(fields=["uke", "hva"], name="ukeantall_en_per_uke"),
            models.CheckConstraint(condition=models.Q(uke__iso_week_day=1), name="ukeantall_mandag"),
        ]

    def __str__(self) -> str:
        return f"{self.uke} {self.hva}: {self.antall}"
