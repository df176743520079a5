"""Ideer og virkninger: lage, kopiere, legge i arkivet og hente fram."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entreprenorer.handlinger.ideling import behold_deling
from entreprenorer.models import Entreprenor, Ide, Ideutkast
from entreprenorer.models.eid import Eid
from entreprenorer.models.ide import IDEFELT
from kommuner.models import OffentligPart
from veier.brukere.models import Bruker
from veier.database.historikk import historikken
from veier.feil import Domenefeil
from veier.fletting import Rasvar
from veier.gjennomgang.handlinger.skriving import lagre, svar_na
from veier.gjennomgang.handlinger.vurdering import trekk_ventende
from veier.hendelser.handlinger import logg_hendelse
from veier.tekst import lag_slug
from veier.utkast.handlinger import slett_utkast

HOYST = 200
E = TypeVar("E", bound=Eid)


@transaction.atomic
def opprett(modell: type[E], entreprenor: Entreprenor, *, svar: Rasvar, av: Bruker, **utenom: object) -> E:
    """Lager raden og det første utkastet. Navnet er det som er skrevet i navnefeltet. ``utenom`` er kolonner som ikke
    er svar.

    Hever Domenefeil når entreprenøren har så mange at det må være en feil.
    """
    Entreprenor.objects.select_for_update(of=("self",)).get(pk=entreprenor.pk)
    if modell._default_manager.filter(entreprenor=entreprenor).count() >= HOYST:
        raise Domenefeil(_("Dere har %d fra før. Slett noen av dem, eller skriv til redaksjonen.") % HOYST)
    navn = modell.navn_av(svar)
    rad = modell._default_manager.create(
        entreprenor=entreprenor,
        arbeidsnavn=navn,
        slug=_slug(modell, entreprenor, navn),
        opprettet_av=av,
        **utenom,
    )
    lagre(rad, modell.versjonsmodell(), svar=svar, sett={}, av=av)
    logg_hendelse(f"{modell._meta.model_name}_opprettet", av=av.offentlig_id, gjelder=rad)
    return rad


@transaction.atomic
def dupliser(rad: E, *, av: Bruker) -> E:
    """En kopi under arbeid, med det som står nå. Ingenting publiseres, og ingen får se den."""
    modell = type(rad)
    _versjon, na = svar_na(rad, modell.versjonsmodell())
    felt = modell.navnefelt
    navn = _("%(navn)s (kopi)") % {"navn": rad.arbeidsnavn[:100]}
    utenom = {kolonne: getattr(rad, kolonne) for kolonne in modell.folger_kopien}
    return opprett(modell, rad.entreprenor, svar={**na, felt: [navn]}, av=av, **utenom)


@transaction.atomic
def arkiver(rad: Eid, *, av: Bruker) -> None:
    """Legger den i arkivet: ingen andre ser den, ingenting er slettet, og det som ventet hos redaksjonen, trekkes.

    Er den der alt, gjøres ingenting.
    """
    _sett_arkivert(rad, timezone.now(), kode="arkivert", av=av)


@transaction.atomic
def hent_fram(rad: Eid, *, av: Bruker) -> None:
    """Henter den fra arkivet. Var den publisert, er den det igjen."""
    _sett_arkivert(rad, None, kode="hentet_fram", av=av)


@transaction.atomic
def slett(rad: Eid, *, av: Bruker) -> None:
    """Sletter den for godt, med historikken. Bare det som ligger i arkivet, kan slettes."""
    laast = type(rad)._default_manager.select_for_update(of=("self",)).get(pk=rad.pk)
    if laast.arkivert_tid is None:
        raise Domenefeil(_("Legg den i arkivet først."))
    logg_hendelse(f"{rad._meta.model_name}_slettet", av=av.offentlig_id, gjelder=rad)
    slett_spor(type(rad), [rad.pk])
    laast.delete()


@transaction.atomic
def sett_synlighet(ide: Ide, *, synlighet: str, vist_til: Collection[OffentligPart], av: Bruker) -> Ide:
    """Hvem som kan se ideen når den er publisert. ``vist_til`` gjelder bare «virksomhetene vi velger»."""
    rad = Ide.objects.select_for_update(of=("self",)).get(pk=ide.pk)
    rad.synlighet = synlighet
    rad.save(update_fields=["synlighet"])
    rad.vist_til.set(vist_til if synlighet == Ide.Synlighet.VALGTE else [])
    rad.etter_endring()
    logg_hendelse("ide_synlighet", av=av.offentlig_id, gjelder=rad, synlighet=synlighet, antall=len(vist_til))
    return rad


@transaction.atomic
def overta_utkast(utkast: Ideutkast, entreprenor: Entreprenor, *, av: Bruker) -> Ide:
    """Gjør en idé som er prøvd uten konto, til en idé hos entreprenøren. Utkastet blir borte; lenken det er delt
    med, lever videre, og det som er sagt å være lest feil, leses fortsatt ikke.

    To som trykker samtidig, lager én idé: den andre får Domenefeil.
    """
    laast = Ideutkast.objects.select_for_update().filter(pk=utkast.pk).first()
    if laast is None:
        raise Domenefeil(_("Ideen er alt tatt med."))
    alle = {felt: verdier for steg in laast.svar.values() for felt, verdier in steg.items()}
    svar = {felt: verdier for felt, verdier in alle.items() if felt in IDEFELT}
    ide = opprett(Ide, entreprenor, svar=svar, av=av, ikke_lest=alle.get("ikke_lest", []))
    behold_deling(laast, ide)
    slett_utkast(laast)
    return ide


def slett_spor(modell: type[models.Model], nokler: list[int]) -> None:
    """Sletter de gamle utgavene databasen selv har tatt vare på av radene. Kalles før radene slettes."""
    historikken(modell).filter(pgh_obj__in=nokler).delete()


def _sett_arkivert(rad: Eid, tid: datetime | None, *, kode: str, av: Bruker) -> None:
    laast = type(rad)._default_manager.select_for_update(of=("self",)).get(pk=rad.pk)
    if (laast.arkivert_tid is None) == (tid is None):
        return
    laast.arkivert_tid = tid
    laast.save(update_fields=["arkivert_tid"])
    if tid is not None:
        trekk_ventende(laast, av=av)
    laast.etter_endring()
    logg_hendelse(f"{rad._meta.model_name}_{kode}", av=av.offentlig_id, gjelder=rad)


def _slug(modell: type[Eid], entreprenor: Entreprenor, navn: str) -> str:
    grunn = lag_slug(navn)[:70] or str(modell._meta.model_name)
    brukt = set(
        modell._default_manager.filter(entreprenor=entreprenor, slug__startswith=grunn).values_list(
            "slug", flat=True
        )
    )
    slug, nr = grunn, 2
    while slug in brukt:
        slug, nr = f"{grunn}-{nr}", nr + 1
    return slug
