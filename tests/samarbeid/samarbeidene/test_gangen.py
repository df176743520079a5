"""Fra samtalen til driften: slik begge sider bruker sidene."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samarbeid.models import Indikator, Innlegg, Manedstall, Samarbeid, Samtale, Sjekkpunkt, Skritt
from samarbeid.samarbeidene.handlinger.pilot import lagre_sjekkliste
from samarbeid.samarbeidene.handlinger.rydding import slett_gamle_samarbeid
from tests.samarbeid.samarbeidene.felles import (
    HVA,
    adresse,
    aktorer,
    avgjort,
    begynt,
    bestemt,
    besvart,
    dag,
    etterpa,
    fyll,
    hel_plan,
    inn,
    skjult,
    startet,
)
from veier.epost.models import Utsending

pytestmark = pytest.mark.django_db


@pytest.fixture
def v(verden):
    return verden


def _side(klient, rad):
    return klient.get(rad.get_absolute_url()).content.decode()


def _brev(til, mal="samarbeid_nytt"):
    return [u.tekst for u in Utsending.objects.filter(mal=mal, til=til).order_by("pk")]


# ── Begynnelsen ──


def test_forslaget_star_i_samtalen_og_begynner_naar_den_andre_sier_ja(v):
    samtale, eva, ola = besvart(v), v.klient("eier"), v.klient("offentlig")
    sti = reverse("samarbeid_nytt", args=[samtale.referanse])
    assert sti in eva.get(samtale.get_absolute_url()).content.decode()
    nokkel = uuid.uuid4()
    for _gang in range(2):
        svar = eva.post(
            sti,
            {
                "tittel": "Kofferter",
                "begrunnelse": "Vi prøver på to.",
                "sett": samtale.siste_nr,
                "sendenokkel": nokkel,
            },
        )
    rad = Samarbeid.objects.get(samtale=samtale)
    assert svar["Location"] == rad.get_absolute_url()
    assert (rad.stadium, rad.begynt_tid, rad.foreslatt_av) == ("foreslatt", None, "entreprenor")
    [melding] = Innlegg.objects.filter(samtale=samtale, tekst__contains="«Kofferter»")
    assert "Vi prøver på to." in melding.tekst
    assert "Minnekoffert AS vil begynne et samarbeid med dere." in _brev("ola@trondheim.kommune.no")[0]
    assert adresse(rad, "ja") not in _side(eva, rad)
    assert adresse(rad, "ja") in _side(ola, rad)
    assert fyll(ola, rad, "ja").status_code == 302
    rad.refresh_from_db()
    assert (rad.stadium, str(rad.ansvarlig_entreprenor), str(rad.ansvarlig_offentlig)) == (
        "samtale",
        "Eva Eier",
        "Ola Offentlig",
    )
    assert "sier ja til å samarbeide" in _brev("eva@minnekoffert.example")[-1]
    assert rad.get_absolute_url() in eva.get(samtale.get_absolute_url()).content.decode()


def test_den_som_foreslo_kan_ikke_si_ja_selv(v):
    samtale = besvart(v)
    ola = v.klient("offentlig")
    ola.post(
        reverse("samarbeid_nytt", args=[samtale.referanse]),
        {"tittel": "Kofferter", "sett": samtale.siste_nr, "sendenokkel": uuid.uuid4()},
    )
    rad = Samarbeid.objects.get(samtale=samtale)
    svar = fyll(ola, rad, "ja")
    assert svar.status_code == 422
    assert Samarbeid.objects.get(pk=rad.pk).begynt_tid is None


def test_et_nei_lar_samtalen_sta_og_et_nytt_forslag_er_mulig(v):
    samtale, eva, ola = besvart(v), v.klient("eier"), v.klient("offentlig")
    ny = reverse("samarbeid_nytt", args=[samtale.referanse])
    eva.post(ny, {"tittel": "Kofferter", "sett": samtale.siste_nr, "sendenokkel": uuid.uuid4()})
    rad = Samarbeid.objects.get(samtale=samtale)
    assert eva.get(ny)["Location"] == rad.get_absolute_url()
    assert fyll(ola, rad, "nei", begrunnelse="Ikke i år.").status_code == 302
    rad.refresh_from_db()
    assert (rad.stadium, rad.begynt_tid) == ("avsluttet", None)
    assert "Ikke i år." in _side(eva, rad)
    assert Samtale.objects.get().tilstand == "besvart"
    assert eva.get(ny).status_code == 200


def test_en_samtale_ingen_har_svart_i_kan_ikke_bli_et_samarbeid(v):
    samtale, eva = Samtale.objects.get(), v.klient("eier")
    sti = reverse("samarbeid_nytt", args=[samtale.referanse])
    assert eva.get(sti).status_code == 404
    data = {"tittel": "Kofferter", "sett": samtale.siste_nr, "sendenokkel": uuid.uuid4()}
    assert eva.post(sti, data).status_code == 422
    assert not Samarbeid.objects.filter(samtale=samtale).exists()


def test_den_uten_konto_blir_vist_til_kontoen(v):
    begynt(v)
    side = v.klient("anonym").get(reverse("mottaker", args=["m" * 43])).content.decode()
    assert "må du ha en konto og være med i Trondheim kommune" in side
    assert reverse("offentlig_bli_med", args=["trondheim-kommune"]) in side


# ── Piloten ──


def test_piloten_starter_ikke_for_alt_er_pa_plass_og_entreprenoren_er_enig(v):
    rad, eva, ola = begynt(v), v.klient("eier"), v.klient("offentlig")
    for klient in (eva, ola):
        side = _side(klient, rad)
        assert "15 ting mangler før piloten kan starte:" in side
        for felt in (
            "hypotese",
            "beslutter_vet",
            "beslutningsdato",
            "slutt_dato",
            "navn_1",
            "pris",
            "personvern",
        ):
            assert f"#id_{felt}" in side
        assert adresse(rad, "start") not in side
    data = {"sett": rad.versjon, "sendenokkel": uuid.uuid4(), **bestemt()}
    assert ola.post(adresse(rad, "start"), data).status_code == 422
    assert not rad.piloter.exclude(startet_tid=None).exists()
    hel_plan(eva, rad)
    assert "Planen er ferdig." in _side(ola, rad)
    assert adresse(rad, "start") not in _side(ola, rad)
    svar = fyll(ola, rad, "start", **bestemt())
    assert "Entreprenøren må si ja til planen først." in svar.content.decode()
    assert fyll(eva, rad, "plan-ja").status_code == 302
    assert fyll(ola, rad, "start", **bestemt()).status_code == 302
    rad.refresh_from_db()
    assert rad.stadium == "pilot"
    assert "bestemt av leder for sykehjemmet" in _side(eva, rad)


@pytest.mark.parametrize(
    ("del_", "felt", "setning"),
    [
        ("hva", {"hypotese": ""}, "Skriv hva dere tror skjer"),
        ("hva", {"innsats_offentlig": ""}, "Skriv hva virksomheten gjør"),
        ("tall", {"for_verdi_2": ""}, "Skriv hvordan tallet er før"),
        ("tall", {"navn_3": "", "for_verdi_3": "", "maler_3": ""}, "Velg tre til fem tall"),
        ("rammer", {"pris": ""}, "Skriv prisen"),
        ("rammer", {"personvern": ""}, "Avklar personvernet"),
        ("rammer", {"personvern": "avklart"}, "Skriv hvordan personopplysningene"),
        ("rammer", {"slutt_dato": ""}, "Skriv når piloten slutter"),
        ("etterpa", {"videre": ""}, "hvis det går videre"),
        ("etterpa", {"stopp": ""}, "hvis det stopper"),
        ("etterpa", {"beslutningsdato": ""}, "dagen det skal være avgjort"),
        ("etterpa", {"beslutningsdato": dag(-50)}, "etter at piloten har begynt"),
        ("etterpa", {"beslutter": ""}, "Velg hvem som avgjør"),
        ("etterpa", {"beslutter_rolle": ""}, "Skriv rollen til den som avgjør"),
        ("etterpa", {"beslutter_vet": ""}, "Si fra til den som avgjør"),
    ],
)
def test_en_ting_som_mangler_stanser_og_lenken_gaar_til_feltet(v, del_, felt, setning):
    from tests.samarbeid.samarbeidene import felles

    rad, eva = begynt(v), v.klient("eier")
    hel_plan(eva, rad)
    hele = {"hva": HVA, "tall": felles.TALL, "rammer": felles.rammer(), "etterpa": etterpa()}[del_]
    assert fyll(eva, rad, "plan", del_, **{**hele, **felt}).status_code == 302
    side = _side(eva, rad)
    assert setning in side
    lenke = side.split(setning)[0].rsplit('href="', 1)[1].split('"')[0]
    sti, _kryss, anker = lenke.partition("#")
    assert (
        f'id="{anker}"' in eva.get(sti).content.decode() or f'id="{anker}_0"' in eva.get(sti).content.decode()
    )
    assert fyll(eva, rad, "plan-ja").status_code == 422


def test_pris_null_er_en_pris(v):
    from tests.samarbeid.samarbeidene import felles

    rad, eva = begynt(v), v.klient("eier")
    hel_plan(eva, rad)
    fyll(eva, rad, "plan", "rammer", **felles.rammer(pris="0"))
    assert "Planen er ferdig." in _side(eva, rad)
    assert "Ingen betaler" in _side(eva, rad)


def test_en_endret_plan_trenger_et_nytt_ja(v):
    rad, eva, ola = begynt(v), v.klient("eier"), v.klient("offentlig")
    hel_plan(eva, rad)
    fyll(eva, rad, "plan-ja")
    fyll(ola, rad, "plan", "etterpa", **etterpa(beslutter_rolle="kommunedirektøren", beslutter="topp"))
    svar = fyll(ola, rad, "start", **bestemt())
    assert svar.status_code == 422 and "må si ja til planen først" in svar.content.decode()


def test_manedens_tall_paa_ett_skjema_og_igjen(v):
    rad, eva = startet(v), v.klient("eier")
    side = eva.get(adresse(rad, "tall")).content.decode()
    assert side.count('inputmode="decimal"') == 3
    maned = (timezone.localdate() - timedelta(days=40)).replace(day=1)
    assert f'value="{maned.isoformat()}" selected' in side
    data = {"maned": maned.isoformat(), "verdi_1": "4,5", "verdi_2": "", "verdi_3": "12"}
    assert fyll(eva, rad, "tall", **data).status_code == 302
    assert dict(Manedstall.objects.values_list("indikator__nr", "verdi")) == {1: 4.5, 3: 12}
    fyll(eva, rad, "tall", **{**data, "verdi_1": "4,75", "verdi_3": ""})
    assert dict(Manedstall.objects.values_list("indikator__nr", "verdi")) == {1: 4.75, 3: 12}
    assert "4,75" in _side(v.klient("offentlig"), rad)
    igjen = eva.get(adresse(rad, "tall") + f"?maned={maned.isoformat()}").content.decode()
    assert 'value="4,75"' in igjen
    framtid = (timezone.localdate() + timedelta(days=40)).replace(day=1).isoformat()
    assert fyll(eva, rad, "tall", **{**data, "maned": framtid}).status_code == 422


def test_en_pilot_uten_avgjorelse_vises_for_begge(v):
    rad, ola = startet(v), v.klient("offentlig")
    rad.piloter.update(beslutningsdato=timezone.localdate())
    assert "skulle vært avgjort" not in _side(ola, rad)
    rad.piloter.update(beslutningsdato=timezone.localdate() - timedelta(days=1))
    for rolle in ("eier", "medlem", "offentlig"):
        assert "Piloten skulle vært avgjort" in _side(v.klient(rolle), rad)
        assert "Skulle vært avgjort" in v.klient(rolle).get(reverse("samarbeidene")).content.decode()
    fyll(ola, rad, "avgjor", avgjorelse="videre", begrunnelse="Det virket.", **avgjort())
    rad.refresh_from_db()
    assert rad.stadium == "avtale"
    assert "skulle vært avgjort" not in _side(ola, rad)


def test_avgjorelsen_krever_hvem_som_bestemte_og_naar(v):
    rad, eva, ola = startet(v), v.klient("eier"), v.klient("offentlig")
    assert eva.get(adresse(rad, "avgjor")).status_code == 404
    for feil in ({"beslutter": ""}, {"rolle": ""}, {"besluttet_dato": ""}, {"besluttet_dato": dag(1)}):
        svar = fyll(ola, rad, "avgjor", avgjorelse="videre", begrunnelse="Ja.", **avgjort(**feil))
        assert svar.status_code == 422
    assert rad.piloter.get().avgjort_tid is None


def test_det_som_proves_mer_faar_en_ny_plan_uten_datoene(v):
    rad, ola = startet(v), v.klient("offentlig")
    fyll(ola, rad, "avgjor", avgjorelse="mer", begrunnelse="For få var med.", **avgjort())
    rad.refresh_from_db()
    assert rad.stadium == "gjennomgang"
    from tests.samarbeid.samarbeidene.felles import rammer

    fyll(ola, rad, "plan", "rammer", **rammer(start_dato=dag(5)))
    ny = rad.piloter.get(nr=2)
    assert ny.hypotese == HVA["hypotese"] and ny.beslutningsdato is None and not ny.beslutter_vet
    assert Indikator.objects.filter(pilot=ny).count() == 3
    assert rad.piloter.get(nr=1).avgjorelse == "mer"


# ── Resten av veien ──


def _forst(klient, rad):
    """Adressen bak den ene knappen."""
    return re.search(r'class="ds-button" data-variant="primary" href="([^"]+)"', _side(klient, rad))[1]


def test_det_som_er_apent_pa_sjekklisten_gjelder_til_proven_er_avgjort(v):
    rad, ola = startet(v), v.klient("offentlig")
    assert "punkter på sjekklisten for en prøve med mennesker er åpne" in _side(ola, rad)
    fyll(ola, rad, "avgjor", avgjorelse="videre", begrunnelse="Det virket.", **avgjort())
    assert "sjekklisten for en prøve" not in _side(ola, rad)


def test_avtale_og_drift_maa_noen_ha_bestemt(v):
    rad, eva, ola = startet(v), v.klient("eier"), v.klient("offentlig")
    fyll(ola, rad, "avgjor", avgjorelse="videre", begrunnelse="Det virket.", **avgjort())
    assert eva.get(adresse(rad, "stadium")).status_code == 404
    assert [_forst(k, rad) for k in (eva, ola)] == [adresse(rad, "avtale")] * 2
    drift = {"til": "drift", **bestemt(beslutter="politisk", rolle="kommunestyret")}
    assert "Skriv inn avtalen først" in fyll(ola, rad, "stadium", **drift).content.decode()
    avtale = {"slag": "drift", "verdi": "900 000", "fra_dato": dag(0), "til_dato": "", "underskrevet": dag(0)}
    assert fyll(eva, rad, "avtale", **avtale).status_code == 302
    assert _forst(ola, rad) == adresse(rad, "stadium")
    assert fyll(ola, rad, "stadium", **{**drift, "rolle": ""}).status_code == 422
    assert fyll(ola, rad, "stadium", **drift).status_code == 302
    side = _side(eva, rad)
    assert "bestemt av kommunestyret" in side
    assert "980\u00a0000\u00a0kroner" in side  # piloten og avtalen til sammen


def test_summen_naermer_seg_og_gaar_over_grensen(v):
    rad, eva = begynt(v), v.klient("eier")
    avtale = {"slag": "annet", "fra_dato": dag(-400), "til_dato": "", "underskrevet": dag(-400)}
    fyll(eva, rad, "avtale", **avtale, verdi="1 000 000")
    assert "nærmer dere" not in _side(eva, rad)
    fyll(eva, rad, "avtale", **avtale, verdi="60 000")
    assert "Dere nærmer dere" in _side(eva, rad)
    fyll(eva, rad, "avtale", **avtale, verdi="300 000")
    side = _side(eva, rad)
    assert side.count("Snakk med innkjøp før dere avtaler mer.") == 2
    assert "Dere nærmer dere" not in side
    fyll(eva, rad, "avtale", **{**avtale, "slag": "tilskudd"}, verdi="9 000 000")
    assert "1\u00a0360\u00a0000\u00a0kroner" in _side(eva, rad)
    fyll(eva, rad, "avtale", **{**avtale, "slag": "pilot"}, verdi="40 000")
    assert "1\u00a0400\u00a0000\u00a0kroner" in _side(eva, rad)


def test_prisen_pa_piloten_telles_en_gang(v):
    rad, eva = startet(v), v.klient("eier")
    avtale = {"fra_dato": dag(0), "til_dato": "", "underskrevet": dag(0)}
    assert "80\u00a0000\u00a0kroner" in _side(eva, rad)
    fyll(eva, rad, "avtale", **avtale, slag="pilot", verdi="80 000")
    side = _side(eva, rad)
    assert "kjøpe for 80\u00a0000\u00a0kroner" in side


def test_en_pilotavtale_over_prisen_i_planen_teller_med_det_den_er_over(v):
    """Ellers kunne en plan til null kroner skjule avtalen for grensene."""
    rad, eva = startet(v), v.klient("eier")
    avtale = {"fra_dato": dag(0), "til_dato": "", "underskrevet": dag(0), "slag": "pilot"}
    fyll(eva, rad, "avtale", **avtale, verdi="50 000")
    assert "kjøpe for 80\u00a0000\u00a0kroner" in _side(eva, rad)
    fyll(eva, rad, "avtale", **avtale, verdi="1 400 000")
    side = _side(eva, rad)
    assert "kjøpe for 1\u00a0450\u00a0000\u00a0kroner" in side and "Snakk med innkjøp" in side


def test_sjekklisten_til_den_neste_piloten_rorer_ikke_den_som_er_avgjort(v):
    rad, ola = startet(v), v.klient("offentlig")
    forste = rad.piloter.get()
    fyll(ola, rad, "avgjor", avgjorelse="mer", begrunnelse="Vi prøver én gang til.", **avgjort())
    kode, (_eva, virksomheten) = Sjekkpunkt.Kode.values[0], aktorer(v)
    lagre_sjekkliste(rad, inn(rad), {kode: "pa_plass"}, av=virksomheten)
    assert not forste.sjekkpunkter.exists()
    assert rad.piloter.get(nr=2).sjekkpunkter.get().kode == kode


def test_den_som_meldte_seg_inhabil_i_samtalen_gjor_ikke_noe_i_samarbeidet(v):
    """Verken starter, avgjør eller avtaler; en kollega gjør det."""
    rad, ola = startet(v), v.klient("offentlig")
    siden = ola.get(adresse(rad, "avgjor"))
    assert "Etter planen avgjøres det av kommunalsjef for helse (" in siden.text
    skjema = skjult(siden)
    Samtale.objects.get().inhabile.create(av=v.folk["offentlig"])
    side = _side(ola, rad)
    assert adresse(rad, "avgjor") not in side and adresse(rad, "avtale") not in side
    assert ola.get(adresse(rad, "avgjor")).status_code == 404
    svar = ola.post(
        adresse(rad, "avgjor"), {**skjema, "avgjorelse": "stopp", "begrunnelse": "Nei.", **avgjort()}
    )
    assert svar.status_code == 422 and "du kan være inhabil" in svar.content.decode()
    rad.refresh_from_db()
    assert rad.stadium == "pilot"
    assert adresse(rad, "avtale") in _side(v.klient("eier"), rad)


def test_kunngjort_konkurranse_stenger_for_pilot_og_avtale(v):
    rad, ola = begynt(v), v.klient("offentlig")
    hel_plan(ola, rad)
    fyll(v.klient("eier"), rad, "plan-ja")
    Samtale.objects.update(anskaffelse="kunngjort", doffin="2026-1")
    assert "Virksomheten har kunngjort en konkurranse" in _side(ola, rad)
    for slag in ("start", "avtale"):
        assert ola.get(adresse(rad, slag)).status_code == 404
    assert "Avtale" not in ola.get(adresse(rad, "stadium")).content.decode().split("<form")[1]


def test_en_pilot_kan_stoppes_mens_konkurransen_er_kunngjort_men_ikke_ga_videre_uten_den(v):
    rad, ola = startet(v), v.klient("offentlig")
    Samtale.objects.update(anskaffelse="kunngjort", doffin="2026-1")
    side = ola.get(adresse(rad, "avgjor")).content.decode()
    assert "Det stopper her" in side
    assert "Det går videre til en avtale" not in side
    felt = {"beslutter": "sektor", "besluttet_dato": dag(0)}
    assert fyll(ola, rad, "avgjor", avgjorelse="videre", **felt).status_code == 422
    assert fyll(ola, rad, "avgjor", avgjorelse="stopp", **felt).status_code == 302
    rad.refresh_from_db()
    assert rad.stadium == "avsluttet"


def test_forventningen_skrives_godtas_og_tas_opp(v):
    rad, eva, ola = begynt(v), v.klient("eier"), v.klient("offentlig")
    assert fyll(eva, rad, "forventning", tekst="Svar innen en uke.", tas_opp=dag(0)).status_code == 422
    fyll(eva, rad, "forventning", tekst="Svar innen en uke.", tas_opp=dag(30))
    assert adresse(rad, "enig", "1") not in _side(eva, rad)
    assert adresse(rad, "enig", "1") in _side(ola, rad)
    assert fyll(eva, rad, "enig", "1").status_code == 422
    assert fyll(ola, rad, "enig", "1").status_code == 302
    assert "Begge er enige" in _side(eva, rad)
    fyll(ola, rad, "ta-opp", "1", notat="Går bra.", tas_opp=dag(60))
    assert "Sist: Går bra." in _side(eva, rad)
    fyll(eva, rad, "ta-opp", "1", notat="Ferdig.", tas_opp="")
    assert eva.get(adresse(rad, "ta-opp", "1")).status_code == 404
    assert "Gjelder ikke lenger" in _side(ola, rad)


def test_det_som_stoppet_er_hver_sides_eget(v):
    rad, eva, ola = begynt(v), v.klient("eier"), v.klient("offentlig")
    fyll(eva, rad, "avslutt", slag=["okonomi", "forankring"], ord_="Ingen eide det.")
    assert "Ingen eide det." in _side(eva, rad) and "Ingen eide det." not in _side(ola, rad)
    fyll(ola, rad, "hindringer", slag=["kapasitet"], ord_="For travelt.", vises="on")
    assert "For travelt." in _side(eva, rad)
    assert "Ingen eide det." not in _side(ola, rad)
    fyll(eva, rad, "hindringer", slag=["okonomi"], ord_="Ingen eide det.", vises="on")
    assert "Ingen eide det." in _side(ola, rad)


# ── To om gangen, og hvem som får hva ──


def test_den_som_kom_imens_ser_det_nye_og_kan_sende(v):
    rad, eva, ola = begynt(v), v.klient("eier"), v.klient("offentlig")
    gammel = skjult(eva.get(adresse(rad, "forventning")))
    fyll(ola, rad, "forventning", tekst="Fra kommunen.", tas_opp=dag(30))
    data = {**gammel, "tekst": "Fra oss.", "tas_opp": dag(30)}
    svar = eva.post(adresse(rad, "forventning"), data)
    assert svar.status_code == 422
    tekst = svar.content.decode()
    assert "Gjort etter at du åpnet siden" in tekst and "Fra kommunen." in tekst and "Fra oss." in tekst
    assert eva.post(adresse(rad, "forventning"), {**data, **skjult(svar)}).status_code == 302
    assert rad.forventninger.count() == 2


def test_det_samme_skjemaet_to_ganger_er_ett_skritt(v):
    rad, eva = begynt(v), v.klient("eier")
    data = {**skjult(eva.get(adresse(rad, "forventning"))), "tekst": "Fra oss.", "tas_opp": dag(30)}
    for _gang in range(3):
        assert eva.post(adresse(rad, "forventning"), data).status_code == 302
    assert rad.forventninger.count() == 1
    assert Skritt.objects.filter(samarbeid=rad, slag="forventning").count() == 1


ANDRE = ("innlogget", "annen_entreprenor", "annen_offentlig", "redaktor", "administrator")


@pytest.mark.parametrize("rolle", ANDRE)
def test_andres_samarbeid_finnes_ikke(v, rolle):
    from samarbeid.samarbeidene.sider.register import SIDER

    rad, klient = startet(v), v.klient(rolle)
    assert klient.get(rad.get_absolute_url()).status_code == 404
    assert rad.get_absolute_url() not in klient.get(reverse("samarbeidene")).content.decode()
    for slag in SIDER:
        for sti in (adresse(rad, slag), adresse(rad, slag, "hva"), adresse(rad, slag, "1")):
            assert klient.get(sti).status_code == klient.post(sti, {}).status_code == 404
    assert klient.get(reverse("samarbeid_nytt", args=[rad.samtale.referanse])).status_code == 404


@pytest.mark.parametrize(
    ("felt", "dager", "borte"),
    [("endret_tid", 5 * 365 - 1, 0), ("endret_tid", 5 * 365 + 1, 1)],
)
def test_et_samarbeid_ingen_har_rort_pa_fem_ar_slettes(v, felt, dager, borte):
    rad = begynt(v)
    Samarbeid.objects.filter(pk=rad.pk).update(**{felt: timezone.now() - timedelta(days=dager)})
    assert (slett_gamle_samarbeid(), Samarbeid.objects.filter(pk=rad.pk).exists()) == (borte, not borte)


@pytest.mark.parametrize(("dager", "borte"), [(729, 0), (731, 1)])
def test_et_avsluttet_samarbeid_slettes_etter_to_ar(v, dager, borte):
    rad = begynt(v)
    Samarbeid.objects.filter(pk=rad.pk).update(
        stadium="avsluttet", ferdig_tid=timezone.now() - timedelta(days=dager)
    )
    assert slett_gamle_samarbeid() == borte


def test_den_som_kommer_sist_til_det_samme_stadiet_faar_vite_at_det_er_gjort(v):
    """To åpner siden samtidig, og velger det samme. Stadiet er ikke lenger et valg, og feilen sier det uten koden."""
    rad = begynt(v)
    sti = adresse(rad, "stadium")
    eva, ola = v.klient("eier"), v.klient("offentlig")
    felt = {"til": "gjennomgang", "begrunnelse": "Vi er klare."}
    evas, olas = skjult(eva.get(sti)) | felt, skjult(ola.get(sti)) | felt
    assert eva.post(sti, evas).status_code == 302
    svar = ola.post(sti, olas)
    assert svar.status_code == 422 and "kan ikke velges lenger" in svar.text
    assert "Vi er klare." in svar.text and "tilgjengelige valgene" not in svar.text
