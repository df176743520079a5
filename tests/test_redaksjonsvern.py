"""Redaksjonens sider kan ikke brukes til å gjette seg fram til nøkler, passord og koder."""

import os

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from entreprenorer.models import Ideutkast
from kommuner.models import OffentligPart
from samarbeid.models import Eksempel
from samarbeid.oppslag.saker.handlinger import lagre_eksempel
from tests.skjema import lagre_i_redaksjonen
from tests.veier.konto.test_innlogging import _kode
from tests.verden import ROLLER, lag_bruker, lag_entreprenor, lag_redaktor, lag_verden, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.konto.redaksjon.vern import er_hemmelig
from veier.medlemskap.handlinger.foresporsler import be_om_a_bli_med, send_til_redaksjonen
from veier.medlemskap.handlinger.invitasjoner import inviter
from veier.medlemskap.models import Medlemsrolle
from veier.utkast.handlinger import start_utkast

pytestmark = pytest.mark.django_db
GRUNDIG = bool(os.environ.get("VEIER_GRUNDIG"))
SIDER = sorted(admin.site._registry.items(), key=lambda par: par[0]._meta.label)
MERKER = [modell._meta.label_lower for modell, _side in SIDER]


def _adresse(modell, hva="changelist", *deler):
    return reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{hva}", args=deler)


def _felt(modell, dybde=2):
    """Hver sti fra modellen, også gjennom relasjoner, med feltet den ender i."""
    for felt in modell._meta.get_fields(include_hidden=True):
        navn = felt.name if felt.concrete else felt.get_accessor_name() or felt.name
        navn = navn if felt.concrete else getattr(felt, "related_query_name", None) or felt.name
        if not isinstance(navn, str):
            continue
        if felt.concrete:
            yield navn, felt
        if felt.is_relation and felt.related_model and dybde:
            for sti, under in _felt(felt.related_model, dybde - 1):
                yield f"{navn}__{sti}", under


def _erklaert(side):
    filtre = [f[0] if isinstance(f, tuple) else f for f in side.list_filter]
    return {f if isinstance(f, str) else f.parameter_name for f in filtre}


@pytest.mark.parametrize(("modell", "side"), SIDER, ids=MERKER)
def test_bare_sidens_egne_filtre_er_tillatt(modell, side):
    request = RequestFactory().get("/admin/")
    request.user = lag_redaktor(administrator=True)
    provd = 0
    for sti, felt in _felt(modell):
        for slag in ("", "__startswith", "__regex", "__gt", "__isnull", "__length", "__icontains"):
            if sti in _erklaert(side) and slag in ("", "__gt", "__isnull"):
                continue
            provd += 1
            assert not side.lookup_allowed(f"{sti}{slag}", "a", request), (sti, slag, felt)
    assert provd > 20


@pytest.mark.parametrize(("modell", "side"), SIDER, ids=MERKER)
def test_ingen_side_viser_soker_eller_sorterer_etter_noe_hemmelig(modell, side):
    hemmelige = {sti for sti, felt in _felt(modell) if er_hemmelig(felt)}
    brukt = {*side.list_display, *side.search_fields, *side.readonly_fields, *_erklaert(side)}
    brukt |= set(side.list_editable) | set(side.fields or ()) | set(side.ordering or ())
    assert not brukt & hemmelige
    if hasattr(modell, "events"):
        assert not [f.name for f in modell.events.rel.related_model._meta.fields if er_hemmelig(f)]


