"""Virkelige samarbeid, fortalt med kildene."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbeid.querysets import Eksempelsporring
from veier.referanse.koder import gyldige_koder
from veier.referanse.modell import Referanserad
from veier.rekkefolge import Norsk
from veier.taksonomi import koder
from veier.taksonomi.models import kontrollert, setningsliste, slugliste


@gyldige_koder
@pghistory.track()
class Eksempel(Referanserad):
    """Et virkelig samarbeid, fortalt med kildene. Det ingen kilde sier, står tomt."""

    class Status(models.TextChoices):
        UTKAST = "utkast", _("Utkast")
        PUBLISERT = "publisert", _("Publisert")

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    # Sakene fra fil er kontrollert før de ble lagt inn; en redaktørs sak begynner som utkast.
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PUBLISERT)
    skrevet_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skrevet av"),
    )
    skrevet_tid = models.DateTimeField(_("skrevet"), null=True, blank=True)
    publisert_av = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("publisert av"),
    )
    publisert_tid = models.DateTimeField(_("publisert"), null=True, blank=True)
    navn = models.CharField(_("navn"), max_length=150)
    entreprenor = models.CharField(_("entreprenør"), max_length=200, blank=True)
    # Slugene til profilene entreprenørene har i portalen.
    profiler = slugliste(_("entreprenørprofiler"), koder.PROFILER)
    offentlig = models.CharField(_("offentlig virksomhet"), max_length=300)
    omrader = slugliste(_("områder"), koder.OMRADER)
    nivaer = slugliste(_("nivåer"), koder.NIVAER)
    temaer = slugliste(_("temaer"), koder.TEMAER)
    malgrupper = slugliste(_("målgrupper"), koder.MALGRUPPER)
    modeller = slugliste(_("samarbeidsmodeller"), koder.MODELLER)
    behov = models.TextField(_("behovet"), blank=True)
    forste_kontakt = models.TextField(_("slik begynte det"), blank=True)
    beslutter = models.TextField(_("hvem bestemte"), blank=True)
    forankring = models.TextField(_("forankring hos ledere, ansatte og brukere"), blank=True)
    modell_omtale = models.TextField(_("samarbeidsformen"), blank=True)
    belop = models.TextField(_("beløp"), blank=True)
    det_offentliges_bidrag = models.TextField(_("det offentliges bidrag"), blank=True)
    suksessmal = models.TextField(_("mål for om det lykkes"), blank=True)
    apnet_for_andre = models.TextField(_("når andre leverandører fikk vite om det"), blank=True)
    effekt = models.TextField(_("virkning"), blank=True)
    effekt_hevdet_av = models.CharField(_("hvem hevder det"), max_length=250, blank=True)
    hindringer = models.TextField(_("det som stoppet"), blank=True)
    gjort_annerledes = models.TextField(_("hva de ville gjort annerledes"), blank=True)
    arstall = models.CharField(_("år"), max_length=100, blank=True)
    status_i_dag = models.CharField(_("status i dag"), max_length=200, default="ikke kontrollert")
    kort_omtalt = models.BooleanField(_("kort omtalt"), default=False)
    merknad = models.TextField(_("merknad"), blank=True)
    kilder = setningsliste(_("kilder"))
    sist_kontrollert = kontrollert(_("sist kontrollert"))

    objects = Eksempelsporring.as_manager()

    class Meta(Referanserad.Meta):
        verbose_name = _("eksempel")
        verbose_name_plural = _("eksempler")
        ordering = [Norsk("navn"), "pk"]

    def __str__(self):
        return self.navn
