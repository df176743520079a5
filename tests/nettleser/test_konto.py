"""Kontoer og organisasjoner i en ekte nettleser, med e-post fra en ekte tjener."""

from __future__ import annotations

import os
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from stdnum.no import orgnr

from tests.nettleser.conftest import TELLER, utvalg
from tests.register import ENHET, NUMMER

pytestmark = [pytest.mark.utenfra, pytest.mark.nettleser, pytest.mark.xdist_group("nettleser")]


def _adresse(domene="eksempel.example"):
    return f"person{next(TELLER)}@{domene}"


def _ny_konto(side, postkasse, epost, neste=""):
    """Lager en konto med kode, og står igjen på siden etterpå."""
    side.goto(f"/ny-konto/{neste}")
    fra = len(postkasse.mottatt)
    side.get_by_label("E-postadresse").fill(epost)
    side.get_by_role("button", name="Lag kontoen").click()
    side.get_by_label("Kode").fill(postkasse.kode(epost, fra=fra))
    side.get_by_role("button", name="Gå videre").click()
    # Innlogget: uten å vente ville neste adresse avbrutt svaret.
    side.locator(".hattvelger").wait_for()


def _menyen_lukkes(side):
    """Med Esc, og når tastaturet går ut av den."""
    meny = side.locator(".hattvelger")
    meny.locator("summary").click()
    side.keyboard.press("Tab")
    side.keyboard.press("Escape")
    assert not meny.evaluate("e => e.open")
    assert side.evaluate("document.activeElement.tagName") == "SUMMARY"
    side.keyboard.press("Enter")
    meny.get_by_role("button", name="Logg ut").focus()
    side.keyboard.press("Tab")
    assert not meny.evaluate("e => e.open")


def _logg_ut(side):
    side.locator(".hattvelger summary").click()
    side.get_by_role("button", name="Logg ut").click()


@pytest.mark.parametrize(
    "side",
    [{"bredde": 390}, pytest.param({"js": False}, marks=pytest.mark.grundig)],
    ids=["390", "uten-js"],
    indirect=True,
)
def test_ny_konto_og_innlogging_med_kode(side, postkasse, request):
    epost = _adresse()
    _ny_konto(side, postkasse, epost)
    assert side.get_by_role("heading", level=1).inner_text() == "Min side"
    if "uten-js" not in request.node.name:
        _menyen_lukkes(side)
    _logg_ut(side)
    fra = len(postkasse.mottatt)
    side.goto("/logg-inn/")
    side.get_by_label("E-postadresse").fill(epost)
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_label("Kode").fill("XXXX-XXXX")
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_text("Koden er feil").first.wait_for()
    side.get_by_label("Kode").fill(postkasse.kode(epost, fra=fra).lower())
    side.get_by_role("button", name="Gå videre").click()
    side.wait_for_url("**/min-side/")


def test_passnokkel_legges_til_og_logger_inn_alene(side, postkasse):
    cdp = side.context.new_cdp_session(side)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    _ny_konto(side, postkasse, _adresse())
    side.goto("/konto/sikkerhet/passnokler/ny/")
    side.get_by_label("Navn på passnøkkelen").fill("Telefonen min")
    side.get_by_label("Logg inn med bare denne").check()
    side.get_by_role("button", name="Legg til").click()
    side.wait_for_url(lambda url: "/ny/" not in url)
    side.goto("/konto/sikkerhet/passnokler/")
    side.get_by_role("heading", name="Telefonen min").wait_for()
    _logg_ut(side)
    side.goto("/logg-inn/")
    side.get_by_role("button", name="Logg inn med passnøkkel").click()
    side.wait_for_url("**/min-side/")


def test_passnokkel_som_avbrytes_forklares(side):
    cdp = side.context.new_cdp_session(side)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    side.goto("/logg-inn/")
    side.get_by_role("button", name="Logg inn med passnøkkel").click()  # det finnes ingen nøkkel
    side.get_by_text("Passnøkkelen ble ikke brukt").wait_for()


