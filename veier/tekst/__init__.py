"""Den ene veien inn for tekst utenfra, og tekstreglene som gjelder hele portalen."""

from veier.tekst.epost import UgyldigEpost, kanonisk_domene, kanonisk_epost
from veier.tekst.fodselsnummer import finn_fodselsnummer
from veier.tekst.former import i_rekke, lag_slug, sorteringsnokkel
from veier.tekst.rens import (
    blander_skrifter,
    bredde_en,
    har_innhold,
    nfkc,
    nfkc_form,
    nokkel,
    passordform,
    rens,
    snur_retningen,
)
from veier.tekst.tall import (
    Uleselig,
    les_belop,
    les_desimaltall,
    les_heltall,
    les_kode,
    les_orgnummer,
    les_telefon,
)

__all__ = [
    "UgyldigEpost",
    "Uleselig",
    "blander_skrifter",
    "bredde_en",
    "finn_fodselsnummer",
    "har_innhold",
    "i_rekke",
    "kanonisk_domene",
    "kanonisk_epost",
    "lag_slug",
    "les_belop",
    "les_desimaltall",
    "les_heltall",
    "les_kode",
    "les_orgnummer",
    "les_telefon",
    "nfkc",
    "nfkc_form",
    "nokkel",
    "passordform",
    "rens",
    "snur_retningen",
    "sorteringsnokkel",
]
