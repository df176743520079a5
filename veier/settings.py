"""Innstillinger, styrt av miljøvariabler. README har tabellen.

VEIER_ADRESSE avgjør: «https://…» er drift, ellers er det en lokal tjener. Begge kjører uten DEBUG.
"""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from veier import miljo
from veier.database import frister
from veier.sprak import HOVEDSPRAK, SPRAK

ROT = Path(__file__).resolve().parent.parent


def _kontroller(hent: Callable[..., Any], *argumenter: object, **valg: object) -> Any:
    """Verdien fra miljøet; en feil i den stanser starten med én setning."""
    try:
        return hent(*argumenter, **valg)
    except miljo.Miljofeil as feil:
        raise ImproperlyConfigured(str(feil)) from None


ADRESSE = os.environ.get("VEIER_ADRESSE", "http://localhost:8000").rstrip("/")
_adresse = _kontroller(miljo.portalens_adresse, ADRESSE)
DATAMAPPE = _kontroller(miljo.mappe, "VEIER_DATA", os.environ.get("VEIER_DATA", ROT / ".data"))
I_DRIFT = _adresse.scheme == "https"


def _paakrevd(navn: str, hva: str) -> str:
    verdi = os.environ.get(navn, "")
    if not verdi and I_DRIFT:
        raise ImproperlyConfigured(f"{navn} mangler: i drift må den være {hva}.")
    return verdi


def _hemmelig_nokkel() -> str:
    """Nøkkelen fra miljøet; lokalt lages den én gang i datamappen."""
    if nokkel := _paakrevd("SECRET_KEY", "en lang, tilfeldig tekst"):
        return str(_kontroller(miljo.krev_nokkel, "SECRET_KEY", nokkel))
    fil = DATAMAPPE / "hemmelig_nokkel"
    if not fil.exists():
        DATAMAPPE.mkdir(parents=True, exist_ok=True)
        # To prosesser kan starte samtidig: den første som får lage filen, vinner.
        midlertidig = fil.with_name(f"{fil.name}.{os.getpid()}")
        midlertidig.touch(mode=0o600)
        midlertidig.write_text(secrets.token_urlsafe(64), encoding="utf-8")
        try:
            os.link(midlertidig, fil)
        except FileExistsError:
            pass
        finally:
            midlertidig.unlink()
    return fil.read_text(encoding="utf-8")


# Hvor lenge databasen får bruke på det denne prosessen ber om.
_PROSESS = frister.prosess(sys.argv)
FRISTER = frister.for_prosessen(_PROSESS)
# Kommandoene som endrer tabellene. De kjøres som eieren når den har sin egen rolle; resten som portalen.
_MIGRERER = {"migrate", "createcachetable", "pgtrigger", "sikkerhetskopi", "gjenopprett"}


def _database() -> dict[str, object]:
    url = _paakrevd("DATABASE_URL", "adressen til PostgreSQL (postgresql://…)")
    if url and Path(sys.argv[0]).name == "manage.py" and _MIGRERER & set(sys.argv[1:2]):
        url = os.environ.get("VEIER_MIGRERING_URL") or url
    if not url:
        from veier.database import lokal_postgres

        try:
            url = lokal_postgres.finn(DATAMAPPE).url
        except lokal_postgres.LokalPostgresFeil as feil:
            raise ImproperlyConfigured(str(feil)) from None
    try:
        oppsett = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        oppsett = {}
    if oppsett.get("ENGINE") != "django.db.backends.postgresql" or not oppsett.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL eller VEIER_MIGRERING_URL kan ikke leses: den skal se ut som postgresql://bruker:passord@vert/database."
        )
    oppsett["ATOMIC_REQUESTS"] = False
    oppsett.setdefault("OPTIONS", {})
    verter = str(oppsett.get("HOST") or oppsett["OPTIONS"].get("host", "")).split(",")
    sslmode = oppsett["OPTIONS"].get("sslmode") or os.environ.get("PGSSLMODE", "")
    _kontroller(miljo.krev_kryptert_database, verter, sslmode)
    oppsett["OPTIONS"].setdefault("connect_timeout", 5)
    oppsett["OPTIONS"].setdefault("application_name", f"veier {_PROSESS}"[:63])
    # libpq leser ikke PGOPTIONS når options er satt; den er derfor med her.
    oppsett["OPTIONS"]["options"] = frister.med_valg(
        FRISTER, os.environ.get("PGOPTIONS", ""), oppsett["OPTIONS"].get("options", "")
    )
    return oppsett


def _mellomtjenere() -> int:
    verdi = _paakrevd(
        "VEIER_MELLOMTJENERE",
        "antallet mellomtjenere foran portalen: 1 når nginx står alene, 2 når en lastfordeler står foran den, "
        "0 når ingen gjør det",
    )
    if verdi and not (verdi.isascii() and verdi.isdigit() and int(verdi) <= 10):
        raise ImproperlyConfigured(f"VEIER_MELLOMTJENERE er «{verdi}»: den skal være et tall fra 0 til 10.")
    return int(verdi or 0)


