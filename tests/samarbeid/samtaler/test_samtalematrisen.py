"""Hvem som får hva i en samtale i hver tilstand: tråden, det som kan gjøres, filene og uttrekkene.

``samtalematrise.csv`` har for hver side og metode én linje per svar, med siden som begynte samtalen («alle» når det er det samme),
tilstandene («samtalen/anskaffelsen») det er svaret i, og én kolonne per rolle. Etter en villet endring skrives den på nytt med
``VEIER_GRUNDIG=1 VEIER_SKRIV_MATRISE=1 pytest <denne filen> -k hele``, og forskjellen leses før den legges inn.
"""

from __future__ import annotations

import csv
import itertools
import os
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from samarbeid.models import Innlegg, Innpost, Mote, Mottakerlenke, Samtale, Samtaleside, Uttrekk, Vedlegg
from samarbeid.samtaler.handlinger.trad import FERDIG
from samarbeid.samtaler.lenker import lag_lenke
from samarbeid.samtaler.tilstander import Handling
from tests.verden import ROLLER, logg_inn

pytestmark = pytest.mark.django_db
FIL = Path(__file__).with_name("samtalematrise.csv")
# Uten konto: en lenke som virker, en der koden er skrevet inn, en som er trukket, og en som er for gammel.
BARE_INNLOGGET = {"lest", "fortalt"}
LENKER = ("lenke", "lenke_og_kode", "trukket", "utlopt")
KOLONNER = (*ROLLER, *LENKER)
TILSTANDER = list(itertools.product(Samtale.Tilstand.values, Samtale.Anskaffelse.values))
BEGYNT_AV = Samtaleside.values
ALLE = ["/".join(par) for par in TILSTANDER]
FRA_SIST = {"besvart": "svar", "videresendt": "videresendt", "avvist": "avslag", "avsluttet": "avsluttet"}


class _Angre(Exception):
    pass