def _totp(hemmelig):
    return format_hotp_value(hotp_value(hemmelig, int(time.time()) // 30))


@pytest.mark.grundig
def test_kodeapp_kreves_ved_neste_innlogging(side, postkasse):
    epost = _adresse()
    _ny_konto(side, postkasse, epost)
    side.goto("/konto/sikkerhet/app/")
    hemmelig = side.locator(".brytes").inner_text()
    side.get_by_label("Kode").fill(_totp(hemmelig))
    side.get_by_role("button", name="Koble til").click()
    side.get_by_role("heading", name="Gjenopprettingskoder").wait_for()
    reservekode = side.locator(".koder code").first.inner_text()
    _logg_ut(side)
    fra = len(postkasse.mottatt)
    side.goto("/logg-inn/")
    side.get_by_label("E-postadresse").fill(epost)
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_label("Kode").fill(postkasse.kode(epost, fra=fra))
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_role("heading", name="Ett trinn til").wait_for()
    side.get_by_label("Kode").fill(reservekode)
    side.get_by_role("button", name="Logg inn").click()
    side.wait_for_url("**/min-side/")


def test_registrer_inviter_ta_imot_og_forlat(side, postkasse, enhetsregisteret, nettleser, tjener):
    enhetsregisteret.sett_enhet(navn="EKSEMPEL ARBEIDSINKLUDERING SA")
    eier, kollega = _adresse(), _adresse()
    _ny_konto(side, postkasse, eier)
    side.get_by_role("link", name="Registrer en sosial entreprenør").click()
    side.get_by_label("Organisasjonsnummer").fill(NUMMER)
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_text("Eksempel Arbeidsinkludering SA").wait_for()
    side.get_by_role("button", name="Ja, registrer").click()
    side.get_by_role("link", name="Hvem er med").click()
    fra = len(postkasse.mottatt)
    side.get_by_label("E-postadresse").fill(kollega)
    side.get_by_role("button", name="Send invitasjonen").click()
    lenke = postkasse.lenke(kollega, fra=fra)
    annen = nettleser.new_context(base_url=tjener).new_page()
    annen.goto(lenke)
    annen.get_by_role("link", name="Lag en konto").click()
    fra = len(postkasse.mottatt)
    annen.get_by_label("E-postadresse").fill(kollega)
    annen.get_by_role("button", name="Lag kontoen").click()
    annen.get_by_label("Kode").fill(postkasse.kode(kollega, fra=fra))
    annen.get_by_role("button", name="Gå videre").click()
    annen.get_by_role("button", name="Bli med").click()
    annen.get_by_text("Du er nå med i").wait_for()
    annen.goto(lenke)
    annen.get_by_text("brukt, trukket tilbake eller for gammel").wait_for()
    annen.goto("/entreprenorer/eksempel-arbeidsinkludering-sa/medlemmer/")
    annen.get_by_role("link", name="Forlat organisasjonen").click()
    annen.get_by_role("button", name="Forlat").click()
    annen.get_by_text("Du er ikke lenger med i").wait_for()
    annen.context.close()


ANNET_NUMMER = "314001028"
ANNEN = {**ENHET, "organisasjonsnummer": ANNET_NUMMER}
NEI = {
    "konkurs": ((200, {**ANNEN, "konkurs": True}), "er registrert som konkurs"),
    "avvikling": ((200, {**ANNEN, "underAvvikling": True}), "er under avvikling"),
    "slettet": ((200, {"organisasjonsnummer": ANNET_NUMMER, "navn": "BORTE", "slettedato": "2024-05-06"}), "er slettet"),
    "404": ((404, b""), "kjenner ikke nummeret"),
    "410": ((410, {"organisasjonsnummer": ANNET_NUMMER}), "tatt ut av de åpne opplysningene"),
}  # fmt: skip
NEDE = {"400": (400, {"status": 400}), "500": (500, b""), "503": (503, b""), "tull": (200, b"<html>"), "brudd": ("brudd", b"")}  # fmt: skip
if os.environ.get("VEIER_GRUNDIG"):
    NEDE["treg"] = ("treg", 15)  # tre forsøk på fire sekunder


@pytest.mark.grundig
def test_registrer_med_hvert_svar_fra_registeret(side, postkasse, enhetsregisteret):
    assert orgnr.is_valid(ANNET_NUMMER)
    _ny_konto(side, postkasse, _adresse())
    side.wait_for_url("**/min-side/")
    side.set_default_timeout(30_000)
    for svar, melding in NEI.values():
        enhetsregisteret.sett(f"enheter/{ANNET_NUMMER}", svar)
        side.goto("/entreprenorer/registrer/")
        side.get_by_label("Organisasjonsnummer").fill(ANNET_NUMMER)
        side.get_by_role("button", name="Gå videre").click()
        side.get_by_text(melding).first.wait_for()
        assert side.get_by_label("Organisasjonsnummer").input_value() == ANNET_NUMMER
    for svar in NEDE.values():
        enhetsregisteret.sett(f"enheter/{ANNET_NUMMER}", svar)
        side.goto("/entreprenorer/registrer/")
        side.get_by_label("Organisasjonsnummer").fill(ANNET_NUMMER)
        side.get_by_role("button", name="Gå videre").click()
        side.get_by_text("Enhetsregisteret svarer ikke nå").first.wait_for()
    # Registeret er fortsatt nede: navnet personen skriver, er nok.
    side.get_by_label("Navn på organisasjonen").fill("Nede AS")
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_text("Nede AS er registrert, og venter på bekreftelse").wait_for()
    side.get_by_role("heading", name="Venter på bekreftelse").wait_for()
    assert side.get_by_role("heading", name="Fra registrene").count() == 0
    # Den neste med samme nummer ledes til redaksjonen, ikke til den som kom først.
    _logg_ut(side)
    _ny_konto(side, postkasse, _adresse())
    side.wait_for_url("**/min-side/")
    side.goto("/entreprenorer/registrer/")
    side.get_by_label("Organisasjonsnummer").fill(ANNET_NUMMER)
    side.get_by_role("button", name="Gå videre").click()
    assert side.get_by_role("link", name="Be om å bli med").count() == 0
    side.get_by_label("Hvem er du").fill("Jeg jobber der.")
    side.get_by_role("button", name="Spør redaksjonen").click()
    side.get_by_text("Redaksjonen har fått spørsmålet").wait_for()
    enhetsregisteret.sett_enhet()


@pytest.mark.grundig
def test_overta_en_profil_gar_til_redaksjonen(side, postkasse):
    side.goto("/entreprenorer/motitech/")
    side.get_by_role("link", name="Er dette dere?").click()
    side.get_by_role("link", name="Lag en konto").click()
    epost, fra = _adresse(), len(postkasse.mottatt)
    side.get_by_label("E-postadresse").fill(epost)
    side.get_by_role("button", name="Lag kontoen").click()
    side.get_by_label("Kode").fill(postkasse.kode(epost, fra=fra))
    side.get_by_role("button", name="Gå videre").click()
    side.get_by_role("heading", name="Overta profilen til Motitech").wait_for()
    side.get_by_label("Hvem er du").fill("Jeg er daglig leder.")
    side.get_by_role("button", name="Send").click()
    side.get_by_text("Redaksjonen har fått spørsmålet").wait_for()
    side.get_by_text("Redaksjonen svarer.").wait_for()


@pytest.mark.grundig
def test_hent_data_bestill_sletting_og_angre(side, postkasse):
    epost = _adresse()
    _ny_konto(side, postkasse, epost)
    side.goto("/konto/data/")
    fra = len(postkasse.mottatt)
    side.get_by_role("button", name="Lag filen").click()
    side.goto(postkasse.lenke(epost, fra=fra))
    with side.expect_download() as nedlasting:
        side.get_by_role("link", name="Last ned filen").click()
    assert os.path.getsize(nedlasting.value.path()) > 500
    side.get_by_role("link", name="Se hva som blir slettet").click()
    side.get_by_role("button", name="Slett kontoen om sju dager").click()
    side.get_by_role("button", name="Angre: behold kontoen").click()
    side.get_by_text("Kontoen blir ikke slettet.").wait_for()


@pytest.mark.parametrize(
    "side",
    [
        {"bredde": 390, "del": (0, 3)},
        pytest.param({"bredde": 1280, "del": (1, 3)}, marks=pytest.mark.grundig),
        {"bredde": 320, "skjema": "dark", "del": (2, 3)},
    ],
    ids=["390", "1280", "320-mork"],
    indirect=True,
)
def test_kontosidene_er_uten_uu_feil_og_uten_sideveis_rulling(side, postkasse, uu, request):
    apne = ("/logg-inn/", "/ny-konto/", "/glemt-passord/", "/logg-inn/be-om-kode/", "/admin/login/")
    for sti in utvalg(apne, request):
        side.goto(sti)
        assert uu() == [], sti
    _ny_konto(side, postkasse, _adresse("oslo.kommune.no"))
    side.get_by_role("link", name="Bli med i Oslo kommune").click()
    side.get_by_role("button", name="Bli med").click()
    egne = (
        "/min-side/", "/konto/", "/konto/e-post/", "/konto/passord/nytt/", "/konto/okter/", "/konto/sikkerhet/",
        "/konto/sikkerhet/app/", "/konto/sikkerhet/passnokler/", "/konto/sikkerhet/passnokler/ny/", "/konto/data/",
        "/konto/slett/", "/logg-ut/", "/entreprenorer/", "/entreprenorer/jodacare/", "/entreprenorer/registrer/",
        "/entreprenorer/jodacare/overta/", "/offentlige/oslo-kommune/medlemmer/", "/offentlige/bergen-kommune/bli-med/",
        "/offentlige/oslo-kommune/administrator/", "/admin/",
    )  # fmt: skip
    for sti in utvalg(egne, request):
        side.goto(sti)
        side.locator("body").wait_for()
        assert uu() == [], sti
        bredde = side.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert bredde <= 0, (sti, bredde)


@pytest.mark.parametrize(
    "side",
    [{"bredde": 390}, pytest.param({"js": False}, marks=pytest.mark.grundig)],
    ids=["390", "uten-js"],
    indirect=True,
)
def test_id_porten_gir_ny_konto_og_innlogging(side, postkasse, utsteder):
    utsteder.sub, epost = f"sub-{next(TELLER)}", _adresse()
    side.goto("/logg-inn/")
    side.get_by_role("button", name="ID-porten").click()
    side.get_by_role("link", name="Fortsett").click()
    fra = len(postkasse.mottatt)
    side.get_by_label("E-postadresse").fill(epost)
    side.locator("main form button[type=submit]").click()
    side.get_by_label("Kode").fill(postkasse.kode(epost, fra=fra))
    side.get_by_role("button", name="Gå videre").click()
    side.wait_for_url("**/min-side/")
    _logg_ut(side)
    side.goto("/logg-inn/")
    side.get_by_role("button", name="ID-porten").click()
    side.get_by_role("link", name="Fortsett").click()
    side.wait_for_url("**/min-side/")
    assert side.get_by_role("heading", level=1).inner_text() == "Min side"


@pytest.mark.grundig
@pytest.mark.parametrize("gal", [{"acr": "idporten-loa-low"}, {"nonce": "feil"}, None], ids=str)
def test_id_porten_som_svarer_galt_eller_avbrytes_logger_ingen_inn(side, utsteder, gal):
    utsteder.gal, utsteder.sub = gal or {}, f"sub-{next(TELLER)}"
    try:
        side.goto("/logg-inn/")
        side.get_by_role("button", name="ID-porten").click()
        side.get_by_role("link", name="Fortsett" if gal else "Avbryt").click()
        side.get_by_text("Ingen er logget inn").or_(side.get_by_text("avbr")).first.wait_for()
        side.goto("/min-side/")
        assert "/logg-inn/" in side.url
    finally:
        utsteder.gal = {}
