"""Hvem som får svar, øktene, og hodene på svaret."""

import os

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from veier import miljo
from veier.settings.grunnlag import ADRESSE, I_DRIFT, adressen, kontroller, paakrevd


def _mellomtjenere() -> int:
    verdi = paakrevd(
        "VEIER_MELLOMTJENERE",
        "antallet mellomtjenere foran portalen: 1 når nginx står alene, 2 når en lastfordeler står foran den, "
        "0 når ingen gjør det",
    )
    if verdi and not (verdi.isascii() and verdi.isdigit() and int(verdi) <= 10):
        raise ImproperlyConfigured(f"VEIER_MELLOMTJENERE er «{verdi}»: den skal være et tall fra 0 til 10.")
    return int(verdi or 0)


ALLOWED_HOSTS = [adressen.hostname or "localhost"]
if not I_DRIFT:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADRESSE]
# Antallet mellomtjenere foran portalen som hver legger til en adresse i X-Forwarded-For (veier.grense.adresse).
MELLOMTJENERE = _mellomtjenere()

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
_hsts = kontroller(miljo.hsts, os.environ.get("VEIER_HSTS", miljo.HSTS_STANDARD))
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
# Flere enn noen side godtar, så siden kan si at det er for mange. Minnet har sin egen grense (opplasting.py).
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["veier.foresporsel.opplasting.Begrenset"]
