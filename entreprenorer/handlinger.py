"""Alt som skriver på entreprenørens side."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from entreprenorer.models import Ideutkast, lag_nokkel, om_levetiden
from veier.hendelser.handlinger import logg_hendelse

Rasvar = Mapping[str, list[str]]


@transaction.atomic
def start_utkast(*, steg: str, svar: Rasvar) -> Ideutkast:
    """Lager utkastet med det første steget. ``svar`` er feltene slik de ble skrevet."""
    utkast = Ideutkast.objects.create(svar={steg: dict(svar)})
    logg_hendelse("idéutkast_startet")
    return utkast


@transaction.atomic
def lagre_steg(utkast: Ideutkast, *, steg: str, svar: Rasvar) -> Ideutkast:
    """Lagrer ett steg. Andre steg røres ikke, også når to faner skriver samtidig."""
    rad = Ideutkast.objects.select_for_update().get(pk=utkast.pk)
    rad.svar = {**rad.svar, steg: dict(svar)}
    rad.utloper_tid = om_levetiden()
    rad.save(update_fields=["svar", "utloper_tid", "endret_tid"])
    return rad


@transaction.atomic
def slett_utkast(utkast: Ideutkast) -> None:
    """Sletter ideen for godt, med det som er skrevet og begge lenkene."""
    Ideutkast.objects.filter(pk=utkast.pk).delete()
    logg_hendelse("idéutkast_slettet")


@transaction.atomic
def del_utkast(utkast: Ideutkast) -> Ideutkast:
    """Gir utkastet en lenke som bare kan leses. Finnes den fra før, beholdes den."""
    rad = Ideutkast.objects.select_for_update().get(pk=utkast.pk)
    if rad.delenokkel is None:
        rad.delenokkel = lag_nokkel()
        rad.save(update_fields=["delenokkel"])
        logg_hendelse("idéutkast_delt")
    return rad


@transaction.atomic
def stopp_deling(utkast: Ideutkast) -> Ideutkast:
    """Trekker delelenken tilbake; den gir 404 fra nå av."""
    rad = Ideutkast.objects.select_for_update().get(pk=utkast.pk)
    if rad.delenokkel is not None:
        rad.delenokkel = None
        rad.save(update_fields=["delenokkel"])
        logg_hendelse("idéutkast_deling_stoppet")
    return rad


@transaction.atomic
def slett_utlopte() -> int:
    """Sletter utkast som er eldre enn levetiden. Gir antallet."""
    antall, _per_tabell = Ideutkast.objects.utlopte().delete()
    if antall:
        logg_hendelse("idéutkast_utlopt", antall=antall)
    return antall
