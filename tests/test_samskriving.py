"""To redaktører med den samme raden oppe: ingen av dem mister det de skrev, og ingen skriver over den andre uvitende."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entreprenorer.handlinger.bekreftelse import bekreft
from samarbeid.models import Eksempel
from tests.skjema import les_skjema
from tests.verden import lag_bruker, lag_entreprenor, lag_redaktor, logg_inn
from veier.hendelser.models import Hendelse
from veier.konto.samskriving import Samskriving
from veier.sok.models import TomtSok
from veier.taksonomi.models import Tema

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faa_kjente_ideer", "en_redaktor_er_nok")]
SIDE = "admin:taksonomi_tema_change"


def _redaktor(epost, navn):
    bruker = lag_redaktor(epost)
    bruker.navn = navn
    bruker.save(update_fields=["navn"])
    return logg_inn(bruker)


@pytest.fixture
def rad():
    return Tema.objects.get(slug="demens")


@pytest.fixture
def kari():
    return _redaktor("kari@eksempel.no", "Kari Først")


@pytest.fixture
def ola():
    return _redaktor("ola@eksempel.no", "Ola Sist")


def _apne(klient, rad):
    side = reverse(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_change", args=[rad.pk])
    return side, les_skjema(klient.get(side).text, f"{rad._meta.model_name}_form")


def test_hver_side_i_redaksjonen_har_vernet():
    assert len(admin.site._registry) > 30
    assert [m for m, a in admin.site._registry.items() if not isinstance(a, Samskriving)] == []


def test_den_siste_far_vite_hvem_og_hva_og_beholder_teksten(rad, kari, ola):
    side, karis = _apne(kari, rad)
    _side, olas = _apne(ola, rad)
    assert kari.post(side, karis | {"kort": ["Karis tekst."]}).status_code == 302
    svar = ola.post(side, olas | {"kort": ["Olas tekst."]})
    assert svar.status_code == 200
    assert "Kari Først endret det" in svar.text
    assert "Karis tekst." in svar.text
    (feil,) = svar.context["adminform"].form.errors["kort"]
    assert feil.startswith("Kari Først endret dette")
    igjen = les_skjema(svar.text, "tema_form")
    assert igjen["kort"] == ["Olas tekst."]
    rad.refresh_from_db()
    assert rad.kort == "Karis tekst."
    assert ola.post(side, igjen).status_code == 302  # hun har sett den, og velger sin egen
    rad.refresh_from_db()
    assert rad.kort == "Olas tekst."


def test_den_siste_kan_velge_det_den_andre_skrev(rad, kari, ola):
    side, karis = _apne(kari, rad)
    _side, olas = _apne(ola, rad)
    kari.post(side, karis | {"kort": ["Karis tekst."], "naer": ["rus"]})
    svar = ola.post(side, olas | {"kort": ["Olas tekst."]})
    igjen = les_skjema(svar.text, "tema_form")
    assert ola.post(side, igjen | {"_deres": ["kort"]}).status_code == 302
    rad.refresh_from_db()
    assert (rad.kort, rad.naer) == ("Karis tekst.", ["rus"])


def test_endringer_i_hvert_sitt_felt_er_begge_med(rad, kari, ola):
    side, karis = _apne(kari, rad)
    _side, olas = _apne(ola, rad)
    kari.post(side, karis | {"kort": ["Karis tekst."]})
    svar = ola.post(side, olas | {"naer": ["rus"]}, follow=True)
    assert "En annen har endret «Kort" in svar.text
    rad.refresh_from_db()
    assert (rad.kort, rad.naer) == ("Karis tekst.", ["rus"])


def test_det_samme_fra_begge_er_ingen_kollisjon(rad, kari, ola):
    side, karis = _apne(kari, rad)
    _side, olas = _apne(ola, rad)
    kari.post(side, karis | {"kort": ["Likt."]})
    assert ola.post(side, olas | {"kort": ["Likt."]}).status_code == 302


@pytest.mark.parametrize("sett", [None, "", "x", "[]", '{"kort": 1}'])
def test_uten_grunnlaget_lagres_ingenting_for_hun_har_sett_raden(rad, ola, sett):
    side, data = _apne(ola, rad)
    data["kort"] = ["Olas tekst."]
    data.pop("_sett")
    svar = ola.post(side, data | ({"_sett": [sett]} if sett is not None else {}))
    assert "Vi vet ikke hvordan raden så ut" in svar.text
    igjen = les_skjema(svar.text, "tema_form")
    assert igjen["kort"] == ["Olas tekst."]
    assert ola.post(side, igjen).status_code == 302


@pytest.mark.parametrize("galt", [{"_deres": ["gruppe"]}, {"_sett": ['{"hvordan": "x"}']}])
def test_et_felt_raden_ikke_har_kolliderer_aldri(kari, galt):
    sok = TomtSok.objects.create(uttrykk="kofferter", antall=9, sist_dato="2026-01-01")
    side, data = _apne(kari, sok)
    assert (
        kari.post(side, data | {"status": ["latt_vaere"], "hvordan": ["smalere"]} | galt).status_code == 302
    )
    sok.refresh_from_db()
    assert sok.status == "latt_vaere"


def test_koblinger_til_andre_rader_sammenlignes_ogsa(kari, ola):
    """Flere valg i en egen tabell, og et valg av én rad."""
    from kommuner.models import OffentligPart
    from veier.taksonomi.models import Omrade

    part = OffentligPart.objects.filter(overordnet=None, type="kommune").order_by("pk").first()
    side, karis = _apne(kari, part)
    _side, olas = _apne(ola, part)
    to = [str(pk) for pk in Omrade.objects.order_by("pk").values_list("pk", flat=True)[:2]]
    annen = OffentligPart.objects.filter(type="fylkeskommune").order_by("pk").first()
    kari.post(side, karis | {"dekker": to, "overordnet": [str(annen.pk)]})
    svar = ola.post(side, olas | {"dekker": to[:1], "merknad": ["Olas."]})
    assert set(svar.context["adminform"].form.errors) == {"dekker"}
    igjen = les_skjema(svar.text, "offentligpart_form")
    assert ola.post(side, igjen | {"_deres": ["dekker"]}).status_code == 302
    part.refresh_from_db()
    assert sorted(str(o.pk) for o in part.dekker.all()) == sorted(to)
    assert (part.overordnet, part.merknad) == (annen, "Olas.")


def test_saken_som_publiseres_er_den_redaktoren_sa(kari, ola):
    sak = Eksempel.objects.synlige().order_by("pk").first()
    side, karis = _apne(kari, sak)
    kari.post(side, karis | {"behov": ["Først."]})
    handling = reverse("admin:eksempel_handling", args=[sak.pk, "publiser"])
    sett = les_skjema(ola.get(handling).text)["sett"]
    _side, karis = _apne(kari, sak)
    kari.post(side, karis | {"behov": ["Så noe annet."]})
    svar = ola.post(handling, {"sett": sett})
    assert (svar.status_code, "endret av en annen" in svar.text) == (422, True)
    sak.refresh_from_db()
    assert sak.behov not in {"Først.", "Så noe annet."}


def test_et_svar_som_er_gitt_blir_ikke_gitt_en_gang_til(kari):
    org = lag_entreprenor("Drift", lag_bruker("eier@eksempel.no"), bekreftelse="venter")
    side = reverse("admin:entreprenorer_entreprenor_bekreft", args=[org.pk])
    skjema = les_skjema(kari.get(side).text)
    bekreft(org, av=lag_redaktor("rita2@eksempel.no"), bevis="redaksjonen")
    svar = kari.post(side, skjema | {"avsla": ["1"], "begrunnelse": ["Hører ikke til."]})
    assert (svar.status_code, "En annen har svart" in svar.text) == (422, True)
    org.refresh_from_db()
    assert org.bekreftelse == "bekreftet"
    assert not Hendelse.objects.filter(kode="entreprenor_avslatt").exists()


def test_raden_er_last_for_den_sammenlignes(rad, ola):
    """Den som lagrer i samme øyeblikk, venter, og får se hva den andre skrev."""
    side, data = _apne(ola, rad)
    with CaptureQueriesContext(connection) as sporringer:
        assert ola.post(side, data | {"kort": ["Ny tekst."]}).status_code == 302
    sql = [
        s["sql"]
        for s in sporringer
        if 'FROM "taksonomi_tema"' in s["sql"] or 'UPDATE "taksonomi_tema"' in s["sql"]
    ]
    last = next(nr for nr, s in enumerate(sql) if "FOR UPDATE" in s)
    skrevet = next(nr for nr, s in enumerate(sql) if 'UPDATE "taksonomi_tema"' in s)
    assert [s for s in sql[last + 1 : skrevet] if "SELECT" in s]  # lest på nytt under låsen
