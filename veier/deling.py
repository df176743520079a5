"""Å dele noe med en lenke som bare kan leses. Nøkkelen i lenken står ikke i databasen: der er avtrykket den slås opp på,
og nøkkelen forseglet, så eieren ser lenken hun har delt. Hva den er forseglet med, avgjør hver modell.
"""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from veier.lenker import avtrykk

DELING = ["delt_avtrykk", "forseglet_delenokkel"]


def lag_nokkel() -> str:
    """128 tilfeldige biter i en form som tåler å stå i en adresse."""
    return secrets.token_urlsafe(16)


class Delbar(models.Model):
    """Grunnlaget. En modell sier hvordan nøkkelen forsegles (``forsegl``) og leses igjen (``bryt_seglet``)."""

    delt_avtrykk = models.CharField(
        _("avtrykk av delenøkkelen"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    forseglet_delenokkel = models.TextField(_("forseglet delenøkkel"), blank=True, editable=False)

    # Kjent for den som kom med den, eller nettopp laget den.
    _delenokkel = ""

    class Meta:
        abstract = True

    @property
    def er_delt(self) -> bool:
        return self.delt_avtrykk is not None

    @property
    def delenokkel(self) -> str:
        """Tom når det ikke er delt. Kjenner den som spør den ikke, brytes seglet."""
        if not self.er_delt:
            return ""
        return self._delenokkel or self.bryt_seglet()

    def forsegl(self, delenokkel: str) -> str:
        raise NotImplementedError

    def bryt_seglet(self) -> str:
        """Tom: seglet kan ikke brytes lenger, og eieren kan lage en ny lenke."""
        raise NotImplementedError

    def sett_delenokkel(self, delenokkel: str | None) -> None:
        """Deler med nøkkelen, eller slutter å dele. Lagrer ikke."""
        self.delt_avtrykk = avtrykk(delenokkel) if delenokkel else None
        self.forseglet_delenokkel = self.forsegl(delenokkel) if delenokkel else ""
        self._delenokkel = delenokkel or ""


def del_med_lenke(laast: Delbar) -> bool:
    """Gir raden en lenke, eller lar den hun har, være. ``laast`` er låst av den som kaller. True når lenken er ny."""
    if laast.delenokkel:
        return False
    laast.sett_delenokkel(lag_nokkel())
    laast.save(update_fields=DELING)
    return True


def trekk_lenken(laast: Delbar) -> bool:
    """Lenken gir 404 fra nå av, og en ny deling gir en ny. True når det var noe å trekke."""
    if not laast.er_delt:
        return False
    laast.sett_delenokkel(None)
    laast.save(update_fields=DELING)
    return True
