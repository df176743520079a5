"""Virksomhetene og eksemplene som kataloger: mot en langsom utgave, like i liste og fil, på alle måter å skrive et sted."""

from __future__ import annotations

import csv
import io
import os
import re

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kommuner.models import OffentligPart
from samarbeid.katalog.forms import Saksfilter, Virksomhetsfilter
from samarbeid.katalog.indeks.likhet import FYLKE, SENTRALITET, STORRELSE, kommuner_som, likheter
from samarbeid.katalog.indeks.smakataloger import sakene, slugger_i, storrelse, virksomhetene
from samarbeid.matching.typer import Omradeprofil
from samarbeid.models import Eksempel
from tests.verden import lag_bruker, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle
from veier.tekst import sorteringsnokkel

pytestmark = pytest.mark.django_db
STEDER = ["5001", "5031", "0301", "1515", "1818", "50", "03", "NO", "9999"]
INNSTILLINGER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=500 if os.environ.get("VEIER_GRUNDIG") else 25,
    deadline=None,
)


def _sporring(valgene) -> QueryDict:
    sporring = QueryDict(mutable=True)
    for navn, verdi in valgene.items():
        sporring.setlist(navn, verdi if isinstance(verdi, list) else [verdi])
    return sporring


def _ligger_i(koder, sted, omrader) -> bool:
    """Dekker den som dekker ``koder``, stedet? Et fylke dekkes også av den som dekker noe i det."""
    if sted == "NO":
        return "NO" in koder
    aktuelle = {sted, "NO", omrader[sted].overordnet}
    return any(k in aktuelle or (len(sted) == 2 and omrader[k].overordnet == sted) for k in koder)


@INNSTILLINGER
@given(
    valgene=st.fixed_dictionaries(
        {
            "type": st.lists(st.sampled_from(["kommune", "nav_kontor", "departement", "tull"]), max_size=2),
            "niva": st.lists(st.sampled_from(["kommune", "nav", "stat"]), max_size=2),
            "tema": st.lists(st.sampled_from(["gjeld-og-okonomi", "demens"]), max_size=1),
            "sted": st.lists(st.sampled_from(STEDER), max_size=2),
            "storrelse": st.lists(st.sampled_from(["under-5000", "stor"]), max_size=1),
            "som": st.sampled_from(["", "5031", "0301", "50"]),
        }
    )
)
def test_virksomhetene_er_akkurat_dem_en_enkel_utgave_gir(valgene, kunnskap):
    filteret = Virksomhetsfilter(_sporring(valgene), kunnskap=kunnskap)
    sok = filteret.sok
    svar = virksomhetene(kunnskap).finn(sok, kunnskap)
    omrader = kunnskap.omrader
    like = {sok.som[0], *kommuner_som(sok.som[0], omrader)} if sok.som else set()

    def passer(part: OffentligPart) -> bool:
        koder = (
            ["NO"]
            if part.type in {"etat", "direktorat", "departement"}
            else [o.kode for o in part.dekker.all()]
        )
        innbyggere = part.omrade.innbyggere if part.omrade and part.type == "kommune" else None
        temaer = {
            tema
            for tema, veier in kunnskap.veier.items()
            if any(v.niva in part.nivaer for v in veier) and (not part.temaer or tema in part.temaer)
        }
        return bool(
            (not sok.type or part.type in sok.type)
            and (not sok.niva or set(sok.niva) & set(part.nivaer))
            and (not sok.tema or set(sok.tema) & temaer)
            and (not sok.sted or any(_ligger_i(koder, sted, omrader) for sted in sok.sted))
            and (not sok.storrelse or (innbyggere and storrelse(innbyggere) in sok.storrelse))
            and (not sok.som or (part.type == "kommune" and part.omrade and part.omrade.kode in like))
        )

    alle = OffentligPart.objects.synlige().select_related("omrade").prefetch_related("dekker")
    ventet = {p.slug for p in alle if passer(p)}
    rader = svar.rader(0, 10_000)
    slugger = slugger_i(virksomhetene(kunnskap), rader)
    assert len(slugger) == len(set(slugger)) == svar.antall
    assert set(slugger) == ventet
    assert [r for fra in range(0, svar.antall, 50) for r in svar.rader(fra, 50)] == rader
    for felt in ("type", "niva"):
        for kode in ("kommune", "stat", "nav_kontor"):
            if f"{felt}:{kode}" in svar.teller:
                alene = virksomhetene(kunnskap).finn(sok.med(felt, kode), kunnskap)
                assert svar.teller[f"{felt}:{kode}"] == alene.antall