@pytest.mark.parametrize("administrator", [False, True])
def test_en_nokkel_kan_ikke_leses_bokstav_for_bokstav(administrator):
    """Angrepet slik det ble gjort: et filter per bokstav, og antallet treff som svar."""
    eier = lag_bruker("eier@eksempel.no", password="en lang setning å huske")
    org = lag_entreprenor("Drift", eier)
    inviter(org, epost="ny@eksempel.no", rolle=Medlemsrolle.MEDLEM, av=eier)
    klient = logg_inn(lag_redaktor(administrator=administrator))
    for liste, filter_ in (
        ("entreprenorer_medlemskap", "bruker__password__startswith"),
        ("entreprenorer_medlemskap", "bruker__authenticator__data__secret__startswith"),
        ("entreprenorer_medlemskap", "bruker__usersession__session_key__startswith"),
        ("entreprenorer_invitasjon", "avtrykk__startswith"),
        ("entreprenorer_invitasjon", "av__password__startswith"),
        ("entreprenorer_referanse", "avtrykk__startswith"),
        ("epost_utsending", "tekst__contains"),
        ("epost_utsending", "html__regex"),
        ("hendelser_hendelse", "detaljer__nokkel__startswith"),
        ("samarbeid_eksempel", "versjon__endret_av__password__startswith"),
        ("samarbeid_oppfolging", "av__adressebytter__avtrykk__startswith"),
    ):
        with CaptureQueriesContext(connection) as sporringer:
            svar = klient.get(reverse(f"admin:{liste}_changelist"), {filter_: "a"})
        assert svar.status_code == 400, (liste, filter_)
        assert not [s for s in sporringer if "LIKE" in s["sql"] or "~" in s["sql"]]


@pytest.mark.parametrize(("modell", "side"), SIDER, ids=MERKER)
def test_sidens_egne_filtre_sortering_og_sok_virker(modell, side):
    klient = logg_inn(lag_redaktor(administrator=True))
    liste = _adresse(modell)
    svar = klient.get(liste)
    assert svar.status_code == 200
    kolonner = ".".join(f"-{nr}" for nr, _navn in enumerate(side.list_display, start=1))
    assert klient.get(liste, {"o": kolonner, "q": "pbkdf2"}).status_code == 200
    for gruppe in svar.context["cl"].filter_specs:
        valgene = list(gruppe.choices(svar.context["cl"]))
        for valg in valgene if GRUNDIG else valgene[-1:]:
            assert klient.get(f"{liste}{valg['query_string']}").status_code == 200, valg


@pytest.mark.parametrize(("modell", "side"), SIDER, ids=MERKER)
def test_oppslag_pa_et_hemmelig_felt_er_avvist(modell, side):
    klient = logg_inn(lag_redaktor(administrator=True))
    for felt in modell._meta.concrete_fields:
        if er_hemmelig(felt):
            svar = klient.get(_adresse(modell), {"_to_field": felt.name, "_popup": "1"})
            assert svar.status_code == 400
            assert not side.to_field_allowed(None, felt.name)


def test_vis_pa_nettstedet_gir_ikke_nokkelen_til_et_utkast():
    """Djangos egen adresse svarer for hver rad med en adresse, også for dem redaksjonen ikke har noen side om."""
    utkast = start_utkast(Ideutkast, steg="ideen", svar={})
    part = OffentligPart.objects.first()
    for bruker in (lag_redaktor(), lag_redaktor("a@eksempel.no", administrator=True)):
        klient = logg_inn(bruker)
        type_ = ContentType.objects.get_for_model(Ideutkast)
        svar = klient.get(f"/admin/r/{type_.pk}/{utkast.pk}/")
        assert (svar.status_code, svar.headers.get("Location")) == (404, None)
        type_ = ContentType.objects.get_for_model(OffentligPart)
        assert klient.get(f"/admin/r/{type_.pk}/{part.pk}/")["Location"] == part.get_absolute_url()
        assert klient.get(f"/admin/r/{type_.pk}/tull/").status_code == 404


def test_hver_side_om_hver_rad_uten_hemmeligheter():
    """Endresiden, historikken og slettesiden for rader av hvert slag: ingen av verdiene i et hemmelig felt står der."""
    lag_verden()
    sett = 0
    # Administratoren ser alt redaktøren ser, og mer. Uten --grundig er det bare hun som ser etter.
    for administrator in (True, False) if GRUNDIG else (True,):
        klient = logg_inn(lag_redaktor(f"r{administrator}@eksempel.no", administrator=administrator))
        for modell, _side in SIDER:
            for rad in modell._default_manager.order_by("-pk")[: 2 if GRUNDIG else 1]:
                felt = [f for f in modell._meta.concrete_fields if er_hemmelig(f)]
                verdier = {str(getattr(rad, f.attname)) for f in felt} - {"", "None", "{}", "[]"}
                for hva in ("change", "history", "delete"):
                    svar = klient.get(_adresse(modell, hva, rad.pk))
                    assert svar.status_code in {200, 403, 404, 302}
                    tekst = svar.content.decode(errors="ignore")
                    assert not [v for v in verdier if v in tekst], (modell, hva)
                    sett += 1
    assert sett > (150 if GRUNDIG else 100)


