from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from veier.drift.helse import antall_utestaende
from veier.drift.status import Driftsstatus
from veier.epost.models import Utsending
from veier.epost.tilstand import Eposttilstand
from veier.jobber.tilstand import Jobbtilstand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ny_prosess(monkeypatch):
    monkeypatch.setattr("veier.drift.helse._migrert", False)


@pytest.fixture
def arbeider():
    with connection.cursor() as peker:
        peker.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")


def test_helse_er_oppe_nar_migreringene_er_inne(client):
    svar = client.get("/helse/")
    assert (svar.status_code, svar.json()) == (200, {"status": "oppe"})


def test_helse_leser_migreringene_en_gang(client, django_assert_num_queries):
    client.get("/helse/")
    with django_assert_num_queries(1):
        assert client.get("/helse/").status_code == 200


def test_helse_er_nede_nar_en_migrering_mangler_til_den_er_inne(client, monkeypatch):
    monkeypatch.setattr("veier.drift.helse._utestaende_migreringer", lambda: 2)
    svar = client.get("/helse/")
    assert (svar.status_code, svar.json()) == (503, {"status": "nede", "migreringer": 2})
    monkeypatch.setattr("veier.drift.helse._utestaende_migreringer", lambda: 0)
    assert client.get("/helse/").status_code == 200


def test_proven_bygger_ikke_grafen_mens_en_migrering_mangler(
    client, monkeypatch, django_assert_max_num_queries
):
    bygget = []
    monkeypatch.setattr(MigrationLoader, "build_graph", lambda leser: bygget.append(leser))
    with connection.cursor() as peker:
        peker.execute("DELETE FROM django_migrations WHERE app = 'sessions' AND name = '0001_initial'")
    for _ in range(3):
        with django_assert_max_num_queries(2):
            svar = client.get("/helse/")
        assert (svar.status_code, svar.json()) == (503, {"status": "nede", "migreringer": 1})
    MigrationRecorder(connection).record_applied("sessions", "0001_initial")
    assert client.get("/helse/").status_code == 200
    assert bygget == []


@pytest.mark.parametrize(
    ("kjort", "antall"),
    [("", 3), ("1", 3), ("12", 2), ("S", 2), ("12S", 2), ("123", 1), ("S34", 0), ("1234", 0)],
)
def test_en_samlet_migrering_teller_for_dem_den_erstatter(kjort, antall):
    filer = {("app", navn): Migration(navn, "app") for navn in "1234S"}
    filer["app", "S"].replaces = [("app", "1"), ("app", "2")]
    assert antall_utestaende(filer, {("app", navn) for navn in kjort}) == antall


def test_helse_er_nede_nar_databasen_ikke_svarer(client, monkeypatch):
    def nede():
        raise OperationalError("nede")

    monkeypatch.setattr("veier.drift.helse._utestaende_migreringer", nede)
    assert client.get("/helse/").status_code == 503


@pytest.mark.parametrize("vert", ["10.0.0.7", "ond.example:99", "tull_/&"])
@pytest.mark.parametrize("sti", ["/helse/", "/helse/drift/"])
def test_helsen_svarer_uansett_vert_og_bare_den(vert, sti, arbeider):
    klient = Client(headers={"host": vert})
    assert klient.get(sti).status_code == 200
    assert klient.get("/om/").status_code == 400


def test_drift_uten_arbeider_er_nedsatt_og_sier_hvorfor(client):
    with connection.cursor() as peker:
        peker.execute("DELETE FROM procrastinate_workers")
    svar = client.get("/helse/drift/")
    assert svar.status_code == 503
    assert svar.json()["arbeider_sist_sett_sekunder"] is None
    assert svar.json()["grunner"] == ["Ingen arbeider er startet: jobber og e-post står stille."]


def test_drift_med_arbeider_er_oppe(client, arbeider):
    svar = client.get("/helse/drift/")
    assert (svar.status_code, svar.json()["status"], svar.json()["grunner"]) == (200, "oppe", [])


