"""Det som trenger begge sider: eksempler, kunnskapen begge leser, maler, og meldinger til redaksjonen."""

from samarbeid.models.eksempel import Eksempel, Eksempelutgave, Eksempelversjon, Melderolle
from samarbeid.models.henvendelse import Henvendelse, Henvendelsessvar
from samarbeid.models.innmelding import Innmelding, Sakspart
from samarbeid.models.invitasjon import Behovsinvitasjon, Invitasjonsnei, Invitasjonsrunde
from samarbeid.models.kalender import Kalenderadresse
from samarbeid.models.katalog import (
    Behovsrad,
    Behovtekst,
    Idetekst,
    Katalogendring,
    Katalogko,
    Katalograd,
    Katalogtekst,
)
from samarbeid.models.kunnskap import Artikkel, Dokumentmal, Ordforklaring, Side, Stottested
from samarbeid.models.lenke import Lenke
from samarbeid.models.pilot import Indikator, Manedstall, Pilot, Sjekkpunkt
from samarbeid.models.redaksjon import Ansvar
from samarbeid.models.samarbeid import Enighet, Medeier, Samarbeid, Skritt
from samarbeid.models.samarbeidsdeler import Forventning, Hindring, Samarbeidsavtale
from samarbeid.models.samtaler.apning import Apning
from samarbeid.models.samtaler.fortalt import Fortalt
from samarbeid.models.samtaler.innpost import Innpost, Svaradresse
from samarbeid.models.samtaler.mote import Inhabilitet, Mote
from samarbeid.models.samtaler.samtale import Innlegg, Lest, Mottakerlenke, Samtale, Samtaleside
from samarbeid.models.samtaler.skjermet import Skjermet
from samarbeid.models.samtaler.uttrekk import Uttrekk
from samarbeid.models.samtaler.vedlegg import Vedlegg
from samarbeid.models.tall import Arstall
from samarbeid.models.treff import (
    Behovsoppfolging,
    Behovstreff,
    Eksponering,
    Oppfolging,
    Treff,
    Treffsveip,
)
from samarbeid.models.triggere import VEKKER_JOBBEN, VEKKERE
from samarbeid.models.uketall import Ukeantall
from samarbeid.models.utvalg import Snakket, Utvalg, Utvalgsrad
from samarbeid.models.varsel import Abonnement, Varselmottaker
from veier.taksonomi.ordforrad import Hindringsslag

__all__ = [
    "VEKKERE",
    "VEKKER_JOBBEN",
    "Abonnement",
    "Ansvar",
    "Apning",
    "Arstall",
    "Artikkel",
    "Behovsinvitasjon",
    "Behovsoppfolging",
    "Behovsrad",
    "Behovstreff",
    "Behovtekst",
    "Dokumentmal",
    "Eksempel",
    "Eksempelutgave",
    "Eksempelversjon",
    "Eksponering",
    "Enighet",
    "Fortalt",
    "Forventning",
    "Henvendelse",
    "Henvendelsessvar",
    "Hindring",
    "Hindringsslag",
    "Idetekst",
    "Indikator",
    "Inhabilitet",
    "Innlegg",
    "Innmelding",
    "Innpost",
    "Invitasjonsnei",
    "Invitasjonsrunde",
    "Kalenderadresse",
    "Katalogendring",
    "Katalogko",
    "Katalograd",
    "Katalogtekst",
    "Lenke",
    "Lest",
    "Manedstall",
    "Medeier",
    "Melderolle",
    "Mote",
    "Mottakerlenke",
    "Oppfolging",
    "Ordforklaring",
    "Pilot",
    "Sakspart",
    "Samarbeid",
    "Samarbeidsavtale",
    "Samtale",
    "Samtaleside",
    "Side",
    "Sjekkpunkt",
    "Skjermet",
    "Skritt",
    "Snakket",
    "Stottested",
    "Svaradresse",
    "Treff",
    "Treffsveip",
    "Ukeantall",
    "Uttrekk",
    "Utvalg",
    "Utvalgsrad",
    "Varselmottaker",
    "Vedlegg",
]
