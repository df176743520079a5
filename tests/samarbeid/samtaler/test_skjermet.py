"""Forretningshemmelighetene i en samtale: aldri med der resten leses, og vist bare når noen ber om det og det står i loggen."""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from samarbeid.models import Innlegg, Samtale, Skjermet, Uttrekk
from samarbeid.samtaler.handlinger.skjermet import vis_skjermet
from samarbeid.samtaler.handlinger.trad import Aktor
from samarbeid.samtaler.handlinger.uttrekk import bestill_uttrekk, lag_uttrekk
from tests.samarbeid.samtaler.test_samtaler import SKREVET, M, _kode, _mange_innlegg, _skjema
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
HEMMELIG = "Limet er fortynnet tre til én."
GRUNN = "Ingen andre lager det slik."


@pytest.fixture
def v(verden):
    Skjermet.objects.all().delete()
    return verden


@pytest.fixture
def samtale(v):
    samtale = Samtale.objects.get()
    _mange_innlegg(samtale, v.folk["offentlig"], 2)
    samtale.refresh_from_db()
    return samtale


def _skriv(klient, samtale, **felt):
    sti = f"{samtale.get_absolute_url()}skriv/"
    return klient.post(sti, {**_skjema(klient.get(sti)), "tekst": "Slik gjør vi det.", **felt})


@pytest.fixture
def skrevet(v, samtale):
    """Eva har skrevet en melding med noe hemmelig i, som nummer tre."""
    assert _skriv(v.klient("eier"), samtale, skjermet=HEMMELIG, skjermet_grunn=GRUNN).status_code == 302
    return samtale


def test_den_som_er_inhabil_ser_det_ikke(v, skrevet):
    """Verken med kontoen eller fra lenken til den samme adressen, og koden hjelper ikke."""
    sti = f"{skrevet.get_absolute_url()}skjermet/3/"
    skrevet.inhabile.create(av=v.folk["offentlig"])
    skrevet.inhabile.create(epost=skrevet.til)
    side = v.klient("offentlig").post(sti, follow=True).text
    assert HEMMELIG not in side and "du kan være inhabil" in side
    with pytest.raises(Domenefeil, match="inhabil"):
        vis_skjermet(skrevet, 3, av=Aktor("offentlig", epost=skrevet.til))
    assert not _sett(skrevet) and HEMMELIG in v.klient("eier").post(sti).text


def _sett(samtale):
    return list(
        Hendelse.objects.filter(kode="samtale_skjermet_vist")
        .order_by("pk")
        .values_list("detaljer__side", "detaljer__nr")
    )


def test_den_star_ikke_i_traden_brevet_eller_loggen(v, skrevet):
    rad = Skjermet.objects.get()
    assert (rad.innlegg.nr, rad.tekst, rad.grunn) == (3, HEMMELIG, GRUNN)
    assert HEMMELIG not in rad.innlegg.tekst
    for klient, sti in (
        (v.klient("eier"), skrevet.get_absolute_url()),
        (v.klient("offentlig"), skrevet.get_absolute_url()),
        (v.klient("offentlig"), f"{skrevet.get_absolute_url()}skjermet/3/"),
        (Client(), M),
        (Client(), f"{M}skjermet/3/"),
    ):
        side = klient.get(sti).text
        assert HEMMELIG not in side and GRUNN in side, sti
    brev = Utsending.objects.filter(mal="samtale_til_mottaker").latest("pk")
    assert "En del er merket som forretningshemmelighet, og leses på siden." in brev.tekst
    assert HEMMELIG not in brev.tekst and GRUNN not in brev.tekst
    assert HEMMELIG not in " ".join(str(h.detaljer) for h in Hendelse.objects.all())
    assert _sett(skrevet) == []  # å åpne siden er ikke å vise det


def test_den_som_ber_om_det_ser_den_og_det_star_i_loggen(v, skrevet):
    for rolle in ("offentlig", "medlem"):
        svar = v.klient(rolle).post(f"{skrevet.get_absolute_url()}skjermet/3/")
        assert HEMMELIG in svar.text
        assert "no-store" in svar["Cache-Control"]
    assert _sett(skrevet) == [("offentlig", 3), ("entreprenor", 3)]
    sist = Hendelse.objects.filter(kode="samtale_skjermet_vist").latest("pk")
    assert sist.av == v.folk["medlem"].offentlig_id


