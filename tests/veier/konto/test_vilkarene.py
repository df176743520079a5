"""Vilkårene i kontoene, hvert for seg: hva som er en inngang, hvem som endrer tilgang, og hvor lenge noe gjelder."""

from __future__ import annotations

import re
import secrets
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone

from kommuner.handlinger.medlemskap import be_om_administratorkode
from kommuner.models import Kontaktpunkt, OffentligPart
from samarbeid.models import Utvalg
from tests.verden import lag_bruker, lag_redaktor, lag_verden
from veier.epost.models import Adressenokkel, Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.konto.handlinger import adressebytte, bevis, nod
from veier.konto.handlinger.nokkelbytte import krypter_okter_om, stilling
from veier.konto.handlinger.tilgang import endre_tilgang
from veier.konto.handlinger.vern import ta_bort_innganger
from veier.konto.models import Adressebytte, Nodkode
from veier.kryptering import bruker_nyeste, krypter
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
GAMMEL, NY = secrets.token_urlsafe(48), secrets.token_urlsafe(48)


@pytest.fixture
def kari():
    return lag_bruker("kari@eksempel.no", navn="Kari")


class TestInngangene:
    @pytest.mark.parametrize("sikring", [True, False])
    @pytest.mark.parametrize("innlogging", [True, False])
    @pytest.mark.parametrize("passord", [True, False])
    def test_det_sies_om_noe_var_der_og_alt_er_borte(self, kari, passord, innlogging, sikring):
        if passord:
            kari.set_password("en lang setning å huske")
        else:
            kari.set_unusable_password()
        kari.save()
        if innlogging:
            SocialAccount.objects.create(user=kari, provider="idporten", uid="x")
        if sikring:
            TOTP.activate(kari, generate_totp_secret())
        assert ta_bort_innganger(kari) is (passord or innlogging or sikring)
        assert not SocialAccount.objects.exists() and not Authenticator.objects.exists()
        kari.refresh_from_db()
        assert not kari.has_usable_password()

    def test_det_som_er_eldre_staar_naar_en_dag_er_sagt(self, kari):
        SocialAccount.objects.create(user=kari, provider="idporten", uid="x")
        TOTP.activate(kari, generate_totp_secret())
        na = timezone.now()
        SocialAccount.objects.update(date_joined=na - timedelta(hours=2))
        Authenticator.objects.update(created_at=na - timedelta(hours=2))
        ta_bort_innganger(kari, siden=na - timedelta(hours=1))
        assert SocialAccount.objects.exists() and Authenticator.objects.exists()
        ta_bort_innganger(kari, siden=na - timedelta(hours=3))
        assert not SocialAccount.objects.exists() and not Authenticator.objects.exists()


