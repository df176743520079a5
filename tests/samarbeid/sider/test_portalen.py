"""Sidene en besøkende leser: forsiden, kartet, malene, veiledningene, tilskuddene, søket og kontakt."""

import html
import io
import re
from datetime import date, timedelta

import docx
import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from kommuner.models import OffentligPart
from samarbeid.henvendelser.handlinger import sett_status, slett_gamle_henvendelser
from samarbeid.henvendelser.views import KVITTERING
from samarbeid.katalog.bygging.portalen import bygg_sokeindeks, er_foreldet
from samarbeid.katalog.indeks.alt import PORTALEN
from samarbeid.katalog.sider.kart import lag_kart
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Henvendelse, Ordforklaring
from samarbeid.oppslag import forside, tilskudd
from samarbeid.oppslag.ordbok import finn_ord, forklar, hent_ordliste
from samarbeid.oppslag.virksomhet import lignende_saker
from samarbeid.svar.ring import lag_ring
from veier.dokument.markdown import les
from veier.hendelser.models import Hendelse
from veier.sok.grupper import hent_grupper
from veier.sok.models import Sokedokument
from veier.sok.sporring import sok
from veier.taksonomi.models import Tema, Tilskuddsordning

pytestmark = pytest.mark.django_db


def _tekst(client, navn, *args, foran="", **valg):
    svar = client.get(foran + reverse(navn, args=args), valg, follow=True)
    assert svar.status_code == 200
    return svar.content.decode()


# ── Forsiden og kartet ──


def test_forsiden_har_to_dorer_sok_fire_sporsmal_tre_saker_og_ingen_tall(client):
    tekst = _tekst(client, "forside")
    assert tekst.count('class="dor dor-') == 2
    assert tekst.count("sporsmal-hvem") == 4
    assert tekst.count('class="ds-card modellkort"') == 3
    assert 'role="search"' in tekst
    assert not re.search(r"\b0 (entreprenører|behov|ideer|saker)", tekst)


