"""Alt som skriver på et utkast."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from veier.hendelser.handlinger import logg_hendelse
from veier.utkast.models import Utkast, lag_nokkel, om_levetiden

Rasvar = Mapping[str, list[str]]


@transaction.atomic
def start_utkast(modell: type[Utkast], *, steg: str, svar: Rasvar) -> Utkast:
    """Lager utkastet med det første steget. ``svar`` er feltene slik de ble skrevet."""
    utkast = modell._default_manager.create(svar={steg: dict(svar)})
    logg_hendelse(f"{modell.hendelsesnavn}_startet")
    return utkast


@transaction.atomic
def lagre_steg(utkast: Utkast, *, steg: str, svar: Rasvar) -> Utkast:
    """Lagrer ett steg. Andre steg røres ikke, også når to faner skriver samtidig."""
    rad = _laast(utkast)
    rad.svar = {**rad.svar, steg: dict(svar)}
    rad.utloper_tid = om_levetiden()
    rad.save(update_fields=["svar", "utloper_tid", "endret_tid"])
    return rad


@transaction.atomic
def slett_utkast(utkast: Utkast) -> None:
    """Sletter utkastet for godt, med det som er skrevet og begge lenkene."""
    type(utkast)._default_manager.filter(pk=utkast.pk).delete()
    logg_hendelse(f"{utkast.hendelsesnavn}_slettet")


@transaction.atomic
def del_utkast(utkast: Utkast) -> Utkast:
    """Gir utkastet en lenke som bare kan leses. Finnes den fra før, beholdes den."""
    rad = _laast(utkast)
    if rad.delenokkel is None:
        rad.delenokkel = lag_nokkel()
        rad.save(update_fields=["delenokkel"])
        logg_hendelse(f"{utkast.hendelsesnavn}_delt")
    return rad


@transaction.atomic
def stopp_deling(utkast: Utkast) -> Utkast:
    """Trekker delelenken tilbake; den gir 404 fra nå av."""
    rad = _laast(utkast)
    if rad.delenokkel is not None:
        rad.delenokkel = None
        rad.save(update_fields=["delenokkel"])
        logg_hendelse(f"{utkast.hendelsesnavn}_deling_stoppet")
    return rad


@transaction.atomic
def slett_utlopte(modell: type[Utkast]) -> int:
    """Sletter utkast som er eldre enn levetiden. Gir antallet."""
    antall, _per_tabell = modell._default_manager.utlopte().delete()
    if antall:
        logg_hendelse(f"{modell.hendelsesnavn}_utlopt", antall=antall)
    return antall


def _laast(utkast: Utkast) -> Utkast:
    return type(utkast)._default_manager.select_for_update().get(pk=utkast.pk)
