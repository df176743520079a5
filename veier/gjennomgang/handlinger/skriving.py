"""Å skrive på versjonen som er under arbeid."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.gjennomgang.models import Publiserbar, Rasvar, Utgave, Versjon
from veier.hendelser.handlinger import logg_hendelse


class Kollisjon(Domenefeil):
    """Noen har lagret siden personen åpnet siden. ``versjon`` er det som står nå."""

    def __init__(self, versjon: Versjon) -> None:
        hvem = str(versjon.endret_av) if versjon.endret_av else _("En annen")
        super().__init__(
            _("%(hvem)s har lagret etter at du åpnet siden. Se hva som er endret, før du lagrer.")
            % {"hvem": hvem}
        )
        self.versjon = versjon


@transaction.atomic
def hent_versjon(objekt: Publiserbar, modell: type[Versjon], *, av: Bruker) -> Versjon:
    """Versjonen under arbeid. Finnes den ikke, begynner den på det som sist ble publisert."""
    _laas(objekt)
    versjon, ny = modell._default_manager.select_related("endret_av").get_or_create(
        objekt=objekt, defaults={"svar": _sist_publisert(objekt, modell), "endret_av": av}
    )
    if ny:
        logg_hendelse("versjon_startet", av=av.offentlig_id, gjelder=objekt)
    return versjon


@transaction.atomic
def lagre(versjon: Versjon, *, svar: Rasvar, sett_nummer: int, av: Bruker) -> Versjon:
    """Lagrer feltene i ``svar``; felt som ikke er med, beholdes.

    ``sett_nummer`` er nummeret personen så. Hever Kollisjon når et felt hun endrer, er endret siden, og
    Domenefeil når den er hos redaksjonen. En lagring som ikke endrer noe, teller ikke.
    """
    rad = laas_versjon(versjon)
    if not rad.kan_endres:
        raise Domenefeil(_("Dette er sendt til gjennomgang. Trekk det tilbake før du endrer det."))
    endret = [felt for felt, verdier in svar.items() if verdier != rad.svar.get(felt)]
    if not endret:
        return rad
    if any(rad.feltnumre.get(felt, 0) > sett_nummer for felt in endret):
        raise Kollisjon(rad)
    rad.nummer += 1
    rad.svar, rad.endret_av = {**rad.svar, **svar}, av
    rad.feltnumre = {**rad.feltnumre, **dict.fromkeys(endret, rad.nummer)}
    rad.save(update_fields=["svar", "endret_av", "nummer", "feltnumre", "endret_tid"])
    return rad


@transaction.atomic
def forkast(versjon: Versjon, *, av: Bruker) -> None:
    """Kaster det som er under arbeid. Det publiserte og historikken står."""
    rad = laas_versjon(versjon)
    if not rad.kan_endres:
        raise Domenefeil(_("Dette er sendt til gjennomgang. Trekk det tilbake før du forkaster det."))
    rad.delete()
    logg_hendelse("versjon_forkastet", av=av.offentlig_id, gjelder=rad.objekt)


@transaction.atomic
def gjenopprett(utgave: Utgave, modell: type[Versjon], *, av: Bruker) -> Versjon:
    """Legger en gammel utgave i versjonen under arbeid. Ingenting publiseres."""
    versjon = hent_versjon(utgave.objekt, modell, av=av)
    rad = laas_versjon(versjon)
    return lagre(rad, svar={**{felt: [] for felt in rad.svar}, **utgave.svar}, sett_nummer=rad.nummer, av=av)


def forskjell(gammel: Rasvar, ny: Rasvar) -> dict[str, tuple[list[str], list[str]]]:
    """Feltene som er ulike, med (før, nå). Et felt som mangler, er det samme som et tomt."""
    felter = [*ny, *(f for f in gammel if f not in ny)]
    par = {f: (_ryddet(gammel.get(f)), _ryddet(ny.get(f))) for f in felter}
    return {f: (for_, na) for f, (for_, na) in par.items() if for_ != na}


def laas_versjon(versjon: Versjon) -> Any:
    """Raden og objektet, låst: det registeret endrer samtidig, skal ikke skrives over når noe publiseres.

    Hever Domenefeil når versjonen er publisert eller forkastet i mellomtiden.
    """
    rad = (
        type(versjon)
        ._default_manager.select_for_update(of=("self", "objekt"))
        .select_related("objekt", "endret_av", "innsendt_av")
        .filter(pk=versjon.pk)
        .first()
    )
    if rad is None:
        raise Domenefeil(_("Dette er publisert eller forkastet i mellomtiden. Last siden på nytt."))
    return rad


def _laas(objekt: Publiserbar) -> None:
    type(objekt)._default_manager.select_for_update(of=("self",)).get(pk=objekt.pk)


def _sist_publisert(objekt: Publiserbar, modell: type[Versjon]) -> Rasvar:
    siste = (
        modell.utgaver()
        ._default_manager.filter(objekt=objekt, hva=Utgave.Hva.PUBLISERT)
        .order_by("-tid", "-pk")
        .first()
    )
    return siste.svar if siste else {}


def _ryddet(verdier: list[str] | None) -> list[str]:
    return [v for v in verdier or [] if v]
