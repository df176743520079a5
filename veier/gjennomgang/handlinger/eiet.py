"""Det en organisasjon har flere av: lage, kopiere, legge i arkivet og hente fram."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.database.historikk import historikken
from veier.feil import Domenefeil
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import lagre, svar_na
from veier.gjennomgang.handlinger.vurdering import trekk_ventende
from veier.gjennomgang.modell import Eiet
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.models import Organisasjon

HOYST = 200
E = TypeVar("E", bound=Eiet)


@transaction.atomic
def opprett(modell: type[E], eier: Organisasjon, *, svar: Rasvar, av: Bruker, **utenom: object) -> E:
    """Lager raden og det første utkastet. Navnet er det som er skrevet i navnefeltet. ``utenom`` er kolonner som ikke
    er svar.

    Hever Domenefeil når organisasjonen har så mange at det må være en feil.
    """
    type(eier)._default_manager.select_for_update(of=("self",)).get(pk=eier.pk)
    if modell.hos(eier).count() >= HOYST:
        raise Domenefeil(_("Dere har %d fra før. Slett noen av dem, eller skriv til redaksjonen.") % HOYST)
    navn = modell.navn_av(svar)
    rad = modell._default_manager.create(
        **{modell.eierkolonne: eier},
        arbeidsnavn=navn,
        slug=modell.ledig_slug(navn, eier),
        opprettet_av=av,
        **utenom,
    )
    lagre(rad, modell.versjonsmodell(), svar=svar, sett={}, av=av)
    logg_hendelse(f"{modell._meta.model_name}_opprettet", av=av.offentlig_id, gjelder=rad)
    return rad


def dupliser(rad: E, *, av: Bruker) -> E:
    """En kopi under arbeid, med det som står nå. Ingenting publiseres, og ingen får se den."""
    modell = type(rad)
    _versjon, na = svar_na(rad, modell.versjonsmodell())
    felt = modell.navnefelt
    navn = _("%(navn)s (kopi)") % {"navn": rad.arbeidsnavn[:100]}
    utenom = {kolonne: getattr(rad, kolonne) for kolonne in modell.folger_kopien}
    return opprett(modell, rad.eier, svar={**na, felt: [navn]}, av=av, **utenom)


@transaction.atomic
def arkiver(rad: Eiet, *, av: Bruker) -> None:
    """Legger den i arkivet: ingen andre ser den, ingenting er slettet, og det som ventet hos redaksjonen, trekkes.

    Er den der alt, gjøres ingenting.
    """
    _sett_arkivert(rad, timezone.now(), kode="arkivert", av=av)


@transaction.atomic
def hent_fram(rad: Eiet, *, av: Bruker) -> None:
    """Henter den fra arkivet. Var den publisert, er den det igjen."""
    _sett_arkivert(rad, None, kode="hentet_fram", av=av)


@transaction.atomic
def slett(rad: Eiet, *, av: Bruker) -> None:
    """Sletter den for godt, med historikken. Bare det som ligger i arkivet, kan slettes."""
    laast = type(rad)._default_manager.select_for_update(of=("self",)).get(pk=rad.pk)
    if laast.arkivert_tid is None:
        raise Domenefeil(_("Legg den i arkivet først."))
    logg_hendelse(f"{rad._meta.model_name}_slettet", av=av.offentlig_id, gjelder=rad)
    slett_spor(type(rad), [rad.pk])
    laast.delete()


def slett_spor(modell: type[models.Model], nokler: list[int]) -> None:
    """Sletter de gamle utgavene databasen selv har tatt vare på av radene. Kalles før radene slettes."""
    historikken(modell).filter(pgh_obj__in=nokler).delete()


def _sett_arkivert(rad: Eiet, tid: datetime | None, *, kode: str, av: Bruker) -> None:
    laast = type(rad)._default_manager.select_for_update(of=("self",)).get(pk=rad.pk)
    if (laast.arkivert_tid is None) == (tid is None):
        return
    laast.arkivert_tid = tid
    laast.save(update_fields=["arkivert_tid"])
    if tid is not None:
        trekk_ventende(laast, av=av)
    laast.etter_endring()
    logg_hendelse(f"{rad._meta.model_name}_{kode}", av=av.offentlig_id, gjelder=rad)
