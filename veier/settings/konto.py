"""Kontoene: django-allauth, to trinn, og innloggingene hos det offentlige."""

import os

from django.core.exceptions import ImproperlyConfigured

from veier import miljo
from veier.settings.grunnlag import I_DRIFT, kontroller
from veier.typer import Verdi

AUTH_USER_MODEL = "brukere.Bruker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "min_side"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "veier.konto.passordregler.LettAGjette"},
]

# Kontoer (django-allauth). Alt bekreftes med en kode på e-post; ingen lenke i en e-post logger noen inn.
ACCOUNT_ADAPTER = "veier.konto.adapter.Kontoadapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "epost"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    navn: f"veier.konto.forms.{klasse}"
    for navn, klasse in {
        "login": "Innlogging",
        "signup": "Registrering",
        "add_email": "NyAdresse",
        "change_password": "BytterPassord",
        "set_password": "SetterPassord",
        "reset_password": "GlemtPassord",
        "reset_password_from_key": "NyttPassord",
        "reauthenticate": "BekreftPassord",
        "request_login_code": "BerOmKode",
        "confirm_login_code": "Innloggingskode",
        "confirm_email_verification_code": "Adressekode",
        "confirm_password_reset_code": "Passordkode",
    }.items()
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Grensene står i veier.grense, også disse.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "veier.konto.adapter.ToTrinnsadapter"
MFA_FORMS = {
    "authenticate": "veier.konto.forms.ToTrinn",
    "reauthenticate": "veier.konto.forms.ToTrinnIgjen",
    "activate_totp": "veier.konto.forms.KobleTilApp",
    "deactivate_totp": "veier.konto.forms.KobleFraApp",
    "generate_recovery_codes": "veier.konto.forms.NyeKoder",
    "add_webauthn": "veier.konto.forms.NyPassnokkel",
    "edit_webauthn": "veier.konto.forms.EndrePassnokkel",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not I_DRIFT
MFA_TOTP_ISSUER = "Veier til samarbeid"
USERSESSIONS_TRACK_ACTIVITY = False  # ville skrevet ved hver GET
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_FORMS = {
    "signup": "veier.konto.forms.NyKontoFraPorten",
    "disconnect": "veier.konto.forms.KobleFraPorten",
}


def _porten(kode: str, navn: str) -> dict[str, object] | None:
    """Oppsettet for én innlogging hos det offentlige; None når den ikke er satt opp."""
    klient = os.environ.get(f"VEIER_{kode}_KLIENT", "")
    if not klient:
        return None
    mangler = [
        f"VEIER_{kode}_{del_}"
        for del_ in ("UTSTEDER", "NOKKEL")
        if not os.environ.get(f"VEIER_{kode}_{del_}")
    ]
    if mangler:
        raise ImproperlyConfigured(f"{', '.join(mangler)} mangler: {navn} trenger dem når klienten er satt.")
    nokkel = kontroller(miljo.pem, f"VEIER_{kode}_NOKKEL", os.environ[f"VEIER_{kode}_NOKKEL"])
    utsteder = f"VEIER_{kode}_UTSTEDER"
    return {
        "provider_id": kode.lower(),
        "name": navn,
        "client_id": klient,
        "settings": {
            "server_url": kontroller(miljo.nettadresse, utsteder, os.environ[utsteder]),
            "niva": os.environ.get(f"VEIER_{kode}_NIVA", "idporten-loa-substantial"),
            "nokkel": nokkel,
            "nokkel_id": os.environ.get(f"VEIER_{kode}_NOKKEL_ID", ""),
        },
    }


_PORTER = [p for p in (_porten("IDPORTEN", "ID-porten"), _porten("ANSATTPORTEN", "Ansattporten")) if p]
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Verdi]] = {
    "porten": {"APPS": _PORTER, "OAUTH_PKCE_ENABLED": True}
}
