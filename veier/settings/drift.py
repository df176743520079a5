"""Det den som drifter, styrer, og loggen."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from veier import miljo
from veier.settings.grunnlag import kontroller

DEBUG = False

# Åpne registre. Testene setter sin egen, lokale tjener.
ENHETSREGISTERET_URL = kontroller(
    miljo.nettadresse,
    "VEIER_ENHETSREGISTERET",
    os.environ.get("VEIER_ENHETSREGISTERET", "https://data.brreg.no/enhetsregisteret/api/"),
)

# Den som overvåker driften utenfra, viser denne. Tom betyr at bare maskinen selv får se /helse/drift/.
DRIFT_TOKEN = os.environ.get("VEIER_DRIFT_TOKEN", "")
if DRIFT_TOKEN and len(DRIFT_TOKEN) < 32:
    raise ImproperlyConfigured("VEIER_DRIFT_TOKEN er for kort: den må være minst 32 tilfeldige tegn.")

# Portalen kan stenges for vedlikehold uten å stoppe tjeneren.
STENGT = kontroller(miljo.ja_nei, "VEIER_STENGT", os.environ.get("VEIER_STENGT", ""))
for _navn, _standard, _til in (("WEB_CONCURRENCY", "2", 64), ("PORT", "8000", 65535)):
    kontroller(miljo.heltall, _navn, os.environ.get(_navn) or _standard, fra=1, til=_til)

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