SECRET_KEY = _hemmelig_nokkel()
# Nøkler som er byttet ut: det som er signert med dem, gjelder til det går ut av seg selv.
SECRET_KEY_FALLBACKS = _kontroller(
    miljo.nokler, "SECRET_KEY_FALLBACKS", os.environ.get("SECRET_KEY_FALLBACKS", "")
)
# Det som krypteres i databasen. Den første nøkkelen brukes til nytt; de andre kan fortsatt lese.
KRYPTONOKLER = _kontroller(
    miljo.nokler,
    "VEIER_KRYPTONOKLER",
    _paakrevd("VEIER_KRYPTONOKLER", "en eller flere lange, tilfeldige tekster delt med komma"),
) or [f"lokal:{SECRET_KEY}"]
if SECRET_KEY in {*SECRET_KEY_FALLBACKS, *KRYPTONOKLER}:
    raise ImproperlyConfigured(
        "SECRET_KEY står også i SECRET_KEY_FALLBACKS eller VEIER_KRYPTONOKLER: de skal være ulike."
    )
DEBUG = False
ALLOWED_HOSTS = [_adresse.hostname or "localhost"]
if not I_DRIFT:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADRESSE]
# Antallet mellomtjenere foran portalen som hver legger til en adresse i X-Forwarded-For (veier.grense.adresse).
MELLOMTJENERE = _mellomtjenere()

INSTALLED_APPS = [
    "veier.konto.redaksjon.side.Redaksjonsapp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "veier",
    "veier.grense",
    "veier.brukere",
    "veier.taksonomi",
    "veier.sok",
    "veier.hendelser",
    "veier.epost",
    "veier.medlemskap",
    "veier.gjennomgang",
    "veier.konto",
    "veier.konto.porten",
    "veier.personvern",
    "kommuner",
    "entreprenorer",
    "samarbeid",
]

MIDDLEWARE = [
    "veier.foresporsel.mellomvarer.logg_forespoersel",
    # Hodene først: også det mellomvarene under avviser, skal ha dem.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "veier.foresporsel.mellomvarer.helse_uansett_vert",
    "veier.foresporsel.vern.lagre_ikke",
    "veier.foresporsel.mellomvarer.velg_malform",
    "veier.foresporsel.mellomvarer.forklar_metoden",
    "veier.foresporsel.mellomvarer.avvis_nullbyte",
    "veier.foresporsel.mellomvarer.stengt_uten_database",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "veier.foresporsel.mellomvarer.bare_lesing",
    "veier.foresporsel.okt.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "veier.foresporsel.vern.noter_avslag",
    "veier.foresporsel.vern.Innloggingskrav",
    "django.contrib.messages.middleware.MessageMiddleware",
    "veier.konto.okter.avslutt_gamle_okter",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "veier.grense.mellomvare.sidegrenser",
]

if os.environ.get("VEIER_YTELSE"):
    MIDDLEWARE.insert(0, "veier.drift.malestokk.tell_sporringer")

ROOT_URLCONF = "veier.urls"
WSGI_APPLICATION = "veier.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "veier.malform.malformvalg",
                "veier.medlemskap.hatter.hattevalg",
                "veier.personvern.kontekst.venter_sletting",
            ],
            "builtins": ["django.templatetags.i18n", "veier.templatetags.veier"],
        },
    },
]
FORM_RENDERER = "veier.forms.Skjemamaler"

