"""Svaret når noen har prøvd for mange ganger på en kontoside."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from django.http import HttpRequest, HttpResponse

from veier.feil import for_mange

# Adressen → fartsgrensen allauth bruker der.
GRENSER = {
    "account_login": "login",
    "account_signup": "signup",
    "account_request_login_code": "request_login_code",
    "account_confirm_login_code": "request_login_code",
    "account_email_verification_sent": "confirm_email",
    "account_reset_password": "reset_password",
    "account_change_password": "change_password",
    "account_email": "manage_email",
    "account_reauthenticate": "reauthenticate",
    "mfa_reauthenticate": "reauthenticate",
}
ELLERS = 3600


def for_mange_forsok(request: HttpRequest) -> HttpResponse:
    """429 med den lengste tiden grensen på siden kan vare."""
    treff = request.resolver_match
    regler = parse_rates(app_settings.RATE_LIMITS.get(GRENSER.get(treff.url_name if treff else "", ""), ""))
    return for_mange(request, vent_sekunder=int(max((r.duration for r in regler), default=ELLERS)))
