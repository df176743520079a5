"""Hodene på svar utenfor Django: miljøet leses når prosessen starter, ikke for hvert svar."""

import pytest
from django.http import HttpResponse

from veier.foresporsel import hoder


@pytest.fixture
def nystartet(monkeypatch):
    """Prosessen har ikke lest noe ennå."""

    def start(**miljo):
        for navn, verdi in miljo.items():
            monkeypatch.setenv(navn, verdi)
        for funksjon in (hoder.hsts, hoder.faste):
            funksjon.cache_clear()

    yield start
    monkeypatch.undo()
    for funksjon in (hoder.hsts, hoder.faste):
        funksjon.cache_clear()


@pytest.mark.parametrize(
    ("adresse", "valg", "ventet"),
    [
        ("https://veier.example", "600", "max-age=600"),
        (
            "https://veier.example",
            "31536000,underdomener,liste",
            "max-age=31536000; includeSubDomains; preload",
        ),
        ("https://veier.example", "0", None),
        ("http://localhost:8000", "600", None),
    ],
)
def test_hsts_star_pa_svaret_nar_portalen_har_https(nystartet, adresse, valg, ventet):
    nystartet(VEIER_ADRESSE=adresse, VEIER_HSTS=valg)
    assert dict(hoder.med_faste([])).get("Strict-Transport-Security") == ventet


def test_miljoet_leses_bare_en_gang(nystartet, monkeypatch):
    nystartet(VEIER_ADRESSE="https://veier.example", VEIER_HSTS="600")
    forst = hoder.faste()
    monkeypatch.setenv("VEIER_HSTS", "tull")
    assert hoder.faste() is forst


def test_et_hode_som_er_satt_star_en_gang(nystartet):
    nystartet(VEIER_ADRESSE="https://veier.example", VEIER_HSTS="600")
    svar = hoder.med_faste([("x-frame-options", "SAMEORIGIN")])
    assert [verdi for navn, verdi in svar if navn.lower() == "x-frame-options"] == ["SAMEORIGIN"]


@pytest.mark.django_db
@pytest.mark.parametrize("status", [301, 404, 410])
def test_det_som_er_borte_eller_flyttet_sporres_det_etter_pa_nytt(client, monkeypatch, status):
    """Uten et hode tar en nettleser vare på en 410 for godt, og viser den etter at siden er lagt ut igjen."""
    monkeypatch.setattr("samarbeid.oppslag.forside.render", lambda *_a, **_n: HttpResponse(status=status))
    nede = client.get("/")
    assert (nede.status_code, nede["Cache-Control"]) == (status, "no-cache")
    assert client.get("/finnes-ikke/")["Cache-Control"] == "no-cache"
