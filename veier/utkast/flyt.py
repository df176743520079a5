"""En flyt av steg uten konto: hvor det lagres, hva adressene heter, og ordene på sidene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from veier.steg.skjema import Stegrekke, steg_for_felt
from veier.typer import Setning
from veier.utkast.models import Utkast


@dataclass(frozen=True, slots=True)
class Utkastflyt:
    """Adressene er ``<navn>``, ``<navn>_steg``, ``<navn>_del``, ``<navn>_slett`` og ``svarside``."""

    navn: str
    svarside: str
    delside: str
    modell: type[Utkast]
    steg: Stegrekke
    oktnokkel: str
    ord: dict[str, Setning]

    def adresse(self, del_: str, *args: object) -> str:
        return reverse(f"{self.navn}_{del_}", args=args)

    def svaradresse(self, nokkel: str) -> str:
        return reverse(self.svarside, args=[nokkel])

    def steg_for(self, nokkel: str, *, eier: bool) -> Callable[[str], str]:
        """felt → adressen til steget der eieren kan svare, eller tom."""
        rekke = steg_for_felt(self.steg) if eier else {}
        return lambda felt: self.adresse("steg", nokkel, rekke[felt]) if felt in rekke else ""

    def eieradresser(self, nokkel: str) -> dict[str, str]:
        """Det eieren kan gjøre med svaret."""
        return {
            "endre": self.adresse("steg", nokkel, 1),
            "dele": self.adresse("del", nokkel),
            "slett": self.adresse("slett", nokkel),
        }

    def tittel(self, utkast: Utkast) -> str:
        """Navnet på det som er begynt, slik eieren har skrevet det."""
        return (utkast.svar.get(self.steg[0].kode, {}).get("tittel") or [""])[0] or _("Uten navn")