@pytest.mark.grundig
def test_sakene_pa_forsiden_skifter_fra_uke_til_uke_og_alle_kommer_fram(monkeypatch):
    sett = set()
    verdt = {e.slug for e in Eksempel.objects.filter(kort_omtalt=False) if e.behov}
    for uke in range(2 * (len(verdt) // 3 + 1)):
        monkeypatch.setattr(
            forside.timezone, "localdate", lambda uke=uke: date(2026, 1, 5) + timedelta(weeks=uke)
        )
        saker = forside.ukens_saker()
        assert len({s.pk for s in saker}) == 3
        sett |= {s.slug for s in saker}
    assert sett == verdt


def test_kartet_har_alle_kommunene_innenfor_rammen_og_nord_er_opp():
    kart = lag_kart()
    assert len(kart.prikker) == 357
    assert sum(len(f.kommuner) for f in kart.fylker) == 357
    assert all(0 <= p.x <= kart.bredde and 0 <= p.y <= kart.hoyde for p in kart.prikker)
    sted = {p.navn: p for p in kart.prikker}
    assert sted["Nordkapp"].y < sted["Tromsø"].y < sted["Bodø"].y < sted["Trondheim"].y < sted["Oslo"].y
    assert sted["Bergen"].x < sted["Oslo"].x < sted["Vadsø"].x
    assert sted["Oslo"].radius == max(p.radius for p in kart.prikker)
    assert sted["Trondheim"].antall_saker > 0 == sted["Utsira"].antall_saker


def test_kartbildet_er_lite_uten_lenker_og_kan_mellomlagres(client):
    svar = client.get(reverse("kartbilde"))
    assert svar["Content-Type"] == "image/svg+xml"
    assert len(svar.content) <= 35_000
    assert b"<a " not in svar.content
    assert svar.content.count(b"<circle") + svar.content.count(b"<rect") == 357
    assert "max-age=3600" in svar["Cache-Control"]


def test_kartsiden_er_liten_nok_ogsa_pakket(client):
    import brotli

    raa = client.get(reverse("kart")).content
    assert len(raa) <= 120_000
    assert len(brotli.compress(raa)) <= 16_000


# ── Offentlige virksomheter ──


def test_filter_pa_fylke(client):
    tekst = _tekst(client, "offentlige", sted="11", type="kommune")
    assert "23 virksomheter" in tekst
    assert "Stavanger kommune" in tekst
    assert "716 virksomheter" in _tekst(client, "offentlige", sted="tull")


def test_saker_fra_kommuner_som_ligner_sier_hvorfor(kunnskap):
    part = OffentligPart.objects.select_related("omrade__overordnet").get(slug="steinkjer-kommune")
    saker = lignende_saker(part, list(kunnskap.eksempler), kunnskap)
    assert saker
    assert all(re.search(r"samme fylke|om lag like mange|like sentral", s.hvorfor) for s in saker)
    assert "samme fylke" in saker[0].hvorfor
    nav = OffentligPart.objects.filter(type="nav_kontor").first()
    assert lignende_saker(nav, list(kunnskap.eksempler), kunnskap) == []


def test_virksomheten_viser_beslutter_ring_og_at_liste_mangler(client):
    tekst = _tekst(client, "offentlig", "steinkjer-kommune")
    assert "bestemmer vanligvis" in tekst
    assert 'class="ring"' in tekst
    assert "Fra kommuner som ligner" in tekst
    assert "byrådet" in _tekst(client, "offentlig", "bergen-kommune") or "byråds" in _tekst(
        client, "offentlig", "bergen-kommune"
    )


def test_ringen_har_tolv_maneder_og_en_som_er_na(monkeypatch):
    from samarbeid.svar import ring as modul
    from samarbeid.svar.neste_steg import budsjettaret

    monkeypatch.setattr(modul.timezone, "localdate", lambda: date(2026, 3, 5))
    ring = lag_ring(budsjettaret("kommune"), [10, 10, 2])
    assert len(ring.maneder) == 12
    assert [m.er_na for m in ring.maneder].index(True) == 2
    assert any(m.er_vindu for m in ring.maneder) and not all(m.er_vindu for m in ring.maneder)
    assert len(ring.frister) == 2


@pytest.mark.parametrize("maned", range(1, 13))
def test_ringen_sier_det_samme_som_listen_ved_siden_av(client, monkeypatch, maned):
    """Det som er rødt i ringen, er det listen kaller neste vindu, og rammen er måneden vi er i. Fargen i listen er den samme."""
    from samarbeid.svar import ring as modul
    from samarbeid.svar.neste_steg import budsjettaret

    monkeypatch.setattr(modul.timezone, "localdate", lambda: date(2026, maned, 5))
    for niva in ("kommune", "fylkeskommune", "stat"):
        aret = budsjettaret(niva)
        ring = lag_ring(aret, [])
        [neste] = [t.ledd for t in aret if t.er_neste_vindu]
        rode = {nr for nr, m in enumerate(ring.maneder, 1) if m.er_neste}
        assert rode == set(range(neste.maned_fra, neste.maned_til + 1))
        assert [nr for nr, m in enumerate(ring.maneder, 1) if m.er_na] == [maned]
    svg = _tekst(client, "offentlig", "steinkjer-kommune").partition('class="ring"')[2].partition("</svg>")[0]
    assert svg.count("bue-neste") >= 1 and svg.count("bue-na") == 1 + svg.count("bue-navn")
    assert "Rødt: neste vindu" in svg and "Ramme: nå" in svg


def test_et_vindu_over_nyttar_er_fylt_i_begge_arene():
    from types import SimpleNamespace

    ledd = SimpleNamespace(er_vindu=True, maned_fra=12, maned_til=1)
    ring = lag_ring([SimpleNamespace(ledd=ledd, er_neste_vindu=True)], [])
    assert [nr for nr, m in enumerate(ring.maneder, 1) if m.er_vindu] == [1, 12]
    assert [nr for nr, m in enumerate(ring.maneder, 1) if m.er_neste] == [1, 12]


# ── Maler ──


@pytest.mark.parametrize("foran", ["", "/nn"])
def test_hver_mal_kan_leses_og_lastes_ned_pa_begge_malformer(client, foran):
    assert Dokumentmal.objects.count() == 13
    for mal in Dokumentmal.objects.all():
        navn = mal.paa("navn", "nn") if foran else mal.navn
        tekst = _tekst(client, "mal", mal.slug, foran=foran)
        assert navn in tekst and "utfylles" in tekst
        assert ("ikkje juridiske råd" if foran else "ikke juridiske råd") in tekst
        svar = client.get(foran + reverse("mal_fil", args=[mal.slug, "docx"]))
        lest = docx.Document(io.BytesIO(svar.content))
        assert lest.paragraphs[0].text == navn
        assert f"ersjon {mal.versjon}" in lest.sections[0].footer.paragraphs[0].text
        pdf = client.get(foran + reverse("mal_fil", args=[mal.slug, "pdf"]))
        assert pdf.content.startswith(b"%PDF")
        assert len(pdf.content) < 300_000


def test_pilotavtalen_har_hva_skjer_etterpa_dato_og_beslutter(client):
    for foran, ventet in (("", ("Hva skjer etterpå", "Dato for avgjørelsen", "Hvem som avgjør")),
                          ("/nn", ("Kva skjer etterpå", "Dato for avgjerda", "Kven som avgjer"))):  # fmt: skip
        tekst = _tekst(client, "mal", "pilotavtale", foran=foran)
        assert all(del_ in tekst for del_ in ventet)


def test_malens_to_malformer_har_de_samme_feltene():
    for mal in Dokumentmal.objects.all():
        felt = [sorted(set(re.findall(r"\[([a-z_]+): ", t))) for t in (mal.tekst, mal.paa("tekst", "nn"))]
        assert felt[0] == felt[1], mal.slug


def test_hver_endring_av_teksten_gir_ny_versjon_og_den_gamle_er_i_historikken(client):
    mal = Dokumentmal.objects.get(slug="pilotavtale")
    Dokumentmal.objects.filter(pk=mal.pk).update(tekst="## Ny\n\nTekst.")
    Dokumentmal.objects.filter(pk=mal.pk).update(kort="Bare omtalen")
    mal.refresh_from_db()
    assert (mal.versjon, mal.endret) == (2, timezone.now().date())
    assert "Versjon 2" in _tekst(client, "mal", "pilotavtale")
    gamle = type(mal).pgh_event_models["update"].objects if hasattr(mal, "pgh_event_models") else None
    from django.apps import apps

    hendelser = gamle or apps.get_model("samarbeid", "DokumentmalEvent").objects
    assert hendelser.filter(pgh_obj_id=mal.pk, versjon=2).exists()


def test_ukjent_og_skjult_mal_og_format_er_404(client):
    Dokumentmal.objects.filter(slug="pilotavtale").update(skjult=True)
    for sti in ("/maler/pilotavtale/", "/maler/pilotavtale.docx", "/maler/saksframlegg.exe", "/maler/x.pdf"):
        assert client.get(sti).status_code == 404


# ── Veiledninger og ordbok ──


def test_veiledningene_forklarer_ord_forste_gang_de_star(client):
    tekst = _tekst(client, "artikkel", "kjop-eller-tilskudd")
    assert tekst.count('class="ordlenke" href="/forsta/ordbok/#tilskudd"') == 1
    assert "Ord på denne siden" in tekst


def test_ord_i_lenker_og_overskrifter_blir_ikke_lenket_og_lange_uttrykk_gar_foran():
    blokker, ord_ = forklar(
        les("## Pilot\n\n[pilot](/x/) og fritt brukervalg, pilot, pilot"), hent_ordliste()
    )
    lenker = [(b.tekst, b.lenke) for b in blokker[1].biter if b.lenke]
    assert lenker == [
        ("pilot", "/x/"),
        ("fritt brukervalg", "/forsta/ordbok/#brukervalg"),
        ("pilot", "/forsta/ordbok/#pilot"),
    ]
    assert blokker[0].biter[0].lenke == ""
    assert [o.slug for o in ord_] == ["brukervalg", "pilot"]
    Ordforklaring.objects.update(skjult=True)
    assert finn_ord(["pilot"], hent_ordliste()) == []


def test_ordboken_kan_vises_for_en_side_og_er_i_norsk_rekkefolge(client):
    alle = re.findall(r"<dt>\s*([^<]+?)\s*<span", _tekst(client, "ordbok"))
    assert len(alle) >= 80
    assert alle[-1].lower().startswith("å")
    bare = _tekst(client, "ordbok", side="entreprenor")
    assert "skalering" in bare and "Doffin" not in bare
    assert len(re.findall(r"<dt>", _tekst(client, "ordbok", side="tull"))) == len(alle)


def test_sidene_om_portalen_finnes_og_en_veiledning_er_ikke_en_av_dem(client):
    for slug in ("personvern", "informasjonskapsler", "tilgjengelighet", "kilder", "om-portalen"):
        assert "Sist kontrollert" in _tekst(client, "om_side", slug)
    assert client.get("/om/kjop-eller-tilskudd/").status_code == 404
    assert client.get("/forsta/personvern/").status_code == 404
    Artikkel.objects.filter(slug="personvern").update(skjult=True)
    assert client.get("/om/personvern/").status_code == 404


def test_andre_steder_uten_adresse_sier_det(client):
    tekst = _tekst(client, "andre_steder")
    assert "Frivilligsentralen" in tekst
    assert "Vi har ikke kontrollert en adresse." in tekst


# ── Tilskudd ──


def _ordninger(client, **valg):
    return set(re.findall(r'href="/tilskudd/([a-z0-9-]+)/"', _tekst(client, "tilskudd", **valg)))


def test_tilskuddene_star_i_maneden_sin_og_resten_sier_at_fristen_er_ukjent(client):
    tekst = _tekst(client, "tilskudd")
    assert re.search(r">oktober</h2>.*Inkludering av barn og unge", tekst, re.S)
    assert "Avsluttet eller stengt" in tekst
    assert "Måneden er ikke kjent" in tekst


def test_tilskuddene_filtreres_pa_tema_og_hvem_som_soker(client):
    alle = _ordninger(client)
    assert alle == set(Tilskuddsordning.objects.values_list("slug", flat=True))
    assert _ordninger(client, tema="tull", soker="tull", sted="9999") == alle
    bare = Tilskuddsordning.objects.filter(slug__in=_ordninger(client, tema="demens", soker="kommune"))
    assert 0 < bare.count() < len(alle)
    assert all((not t.temaer or "demens" in t.temaer) and t.soker in {"kommune", "begge"} for t in bare)


def test_tilskuddene_velges_pa_sted_fylket_landet_og_kommunene_i_det(client):
    baerum = _ordninger(client, sted="3201")
    assert {"baerum-sosiale-entreprenorer", "akershus-sosialt-entreprenorskap", "konfliktradet-slt"} <= baerum
    assert not baerum & {"oslo-leksehjelp", "troms-lavterskel-psykisk-helse"}
    assert "baerum-sosiale-entreprenorer" in _ordninger(client, sted="32")
    assert "baerum-sosiale-entreprenorer" not in _ordninger(client, sted="03")


@pytest.fixture
def i_november(monkeypatch):
    monkeypatch.setattr(tilskudd.timezone, "localdate", lambda: date(2026, 11, 27))


def test_en_ordning_viser_vilkar_sted_frist_og_at_arets_utlysning_ikke_er_sett(client, i_november):
    tekst = _tekst(client, "tilskudd_ordning", "troms-lavterskel-psykisk-helse")
    for del_ in ("Hvem kan søke", "Dekker ikke:", "Troms", "16. august 2024", "Ikke sett utlyst i 2026"):
        assert del_ in tekst, del_
    assert "Ikke sett utlyst i" not in _tekst(client, "tilskudd_ordning", "konfliktradet-slt")
    stengt = _tekst(client, "tilskudd_ordning", "inn-pa-tunet-loftet-2")
    assert "Avsluttet eller stengt." in stengt
    Tilskuddsordning.objects.filter(slug="fylket-folkehelse-frivillighet").update(kilde="", lenke="")
    uten_kilde = _tekst(client, "tilskudd_ordning", "fylket-folkehelse-frivillighet")
    assert "Vi har ikke sett noen kilde for ordningen." in uten_kilde
    assert "Vi har ikke sett noen kilde" not in tekst


def test_uten_en_kjent_maned_er_det_ingen_kalender_a_ta_med(client, i_november):
    ics = reverse("tilskudd_kalender")
    assert f'href="{ics}?tema=kriminalitetsforebygging"' in _tekst(
        client, "tilskudd", tema="kriminalitetsforebygging"
    )
    tekst = _tekst(client, "tilskudd", tema="demens")
    assert "BEGIN:VEVENT" not in client.get(ics, {"tema": "demens"}).content.decode()
    assert ics not in tekst and "ingenting å legge i kalenderen" in tekst


def test_kalenderen_har_manedene_med_de_samme_valgene_og_brettede_linjer(client, i_november):
    svar = client.get(reverse("tilskudd_kalender"), {"soker": "kommune", "tema": "kriminalitetsforebygging"})
    assert svar["Content-Type"] == "text/calendar; charset=utf-8"
    fil = svar.content.decode()
    assert fil.startswith("BEGIN:VCALENDAR\r\n") and fil.endswith("END:VCALENDAR\r\n")
    assert all(len(linje.encode()) <= 75 for linje in fil.split("\r\n"))
    hel = fil.replace("\r\n ", "")
    assert "UID:konfliktradet-slt-2026-12@" in hel and "DTSTART;VALUE=DATE:20261201" in hel
    assert "Frist pleier å være i desember: Samordning av lokale" in hel
    assert "momskompensasjon" not in hel
    assert "inn-pa-tunet-loftet-2" not in hel


# ── Eksempler ──


def test_eksempelet_sier_hva_ingen_kilde_sier_noe_om(client):
    tekst = _tekst(client, "eksempel", "trygg-av-natur-i-lier")
    assert "Dette sier ingen kilde noe om" in tekst
    assert "hva de ville gjort annerledes" in tekst
    Eksempel.objects.filter(slug="trygg-av-natur-i-lier").update(gjort_annerledes="Spurt innkjøp tidligere.")
    tekst = _tekst(client, "eksempel", "trygg-av-natur-i-lier")
    assert "Spurt innkjøp tidligere." in tekst
    assert "hva de ville gjort annerledes" not in tekst


# ── Søk ──


@pytest.mark.parametrize(
    ("q", "ventet"),
    [
        ("pilotavtale", "/modeller/pilotavtale/"),
        ("Trondheim", "/offentlige/trondheim-kommune/"),
        ("Eidsberg", "/offentlige/indre-ostfold-kommune/"),
        ("Guovdageaidnu", "/offentlige/kautokeino-kommune/"),
        ("JodaCare", "/eksempler/jodacare-i-trondheim/"),
        ("tilskudd barn fritid", "/tilskudd/bufdir-inkludering-barn-unge/"),
        ("forankring", "/forsta/ordbok/#forankring"),
        ("ark til første møte", "/maler/forste-mote-"),
        ("frivilligsentral", "/andre-steder/#frivilligsentralen"),
        ("når på året", "/forsta/nar-pa-aret/"),
    ],
)
def test_soket_finner_alle_slag(client, q, ventet):
    assert f'href="{ventet}' in _tekst(client, "sok", q=q)


def test_soket_uten_treff_hjelper_og_skrivefeil_sies_rett_ut(client):
    assert "Vi fant ingenting" in _tekst(client, "sok", q="qqqzzz")
    assert "Ingen treff på «pilotavtle»" in _tekst(client, "sok", q="pilotavtle")
    assert "Søk på et sted" in _tekst(client, "sok", q="  ")


@pytest.mark.parametrize(
    ("q", "hoyst"),
    [("kommune", 8), ("avtale tilskudd", 8), ("qqqzzz", 14), ("qqqzzz xyzzy plugh abrakadabra", 14)],
)
def test_soket_bruker_fa_sporringer_uansett_ord_og_treff(client, django_assert_max_num_queries, q, hoyst):
    client.get(reverse("sok"), {"q": "samtale"})  # det som leses én gang i prosessen
    with django_assert_max_num_queries(hoyst):
        client.get(reverse("sok"), {"q": q})


def test_en_eldre_indeks_uten_visning_gir_en_side_og_ikke_en_feil(client):
    Sokedokument.objects.update(vist={})
    assert client.get(reverse("sok"), {"q": "pilotavtale"}).status_code == 200


def test_treffene_vises_pa_sidens_malform(client):
    assert "Løpande driftsavtale" in _tekst(client, "sok", q="driftsavtale", foran="/nn")
    assert "Løpende driftsavtale" in _tekst(client, "sok", q="løpende driftsavtale")
    assert "Løpande driftsavtale" in _tekst(client, "sok", q="løpande driftsavtale", foran="/nn")


def test_indeksen_folger_referansedataene(client):
    assert not er_foreldet()
    Tema.objects.filter(slug="demens").update(kort="Noe nytt")
    assert er_foreldet()
    Eksempel.objects.filter(slug="jodacare-i-trondheim").update(skjult=True)
    bygg_sokeindeks()
    assert not er_foreldet()
    assert "eksempel:jodacare-i-trondheim" not in sok(PORTALEN, "JodaCare", hent_grupper()).treff


# ── Kontakt ──


MELDING = {
    "emne": "feil",
    "tekst": "Grensen er gammel.",
    "om_side": "/modeller/direkte-kjop/",
    "epost": "kari@eksempel.no",
}


def test_meldingen_lagres_med_referanse_og_avsenderen_far_en_kopi(client):
    svar = client.post(reverse("kontakt"), MELDING)
    henvendelse = Henvendelse.objects.get()
    kopi = client.get(svar["Location"])
    assert kopi.status_code == 200
    for ventet in (henvendelse.referanse, "Grensen er gammel.", "kari@eksempel.no"):
        assert ventet in kopi.content.decode()
    assert kopi["X-Robots-Tag"] == "noindex, nofollow"
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", henvendelse.referanse)
    hendelse = Hendelse.objects.get(kode="henvendelse_sendt")
    assert "kari" not in str(hendelse.detaljer)


@pytest.mark.parametrize(
    ("endring", "melding"),
    [
        ({"emne": ""}, "Velg hva det gjelder"),
        ({"tekst": " "}, "Skriv hva du vil si oss"),
        ({"tekst": "Ola 15059012345"}, "fødselsnummer"),
        ({"epost": "feil"}, "Skriv en e-postadresse"),
        ({"tekst": "x" * 4001}, "høyst 4000 tegn"),
    ],
)
def test_feil_i_meldingen_forklares_og_det_skrevne_star(client, endring, melding):
    svar = client.post(reverse("kontakt"), {**MELDING, **endring})
    tekst = svar.content.decode()
    assert svar.status_code == 422
    assert melding in tekst and "<title>Feil:" in tekst
    assert Henvendelse.objects.count() == 0
    assert "/modeller/direkte-kjop/" in tekst


@pytest.mark.parametrize(
    ("om", "tilbake"),
    [
        ("/offentlige/trondheim-kommune/", True), ("", False), ("https://svindel.example/", False),
        ("//svindel.example/", False), ("javascript:alert(1)", False), ("/\\svindel.example/", False),
    ],
)  # fmt: skip
def test_kvitteringen_leder_tilbake_til_siden_meldingen_gjelder_og_aldri_ut(client, om, tilbake):
    henvendelse = Henvendelse.objects.create(emne="feil", tekst="x", om_side=om)
    side = client.get(reverse("kontakt_sendt", args=[signing.dumps(henvendelse.pk, salt=KVITTERING)])).text
    assert ("Tilbake til siden du skrev om" in side) is tilbake
    assert (f'<a href="{om}"' in side) is tilbake
    assert ("Gå til forsiden" in side) is not tilbake


def test_forfalsket_og_gammel_kvittering_er_404(client):
    henvendelse = Henvendelse.objects.create(emne="annet", tekst="x")
    for kvittering in (
        "x",
        signing.dumps(henvendelse.pk, salt="annet"),
        signing.dumps(999_999, salt=KVITTERING),
    ):
        assert client.get(reverse("kontakt_sendt", args=[kvittering])).status_code == 404


def test_mange_meldinger_gir_429(client, monkeypatch):
    monkeypatch.setattr("samarbeid.henvendelser.views.PER_TIME", 1)
    assert [client.post(reverse("kontakt"), MELDING).status_code for _ in range(2)] == [302, 429]


def test_emne_og_side_i_adressen_fyller_skjemaet(client):
    tekst = _tekst(client, "kontakt", emne="eksempel", side="/eksempler/x/")
    assert re.search(r'value="eksempel"[^>]*checked', tekst)
    assert 'value="/eksempler/x/"' in tekst


def test_ferdige_meldinger_slettes_etter_tolv_maneder():
    gammel, ny = (Henvendelse.objects.create(emne="annet", tekst=t) for t in "ab")
    sett_status(gammel, status="ferdig")
    sett_status(ny, status="ferdig")
    Henvendelse.objects.filter(pk=gammel.pk).update(ferdig_tid=timezone.now() - timedelta(days=366))
    assert slett_gamle_henvendelser() == 1
    assert slett_gamle_henvendelser() == 0
    assert sett_status(ny, status="i_arbeid").ferdig_tid is None


# ── For maskiner ──


def test_nettkartet_har_hver_side_pa_begge_malformer_og_ingen_nokler(client):
    indeks = client.get("/sitemap.xml").content.decode()
    deler = re.findall(r"<loc>http://localhost:8000(/sitemap-[a-z]+-\d+\.xml)</loc>", indeks)
    assert deler[0] == "/sitemap-sider-1.xml"
    assert "/sitemap-entreprenorer-1.xml" in deler
    tekst = "".join(client.get(del_).content.decode() for del_ in deler)
    for borte in ("/sitemap-sider-2.xml", "/sitemap-tull-1.xml", "/sitemap-sider-0.xml"):
        assert client.get(borte).status_code == 404
    assert tekst.count("<url>") == tekst.count('hreflang="nb"') > 1500
    for sti in (
        "/modeller/pilotavtale/",
        "/nn/modeller/pilotavtale/",
        "/offentlige/oslo-kommune/",
        "/om/personvern/",
    ):
        assert f"<loc>http://localhost:8000{sti}</loc>" in tekst
    assert "/prov/delt/" not in tekst
    # Hver adresse en gang, og hver side med seg selv på hvert språk.
    adresser = re.findall(r"<loc>([^<]+)</loc>", tekst)
    assert len(adresser) == len(set(adresser))
    assert set(re.findall(r'hreflang="nn" href="([^"]+)"', tekst)) == {a for a in adresser if "8000/nn/" in a}


def test_en_del_deles_nar_den_blir_for_stor(client, monkeypatch):
    monkeypatch.setattr("samarbeid.oppslag.nettkart.Del.limit", 1000)
    deler = re.findall(r"<loc>http://localhost:8000([^<]+)</loc>", client.get("/sitemap.xml").text)
    assert deler[:2] == ["/sitemap-sider-1.xml", "/sitemap-sider-2.xml"]
    antall = [client.get(del_).text.count("<url>") for del_ in deler if "sider" in del_]
    assert antall[0] == 1000 and 0 < antall[-1] <= 1000
    assert client.get(f"/sitemap-sider-{len(antall) + 1}.xml").status_code == 404


def test_robots_og_security_txt(client):
    assert "Sitemap: http" in client.get("/robots.txt").content.decode()
    tekst = client.get("/.well-known/security.txt").content.decode()
    utloper = re.search(r"Expires: (\S+)", tekst)[1]
    assert timezone.now().isoformat() < utloper
    assert "Contact: http" in tekst


def test_delebildet_og_beskrivelsen_star_pa_siden(client):
    tekst = _tekst(client, "modell", "pilotavtale")
    assert 'property="og:image"' in tekst and "deling.png" in tekst
    assert 'hreflang="nn" href="http://localhost:8000/nn/modeller/pilotavtale/"' in tekst


@pytest.mark.parametrize("sti", ["/sok/?q=ungdom", "/sok/?q=ungdom+skole&nevner=ja"])
def test_alt_som_er_talt_i_soket_kan_nas(client, sti):
    """Enten står treffet der, eller så er det en lenke til listen, og den har like mange."""
    side = client.get(sti).text
    grupper = re.findall(r'<section class="gruppe".*?</section>', side, re.S)
    assert len(grupper) > 3
    for gruppe in grupper:
        antall = int(re.search(r"\((\d+)\)</h2>", gruppe)[1])
        vist = gruppe.count("<li>")
        if vist == antall:
            continue
        adresse = html.unescape(re.search(r'<p><a href="([^"]+)">Vis alle', gruppe)[1])
        listen = client.get(adresse, follow=True)
        tall = re.search(r"\b(\d+) (?:\w+ )?(?:entreprenør|organisasjon|virksomhet|sak)\w*\.", listen.text)
        assert tall and int(tall[1]) == antall, (adresse, antall)


@pytest.mark.parametrize("type_", OffentligPart.Type.values)
def test_ingen_liste_pa_siden_til_en_virksomhet_er_tom(client, type_):
    """Et Nav-kontor uten nummer og kommune har ikke noe å folde ut under «Om virksomheten»."""
    for part in OffentligPart.objects.synlige().filter(type=type_).order_by("slug")[:2]:
        side = _tekst(client, "offentlig", part.slug)
        assert not re.search(r"<dl[^>]*>\s*</dl>", side), part.slug
        nummer = part.organisasjonsnummer
        assert not nummer or nummer in side.split("Om virksomheten</h2>")[1]
