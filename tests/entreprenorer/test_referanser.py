"""Referanser: entreprenøren sier, virksomheten bekrefter – med lenken i postmottaket, eller som medlem."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from entreprenorer.handlinger import referanser
from entreprenorer.models import Referanse
from kommuner.models import Kontaktpunkt, OffentligPart
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
STI = "/entreprenorer/kofferten/referanser/"
FELT = {
    "virksomhet": "Trondheim kommune",
    "enhet": "Saupstad sykehjem",
    "hva": "Kofferter på to avdelinger.",
    "fra_ar": "2021",
    "til_ar": "2022",
}
SVAR = {"svar": "ja", "navn": "Siri Sykehjem", "stilling": "Enhetsleder"}


@pytest.fixture
def eier():
    return lag_bruker("eva@eksempel.no", navn="Eva Eier")


@pytest.fixture
def org(eier):
    org = lag_entreprenor("Kofferten", eier)
    velg_hatt(eier, kode="entreprenor:kofferten")
    return innhold.publisert_profil(org, av=eier, redaktor=lag_redaktor())


@pytest.fixture
def klient(org, eier):
    return logg_inn(eier)


@pytest.fixture
def trondheim():
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    Kontaktpunkt.objects.update_or_create(
        part=part,
        slag=Kontaktpunkt.Slag.POSTMOTTAK,
        defaults={
            "verdi": "postmottak@trondheim.kommune.no",
            "kilde": "https://trondheim.example",
            "sist_kontrollert": timezone.localdate(),
        },
    )
    return part


@pytest.fixture
def medlem(trondheim):
    bruker = lag_bruker("ola@trondheim.example", navn="Ola Offentlig")
    legg_til_medlem(trondheim, bruker=bruker, rolle=Medlemsrolle.MEDLEM, av=bruker, grunn="test")
    velg_hatt(bruker, kode="offentlig:trondheim-kommune")
    return logg_inn(bruker)


def _lenke():
    tekst = Utsending.objects.get(nokkel__startswith="referanse_bedt").tekst
    return re.search(r"/referanse/[\w-]+/", tekst)[0]


def _profilen():
    return html.unescape(logg_inn(None).get("/entreprenorer/kofferten/").content.decode())


def test_bekreftet_med_lenken_i_postmottaket(klient, trondheim):
    svar = klient.post(STI, FELT, follow=True)
    assert "Spørsmålet er sendt til postmottaket i Trondheim kommune" in svar.content.decode()
    utsending = Utsending.objects.get(nokkel__startswith="referanse_bedt")
    assert utsending.til == "postmottak@trondheim.kommune.no"
    assert "Saupstad sykehjem" in utsending.tekst
    assert "Vi har ikke fått svar fra virksomheten." in _profilen()
    anonym = logg_inn(None)
    side = anonym.get(_lenke())
    assert side["X-Robots-Tag"] == "noindex, nofollow"
    assert "Kofferter på to avdelinger." in side.content.decode()
    assert anonym.post(_lenke(), {"svar": "ja"}).status_code == 422
    assert "Takk for svaret" in anonym.post(_lenke(), SVAR).content.decode()
    referanse = Referanse.objects.get()
    assert (referanse.status, referanse.svart_navn, referanse.svart_som_medlem) == (
        "bekreftet",
        "Siri Sykehjem",
        False,
    )
    brukt = anonym.get(_lenke())  # lenken virker én gang
    assert (brukt.status_code, "Det er alt svart" in brukt.text) == (410, True)
    assert "av Enhetsleder" in _profilen()
    assert "Siri Sykehjem" not in _profilen()
    assert "Siri Sykehjem" in klient.get(STI).content.decode()
    brev = Utsending.objects.get(til="eva@eksempel.no", nokkel__startswith="referanse_svart")
    assert "bekreftet" in brev.tekst
    assert "ikke kjent igjen" not in brev.tekst


def test_et_medlem_bekrefter_pa_min_side(klient, trondheim, medlem):
    klient.post(STI, FELT)
    assert "Kofferten ber om en referanse" in medlem.get("/min-side/").content.decode()
    liste = medlem.get("/offentlige/trondheim-kommune/referanser/").content.decode()
    sti = re.search(r'href="(/offentlige/trondheim-kommune/referanser/[^"]+)"', liste)[1]
    assert "Ola Offentlig" in medlem.get(sti).content.decode()
    svar = medlem.post(sti, {**SVAR, "svar": "nei", "navn": "En annen"}, follow=True)
    assert "Takk. Svaret er skrevet ned." in svar.content.decode()
    referanse = Referanse.objects.get()
    assert (referanse.status, referanse.svart_navn, referanse.svart_som_medlem) == (
        "avvist",
        "Ola Offentlig",
        True,
    )
    assert "Kofferter på to avdelinger." not in _profilen()
    assert (
        "virksomheten kjenner det ikke igjen"
        in medlem.get("/offentlige/trondheim-kommune/referanser/").content.decode().lower()
    )
    assert "Noen har alt svart" in medlem.post(sti, SVAR).content.decode()


def test_uten_kjent_postmottak_svarer_de_som_er_med(klient, org):
    Kontaktpunkt.objects.filter(slag=Kontaktpunkt.Slag.POSTMOTTAK).delete()
    svar = klient.post(STI, FELT, follow=True)
    assert "Vi kjenner ikke postmottaket i Trondheim kommune" in svar.content.decode()
    assert not Utsending.objects.filter(nokkel__startswith="referanse").exists()
    assert Referanse.objects.get().avtrykk is None


def test_den_som_er_med_begge_steder_kan_ikke_bekrefte_seg_selv(org, eier, trondheim):
    legg_til_medlem(trondheim, bruker=eier, rolle=Medlemsrolle.MEDLEM, av=eier, grunn="test")
    referanse = _be_om(org, trondheim, eier)
    with pytest.raises(Domenefeil, match="Du er med hos entreprenøren"):
        referanser.svar_som_medlem(referanse.ref, bekreft=True, stilling="Leder", av=eier)
    with pytest.raises(Domenefeil, match="Bare de som er med i virksomheten"):
        referanser.svar_som_medlem(
            referanse.ref, bekreft=True, stilling="Leder", av=lag_bruker("x@eksempel.no")
        )


def _be_om(org, part, av, hva="Kofferter."):
    return referanser.be_om_referanse(org, part=part, enhet="", hva=hva, fra_ar=2020, til_ar=None, av=av)


def test_en_utlopt_lenke_forklares(klient, org, trondheim):
    klient.post(STI, FELT)
    lenke = _lenke()
    Referanse.objects.update(utloper_tid=timezone.now() - timedelta(minutes=1))
    anonym = logg_inn(None)
    assert "Lenken er for gammel" in anonym.get(lenke).content.decode()
    assert "Lenken er for gammel" in anonym.post(lenke, SVAR).content.decode()
    assert Referanse.objects.get().status == "venter"
    assert anonym.get("/referanse/" + "x" * 43 + "/").status_code == 404


def test_samme_referanse_og_for_mange(org, eier, trondheim):
    _be_om(org, trondheim, eier)
    with pytest.raises(Domenefeil, match="bedt om denne referansen før"):
        _be_om(org, trondheim, eier, hva="KOFFERTER.")
    for n in range(4):
        _be_om(org, trondheim, eier, hva=f"Prosjekt {n}")
    with pytest.raises(Domenefeil, match="høyst fem referanser i døgnet"):
        _be_om(org, trondheim, eier, hva="Enda et")


def test_den_som_spurte_er_borte_og_svaret_star_likevel(klient, org, eier, trondheim):
    klient.post(STI, FELT)
    lenke = _lenke()
    Referanse.objects.update(bedt_av=None)
    assert "Takk for svaret" in logg_inn(None).post(lenke, SVAR).content.decode()
    assert not Utsending.objects.filter(nokkel__startswith="referanse_svart").exists()


def test_en_upublisert_profil_kan_ikke_sende_post(eier, trondheim):
    with pytest.raises(Domenefeil, match="Profilen må være publisert"):
        _be_om(lag_entreprenor("Ny", eier), trondheim, eier)


@pytest.mark.parametrize(
    ("endring", "melding"),
    [
        ({"virksomhet": "Narnia"}, "Vi fant ingen virksomhet som heter «Narnia»"),
        ({"virksomhet": ""}, "Skriv navnet på virksomheten."),
        ({"hva": ""}, "Skriv hva dere gjorde sammen."),
        ({"hva": "Kari 01018012345"}, "fødselsnummer"),
        ({"fra_ar": "i fjor"}, "Skriv årstallet med fire sifre."),
        ({"fra_ar": "21"}, "Skriv årstallet med fire sifre."),
        ({"fra_ar": "2999"}, "Året er ikke kommet ennå."),
        ({"fra_ar": "2023", "til_ar": "2021"}, "«Til år» kan ikke være før «Fra år»."),
    ],
)
def test_hver_feil_forklares_og_det_skrevne_beholdes(klient, org, endring, melding):
    svar = klient.post(STI, FELT | endring)
    side = html.unescape(svar.content.decode())
    assert svar.status_code == 422
    assert melding in side
    assert 'value="Saupstad sykehjem"' in side
    assert not Referanse.objects.exists()


def test_trukket_og_andres_er_ikke_til_a_se(klient, org, eier, trondheim):
    referanse = _be_om(org, trondheim, eier)
    fremmed = lag_bruker("f@eksempel.no")
    annen = lag_entreprenor("Annen", fremmed)
    velg_hatt(fremmed, kode="entreprenor:annen")
    k = logg_inn(fremmed)
    assert k.get(STI).status_code == 404
    assert k.post(f"/entreprenorer/annen/referanser/{referanse.ref}/trekk/").status_code == 404
    assert (
        "Referansen er tatt bort" in klient.post(f"{STI}{referanse.ref}/trekk/", follow=True).content.decode()
    )
    assert not Referanse.objects.exists()
    assert annen.referanser.count() == 0


def test_redaksjonen_kan_skjule_en_referanse(klient, org, eier, trondheim):
    referanse = _be_om(org, trondheim, eier)
    redaksjon = logg_inn(lag_redaktor("r2@eksempel.no"))
    redaksjon.post("/admin/entreprenorer/referanse/", {"action": "skjul", "_selected_action": [referanse.pk]})
    assert "Kofferter." not in _profilen()
    valg = {"action": "vis_igjen", "_selected_action": [referanse.pk]}
    redaksjon.post("/admin/entreprenorer/referanse/", valg)
    assert "Kofferter." in _profilen()


def test_for_mange_svar_pa_en_time_stoppes(klient, org, trondheim, monkeypatch):
    klient.post(STI, FELT)
    monkeypatch.setattr("samarbeid.publisering.sider.referanser.SVAR_PER_TIME", 1)
    anonym = logg_inn(None)
    anonym.post(_lenke(), {})
    assert anonym.post(_lenke(), {}).status_code == 429


@pytest.mark.parametrize(
    ("fra", "til", "vist"), [(2021, 2023, "2021–2023"), (2021, 2021, "2021"), (2021, None, "siden 2021")]
)
def test_tidsrommet(fra, til, vist):
    assert Referanse(fra_ar=fra, til_ar=til).tidsrom == vist
