"""Grunnlaget for det som fylles ut uten konto."""

import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from veier.utkast.querysets import Utkastsporring

LEVETID = timedelta(days=90)


def lag_nokkel() -> str:
    """128 tilfeldige biter i en form som tåler å stå i en adresse."""
    return secrets.token_urlsafe(16)


def om_levetiden():
    return timezone.now() + LEVETID


class Utkast(models.Model):
    """``svar`` er det som er skrevet, steg for steg, slik det ble skrevet.

    To nøkler: eierens (endre, slette) og en til å dele, bare for å lese.
    """

    hendelsesnavn = "utkast"

    nokkel = models.CharField(_("eierens nøkkel"), max_length=22, unique=True, default=lag_nokkel)
    delenokkel = models.CharField(_("delenøkkel"), max_length=22, unique=True, null=True, blank=True)
    svar = models.JSONField(_("svar"), default=dict)
    # Steg → felt → fanen som lagret det sist (veier.fletting).
    faner = models.JSONField(_("faner"), default=dict, blank=True, editable=False)
    opprettet_tid = models.DateTimeField(_("opprettet"), auto_now_add=True)
    endret_tid = models.DateTimeField(_("endret"), auto_now=True)
    utloper_tid = models.DateTimeField(_("slettes"), default=om_levetiden, db_index=True)

    objects = Utkastsporring.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"utkast fra {self.opprettet_tid:%Y-%m-%d}"
