"""Lenkene nederst på hver side. Nettkartet har de samme sidene."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from veier.typer import Setning


@dataclass(frozen=True, slots=True)
class Lenke:
    """``side`` er navnet på adressen, og ``deler`` det som står i den."""

    side: str
    tekst: Setning
    deler: tuple[str, ...] = ()

    @property
    def adresse(self) -> str:
        return reverse(self.side, args=self.deler)


@dataclass(frozen=True, slots=True)
class Spalte:
    navn: str
    tittel: Setning
    lenker: tuple[Lenke, ...]


BUNN = (
    Spalte(
        "begynn",
        _("Begynn her"),
        (
            Lenke("prov", _("Prøv ideen")),
            Lenke("veiviser", _("Finn en samarbeidsform")),
            Lenke("offentlige", _("Finn virksomhet")),
            Lenke("entreprenorer", _("Sosiale entreprenører")),
            Lenke("behovene", _("Behov hos det offentlige")),
            Lenke("kart", _("Kart")),
        ),
    ),
    Spalte(
        "les",
        _("Les og ta med"),
        (
            Lenke("temaer", _("Temaer")),
            Lenke("maler", _("Maler")),
            Lenke("tilskudd", _("Tilskudd")),
            Lenke("ordbok", _("Ordbok")),
            Lenke("andre_steder", _("Andre steder å lete")),
        ),
    ),
    Spalte(
        "om",
        _("Om portalen"),
        (
            Lenke("om", _("Om portalen")),
            Lenke("tall", _("Tall og hindringer")),
            Lenke("gjennomgang", _("Slik vurderer redaksjonen")),
            Lenke("om_side", _("Personvern"), ("personvern",)),
            Lenke("om_side", _("Informasjonskapsler"), ("informasjonskapsler",)),
            Lenke("om_side", _("Tilgjengelighet"), ("tilgjengelighet",)),
            Lenke("om_side", _("Kilder og lisenser"), ("kilder",)),
            Lenke("kontakt", _("Kontakt")),
        ),
    ),
)
