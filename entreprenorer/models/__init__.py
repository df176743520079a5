"""Entreprenørens side: organisasjonen, hvem som er med, og ideene."""

from entreprenorer.models.entreprenor import Entreprenor, Registerendring
from entreprenorer.models.ide import Ideutkast
from entreprenorer.models.medlemskap import Foresporsel, Invitasjon, Medlemskap
from entreprenorer.models.profil import Profilutgave, Profilversjon

__all__ = [
    "Entreprenor",
    "Foresporsel",
    "Ideutkast",
    "Invitasjon",
    "Medlemskap",
    "Profilutgave",
    "Profilversjon",
    "Registerendring",
]
