"""Svar som en kommunalsjef, en Nav-leder eller en rektor ville strøket. Hver rad er en sak som en gang var gal."""

import pytest

from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.maling import lister
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import JA

SAKER = {
    "effektkontrakt krever det siden dens sier": (
        {"tema": ["utenforskap-unge"], "alder_fra": 16, "alder_til": 20, "arlig_belop": 450_000, "varighet_ar": 3,
         "organisasjonsform": "AS", "hvem_sparer": "annen_offentlig", "omrader": ["1106"]},
        {"passer_ja": {"effektkontrakt"}, "beslutter": {"slt-koordinator", "mobbeombud"}},
    ),
    "gjeldsråd er kommunens, ikke Navs fylkesdirektør": (
        {"tema": ["gjeld-og-okonomi"], "organisasjonsform": "STI", "arlig_belop": 600_000, "varighet_ar": 2, "omrader": ["3301"]},
        {"beslutter": {"nav-fylkesdirektor", "gjeldsradgiver"}, "passer_ja": {"nav-tiltak"}},
    ),
    "rektor kan selv på 80 000": (
        {"tema": ["skolefravaer-og-skolevegring"], "arlig_belop": 80_000, "varighet_ar": 1, "omrader": ["0301"], "alder_fra": 10,
         "alder_til": 15},
        {"beslutter": {"byradsavdeling", "kommunedirektor", "fylkesting"}},
    ),
    "aldri en gratis modell når det skal betales": (
        {"tema": ["arbeidsinkludering"], "arlig_belop": 900_000, "varighet_ar": 2, "omrader": ["3301"]},
        {"modeller": {"arbeidspraksis", "felles-gjennomgang", "lokaler-og-utstyr"}},
    ),
    "ny, varig støtte er kommunestyrets": (
        {"tema": ["foreldrestotte"], "losning": "Vi ber kommunen om fast støtte i budsjettet.", "arlig_belop": 1_200_000,
         "organisasjonsform": "FLI", "utbytte": False, "omrader": ["3301"]},
        {"beslutter": {"hovedutvalg", "kommunedirektor", "kommunalsjef-oppvekst"}},
    ),
    "kommunale tilskudd når ikke fylkestinget": (
        {"tema": ["fritid-og-aktivitet"], "losning": "E-sport for ungdom. Vi søker tilskudd fra kommunen.", "omrader": ["3301"]},
        {"beslutter": {"fylkesting", "fylkeskommunedirektor"}},
    ),
    "lokal Nav-avtale er aldri fylkeskommunens": (
        {"tema": ["matsvinn-og-matglede"], "losning": "Vi vil samarbeide med Nav-kontoret.", "omrader": ["3301"]},
        {"beslutter": {"fylkesting", "fylkeskommunedirektor"}},
    ),
    "13–16 år i skole er kommunens": (
        {"tema": ["frafall-i-skolen"], "alder_fra": 13, "alder_til": 15, "situasjon": "i_skole", "omrader": ["3301"]},
        {"niva": {"fylkeskommune"}, "forste_samtale": {"rektor-videregaende"}},
    ),
    "Oslo har ikke fylkesting, formannskap eller kommunedirektør": (
        {"tema": ["psykisk-helse-unge"], "arlig_belop": 5_000_000, "varighet_ar": 2, "omrader": ["0301"], "alder_fra": 16, "alder_til": 19},
        {"beslutter": {"fylkesting", "formannskap", "kommunedirektor", "fylkeskommunedirektor", "kommunalsjef-oppvekst"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("navn", SAKER)
def test_det_som_ble_rettet_kommer_ikke_tilbake(navn, kunnskap):
    ide, aldri = SAKER[navn]
    rekker = lister(vurder(les_ide({"tittel": "Ideen", "problem": "x"} | ide, kunnskap), kunnskap))
    assert rekker["niva"]
    for rekke, galt in aldri.items():
        assert not galt & set(rekker[rekke]), (rekke, rekker[rekke])


@pytest.mark.parametrize(
    ("navn", "rekke", "ventet"),
    [
        ("rektor kan selv på 80 000", "beslutter", "rektor"),
        ("ny, varig støtte er kommunestyrets", "beslutter", "kommunestyre"),
        ("13–16 år i skole er kommunens", "niva", "kommune"),
        ("gjeldsråd er kommunens, ikke Navs fylkesdirektør", "forste_samtale", "nav-leder"),
        ("gjeldsråd er kommunens, ikke Navs fylkesdirektør", "beslutter", "kommunalsjef-helse-og-mestring"),
        ("Oslo har ikke fylkesting, formannskap eller kommunedirektør", "beslutter", "byrad"),
    ],
)
def test_og_det_rette_star_forst(navn, rekke, ventet, kunnskap):
    ide, _aldri = SAKER[navn]
    assert (
        lister(vurder(les_ide({"tittel": "Ideen", "problem": "x"} | ide, kunnskap), kunnskap))[rekke][0]
        == ventet
    )


def test_grunnen_til_nei_for_effektkontrakt_er_den_siden_oppgir(kunnskap):
    ide, _aldri = SAKER["effektkontrakt krever det siden dens sier"]
    svar = vurder(
        les_ide({"tittel": "Ideen", "problem": "x"} | ide | {"effektdokumentasjon": "ingen"}, kunnskap),
        kunnskap,
    )
    effekt = next(v for v in svar.modeller if v.slug == "effektkontrakt")
    assert effekt.passer != JA
    assert "effekt_passer_ikke" in {g.kode for g in effekt.mot}
