"""Rammen rundt alle testene: én mal-database, stengte sokler, og maler som feiler på ukjente variabler."""

from __future__ import annotations

import copy
import dataclasses
import gc
import hashlib
import inspect
import os
import resource
import signal
import socket
import sys
from functools import cache as husk
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections, transaction
from django.test import TestCase, TransactionTestCase, override_settings

import tests.kapsel
import tests.rask  # noqa: F401 – de to endrer klienten, passordene og de statiske filene

# Uten --grundig er hver kjøring lik; med den får hypothesis nye eksempler.
hypothesis.settings.register_profile("lik", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("grundig", deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("grundig" if os.environ.get("VEIER_GRUNDIG") else "lik")

ROT = Path(__file__).resolve().parent.parent
# Prosessene prøvene starter, har bytekoden, som i drift. Uten den leser hver av dem alt på nytt: ni sekunder mot fire av én kjerne.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROT / ".bygg" / "bytekode"))
LOKALE = {"127.0.0.1", "::1", "localhost"}


def pytest_collection_modifyitems(config, items):
    """De lange prøvene kjøres bare når de er bedt om."""
    if os.environ.get("VEIER_GRUNDIG"):
        return
    hopp = pytest.mark.skip(reason="lang prøve: kjør script/test --grundig")
    for test in items:
        if "grundig" in test.keywords:
            test.add_marker(hopp)


def pytest_collection_finish(session):
    """Tester som deler noe på maskinen, skal til samme arbeider. Blir merket ikke lest, er hver rød test tilfeldig."""
    gc.collect()
    gc.freeze()  # modulene og testene blir til slutt; søppelsamlingen lar dem ligge
    if getattr(session.config.option, "loadgroup", False):
        uten = [
            t.nodeid for t in session.items if t.get_closest_marker("xdist_group") and "@" not in t.nodeid
        ]
        if uten:
            raise pytest.UsageError(f"xdist grupperer ikke testene med xdist_group: {uten[0]}")


# ── Databasen ──


@husk
def _avtrykk() -> str:
    """Endrer seg når migreringer, referansedata, innlastingen eller det som lager malen endrer seg.

    ``VEIER_MALDATABASE`` er malen fra før: mutantene endrer én fil om gangen og skal ikke lage en ny for hver.
    """
    if fast := os.environ.get("VEIER_MALDATABASE"):
        return fast
    sum_ = hashlib.sha256(inspect.getsource(lag_maldatabase).encode())
    for app in ("veier", "entreprenorer", "kommuner", "samarbeid"):
        for monster in (
            "**/migrations/*.py",
            "**/data/*.csv",
            "**/data/**/*.md",
            "**/referanse*.py",
            "referanse/*.py",
            "sok/*.py",
            "sok/data/*.txt",
            "katalog/bygging/*.py",
        ):
            for fil in sorted((ROT / app).glob(monster)):
                sum_.update(fil.read_bytes())
    return sum_.hexdigest()[:12]


def _admin():
    oppsett = connections["default"].settings_dict
    valg = {k: v for k, v in oppsett["OPTIONS"].items() if k in {"host", "connect_timeout"}}
    return psycopg.connect(
        dbname="postgres",
        user=oppsett["USER"] or None,
        password=oppsett["PASSWORD"] or None,
        host=oppsett["HOST"] or valg.get("host"),
        port=oppsett["PORT"] or None,
        autocommit=True,
    )


def lag_maldatabase() -> str:
    """Mal-databasen med migreringer og referansedata. Lages én gang, også når flere arbeidere starter."""
    navn = f"veier_mal_{_avtrykk()}"
    from samarbeid.katalog.bygging.portalen import bygg_sokeindeks

    with _admin() as admin:
        admin.execute("SELECT pg_advisory_lock(20170228)")
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [navn]).fetchone():
            return navn
        for (gammel,) in admin.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'veier\\_mal\\_%'"
        ).fetchall():
            admin.execute(f'DROP DATABASE IF EXISTS "{gammel}" WITH (FORCE)')
        halv = f"{navn}_halv"
        admin.execute(f'CREATE DATABASE "{halv}"')
        _bytt_database(halv)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("last_referanse", verbosity=0)
        bygg_sokeindeks()
        with connections["default"].cursor() as peker:
            peker.execute("DELETE FROM procrastinate_jobs")  # køen er tom når en test begynner
        connections.close_all()
        admin.execute(f'ALTER DATABASE "{halv}" RENAME TO "{navn}"')
    return navn


