"""Filene med det felles ordforrådet, i rekkefølgen de må lastes."""

from pathlib import Path

from veier.referanse.lesere import (
    Fil,
    Kolonne,
    Viser,
    dato,
    desimaltall,
    ett_av,
    flere_av,
    heltall,
    heltallsliste,
    ja_nei,
    kolonner,
    lenke,
    linjer,
    liste,
)
from veier.taksonomi.models import (
    Malgruppe,
    Niva,
    Omrade,
    Samarbeidsmodell,
    Sektor,
    Synonym,
    Tekstsignal,
    Tema,
    Terskelverdi,
    TidligereOmrade,
    Tilskuddsordning,
)

DATA = Path(__file__).parent / "data"

temaer = Viser(Tema, mange=True)
malgrupper = Viser(Malgruppe, mange=True)
modeller = Viser(Samarbeidsmodell, mange=True)
omrader = Viser(Omrade, "kode", mange=True)

MODENHET = ("ide", "prototype", "testet", "drift", "skalering")
ORGANISASJONSFORM = ("AS", "IDEELT_AS", "STI", "FLI", "SA", "ENK", "IKKE_REGISTRERT", "ANNET")
EFFEKT = ("ingen", "egne_tall", "ekstern", "forskning")
SPARER = ("samme_virksomhet", "annen_offentlig", "stat", "ingen", "vet_ikke")
TJENESTETYPE = (
    "helse_sosial", "opplaering", "arbeid", "fritid", "produkt", "digital", "kunnskap", "nettverk",
    "annet",
)  # fmt: skip
FINNES = ("ja", "nei", "vet_ikke")
STYRES = ("oss", "det_offentlige", "vet_ikke")
SITUASJON = ("i_skole", "sluttet_i_skole", "utenfor_alt", "i_jobb", "vet_ikke")
KRITERIER = (
    "onske", "modenhet", "verdi", "organisasjonsform", "utbytte", "tjenestetype", "finnes", "sparer",
    "effekt", "styres", "tema", "varighet",
)  # fmt: skip
ROLLESLAG = ("enhet", "sektor", "topp", "politisk", "utvalg", "innkjop", "eiendom")


