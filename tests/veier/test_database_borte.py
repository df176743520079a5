"""Databasen er borte: 503 til alle, én linje i loggen, og tilbake av seg selv. En vranglås er noe annet."""

from __future__ import annotations

import json
import sys
import threading
import time
from types import ModuleType

import psycopg
import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import path
from procrastinate.exceptions import ConnectorException

from tests.tjenere import i_drift
from tests.verden import lag_bruker, logg_inn
from veier import wsgi
from veier.brukere.models import Bruker
from veier.database.feil import er_borte, er_sperret
from veier.database.lesing import etter_svaret

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tjener")]


def _med_arsak(ytre, indre):
    ytre.__cause__ = indre
    return ytre


@pytest.mark.parametrize(
    ("feil", "borte", "sperret"),
    [
        (OperationalError("kan ikke koble til"), True, False),
        (InterfaceError("connection already closed"), True, False),
        (
            _med_arsak(OperationalError(), psycopg.OperationalError("server closed the connection")),
            True,
            False,
        ),
        (_med_arsak(OperationalError(), psycopg.errors.AdminShutdown()), True, False),
        (_med_arsak(OperationalError(), psycopg.errors.CannotConnectNow()), True, False),
        (_med_arsak(OperationalError(), psycopg.errors.TooManyConnections()), True, False),
        (_med_arsak(ConnectorException(), psycopg.OperationalError("the connection is lost")), True, False),
        (_med_arsak(InterfaceError(), psycopg.InterfaceError("the connection is closed")), True, False),
        (ProgrammingError("Cannot open a new connection in an atomic block."), True, False),
        (_med_arsak(OperationalError(), psycopg.errors.DeadlockDetected()), False, True),
        (_med_arsak(OperationalError(), psycopg.errors.SerializationFailure()), False, True),
        (_med_arsak(OperationalError(), psycopg.errors.QueryCanceled()), False, False),
        (_med_arsak(OperationalError(), psycopg.errors.DiskFull()), False, False),
        (_med_arsak(InterfaceError(), psycopg.InterfaceError("the cursor is closed")), False, False),
        (ProgrammingError("column does not exist"), False, False),
        (ConnectorException("noe annet"), False, False),
        (ValueError("noe"), False, False),
    ],
)
def test_hva_slags_databasefeil_det_er(feil, borte, sperret):
    assert (er_borte(feil), er_sperret(feil)) == (borte, sperret)


def _treg(request):
    with transaction.atomic(), connection.cursor() as sporring:
        sporring.execute("SET LOCAL statement_timeout = '20ms'")
        sporring.execute("SELECT pg_sleep(5)")


def test_en_sporring_databasen_avbryter_er_503_og_star_i_loggen_med_sporet(settings, monkeypatch, caplog):
    """Den som drifter, kan avbryte alt, og fristen kan gå ut. Det samme kan gå bra om litt, men feilen er ikke skjult."""
    urler = ModuleType("avbrutt_urls")
    urler.urlpatterns = [path("treg/", login_not_required(_treg))]
    urler.handler500 = "veier.feil.tjenerfeil"
    monkeypatch.setitem(sys.modules, "avbrutt_urls", urler)
    settings.ROOT_URLCONF = "avbrutt_urls"
    svar = Client(raise_request_exception=False).post("/treg/")
    assert (svar.status_code, svar["Retry-After"]) == (503, "300")
    [linje] = [r for r in caplog.records if r.name == "veier.feil"]
    assert "pg_sleep" in caplog.text or "statement timeout" in caplog.text
    assert linje.exc_info


def _linjer(drift, fra=0):
    return [json.loads(linje) for linje in drift.logg.read_text().splitlines()[fra:]]


LAG_FOLK = """
import json
from tests.verden import lag_bruker, lag_redaktor, logg_inn
print(json.dumps([logg_inn(lag_bruker("folk@eksempel.no")).cookies["okt"].value,
                  logg_inn(lag_redaktor()).cookies["okt"].value]))
"""