def test_drift_viser_jobber_som_feilet_og_e_post_som_ikke_kom_fram(client, arbeider):
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', 'x', 'failed') RETURNING id"
        )
        peker.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'failed', now())",
            [peker.fetchone()[0]],
        )
    felles = {"til": "a@eksempel.no", "emne": "e", "tekst": "t", "melding_id": "m"}
    Utsending.objects.create(nokkel="a", **felles)
    Utsending.objects.create(
        nokkel="b", status="gitt_opp", siste_feil="Avbrutt", avsluttet_tid=timezone.now(), **felles
    )
    Utsending.objects.filter(nokkel="a").update(opprettet_tid=timezone.now() - timedelta(hours=1))
    svar = client.get("/helse/drift/").json()
    assert svar["status"] == "nedsatt"
    assert svar["jobber_som_feilet"] == svar["epost_gitt_opp"] == 1
    assert 3590 < svar["eldste_epost_sekunder"] < 3700
    assert len(svar["grunner"]) == 3


@pytest.mark.parametrize(
    ("hvor", "endring", "grunn"),
    [
        ("", {}, None),
        ("jobber", {"arbeider_sist_sett_sekunder": 31}, "Arbeideren"),
        ("jobber", {"arbeider_sist_sett_sekunder": None}, "Ingen arbeider"),
        ("jobber", {"eldste_sekunder": 301}, "En jobb"),
        ("jobber", {"avbrutt": 1}, "Jobber står i gang"),
        ("jobber", {"feilet": 1}, "Jobber er gitt opp"),
        ("jobber", {"proves_igjen": 1}, "En jobb er forsøkt mange ganger"),
        ("epost", {"gammel_hos_oss": 1}, "En e-post"),
        ("epost", {"gitt_opp": 1}, None),
        ("epost", {"gitt_opp": 1, "gitt_opp_hos_oss": 1}, "E-post er gitt opp"),
        ("epost", {"gar_ikke_fram": True}, "Flere mottakere"),
        ("epost", {"hos_mottakeren": 3}, None),
        ("", {"ledig_plass_mb": 499}, "Disken"),
        ("", {"ledig_plass_mb": None}, None),
    ],
)
def test_hvert_tall_har_sin_grense(hvor, endring, grunn):
    frisk = Driftsstatus(Jobbtilstand(30, 5, 300, 0, 0, 0), Eposttilstand(1, 600, 1, 0, 1), 500)
    syk = replace(frisk, **({hvor: replace(getattr(frisk, hvor), **endring)} if hvor else endring))
    assert [g.startswith(grunn) for g in syk.grunner()] == ([True] if grunn else [])
    assert syk.som_svar()["status"] == ("nedsatt" if grunn else "oppe")


FULL = "SMTPRecipientsRefused 451: prøv senere"


def _gamle(*adresser, feil=FULL, status="venter", timer=47):
    """E-post laget for så lenge siden, med samme siste feil."""
    na = timezone.now()
    for nr, til in enumerate(adresser):
        rad = Utsending.objects.create(
            nokkel=f"{status}{nr}{til}{timer}", til=til, emne="e", tekst="t", melding_id="m", forsok=7, siste_feil=feil,
            status=status, avsluttet_tid=None if status == "venter" else na,
        )  # fmt: skip
        Utsending.objects.filter(pk=rad.pk).update(opprettet_tid=na - timedelta(hours=timer))


def _drift(client):
    svar = client.get("/helse/drift/")
    return svar.status_code, svar.json()["grunner"], svar.json()["merknader"]


IKKE_FRAM = ["Flere mottakere tar ikke imot e-post fra portalen, og ingen nyere er kommet fram."]
VENTET = ["En e-post har ventet for lenge. Svarer e-posttjeneren?"]


def test_en_postkasse_som_er_full_i_to_dogn_er_en_merknad(client, arbeider):
    _gamle("kari@eksempel.no", "KARI@eksempel.no")
    assert _drift(client) == (200, [], ["2 brev venter hos mottakeren."])


