"""Det som gjelder hver eneste side: størrelse, antall spørringer, overskrift, språk, og lenker som lever."""

import os
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from kommuner.models import OffentligPart
from tests.adresser import alle_adresser, lag_utkast, levende

pytestmark = pytest.mark.django_db
HOYST_BYTES = 60_000
STORRE = {
    "kart": 120_000,
    "nettkart_del": 1_000_000,
}  # kartet etter avtale; sitemap.xml er ikke en side for folk
HOYST_SPORRINGER = 8
MALFORMER = ("", "/nn")
GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
# Uten --grundig hentes så mange sider fra hver visning på hver målform; resten av adressene slås bare opp.
FLEST_AV_HVER = 10_000 if GRUNDIG else 2
VIRKSOMHET = re.compile(r"(?:/nn)?/offentlige/([^/?]+)/")
FASTE = {
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "robots",
    "postkassen",
    "nettkart",
    "nettkart_del",
    "security_txt",
    "kartbilde",
    "helse",
    "helse_drift",
}
# Bare POST, eller filer som ikke er sider.
IKKE_GET = {"prov_forslag", "prov_rett", "prov_terskler", "prov_del", "veiviser_del"}
FILER = {
    "entreprenorer_csv",
    "eksempler_csv",
    "offentlige_csv",
    "behov_csv",
    "tilskudd_kalender",
    "tall_csv",
    "tall_rapport",
    "offentlig_aret",
    "mal_fil",
    "veiviser_sak",
    "veiviser_delt_sak",
    "prov_fil",
    "prov_side",
    "prov_delt_side",
    "veiviser_fil",
    "veiviser_side",
    "veiviser_delt_fil",
    "veiviser_delt_side",
    "prov_delt_fil",
    "ikon",
    "epost_inn",
} | FASTE


# Midt i en innlogging: uten den sendes man til begynnelsen. Og lenker som bare lever i en e-post.
MIDT_I = {
    "account_confirm_login_code", "account_email_verification_sent", "account_confirm_password_reset_code",
    "account_complete_password_reset", "mfa_login_webauthn", "mfa_authenticate",
    "entreprenor_invitasjon", "offentlig_invitasjon", "redaktor_invitasjon", "konto_stopp_bytte", "epost_av", "account_logout",
    "porten_login", "porten_callback", "socialaccount_signup",
    # Hører til noen: prøves i tilgangsmatrisen og i egne tester.
    "ide", "behov", "entreprenor_logo", "eksempel_bilde",
    "referanse_svar_lenke", "referanse_bekreft", "samtale", "samtale_bekreft", "utvalg_delt",
    "mottaker", "mottaker_handling", "varsel_bekreft", "varsel_av", "invitasjoner_av", "varslene_uten_konto", "kontaktnavn_fjern",
    "behov_spor", "behov_sporsmalene", "behov_spor_bekreft",
    "innmelding", "innmelding_bekreft", "meld_inn_steg", "meld_inn_slett", "sakspart",
    "utvalg_delt_fil", "kalenderfil", "mottaker_arkiv", "mottaker_arkivfil", "mottaker_vedlegg",
    "mottaker_mote", "mottaker_skjermet", "mottaker_lenken",
}  # fmt: skip
EGNE = {a.navn for a in alle_adresser() if getattr(a.visning, "login_required", True)}


class Side(HTMLParser):
    """Lenkene, ankrene, overskriftene og språket på en side."""

    def __init__(self, html):
        super().__init__()
        self.lenker, self.ider, self.h1, self.lang, self.tittel = [], [], 0, "", ""
        self._i_tittel = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "a" and "href" in a:
            self.lenker.append(a["href"])
        if "id" in a:
            self.ider.append(a["id"])
        self.h1 += tag == "h1"
        if tag == "html":
            self.lang = a.get("lang")
        self._i_tittel = tag == "title"

    def handle_endtag(self, tag):
        self._i_tittel = False

    def handle_data(self, data):
        if self._i_tittel:
            self.tittel += data


@pytest.fixture
def utkast():
    return lag_utkast()


def _sider():
    """Sidene alle kan lese. De som krever innlogging, står i ``EGNE``."""
    return [a for a in alle_adresser() if a.navn not in IKKE_GET | FILER | MIDT_I | EGNE]


@pytest.mark.parametrize("malform", MALFORMER, ids=["nb", "nn"])
@pytest.mark.parametrize("adresse", _sider(), ids=lambda a: a.navn)
def test_siden_er_liten_rask_og_hel(client, utkast, adresse, malform):
    if malform and adresse.navn in FASTE:
        malform = ""
    sti = malform + adresse.sti(levende(adresse, utkast))
    client.get(sti)  # den første leser kunnskapen
    with CaptureQueriesContext(connection) as sporringer:
        svar = client.get(sti)
    assert svar.status_code == 200, sti
    html = svar.content.decode()
    side = Side(html)
    assert len(sporringer) <= HOYST_SPORRINGER, [s["sql"][:90] for s in sporringer]
    assert len(svar.content) <= STORRE.get(adresse.navn, HOYST_BYTES)
    assert (side.h1, side.lang) == (1, "nn" if malform else "nb")
    assert len(side.ider) == len(set(side.ider)), sorted(i for i in side.ider if side.ider.count(i) > 1)
    assert svar["Content-Language"] == ("nn" if malform else "nb")


