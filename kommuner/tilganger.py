"""Hvem som kan bli med i en offentlig virksomhet."""

from __future__ import annotations

from kommuner.models import Kontaktpunkt, OffentligPart
from veier.brukere.models import Bruker


def har_adresse_hos(bruker: Bruker, part: OffentligPart) -> bool:
    """Brukerens bekreftede adresse er på virksomhetens eget domene, eller et underdomene av det.

    Et domene flere virksomheter deler, som nav.no, sier ikke hvilken av dem personen hører til.
    Domenet gjør en til medlem, aldri til administrator.
    """
    domene = part.epostdomene.lower()
    if not domene or OffentligPart.objects.synlige().filter(epostdomene=domene).exclude(pk=part.pk).exists():
        return False
    return bruker.epostdomene == domene or bruker.epostdomene.endswith(f".{domene}")


def postmottak(part: OffentligPart) -> str:
    """Adressen til postmottaket, når den er kjent med kilde; ellers tom."""
    punkt = Kontaktpunkt.objects.synlige().filter(part=part, slag=Kontaktpunkt.Slag.POSTMOTTAK).first()
    return punkt.verdi if punkt and "@" in punkt.verdi else ""
