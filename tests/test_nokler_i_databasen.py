"""En kopi av databasen åpner ingen økt, intet utkast, ingen delt side og ingen invitasjon."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.test import Client
from django.urls import reverse

from entreprenorer.models import Ide, Idedeling, Ideutkast
from kommuner.models import Veiviserutkast
from samarbeid.models import Utvalg
from tests.adresser import BEHOV, IDE, lag_utkast
from tests.verden import lag_bruker, lag_verden, logg_inn
from veier.epost.models import Utsending
from veier.epost.sending import send
from veier.foresporsel.okt import Oktid, SessionStore
from veier.kryptering import krypter_med
from veier.personvern.handlinger.innsyn import samle
from veier.utkast.flytting import hash_nokkel, hash_utkast
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
    for pk in Utsending.objects.filter(status=Utsending.Status.VENTER).values_list("pk", flat=True):
        send(pk)


@pytest.fixture
def levende(mailoutbox):
    """Hva → nøkkelen, slik den står i lenkene, e-postene og kapslene folk har. Ingen av dem er brukt opp."""
    v = lag_verden()
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
    for nr, post in enumerate(mailoutbox):
        for treff in I_ADRESSEN.findall(post.body):
            nokler[f"lenke i e-post {nr}"] = treff
        if kode := re.search(r"\b([A-Z]{3,4}-[A-Z]{3,4})\b", post.body):
            nokler[f"kode i e-post {nr}"] = kode[1]
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


# ── Migreringene: det som sto i klartekst, slik det var før ──


@pytest.mark.parametrize(
    ("modell", "eiers", "delt", "svar"),
    [
        (Ideutkast, "veien_videre", "prov_delt", {"ideen": IDE}),
        (Veiviserutkast, "veiviser_svar", "veiviser_delt", {"behovet": BEHOV}),
    ],
    ids=["idé", "behov"],
)
def test_lenker_fra_for_migreringen_virker_etter_den(client, modell, eiers, delt, svar):
    modell.objects.create(avtrykk="e" * 22, delt_avtrykk="d" * 22, svar=svar)
    modell.objects.create(avtrykk="f" * 22, svar=svar)
    assert (hash_utkast(modell), hash_utkast(modell)) == (2, 0)
    side = client.get(reverse(eiers, args=["e" * 22])).text
    assert reverse(delt, args=["d" * 22]) in side
    lest = client.get(reverse(delt, args=["d" * 22]))
    assert (lest.status_code, next(iter(svar.values()))["tittel"][0] in lest.text) == (200, True)
    assert reverse(eiers, args=["e" * 22]) not in lest.text
    assert client.get(reverse(delt, args=["e" * 22])).status_code == 404  # eierens nøkkel er ikke til å dele
    assert client.get(reverse(eiers, args=["f" * 22])).status_code == 200
    assert not modell.objects.filter(avtrykk__in=["e" * 22, "f" * 22]).exists()


def test_lenken_til_en_ide_som_er_tatt_med_for_migreringen_virker(client):
    lag_verden()
    Idedeling.objects.update(avtrykk="k" * 22, svar={"ideen": IDE})
    assert (hash_nokkel(Idedeling), hash_nokkel(Idedeling)) == (1, 0)
    assert client.get(reverse("prov_delt", args=["k" * 22])).status_code == 200
    assert Ide.objects.filter(deling__avtrykk="k" * 22).count() == 0


def test_utvalget_som_var_delt_for_migreringen_vises_og_kan_ga_tilbake(client):
    bruker = lag_bruker("kari@eksempel.no")
    utvalg = Utvalg.objects.create(eier=bruker, navn="Til møtet", delt_avtrykk="u" * 22)
    Utvalg.objects.create(eier=bruker, navn="Ikke delt")
    migrering = import_module("samarbeid.migrations.0016_nokler_til_avtrykk")
    migrering.til_avtrykk(apps, None)
    migrering.til_avtrykk(apps, None)
    assert client.get(reverse("utvalg_delt", args=["u" * 22])).status_code == 200
    assert f"/utvalg/delt/{'u' * 22}/" in logg_inn(bruker).get(utvalg.get_absolute_url()).text
    migrering.tilbake(apps, None)
    utvalg.refresh_from_db()
    assert (utvalg.delt_avtrykk, utvalg.forseglet_delenokkel) == ("u" * 22, "")


def test_utkast_kan_ikke_ga_tilbake_uten_at_noen_mister_lenken():
    for sti in (
        "entreprenorer.migrations.0012_nokler_til_avtrykk",
        "kommuner.migrations.0010_nokler_til_avtrykk",
    ):
        import_module(sti).tilbake(apps, None)
    start_utkast(Ideutkast, steg="ideen", svar=IDE)
    with pytest.raises(IrreversibleError, match=r"^1 idéutkast har bare avtrykket"):
        import_module("entreprenorer.migrations.0012_nokler_til_avtrykk").tilbake(apps, None)


def test_okter_fra_for_migreringen_gjelder_etter_den():
    from django.contrib.sessions.backends.db import SessionStore as Djangos

    bruker = lag_bruker("kari@eksempel.no")
    klient = logg_inn(bruker)
    okt = SessionStore(Oktid.for_nokkel(klient.cookies["okt"].value))
    gammel = Djangos()
    gammel.update(okt.load())
    gammel.create()
    UserSession.objects.create(user=bruker, session_key=gammel.session_key, ip="127.0.0.1")
    UserSession.objects.create(user=bruker, session_key="borte" * 6, ip="127.0.0.1")
    Session.objects.filter(pk=okt.session_key).delete()
    klient.cookies["okt"] = gammel.session_key
    assert klient.get(reverse("min_side")).status_code == 302
    migrering = import_module("veier.konto.migrations.0006_okter_til_avtrykk")
    migrering.til_avtrykk(apps, None)
    migrering.til_avtrykk(apps, None)
    klient.cookies["okt"] = gammel.session_key
    assert klient.get(reverse("min_side")).status_code == 200
    assert [o.session_key for o in UserSession.objects.all()] == [Oktid.for_nokkel(gammel.session_key)]
    migrering.avslutt_alle(apps, None)
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)


def test_den_delte_lenken_leses_bare_med_eierens_nokkel():
    """Heller ikke portalens egne nøkler er nok."""
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=IDE))
    uten = Ideutkast.objects.get()
    assert (uten.nokkel, uten.er_delt) == ("", True)
    with pytest.raises(Exception, match="kan ikke lese dette"):
        _ = uten.delenokkel
    assert Ideutkast.objects.for_eier(utkast.nokkel).delenokkel == utkast.delenokkel
    assert krypter_med(utkast.nokkel, "a") != krypter_med(utkast.nokkel, "a")
