"""Språkene, de statiske filene og det som lastes opp."""

import os

from veier import miljo
from veier.settings.grunnlag import DATAMAPPE, ROT, kontroller
from veier.sprak import HOVEDSPRAK, SPRAK

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
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "veier.sidefiler.stilark.Stilarkfinner",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = kontroller(
    miljo.mappe, "VEIER_OPPLASTET", os.environ.get("VEIER_OPPLASTET", DATAMAPPE / "opplastet")
)
# Filer noen legger ved i en samtale, holdes tilbake til clamd har sett gjennom dem. Uten adressen søkes de ikke.
CLAMD = kontroller(miljo.virussoker, os.environ.get("VEIER_CLAMD", ""))