class Scene:
    """Samtalen i verden, med filer i hver tilstand, et ferdig og et bestilt uttrekk, og en klient for hver kolonne."""

    def __init__(self, verden):
        self.samtale = Samtale.objects.get()
        self.lenke = Mottakerlenke.objects.get()
        self.nokler = dict.fromkeys(KOLONNER, "m" * 43)
        for kolonne, felt in (
            ("trukket", {"trukket_tid": timezone.now()}),
            ("utlopt", {"utloper_tid": timezone.now() - timedelta(seconds=1)}),
        ):
            rad, self.nokler[kolonne] = lag_lenke(self.samtale, self.samtale.til)
            Mottakerlenke.objects.filter(pk=rad.pk).update(**felt)
        self.klienter = {rolle: logg_inn(verden.folk[rolle]) for rolle in ROLLER}
        self.klienter |= {kolonne: Client() for kolonne in LENKER}
        okt = self.klienter["lenke_og_kode"].session
        okt["samtalelenker"] = {str(self.lenke.pk): time.time()}
        okt.save()
        # Entreprenøren har foreslått et møte, og virksomheten kan velge tid.
        self.mote = Mote.objects.get()
        self.mote.tider = [timezone.now() + timedelta(days=7)]
        self.mote.save()
        self._lag_filene()
        self._lag_uttrekkene(verden)

    def _lag_filene(self):
        klar = Vedlegg.objects.get()
        felles = {"slag": "pdf", "navn": "Fil.pdf", "bytes": 1, "sha256": "0" * 64, "fil": klar.fil}
        holdt = Innpost.objects.create(
            samtale=self.samtale, avtrykk="h" * 64, slag="svar", tilstand="holdt", grunn="ferdig"
        )
        rader = {
            "venter": {"innlegg": klar.innlegg, "nr": 2, "tilstand": "venter"},
            "stanset": {"innlegg": klar.innlegg, "nr": 3, "tilstand": "stanset", "fil": ""},
            "holdt_epost": {"innpost": holdt, "nr": 1, "tilstand": "klar"},
        }
        self.filer = {navn: Vedlegg.objects.create(**felles | felt).ref for navn, felt in rader.items()}
        self.filer["klar"] = klar.ref

    def _lag_uttrekkene(self, verden):
        self.uttrekk = {
            "ferdig": verden.verdier["samtale_arkivfil"]["ref"],
            "bestilt": Uttrekk.objects.create(samtale=self.samtale, nr=90, side="offentlig").ref,
        }

    def sidene(self):
        """(navnet i matrisen, metoden, resten av adressen, det som sendes)."""
        yield "tråden", "GET", "", {}
        yield "lest", "POST", "lest/", {"nr": "1"}
        for handling in Handling.values:
            yield f"handling {handling}", "GET", f"{handling}/", {}
            yield f"handling {handling}", "POST", f"{handling}/", self._felt(handling)
        for navn, ref in sorted(self.filer.items()):
            yield f"vedlegg {navn}", "GET", f"vedlegg/{ref}/", {}
        yield "møtet", "GET", "mote/1.ics", {}
        yield "skjermet", "GET", "skjermet/1/", {}
        yield "skjermet", "POST", "skjermet/1/", {}
        yield "fortalt", "GET", "fortalt/", {}
        yield "fortalt", "POST", "fortalt/", {"tittel": "Det", "tekst": "Dette.", "sendenokkel": uuid.uuid4()}
        yield "arkiv", "GET", "arkiv/", {}
        yield "arkiv", "POST", "arkiv/", {}
        for navn, ref in sorted(self.uttrekk.items()):
            yield f"uttrekk {navn}", "GET", f"arkiv/{ref}/", {}

    def adressene(self):
        """Hver side to ganger: for den innloggede, og for den med lenken."""
        for navn, metode, resten, felt in self.sidene():
            yield (
                f"innlogget, {navn}",
                metode,
                lambda _k, r=resten: f"/samtaler/{self.samtale.referanse}/{r}",
                felt,
            )
            if navn not in BARE_INNLOGGET:
                yield f"lenke, {navn}", metode, lambda k, r=resten: f"/samtale/{self.nokler[k]}/{r}", felt  # fmt: skip
        for metode in ("GET", "POST"):
            yield "lenke, lenken", metode, lambda k: f"/samtale/{self.nokler[k]}/lenken/", {}

    def _felt(self, handling):
        felt = {"sett": self.samtale.siste_nr, "sendenokkel": uuid.uuid4(), "navn": "Kari, rådgiver"}
        return felt | {
            "tekst": "Vi tar det i møtet.",
            "epost": "kollega@trondheim.kommune.no",
            "dag_1": (timezone.localdate() + timedelta(days=7)).strftime("%d.%m.%Y"),
            "klokken_1": "10.00",
            "minutter": "20",
            "sted": "På nett",
            "tid": self.mote.tider[0].isoformat(),
            "dag": timezone.localdate().strftime("%d.%m.%Y"),
            "hvem": "Leder",
            "anskaffelse": "avsluttet" if self.samtale.anskaffelse != "avsluttet" else "apen",
        }

    def sett(self, begynt_av, tilstand, anskaffelse):
        """Setter samtalen i tilstanden, med innlegget som førte dit. Angres av den som kaller.

        Også en virksomheten begynte, er «sendt» her, selv om den aldri er det: sidene skal tåle det.
        """
        na = timezone.now()
        felt = {
            "begynt_av": begynt_av,
            "tilstand": tilstand,
            "anskaffelse": anskaffelse,
            "doffin": "2026-1" if anskaffelse == "kunngjort" else "",
            "ferdig_tid": na if tilstand in FERDIG else None,
            "purr_fra": timezone.localdate(),
            "mote_fra": "entreprenor",
        }
        if begynt_av == "offentlig":
            self.samtale.innlegg.filter(nr=1).update(side="offentlig")
            felt |= {"siste_fra_offentlig": 1, "siste_fra_entreprenor": 0}
        if slag := FRA_SIST.get(tilstand):
            Innlegg.objects.create(
                samtale=self.samtale, nr=2, slag=slag, side="offentlig", tekst="Ja.", sendenokkel=uuid.uuid4()
            )
            felt["siste_fra_offentlig"] = 2
        Samtale.objects.filter(pk=self.samtale.pk).update(**felt)
        self.samtale.refresh_from_db()

    def svaret(self, kolonne, metode, sti, felt):
        """Statusen, med alt det skrev angret."""
        klient = self.klienter[kolonne]
        kapsler = klient.cookies.copy()
        cache.clear()
        try:
            with transaction.atomic(), transaction.atomic(using="grense"):
                svar = klient.get(sti) if metode == "GET" else klient.post(sti, felt)
                status = str(svar.status_code)
                raise _Angre
        except _Angre:
            klient.cookies = kapsler
            return status


