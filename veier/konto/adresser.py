"""Adressene en person har brukt, og når to av dem går til den samme postkassen."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress

from veier.brukere.models import Bruker
from veier.konto.models import Adressebytte


def som_personen_har_brukt(*folk: Bruker) -> set[str]:
    """Den hun har, dem hun har lagt til, og dem hun har byttet fra og til. Flere personer gir alles."""
    ut = {bruker.epost for bruker in folk}
    ut.update(EmailAddress.objects.filter(user__in=folk).values_list("email", flat=True))
    for par in Adressebytte.objects.filter(bruker__in=folk).values_list("gammel", "ny"):
        ut.update(par)
    return ut


def er_samme_person(en: Bruker, *andre: Bruker) -> bool:
    """En av de andre kontoene er hennes: den samme, eller en som har hatt en adresse til den samme postkassen."""
    return en in andre or samme_postkasse(som_personen_har_brukt(en), som_personen_har_brukt(*andre))


def samme_postkasse(noen: Iterable[str], andre: Iterable[str]) -> bool:
    """Om én av adressene går til samme postkasse som én av de andre: uten det som står etter «+». Tomme teller ikke."""
    return bool({_postkasse(a) for a in noen if a} & {_postkasse(a) for a in andre if a})


def _postkasse(adresse: str) -> str:
    konto, _krollalfa, domene = adresse.lower().rpartition("@")
    return f"{konto.partition('+')[0]}@{domene}"
