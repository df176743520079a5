"""Et varsel kan slås av fra e-posten, med ett trykk og uten konto, og slås på igjen."""

import re

import pytest

from tests.verden import lag_bruker, lag_entreprenor
from veier.epost.models import Avmelding, Utsending
from veier.epost.sending import send
from veier.medlemskap.handlinger.invitasjoner import inviter

pytestmark = pytest.mark.django_db


@pytest.fixture
def hode(postkasse):
    """Hodene i en invitasjon, slik mottakeren fikk den."""
    inviter(
        lag_entreprenor("Org", (eier := lag_bruker("eier@eksempel.no"))),
        epost="ny@eksempel.no",
        rolle="medlem",
        av=eier,
    )
    assert send(Utsending.objects.get().pk)
    return re.sub(r"\r\n[ \t]+", "", postkasse.mottatt[0].split("\r\n\r\n")[0])


def _sti(hode):
    return re.search(r"List-Unsubscribe: ?<https?://[^/]+(/[^>]+)>", hode)[1]


def test_ett_trykk_i_e_postprogrammet_slar_av(hode, client):
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in hode
    assert "eksempel" not in _sti(hode)
    ny = client.__class__(enforce_csrf_checks=True)
    assert ny.post(_sti(hode), {"List-Unsubscribe": "One-Click"}).status_code == 302
    assert [a.varsel for a in Avmelding.objects.all()] == ["invitasjoner"]
    org = lag_entreprenor("Annen", (eier := lag_bruker("annen@eksempel.no")))
    inviter(org, epost="NY@eksempel.no", rolle="medlem", av=eier)
    inviter(org, epost="tredje@eksempel.no", rolle="medlem", av=eier)
    assert sorted(Utsending.objects.values_list("til", flat=True)) == ["ny@eksempel.no", "tredje@eksempel.no"]


def test_a_apne_lenken_endrer_ingenting_og_knappene_virker_begge_veier(hode, client):
    sti = _sti(hode)
    assert "Slå av e-posten" in client.get(sti).content.decode()
    assert not Avmelding.objects.exists()
    assert "Få dem igjen" in client.post(sti, {"valg": "av"}, follow=True).content.decode()
    assert "Slå av e-posten" in client.post(sti, {"valg": "paa"}, follow=True).content.decode()
    assert not Avmelding.objects.exists()


def test_en_lenke_som_ikke_er_var_finnes_ikke(hode, client):
    assert client.get(_sti(hode)[:-3] + "xx/").status_code == 404
    assert client.post("/epost/av/tull/").status_code == 404
