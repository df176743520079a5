"""Innlogginger, feilede forsøk og to trinn i sikkerhetsloggen.

allauth og Django sier fra med signaler, og det er den eneste kroken som dekker hver vei inn; derfor signaler her og
ingen andre steder. Det som også er en hendelse (passord, adresse, kodeapp, passnøkkel), kommer derfra.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allauth.account import signals as konto
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as sosial
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from veier.brukere.models import Bruker
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


def _ny_konto(request: HttpRequest, user: Bruker, **_felt: object) -> None:
    noter("ny_konto", request=request, bruker=user)


def _logget_inn(request: HttpRequest, user: Bruker, **_felt: object) -> None:
    maater = sorted({str(r["method"]) for r in get_authentication_records(request, user)})
    noter("innlogging", request=request, bruker=user, maater=maater, redaksjonen=bool(user.is_staff))


def _logget_ut(request: HttpRequest, user: Bruker | None, **_felt: object) -> None:
    if user is not None:
        noter("utlogging", request=request, bruker=user)


def _feil_passord(
    credentials: Mapping[str, str], request: HttpRequest | None = None, **_felt: object
) -> None:
    """Adressen noen prøvde, står som avtrykk: mange forsøk mot én konto synes, kontoen røpes ikke."""
    konto_ = str(credentials.get("email") or credentials.get("username") or "")
    noter("innlogging_feilet", request=request, konto=avtrykk(konto_))


def _feil_kode(hva: str) -> Callable[..., None]:
    def mottaker(
        request: HttpRequest, user: Bruker | None = None, last_attempt: bool = False, **_felt: object
    ) -> None:
        noter("kode_feilet", request=request, bruker=user, til=hva, siste=last_attempt)

    mottaker.__qualname__ = f"_feil_kode_{hva}"
    return mottaker


def _adresse_bekreftet(request: HttpRequest, email_address: EmailAddress, **_felt: object) -> None:
    noter("adresse_bekreftet", request=request, bruker=email_address.user)


def _to_trinn_brukt(request: HttpRequest, user: Bruker, authenticator: Authenticator, **felt: object) -> None:
    noter(
        "to_trinn_brukt",
        request=request,
        bruker=user,
        slag=str(authenticator.type),
        igjen=bool(felt.get("reauthenticated")),
        alene=bool(felt.get("passwordless")),
    )


def _to_trinn_borte(
    request: HttpRequest, user: Bruker, authenticator: Authenticator, **_felt: object
) -> None:
    noter("to_trinn_tatt_bort", request=request, bruker=user, slag=str(authenticator.type))


def _to_trinn_feil(request: HttpRequest, user: Bruker, authenticator: Authenticator, **felt: object) -> None:
    noter(
        "to_trinn_feilet",
        request=request,
        bruker=user,
        slag=str(authenticator.type),
        igjen=bool(felt.get("reauthentication")),
    )


def _porten(hva: str) -> Callable[..., None]:
    def mottaker(request: HttpRequest, **felt: object) -> None:
        noter(f"porten_{hva}", request=request, bruker=getattr(felt.get("sociallogin"), "user", None))

    mottaker.__qualname__ = f"_porten_{hva}"
    return mottaker