@INNSTILLINGER
@given(
    valgene=st.fixed_dictionaries(
        {
            "tema": st.lists(st.sampled_from(["demens", "arbeidsinkludering", "integrering"]), max_size=2),
            "modell": st.lists(st.sampled_from(["pilotavtale", "trepartsavtale"]), max_size=1),
            "niva": st.lists(st.sampled_from(["kommune", "nav"]), max_size=1),
            "sted": st.lists(st.sampled_from(STEDER), max_size=1),
            "som": st.sampled_from(["", "5001", "0301"]),
        }
    )
)
def test_sakene_er_akkurat_dem_en_enkel_utgave_gir(valgene, kunnskap):
    sok = Saksfilter(_sporring(valgene), kunnskap=kunnskap).sok
    svar = sakene(kunnskap).finn(sok, kunnskap)
    like = {sok.som[0], *kommuner_som(sok.som[0], kunnskap.omrader)} if sok.som else set()
    ventet = {
        e.slug
        for e in Eksempel.objects.synlige()
        if (not sok.tema or set(sok.tema) & set(e.temaer))
        and (not sok.modell or set(sok.modell) & set(e.modeller))
        and (not sok.niva or set(sok.niva) & set(e.nivaer))
        and (not sok.som or set(e.omrader) & like)
        and (not sok.sted or any(_ligger_i(e.omrader, sted, kunnskap.omrader) for sted in sok.sted))
    }
    assert set(slugger_i(sakene(kunnskap), svar.rader(0, 1000))) == ventet


# ── Rekkefølge, steder og ord ──


def _virksomheter(kunnskap, **valg) -> list[str]:
    katalog = virksomhetene(kunnskap)
    sok = Virksomhetsfilter(_sporring(valg), kunnskap=kunnskap).sok
    svar = katalog.finn(sok, kunnskap)
    return slugger_i(katalog, svar.rader(0, svar.antall))


def test_etter_navn_pa_norsk_og_det_naermeste_stedet_forst(kunnskap):
    navn = {p.slug: p.navn for p in kunnskap.parter}
    alle = [navn[s] for s in _virksomheter(kunnskap)]
    assert alle == sorted(alle, key=sorteringsnokkel)
    malvik = _virksomheter(kunnskap, sted=["5031"])
    assert malvik[:2] == ["malvik-kommune", "nav-malvik"]
    assert set(malvik[2:5]) == {"nav-trondelag", "statsforvalteren-i-trondelag", "trondelag-fylkeskommune"}


@pytest.mark.parametrize(
    ("q", "forst"),
    [
        ("Tråante", "trondheim-kommune"),
        ("1601", "trondheim-kommune"),
        ("Klæbu", "trondheim-kommune"),
        ("malvik", "malvik-kommune"),
        ("nav i malvik", "nav-malvik"),
        ("921707134", "agder-fylkeskommune"),
        ("Karasjok", "karasjok-kommune"),
    ],
)
def test_ord_finner_gamle_navn_samiske_navn_og_nummer(kunnskap, q, forst):
    assert _virksomheter(kunnskap, q=q)[0] == forst


def test_et_sted_skrevet_som_ord_finner_ogsa_dem_som_dekker_det(kunnskap):
    assert {"trondelag-fylkeskommune", "nav-trondelag", "statsforvalteren-i-trondelag"} <= set(
        _virksomheter(kunnskap, q="Trøndelag")
    )


@pytest.mark.parametrize(
    ("sti", "fil", "monster"),
    [
        (
            "/offentlige/?type=nav_kontor&som=&sted=50",
            "/offentlige/liste.csv",
            r'<li>\s*<a href="/offentlige/([^/]+)/">[^<]+</a>\s*<span',
        ),
        (
            "/offentlige/?q=bergen",
            "/offentlige/liste.csv",
            r'<li>\s*<a href="/offentlige/([^/]+)/">[^<]+</a>\s*<span',
        ),
        ("/eksempler/?tema=demens", "/eksempler/liste.csv", r'xs"><a href="/eksempler/([^/]+)/">'),
        ("/eksempler/?som=5001", "/eksempler/liste.csv", r'xs"><a href="/eksempler/([^/]+)/">'),
        ("/eksempler/?q=sykehjem", "/eksempler/liste.csv", r'xs"><a href="/eksempler/([^/]+)/">'),
    ],
)
def test_listen_og_filen_har_de_samme_i_samme_rekkefolge(client, sti, fil, monster):
    svar = client.get(sti, follow=True)
    sporring = svar.request["QUERY_STRING"]
    i_listen = re.findall(monster, svar.text)
    for side in range(2, 20):
        if f"side={side}&amp;" not in svar.text:
            break
        svar = client.get(f"{sti.partition('?')[0]}?side={side}&{sporring}")
        i_listen += re.findall(monster, svar.text)
    innhold = b"".join(client.get(f"{fil}?{sporring}").streaming_content).decode("utf-8-sig")
    _hode, *rader = csv.reader(io.StringIO(innhold), delimiter=";")
    assert [rad[-1].split("/")[-2] for rad in rader] == i_listen
    assert i_listen