def test_alle_lenker_inne_i_portalen_lever(client, utkast, monkeypatch):
    """Følger hver lenke fra hver side; ankeret må finnes der lenken peker. De 716 virksomhetene slås opp."""
    # Her er det lenkene som prøves: ingen person følger tusen av dem på ti minutter.
    monkeypatch.setattr("veier.grense.mellomvare.grense_for", lambda _treff: None)
    virksomheter = set(OffentligPart.objects.synlige().values_list("slug", flat=True))
    ko = [
        malform + a.sti(levende(a, utkast))
        for a in _sider()
        for malform in MALFORMER
        if not (malform and a.navn in FASTE)
    ]
    sett, sider, dode, startet, hentet = set(), {}, [], set(ko), Counter()
    while ko:
        sti = ko.pop()
        if sti in sett:
            continue
        sett.add(sti)
        if (treff := VIRKSOMHET.fullmatch(sti)) and sti not in startet:
            dode += [] if treff[1] in virksomheter or treff[1] == "kart" else [(sti, "ukjent virksomhet")]
            continue
        try:
            uten_malform = sti.partition("?")[0].removeprefix("/nn")
            visning = (resolve(uten_malform).view_name, sti.startswith("/nn/"))
        except Resolver404:
            dode.append((sti, "ukjent adresse"))
            continue
        hentet[visning] += 1
        if hentet[visning] > FLEST_AV_HVER and sti not in startet:
            continue
        svar = client.get(sti)
        if svar.status_code == 302 and svar["Location"].partition("?")[0] in {"/logg-inn/", "/nn/logg-inn/"}:
            continue  # siden krever innlogging; den er i tilgangsmatrisen
        if svar.status_code != 200:
            dode.append((sti, svar.status_code))
        elif svar["Content-Type"].startswith("text/html"):
            sider[sti] = side = Side(svar.content.decode())
            for lenke in side.lenker:
                ren = lenke.removeprefix("http://testserver").split("#")[0]
                if ren.startswith("?"):
                    ko.append(sti.split("?")[0] + ren)
                elif ren.startswith("/") and "/offentlige/?" not in ren:
                    ko.append(ren)
    for sti, side in sider.items():
        for lenke in side.lenker:
            mal, _, anker = lenke.removeprefix("http://testserver").partition("#")
            if anker and (mal or sti) in sider and anker not in sider[mal or sti].ider:
                dode.append((sti, lenke))
    assert dode == []
    assert len(sett) > (1000 if GRUNDIG else 500)
    assert len(sider) > (250 if GRUNDIG else 120)


@pytest.mark.parametrize("malform", MALFORMER, ids=["nb", "nn"])
def test_titlene_er_ulike_og_lenken_til_den_andre_malformen_er_den_samme_siden(client, utkast, malform):
    titler = {}
    for adresse in _sider():
        if adresse.navn in FASTE or adresse.navn.endswith("_delt"):
            continue
        sti = adresse.sti(levende(adresse, utkast))
        side = Side(client.get(malform + sti).content.decode())
        titler.setdefault(side.tittel, []).append(adresse.navn)
        assert ("" if malform else "/nn") + sti in side.lenker
    like = {tittel: navn for tittel, navn in titler.items() if len(navn) > 1}
    # Det første steget i en flyt har samme tittel før og etter at det er begynt på.
    assert sorted(map(sorted, like.values())) == [["prov", "prov_steg"], ["veiviser", "veiviser_steg"]]


def test_titlene_skiller_malformene(client, utkast):
    """«Om portalen» heter det samme på begge: fanen og søkemotoren må kunne si hvilken det er."""
    for adresse in _sider():
        sti = adresse.sti(levende(adresse, utkast))
        nb, nn = (Side(client.get(foran + sti).content.decode()).tittel for foran in ("", "/nn"))
        assert nb != nn, sti
        assert "(nynorsk)" in nn, sti


@pytest.mark.parametrize(
    ("sti", "sprak", "overskrift"),
    [("/finnes-ikke/", "nb", "Vi finner ikke siden"), ("/nn/finst-ikkje/", "nn", "Vi finn ikkje sida")],
)
def test_en_side_som_mangler_er_i_den_vanlige_rammen_og_pa_adressens_sprak(client, sti, sprak, overskrift):
    svar = client.get(sti)
    tekst = svar.content.decode()
    assert svar.status_code == 404
    assert f'<html lang="{sprak}"' in tekst
    assert f">{overskrift}</h1>" in tekst
    assert (
        'class="hovedmeny"' in tekst
        and 'role="search"' in tekst
        and 'name="robots" content="noindex"' in tekst
    )
    assert "emne=feil" in tekst and 'rel="canonical"' not in tekst
    assert not svar.cookies


def test_malformen_endrer_ikke_svaret_og_ingen_kapsel_settes(client, utkast):
    svar = client.get("/nn/modeller/pilotavtale/", headers={"accept-language": "nb"})
    assert "Kven bestemmer vanlegvis" in svar.content.decode()
    assert not svar.cookies
    svar = client.get("/modeller/pilotavtale/", headers={"accept-language": "nn"})
    assert "Hvem bestemmer vanligvis" in svar.content.decode()
    assert "Vary" not in svar or "Accept-Language" not in svar["Vary"]


def test_nynorsk_tilbys_bare_der_virksomheten_bruker_nynorsk(client):
    nynorsk = client.get("/offentlige/oygarden-kommune/").content.decode()
    bokmal = client.get("/offentlige/halden-kommune/").content.decode()
    assert "Øygarden kommune brukar nynorsk" in nynorsk
    assert "brukar nynorsk" not in bokmal
    assert "brukar nynorsk" not in client.get("/nn/offentlige/oygarden-kommune/").content.decode()
