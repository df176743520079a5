"""Rollene i redaksjonen: hva hver av dem kan, og hvem som kan gi og ta dem.

Det som skrives, gjennomgås likt av alle tre, og aldri av den som skrev det. Rollene skiller bare hvem som styrer folk.
"""

from __future__ import annotations

from django.contrib.auth.models import Group

from veier.brukere.models import Bruker
from veier.konto.adresser import er_samme_person
from veier.konto.models import Redaksjonsrolle as Rolle
from veier.konto.redaksjon.gruppe import redaktorgruppen

SJEFENE = "Sjefredaktører"


# Det hver rolle kan, slik det står på siden om redaksjonen.
KAN = {
    Rolle.REDAKTOR: (
        "skriver eksempler, svarer på meldinger, og går gjennom det andre sender inn",
        "publiserer og godkjenner ord og regler, men aldri det hun selv har skrevet",
    ),
    Rolle.SJEF: ("kan det samme som en redaktør", "inviterer redaktører, og tar tilgangen fra dem"),
    Rolle.ADMINISTRATOR: (
        "kan det samme som en sjefredaktør, og gjør noen til sjefredaktør",
        "stenger og åpner kontoer, og tar bort to-trinns innlogging for den som har mistet alt",
        "endrer e-postdomenene til virksomhetene, og ser jobbene og brev med koder",
        "lages bare på tjeneren",
    ),
}
_GIR = {
    Rolle.ADMINISTRATOR: (Rolle.REDAKTOR, Rolle.SJEF),
    Rolle.SJEF: (Rolle.REDAKTOR,),
}


def sjefgruppen() -> Group:
    """Gruppen sier bare hvem som er sjefredaktør. Rettighetene til tabellene er redaktørenes."""
    return Group.objects.get_or_create(name=SJEFENE)[0]


def gruppene(rolle: Rolle | None) -> list[Group]:
    """Gruppene den som har rollen, skal være i."""
    if rolle is None:
        return []
    return [redaktorgruppen(), sjefgruppen()] if rolle is Rolle.SJEF else [redaktorgruppen()]


def rollen(bruker: Bruker) -> Rolle | None:
    """Rollen personen har nå, eller None utenfor redaksjonen."""
    if not (bruker.is_active and bruker.is_staff):
        return None
    if bruker.is_superuser:
        return Rolle.ADMINISTRATOR
    sjef = any(gruppe.name == SJEFENE for gruppe in bruker.groups.all())
    return Rolle.SJEF if sjef else Rolle.REDAKTOR


def kan_gi(av: Bruker) -> tuple[Rolle, ...]:
    """Rollene hun kan gi og ta."""
    return gis_av(rollen(av))


def gis_av(rolle: Rolle | None) -> tuple[Rolle, ...]:
    """Rollene den som har rollen, kan gi og ta."""
    return _GIR.get(rolle, ()) if rolle else ()


def kan_endre(av: Bruker, bruker: Bruker) -> bool:
    """Aldri sin egen, heller ikke på en konto til, og aldri rollen til en hun ikke kunne gitt den."""
    if bruker.is_superuser or er_samme_person(av, bruker):
        return False
    har = rollen(bruker)
    return bool(kan_gi(av)) and (har is None or har in kan_gi(av))
