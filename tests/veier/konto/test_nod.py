"""Veien inn når e-posten er nede, og når den andre sikringen er borte."""

import io
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.konto.handlinger.nod import nullstill_for_en_annen
from veier.konto.models import Nodkode

pytestmark = pytest.mark.django_db
EPOST = "sjef@eksempel.no"


def _gi(epost=EPOST):
    ut = io.StringIO()
    call_command("gi_innlogging", epost, stdout=ut)
    return re.search(r"[A-Z]{4}-[A-Z]{4}", ut.getvalue())[0]


def _prov(kode, epost=EPOST):
    klient = Client()
    klient.post(reverse("account_login"), {"login": epost})
    klient.post(reverse("account_confirm_login_code"), {"code": kode})
    return klient


def _er_inne(klient):
    return klient.get(reverse("konto")).status_code == 200


class TestGiInnlogging:
    def test_koden_slipper_en_administrator_inn_en_gang(self):
        Bruker.objects.create_superuser(EPOST)
        kode = _gi()
        assert EmailAddress.objects.get(email=EPOST).verified, "også før koden er brukt"
        assert kode not in str(list(Nodkode.objects.values()))
        assert _er_inne(_prov(kode.lower().replace("-", " ")))
        assert not _er_inne(_prov(kode))
        assert (
            "tilgang til tjeneren"
            in Utsending.objects.get(til=EPOST, nokkel__startswith="konto_endret").tekst
        )
        koder = Hendelse.objects.filter(kode__startswith="konto_nodkode").order_by("pk")
        assert [h.kode for h in koder] == ["konto_nodkode_laget", "konto_nodkode_brukt"]

    def test_den_gjelder_bare_den_kontoen(self):
        Bruker.objects.create_superuser(EPOST)
        lag_bruker("annen@eksempel.no")
        kode = _gi()
        assert not _er_inne(_prov(kode, "annen@eksempel.no"))
        assert not _er_inne(_prov(kode, "finnes-ikke@eksempel.no"))
        assert _er_inne(_prov(kode))

    def test_etter_femten_minutter_og_etter_en_ny_virker_den_ikke(self):
        Bruker.objects.create_superuser(EPOST)
        gammel, kode = _gi(), _gi()
        assert not _er_inne(_prov(gammel))
        Nodkode.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
        assert not _er_inne(_prov(kode))

    def test_to_trinn_kreves_som_ellers(self):
        lag_redaktor(EPOST, administrator=True)
        klient = _prov(_gi())
        assert not _er_inne(klient)
        assert klient.get(reverse("mfa_authenticate")).status_code == 200

    @pytest.mark.parametrize("epost", ["vanlig@eksempel.no", "redaktor@eksempel.no", "borte@eksempel.no"])
    def test_bare_administratorer(self, epost):
        lag_bruker("vanlig@eksempel.no")
        lag_redaktor()
        with pytest.raises(CommandError):
            _gi(epost)
        assert not Nodkode.objects.exists()

    def test_en_stengt_konto_far_ingen(self):
        Bruker.objects.create_superuser(EPOST, is_active=False)
        with pytest.raises(CommandError, match="stengt"):
            _gi()