class TestTilgangen:
    @pytest.fixture
    def sjef(self):
        return lag_redaktor("sjef@eksempel.no", administrator=True)

    @pytest.fixture
    def kari(self, kari):
        TOTP.activate(kari, generate_totp_secret())
        return kari

    def _endre(self, bruker, av, **valg):
        na = {"redaktor": bruker.is_staff, "aktiv": bruker.is_active, "navn": bruker.navn}
        return endre_tilgang(bruker, av=av, **na | valg)

    @pytest.mark.parametrize(
        ("fra", "valg", "kode", "setning"),
        [
            ({}, {"redaktor": True}, "gitt", "har fått tilgang til redaksjonen"),
            ({"is_staff": True}, {"redaktor": False}, "tatt", "ikke lenger tilgang"),
            ({}, {"aktiv": False}, "stengt", "Kontoen din er stengt"),
            ({"is_active": False}, {"aktiv": True}, "apnet", "åpnet igjen"),
        ],
    )
    def test_hver_endring_sies_til_personen_og_okten_er_over(self, kari, sjef, fra, valg, kode, setning):
        type(kari).objects.filter(pk=kari.pk).update(**fra)
        kari.refresh_from_db()
        kari.user_permissions.add(Permission.objects.first())
        UserSession.objects.create(user=kari, ip="127.0.0.1", user_agent="x", session_key="x")
        ny = self._endre(kari, sjef, **valg)
        assert (ny.is_staff, ny.is_active) == (valg.get("redaktor", False), valg.get("aktiv", True))
        assert ny.groups.count() == (1 if ny.is_staff else 0)
        assert not ny.user_permissions.exists()
        koder = Hendelse.objects.filter(kode__startswith="redaksjon_tilgang").values_list("kode", flat=True)
        assert list(koder) == [f"redaksjon_tilgang_{kode}"]
        assert setning in Utsending.objects.get(til=kari.epost).tekst
        assert not UserSession.objects.filter(user=kari).exists()

    def test_et_nytt_navn_er_ingen_endring_av_tilgangen(self, kari, sjef):
        UserSession.objects.create(user=kari, ip="127.0.0.1", user_agent="x", session_key="x")
        assert self._endre(kari, sjef, navn="Kari Ny").navn == "Kari Ny"
        assert UserSession.objects.filter(user=kari).exists()
        assert not Utsending.objects.filter(til=kari.epost).exists()

    def test_uten_to_trinn_blir_ingen_redaktor_men_den_som_er_det_kan_bli_staaende(self, kari, sjef):
        Authenticator.objects.all().delete()
        with pytest.raises(Domenefeil, match="kodeapp eller passnøkkel"):
            self._endre(kari, sjef, redaktor=True)
        self._endre(kari, sjef, aktiv=False)
        type(kari).objects.filter(pk=kari.pk).update(is_staff=True)
        kari.refresh_from_db()
        assert self._endre(kari, sjef, redaktor=True).is_staff

    def test_bare_en_administrator_og_aldri_en_administrator(self, kari, sjef):
        annen = lag_redaktor("annen@eksempel.no", administrator=True)
        redaktor = lag_redaktor()
        stengt = lag_redaktor("stengt@eksempel.no", administrator=True)
        stengt.is_active = False
        stengt.save()
        for bruker, av in ((kari, redaktor), (kari, stengt), (annen, sjef), (sjef, sjef), (kari, kari)):
            with pytest.raises(Domenefeil, match="Bare en administrator"):
                self._endre(bruker, av, aktiv=False)


class TestBevist:
    def _request(self, okt):
        request = RequestFactory().get("/")
        request.session = okt
        return request

    @pytest.mark.parametrize(("minutter", "samme"), [(0, True), (59, True), (61, False)])
    def test_okten_kontoen_ble_laget_i_gjelder_i_en_time(self, kari, minutter, samme):
        request = self._request({})
        assert not bevis.samme_okt(request, kari)
        bevis.husk_okten(request, kari)
        assert bevis.samme_okt(request, kari)
        request.session["konto_laget"]["tid"] = time.time() - 60 * minutter
        assert bevis.samme_okt(request, kari) is samme
        assert not bevis.samme_okt(request, lag_bruker("annen@eksempel.no"))

    def test_bare_den_forste_beviste_adressen_tar_kontoen_tilbake(self, kari, monkeypatch):
        tatt = []
        monkeypatch.setattr(bevis, "ta_tilbake", lambda _request, bruker: tatt.append(bruker))
        monkeypatch.setattr(bevis, "er_laget_her", lambda _bruker: True)
        forste = EmailAddress.objects.get(user=kari)
        ny = EmailAddress.objects.create(user=kari, email="ny@eksempel.no", verified=False)
        bevis.adressen_er_bevist(request=self._request({}), email_address=ny)
        assert tatt == [], "hun har bevist en annen adresse før"
        forste.verified = False
        forste.save()
        bevis.adressen_er_bevist(request=self._request({}), email_address=ny)
        assert tatt == [kari]


def test_nodkoden_gjelder_i_et_kvarter_og_adressen_er_den_hun_logger_inn_med():
    sjef = lag_redaktor("sjef@eksempel.no", administrator=True)
    EmailAddress.objects.all().delete()
    kode = nod.gi_innlogging(" SJEF@eksempel.no ")
    assert EmailAddress.objects.filter(user=sjef, verified=True, primary=True).count() == 1
    om = Nodkode.objects.get().utloper_tid - timezone.now()
    assert timedelta(minutes=14, seconds=50) < om <= timedelta(minutes=15)
    Nodkode.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
    assert not nod.bruk_nodkode(sjef, kode)
    Nodkode.objects.update(utloper_tid=timezone.now() + timedelta(seconds=9))
    assert not nod.bruk_nodkode(sjef, "BBBB-BBBB")
    assert nod.bruk_nodkode(sjef, kode) and not nod.bruk_nodkode(sjef, kode)


