"""Filene som trenger begge sider."""

from pathlib import Path

from django.utils import timezone

from entreprenorer.models import Entreprenor
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Hindringsslag, Ordforklaring, Side, Stottested
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
    oversatt,
)
from veier.taksonomi.models import Niva
from veier.taksonomi.referanse import malgrupper, modeller, omrader, temaer

DATA = Path(__file__).parent / "data"
SAKSLISTER = ("tidslinje", "suksessfaktorer")  # én ting per linje, også på de andre språkene

FILER = (
    Fil(
        DATA / "eksempler.csv",
        Eksempel,
        ("slug",),
        (
            Kolonne("slug", paakrevd=True),
            Kolonne("navn", paakrevd=True),
            Kolonne("offentlig", paakrevd=True),
            *oversatt(*(f for f in Eksempel.oversettes if f not in SAKSLISTER), valgfri=True),
            *oversatt(*SAKSLISTER, les=linjer, valgfri=True),
            Kolonne("hindringsslag", flere_av(Hindringsslag.values)),
            *kolonner("entreprenor", "arstall"),
            Kolonne("profiler", Viser(Entreprenor, mange=True)),
            Kolonne("omrader", omrader),
            Kolonne("nivaer", flere_av(Niva.values), paakrevd=True),
            Kolonne("temaer", temaer),
            Kolonne("malgrupper", malgrupper),
            Kolonne("modeller", modeller),
            Kolonne("modell_tolket", ja_nei),
            Kolonne("utfall", ett_av(("", *Eksempel.Utfall.values))),
            Kolonne("status_i_dag", paakrevd=True),
            Kolonne("kort_omtalt", ja_nei),
            Kolonne("kilder", linjer, paakrevd=True),
            Kolonne("sist_kontrollert", dato, paakrevd=True),
        ),
        nye=lambda: {"publisert_tid": timezone.now()},  # kontrollert før den ble lagt inn
    ),
    Fil(
        DATA / "artikler.csv",
        Artikkel,
        ("slug",),
        (
            Kolonne("slug", paakrevd=True),
            *oversatt("tittel", "ingress", paakrevd=True, valgfri=True),
            *oversatt("tekst", les=fra_fil(DATA / "artikler"), paakrevd=True, valgfri=True),
            Kolonne("hylle", ett_av(Artikkel.Hylle.values)),
            Kolonne("side", ett_av(Side.values)),
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
            Kolonne("slug", paakrevd=True),
            *oversatt("ord", "forklaring", paakrevd=True, valgfri=True),
            Kolonne("brukes_av", ett_av(Side.values)),
            *oversatt("andre_sier", valgfri=True),
            Kolonne("former", liste),
        ),
    ),
    Fil(
        DATA / "stottesteder.csv",
        Stottested,
        ("slug",),
        (
            *kolonner("slug", "navn", paakrevd=True),
            *oversatt("hva", "nar", paakrevd=True, valgfri=True),
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
            Kolonne("slug", paakrevd=True),
            *oversatt("navn", paakrevd=True, ma_oversettes=True),
            *oversatt("kort", paakrevd=True),
            *oversatt("tekst", les=fra_fil(DATA / "maler"), paakrevd=True),
            Kolonne("side", ett_av(Side.values)),
            Kolonne("rekkefolge", heltall, paakrevd=True),
        ),
    ),
)
