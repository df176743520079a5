"""Et utkast som ``Steglager``: svarene ligger steg for steg, og den første lagringen lager utkastet."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from veier.fletting import Rasvar
from veier.steg.lager import Lagret, MaVente
from veier.steg.skjema import Steg, Stegrekke
from veier.utkast import avsenderplass, okt
from veier.utkast.flyt import Utkastflyt
from veier.utkast.handlinger import lagre_steg, start_utkast
from veier.utkast.models import Utkast


class Utkastlager:
    """``utkast`` er None til noe er lagret."""

    mal = "steg/utkast.html"
    sperre = ""

    def __init__(self, request: HttpRequest, flyt: Utkastflyt, utkast: Utkast | None = None) -> None:
        self.request, self.flyt, self.utkast = request, flyt, utkast

    @property
    def rekke(self) -> Stegrekke:
        return self.flyt.steg

    @property
    def er_begynt(self) -> bool:
        return self.utkast is not None

    @property
    def nokkel(self) -> str:
        return self.utkast.nokkel if self.utkast else ""

    def svar(self, steg: Steg) -> Rasvar:
        svar: Rasvar = self.utkast.svar.get(steg.kode, {}) if self.utkast else {}
        return svar

    def alle_svar(self) -> Rasvar:
        return {felt: verdier for steg in self.rekke for felt, verdier in self.svar(steg).items()}

    def lagre(self, steg: Steg, svar: Rasvar, *, sett: dict[str, str], fane: str) -> Lagret:
        if self.utkast is None:
            return self._begynn(steg, svar, fane)
        if vent := avsenderplass.vent_med_steg(self.request, self.utkast, steg=steg.kode, svar=svar):
            raise MaVente(vent)
        lagring = lagre_steg(
            self.utkast, steg=steg.kode, svar=svar, sett=sett, fane=fane, hjelpefelt=steg.skjema.hjelpefelt
        )
        self.utkast = lagring.utkast
        return Lagret(self.svar(steg), lagring.kollisjoner)

    def stegadresse(self, nummer: int) -> str:
        return self.flyt.adresse("steg", self.nokkel, nummer) if self.utkast else reverse(self.flyt.navn)

    def sluttadresse(self) -> str:
        return self.flyt.svaradresse(self.nokkel)

    def kommentarer(self) -> dict[str, str]:
        return {}

    def sammenheng(self) -> dict[str, object]:
        apner = self.utkast is None and self.request.method == "GET"
        begynt = okt.begynt(self.request, self.flyt) if apner else []
        return {
            "ord": self.flyt.ord,
            "slettadresse": self.flyt.adresse("slett", self.nokkel) if self.utkast else "",
            "fortsett": [(self.flyt.svaradresse(nokkel), navn) for nokkel, navn in begynt],
        }

    def _begynn(self, steg: Steg, svar: Rasvar, fane: str) -> Lagret:
        if vent := avsenderplass.vent_med_nytt(self.request, {steg.kode: svar}):
            raise MaVente(vent)
        self.utkast = start_utkast(self.flyt.modell, steg=steg.kode, svar=svar, fane=fane)
        okt.husk(self.request, self.flyt, self.utkast)
        return Lagret(svar)
