"""Mange kontakter på en gang, fra en fil, og å angre det."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from kommuner.handlinger.egenkontakt import lagre_kontakt
from kommuner.models import Egenkontakt, Kontaktimport, OffentligPart, Rolle
from kommuner.models.egenkontakt import EGENFELT, KAN_ANGRES, merke
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.tilganger import er_administrator
from veier.typer import Verdier

# Rollen, eller None for hele virksomheten, og alt som skal stå om den.
Kontaktlinje: TypeAlias = tuple[Rolle | None, Verdier]


@transaction.atomic
def hent_inn(part: OffentligPart, linjer: Iterable[Kontaktlinje], *, av: Bruker) -> Kontaktimport:
    """Lagrer alle, eller ingen. Det som sto, kan legges tilbake i et døgn; det som kunne angres fra før, kan ikke det lenger.

    Hever Domenefeil for en som ikke er administrator.
    """
    laast = _laas(part, av)
    linjer = list(linjer)
    fra_for = {rad.rolle_id: rad for rad in _radene(laast)}
    gammelt = [
        {"rolle": rolle.slug if rolle else "", **_som_den_sto(fra_for.get(rolle.pk if rolle else None))}
        for rolle, _verdier in linjer
    ]
    for rolle, verdier in linjer:
        lagre_kontakt(laast, rolle, verdier=verdier, av=av)
    Kontaktimport.objects.filter(part=laast).delete()
    etter = merke(_radene(laast, gammelt))
    rad = Kontaktimport.objects.create(part=laast, av=av, gammelt=gammelt, etter=etter)
    logg_hendelse("kontakter_hentet_inn", av=av.offentlig_id, gjelder=laast, antall=len(linjer))
    return rad


@transaction.atomic
def angre(part: OffentligPart, *, av: Bruker) -> int:
    """Legger tilbake det som sto, med datoen det ble kontrollert. Gir antallet. Tåler å gjøres om igjen: da er det null.

    Hever Domenefeil når noen har skrevet etterpå, eller en person har tatt bort navnet sitt.
    """
    laast = _laas(part, av)
    hentet = kan_angres(laast)
    if hentet is None:
        return 0
    rader = _radene(laast, hentet.gammelt)
    if merke(rader) != hentet.etter:
        raise Domenefeil(
            _("Noe av det er skrevet om etter at filen ble hentet inn. Rett det for hver rolle.")
        )
    for rad in rader:
        rad.delete()
    roller = {r.slug: r for r in Rolle.objects.filter(slug__in=[g["rolle"] for g in hentet.gammelt])}
    for post in hentet.gammelt:
        if felt := post.get("felt"):
            Egenkontakt.objects.create(part=laast, rolle=roller.get(post["rolle"]), **_lest(felt))
    antall = hentet.antall
    hentet.delete()
    logg_hendelse("kontakter_angret", av=av.offentlig_id, gjelder=laast, antall=antall)
    return antall


def kan_angres(part: OffentligPart) -> Kontaktimport | None:
    """Den siste filen, til det har gått et døgn."""
    return Kontaktimport.objects.filter(part=part, tid__gt=timezone.now() - KAN_ANGRES).first()


def glem_gamle() -> int:
    """Det som ikke kan angres lenger, slettes. Gir antallet."""
    return Kontaktimport.objects.filter(tid__lte=timezone.now() - KAN_ANGRES).delete()[0]


def _laas(part: OffentligPart, av: Bruker) -> OffentligPart:
    if not er_administrator(av, part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))
    return OffentligPart.objects.select_for_update(of=("self",)).get(pk=part.pk)


def _radene(part: OffentligPart, gammelt: list[Verdier] | None = None) -> list[Egenkontakt]:
    """Radene hos virksomheten, låst; med ``gammelt`` bare dem filen rørte."""
    rader = Egenkontakt.objects.select_for_update(of=("self",)).filter(part=part)
    if gammelt is not None:
        slugger = [post["rolle"] for post in gammelt]
        rader = rader.filter(
            Q(rolle__slug__in=slugger) | Q(rolle=None) if "" in slugger else Q(rolle__slug__in=slugger)
        )
    return list(rader)


# Det en rad har ved siden av det en administrator skriver.
_SPOR = ("ref", "kontrollert", "kontrollert_av_id", "varslet_tid", "navn_fjernet_tid")


def _som_den_sto(rad: Egenkontakt | None) -> Verdier:
    """Feltene slik JSON kan holde dem; ingenting når det ikke sto noe."""
    if rad is None:
        return {}
    spor = {navn: getattr(rad, navn) for navn in _SPOR}
    egne = {navn: getattr(rad, navn) for navn in EGENFELT}
    return {"felt": egne | {navn: verdi and str(verdi) for navn, verdi in spor.items()}}


def _lest(felt: Verdier) -> Verdier:
    """Det motsatte. Den som kontrollerte, kan ha slettet kontoen siden."""
    pk = felt["kontrollert_av_id"]
    return felt | {
        "kontrollert": parse_date(felt["kontrollert"]),
        "varslet_tid": parse_datetime(felt["varslet_tid"] or ""),
        "navn_fjernet_tid": parse_datetime(felt["navn_fjernet_tid"] or ""),
        "kontrollert_av_id": pk if pk and Bruker.objects.filter(pk=pk).exists() else None,
    }
