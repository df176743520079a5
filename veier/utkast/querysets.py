"""Spørringer om utkast."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar, cast

from django.db import models
from django.utils import timezone

from veier.lenker import avtrykk

U = TypeVar("U", bound=models.Model)


class _MedNokkel(Protocol):
    """Det spørringen må vite om et utkast."""

    avtrykk: str

    def kjenn(self, *, nokkel: str = "", delenokkel: str = "") -> None: ...


class Utkastsporring(models.QuerySet[U]):
    """Utkast uten konto."""

    def levende(self) -> Self:
        """De som ikke er utløpt; et utløpt utkast finnes ikke for noen."""
        return self.filter(utloper_tid__gt=timezone.now())

    def utlopte(self) -> Self:
        return self.filter(utloper_tid__lte=timezone.now())

    def for_eier(self, nokkel: str) -> U | None:
        """Utkastet til den som har eierens nøkkel, eller None."""
        utkast = self.filter(avtrykk=avtrykk(nokkel)).first()
        if utkast:
            cast(_MedNokkel, utkast).kjenn(nokkel=nokkel)
        return utkast

    def for_leser(self, delenokkel: str) -> U | None:
        """Utkastet som er delt med nøkkelen, eller None."""
        utkast = self.filter(delt_avtrykk=avtrykk(delenokkel)).first()
        if utkast:
            cast(_MedNokkel, utkast).kjenn(delenokkel=delenokkel)
        return utkast

    def for_eiere(self, nokler: list[str]) -> list[U]:
        """Utkastene til den som har nøklene, det sist endrede først."""
        etter_avtrykk = {avtrykk(nokkel): nokkel for nokkel in nokler}
        funnet = list(self.filter(avtrykk__in=etter_avtrykk).order_by("-endret_tid"))
        for utkast in funnet:
            cast(_MedNokkel, utkast).kjenn(nokkel=etter_avtrykk[cast(_MedNokkel, utkast).avtrykk])
        return funnet
