"""En versjon under arbeid som ``Steglager``: svarene ligger flatt, og flere kan skrive på den samme."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import Lagring, svar_na
from veier.gjennomgang.models import Publiserbar, Versjon
from veier.steg.lager import Lagret
from veier.steg.skjema import Steg, Stegrekke


class Versjonsflyt(Protocol):
    """Det lageret må vite om slaget som skrives."""

    @property
    def steg(self) -> Stegrekke: ...

    @property
    def versjon(self) -> type[Versjon]: ...

    def adresse(self, del_: str, objekt: Publiserbar, *mer: object) -> str: ...

    def lagre(
        self, objekt: Publiserbar, *, svar: Rasvar, sett: dict[str, str], av: Bruker, fane: str = ""
    ) -> Lagring: ...


class Versjonslager:
    """``versjon`` er None så lenge ingen har skrevet noe siden det sist ble publisert."""

    mal = "steg/versjon.html"
    er_begynt = True
    nokkel = ""

    def __init__(self, flyt: Versjonsflyt, objekt: Publiserbar, *, av: Bruker) -> None:
        self.flyt, self.objekt, self.av = flyt, objekt, av
        self.versjon, self._svar = svar_na(objekt, flyt.versjon)

    @property
    def rekke(self) -> Stegrekke:
        return self.flyt.steg

    @property
    def sperre(self) -> str:
        if self.versjon is None or self.versjon.kan_endres:
            return ""
        return _("Dette er sendt til gjennomgang. Trekk det tilbake før du endrer det.")

    def svar(self, steg: Steg) -> Rasvar:
        return {felt: self._svar[felt] for felt in steg.feltene if felt in self._svar}

    def alle_svar(self) -> Rasvar:
        return self._svar

    def lagre(self, steg: Steg, svar: Rasvar, *, sett: dict[str, str], fane: str) -> Lagret:
        svarene = {felt: svar[felt] for felt in steg.feltene}
        lagring = self.flyt.lagre(self.objekt, svar=svarene, sett=sett, av=self.av, fane=fane)
        if lagring.versjon:
            self.versjon, self._svar = lagring.versjon, lagring.versjon.svar
        return Lagret(
            self.svar(steg), lagring.kollisjoner, lagring.hvem(self.av) if lagring.kollisjoner else ""
        )

    def stegadresse(self, nummer: int) -> str:
        return self.flyt.adresse("steg", self.objekt, nummer)

    def sluttadresse(self) -> str:
        return self.flyt.adresse("", self.objekt)

    def kommentarer(self) -> dict[str, str]:
        kommentarer: dict[str, str] = self.versjon.kommentarer if self.versjon else {}
        return kommentarer

    def sammenheng(self) -> dict[str, object]:
        return {"objekt": self.objekt, "oversikt": self.sluttadresse()}
