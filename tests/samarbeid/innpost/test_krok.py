"""E-post fra en e-posttjeneste: de samme brevene gjennom et kall, og alle andre enn tjenesten avvist."""

import base64
import json

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import DatabaseError

from samarbeid.innpost import krok
from samarbeid.models import Innlegg, Innpost, Samtale, Vedlegg
from samarbeid.samtaler.svaradresse import svaradressen
from veier import miljo
from veier.vedlegg.lager import FullDisk

pytestmark = pytest.mark.django_db
STI = "/epost/inn/"
BRUKER = "postmark:" + "p" * 24
NOKKEL = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OFFENTLIG = base64.b64encode(
    NOKKEL.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
).decode()


@pytest.fixture(autouse=True)
def _domenet(settings):
    settings.SVARDOMENE = "svar.veier.example"


@pytest.fixture
def samtale(verden):
    Vedlegg.objects.all().delete()
    Innpost.objects.all().delete()
    return Samtale.objects.get()


@pytest.fixture
def til(samtale):
    return svaradressen(samtale)


def _raa(til, tekst="Ja, gjerne. Hilsen Kåre", koding="utf-8", nr=1):
    hode = (
        f"From: kari@trondheim.kommune.no\r\nTo: {til}\r\nSubject: SV: Melding\r\nMessage-ID: <{nr}@post.example>\r\n"
        f"Content-Type: text/plain; charset={koding}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return hode.encode("ascii") + tekst.encode(koding)


@pytest.fixture
def postal(client, settings):
    settings.EPOSTMOTTAK, settings.ANYMAIL = "postal", {"POSTAL_WEBHOOK_KEY": OFFENTLIG}

    def send(raa, til, *, nokkel=NOKKEL, fra="kari@trondheim.kommune.no", **endret):
        kall = {
            "message": base64.b64encode(raa).decode(),
            "base64": True,
            "rcpt_to": til,
            "mail_from": fra,
            "id": 1,
        }
        kropp = json.dumps({k: v for k, v in (kall | endret).items() if v is not None}).encode()
        merke = base64.b64encode(nokkel.sign(kropp, padding.PKCS1v15(), hashes.SHA1())).decode()  # noqa: S303 – Postals form
        return client.post(STI, kropp, content_type="application/json", headers={"X-Postal-Signature": merke})

    return send


@pytest.fixture
def postmark(client, settings):
    settings.EPOSTMOTTAK, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": BRUKER}

    def send(kall, *, hvem=BRUKER):
        hoder = {"Authorization": "Basic " + base64.b64encode(hvem.encode()).decode()} if hvem else {}
        return client.post(STI, json.dumps(kall), content_type="application/json", headers=hoder)

    return send


def test_uten_en_tjeneste_finnes_ikke_adressen(client):
    assert client.post(STI, "{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize("koding", ["utf-8", "iso-8859-1"])
def test_postal_gir_samtalen_svaret_en_gang_byte_for_byte(postal, samtale, til, koding):
    for _gang in range(2):
        assert postal(_raa(til, koding=koding), til).status_code == 200
    assert [i.tekst for i in samtale.innlegg.filter(nr__gt=1)] == ["Ja, gjerne. Hilsen Kåre"]
    assert Innpost.objects.count() == 1


def test_postmark_gir_samtalen_svaret(postmark, samtale, til):
    kall = {
        "OriginalRecipient": til,
        "Headers": [{"Name": "Return-Path", "Value": "<kari@trondheim.kommune.no>"}],
    }
    assert postmark({**kall, "RawEmail": _raa(til, tekst="Kom på tirsdag.").decode()}).status_code == 200
    assert [i.tekst for i in samtale.innlegg.filter(nr__gt=1)] == ["Kom på tirsdag."]
    assert postmark({**kall, "TextBody": "Uten hele e-posten"}).status_code == 400


def test_lange_hoder_koster_ikke_mer_enn_gjennom_kommandoen(postal, samtale, til, monkeypatch):
    """Biblioteket leste dem selv, og brukte sekunder på det; nå går bytene rett til leseren som kutter dem."""

    sett = []
    monkeypatch.setattr(
        krok, "ta_imot", lambda raa, konvolutt: sett.append((raa, konvolutt.til, konvolutt.fra))
    )
    raa = b"Content-Type: " + b"a" * 60_000 + b"\r\n" + _raa(til)
    assert postal(raa, til).status_code == 200
    assert sett == [(raa, [til], "kari@trondheim.kommune.no")]


def test_bare_tjenesten_slipper_inn(postal, postmark, client, til, settings):
    for hvem in ("", "postmark:" + "q" * 24, "p" * 24, "annen:" + "p" * 24):
        assert postmark({"RawEmail": _raa(til).decode()}, hvem=hvem).status_code == 403, hvem
    settings.EPOSTMOTTAK, settings.ANYMAIL = "postal", {"POSTAL_WEBHOOK_KEY": OFFENTLIG}
    fremmed = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert postal(_raa(til), til, nokkel=fremmed).status_code == 403
    assert client.post(STI, "{}", content_type="application/json").status_code == 403
    assert not Innpost.objects.exists()


@pytest.mark.parametrize(
    "endret",
    [{"message": None}, {"rcpt_to": None}, {"message": "ikke base64!"}, {"message": 5}, {"message": ["x"]}],
)
def test_et_kall_som_ikke_kan_leses(postal, til, endret):
    assert postal(_raa(til), til, **endret).status_code == 400
    assert not Innpost.objects.exists()


@pytest.mark.parametrize("kropp", [b"", b"[]", b"null", b"5", b"{", b"\xff\xfe", b'"x"', b"[" * 2000])
def test_noe_annet_enn_et_kall(client, settings, kropp):
    settings.EPOSTMOTTAK, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": BRUKER}
    hoder = {"Authorization": "Basic " + base64.b64encode(BRUKER.encode()).decode()}
    assert client.post(STI, kropp, content_type="application/json", headers=hoder).status_code in {200, 400}
    assert not Innlegg.objects.filter(epost="kari@trondheim.kommune.no").exists()


@pytest.mark.parametrize("feil", [DatabaseError("borte"), FullDisk("fullt"), krok.Opptatt()])
def test_tjenesten_prover_igjen_nar_det_ikke_gar_na(postal, til, monkeypatch, feil):
    def ta_imot(*_argumenter):
        raise feil

    monkeypatch.setattr(krok, "ta_imot", ta_imot)
    svar = postal(_raa(til), til)
    assert (svar.status_code, svar["Retry-After"]) == (503, "60")


def test_for_stort_og_feil_metode(client, postal, til, monkeypatch):
    monkeypatch.setattr(krok, "MEST", 300)
    assert postal(_raa(til, tekst="x" * 400), til).status_code == 413
    assert client.get(STI).status_code == 405
    assert client.head(STI).status_code == 200


def test_en_retur_har_tom_avsender(postal, samtale, til):
    assert postal(_raa(til, tekst="Delivery failed"), til, fra="").status_code == 200
    assert not samtale.innlegg.filter(nr__gt=1).exists()


@pytest.mark.parametrize(
    ("verdi", "nokkel", "kontroll", "svar"),
    [
        ("", "", "", ""),
        (" Postal ", OFFENTLIG, "", "postal"),
        ("postmark", BRUKER, "", "postmark"),
        ("postal", "kort", "", "offentlige nøkkelen"),
        ("postmark", "bruker:kort", "", "minst 20 tegn"),
        ("postmark", "", "", "minst 20 tegn"),
        ("sendgrid", BRUKER, "", "«postal» eller «postmark»"),
        ("postmark", BRUKER, "mx.veier.example", "VEIER_EPOSTKONTROLL"),
    ],
    ids=range(8),  # nøkkelen er ny hver gang, og navnene må være de samme i begge prosessene
)
def test_innstillingen(verdi, nokkel, kontroll, svar):
    try:
        assert miljo.epostmottak(verdi, nokkel, avsenderkontroll=kontroll) == svar
    except miljo.Miljofeil as feil:
        assert svar
        assert svar in str(feil)
