"""Lagrede søk med varsel: bekreftet adresse, de samme radene som listen, fortalt én gang, stoppet med ett trykk."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
import uuid
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from django.conf import settings as oppsett
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pyroaring import BitMap

from entreprenorer.models import Entreprenor
from kommuner.models import Behov, OffentligPart
from samarbeid import jobber
from samarbeid.models import Abonnement, Eksempel, Varselmottaker
from samarbeid.varsler import handlinger, kjoring
from samarbeid.varsler.lister import LISTER
from tests import innhold
from tests.veier.epost.conftest import postkasse  # noqa: F401 – en ekte e-posttjener
from tests.verden import lag_bruker, logg_inn
from veier.epost.avmelding import lenke_for
from veier.epost.brevslag import VARSLER
from veier.epost.models import Avmelding, Utsending
from veier.epost.sending import send
from veier.feil import Domenefeil
from veier.taksonomi.models import Tilskuddsordning

pytestmark = pytest.mark.django_db
KARI = "kari@eksempel.no"
TEMA = "tema=demens"


def _firma(slug, **felt):
    rad = Entreprenor.objects.create(
        **{"slug": slug, "navn": f"Firma {slug}", "kort": "Kofferter", "temaer": ["demens"], **felt}
    )
    innhold.oppdater_katalogen()
    return rad


def _behov(slug, **felt):
    part = OffentligPart.objects.get(slug="trondheim-kommune")
    na = datetime(2026, 1, 5, tzinfo=UTC)
    verdier = {
        "tittel": f"Behov {slug}",
        "tema": ["demens"],
        "publisert_tid": na,
        "arbeidsnavn": slug,
        **felt,
    }
    rad = Behov.objects.create(part=part, slug=slug, **verdier)
    innhold.oppdater_katalogen()
    return rad


def _lagre(liste="entreprenorer", sporring=TEMA, hyppighet="straks", epost=KARI):
    return handlinger.bekreft(handlinger.lag_kode(handlinger.Onske(liste, sporring, hyppighet, epost)))


def _kjor():
    """Det arbeideren gjør hvert minutt."""
    kjoring.sett_klare_i_ko()
    return sum(kjoring.varsle(pk) for pk in Abonnement.objects.values_list("pk", flat=True))


def _brev(mal="varsel_nytt"):
    return list(Utsending.objects.filter(mal=mal).order_by("pk"))


def _stien(tekst, del_):
    return urlsplit(re.search(rf"https?://\S+/varsler/{del_}/\S+", tekst)[0]).path


@pytest.fixture
def klokke(monkeypatch):
    def still(*tid):
        na = datetime(*tid, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: na)

    return still


# ── Å lagre ──


def test_et_sok_som_feiler_prover_seg_ikke_hvert_femte_minutt(monkeypatch):
    rad = handlinger.lagre_for_konto(
        lag_bruker(KARI), liste="entreprenorer", sporring=TEMA, hyppighet="straks"
    )
    _firma("ny")
    monkeypatch.setattr(kjoring, "apne_treff", lambda *_a, **_k: 1 / 0)
    assert kjoring.sett_klare_i_ko() == 1
    with pytest.raises(ZeroDivisionError):
        jobber.varsle(rad.pk)
    assert kjoring.sett_klare_i_ko() == 0
    monkeypatch.undo()
    Abonnement.objects.update(neste_tid=timezone.now())
    assert kjoring.varsle(rad.pk) == 1


def test_en_stengt_konto_far_ingen_varsler():
    kari = lag_bruker(KARI)
    rad = handlinger.lagre_for_konto(kari, liste="entreprenorer", sporring=TEMA, hyppighet="straks")
    _firma("ny")
    type(kari).objects.filter(pk=kari.pk).update(is_active=False)
    assert kjoring.sett_klare_i_ko() == 0
    assert kjoring.varsle(rad.pk) == 0
    type(kari).objects.filter(pk=kari.pk).update(is_active=True)
    assert kjoring.varsle(rad.pk) == 1


def test_uten_konto_lagres_ingenting_for_adressen_er_bekreftet(client):
    _firma("minne")
    liste = client.get(f"/entreprenorer/?{TEMA}").text
    assert f'href="/varsler/ny/entreprenorer/?{TEMA}"' in liste
    side = client.get(f"/varsler/ny/entreprenorer/?{TEMA}").text
    assert "Entreprenører. Tema: Demens." in side
    svar = client.post(f"/varsler/ny/entreprenorer/?{TEMA}", {"hyppighet": "straks", "epost": KARI})
    assert svar["Location"] == "/varsler/sendt/"
    assert not Abonnement.objects.exists()
    assert not Varselmottaker.objects.exists()
    [brev] = _brev("varsel_bekreft")
    assert (brev.til, brev.hemmelig) == (KARI, True)
    lenke = _stien(brev.tekst, "bekreft")
    assert KARI in client.get(lenke).text
    assert not Abonnement.objects.exists()
    svar = client.post(lenke)
    rad = Abonnement.objects.get()
    assert svar["Location"] == f"/varsler/mine/{rad.mottaker.nokkel}/"
    assert (rad.liste, rad.sporring, rad.til) == ("entreprenorer", TEMA, KARI)
    client.post(lenke)
    assert Abonnement.objects.count() == 1
    assert _kjor() == 0  # det som sto der da hun lagret, er ikke nytt


def test_med_konto_lagres_det_med_en_gang(client):
    ola = lag_bruker("ola@eksempel.no")
    inne = logg_inn(ola)
    assert "E-postadressen din" not in inne.get("/varsler/ny/behov/").text
    assert inne.post("/varsler/ny/behov/", {"hyppighet": "daglig"})["Location"] == "/varsler/"
    assert Abonnement.objects.get().bruker == ola
    assert "Behov. Alt som kommer." in inne.get("/varsler/").text
    assert "/varsler/" in inne.get("/min-side/").text


def test_en_tom_liste_tilbyr_a_si_fra(client):
    for sti in ("/behov/", "/entreprenorer/?q=finnesikkenoested", "/eksempler/?q=finnesikkenoested"):
        side = client.get(sti, follow=True).text
        assert side.count("Si fra når noe nytt kommer") == 1, sti
        assert 'data-variant="primary" href="/varsler/ny/' in side
    assert "/varsler/ny/" not in client.get("/offentlige/").text
    assert client.get("/varsler/ny/offentlige/").status_code == 404


def test_hoyst_ti_til_en_adresse(client):
    for nr in range(handlinger.HOYST):
        _lagre(sporring=f"q=ord{nr}")
    with pytest.raises(Domenefeil, match="høyst 10"):
        _lagre(sporring="q=elleve")
    _lagre(sporring="q=ord1", hyppighet="ukentlig")  # det samme søket er ikke ett til
    assert Abonnement.objects.count() == handlinger.HOYST
    kode = handlinger.lag_kode(handlinger.Onske("behov", "", "daglig", KARI.upper()))
    svar = client.post(f"/varsler/bekreft/{kode}/")
    assert svar.status_code == 422
    assert "/varsler/mine/" in svar.text


def test_adressen_ma_vaere_en_adresse_og_det_skrevne_star(client):
    svar = client.post("/varsler/ny/behov/?tema=demens", {"hyppighet": "daglig", "epost": "kari@"})
    assert svar.status_code == 422
    assert "kari@" in svar.text
    svar = client.post("/varsler/ny/behov/", {"hyppighet": "hver time", "epost": KARI})
    assert svar.status_code == 422
    assert not Utsending.objects.exists()


# ── De samme radene ──

SOKENE = [
    ("entreprenorer", ""),
    ("entreprenorer", TEMA),
    ("entreprenorer", "q=kofferter"),
    ("entreprenorer", "q=kofferter+sykler&nevner=ja"),
    ("eksempler", ""),
    ("eksempler", "tema=demens"),
    ("eksempler", "q=demens"),
    ("eksempler", "sted=5001"),
    ("behov", ""),
    ("behov", "sted=50&tema=demens"),
    ("behov", "q=spiser"),
    ("tilskudd", ""),
    ("tilskudd", "soker=offentlig"),
]


@pytest.mark.parametrize(("liste", "sporring"), SOKENE)
def test_siden_filen_og_varselet_har_de_samme(client, liste, sporring):
    for slug, kort in (("minne", "Kofferter"), ("sykkel", "Sykler"), ("begge", "Kofferter og sykler")):
        _firma(slug, kort=kort, temaer=["demens"] if slug != "sykkel" else ["arbeidstrening"])
    _behov("ett", problem="Mange spiser alene", omrader=["5001"])
    _behov("to", tema=["arbeidstrening"])
    valgt = LISTER[liste]
    lest = valgt.les(_data(sporring))
    rader = {rad.get_absolute_url() for rad in valgt.apne().filter(pk__in=list(valgt.numre(lest.sporring)))}
    assert rader
    sti = valgt.adresse(lest.sporring)
    assert _pa_siden(client, sti, liste) == rader
    if liste != "tilskudd":  # kalenderen har ingen fil med radene
        fil = b"".join(client.get(sti.replace("/?", "/liste.csv?") if "?" in sti else f"{sti}liste.csv"))
        linjer = list(csv.reader(io.StringIO(fil.decode("utf-8-sig")), delimiter=";"))
        assert {urlsplit(linje[-1]).path for linje in linjer[1:]} == rader


def _data(sporring):
    from django.http import QueryDict

    return QueryDict(sporring)


def _pa_siden(client, sti, liste):
    """Adressene til radene på alle sidene av listen. De avsluttede tilskuddene er ikke med."""
    ut, nr = set(), 1
    monster = (
        r'href="(/tilskudd/[\w-]+/)"' if liste == "tilskudd" else rf'<h3[^>]*><a href="(/{liste}/[\w-]+/)"'
    )
    while True:
        side = client.get(sti + (("&" if "?" in sti else "?") + f"side={nr}" if nr > 1 else ""), follow=True)
        if side.redirect_chain and nr > 1:
            return ut
        tekst = side.text.split('id="avsluttet"')[0]
        ut |= set(re.findall(monster, tekst))
        nr += 1
        if f"side={nr}" not in side.text:
            return ut


# ── Å fortelle ──


def test_hvert_treff_fortelles_en_gang(client):
    _firma("gammel")
    rad = _lagre()
    assert _kjor() == 0
    ny = _firma("ny", temaer=["demens", "aktivitet-pa-sykehjem"])
    _firma("annet", temaer=["arbeidstrening"])
    assert _kjor() == 1
    [brev] = _brev()
    assert brev.til == KARI
    assert brev.emne == "1 nytt treff blant entreprenørene"
    assert ny.get_absolute_url() in brev.tekst
    assert "Firma ny" in brev.html
    assert "Firma gammel" not in brev.tekst
    assert "Firma annet" not in brev.tekst
    assert "Tema: Demens." in brev.tekst
    assert f"/varsler/mine/{rad.mottaker.nokkel}/" in brev.tekst
    for _gang in range(3):
        assert _kjor() == 0
    Entreprenor.objects.filter(slug="ny").update(temaer=["arbeidstrening"])
    innhold.oppdater_katalogen()
    assert _kjor() == 0
    Entreprenor.objects.filter(slug="ny").update(temaer=["demens"])  # ut og inn igjen er ikke nytt
    innhold.oppdater_katalogen()
    assert _kjor() == 0


def test_aldri_om_det_som_er_lukket_eller_tatt_ned():
    _lagre("behov", "")
    lukket = {"tilstand": "lukket", "utfall": "samarbeid", "utfall_grunn": "Ingen penger."}
    behov = _behov("lukket", **lukket)
    _behov("nedtatt", nedtatt_tid=datetime(2026, 1, 6, tzinfo=UTC))
    _lagre("entreprenorer", "")
    _firma("borte", skjult=True)
    assert _kjor() == 0
    Behov.objects.filter(pk=behov.pk).update(tilstand="apent", utfall="", utfall_grunn="")
    assert _kjor() == 1  # åpnet igjen: det har hun ikke hørt om
    Tilskuddsordning.objects.filter(avsluttet=False).update(avsluttet=True)
    _lagre("tilskudd", "")
    assert BitMap.deserialize(bytes(Abonnement.objects.get(liste="tilskudd").fortalt)) == BitMap()


def test_det_som_publiseres_mens_det_letes_fortelles_neste_gang(monkeypatch):
    _lagre()
    _firma("en")
    ekte, imens = kjoring.apne_treff, []

    def alle(rad, uten):
        funnet = ekte(rad, uten=uten)
        if not imens:
            imens.append(_firma("to"))
        return funnet

    monkeypatch.setattr(kjoring, "apne_treff", alle)
    assert [_kjor(), _kjor(), _kjor()] == [1, 1, 0]
    assert ["Firma en" in b.tekst for b in _brev()] == [True, False]


def test_gar_noe_galt_er_hverken_brevet_eller_det_fortalte_lagret(monkeypatch):
    _lagre()
    _firma("ny")
    ekte = kjoring.planlegg
    monkeypatch.setattr(kjoring, "planlegg", lambda rad: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        kjoring.varsle(Abonnement.objects.get().pk)
    assert _brev() == []
    monkeypatch.setattr(kjoring, "planlegg", ekte)
    assert [_kjor(), _kjor()] == [1, 0]
    assert len(_brev()) == 1


def test_mange_nye_er_ett_brev_med_de_nyeste(django_assert_max_num_queries):
    rad = _lagre()
    for nr in range(14):
        Entreprenor.objects.create(slug=f"f{nr}", navn=f"Firma {nr}", kort="K", temaer=["demens"])
    innhold.oppdater_katalogen()
    with django_assert_max_num_queries(25):
        assert kjoring.varsle(rad.pk) == 14
    [brev] = _brev()
    assert brev.tekst.count("/entreprenorer/f") == kjoring.VISES
    assert "Her er de 10 nyeste." in brev.tekst


def test_hundre_tusen_treff_tar_liten_plass_og_slas_ikke_opp_hver_gang(
    monkeypatch, django_assert_max_num_queries
):
    rad = _lagre()
    mange = BitMap(range(10_000_000, 10_100_000))  # numre ingen rad i prøvene har
    assert len(mange.serialize()) < 20_000
    liste, ny = LISTER[rad.liste], _firma("ny")
    monkeypatch.setattr(liste, "_finn", lambda _valgt: mange | BitMap([ny.pk]))
    Abonnement.objects.update(utgave="", fortalt=mange.serialize())
    with django_assert_max_num_queries(25):
        assert kjoring.varsle(rad.pk) == 1
    rad.refresh_from_db()
    assert BitMap.deserialize(bytes(rad.fortalt)) == mange | BitMap([ny.pk])


def test_pa_nynorsk():
    from django.utils.translation import override

    with override("nn"):
        _lagre("eksempler", "")
    Eksempel.objects.create(
        slug="noko-nytt",
        navn="Noko nytt",
        entreprenor="X",
        offentlig="Y",
        sist_kontrollert="2026-01-01",
        publisert_tid="2026-01-01T00:00Z",
    )
    assert _kjor() == 1
    [brev] = _brev()
    assert "Sjå heile lista" in brev.tekst
    assert "/nn/eksempler/" in brev.tekst


# ── Tidene ──


def test_daglig_klokken_sju_og_ukentlig_pa_mandag(klokke):
    klokke(2026, 11, 25, 12)  # onsdag
    _lagre(hyppighet="daglig")
    _lagre(hyppighet="ukentlig", epost="uke@eksempel.no")
    _firma("ny")
    klokke(2026, 11, 26, 5, 59)  # 06.59 i Norge
    assert _kjor() == 0
    klokke(2026, 11, 26, 6, 0)
    assert [_kjor(), _kjor()] == [1, 0]
    klokke(2026, 11, 29, 23, 0)  # natt til mandag
    assert _kjor() == 0
    klokke(2026, 11, 30, 6, 0)
    assert _kjor() == 1


@pytest.mark.parametrize(
    "offentlig",
    [
        "post@barnehage.trondheim.kommune.no",
        "kari@udir.no",
        "kari@kud.dep.no",
        "kari@regjeringen.no",
        "kari@bufetat.no",
    ],
)
def test_postkasser_hos_det_offentlige_far_bare_pa_virkedager(klokke, offentlig):
    klokke(2026, 11, 27, 12)
    _lagre(epost=offentlig)
    _lagre()
    klokke(2026, 11, 28, 12)  # lørdag
    _firma("ny")
    assert _kjor() == 1
    klokke(2026, 11, 29, 12)
    assert _kjor() == 0
    klokke(2026, 11, 30, 6, 0)
    assert _kjor() == 1
    assert [b.til for b in _brev()] == [KARI, offentlig]


def test_et_behov_med_en_frist_som_er_ute_er_det_ingenting_a_fortelle_om(klokke):
    """Det står i listen, som åpent; men det kan ikke svares på. En kunngjort konkurranse har ingen slik frist."""
    klokke(2026, 11, 26, 12)
    _lagre("behov", "")
    _behov("i-dag", frist=date(2026, 11, 26))
    _behov("i-gar", frist=date(2026, 11, 25))
    _behov("kunngjort", frist=date(2026, 11, 25), tilstand="kunngjort", doffin="2026-1")
    assert _kjor() == 2
    [brev] = _brev()
    sagt = [slug for slug in ("i-dag", "i-gar", "kunngjort") if f"/behov/{slug}/" in brev.tekst]
    assert sagt == ["i-dag", "kunngjort"]
    linjer = brev.tekst.splitlines()
    # Hvem som har det, og hvor lenge det kan spørres; adressen står for seg, så den kan trykkes på.
    nr = linjer.index("- i-dag: Trondheim kommune. Siste dag for spørsmål er 26. november 2026.")
    assert linjer[nr + 1].endswith("/behov/i-dag/")
    assert "- kunngjort: Trondheim kommune. Kunngjort på Doffin." in linjer


def test_brevet_sier_hva_det_er_ikke_bare_hva_det_heter():
    _firma("minnekoffert", kort="Kofferter med ting som vekker minner", oppdiktet=True)
    _firma("stum", kort="")
    _behov("planlagt", tilstand="planlegges", oppdiktet=True)
    tilskudd = Tilskuddsordning.objects.synlige().filter(avsluttet=False).first()
    sak = Eksempel.objects.synlige().last()
    for liste, linjene in {
        "entreprenorer": [
            "- Firma minnekoffert: Oppdiktet. Kofferter med ting som vekker minner.",
            "- Firma stum:",
        ],
        "behov": ["- planlagt: Trondheim kommune. Oppdiktet. Konkurranse planlegges."],
    }.items():
        rader = LISTER[liste].linjer(LISTER[liste].numre(""), 10_000, "")
        brev = [f"- {rad.navn}: {rad.om}".strip() for rad in rader]
        assert set(linjene) <= set(brev)
    for liste, rad, om in (("tilskudd", tilskudd, tilskudd.forvalter), ("eksempler", sak, sak.offentlig)):
        [linje] = LISTER[liste].linjer(BitMap([rad.pk]), 1, "")
        assert (linje.navn, linje.om) == (str(rad), f"{om.rstrip('. ')}.")


# ── Å endre og stoppe ──


def test_ett_trykk_i_e_posten_stopper_varselet(postkasse):  # noqa: F811
    _lagre()
    _lagre("behov", "")
    _firma("ny")
    _kjor()
    assert send(_brev()[0].pk)
    [brev] = [email.message_from_string(b, policy=email.policy.default) for b in postkasse.mottatt]
    assert brev["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    adresse = brev["List-Unsubscribe"].strip(" <>")
    assert adresse.startswith(oppsett.ADRESSE)
    assert brev["Auto-Submitted"] == "auto-generated"
    sti = urlsplit(adresse).path
    program = Client(enforce_csrf_checks=True)
    assert program.get(sti).status_code == 200
    assert Abonnement.objects.count() == 2
    for _gang in range(2):
        svar = program.post(sti, {"List-Unsubscribe": "One-Click"})
        assert svar.status_code == 200  # ingen videresending
        assert "Varselet er stoppet" in svar.text
    assert [a.liste for a in Abonnement.objects.all()] == ["behov"]
    program.post(sti, {"alle": "ja"})
    assert not Varselmottaker.objects.exists()
    assert program.get(sti).status_code == 200
    assert _brev()[0].tekst == ""  # lenken gir tilgang, og slettes når brevet er sendt


def test_den_personlige_lenken_endrer_og_stopper(client):
    en, to = _lagre(), _lagre("behov", "")
    sti = f"/varsler/mine/{en.mottaker.nokkel}/"
    assert "Entreprenører. Tema: Demens." in client.get(sti).text
    client.post(sti, {"ref": en.ref, "hyppighet": "ukentlig"})
    en.refresh_from_db()
    assert (en.hyppighet, en.neste_tid.weekday()) == ("ukentlig", 0)
    client.post(sti, {"ref": en.ref, "hyppighet": "hvert sekund"})
    assert client.post(sti, {"ref": en.ref, "stopp": "ja"})["Location"] == sti
    assert client.post(sti, {"ref": en.ref, "stopp": "ja"}).status_code == 404
    assert client.post(sti, {"ref": to.ref, "stopp": "ja"})["Location"] == "/varsler/stoppet/"
    assert client.get(sti).status_code == 404
    assert not Varselmottaker.objects.exists()


def test_andres_finnes_ikke(client):
    hennes, mitt = _lagre(epost="hun@eksempel.no"), _lagre()
    ola = lag_bruker("ola@eksempel.no")
    sti = f"/varsler/mine/{mitt.mottaker.nokkel}/"
    for klient, adresse in ((client, sti), (logg_inn(ola), "/varsler/")):
        for ref in (hennes.ref, uuid.uuid4(), "tull", ""):
            for valg in ({"stopp": "ja"}, {"hyppighet": "straks"}):
                assert klient.post(adresse, {"ref": ref, **valg}).status_code == 404
        assert str(hennes.ref) not in klient.get(adresse).text
    for nokkel in ("x" * 22, mitt.mottaker.avtrykk[:22], mitt.mottaker.nokkel[:-1] + "~"):
        assert client.get(f"/varsler/mine/{nokkel}/").status_code == 404
    kode = handlinger.stoppnokkel(mitt)
    assert client.get(f"/varsler/av/{kode[:-3]}AAA/").status_code == 404
    assert client.post("/varsler/av/tull/").status_code == 404
    assert (
        client.get(
            f"/varsler/bekreft/{handlinger.lag_kode(handlinger.Onske('x', '', 'y', KARI))}/"
        ).status_code
        == 404
    )
    assert Abonnement.objects.count() == 2


def test_den_som_har_sagt_nei_far_ingenting(client):
    sti = urlsplit(lenke_for(KARI, VARSLER)).path
    client.post(sti)
    svar = client.post("/varsler/ny/behov/", {"hyppighet": "daglig", "epost": KARI})
    assert svar["Location"] == "/varsler/sendt/"  # svaret sier det ikke
    assert not Utsending.objects.exists()
    _lagre()  # hun har en gyldig lenke fra før, og sier ja
    assert not Avmelding.objects.exists()
    client.post(sti)
    _firma("ny")
    _kjor()
    assert not Utsending.objects.exists()


# ── Angrep ──


def test_ingen_kan_fylle_en_annens_innboks(client):
    koder = [
        client.post(f"/varsler/ny/behov/?q=ord{nr}", {"hyppighet": "daglig", "epost": KARI}).status_code
        for nr in range(8)
    ]
    assert koder == [302] * 5 + [429] * 3
    assert len(_brev("varsel_bekreft")) == 5


def test_sokeordene_blir_hverken_hoder_eller_lenker(client, postkasse):  # noqa: F811
    q = "hei%0d%0aBcc:+offer@eksempel.no%0d%0a+logg+inn+pa+https://svindel.example+www.svindel.example"
    client.post(f"/varsler/ny/entreprenorer/?q={q}", {"hyppighet": "daglig", "epost": KARI})
    [brev] = _brev("varsel_bekreft")
    send(brev.pk)
    [ratt] = postkasse.mottatt
    melding = email.message_from_string(ratt, policy=email.policy.default)
    assert melding["Bcc"] is None
    assert "svindel.example" not in melding.get_body(("plain",)).get_content()
    assert "svindel.example" not in melding.get_body(("html",)).get_content()
    _lagre(sporring="q=" + q)
    _firma("ny", kort="hei logg inn", navn="Se https://svindel.example nå")
    Abonnement.objects.update(sporring=TEMA)
    _kjor()
    assert "svindel.example" not in _brev()[0].tekst
    assert "svindel.example" not in _brev()[0].html


def test_et_sok_med_for_mange_valg_avvises(client):
    rart = "&".join(f"tema=finnes-ikke-{nr}" for nr in range(200))
    client.post(f"/varsler/ny/behov/?{rart}", {"hyppighet": "daglig", "epost": KARI})
    assert Utsending.objects.count() == 1  # det ukjente faller bort
    langt = "q=" + "%F0%9F%98%80" * 200 + "".join(f"&sted={k}" for k in ("5001", "4601", "0301"))
    svar = client.post(f"/varsler/ny/behov/?{langt}", {"hyppighet": "daglig", "epost": "ny@eksempel.no"})
    assert svar.status_code in {302, 422}
    assert all(len(a.sporring) <= 1_500 for a in Abonnement.objects.all())


def test_lenken_er_for_gammel_etter_sju_dager(client, klokke):
    klokke(2026, 11, 2, 12)
    kode = handlinger.lag_kode(handlinger.Onske("behov", "", "daglig", KARI))
    klokke(2026, 11, 9, 12, 1)
    assert client.get(reverse("varsel_bekreft", args=[kode])).status_code == 404
    with pytest.raises(Domenefeil):
        handlinger.bekreft(kode)
