"""Budsjettåret slik virksomheten selv har sagt det: på siden, i kalenderen og i svaret; det vanlige ellers."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import override

from kommuner.budsjettar import egne_ledd
from kommuner.forms import Felleskontaktskjema
from kommuner.handlinger.egenkontakt import lagre_kontakt
from kommuner.models import Arshjul, Egenkontakt, OffentligPart
from samarbeid.svar.neste_steg import budsjettaret
from tests.verden import lag_bruker, logg_inn
from veier.medlemskap.handlinger.medlemmer import legg_til_medlem, velg_hatt
from veier.medlemskap.models import Medlemsrolle

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 15)


@pytest.fixture
def part():
    return OffentligPart.objects.get(slug="trondheim-kommune")


@pytest.fixture
def ola(part):
    bruker = lag_bruker("ola@trondheim.kommune.no", navn="Ola")
    legg_til_medlem(part, bruker=bruker, rolle=Medlemsrolle.ADMINISTRATOR, av=bruker, grunn="test")
    velg_hatt(bruker, kode=f"offentlig:{part.slug}")
    return bruker


@pytest.fixture
def i_november(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_deler: NOVEMBER)


def _si(part, ola, **maneder):
    lagre_kontakt(part, None, verdier=maneder, av=ola)
    part.refresh_from_db()


def _aret(part):
    return budsjettaret(part.nivaer[0], part.styreform, egne_ledd(part))


def test_det_virksomheten_har_sagt_gar_foran_det_vanlige_for_det_samme(part, ola, i_november):
    vanlig = _aret(part)
    _si(part, ola, maned_forslag=3, maned_vedtak=11)
    aret = _aret(part)
    egne = {t.ledd.slag: t for t in aret if t.sagt_selv}
    assert {slag: t.ledd.maned_fra for slag, t in egne.items()} == {"forslag": 3, "vedtak": 11}
    assert [t.ledd.slag for t in aret].count("vedtak") == [t.ledd.slag for t in aret].count("forslag") == 1
    assert len(aret) == len(vanlig) == 8  # to byttet, ingen borte
    assert egne["forslag"].ledd.vist.hva.startswith("Kommunen sier selv: Forslag til neste års budsjett")
    assert "Kontrollert 15. november 2026." in egne["forslag"].ledd.vist.hva
    assert not egne["forslag"].forbehold and all(t.forbehold for t in aret if not t.sagt_selv)


def test_det_neste_vinduet_er_virksomhetens_eget(part, ola, i_november):
    [vanlig] = [t for t in _aret(part) if t.er_neste_vindu]
    assert vanlig.ledd.maned_fra == 1
    _si(part, ola, maned_forslag=3)
    [eget] = [t for t in _aret(part) if t.er_neste_vindu]
    assert eget.sagt_selv and eget.ledd.maned_fra == 3
    # Er det nå, er det neste det som ellers er vanlig.
    _si(part, ola, maned_forslag=11)
    aret = _aret(part)
    assert [t.er_na for t in aret if t.sagt_selv] == [True]
    assert [t.ledd.maned_fra for t in aret if t.er_neste_vindu] == [1]


def test_bare_vedtaket_er_ikke_et_vindu(part, ola, i_november):
    _si(part, ola, maned_vedtak=2)
    assert [t.ledd.maned_fra for t in _aret(part) if t.er_neste_vindu] == [1]


def test_siden_ringen_og_kalenderen_har_det_samme(part, ola, client, i_november):
    _si(part, ola, maned_utlysning=7)
    side = client.get(part.get_absolute_url()).text
    assert "Tilskudd lyses ut i juli." in side and side.count("bue-vindu") == side.count("bue-navn-vindu")
    fil = client.get(reverse("offentlig_aret", args=[part.slug])).content.decode().replace("\r\n ", "")
    leddet = next(del_ for del_ in fil.split("BEGIN:VEVENT") if "lyses ut i juli" in del_)
    assert "DTSTART;VALUE=DATE:20270701" in leddet and "Slik er året vanligvis" not in leddet
    assert "Slik er året vanligvis" in fil


def test_pa_nynorsk_star_det_pa_nynorsk(part, ola):
    _si(part, ola, maned_forslag=5)
    with override("nn"):
        [ledd] = egne_ledd(part)
        assert ledd.vist.hva.startswith("Kommunen seier sjølv:") and "mai" in ledd.vist.hva
        assert "må vere inne" in ledd.vist.hva


def test_administratoren_velger_en_maned_og_fritekst_star(part, ola):
    klient, sti = logg_inn(ola), reverse("offentlig_kontakt_felles", args=[part.slug])
    sett = klient.get(sti).context["sett"]
    klient.post(sti, {"sett": sett, "maned_forslag": "5", "frister": "Seminar 1. september."})
    rad = Egenkontakt.objects.get(part=part)
    assert (rad.maned_forslag, rad.maned_vedtak, rad.frister) == (5, None, "Seminar 1. september.")
    assert any("mai" in verdi for verdi in rad.alt_som_star)
    svar = klient.post(sti, {"sett": sett, "maned_forslag": "13"})
    assert svar.status_code == 422 and Egenkontakt.objects.get(part=part).maned_forslag == 5


@pytest.mark.parametrize(
    ("skrevet", "lest"), [("5", 5), ("mai", 5), (" Mai ", 5), ("", None), ("12", 12), ("desember", 12)]
)
def test_i_et_regneark_kan_maneden_skrives_med_navn(skrevet, lest):
    skjema = Felleskontaktskjema({"maned_forslag": skrevet})
    assert skjema.is_valid() and skjema.cleaned_data["maned_forslag"] == lest


@pytest.mark.parametrize("skrevet", ["0", "13", "-1", "5.5", "mars og april", "x" * 500])
def test_det_som_ikke_er_en_maned_avvises(skrevet):
    assert "maned_forslag" in Felleskontaktskjema({"maned_forslag": skrevet}).errors


def test_radene_som_kan_byttes_er_merket_pa_hvert_niva():
    merket = set(Arshjul.objects.exclude(slag="").values_list("niva", "slag"))
    assert {
        ("kommune", "forslag"),
        ("kommune", "vedtak"),
        ("fylkeskommune", "vedtak"),
        ("nav", "forslag"),
    } <= merket
    assert MONTHS[5] == "mai"
