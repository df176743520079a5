"""Hver side uten konto har en grense, eller en skrevet grunn til å være uten."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import ResolverMatch, get_resolver, resolve, reverse

from veier.grense import regler, sider
from veier.grense.regler import Regel
from veier.grense.sider import OPPSLAG, SIDER, UTEN_GRENSE, Sidegrense, grense_for


def _adresser(resolver: Any, navnerom: str = "") -> Iterator[ResolverMatch]:
    """Hver adresse, slik grensen ser den."""
    for monster in resolver.url_patterns:
        if hasattr(monster, "url_patterns"):
            rom = f"{navnerom}{monster.namespace}:" if getattr(monster, "namespace", None) else navnerom
            yield from _adresser(monster, rom)
        else:
            yield ResolverMatch(monster.callback, (), {}, f"{navnerom}{monster.name}")


def _apen(adresse: ResolverMatch) -> bool:
    return not getattr(adresse.func, "login_required", True)


def test_hver_side_uten_konto_har_en_grense_eller_en_grunn():
    alle = {a.view_name: a for a in _adresser(get_resolver())}
    assert len(alle) > 100
    apne = {navn for navn, adresse in alle.items() if _apen(adresse)}
    assert {"prov_forslag", "prov_fil", "sok", "mal_fil", "offentlige_csv", "account_login"} <= apne
    assert {navn for navn in apne if grense_for(alle[navn]) is None} == UTEN_GRENSE.keys() & apne
    assert (SIDER.keys() | UTEN_GRENSE.keys()) - alle.keys() == set()
    assert SIDER.keys() & UTEN_GRENSE.keys() == set()


def test_en_ny_side_er_vernet_av_seg_selv():
    """Den som ikke er nevnt noe sted, har grensen for oppslag når alle kan se den, og ingen når den krever konto."""

    def visning(request):
        return HttpResponse()

    lukket = ResolverMatch(visning, (), {}, "helt_ny")
    apen = ResolverMatch(login_not_required(lambda request: visning(request)), (), {}, "helt_ny")
    assert grense_for(lukket) is None
    assert grense_for(apen) == Sidegrense(OPPSLAG)
    assert {grense_for(resolve(sti)).regel for sti in ("/sok/", "/offentlige/", "/om/gjennomgang/")} == {
        OPPSLAG
    }
    assert grense_for(None) is None


def test_hver_regel_har_eget_navn_et_rimelig_tall_og_en_setning():
    alle = [r for modul in (regler, sider) for r in vars(modul).values() if isinstance(r, Regel)]
    assert len({r.navn for r in alle}) == len({id(r) for r in alle})
    for regel in alle:
        assert regel.hvorfor.endswith("."), regel.navn
        # UTKASTPLASS teller oktetter, de andre ganger.
        assert 1 <= regel.antall <= (5_000_000 if regel is regler.UTKASTPLASS else 5000)
        assert regel.sekunder <= 90 * regler.DOGN


def test_personvernsiden_sier_hvor_lenge_avtrykket_av_et_sted_star():
    alle = [r for modul in (regler, sider) for r in vars(modul).values() if isinstance(r, Regel)]
    assert {r.navn for r in alle if r.sekunder > regler.DOGN} == {"kjent_avsender"}
    tekst = (settings.ROT / "samarbeid/data/artikler/personvern.md").read_text(encoding="utf-8")
    assert "senest etter ett døgn. Et avtrykk av et sted du har logget inn fra, står i 90 dager." in tekst


def test_en_soekemotor_og_en_klasse_merker_ikke_grensene():
    """To sider i sekundet i ti minutter; 24 som hver lagrer og spør om forslag hvert sekund i ett minutt."""
    assert OPPSLAG.antall + 600 * OPPSLAG.antall / OPPSLAG.sekunder >= 2 * 600
    for navn in ("prov_forslag", "prov_steg"):
        regel = SIDER[navn].regel
        assert regel.antall + 60 * regel.antall / regel.sekunder >= 24 * 60
    assert SIDER["prov_fil"].regel.antall >= 24 * 5


@pytest.mark.django_db
class TestSvaret:
    @pytest.fixture(autouse=True)
    def _trang(self, monkeypatch):
        trang = Regel("trang", 1, 7200, "Til prøven.")
        for navn in ("sok", "prov_terskler", "kontakt"):
            monkeypatch.setitem(SIDER, navn, Sidegrense(trang, bare_post=navn == "kontakt"))

    def test_siden_sier_nar_pa_bokmal_og_nynorsk(self, client):
        assert client.get("/sok/?q=a").status_code == 200
        svar = client.get("/sok/?q=a")
        assert svar.status_code == 429
        assert 7195 <= int(svar["Retry-After"]) <= 7200
        assert "Prøv igjen om 2 timer, " in svar.text
        assert 'href="/sok/?q=a"' in svar.text
        nynorsk = client.get("/nn/sok/?q=a")
        assert nynorsk.status_code == 429
        assert '<html lang="nn"' in nynorsk.text
        assert "Prøv igjen om 2 timar, " in nynorsk.text

    def test_andre_steder_merker_ingenting(self, client):
        client.get("/sok/")
        assert client.get("/sok/").status_code == 429
        assert client.get("/sok/", REMOTE_ADDR="198.51.100.1").status_code == 200

    def test_htmx_far_en_setning_til_det_feltet_den_star_i(self, client):
        for _ in range(2):
            svar = client.post(reverse("prov_terskler"), {"arlig_belop": "1"}, HTTP_HX_REQUEST="true")
        assert svar.status_code == 429
        assert "<html" not in svar.text
        assert "Prøv igjen om 2 timer" in svar.text

    def test_et_skjema_beholder_det_som_ble_skrevet(self):
        klient = Client()
        felt = {"tekst": 'Hei "du" <b>', "emne": "annet", "password": "hemmelig", "csrfmiddlewaretoken": "x"}
        for _ in range(2):
            svar = klient.post(reverse("kontakt"), felt)
        assert svar.status_code == 429
        assert 'name="tekst" value="Hei &quot;du&quot; &lt;b&gt;"' in svar.text
        assert 'name="emne" value="annet"' in svar.text
        assert "hemmelig" not in svar.text

    def test_a_lese_skjemaet_teller_ikke(self, client):
        assert {client.get(reverse("kontakt")).status_code for _ in range(5)} == {200}
