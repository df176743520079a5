"""Profilene redaksjonen har laget fra åpne kilder. Ingen har hentet dem ennå."""

from pathlib import Path

from entreprenorer.models import Entreprenor
from veier.referanse.lesere import Fil, Kolonne, ett_av, heltall, ja_nei, kolonner, lenke, linjer
from veier.taksonomi.ordforrad import Organisasjonsform
from veier.taksonomi.referanse import malgrupper, omrader, temaer

DATA = Path(__file__).parent / "data"

FILER = (
    Fil(
        DATA / "entreprenorer.csv",
        Entreprenor,
        ("slug",),
        (
            *kolonner("slug", "navn", "kort", "drift", paakrevd=True),
            Kolonne("organisasjonsform", ett_av(("", *Organisasjonsform.values))),
            Kolonne("temaer", temaer, paakrevd=True),
            Kolonne("malgrupper", malgrupper),
            Kolonne("hele_landet", ja_nei),
            Kolonne("steder", omrader),
            Kolonne("nettsted", lenke),
            Kolonne("kilde_ar", heltall),
            Kolonne("kilder", linjer, paakrevd=True),
        ),
    ),
)
