"""Hvem som kan hva med kontoer."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from veier.brukere.models import Bruker


def har_to_trinn(bruker: Bruker) -> bool:
    """Brukeren har en passnøkkel eller en kodeapp."""
    return is_mfa_enabled(bruker)


def er_bevist(bruker: Bruker) -> bool:
    """Noen har vist at de leser e-posten til kontoen."""
    return bruker.last_login is not None or EmailAddress.objects.filter(user=bruker, verified=True).exists()


def er_laget_her(bruker: Bruker) -> bool:
    """Kontoen er laget på siden «Lag en konto», av hvem som helst; ikke på tjeneren (``createsuperuser``)."""
    return bruker.tekstvisninger.filter(navn="ny_konto").exists()


def er_pabegynt(bruker: Bruker) -> bool:
    """Noen har skrevet adressen, og ingen har vist at den er deres."""
    return er_laget_her(bruker) and not er_bevist(bruker)


SIST_I_REDAKSJONEN = "redaksjonen_sist"


def kan_bruke_redaksjonen(request: HttpRequest) -> bool:
    """Redaktører og administratorer som har logget inn i denne økten med passnøkkel eller kodeapp, og nylig nok."""
    return brukte_to_trinn(request) and not to_trinn_er_utlopt(request)


def brukte_to_trinn(request: HttpRequest) -> bool:
    """En redaktør eller administrator som en gang i denne økten har brukt passnøkkel eller kodeapp."""
    bruker = request.user
    return bool(
        bruker.is_authenticated
        and bruker.is_active
        and bruker.is_staff
        and har_to_trinn(bruker)
        and _sist_to_trinn(request)
    )


def to_trinn_er_utlopt(request: HttpRequest) -> bool:
    """Det er tolv timer siden de to trinnene, eller en time siden noe skjedde i redaksjonen."""
    naa = time.time()
    for_lenge = naa - _sist_to_trinn(request) >= settings.REDAKSJONEN_VARER
    return for_lenge or naa - sist_i_redaksjonen(request) >= settings.REDAKSJONEN_HVILER


def sist_i_redaksjonen(request: HttpRequest) -> float:
    """Da noe sist skjedde i redaksjonen i denne økten; de to trinnene er også noe som skjer."""
    return max(_sist_to_trinn(request), float(request.session.get(SIST_I_REDAKSJONEN, 0)))


def to_trinn_er_ferske(request: HttpRequest) -> bool:
    """De to trinnene er brukt det siste kvarteret: kreves før noe slettes, trekkes, hentes tilbake eller gis bort."""
    return time.time() - _sist_to_trinn(request) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _sist_to_trinn(request: HttpRequest) -> float:
    poster = get_authentication_records(request, request.user)
    return max((float(p["at"]) for p in poster if p["method"] == "mfa"), default=0.0)
