"""Den private kalenderen: dagene som gjelder den som har adressen, og ingen andres."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Ide
from kommuner.models import Arshjul, Behov, Egenkontakt, OffentligPart
from samarbeid.kalender.dagene import Kalenderen
from samarbeid.models import Kalenderadresse, Samtale, Treff
from samarbeid.oppslag.virksomhet import perioden
from samarbeid.svar.neste_steg import budsjettaret
from tests.samarbeid.samarbeidene.felles import begynt, besvart, startet
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
SIDEN = "/min-kalender/"


@pytest.fixture
def v(verden):
    Kalenderadresse.objects.all().delete()
    return verden


def _fil(client, nokkel):
    svar = client.get(reverse("kalenderfil", args=[nokkel]))
    return svar.content.decode().replace("\r\n ", "") if svar.status_code == 200 else svar.status_code


def _adressen(klient):
    klient.post(SIDEN, {"lag": "ja"})
    rad = Kalenderadresse.objects.get()
    assert f'value="http://localhost:8000/min-kalender/{rad.nokkel}.ics"' in klient.get(SIDEN).text
    return rad.nokkel


def _titler(bruker, dager_fram=0):
    i_dag = timezone.localdate() + timedelta(days=dager_fram)
    return {o.tittel for o in Kalenderen(bruker, i_dag, str).oppforinger()}


def test_adressen_lages_byttes_og_slettes(v, client):
    eva = v.klient("eier")
    assert "Lag adressen" in eva.get(SIDEN).text
    gammel = _adressen(eva)
    svar = client.get(reverse("kalenderfil", args=[gammel]))
    assert svar["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in svar["Cache-Control"] and svar["X-Robots-Tag"] == "noindex, nofollow"
    assert svar.content.startswith(b"BEGIN:VCALENDAR\r\n")

    ny = _adressen(eva)
    assert (_fil(client, gammel), "BEGIN:VCALENDAR" in _fil(client, ny)) == (404, True)
    eva.post(SIDEN, {"slett": "ja"})
    eva.post(SIDEN, {"slett": "ja"})
    assert _fil(client, ny) == 404 and "Lag adressen" in eva.get(SIDEN).text
    koder = Hendelse.objects.filter(kode__startswith="kalender").order_by("pk").values_list("kode", flat=True)
    assert list(koder)[1:] == ["kalender_laget", "kalender_laget", "kalender_slettet"]


def test_nokkelen_star_ikke_i_klartekst_og_en_stengt_konto_har_ingen_kalender(v, client):
    nokkel = _adressen(v.klient("eier"))
    rad = Kalenderadresse.objects.get()
    assert nokkel not in f"{rad.avtrykk} {rad.forseglet_nokkel}"
    v.folk["eier"].is_active = False
    v.folk["eier"].save()
    assert _fil(client, nokkel) == 404


def test_behovene_til_virksomheten_med_frist_og_avgjorelse(v):
    i_dag = timezone.localdate()
    behov = Behov.objects.publisert().get(part__slug="trondheim-kommune")
    Behov.objects.filter(pk=behov.pk).update(
        frist=i_dag + timedelta(days=9), beslutningsdato=i_dag + timedelta(days=40)
    )
    egne = {f"Siste dag for spørsmål: {behov.tittel}", f"Dette skal bestemmes: {behov.tittel}"}
    assert egne <= _titler(v.folk["offentlig"])
    assert not egne & (_titler(v.folk["annen_offentlig"]) | _titler(v.folk["eier"]))
    # Er konkurransen kunngjort, spørres det der: fristen i behovet gjelder ikke lenger.
    Behov.objects.filter(pk=behov.pk).update(tilstand="kunngjort", doffin="2026-1")
    assert egne & _titler(v.folk["offentlig"]) == {f"Dette skal bestemmes: {behov.tittel}"}
    Behov.objects.filter(pk=behov.pk).update(tilstand="planlegges")
    # Det som nettopp var, står der i en måned til.
    assert f"Siste dag for spørsmål: {behov.tittel}" in _titler(v.folk["offentlig"], 39)
    assert f"Siste dag for spørsmål: {behov.tittel}" not in _titler(v.folk["offentlig"], 40)


def test_vinduet_der_ideen_passer_best(v):
    ide = Ide.objects.publisert().get()
    Treff.objects.filter(ide=ide).delete()
    for slug, poeng in (("bergen-kommune", 40), ("trondheim-kommune", 80)):
        Treff.objects.create(
            ide=ide,
            slag="virksomhet",
            slug=slug,
            part=OffentligPart.objects.get(slug=slug),
            poeng=poeng,
            passer="ja",
            beregnet_tid=timezone.now(),
        )
    vinduer = {t for t in _titler(v.folk["eier"]) if t.startswith("Vindu for")}
    assert vinduer == {f"Vindu for «{ide.tittel}» hos Trondheim kommune"}
    assert not {t for t in _titler(v.folk["annen_entreprenor"]) if t.startswith("Vindu for")}


def test_vinduene_koster_det_samme_for_en_og_tre_ogsa_nar_virksomhetene_har_sagt_sine_egne_maneder(v):
    ide = Ide.objects.publisert().get()
    Treff.objects.filter(ide=ide).delete()
    antall = []
    for nr, slug in enumerate(("trondheim-kommune", "stavanger-kommune", "alver-kommune")):
        part = OffentligPart.objects.get(slug=slug)
        Egenkontakt.objects.create(part=part, maned_forslag=3)
        if nr:
            ide = Ide.objects.create(
                entreprenor=ide.entreprenor,
                slug=slug,
                tittel=slug,
                publisert_tid=timezone.now(),
                synlighet="alle",
            )
        Treff.objects.create(
            ide=ide,
            slag="virksomhet",
            slug=slug,
            part=part,
            poeng=80,
            passer="ja",
            beregnet_tid=timezone.now(),
        )
        with CaptureQueriesContext(connection) as spurt:
            titler = _titler(v.folk["eier"])
        assert len({t for t in titler if t.startswith("Vindu for")}) == nr + 1
        antall.append(len(spurt))
    assert antall[0] == antall[2], antall


@pytest.mark.parametrize(
    ("i_dag", "fra", "til"),
    [
        (date(2026, 11, 30), date(2026, 12, 1), date(2027, 2, 1)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2027, 2, 1)),
        (date(2027, 1, 31), date(2026, 12, 1), date(2027, 2, 1)),
        (date(2027, 2, 1), date(2027, 12, 1), date(2028, 2, 1)),
    ],
)
def test_et_ledd_over_nyttar_begynner_for_det_slutter(i_dag, fra, til, monkeypatch):
    ledd = Arshjul(nokkel="over", niva="kommune", maned_fra=12, maned_til=1)
    assert perioden(ledd, i_dag) == (fra, til)
    monkeypatch.setattr(timezone, "localdate", lambda *_deler: i_dag)
    [t] = budsjettaret("kommune", "", (), [ledd])
    assert t.er_na is (fra <= i_dag < til)


def test_samtalen_kan_purres_til_den_er_besvart(v):
    samtale = Samtale.objects.get()
    tittel = f"Nå kan dere spørre igjen: {samtale.emne}"
    assert tittel in _titler(v.folk["eier"]) and tittel not in _titler(v.folk["offentlig"])
    Samtale.objects.update(purringer=2)
    assert tittel not in _titler(v.folk["eier"])
    Samtale.objects.update(purringer=1)
    besvart(v)
    assert tittel not in _titler(v.folk["eier"])


def test_samarbeidet_for_begge_sider_og_ingen_andre(v):
    rad = startet(v)
    for rolle in ("eier", "medlem", "offentlig"):
        titler = _titler(v.folk[rolle])
        assert {
            "Piloten er slutt: Kofferter",
            "Det skal være avgjort hva som skjer etter piloten: Kofferter",
        } <= titler
    assert not any("Kofferter" in t for t in _titler(v.folk["annen_offentlig"]))
    rad.part.medlemskap.filter(bruker=v.folk["offentlig"]).delete()
    assert not any("Kofferter" in t for t in _titler(v.folk["offentlig"]))


def test_neste_steg_star_med_dagen_til_samarbeidet_er_avsluttet(v):
    rad = begynt(v)
    rad.neste_steg, rad.neste_dato, rad.neste_side = "Møte på sykehjemmet", timezone.localdate(), "offentlig"
    rad.save()
    assert "Møte på sykehjemmet: Kofferter" in _titler(v.folk["eier"])
    rad.stadium, rad.ferdig_tid = rad.Stadium.AVSLUTTET, timezone.now()
    rad.save()
    assert "Møte på sykehjemmet: Kofferter" not in _titler(v.folk["eier"])


def test_antallet_sporsmal_er_det_samme_med_ti_behov_til(v):
    def antall():
        with CaptureQueriesContext(connection) as sporsmal:
            _titler(v.folk["offentlig"])
        return len(sporsmal)

    for_ = antall()
    behov = Behov.objects.publisert().get(part__slug="trondheim-kommune")
    for nr in range(10):
        behov.pk, behov.slug, behov.frist = None, f"til-{nr}", timezone.localdate()
        behov._state.adding = True
        behov.save()
    assert antall() == for_ <= 12


def test_filen_er_pa_spraket_til_den_den_tilhorer(v, client):
    startet(v)
    v.folk["eier"].malform = "nn"
    v.folk["eier"].save()
    fil = _fil(client, _adressen(v.klient("eier")))
    assert "URL:http://localhost:8000/nn/" in fil
