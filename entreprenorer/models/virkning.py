"""Det entreprenøren vet om virkningen, og hvem som har målt den."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entreprenorer.models.eid import Eid
from entreprenorer.querysets import Virkningsporring
from veier.database.plass import hoyst
from veier.database.skranker import kodene
from veier.gjennomgang import models as grunnlag

VIRKNINGSFELT = (
    "pastand",
    "indikator",
    "enhet",
    "maalinger",
    "sammenlignet_med",
    "hvem_malte",
    "hvordan",
    "bestilt_av",
    "betalt_av",
    "hvem_sparte",
    "regnet",
    "kilde",
    "motbevis",
)


@kodene
@pghistory.track()
class Virkning(Eid):
    """En påstand om hva som skjedde, med det leseren trenger for å vurdere den."""

    navnefelt = "pastand"

    class HvemMalte(models.TextChoices):
        SELV = "selv", _("Vi selv")
        OPPDRAG = "oppdrag", _("Andre, på oppdrag")
        UAVHENGIG = "uavhengig", _("Uavhengige forskere eller evaluatorer")

    class Hvordan(models.TextChoices):
        FORTELLING = "fortelling", _("Historier fra dem det gjelder")
        FOR_ETTER = "for_etter", _("Målt før og etter")
        GRUPPE = "gruppe", _("Sammenlignet med en gruppe som ikke var med")
        TILFELDIG = "tilfeldig", _("Trukket tilfeldig hvem som var med")

    class Regnet(models.TextChoices):
        BRUTTO = "brutto", _("Alt som skjedde (brutto)")
        NETTO = "netto", _("Bare det som skyldes tiltaket (netto)")

    pastand = models.CharField(_("hva som skjedde"), max_length=300, blank=True)
    indikator = models.CharField(_("hva som er målt"), max_length=150, blank=True)
    enhet = models.CharField(_("enhet"), max_length=40, blank=True)
    # [{"aar": 2023, "verdi": "61.5", "personer": 40, "frafall": 6}], etter år. verdi er desimaltall som tekst.
    maalinger = models.JSONField(_("målinger"), default=list, blank=True)
    sammenlignet_med = models.TextField(_("sammenlignet med"), blank=True)
    hvem_malte = models.CharField(_("hvem som målte"), max_length=10, choices=HvemMalte.choices, blank=True)
    hvordan = models.CharField(_("hvordan"), max_length=12, choices=Hvordan.choices, blank=True)
    bestilt_av = models.CharField(_("bestilt av"), max_length=150, blank=True)
    betalt_av = models.CharField(_("betalt av"), max_length=150, blank=True)
    hvem_sparte = models.CharField(_("hvem som fikk mindre utgifter"), max_length=150, blank=True)
    regnet = models.CharField(_("hva tallet gjelder"), max_length=6, choices=Regnet.choices, blank=True)
    kilde = models.URLField(_("lenke til kilden"), max_length=400, blank=True)
    motbevis = models.TextField(_("det som taler mot"), blank=True)

    objects = Virkningsporring.as_manager()

    class Meta(Eid.Meta):
        verbose_name = _("virkning")
        verbose_name_plural = _("virkninger")
        constraints = [
            models.UniqueConstraint(fields=["entreprenor", "slug"], name="virkning_slug_hos_entreprenoren")
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('entreprenor', args=[self.entreprenor.slug])}#virkning-{self.slug}"


@kodene
class Virkningversjon(grunnlag.Versjon):
    eierside = "virkning"
    redaksjonsside = "admin:virkningversjon_vurder"
    leserside = "virkning"

    objekt = models.OneToOneField(
        Virkning, models.CASCADE, related_name="versjon", verbose_name=_("virkning")
    )

    class Meta(grunnlag.Versjon.Meta):
        verbose_name = _("virkning under arbeid")
        verbose_name_plural = _("virkninger under arbeid")
        constraints = [hoyst("svar", grunnlag.STORST, navn="virkningversjon_svar_hoyst")]

    def kopier(self, verdier: dict[str, object]) -> None:
        for felt in VIRKNINGSFELT:
            setattr(self.objekt, felt, verdier[felt])

    @classmethod
    def utgaver(cls) -> type[grunnlag.Utgave]:
        return Virkningutgave


@kodene
class Virkningutgave(grunnlag.Utgave):
    objekt = models.ForeignKey(Virkning, models.CASCADE, related_name="utgaver", verbose_name=_("virkning"))

    class Meta(grunnlag.Utgave.Meta):
        verbose_name = _("utgave av en virkning")
        verbose_name_plural = _("utgaver av virkninger")
