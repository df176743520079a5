"""Å registrere en entreprenør mot et lokalt register, med hvert svar registeret kan gi."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from entreprenorer.handlinger.overtakelse import overta
from entreprenorer.handlinger.register import oppdater_fra_register
from entreprenorer.handlinger.registrering import FinnesFraFor, registrer
from entreprenorer.models import Entreprenor, Foresporsel, Medlemskap, Registerendring
from tests import innhold
from tests.register import ENHET, NUMMER
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse
from veier.klienter import KlientFeil
from veier.klienter.enhetsregisteret import hent_enhet
from veier.medlemskap.tilganger import er_administrator

pytestmark = pytest.mark.django_db
SIDE = "/entreprenorer/registrer/"


@pytest.fixture
def bruker():
    return lag_bruker("eva@eksempel.example", navn="Eva Eier")


@pytest.fixture
def klient(bruker):
    return logg_inn(bruker)


def test_registeret_vises_for_personen_bekrefter(klient, bruker, register):
    register.sett_enhet()
    svar = klient.post(SIDE, {"organisasjonsnummer": "314 001 001"})
    assert "Eksempel Arbeidsinkludering SA" in svar.text
    assert "Gi mennesker utenfor arbeidslivet" in svar.text
    assert not Entreprenor.objects.filter(organisasjonsnummer=NUMMER).exists()
    klient.post(SIDE, {"organisasjonsnummer": NUMMER, "bekreft": "1"})
    ny = Entreprenor.objects.get(organisasjonsnummer=NUMMER)
    assert (ny.slug, ny.organisasjonsform, ny.poststed) == (
        "eksempel-arbeidsinkludering-sa",
        "SA",
        "Stavanger",
    )
    assert (ny.registerkontroll, ny.i_frivillighetsregisteret) == ("hentet", True)
    assert ny.bekreftelse == "bekreftet"  # adressen er på nettstedet registeret oppgir
    assert er_administrator(bruker, ny)
    bruker.refresh_from_db()
    assert bruker.hatt == "entreprenor:eksempel-arbeidsinkludering-sa"


@pytest.mark.parametrize(
    ("svar", "melding"),
    [
        ((200, {**ENHET, "konkurs": True}), "er registrert som konkurs"),
        ((200, {**ENHET, "underAvvikling": True}), "er under avvikling"),
        (
            (200, {"organisasjonsnummer": NUMMER, "navn": "BORTE AS", "slettedato": "2024-05-06"}),
            "er slettet",
        ),
        ((404, b""), "kjenner ikke nummeret"),
        ((410, {"organisasjonsnummer": NUMMER}), "tatt ut av de åpne opplysningene"),
    ],
    ids=["konkurs", "avvikling", "slettet", "404", "410"],
)
def test_en_enhet_som_ikke_kan_registreres_forklares(klient, register, svar, melding):
    register.sett(f"enheter/{NUMMER}", svar)
    side = klient.post(SIDE, {"organisasjonsnummer": NUMMER, "bekreft": "1"})
    assert side.status_code == 422
    assert melding in side.text
    assert f'value="{NUMMER}"' in side.text
    assert not Entreprenor.objects.filter(organisasjonsnummer=NUMMER).exists()


@pytest.mark.parametrize(
    "svar",
    [(500, b""), (503, b""), (200, b"ikke json"), (200, b"[]"), (400, {"status": 400}), ("brudd", b"")],
    ids=["500", "503", "tull", "liste", "400", "brudd"],
)
def test_skjemaet_virker_naar_registeret_ikke_gjor_det(klient, register, svar):
    register.sett(f"enheter/{NUMMER}", svar)
    side = klient.post(SIDE, {"organisasjonsnummer": NUMMER})
    assert (side.status_code, "Enhetsregisteret svarer ikke nå" in side.text) == (422, True)
    klient.post(SIDE, {"organisasjonsnummer": NUMMER, "navn": "Eksempel"})
    ny = Entreprenor.objects.get(organisasjonsnummer=NUMMER)
    assert (ny.navn, ny.registerkontroll) == ("Eksempel", "venter")
    assert ProcrastinateJob.objects.filter(task_name="entreprenorer.oppdater_fra_register").count() == 1
    register.sett_enhet()
    oppdater_fra_register(ny.pk)
    ny.refresh_from_db()
    assert (ny.navn, ny.registerkontroll) == ("Eksempel Arbeidsinkludering SA", "hentet")
    assert not Registerendring.objects.exists()  # det første svaret er ikke en endring


def test_ikke_registrert_enna_er_lov_og_vises(klient):
    klient.post(SIDE, {"ikke_registrert": "on", "navn": "Ny Idé"})
    ny = Entreprenor.objects.get(slug="ny-ide")
    assert (ny.organisasjonsnummer, ny.organisasjonsform) == (None, "IKKE_REGISTRERT")
    assert "Ikke registrert ennå" in klient.get(ny.get_absolute_url()).text


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        ({}, "Skriv nummeret, eller kryss av"),
        ({"organisasjonsnummer": "123456789"}, "ikke et gyldig organisasjonsnummer"),
        ({"organisasjonsnummer": NUMMER, "ikke_registrert": "on"}, "Ta bort krysset eller nummeret"),
        ({"ikke_registrert": "on"}, "Skriv navnet på organisasjonen"),
    ],
)
def test_feil_i_skjemaet_forklares(klient, data, melding):
    svar = klient.post(SIDE, data)
    assert svar.status_code == 422
    assert melding in svar.text


def test_den_andre_som_registrerer_nummeret_ledes_til_a_be_om_a_bli_med(klient, bruker, register):
    register.sett_enhet()
    registrer(av=bruker, organisasjonsnummer=NUMMER, enhet=hent_enhet(NUMMER).enhet)
    annen = logg_inn(lag_bruker("annen@eksempel.no"))
    svar = annen.post(SIDE, {"organisasjonsnummer": NUMMER, "bekreft": "1"})
    assert "er registrert fra før" in svar.text
    assert reverse("entreprenor_bli_med", args=["eksempel-arbeidsinkludering-sa"]) in svar.text
    assert "Du er med. Gå til siden" in klient.post(SIDE, {"organisasjonsnummer": NUMMER}).text


def test_to_samtidig_gir_en_profil(bruker, register):
    register.sett_enhet()
    registrer(av=bruker, organisasjonsnummer=NUMMER, navn="A")
    with pytest.raises(FinnesFraFor):
        registrer(av=lag_bruker("annen@eksempel.no"), organisasjonsnummer=NUMMER, navn="B")
    assert Medlemskap.objects.count() == 1


def test_samme_navn_uten_nummer_to_ganger_er_et_dobbeltklikk(klient):
    for _gang in range(2):
        svar = klient.post(SIDE, {"ikke_registrert": "on", "navn": "Ny Idé"})
    assert "Du er med. Gå til siden" in svar.text
    assert Entreprenor.objects.filter(navn="Ny Idé").count() == 1


def test_like_navn_far_hver_sin_adresse(bruker):
    annen = lag_bruker("annen@eksempel.no")
    slugger = {
        registrer(av=b, navn=n).slug for b, n in ((bruker, "Øya"), (annen, "Øya"), (bruker, "Registrer"))
    }
    assert len(slugger) == 3
    assert "registrer" not in slugger


def test_et_langt_navn_far_en_adresse_loggen_har_plass_til(klient):
    klient.post(SIDE, {"ikke_registrert": "on", "navn": "Arbeidsfellesskapet " * 9 + "Ø"})
    ny = Entreprenor.objects.get(navn__startswith="Arbeidsfellesskapet A")
    assert Hendelse.objects.filter(gjelder_id=ny.slug, kode="entreprenor_registrert").count() == 1


class TestOppfriskning:
    def test_endringer_vises_med_dato_og_administratoren_far_vite_det(self, klient, bruker, register):
        register.sett_enhet()
        ny = registrer(av=bruker, organisasjonsnummer=NUMMER, enhet=hent_enhet(NUMMER).enhet)
        register.sett_enhet(navn="NYTT NAVN SA", registrertIFrivillighetsregisteret=False)
        assert oppdater_fra_register(ny.pk)
        endret = {e.felt: (e.fra, e.til) for e in Registerendring.objects.all()}
        assert endret == {
            "navn": ("Eksempel Arbeidsinkludering SA", "Nytt Navn SA"),
            "i_frivillighetsregisteret": ("ja", "nei"),
        }
        assert "Nytt Navn SA" in klient.get(ny.get_absolute_url()).text
        assert Utsending.objects.filter(til=bruker.epost, nokkel__startswith="register_endret").count() == 1
        assert not oppdater_fra_register(ny.pk)

    def test_opplost_skjuler_profilen_og_varsler_ogsa_redaksjonen(self, client, bruker, register):
        redaktor = lag_redaktor()
        register.sett_enhet()
        ny = registrer(av=bruker, organisasjonsnummer=NUMMER, enhet=hent_enhet(NUMMER).enhet)
        register.sett_enhet(konkurs=True)
        oppdater_fra_register(ny.pk)
        assert client.get(ny.get_absolute_url()).status_code == 404
        assert logg_inn(bruker).get(ny.get_absolute_url()).status_code == 200
        varslet = set(
            Utsending.objects.filter(nokkel__startswith="register_endret").values_list("til", flat=True)
        )
        assert varslet == {bruker.epost, redaktor.epost}
        assert not oppdater_fra_register(ny.pk)  # bare én gang
        register.sett_enhet()
        oppdater_fra_register(ny.pk)
        assert client.get(ny.get_absolute_url()).status_code == 200
        assert Hendelse.objects.filter(kode="entreprenor_aktiv_igjen").exists()

    def test_naar_registeret_ikke_svarer_endres_ingenting(self, bruker, register):
        ny = registrer(av=bruker, organisasjonsnummer=NUMMER, navn="Eksempel")
        register.sett(f"enheter/{NUMMER}", (500, b""))
        with pytest.raises(KlientFeil):
            oppdater_fra_register(ny.pk)
        ny.refresh_from_db()
        assert ny.registerkontroll == "venter"

    def test_uten_nummer_eller_rad_skjer_ingenting(self, bruker):
        assert not oppdater_fra_register(registrer(av=bruker, navn="Uten").pk)
        assert not oppdater_fra_register(0)


class TestOvertakelse:
    def _profil(self, nummer=NUMMER):
        return Entreprenor.objects.create(
            navn="Eksempel Arbeidsinkludering",
            slug="eksempel",
            organisasjonsnummer=nummer,
            lastet={"navn": "x"},
        )

    def test_domenet_i_registeret_og_nummeret_pa_profilen_gir_profilen(self, bruker, register):
        bruker.epost = "eva@eksempel.example"
        register.sett_enhet()
        profil = self._profil()
        utfall = overta(profil, bruker=bruker, organisasjonsnummer=NUMMER, melding="")
        profil.refresh_from_db()
        assert isinstance(utfall, Medlemskap)
        assert (profil.organisasjonsnummer, profil.lastet) == (NUMMER, {})
        assert er_administrator(bruker, profil)

    def test_et_navn_alene_gir_ingenting(self, bruker, register):
        """Hvem som helst kan registrere et foretak som heter det samme, med sitt eget nettsted."""
        register.sett_enhet()
        profil = self._profil(nummer=None)
        utfall = overta(profil, bruker=bruker, organisasjonsnummer=NUMMER, melding="")
        assert isinstance(utfall, Foresporsel)
        assert bool(utfall.til_redaksjonen_tid)
        assert not er_administrator(bruker, profil)

    @pytest.mark.parametrize(
        ("epost", "endret"),
        [
            ("eva@annet.example", {}),
            ("eva@eksempel.example", {"hjemmeside": "www.eksempel.example/lokallag/"}),
            ("eva@eksempel.example", {"navn": "ET HELT ANNET FORETAK AS"}),
            ("eva@eksempel.example", {"hjemmeside": ""}),
            ("eva@gmail.com", {"hjemmeside": "www.gmail.com"}),
        ],
        ids=["annet domene", "side på et nettsted", "annet navn", "uten nettsted", "åpen posttjeneste"],
    )
    def test_ellers_gar_det_til_redaksjonen(self, register, epost, endret):
        redaktor = lag_redaktor()
        bruker = lag_bruker(epost)
        register.sett_enhet(**endret)
        profil = self._profil()
        utfall = overta(profil, bruker=bruker, organisasjonsnummer=NUMMER, melding="Det er meg")
        assert isinstance(utfall, Foresporsel)
        assert (utfall.rolle, bool(utfall.til_redaksjonen_tid)) == ("administrator", True)
        assert Utsending.objects.filter(til=redaktor.epost).count() == 1
        assert not er_administrator(bruker, profil)

    def test_en_hentet_profil_kan_ikke_overtas(self, bruker):
        profil = lag_entreprenor("Tatt", lag_bruker("eier@eksempel.no"))
        with pytest.raises(Domenefeil, match="allerede overtatt"):
            overta(profil, bruker=bruker, organisasjonsnummer="", melding="")

    def test_nummer_som_horer_til_en_annen_profil_avvises(self, bruker, register):
        register.sett_enhet()
        lag_entreprenor("Annen", lag_bruker("eier@eksempel.no"), organisasjonsnummer=NUMMER)
        with pytest.raises(Domenefeil, match="annen profil"):
            overta(self._profil(nummer=None), bruker=bruker, organisasjonsnummer=NUMMER, melding="")
        profil = Entreprenor.objects.create(navn="B", slug="b", organisasjonsnummer="974760673")
        with pytest.raises(Domenefeil, match="et annet organisasjonsnummer"):
            overta(profil, bruker=bruker, organisasjonsnummer=NUMMER, melding="")

    def test_siden_sender_til_redaksjonen_uten_nummer(self, client):
        klient = logg_inn(lag_bruker("eva@eksempel.no"))
        assert "Den er ikke bekreftet av virksomheten" in client.get("/entreprenorer/jodacare/").text
        svar = klient.post(
            reverse("entreprenor_overta", args=["jodacare"]), {"melding": "Jeg leder JodaCare."}
        )
        assert svar["Location"] == reverse("min_side")
        assert Foresporsel.objects.get().melding == "Jeg leder JodaCare."


def test_profilene_redaksjonen_har_laget_sier_hva_kildene_sier_og_ikke_mer(client):
    for slug in ("jodacare", "nyby", "sykling-uten-alder"):
        profil = Entreprenor.objects.get(slug=slug)
        tekst = client.get(profil.get_absolute_url()).text
        assert "Profilen er laget av redaksjonen, fra åpne kilder" in tekst and "Er dette dere?" in tekst
        assert "Omtalt i åpne kilder" in tekst and "Ikke bekreftet av virksomheten" in tekst
        assert profil.kort in tekst and profil.drift in tekst
        assert (str(profil.kilde_ar) if profil.kilde_ar else "ukjent år") in tekst
        assert "Eksempler" in tekst
        assert all(f">{kilde}<" not in tekst for kilde in profil.kilder)


def test_listen_har_like_mange_sporringer_for_1_og_30(client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    Entreprenor.objects.all().delete()
    antall = []
    for nr in (1, 30):
        for i in range(Entreprenor.objects.count(), nr):
            Entreprenor.objects.create(navn=f"Nummer {i}", slug=f"nummer-{i}")
        innhold.oppdater_katalogen()
        client.get(reverse("entreprenorer"))
        with CaptureQueriesContext(connection) as sporringer:
            client.get(reverse("entreprenorer"))
        antall.append(len(sporringer))
    assert antall[0] == antall[1]
