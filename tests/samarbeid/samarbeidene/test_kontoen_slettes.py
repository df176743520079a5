"""En som er midt i en samtale og et samarbeid, sletter kontoen sin: ingenting blir borte, ingen hører om henne, og resten går videre."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from kommuner.models import OffentligPart
from samarbeid.innpost.handlinger import Konvolutt, ta_imot
from samarbeid.models import Medeier, Samarbeid, Uttrekk, Vedlegg
from samarbeid.samarbeidene.handlinger import deler
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor
from samarbeid.samtaler.handlinger import trad
from samarbeid.samtaler.handlinger.uttrekk import bestill_uttrekk, lag_uttrekk
from samarbeid.samtaler.svaradresse import svaradressen
from tests.samarbeid.samarbeidene.felles import aktorer, avgjort, dag, fyll, inn, startet
from veier.epost.models import Utsending
from veier.personvern.handlinger.sletting import angre_sletting, bestill_sletting, slett_konto

pytestmark = pytest.mark.django_db


@pytest.fixture
def v(verden, settings):
    settings.SVARDOMENE = "svar.veier.example"
    Vedlegg.objects.all().delete()
    Uttrekk.objects.all().delete()
    return verden


@pytest.fixture
def rad(v):
    rad = startet(v)
    Utsending.objects.all().delete()
    return rad


def _sidene(klient, rad):
    """Alt en av sidene ser: samtalen og samarbeidet."""
    return [klient.get(o.get_absolute_url()) for o in (rad.samtale, rad)]


def _til(mal):
    return sorted(Utsending.objects.filter(mal=mal).values_list("til", flat=True))


def _skriv(samtale, side, hvem, tekst):
    samtale.refresh_from_db()
    slag = "svar" if side == "offentlig" else "skriv"
    onske = trad.Onske(slag, samtale.siste_nr, uuid.uuid4(), tekst=tekst)
    return trad.gjor(samtale, onske, av=trad.Aktor(side, av=hvem))


def _uttrekket(samtale):
    samtale.refresh_from_db()
    uttrekk = bestill_uttrekk(samtale, av=trad.Aktor("offentlig"))
    assert lag_uttrekk(uttrekk.pk)
    uttrekk.refresh_from_db()
    with default_storage.open(uttrekk.fil) as fil, zipfile.ZipFile(io.BytesIO(fil.read())) as zip_:
        return json.loads(zip_.read("samtale.json"))


def test_entreprenorens_eneste_administrator_er_borte_og_kollegaen_faar_brevene(v, rad):
    samtale, mads, ola = rad.samtale, v.folk["medlem"], v.folk["offentlig"]
    tekstene = list(samtale.innlegg.values_list("nr", "tekst"))
    skrittene = list(rad.skritt.values_list("nr", "slag", "tekst"))
    adresse = svaradressen(samtale)
    assert "Eva Eier" in "".join(s.text for s in _sidene(v.klient("offentlig"), rad))
    assert slett_konto(v.folk["eier"].pk)
    # Det hun gjorde, står under organisasjonen, og ingen ser navnet.
    assert list(samtale.innlegg.values_list("nr", "tekst")) == tekstene
    assert list(rad.skritt.values_list("nr", "slag", "tekst")) == skrittene
    for rolle in ("offentlig", "medlem"):
        for svar in _sidene(v.klient(rolle), rad):
            assert svar.status_code == 200 and "Minnekoffert AS" in svar.text
            assert "Eva Eier" not in svar.text and "eva@minnekoffert" not in svar.text
            assert "har en konto i portalen nå" not in svar.text  # Mads er der
    Utsending.objects.all().delete()
    _skriv(samtale, "offentlig", ola, "Når begynner dere?")
    assert _til("samtale_nytt") == [mads.epost]
    raa = f"From: {ola.epost}\r\nTo: {adresse}\r\nMessage-ID: <a@b>\r\nSubject: SV: x\r\n\r\nEt svar til.".encode()
    assert ta_imot(raa, Konvolutt([adresse])).tilstand == "lagt_inn"
    assert _til("samtale_nytt") == [mads.epost] * 2
    deler.skriv_forventning(
        rad,
        inn(rad),
        tekst="Svar.",
        tas_opp=timezone.localdate() + timedelta(days=30),
        av=Aktor("offentlig", ola),
    )
    assert _til("samarbeid_nytt") == [mads.epost]
    _skriv(samtale, "entreprenor", mads, "Om en uke.")
    data = _uttrekket(samtale)
    assert [i["tekst"] for i in data["innlegg"]] == list(samtale.innlegg.values_list("tekst", flat=True))
    assert "Eva Eier" not in json.dumps(data, ensure_ascii=False)


def test_virksomhetens_siste_er_borte_og_den_andre_siden_faar_vite_det(v, rad):
    samtale, eva = rad.samtale, v.folk["eier"]
    assert slett_konto(v.folk["offentlig"].pk)
    samtalen, samarbeidet = _sidene(v.klient("eier"), rad)
    assert "Ola Offentlig" not in samtalen.text + samarbeidet.text
    assert "Ingen hos Trondheim kommune har en konto i portalen nå." in " ".join(samarbeidet.text.split())
    rad.refresh_from_db()
    assert rad.ansvarlig_offentlig is None and rad.stadium == "pilot"
    _skriv(samtale, "entreprenor", eva, "Er dere der?")  # postkassen er virksomhetens, og får det
    assert _til("samtale_til_mottaker") == [samtale.til]
    assert fyll(v.klient("eier"), rad, "forventning", tekst="Svar.", tas_opp=dag(30)).status_code == 302
    assert _til("samarbeid_nytt") == []


def test_den_som_angrer_har_alt_som_for_og_den_som_ikke_gjor_det_er_uten_navn(v, rad):
    fyll(v.klient("offentlig"), rad, "lardom", lardom="Vakten må vite om det.")
    fyll(v.klient("offentlig"), rad, "avgjor", avgjorelse="videre", begrunnelse="Ja.", **avgjort())
    ola = v.folk["offentlig"]
    rapporten = reverse("samarbeid_sluttrapport", args=[rad.referanse, 1])

    def alt():
        klient = v.klient("eier")
        sidene = [*_sidene(klient, rad), klient.get(rapporten)]
        assert {s.status_code for s in sidene} == {200}
        return "".join(s.text for s in sidene)

    antall = alt().count("Ola Offentlig")
    assert antall
    bestill_sletting(ola)
    angre_sletting(ola)
    assert alt().count("Ola Offentlig") == antall
    bestill_sletting(ola)
    assert slett_konto(ola.pk)
    assert "Ola Offentlig" not in alt() and "Vakten må vite om det." in alt() and "Ja." in alt()


def test_en_medeiers_eneste_er_borte_og_de_som_leder_har_samarbeidet_som_for(v, rad):
    bergen = OffentligPart.objects.get(slug="bergen-kommune")
    eva, ola = aktorer(v)
    deler.spor_medeier(rad, inn(rad), part=bergen, av=ola)
    [medeier] = rad.medeiere.all()
    deler.godta_medeier(rad, inn(rad), medeier=medeier.pk, ja=True, av=eva)
    deler.svar_som_medeier(Medeier.objects.get(pk=medeier.pk), ja=True, av=v.folk["annen_offentlig"])
    assert slett_konto(v.folk["annen_offentlig"].pk)
    for rolle in ("eier", "offentlig"):
        side = v.klient(rolle).get(rad.get_absolute_url())
        assert side.status_code == 200 and "Bergen kommune" in side.text
    assert Samarbeid.objects.get(pk=rad.pk).medeiere.filter(ja_tid__isnull=False).count() == 1