def test_ingen_treff_sier_hva_som_hjelper(client):
    tekst = client.get("/offentlige/?sted=5031&type=bydel").text
    assert "Uten «Malvik» (15)" in re.sub(r"<[^>]+>", "", tekst)
    assert (
        "Vi fant ikke kommunen «Atlantis»" in client.get("/eksempler/?likekommune=Atlantis", follow=True).text
    )
    tekst = client.get("/eksempler/?likekommune=Her%C3%B8y", follow=True).text
    assert "Flere steder heter «Herøy»" in tekst
    assert 'href="?som=1515"' in tekst
    assert 'href="?som=1818"' in tekst


# ── En kommune som vår ──


def _sted(kode, fylke="50", innbyggere=10_000, sentralitet=3):
    return Omradeprofil(kode, kode, "kommune", fylke, innbyggere, sentralitet=sentralitet)


@pytest.mark.parametrize(
    ("annen", "felles"),
    [
        (_sted("2"), (FYLKE, STORRELSE, SENTRALITET)),
        (_sted("2", innbyggere=20_000), (FYLKE, STORRELSE, SENTRALITET)),
        (_sted("2", innbyggere=20_001), (FYLKE, SENTRALITET)),
        (_sted("2", innbyggere=5_000), (FYLKE, STORRELSE, SENTRALITET)),
        (_sted("2", innbyggere=4_999, sentralitet=4), (FYLKE,)),
        (_sted("2", fylke="18", innbyggere=None, sentralitet=None), ()),
        (_sted("2", fylke=None, innbyggere=None), (SENTRALITET,)),
    ],
)
def test_likheter(annen, felles):
    assert likheter(_sted("1"), annen) == felles
    assert likheter(annen, _sted("1")) == felles


def test_minst_to_likheter_unntatt_nar_nesten_ingen_har_det():
    like = {str(nr): _sted(str(nr)) for nr in range(1, 7)}
    ulik = _sted("99", fylke="18", innbyggere=90_000, sentralitet=3)
    assert set(kommuner_som("1", like | {"99": ulik})) == {"2", "3", "4", "5", "6"}
    assert set(kommuner_som("1", {"1": like["1"], "2": like["2"], "99": ulik})) == {"2", "99"}


def test_snarveiene_for_den_som_arbeider_i_en_kommune():
    ola = lag_bruker("ola@eksempel.no")
    part = OffentligPart.objects.get(slug="malvik-kommune")
    legg_til_medlem(part, bruker=ola, rolle=Medlemsrolle.MEDLEM, av=ola, grunn="test")
    velg_hatt(ola, kode="offentlig:malvik-kommune")
    inne = logg_inn(ola)
    ventet = {
        "/entreprenorer/?tema=demens": 'href="?som=5031&amp;tema=demens">Hvem har gjort dette for en kommune som Malvik?',
        "/offentlige/": 'href="?som=5031">Kommuner som ligner på Malvik',
        "/eksempler/?tema=demens": 'href="?som=5031&amp;tema=demens">Vis saker fra kommuner som ligner på Malvik',
    }
    for sti, lenke in ventet.items():
        assert lenke in inne.get(sti).text


@pytest.mark.parametrize(
    ("skrevet", "kode", "navn"),
    [
        ("Trondhiem", "5001", "Trondheim"),
        ("Lilehamer", "3405", "Lillehammer"),
        ("Traante", "5001", "Trondheim"),
    ],
)
def test_et_sted_med_tastefeil_gir_forslag(client, skrevet, kode, navn):
    tekst = client.get("/entreprenorer/", {"kommune": skrevet}, follow=True).text
    assert f"Vi fant ikke stedet «{skrevet}»" in tekst
    assert "Mente du:" in tekst
    assert f'<a href="?sted={kode}">{navn}</a>' in tekst


def test_det_som_ikke_ligner_noe_gir_ingen_forslag(client):
    assert "Mente du:" not in client.get("/entreprenorer/?kommune=xyzzyplugh", follow=True).text
    assert "Mente du:" not in client.get("/entreprenorer/?kommune=99999", follow=True).text
    assert "Mente du:" not in client.get(f"/entreprenorer/?kommune={'a' * 5000}", follow=True).text


def test_det_som_er_i_indeksen_er_uten_oppmerking():
    """Utdragene er tekst noen leser: ingen tabellstreker, nummertegn eller adresser."""
    from veier.sok.models import Sokedokument

    tekster = Sokedokument.objects.values_list("nokkel", "tekst")
    assert {nokkel.partition(":")[0] for nokkel, _tekst in tekster} > {"modell", "eksempel", "ord"}
    assert [nokkel for nokkel, tekst in tekster if re.search(r"\|---|\]\(|^#|\*\*", tekst, re.M)] == []
