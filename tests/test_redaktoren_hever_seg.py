"""En redaktør prøver å gi seg mer enn hun har: med kontoer, tabeller, filer, historikk, og en konto til."""

from __future__ import annotations

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from entreprenorer.handlinger.bekreftelse import bekreft
from kommuner.handlinger.medlemskap import be_om_administratorkode, bli_med
from kommuner.models import Foresporsel, Kontaktpunkt, Medlemskap, OffentligPart
from tests import adresser, innhold
from tests.skjema import lagre_i_redaksjonen, les_skjema
from tests.veier.konto.test_innlogging import _kode
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.grense.models import Teller
from veier.konto.adresser import er_samme_person
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med, send_til_redaksjonen
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem
from veier.medlemskap.models import Medlemsrolle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faa_kjente_ideer")]
PART = "admin:kommuner_offentligpart"
PUNKT = "admin:kommuner_kontaktpunkt"
LISTE = "admin:kommuner_foresporsel_changelist"
EGET = "hun.example"


@pytest.fixture
def hun():
    return lag_redaktor("hun@hun.example")


@pytest.fixture
def klient(hun):
    return logg_inn(hun)


@pytest.fixture
def oslo():
    return OffentligPart.objects.get(slug="oslo-kommune")


# ── Hver adresse i redaksjonen ──


def _rettene():
    """Alt som gjør noen til noe: kontoer, grupper, rettigheter og medlemskap."""
    return (
        sorted(Bruker.objects.values_list("epost", "is_staff", "is_superuser", "is_active", "password")),
        sorted(Bruker.user_permissions.through.objects.values_list("bruker", "permission")),
        sorted(Bruker.groups.through.objects.values_list("bruker", "group")),
        sorted(Group.permissions.through.objects.values_list("group", "permission")),
        {
            m._meta.label: sorted(m.objects.values_list("bruker", "rolle", "organisasjon"))
            for m in _medlemskap()
        },
        sorted(EmailAddress.objects.values_list("email", "user", "verified")),
    )


def _medlemskap():
    return [m for m in admin.site._registry if m._meta.model_name == "medlemskap"]


def _stier(verden):
    """(sti, er en liste) for hver adresse bak redaksjonens port."""
    for modell in admin.site._registry:
        foran = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
        rad = modell._default_manager.order_by("-pk").first()
        for hva in ("changelist", "add", "fra_fil", "change", "delete", "history"):
            try:
                deler = [rad.pk] if rad and hva in {"change", "delete", "history"} else []
                yield reverse(f"{foran}_{hva}", args=deler), hva == "changelist"
            except NoReverseMatch:
                continue
    for adresse in adresser.alle_adresser():
        if adresse.rute.startswith("redaksjon/"):
            yield adresse.sti(adresser.levende(adresse, {}, verden)), False


@pytest.mark.grundig
def test_ingen_adresse_i_redaksjonen_gir_henne_mer(verden):
    hun = verden.folk["redaktor"]
    klient, for_, provd = logg_inn(hun), _rettene(), 0
    mer = {
        "is_superuser": "on", "is_staff": "on", "is_active": "on", "groups": "1", "user_permissions": ["1", "2"],
        "bruker": str(hun.pk), "rolle": "administrator", "epost": hun.epost, "organisasjon": "1", "password": "x" * 20,
    }  # fmt: skip
    handlinger = ("delete_selected", "gi_tilgang", "godta_medlem", "godta_administrator")
    for sti, er_liste in _stier(verden):
        Teller.objects.all().delete()
        side = klient.get(sti)
        skrevet = les_skjema(side.text) if side.status_code == 200 and not side.streaming else {}
        for knapp in ("_save", "bekreft", "lagre", *(handlinger if er_liste else ())):
            valg = {"action": knapp, "_selected_action": str(hun.pk)} if er_liste else {knapp: "on"}
            svar = klient.post(sti, {**skrevet, **mer, **valg})
            assert svar.status_code < 500, (sti, knapp)
            provd += 1
    assert _rettene() == for_
    assert provd > 500


# ── Det som viser hvem noen er ──


