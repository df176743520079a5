"""«Vi vil snakke om dette»: adressen bekreftes, eieren får e-post, og ingen ser eierens adresse."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Idedeling, Ideutkast
from samarbeid.svar.samtaleonske import Samtaleonske, finn_deling, lag_kode, les_kode
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.epost.models import Utsending
from veier.lenkeinnhold import VARER
from veier.utkast.handlinger import del_utkast, start_utkast

pytestmark = pytest.mark.django_db
SVAR = {
    "tittel": ["Kofferten vår"],
    "problem": ["Lange dager på sykehjem."],
    "losning": ["En koffert med minner."],
}
SKREVET = {
    "navn": "Rita Rektor",
    "virksomhet": "Sogndal kommune, rektor",
    "epost": "rita@sogndal.kommune.no",
    "melding": "Vi har det samme problemet. Kan dere ringe torsdag?",
}


@pytest.fixture
def delt():
    """Nøkkelen i delelenken til en idé som er tatt med inn i en konto."""
    eva = lag_bruker("eva@eksempel.no", navn="Eva Eier")
    org = lag_entreprenor("Minneland", eva)
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=SVAR))
    logg_inn(eva).post(reverse("prov_ta_med", args=[utkast.nokkel]), {"til": org.slug})
    return utkast.delenokkel


def _brev(mal):
    return Utsending.objects.filter(nokkel__startswith=f"{mal}:")


def _be(client, nokkel, **endret):
    return client.post(reverse("samtale", args=[nokkel]), {**SKREVET, **endret})


def _lenken(tekst):
    return re.search(r"(/prov/samtale/\S+/)", tekst)[1]


def test_meldingen_gar_til_eieren_forst_nar_adressen_er_bekreftet(client, delt):
    side = client.get(reverse("prov_delt", args=[delt])).content.decode()
    assert reverse("samtale", args=[delt]) in side
    assert _be(client, delt)["Location"] == reverse("prov_delt", args=[delt])
    [brev] = _brev("samtale_bekreft")
    assert (brev.til, _brev("samtale_onsket").count()) == ("rita@sogndal.kommune.no", 0)
    lenke = _lenken(brev.tekst)
    bekreft = client.get(lenke).content.decode()
    assert "Kan dere ringe torsdag?" in bekreft
    assert "eva@eksempel.no" not in side + bekreft
    assert client.post(lenke)["Location"] == reverse("prov_delt", args=[delt])
    [til_eva] = _brev("samtale_onsket")
    assert til_eva.til == "eva@eksempel.no"
    for ventet in (
        "Kofferten vår",
        "Rita Rektor",
        "Sogndal kommune, rektor",
        "rita@sogndal.kommune.no",
        "torsdag",
    ):
        assert ventet in til_eva.tekst


def test_den_samme_lenken_sender_aldri_to_ganger(client, delt):
    _be(client, delt)
    lenke = _lenken(_brev("samtale_bekreft").get().tekst)
    kode = lenke.removesuffix("/")
    for skrevet in (kode, kode, f"{kode}=", f"{kode}~", f"{kode[:30]}.{kode[30:]}", f"{kode[:-3]}P=="):
        client.post(f"{skrevet}/")
    assert _brev("samtale_onsket").count() == 1


@pytest.mark.parametrize("felt", ["navn", "virksomhet", "epost", "melding"])
def test_alt_ma_fylles_ut_og_det_skrevne_star(client, delt, felt):
    svar = _be(client, delt, **{felt: ""})
    assert svar.status_code == 422
    igjen = "virksomhet" if felt == "navn" else "navn"
    assert SKREVET[igjen] in svar.content.decode()
    assert not _brev("samtale_bekreft").exists()


def test_den_som_ber_om_mange_ma_vente(client, delt):
    koder = [_be(client, delt, melding=f"Melding {nr}").status_code for nr in range(8)]
    assert koder[:5] == [302] * 5
    assert koder[-1] == 429


def test_et_utkast_uten_konto_har_ingen_a_skrive_til(client):
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=SVAR))
    assert finn_deling(utkast.delenokkel) is None
    assert client.get(reverse("samtale", args=[utkast.delenokkel])).status_code == 404
    side = client.get(reverse("prov_delt", args=[utkast.delenokkel])).content.decode()
    assert "Svar den som sendte deg lenken." in side


def test_er_ideen_ikke_delt_lenger_er_skjemaet_og_lenken_borte(client, delt):
    _be(client, delt)
    lenke = _lenken(_brev("samtale_bekreft").get().tekst)
    Idedeling.objects.all().delete()
    assert client.get(reverse("samtale", args=[delt])).status_code == 404
    assert client.post(lenke).status_code == 404
    assert not _brev("samtale_onsket").exists()


def test_en_lenke_som_er_endret_eller_for_gammel_leses_ikke(client, monkeypatch):
    kode = lag_kode(Samtaleonske("n" * 22, "Rita", "Sogndal", "rita@sogndal.kommune.no", "Hei"))
    assert les_kode(kode).navn == "Rita"
    assert les_kode(kode[:-8] + "AAAAAAAA") is None
    assert les_kode("tull") is None
    senere = timezone.now() + VARER + timedelta(minutes=1)
    monkeypatch.setattr("veier.lenkeinnhold.timezone.now", lambda: senere)
    assert les_kode(kode) is None


def test_en_melding_som_ikke_far_plass_i_lenken_sies_det_fra_om_og_den_star(client, delt):
    """Bilder i teksten er fire oktetter hver. Lenken må kunne åpnes av tjeneren."""
    lang = SKREVET | {"melding": "🙂" * 600, "navn": "🙂" * 100, "virksomhet": "🙂" * 120}
    svar = client.post(reverse("samtale", args=[delt]), lang)
    assert (svar.status_code, "🙂" * 600 in svar.text) == (422, True)
    assert not _brev("samtale_bekreft")
    langt = SKREVET | {"melding": "å" * 600, "navn": "ø" * 100, "virksomhet": "æ" * 120}
    assert client.post(reverse("samtale", args=[delt]), langt).status_code == 302


def test_et_dobbelttrykk_gir_ett_brev_og_en_lenke(client, delt, monkeypatch):
    """To lenker om det samme ville sendt meldingen to ganger når begge ble åpnet."""
    na = timezone.now().replace(second=0, minute=0)
    monkeypatch.setattr("veier.lenkeinnhold.timezone.now", lambda: na)
    for _gang in range(2):
        assert _be(client, delt).status_code == 302
    assert _brev("samtale_bekreft").count() == 1
    _be(client, delt, melding="Noe annet.")
    assert _brev("samtale_bekreft").count() == 2
    monkeypatch.setattr("veier.lenkeinnhold.timezone.now", lambda: na + timedelta(minutes=5))
    _be(client, delt)  # hun fant ikke det første brevet
    assert _brev("samtale_bekreft").count() == 3