def _svarene(scene, velg):
    """(tilstand, anskaffelse, begynt_av, side, metode) → kolonne → svar. ``velg`` får nummeret på raden, og gir kolonnene."""
    ut, nr = {}, itertools.count()
    for begynt_av, (tilstand, anskaffelse) in itertools.product(BEGYNT_AV, TILSTANDER):
        try:
            with transaction.atomic():
                scene.sett(begynt_av, tilstand, anskaffelse)
                for navn, metode, sti, felt in scene.adressene():
                    if kolonner := velg(next(nr)):
                        ut[tilstand, anskaffelse, begynt_av, navn, metode] = {
                            k: scene.svaret(k, metode, sti(k), felt) for k in kolonner
                        }
                raise _Angre
        except _Angre:
            scene.samtale.refresh_from_db()
    return ut


def _rader():
    """(tilstand, anskaffelse, begynt_av, side, metode) → raden."""
    with FIL.open(encoding="utf-8", newline="") as f:
        return {
            (*tilstand.split("/"), begynt_av, rad["side"], rad["metode"]): rad
            for rad in csv.DictReader(f, delimiter=";")
            for begynt_av in (BEGYNT_AV if rad["begynt_av"] == "alle" else [rad["begynt_av"]])
            for tilstand in (ALLE if rad["tilstander"] == "alle" else rad["tilstander"].split(" "))
        }


def _skriv(faktisk):
    samlet = {}
    for (tilstand, anskaffelse, begynt_av, side, metode), svar in faktisk.items():
        rad = (side, metode, *(svar[k] for k in KOLONNER))
        samlet.setdefault(rad, {}).setdefault(begynt_av, []).append(f"{tilstand}/{anskaffelse}")
    rader = [
        [side, metode, begynt_av, "alle" if sett == ALLE else " ".join(sett), *svar]
        for (side, metode, *svar), begynt in samlet.items()
        for begynt_av, sett in _slatt_sammen(begynt).items()
    ]
    nummer = {n: nr for nr, n in enumerate(dict.fromkeys((r[0], r[1]) for r in rader))}
    with FIL.open("w", encoding="utf-8", newline="") as f:
        skriver = csv.writer(f, delimiter=";", lineterminator="\n")
        skriver.writerow(["side", "metode", "begynt_av", "tilstander", *KOLONNER])
        skriver.writerows(sorted(rader, key=lambda r: nummer[r[0], r[1]]))


def _slatt_sammen(begynt):
    """Siden som begynte → tilstandene; «alle» når de er de samme for begge."""
    like = list(begynt) == BEGYNT_AV and len({tuple(sett) for sett in begynt.values()}) == 1
    return {"alle": begynt[BEGYNT_AV[0]]} if like else begynt


def _sammenlign(faktisk):
    ventet = _rader()
    assert [
        (nokkel, kolonne, svar, ventet[nokkel][kolonne])
        for nokkel, svarene in faktisk.items()
        for kolonne, svar in svarene.items()
        if ventet[nokkel][kolonne] != svar
    ] == []


