"""Lager databasen testene kopierer, mens kontrollene går. Finnes den, gjøres ingenting. Skriver navnet."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "veier.settings"

import django

django.setup()

from tests.conftest import lag_maldatabase  # noqa: E402 – etter django.setup

print(lag_maldatabase())
