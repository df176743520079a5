"""Det et varsel ser etter noe i: hva det heter, hvem som kan se det, og hva brevet sier."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from veier.brukere.models import Bruker
from veier.typer import Setning


@dataclass(frozen=True, slots=True)
class Lest:
    """``sporring`` er den ene formen det har i adressen, ``ord`` det som er valgt, i ord (tomt når alt er med)."""

    sporring: str
    ord: str


@dataclass(frozen=True, slots=True)
class Linje:
    """Det brevet sier om en rad: navnet, adressen til siden, og det som skal stå etter navnet."""

    navn: str
    adresse: str
    om: str = ""


class Liste(ABC):
    """``blant`` er radene i en setning: «noe nytt blant entreprenørene». ``side`` er navnet på adressen, ``mal`` brevet."""

    navn: Setning
    blant: Setning
    side: str
    mal = "varsel_nytt"

    @abstractmethod
    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest | None:
        """Det som er valgt i adressen. Det som ikke finnes, faller bort. None når det ikke er noe ``bruker`` kan se."""

    @abstractmethod
    def numre(self, sporring: str, bruker: Bruker | None = None) -> BitMap:
        """Radene siden viser nå."""

    @abstractmethod
    def bare_apne(self, numre: BitMap) -> BitMap:
        """Dem av radene det kan fortelles om: de er ikke lukket eller tatt ned, og fristen er ikke ute."""

    @abstractmethod
    def linjer(self, numre: BitMap, hoyst: int, sporring: str, bruker: Bruker | None = None) -> list[Linje]:
        """Det brevet sier om radene: de nyeste, eller de beste, først."""

    def adresse(self, sporring: str) -> str:
        return reverse(self.side) + (f"?{sporring}" if sporring else "")

    def setning(self, lest: Lest) -> str:
        """Slik leseren sier det, på målformen som gjelder: «Behov. Tema: Demens.»"""
        return f"{self.navn}. {lest.ord or _('Alt som kommer.')}"

    def nye(self, antall: int) -> str:
        """Hvor mange som er nye, til emnet i brevet."""
        return ngettext("%(antall)d nytt treff", "%(antall)d nye treff", antall) % {"antall": antall}

    def bare_noen(self, antall: int) -> str:
        """Det brevet sier når ikke alle får plass."""
        return _("Her er de %d nyeste.") % antall