class TestNullstillTotrinn:
    def _nullstill(self, epost=EPOST, grunn="Mistet telefonen. Ringt opp på kjent nummer."):
        call_command("nullstill_totrinn", epost, grunn=grunn, stdout=io.StringIO())

    def test_sikringene_er_borte_og_alle_okter_avsluttet(self):
        redaktor, sjef = lag_redaktor(EPOST), lag_redaktor("annen@eksempel.no", administrator=True)
        okt = logg_inn(redaktor)
        self._nullstill()
        assert not Authenticator.objects.filter(user=redaktor).exists()
        assert Authenticator.objects.filter(user=sjef).exists()
        assert Hendelse.objects.get(kode="konto_totrinn_nullstilt").detaljer["grunn"].startswith("Mistet")
        for mottaker in (redaktor, sjef):
            brev = Utsending.objects.get(til=mottaker.epost, mal="totrinn_tatt_bort")
            assert "Mistet telefonen. Ringt opp på kjent nummer." in brev.tekst
            assert f"kontoen til {EPOST}, på tjeneren." in brev.tekst
        # Redaksjonen er stengt til hun har satt opp to trinn på nytt, også i en ny innlogging.
        for klient in (okt, logg_inn(redaktor)):
            svar = klient.get(reverse("admin:index"))
            assert "Redaksjonen – Veier til samarbeid" not in svar.text
            assert svar.status_code in {302, 403}

    def test_uten_grunn_eller_konto_skjer_ingenting(self):
        lag_redaktor(EPOST)
        with pytest.raises(CommandError, match="Skriv grunnen"):
            self._nullstill(grunn=" ")
        with pytest.raises(CommandError, match="Ingen konto"):
            self._nullstill("borte@eksempel.no")
        assert Authenticator.objects.count() == 1


class TestNullstillForEnAnnen:
    GRUNN = "Mistet telefonen. Ringt opp på kjent nummer."

    def _send(self, av, hvem, grunn=GRUNN):
        return logg_inn(av).post(reverse("admin:bruker_nullstill", args=[hvem.pk]), {"grunn": grunn})

    def test_en_administrator_kan_det_og_tilgangen_tas_til_to_trinn_er_satt_opp(self):
        sjef, redaktor = lag_redaktor(EPOST, administrator=True), lag_redaktor("annen@eksempel.no")
        okt = logg_inn(redaktor)
        side = logg_inn(sjef).get(reverse("admin:brukere_bruker_change", args=[redaktor.pk]))
        assert reverse("admin:bruker_nullstill", args=[redaktor.pk]) in side.text
        assert self._send(sjef, redaktor).status_code == 302
        redaktor.refresh_from_db()
        assert not Authenticator.objects.filter(user=redaktor).exists()
        assert (redaktor.is_staff, redaktor.is_active, redaktor.groups.count()) == (False, True, 0)
        assert okt.get(reverse("redaksjonen")).status_code in {302, 404}
        hendelse = Hendelse.objects.get(kode="konto_totrinn_nullstilt")
        assert (hendelse.av, hendelse.detaljer["grunn"]) == (sjef.offentlig_id, self.GRUNN)
        for mottaker in (redaktor, sjef):
            brev = Utsending.objects.get(til=mottaker.epost, mal="totrinn_tatt_bort")
            assert (
                f"kontoen til {redaktor.epost}, av {sjef.epost}." in brev.tekst and self.GRUNN in brev.tekst
            )

    @pytest.mark.parametrize("av", ["redaktor", "selv", "annen_administrator"])
    def test_ingen_annen_kan_det(self, av):
        hvem = lag_redaktor("hvem@eksempel.no", administrator=av != "redaktor")
        utfores_av = {
            "redaktor": lambda: lag_redaktor("annen@eksempel.no"),
            "selv": lambda: hvem,
            "annen_administrator": lambda: lag_redaktor("annen@eksempel.no", administrator=True),
        }[av]()
        assert self._send(utfores_av, hvem).status_code == 403
        assert Authenticator.objects.filter(user=hvem).exists()
        with pytest.raises(Domenefeil):
            nullstill_for_en_annen(hvem, av=utfores_av, grunn=self.GRUNN)
        assert Authenticator.objects.filter(user=hvem).exists()

    def test_uten_grunn_eller_to_trinn_skjer_ingenting(self):
        sjef, redaktor = lag_redaktor(EPOST, administrator=True), lag_redaktor("annen@eksempel.no")
        assert "Skriv grunnen." in self._send(sjef, redaktor, " ").text
        svar = self._send(sjef, lag_bruker("uten@eksempel.no"))
        assert (svar.status_code, self.GRUNN in svar.text) == (422, True)
        redaktor.refresh_from_db()
        assert redaktor.is_staff and Authenticator.objects.filter(user=redaktor).exists()
