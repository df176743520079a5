"""Bruken uke for uke: tellingen skriver ikke mens siden lages, vet ikke hvem, og vises uten små tall."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Ukeantall
from samarbeid.uketall import telling
from samarbeid.uketall.mellomvare import LESES, PROVES, SOKES
from samarbeid.uketall.tall import GRUPPER, hent, ukene
from samarbeid.uketall.telling import mandagen, slett_gamle, tell, tom_kladden
from tests.verden import lag_bruker, lag_redaktor, logg_inn

Hva = Ukeantall.Hva
IDE = {"tittel": "Turvenner", "problem": "Eldre har ingen å gå tur med.", "losning": "En turgruppe."}


@pytest.fixture(autouse=True)
def skrives_ikke_imens(db, monkeypatch):
    monkeypatch.setattr(telling.kladd, "sekunder_mellom", 3600)


def _talt():
    tom_kladden()
    return dict(Ukeantall.objects.values_list("hva", "antall"))


def _lagre(uker_siden, **antall):
    uke = mandagen(timezone.localdate()) - timedelta(weeks=uker_siden)
    Ukeantall.objects.bulk_create(Ukeantall(uke=uke, hva=hva, antall=n) for hva, n in antall.items())


def test_en_lest_side_telles_etter_slaget_og_skrives_ikke_mens_den_lages(client):
    client.get(reverse("eksempler"))
    client.get("/nn/eksempler/")
    client.get(reverse("forside"))
    assert not Ukeantall.objects.exists()
    assert _talt() == {"eksempler": 2, "forsiden": 1}


def test_kladden_skrives_naar_svaret_er_sendt(client, monkeypatch):
    monkeypatch.setattr(telling.kladd, "sekunder_mellom", -1)
    client.get(reverse("forside"))
    assert list(Ukeantall.objects.values_list("hva", "antall")) == [("forsiden", 1)]


def test_en_side_leseren_har_fra_for_er_lest_igjen(client):
    forste = client.get(reverse("temaer"))
    assert client.get(reverse("temaer"), headers={"If-None-Match": forste["ETag"]}).status_code == 304
    assert _talt() == {"temaer": 2}


@pytest.mark.parametrize(
    "hode",
    [{"User-Agent": "Minbot/1.0 (+https://eksempel.no)"}, {"HX-Request": "true"}],
    ids=["robot", "bit"],
)
def test_roboter_og_biter_av_sider_telles_ikke(client, hode):
    client.get(reverse("temaer"), headers=hode)
    assert _talt() == {}


def test_det_som_ikke_er_en_side_telles_ikke(client):
    client.head(reverse("temaer"))
    client.get("/temaer/finnes-ikke/")
    client.get(reverse("eksempler_csv"))
    assert _talt() == {}


def test_redaksjonens_egen_lesing_telles_ikke():
    logg_inn(lag_redaktor()).get(reverse("temaer"))
    assert _talt() == {}


def test_sok_telles_for_seg_og_uten_treff_for_seg(client):
    for q in ("demens", "demens", "xyzzyqwerty", "  "):
        client.get(reverse("sok"), {"q": q})
    client.get(reverse("entreprenorer"), {"q": "xyzzyqwerty"})
    assert _talt() == {"sok": 4, "sok_uten_treff": 2, "entreprenorer": 1}


def test_en_ide_telles_nar_den_er_begynt_og_ikke_naar_skjemaet_maa_rettes(client):
    client.post(reverse("prov"), {"tittel": ""})
    assert _talt() == {}
    client.post(reverse("prov"), IDE)
    logg_inn(lag_bruker("nina@eksempel.no")).post(reverse("prov"), IDE)
    assert _talt() == {"ide_uten_konto": 1, "ide_med_konto": 1}


def test_tabellen_har_ikke_plass_til_noe_om_noen():
    assert {f.name for f in Ukeantall._meta.get_fields()} == {"id", "uke", "hva", "antall"}


def test_en_uke_er_en_mandag():
    with pytest.raises(IntegrityError), transaction.atomic():
        Ukeantall.objects.create(uke=date(2026, 11, 24), hva=Hva.SOK, antall=1)


def test_kladden_legges_til_det_andre_prosesser_har_skrevet():
    uke = mandagen(timezone.localdate())
    Ukeantall.objects.create(uke=uke, hva=Hva.SOK, antall=40)
    tell(Hva.SOK)
    tell(Hva.SOK)
    assert tom_kladden() == 1 and tom_kladden() == 0
    assert Ukeantall.objects.get(uke=uke, hva=Hva.SOK).antall == 42


def test_det_som_er_talt_for_midnatt_sondag_horer_til_uken_det_ble_gjort(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_a: date(2026, 11, 29))
    tell(Hva.SOK)
    monkeypatch.setattr(timezone, "localdate", lambda *_a: date(2026, 11, 30))
    tell(Hva.SOK)
    tom_kladden()
    assert list(Ukeantall.objects.order_by("uke").values_list("uke", "antall")) == [
        (date(2026, 11, 23), 1), (date(2026, 11, 30), 1),
    ]  # fmt: skip


def test_hvert_navn_som_telles_er_en_adresse():
    from django.urls import get_resolver

    navn = {n for n in get_resolver().reverse_dict if isinstance(n, str)}
    assert (LESES.keys() | PROVES.keys() | SOKES) <= navn


def test_hvert_slag_star_i_en_gruppe():
    assert [slag for *_resten, slagene in GRUPPER for slag in slagene] == list(Hva)


def test_tomme_uker_vises_som_null_og_uken_vi_er_i_vises_ikke():
    _lagre(0, sok=90)
    _lagre(1, sok=12, sok_uten_treff=4)
    _lagre(26, sok=7)
    sokt = hent(26)[2]
    assert [rad[0] for rad in sokt.rader] == ukene(26)[::-1]
    assert [str(c) for c in sokt.rader[0][1]] == ["12", "under 5"]
    assert [str(c) for c in sokt.rader[1][1]] == ["0", "0"]
    assert [str(c) for c in sokt.rader[25][1]] == ["7", "0"]
    assert (sokt.storst, sokt.soyler[25].hoyde, sokt.soyler[24].hoyde) == (12, 30, 0)


def test_soylen_roper_ikke_det_som_er_skjult():
    _lagre(1, forsiden=10, behov=3)
    lest = hent(26)[0]
    assert (lest.storst, [str(c) for c in lest.rader[0][1]][:3]) == (10, ["10", "0", "under 5"])


@pytest.mark.parametrize("uker", [26, 104])
def test_siden_stiller_like_mange_sporringer_uansett(uker, django_assert_num_queries):
    redaktor = logg_inn(lag_redaktor())
    redaktor.get(reverse("redaksjon_uketall"))
    for uke in range(1, uker):
        _lagre(uke, sok=uke, forsiden=100 * uke)
    with django_assert_num_queries(6):
        side = redaktor.get(reverse("redaksjon_uketall"), {"uker": uker})
    assert side.text.count("<rect") == 2 * uker
    assert f"{uker} ukene" in side.text


def test_filen_har_de_samme_tallene_som_siden():
    _lagre(2, sok=17, ide_uten_konto=2)
    svar = logg_inn(lag_redaktor()).get(reverse("redaksjon_uketall_csv"))
    rader = list(csv.DictReader(io.StringIO(svar.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rader) == 26 * len(Hva)
    uke = mandagen(timezone.localdate()) - timedelta(weeks=2)
    denne = {
        r["hva"]: r["antall"] for r in rader if r["fra mandag"] == uke.isoformat() and r["antall"] != "0"
    }
    assert denne == {"Søk": "17", "Ideer, uten konto": "under 5"}


def test_et_valg_ingen_kan_gjore_gir_det_korteste():
    assert "26 ukene" in logg_inn(lag_redaktor()).get(reverse("redaksjon_uketall"), {"uker": "9999999"}).text


def test_pulten_lenker_til_tallene():
    assert reverse("redaksjon_uketall") in logg_inn(lag_redaktor()).get(reverse("redaksjonen")).text


def test_gamle_tellinger_slettes():
    _lagre(107, sok=9)
    _lagre(105, sok=9)
    assert slett_gamle() == 1
    assert Ukeantall.objects.count() == 1