def _fra_fil(klient, navn, linjer):
    tekst = "\r\n".join(";".join(linje) for linje in linjer)
    sti = reverse(f"{navn}_fra_fil")
    fil = SimpleUploadedFile("t.csv", ("\ufeff" + tekst).encode())
    svar = klient.post(sti, {"fil": fil})
    if svar.context and svar.context["plan"]:
        klient.post(sti, {"tekst": svar.context["tekst"], "merke": svar.context["plan"].merke, "lagre": "on"})
    return svar


def test_domenet_til_en_kommune_endres_ikke_av_en_redaktor(klient, oslo, hun):
    """Domenet gjør den som har en adresse på det, til medlem."""
    side = reverse(f"{PART}_change", args=[oslo.pk])
    assert 'name="epostdomene"' not in klient.get(side).text
    assert lagre_i_redaksjonen(
        klient, side, {**les_skjema(klient.get(side).text, "offentligpart_form"), "epostdomene": EGET}
    ).status_code == 302  # fmt: skip
    for felt in ("epostdomene", "andre_domener"):
        assert f'name="{felt}"' not in klient.get(side).text
        svar = _fra_fil(klient, PART, [["id", felt], [str(oslo.pk), EGET]])
        assert f"Kolonnen «{felt}» finnes ikke" in svar.text
    lagre_i_redaksjonen(
        klient, side, {**les_skjema(klient.get(side).text, "offentligpart_form"), "andre_domener": EGET}
    )
    oslo.refresh_from_db()
    assert oslo.domenene == ("oslo.kommune.no",)
    assert isinstance(bli_med(oslo, bruker=hun, melding=""), Foresporsel)


def test_domenet_hentes_ikke_tilbake_fra_historikken_av_en_redaktor(klient, oslo):
    OffentligPart.objects.filter(pk=oslo.pk).update(epostdomene=EGET)
    OffentligPart.objects.filter(pk=oslo.pk).update(epostdomene="oslo.kommune.no")
    gammel = oslo.events.filter(epostdomene=EGET).latest("pgh_id")
    side = reverse(f"{PART}_history", args=[oslo.pk])
    assert klient.post(side, {"versjon": gammel.pgh_id}).status_code == 302
    oslo.refresh_from_db()
    assert oslo.epostdomene == "oslo.kommune.no"
    administrator = logg_inn(lag_redaktor("sjef@eksempel.no", administrator=True))
    administrator.post(side, {"versjon": gammel.pgh_id})
    oslo.refresh_from_db()
    assert oslo.epostdomene == EGET


@pytest.mark.parametrize("verdi", [f"post@{EGET}", "hun+post@oslo.kommune.no", "post@oslo.kommune.no"])
def test_koden_til_den_forste_administratoren_gar_aldri_til_henne_selv(oslo, hun, verdi):
    """Hun retter postmottaket; koden går bare til en adresse på kommunens domene som ikke er hennes."""
    EmailAddress.objects.create(user=hun, email="hun@oslo.kommune.no", verified=True)
    Medlemskap.objects.create(organisasjon=oslo, bruker=hun, rolle=Medlemsrolle.MEDLEM)
    Kontaktpunkt.objects.create(
        part=oslo, slag="postmottak", verdi=verdi, kilde="https://x.example", sist_kontrollert="2026-11-01"
    )
    be_om_administratorkode(oslo, bruker=hun)
    koder = list(Utsending.objects.filter(mal="administratorkode").values_list("til", flat=True))
    assert koder == ([verdi] if verdi.startswith("post@oslo") else [])
    assert Foresporsel.objects.filter(bruker=hun).exists() is not bool(koder)
    vist = verdi in logg_inn(hun).get(reverse("offentlig_administrator", args=[oslo.slug])).text
    assert vist is bool(koder)


def test_bekreftelsen_av_en_organisasjon_hentes_ikke_tilbake_fra_historikken(klient):
    org = lag_entreprenor("Drift", lag_bruker("eier@eksempel.no"))
    alt = type(org).Bekreftelse
    type(org).objects.filter(pk=org.pk).update(bekreftelse=alt.BEKREFTET, bekreftet_tid=timezone.now())
    bekreftet = org.events.filter(bekreftelse=alt.BEKREFTET).latest("pgh_id")
    type(org).objects.filter(pk=org.pk).update(bekreftelse=alt.VENTER, bekreftet_tid=None)
    side = reverse("admin:entreprenorer_entreprenor_history", args=[org.pk])
    assert klient.post(side, {"versjon": bekreftet.pgh_id}).status_code in {302, 403}
    org.refresh_from_db()
    assert org.bekreftelse == alt.VENTER


