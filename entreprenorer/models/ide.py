"""Entreprenørens side: ideer under arbeid."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veier.utkast.models import Utkast


class Ideutkast(Utkast):
    """En idé noen prøver uten konto."""

    hendelsesnavn = "idéutkast"

    class Meta:
        verbose_name = _("idéutkast")
        verbose_name_plural = _("idéutkast")

    def get_absolute_url(self):
        return reverse("veien_videre", args=[self.nokkel])
