"""Behovene: skrevet av en virksomhet, sett over, publisert, funnet og lukket."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kommuner.handlinger.behov import overta_utkast, sett_tilstand
from kommuner.models import Behov, OffentligPart, Veiviserutkast
from samarbeid.behovstreff.handlinger import beregn_behov
from samarbeid.publisering.flyter import BEHOV
from samarbeid.publisering.forms.behov import svar_av_utkast
from samarbeid.publisering.nedtaking import ta_ned
from tests import innhold
from tests.skjemaer import skjulte
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.utkast.handlinger import lagre_steg, start_utkast

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _ansatt(part, navn, rolle):
    bruker = lag_bruker(f"{navn}@trondheim.kommune.no", navn=navn.title())
    legg_til_medlem(part, bruker=bruker, rolle=rolle, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def ola(part):
    return _ansatt(part, "ola", Medlemsrolle.ADMINISTRATOR)


@pytest.fixture
def redaktor():
    return lag_redaktor()


@pytest.fixture
def behov(part, ola, redaktor):
    return innhold.publisert_behov(part, av=ola, redaktor=redaktor)


def _side(sti, klient=None):
    return (klient or logg_inn(None)).get(sti).content.decode()


def test_fra_navn_til_publisert_med_brev_til_den_som_sendte(part, ola, redaktor):
    klient = logg_inn(ola)
    svar = klient.post(reverse("behov_ny", args=[part.slug]), {"tittel": "Eldre som spiser alene"})
    behov = Behov.objects.get()
    assert svar.url == reverse("behov_steg", args=[part.slug, behov.slug, 1])
    oversikt = reverse("behov_arbeid", args=[part.slug, behov.slug])
    assert "Det som skjer i dag" in _side(oversikt, klient)
    innhold.skriv("behov", behov, innhold.BEHOV, av=ola)
    assert "Eldre som spiser alene" in _side(reverse("behov_vis", args=[part.slug, behov.slug]), klient)
    assert (
        klient.post(
            reverse("behov_send", args=[part.slug, behov.slug]), skjulte(klient.get(oversikt))
        ).status_code
        == 302
    )
    assert logg_inn(None).get(behov.get_absolute_url()).status_code == 404
    versjon = behov.versjon
    rita = logg_inn(redaktor)
    vurder = reverse("admin:behovversjon_vurder", args=behov.adressedeler)
    siden = _side(vurder, rita)
    assert "Eldre som spiser alene" in siden and "Organisasjonen er ikke bekreftet" not in siden
    assert rita.post(vurder, {"sett": versjon.merke, "publiser": "1"}).status_code == 302
    side = _side(behov.get_absolute_url())
    assert "Mange hjemmeboende eldre" in side
    assert "behov@trondheim.example" in side
    assert "Åpent for dialog" in side
    brev = Utsending.objects.get(mal="versjon_publisert")
    assert (brev.til, behov.get_absolute_url() in brev.tekst) == (ola.epost, True)


def test_et_medlem_skriver_men_bare_en_administrator_sender_inn(part, ola):
    mari = _ansatt(part, "mari", Medlemsrolle.MEDLEM)
    behov = innhold.lag_behov(part, av=mari)
    klient = logg_inn(mari)
    side = _side(reverse("behov_arbeid", args=[part.slug, behov.slug]), klient)
    assert "Be en av dem sende det inn." in side
    assert reverse("offentlig_medlemmer", args=[part.slug]) in side
    assert "Send til gjennomgang" not in side
    for navn in ("behov_send", "behov_tilstand", "behov_ta_ned"):
        assert klient.post(reverse(navn, args=[part.slug, behov.slug])).status_code == 403
    assert "Send til gjennomgang" in _side(
        reverse("behov_arbeid", args=[part.slug, behov.slug]), logg_inn(ola)
    )


def test_uten_administrator_sies_det_at_ingen_kan_sende_det_inn(part):
    mari = _ansatt(part, "mari", Medlemsrolle.MEDLEM)
    behov = innhold.lag_behov(part, av=mari)
    side = _side(reverse("behov_arbeid", args=[part.slug, behov.slug]), logg_inn(mari))
    assert "dere har ingen ennå" in side and "Be en av dem" not in side


def test_et_nytt_behov_gjelder_der_virksomheten_er(part, ola):
    logg_inn(ola).post(reverse("behov_ny", args=[part.slug]), {"tittel": "Spiser alene"})
    assert Behov.objects.get().versjon.svar["omrader"] == ["5001"]


def test_fra_et_publisert_behov_finner_hun_dem_som_passer_og_sporsmalene(part, ola, behov):
    side = _side(reverse("behov_arbeid", args=[part.slug, behov.slug]), logg_inn(ola))
    for navn in ("behov_treff", "behov_sporsmal"):
        assert reverse(navn, args=[part.slug, behov.slug]) in side


def test_en_som_ikke_er_med_blir_med_og_kommer_tilbake_til_det_hun_skrev(part):
    utkast = start_utkast(
        Veiviserutkast, steg="behovet", svar={"tittel": ["Spiser alene"], "problem": ["Mange."]}
    )
    hit = reverse("veiviser_ta_med", args=[utkast.nokkel])
    klient = logg_inn(lag_bruker("ny@trondheim.kommune.no", navn="Ny"))
    bli_med = f"{reverse('offentlig_bli_med', args=[part.slug])}?next={quote(hit, safe='')}"
    assert bli_med in _side(hit, klient)
    assert klient.post(bli_med).url == hit
    assert f'value="{part.slug}"' in _side(hit, klient)
    # En adresse utenfra følges ikke.
    assert klient.get(bli_med.partition("?")[0], {"next": "https://ond.example/"}).url.startswith(
        "/offentlige/"
    )


def test_en_losning_gir_et_rad_og_hindrer_ingenting(part, ola):
    behov = innhold.lag_behov(part, av=ola, problem=["Vi trenger en app for eldre."])
    klient = logg_inn(ola)
    for sti in (
        reverse("behov_steg", args=[part.slug, behov.slug, 1]),
        reverse("behov_arbeid", args=[part.slug, behov.slug]),
    ):
        assert "Dette ligner på en løsning: «trenger en app»" in _side(sti, klient)
    assert BEHOV.kontroller(behov.versjon.svar).kan_publiseres


def test_beskrevet_uten_konto_tatt_med_uten_a_skrive_noe_om_igjen(part, ola):
    utkast = start_utkast(
        Veiviserutkast, steg="behovet",
        svar={"tittel": ["Spiser alene"], "problem": ["Mange spiser alene."], "losning": ["Middag på døren."]},
    )  # fmt: skip
    lagre_steg(utkast, steg="sted", svar={"omrader": ["5001"], "sok": [""]})
    lagre_steg(utkast, steg="pengene", svar={"penger": ["nei"], "arlig_belop": ["150 000"]})
    klient = logg_inn(ola)
    assert reverse("veiviser_ta_med", args=[utkast.nokkel]) in _side(
        reverse("veiviser_svar", args=[utkast.nokkel]), klient
    )
    svar = klient.post(reverse("veiviser_ta_med", args=[utkast.nokkel]), {"til": part.slug})
    behov = Behov.objects.get()
    assert svar.url == reverse("behov_arbeid", args=[part.slug, behov.slug])
    assert behov.versjon.svar == {
        "tittel": ["Spiser alene"], "problem": ["Mange spiser alene."], "provd": ["Middag på døren."],
        "omrader": ["5001"], "belop_til": ["150 000"], "penger": ["ingen_enna"],
    }  # fmt: skip
    assert BEHOV.kontroller(behov.versjon.svar).feil == {}
    assert not Veiviserutkast.objects.exists()
    with pytest.raises(Domenefeil, match="alt tatt med"):
        overta_utkast(utkast, part, som_behov=svar_av_utkast, av=ola)


def test_hver_tilstand_sier_hva_som_kan_skje_na(part, ola, behov):
    klient, sti = logg_inn(ola), reverse("behov_tilstand", args=[part.slug, behov.slug])
    assert klient.post(sti, {"sett": "apent", "til": "lukket"}).status_code == 422
    assert "Alle kan svare." in _side(behov.get_absolute_url())
    feil = klient.post(sti, {"sett": "apent", "til": "kunngjort", "doffin": "Ring Ola"})
    assert feil.status_code == 422 and "Skriv bare nummeret" in feil.text and 'value="Ring Ola"' in feil.text
    klient.post(sti, {"sett": "apent", "til": "kunngjort", "doffin": "2026-123456"})
    kunngjort = _side(behov.get_absolute_url())
    assert "Referanse på Doffin: 2026-123456" in kunngjort
    assert 'href="https://www.doffin.no/notices/2026-123456"' in kunngjort
    assert "Virksomheten kan ikke snakke med noen om dette utenfor konkurransen." in kunngjort
    assert "mailto:" not in kunngjort
    klient.post(
        sti, {"sett": "kunngjort", "til": "lukket", "utfall": "trukket", "grunn": "Pengene ble borte."}
    )
    lukket = _side(behov.get_absolute_url())
    assert "Behovet er trukket tilbake." in lukket
    assert "Pengene ble borte." in lukket
    # Merknaden står før det behovet handlet om, og ingen tilbyr å svare.
    _hode, _h1, innholdet = lukket.partition("<h1")
    assert -1 < innholdet.find("Pengene ble borte.") < innholdet.find("Mange hjemmeboende eldre")
    assert "Slik svarer du" not in lukket


def test_det_virksomheten_tar_ned_er_borte_med_en_gang_og_siden_sier_det(ola, behov):
    innhold.oppdater_katalogen()
    assert behov.tittel in _side("/behov/")
    ta_ned(behov, av=ola)
    svar = logg_inn(None).get(behov.get_absolute_url())
    assert (svar.status_code, behov.problem in svar.content.decode()) == (410, False)
    assert behov.tittel not in _side("/behov/")
    assert behov.tittel not in _side("/sok/?q=spiser+alene")


def test_funnet_i_listen_i_soket_pa_forsiden_og_hos_virksomheten(part, ola, redaktor, behov):
    oslo = OffentligPart.objects.get(slug="oslo-kommune")
    annet = innhold.publisert_behov(
        oslo, av=ola, redaktor=redaktor, tittel=["Ungdom uten noe å gjøre"], problem=["Unge er ute hele natten."],
        tema=["kriminalitetsforebygging"], malgruppe=["ungdom"], omrader=["03"], hvem=[""], bedre=["Noe fast."],
    )  # fmt: skip
    innhold.oppdater_katalogen()
    for sti, med, uten in (
        ("/behov/?tema=ensomhet-eldre", behov, annet),
        ("/behov/?sted=5001", behov, annet),
        ("/behov/?sted=50", behov, annet),
        ("/behov/?q=spiser+alene", behov, annet),
        ("/behov/?malgruppe=ungdom", annet, behov),
        ("/sok/?q=spiser+alene", behov, annet),
        (part.get_absolute_url(), behov, annet),
    ):
        side = _side(sti)
        assert (med.get_absolute_url() in side, uten.get_absolute_url() in side) == (True, False), sti
    assert behov.get_absolute_url() in _side("/")
    rader = list(csv.reader(io.StringIO(_fil("/behov/liste.csv?sted=5001")), delimiter=";"))
    assert [rad[0] for rad in rader] == ["Navn", behov.tittel]
    assert rader[1][-1] == f"http://testserver{behov.get_absolute_url()}"


def _fil(sti):
    return b"".join(logg_inn(None).get(sti).streaming_content).decode().removeprefix("﻿")


def test_et_lukket_behov_star_sist_og_ikke_hos_virksomheten_eller_pa_forsiden(part, ola, redaktor, behov):
    sett_tilstand(behov, til="lukket", sett="apent", av=ola, utfall="samarbeid", grunn="Det ble noe av.")
    siden = _side(behov.get_absolute_url())
    assert "Ingen spørsmål ble besvart." in siden and "Alle som svarer, får det samme" not in siden
    nytt = innhold.publisert_behov(part, av=ola, redaktor=redaktor, tittel=["Noe nytt"])
    innhold.oppdater_katalogen()
    liste = _side("/behov/")
    assert liste.index(nytt.get_absolute_url()) < liste.index(behov.get_absolute_url())
    for sti in ("/", part.get_absolute_url(), "/behov/?tilstand=apent"):
        assert behov.get_absolute_url() not in _side(sti), sti


def test_uten_behov_leder_listen_videre():
    side = _side("/behov/")
    assert "Ingen virksomhet har publisert et behov ennå." in side
    assert reverse("prov") in side


@pytest.mark.parametrize("antall", [1, 3])
def test_listen_og_siden_spor_like_lite_for_en_som_for_tre(antall, part, ola, redaktor):
    for nr in range(antall):
        rad = innhold.publisert_behov(part, av=ola, redaktor=redaktor, tittel=[f"Behov {nr}"])
    innhold.oppdater_katalogen()
    for sti in ("/behov/", rad.get_absolute_url()):
        logg_inn(None).get(sti)
        with CaptureQueriesContext(
            connection,
        ) as spurt:
            svar = logg_inn(None).get(sti + "?innen=25" if sti == "/behov/" else sti)
        assert len(spurt) <= 8, [q["sql"][:100] for q in spurt.captured_queries]
        assert len(svar.content) <= 60_000


def test_virksomheten_ser_hvem_som_arbeider_med_det_og_ingen_andre(part, ola, redaktor):
    behov = innhold.publisert_behov(
        part, av=ola, redaktor=redaktor, tema=["demens"], malgruppe=["sykehjemsbeboere-og-demens"],
        problem=["Personer med demens på sykehjem har lange dager."], hvem=[""],
    )  # fmt: skip
    beregn_behov(behov.pk)
    hennes, andres = _side(behov.get_absolute_url(), logg_inn(ola)), _side(behov.get_absolute_url())
    assert "Hvem som kan gjøre det" in hennes
    assert reverse("entreprenor", args=["jodacare"]) in hennes
    assert "Hvem som kan gjøre det" not in andres
    assert "jodacare" not in andres


def test_nettkartet_har_behovet_men_ikke_det_oppdiktede(part, ola, redaktor, behov):
    assert behov.get_absolute_url() in _side("/sitemap-behov-1.xml")
    Behov.objects.update(oppdiktet=True)
    assert logg_inn(None).get("/sitemap-behov-1.xml").status_code == 404
    assert "Oppdiktet eksempel." in _side(behov.get_absolute_url())
