"""Planen sier hvem som avgjør piloten. Avgjør en annen, må det stå hvorfor, og begge sider leser det."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from samarbeid.models import Pilot, Samtale
from samarbeid.samarbeidene.handlinger.beslutningen import Beslutning, avviker, begrunn
from tests.samarbeid.samarbeidene.felles import adresse, avgjort, bestemt, dag, fyll, startet
from veier.feil import FeilIFelt

HVORFOR = "Kommunalsjefen var i permisjon, og ga saken til lederen for sykehjemmet."


@pytest.fixture
def v(verden):
    return verden


def _plan():
    return Pilot(beslutter="sektor", beslutter_rolle="kommunalsjef for helse")


@pytest.mark.parametrize(
    ("beslutter", "rolle", "ventet"),
    [
        ("sektor", "kommunalsjef for helse", False),
        ("sektor", " Kommunalsjef  for helse.", False),
        ("sektor", "kommunalsjef for oppvekst", True),
        ("enhet", "kommunalsjef for helse", True),
    ],
)
def test_en_annen_rolle_eller_et_annet_trinn_er_en_annen(beslutter, rolle, ventet):
    assert avviker(_plan(), Beslutning(beslutter, rolle, timezone.localdate())) is ventet


def test_grunnen_maa_staa_bare_naar_det_er_en_annen():
    i_dag = timezone.localdate()
    with pytest.raises(FeilIFelt, match=r"kommunalsjef for helse .* skulle avgjøre") as feil:
        begrunn(_plan(), Beslutning("enhet", "leder", i_dag), "Det virket.")
    assert feil.value.felt == "avvik"
    with pytest.raises(FeilIFelt, match="La feltet stå tomt"):
        begrunn(_plan(), Beslutning("sektor", "kommunalsjef for helse", i_dag, HVORFOR), "Det virket.")
    assert (
        begrunn(_plan(), Beslutning("sektor", "kommunalsjef for helse", i_dag), "Det virket.")
        == "Det virket."
    )
    hele = begrunn(_plan(), Beslutning("enhet", "leder", i_dag, HVORFOR), "Det virket.")
    assert hele.startswith("Det virket.\n\nPlanen sa at kommunalsjef for helse (") and hele.endswith(HVORFOR)


@pytest.mark.django_db
def test_skjemaet_begynner_med_planens_og_begge_leser_hvorfor_det_ble_en_annen(v):
    rad, ola = startet(v), v.klient("offentlig")
    side = ola.get(adresse(rad, "avgjor")).text
    assert 'value="sektor"' in side and 'value="kommunalsjef for helse"' in side
    felt = {"avgjorelse": "videre", "begrunnelse": "Det virket.", **bestemt()}
    svar = fyll(ola, rad, "avgjor", **felt)
    assert (
        svar.status_code == 422
        and "Skriv hvorfor det ble en annen." in svar.text
        and "Det virket." in svar.text
    )
    assert rad.piloter.get().avgjort_tid is None
    assert fyll(ola, rad, "avgjor", **felt, avvik=HVORFOR).status_code == 302
    rapport = reverse("samarbeid_sluttrapport", args=[rad.referanse, 1])
    for rolle in ("eier", "medlem", "offentlig"):
        assert HVORFOR in v.klient(rolle).get(rad.get_absolute_url()).text
        assert HVORFOR in v.klient(rolle).get(rapport).text
    fil = reverse("samarbeid_sluttrapport_fil", args=[rad.referanse, 1, "docx"])
    dokument = Document(BytesIO(b"".join(v.klient("eier").get(fil))))
    assert HVORFOR in "\n".join(a.text for a in dokument.paragraphs)


@pytest.mark.django_db
def test_den_planen_sa_trenger_ingen_grunn(v):
    rad = startet(v)
    svar = fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse="stopp", begrunnelse="Nei.", **avgjort())
    assert svar.status_code == 302
    assert rad.skritt.get(slag="avgjor").tekst == "Nei."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trinn", "rolle", "tekst"),
    [
        ("sektor", "kommunalsjef for helse", "begrunnelsen står ikke her."),
        ("politisk", "folkevalgte", "kommunalsjef for helse (leder for sektoren) skulle avgjøre."),
    ],
)
def test_kunngjort_skriver_portalen_hvem_og_ingen_skriver_selv(v, trinn, rolle, tekst):
    rad, ola = startet(v), v.klient("offentlig")
    Samtale.objects.update(anskaffelse="kunngjort", doffin="2026-123456")
    side = ola.get(adresse(rad, "avgjor")).text
    assert "https://www.doffin.no/notices/2026-123456" in side and "skriver ingen fritt her" in side
    for felt in ("begrunnelse", "rolle", "avvik"):
        assert f'name="{felt}"' not in side
    svar = fyll(ola, rad, "avgjor", avgjorelse="stopp", beslutter=trinn, besluttet_dato=dag(0))
    assert svar.status_code == 302
    skritt = rad.skritt.get(slag="avgjor")
    assert (skritt.beslutter, skritt.rolle) == (trinn, rolle)
    assert skritt.tekst.endswith(tekst)


@pytest.mark.django_db
@pytest.mark.parametrize("felt", ["begrunnelse", "rolle", "avvik"])
def test_kunngjort_imens_blir_det_hun_skrev_staaende(v, felt):
    rad, ola = startet(v), v.klient("offentlig")
    Samtale.objects.update(anskaffelse="kunngjort", doffin="2026-123456")
    svar = fyll(
        ola, rad, "avgjor", avgjorelse="stopp", beslutter="sektor", besluttet_dato=dag(0), **{felt: "Gå ned."}
    )
    assert svar.status_code == 422
    assert "Gå ned." in svar.text and "ingen skriver fritt her" in svar.text
    assert rad.piloter.get().avgjort_tid is None
