"""«Meld inn et eksempel»: fra det første ordet til saken står i redaksjonens kø, og retting etterpå."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samarbeid.innmelding.forms import STEG
from samarbeid.models import Eksempel, Eksempelversjon, Henvendelse, Innmelding
from tests.samarbeid.innmelding.felles import SVAR, bekreft, fyll_ut, lenken, meld_inn, rett
from tests.verden import lag_bruker
from veier.epost.models import Utsending
from veier.hendelser.models import Hendelse
from veier.utkast.handlinger import slett_utlopte

pytestmark = pytest.mark.django_db


def test_stegene_gir_siden_der_det_ses_over_uten_konto_og_skript(client):
    svar = client.post(reverse("meld_inn"), {f: v[0] for f, v in SVAR["saken"].items()})
    assert svar.status_code == 302
    for nr, steg in enumerate(STEG[1:], 2):
        assert svar["Location"].endswith(f"/steg/{nr}/")
        assert client.get(svar["Location"]).status_code == 200
        svar = client.post(svar["Location"], SVAR[steg.kode])
        assert svar.status_code == 302, svar.text
    side = client.get(svar["Location"])
    assert "Turvenner i Sogndal" in side.text
    assert "Det som skjedde" in side.text
    assert "Virksomhetslederen." in side.text
    assert "ase@sogndal.kommune.no først" in side.text
    assert not Eksempel.objects.filter(navn="Turvenner i Sogndal").exists()


def test_ingenting_er_meldt_inn_for_adressen_er_bekreftet(client):
    innmelding = fyll_ut()
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    assert not Eksempel.objects.filter(navn="Turvenner i Sogndal").exists()
    sti = lenken("innmelding_bekreft")
    assert "Turvenner i Sogndal" in client.get(sti).text  # å åpne den sender ingenting
    assert not Eksempel.objects.filter(navn="Turvenner i Sogndal").exists()
    assert bekreft(client).status_code == 302
    sak = Eksempel.objects.get(navn="Turvenner i Sogndal")
    assert (sak.slug, sak.er_publisert, sak.meldt_inn_av) == ("turvenner-i-sogndal", False, "offentlig")
    assert (sak.omrader, sak.temaer, sak.nivaer) == (["4640"], ["demens"], ["kommune"])
    assert sak.kilder == ["https://www.sogndal.kommune.no/turvenner"]
    assert sak.beslutter == "Virksomhetslederen."
    assert Eksempelversjon.objects.get(objekt=sak).endret_av is None
    assert client.get(sak.get_absolute_url()).status_code == 404
    assert client.get(sti).status_code == 404
    assert client.post(sti).status_code == 404
    assert Eksempel.objects.filter(navn="Turvenner i Sogndal").count() == 1


def test_den_som_fylte_ut_med_en_annens_adresse_mister_nokkelen(client):
    innmelding = fyll_ut()
    gammel = innmelding.nokkel
    client.post(reverse("innmelding", args=[gammel]))
    bekreft(client)
    assert client.get(reverse("innmelding", args=[gammel])).status_code == 404
    assert client.post(reverse("meld_inn_steg", args=[gammel, 1]), {"tittel": "Noe annet"}).status_code == 404
    side = client.get(lenken("innmelding_mottatt"))
    assert Innmelding.objects.get().referanse in side.text
    assert side["X-Robots-Tag"] == "noindex, nofollow"


def test_lenken_bekrefter_bare_adressen_den_ble_sendt_til(client):
    """Den som får lenken i sin egen postkasse, kan ikke bytte til en annens og bekrefte den."""
    innmelding = fyll_ut()
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    assert rett(client, innmelding, steg="avsender", epost="en.annen@eksempel.no").status_code == 302
    assert "Be om en ny lenke." in client.get(bekreft(client)["Location"]).text
    assert not Innmelding.objects.exclude(eksempel=None).exists()
    assert not Utsending.objects.filter(mal="innmelding_mottatt").exists()
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    assert bekreft(client)["Location"].startswith("/eksempler/")
    assert Innmelding.objects.get().epost == "en.annen@eksempel.no"


def test_ingen_kan_bytte_ut_det_hun_leste_for_hun_sender_det_inn(client):
    """Den som fylte ut med hennes adresse, har nøkkelen til hun bekrefter. Det hun sender, står i hennes navn."""
    innmelding = fyll_ut()
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    svar = bekreft(client, foran=lambda: rett(client, innmelding, behov="Kommunen lyver."))
    assert "Noe er endret etter at du åpnet siden." in client.get(svar["Location"]).text
    assert not Innmelding.objects.exclude(eksempel=None).exists()
    bekreft(client)
    assert Innmelding.objects.get().eksempel.behov == "Kommunen lyver."


@pytest.mark.parametrize(
    ("felt", "mangler"),
    [
        ("rolle", "Si hvem du er i saken"),
        ("epost", "Skriv e-postadressen din"),
        ("entreprenor", "Skriv hvem den samarbeidet med"),
        ("gjenkjennelig", "Svar på om noen kan kjenne seg igjen"),
        ("modell_omtale", "Skriv hva dere gjorde sammen"),
    ],
)
def test_det_som_mangler_star_med_lenke_og_ingenting_sendes(client, felt, mangler):
    adresse = reverse("innmelding", args=[fyll_ut(**{felt: ""}).nokkel])
    svar = client.post(adresse)
    assert svar.status_code == 422
    assert mangler in svar.text
    nr = next(nr for nr, steg in enumerate(STEG, 1) if felt in steg.feltene)
    assert f'href="{adresse}steg/{nr}/">{mangler}' in svar.text
    assert not Utsending.objects.filter(mal="innmelding_bekreft").exists()


@pytest.mark.parametrize("kilde", ["javascript:alert(1)", "ftp://x.no/fil", "en bok", "data:text/html,x"])
def test_en_kilde_er_en_nettadresse(client, kilde):
    svar = client.post(reverse("innmelding", args=[fyll_ut(kilder=kilde).nokkel]))
    assert svar.status_code == 422
    assert "er ikke en nettadresse" in svar.text


def test_html_og_fodselsnummer(client):
    innmelding = meld_inn(client, behov="<script>alert(1)</script> og mer")
    side = client.get(reverse("innmelding", args=[innmelding.nokkel])).text
    assert "<script>alert(1)" not in side
    assert "&lt;script&gt;" in side
    svar = client.post(
        reverse("meld_inn"), {"tittel": "X", "rolle": "annen", "behov": "Hun er 010100 50027."}
    )
    assert svar.status_code in (302, 422)
    svar = client.post(reverse("meld_inn"), {"tittel": "X", "rolle": "annen", "behov": "Hun er 17054026641."})
    assert not Innmelding.objects.filter(svar__icontains="17054026641").exists()


def test_en_for_gammel_lenke_finnes_ikke(client):
    innmelding = fyll_ut()
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    Innmelding.objects.update(bekreft_utloper_tid=timezone.now() - timedelta(seconds=1))
    assert client.get(lenken("innmelding_bekreft")).status_code == 404


def test_to_eksempler_med_samme_navn_far_hver_sin_adresse(client):
    forste, andre = meld_inn(client), meld_inn(client)
    assert forste.eksempel.slug != andre.eksempel.slug
    assert meld_inn(client, tittel="Meld inn").eksempel.slug == "meld-inn-2"


# ── Rette og trekke ──


def test_en_retting_gar_rett_i_saken_til_redaksjonen_har_rort_den(client):
    innmelding = meld_inn(client)
    rett(client, innmelding, behov="Eldre gikk aldri ut.")
    adresse = reverse("innmelding", args=[innmelding.nokkel])
    assert "ikke er sendt ennå" in client.get(adresse).text
    assert Eksempel.objects.get(pk=innmelding.eksempel_id).behov == SVAR["saken"]["behov"][0]
    client.post(adresse)
    assert Eksempel.objects.get(pk=innmelding.eksempel_id).behov == "Eldre gikk aldri ut."
    assert "ikke er sendt ennå" not in client.get(adresse).text
    assert Eksempelversjon.objects.get(objekt=innmelding.eksempel_id).nummer == 2


def test_etter_det_far_redaksjonen_vite_hva_som_er_annerledes(client):
    innmelding = meld_inn(client)
    redaktor = lag_bruker("red@eksempel.no")
    Eksempelversjon.objects.filter(objekt=innmelding.eksempel_id).update(endret_av=redaktor)
    rett(client, innmelding, behov="Eldre gikk aldri ut.")
    svar = client.post(reverse("innmelding", args=[innmelding.nokkel]), follow=True)
    assert "har fått beskjed om det du rettet" in svar.text
    assert Eksempel.objects.get(pk=innmelding.eksempel_id).behov == SVAR["saken"]["behov"][0]
    melding = Henvendelse.objects.get()
    assert "Eldre gikk aldri ut." in melding.tekst
    assert "Virksomhetslederen" not in melding.tekst
    assert melding.epost == "ase@sogndal.kommune.no"


def test_adressen_byttes_ikke_med_en_retting(client):
    innmelding = meld_inn(client)
    assert rett(client, innmelding, steg="avsender", epost="en.annen@eksempel.no").status_code == 302
    client.post(reverse("innmelding", args=[innmelding.nokkel]))
    assert "en.annen@eksempel.no" in str(Innmelding.objects.get().sendt_svar)
    assert Innmelding.objects.get().epost == "ase@sogndal.kommune.no"


def test_et_publisert_eksempel_rettes_ikke_her(client):
    innmelding = meld_inn(client)
    Eksempel.objects.filter(pk=innmelding.eksempel_id).update(publisert_tid=timezone.now())
    assert rett(client, innmelding, behov="Noe annet.").status_code == 302
    assert "Noe annet." not in str(Innmelding.objects.get().svar)
    assert "Se den publiserte siden" in client.get(reverse("innmelding", args=[innmelding.nokkel])).text


def test_trukket_er_borte_med_saken_men_ikke_nar_redaksjonen_har_skrevet(client):
    innmelding = meld_inn(client)
    sti = reverse("meld_inn_slett", args=[innmelding.nokkel])
    assert client.get(sti).status_code == 200
    assert Innmelding.objects.count() == 1
    client.post(sti)
    assert not Innmelding.objects.exists()
    assert not Eksempel.objects.filter(pk=innmelding.eksempel_id).exists()
    innmelding = meld_inn(client)
    redaktor = lag_bruker("red@eksempel.no")
    Eksempelversjon.objects.filter(objekt=innmelding.eksempel_id).update(endret_av=redaktor)
    client.post(reverse("meld_inn_slett", args=[innmelding.nokkel]))
    assert not Innmelding.objects.exists()
    assert Eksempel.objects.filter(pk=innmelding.eksempel_id).exists()
    assert "trukket" in Henvendelse.objects.get().tekst


def test_det_som_er_sendt_slettes_etter_ett_ar_og_resten_etter_90_dager(client):
    sendt, pabegynt = meld_inn(client), fyll_ut()
    rett(client, sendt, behov="Eldre gikk aldri ut.")
    igjen = Innmelding.objects.get(pk=sendt.pk).utloper_tid - timezone.now()
    assert timedelta(days=364) < igjen < timedelta(days=366)
    Innmelding.objects.filter(pk=pabegynt.pk).update(utloper_tid=timezone.now())
    assert slett_utlopte(Innmelding) == 1
    assert Innmelding.objects.get() == sendt


def test_loggen_sier_at_det_er_meldt_inn_og_ingenting_om_hvem(client):
    meld_inn(client)
    assert "ase@" not in str(Hendelse.objects.get(kode="eksempel_meldt_inn").__dict__)


def test_kravene_er_en_side_alle_ser(client):
    side = client.get(reverse("innmelding_krav"))
    assert "21 dager" in side.text
    assert reverse("meld_inn") in side.text