def kopier_database(navn: str) -> None:
    mal = lag_maldatabase()
    with _admin() as admin:
        admin.execute("SELECT pg_advisory_lock(20170228)")
        admin.execute(f'DROP DATABASE IF EXISTS "{navn}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{navn}" TEMPLATE "{mal}"')


def _finnes(navn: str) -> bool:
    with _admin() as admin:
        return bool(admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [navn]).fetchone())


def slett_database(navn: str) -> None:
    with _admin() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{navn}" WITH (FORCE)')


def _bytt_database(navn: str) -> None:
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = navn
        settings.DATABASES[alias]["NAME"] = navn


def _arbeider(worker_id: str) -> str:
    """To kjøringer kan gå samtidig mot den samme tjeneren når de sier hva de heter (script/mutanter.py)."""
    return os.environ.get("VEIER_TESTNAVN", worker_id)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id):
    """Hver arbeider får sin kopi av mal-databasen; ingen test tømmer en tabell.

    Med ``VEIER_BEHOLD`` brukes kopien om igjen: mutantene prøves i hundrevis av korte kjøringer.
    """
    navn = f"test_veier_{_arbeider(worker_id)}"
    opprinnelig = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        if not (os.environ.get("VEIER_BEHOLD") and _finnes(navn)):
            kopier_database(navn)
        _bytt_database(navn)
        # En prøve er én transaksjon, og en lang prøve spør sjelden på fartsgrensenes forbindelse.
        for oppsett in (connections[alias].settings_dict["OPTIONS"] for alias in connections):
            oppsett["options"] += " -c idle_in_transaction_session_timeout=6h"
    yield
    with django_db_blocker.unblock():
        _bytt_database(opprinnelig)
        if not os.environ.get("VEIER_BEHOLD"):
            slett_database(navn)


@pytest.fixture(scope="module")
def egen_database(django_db_setup, django_db_blocker, worker_id):
    """En kopi å lagre i på ordentlig, for prøver med flere tråder. Den kastes når filens prøver er ferdige."""
    opprinnelig, navn = connections["default"].settings_dict["NAME"], f"egen_{_arbeider(worker_id)}"
    with django_db_blocker.unblock():
        kopier_database(navn)
        _bytt_database(navn)
        yield
        _bytt_database(opprinnelig)
        slett_database(navn)


@pytest.fixture(scope="module")
def modulens_verden(django_db_setup, django_db_blocker, opplastet):
    """Verden laget én gang for filens prøver. Hver prøve angrer sitt eget, og alt angres når filen er ferdig."""
    from tests.verden import lag_verden

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=opplastet):
        transaksjoner = [transaction.atomic(using=alias) for alias in connections]
        for transaksjon in transaksjoner:
            transaksjon._from_testcase = True  # ellers sier «durable» nei, slik den ikke gjør i en prøve
            transaksjon.__enter__()
        verden = lag_verden()
    yield verden
    with django_db_blocker.unblock():
        for transaksjon in reversed(transaksjoner):
            transaction.set_rollback(True, using=transaksjon.using)
            transaksjon.__exit__(None, None, None)


@pytest.fixture
def verden(modulens_verden, db):
    """En egen utgave av modulens verden: prøven kan endre radene."""
    return copy.deepcopy(modulens_verden)


# Fartsgrensene har sin egen forbindelse. Også den angres etter hver test, så alle begynner uten å ha brukt noe.
TransactionTestCase.databases = TestCase.databases = {"default", "grense"}


@pytest.fixture(autouse=True)
def glemt_register():
    """Det som huskes i minnet, følger numre som aldri går tilbake; en test som angrer, gjør nettopp det."""
    yield
    from veier.database.kladd import glem_kladdene
    from veier.husk import glem_alt

    glem_alt()
    glem_kladdene()


