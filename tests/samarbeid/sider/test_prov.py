"""«Prøv ideen» og «Veien videre» med Djangos testklient."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from entreprenorer.models import Ideutkast
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.svar.forms.prov import STEG
from samarbeid.svar.prov import _les
from samarbeid.svar.rettelser import rett
from samarbeid.svar.svardokument import en_side, hele_svaret
from tests.skjema import les_skjema
from tests.skjemaer import skjulte
from veier.database.plass import storrelse
from veier.dokument.blokker import som_tekst
from veier.grense.regler import NYTT_UTKAST, UTKASTPLASS
from veier.utkast.handlinger import del_utkast, lagre_steg, start_utkast, stopp_deling
from veier.utkast.models import STORST

pytestmark = pytest.mark.django_db
IDE = {
    "tittel": "Minnekoffert",
    "problem": "Personer med demens på sykehjem kjeder seg.",
    "losning": "Vi vil teste en koffert.",
}


@pytest.fixture
def utkast():
    return start_utkast(Ideutkast, steg="ideen", svar={k: [v] for k, v in IDE.items()})


def _steg(utkast, nummer):
    return reverse("prov_steg", args=[utkast.nokkel, nummer])


def test_forste_lagring_lager_rad_og_okt_og_gar_videre(client):
    svar = client.post(reverse("prov"), IDE)
    [nokkel] = client.session["utkast"]
    assert Ideutkast.objects.for_eier(nokkel) == Ideutkast.objects.get()
    assert svar.status_code == 302
    assert svar["Location"] == reverse("prov_steg", args=[nokkel, 2])


def test_get_skriver_aldri(client, utkast, django_assert_num_queries):
    adresser = [
        reverse("prov"),
        reverse("veien_videre", args=[utkast.nokkel]),
        *(_steg(utkast, n) for n in range(1, len(STEG) + 1)),
    ]
    for adresse in adresser:
        with CaptureQueriesContext(
            connection,
        ) as sporringer:
            assert client.get(adresse).status_code == 200
        skrevet = [s["sql"] for s in sporringer if s["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert skrevet == []


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        ({**IDE, "tittel": ""}, "Gi ideen et navn"),
        ({"tittel": "A"}, "Én setning er nok"),
        ({**IDE, "tittel": "x" * 121}, "høyst 120 tegn"),
        ({**IDE, "problem": "Ola er født 01017012345"}, "fødselsnummer"),
    ],
)
def test_feil_i_forste_steg_beholder_det_som_er_skrevet(client, data, melding):
    svar = client.post(reverse("prov"), data)
    tekst = svar.content.decode()
    assert svar.status_code == 422
    assert melding in tekst
    assert "<title>Feil:" in tekst
    assert 'href="#id_' in tekst
    assert Ideutkast.objects.count() == 0
    for verdi in data.values():
        assert verdi[:100] in tekst


@pytest.mark.parametrize("felt", ["tittel", "problem", "losning"])
def test_fodselsnummer_lagres_aldri_heller_ikke_automatisk(client, utkast, felt):
    for ekstra in ({}, {"autolagre": "1"}):
        client.post(_steg(utkast, 1), {**IDE, felt: "15059012345", **ekstra})
        client.post(reverse("prov"), {**IDE, felt: "15059012345", **ekstra})
    assert Ideutkast.objects.get().svar["ideen"][felt] == [IDE[felt]]


def test_automatisk_lagring_lager_ett_utkast_og_fortsetter_pa_det(client):
    fane = skjulte(client.get(reverse("prov")))
    fane |= skjulte(client.post(reverse("prov"), {**fane, "tittel": "Hal", "autolagre": "1"}))
    utkast = Ideutkast.objects.for_eier(fane["nokkel"])
    assert utkast == Ideutkast.objects.get()
    fane |= skjulte(client.post(reverse("prov"), {**fane, **IDE, "autolagre": "1"}))
    svar = client.post(reverse("prov"), {**fane, **IDE})
    assert svar["Location"] == _steg(utkast, 2)
    assert Ideutkast.objects.get().svar["ideen"]["tittel"] == ["Minnekoffert"]


def test_automatisk_lagring_av_tomt_skjema_lager_ingenting(client):
    client.post(reverse("prov"), {"tittel": " ", "problem": "", "autolagre": "1"})
    assert Ideutkast.objects.count() == 0


def test_nokkelen_til_en_annen_i_skjemaet_blir_ikke_brukt(client, utkast):
    client.post(reverse("prov"), {**IDE, "tittel": "Min", "nokkel": utkast.nokkel})
    assert Ideutkast.objects.get(pk=utkast.pk).svar["ideen"]["tittel"] == ["Minnekoffert"]
    assert Ideutkast.objects.count() == 2


def test_fortsett_der_du_slapp_vises_bare_i_samme_nettleser(client):
    client.post(reverse("prov"), IDE)
    assert "Fortsett der du slapp" in client.get(reverse("prov")).content.decode()
    assert "Minnekoffert" not in Client().get(reverse("prov")).content.decode()


def test_tilbake_lagrer_og_feil_stopper_ikke_tilbake(client, utkast):
    svar = client.post(_steg(utkast, 7), {"arlig_belop": "mye", "handling": "forrige"})
    assert svar["Location"] == _steg(utkast, 6)
    assert 'value="mye"' in client.get(_steg(utkast, 7)).content.decode()


def test_ugyldig_steg_vises_igjen_med_feil_og_verdien(client, utkast):
    svar = client.post(_steg(utkast, 7), {"arlig_belop": "mye"})
    assert svar.status_code == 422
    assert "Skriv beløpet med tall" in svar.content.decode()
    assert 'value="mye"' in svar.content.decode()


@pytest.mark.parametrize("belop", ["150 000", "150.000 kr", "150000,-", "kr 150 000"])
def test_belop_skrives_som_folk_skriver(client, utkast, belop):
    client.post(_steg(utkast, 7), {"arlig_belop": belop, "varighet_ar": "1"})
    tekst = client.get(reverse("veien_videre", args=[utkast.nokkel])).content.decode()
    assert "150\u00a0000\u00a0kroner" in tekst


def test_temaene_er_gruppert_og_det_teksten_peker_pa_star_forst_og_apent(client, utkast):
    """40 temaer i én liste er for mange. Det som er valgt, er aldri foldet bort."""
    side = client.get(_steg(utkast, 2)).text
    grupper = re.findall(r"<details class=\"ds-details valgfold\"\s*(open)?>\s*<summary>([^<]+)", side)
    assert grupper[0] == ("open", "Vi tror det handler om")
    assert [apen for apen, _navn in grupper[1:]] == [""] * 4
    lagre_steg(utkast, steg="tema", svar={"tema": ["gjeld-og-okonomi"]})
    side = client.get(_steg(utkast, 2)).text
    assert ("open", "Arbeid og økonomi") in re.findall(r"valgfold\"\s*(open)?>\s*<summary>([^<]+)", side)
    hvem = client.get(_steg(utkast, 3)).text
    assert "<summary>Andre</summary>" not in hvem
    assert hvem.index("Skolebarn") < hvem.index("Helse, omsorg og bolig")


def test_alder_i_feil_rekkefolge_forklares(client, utkast):
    svar = client.post(_steg(utkast, 3), {"alder_fra": "20", "alder_til": "10"})
    assert "minst like høy" in svar.content.decode()


@pytest.mark.parametrize(
    ("sok", "koder"),
    [("Trondheim", ["5001"]), ("trondheim kommune, Malvik", ["5001", "5031"]), ("Eidsberg", ["3118"]), ("1601", ["5001"]),
     ("Guovdageaidnu", ["5612"]), ("Rogaland", ["11"]), ("Oslo fylke", ["03"]), ("hele landet", ["NO"]), ("Herøy (Nordland)", ["1818"])],
)  # fmt: skip
def test_sted_finnes_pa_navn_nummer_gammelt_og_samisk(client, utkast, sok, koder):
    svar = client.post(_steg(utkast, 4), {"sok": sok, "handling": "bli"})
    assert svar.status_code == 302
    assert Ideutkast.objects.get().svar["sted"]["omrader"] == koder


@pytest.mark.parametrize(
    ("sok", "melding"),
    [("Atlantis", "Vi fant ikke «Atlantis»"), ("Herøy", "kan være flere steder")],
)
def test_ukjent_eller_flertydig_sted_forklares_og_beholdes(client, utkast, sok, melding):
    svar = client.post(_steg(utkast, 4), {"sok": sok})
    assert svar.status_code == 422
    assert melding in svar.content.decode()
    assert f'value="{sok}"' in svar.content.decode()


def test_kommuner_i_naerheten_kan_krysses_av(client, utkast):
    client.post(_steg(utkast, 4), {"sok": "Trondheim", "handling": "bli"})
    tekst = client.get(_steg(utkast, 4)).content.decode()
    assert 'value="5001" id="omrade-5001" checked' in tekst
    assert 'value="5031" id="omrade-5031">' in tekst


def test_ett_kryss_tar_med_alle_kommunene_i_naerheten(client, utkast):
    client.post(_steg(utkast, 4), {"sok": "Trondheim", "naboer": "on", "handling": "bli"})
    koder = Ideutkast.objects.get().svar["sted"]["omrader"]
    assert koder[0] == "5001"
    assert len(koder) == 7
    assert "5031" in koder


def test_for_mange_steder_forklares(client, utkast):
    svar = client.post(_steg(utkast, 4), {"sok": "Trondheim, Oslo, Bergen", "naboer": "on"})
    assert "Velg høyst 10 steder" in svar.content.decode()


def test_svaret_viser_vei_modeller_og_grunner(client, utkast):
    client.post(_steg(utkast, 4), {"sok": "Trondheim"})
    svar = client.get(reverse("veien_videre", args=[utkast.nokkel]))
    tekst = svar.content.decode()
    for ventet in (
        "Trondheim kommune",
        "Lederen for sykehjemmet",
        "Første samtale",
        "Bestemmer vanligvis",
        "Pilotavtale",
        "Hvorfor ikke",
    ):
        assert ventet in tekst
    assert svar["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in svar["Cache-Control"]


def test_svar_uten_idetekst_leder_tilbake(client):
    tomt = start_utkast(Ideutkast, steg="tema", svar={"tema": ["rus"]})
    svar = client.get(reverse("veien_videre", args=[tomt.nokkel]))
    assert svar["Location"] == _steg(tomt, 1)


def test_delt_lenke_kan_leses_men_ikke_endre_eller_slette(client, utkast):
    delt = del_utkast(utkast)
    tekst = client.get(reverse("prov_delt", args=[delt.delenokkel])).content.decode()
    assert "Minnekoffert" in tekst
    assert delt.nokkel not in tekst
    assert "Slett ideen" not in tekst
    for navn in ("veien_videre", "prov_slett"):
        assert client.get(reverse(navn, args=[delt.delenokkel])).status_code == 404
    assert client.post(reverse("prov_del", args=[delt.delenokkel])).status_code == 404
    assert client.post(reverse("prov_steg", args=[delt.delenokkel, 1]), IDE).status_code == 404
    stopp_deling(utkast)
    assert client.get(reverse("prov_delt", args=[delt.delenokkel])).status_code == 404


def test_eierens_nokkel_er_ikke_en_delenokkel(client, utkast):
    assert client.get(reverse("prov_delt", args=[utkast.nokkel])).status_code == 404


def test_del_og_stopp_fra_siden(client, utkast):
    client.post(reverse("prov_del", args=[utkast.nokkel]), {"handling": "del"})
    delenokkel = Ideutkast.objects.for_eier(utkast.nokkel).delenokkel
    assert len(delenokkel) == 22
    assert delenokkel in client.get(reverse("veien_videre", args=[utkast.nokkel])).content.decode()
    client.post(reverse("prov_del", args=[utkast.nokkel]), {"handling": "stopp"})
    assert not Ideutkast.objects.get().er_delt
    assert Ideutkast.objects.for_leser(delenokkel) is None


def test_sletting_spor_forst(client, utkast):
    adresse = reverse("prov_slett", args=[utkast.nokkel])
    assert "Slette «Minnekoffert»?" in client.get(adresse).content.decode()
    assert Ideutkast.objects.count() == 1
    assert client.post(adresse)["Location"] == reverse("prov")
    assert Ideutkast.objects.count() == 0
    assert client.get(reverse("veien_videre", args=[utkast.nokkel])).status_code == 404


def test_utlopt_ide_finnes_ikke_for_noen(client, utkast):
    delt = del_utkast(utkast)
    Ideutkast.objects.update(utloper_tid=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("veien_videre", args=[utkast.nokkel])).status_code == 404
    assert client.get(reverse("prov_delt", args=[delt.delenokkel])).status_code == 404
    assert client.post(_steg(utkast, 1), IDE).status_code == 404


@pytest.mark.parametrize(
    "adresse",
    [
        "/prov/kort/",
        "/prov/" + "a" * 22 + "/",
        "/prov/" + "a" * 22 + "/steg/1/",
        "/prov/delt/" + "a" * 22 + "/",
    ],
)
def test_ukjent_nokkel_er_404(client, adresse):
    assert client.get(adresse).status_code == 404


def test_steg_utenfor_rekken_er_404(client, utkast):
    assert client.get(_steg(utkast, 1).replace("steg/1", "steg/0")).status_code == 404
    assert client.get(_steg(utkast, 1).replace("steg/1", "steg/99")).status_code == 404


@pytest.mark.parametrize("navn", ["prov_forslag", "prov_terskler"])
def test_hjelpesidene_tar_bare_post_og_lagrer_ikke(client, navn):
    assert client.get(reverse(navn)).status_code == 405
    svar = client.post(reverse(navn), {"problem": "demens på sykehjem", "arlig_belop": "150000"})
    assert svar.status_code == 200
    assert ("Demens" if navn == "prov_forslag" else "over") in svar.content.decode()
    assert Ideutkast.objects.count() == 0


def test_terskler_over_perioden_varsles(client):
    tekst = client.post(
        reverse("prov_terskler"), {"arlig_belop": "150000", "varighet_ar": "2"}
    ).content.decode()
    assert "300\u00a0000\u00a0kroner" in tekst
    assert "Vi har ikke lagt inn et nyere." not in tekst  # grensene for det som er langt større, står ikke


def test_terskler_viser_dem_belopet_er_over_og_den_neste(client):
    tekst = client.post(
        reverse("prov_terskler"), {"arlig_belop": "1400000", "varighet_ar": "1"}
    ).content.decode()
    assert tekst.count("<li>") == 3
    assert tekst.count("<strong>over</strong") == 2
    assert "Vi har ikke lagt inn et nyere." in tekst


def test_mange_nye_ideer_gir_429_med_beskjed(client, monkeypatch):
    monkeypatch.setattr("veier.utkast.avsenderplass.NYTT_UTKAST", replace(NYTT_UTKAST, antall=2))
    koder = [client.post(reverse("prov"), IDE).status_code for _ in range(3)]
    assert koder == [302, 302, 429]
    svar = client.post(reverse("prov"), IDE)
    # Den siste halvtimen i døgnet er det i morgen, og da står datoen foran.
    assert re.search(r"Prøv igjen om 30 minutter, (\d+\. \w+ )?kl\. \d\d\.\d\d", svar.content.decode())
    assert 1798 <= int(svar["Retry-After"]) <= 1800


def test_svaret_bruker_like_mange_sporringer_for_en_og_fem_kommuner(client, utkast):
    antall = []
    for sok in ("Trondheim", "Trondheim, Oslo, Bergen, Bodø, Tromsø"):
        client.post(_steg(utkast, 4), {"sok": sok})
        client.get(reverse("veien_videre", args=[utkast.nokkel]))
        with CaptureQueriesContext(connection) as sporringer:
            client.get(reverse("veien_videre", args=[utkast.nokkel]))
        antall.append(len(sporringer))
    assert antall[0] == antall[1] <= 9


def test_svaret_regnes_en_gang_for_siden_og_filene_og_pa_nytt_nar_noe_er_skrevet(client, utkast):
    client.get(reverse("veien_videre", args=[utkast.nokkel]))
    for fil in ("pdf", "docx"):
        with CaptureQueriesContext(connection) as sporringer:
            client.get(reverse("prov_fil", args=[utkast.nokkel, fil]))
        tabeller = [s["sql"].split("FROM ")[1].split()[0] for s in sporringer if "FROM " in s["sql"]]
        utgavene = {'"taksonomi_referanseversjon"', '"kommuner_kontaktnummer"'}
        assert set(tabeller) <= {'"entreprenorer_ideutkast"'} | utgavene
    client.post(_steg(utkast, 4), {"sok": "Bodø"})
    assert "Ring Bodø kommune" in client.get(reverse("veien_videre", args=[utkast.nokkel])).text
    # Den som leser, får aldri eierens adresser, heller ikke når eieren nettopp så på.
    delt = del_utkast(utkast)
    assert utkast.nokkel not in client.get(reverse("prov_delt", args=[delt.delenokkel])).text


def test_skript_i_teksten_blir_ufarlig(client):
    client.post(
        reverse("prov"),
        {**IDE, "tittel": "<script>alert(1)</script>", "losning": '"><img src=x onerror=alert(1)>'},
    )
    tekst = client.get(reverse("veien_videre", args=client.session["utkast"])).content.decode()
    assert "<script>alert" not in tekst
    assert "<img src=x" not in tekst


@pytest.mark.parametrize(
    "data", [{"tema": "finnes-ikke"}, {"tema": ["rus"] * 600}, {"tema": "'; DROP TABLE x"}]
)
def test_valg_som_ikke_finnes_blir_feil_eller_avvist(client, utkast, data):
    assert client.post(_steg(utkast, 2), data).status_code in {422, 400}
    assert client.get(reverse("veien_videre", args=[utkast.nokkel])).status_code == 200


def test_det_du_gjor_na_har_melding_sporsmal_og_budsjettar(client, utkast):
    client.post(_steg(utkast, 4), {"sok": "Trondheim"})
    tekst = client.get(reverse("veien_videre", args=[utkast.nokkel])).content.decode()
    assert "En første melding til lederen for sykehjemmet, Trondheim kommune" in tekst
    assert "20 minutter" in tekst
    assert 'href="mailto:tk.postmottak@trondheim.kommune.no?subject=Id%C3%A9%3A%20Minnekoffert' in tekst
    assert tekst.count("neste vindu") == 1


def test_uten_tema_og_sted_gaar_meldingen_til_den_som_kan_vise_vei(client):
    uten = start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["Noe"], "problem": ["Noe helt annet."]})
    tekst = client.get(reverse("veien_videre", args=[uten.nokkel])).content.decode()
    assert "En første melding til innovasjons- eller utviklingsrådgiveren" in tekst
    assert "Vi vet ikke hvilken enhet dette gjelder. Her er de som kan vise vei i kommunen." in tekst


@pytest.mark.parametrize(
    ("maned", "forst"), [(1, "januar"), (7, "august"), (11, "november"), (12, "desember")]
)
def test_budsjettaret_begynner_med_det_som_er_na_eller_kommer(maned, forst, monkeypatch):
    from datetime import date

    from django.utils.dates import MONTHS

    from samarbeid.svar import neste_steg

    monkeypatch.setattr(neste_steg.timezone, "localdate", lambda: date(2026, maned, 15))
    rekke = neste_steg.budsjettaret("kommune")
    assert MONTHS[rekke[0].ledd.maned_fra] == forst
    assert sum(t.er_neste_vindu for t in rekke) == 1
    assert rekke[0].er_na == (maned != 7)


@pytest.mark.parametrize("foran", ["", "/nn"])
def test_siden_er_den_samme_nar_den_er_husket_og_en_annens_side_er_ikke_husket(client, utkast, foran):
    """Bare det hemmelige tegnet mot forfalskede skjema er nytt, og svaret på et annet utkast har ikke den førstes adresser."""
    tegn = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    sti = foran + reverse("veien_videre", args=[utkast.nokkel])
    forst, igjen = (tegn.sub("", client.get(sti).content.decode()) for _nr in range(2))
    assert forst == igjen
    assert utkast.nokkel in forst
    annet = start_utkast(Ideutkast, steg="ideen", svar={k: [v] for k, v in IDE.items()})
    assert annet.svar == utkast.svar
    assert (
        utkast.nokkel not in client.get(foran + reverse("veien_videre", args=[annet.nokkel])).content.decode()
    )


def test_det_lengste_svaret_er_under_45_kb_og_like_roller_star_en_gang(client, utkast):
    koder = ["5001", "5031", "5035", "0301", "4601", "1103", "1804", "5501", "3301", "3201"]
    for tema in ("tilbakeforing-etter-straff", "demens", "utenforskap-unge"):
        lagre_steg(utkast, steg="tema", svar={"tema": [tema, "arbeidsinkludering", "rus"]})
        lagre_steg(utkast, steg="sted", svar={"omrader": koder, "sok": [""]})
        svar = client.get(reverse("veien_videre", args=[utkast.nokkel]))
        assert len(svar.content) <= 45_000
    kommune = svar.context["s"].nivaer[0]
    forste, andre = kommune.grupper
    assert [v.navn for v in forste.virksomheter] == [
        "Trondheim kommune",
        "Malvik kommune",
        "Stjørdal kommune",
    ]
    assert [v.navn for v in andre.virksomheter] == ["Oslo kommune", "Bergen kommune"]
    # I den andre gruppen står bare det som er annerledes: døren og den første samtalen er de samme.
    assert [s.slag for s in forste.stasjoner] == ["forste", "dor", "beslutter"]
    assert [s.slag for s in andre.stasjoner] == ["beslutter"]


def test_pdf_har_det_samme_som_siden_ogsa_telefonradet_og_fristene(client, utkast):
    """Bufdirs ordning i oktober er den eneste med en kjent frist; den skal stå begge steder."""
    ideen = {
        "tittel": ["Sommerleir"],
        "problem": ["Barn i familier med lav inntekt får ikke ferie."],
        "losning": ["En leir."],
    }
    lagre_steg(utkast, steg="ideen", svar=ideen)
    lagre_steg(utkast, steg="tema", svar={"tema": ["barnefattigdom"]})
    utkast.refresh_from_db()
    sammenheng = _les(utkast, hent_kunnskap(), eier=True)
    neste = sammenheng["s"].neste
    pdf = som_tekst(hele_svaret(sammenheng["s"], sammenheng["ide"], sammenheng["melding"]).blokker)
    html = client.get(reverse("veien_videre", args=[utkast.nokkel])).text
    assert f"spør etter {neste.sporr_etter}." in pdf
    assert neste.frister
    for frist in neste.frister:
        assert frist.ordning.navn in pdf
        assert frist.ordning.navn in html
    assert "Søknadsfrister som kan passe" in pdf


def test_en_side_til_motet_er_en_side_uansett_hvor_mye_som_er_skrevet(client, utkast):
    """Også med det lengste skjemaet tar imot. Nummeret og postmottaket står på arket."""
    lang = {
        "tittel": ["W" * 120],
        "problem": ["demens på sykehjem " * 200],
        "losning": ["Ord uten ende " * 280],
    }
    for svar in ({}, lang):
        if svar:
            lagre_steg(utkast, steg="ideen", svar=svar)
        client.post(_steg(utkast, 4), {"sok": "Trondheim, Oslo, Bergen"})
        fil = client.get(reverse("prov_side", args=[utkast.nokkel]))
        assert len(re.findall(rb"/Type\s*/Page\b", fil.content)) == 1
    utkast.refresh_from_db()
    lest = _les(utkast, hent_kunnskap(), eier=True)
    assert "Postmottak: tk.postmottak@trondheim.kommune.no" in som_tekst(
        en_side(lest["s"], lest["ide"]).blokker
    )


@pytest.mark.parametrize(
    "steder", [["3909"], ["5001", "5031", "5035", "0301", "4601", "1103", "1804", "5501", "3301", "3201"]]
)
def test_hele_svaret_er_hoyst_fire_ark(client, utkast, steder):
    """Et vanlig svar ble fem, med tre linjer på det siste."""
    svar = {
        "tittel": ["Sykkelverkstedet"],
        "problem": ["Mange unge mellom 18 og 25 har sluttet på skolen og går hjemme."],
        "losning": ["Vi reparerer sykler sammen og vil at Nav sender fem unge til oss i tolv uker."],
    }
    lagre_steg(utkast, steg="ideen", svar=svar)
    lagre_steg(utkast, steg="sted", svar={"omrader": steder, "sok": [""]})
    lagre_steg(utkast, steg="penger", svar={"arlig_belop": ["450000"], "varighet_ar": ["2"]})
    lagre_steg(utkast, steg="dere", svar={"organisasjonsform": ["IDEELT_AS"]})
    fil = client.get(reverse("prov_fil", args=[utkast.nokkel, "pdf"]))
    assert len(re.findall(rb"/Type\s*/Page\b", fil.content)) <= 4


# ── Plassen ──


@pytest.fixture
def fullt(utkast):
    """Et utkast der alt er brukt opp i et annet steg."""
    return lagre_steg(utkast, steg="dere", svar={"fyll": ["x" * 39_000]}).utkast


def _skriv_i(client, adresse, **felt):
    """Som en som åpner siden, skriver og sender."""
    return client.post(adresse, {**skjulte(client.get(adresse)), **IDE, **felt})


def test_for_mye_til_sammen_sies_ved_feltet_og_alt_star_pa_siden(client, fullt):
    problem = ("Et langt problem. " * 200).strip()
    svar = _skriv_i(client, _steg(fullt, 1), problem=problem)
    assert (svar.status_code, "for langt til sammen" in svar.text) == (422, True)
    assert 'href="#id_problem"' in svar.text and problem in svar.text
    auto = _skriv_i(client, _steg(fullt, 1), problem=problem, autolagre="1")
    assert ("Ikke lagret." in auto.text, "Lagret kl." in auto.text) == (True, False)
    assert Ideutkast.objects.get().svar["ideen"]["problem"] == [IDE["problem"]]


def test_autolagringen_sier_at_bare_begynnelsen_er_lagret_og_siden_viser_alt(client, utkast):
    problem = "p" * 5999 + "!"
    auto = _skriv_i(client, _steg(utkast, 1), problem=problem, autolagre="1")
    assert ("Bare begynnelsen er lagret" in auto.text, "Lagret kl." in auto.text) == (True, False)
    side = _skriv_i(client, _steg(utkast, 1), problem=problem)
    assert (side.status_code, problem in side.text) == (422, True)


def test_en_avsender_har_plass_til_en_dag_og_a_skrive_om_er_gratis(client, monkeypatch):
    monkeypatch.setattr("veier.utkast.avsenderplass.UTKASTPLASS", replace(UTKASTPLASS, antall=5000))
    adresse = client.post(reverse("prov"), IDE)["Location"].replace("/steg/2/", "/steg/1/")
    for nr in range(6):
        assert _skriv_i(client, adresse, problem=f"{nr}" * 2000).status_code == 302
    svar = _skriv_i(client, adresse, losning="l" * 3900, problem="0" * 2000)
    assert (svar.status_code, "l" * 3900 in svar.text) == (429, True)
    felt = {**IDE, "losning": "l" * 3900, "autolagre": "1"}
    assert client.post(adresse, felt, headers={"HX-Request": "true"}).status_code == 429
    assert client.post(reverse("prov"), {**IDE, "problem": "p" * 3000}).status_code == 429
    assert Ideutkast.objects.count() == 1


def _rett(client, utkast, **hva):
    return client.post(reverse("prov_rett", args=[utkast.nokkel]), hva)


def _lest(client, utkast):
    return client.get(reverse("veien_videre", args=[utkast.nokkel])).context["s"].visning.lest


def _med_tekst(tekst):
    return start_utkast(Ideutkast, steg="ideen", svar={"tittel": ["Ideen"], "problem": [tekst]})


def test_alt_som_er_lest_star_pa_svaret_med_ordene(client):
    utkast = _med_tekst("Eldre på sykehjem med demens. Haugesund. Det koster 80 000 kroner for et halvt år.")
    linjer = {linje.tittel: linje.grunn for linje in _lest(client, utkast).svar}
    assert linjer["Sted: Haugesund"] == "«Haugesund»"
    belop = next(tittel for tittel in linjer if "80 000" in tittel.replace("\xa0", " "))
    assert belop.endswith("til sammen for om lag 6 måneder")
    assert "160" not in "".join(linjer)


def test_noe_som_er_lest_feil_tas_bort_med_ett_trykk_og_kan_angres(client):
    utkast = _med_tekst("Vi vil ha turkamerater for personer med demens. Haugesund.")
    [sted] = [linje for linje in _lest(client, utkast).svar if linje.merke.startswith("omrade:")]
    svar = _rett(client, utkast, nei=sted.merke)
    assert svar.url == reverse("veien_videre", args=[utkast.nokkel]) + "#lest"
    lest = _lest(client, utkast)
    assert not any(linje.merke == sted.merke for linje in lest.svar)
    assert [linje.tittel for linje in lest.ikke_lest] == ["Haugesund"]
    _rett(client, utkast, angre=sted.merke)
    assert any(linje.merke == sted.merke for linje in _lest(client, utkast).svar)


def test_et_tema_vi_spor_om_blir_valgt_nar_det_stemmer(client):
    utkast = _med_tekst("Skolene i bygda skal bli mobbefrie")
    [spurt, *_flere] = _lest(client, utkast).spurt
    _rett(client, utkast, ja=spurt.merke)
    lest = _lest(client, utkast)
    assert lest.spurt == ()
    assert spurt.tittel in [linje.tittel for linje in lest.temaer]
    assert Ideutkast.objects.get(pk=utkast.pk).svar["tema"]["tema"][0] == spurt.merke.removeprefix("tema:")


def test_et_tema_som_ikke_stemmer_er_ikke_i_svaret(client):
    utkast = _med_tekst("Skolene i bygda skal bli mobbefrie")
    [spurt, *_flere] = _lest(client, utkast).spurt
    _rett(client, utkast, nei=spurt.merke)
    lest = _lest(client, utkast)
    assert spurt.tittel not in [linje.tittel for linje in (*lest.temaer, *lest.spurt)]


@pytest.mark.parametrize(
    "hva",
    [
        {},
        {"nei": "tema:tull"},
        {"ja": "omrade:9999"},
        {"nei": "tittel"},
        {"nei": "x" * 5000},
        {"ja": "omrade:"},
    ],
)
def test_en_rettelse_som_ikke_gjelder_noe_endrer_ingenting(client, hva):
    utkast = _med_tekst("Personer med demens")
    assert _rett(client, utkast, **hva).status_code == 302
    assert Ideutkast.objects.get(pk=utkast.pk).svar == utkast.svar


def test_den_som_bare_leser_kan_ikke_rette(client):
    utkast = _med_tekst("Personer med demens. Haugesund.")
    delt = del_utkast(utkast)
    assert (
        client.post(reverse("prov_rett", args=[delt.delenokkel]), {"nei": "tema:demens"}).status_code == 404
    )
    assert b'name="nei"' not in client.get(reverse("prov_delt", args=[delt.delenokkel])).content


def test_uten_tema_star_det_hvem_man_kan_sporre(client):
    utkast = _med_tekst("Kor for folk som stammer")
    side = client.get(reverse("veien_videre", args=[utkast.nokkel])).text
    assert f'<a href="{reverse("kontakt")}">Spør redaksjonen</a>' in side
    assert (
        "Spør redaksjonen" not in client.get(reverse("veien_videre", args=[_med_tekst("Demens").nokkel])).text
    )


# ── Rettelsene ──


def test_en_region_tas_bort_med_ett_trykk(client):
    utkast = _med_tekst("Vi vil ha turkamerater for personer med demens i Sunnhordland.")
    [sted] = [linje for linje in _lest(client, utkast).svar if linje.merke.startswith("omrade:")]
    assert "," in sted.merke
    _rett(client, utkast, nei=sted.merke)
    lest = _lest(client, utkast)
    assert not any(linje.merke.startswith("omrade:") for linje in lest.svar)
    assert [linje.merke for linje in lest.ikke_lest] == [sted.merke]


def test_ett_av_mange_steder_tas_bort_uten_at_steget_blir_umulig(client):
    """Flere steder enn man kan velge, blir ikke valgt: da kunne ikke steget lagres igjen."""
    byer = "Oslo Bergen Trondheim Stavanger Drammen Fredrikstad Tromsø Haugesund Bodø Molde Hamar Moss Narvik".split()
    utkast = _med_tekst(f"Demens i {', '.join(byer[:-1])} og {byer[-1]}.")
    steder = [linje for linje in _lest(client, utkast).svar if linje.merke.startswith("omrade:")]
    assert len(steder) == 13
    _rett(client, utkast, nei=steder[0].merke)
    utkast = Ideutkast.objects.for_eier(utkast.nokkel)
    assert "sted" not in utkast.svar
    igjen = [linje for linje in _lest(client, utkast).svar if linje.merke.startswith("omrade:")]
    assert igjen == steder[1:]
    for linje in steder[1:4]:
        _rett(client, utkast, nei=linje.merke)
    valgt = Ideutkast.objects.for_eier(utkast.nokkel).svar["sted"]["omrader"]
    assert [f"omrade:{kode}" for kode in valgt] == [linje.merke for linje in steder[4:]]


def test_to_raske_trykk_er_to_rettelser(utkast):
    """Begge har hentet utkastet før den andre skrev."""
    kunnskap = hent_kunnskap()
    en, to = (Ideutkast.objects.for_eier(utkast.nokkel) for _ in range(2))
    rett(en, "nei", "arlig_belop", kunnskap)
    rett(to, "nei", "varighet_ar", kunnskap)
    assert Ideutkast.objects.get().svar["lest"]["ikke_lest"] == ["arlig_belop", "varighet_ar"]
    rett(en, "angre", "arlig_belop", kunnskap)
    assert Ideutkast.objects.get().svar["lest"]["ikke_lest"] == ["varighet_ar"]


def test_en_rettelse_det_ikke_er_plass_til_sies_og_ingenting_er_endret(client, utkast):
    igjen = STORST - storrelse({**utkast.svar, "dere": {"fyll": [""]}})
    fullt = lagre_steg(utkast, steg="dere", svar={"fyll": ["x" * igjen]}).utkast
    svar = client.post(reverse("prov_rett", args=[fullt.nokkel]), {"nei": "arlig_belop"}, follow=True)
    assert "for langt til sammen" in svar.text
    assert "Rettet." not in svar.text
    assert Ideutkast.objects.get().svar == fullt.svar


def test_a_rette_teller_mot_det_avsenderen_kan_lagre(client, utkast, monkeypatch):
    monkeypatch.setattr("veier.utkast.avsenderplass.UTKASTPLASS", replace(UTKASTPLASS, antall=40))
    rett_ = reverse("prov_rett", args=[utkast.nokkel])
    svar = [client.post(rett_, {"nei": felt}).status_code for felt in ("arlig_belop", "varighet_ar")]
    assert svar == [302, 429]
    assert Ideutkast.objects.get().svar["lest"]["ikke_lest"] == ["arlig_belop"]


def test_krysset_for_naboene_virker_en_gang(client, utkast):
    """Sto krysset på siden, la neste lagring til naboenes naboer."""
    adresse = _steg(utkast, 4)
    client.post(adresse, {"sok": "Trondheim", "naboer": "on", "handling": "bli"})
    koder = Ideutkast.objects.get().svar["sted"]["omrader"]
    assert len(koder) > 1
    side = les_skjema(client.get(adresse).text)
    assert ("naboer" in side, side["omrader"]) == (False, koder)
    client.post(adresse, {**side, "handling": "bli"})
    assert Ideutkast.objects.get().svar["sted"]["omrader"] == koder