def test_den_med_lenken_ma_ha_koden_forst(v, skrevet):
    klient, sti = Client(), f"{M}skjermet/3/"
    svar = klient.post(sti)
    assert HEMMELIG not in svar.text and "Vi har sendt en kode til" in svar.text
    for kode in ("QQQ-QQQ", "Q" * 41):
        feil = klient.post(sti, {"kode": kode})
        assert (feil.status_code, HEMMELIG in feil.text) == (422, False)
        assert 'name="kode"' in feil.text  # feilen står ved feltet, så hun kan rette den
    assert _sett(skrevet) == []
    assert HEMMELIG in klient.post(sti, {"kode": _kode(skrevet.til)}).text
    assert _sett(skrevet) == [("offentlig", 3)]


@pytest.mark.parametrize("rolle", ["annen_entreprenor", "annen_offentlig", "redaktor", "administrator"])
def test_for_andre_finnes_den_ikke(v, skrevet, rolle):
    assert v.klient(rolle).post(f"{skrevet.get_absolute_url()}skjermet/3/").status_code == 404
    assert v.klient("eier").post(f"{skrevet.get_absolute_url()}skjermet/2/").status_code == 404
    assert _sett(skrevet) == []


@pytest.mark.parametrize(
    ("felt", "feil"),
    [
        ({"skjermet": HEMMELIG}, "Skriv hvorfor det er en forretningshemmelighet."),
        ({"skjermet_grunn": GRUNN}, "Skriv det som er hemmelig, eller ta bort grunnen."),
        ({"skjermet": "Ring 010190 12345 01019000083", "skjermet_grunn": GRUNN}, "fødselsnummer"),
    ],
)
def test_det_ene_krever_det_andre_og_ingen_persons_nummer_slipper_inn(v, samtale, felt, feil):
    svar = _skriv(v.klient("eier"), samtale, **felt)
    assert svar.status_code == 422
    assert feil in svar.text
    assert not Skjermet.objects.exists()


def test_i_den_forste_meldingen_vises_den_for_den_sendes(v):
    klient, sti = v.klient("eier"), reverse("samtale_ny", args=["bergen-kommune"])
    felt = {**SKREVET, "sendenokkel": uuid.uuid4(), "skjermet": HEMMELIG, "skjermet_grunn": GRUNN}
    assert HEMMELIG in klient.post(sti, felt).text  # slik blir meldingen
    assert klient.post(sti, {**felt, "send": "1"}).status_code == 302
    rad = Skjermet.objects.get()
    assert (rad.innlegg.nr, rad.tekst) == (1, HEMMELIG)
    assert HEMMELIG not in Utsending.objects.filter(mal="samtale_til_mottaker").latest("pk").tekst


def test_uttrekket_sier_hvor_den_er_men_har_den_ikke(v, skrevet):
    rad = bestill_uttrekk(skrevet, av=Aktor("offentlig", av=v.folk["offentlig"]))
    lag_uttrekk(rad.pk)
    rad = Uttrekk.objects.get(pk=rad.pk)
    svar = v.klient("offentlig").get(f"{skrevet.get_absolute_url()}arkiv/{rad.ref}/")
    with ZipFile(io.BytesIO(b"".join(svar.streaming_content))) as zip_:
        alt = b"".join(zip_.read(navn) for navn in zip_.namelist())
        assert HEMMELIG.encode() not in alt
        # En sum av en kort hemmelighet er hemmeligheten, for den som gjetter.
        assert hashlib.sha256(HEMMELIG.encode()).hexdigest().encode() not in alt
        for navn in ("samtale.json", "arkivstruktur.xml"):
            assert re.search(rf"er ikke med: {GRUNN}", zip_.read(navn).decode())


def test_databasen_vil_ha_bade_tekst_og_grunn(samtale):
    innlegg = Innlegg.objects.get(samtale=samtale, nr=1)
    for felt in ({"tekst": "", "grunn": GRUNN}, {"tekst": HEMMELIG, "grunn": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Skjermet.objects.create(innlegg=innlegg, **felt)
