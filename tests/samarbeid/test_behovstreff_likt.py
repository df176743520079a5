"""Lik behandling: den som endrer profilen eller ideen, får det samme treffet som om natten, og ikke et bedre."""

from __future__ import annotations

import random
from itertools import count

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import Behov, OffentligPart
from samarbeid import jobber
from samarbeid.behovstreff import handlinger, ordmaal, regning
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.katalog.indeks import likeste
from samarbeid.models import Behovstreff, Katalogendring, Katalograd
from tests import innhold

pytestmark = pytest.mark.django_db
TEMAER = ["demens", "rus", "integrering", "gjeld-og-okonomi"]
GRUPPER = ["sykehjemsbeboere-og-demens", "ungdom", "personer-med-rusbakgrunn"]
STEDER = ["5001", "4601", "50", "NO"]
ORD = (
    "kofferter sykehjem dager musikk sykkelverksted leksehjelp gjeld rådgivning ungdom besøk hage kor språkkafé jobb"
    " praksis bolig ettervern trening matlaging turer"
).split()
JOBBENE = {
    "samarbeid.treff_for_behov": jobber.treff_for_behov,
    "samarbeid.treff_for_entreprenor": jobber.treff_for_entreprenor,
    "samarbeid.treff_for_ide": jobber.treff_for_ide,
}


class Verdenen:
    """Noen tilfeldige behov, profiler og ideer."""

    def __init__(self, fro: int, *, behov: int = 5, firmaer: int = 9) -> None:
        self.trekk, self.nr = random.Random(fro), count()
        parter = [OffentligPart.objects.get(slug=f"{navn}-kommune") for navn in ("trondheim", "bergen")]
        for _nr in range(behov):
            self.lag_behov(self.trekk.choice(parter))
        self.firmaene = [self.lag_firma(parter) for _nr in range(firmaer)]

    def noen(self, av: list[str], hoyst: int, minst: int = 0) -> list[str]:
        return self.trekk.sample(av, self.trekk.randint(minst, hoyst))

    def tekst(self) -> str:
        return f"Vi har {' og '.join(self.noen(ORD, 5, 1))}."

    def lag_behov(self, part: OffentligPart) -> None:
        Behov.objects.create(
            part=part, slug=f"behov-{next(self.nr)}", tittel="Lange dager", problem=self.tekst(), bedre=self.tekst(),
            tema=self.noen(TEMAER, 2), malgruppe=self.noen(GRUPPER, 1), omrader=self.noen(STEDER[:2], 1),
            publisert_tid=timezone.now(), tilstand="apent",
        )  # fmt: skip

    def profilen(self) -> dict[str, object]:
        return {
            "kort": self.tekst(), "hva": self.tekst(), "temaer": self.noen(TEMAER, 3), "malgrupper": self.noen(GRUPPER, 2),
            "steder": self.noen(STEDER, 2, 1),
        }  # fmt: skip

    def ideen(self) -> dict[str, object]:
        return {
            "problem": self.tekst(), "losning": self.tekst(), "tema": self.noen(TEMAER, 2), "malgruppe": self.noen(GRUPPER, 2),
            "omrader": self.noen(STEDER, 1), "synlighet": self.trekk.choice(["alle", "offentlige", "valgte", "bare_oss"]),
        }  # fmt: skip

    def lag_firma(self, parter: list[OffentligPart]) -> Entreprenor:
        nr = next(self.nr)
        firma = Entreprenor.objects.create(
            slug=f"firma-{nr}", navn=f"Firma {nr}", publisert_tid=timezone.now(), **self.profilen()
        )
        tittel = f"Idé {nr}"
        ide = Ide.objects.create(
            entreprenor=firma, slug=f"ide-{nr}", arbeidsnavn=tittel, tittel=tittel, publisert_tid=timezone.now(), **self.ideen()
        )  # fmt: skip
        ide.vist_til.set(self.trekk.sample(parter, 1))
        return firma

    def endre(self) -> Entreprenor:
        firma = self.trekk.choice(self.firmaene)
        if self.trekk.random() < 0.5:
            rader, nytt = Entreprenor.objects.filter(pk=firma.pk), self.profilen()
        else:
            rader, nytt = Ide.objects.filter(entreprenor=firma), self.ideen()
        rader.update(**nytt)
        innhold.oppdater_katalogen()
        return firma


