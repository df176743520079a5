"""En kopi av databasen åpner ingen økt, intet utkast, ingen delt side og ingen invitasjon."""

from __future__ import annotations

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from entreprenorer.models import Ideutkast
from samarbeid.models import Samtale, Utvalg
from tests import adresser
from tests.adresser import BEHOV, IDE, lag_utkast
from tests.verden import lag_bruker, logg_inn
from veier.epost.models import Utsending
from veier.epost.sending import send
from veier.foresporsel.okt import Oktid, SessionStore
from veier.kryptering import krypter_med
from veier.personvern.handlinger.innsyn import samle
from veier.utkast.handlinger import del_utkast, start_utkast

pytestmark = pytest.mark.django_db
# Sider bare den som har nøkkelen, kommer til.
I_ADRESSEN = re.compile(
    r"/(?:prov|veiviser|utvalg/delt|invitasjon|stopp|svar|bekreft)/(?:delt/)?([\w-]{20,})/"
)


def _alt_som_tekst():
    """«tabell.kolonne» → alt som står der, for hver kolonne i hver tabell som kan ha tekst i seg."""
    with connection.cursor() as c:
        c.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND (data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'tsvector',"
            " 'ARRAY', 'uuid') OR data_type = 'USER-DEFINED') ORDER BY 1, 2"
        )
        kolonner = c.fetchall()
        ut = {}
        for tabell, kolonne in kolonner:
            verdi = (
                f"encode(\"{kolonne}\", 'escape')" if _er_bytea(c, tabell, kolonne) else f'"{kolonne}"::text'
            )
            c.execute(f'SELECT string_agg({verdi}, chr(10)) FROM "{tabell}" WHERE "{kolonne}" IS NOT NULL')
            ut[f"{tabell}.{kolonne}"] = c.fetchone()[0] or ""
    return ut


def _er_bytea(c, tabell, kolonne):
    c.execute(
        "SELECT data_type = 'bytea' FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
        [tabell, kolonne],
    )
    return c.fetchone()[0]


def _send_alt():
    Utsending.objects.update(ikke_for=None)  # noen av brevene venter til mandag når prøven går en lørdag
    for pk in Utsending.objects.filter(status=Utsending.Status.VENTER).values_list("pk", flat=True):
        send(pk)


@pytest.fixture
def levende(verden, mailoutbox):
    """Hva → nøkkelen, slik den står i lenkene, e-postene og kapslene folk har. Ingen av dem er brukt opp."""
    v = verden
    nokler = {navn: d["nokkel"] for navn, d in v.verdier.items() if "nokkel" in d and navn != "epost_av"}
    for navn, utkast in lag_utkast().items():
        nokler |= {f"{navn}: eier": utkast.nokkel, f"{navn}: delt": utkast.delenokkel}
    # Én som prøver og deler uten konto, og så logger inn med kode i den samme nettleseren.
    gjest = Client()
    for sti, svar in (("prov", IDE), ("veiviser", BEHOV)):
        lenke = gjest.post(reverse(sti), {f: v[0] for f, v in svar.items()})["Location"]
        nokler[f"{sti}: gjestens"] = eier = lenke.split("/steg/")[0].rpartition("/")[2]
        gjest.post(reverse(f"{sti}_del", args=[eier]), {"handling": "del"})
    nokler["kapselen til gjesten"] = gjest.cookies["okt"].value
    gjest.post(reverse("account_login"), {"login": v.folk["eier"].epost})
    nokler["kapselen til den som venter på kode"] = gjest.cookies["okt"].value
    for rolle in ("eier", "redaktor", "offentlig"):
        klient = v.klient(rolle)
        klient.get(reverse("min_side"))
        nokler[f"kapselen til {rolle}"] = klient.cookies["okt"].value
    _send_alt()
    referanser = set(Samtale.objects.values_list("referanse", flat=True))
    for nr, post in enumerate(mailoutbox):
        for treff in I_ADRESSEN.findall(post.body):
            nokler[f"lenke i e-post {nr}"] = treff
        # En referanse har tall i seg de fleste gangene, men ikke alle, og den er ingen nøkkel.
        for kode in set(re.findall(r"\b([A-Z]{3,4}-[A-Z]{3,4})\b", post.body)) - referanser:
            nokler[f"kode i e-post {nr}"] = kode
    return nokler


