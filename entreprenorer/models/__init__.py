"""Entreprenørens side: organisasjonen, hvem som er med, ideene, virkningene og referansene."""

from entreprenorer.models.entreprenor import Entreprenor, Registerendring
from entreprenorer.models.ide import Ide, Idedeling, Ideutgave, Ideutkast, Ideversjon
from entreprenorer.models.medlemskap import Foresporsel, Invitasjon, Medlemskap
from entreprenorer.models.profil import Profilutgave, Profilversjon
from entreprenorer.models.referanse import Referanse, Referansesvar
from entreprenorer.models.virkning import Virkning, Virkningutgave, Virkningversjon

__all__ = [
    "Entreprenor",
    "Foresporsel",
    "Ide",
    "Idedeling",
    "Ideutgave",
    "Ideutkast",
    "Ideversjon",
    "Invitasjon",
    "Medlemskap",
    "Profilutgave",
    "Profilversjon",
    "Referanse",
    "Referansesvar",
    "Registerendring",
    "Virkning",
    "Virkningutgave",
    "Virkningversjon",
]