DATABASES = {"default": _database()}
# Fartsgrensene teller i samme database på sin egen forbindelse, utenfor det forespørselen ellers holder på med.
DATABASES["grense"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hurtiglager",
        # Kodeappens brukte koder ligger her. Er det fullt, kastes levende rader, så det må aldri bli det.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

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

LANGUAGE_CODE = HOVEDSPRAK.kode
LANGUAGES = [(s.kode, s.navn) for s in SPRAK]
LOCALE_PATHS = [ROT / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True
# Tall i maler er også nøkler i adresser og skjemaer: de skrives med sifre, og «|tall» setter mellomrom for lesere.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/statisk/"
STATIC_ROOT = DATAMAPPE / "statisk"
STATICFILES_DIRS = [ROT / "static", ROT / ".bygg" / "statisk"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = _kontroller(
    miljo.mappe, "VEIER_OPPLASTET", os.environ.get("VEIER_OPPLASTET", DATAMAPPE / "opplastet")
)

# Bare to informasjonskapsler finnes: økten og skjemavernet. Meldinger ligger i økten.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "veier.foresporsel.okt"
# «__Host-» binder kapselen til nøyaktig denne verten; nettleseren krever https for å ta imot den.
_KAPSEL = "__Host-" if I_DRIFT else ""
SESSION_COOKIE_NAME = f"{_KAPSEL}okt"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90  # så lenge varer en økt i det hele
OKTEN_HVILER = 60 * 60 * 24 * 30  # en økt ingen har brukt på så lenge, er over
# Redaksjonens to trinn: hvor lenge de gjelder i alt, og uten at noe skjer.
REDAKSJONEN_VARER = 60 * 60 * 12
REDAKSJONEN_HVILER = 60 * 60
CSRF_COOKIE_NAME = f"{_KAPSEL}skjemavern"
CSRF_COOKIE_HTTPONLY = True  # skjemaene har nøkkelen i et felt; ingen skript leser kapselen
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "veier.foresporsel.skjemavern.avvist"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = I_DRIFT

SECURE_SSL_REDIRECT = I_DRIFT
# HSTS kan ikke angres før tiden er ute. Underdomener og nettlesernes liste er noe eieren av domenet må velge.
_hsts = _kontroller(miljo.hsts, os.environ.get("VEIER_HSTS", miljo.HSTS_STANDARD))
SECURE_HSTS_SECONDS = _hsts.sekunder if I_DRIFT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = I_DRIFT and _hsts.underdomener
SECURE_HSTS_PRELOAD = I_DRIFT and _hsts.liste
# W005 og W021 ber om underdomener og liste uansett. Her er det et valg.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if I_DRIFT else None
SECURE_REDIRECT_EXEMPT = [r"^helse/"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # ikonene i designsystemet
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_HANDLERS = ["veier.foresporsel.opplasting.Begrenset"]

# EPOST_URL: smtp://bruker:passord@vert:587 (STARTTLS) eller smtps://…:465. Lokalt: til loggen.
_epost = _kontroller(
    miljo.eposttjener, _paakrevd("EPOST_URL", "adressen til e-posttjeneren (smtp://… eller smtps://…)")
)
# Uten e-posttjener på en lokal tjener: skrives ut, og vises på /post/.
LOKAL_POST = not I_DRIFT and not _epost
EMAIL_BACKEND = "veier.epost.postkasse.EmailBackend" if LOKAL_POST else "veier.epost.tjener.EmailBackend"
if _epost:
    EMAIL_HOST, EMAIL_PORT = _epost.vert, _epost.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _epost.bruker, _epost.passord
    EMAIL_USE_SSL, EMAIL_USE_TLS = _epost.ssl, _epost.starttls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _kontroller(
    miljo.avsender, os.environ.get("VEIER_AVSENDER", "Veier til samarbeid <portal@localhost>")
)

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
    nokkel = _kontroller(miljo.pem, f"VEIER_{kode}_NOKKEL", os.environ[f"VEIER_{kode}_NOKKEL"])
    utsteder = f"VEIER_{kode}_UTSTEDER"
    return {
        "provider_id": kode.lower(),
        "name": navn,
        "client_id": klient,
        "settings": {
            "server_url": _kontroller(miljo.nettadresse, utsteder, os.environ[utsteder]),
            "niva": os.environ.get(f"VEIER_{kode}_NIVA", "idporten-loa-substantial"),
            "nokkel": nokkel,
            "nokkel_id": os.environ.get(f"VEIER_{kode}_NOKKEL_ID", ""),
        },
    }


_PORTER = [p for p in (_porten("IDPORTEN", "ID-porten"), _porten("ANSATTPORTEN", "Ansattporten")) if p]
SOCIALACCOUNT_PROVIDERS = {"porten": {"APPS": _PORTER, "OAUTH_PKCE_ENABLED": True}}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobber"
PROCRASTINATE_IMPORT_PATHS = ["veier.jobber.jobber"]

# Åpne registre. Testene setter sin egen, lokale tjener.
ENHETSREGISTERET_URL = _kontroller(
    miljo.nettadresse,
    "VEIER_ENHETSREGISTERET",
    os.environ.get("VEIER_ENHETSREGISTERET", "https://data.brreg.no/enhetsregisteret/api/"),
)

# Den som overvåker driften utenfra, viser denne. Tom betyr at bare maskinen selv får se /helse/drift/.
DRIFT_TOKEN = os.environ.get("VEIER_DRIFT_TOKEN", "")
if DRIFT_TOKEN and len(DRIFT_TOKEN) < 32:
    raise ImproperlyConfigured("VEIER_DRIFT_TOKEN er for kort: den må være minst 32 tilfeldige tegn.")

# Portalen kan stenges for vedlikehold uten å stoppe tjeneren.
STENGT = _kontroller(miljo.ja_nei, "VEIER_STENGT", os.environ.get("VEIER_STENGT", ""))
for _navn, _standard, _til in (("WEB_CONCURRENCY", "2", 64), ("PORT", "8000", 65535)):
    _kontroller(miljo.heltall, _navn, os.environ.get(_navn) or _standard, fra=1, til=_til)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "veier.drift.logg.JsonLinje"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "veier": {"level": "INFO"},
        # Djangos egen linje har hele adressen med nøkler; vår linje har navnet på adressen.
        "django.request": {"level": "CRITICAL"},
        "django.server": {"level": "CRITICAL"},
    },
}