@pytest.mark.grundig
def test_databasen_borte_gir_503_til_alle_og_kommer_tilbake_av_seg_selv(tmp_path):
    stier = ("/", "/min-side/", "/prov/", "/admin/", "/entreprenorer/", "/konto/e-post/")
    with i_drift("borte") as drift:
        innlogget, redaktor = drift.kjor(LAG_FOLK)
        drift.logg = tmp_path / "logg"
        drift.start_tjener()
        assert drift.hent("/min-side/", okt=innlogget).status == 200
        admin = drift.database.replace(f"/{drift.navn}", "/postgres")
        with psycopg.connect(admin, autocommit=True) as db:
            db.execute(f"ALTER DATABASE {drift.navn} ALLOW_CONNECTIONS false")
            db.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND backend_type = 'client backend'",
                [drift.navn],
            )
            fra = len(_linjer(drift))
            uten_okt = [drift.hent(sti).status for sti in stier]
            svar = [drift.hent(sti, okt=okt).status for okt in (innlogget, redaktor) for sti in stier]
            svar += [
                drift.post("/prov/", {"tittel": "A", "problem": "B"}, okt=o).status for o in ("", innlogget)
            ]
            helse = drift.hent("/helse/").status
            linjer = _linjer(drift, fra)
            db.execute(f"ALTER DATABASE {drift.navn} ALLOW_CONNECTIONS true")
        tilbake = [drift.hent(sti, okt=redaktor).status for sti in ("/", "/min-side/")]
    assert set(svar) == {503}, svar
    # Den som må logge inn, ledes dit uten at noen spør databasen.
    assert uten_okt == [503, 302, 503, 302, 503, 302]
    assert helse == 503
    assert tilbake == [200, 200]
    sagt = [linje for linje in linjer if linje["kilde"] == "veier.feil"]
    assert len(sagt) == len(svar) + 3  # én linje per forespørsel, og helsen sier det i svaret sitt
    assert all(linje["melding"].startswith("databasen svarer ikke") and "feil" not in linje for linje in sagt)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arsak", "status"), [(psycopg.errors.AdminShutdown(), 503), (psycopg.errors.DiskFull(), 500)]
)
def test_faller_databasen_idet_okten_lagres_er_det_ikke_en_gal_foresporsel(
    monkeypatch, caplog, arsak, status
):
    """Det hun gjorde, kan være lagret. Hun får vite at databasen er borte, ikke at hun sendte noe galt."""
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    klient.raise_request_exception = False

    def faller(*_a, **_k):
        raise OperationalError from arsak

    monkeypatch.setattr("django.contrib.sessions.models.Session.save", faller)
    assert klient.post("/konto/", {"navn": "Kari", "malform": "nb"}).status_code == status
    assert Bruker.objects.get().navn == "Kari"
    assert [post.name for post in caplog.records if post.levelname == "ERROR"] == ["veier.feil"]


def test_vranglas_i_en_visning_er_en_feil_med_sporing(monkeypatch, caplog):
    def las(*_a, **_k):
        raise OperationalError from psycopg.errors.DeadlockDetected("deadlock detected")

    monkeypatch.setattr("samarbeid.svar.prov.hent_kunnskap", las)
    svar = Client(raise_request_exception=False).get("/prov/")
    assert svar.status_code == 500
    assert [p.exc_info[0] for p in caplog.records if p.levelname == "ERROR"] == [OperationalError]
    assert sum("prøves om igjen" in p.message for p in caplog.records) == 1


def test_en_lesing_som_ble_sperret_prover_en_gang_til(monkeypatch):
    from samarbeid.svar import prov

    ekte, ganger = prov.hent_kunnskap, []

    def las_en_gang():
        ganger.append(1)
        if len(ganger) == 1:
            raise OperationalError from psycopg.errors.DeadlockDetected("deadlock detected")
        return ekte()

    monkeypatch.setattr("samarbeid.svar.prov.hent_kunnskap", las_en_gang)
    assert Client().get("/prov/").status_code == 200
    ganger.clear()
    svar = Client(raise_request_exception=False).post("/prov/", {"tittel": "A", "problem": "B"})
    assert (svar.status_code, len(ganger)) in {(500, 1), (302, 0)}