# ── En konto til ──


@pytest.mark.parametrize("adresse", ["hun+to@hun.example", "gammel@annet.example"])
def test_hun_svarer_ikke_pa_det_hun_ba_om_med_en_annen_konto(klient, hun, oslo, adresse):
    EmailAddress.objects.create(user=hun, email="gammel@annet.example")
    if not adresse.startswith("hun"):
        EmailAddress.objects.filter(email=adresse).delete()
        hun_hadde(hun, adresse)
    annen = lag_bruker(adresse)
    foresporsel = send_til_redaksjonen(be_om_a_bli_med(oslo, bruker=annen, melding="Meg."), grunn="prøve")
    valg = {"action": "godta_administrator", "_selected_action": foresporsel.pk}
    assert "Du kan ikke svare på din egen forespørsel." in klient.post(reverse(LISTE), valg, follow=True).text
    assert not Medlemskap.objects.filter(bruker=annen).exists()
    logg_inn(lag_redaktor("kollega@eksempel.no")).post(reverse(LISTE), valg)
    assert Medlemskap.objects.get(bruker=annen).rolle == "administrator"


def hun_hadde(bruker, adresse):
    from veier.konto.models import Adressebytte

    Adressebytte.objects.create(bruker=bruker, gammel=adresse, ny=bruker.epost, avtrykk="a" * 64)


def test_hun_bekrefter_og_publiserer_ikke_for_en_organisasjon_den_andre_kontoen_er_med_i(hun):
    annen, eier = lag_bruker("hun+to@hun.example"), lag_bruker("eva@eksempel.no")
    org = lag_entreprenor("Kofferten", annen)
    legg_til_medlem(org, bruker=eier, rolle=Medlemsrolle.ADMINISTRATOR, av=annen, grunn="test")
    innhold.skriv("profil", org, innhold.PROFIL, av=eier)
    with pytest.raises(Domenefeil, match="Du er med i organisasjonen"):
        innhold.publiser("profil", org, av=eier, redaktor=hun)
    type(org).objects.filter(pk=org.pk).update(bekreftelse="venter", bekreftet_tid=None)
    with pytest.raises(Domenefeil, match="Du er med i organisasjonen"):
        bekreft(org, av=hun, bevis="redaksjonen")
    assert bekreft(org, av=lag_redaktor("kollega@eksempel.no"), bevis="redaksjonen").er_bekreftet


def test_en_invitasjon_til_den_andre_adressen_gir_ingen_plass_i_redaksjonen(hun):
    org = lag_entreprenor("Drift", hun)
    inviter(org, epost="hun+to@hun.example", rolle=Medlemsrolle.ADMINISTRATOR, av=hun)
    nokkel = re.search(
        r"/invitasjon/([\w-]+)/", Utsending.objects.get(mal="invitasjon", til="hun+to@hun.example").tekst
    )[1]
    annen = lag_bruker("hun+to@hun.example")
    logg_inn(annen).post(reverse("entreprenor_invitasjon", args=[nokkel]), {"godta": "1"})
    annen.refresh_from_db()
    assert (annen.is_staff, annen.is_superuser, annen.groups.count()) == (False, False, 0)
    assert logg_inn(annen).get(reverse("redaksjonen")).status_code == 404
    assert er_samme_person(hun, annen)


def test_de_to_trinnene_til_den_ene_kontoen_gjelder_ikke_den_andre_i_den_samme_okten(klient, hun):
    """Hun logger inn med en konto til, i nettleseren der hun nettopp var redaktør."""
    annen = lag_redaktor("sjef@eksempel.no", administrator=True)
    assert klient.get(reverse("admin:index")).status_code == 200
    klient.post(reverse("account_logout"))
    klient.post(reverse("account_login"), {"login": annen.epost})
    svar = klient.post(reverse("account_confirm_login_code"), {"code": _kode(annen.epost)})
    assert svar["Location"].startswith(reverse("mfa_authenticate"))
    assert klient.get(reverse("admin:index")).status_code == 302
    assert "account_authentication_methods" not in klient.session or not [
        m for m in klient.session["account_authentication_methods"] if m["method"] == "mfa" and m["at"] > time.time() - 5
    ]  # fmt: skip
