"""Filene som trenger begge sider."""

from pathlib import Path

from entreprenorer.models import Entreprenor
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Ordforklaring, Side, Stottested
from veier.referanse.lesere import (
    Fil,
    Kolonne,
    Viser,
    dato,
    ett_av,
    flere_av,
    fra_fil,
    heltall,
    ja_nei,
    kolonner,
    lenke,
    linjer,
    liste,
)
from veier.taksonomi.models import Niva
from veier.taksonomi.referanse import malgrupper, modeller, omrader, temaer

DATA = Path(__file__).parent / "data"
_TEKST = (
    "entreprenor", "behov", "forste_kontakt", "beslutter", "modell_omtale", "belop", "effekt",
    "effekt_hevdet_av", "hindringer", "arstall", "merknad", "forankring", "det_offentliges_bidrag", "suksessmal",
    "apnet_for_andre", "gjort_annerledes",
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
            Kolonne("profiler", Viser(Entreprenor, mange=True)),
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
    Fil(
        DATA / "artikler.csv",
        Artikkel,
        ("slug",),
        (
            *kolonner("slug", "tittel", "ingress", paakrevd=True),
            Kolonne("hylle", ett_av(Artikkel.Hylle.values)),
            Kolonne("side", ett_av(Side.values)),
            Kolonne("tekst", fra_fil(DATA / "artikler"), paakrevd=True),
            Kolonne("kilder", linjer),
            Kolonne("rekkefolge", heltall, paakrevd=True),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
        ),
    ),
    Fil(
        DATA / "ordbok.csv",
        Ordforklaring,
        ("slug",),
        (
            *kolonner("slug", "ord", "forklaring", paakrevd=True),
            Kolonne("brukes_av", ett_av(Side.values)),
            Kolonne("andre_sier"),
            Kolonne("former", liste),
        ),
    ),
    Fil(
        DATA / "stottesteder.csv",
        Stottested,
        ("slug",),
        (
            *kolonner("slug", "navn", "hva", "nar", paakrevd=True),
            Kolonne("side", ett_av(Side.values)),
            Kolonne("lenke", lenke),
            Kolonne("sist_kontrollert", dato),
            Kolonne("rekkefolge", heltall, paakrevd=True),
        ),
    ),
    Fil(
        DATA / "maler.csv",
        Dokumentmal,
        ("slug",),
        (
            *kolonner("slug", "navn", "navn_nn", "kort", paakrevd=True),
            Kolonne("side", ett_av(Side.values)),
            Kolonne("kort_nn"),
            Kolonne("tekst", fra_fil(DATA / "maler"), paakrevd=True),
            Kolonne("tekst_nn", fra_fil(DATA / "maler")),
            Kolonne("rekkefolge", heltall, paakrevd=True),
        ),
    ),
)
