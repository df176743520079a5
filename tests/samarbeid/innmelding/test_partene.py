"""Partene spørres med en lenke; svaret avgjør om saken kan publiseres, og hva leseren får vite."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Eksempel, Sakspart
from samarbeid.oppslag.saker.handlinger import lagre_eksempel, publiser_eksempel, utkastet
from samarbeid.oppslag.saker.kontroll import mangler_for_publisering
from samarbeid.partene import handlinger
from samarbeid.partene.regler import SPORRES, for_leseren, mangler
from tests.samarbeid.innmelding.felles import lenken, meld_inn, rett
from tests.verden import lag_bruker, lag_redaktor, logg_inn
from veier.feil import Domenefeil

pytestmark = pytest.mark.django_db
Part, Svar = Sakspart.Part, Sakspart.Svar


@pytest.fixture
def redaktor():
    return lag_redaktor("red@eksempel.no")


@pytest.fixture
def sak(client):
    return meld_inn(client).eksempel


def _spor(sak, redaktor, part=Part.OFFENTLIG, virksomhet="Sogndal kommune"):
    """Nøkkelen i lenken."""
    lenke = handlinger.spor(sak, part=part, virksomhet=virksomhet, epost="", malform="nb", av=redaktor)
    return lenke.rstrip("/").rpartition("/")[2]


def _svar(client, nokkel, **data):
    side = client.get(reverse("sakspart", args=[nokkel]))
    sett = re.search(r'name="sett" value="(\w+)"', side.text)[1]
    return client.post(reverse("sakspart", args=[nokkel]), {"sett": sett, "rolle": "leder", **data})


def _alt_klart(sak, redaktor, client):
    for part, navn in ((Part.OFFENTLIG, "Sogndal kommune"), (Part.ENTREPRENOR, "Turvenn AS")):
        _svar(client, _spor(sak, redaktor, part, navn), svar="stemmer")


def test_begge_parter_ma_sporres_for_saken_publiseres(sak, redaktor, client):
    with pytest.raises(Domenefeil, match="Spør den offentlige parten"):
        publiser_eksempel(sak, av=redaktor)
    _alt_klart(sak, redaktor, client)
    assert mangler_for_publisering(sak) == []
    publiser_eksempel(sak, av=lag_redaktor("kollega@eksempel.no"))  # den som spurte, publiserer ikke selv
    side = client.get(sak.get_absolute_url()).text
    assert "Bekreftet av Sogndal kommune" in side
    assert "Bekreftet av Turvenn AS" in side
    assert "Ikke bekreftet" not in side
    assert "Åse Nes" not in side


def test_adressen_glemmes_etter_et_ar_og_svaret_star():
    rad = Sakspart.objects.create(
        eksempel=Eksempel.objects.first(), part=Part.OFFENTLIG, virksomhet="Sogndal kommune", epost="leder@sogndal.kommune.no",
        svar=Svar.STEMMER, utloper_tid=timezone.now(),
    )  # fmt: skip
    assert handlinger.glem_adressene() == 0
    Sakspart.objects.update(spurt_tid=timezone.now() - timedelta(days=365))
    assert handlinger.glem_adressene() == 1
    rad.refresh_from_db()
    assert (rad.epost, rad.svar) == ("", Svar.STEMMER)


def test_etter_21_dager_publiseres_den_som_ikke_bekreftet(sak, redaktor, client):
    for part, navn in ((Part.OFFENTLIG, "Sogndal kommune"), (Part.ENTREPRENOR, "Turvenn AS")):
        _spor(sak, redaktor, part, navn)
    assert [m for m in mangler(sak) if "har ikke svart" in m] == mangler(sak) != []
    Sakspart.objects.update(spurt_tid=timezone.now() - timedelta(days=20, hours=23))
    assert mangler(sak)
    Sakspart.objects.update(spurt_tid=timezone.now() - timedelta(days=21))
    publiser_eksempel(sak, av=lag_redaktor("kollega@eksempel.no"))  # den som spurte, publiserer ikke selv
    side = client.get(sak.get_absolute_url()).text
    assert "Ikke bekreftet av Sogndal kommune." in side
    assert "Ikke bekreftet av Turvenn AS." in side


def test_uten_kilde_ma_en_part_ha_svart(sak, redaktor):
    Eksempel.objects.filter(pk=sak.pk).update(kilder=[])
    sak.refresh_from_db()
    for part in SPORRES:
        _spor(sak, redaktor, part)
    Sakspart.objects.update(spurt_tid=timezone.now() - timedelta(days=30))
    assert mangler(sak) == ["Saken har ingen kilde, og ingen av partene har svart at den stemmer."]


def test_et_nei_stopper_til_det_er_rettet_og_spurt_igjen(sak, redaktor, client):
    _alt_klart(sak, redaktor, client)
    nokkel = _spor(sak, redaktor)
    assert _svar(client, nokkel, svar="rettes").status_code == 422
    assert (
        _svar(client, nokkel, svar="rettes", kommentar="Det var skolen, ikke heimetenesta.").status_code
        == 302
    )
    Sakspart.objects.update(spurt_tid=timezone.now() - timedelta(days=90))
    assert mangler(sak) == ["Sogndal kommune sier at noe må rettes. Rett det, og spør igjen."]
    pult = logg_inn(redaktor)
    assert "Svar fra parter i eksempler" in pult.get(reverse("redaksjonen")).text
    assert "ikke heimetenesta" in pult.get(reverse("redaksjon_parter", args=[sak.pk])).text
    _svar(client, _spor(sak, redaktor), svar="stemmer")
    assert mangler(sak) == []


def test_lenken_er_en_side_og_saa_et_svar_og_virker_en_gang(sak, redaktor, client):
    nokkel = _spor(sak, redaktor)
    side = client.get(reverse("sakspart", args=[nokkel]))
    assert "Eldre hadde ingen å gå tur med." in side.text
    assert "ikke publisert" in side.text
    assert side["X-Robots-Tag"] == "noindex, nofollow"
    assert Sakspart.objects.get().svar == Svar.VENTER
    assert _svar(client, nokkel, svar="stemmer").status_code == 302
    svar = client.post(
        reverse("sakspart", args=[nokkel]),
        {"sett": "x", "rolle": "leder", "svar": "rettes", "kommentar": "Nei"},
    )
    assert "Noen har alt svart" in svar.text
    assert Sakspart.objects.get().svar == Svar.STEMMER
    assert nokkel not in str(Sakspart.objects.values())


def test_hun_svarer_pa_teksten_hun_sa(sak, redaktor, client):
    nokkel = _spor(sak, redaktor)
    adresse = reverse("sakspart", args=[nokkel])
    sett = re.search(r'name="sett" value="(\w+)"', client.get(adresse).text)[1]
    sak.hindringer = "Rådmannen sa nei."
    lagre_eksempel(sak, av=redaktor)
    svar = client.post(adresse, {"sett": sett, "rolle": "leder", "svar": "stemmer"})
    assert "Teksten er endret etter at du åpnet siden" in svar.text
    assert Sakspart.objects.get().svar == Svar.VENTER


def test_den_som_er_nevnt_far_svare_og_svaret_vises(sak, redaktor, client):
    _alt_klart(sak, redaktor, client)
    nokkel = _spor(sak, redaktor, Part.TILSVAR, "Nabo AS")
    with pytest.raises(Domenefeil, match="Nabo AS er nevnt"):
        publiser_eksempel(sak, av=redaktor)
    _svar(client, nokkel, kommentar="Vi sa fra om <b>turnusen</b> i mai.")
    with pytest.raises(Domenefeil, match="skrevet et tilsvar"):
        publiser_eksempel(sak, av=redaktor)
    assert for_leseren(sak)[1] == []
    part = Sakspart.objects.get(part=Part.TILSVAR)
    logg_inn(redaktor).post(reverse("redaksjon_parter", args=[sak.pk]), {"behandle": part.pk})
    publiser_eksempel(sak, av=lag_redaktor("kollega@eksempel.no"))  # den som spurte, publiserer ikke selv
    side = client.get(sak.get_absolute_url()).text
    assert "Vi sa fra om &lt;b&gt;turnusen&lt;/b&gt; i mai." in side
    assert "Nabo AS" in side


def test_trukket_utlopt_og_gjettet_finnes_ikke(sak, redaktor, client):
    nokkel = _spor(sak, redaktor)
    part = Sakspart.objects.get()
    for galt in (nokkel[:-1] + ("A" if nokkel[-1] != "A" else "B"), part.avtrykk[:22], "A" * 22):
        assert client.get(reverse("sakspart", args=[galt])).status_code == 404
    Sakspart.objects.update(utloper_tid=timezone.now())
    assert client.get(reverse("sakspart", args=[nokkel])).status_code == 404
    nokkel = _spor(sak, redaktor)
    siste = Sakspart.objects.latest("pk")
    logg_inn(redaktor).post(reverse("redaksjon_parter", args=[sak.pk]), {"trekk": siste.pk})
    assert client.get(reverse("sakspart", args=[nokkel])).status_code == 404
    forste = _spor(sak, redaktor)
    _spor(sak, redaktor)
    assert (
        client.get(reverse("sakspart", args=[forste])).status_code == 404
    )  # den nye lenken er den som virker


def test_en_lenke_som_er_trukket_er_ikke_et_sporsmal(sak, redaktor):
    for part in SPORRES:
        _spor(sak, redaktor, part)
    Sakspart.objects.update(spurt_tid=timezone.now() - timedelta(days=30))
    assert mangler(sak) == []
    handlinger.trekk_lenken(Sakspart.objects.get(part=Part.OFFENTLIG), av=redaktor)
    assert mangler(sak) == ["Spør den offentlige parten om saken stemmer."]


def test_en_leser_ser_men_svarer_ikke(sak, redaktor, client):
    nokkel = _spor(sak, redaktor, Part.LESER, "Fagrådet")
    adresse = reverse("sakspart", args=[nokkel])
    assert 'name="sett"' not in client.get(adresse).text
    assert client.post(adresse, {"svar": "stemmer", "rolle": "leder"}).status_code == 404
    assert Sakspart.objects.get().svar == Svar.VENTER


def test_redaktoren_sporr_med_epost_fra_innmeldingen(sak, redaktor, client):
    pult, adresse = logg_inn(redaktor), reverse("redaksjon_parter", args=[sak.pk])
    side = pult.get(adresse).text
    assert "Åse Nes" in side
    assert "Spør den offentlige parten om saken stemmer." in side
    assert "Sogndal kommune, heimetenesta" in pult.get(f"{adresse}?part=offentlig").text
    spor = {"spor": "1", "part": "offentlig", "virksomhet": "Sogndal kommune", "malform": "nn"}
    svar = pult.post(adresse, {**spor, "epost": "leder@sogndal.kommune.no"}, follow=True)
    assert "Sendt til leder@sogndal.kommune.no." in svar.text
    assert client.get(lenken("part_bedt")).status_code == 200
    assert pult.post(adresse, {"spor": "1", "part": "annet"}).status_code == 422


def test_bare_redaksjonen_ser_partene_og_andres_saker_rores_ikke(sak, redaktor, client):
    adresse = reverse("redaksjon_parter", args=[sak.pk])
    assert client.get(adresse).status_code == 302
    vanlig = logg_inn(lag_bruker("kari@eksempel.no"))
    assert vanlig.get(adresse).status_code == 404
    assert vanlig.post(adresse, {"spor": "1"}).status_code == 404
    _spor(sak, redaktor)
    annen = Eksempel.objects.exclude(pk=sak.pk).first()
    part = Sakspart.objects.get()
    pult = logg_inn(redaktor)
    for verdi in (str(part.pk), "x", "9" * 40, ""):
        assert pult.post(reverse("redaksjon_parter", args=[annen.pk]), {"trekk": verdi}).status_code == 404
    assert Sakspart.objects.get().avtrykk


def test_en_sak_fra_kilder_krever_ingen_part(redaktor):
    sak = Eksempel.objects.synlige().first()
    assert mangler(sak) == []
    assert for_leseren(sak) == ([], [])


def test_den_som_meldte_inn_retter_ikke_det_partene_er_spurt_om(sak, redaktor, client):
    versjon = utkastet(sak)
    _spor(sak, redaktor)
    innmelding = sak.innmelding
    nokkel = lenken("innmelding_mottatt").rstrip("/").rpartition("/")[2]
    innmelding.kjenn(nokkel=nokkel)
    rett(client, innmelding, behov="Noe helt annet.")
    Client().post(reverse("innmelding", args=[nokkel]))
    assert Eksempel.objects.get(pk=sak.pk).behov != "Noe helt annet."
    assert utkastet(sak).merke == versjon.merke


def test_et_dobbelttrykk_sporr_parten_en_gang_og_lenken_virker(sak, redaktor, client):
    sporsmal = {
        "part": Part.OFFENTLIG,
        "virksomhet": "Sogndal kommune",
        "epost": "leder@sogndal.kommune.no",
        "malform": "nb",
    }
    for _gang in range(2):
        handlinger.spor(sak, av=redaktor, **sporsmal)
    [part] = Sakspart.objects.filter(eksempel=sak)
    assert client.get(lenken("part_bedt")).status_code == 200
    Sakspart.objects.filter(pk=part.pk).update(spurt_tid=timezone.now() - timedelta(minutes=5))
    handlinger.spor(sak, av=redaktor, **sporsmal)  # en ny lenke, med vilje
    assert Sakspart.objects.filter(eksempel=sak).count() == 2