def test_to_ekte_transaksjoner_som_sperrer_hverandre_er_ikke_vedlikehold(tmp_path):
    """En ekte vranglås: den som blir valgt bort, får psycopgs feil med nummer."""
    with (
        i_drift("vranglas") as drift,
        psycopg.connect(drift.database) as en,
        psycopg.connect(drift.database) as to,
    ):
        for db in (en, to):
            db.execute("SET deadlock_timeout = '100ms'")
        en.execute("LOCK TABLE sok_tomtsok")
        to.execute("LOCK TABLE django_session")
        feil = []

        def las(db, tabell):
            try:
                db.execute(f"LOCK TABLE {tabell}")
            except psycopg.Error as unntak:
                feil.append(unntak)
                db.rollback()

        traader = [
            threading.Thread(target=las, args=(en, "django_session")),
            threading.Thread(target=las, args=(to, "sok_tomtsok")),
        ]
        for traad in traader:
            traad.start()
            time.sleep(0.05)
        for traad in traader:
            traad.join(timeout=10)
    assert [(er_borte(f), er_sperret(f)) for f in feil] == [(False, True)]


@pytest.mark.parametrize("hvor", ["mellomvare", "maler"])
def test_en_feil_utenfor_visningen_star_i_loggen_med_sporing(hvor, monkeypatch, caplog):
    def feil(*_a, **_k):
        raise RuntimeError("hemmelig")

    sted = {
        "mellomvare": "django.contrib.auth.middleware.LoginRequiredMiddleware.process_view",
        "maler": "veier.malform.uten_malform",
    }[hvor]
    monkeypatch.setattr(sted, feil)
    svar = Client(raise_request_exception=False).get("/om/")
    assert svar.status_code == 500
    assert [p.exc_info[0] for p in caplog.records if p.name == "veier.feil"] == [RuntimeError]


@pytest.mark.parametrize("hvor", ["django.contrib.auth.middleware.LoginRequiredMiddleware.process_view"])
def test_databasen_borte_i_en_mellomvare_er_503(hvor, monkeypatch, caplog):
    def borte(*_a, **_k):
        raise OperationalError("borte")

    monkeypatch.setattr(hvor, borte)
    svar = Client(raise_request_exception=False).get("/min-side/")
    assert (svar.status_code, svar["Retry-After"]) == (503, "300")
    assert [p.message for p in caplog.records if p.name == "veier.feil"] == [
        "databasen svarer ikke: OperationalError"
    ]


def test_feil_for_mellomvarene_og_midt_i_en_strom_blir_logget(monkeypatch, caplog):
    def start(status, hoder, feil=None):
        statuser.append(status)

    statuser: list[str] = []
    for unntak, ventet in ((RuntimeError("x"), "500"), (OperationalError("x"), "503")):
        # Kallet hever med en gang, som når Django ikke engang får laget forespørselen.
        monkeypatch.setattr(wsgi, "_portalen", _hever(unntak))
        assert b"".join(wsgi.application({}, start))
        assert statuser.pop().startswith(ventet)

    class Strom:
        streaming = True

        def __iter__(self):
            yield b"a"
            raise RuntimeError("midt i")

        def close(self):
            statuser.append("lukket")

    monkeypatch.setattr(wsgi, "_portalen", lambda *_a: Strom())
    svar = wsgi.application({}, start)
    with pytest.raises(wsgi.AvbruttSvar):
        list(svar)
    svar.close()
    assert statuser == ["lukket"]
    assert [bool(p.exc_info) for p in caplog.records if p.name == "veier.feil"] == [True, False, True]


def _hever(unntak):
    def portalen(*_a):
        raise unntak

    return portalen


@pytest.mark.parametrize("unntak", [OperationalError("borte"), RuntimeError("annet")])
def test_det_som_skrives_etter_svaret_hever_aldri(unntak, caplog):
    def skriv():
        raise unntak

    etter_svaret("noe", skriv)
    assert [bool(p.exc_info) for p in caplog.records] == [isinstance(unntak, RuntimeError)]
