"""En tyv bytter adressen på kontoen, gjerne flere ganger. Eieren stopper, og ingenting av tyvens gjelder."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samarbeid.kalender.handlinger import lag_adresse
from tests.verden import lag_bruker, lag_entreprenor, lag_passnokkel, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.konto.models import STOPPFRIST, Adressebytte
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.personvern.handlinger.sletting import bestill_sletting, slett_bestilte
from veier.personvern.models import Slettebestilling

pytestmark = pytest.mark.django_db
EIER, TYV = "eier@eksempel.no", "tyv{}@ond.example"
PASSORD = "en lang setning å huske"


def _siste(til, monster):
    for utsending in Utsending.objects.filter(til=til).order_by("-pk"):
        if treff := re.search(monster, utsending.tekst):
            return treff[0]
    raise AssertionError(f"ingen e-post til {til} med {monster}")


def _kode(til):
    return _siste(til, r"\b[A-Z]{3,4}-[A-Z]{3,4}\b")


def _lenke(til):
    return _siste(til, r"/konto/e-post/stopp/[^/\s]+/")


@pytest.fixture
def eier():
    return lag_bruker(EIER, password=PASSORD)


@pytest.fixture
def tyv(eier):
    """Tyvens nettleser, inne på kontoen."""
    return logg_inn(eier)


def _be_om(tyv, ny):
    tyv.post(reverse("account_email"), {"email": ny, "action_add": "1"})


def _bytt(tyv, ny):
    _be_om(tyv, ny)
    tyv.post(reverse("account_email_verification_sent"), {"code": _kode(ny)})


def _adresser(eier):
    return list(EmailAddress.objects.filter(user=eier).values_list("email", "verified", "primary"))


def _er_eierens(eier):
    eier.refresh_from_db()
    return (eier.epost, eier.has_usable_password(), _adresser(eier)) == (EIER, False, [(EIER, True, True)])


@pytest.mark.parametrize("hopp", [2, 3])
def test_ingen_lenke_etter_den_forste_kan_gjore_noe(eier, tyv, hopp):
    for nr in range(hopp):
        _bytt(tyv, TYV.format(nr))
    eier.refresh_from_db()
    assert eier.epost == TYV.format(hopp - 1)
    lenker = [_lenke(TYV.format(nr)) for nr in range(hopp - 1)]
    Client().post(_lenke(EIER))
    assert _er_eierens(eier)
    for lenke in lenker:
        Client().post(lenke)
        assert _er_eierens(eier)
    assert not Adressebytte.objects.filter(stoppet_tid=None).exists()
    assert tyv.get(reverse("konto")).status_code == 302


def test_det_tyven_laget_som_virker_uten_a_logge_inn_virker_ikke_etterpa(eier, tyv):
    """Adressen til kalenderen, og en invitasjon til en medhjelper. Det eieren laget lenge før, står."""
    org = lag_entreprenor("Kofferten", eier)
    eiers, tyvens = (
        inviter(org, epost=e, rolle="administrator", av=eier) for e in ("venn@eksempel.no", "med@ond.example")
    )
    type(eiers).objects.filter(pk=eiers.pk).update(sendt_tid=timezone.now() - timedelta(days=3))
    tyv.post(reverse("min_kalender"), {"lag": "1"})
    kalender = reverse("kalenderfil", args=[eier.kalenderadresse.nokkel])
    _bytt(tyv, TYV.format(0))
    assert Client().get(kalender).status_code == 200
    Client().post(_lenke(EIER))
    assert Client().get(kalender).status_code == 404
    for invitasjon, virker in ((eiers, True), (tyvens, False)):
        invitasjon.refresh_from_db()
        assert invitasjon.kan_brukes is virker


def test_kalenderen_eieren_laget_lenge_for_star(eier, tyv):
    rad = lag_adresse(eier)
    type(rad).objects.update(laget_tid=timezone.now() - timedelta(days=3))
    _bytt(tyv, TYV.format(0))
    Client().post(_lenke(EIER))
    assert Client().get(reverse("kalenderfil", args=[rad.nokkel])).status_code == 200


def test_en_kode_til_en_adresse_kontoen_hadde_hos_tyven_slipper_ingen_inn(eier, tyv):
    """Både innloggingskoden og passordkoden er bedt om før stoppet, og brukes etter det."""
    _bytt(tyv, TYV.format(0))
    inn, passord = Client(), Client()
    inn.post(reverse("account_login"), {"login": TYV.format(0)})
    inn_kode = _kode(TYV.format(0))
    passord.post(reverse("account_reset_password"), {"email": TYV.format(0)})
    passord.post(reverse("account_confirm_password_reset_code"), {"code": _kode(TYV.format(0))})
    Client().post(_lenke(EIER))
    inn.post(reverse("account_confirm_login_code"), {"code": inn_kode})
    inn.post(reverse("account_email_verification_sent"), {"code": _kode(TYV.format(0))})
    passord.post(reverse("account_complete_password_reset"), {"password1": PASSORD, "password2": PASSORD})
    assert _er_eierens(eier)
    assert [k.get(reverse("konto")).status_code for k in (inn, passord)] == [302, 302]


def test_innlogging_som_venter_pa_to_trinn_kan_ikke_fullfores_etterpa(eier, tyv):
    """Tyven kan passordet og står på siden for to trinn når eieren stopper."""
    lag_passnokkel(eier)
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=30))
    halvveis = Client()
    halvveis.post(reverse("account_login"), {"login": EIER, "password": PASSORD})
    assert halvveis.get(reverse("mfa_authenticate")).status_code == 200
    bytte = Adressebytte.objects.create(bruker=eier, gammel=EIER, ny=TYV.format(0), avtrykk="x" * 64)
    from veier.konto.handlinger.adressebytte import stopp

    stopp(bytte)
    assert halvveis.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")
    assert Authenticator.objects.filter(user=eier).count() == 1  # den gamle er eierens egen


def test_bytter_som_pagar_ved_siden_av_hverandre_stoppes_sammen(eier, tyv):
    annen = logg_inn(eier)
    _be_om(tyv, TYV.format(0))
    _be_om(annen, TYV.format(1))
    koder = _kode(TYV.format(0)), _kode(TYV.format(1))
    Client().post(_lenke(EIER))  # lenken til det siste
    tyv.post(reverse("account_email_verification_sent"), {"code": koder[0]})
    annen.post(reverse("account_email_verification_sent"), {"code": koder[1]})
    assert _er_eierens(eier)
    assert Adressebytte.objects.filter(stoppet_tid=None).count() == 0


def test_et_bytte_fra_en_adresse_kontoen_ikke_har_lenger_kan_ikke_fullfores(eier, tyv):
    annen = logg_inn(eier)
    _be_om(annen, TYV.format(1))
    kode = _kode(TYV.format(1))
    _bytt(tyv, TYV.format(0))
    annen.post(reverse("account_email_verification_sent"), {"code": kode})
    eier.refresh_from_db()
    assert eier.epost == TYV.format(0)


def test_en_kode_til_den_gamle_adressen_tar_ikke_kontoen_tilbake_etter_et_ekte_bytte(eier, tyv):
    """Den som leser den gamle adressen, stopper med lenken, eller ikke i det hele tatt."""
    gammel = Client()
    gammel.post(reverse("account_login"), {"login": EIER})
    kode = _kode(EIER)
    _bytt(tyv, "ny@eksempel.no")
    gammel.post(reverse("account_confirm_login_code"), {"code": kode})
    gammel.post(reverse("account_email_verification_sent"), {"code": _kode(EIER)})
    eier.refresh_from_db()
    assert (eier.epost, gammel.get(reverse("konto")).status_code) == ("ny@eksempel.no", 302)


def test_fristen_for_det_forste_lop_ikke_ut_av_at_tyven_byttet_igjen(eier, tyv):
    _bytt(tyv, TYV.format(0))
    nesten = timezone.now() - STOPPFRIST + timedelta(minutes=1)
    Adressebytte.objects.update(bedt_tid=nesten, gjort_tid=nesten)
    _bytt(tyv, TYV.format(1))
    assert Client().post(_lenke(EIER)).status_code == 200
    assert _er_eierens(eier)


def test_fristen_for_ett_bytte_er_ikke_forlenget_av_et_nytt(eier, tyv):
    _bytt(tyv, TYV.format(0))
    for_sent = timezone.now() - STOPPFRIST - timedelta(seconds=1)
    Adressebytte.objects.update(bedt_tid=for_sent, gjort_tid=for_sent)
    _bytt(tyv, TYV.format(1))
    svar = Client().post(_lenke(EIER))
    assert (svar.status_code, "Fristen på 72 timer er ute" in svar.text) == (422, True)


def test_det_tyven_la_til_fra_det_forste_byttet_er_borte_og_det_gamle_star(eier, tyv):
    egen = lag_passnokkel(eier)
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=5))
    egen_id = SocialAccount.objects.create(user=eier, provider="idporten", uid="eieren")
    SocialAccount.objects.update(date_joined=timezone.now() - timedelta(days=5))
    Adressebytte.objects.create(
        bruker=eier, gammel=EIER, ny=TYV.format(0), avtrykk="x" * 64, gjort_tid=timezone.now()
    )
    Adressebytte.objects.update(bedt_tid=timezone.now() - timedelta(hours=50))
    tyvens = lag_passnokkel(eier)
    Authenticator.objects.filter(pk=tyvens.pk).update(created_at=timezone.now() - timedelta(hours=60))
    SocialAccount.objects.create(user=eier, provider="ansattporten", uid="tyven")
    from veier.konto.handlinger.adressebytte import stopp

    stopp(Adressebytte.objects.get())
    assert list(Authenticator.objects.filter(user=eier)) == [egen]
    assert list(SocialAccount.objects.filter(user=eier)) == [egen_id]


def test_en_bestilt_sletting_er_stoppet_og_venter_pa_fristen(eier, tyv):
    _bytt(tyv, TYV.format(0))
    bestill_sletting(eier)
    Slettebestilling.objects.update(utfores_tid=timezone.now() - timedelta(seconds=1))
    assert slett_bestilte() == 0  # byttet kan ennå stoppes
    Client().post(_lenke(EIER))
    assert not Slettebestilling.objects.exists()
    assert _er_eierens(eier)


def test_tyven_kan_ikke_sperre_den_gamle_adressen_med_en_pabegynt_konto(eier, tyv):
    _bytt(tyv, TYV.format(0))
    Client().post(reverse("account_signup"), {"email": EIER, "password1": PASSORD})
    assert Bruker.objects.filter(epost=EIER).exists()
    Client().post(_lenke(EIER))
    assert _er_eierens(eier)


def test_har_eieren_laget_en_ny_konto_stenges_den_tyven_tok(eier, tyv):
    redaktor = lag_redaktor()
    _bytt(tyv, TYV.format(0))
    ny = lag_bruker(EIER)
    svar = Client().post(_lenke(EIER))
    assert "vi har stengt kontoen som ble byttet" in svar.text
    eier.refresh_from_db()
    assert (eier.is_active, eier.has_usable_password(), _adresser(eier)) == (False, False, [])
    assert tyv.get(reverse("konto")).status_code == 302
    tyv.post(reverse("account_login"), {"login": TYV.format(0)})
    assert not Utsending.objects.filter(til=TYV.format(0), nokkel__startswith="innloggingskode").exists()
    assert "er stengt" in Utsending.objects.get(til=redaktor.epost).tekst
    assert Utsending.objects.filter(til=EIER, nokkel__startswith="adressebytte_stengt").count() == 1
    assert Hendelse.objects.filter(kode="konto_stengt_etter_stopp").count() == 1
    ny.refresh_from_db()
    assert _adresser(ny) == [(EIER, True, True)]
