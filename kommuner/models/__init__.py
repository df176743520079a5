"""Den offentlige siden: virksomhetene og veiene inn, hvem som er med, og behov under arbeid og publisert."""

from kommuner.models.behov import OVERGANGER, Behov, Behovutgave, Behovversjon
from kommuner.models.kontakt import Registerkontakt
from kommuner.models.medlemskap import Administratorkode, Foresporsel, Invitasjon, Medlemskap
from kommuner.models.virksomhet import (
    Arshjul,
    Beslutningsvei,
    Kontaktpunkt,
    OffentligPart,
    Rolle,
    Veiviserutkast,
)

__all__ = [
    "OVERGANGER",
    "Administratorkode",
    "Arshjul",
    "Behov",
    "Behovutgave",
    "Behovversjon",
    "Beslutningsvei",
    "Foresporsel",
    "Invitasjon",
    "Kontaktpunkt",
    "Medlemskap",
    "OffentligPart",
    "Registerkontakt",
    "Rolle",
    "Veiviserutkast",
]
