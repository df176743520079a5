"""Å skrive på versjonen som er under arbeid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.database.plass import krev_plass
from veier.feil import Domenefeil
from veier.fletting import Rasvar, avtrykk, flett, ryddet
from veier.gjennomgang.models import STORST, Publiserbar, Utgave, Versjon
from veier.hendelser.handlinger import logg_hendelse

__all__ = [
    "Lagring",
    "avtrykk",
    "forkast",
    "forskjell",
    "gjenopprett",
    "laas_versjon",
    "lagre",
    "sist_publisert",
    "svar_na",
]

# Det som leses sammen med versjonen. ``objekt`` står i subklassene.
UTKASTET = ("objekt", "endret_av", "innsendt_av")
V = TypeVar("V", bound=Versjon)


@dataclass(frozen=True, slots=True)
class Lagring:
    """``versjon`` er det som står nå (None: ingenting er skrevet). ``kollisjoner`` er feltene som ikke ble
    lagret, fordi en annen har endret dem siden personen åpnet siden. ``forrige`` er den som lagret før henne.
    """

    versjon: Versjon | None
    kollisjoner: tuple[str, ...] = ()
    forrige: Bruker | None = None

    def hvem(self, leser: Bruker) -> str:
        """Den som kan ha endret feltene. Hvem som endret hvert felt, er ikke skrevet ned, så var det leseren selv, kan det også være
        noen før henne."""
        if self.forrige == leser:
            return _("Du eller en annen")
        return str(self.forrige) if self.forrige else _("En annen")


def svar_na(objekt: Publiserbar, modell: type[Versjon]) -> tuple[Versjon | None, Rasvar]:
    """Versjonen under arbeid, eller None, og svarene slik de står: i den, eller i det sist publiserte."""
    versjon = modell.om(objekt).select_related(*UTKASTET).first()
    return versjon, versjon.svar if versjon else sist_publisert(objekt, modell)


@transaction.atomic
def lagre(
    objekt: Publiserbar,
    modell: type[Versjon],
    *,
    svar: Rasvar,
    sett: Mapping[str, str],
    av: Bruker,
    fane: str = "",
) -> Lagring:
    """Lagrer feltene i ``svar`` som personen har endret; felt som ikke er med, beholdes.

    ``sett`` er avtrykket av hvert felt slik personen så det. Et felt hun ikke har rørt, lagres ikke. Et felt
    både hun og en annen har endret, lagres ikke, men meldes som kollisjon; resten lagres. Var det den samme
    ``fane`` som lagret feltet sist, er det ingen kollisjon.
    Hever Domenefeil når den er hos redaksjonen, og når alt er for langt til sammen. Versjonen lages når det første feltet lagres.
    """
    versjon = _hent_laast(objekt, modell)
    if versjon and not versjon.kan_endres:
        raise Domenefeil(_("Dette er sendt til gjennomgang. Trekk det tilbake før du endrer det."))
    na = versjon.svar if versjon else sist_publisert(objekt, modell)
    forrige = versjon.endret_av if versjon else None
    flettet = flett(svar, na, sett=sett, fane=fane, faner=versjon.faner if versjon else None)
    nye, kollisjoner = flettet.nye, flettet.kollisjoner
    if not nye:
        return Lagring(versjon, kollisjoner, forrige)
    if versjon is None:
        versjon = modell(**{"objekt": objekt}, svar=na)
        logg_hendelse("versjon_startet", av=av.offentlig_id, gjelder=objekt)
    versjon.svar, versjon.nummer = {**versjon.svar, **nye}, versjon.nummer + 1
    krev_plass(versjon.svar, hoyst=STORST)
    versjon.endret_av, versjon.faner = av, {**versjon.faner, **dict.fromkeys(nye, fane)}
    versjon.save()
    versjon.objekt.etter_skriving(versjon.svar)
    return Lagring(versjon, kollisjoner, forrige)


@transaction.atomic
def forkast(versjon: Versjon, *, av: Bruker) -> None:
    """Kaster det som er under arbeid. Det publiserte og historikken står."""
    rad = laas_versjon(versjon)
    if not rad.kan_endres:
        raise Domenefeil(_("Dette er sendt til gjennomgang. Trekk det tilbake før du forkaster det."))
    rad.delete()
    rad.objekt.etter_skriving(sist_publisert(rad.objekt, type(rad)))
    logg_hendelse("versjon_forkastet", av=av.offentlig_id, gjelder=rad.objekt)


@transaction.atomic
def gjenopprett(utgave: Utgave, modell: type[Versjon], *, av: Bruker) -> Lagring:
    """Legger en gammel utgave i versjonen under arbeid. Ingenting publiseres.

    Låser før svarene leses: det noen lagrer imens, skal verken bli stående i enkelte felt eller gi kollisjoner.
    """
    _hent_laast(utgave.objekt, modell)
    _versjon, na = svar_na(utgave.objekt, modell)
    sett = {felt: avtrykk(verdier) for felt, verdier in na.items()}
    svar = {**{felt: [] for felt in na}, **utgave.svar}
    return lagre(utgave.objekt, modell, svar=svar, sett=sett, av=av)


def forskjell(gammel: Rasvar, ny: Rasvar) -> dict[str, tuple[list[str], list[str]]]:
    """Feltene som er ulike, med (før, nå). Et felt som mangler, er det samme som et tomt."""
    felter = [*ny, *(f for f in gammel if f not in ny)]
    par = {f: (ryddet(gammel.get(f)), ryddet(ny.get(f))) for f in felter}
    return {f: (for_, na) for f, (for_, na) in par.items() if for_ != na}


def sist_publisert(objekt: Publiserbar, modell: type[Versjon]) -> Rasvar:
    """Svarene i utgaven som sist ble publisert; tomt når ingenting er det."""
    siste = modell.utgaver().om(objekt).filter(hva=Utgave.Hva.PUBLISERT).order_by("-tid", "-pk").first()
    return siste.svar if siste else {}


def laas_versjon(versjon: V) -> V:
    """Raden og objektet, låst: det registeret endrer samtidig, skal ikke skrives over når noe publiseres.

    Hever Domenefeil når versjonen er publisert eller forkastet i mellomtiden.
    """
    rad = _hent_laast(versjon.objekt, type(versjon))
    if rad is None or rad.pk != versjon.pk:
        raise Domenefeil(_("Dette er publisert eller forkastet i mellomtiden. Last siden på nytt."))
    return rad


def _hent_laast(objekt: Publiserbar, modell: type[V]) -> V | None:
    """Låser først objektet, så versjonen: alltid i samme rekkefølge."""
    objekt = type(objekt)._default_manager.select_for_update(of=("self",)).get(pk=objekt.pk)
    versjon = (
        modell.om(objekt).select_for_update(of=("self",)).select_related("endret_av", "innsendt_av").first()
    )
    if versjon:
        versjon.objekt = objekt
    return versjon
