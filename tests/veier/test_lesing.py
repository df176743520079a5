"""GET leser bare – mot en ekte forbindelse, uten testens egen transaksjon rundt."""

from __future__ import annotations

import pytest

from tests.tjenere import i_drift

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tjener")]

PROV = """
import json, sys, types
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.contrib.auth.decorators import login_not_required

def sql(tekst):
    with connection.cursor() as peker:
        peker.execute(tekst)
        return peker.fetchone()

INN = "INSERT INTO hendelser_hendelse (tid, kode) VALUES (now(), 'x') RETURNING id"
ORD = "INSERT INTO sok_tomtsok (uttrykk, antall, sist_dato, status) VALUES ('%s', 1, now(), 'nytt') RETURNING 1"

def skjult(request):
    sql("WITH x AS (" + ORD % "skjult" + ") SELECT count(*) FROM x")
    return HttpResponse("skrevet")

def teller(request):
    sql("SELECT setval(pg_get_serial_sequence('sok_tomtsok', 'id'), 1000000)")
    return HttpResponse("skrevet")

def las(request):
    sql("SELECT 1 FROM brukere_bruker FOR UPDATE")
    return HttpResponse("skrevet")

def jobb(request):
    from veier.jobber import sett_i_ko
    sett_i_ko("samarbeid.beregn_alle_treff")
    return HttpResponse("skrevet")

def atomisk(request):
    with transaction.atomic():
        sql(ORD % "atomisk")
    return HttpResponse("skrevet")

def strom(request):
    def deler():
        yield "a"
        sql(ORD % "strom")
    return StreamingHttpResponse(deler())

def okt(request):
    request.session["noe"] = 1
    request.session.save()
    return HttpResponse("økt")

def skriv(request):
    sql(ORD % "lov")
    return HttpResponse("skrevet")

def unntak(request):
    from veier.database.lesing import skriver
    with skriver("prøven"):
        sql(ORD % "unntak")
    skjult(request)

def midt_i(request):
    from veier.database.lesing import skriver
    with transaction.atomic():
        with skriver("prøven"):
            sql(ORD % "midt_i")

alle = [skjult, teller, las, jobb, atomisk, strom, okt, skriv, unntak, midt_i]
m = types.ModuleType("prove_urls")
m.urlpatterns = [path(v.__name__ + "/", login_not_required(v)) for v in alle]
m.handler500 = "veier.feil.tjenerfeil"
sys.modules["prove_urls"] = m

ut = {}
with override_settings(ROOT_URLCONF="prove_urls"):
    klient = Client(raise_request_exception=False, HTTP_HOST="localhost")
    for v in alle:
        for metode in ("get", "head"):
            try:
                svar = getattr(klient, metode)(f"/{v.__name__}/")
                if svar.streaming:
                    b"".join(svar.streaming_content)
                ut[f"{metode} {v.__name__}"] = svar.status_code
                svar.close()
            except Exception as feil:
                ut[f"{metode} {v.__name__}"] = type(feil).__name__
                svar.close()
        ut[f"etter {v.__name__}"] = sql("SHOW default_transaction_read_only")[0]
    ut["post skriv"] = klient.post("/skriv/").status_code
ut["ord"] = [r[0] for r in [sql("SELECT string_agg(uttrykk, ',' ORDER BY uttrykk) FROM sok_tomtsok")]]
ut["økter"] = sql("SELECT count(*) FROM django_session")[0]
ut["jobber"] = sql("SELECT count(*) FROM procrastinate_jobs")[0]
print(json.dumps(ut))
"""


@pytest.mark.grundig
def test_postgresql_nekter_hver_skriving_i_en_get_og_forbindelsen_er_som_ny_etterpa():
    with i_drift("lesing") as drift:
        ut = drift.kjor(PROV)
    for navn in ("skjult", "teller", "las", "jobb", "atomisk", "skriv", "midt_i", "unntak"):
        assert (ut[f"get {navn}"], ut[f"head {navn}"]) == (500, 500), navn
    assert ut["get strom"] == "InternalError"
    assert (ut["get okt"], ut["head okt"], ut["økter"]) == (200, 200, 1)
    assert ut["post skriv"] == 200
    # «unntak» skrev det den hadde lov til, og ble stanset ved neste spørring; HEAD traff det som alt sto der.
    assert ut["ord"] == ["lov,unntak"]
    assert ut["jobber"] == 0
    assert {ut[n] for n in ut if n.startswith("etter ")} == {"off"}


@pytest.mark.grundig
def test_forbindelsen_som_dode_mellom_to_forespoersler_kobles_til_igjen():
    kode = """
import json
from django.db import connection
from django.test import Client
klient = Client(HTTP_HOST="localhost")
svar = [klient.get("/prov/").status_code]
for _gang in range(3):
    import psycopg
    with psycopg.connect(connection.settings_dict and __import__("os").environ["DATABASE_URL"], autocommit=True) as annen:
        annen.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      " WHERE datname = current_database() AND pid <> pg_backend_pid()")
    svar.append(klient.get("/prov/").status_code)
print(json.dumps(svar))
"""
    with i_drift("lesing_dod") as drift:
        assert drift.kjor(kode) == [200, 200, 200, 200]
