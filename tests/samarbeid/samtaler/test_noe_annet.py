"""Den som begynner en samtale mens virksomheten har en konkurranse ute, må si at den gjelder noe annet. Ingen stenges ute."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from kommuner.models import Behov
from samarbeid.models import Samtale
from samarbeid.samtaler.handlinger.konkurransen import Kunngjort, kunngjorte
from samarbeid.samtaler.handlinger.start import lag_mottaker, start_samtale
from veier.epost.models import Utsending
from veier.feil import FeilIFelt
from veier.hendelser.models import Hendelse

pytestmark = pytest.mark.django_db
DOFFIN = "2026-123456"
SAGT = "Dette gjelder ikke konkurransen som er kunngjort:"


@pytest.fixture
def v(verden):
    return verden


@pytest.fixture
def samtale(v):
    Samtale.objects.update(tilstand="besvart", siste_fra_offentlig=1)
    return Samtale.objects.select_related("entreprenor", "part").get()


@pytest.fixture
def behov(samtale):
    rad = Behov.objects.publisert().filter(part=samtale.part).first()
    Behov.objects.filter(pk=rad.pk).update(tilstand="kunngjort", doffin=DOFFIN)
    return rad


def _felt(samtale, **mer):
    return {
        "til": samtale.til, "rolle": "", "emne": "Noe nytt", "hva": "Vi vil prøve noe annet.", "for_hvem": "",
        "ber_om": "Kan vi snakke?", "sendenokkel": str(uuid.uuid4()), "skjermet": "", "skjermet_grunn": "", **mer,
    }  # fmt: skip


def test_uten_behovet_i_adressen_maa_entreprenoren_si_at_det_gjelder_noe_annet(v, samtale, behov):
    eva, sti = v.klient("eier"), reverse("samtale_ny", args=[samtale.part.slug])
    side = eva.get(sti).text
    assert 'name="noe_annet"' in side and f"«{behov.tittel}» ({DOFFIN})" in side
    felt = _felt(samtale)
    svar = eva.post(sti, felt | {"send": "1"})
    assert svar.status_code == 422 and "Vi vil prøve noe annet." in svar.text
    assert Samtale.objects.count() == 1
    forst = eva.post(sti, felt | {"noe_annet": "on"})
    assert SAGT in forst.text and 'name="noe_annet"' in forst.text
    assert eva.post(sti, felt | {"noe_annet": "on", "send": "1"}).status_code == 302
    ny = Samtale.objects.exclude(pk=samtale.pk).get()
    assert f"{SAGT} «{behov.tittel}» ({DOFFIN})." in ny.innlegg.get().tekst
    assert SAGT in Utsending.objects.filter(til=samtale.til).latest("pk").tekst
    assert (
        Hendelse.objects.filter(kode="samtale_start").latest("pk").detaljer["ikke_om"]
        == f"«{behov.tittel}» ({DOFFIN})"
    )


def test_virksomheten_maa_si_det_samme(v, samtale, behov):
    ola, sti = v.klient("offentlig"), reverse("samtale_ny_offentlig", args=[samtale.entreprenor.slug])
    felt = _felt(samtale, anskaffelse="apen")
    assert 'name="noe_annet"' in ola.get(sti).text
    assert ola.post(sti, felt | {"send": "1"}).status_code == 422
    assert ola.post(sti, felt | {"noe_annet": "on", "send": "1"}).status_code == 302
    assert SAGT in Samtale.objects.exclude(pk=samtale.pk).get().innlegg.get().tekst


def test_uten_en_konkurranse_spor_siden_ikke_om_den(v, samtale):
    assert (
        'name="noe_annet"' not in v.klient("eier").get(reverse("samtale_ny", args=[samtale.part.slug])).text
    )
    assert kunngjorte(samtale.part, samtale.entreprenor) == []


def test_den_som_ble_kunngjort_mens_hun_skrev_maa_ogsaa_svares_paa(v, samtale, behov):
    felt = {"emne": "x", "rolle": "", "til": samtale.til, "tekst": "Hei", "sendenokkel": uuid.uuid4()}
    with pytest.raises(FeilIFelt) as feil:
        start_samtale(samtale.entreprenor, lag_mottaker(samtale.part), **felt, av=v.folk["eier"])
    assert feil.value.felt == "noe_annet"


def test_hver_konkurranse_nevnes_en_gang_og_en_oppdiktet_angaar_ingen(samtale, behov):
    Samtale.objects.filter(pk=samtale.pk).update(anskaffelse="kunngjort", doffin=DOFFIN)
    assert kunngjorte(samtale.part, samtale.entreprenor) == [Kunngjort(behov.tittel, DOFFIN)]
    Samtale.objects.filter(pk=samtale.pk).update(doffin="2026-2")
    assert [str(k) for k in kunngjorte(samtale.part, samtale.entreprenor)] == [
        f"«{behov.tittel}» ({DOFFIN})",
        "2026-2",
    ]
    Samtale.objects.filter(pk=samtale.pk).update(anskaffelse="apen", doffin="")
    Behov.objects.filter(pk=behov.pk).update(oppdiktet=True)
    assert kunngjorte(samtale.part, samtale.entreprenor) == []
    samtale.entreprenor.oppdiktet = True
    assert len(kunngjorte(samtale.part, samtale.entreprenor)) == 1


def test_en_annen_samtale_som_er_apen_minner_om_konkurransen(v, samtale, behov):
    sti = reverse("samtale_handling", args=[samtale.referanse, "svar"])
    assert (
        f"kunngjort en konkurranse: «{behov.tittel}» ({DOFFIN}). Skriv ikke om den her."
        in v.klient("offentlig").get(sti).text
    )
    avslutt = reverse("samtale_handling", args=[samtale.referanse, "avslutt"])
    assert "Skriv ikke om den her" not in v.klient("offentlig").get(avslutt).text
