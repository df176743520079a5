"""Veien fram i en sak: fra ideen til det som kom etter, og det partene lærte."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.taksonomi import koder
from veier.taksonomi.models import setningsliste, slugliste


class Veien(models.Model):
    """Feltene om det som skjedde. Den som bestemte forsøket, er ofte en annen enn den som bestemte det som kom etter."""

    ide_fra = models.TextField(_("hvem som hadde ideen"), blank=True)
    forste_kontakt = models.TextField(_("slik begynte det"), blank=True)
    forankring = models.TextField(_("forankring hos ledere, ansatte og brukere"), blank=True)
    beslutter = models.TextField(_("hvem som bestemte forsøket"), blank=True)
    beslutter_videre = models.TextField(_("hvem som bestemte det som kom etter"), blank=True)
    tidslinje = setningsliste(_("tidslinje"))
    suksessfaktorer = setningsliste(_("det som gjorde at det gikk"))
    hindringsslag = slugliste(_("hva slags ting som stoppet det"), koder.HINDRINGSSLAG)
    hindringer = models.TextField(_("det som stoppet"), blank=True)
    gjort_igjen = models.TextField(_("hva de ville gjort igjen"), blank=True)
    gjort_annerledes = models.TextField(_("hva de ville gjort annerledes"), blank=True)

    class Meta:
        abstract = True
