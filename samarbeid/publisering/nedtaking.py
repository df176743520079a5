"""Å ta ned og legge ut igjen, med katalogen og treffene i samme transaksjon: ingen ser det eieren har tatt ned."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction

from entreprenorer.models import Entreprenor
from samarbeid.katalog.bygging.koen import oppdater_innhold_straks, oppdater_straks
from samarbeid.publisering.flyter import flyt_for
from samarbeid.publisering.flyter.flyt import Skrevet
from veier.brukere.models import Bruker
from veier.gjennomgang.handlinger import nedtaking

M = TypeVar("M", bound=Skrevet)


@transaction.atomic
def ta_ned(objekt: M, *, av: Bruker, grunn: str = "") -> M:
    """Tar ned det som er publisert. En profil tar med seg ideene og virkningene så lenge."""
    rad = nedtaking.ta_ned_selv(objekt, av=av, grunn=grunn)
    _folg_opp(rad)
    return rad


@transaction.atomic
def legg_ut_igjen(objekt: M, *, av: Bruker) -> M:
    """Slik det var. Treffene regnes på nytt av jobben."""
    rad = nedtaking.legg_ut_igjen(objekt, av=av)
    _folg_opp(rad)
    return rad


def _folg_opp(rad: Skrevet) -> None:
    flyt = flyt_for(rad)
    if rad.er_tatt_ned:
        flyt.nar_nede(rad)
    if isinstance(rad.eier, Entreprenor):
        oppdater_straks(rad.eier)
    elif flyt.indeks:
        oppdater_innhold_straks(flyt.indeks, rad.pk)