def test_ingen_levende_nokkel_star_noe_sted(levende):
    slag = " ".join(levende)
    for ventet in (
        "eier",
        "delt",
        "gjestens",
        "kapselen",
        "lenke i e-post",
        "kode i e-post",
        "utvalg_delt",
        "invitasjon",
    ):
        assert ventet in slag
    alt = _alt_som_tekst()
    assert len(alt) > 200
    # Prøven ser det som er der: avtrykket av en levende kapsel, og en tekst noen har skrevet.
    assert Oktid.for_nokkel(levende["kapselen til eier"]) in alt["django_session.session_key"]
    assert "Personer med demens" in alt["entreprenorer_ideutkast.svar"]
    funnet = {
        (navn, hvor) for navn, nokkel in levende.items() for hvor, tekst in alt.items() if nokkel in tekst
    }
    assert funnet == set()


def test_det_som_star_i_databasen_apner_ingenting(levende, client):
    """Den som har kopien, prøver alt den har som nøkkel."""
    alt = _alt_som_tekst()
    for oktid in alt["django_session.session_key"].split():
        client.cookies["okt"] = oktid
        assert client.get(reverse("min_side")).status_code == 302
    client.cookies.clear()
    for kolonne, sider in (
        ("entreprenorer_ideutkast.avtrykk", ["veien_videre", "prov_delt"]),
        ("entreprenorer_ideutkast.delt_avtrykk", ["veien_videre", "prov_delt"]),
        ("entreprenorer_idedeling.avtrykk", ["prov_delt"]),
        ("kommuner_veiviserutkast.avtrykk", ["veiviser_svar"]),
        ("kommuner_veiviserutkast.delt_avtrykk", ["veiviser_delt"]),
        ("samarbeid_utvalg.delt_avtrykk", ["utvalg_delt"]),
    ):
        verdier = alt[kolonne].split()
        assert verdier
        stier = [(side, verdi[:kutt]) for verdi in verdier for side in sider for kutt in (22, 43, 64)]
        for side, verdi in stier:
            grunn = reverse(side, args=["n" * 22])
            assert client.get(grunn.replace("n" * 22, verdi)).status_code == 404


# ── Øktene ──


def test_kapselen_har_nokkelen_og_alt_annet_avtrykket(client):
    bruker = lag_bruker("kari@eksempel.no")
    klient = logg_inn(bruker)
    klient.get(reverse("min_side"))
    okt = Session.objects.get(pk=Oktid.for_nokkel(klient.cookies["okt"].value))
    assert (len(okt.session_key), okt.session_data[:3]) == (40, "k1:")
    assert SessionStore(okt.session_key)["_auth_user_id"] == str(bruker.pk)
    assert klient.get(reverse("min_side")).status_code == 200


def test_kapselen_byttes_ved_innlogging_og_listen_over_okter_virker(mailoutbox):
    bruker = lag_bruker("kari@eksempel.no")
    bruker.set_password("Et langt passord 1!")
    bruker.save()
    her, der = Client(), Client()
    kapsler = []
    for klient in (her, der):
        klient.post(reverse("prov"), {f: v[0] for f, v in IDE.items()})
        for_ = klient.cookies["okt"].value
        klient.post(reverse("account_login"), {"login": bruker.epost, "password": "Et langt passord 1!"})
        kapsler.append(klient.cookies["okt"].value)
        assert kapsler[-1] != for_
        assert len(kapsler[-1]) == 32
        assert klient.get(reverse("min_side")).status_code == 200
    assert {o.session_key for o in UserSession.objects.filter(user=bruker)} == {
        str(Oktid.for_nokkel(k)) for k in kapsler
    }
    her.post(reverse("usersessions_list"))
    assert her.get(reverse("min_side")).status_code == 200
    assert der.get(reverse("min_side")).status_code == 302
    assert [o.session_key for o in UserSession.objects.all()] == [Oktid.for_nokkel(kapsler[0])]
    assert not Session.objects.filter(pk=Oktid.for_nokkel(kapsler[1])).exists()


@pytest.mark.parametrize("kapsel", ["", "x", "a" * 5000, "æøå" * 20, "../../etc", '"'])
def test_en_ukjent_kapsel_er_ingen_okt(client, kapsel):
    client.cookies["okt"] = kapsel
    assert client.get(reverse("forside")).status_code == 200
    assert client.get(reverse("min_side")).status_code == 302


