"""Tallene: riktige, og aldri så små at noen kan kjennes igjen, heller ikke ved å trekke fra."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.models import Hindring, Innlegg, Samarbeid, Samtale
from samarbeid.tall.regning import FAERREST, lag_tabell, medianer, tell, virkedager
from samarbeid.varsler.tider import er_virkedag
from veier.husk import glem_alt

AR = timezone.localdate().year


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40), max_size=8))
def test_ingen_tabell_roper_et_antall_under_fem(antall):
    t = lag_tabell("k", "t", "c", antall)
    ekte = {n: v for n, v in antall.items() if v}
    vist = {r.navn: r.antall for r in t.rader}
    assert all(v >= FAERREST and ekte[n] == v for n, v in vist.items())
    skjult = {n: v for n, v in ekte.items() if n not in vist}
    if t.for_fa:
        assert not vist and not t.resten and (sum(skjult.values()) < FAERREST or len(skjult) < 2)
    else:
        # Summen er kjent: det skjulte kan bare regnes ut når det er én rad, eller når det er lite til sammen.
        assert t.resten == sum(skjult.values())
        assert not skjult or (len(skjult) >= 2 and t.resten >= FAERREST)
    if min(ekte.values(), default=FAERREST) >= FAERREST:
        assert vist == ekte


@pytest.mark.parametrize(
    ("antall", "vist", "resten", "for_fa"),
    [
        ({"a": 20, "b": 3, "c": 2}, ["a"], 5, False),
        ({"a": 20, "b": 9, "c": 3}, ["a"], 12, False),  # én skjult rad kunne trekkes fra
        ({"a": 20, "b": 1, "c": 2}, [], 23, False),
        ({"a": 20, "b": 3}, [], 23, False),
        ({"a": 4}, [], 0, True),
        ({"a": 2, "b": 2}, [], 0, True),
        ({"a": 5}, ["a"], 0, False),
        ({"a": 0}, [], 0, False),
    ],
)
def test_det_som_skjules_kan_ikke_regnes_ut(antall, vist, resten, for_fa):
    t = lag_tabell("k", "t", "c", antall)
    assert ([r.navn for r in t.rader], t.resten, t.for_fa) == (vist, resten, for_fa)


def test_virkedager_og_medianer():
    assert virkedager(date(2026, 3, 27), date(2026, 4, 7), er_virkedag) == 4  # påsken er fri
    assert virkedager(date(2026, 3, 27), date(2026, 3, 27), er_virkedag) == 0
    assert virkedager(date(2026, 3, 27), date(2026, 3, 29), er_virkedag) == 0
    assert medianer({"a": [1, 2, 3, 4, 90], "b": [1, 2, 3, 4]}) == {"a": 3}
    assert tell([["a", "a"], ["a", "b"]]) == {"a": 2, "b": 1}


@pytest.fixture
def mange(verden):
    """Sju kontakter til Trondheim, seks besvart etter to virkedager, og seks samarbeid som stoppet på økonomi."""
    Samtale.objects.all().delete()
    Samarbeid.objects.all().delete()
    org, part = (
        Entreprenor.objects.get(slug="minnekoffert-as"),
        OffentligPart.objects.get(slug="trondheim-kommune"),
    )
    mandag = datetime(AR, 1, 12, 10, tzinfo=ZoneInfo("Europe/Oslo"))
    mandag -= timedelta(days=mandag.weekday())
    for nr in range(7):
        samtale = Samtale.objects.create(
            entreprenor=org, part=part, emne=f"Nr. {nr}", til="a@trondheim.kommune.no", purr_fra=mandag.date()
        )
        Samtale.objects.filter(pk=samtale.pk).update(startet_tid=mandag)
        if nr == 6:
            continue
        Innlegg.objects.create(
            samtale=samtale, nr=2, slag="svar", side="offentlig", tekst="Ja.", tid=mandag + timedelta(days=2),
            sendenokkel=f"00000000-0000-4000-8000-00000000000{nr}",
        )  # fmt: skip
        Samtale.objects.filter(pk=samtale.pk).update(tilstand="besvart", siste_fra_offentlig=2)
        s = Samarbeid.objects.create(
            samtale=samtale, entreprenor=org, part=part, tittel="x", stadium="avsluttet", foreslatt_av="offentlig",
            begynt_tid=mandag, ferdig_tid=mandag,
        )  # fmt: skip
        for side in ("entreprenor", "offentlig"):
            Hindring.objects.create(
                samarbeid=s, side=side, slag=["okonomi", "lov"] if nr < 2 else ["okonomi"]
            )
    glem_alt()


def _tekst(svar):
    return " ".join(svar.content.decode().split())


@pytest.mark.django_db
def test_siden_har_tallene_og_aldri_de_sma(verden, mange):
    side = _tekst(verden.klient("anonym").get("/tall/"))
    assert "Kontakter i året: 7." in side
    assert "innen 2 virkedager" in side
    assert '<th scope="row">Trondheim kommune</th><td>2</td>' in side
    # Én kontakt er ikke besvart: da sier tabellen bare summen.
    rader = list(
        csv.reader(
            io.StringIO(verden.klient("anonym").get(f"/tall/{AR}/tall.csv").content.decode("utf-8-sig")),
            delimiter=";",
        )
    )
    tall = {(r[1], r[2]): r[3] for r in rader[1:]}
    assert tall[("Hvor kontaktene står", "Andre")] == "7" and ("Hvor kontaktene står", "Besvart") not in tall
    # Lov er nevnt i to samarbeid: økonomi skjules med, for summen er kjent.
    assert ("Det som stoppet samarbeid", "Lov og regler") not in tall
    assert tall[("Samarbeid som stoppet, etter fylke", "Trøndelag")] == "6"
    assert all(
        int(v) >= FAERREST for (t, _r), v in tall.items() if "eksemplene" not in t and "Virkedager" not in t
    )


@pytest.mark.django_db
def test_oppdiktede_er_ikke_med(verden, mange):
    Entreprenor.objects.update(oppdiktet=True)
    glem_alt()
    side = _tekst(verden.klient("anonym").get("/tall/"))
    assert "færre enn fem kontakter" in side and "Trondheim kommune" not in side


@pytest.mark.django_db
def test_rapporten_er_en_pdf_med_hindringene_forst(verden, mange):
    svar = verden.klient("anonym").get(f"/tall/{AR}/rapport.pdf")
    assert svar["Content-Type"] == "application/pdf"
    tekst = "".join(s.extract_text() for s in PdfReader(io.BytesIO(svar.content)).pages)
    assert tekst.index("Det som stoppet samarbeid") < tekst.index("Hvor kontaktene står")


@pytest.mark.django_db
def test_et_ar_uten_tall_finnes_ikke(verden):
    klient = verden.klient("anonym")
    assert [klient.get(f"/tall/{ar}/").status_code for ar in (AR, AR + 1, 1999)] == [200, 404, 404]


@pytest.mark.django_db
def test_like_mange_sporringer_uansett_og_ingen_naar_det_er_husket(
    verden, mange, django_assert_max_num_queries
):
    from samarbeid.tall.grunnlag import hent

    antall = []
    for _gang in range(2):
        glem_alt()
        with django_assert_max_num_queries(12) as sporringer:
            hent(AR)
        antall.append(len(sporringer))
        Hindring.objects.all().delete()
        Samtale.objects.all().delete()
    assert antall[0] == antall[1]
    with django_assert_max_num_queries(0):
        hent(AR)