def test_et_utvalg_av_matrisen_holder(verden):
    """Hver rolle i hver tilstand, på sider som skifter; hele matrisen er en lang prøve."""
    nr = itertools.count()
    _sammenlign(
        _svarene(Scene(verden), lambda n: [KOLONNER[next(nr) % len(KOLONNER)]] if n % 13 == 5 else [])
    )


@pytest.mark.grundig
def test_hele_matrisen_holder(verden):
    faktisk = _svarene(Scene(verden), lambda _nr: KOLONNER)
    if os.environ.get("VEIER_SKRIV_MATRISE"):
        _skriv(faktisk)
    assert faktisk.keys() == _rader().keys()
    _sammenlign(faktisk)


# ── Det som må være sant om matrisen selv ──

MED_I_SAMTALEN = {"eier", "medlem", "offentlig"}


def test_ingen_utenfor_far_noe_i_noen_tilstand():
    for nokkel, rad in _rader().items():
        if nokkel[3].startswith("innlogget"):
            assert {rad[k] for k in ("anonym", *LENKER)} == {"302"}, nokkel  # til innloggingen
            assert {rad[k] for k in set(ROLLER) - MED_I_SAMTALEN - {"anonym"}} == {"404"}, nokkel
        elif nokkel[3:] == ("lenke, lenken", "POST"):
            # Den som stanser den to ganger, får den samme kvitteringen.
            assert (rad["trukket"], rad["utlopt"]) == ("302", "404"), nokkel
        else:
            assert (rad["trukket"], rad["utlopt"]) == ("404", "404"), nokkel


def test_bare_en_kontrollert_fil_i_et_innlegg_kan_hentes_og_alltid():
    for (_tilstand, _anskaffelse, _begynt_av, side, _metode), rad in _rader().items():
        if "vedlegg" in side or "uttrekk" in side:
            har = {rad[k] for k in (MED_I_SAMTALEN if side.startswith("innlogget") else ROLLER)}
            assert har == {"200" if side.endswith(("vedlegg klar", "uttrekk ferdig")) else "404"}, side


def test_ingen_skriver_i_en_samtale_som_er_ferdig_eller_fritt_mens_konkurransen_er_kunngjort():
    alltid = {Handling.VIDERESEND, Handling.INHABIL, Handling.ANSKAFFELSE, Handling.AVSLUTT}
    fritekst = {f"handling {h}" for h in Handling if h not in alltid}
    for (tilstand, anskaffelse, _begynt_av, side, metode), rad in _rader().items():
        hva = side.partition(", ")[2]
        stengt = tilstand in FERDIG or (anskaffelse == "kunngjort" and hva in fritekst)
        if hva.startswith("handling") and metode == "POST" and stengt:
            assert "302" not in {
                rad[k] for k in (*MED_I_SAMTALEN, "lenke", "lenke_og_kode") if k not in _til_innlogging(side)
            }


def _til_innlogging(side):
    return {"lenke", "lenke_og_kode"} if side.startswith("innlogget") else set()


def test_lenken_alene_sender_aldri_et_svar():
    """Den som bare har lenken, får koden først. Å sende videre, bestille uttrekket og stanse lenken krever ingen."""
    uten_kode = {
        side
        for (_tilstand, _anskaffelse, _begynt_av, side, metode), rad in _rader().items()
        if side.startswith("lenke") and metode == "POST" and rad["lenke"] == "302"
    }
    assert uten_kode == {"lenke, handling videresend", "lenke, arkiv", "lenke, lenken"}


def test_bare_den_som_er_spurt_takker_nei():
    for (tilstand, anskaffelse, begynt_av, side, metode), rad in _rader().items():
        if (side, metode) == ("innlogget, handling avvis", "GET"):
            apen = tilstand not in FERDIG and anskaffelse != "kunngjort"
            kan = {k for k in MED_I_SAMTALEN if rad[k] == "200"}
            spurte = {"entreprenor": {"offentlig"}, "offentlig": {"eier", "medlem"}}[begynt_av]
            assert kan == (spurte if apen else set()), (tilstand, anskaffelse, begynt_av)
