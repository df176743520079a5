"""Spørringer om utkast."""

from django.db import models
from django.utils import timezone


class Utkastsporring(models.QuerySet):
    """Utkast uten konto."""

    def levende(self):
        """De som ikke er utløpt; et utløpt utkast finnes ikke for noen."""
        return self.filter(utloper_tid__gt=timezone.now())

    def utlopte(self):
        return self.filter(utloper_tid__lte=timezone.now())
