"""Alt som skriver på et utkast."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from django.db import transaction
from django.utils.translation import gettext as _

from veier.database.plass import krev_plass
from veier.deling import del_med_lenke, lag_nokkel, trekk_lenken
from veier.feil import Domenefeil
from veier.fletting import Rasvar, avtrykk, flett
from veier.hendelser.handlinger import logg_hendelse
from veier.utkast.models import STORST, Utkast, om_levetiden

U = TypeVar("U", bound=Utkast)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Utkastlagring:
    """Utkastet slik det står nå. ``kollisjoner`` er feltene som ikke ble lagret: en annen fane har endret dem."""

    utkast: Utkast
    kollisjoner: tuple[str, ...] = ()


def start_utkast(modell: type[U], *, steg: str, svar: Rasvar, fane: str = "") -> U:
    """Lager utkastet med det første steget. ``svar`` er feltene slik de ble skrevet. Hever ForStort."""
    return start_fylt(modell, {steg: svar}, fane=fane)


@transaction.atomic
def start_fylt(modell: type[U], stegene: Mapping[str, Rasvar], *, fane: str = "") -> U:
    """Lager utkastet med svarene (steg → feltene slik de ble skrevet). Hever ForStort."""
    krev_plass(stegene, hoyst=STORST)
    utkast = modell(
        svar={steg: dict(svar) for steg, svar in stegene.items()},
        faner={steg: dict.fromkeys(svar, fane) for steg, svar in stegene.items()},
    )
    utkast.sett_nokkel(lag_nokkel())
    utkast.save(force_insert=True)
    logg_hendelse(f"{modell.hendelsesnavn}_startet")
    return utkast


@transaction.atomic
def lagre_steg(
    utkast: Utkast,
    *,
    steg: str,
    svar: Rasvar,
    sett: Mapping[str, str] | None = None,
    fane: str = "",
    hjelpefelt: Collection[str] = (),
) -> Utkastlagring:
    """Lagrer feltene i steget som personen har endret. Andre steg røres ikke.

    ``sett`` er avtrykket av hvert felt slik hun så det. Et felt som er endret i en annen fane siden, lagres ikke, men
    meldes som kollisjon. None: den som skriver, vet hva som står. ``hjelpefelt`` er ikke svar, og kolliderer aldri.
    Hever ForStort når alle stegene er for lange til sammen; da er ingenting lagret.
    """
    rad = laas_utkast(utkast)
    na, faner = rad.svar.get(steg, {}), rad.faner.get(steg, {})
    if sett is None:
        sett = {f: avtrykk(v) for f, v in na.items()}
    flettet = flett(
        {f: v for f, v in svar.items() if f not in hjelpefelt}, na, sett=sett, fane=fane, faner=faner
    )
    hjelp = {f: list(svar[f]) for f in hjelpefelt if f in svar}
    rad.svar = {**rad.svar, steg: {**na, **flettet.nye, **hjelp}}
    krev_plass(rad.svar, hoyst=STORST)
    rad.faner = {**rad.faner, steg: {**faner, **dict.fromkeys(flettet.nye, fane)}}
    rad.utloper_tid = om_levetiden()
    rad.save(update_fields=["svar", "faner", "utloper_tid", "endret_tid"])
    return Utkastlagring(rad, flettet.kollisjoner)


@transaction.atomic
def overta(utkast: U, lag: Callable[[U, Rasvar], T]) -> T:
    """Gjør utkastet til noe annet: ``lag`` får det låst, med alle svarene, og det den gir, er det nye. Utkastet blir borte.

    To som trykker samtidig, lager ett: den andre får Domenefeil.
    """
    laast = type(utkast)._default_manager.select_for_update().filter(pk=utkast.pk).first()
    if laast is None:
        raise Domenefeil(_("Dette er alt tatt med."))
    nytt = lag(
        cast(U, laast), {felt: verdier for steg in laast.svar.values() for felt, verdier in steg.items()}
    )
    slett_utkast(laast)
    return nytt


@transaction.atomic
def slett_utkast(utkast: Utkast) -> None:
    """Sletter utkastet for godt, med det som er skrevet og begge lenkene."""
    type(utkast)._default_manager.filter(pk=utkast.pk).delete()
    logg_hendelse(f"{utkast.hendelsesnavn}_slettet")


@transaction.atomic
def del_utkast(utkast: Utkast) -> Utkast:
    """Gir utkastet en lenke som bare kan leses. Finnes den fra før, beholdes den. ``utkast`` er hentet med nøkkelen."""
    rad = laas_utkast(utkast)
    if del_med_lenke(rad):
        logg_hendelse(f"{utkast.hendelsesnavn}_delt")
    return rad


@transaction.atomic
def stopp_deling(utkast: Utkast) -> Utkast:
    """Trekker delelenken tilbake; den gir 404 fra nå av."""
    rad = laas_utkast(utkast)
    if trekk_lenken(rad):
        logg_hendelse(f"{utkast.hendelsesnavn}_deling_stoppet")
    return rad


@transaction.atomic
def slett_utlopte(modell: type[Utkast]) -> int:
    """Sletter utkast som er eldre enn levetiden. Gir antallet."""
    antall, _per_tabell = modell._default_manager.utlopte().delete()
    if antall:
        logg_hendelse(f"{modell.hendelsesnavn}_utlopt", antall=antall)
    return antall


def laas_utkast(utkast: Utkast) -> Utkast:
    """Raden slik den står nå, låst til transaksjonen er ferdig. Den som kom med nøkkelen, har den fortsatt."""
    rad = type(utkast)._default_manager.select_for_update().get(pk=utkast.pk)
    rad.kjenn(nokkel=utkast.nokkel)
    return rad
