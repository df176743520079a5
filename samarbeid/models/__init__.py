"""Det som trenger begge sider: eksempler, kunnskapen begge leser, maler, og meldinger til redaksjonen."""

from samarbeid.models.eksempel import Eksempel, Eksempelutgave, Eksempelversjon
from samarbeid.models.henvendelse import Henvendelse
from samarbeid.models.katalog import Idetekst, Katalogendring, Katalogko, Katalograd, Katalogtekst
from samarbeid.models.kunnskap import Artikkel, Dokumentmal, Ordforklaring, Side, Stottested
from samarbeid.models.treff import Oppfolging, Treff
from samarbeid.models.triggere import VEKKER_JOBBEN, VEKKERE
from samarbeid.models.utvalg import Utvalg, Utvalgsrad

__all__ = [
    "VEKKERE",
    "VEKKER_JOBBEN",
    "Artikkel",
    "Dokumentmal",
    "Eksempel",
    "Eksempelutgave",
    "Eksempelversjon",
    "Henvendelse",
    "Idetekst",
    "Katalogendring",
    "Katalogko",
    "Katalograd",
    "Katalogtekst",
    "Oppfolging",
    "Ordforklaring",
    "Side",
    "Stottested",
    "Treff",
    "Utvalg",
    "Utvalgsrad",
]
