"""Miljøvariablene: hver feil er én setning som nevner variabelen og aldri den hemmelige verdien."""

import secrets

import pytest

from veier import miljo

GOD = "tLr8Zq2mXv5WbN1cHs7Kd0Pf4Gj9Ya3Eu6Ri_-QoTzMw"


@pytest.mark.parametrize("lag", [secrets.token_urlsafe, secrets.token_hex])
@pytest.mark.parametrize("byte", [32, 48, 64])
def test_tilfeldige_nokler_godtas(lag, byte):
    for _gang in range(20):
        nokkel = lag(byte)
        assert miljo.krev_nokkel("SECRET_KEY", nokkel) == nokkel


@pytest.mark.parametrize(
    "nokkel",
    [
        "",
        "kort",
        GOD[:39],
        "x" * 60,
        "ab" * 40,
        GOD[:8] * 10,
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
        "django-insecure-" + GOD,
        "en-lang-hemmelig-tekst-som-noen-har-funnet-pa-selv-0123",
        "dette er et Eksempel på en lang, tilfeldig tekst 1234",
        "changeme-" + GOD,
        "1234567890" * 6,
        "0" * 64,
    ],
)
def test_korte_kjente_og_gjentatte_nokler_avvises_uten_a_vises(nokkel):
    with pytest.raises(miljo.Miljofeil, match=r"^SECRET_KEY er") as feil:
        miljo.krev_nokkel("SECRET_KEY", nokkel)
    assert not nokkel or nokkel not in str(feil.value).replace("er for kort", "")


def test_en_liste_av_nokler_har_den_nyeste_forst_og_hver_ma_vaere_god():
    annen = GOD[::-1]
    assert miljo.nokler("N", f" {GOD} , {annen},") == [GOD, annen]
    assert miljo.nokler("N", "") == []
    with pytest.raises(miljo.Miljofeil, match=r"^N \(nummer 2\) er for kort"):
        miljo.nokler("N", f"{GOD},kort")
    with pytest.raises(miljo.Miljofeil, match="to ganger"):
        miljo.nokler("N", f"{GOD},{GOD}")


@pytest.mark.parametrize(
    "url",
    [
        "http://tull",
        "tull",
        "smtp://",
        "smtp:///",
        "smtps:vert",
        "smtp://vert:tall",
        "smtp://vert:0",
        "smtp://vert:99999",
        "smtp://vert:-1",
        "smtp://bruker@vert",
        "smtp://b:p@vert/sti",
        "smtp://b:p@vert?tls=nei",
        "smtp://b:p/x@vert:587",
        "smtp://[::1",
        "smtp://ve rt:25",
        "smtp://vert\n:25",
        "SMTP//vert",
        "imap://vert:143",
        "smtp://-vert-",
    ],
)
def test_eposttjeneren_ma_kunne_leses(url):
    with pytest.raises(miljo.Miljofeil, match=r"^EPOST_URL"):
        miljo.eposttjener(url)


@pytest.mark.parametrize(
    ("url", "svar"),
    [
        ("smtp://vert", ("vert", 587, "", "", False, True)),
        ("smtp://10.0.0.4:25", ("10.0.0.4", 25, "", "", False, True)),
        ("smtp://localhost:25", ("localhost", 25, "", "", False, False)),
        ("smtp://127.0.0.2:25", ("127.0.0.2", 25, "", "", False, False)),
        ("smtp://b:p@localhost:25", ("localhost", 25, "b", "p", False, True)),
        ("smtp://kari%40x.no:p%2F%3A@vert:2525", ("vert", 2525, "kari@x.no", "p/:", False, True)),
        ("smtps://b:p@post.kommune.no", ("post.kommune.no", 465, "b", "p", True, False)),
        ("smtp://[::1]:25/", ("::1", 25, "", "", False, False)),
    ],
)
def test_eposttjeneren_leses(url, svar):
    assert miljo.eposttjener(url) == svar
    assert miljo.eposttjener("") is None


