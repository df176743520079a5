"""Siden over katalogen: søk, valg, steder, rekkefølge, fil, dårlige verdier, og svar som kan lagres."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entreprenorer.models import Entreprenor, Ide
from kommuner.models import OffentligPart
from samarbeid.katalog.bygging.portalen import bygg_sokeindeks
from samarbeid.katalog.sider import entreprenorer as katalog
from samarbeid.katalog.sider.entreprenorer import Kort
from samarbeid.models import Eksempel
from samarbeid.publisering.treff import beregn_treff
from tests import innhold
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.husk import glem_svarene
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.sok.handlinger import tom_kladden
from veier.sok.models import TomtSok

pytestmark = pytest.mark.django_db


@pytest.fixture
def noen():
    """Syv profiler med ulike steder, temaer og ord, og bare dem."""
    Entreprenor.objects.update(skjult=True)
    rader = {
        "trondheim": {
            "steder": ["5001"],
            "temaer": ["demens"],
            "hva": "Kofferter som vekker minner på sykehjem.",
        },
        "oppdal": {"steder": ["5021"], "temaer": ["rus"], "hva": "Samtaler på gården."},
        "trondelag": {"steder": ["50"], "temaer": ["demens", "rus"], "hva": "Turer for eldre."},
        "landet": {"hele_landet": True, "temaer": ["gjeld-og-okonomi"], "hva": "Råd om gjeld på telefon."},
        "heroy-m": {"steder": ["1515"], "hva": "Arbeidstrening på kaia."},
        "heroy-n": {"steder": ["1818"], "hva": "Inkludering i arbeid."},
        "oslo": {
            "steder": ["0301"],
            "modenhet": "drift",
            "organisasjonsform": "AS",
            "hva": "=2+3 er fem. Leksehjelp.",
        },
    }
    for slug, felter in rader.items():
        Entreprenor.objects.create(
            slug=slug, navn=f"Firma {slug}", publisert_tid="2026-01-01T00:00Z", **felter
        )
    innhold.oppdater_katalogen()
    return rader


def _slugger(client, sporring="", foran=""):
    svar = client.get(f"{foran}/entreprenorer/{sporring}", follow=True)
    assert svar.status_code == 200
    return re.findall(
        r'<h3 class="ds-heading" data-size="xs"><a href="(?:/nn)?/entreprenorer/([^/]+)/">', svar.text
    )


def _tekst(client, sporring=""):
    return client.get(f"/entreprenorer/{sporring}", follow=True).text


# ── Steder ──


def test_et_sok_i_en_kommune_finner_kommunen_fylket_og_landet_de_naermeste_forst(client, noen):
    assert _slugger(client, "?sted=5001") == ["trondheim", "trondelag", "landet"]
    tekst = _tekst(client, "?sted=5001")
    for ventet in ("Dekker: Trondheim", "Dekker: Hele Trøndelag fylke", "Dekker: Hele landet"):
        assert ventet in tekst


def test_et_sok_i_et_fylke_finner_ogsa_dem_som_dekker_en_kommune_i_det(client, noen):
    assert set(_slugger(client, "?sted=50")) == {"trondheim", "oppdal", "trondelag", "landet"}
    assert "Noe i Trøndelag: Oppdal" in _tekst(client, "?sted=50")


def test_avstand_tar_med_naboene_og_sier_hvor_langt_det_er(client, noen):
    assert "oppdal" not in _slugger(client, "?sted=5001&innen=50")
    treff = _slugger(client, "?sted=5001&innen=200")
    assert treff.index("trondheim") < treff.index("oppdal") < treff.index("landet")
    assert re.search(r"Dekker: Oppdal, \d+ km fra Trondheim", _tekst(client, "?sted=5001&innen=200"))


def test_hele_landet_er_bare_dem_som_dekker_alt(client, noen):
    assert _slugger(client, "?sted=NO") == ["landet"]


def test_like_navn_blandes_aldri_sammen(client, noen):
    assert "heroy-n" not in _slugger(client, "?sted=1515")
    tekst = _tekst(client, "?kommune=Her%C3%B8y")
    assert "Flere steder heter «Herøy»" in tekst
    assert 'href="?sted=1515"' in tekst
    assert 'href="?sted=1818"' in tekst
    assert 'value="Herøy"' in tekst


@pytest.mark.parametrize("skrevet", ["trondheim", "5001", "Tråante", "1601", "trondheim kommune"])
def test_stedet_kan_skrives_pa_mange_mater(client, noen, skrevet):
    svar = client.get("/entreprenorer/", {"kommune": skrevet})
    assert svar.status_code == 302
    assert svar["Location"] == "/entreprenorer/?sted=5001"


@pytest.mark.parametrize(
    ("sitert", "vist"),
    [
        ("Ungdom besøker eldre.", ""),
        ("… besøker eldre.", ""),
        ("De synger.", "Ungdom besøker eldre."),
        ("", "Ungdom besøker eldre."),
    ],
)
def test_kortet_har_aldri_den_samme_setningen_to_ganger(sitert, vist):
    utdrag = [(sitert, True)] if sitert else []
    kort = Kort("a", "A", {"kort": "Ungdom besøker eldre."}, (), 0, "", "", utdrag, ())
    assert kort.kort == vist


@pytest.mark.parametrize(
    ("skrevet", "kode"), [("Sagene", "0301"), ("bydel Sagene", "0301"), ("0458", "0301"), ("Åsane", "4601")]
)
def test_bydeler_tettsteder_og_postnumre_er_steder(client, noen, skrevet, kode):
    assert client.get("/entreprenorer/", {"kommune": skrevet})["Location"] == f"/entreprenorer/?sted={kode}"


def test_en_region_i_flere_fylker_ma_leseren_velge_i(client, noen):
    tekst = _tekst(client, "?kommune=Nord-Norge")
    assert (
        all(fylke in tekst for fylke in ("Nordland", "Troms", "Finnmark"))
        and "Vi fant ikke stedet" not in tekst
    )


@pytest.mark.parametrize("felt", ["kommune", "likekommune"])
def test_et_sted_som_ikke_finnes_sies_og_da_vises_ingen(client, noen, felt):
    tekst = _tekst(client, f"?{felt}=Langtvekkistan&tema=rus")
    assert "«Langtvekkistan», så vi viser ingen" in tekst
    assert 'value="Langtvekkistan"' in tekst
    assert not _slugger(client, f"?{felt}=Langtvekkistan&tema=rus")
    assert 'href="?tema=rus">Søk uten stedet</a>' in tekst
    assert "/varsler/ny/" not in tekst, "et varsel uten stedet er ikke det hun ba om"
    assert _slugger(client, "?tema=rus")


@pytest.mark.parametrize("liste", ["entreprenorer", "offentlige", "eksempler", "behovene"])
def test_et_sted_som_ikke_finnes_gir_ingen_i_noen_av_listene_eller_filene(client, noen, liste):
    side = client.get(f"{reverse(liste)}?kommune=Langtvekkistan")
    assert side.context["antall"] == 0 and "så vi viser ingen" in side.content.decode()
    assert side.context["uten_uklare"] == "?"


# ── Valg og antall ──


def test_eller_i_en_gruppe_og_og_mellom_gruppene(client, noen):
    assert set(_slugger(client, "?tema=demens&tema=rus")) == {"trondheim", "oppdal", "trondelag"}
    assert set(_slugger(client, "?tema=rus&sted=5001")) == {"trondelag"}


def test_antallet_bak_hvert_valg_er_det_valget_gir(client, noen):
    tekst = _tekst(client, "?sted=50&tema=demens")
    antall = dict(re.findall(r'name="tema" value="([^"]+)"(?: checked)?>[^<]+<span>(\d+)</span>', tekst))
    for tema, nr in antall.items():
        assert len(_slugger(client, f"?tema={tema}&sted=50")) == int(nr), tema
    assert antall["rus"] == "2"


def test_brikkene_tar_bort_ett_valg_om_gangen(client, noen):
    tekst = _tekst(client, "?tema=demens&tema=rus&sted=50")
    assert 'href="?sted=50&amp;tema=rus"' in tekst
    assert 'href="?tema=demens&amp;tema=rus"' in tekst
    assert "Ta bort alle" in tekst


def test_tittelen_og_en_setning_sier_soket(client, noen):
    tekst = _tekst(client, "?q=kofferter&tema=demens&sted=5001")
    assert "<title>«kofferter», Demens, Trondheim – 1 entreprenør – Veier til samarbeid" in tekst
    assert "1 entreprenør. Ord: kofferter. Tema: Demens. Sted: Trondheim." in tekst
    assert "<mark>Kofferter</mark>" in tekst


def test_et_treff_pa_emnet_alene_sier_hvilket(client, noen):
    Entreprenor.objects.filter(slug="landet").update(malgrupper=["sykehjemsbeboere-og-demens"], steder=[])
    innhold.oppdater_katalogen()
    assert "Treffer på: Beboere på sykehjem og personer med demens" in _tekst(client, "?q=sykehjemsbeboer")
    assert "Treffer på" not in _tekst(client, "?q=kofferter")
    assert "Treffer på: Gjeld" not in _tekst(client, "?q=gjeld"), "Temaet står alt på kortet."


# ── Adressen ──


@pytest.mark.parametrize(
    ("skrevet", "kort"),
    [
        ("?q=&tema=&sted=", ""),
        ("?tema=tull&tema=demens&utm=x", "?tema=demens"),
        ("?tema=rus&sted=5001", "?sted=5001&tema=rus"),
        ("?som=5001&som=5021&likekommune=", "?som=5001"),
        ("?som=50", ""),
        ("?likekommune=Tr%C3%A5ante&som=5021", "?som=5001"),
        ("?innen=50", ""),
        ("?innen=51&sted=5001", "?sted=5001"),
        ("?side=99", "?side=2"),
        ("?side=99&tema=demens", "?tema=demens"),
        ("?side=-1&tema=demens", "?tema=demens"),
        ("?side=tull", ""),
        ("?q=%20a%20%20b%20", "?q=a+b"),
        ("?sted=0000&sted=9999", ""),
    ],
)
def test_hvert_sok_har_en_kort_adresse(client, noen, monkeypatch, skrevet, kort):
    monkeypatch.setattr(katalog, "PER_SIDE", 4)  # sju i alt: to sider
    svar = client.get(f"/entreprenorer/{skrevet}")
    assert (svar.status_code, svar["Location"]) == (302, f"/entreprenorer/{kort}")
    assert client.get(svar["Location"]).status_code == 200


ONDE = [
    "?q=" + "a" * 10_000,
    "?q=%27%3B+DROP+TABLE+x%3B--",
    "?q=%26+%7C+%21+%28+%29+%3A%2A+%3C-%3E",
    "?q=.%2A%5B%28%3F%3A%5C",
    "?q=%22%22+%22+-+-%22",
    "?q=" + "%22ord+%22" * 60,
    "?q=" + "-x+" * 80,
    "?q=%F0%9F%98%80",
    "?q=%C3%28",
    "?tema=" + "&tema=".join(f"x{i}" for i in range(500)),
    "?sted=" + "&sted=".join(str(i) for i in range(500)),
    "?side=99999999999999999999999",
    "?innen=1e9&sted=5001",
    "?kommune=" + "z" * 5000,
]


@pytest.mark.parametrize("ond", ONDE)
@pytest.mark.parametrize("sti", ["/entreprenorer/", "/entreprenorer/liste.csv", "/sok/"])
def test_darlige_verdier_gir_en_side(client, noen, sti, ond):
    svar = client.get(sti + ond, follow=True)
    assert svar.status_code == 200


def test_tusenvis_av_parametre_avvises_med_en_side(client, noen):
    svar = client.get("/entreprenorer/?" + "&".join(f"tema=x{i}" for i in range(5000)))
    assert svar.status_code == 400


# ── Søk med ord ──


@pytest.mark.parametrize(
    ("q", "ventet"),
    [
        ("arbeidsinkludering", {"heroy-m", "heroy-n"}),
        ("koffertar sjukeheim", {"trondheim"}),
        ('"vekker minner"', {"trondheim"}),
        ('"minner vekker"', set()),
        ("demens -rus", {"trondheim"}),
        ("Tråante", {"trondheim"}),
        ("5021", {"oppdal"}),
    ],
)
def test_ordene_forstas(client, noen, q, ventet):
    svar = client.get("/entreprenorer/", {"q": q}, follow=True)
    assert set(re.findall(r"/entreprenorer/([a-z-]+)/\">Firma", svar.text)) == ventet


def test_skrivefeil_rettes_og_sies(client, noen):
    tekst = _tekst(client, "?q=kofferrter")
    assert "Ingen treff på «kofferrter». Vi viser treff på «kofferter»." in tekst
    assert "Firma trondheim" in tekst


def test_treff_i_navnet_star_foran_treff_i_emnet_og_teksten(client, noen):
    Entreprenor.objects.create(
        slug="a", navn="Noe annet", hva="Vi snakker om demens.", publisert_tid="2026-01-01T00:00Z"
    )
    Entreprenor.objects.create(slug="b", navn="Demenshjelpen", publisert_tid="2026-01-01T00:00Z")
    innhold.oppdater_katalogen()
    rekke = _slugger(client, "?q=demens")
    assert rekke[0] == "b"
    assert set(rekke[1:3]) == {"trondheim", "trondelag"}
    assert rekke[3] == "a"


# ── Rekkefølge og sider ──


def test_uten_sok_star_de_etter_navn_pa_norsk(client):
    Entreprenor.objects.all().update(skjult=True)
    for nr, navn in enumerate(["Åse", "Ære", "Zebra", "Øre", "abba", "Aase to", "Čahput", "Cato"]):
        Entreprenor.objects.create(slug=f"n{nr}", navn=navn, publisert_tid="2026-01-01T00:00Z")
    innhold.oppdater_katalogen()
    navn = re.findall(r'<a href="/entreprenorer/n\d/">([^<]+)</a>', _tekst(client))
    assert navn == ["abba", "Čahput", "Cato", "Zebra", "Ære", "Øre", "Åse", "Aase to"]


def test_sidene_deler_treffene_uten_hull_og_uten_dobbelt(client):
    Entreprenor.objects.update(skjult=True)
    for nr in range(45):
        Entreprenor.objects.create(
            slug=f"p{nr}", navn=f"P {nr}", temaer=["rus"], publisert_tid="2026-01-01T00:00Z"
        )
    innhold.oppdater_katalogen()
    sett = [slug for side in ("", "&side=2", "&side=3") for slug in _slugger(client, f"?tema=rus{side}")]
    assert len(sett) == len(set(sett)) == 45
    tekst = _tekst(client, "?side=2&tema=rus")
    assert 'href="?side=3&amp;tema=rus"' in tekst or 'href="?side=3&tema=rus"' in tekst
    assert 'start="21"' in tekst


@pytest.mark.parametrize(
    "sporring",
    [
        "",
        "?tema=rus",
        "?sted=50&innen=50",
        "?q=gård",
        "?q=gårrd",
        "?q=xyzzy+plugh+kvakk",
        "?q=gård&tema=rus&sted=50",
    ],
)
def test_like_fa_sporringer_uansett_hvor_mange_som_treffes(
    client, noen, sporring, django_assert_max_num_queries
):
    antall = []
    for mange in (1, 60):
        for nr in range(mange):
            Entreprenor.objects.create(
                slug=f"m{mange}-{nr}",
                navn=f"Gården {nr}",
                temaer=["rus"],
                steder=["50"],
                publisert_tid="2026-01-01T00:00Z",
            )
        innhold.oppdater_katalogen()
        client.get(f"/entreprenorer/{sporring}", follow=True)
        glem_svarene()
        with django_assert_max_num_queries(8) as sporringer:
            assert client.get(f"/entreprenorer/{sporring}").status_code in {200, 302}
        antall.append(len(sporringer))
    assert antall[0] == antall[1]


# ── Ingen treff ──


def test_ingen_treff_sier_hva_som_koster_mest_og_apner_stedet(client, noen):
    tekst = _tekst(client, "?tema=gjeld-og-okonomi&sted=1515&modenhet=drift")
    assert "Ingen entreprenør har alt dette." in tekst
    utveier = re.findall(r'<li><a href="([^"]+)">([^<]+)</a> \((\d+)\)</li>', tekst)
    assert utveier
    for adresse, _navn, antall in utveier:
        assert len(_slugger(client, adresse.replace("&amp;", "&"))) == int(antall)
    assert [int(a) for _adr, _navn, a in utveier[:-1]] == sorted(
        (int(a) for _adr, _navn, a in utveier[:-1]), reverse=True
    )


# ── Filen ──


def test_filen_har_de_samme_treffene_i_samme_rekkefolge_og_ingen_formler(client, noen):
    for sporring in ("", "?tema=demens&tema=rus", "?sted=5001", "?q=arbeid", "?sted=50&form=AS"):
        svar = client.get(f"/entreprenorer/liste.csv{sporring}")
        innhold_ = b"".join(svar.streaming_content)
        assert innhold_.startswith(b"\xef\xbb\xbf")
        rader = list(csv.reader(io.StringIO(innhold_.decode("utf-8-sig")), delimiter=";"))
        i_filen = [rad[-1].rstrip("/").rpartition("/")[2] for rad in rader[1:]]
        assert i_filen[:20] == _slugger(client, sporring)
        assert len({len(rad) for rad in rader}) == 1
        assert not [celle for rad in rader for celle in rad if celle.startswith(("=", "+", "-", "@"))]


def test_det_som_bare_nevner_noe_av_det_er_ett_klikk_unna(client, noen):
    """Antallet, listen, valgene og filen gjelder dem som treffer godt; med ett klikk også resten."""
    sporring = "?q=leksehjelp+romfart"
    siden = _tekst(client, sporring)
    assert _slugger(client, sporring) == []
    lenke = re.search(r'href="(\?q=leksehjelp\+romfart&amp;nevner=ja)">[^<]+</a> \((\d+)\)', siden)
    assert lenke, siden
    med = lenke[1].replace("&amp;", "&")
    assert set(_slugger(client, med)) == {"oslo"} and lenke[2] == "1"
    assert "De 0 første treffer godt." in _tekst(client, med)
    fil = b"".join(client.get(f"/entreprenorer/liste.csv{med}").streaming_content).decode()
    assert [linje.count("/entreprenorer/") for linje in fil.splitlines()[1:]] == [1]
    assert b"".join(client.get(f"/entreprenorer/liste.csv{sporring}").streaming_content).count(b"\n") == 1


def test_en_retting_og_noe_som_er_tatt_bort_kan_gjores_om(client, noen):
    assert 'href="?q=%22kofferrter%22"' in _tekst(client, "?q=kofferrter")
    assert "Firma trondheim" not in _tekst(client, "?q=%22kofferrter%22")
    tekst = _tekst(client, "?q=minner+ikke+kofferter")
    assert "Vi har tatt bort dem som nevner «kofferter»." in tekst and "Firma trondheim" not in tekst
    assert 'href="?q=minner+kofferter"' in tekst
    assert "?q=kofferter+-minner" in _tekst(client, "?q=kofferter+uten+minner")
    assert "latinske bokstaver" in (ukjent := _tekst(client, "?q=Україна")) and "Firma" not in ukjent


def test_farlige_celler_blir_tekst_og_kontaktpersoner_er_ikke_med(client):
    Entreprenor.objects.create(
        slug="ond", navn="=HYPERLINK(1)", kort="  @SUM(1)", temaer=["rus"], publisert_tid="2026-01-01T00:00Z",
        kontaktnavn="Hemmelig Person", kontaktepost="hemmelig@eksempel.no", kontakttelefon="99999999",
    )  # fmt: skip
    innhold.oppdater_katalogen()
    tekst = b"".join(client.get("/entreprenorer/liste.csv?tema=rus").streaming_content).decode()
    assert "'=HYPERLINK(1)" in tekst
    assert "'  @SUM(1)" in tekst
    for hemmelig in ("Hemmelig Person", "hemmelig@eksempel.no", "99999999"):
        assert hemmelig not in tekst


# ── Det som kan lagres underveis ──


@pytest.mark.parametrize(
    "sti", ["/entreprenorer/?tema=demens", "/sok/?q=demens", "/entreprenorer/trondheim/"]
)
def test_den_som_ikke_er_logget_inn_far_en_side_som_kan_deles(client, noen, sti):
    svar = client.get(sti)
    assert svar["Cache-Control"] == "max-age=0, public, s-maxage=1" or "s-maxage=1" in svar["Cache-Control"]
    assert "Cookie" in svar["Vary"]
    assert not svar.cookies
    assert "csrfmiddlewaretoken" not in svar.text
    assert 'method="post"' not in svar.text
    igjen = client.get(sti, headers={"if-none-match": svar["ETag"]})
    assert (igjen.status_code, igjen.content) == (304, b"")
    Entreprenor.objects.filter(slug="trondheim").update(kort="Noe nytt om demens")
    innhold.oppdater_katalogen()
    ny = client.get(sti, headers={"if-none-match": svar["ETag"]})
    assert ny.status_code == 200
    assert ny["ETag"] != svar["ETag"]


@pytest.mark.parametrize(
    "sti",
    [
        "/offentlige/?sted=50",
        "/offentlige/trondheim-kommune/",
        "/eksempler/",
        "/eksempler/jodacare-i-trondheim/",
        "/nn/eksempler/",
    ],
)
def test_ogsa_de_andre_katalogene_kan_deles(client, sti):
    svar = client.get(sti)
    assert "s-maxage=1" in svar["Cache-Control"]
    assert "csrfmiddlewaretoken" not in svar.text
    assert not svar.cookies
    assert client.get(sti, headers={"if-none-match": svar["ETag"]}).status_code == 304
    OffentligPart.objects.filter(slug="trondheim-kommune").update(navn="Trondheim kommune og by")
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(navn="JodaCare, på nytt")
    ny = client.get(sti, headers={"if-none-match": svar["ETag"]})
    assert ny.status_code == 200, "Det som er endret, vises med en gang."


def test_et_husket_sok_ser_nye_ideer_og_nye_referansedata(client):
    """Ideene har ingen rad i katalogen, og portalens egen indeks bygges i en jobb: begge gir et nytt nummer."""
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    innhold.oppdater_katalogen()
    for_ = client.get("/sok/?q=zeppelin")
    assert "Zeppelinbussen" not in for_.text
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor, tittel=["Zeppelinbussen"])
    Ide.objects.filter(pk=ide.pk).update(synlighet="alle")
    innhold.oppdater_katalogen()
    etter = client.get("/sok/?q=zeppelin", headers={"if-none-match": for_["ETag"]})
    assert "Zeppelinbussen" in etter.text
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(navn="Zeppelinen i Trondheim")
    bygg_sokeindeks()
    sist = client.get("/sok/?q=zeppelin", headers={"if-none-match": etter["ETag"]})
    assert "Zeppelinen i Trondheim" in sist.text


def test_en_side_huskes_til_noe_er_endret_for_hver_malform_og_bare_for_anonyme(client, noen):
    sti = "/entreprenorer/?tema=demens"
    forste = client.get(sti)
    with CaptureQueriesContext(connection) as sporringer:
        igjen = client.get(sti)
    assert (igjen.content, igjen["ETag"]) == (forste.content, forste["ETag"])
    assert len(sporringer) == 1  # bare utgaven
    assert "Sosiale entreprenørar" in client.get(f"/nn{sti}").text
    assert client.get(sti).content == forste.content
    assert client.head(sti).content == b""
    assert client.get(sti).content == forste.content
    inne = logg_inn(lag_bruker("ny@eksempel.no", navn="Ny Person"))
    assert "Ny Person" in inne.get(sti).text
    assert "Ny Person" not in client.get(sti).text
    Entreprenor.objects.filter(slug="trondheim").update(kort="Noe nytt om demens")
    innhold.oppdater_katalogen()
    assert "Noe nytt om demens" in client.get(sti).text


@pytest.mark.parametrize("sti", ["/entreprenorer/?q=kvakkfabrikk", "/sok/?q=kvakkfabrikk"])
def test_et_sok_uten_treff_telles_hver_gang(client, noen, sti):
    for _gang in range(3):
        client.get(sti)
    tom_kladden()
    assert TomtSok.objects.get(uttrykk="kvakkfabrikk").antall == 3


def test_den_som_er_logget_inn_far_aldri_en_delt_side(noen):
    inne = logg_inn(lag_bruker("eva@eksempel.no"))
    svar = inne.get("/entreprenorer/?tema=demens")
    assert "private" in svar["Cache-Control"]
    assert "s-maxage" not in svar["Cache-Control"]
    assert "ETag" not in svar


# ── Ideer i det store søket ──


def test_ideene_finnes_bare_for_dem_som_kan_se_dem():
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor, tittel=["Zeppelinbussen"])
    fremmed = logg_inn(lag_bruker("annen@eksempel.no"))
    for synlighet, ventet in (("bare_oss", (False, False, True)), ("alle", (True, True, True))):
        Ide.objects.filter(pk=ide.pk).update(synlighet=synlighet)
        innhold.oppdater_katalogen()
        for klient, skal in zip((Client(), fremmed, logg_inn(eier)), ventet, strict=True):
            tekst = klient.get(reverse("sok"), {"q": "zeppelinbuss"}).text
            assert ("Zeppelinbussen" in tekst) is skal, synlighet


def test_en_hemmelig_ide_gir_ingen_forslag_til_ord():
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor, tittel=["Zeppelinbussen"])
    Ide.objects.filter(pk=ide.pk).update(synlighet="bare_oss")
    innhold.oppdater_katalogen()
    assert "zeppelinbuss" not in Client().get(reverse("sok"), {"q": "zeppelinbussn"}).text.lower().replace(
        "zeppelinbussn", ""
    )


# ── For maskiner ──


def _strukturert(client, sti):
    tekst = client.get(sti).text
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', tekst, re.S)[1]), tekst


def test_sidene_sier_hva_de_er_til_sokemotorer(client, noen):
    Entreprenor.objects.filter(slug="trondheim").update(kort="</script><script>alert(1)</script>")
    innhold.oppdater_katalogen()
    data, tekst = _strukturert(client, "/entreprenorer/trondheim/")
    assert data["@type"] == "Organization"
    assert data["areaServed"] == ["Trondheim"]
    assert data["description"].startswith("</script>"), "teksten er hel"
    assert "<script>alert(1)" not in tekst
    assert '<link rel="canonical" href="http://localhost:8000/entreprenorer/trondheim/">' in tekst
    data, tekst = _strukturert(client, "/entreprenorer/?tema=demens")
    assert [rad["position"] for rad in data["itemListElement"]] == [1, 2]
    assert 'rel="canonical" href="http://localhost:8000/entreprenorer/?tema=demens"' in tekst
    data, _hele = _strukturert(client, "/offentlige/trondheim-kommune/")
    assert (data["@type"], data["name"]) == ("GovernmentOrganization", "Trondheim kommune")


def test_siden_om_en_kommune_viser_dem_som_dekker_den_og_apne_ideer_med_grunner(client, noen):
    tekst = client.get("/offentlige/trondheim-kommune/").text
    assert "Sosiale entreprenører som kan passe" in tekst
    assert "De dekker Trondheim." in tekst
    assert "Oppdiktet" not in tekst
    assert "De arbeider med demens, som dere har ansvar for." in tekst
    assert tekst.index("Firma trondheim") < tekst.index("Firma trondelag")
    assert "Firma landet" not in tekst, "Gjeldsråd er det Nav som har ansvar for."
    Entreprenor.objects.filter(slug="trondheim").update(oppdiktet=True)
    Entreprenor.objects.filter(slug="landet").update(temaer=["demens"])
    innhold.oppdater_katalogen()
    tekst = client.get("/offentlige/trondheim-kommune/").text
    assert tekst.index("Firma trondheim") < tekst.index("Firma trondelag") < tekst.index("Firma landet")
    assert tekst.count("Oppdiktet") == 1
    assert "Firma oppdal" not in tekst
    eier, redaktor = lag_bruker("eva@eksempel.no"), lag_redaktor()
    org = innhold.publisert_profil(lag_entreprenor("Kofferten", eier), av=eier, redaktor=redaktor)
    ide = innhold.publisert_ide(org, av=eier, redaktor=redaktor)
    beregn_treff(ide.pk)
    for synlighet, vises in (("alle", True), ("offentlige", False)):
        Ide.objects.filter(pk=ide.pk).update(synlighet=synlighet)
        tekst = client.get("/offentlige/trondheim-kommune/").text
        assert ("Ideer som kan passe her" in tekst) is vises
        assert ("Minnekoffert på sykehjem" in tekst) is vises


@pytest.fixture
def inne():
    """Klienten til en som handler for Trondheim kommune."""
    ola = lag_bruker("ola@eksempel.no")
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
    velg_hatt(ola, kode="offentlig:trondheim-kommune")
    return logg_inn(ola)


def test_den_som_arbeider_i_en_kommune_kan_se_listen_for_den(noen, inne):
    assert (
        'href="?sted=5001&amp;tema=demens">Vis dem som dekker Trondheim'
        in inne.get("/entreprenorer/?tema=demens").text
    )
    assert "Vis dem som dekker" not in inne.get("/entreprenorer/?sted=5001").text


def test_den_som_har_gjort_det_for_en_slik_kommune_star_forst_og_kan_velges_for_kommunen_min(noen, inne):
    assert "Vis for kommunen min" not in inne.get("/entreprenorer/?tema=demens").text
    Entreprenor.objects.filter(slug="landet").update(temaer=["demens"])
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(omrader=["1103"], profiler=["landet"])
    innhold.oppdater_katalogen()
    tekst = inne.get("/offentlige/trondheim-kommune/").text
    assert "De har gjort noe for Stavanger, som ligner:" in tekst
    assert tekst.index("Firma landet") < tekst.index("Firma trondheim") < tekst.index("Firma trondelag")
    tekst = inne.get("/entreprenorer/?tema=demens").text
    assert "Vis for kommunen min: dekker Trondheim, og har gjort det for en som ligner (1)" in tekst
    assert 'href="?sted=5001&amp;som=5001&amp;tema=demens"' in tekst
    assert "1 entreprenør" in inne.get("/entreprenorer/?sted=5001&som=5001&tema=demens").text


# ── Sammenligning ──


def test_opptil_tre_ved_siden_av_hverandre(client, noen):
    tekst = client.get("/entreprenorer/sammenlign/?e=oslo&e=trondheim&e=finnes-ikke&e=oslo").text
    assert tekst.index("Firma oslo") < tekst.index("Firma trondheim")
    for ventet in ("Aksjeselskap", "I bruk hos flere", "Demens", "ikke oppgitt"):
        assert ventet in tekst
    fire = client.get("/entreprenorer/sammenlign/?e=oslo&e=trondheim&e=landet&e=oppdal").text
    assert "Disse er ikke med: Firma oppdal." in fire
    assert "Du har ikke valgt noen" in client.get("/entreprenorer/sammenlign/").text
    assert "Velg én eller to til" in client.get("/entreprenorer/sammenlign/?e=oslo").text
    assert 'action="/entreprenorer/sammenlign/"' in _tekst(client)


def test_fra_et_eksempel_til_dem_som_arbeider_med_det_samme(client, noen):
    tekst = client.get("/eksempler/jodacare-i-trondheim/").text
    adresse = re.search(r'href="(/entreprenorer/\?tema=[^"]+)"', tekst)[1].replace("&amp;", "&")
    assert client.get(adresse).status_code == 200


# ── Kart ──


def test_kartet_og_tabellen_viser_det_samme_soket(client, noen):
    tekst = client.get("/entreprenorer/kart/?tema=demens&tema=rus").text
    assert "3 entreprenører. Tema: Demens eller Rus." in tekst
    assert "<title>Trondheim: 1</title>" in tekst
    assert "<title>Herøy" not in tekst
    rad = re.search(r'<a href="(/entreprenorer/\?[^"]+)">Trøndelag</a></th><td>(\d+)</td>', tekst)
    assert rad[2] == "3"
    assert len(_slugger(client, rad[1].removeprefix("/entreprenorer/").replace("&amp;", "&"))) == 3
    hele = client.get("/entreprenorer/kart/").text
    assert "I tillegg dekker 1 hele landet." in hele
    assert "<title>Herøy (Nordland): 1</title>" in hele
