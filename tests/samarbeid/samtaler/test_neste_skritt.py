"""Den som venter, har fått nei, eller har en lenke som ikke virker, får vite hva hun kan gjøre."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from samarbeid.models import Mote, Samtale
from samarbeid.models.samtaler.samtale import HOYST_PURRINGER
from samarbeid.samtaler.forms import SENDEKNAPPER
from samarbeid.samtaler.tilstander import Handling
from tests.samarbeid.samtaler.test_moter import _tider
from tests.samarbeid.samtaler.test_samtaler import M, _skjema, _svar

pytestmark = pytest.mark.django_db
VENTER, NEI = "Dere får en e-post når Trondheim kommune svarer.", "Trondheim kommune har takket nei."


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    return Samtale.objects.get()


def _sies(klient, samtale):
    siden = klient.get(samtale.get_absolute_url()).text
    return [s for s in (VENTER, NEI) if s in siden]


def test_den_som_venter_far_vite_at_hun_far_en_e_post(v, samtale):
    eier = v.klient("eier")
    assert (_sies(eier, samtale), _sies(v.klient("offentlig"), samtale)) == ([VENTER], [])
    Samtale.objects.update(purringer=HOYST_PURRINGER)
    assert _sies(eier, samtale) == []  # da kan hun ikke purre mer
    Samtale.objects.update(purringer=0)
    assert _svar(Client(), f"{M}videresend/", epost="rita@trondheim.kommune.no").status_code == 302
    assert _sies(eier, samtale) == [VENTER]
    assert _svar(Client(), f"{M}svar/", tekst="Ja.").status_code == 302
    assert _sies(eier, samtale) == []


def test_den_som_fikk_nei_far_vite_hvor_hun_kan_ga(v, samtale):
    assert _svar(Client(), f"{M}avvis/", tekst="Ikke i år.").status_code == 302
    assert (_sies(v.klient("eier"), samtale), _sies(v.klient("offentlig"), samtale)) == ([NEI], [])


def test_en_lenke_som_ikke_virker_viser_veien_til_en_ny():
    for sti in (f"/samtale/{'x' * 43}/", f"/samtale/{'x' * 43}/svar/"):
        svar = Client().get(sti)
        assert (svar.status_code, reverse("samtale_ny_lenke") in svar.text) == (404, True)
        assert svar["Referrer-Policy"] in {"no-referrer", "same-origin"}


def test_knappen_sier_hva_den_gjor(samtale):
    assert set(SENDEKNAPPER) == set(Handling)
    for handling in (Handling.VIDERESEND, Handling.INHABIL, Handling.ANSKAFFELSE, Handling.AVVIS):
        siden = Client().get(f"{M}{handling}/").text
        assert re.search(r'type="submit">([^<]+)</button><a', siden)[1] == str(SENDEKNAPPER[handling])


def test_koden_star_over_det_hun_skrev_ogsaa_naar_den_er_feil(samtale):
    post, sti = Client(), f"{M}svar/"
    data = {**_skjema(post.get(sti)), "navn": "Kari", "tekst": "Ja."}
    for kode in ({}, {"kode": "ZZZ-ZZZ"}):
        siden = post.post(sti, {**data, **kode}).text
        navnene = re.findall(r'<(?:input|textarea)[^>]* name="(kode|tekst|vedlegg|navn)"', siden)
        assert navnene == ["kode", "tekst", "vedlegg", "navn"]


def test_et_forslag_om_mote_kan_besvares_etter_at_saken_er_sendt_videre(v, samtale):
    Mote.objects.all().delete()
    assert _svar(Client(), f"{M}mote/", **_tider((7, "10.00"))).status_code == 302
    mote = Mote.objects.get()
    assert _svar(Client(), f"{M}videresend/", epost="rita@trondheim.kommune.no").status_code == 302
    sti = f"{samtale.get_absolute_url()}motetid/"
    eier = v.klient("eier")
    assert eier.post(sti, {**_skjema(eier.get(sti)), "tid": mote.tider[0].isoformat()}).status_code == 302
    samtale.refresh_from_db()
    assert (samtale.tilstand, Mote.objects.get().valgt) == ("videresendt", mote.tider[0])


def test_den_avsluttede_samtalen_lover_ikke_mer_dialog(samtale):
    assert "Dere kan snakke fritt." in Client().get(M).text
    assert _svar(Client(), f"{M}avvis/", tekst="Ikke i år.").status_code == 302
    siden = Client().get(M).text
    assert "Dere kan snakke fritt." not in siden
    assert "Før du svarer, sender vi en kode" not in siden