@pytest.mark.parametrize(
    ("verter", "sslmode", "godtas"),
    [
        (["localhost"], "", True),
        (["127.0.0.1"], "prefer", True),
        (["::1"], "", True),
        (["/run/postgresql"], "", True),
        ([""], "", True),
        (["db.kommune.no"], "verify-full", True),
        (["db.kommune.no"], "require", True),
        (["db.kommune.no"], "disable", True),
        (["db.kommune.no"], "", False),
        (["db.kommune.no"], "prefer", False),
        (["10.0.0.4"], "allow", False),
        (["localhost", "10.0.0.4"], "", False),
        (["localhost"], "tull", False),
    ],
)
def test_en_database_pa_en_annen_maskin_ma_si_hvordan_den_er_kryptert(verter, sslmode, godtas):
    if godtas:
        miljo.krev_kryptert_database(verter, sslmode)
        return
    with pytest.raises(miljo.Miljofeil, match=r"^(DATABASE_URL|sslmode i DATABASE_URL)"):
        miljo.krev_kryptert_database(verter, sslmode)


@pytest.mark.parametrize("verdi", ["tull", "", "-1", "1.5", "100,annet", "100,liste", "31536000,liste"])
def test_hsts_som_ikke_kan_leses_er_en_setning(verdi):
    with pytest.raises(miljo.Miljofeil, match=r"^VEIER_HSTS"):
        miljo.hsts(verdi)
    assert miljo.hsts("31536000, underdomener,liste") == (31536000, True, True)


@pytest.mark.parametrize(
    "adresse",
    [
        "http://veier.example",
        "veier.example",
        "ftp://localhost",
        "https://",
        "https://vert:port",
        "https://vert/sti",
        "https://b:p@vert",
        "https://vert?x=1",
        "https://ve rt",
        "https://vert#x",
    ],
)
def test_portalens_adresse_ma_vaere_bare_vert_og_port(adresse):
    with pytest.raises(miljo.Miljofeil, match=r"^VEIER_ADRESSE"):
        miljo.portalens_adresse(adresse)


@pytest.mark.parametrize(
    "verdi", ["tull", "Portalen", "a@b@c.no", "<a@b.no", "P <a@b.no>\nBcc: x@y.no", "@b.no"]
)
def test_avsenderen_ma_ha_en_adresse(verdi):
    with pytest.raises(miljo.Miljofeil, match=r"^VEIER_AVSENDER"):
        miljo.avsender(verdi)


def test_resten(tmp_path):
    assert miljo.avsender("Veier <post@kommune.no>") and miljo.avsender("portal@localhost")
    assert miljo.nettadresse("X", "https://data.brreg.no/x/") and miljo.nettadresse(
        "X", "http://localhost:1/"
    )
    for url in ("http://brreg.no/", "data.brreg.no", "https://", "https://b:p@vert/"):
        with pytest.raises(miljo.Miljofeil, match=r"^X "):
            miljo.nettadresse("X", url)
    assert [miljo.ja_nei("X", v) for v in ("", "0", "nei", "1", "ja")] == [False, False, False, True, True]
    for verdi in ("tull", "true", "Ja!"):
        with pytest.raises(miljo.Miljofeil):
            miljo.ja_nei("X", verdi)
    assert miljo.heltall("X", "2", fra=1, til=3) == 2
    for verdi in ("", "0", "4", "-1", "to", "2.0", "٢", "1e1", "2 "):
        with pytest.raises(miljo.Miljofeil):
            miljo.heltall("X", verdi, fra=1, til=3)
    fil = tmp_path / "fil"
    fil.write_text("ikke en nøkkel", encoding="utf-8")
    with pytest.raises(miljo.Miljofeil):
        miljo.mappe("X", fil)
    assert miljo.mappe("X", tmp_path / "ny") == tmp_path / "ny"
    for sti in (fil, tmp_path, tmp_path / "borte"):
        with pytest.raises(miljo.Miljofeil):
            miljo.pem("X", str(sti))
    fil.write_text("-----BEGIN PRIVATE KEY-----\n", encoding="ascii")
    assert miljo.pem("X", str(fil))
