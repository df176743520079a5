"""En person blant kontaktene til en virksomhet: det som blir borte når kontoen skal slettes."""

from __future__ import annotations

from django.db.models import Q

from kommuner.models import Egenkontakt, Kontaktimport
from veier.brukere.models import Bruker
from veier.personvern.spor import Gjemt

FELT = ("navn", "epost", "telefon")


class Rollespor:
    """Navnet, e-posten og telefonen til en rolle. Sentralbordet og postmottaket er virksomhetens, også ved siden av et navn."""

    navn = "rollekontakt"

    def gjem(self, bruker: Bruker) -> Gjemt:
        Kontaktimport.objects.filter(_nevner(bruker)).delete()  # det som sto før en fil, kan ha henne i seg
        ut = []
        for rad in Egenkontakt.objects.select_for_update(of=("self",)).filter(_hennes(bruker)):
            felt = {f: getattr(rad, f) for f in (FELT if rad.rolle_id else FELT[:1]) if getattr(rad, f)}
            Egenkontakt.objects.filter(pk=rad.pk).update(**dict.fromkeys(felt, ""))
            ut.append({"pk": rad.pk, "felt": felt})
        return ut

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        for rad in gjemt:
            kontakt = Egenkontakt.objects.filter(pk=rad["pk"], navn_fjernet_tid=None).first()
            if kontakt and not any(getattr(kontakt, f) for f in rad["felt"]):
                Egenkontakt.objects.filter(pk=kontakt.pk).update(**rad["felt"])

    def slett(self, bruker: Bruker) -> None:
        """Radene har ingen historikk: det som er gjemt, er borte."""


def _hennes(bruker: Bruker) -> Q:
    """Adressen er hennes, eller navnet er det i en virksomhet hun er med i."""
    adressen = Q(rolle__isnull=False, epost__iexact=bruker.epost)
    if not bruker.navn:
        return adressen
    return adressen | Q(navn__iexact=bruker.navn, part__medlemskap__bruker=bruker)


def _nevner(bruker: Bruker) -> Q:
    """Den siste filen i en virksomhet hun er med i, eller en der adressen hennes sto."""
    return Q(part__medlemskap__bruker=bruker) | Q(gammelt__icontains=bruker.epost)
