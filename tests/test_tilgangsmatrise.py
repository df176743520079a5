"""Hvem som får hva på hver adresse: den skrevne matrisen mot portalen selv.

``tilgangsmatrise.csv`` har én linje per adresse og metode, og én kolonne per rolle. En adresse som mangler i
den, feller testen. Etter en villet endring skrives den på nytt med
``VEIER_GRUNDIG=1 VEIER_SKRIV_MATRISE=1 pytest tests/test_tilgangsmatrise.py -k hele``, og forskjellen leses før den
legges inn.
"""

import csv
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import InternalError, transaction
from django.urls import get_resolver

from tests.adresser import ANDRES, alle_adresser, lag_utkast, levende
from tests.verden import ROLLER, lag_verden, logg_inn

pytestmark = pytest.mark.django_db
FIL = Path(__file__).parent / "tilgangsmatrise.csv"
METODER = ("GET", "HEAD", "POST")


class _Angre(Exception):
    pass


def _rader():
    with FIL.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def _prov(klient, metode, sti):
    """Svaret, med alt det skrev angret, også fartsgrensene: hver celle i matrisen møter den samme verdenen."""
    status, kapsler = 0, klient.cookies.copy()
    cache.clear()
    try:
        with transaction.atomic(), transaction.atomic(using="grense"):
            status = klient.generic(metode, sti).status_code
            raise _Angre
    except _Angre:
        klient.cookies = kapsler
        return status


def _noen_roller(rad, nr):
    """Én rolle for hvert svar i raden, ikke den samme i hver rad, og alltid den som ikke er logget inn."""
    svar = {}
    for rolle in (*ROLLER[nr % len(ROLLER) :], *ROLLER[: nr % len(ROLLER)]):
        svar.setdefault(rad[rolle], rolle)
    return {"anonym", *svar.values()}


def _svarene(metoder, *, alle):
    """(adresse, metode) → svar per rolle. Uten ``alle`` møter de åpne sidene bare tre roller, og ellers én for hvert svar."""
    ventet = {(r["adresse"], r["metode"]): r for r in _rader()}
    verden, utkast = lag_verden(), lag_utkast()
    klienter = {rolle: logg_inn(verden.folk[rolle]) for rolle in ROLLER}
    ut = {}
    for nr, adresse in enumerate(alle_adresser()):
        apen = not getattr(adresse.visning, "login_required", True)
        roller = ("anonym", "eier", "administrator") if apen and not alle else ROLLER
        if not alle and (metoder == ["POST"] or not apen):
            roller = _noen_roller(ventet[adresse.navn, metoder[0]], nr)
        sti = adresse.sti(levende(adresse, utkast, verden))
        for metode in metoder:
            ut[adresse.navn, metode] = {r: str(_prov(klienter[r], metode, sti)) for r in roller}
    return ut


def _sammenlign(faktisk):
    ventet = {(r["adresse"], r["metode"]): r for r in _rader()}
    feil = [
        (nokkel, rolle, svar, ventet[nokkel][rolle])
        for nokkel, svarene in faktisk.items()
        for rolle, svar in svarene.items()
        if nokkel in ventet and ventet[nokkel][rolle] != svar
    ]
    assert feil == []


@pytest.mark.parametrize("metode", ["GET", "POST"])
def test_matrisen_holder(metode):
    _sammenlign(_svarene([metode], alle=False))


@pytest.mark.grundig
def test_hele_matrisen_holder():
    """Hver rolle på hver side, HEAD også. Skriver matrisen på nytt når det er bedt om."""
    faktisk = _svarene(METODER, alle=True)
    if os.environ.get("VEIER_SKRIV_MATRISE"):
        with FIL.open("w", encoding="utf-8", newline="") as f:
            skriver = csv.writer(f, delimiter=";", lineterminator="\n")
            skriver.writerow(["adresse", "metode", *ROLLER])
            skriver.writerows([*nokkel, *(svar[r] for r in ROLLER)] for nokkel, svar in faktisk.items())
    _sammenlign(faktisk)


def test_hver_adresse_og_metode_star_i_matrisen():
    i_matrisen = {(r["adresse"], r["metode"]) for r in _rader()}
    assert i_matrisen == {(a.navn, metode) for a in alle_adresser() for metode in METODER}


def test_det_som_hoerer_til_noen_er_404_for_alle_andre():
    """Ingen rolle uten tilknytning får 200 på det som er en organisasjons eget."""
    egne = {"entreprenor": {"eier", "medlem"}, "offentlig": {"offentlig"}}
    for rad in _rader():
        slag, _skille, navn = rad["adresse"].partition("_")
        if (
            slag in egne
            and navn in {"medlemmer", "inviter", "trekk", "svar", "medlemsrolle", "fjern"}
            and rad["metode"] != "HEAD"
        ):
            for rolle in set(ROLLER) - egne[slag] - {"anonym"}:
                assert rad[rolle] in {"404", "405"}, (rad["adresse"], rolle)
            assert rad["anonym"] in {"302", "405"}


@pytest.mark.parametrize("rolle", [r for r in ROLLER if r != "anonym"])
def test_andres_verdier_i_stien_finnes_ikke(rolle):
    """Nøkler og slugger byttet mellom de to organisasjonene: referansen hører til én, slugen til en annen."""
    verden = lag_verden()
    klient = verden.klient(rolle)
    for slag, annen in (("entreprenor", "annen-as"), ("offentlig", "bergen-kommune")):
        for navn in ("trekk", "svar", "medlemsrolle", "fjern"):
            adresse = next(a for a in alle_adresser() if a.navn == f"{slag}_{navn}")
            verdier = {**verden.verdier[adresse.navn], "slug": annen}
            assert _prov(klient, "POST", adresse.sti(verdier)) in {404, 409}, (rolle, adresse.navn)


def test_get_kan_ikke_skrive_noe_sted():
    """Sperren gjelder hver visning. Her prøver en visning å skrive, og blir stanset av databasen."""
    from django.test import RequestFactory

    from veier.brukere.models import Bruker
    from veier.foresporsel.mellomvarer import bare_lesing

    def visning(request):
        Bruker.objects.create_user("skrevet@eksempel.no")

    with pytest.raises(InternalError, match="read-only transaction"):
        bare_lesing(visning)(RequestFactory().get("/"))
    assert not Bruker.objects.filter(epost="skrevet@eksempel.no").exists()
    bare_lesing(visning)(RequestFactory().post("/"))
    assert Bruker.objects.filter(epost="skrevet@eksempel.no").exists()


def test_sperren_star_utenfor_alt_som_bruker_databasen():
    from django.conf import settings

    rekke = settings.MIDDLEWARE
    assert rekke.index("veier.foresporsel.mellomvarer.bare_lesing") < rekke.index(
        "veier.foresporsel.okt.SessionMiddleware"
    )


def test_hver_adresse_i_andres_finnes():
    assert {a.navn for a in alle_adresser()} >= ANDRES
    assert get_resolver().reverse_dict
