"""Å bli redaktør med en lenke på e-post, og hvem som kan gi, ta og bytte en rolle."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.skjema import les_skjema
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.konto.handlinger.redaktorer import gi_tilgangen, inviter_redaktor, ta_imot, trekk_invitasjonen
from veier.konto.handlinger.tilgang import endre_tilgang, sett_rolle
from veier.konto.models import Redaksjonsrolle as Rolle
from veier.konto.models import Redaktorinvitasjon
from veier.konto.redaksjon.roller import rollen
from veier.personvern.handlinger.sletting import slett_konto

pytestmark = pytest.mark.django_db
FOLK = "/redaksjon/folk/"
NY = "ny@eksempel.no"


def lag_sjef(epost: str = "sjef@eksempel.no") -> Bruker:
    return sett_rolle(
        lag_redaktor(epost), av=lag_redaktor("admin@eksempel.no", administrator=True), rolle=Rolle.SJEF
    )


@pytest.fixture
def sjef():
    return lag_sjef()


@pytest.fixture
def ny():
    ny = lag_bruker(NY, navn="Nora Ny")
    TOTP.activate(ny, generate_totp_secret())
    return ny


def _lenke(til=NY):
    brev = Utsending.objects.filter(mal="redaktor_invitasjon", til=til).latest("pk")
    return re.search(r"/redaktor/[\w-]+/", brev.tekst)[0]


def _inviter(av, epost=NY, rolle="redaktor"):
    return logg_inn(av).post(FOLK, {"inviter": "1", "epost": epost, "rolle": rolle})


def _prov(handling):
    try:
        with transaction.atomic():
            handling()
    except Domenefeil:
        return False
    return True


class TestHeleVeien:
    def test_fra_lenken_til_den_forste_siden_i_redaksjonen(self, sjef):
        assert _inviter(sjef).status_code == 302
        sti = _lenke()
        assert NY in logg_inn(None).get(sti).text
        ny = lag_bruker(NY, navn="Nora Ny")
        klient = logg_inn(ny)
        # Uten to trinn er det ingen knapp, og en POST gjør ingenting.
        assert "Koble til en kodeapp" in klient.get(sti).text and "Ta imot" not in klient.get(sti).text
        klient.post(sti)
        assert Redaktorinvitasjon.objects.get().tatt_imot_tid is None
        TOTP.activate(ny, generate_totp_secret())
        # Innloggingen var uten to trinn: de må brukes i økten også.
        assert klient.post(sti)["Location"].startswith(reverse("mfa_reauthenticate"))
        assert Redaktorinvitasjon.objects.get().tatt_imot_tid is None
        klient = logg_inn(ny)
        assert klient.post(sti).status_code == 302
        assert "gir deg tilgang" in klient.get(sti).text
        # Hun slipper ikke inn før den som inviterte, har gitt tilgangen.
        assert klient.get(reverse("redaksjonen")).status_code == 404
        brev = Utsending.objects.get(til=sjef.epost, mal="redaktor_tok_imot")
        assert f"Nora Ny ({NY})" in brev.tekst and FOLK in brev.tekst
        assert "1 har tatt imot" in logg_inn(sjef).get(reverse("redaksjonen")).text
        rad = Redaktorinvitasjon.objects.get()
        assert logg_inn(sjef).post(FOLK, {"gi_tilgang": str(rad.ref)}).status_code == 302
        ny.refresh_from_db()
        assert (rollen(ny), ny.is_superuser) == (Rolle.REDAKTOR, False)
        assert logg_inn(ny).get(reverse("redaksjonen")).status_code == 200
        assert logg_inn(None).get(sti).status_code == 422
        koder = set(Hendelse.objects.values_list("kode", flat=True))
        assert {"redaktor_invitert", "redaktor_tok_imot", "redaksjon_tilgang_gitt"} <= koder

    def test_etter_kodeappen_kommer_hun_tilbake_til_invitasjonen(self, sjef):
        _inviter(sjef)
        sti, klient = _lenke(), logg_inn(lag_bruker(NY))
        side = klient.get(f"{reverse('mfa_activate_totp')}?next={sti}")
        assert f'name="next" value="{sti}"' in side.text
        side = klient.get(f"{reverse('mfa_activate_totp')}?next=https://annet.example/")
        assert 'name="next"' not in side.text.split("<main")[1]

    def test_en_annen_konto_kan_ikke_bruke_lenken(self, sjef, ny):
        _inviter(sjef)
        annen = lag_redaktor("annen@eksempel.no")
        klient = logg_inn(annen)
        assert "Du er logget inn som annen@eksempel.no" in klient.get(_lenke()).text
        assert klient.post(_lenke()).status_code == 422
        assert Redaktorinvitasjon.objects.get().tatt_imot_tid is None

    def test_den_som_har_mistet_to_trinn_i_mellomtiden_far_ikke_tilgang(self, sjef, ny):
        rad = ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        Authenticator.objects.filter(user=ny).delete()
        assert not _prov(lambda: gi_tilgangen(rad, av=sjef))
        ny.refresh_from_db()
        assert rollen(ny) is None and Redaktorinvitasjon.objects.get().gitt_tid is None

    def test_den_som_har_byttet_adresse_far_ikke_tilgang(self, sjef, ny):
        rad = ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        Bruker.objects.filter(pk=ny.pk).update(epost="noe@annet.example")
        assert not _prov(lambda: gi_tilgangen(rad, av=sjef))


class TestTrekkesOgUtloper:
    @pytest.mark.parametrize("forst", ["trukket", "utlopt", "sjefen er ikke sjef", "sjefen er ute"])
    def test_lenken_er_dod(self, sjef, ny, forst):
        rad = inviter_redaktor(epost=NY, rolle="redaktor", av=sjef)
        admin = Bruker.objects.get(is_superuser=True)
        {
            "trukket": lambda: logg_inn(sjef).post(FOLK, {"trekk": str(rad.ref)}),
            "utlopt": lambda: Redaktorinvitasjon.objects.update(utloper_tid=timezone.now()),
            "sjefen er ikke sjef": lambda: sett_rolle(sjef, av=admin, rolle=Rolle.REDAKTOR),
            "sjefen er ute": lambda: sett_rolle(sjef, av=admin, rolle=None),
        }[forst]()
        assert logg_inn(ny).post(_lenke()).status_code == 422
        assert Redaktorinvitasjon.objects.get().tatt_imot_tid is None

    @pytest.mark.parametrize("forst", ["trukket", "utlopt"])
    def test_ogsa_etter_at_den_er_tatt_imot(self, sjef, ny, forst):
        rad = ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        if forst == "trukket":
            trekk_invitasjonen(rad, av=sjef)
        else:
            Redaktorinvitasjon.objects.update(utloper_tid=timezone.now())
        assert not _prov(lambda: gi_tilgangen(rad, av=sjef))
        ny.refresh_from_db()
        assert not ny.is_staff

    def test_en_gitt_tilgang_trekkes_ikke_med_invitasjonen(self, sjef, ny):
        rad = ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        gi_tilgangen(rad, av=sjef)
        assert not _prov(lambda: trekk_invitasjonen(rad, av=sjef))

    def test_slettes_kontoen_er_invitasjonen_borte(self, sjef, ny):
        ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        slett_konto(ny.pk)
        assert not Redaktorinvitasjon.objects.exists()


class TestToSamtidig:
    def test_to_inviterer_den_samme_og_bare_den_siste_lenken_virker(self, sjef, ny):
        admin = Bruker.objects.get(is_superuser=True)
        inviter_redaktor(epost=NY, rolle="redaktor", av=sjef)
        forste = _lenke()
        inviter_redaktor(epost=NY, rolle="sjefredaktor", av=admin)
        assert logg_inn(ny).get(forste).status_code == 422
        assert logg_inn(ny).get(_lenke()).status_code == 200
        assert Redaktorinvitasjon.objects.filter(trukket_tid=None).count() == 1

    def test_et_dobbelttrykk_sender_ett_brev(self, sjef):
        _inviter(sjef)
        _inviter(sjef)
        assert Utsending.objects.filter(mal="redaktor_invitasjon").count() == 1

    def test_databasen_tar_bare_en_apen_til_hver(self, sjef):
        inviter_redaktor(epost=NY, rolle="redaktor", av=sjef)
        with pytest.raises(IntegrityError), transaction.atomic():
            Redaktorinvitasjon.objects.create(epost=NY, rolle="redaktor", avtrykk="x" * 64)

    def test_to_gir_tilgangen_og_hun_far_ett_brev(self, sjef, ny):
        rad = ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        gi_tilgangen(rad, av=sjef)
        assert gi_tilgangen(rad, av=Bruker.objects.get(is_superuser=True)) == ny
        brev = Utsending.objects.get(til=NY, mal="tilgang_gitt")
        assert reverse("redaksjonen") in brev.tekst  # til pulten, ikke til kontoen
        assert reverse("konto") not in brev.tekst

    @pytest.mark.parametrize("side", ["mfa_add_webauthn", "mfa_activate_totp"])
    def test_to_trinn_legges_til_og_hun_kommer_tilbake_til_invitasjonen(self, sjef, side):
        inviter_redaktor(epost=NY, rolle="redaktor", av=sjef)
        klient, lenke = logg_inn(lag_bruker(NY)), _lenke()
        assert f"{reverse(side)}?next={lenke}" in klient.get(lenke).text
        svar = klient.get(reverse(side), {"next": lenke})
        assert lenke in les_skjema(svar.text)["next"]
        assert f'href="{lenke}"' in svar.text  # «Avbryt»
        visning = svar.context["view"]
        for nye_koder, til in ((True, f"{reverse('mfa_view_recovery_codes')}?next="), (False, lenke)):
            visning.did_generate_recovery_codes = nye_koder
            assert unquote(visning.get_success_url()).startswith(til)
            assert unquote(visning.get_success_url()).endswith(lenke)


# Hvem som kan gjøre hva med hvem. «x» kan, «.» kan ikke.
MATRISEN = """
av             inviter_red inviter_sjef inviter_adm  gjor_red_sjef sjef_red  ta_red ta_sjef ta_adm  stenge totrinn
ingen          .           .            .            .             .         .      .       .       .      .
redaktor       .           .            .            .             .         .      .       .       .      .
sjefredaktor   x           .            .            .             .         x      .       .       .      .
administrator  x           x            .            x             x         x      x       .       x      x
stengt_sjef    .           .            .            .             .         .      .       .       .      .
"""


def _linjene():
    hode, *linjer = [linje.split() for linje in MATRISEN.strip().splitlines()]
    for linje in linjer:
        yield linje[0], dict(zip(hode[1:], linje[1:], strict=True))


def _lag(rolle):
    if rolle == "ingen":
        return lag_bruker("av@eksempel.no")
    if rolle in {"sjefredaktor", "stengt_sjef"}:
        sjef = lag_sjef("av@eksempel.no")
        Bruker.objects.filter(pk=sjef.pk).update(is_active=rolle != "stengt_sjef")
        return Bruker.objects.get(pk=sjef.pk)
    return lag_redaktor("av@eksempel.no", administrator=rolle == "administrator")


@pytest.mark.parametrize(("rolle", "ventet"), list(_linjene()), ids=lambda v: v if isinstance(v, str) else "")
def test_hvem_kan_hva(rolle, ventet):
    from veier.konto.handlinger.nod import nullstill_for_en_annen

    av = _lag(rolle)
    red = lag_redaktor("red@eksempel.no")
    annen_sjef = sett_rolle(
        lag_redaktor("annensjef@eksempel.no"),
        av=lag_redaktor("a@eksempel.no", administrator=True),
        rolle=Rolle.SJEF,
    )
    adm = lag_redaktor("adm@eksempel.no", administrator=True)
    gjor = {
        "inviter_red": lambda: inviter_redaktor(epost=NY, rolle="redaktor", av=av),
        "inviter_sjef": lambda: inviter_redaktor(epost=NY, rolle="sjefredaktor", av=av),
        "inviter_adm": lambda: inviter_redaktor(epost=NY, rolle="administrator", av=av),
        "gjor_red_sjef": lambda: sett_rolle(red, av=av, rolle=Rolle.SJEF),
        "sjef_red": lambda: sett_rolle(annen_sjef, av=av, rolle=Rolle.REDAKTOR),
        "ta_red": lambda: sett_rolle(red, av=av, rolle=None),
        "ta_sjef": lambda: sett_rolle(annen_sjef, av=av, rolle=None),
        "ta_adm": lambda: sett_rolle(adm, av=av, rolle=None),
        "stenge": lambda: endre_tilgang(red, av=av, redaktor=True, aktiv=False, navn=""),
        "totrinn": lambda: nullstill_for_en_annen(red, av=av, grunn="Mistet telefonen."),
    }  # fmt: skip
    kunne = {}
    for navn, handling in gjor.items():
        punkt = transaction.savepoint()
        kunne[navn] = "x" if _prov(handling) else "."
        transaction.savepoint_rollback(punkt)
    assert kunne == ventet


class TestHunHeverSeg:
    def _rollene(self):
        return {b.epost: (rollen(b), b.is_superuser) for b in Bruker.objects.all()}

    @pytest.mark.parametrize("hvem", ["redaktor", "sjef"])
    def test_ingen_post_pa_siden_gir_henne_mer(self, sjef, hvem):
        hun = sjef if hvem == "sjef" else lag_redaktor("hun@eksempel.no")
        for_, klient, meg = self._rollene(), logg_inn(hun), str(hun.offentlig_id)
        for rolle in [*Rolle.values, ""]:
            klient.post(FOLK, {"person": meg, "ny_rolle": rolle})
            klient.post(FOLK, {"inviter": "1", "epost": hun.epost, "rolle": rolle or "redaktor"})
        for sti in ("change", "nullstill"):
            navn = "admin:bruker_nullstill" if sti == "nullstill" else "admin:brukere_bruker_change"
            klient.post(
                reverse(navn, args=[hun.pk]),
                {"is_staff": "on", "is_superuser": "on", "groups": "1", "grunn": "x"},
            )
        assert self._rollene() == for_
        assert not Redaktorinvitasjon.objects.exists()

    @pytest.mark.parametrize("adresse", ["sjef+to@eksempel.no", "gammel@annet.example", "SJEF@eksempel.no"])
    def test_en_sjef_inviterer_ikke_seg_selv_pa_en_annen_adresse(self, sjef, adresse):
        EmailAddress.objects.create(user=sjef, email="gammel@annet.example")
        svar = _inviter(sjef, adresse)
        assert (svar.status_code, "din egen adresse" in svar.text) == (422, True)
        assert not Redaktorinvitasjon.objects.exists()

    def test_og_tar_ikke_imot_en_hun_selv_sendte(self, sjef, ny):
        rad = inviter_redaktor(epost=NY, rolle="redaktor", av=sjef)
        EmailAddress.objects.create(user=sjef, email="ny+hun@eksempel.no")
        assert not _prov(lambda: ta_imot(rad, bruker=ny))

    def test_og_gir_ikke_tilgang_til_en_konto_som_er_hennes(self, sjef, ny):
        rad = ta_imot(inviter_redaktor(epost=NY, rolle="redaktor", av=sjef), bruker=ny)
        EmailAddress.objects.create(user=sjef, email="ny+hun@eksempel.no")
        assert not _prov(lambda: gi_tilgangen(rad, av=sjef))

    def test_en_redaktor_ser_siden_uten_knapper_og_en_post_er_403(self, sjef):
        red = lag_redaktor("red@eksempel.no")
        side = logg_inn(red).get(FOLK)
        assert (
            "Sjefredaktør. sjef@eksempel.no" in side.text
            and '<form method="post"' not in side.text.split("<main")[1]
        )
        assert _inviter(red).status_code == 403

    def test_sjefredaktoren_far_ingen_rettigheter_til_tabeller_utover_redaktoren(self, sjef):
        rettigheter = sjef.get_all_permissions()
        assert rettigheter == lag_redaktor("red@eksempel.no").get_all_permissions()
        assert not Group.objects.get(name="Sjefredaktører").permissions.exists()
        assert logg_inn(sjef).get(reverse("admin:brukere_bruker_changelist")).status_code == 403

    def test_en_administrator_som_lagrer_kontosiden_tar_ikke_sjefen_fra_noen(self, sjef):
        admin = Bruker.objects.get(is_superuser=True)
        endre_tilgang(sjef, av=admin, redaktor=True, aktiv=True, navn="Siri Sjef")
        assert rollen(Bruker.objects.get(pk=sjef.pk)) is Rolle.SJEF

    def test_gamle_to_trinn_maa_brukes_pa_nytt(self, sjef):
        klient = logg_inn(sjef)
        okt = klient.session
        for post in okt["account_authentication_methods"]:
            post["at"] -= timedelta(minutes=20).total_seconds()
        okt.save()
        klient.post(FOLK, {"inviter": "1", "epost": NY, "rolle": "redaktor"})
        assert not Redaktorinvitasjon.objects.exists()