def test_en_hemmelig_melding_synes_ikke_for_redaktorer_og_aldri_med_tekst():
    hemmelig = Utsending.objects.create(
        nokkel="k",
        til="x@eksempel.no",
        emne="Koden din",
        tekst="BCD-FGH",
        html="<b>BCD-FGH</b>",
        hemmelig=True,
    )
    side = reverse("admin:epost_utsending_change", args=[hemmelig.pk])
    liste = reverse("admin:epost_utsending_changelist")
    redaktor = logg_inn(lag_redaktor())
    assert redaktor.get(side).status_code == 302
    assert "Koden din" not in redaktor.get(liste).text
    administrator = logg_inn(lag_redaktor("a@eksempel.no", administrator=True))
    assert "BCD" not in administrator.get(side).text
    assert "Koden din" in administrator.get(liste).text


def test_jobbene_er_for_administratorer():
    liste = reverse("admin:procrastinate_procrastinatejob_changelist")
    redaktor = lag_redaktor()
    for rett in Permission.objects.filter(content_type__app_label="procrastinate"):
        redaktor.user_permissions.add(rett)
    assert logg_inn(redaktor).get(liste).status_code == 403
    assert logg_inn(lag_redaktor("a@eksempel.no", administrator=True)).get(liste).status_code == 200


# ── Ingen hever seg selv ──


def _alle_rettigheter(bruker):
    """Også en som ved et uhell har fått hver rettighet, men ikke er administrator."""
    bruker.user_permissions.set(Permission.objects.all())
    return bruker


def test_grupper_og_rettigheter_har_ingen_side():
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_group_changelist")
    assert Group not in admin.site._registry


def test_en_redaktor_ser_ingen_kontoer_og_kan_ikke_heve_seg_selv():
    redaktor = _alle_rettigheter(lag_redaktor())
    klient = logg_inn(redaktor)
    side = reverse("admin:brukere_bruker_change", args=[redaktor.pk])
    assert klient.get(reverse("admin:brukere_bruker_changelist")).status_code == 403
    for felt in ({"is_superuser": "on"}, {"is_staff": "on", "groups": "1", "user_permissions": "1"}):
        assert klient.post(side, {"navn": "R", "is_active": "on", **felt}).status_code == 403
    assert klient.post(reverse("admin:brukere_bruker_add"), {"epost": "ny@eksempel.no"}).status_code == 403
    assert klient.post(reverse("admin:brukere_bruker_delete", args=[redaktor.pk])).status_code == 403
    redaktor.refresh_from_db()
    assert not redaktor.is_superuser


def test_en_administrator_rorer_ikke_sin_egen_eller_andre_administratorers_konto():
    selv, annen = lag_redaktor(administrator=True), lag_redaktor("b@eksempel.no", administrator=True)
    klient = logg_inn(selv)
    for konto in (selv, annen):
        side = reverse("admin:brukere_bruker_change", args=[konto.pk])
        assert klient.get(side).status_code == 200
        assert klient.post(side, {"navn": "Stengt"}).status_code == 403
        konto.refresh_from_db()
        assert (konto.navn, konto.is_active, konto.is_staff) == ("Rita Redaktør", True, True)