def test_en_adresse_som_ikke_finnes_er_en_merknad(client, arbeider):
    _gamle("tastefeil@eksempel.no", status="gitt_opp", feil="SMTPRecipientsRefused 550: ukjent")
    assert _drift(client) == (
        200,
        [],
        ["1 brev ble avvist av mottakeren det siste døgnet. Se utsendingene i redaksjonen."],
    )


def test_flere_mottakere_uten_at_noe_nyere_er_kommet_fram_er_nedsatt(client, arbeider):
    _gamle("kari@eksempel.no", "ola@annet.example")
    assert _drift(client)[:2] == (503, IKKE_FRAM)
    _gamle("per@eksempel.no", status="sendt", timer=48)  # før de andre: sier ingenting
    assert _drift(client)[:2] == (503, IKKE_FRAM)
    _gamle("per@eksempel.no", status="sendt", timer=1)
    assert _drift(client)[:2] == (200, [])


def test_mange_domener_er_nedsatt_selv_om_noe_kommer_fram(client, arbeider):
    _gamle(*(f"a@d{nr}.example" for nr in range(5)))
    _gamle("per@eksempel.no", status="sendt", timer=1)
    assert _drift(client)[:2] == (503, IKKE_FRAM)


@pytest.mark.parametrize(
    "feil",
    ["ConnectionRefusedError: nei", "SMTPAuthenticationError 535: feil", "SMTPSenderRefused 451: vent", "",
     "SMTPRecipientsRefused 421: for mange", "SMTPServerDisconnected"],
)  # fmt: skip
def test_er_det_tjeneren_er_ett_brev_nok(client, arbeider, feil):
    _gamle("kari@eksempel.no", feil=feil)
    assert _drift(client) == (503, VENTET, [])


def test_en_jobb_som_er_forsokt_mange_ganger_synes(client, arbeider):
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts, scheduled_at)"
            " VALUES ('default', 'x', 'todo', 5, now() + interval '1 minute'),"
            " ('epost', 'y', 'todo', 9, now() + interval '1 day'), ('default', 'z', 'todo', 4, now() + interval '1 h')"
        )
    assert _drift(client)[:2] == (503, ["En jobb er forsøkt mange ganger uten å lykkes. Se loggen."])
    assert client.get("/helse/drift/").json()["jobber_forsokt_mange_ganger"] == 1


NOKKEL = "n" * 40


@pytest.mark.parametrize(
    ("hoder", "adresse", "far_se"),
    [
        ({}, "127.0.0.1", True),
        ({}, "::1", True),
        ({}, "10.0.0.5", False),
        ({}, "", False),
        ({"x-forwarded-for": "127.0.0.1"}, "127.0.0.1", False),
        ({"forwarded": "for=127.0.0.1"}, "127.0.0.1", False),
        ({"authorization": f"Bearer {NOKKEL}"}, "10.0.0.5", True),
        ({"authorization": f"Bearer {NOKKEL}", "x-forwarded-for": "1.2.3.4"}, "127.0.0.1", True),
        ({"authorization": f"Bearer {NOKKEL}x"}, "10.0.0.5", False),
        ({"authorization": "Bearer "}, "10.0.0.5", False),
        ({"authorization": "Bearer æøå"}, "10.0.0.5", False),
    ],
)
def test_driften_er_for_den_med_nokkelen_og_for_maskinen_selv(hoder, adresse, far_se, settings, arbeider):
    settings.DRIFT_TOKEN = NOKKEL
    svar = Client(headers=hoder, REMOTE_ADDR=adresse).get("/helse/drift/")
    assert svar.status_code == (200 if far_se else 403)
    assert ("jobber_som_venter" in svar.json()) is far_se


def test_uten_nokkel_i_oppsettet_hjelper_ingen_nokkel(settings):
    settings.DRIFT_TOKEN = ""
    assert (
        Client(headers={"authorization": "Bearer "}, REMOTE_ADDR="10.0.0.5").get("/helse/drift/").status_code
        == 403
    )