FILER = (
    Fil(
        DATA / "omrader.csv",
        Omrade,
        ("kode",),
        (
            *kolonner("kode", "slug", "navn", paakrevd=True),
            Kolonne("type", ett_av(Omrade.Type.values)),
            Kolonne("andre_navn", liste),
            Kolonne("overordnet", Viser(Omrade, "kode")),
            Kolonne("malform", ett_av(("", "bokmål", "nynorsk", "nøytral"))),
            *kolonner("innbyggere", "innbyggere_arstall", "sentralitet", les=heltall),
            *kolonner("breddegrad", "lengdegrad", les=desimaltall),
            Kolonne("administrasjonssenter"),
        ),
    ),
    Fil(
        DATA / "tidligere_omrader.csv",
        TidligereOmrade,
        ("nummer", "omrade"),
        (
            *kolonner("nummer", "navn", paakrevd=True),
            Kolonne("gyldig_til", dato, paakrevd=True),
            Kolonne("arsak"),
            Kolonne("omrade", Viser(Omrade, "kode"), paakrevd=True),
        ),
    ),
    Fil(
        DATA / "temaer.csv",
        Tema,
        ("slug",),
        (
            *kolonner("slug", "navn", "navn_nn", "kort", paakrevd=True),
            Kolonne("kort_nn"),
            Kolonne("nivaer", flere_av(Niva.values), paakrevd=True),
            Kolonne("sektor", ett_av(Sektor.values)),
            *kolonner("alder_fra", "alder_til", "rekkefolge", les=heltall),
            Kolonne("naer", temaer),
        ),
    ),
    Fil(
        DATA / "malgrupper.csv",
        Malgruppe,
        ("slug",),
        (
            *kolonner("slug", "navn", "navn_nn", paakrevd=True),
            Kolonne("tema"),
            *kolonner("alder_fra", "alder_til", "rekkefolge", les=heltall),
        ),
    ),
    Fil(
        DATA / "synonymer.csv",
        Synonym,
        ("gjelder", "uttrykk"),
        (
            *kolonner("gjelder", "uttrykk", paakrevd=True),
            Kolonne("styrke", ett_av(Synonym.Styrke.values)),
            *kolonner("bare_med", "ikke_med", les=liste),
        ),
    ),
    Fil(
        DATA / "tekstsignaler.csv",
        Tekstsignal,
        ("felt", "uttrykk"),
        tuple(kolonner("felt", "verdi", "uttrykk", paakrevd=True)),
    ),
    Fil(
        DATA / "modeller.csv",
        Samarbeidsmodell,
        ("slug",),
        (
            Kolonne("nummer", heltall, paakrevd=True),
            *kolonner("slug", "navn", "navn_nn", "kort", "passer_nar", "passer_ikke_nar", paakrevd=True),
            Kolonne("gruppe", ett_av(Samarbeidsmodell.Gruppe.values)),
            *kolonner("hvem_bestemmer", "belop", "anskaffelsesregler", "varighet", paakrevd=True),
            *kolonner("forutsetninger", "risiko", paakrevd=True),
            *kolonner("steg", "kilder", "onskeord", les=linjer, paakrevd=True),
            *kolonner("kort_nn", "passer_nar_nn", "passer_ikke_nar_nn", "hvem_bestemmer_nn", "belop_nn"),
            *kolonner("anskaffelsesregler_nn", "varighet_nn", "forutsetninger_nn", "risiko_nn"),
            Kolonne("steg_nn", linjer),
            Kolonne("gjelder_mennesker", ja_nei),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
            Kolonne("vanlighet", heltall, paakrevd=True),
            *kolonner("modenhet_ja", "modenhet_delvis", les=flere_av(MODENHET)),
            *kolonner("verdi_fra", "verdi_til"),
            Kolonne("finnes_ja", flere_av(FINNES)),
            Kolonne("tjenestetype_ja", flere_av(TJENESTETYPE)),
            Kolonne("organisasjonsform_ja", flere_av(ORGANISASJONSFORM)),
            Kolonne("utbytte_ja", ett_av(("", "ja", "nei"))),
            Kolonne("sparer_ja", flere_av(SPARER)),
            Kolonne("effekt_ja", flere_av(EFFEKT)),
            Kolonne("styres_ja", flere_av(STYRES)),
            Kolonne("nivaer_ja", flere_av(Niva.values)),
            Kolonne("tema_ja", temaer),
            Kolonne("varighet_ja", ett_av(("", "kort", "lang"))),
            *kolonner("krever", "hindrer", les=flere_av(KRITERIER)),
            *kolonner("beslutter_liten", "beslutter_middels", "beslutter_stor", les=flere_av(ROLLESLAG)),
        ),
    ),
    Fil(
        DATA / "terskelverdier.csv",
        Terskelverdi,
        ("nokkel",),
        (
            *kolonner("nokkel", "slug", "navn", paakrevd=True),
            Kolonne("verdi", heltall, paakrevd=True),
            Kolonne("status", ett_av(Terskelverdi.Status.values)),
            *kolonner("gyldig_fra", "gyldig_til", les=dato),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
            Kolonne("kilde", lenke, paakrevd=True),
            *kolonner("merknad", "navn_nn", "merknad_nn"),
        ),
    ),
    Fil(
        DATA / "tilskudd.csv",
        Tilskuddsordning,
        ("slug",),
        (
            *kolonner("slug", "navn", "forvalter", "kort", "hvem_kan_soke", "vindu", paakrevd=True),
            Kolonne("soker", ett_av(Tilskuddsordning.Soker.values)),
            *kolonner("ma_prioritere", "dekker_ikke"),
            *kolonner("kort_nn", "hvem_kan_soke_nn", "ma_prioritere_nn", "dekker_ikke_nn", "vindu_nn"),
            Kolonne("fristmaneder", heltallsliste),
            *kolonner("uten_utbytte", "i_frivillighetsregisteret", les=ja_nei),
            *kolonner("organisasjonsformer", "ikke_organisasjonsformer", les=flere_av(ORGANISASJONSFORM)),
            Kolonne("temaer", temaer),
            Kolonne("malgrupper", malgrupper),
            Kolonne("modenhet", flere_av(MODENHET)),
            Kolonne("ikke_tjenestetyper", flere_av(TJENESTETYPE)),
            Kolonne("omrader", omrader),
            *kolonner("alder_fra", "alder_til", "sett_arstall", les=heltall),
            *kolonner("lenke", "kilde", les=lenke),
            Kolonne("sist_kontrollert", dato),
        ),
    ),
)