def test_en_okt_ingen_nokkel_kan_lese_er_over(settings):
    klient = logg_inn(lag_bruker("kari@eksempel.no"))
    assert klient.get(reverse("min_side")).status_code == 200
    settings.KRYPTONOKLER = ["en helt annen nøkkel, lang nok til å være en nøkkel 1234567890"]
    assert klient.get(reverse("min_side")).status_code == 302


# ── Bytte av nøkkel ──


def test_bytt_nokkel_tar_med_okter_og_utvalg(settings):
    bruker = lag_bruker("kari@eksempel.no")
    klient = logg_inn(bruker)
    utvalg = Utvalg(eier=bruker, navn="Til møtet")
    utvalg.sett_delenokkel("u" * 22)
    utvalg.save()
    settings.KRYPTONOKLER = [
        "den nye nøkkelen, som er lang nok til å være en nøkkel 0987654321",
        *settings.KRYPTONOKLER,
    ]
    call_command("bytt_nokkel")
    settings.KRYPTONOKLER = settings.KRYPTONOKLER[:1]
    assert klient.get(reverse("min_side")).status_code == 200
    assert f"/utvalg/delt/{'u' * 22}/" in klient.get(utvalg.get_absolute_url()).text


def test_er_nokkelen_borte_kan_eieren_lage_en_ny_lenke_til_utvalget(client, settings):
    bruker = lag_bruker("kari@eksempel.no")
    utvalg = Utvalg(eier=bruker, navn="Til møtet")
    utvalg.sett_delenokkel("u" * 22)
    utvalg.save()
    settings.KRYPTONOKLER = ["en helt annen nøkkel, lang nok til å være en nøkkel 1234567890"]
    klient = logg_inn(bruker)
    assert "/utvalg/delt/" not in klient.get(utvalg.get_absolute_url()).text
    klient.post(utvalg.get_absolute_url(), {"navn": "Til møtet", "del": "1"})
    [ny] = re.findall(r"/utvalg/delt/([\w-]{22})/", klient.get(utvalg.get_absolute_url()).text)[:1]
    assert client.get(reverse("utvalg_delt", args=[ny])).status_code == 200
    assert client.get(reverse("utvalg_delt", args=["u" * 22])).status_code == 404


# ── Innsyn ──


def test_innsyn_har_verken_avtrykk_eller_forseglet_nokkel():
    bruker = lag_bruker("kari@eksempel.no")
    utvalg = Utvalg(eier=bruker, navn="Til møtet")
    utvalg.sett_delenokkel("u" * 22)
    utvalg.save()
    tekst = str(samle(bruker))
    assert "Til møtet" in tekst
    for hemmelig in ("u" * 22, utvalg.delt_avtrykk, utvalg.forseglet_delenokkel):
        assert hemmelig not in tekst


def test_den_delte_lenken_leses_bare_med_eierens_nokkel():
    """Heller ikke portalens egne nøkler er nok."""
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=IDE))
    uten = Ideutkast.objects.get()
    assert (uten.nokkel, uten.er_delt) == ("", True)
    with pytest.raises(Exception, match="kan ikke lese dette"):
        _ = uten.delenokkel
    assert Ideutkast.objects.for_eier(utkast.nokkel).delenokkel == utkast.delenokkel
    assert krypter_med(utkast.nokkel, "a") != krypter_med(utkast.nokkel, "a")


def test_hver_side_med_en_nokkel_i_adressen_er_bare_for_den_som_har_den(verden):
    """Aldri i et mellomlager og aldri i en søkemotor, heller ikke når nøkkelen er gammel."""
    utkast, mangler, sett = lag_utkast(), [], 0
    for adresse in adresser.alle_adresser():
        if getattr(adresse.visning, "login_required", True) or not {"nokkel", "kode"} & set(adresse.deler):
            continue
        svar = Client().get(adresse.sti(adresser.levende(adresse, utkast, verden)))
        if svar.status_code != 200:
            continue
        sett += 1
        if "no-store" not in svar["Cache-Control"] or "noindex" not in svar.get("X-Robots-Tag", ""):
            mangler.append(adresse.navn)
    assert sett > 20
    assert mangler == []