class TestByttet:
    @pytest.mark.parametrize(("timer", "kan"), [(71, True), (73, False)])
    def test_det_gjelder_i_tre_dogn_fra_adressen_kontoen_har(self, kari, timer, kan):
        bytte = adressebytte.be_om_bytte(kari, ny="ny@eksempel.no")
        Adressebytte.objects.update(bedt_tid=timezone.now() - timedelta(hours=timer))
        assert adressebytte.kan_fullfores(kari, ny="ny@eksempel.no") is kan
        assert not adressebytte.kan_fullfores(kari, ny="annen@eksempel.no")
        igjen = adressebytte.be_om_bytte(kari, ny="ny@eksempel.no")
        assert (igjen.pk == bytte.pk) is kan
        kari.epost = "har.byttet@eksempel.no"
        assert not adressebytte.kan_fullfores(kari, ny="ny@eksempel.no")

    @pytest.mark.parametrize(("timer", "star"), [(25, True), (23, False)])
    def test_en_sikring_fra_dognet_foer_er_kanskje_tyvens(self, kari, timer, star):
        bytte = adressebytte.be_om_bytte(kari, ny="tyv@eksempel.no")
        TOTP.activate(kari, generate_totp_secret())
        Authenticator.objects.update(created_at=bytte.bedt_tid - timedelta(hours=timer))
        adressebytte.stopp(bytte)
        assert Authenticator.objects.filter(user=kari).exists() is star


class TestNoklene:
    @pytest.fixture(autouse=True)
    def _gammel(self, settings):
        settings.KRYPTONOKLER = [GAMMEL]
        Adressenokkel.objects.all().delete()

    def _okt(self, nokkel, dager=1):
        Session.objects.create(
            session_key=nokkel,
            session_data=krypter(nokkel),
            expire_date=timezone.now() + timedelta(days=dager),
        )

    def test_forseglet_tekst_er_med_i_stillingen_og_tom_er_ikke(self, settings):
        kari = lag_bruker("kari@eksempel.no")
        Utvalg.objects.create(eier=kari, navn="A", forseglet_delenokkel=krypter("nøkkel"))
        Utvalg.objects.create(eier=kari, navn="B")
        assert stilling() == {"nyeste": 1, "eldre": 0, "uleselig": 0}
        settings.KRYPTONOKLER = [NY, GAMMEL]
        assert stilling() == {"nyeste": 0, "eldre": 1, "uleselig": 0}
        settings.KRYPTONOKLER = [NY]
        assert stilling() == {"nyeste": 0, "eldre": 0, "uleselig": 1}

    def test_en_okt_ingen_kan_lese_stanser_ikke_de_andre(self, settings):
        settings.KRYPTONOKLER = [secrets.token_urlsafe(48)]
        self._okt("a-uleselig")
        settings.KRYPTONOKLER = [GAMMEL]
        self._okt("b-eldre")
        self._okt("c-over", dager=-1)
        settings.KRYPTONOKLER = [NY, GAMMEL]
        self._okt("d-ny")
        assert krypter_okter_om() == 1
        data = dict(Session.objects.values_list("session_key", "session_data"))
        assert {n for n, d in data.items() if bruker_nyeste(d)} == {"b-eldre", "d-ny"}


def test_hvert_brev_med_en_lenke_eller_kode_som_gir_tilgang_er_hemmelig():
    """Det som er hemmelig, tømmes når det er sendt, og er ikke med i det redaksjonen ser."""
    v = lag_verden()
    adressebytte.be_om_bytte(v.folk["eier"], ny="ny@eksempel.no")
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    Kontaktpunkt.objects.update_or_create(
        part=oslo,
        slag=Kontaktpunkt.Slag.POSTMOTTAK,
        defaults={
            "verdi": "p@oslo.kommune.no",
            "kilde": "https://x.example",
            "sist_kontrollert": timezone.localdate(),
        },
    )
    nina = v.folk["innlogget"]
    legg_til_medlem(oslo, bruker=nina, rolle=Medlemsrolle.MEDLEM, av=nina, grunn="test")
    be_om_administratorkode(oslo, bruker=nina)
    gir_tilgang = re.compile(r"/(?=[a-z0-9_-]*[A-Z])[\w-]{22,}/|\b[B-Z]{4}-[B-Z]{4}\b")
    med_nokkel = [u for u in Utsending.objects.all() if gir_tilgang.search(u.tekst)]
    assert {"adressebytte_bedt", "administratorkode", "invitasjon", "samtale_til_mottaker"} <= {
        u.mal for u in med_nokkel
    }
    assert {u.mal for u in med_nokkel if not u.hemmelig} == set()
