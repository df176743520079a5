"""Innstillinger, styrt av miljøvariabler. README har tabellen.

VEIER_ADRESSE avgjør: «https://…» er drift, ellers er det en lokal tjener. Begge kjører uten DEBUG.
"""

from veier.settings.apper import *
from veier.settings.database import *
from veier.settings.drift import *
from veier.settings.epost import *
from veier.settings.grunnlag import *
from veier.settings.innhold import *
from veier.settings.konto import *
from veier.settings.nokler import *
from veier.settings.vern import *
