"""Der svarene ligger. Sidene i ``veier.steg.sider`` virker på alt som oppfyller ``Steglager``.

``veier.utkast.lager`` er det som fylles ut uten konto, ``veier.gjennomgang.lager`` det som sendes til gjennomgang.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from veier.fletting import Rasvar
from veier.steg.skjema import Steg, Stegrekke


@dataclass(frozen=True, slots=True)
class Lagret:
    """``svar`` er det som står i steget nå. ``kollisjoner`` er feltene som ikke ble lagret, fordi de er endret siden
    personen så dem. ``hvem`` endret dem; tom: hun selv, i en annen fane.
    """

    svar: Rasvar
    kollisjoner: tuple[str, ...] = ()
    hvem: str = ""


class MaVente(Exception):
    """Det er ikke plass til mer fra denne avsenderen ennå."""

    def __init__(self, sekunder: int) -> None:
        super().__init__(sekunder)
        self.sekunder = sekunder


class Steglager(Protocol):
    """Én ting som fylles ut, sett av den som fyller ut."""

    @property
    def rekke(self) -> Stegrekke: ...

    @property
    def mal(self) -> str:
        """Siden med steget; utvider ``steg/steg.html``."""

    @property
    def er_begynt(self) -> bool:
        """Om det finnes noe å lagre i. Før det lagres ikke et steg som er tomt."""

    @property
    def nokkel(self) -> str:
        """Eierens nøkkel, når den må følge skjemaet; ellers tom."""

    @property
    def sperre(self) -> str:
        """Hvorfor det ikke kan endres nå, som en setning. Tom: det kan endres."""

    def svar(self, steg: Steg) -> Rasvar:
        """Det som står i steget."""

    def alle_svar(self) -> Rasvar:
        """Det som står i alle stegene."""

    def lagre(self, steg: Steg, svar: Rasvar, *, sett: dict[str, str], fane: str) -> Lagret:
        """Lagrer feltene personen har endret (veier.fletting). Hever Domenefeil og MaVente; da er ingenting lagret."""

    def stegadresse(self, nummer: int) -> str: ...

    def sluttadresse(self) -> str:
        """Dit det bærer etter siste steg: svaret eller oversikten."""

    def kommentarer(self) -> dict[str, str]:
        """Felt → det som er sagt om det."""

    def sammenheng(self) -> dict[str, object]:
        """Det siden ellers trenger."""
