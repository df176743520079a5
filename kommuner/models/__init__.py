"""Den offentlige siden: virksomhetene og veiene inn, hvem som er med, og behov under arbeid og publisert."""

from kommuner.models.behov import OVERGANGER, Behov, Behovsnummer, Behovutgave, Behovversjon
from kommuner.models.egenkontakt import Egenkontakt, Kontaktimport
from kommuner.models.kontakt import Kontaktnummer, Registerkontakt
from kommuner.models.medlemskap import Administratorkode, Foresporsel, Invitasjon, Medlemskap
from kommuner.models.sporsmal import Behovssporsmal
from kommuner.models.tilslutning import Medeiersporsmal, Tilslutning
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
    "Behovsnummer",
    "Behovssporsmal",
    "Behovutgave",
    "Behovversjon",
    "Beslutningsvei",
    "Egenkontakt",
    "Foresporsel",
    "Invitasjon",
    "Kontaktimport",
    "Kontaktnummer",
    "Kontaktpunkt",
    "Medeiersporsmal",
    "Medlemskap",
    "OffentligPart",
    "Registerkontakt",
    "Rolle",
    "Tilslutning",
    "Veiviserutkast",
]
