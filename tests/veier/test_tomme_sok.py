"""Søkene ingen fikk svar på: bare ordene telles, og redaksjonen gjør dem til synonymer."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from tests.skjema import lagre_i_redaksjonen
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.feil import Domenefeil
from veier.referanse import virkning
from veier.regelforslag.models import Regelforslag
from veier.sok import handlinger
from veier.sok.handlinger import gjor_til_synonym, noter_tomt_sok, rens, slett_gamle_tomme_sok, tom_kladden
from veier.sok.models import Synonymgruppe, TomtSok
from veier.sok.rang.naermest import naermeste

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingen_virkning(monkeypatch):
    """Svarene på de kjente ideene og søkene har sine egne prøver."""
    monkeypatch.setattr(virkning, "_slagene", [])


@pytest.mark.parametrize(
    ("q", "rent"),
    [
        ("Kvakksalver  Terapi", "kvakksalver terapi"),
        ("«plugh!»", "plugh"),
        ("kari@eksempel.no", None),
        ("01017012345", None),
        ("ring 99 88 77 66", None),
        ("klasse 10", "klasse 10"),
        ("99887766", None),
        ("https://eksempel.no", None),
        ("en lang setning med alt for mange ord i seg", None),
        ("!!!", None),
    ],
)
def test_bare_ord_som_ikke_kan_vaere_noen_huskes(q, rent):
    assert rens(q) == rent


def test_tellingen_skrives_etter_svaret_og_legges_til(client, monkeypatch):
    monkeypatch.setattr(handlinger.kladd, "sekunder_mellom", 3600)
    for _nr in range(3):
        client.get(reverse("sok"), {"q": "Xyzzyplugh"})
    client.get(reverse("entreprenorer"), {"q": "Xyzzyplugh"})
    assert not TomtSok.objects.exists(), "en GET skriver ingenting"
    monkeypatch.setattr(handlinger.kladd, "sekunder_mellom", -1)
    client.get(reverse("sok"))  # når et svar er levert, tømmes kladden
    rad = TomtSok.objects.get()
    assert (rad.uttrykk, rad.antall) == ("xyzzyplugh", 4)
    noter_tomt_sok("xyzzyplugh")
    assert tom_kladden() == 1
    rad.refresh_from_db()
    assert rad.antall == 5
    assert {f.name for f in TomtSok._meta.fields} == {"id", "uttrykk", "antall", "sist_dato", "status"}


def test_sok_med_treff_telles_ikke(client):
    client.get(reverse("sok"), {"q": "pilotavtale"})
    assert tom_kladden() == 0


def test_kladden_vokser_ikke_uten_grense():
    for nr in range(2000):
        noter_tomt_sok("ord" + "abcdefghij"[nr % 10] * (1 + nr // 50))
    assert len(handlinger.kladd) <= handlinger.kladd.flest


def test_redaksjonen_gjor_et_sok_til_synonym_og_soket_finner_det(client):
    TomtSok.objects.create(uttrykk="pilotgreie", antall=7, sist_dato="2026-01-01")
    TomtSok.objects.create(uttrykk="et navn", antall=1, sist_dato="2026-01-01")
    inne = logg_inn(lag_redaktor())
    listen = inne.get(reverse("admin:sok_tomtsok_changelist")).text
    assert "pilotgreie" in listen
    assert "et navn" not in listen, "det bare én har søkt etter, kan være et navn"
    rad = TomtSok.objects.get(uttrykk="pilotgreie")
    gruppe = Synonymgruppe.objects.get(nokkel="pilot")
    lagre_i_redaksjonen(
        inne,
        reverse("admin:sok_tomtsok_change", args=[rad.pk]),
        {"gruppe": gruppe.pk, "hvordan": "likt", "status": "nytt"},
    )
    rad.refresh_from_db()
    assert rad.status == "synonym"
    assert "pilotgreie" not in Synonymgruppe.objects.get(nokkel="pilot").uttrykk, "en annen må godkjenne det"
    forslag = Regelforslag.objects.get()
    side = reverse("regelforslag", args=[forslag.pk])
    assert (
        logg_inn(lag_redaktor("vera@eksempel.no"))
        .post(side, {"sett": forslag.merke, "godkjenn": "1"})
        .status_code
        == 302
    )
    assert "pilotavtale" in client.get(reverse("sok"), {"q": "pilotgreie"}).text
    with pytest.raises(Domenefeil, match="står alt"):
        gjor_til_synonym("pilotgreie", gruppe=gruppe, smalere=False)


def test_fra_et_sok_uten_svar_til_et_svar(client):
    """Noen leter, redaksjonen ser det med de nærmeste gruppene, to redaktører legger det til, og den neste finner det."""
    for _nr in range(2):
        client.get(reverse("sok"), {"q": "Pilotgreie"})
    tom_kladden()
    inne = logg_inn(lag_redaktor())
    assert "pilotgreie" in inne.get(reverse("redaksjonen")).text
    side = reverse("admin:sok_tomtsok_change", args=[TomtSok.objects.get().pk])
    tittel, naermest = inne.get(side).context["adminform"].form.fields["gruppe"].choices[1]
    gruppe = Synonymgruppe.objects.get(nokkel="pilot")
    assert (tittel, len(naermest), gruppe.pk in dict(naermest)) == ("Ligner mest", 5, True)
    lagre_i_redaksjonen(inne, side, {"gruppe": gruppe.pk, "hvordan": "likt", "status": "nytt"})
    inne.get(reverse("redaksjonen"))  # sier at det er endret, én gang
    assert "pilotgreie" not in inne.get(reverse("redaksjonen")).text
    forslag = Regelforslag.objects.get()
    andre = logg_inn(lag_redaktor("vera@eksempel.no"))
    andre.post(reverse("regelforslag", args=[forslag.pk]), {"sett": forslag.merke, "godkjenn": "1"})
    assert "pilotavtale" in client.get(reverse("sok"), {"q": "pilotgreie"}).text


@pytest.fixture
def foreslatt():
    """Gir en funksjon som foreslår «pilotgreie» i en gruppe, og gir forslaget."""
    TomtSok.objects.create(uttrykk="pilotgreie", antall=7, sist_dato="2026-01-01")
    rita = lag_redaktor()

    def gjor(nokkel="pilot"):
        TomtSok.objects.update(status="nytt")
        side = reverse("admin:sok_tomtsok_change", args=[TomtSok.objects.get().pk])
        gruppe = Synonymgruppe.objects.get(nokkel=nokkel)
        lagre_i_redaksjonen(logg_inn(rita), side, {"gruppe": gruppe.pk, "hvordan": "likt", "status": "nytt"})
        return Regelforslag.objects.latest("pk")

    return gjor


def _svar(forslag, av, **hva):
    return logg_inn(av).post(reverse("regelforslag", args=[forslag.pk]), {"sett": forslag.merke, **hva})


@pytest.mark.parametrize("hva", ["avsla", "trekk"])
@pytest.mark.usefixtures("ingen_virkning")
def test_et_ord_det_ikke_ble_noe_av_er_i_koen_igjen(foreslatt, hva):
    forslag = foreslatt()
    assert TomtSok.objects.get().status == "synonym"
    av = forslag.foreslatt_av if hva == "trekk" else lag_redaktor("vera@eksempel.no")
    assert _svar(forslag, av, **{hva: "1", "grunn": "Det er et annet ord."}).status_code == 302
    assert TomtSok.objects.get().status == "nytt"
    assert "pilotgreie" in logg_inn(av).get(reverse("redaksjonen")).text


@pytest.mark.usefixtures("ingen_virkning")
def test_et_ord_et_annet_forslag_har_eller_en_gruppe_har_fatt_blir_ute_av_koen(foreslatt):
    vera = lag_redaktor("vera@eksempel.no")
    forste, andre, tredje = foreslatt("pilot"), foreslatt("demens"), foreslatt("mentor")
    _svar(tredje, vera, avsla="1", grunn="Nei.")
    assert TomtSok.objects.get().status == "synonym", "to til venter"
    _svar(forste, vera, godkjenn="1")
    assert "pilotgreie" in Synonymgruppe.objects.get(nokkel="pilot").uttrykk
    _svar(andre, vera, avsla="1", grunn="Nei.")
    assert TomtSok.objects.get().status == "synonym", "en gruppe har det"


@pytest.mark.usefixtures("ingen_virkning")
def test_et_avslag_i_en_annen_tabell_og_et_ord_ingen_foreslo_ror_ikke_koen(foreslatt):
    forslag = foreslatt()
    TomtSok.objects.update(status="latt_vaere")
    _svar(forslag, lag_redaktor("vera@eksempel.no"), avsla="1", grunn="Nei.")
    assert TomtSok.objects.get().status == "latt_vaere"


@pytest.mark.parametrize(
    ("uttrykk", "nokkel"), [("mentorgreie", "mentor"), ("prøveløslatt", "fengsel"), ("zzqqxx", None)]
)
def test_de_naermeste_gruppene_ligner_pa_bokstavene_eller_brukes_sammen_med_uttrykket(uttrykk, nokkel):
    funnet = [g.nokkel for g in naermeste(uttrykk, Synonymgruppe.objects.synlige(), 5)]
    assert nokkel in funnet if nokkel else funnet == []


def test_et_snevrere_ord_finner_bare_seg_selv():
    from veier.sok.grupper import hent_grupper
    from veier.sok.indeksering import Indekstekst, indekser
    from veier.sok.sporring import sok

    indekser(
        "t",
        {"1": Indekstekst(tekst="Vi driver en kvakkfabrikk"), "2": Indekstekst(tekst="Demens på sykehjem")},
    )
    gjor_til_synonym("kvakkfabrikk", gruppe=Synonymgruppe.objects.get(nokkel="demens"), smalere=True)
    assert set(sok("t", "demens", hent_grupper()).treff) == {"1", "2"}
    assert sok("t", "kvakkfabrikk", hent_grupper()).treff == ["1"]


def test_gamle_sok_slettes():
    TomtSok.objects.create(uttrykk="gammelt", antall=2, sist_dato="2020-01-01")
    noter_tomt_sok("nytt")
    tom_kladden()
    assert slett_gamle_tomme_sok() == 1
    assert TomtSok.objects.get().uttrykk == "nytt"


@pytest.mark.django_db
def test_en_full_kladd_tar_ikke_flere_nye_uttrykk(monkeypatch):
    noter_tomt_sok("kvakkfabrikk")
    monkeypatch.setattr(handlinger.kladd, "flest", 1)
    noter_tomt_sok("noe annet")
    noter_tomt_sok("kvakkfabrikk")
    tom_kladden()
    assert list(TomtSok.objects.values_list("uttrykk", "antall")) == [("kvakkfabrikk", 2)]


def test_ingen_kan_legge_til_eller_slette_det_folk_har_sokt_etter():
    side = admin.site._registry[TomtSok]
    forespoersel = RequestFactory().get("/")
    forespoersel.user = lag_bruker("admin@eksempel.no", is_staff=True, is_superuser=True)
    assert not side.has_add_permission(forespoersel)
    assert not side.has_delete_permission(forespoersel)
    assert side.has_change_permission(forespoersel)
