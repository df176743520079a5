"""Spørringer om entreprenørens side."""

from django.db import models
from django.utils import timezone


class IdeutkastSporring(models.QuerySet):
    """Ideer under arbeid uten konto."""

    def levende(self):
        """De som ikke er utløpt; et utløpt utkast finnes ikke for noen."""
        return self.filter(utloper_tid__gt=timezone.now())

    def utlopte(self):
        return self.filter(utloper_tid__lte=timezone.now())