def test_a_gi_tilgang_sier_fra_til_personen_og_kan_tas_igjen():
    person, innlogget = lag_bruker("ny@eksempel.no"), Client()
    innlogget.post(reverse("account_login"), {"login": person.epost})
    innlogget.post(reverse("account_confirm_login_code"), {"code": _kode(person.epost)})
    assert innlogget.get(reverse("konto")).status_code == 200
    klient = logg_inn(lag_redaktor(administrator=True))
    side = reverse("admin:brukere_bruker_change", args=[person.pk])
    ny = {"navn": "", "is_staff": "on", "is_active": "on", "is_superuser": "on"}
    svar = klient.get(lagre_i_redaksjonen(klient, side, ny)["Location"])
    assert "Personen må koble til kodeapp eller passnøkkel" in svar.text
    person.refresh_from_db()
    assert (person.is_staff, person.groups.count()) == (False, 0)  # bare e-post bak kontoen
    RecoveryCodes.activate(person)
    lagre_i_redaksjonen(klient, side, ny)
    person.refresh_from_db()
    assert not person.is_staff  # gjenopprettingskoder alene er ikke to trinn
    TOTP.activate(person, generate_totp_secret())
    lagre_i_redaksjonen(klient, side, ny)
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser) == (True, False)
    assert [g.name for g in person.groups.all()] == ["Redaktører"]
    assert "tilgang til redaksjonen" in Utsending.objects.filter(til=person.epost).first().tekst
    lagre_i_redaksjonen(klient, side, {"navn": "", "is_active": "on"})
    person.refresh_from_db()
    assert (person.is_staff, person.groups.count()) == (False, 0)
    assert innlogget.get(reverse("konto")).status_code == 302
    koder = Hendelse.objects.filter(kode__startswith="redaksjon_tilgang").values_list("kode", flat=True)
    assert set(koder) == {"redaksjon_tilgang_gitt", "redaksjon_tilgang_tatt"}


def test_ingen_redaktor_svarer_pa_sin_egen_foresporsel():
    org = lag_entreprenor("Drift", lag_bruker("eier@eksempel.no"))
    redaktor = lag_redaktor()
    foresporsel = be_om_a_bli_med(org, bruker=redaktor, melding="")
    send_til_redaksjonen(foresporsel, grunn="prøve")
    liste = reverse("admin:entreprenorer_foresporsel_changelist")
    svar = logg_inn(redaktor).post(
        liste, {"action": "godta_administrator", "_selected_action": foresporsel.pk}, follow=True
    )
    assert "Du kan ikke svare på din egen forespørsel." in svar.text
    assert not org.medlemskap.filter(bruker=redaktor).exists()


def test_den_som_skrev_publiserer_ikke_selv_heller_ikke_ved_a_hente_tilbake():
    """Utkastet venter ved siden av; det leserne ser, er som før hva redaktøren enn gjør alene."""
    redaktor = lag_redaktor()
    klient = logg_inn(redaktor)
    sak = Eksempel.objects.first()
    eldste, gammel = sak.events.order_by("pgh_id").first(), sak.behov
    sak.behov = "Noe redaktøren skrev selv."
    lagre_eksempel(sak, av=redaktor)
    publiser = reverse("admin:eksempel_handling", args=[sak.pk, "publiser"])
    assert klient.post(publiser).status_code == 422
    klient.post(_adresse(Eksempel, "history", sak.pk), {"versjon": eldste.pgh_id})
    klient.post(publiser)
    sak.refresh_from_db()
    assert (sak.er_publisert, sak.behov, sak.utgaver.count()) == (True, gammel, 0)


def test_passordet_byttes_pa_kontosiden():
    klient = logg_inn(lag_redaktor())
    svar = klient.post("/admin/password_change/", {"old_password": "x", "new_password1": "y"})
    assert svar["Location"] == reverse("account_change_password")


@pytest.mark.parametrize("rolle", [r for r in ROLLER if r not in {"redaktor", "administrator"}])
def test_ingen_annen_kommer_inn_ved_a_ha_rettigheter(rolle):
    if rolle == "anonym":
        return
    bruker = _alle_rettigheter(lag_bruker(f"{rolle}@eksempel.no"))
    assert logg_inn(bruker).get(reverse("admin:epost_utsending_changelist"), follow=True).status_code == 403
