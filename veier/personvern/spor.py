"""Hvor en person står skrevet med navn, e-post eller telefon, der andre kan se det. Appene melder seg selv."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from allauth.account.models import EmailAddress
from django.db.models import Q

from veier.brukere.models import Bruker
from veier.typer import Verdi

Gjemt: TypeAlias = list[dict[str, Verdi]]


class Spor(Protocol):
    """Ett slags sted. Det ``gjem`` tar bort, er borte for alle fra samme transaksjon."""

    navn: str

    def gjem(self, bruker: Bruker) -> Gjemt:
        """Tar det bort, og gir det som skal til for å legge det tilbake."""
        ...

    def legg_tilbake(self, gjemt: Gjemt) -> None:
        """Når hun angrer. Det noen har skrevet i mellomtiden, blir stående."""
        ...

    def slett(self, bruker: Bruker) -> None:
        """Når fristen er ute: også der bare databasen selv husker det."""
        ...


def adressene(bruker: Bruker) -> set[str]:
    """Adressene hun har og har hatt, i kanonisk form. Den en annen konto har nå, er ikke hennes lenger."""
    gjort = bruker.adressebytter.filter(gjort_tid__isnull=False, stoppet_tid=None)
    egne = EmailAddress.objects.filter(user=bruker, verified=True).values_list("email", flat=True)
    alle = {a.lower() for a in (*egne, *(a for par in gjort.values_list("gammel", "ny") for a in par))}
    andres = EmailAddress.objects.exclude(user=bruker).filter(email__in=alle, verified=True)
    return {bruker.epost, *(alle - set(andres.values_list("email", flat=True)))}


def noen_av(felt: str, adresser: set[str]) -> Q:
    """Feltet er en av adressene, uansett store og små bokstaver."""
    ut = Q(pk=None)
    for epost in adresser:
        ut |= Q(**{f"{felt}__iexact": epost})
    return ut


_alle: dict[str, Spor] = {}


def meld(spor: Spor) -> None:
    _alle[spor.navn] = spor


def gjem_alt(bruker: Bruker) -> Gjemt:
    return [{"spor": spor.navn, **rad} for spor in _alle.values() for rad in spor.gjem(bruker)]


def legg_alt_tilbake(gjemt: Gjemt) -> None:
    for spor in _alle.values():
        spor.legg_tilbake([rad for rad in gjemt if rad.get("spor") == spor.navn])


def slett_alt(bruker: Bruker) -> None:
    for spor in _alle.values():
        spor.slett(bruker)
