"""«Vi vil snakke om dette»: en samtale med virksomheten adressen hører til, og ingen vei rundt en kunngjort konkurranse."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Entreprenor, Ide, Idedeling, Ideutkast
from kommuner.models import Behov, OffentligPart
from samarbeid.models import Innlegg, Samtale
from tests.verden import lag_bruker, lag_entreprenor, logg_inn
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.utkast.handlinger import del_utkast, start_utkast

pytestmark = pytest.mark.django_db
SVAR = {
    "tittel": ["Kofferten vår"],
    "problem": ["Lange dager på sykehjem."],
    "losning": ["En koffert med minner."],
}
SKREVET = {
    "navn": "Rita Rektor",
    "virksomhet": "Trondheim kommune, rektor",
    "epost": "rita@trondheim.kommune.no",
    "melding": "Gå ned ti prosent. Kan dere ringe torsdag?",
}
DOFFIN = "2026-123456"


@pytest.fixture
def delt():
    eva = lag_bruker("eva@eksempel.no", navn="Eva Eier")
    org = lag_entreprenor("Minneland", eva, publisert_tid=timezone.now())
    utkast = del_utkast(start_utkast(Ideutkast, steg="ideen", svar=SVAR))
    logg_inn(eva).post(reverse("prov_ta_med", args=[utkast.nokkel]), {"til": org.slug})
    Ide.objects.update(publisert_tid=timezone.now(), synlighet="alle")
    return utkast.delenokkel


@pytest.fixture
def trondheim():
    return OffentligPart.objects.get(slug="trondheim-kommune")


def _lenken(client, delt, **endret):
    """Lenken i brevet som bekrefter adressen."""
    client.post(reverse("samtale", args=[delt]), SKREVET | endret)
    brev = Utsending.objects.filter(mal="samtale_bekreft").latest("pk")
    return re.search(r"(/prov/samtale/\S+/)", brev.tekst)[1]


def _samtale(part, *, med_ideen=True, **felt):
    """En samtale fra før mellom de to, der konkurransen er kunngjort."""
    return Samtale.objects.create(
        entreprenor=Entreprenor.objects.get(navn="Minneland"), part=part, emne="Kofferten", til="post@trondheim.kommune.no",
        ide=Idedeling.objects.get().ide if med_ideen else None, purr_fra=timezone.localdate(), anskaffelse="kunngjort",
        doffin=DOFFIN, **felt,
    )  # fmt: skip


def _ordene_gikk():
    """Ordene står noe sted entreprenøren kan lese dem."""
    i_brev = Utsending.objects.exclude(til=SKREVET["epost"]).filter(tekst__contains="ti prosent")
    return i_brev.exists() or Innlegg.objects.filter(tekst__contains="ti prosent").exists()


def test_det_blir_en_samtale_med_virksomheten_adressen_hoerer_til(client, delt, trondheim):
    lenke = _lenken(client, delt)
    assert client.post(lenke)["Location"] == reverse("prov_delt", args=[delt])
    samtale = Samtale.objects.get()
    assert (samtale.part, samtale.til, samtale.begynt_av, samtale.stillingen) == (
        trondheim,
        SKREVET["epost"],
        "offentlig",
        "Venter på svar",
    )
    innlegg = samtale.innlegg.get()
    assert SKREVET["melding"] in innlegg.tekst and "«Kofferten vår»" in innlegg.tekst
    assert innlegg.hvem == "Rita Rektor, Trondheim kommune, rektor"
    assert "Rita" not in innlegg.tekst  # navnet står over innlegget, og går når en konto på adressen slettes
    [varsel] = Utsending.objects.filter(til="eva@eksempel.no", mal="samtale_nytt")
    assert "vil snakke med dere" in varsel.tekst and "torsdag" not in varsel.tekst
    assert samtale.referanse in client.get(reverse("prov_delt", args=[delt])).text
    assert Hendelse.objects.get(kode="samtale_start_delt").detaljer["referanse"] == samtale.referanse
    # Den samme lenken en gang til er den samme samtalen.
    assert client.post(lenke).status_code == 302
    assert Samtale.objects.count() == Innlegg.objects.count() == 1


def test_svaret_kommer_til_henne_med_en_lenke_uten_konto(client, delt):
    client.post(_lenken(client, delt))
    samtale = Samtale.objects.get()
    eva = logg_inn(samtale.entreprenor.medlemskap.get().bruker)
    felt = {
        "sett": "1",
        "sendenokkel": "9c5b94b1-35ad-49bb-b118-8e8fc24abf80",
        "tekst": "Ja, torsdag klokken ni.",
    }
    assert eva.post(f"/samtaler/{samtale.referanse}/skriv/", felt).status_code == 302
    brev = Utsending.objects.get(til=SKREVET["epost"], mal="samtale_til_mottaker")
    assert "Ja, torsdag klokken ni." in brev.tekst
    lenke = re.search(r"(/samtale/\S+/)", brev.tekst)[1]
    assert "Kan dere ringe torsdag?" in client.get(lenke).text


def test_er_konkurransen_om_ideen_kunngjort_gaar_ingen_ord_til_entreprenoren(client, delt, trondheim):
    lenke = _lenken(client, delt)
    _samtale(trondheim)
    side = client.get(lenke).text
    assert (
        f"Konkurransen om dette er kunngjort ({DOFFIN})" in side
        and "<button" not in side.split("<main")[1].split("</main")[0]
    )
    for felt in ({}, {"noe_annet": "on"}):
        assert client.post(lenke, felt).status_code == 422
    assert not _ordene_gikk()
    # Avsluttet i går er den ennå i gang.
    Samtale.objects.update(tilstand="avsluttet", ferdig_tid=timezone.now())
    assert client.post(lenke, {"noe_annet": "on"}).status_code == 422
    assert not _ordene_gikk()


@pytest.mark.parametrize("hvor", ["behovet", "en annen samtale som er over"])
def test_er_noe_annet_kunngjort_ma_hun_si_at_det_ikke_gjelder_det(client, delt, trondheim, hvor):
    lenke = _lenken(client, delt)
    if hvor == "behovet":
        rad = Behov.objects.create(
            part=trondheim, tittel="Aktivitet", slug="aktivitet", publisert_tid=timezone.now()
        )
        Behov.objects.filter(pk=rad.pk).update(tilstand="kunngjort", doffin=DOFFIN)
    else:
        _samtale(trondheim, med_ideen=False, tilstand="avsluttet", ferdig_tid=timezone.now())
    svar = client.post(lenke)
    assert svar.status_code == 422 and 'name="noe_annet"' in svar.text and DOFFIN in svar.text
    assert not _ordene_gikk()
    assert client.post(lenke, {"noe_annet": "on"}).status_code == 302
    tekst = Innlegg.objects.get(samtale__begynt_av="offentlig").tekst
    assert "Dette gjelder ikke konkurransen som er kunngjort:" in tekst and DOFFIN in tekst


def test_en_samtale_med_dem_som_er_stengt_stenger_den_nye(client, delt, trondheim):
    lenke = _lenken(client, delt)
    samtale = _samtale(trondheim, med_ideen=False)
    svar = client.post(lenke, {"noe_annet": "on"})
    assert svar.status_code == 422 and samtale.referanse in svar.text
    assert not _ordene_gikk()


def test_en_adresse_ingen_kjenner_ma_svare_for_sin_egen_virksomhet_og_gaar_som_brev(client, delt, trondheim):
    _samtale(trondheim)  # sies det noe om den, får en fremmed vite hvem entreprenøren snakker med
    lenke = _lenken(client, delt, epost="rita@gmail.example")
    side = client.get(lenke).text
    assert 'name="noe_annet"' in side and DOFFIN not in side
    assert client.post(lenke).status_code == 422
    assert not Utsending.objects.filter(mal="samtale_onsket").exists()
    assert client.post(lenke, {"noe_annet": "on"}).status_code == 302
    brev = Utsending.objects.get(mal="samtale_onsket")
    assert "torsdag" in brev.tekst
    assert "Dette gjelder ikke en konkurranse virksomheten har kunngjort." in brev.tekst


def test_en_profil_som_ikke_er_ute_faar_brevet(client, delt):
    Entreprenor.objects.filter(navn="Minneland").update(publisert_tid=None)
    assert client.post(_lenken(client, delt)).status_code == 302
    assert not Samtale.objects.exists() and Utsending.objects.filter(mal="samtale_onsket").exists()


@pytest.mark.parametrize("hvem", ["bare_oss", "valgte"])
def test_den_som_ikke_ser_hvem_som_har_ideen_faar_ikke_vite_det_av_samtalen(client, delt, trondheim, hvem):
    Ide.objects.update(synlighet=hvem)
    lenke = _lenken(client, delt)
    assert client.post(lenke).status_code == 302
    assert not Samtale.objects.exists() and Utsending.objects.filter(mal="samtale_onsket").exists()
    samtale = _samtale(trondheim, med_ideen=False)
    svar = client.post(_lenken(client, delt, melding="Igjen"))
    assert svar.status_code == 422 and samtale.referanse not in svar.text
    if hvem == "valgte":
        Samtale.objects.all().delete()
        Ide.objects.get().vist_til.add(trondheim)
        assert client.post(_lenken(client, delt, melding="Nå")).status_code == 302
        assert Samtale.objects.get().part == trondheim


def test_den_samme_spor_ikke_to_ganger_om_det_samme(client, delt):
    assert client.post(_lenken(client, delt)).status_code == 302
    igjen = client.post(_lenken(client, delt, melding="Hører du meg?"))
    assert igjen.status_code == 422 and Samtale.objects.get().referanse in igjen.text
    assert Samtale.objects.count() == 1


def test_virksomheten_tar_hoyst_fem_nye_kontakter_i_dognet(client, delt, trondheim):
    for _nr in range(5):
        _samtale(
            trondheim, med_ideen=False, begynt_av="offentlig", tilstand="avsluttet", ferdig_tid=timezone.now()
        )
    Samtale.objects.update(anskaffelse="apen", doffin="")
    assert "fem nye kontakter" in client.post(_lenken(client, delt)).text
    assert not _ordene_gikk()
