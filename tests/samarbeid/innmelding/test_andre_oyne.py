"""Den som har meldt inn en sak eller svart for partene, publiserer den ikke, heller ikke når hun gjorde det uten konto."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Innmelding, Sakspart
from samarbeid.oppslag.saker import handlinger as sakene
from samarbeid.partene import handlinger as partene
from tests.samarbeid.innmelding.felles import meld_inn
from tests.verden import lag_redaktor, logg_inn
from veier.feil import Domenefeil
from veier.konto.adresser import samme_postkasse
from veier.konto.models import Adressebytte

pytestmark = pytest.mark.django_db
Part = Sakspart.Part


@pytest.fixture
def hun():
    return lag_redaktor("hun@eksempel.no")


@pytest.fixture
def kollega():
    return lag_redaktor("kollega@eksempel.no")


def _spor_og_svar(klient, sak, av, *, epost=""):
    """Begge parter er spurt av ``av``, og den som har lenken, svarer at saken stemmer."""
    for part in (Part.OFFENTLIG, Part.ENTREPRENOR):
        lenke = partene.spor(sak, part=part, virksomhet=str(part), epost="", malform="nb", av=av)
        sti = "/" + lenke.split("/", 3)[3]
        sett = re.search(r'name="sett" value="(\w+)"', klient.get(sti).text)[1]
        assert klient.post(sti, {"sett": sett, "rolle": "leder", "svar": "stemmer"}).status_code == 302
    Sakspart.objects.update(epost=epost)


def _publiser(sak, av):
    return sakene.publiser_eksempel(sak, av=av).er_publisert


def test_en_redaktor_som_gjor_alt_alene_uten_konto_far_ikke_publisere(client, hun, kollega):
    sak = meld_inn(client, epost="helt.ukjent@eksempel.no").eksempel
    _spor_og_svar(client, sak, hun)
    with pytest.raises(Domenefeil, match="Bare du har arbeidet med"):
        _publiser(sak, hun)
    with pytest.raises(Domenefeil, match="Bare du har arbeidet med"):
        sakene.planlegg(sak, tid=timezone.now() + timedelta(days=1), av=hun)
    side = logg_inn(hun).get(reverse("admin:samarbeid_eksempel_change", args=[sak.pk])).text
    assert "Bare du har arbeidet med" in side
    assert reverse("admin:eksempel_handling", args=[sak.pk, "publiser"]) not in side
    sakene.send_til_kollega(sak, til=kollega, av=hun)
    with pytest.raises(Domenefeil, match="Bare du har arbeidet med"):
        _publiser(sak, hun)
    assert _publiser(sak, kollega)


@pytest.mark.parametrize("hvor", ["konto", "lagt_til", "byttet_fra", "med_pluss"])
def test_en_adresse_hun_har_brukt_er_henne(client, hun, kollega, hvor):
    adresse = "privat@eksempel.org"
    if hvor == "konto":
        adresse = hun.epost
    elif hvor == "lagt_til":
        EmailAddress.objects.create(user=hun, email=adresse)
    elif hvor == "byttet_fra":
        Adressebytte.objects.create(bruker=hun, gammel=adresse, ny=hun.epost, avtrykk="a" * 64)
    else:
        adresse = "hun+tips@eksempel.no"
    sak = meld_inn(client, epost=adresse).eksempel
    _spor_og_svar(client, sak, kollega)
    with pytest.raises(Domenefeil, match="Du har meldt inn"):
        _publiser(sak, hun)


def test_den_som_svarte_med_sin_egen_adresse_eller_innlogget_publiserer_ikke(client, hun, kollega):
    sak = meld_inn(client).eksempel
    _spor_og_svar(client, sak, kollega, epost=hun.epost)
    with pytest.raises(Domenefeil, match="svart for en part"):
        _publiser(sak, hun)
    _spor_og_svar(logg_inn(hun), sak, kollega)
    assert set(Sakspart.objects.order_by("-pk")[:2].values_list("svart_av", flat=True)) == {hun.pk}
    Sakspart.objects.update(epost="")
    with pytest.raises(Domenefeil, match="svart for en part"):
        _publiser(sak, hun)


def test_den_som_meldte_inn_mens_hun_var_innlogget_publiserer_ikke(hun, kollega, client):
    sak = meld_inn(logg_inn(hun), epost="helt.ukjent@eksempel.no").eksempel
    assert Innmelding.objects.get(eksempel=sak).sendt_av == hun
    _spor_og_svar(client, sak, kollega)
    with pytest.raises(Domenefeil, match="Du har meldt inn"):
        _publiser(sak, hun)


def test_to_som_har_gjort_hver_sin_del_kan_publisere(client, hun, kollega):
    sak = meld_inn(client).eksempel
    _spor_og_svar(client, sak, hun)
    assert _publiser(sak, kollega)
    assert Innmelding.objects.get(eksempel=sak).sendt_av is None


def test_en_kollega_som_har_rettet_teksten_er_nok(client, hun, kollega):
    sak = meld_inn(client).eksempel
    _spor_og_svar(client, sak, hun)
    sak.refresh_from_db()
    sak.behov = "Eldre hadde ingen å gå på tur med."
    sakene.lagre_eksempel(sak, av=kollega)
    assert _publiser(sak, hun)


def test_den_som_skrev_og_slettet_kontoen_er_ikke_en_annen(client, hun, kollega):
    sak = meld_inn(client).eksempel
    _spor_og_svar(client, sak, kollega)
    sak.refresh_from_db()
    sak.behov = "Noe annet."
    sakene.lagre_eksempel(sak, av=kollega)
    kollega.delete()
    with pytest.raises(Domenefeil, match="Bare du har arbeidet med"):
        _publiser(sak, hun)


def test_samme_postkasse():
    assert samme_postkasse(["Kari+a@eksempel.no"], {"kari@EKSEMPEL.no"})
    assert not samme_postkasse(["", "kari@eksempel.no"], {"", "kari@eksempel.com"})
    assert not samme_postkasse(["+a@eksempel.no"], {"b@eksempel.no"})
