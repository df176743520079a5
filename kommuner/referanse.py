"""Filene om den offentlige siden."""

from pathlib import Path

from kommuner.models import Arshjul, Beslutningsvei, Kontaktpunkt, OffentligPart, Rolle
from veier.referanse.lesere import (
    Fil,
    Kolonne,
    Viser,
    dato,
    ett_av,
    flere_av,
    heltall,
    ja_nei,
    kolonner,
    lenke,
    liste,
    organisasjonsnummer,
    oversatt,
)
from veier.taksonomi.models import Omrade, Tema
from veier.taksonomi.ordforrad import Budsjettledd, Niva, Sektor, Situasjon
from veier.taksonomi.referanse import malgrupper, temaer

DATA = Path(__file__).parent / "data"
roller = Viser(Rolle, mange=True)


FILER = (
    Fil(
        DATA / "roller.csv",
        Rolle,
        ("slug",),
        (
            Kolonne("slug", paakrevd=True),
            *oversatt("navn", paakrevd=True, ma_oversettes=True),
            *oversatt("kan", "sporr_etter", paakrevd=True),
            Kolonne("nivaer", flere_av(Niva.values), paakrevd=True),
            Kolonne("slag", ett_av(Rolle.Slag.values)),
            *oversatt("kan_ikke"),
        ),
    ),
    Fil(
        DATA / "virksomheter.csv",
        OffentligPart,
        ("slug",),
        (
            *kolonner("slug", "navn", paakrevd=True),
            Kolonne("type", ett_av(OffentligPart.Type.values)),
            Kolonne("nivaer", flere_av(Niva.values), paakrevd=True),
            Kolonne("styreform", ett_av(OffentligPart.Styreform.values)),
            Kolonne("organisasjonsnummer", organisasjonsnummer),
            Kolonne("omrade", Viser(Omrade, "kode")),
            Kolonne("dekker", Viser(Omrade, "kode", mange=True)),
            Kolonne("overordnet", Viser(OffentligPart)),
            Kolonne("temaer", temaer),
            *kolonner("nettsted", "epostdomene", "postmottak_2012", "malform"),
            *oversatt("merknad"),
        ),
    ),
    Fil(
        DATA / "kontaktpunkter.csv",
        Kontaktpunkt,
        ("part", "slag", "verdi"),
        (
            Kolonne("part", Viser(OffentligPart), paakrevd=True),
            Kolonne("slag", ett_av(Kontaktpunkt.Slag.values)),
            Kolonne("verdi", paakrevd=True),
            Kolonne("kilde", lenke, paakrevd=True),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
        ),
    ),
    Fil(
        DATA / "beslutningsveier.csv",
        Beslutningsvei,
        ("nokkel",),
        (
            *kolonner("nokkel", "kilde", paakrevd=True),
            *oversatt("grunn", paakrevd=True),
            Kolonne("tema", Viser(Tema), paakrevd=True),
            Kolonne("niva", ett_av(Niva.values)),
            Kolonne("rang", heltall, paakrevd=True),
            *kolonner("alder_fra", "alder_til", les=heltall),
            Kolonne("situasjoner", flere_av(Situasjon.values)),
            Kolonne("malgrupper", malgrupper),
            Kolonne("ord", liste),
            Kolonne("forste", roller, paakrevd=True),
            *kolonner("dorapnere", "beslutter", les=roller),
            Kolonne("sektor", ett_av(Sektor.values)),
            *oversatt("merknad"),
        ),
    ),
    Fil(
        DATA / "arshjul.csv",
        Arshjul,
        ("nokkel",),
        (
            Kolonne("nokkel", paakrevd=True),
            *oversatt("hva", "gjor", paakrevd=True),
            Kolonne("niva", ett_av(Niva.values)),
            Kolonne("styreform", ett_av(["", *OffentligPart.Styreform.values])),
            Kolonne("slag", ett_av(["", *Budsjettledd.values])),
            *kolonner("maned_fra", "maned_til", les=heltall, paakrevd=True),
            Kolonne("er_vindu", ja_nei),
            Kolonne("kilde", lenke),
        ),
    ),
)
