"""Det som skiller e-postene fra hverandre: hvor lenge de er verdt noe, om de haster, og om de kan slås av."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

KODEN_VARER = timedelta(minutes=15)
# Så lenge et forsøk har e-posten for seg selv (se ``sending``). Lengre enn den lengste samtalen med tjeneren.
SENDES = timedelta(minutes=5)
# En kode som kommer to ganger, er den samme koden. En som kommer fem minutter for sent, stenger noen ute.
KODEN_SENDES = timedelta(minutes=1)

# Det en mottaker kan slå av → hva det er, slik det står på siden der det gjøres.
INVITASJONER, REFERANSER, ORGANISASJONEN, REDAKSJONEN, VARSLER, UKEBREVET = (
    "invitasjoner",
    "referanser",
    "organisasjonen",
    "redaksjonen",
    "varsler",
    "ukebrevet",
)


@dataclass(frozen=True, slots=True)
class Brevslag:
    """``varer``: etter det er e-posten uten verdi og sendes ikke. ``varsel``: gruppen den kan slås av i."""

    varer: timedelta | None = None
    varsel: str = ""
    til_fremmed: bool = False

    @property
    def sendes(self) -> timedelta:
        return KODEN_SENDES if self.haster else SENDES

    @property
    def haster(self) -> bool:
        return self.varer is not None


_KODE = Brevslag(varer=KODEN_VARER)
_SLAG = {
    "innloggingskode": _KODE,
    "bekreft_adresse": _KODE,
    "bekreft_ny_adresse": _KODE,
    "bekreft_handling": _KODE,
    "passordkode": _KODE,
    "samtale_kode": _KODE,
    "invitasjon": Brevslag(varsel=INVITASJONER, til_fremmed=True),
    "referanse_bedt": Brevslag(varsel=REFERANSER, til_fremmed=True),
    "part_bedt": Brevslag(til_fremmed=True),
    "part_leser": Brevslag(til_fremmed=True),
    "part_tilsvar": Brevslag(til_fremmed=True),
    "administratorkode": Brevslag(til_fremmed=True),
    "redaktor_invitasjon": Brevslag(til_fremmed=True),
    "henvendelse_mottatt": Brevslag(til_fremmed=True),
    "foresporsel_avslatt": Brevslag(til_fremmed=True),
    "varsel_bekreft": Brevslag(varsel=VARSLER, til_fremmed=True),
    "varsel_nytt": Brevslag(varsel=VARSLER),
    "varsel_treff": Brevslag(varsel=VARSLER),
    "ukebrev": Brevslag(varsel=UKEBREVET),
    "foresporsel_ny": Brevslag(varsel=ORGANISASJONEN),
    "invitasjon_godtatt": Brevslag(varsel=ORGANISASJONEN),
    "behov_invitert": Brevslag(varsel=ORGANISASJONEN),
    "behov_vi_ogsa": Brevslag(varsel=ORGANISASJONEN),
    "behov_medeier_spurt": Brevslag(varsel=ORGANISASJONEN),
    "behov_medeier_ja": Brevslag(varsel=ORGANISASJONEN),
    "behov_medeier_nei": Brevslag(varsel=ORGANISASJONEN),
    "kontakter_utloper": Brevslag(varsel=ORGANISASJONEN),
    "kontaktnavn_fjernet": Brevslag(til_fremmed=True),
    "sporsmal_stilt": Brevslag(varsel=ORGANISASJONEN),
    "samtale_onsket": Brevslag(varsel=ORGANISASJONEN),
    "samtale_nytt": Brevslag(varsel=ORGANISASJONEN),
    "samarbeid_nytt": Brevslag(varsel=ORGANISASJONEN),
    "samarbeid_frist": Brevslag(varsel=ORGANISASJONEN),
    "samtale_til_mottaker": Brevslag(til_fremmed=True),
    "samtale_lenke_stanset": Brevslag(til_fremmed=True),
    "samtale_ny_lenke": Brevslag(til_fremmed=True),
    "referanse_svart": Brevslag(varsel=ORGANISASJONEN),
    "register_endret": Brevslag(varsel=ORGANISASJONEN),
    "foresporsel_redaksjon": Brevslag(varsel=REDAKSJONEN),
    "organisasjon_uten_folk": Brevslag(varsel=REDAKSJONEN),
    "eksempel_til_kollega": Brevslag(varsel=REDAKSJONEN),
    "innmelding_ny": Brevslag(varsel=REDAKSJONEN),
    "versjon_til_gjennomgang": Brevslag(varsel=REDAKSJONEN),
    "regelforslag_nytt": Brevslag(varsel=REDAKSJONEN),
}
ANNET = Brevslag()


def brevslag(mal: str) -> Brevslag:
    return _SLAG.get(mal, ANNET)


def varslene() -> frozenset[str]:
    return frozenset(slag.varsel for slag in _SLAG.values() if slag.varsel)
