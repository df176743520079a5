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
    oversatt,
)
from veier.taksonomi.models import (
    Malgruppe,
    Omrade,
    Samarbeidsmodell,
    Synonym,
    Tekstsignal,
    Tema,
    Terskelverdi,
    TidligereOmrade,
    Tilskuddsordning,
)
from veier.taksonomi.ordforrad import (
    Avtalelengde,
    Effekt,
    Finnes,
    JaNei,
    Kriterium,
    Malform,
    Modenhet,
    Niva,
    Organisasjonsform,
    Rolleslag,
    Sektor,
    Sparer,
    Styres,
    Tjenestetype,
)

DATA = Path(__file__).parent / "data"

temaer = Viser(Tema, mange=True)
malgrupper = Viser(Malgruppe, mange=True)
modeller = Viser(Samarbeidsmodell, mange=True)
omrader = Viser(Omrade, "kode", mange=True)


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
            Kolonne("malform", ett_av(("", *Malform.values))),
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
            Kolonne("slug", paakrevd=True),
            *oversatt("navn", paakrevd=True, ma_oversettes=True),
            *oversatt("kort", paakrevd=True),
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
            Kolonne("slug", paakrevd=True),
            *oversatt("navn", paakrevd=True, ma_oversettes=True),
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
        DATA / "terskelverdier.csv",
        Terskelverdi,
        ("nokkel",),
        (
            *kolonner("nokkel", "slug", paakrevd=True),
            *oversatt("navn", paakrevd=True),
            Kolonne("verdi", heltall, paakrevd=True),
            Kolonne("status", ett_av(Terskelverdi.Status.values)),
            *kolonner("gyldig_fra", "gyldig_til", les=dato),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
            Kolonne("kilde", lenke, paakrevd=True),
            *oversatt("merknad"),
        ),
    ),
    Fil(
        DATA / "modeller.csv",
        Samarbeidsmodell,
        ("slug",),
        (
            Kolonne("nummer", heltall, paakrevd=True),
            Kolonne("slug", paakrevd=True),
            *oversatt("navn", paakrevd=True, ma_oversettes=True),
            *oversatt("kort", "passer_nar", "passer_ikke_nar", "hvem_bestemmer", "belop", paakrevd=True),
            *oversatt("anskaffelsesregler", "varighet", "forutsetninger", "risiko", paakrevd=True),
            *oversatt("steg", les=linjer, paakrevd=True),
            *oversatt("kort_offentlig", "forutsetninger_offentlig"),
            *oversatt("steg_offentlig", les=linjer),
            Kolonne("gruppe", ett_av(Samarbeidsmodell.Gruppe.values)),
            *kolonner("kilder", "onskeord", les=linjer, paakrevd=True),
            Kolonne("gjelder_mennesker", ja_nei),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
            Kolonne("vanlighet", heltall, paakrevd=True),
            *kolonner("modenhet_ja", "modenhet_delvis", les=flere_av(Modenhet.values)),
            *kolonner("verdi_fra", "verdi_til"),
            Kolonne("finnes_ja", flere_av(Finnes.values)),
            Kolonne("tjenestetype_ja", flere_av(Tjenestetype.values)),
            Kolonne("organisasjonsform_ja", flere_av(Organisasjonsform.values)),
            Kolonne("utbytte_ja", ett_av(("", *JaNei.values))),
            Kolonne("sparer_ja", flere_av(Sparer.values)),
            Kolonne("effekt_ja", flere_av(Effekt.values)),
            Kolonne("styres_ja", flere_av(Styres.values)),
            Kolonne("nivaer_ja", flere_av(Niva.values)),
            Kolonne("tema_ja", temaer),
            Kolonne("varighet_ja", ett_av(("", *Avtalelengde.values))),
            *kolonner("krever", "hindrer", les=flere_av(Kriterium.values)),
            *kolonner(
                "beslutter_liten",
                "beslutter_middels",
                "beslutter_stor",
                les=flere_av(Rolleslag.values),
                paakrevd=True,
            ),
        ),
    ),
    Fil(
        DATA / "tilskudd.csv",
        Tilskuddsordning,
        ("slug",),
        (
            *kolonner("slug", "navn", "forvalter", paakrevd=True),
            Kolonne("kalles", liste),
            *oversatt("kort", "hvem_kan_soke", "vindu", paakrevd=True),
            Kolonne("soker", ett_av(Tilskuddsordning.Soker.values)),
            *oversatt("ma_prioritere", "dekker_ikke"),
            Kolonne("fristmaneder", heltallsliste),
            *kolonner("uten_utbytte", "i_frivillighetsregisteret", "avsluttet", les=ja_nei),
            *kolonner(
                "organisasjonsformer", "ikke_organisasjonsformer", les=flere_av(Organisasjonsform.values)
            ),
            Kolonne("temaer", temaer),
            Kolonne("malgrupper", malgrupper),
            Kolonne("modenhet", flere_av(Modenhet.values)),
            Kolonne("ikke_tjenestetyper", flere_av(Tjenestetype.values)),
            Kolonne("omrader", omrader),
            *kolonner("alder_fra", "alder_til", "sett_arstall", les=heltall),
            *kolonner("lenke", "kilde", les=lenke),
            Kolonne("sist_kontrollert", dato),
        ),
    ),
)
