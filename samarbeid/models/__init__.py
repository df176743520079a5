"""Det som trenger begge sider: eksempler, kunnskapen begge leser, maler, og meldinger til redaksjonen."""

from samarbeid.models.eksempel import Eksempel, Eksempelutgave, Eksempelversjon, Melderolle
from samarbeid.models.henvendelse import Henvendelse, Henvendelsessvar
from samarbeid.models.innmelding import Innmelding, Sakspart
from samarbeid.models.innpost import Innpost, Svaradresse
from samarbeid.models.katalog import Behovtekst, Idetekst, Katalogendring, Katalogko, Katalograd, Katalogtekst
from samarbeid.models.kunnskap import Artikkel, Dokumentmal, Ordforklaring, Side, Stottested
from samarbeid.models.lenke import Lenke
from samarbeid.models.redaksjon import Ansvar
from samarbeid.models.samtale import Innlegg, Lest, Mottakerlenke, Samtale, Samtaleside
from samarbeid.models.treff import Oppfolging, Treff
from samarbeid.models.triggere import VEKKER_JOBBEN, VEKKERE
from samarbeid.models.utvalg import Utvalg, Utvalgsrad
from samarbeid.models.varsel import Abonnement, Varselmottaker

__all__ = [
    "VEKKERE",
    "VEKKER_JOBBEN",
    "Abonnement",
    "Ansvar",
    "Artikkel",
    "Behovtekst",
    "Dokumentmal",
    "Eksempel",
    "Eksempelutgave",
    "Eksempelversjon",
    "Henvendelse",
    "Henvendelsessvar",
    "Idetekst",
    "Innlegg",
    "Innmelding",
    "Innpost",
    "Katalogendring",
    "Katalogko",
    "Katalograd",
    "Katalogtekst",
    "Lenke",
    "Lest",
    "Melderolle",
    "Mottakerlenke",
    "Oppfolging",
    "Ordforklaring",
    "Sakspart",
    "Samtale",
    "Samtaleside",
    "Side",
    "Stottested",
    "Svaradresse",
    "Treff",
    "Utvalg",
    "Utvalgsrad",
    "Varselmottaker",
]
