"""En adresse portalen ikke kjenner: personen spør, en administrator svarer og husker domenet, og den neste blir med selv."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kommuner.handlinger.adresse import avslutt_uten_adresse
from kommuner.handlinger.domene import godta_og_husk_domenet
from kommuner.models import Foresporsel, Medlemskap, OffentligPart
from kommuner.tilganger import er_jobbadresse, er_offentlig_adresse, har_adresse_hos, virksomhet_for
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    """En virksomhet uten et kjent domene, og uten medlemmer."""
    rad = OffentligPart.objects.get(slug="trondheim-kommune")
    OffentligPart.objects.filter(pk=rad.pk).update(epostdomene="")
    rad.refresh_from_db()
    return rad


def _spor(part, epost):
    bruker = lag_bruker(epost, navn=epost.split("@")[0].title())
    svar = logg_inn(bruker).post(
        reverse("offentlig_bli_med", args=[part.slug]), {"melding": "Jeg er rådgiver."}
    )
    return bruker, svar


def _ko(klient, handling, *rader):
    return klient.post(
        reverse("admin:kommuner_foresporsel_changelist"),
        {"action": handling, "_selected_action": [str(r.pk) for r in rader]},
        follow=True,
    )


def test_fra_foresporsel_til_kjent_domene(part):
    nora, _svar = _spor(part, "nora@hjelpen.trondheim-prov.no")
    rad = Foresporsel.objects.get(bruker=nora)
    assert rad.til_redaksjonen_tid
    rita = logg_inn(lag_redaktor(administrator=True))
    koen = rita.get(reverse("admin:kommuner_foresporsel_changelist")).text
    assert "nora@hjelpen.trondheim-prov.no" in koen and "ukjent" in koen and "husk domenet" in koen
    assert "1 besvart." in _ko(rita, "godta_og_husk", rad).text
    part.refresh_from_db()
    assert part.epostdomene == "hjelpen.trondheim-prov.no"
    assert Medlemskap.objects.get(bruker=nora).rolle == "medlem"
    assert Hendelse.objects.get(kode="epostdomene_husket").detaljer == {"domene": "hjelpen.trondheim-prov.no"}
    per, _svar = _spor(part, "per@hjelpen.trondheim-prov.no")  # den neste er med uten å vente
    assert Medlemskap.objects.get(bruker=per).rolle == "medlem"
    assert not Foresporsel.objects.filter(bruker=per).exists()


@pytest.mark.parametrize("epost", ["nora@gmail.com", "nora@online.no"])
def test_et_domene_hvem_som_helst_kan_ha_huskes_ikke(part, epost):
    nora, _svar = _spor(part, epost)
    rita = lag_redaktor(administrator=True)
    klient, rad = logg_inn(rita), Foresporsel.objects.get(bruker=nora)
    assert "hvem som helst kan ha det" in klient.get(reverse("admin:kommuner_foresporsel_changelist")).text
    assert "Godta personen uten å huske domenet" in _ko(klient, "godta_og_husk", rad).text
    part.refresh_from_db()
    assert part.epostdomene == "" and not Medlemskap.objects.filter(bruker=nora).exists()
    _ko(klient, "godta_medlem", rad)
    assert Medlemskap.objects.get(bruker=nora).rolle == "medlem"


def test_et_domene_til_kommer_ved_siden_av_det_virksomheten_har(part):
    """En kommune som er slått sammen, har ofte to en stund."""
    OffentligPart.objects.filter(pk=part.pk).update(epostdomene="trondheim.kommune.no")
    nora, _svar = _spor(part, "nora@klabu-prov.no")
    rita = lag_redaktor(administrator=True)
    koen = logg_inn(rita).get(reverse("admin:kommuner_foresporsel_changelist")).text
    assert "ukjent; virksomheten har trondheim.kommune.no" in koen
    godta_og_husk_domenet(Foresporsel.objects.get(bruker=nora), av=rita)
    part.refresh_from_db()
    assert part.domenene == ("trondheim.kommune.no", "klabu-prov.no")
    for epost in ("per@klabu-prov.no", "pia@post.klabu-prov.no", "pal@trondheim.kommune.no"):
        bruker, _svar = _spor(part, epost)
        assert Medlemskap.objects.get(bruker=bruker).rolle == "medlem", epost
        assert er_jobbadresse(bruker, part) and er_offentlig_adresse(epost)
        assert virksomhet_for(epost.rpartition("@")[2]) == part
    utenfor, _svar = _spor(part, "ola@ikke-klabu-prov.no")
    assert not Medlemskap.objects.filter(bruker=utenfor).exists()
    assert not er_offentlig_adresse(utenfor.epost)


def test_den_som_bytter_mellom_domenene_er_med_fortsatt_og_den_som_mister_begge_er_ikke(part):
    OffentligPart.objects.filter(pk=part.pk).update(
        epostdomene="trondheim.kommune.no", andre_domener=["klabu-prov.no"]
    )
    nora, _svar = _spor(part, "nora@klabu-prov.no")
    Bruker.objects.filter(pk=nora.pk).update(epost="nora@trondheim.kommune.no")
    assert avslutt_uten_adresse(Bruker.objects.get(pk=nora.pk)) == 0
    OffentligPart.objects.filter(pk=part.pk).update(andre_domener=[])
    Bruker.objects.filter(pk=nora.pk).update(epost="nora@eksempel.no")
    assert avslutt_uten_adresse(Bruker.objects.get(pk=nora.pk)) == 1


def test_et_domene_ved_siden_av_som_en_annen_ogsa_har_gjor_ingen_til_medlem(part):
    OffentligPart.objects.filter(pk=part.pk).update(andre_domener=["felles-prov.no"])
    OffentligPart.objects.filter(slug="bergen-kommune").update(andre_domener=["felles-prov.no"])
    nora, _svar = _spor(part, "nora@felles-prov.no")
    assert not Medlemskap.objects.filter(bruker=nora).exists() and virksomhet_for("felles-prov.no") is None
    with pytest.raises(Domenefeil, match=r"har domenet felles-prov\.no"):
        OffentligPart.objects.filter(pk=part.pk).update(andre_domener=[])
        godta_og_husk_domenet(Foresporsel.objects.get(bruker=nora), av=lag_redaktor(administrator=True))


@pytest.mark.parametrize(
    "domene", ["gmail.com", "kommune.no", "NyKommune.kommune.no", "https://x.no", "x@y.no"]
)
def test_redaksjonen_skriver_bare_domener_som_viser_hvem_noen_er(part, domene):
    part.andre_domener = ["nykommune.kommune.no", domene]
    with pytest.raises(ValidationError) as feil:
        part.full_clean(exclude=[f.name for f in part._meta.fields if f.name != "andre_domener"])
    assert set(feil.value.message_dict) == {"andre_domener"}


def test_et_domene_en_annen_virksomhet_har_huskes_ikke(part):
    nora, _svar = _spor(part, "nora@bergen.kommune.no")
    with pytest.raises(Domenefeil, match="viser ikke hvor noen arbeider"):
        godta_og_husk_domenet(Foresporsel.objects.get(bruker=nora), av=lag_redaktor(administrator=True))
    assert not Medlemskap.objects.filter(bruker=nora).exists()


def test_to_med_det_samme_domenet_godtas_sammen(part):
    rader = [
        Foresporsel.objects.get(bruker=_spor(part, f"{navn}@trondheim-prov.no")[0])
        for navn in ("nora", "per")
    ]
    assert "2 besvart." in _ko(logg_inn(lag_redaktor(administrator=True)), "godta_og_husk", *rader).text
    assert Hendelse.objects.filter(kode="epostdomene_husket").count() == 1


def test_en_redaktor_godtar_men_endrer_ikke_hvem_domenet_horer_til(part):
    """Ellers kunne hun satt sitt eget domene, og blitt medlem med adressen sin."""
    nora, _svar = _spor(part, "nora@trondheim-prov.no")
    rad, rita = Foresporsel.objects.get(bruker=nora), lag_redaktor()
    klient = logg_inn(rita)
    assert "husk domenet" not in klient.get(reverse("admin:kommuner_foresporsel_changelist")).text
    _ko(klient, "godta_og_husk", rad)
    with pytest.raises(Domenefeil, match="Bare en administrator"):
        godta_og_husk_domenet(rad, av=rita)
    part.refresh_from_db()
    assert part.epostdomene == "" and not Medlemskap.objects.filter(bruker=nora).exists()
    _ko(klient, "godta_medlem", rad)
    assert Medlemskap.objects.get(bruker=nora).rolle == "medlem"


def test_et_domene_som_deles_slipper_ingen_inn_heller_ikke_skrevet_med_store_bokstaver(part):
    OffentligPart.objects.filter(pk=part.pk).update(epostdomene="delt-prov.no")
    part.refresh_from_db()
    nora = lag_bruker("nora@delt-prov.no")
    assert har_adresse_hos(nora, part)
    OffentligPart.objects.filter(slug="malvik-kommune").update(epostdomene="Delt-Prov.no")
    assert not har_adresse_hos(nora, part)
    assert er_offentlig_adresse("nora@delt-prov.no")
    assert virksomhet_for("delt-prov.no") is None
