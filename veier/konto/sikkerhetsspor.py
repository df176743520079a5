"""Innlogginger, feilede forsøk og to trinn i sikkerhetsloggen.

allauth og Django sier fra med signaler, og det er den eneste kroken som dekker hver vei inn; derfor signaler her og
ingen andre steder. Det som også er en hendelse (passord, adresse, kodeapp, passnøkkel), kommer derfra.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as konto
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as sosial
from django.contrib.auth.signals import user_logged_out, user_login_failed

from veier.sikkerhetslogg import avtrykk, noter


def koble_til() -> None:
    """Kalles én gang, når appene er lastet."""
    for signal, mottaker in (
        (konto.user_signed_up, _ny_konto),
        (konto.user_logged_in, _logget_inn),
        (user_logged_out, _logget_ut),
        (user_login_failed, _feil_passord),
        (konto.login_code_rejected, _feil_kode("innlogging")),
        (konto.password_reset_code_rejected, _feil_kode("passord")),
        (konto.email_verification_code_rejected, _feil_kode("adresse")),
        (konto.email_confirmed, _adresse_bekreftet),
        (mfa.authenticator_used, _to_trinn_brukt),
        (mfa.authenticator_removed, _to_trinn_borte),
        (mfa.authentication_failed, _to_trinn_feil),
        (sosial.social_account_added, _porten("koblet_til")),
        (sosial.social_account_removed, _porten("koblet_fra")),
    ):
        signal.connect(mottaker, dispatch_uid=f"sikkerhet:{id(signal)}:{mottaker.__qualname__}", weak=False)


def _ny_konto(request: Any, user: Any, **_felt: Any) -> None:
    noter("ny_konto", request=request, bruker=user)


def _logget_inn(request: Any, user: Any, **_felt: Any) -> None:
    maater = sorted({str(r["method"]) for r in get_authentication_records(request, user)})
    noter("innlogging", request=request, bruker=user, maater=maater, redaksjonen=bool(user.is_staff))


def _logget_ut(request: Any, user: Any, **_felt: Any) -> None:
    if user is not None:
        noter("utlogging", request=request, bruker=user)


def _feil_passord(credentials: Any, request: Any = None, **_felt: Any) -> None:
    """Adressen noen prøvde, står som avtrykk: mange forsøk mot én konto synes, kontoen røpes ikke."""
    konto_ = str(credentials.get("email") or credentials.get("username") or "")
    noter("innlogging_feilet", request=request, konto=avtrykk(konto_))


def _feil_kode(hva: str) -> Any:
    def mottaker(request: Any, user: Any = None, last_attempt: bool = False, **_felt: Any) -> None:
        noter("kode_feilet", request=request, bruker=user, til=hva, siste=last_attempt)

    mottaker.__qualname__ = f"_feil_kode_{hva}"
    return mottaker


def _adresse_bekreftet(request: Any, email_address: Any, **_felt: Any) -> None:
    noter("adresse_bekreftet", request=request, bruker=email_address.user)


def _to_trinn_brukt(request: Any, user: Any, authenticator: Any, **felt: Any) -> None:
    noter(
        "to_trinn_brukt",
        request=request,
        bruker=user,
        slag=str(authenticator.type),
        igjen=bool(felt.get("reauthenticated")),
        alene=bool(felt.get("passwordless")),
    )


def _to_trinn_borte(request: Any, user: Any, authenticator: Any, **_felt: Any) -> None:
    noter("to_trinn_tatt_bort", request=request, bruker=user, slag=str(authenticator.type))


def _to_trinn_feil(request: Any, user: Any, authenticator: Any, **felt: Any) -> None:
    noter(
        "to_trinn_feilet",
        request=request,
        bruker=user,
        slag=str(authenticator.type),
        igjen=bool(felt.get("reauthentication")),
    )


def _porten(hva: str) -> Any:
    def mottaker(request: Any, **felt: Any) -> None:
        noter(f"porten_{hva}", request=request, bruker=getattr(felt.get("sociallogin"), "user", None))

    mottaker.__qualname__ = f"_porten_{hva}"
    return mottaker
