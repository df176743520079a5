"""Filene som trenger begge sider."""

from pathlib import Path

from samarbeid.models import Eksempel
from veier.referanse.innlasting import Fil, Kolonne, dato, flere_av, ja_nei, linjer
from veier.taksonomi.models import Niva
from veier.taksonomi.referanse import malgrupper, modeller, omrader, temaer

DATA = Path(__file__).parent / "data"
_TEKST = (
    "entreprenor", "behov", "forste_kontakt", "beslutter", "modell_omtale", "belop", "effekt",
    "effekt_hevdet_av", "hindringer", "arstall", "merknad",
)  # fmt: skip

FILER = (
    Fil(
        DATA / "eksempler.csv",
        Eksempel,
        ("slug",),
        (
            Kolonne("slug", paakrevd=True),
            Kolonne("navn", paakrevd=True),
            Kolonne("offentlig", paakrevd=True),
            *(Kolonne(navn) for navn in _TEKST),
            Kolonne("omrader", omrader),
            Kolonne("nivaer", flere_av(Niva.values), paakrevd=True),
            Kolonne("temaer", temaer),
            Kolonne("malgrupper", malgrupper),
            Kolonne("modeller", modeller),
            Kolonne("status_i_dag", paakrevd=True),
            Kolonne("kort_omtalt", ja_nei),
            Kolonne("kilder", linjer, paakrevd=True),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
        ),
    ),
)