def _kjor_jobbene() -> None:
    for jobb in ProcrastinateJob.objects.filter(task_name__in=JOBBENE, status="todo").order_by("id"):
        JOBBENE[jobb.task_name](**jobb.args)


def _om_natten() -> None:
    for pk in handlinger._behovene(0):
        beregn_behov(pk, i_rekke=True)


def _treffene(firma: Entreprenor) -> dict[tuple[int, int | None], tuple]:
    rader = Behovstreff.objects.filter(entreprenor=firma)
    return {(t.behov_id, t.ide_id): (t.poeng, t.passer, t.grunner, t.mot) for t in rader}


MANGE = [pytest.param(fro, marks=pytest.mark.grundig) for fro in range(2, 100)]


@pytest.mark.parametrize("stor", [False, True], ids=["liten", "stor"])
@pytest.mark.parametrize("fro", [1, *MANGE])
def test_treffet_etter_en_endring_er_det_natten_gir(fro, stor, monkeypatch):
    if stor:
        monkeypatch.setattr(likeste, "STOR", -1)
        monkeypatch.setattr(ordmaal, "STOR", -1)
    monkeypatch.setattr(regning, "LAGRES", 2 if fro % 2 else 50)
    monkeypatch.setattr(regning, "LAGRES_FORSIKTIG", 2)
    numre = list(Katalograd.objects.values_list("pk", flat=True))
    Katalograd.objects.all().delete()
    Katalogendring.objects.bulk_create(Katalogendring(rad=nr) for nr in numre)
    verdenen = Verdenen(fro)
    innhold.oppdater_katalogen()
    _om_natten()
    for _gang in range(3):
        ProcrastinateJob.objects.all().delete()
        firma = verdenen.endre()
        _kjor_jobbene()
        straks = _treffene(firma)
        _om_natten()
        assert straks == _treffene(firma)


def test_det_er_behovets_side_som_gir_poengene_og_ikke_den_som_endret(monkeypatch):
    """En lang profil med ordene til behovet fikk mer regnet fra sin side enn fra behovets."""
    verdenen = Verdenen(1)
    innhold.oppdater_katalogen()
    _om_natten()
    firma = verdenen.firmaene[0]
    behov = Behov.objects.order_by("pk").first()
    Entreprenor.objects.filter(pk=firma.pk).update(
        temaer=["demens"], kort=f"{behov.problem} {behov.bedre}", malgrupper=[], steder=["NO"]
    )
    innhold.oppdater_katalogen()
    regnet = []
    ekte = handlinger.beregn_behov
    monkeypatch.setattr(handlinger, "beregn_behov", lambda pk, **v: regnet.append(pk) or ekte(pk, **v))
    handlinger.beregn_entreprenor(firma.pk)
    assert behov.pk in regnet


def test_det_det_ikke_er_tid_til_far_hver_sin_jobb(monkeypatch):
    monkeypatch.setattr(handlinger, "SEKUNDER", 0)
    Verdenen(1)
    innhold.oppdater_katalogen()
    _om_natten()
    ProcrastinateJob.objects.all().delete()
    firma = Behovstreff.objects.filter(ide=None).values_list("entreprenor", flat=True).first()
    antall = handlinger.beregn_entreprenor(firma)
    ventende = ProcrastinateJob.objects.filter(task_name=handlinger.ETT_BEHOV, status="todo")
    assert antall > 1 and ventende.count() == antall - 1
    handlinger.beregn_entreprenor(firma)
    assert ventende.count() == antall - 1, "den som alt venter, leser det nye"
