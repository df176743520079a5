"""Det som kan gjøres i en samtale, slik siden viser det: det ene som passer best nå, og resten samlet etter hva det gjelder."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Samtale, Samtaleside
from samarbeid.samtaler.tilstander import Handling
from veier.typer import Setning

# Har sine egne sider, og bare for dem som har konto.
SAMARBEID, FORTELL = "samarbeid", "fortalt"
EGNE: dict[str, Setning] = {
    SAMARBEID: _("Foreslå et samarbeid"),
    FORTELL: _("Fortell alle det denne leverandøren vet"),
}
SIDENE = {SAMARBEID: "samarbeid_nytt", FORTELL: "samtale_fortalt"}
GRUPPER: tuple[tuple[Setning, tuple[str, ...]], ...] = (
    (_("Skriv"), (Handling.SVAR, Handling.SKRIV, Handling.PURR)),
    (_("Møt hverandre"), (Handling.MOTETID, Handling.MOTE, Handling.REFERAT)),
    (_("Gå videre"), (SAMARBEID,)),
    (_("Hvem som har saken"), (Handling.VIDERESEND, Handling.INHABIL)),
    (_("Likt for alle leverandører"), (Handling.ANSKAFFELSE, FORTELL)),
    (_("Avslutt"), (Handling.AVVIS, Handling.AVSLUTT)),
)


class Knapp(NamedTuple):
    """``kode`` er siste ledd i adressen under samtalen; ``adresse`` er en annen side."""

    kode: str
    navn: str
    adresse: str = ""


class Knapper(NamedTuple):
    """``haster``: den andre siden venter på dette. ``grupper`` er (hva de gjelder, knappene)."""

    forst: Knapp | None
    haster: bool
    grupper: list[tuple[Setning, list[Knapp]]]


def knappene(samtale: Samtale, side: str, lov: Iterable[tuple[str, str]], egne: Collection[str]) -> Knapper:
    """``lov`` er (handling, navn) for det siden kan gjøre nå; ``egne`` er de av ``EGNE`` leseren kan."""
    alle = {kode: Knapp(kode, navn) for kode, navn in lov}
    alle |= {
        kode: Knapp(kode, str(EGNE[kode]), reverse(SIDENE[kode], args=[samtale.referanse])) for kode in egne
    }
    forst = next((kode for kode in (Handling.MOTETID, *GRUPPER[0][1]) if kode in alle), None)
    grupper = [
        (hva, [alle[kode] for kode in koder if kode in alle and kode != forst]) for hva, koder in GRUPPER
    ]
    return Knapper(
        alle[forst] if forst else None, _venter(samtale, side), [(h, valg) for h, valg in grupper if valg]
    )


def _venter(samtale: Samtale, side: str) -> bool:
    """Den andre siden skrev sist. Den som venter på svar, og kan purre, kan gjøre det."""
    egen = samtale.siste_fra_entreprenor if side == Samtaleside.ENTREPRENOR else samtale.siste_fra_offentlig
    return samtale.siste_fra_andre(side) > egen or not samtale.er_besvart