@pytest.fixture
def en_redaktor_er_nok(monkeypatch):
    """Skjemaene lagrer med en gang: det som prøves, er skjemaet. Forslagene har sine egne prøver."""
    from django.contrib import admin

    for side in admin.site._registry.values():
        if getattr(side, "andre_oyne", False):
            monkeypatch.setattr(side, "andre_oyne", False)


@pytest.fixture
def faa_kjente_ideer(monkeypatch):
    """Fem av ideene og søkene en endring i referansedataene prøves på, for prøvene som handler om noe annet enn svarene."""
    from samarbeid.redaksjon import kjente_ideer, kjente_sok
    from veier.husk import Husk

    fem, sok = kjente_ideer._ideene()[:5], kjente_sok._sokene()[:5]
    monkeypatch.setattr(kjente_sok, "_sokene", lambda: sok)
    monkeypatch.setattr(kjente_sok, "_temaene", Husk(4))
    monkeypatch.setattr(kjente_ideer, "_ideene", lambda: fem)
    monkeypatch.setattr(kjente_ideer, "_husket", Husk(4))


@pytest.fixture(scope="session")
def kunnskap(django_db_setup, django_db_blocker):
    """Alt motoren vet, lest én gang. Testene som bruker den, rører ikke databasen."""
    from samarbeid.matching.profiler import hent_kunnskap

    with django_db_blocker.unblock():
        lest = hent_kunnskap()
        leser = lest.likhet
    return dataclasses.replace(lest, hent_likhet=lambda: leser)


# ── Stengte sokler ──


@pytest.fixture(autouse=True, scope="session")
def stengte_sokler():
    """Ingen test når noe utenfor maskinen."""
    ekte = socket.socket.connect

    def connect(self, adresse):
        if self.family in {socket.AF_INET, socket.AF_INET6} and adresse[0] not in LOKALE:
            raise AssertionError(f"testen ville koble til {adresse[0]}")
        return ekte(self, adresse)

    socket.socket.connect = connect
    yield
    socket.socket.connect = ekte


# ── Maler ──


class UkjentVariabel(str):
    """Feiler når en av våre egne maler bruker en variabel som ikke finnes."""

    def __contains__(self, nokkel):
        return nokkel == "%s"

    def __mod__(self, navn):
        ramme = sys._getframe(1)
        while ramme is not None:
            if ramme.f_code.co_name == "render_annotated":
                opphav = getattr(ramme.f_locals["self"], "origin", None)
                if opphav and str(opphav.name).startswith(str(ROT / "templates")):
                    raise AssertionError(f"ukjent variabel «{navn}» i {opphav.name}")
                break
            ramme = ramme.f_back
        return ""


@pytest.fixture(autouse=True, scope="session")
def ukjente_variabler_feiler():
    from django.template import engines

    engines["django"].engine.string_if_invalid = UkjentVariabel("%s")


@pytest.fixture(autouse=True, scope="session")
def opplastet(tmp_path_factory):
    """Bilder lastet opp i testene havner her, også fra tjenere testene starter."""
    os.environ["VEIER_OPPLASTET"] = str(tmp_path_factory.mktemp("opplastet"))
    return os.environ["VEIER_OPPLASTET"]


@pytest.fixture(autouse=True)
def innstillinger_i_test(settings, opplastet):
    """Statiske filer uten manifest og et hurtiglager per prosess."""
    settings.MEDIA_ROOT = opplastet
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def full_disk():
    """Kjernen sier nei til å skrive mer enn 50 byte i en fil, som når disken er full. Uten signalet, som i Python ellers."""
    for_signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for_grense = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, for_grense[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, for_grense)
    signal.signal(signal.SIGXFSZ, for_signal)


# ── Registeret ──


@pytest.fixture
def register(settings, monkeypatch):
    """Et lokalt Enhetsregister som den ekte klienten spør, uten ventetid mellom forsøkene."""
    from tests.register import kjor_register
    from veier.klienter import enhetsregisteret

    monkeypatch.setattr(enhetsregisteret, "PAUSER", (0.01, 0.01))
    with kjor_register() as svarene:
        settings.ENHETSREGISTERET_URL = svarene.adresse
        yield svarene
