"""Hvordan man når en virksomhet: den selv først, så registeret, så listen fra 2012."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kommuner.handlinger.registerkontakt import hent_registerkontakt
from kommuner.jobber import HENT, hent_alle_kontakter
from kommuner.kontakt import kontaktfakta, postmottak
from kommuner.models import Egenkontakt, Kontaktpunkt, OffentligPart, Registerkontakt
from kommuner.tilganger import postmottak as til_bevis
from tests.register import ENHET
from veier.jobber import venter_i_koen
from veier.klienter import KlientFeil

pytestmark = pytest.mark.django_db
SVARET = {
    "telefon": "32 08 00 00",
    "mobil": "912 34 567",
    "epostadresse": "Postmottak@Aal.kommune.no",
    "hjemmeside": "www.aal.kommune.no",
    "forretningsadresse": {"postnummer": "3570", "poststed": "ÅL", "adresse": ["Torget 1", None]},
}


@pytest.fixture
def al():
    return OffentligPart.objects.get(slug="al-kommune")


def _svar(register, part, **endret):
    enhet = {
        **ENHET,
        "organisasjonsnummer": part.organisasjonsnummer,
        "navn": "ÅL KOMMUNE",
        **SVARET,
        **endret,
    }
    register.sett(f"enheter/{part.organisasjonsnummer}", (200, enhet))


def _fakta(part):
    part = OffentligPart.objects.select_related("registerkontakt").get(pk=part.pk)
    return {f.slag: (f.verdi, f.lenke, f.opphav.split(",")[0]) for f in kontaktfakta(part)}


def test_listen_fra_2012_har_299_postmottak_pa_virksomhetens_eget_domene(al):
    med = OffentligPart.objects.exclude(postmottak_2012="")
    assert med.count() == 299
    assert [p for p in med if p.epostdomene and not p.postmottak_2012.endswith(p.epostdomene)] == []
    fakta = postmottak(kontaktfakta(al))
    assert (fakta.verdi, fakta.lenke, fakta.gammel) == (
        "postmottak@aal.kommune.no", "mailto:postmottak@aal.kommune.no", True,
    )  # fmt: skip
    assert fakta.opphav.startswith("adressen er fra 2012")


def test_registeret_gar_foran_listen_og_virksomheten_selv_foran_registeret(al, register):
    _svar(register, al, epostadresse="post@aal.kommune.no")
    assert hent_registerkontakt(al.pk) is True
    assert _fakta(al) == {
        "sentralbord": ("32 08 00 00", "tel:32080000", "Enhetsregisteret"),
        "postmottak": ("post@aal.kommune.no", "mailto:post@aal.kommune.no", "Enhetsregisteret"),
        "adresse": ("Torget 1, 3570 Ål", "", "Enhetsregisteret"),
    }
    Kontaktpunkt.objects.create(
        part=al, slag="postmottak", verdi="hit@aal.kommune.no", kilde="https://aal.kommune.no/", sist_kontrollert=date(2026, 1, 2)
    )  # fmt: skip
    skjult = {"slag": "delegering", "verdi": "https://aal.kommune.no/gammelt", "skjult": True}
    Kontaktpunkt.objects.create(
        part=al, kilde="https://aal.kommune.no/", sist_kontrollert=date(2026, 1, 2), **skjult
    )
    fakta = _fakta(al)
    assert fakta["postmottak"] == ("hit@aal.kommune.no", "mailto:hit@aal.kommune.no", "virksomheten selv")
    assert fakta["sentralbord"][2] == "Enhetsregisteret"
    assert "delegering" not in fakta


def test_det_samme_svaret_er_ingen_endring_men_dagen_er_ny(al, register):
    _svar(register, al)
    hent_registerkontakt(al.pk)
    Registerkontakt.objects.update(hentet_tid=timezone.now() - timedelta(days=40))
    assert hent_registerkontakt(al.pk) is False
    assert timezone.now() - Registerkontakt.objects.get().hentet_tid < timedelta(minutes=1)


def test_nummeret_virksomheten_selv_oppgir_kan_ringes(al):
    punkt = {"kilde": "https://aal.kommune.no/", "sist_kontrollert": date(2026, 1, 2)}
    Kontaktpunkt.objects.create(part=al, slag="sentralbord", verdi="32 08 50 00", **punkt)
    assert _fakta(al)["sentralbord"][:2] == ("32 08 50 00", "tel:32085000")


@pytest.mark.parametrize(
    ("felt", "skrevet"),
    [
        ("epostadresse", "kari.nordmann@aal.kommune.no"),
        ("epostadresse", "ikke en adresse"),
        ("telefon", "spør Kari"),
        ("telefon", None),
    ],
)
def test_det_som_kan_vaere_en_persons_eller_ikke_kan_leses_vises_ikke(al, register, felt, skrevet):
    _svar(register, al, **{felt: skrevet})
    hent_registerkontakt(al.pk)
    rad = Registerkontakt.objects.get()
    vist = {"epostadresse": rad.epost, "telefon": rad.telefon}[felt]
    assert vist == ""
    assert "912 34" not in str(_fakta(al))  # mobilnummeret er ofte en persons


def test_registerets_nettsted_er_bare_der_portalen_ikke_har_et(al, register):
    OffentligPart.objects.filter(pk=al.pk).update(nettsted="")
    for skrevet, lenke in (
        ("www.aal.kommune.no", "https://www.aal.kommune.no"),
        ("javascript:alert(1)", None),
    ):
        _svar(register, al, hjemmeside=skrevet)
        hent_registerkontakt(al.pk)
        assert _fakta(al).get("nettsted", (None, None))[1] == lenke


@pytest.mark.parametrize("svar", [(404, {}), (410, {}), (200, {"slettedato": "2025-01-01"})])
def test_en_virksomhet_registeret_har_slettet_mister_det_vi_hadde(al, register, svar):
    _svar(register, al)
    hent_registerkontakt(al.pk)
    status, kropp = svar
    kropp = {"organisasjonsnummer": al.organisasjonsnummer, "navn": "ÅL", **kropp}
    register.sett(f"enheter/{al.organisasjonsnummer}", (status, kropp))
    assert hent_registerkontakt(al.pk) is True
    assert _fakta(al)["postmottak"][2].startswith("adressen er fra 2012")
    assert "sentralbord" not in _fakta(al)


def test_star_registeret_star_det_gamle(al, register):
    _svar(register, al)
    hent_registerkontakt(al.pk)
    register.sett(f"enheter/{al.organisasjonsnummer}", (503, b"nede"))
    with pytest.raises(KlientFeil):
        hent_registerkontakt(al.pk)
    assert _fakta(al)["sentralbord"][0] == "32 08 00 00"


def test_hver_natt_far_hver_virksomhet_med_nummer_en_jobb_og_aldri_to():
    antall = OffentligPart.objects.exclude(organisasjonsnummer=None).count()
    assert hent_alle_kontakter(0) == antall > 400
    hent_alle_kontakter(0)
    assert len(venter_i_koen(HENT, "part")) == antall


def test_bare_det_virksomheten_selv_har_publisert_er_bevis_for_hvem_noen_er(al, register):
    """Koden til en administrator går ikke til en adresse fra 2012, og ikke til en noen har meldt til registeret."""
    _svar(register, al)
    hent_registerkontakt(al.pk)
    assert til_bevis(al) == ""


def test_siden_viser_hvordan_de_nas_og_hvem_som_sier_det(client, al, register):
    _svar(register, al)
    hent_registerkontakt(al.pk)
    side = client.get("/offentlige/al-kommune/").text
    assert '<a href="tel:32080000">32 08 00 00</a>' in side
    assert side.index("mailto:postmottak@aal.kommune.no") < side.index('id="hvem"')
    assert "https://data.brreg.no/enhetsregisteret/oppslag/enheter/" + al.organisasjonsnummer in side
    assert "Vi kjenner verken" not in side


def test_adressen_fra_registeret_blir_en_linje(al, register):
    _svar(
        register,
        al,
        forretningsadresse={"postnummer": "3570", "poststed": "ÅL", "adresse": ["Torget 1\nHus B"]},
    )
    assert hent_registerkontakt(al.pk) is True
    assert OffentligPart.objects.get(pk=al.pk).registerkontakt.adresse == "Torget 1 Hus B, 3570 Ål"


@pytest.mark.parametrize(("dager", "ventet"), [(364, "73 00 00 00"), (365, "32 08 00 00")])
def test_et_nummer_ingen_har_bekreftet_pa_et_ar_star_bak_registerets(al, register, dager, ventet):
    _svar(register, al)
    hent_registerkontakt(al.pk)
    Egenkontakt.objects.create(
        part=al, telefon="73 00 00 00", moteplan="https://aal.kommune.no/moter",
        kontrollert=timezone.localdate() - timedelta(days=dager),
    )  # fmt: skip
    fakta = _fakta(al)
    assert fakta["sentralbord"][0] == ventet
    assert "moteplan" in fakta, "der ingen vet noe nyere, står det som er sagt"
