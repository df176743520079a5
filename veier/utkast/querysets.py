"""Spørringer om utkast."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from veier.lenker import avtrykk


class Utkastsporring(models.QuerySet):
    """Utkast uten konto."""

    def levende(self):
        """De som ikke er utløpt; et utløpt utkast finnes ikke for noen."""
        return self.filter(utloper_tid__gt=timezone.now())

    def utlopte(self):
        return self.filter(utloper_tid__lte=timezone.now())

    def for_eier(self, nokkel: str) -> Any:
        """Utkastet til den som har eierens nøkkel, eller None."""
        utkast = self.filter(avtrykk=avtrykk(nokkel)).first()
        if utkast:
            utkast.kjenn(nokkel=nokkel)
        return utkast

    def for_leser(self, delenokkel: str) -> Any:
        """Utkastet som er delt med nøkkelen, eller None."""
        utkast = self.filter(delt_avtrykk=avtrykk(delenokkel)).first()
        if utkast:
            utkast.kjenn(delenokkel=delenokkel)
        return utkast

    def for_eiere(self, nokler: list[str]) -> list[Any]:
        """Utkastene til den som har nøklene, det sist endrede først."""
        etter_avtrykk = {avtrykk(nokkel): nokkel for nokkel in nokler}
        funnet = list(self.filter(avtrykk__in=etter_avtrykk).order_by("-endret_tid"))
        for utkast in funnet:
            utkast.kjenn(nokkel=etter_avtrykk[utkast.avtrykk])
        return funnet
