"""Det som hører til et samarbeid: forventningene, avtalene og det som stoppet det."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samarbeid import Samarbeid, personen
from samarbeid.models.samtaler.samtale import Samtaleside
from veier.database.skranker import fra_for_til, kodene
from veier.taksonomi.ordforrad import Hindringsslag


@kodene
class Forventning(models.Model):
    """Noe partene venter av hverandre. Én side skriver det, den andre sier seg enig, og det tas opp igjen en avtalt dag."""

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="forventninger", verbose_name=_("samarbeid")
    )
    nr = models.PositiveIntegerField(_("nummer"))
    tekst = models.TextField(_("hva vi venter av hverandre"))
    side = models.CharField(_("skrevet av"), max_length=12, choices=Samtaleside.choices)
    av = personen(_("skrevet inn av"))
    tas_opp = models.DateField(_("tas opp igjen"), null=True, blank=True)
    enig_tid = models.DateTimeField(_("den andre siden er enig"), null=True, blank=True)
    notat = models.TextField(_("hva dere sa da dere tok det opp"), blank=True)
    tatt_opp_tid = models.DateTimeField(_("sist tatt opp"), null=True, blank=True)
    ferdig_tid = models.DateTimeField(_("gjelder ikke lenger"), null=True, blank=True)

    class Meta:
        verbose_name = _("forventning")
        verbose_name_plural = _("forventninger")
        ordering = ["samarbeid", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "nr"], name="forventning_en_per_nummer"),
            models.CheckConstraint(
                condition=Q(ferdig_tid__isnull=False) | Q(tas_opp__isnull=False),
                name="forventning_tas_opp_igjen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.samarbeid}, forventning {self.nr}"


@kodene
class Samarbeidsavtale(models.Model):
    """En avtale som er underskrevet. ``verdi`` er hele kroner uten merverdiavgift for hele tiden, med opsjoner."""

    class Slag(models.TextChoices):
        INTENSJON = "intensjon", _("Intensjonsavtale")
        PILOT = "pilot", _("Pilotavtale")
        DRIFT = "drift", _("Driftsavtale")
        PARTNERSKAP = "partnerskap", _("Partnerskapsavtale")
        TILSKUDD = "tilskudd", _("Tilskudd")
        DATABEHANDLER = "databehandler", _("Databehandleravtale")
        EFFEKT = "effekt", _("Effektkontrakt")
        ANNET = "annet", _("En annen avtale")

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="avtaler", verbose_name=_("samarbeid")
    )
    nr = models.PositiveSmallIntegerField(_("nummer"))
    slag = models.CharField(_("slags avtale"), max_length=13, choices=Slag.choices)
    verdi = models.PositiveBigIntegerField(_("verdi i kroner uten merverdiavgift"))
    fra_dato = models.DateField(_("gjelder fra"))
    til_dato = models.DateField(_("gjelder til"), null=True, blank=True)
    underskrevet = models.DateField(_("underskrevet"))
    av = personen(_("skrevet inn av"))

    class Meta:
        verbose_name = _("avtale i et samarbeid")
        verbose_name_plural = _("avtaler i samarbeid")
        ordering = ["samarbeid", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "nr"], name="samarbeidsavtale_en_per_nummer"),
            fra_for_til(
                "fra_dato",
                "til_dato",
                navn="samarbeidsavtale_fra_for_til",
                setning=_("Avtalen må slutte etter at den begynner."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_slag_display()} i {self.samarbeid}"


@kodene
class Hindring(models.Model):
    """Det én side mener stoppet samarbeidet. Den andre ser det bare når ``vises`` er krysset av."""

    samarbeid = models.ForeignKey(
        Samarbeid, models.CASCADE, related_name="hindringer", verbose_name=_("samarbeid")
    )
    side = models.CharField(_("side"), max_length=12, choices=Samtaleside.choices)
    slag = ArrayField(
        models.CharField(max_length=12, choices=Hindringsslag.choices),
        verbose_name=_("slags hindring"),
        default=list,
    )
    ord = models.TextField(_("med egne ord"), blank=True)
    vises = models.BooleanField(_("den andre siden kan lese det"), default=False)
    av = personen(_("skrevet av"))
    tid = models.DateTimeField(_("tid"), default=timezone.now)

    class Meta:
        verbose_name = _("hindring i et samarbeid")
        verbose_name_plural = _("hindringer i samarbeid")
        constraints = [
            models.UniqueConstraint(fields=["samarbeid", "side"], name="hindring_en_per_side"),
            models.CheckConstraint(
                condition=Q(slag__contained_by=Hindringsslag.values), name="hindring_slag_kode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.samarbeid}: {self.side}"

    @property
    def slagene(self) -> list[str]:
        navn = dict(Hindringsslag.choices)
        return [str(navn[kode]) for kode in self.slag]
