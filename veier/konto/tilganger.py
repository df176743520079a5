"""Hvem som kan hva med kontoer."""

from __future__ import annotations

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from veier.brukere.models import Bruker


def har_to_trinn(bruker: Bruker) -> bool:
    """Brukeren har en passnøkkel eller en kodeapp."""
    return is_mfa_enabled(bruker)


def kan_bruke_redaksjonen(request: HttpRequest) -> bool:
    """Redaktører og administratorer som har logget inn i denne økten med passnøkkel eller kodeapp."""
    bruker = request.user
    return bool(
        bruker.is_active
        and bruker.is_staff
        and har_to_trinn(bruker)
        and any(r["method"] == "mfa" for r in get_authentication_records(request, bruker))
    )
