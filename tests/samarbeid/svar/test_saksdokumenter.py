"""Dokumentene det offentlige tar med seg: hvilke, hvem som vedtar, og at det som ikke er kjent, er merket."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Ideprofil, Offentligsvar
from samarbeid.models import Dokumentmal
from samarbeid.svar.dokumenter import maldokument
from samarbeid.svar.partnere import finn_partnere
from samarbeid.svar.saksdokumenter.saken import lag_sak
from samarbeid.svar.saksdokumenter.saksframlegg import hvem_og_hvor
from samarbeid.svar.saksdokumenter.valg import FYLLES, dokumentene
from samarbeid.svar.saksdokumenter.vedtak import vedtaket
from samarbeid.svar.svarside.bygging import svarside_for
from samarbeid.svar.svarside.den_som_spor import den_som_spor
from veier.dokument.blokker import Liste, Tabell, som_tekst
from veier.dokument.markdown import felter
from veier.taksonomi.models import Samarbeidsmodell

pytestmark = pytest.mark.django_db

SOGNDAL = {
    "tittel": "Eldre som er ensomme",
    "problem": "Mange eldre som bor hjemme, er ensomme og kommer sjelden ut.",
    "arlig_belop": 400_000,
    "varighet_ar": 2.0,
    "omrader": ("4640",),
}
REKTOR = {
    "tittel": "Elever som ikke kommer på skolen",
    "problem": "Vi har elever på ungdomsskolen med skolevegring som sitter hjemme.",
    "arlig_belop": 80_000,
    "varighet_ar": 0.5,
    "omrader": ("4601",),
    "alder_fra": 13,
    "alder_til": 16,
}
DRIFT = {
    "tittel": "Familiebesøk hjemme hos småbarnsfamilier",
    "problem": "Småbarnsfamilier med lite nettverk trenger frivillige som kommer hjem. Vi vil gi fast støtte.",
    "arlig_belop": 1_200_000,
    "varighet_ar": 3.0,
    "omrader": ("5001",),
    "kostnadsslag": "ny_fast_kostnad",
}


def _sak(ide, **offentlig):
    kunnskap, profil, svar = hent_kunnskap(), Ideprofil(**ide), Offentligsvar(**offentlig)
    motorsvar = vurder(profil, kunnskap, offentlig=svar)
    visning = svarside_for(motorsvar, kunnskap, side="offentlig").visning
    return lag_sak(profil, svar, motorsvar, visning, kunnskap, Forklarer(kunnskap, gettext, side="offentlig"))


def _dokument(slug, sak):
    return maldokument(Dokumentmal.objects.get(slug=slug), FYLLES[slug](sak), tittel=sak.ide.tittel)


def _tekst(slug, sak):
    return som_tekst(_dokument(slug, sak).blokker)


@pytest.mark.parametrize(
    ("ide", "svar", "ventet"),
    [
        (SOGNDAL, {"penger": "noe"}, ["pilotavtale", "konkurransegrunnlag", "saksframlegg"]),
        (REKTOR, {"penger": "ja"}, ["innkjopsnotat", "saksframlegg"]),
        (DRIFT, {"penger": "nei", "lovpalagt": "nei"}, ["saksframlegg", "tilskuddsbrev"]),
        ({"tittel": "Noe", "problem": "Vi vil gjøre dette på en annen måte."}, {}, ["intensjonsavtale", "saksframlegg"]),
    ],
)  # fmt: skip
def test_dokumentene_folger_formen_belopet_og_den_som_bestemmer(ide, svar, ventet):
    assert [d.slug for d in dokumentene(_sak(ide, **svar))] == ventet


def test_kommunestyret_vedtar_en_ny_fast_kostnad_og_formannskapet_innstiller():
    dokument = _dokument("saksframlegg", _sak(DRIFT, penger="nei", lovpalagt="nei"))
    tabell = next(b for b in dokument.blokker if isinstance(b, Tabell))
    assert [rad[0][0].tekst for rad in tabell.rader][1:] == ["Formannskapet", "Kommunestyret"]
    vedtak = next(b for b in dokument.blokker if isinstance(b, Liste) and b.slag == "nummer")
    punkter = ["".join(bit.tekst for bit in punkt) for punkt in vedtak.punkter]
    assert punkter[0].startswith("Kommunestyret godkjenner at Trondheim kommune gir støtte til tiltaket")
    assert "til sammen 3\u00a0600\u00a0000\u00a0kroner" in punkter[1]
    assert "innarbeides i årsbudsjettet" in punkter[1]
    assert punkter[2] == "Kommunedirektøren får fullmakt til å gjennomføre vedtaket innenfor rammen."


def test_saksframlegget_har_summen_hjemmelen_og_eldreradet():
    tekst = _tekst("saksframlegg", _sak(SOGNDAL, penger="noe", innkjop="ja"))
    for ventet in (
        "Sogndal kommune gjennomfører en avgrenset prøve (pilotavtale)",
        "400\u00a0000\u00a0kroner i året i 2 år, til sammen 800\u00a0000\u00a0kroner",
        "Kommuneloven § 13-1",
        "Eldrerådet har rett til å uttale seg (kommuneloven § 5-12)",
        "Ikke gjøre noe.",
        "Varig bruk etter prøven krever en vanlig anskaffelse.",
    ):
        assert ventet in tekst
    assert "Innkjøp er spurt" not in tekst
    assert "Søk." not in tekst


def test_rektor_avgjor_selv_i_innkjopsnotatet_og_summen_er_hele_kjopet():
    tekst = _tekst("innkjopsnotat", _sak(REKTOR, penger="ja", avtale="nei"))
    assert "Samlet verdi er 80\u00a0000\u00a0kroner" in tekst
    assert "40\u00a0000" not in tekst
    assert "Rektor på skolen, Fyll inn: dato og navn." in tekst
    assert "Virksomheten har ingen avtale om dette fra før." in tekst
    assert "Det gjelder ungdom i alderen 13–16 år i Bergen." in tekst


@pytest.mark.parametrize(
    ("virksomhet", "navn", "vedtar"),
    [
        ("bydel-grunerlokka", "Bydel Grünerløkka", "Fyll inn: den som vedtar"),
        ("barne-ungdoms-og-familiedirektoratet-bufdir", "Barne-, ungdoms- og familiedirektoratet (Bufdir)", "Fyll inn: den som vedtar"),
        ("nav-eiganes-og-tasta", "Nav Eiganes og Tasta", "Kommunalsjefen for helse"),
        ("sogndal-kommune", "Sogndal kommune", "Kommunalsjefen for"),
    ],
)  # fmt: skip
def test_saken_er_i_virksomheten_til_den_som_spor_ogsa_nar_en_annen_har_ansvaret(virksomhet, navn, vedtar):
    temaet = {
        "bydel-grunerlokka": "Unge mellom 16 og 24 år går verken på skole eller jobb.",
        "nav-eiganes-og-tasta": "Unge som mottar sosialhjelp, trenger trening i å søke jobb.",
    }.get(virksomhet, "Saksbehandlere trenger å lære å snakke med barn i fosterhjem.")
    sak = _sak({"tittel": "Noe nytt", "problem": temaet, "arlig_belop": 450_000}, virksomhet=virksomhet)
    assert sak.virksomhet == navn
    tekst = _tekst("saksframlegg", sak)
    assert f"godkjenner at {navn} " in tekst
    vedtak = tekst.partition("Forslag til vedtak\n")[2]
    assert vedtak.startswith(vedtar)
    assert _tekst("innkjopsnotat", sak).partition("Virksomhet og enhet: ")[2].startswith(navn)


@pytest.mark.parametrize(
    ("virksomhet", "niva", "problem"),
    [
        ("barne-ungdoms-og-familiedirektoratet-bufdir", "stat", "Langtidsledige trenger arbeidstrening hos Nav."),
        ("vestland-fylkeskommune", "fylkeskommune", "Langtidsledige trenger arbeidstrening hos Nav."),
        ("vestland-fylkeskommune", "fylkeskommune", "Eldre som bor hjemme, er ensomme."),
        ("sogndal-kommune", "kommune", "Innsatte i fengselet mangler arbeid før løslatelse."),
    ],
)  # fmt: skip
def test_har_en_annen_ansvaret_er_formen_og_alternativene_blant_dem_ens_egen_kan_bruke(
    virksomhet, niva, problem
):
    """En kommune kan ikke velge statens arbeidsmarkedstiltak, og Bufdir ikke en lokal avtale med Nav-kontoret."""
    sak = _sak({"tittel": "Noe", "problem": problem, "arlig_belop": 900_000}, virksomhet=virksomhet)
    assert sak.vei is None  # ellers prøver ikke denne noe
    profiler = {m.slug: m.nivaer for m in sak.kunnskap.modeller}
    navn = {m.slug: m.vist.navn for m in Samarbeidsmodell.objects.all()}
    andres = {slug for slug, nivaer in profiler.items() if nivaer and niva not in nivaer} - {
        "statlig-tilskudd"
    }
    assert andres and sak.slug and sak.slug not in andres
    tekst = _tekst("saksframlegg", sak)
    alternativene = tekst.partition("Bruke egne ansatte.")[2]
    assert any(f"{navn[slug]}." in alternativene for slug in profiler.keys() - andres)
    assert not any(f"{navn[slug]}." in alternativene for slug in andres)


def test_over_nasjonal_terskel_sier_okonomien_eos_terskelen_for_virksomheten():
    helse = _tekst("saksframlegg", _sak({**SOGNDAL, "arlig_belop": 900_000}))
    assert "EØS-terskel for helse- og sosialtjenester" in helse
    assert "Opp til EØS-terskelen for dem gjelder bare loven" in helse
    assert "kunngjøres" not in helse.partition("Økonomi")[2].partition("Personell")[0]
    kurs = _tekst("saksframlegg", _sak({**REKTOR, "arlig_belop": 3_000_000, "tjenestetype": "opplaering"}))
    assert "EØS-terskel for kommuner" in kurs
    assert "EØS-terskel" not in _tekst("saksframlegg", _sak(SOGNDAL))
    stat = _sak(
        {
            "tittel": "Noe",
            "problem": "Innsatte i fengselet mangler arbeid før løslatelse.",
            "arlig_belop": 2_000_000,
        },
        virksomhet="barne-ungdoms-og-familiedirektoratet-bufdir",
    )
    tekst = _tekst("saksframlegg", stat)
    assert "EØS-terskel for kommuner" not in tekst
    assert "EØS-terskel for stat" in tekst
    assert "nettoføring" in tekst
    assert "kompensert" not in tekst


@pytest.mark.parametrize(
    ("virksomhet", "sagt"), [("oslo-kommune", "kommunen"), ("bydel-grunerlokka", "bydelen")]
)
def test_oslo_er_en_kommune_og_en_bydel_en_bydel_ogsa_i_fylkeskommunens_oppgaver(virksomhet, sagt):
    problem = "Unge mellom 16 og 24 år går verken på skole eller jobb."
    sak = _sak({"tittel": "Noe nytt", "problem": problem}, virksomhet=virksomhet)
    modell = Samarbeidsmodell(nivaer_ja=[])
    assert sak.om_virksomheten("Skal kommunen kjøpe noe", modell) == f"Skal {sagt} kjøpe noe"


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_ingen_form_tiltaler_leseren_i_saken(sprak):
    with translation.override(sprak):
        sak = _sak(SOGNDAL)
        for modell in Samarbeidsmodell.objects.all():
            tekster = [modell.for_det_offentlige("kort"), modell.vist.risiko, modell.vist.anskaffelsesregler]
            sagt = " ".join(sak.om_virksomheten(tekst, modell) for tekst in tekster)
            tiltale = r"\b([Dd]ere|[Vv]i|du)\b" if sprak == "nb" else r"\b(De|de|[Vv]i|du)\b"
            assert not re.search(tiltale, sagt), (modell.slug, sagt)


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_nar_en_form_passer_sies_likt_til_begge_sider(sprak):
    """«Dere har noe som virker» sto i notatet fra en rådgiver til lederen hennes."""
    tiltale = r"\b([Dd]ere|[Vv]i|du)\b" if sprak == "nb" else r"\b(De|de|[Dd]ykk|[Vv]i|du)\b"
    with translation.override(sprak):
        for modell in Samarbeidsmodell.objects.all():
            sagt = f"{modell.vist.passer_nar} {modell.vist.passer_ikke_nar}"
            assert not re.search(tiltale, sagt), (modell.slug, sagt)


def test_setningene_i_saken_taler_ikke_om_skjemaet_og_sier_hvilken_grense():
    # «Den grensen» etter to beløp leses som den siste.
    sak = _sak({**REKTOR, "arlig_belop": 150_000}, personvernombud="nei")
    assert "Grensen på 100\u00a0000\u00a0kroner er foreslått hevet til" in _tekst("innkjopsnotat", sak)
    alle = _tekst(
        "saksframlegg", _sak({"tittel": "Noe", "problem": "Vi vil kjøpe noe.", "omrader": ("4640",)})
    )
    assert "Fyll inn: vurderingen. Gjør den det, har rådet deres rett" in alle
    for feil in ("Svarene", "Vi vet", "Den grensen"):
        assert feil not in alle


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_alle_malene_kan_fylles_og_har_bare_felt_som_finnes(sprak):
    with translation.override(sprak):
        sak = _sak(SOGNDAL)
        for slug, fyll in FYLLES.items():
            mal = Dokumentmal.objects.get(slug=slug)
            verdier = fyll(sak)
            assert set(verdier) <= set(felter(mal.lest("tekst")[0])), slug
            assert "%(" not in _tekst(slug, sak)
            assert "{" not in _tekst(slug, sak)


def test_det_som_ma_fylles_inn_er_merket_som_felt():
    dokument = _dokument("saksframlegg", _sak(SOGNDAL))
    biter = [bit for b in dokument.blokker if isinstance(b, Tabell) for celle in b.rader[0] for bit in celle]
    assert ("Fyll inn: dato", "felt") in [(b.tekst, b.slag) for b in biter]


def test_partnerne_har_temaet_malgruppen_og_stedet_og_nesten_sier_hva_som_mangler():
    sak = _sak(SOGNDAL)
    partnere = finn_partnere(sak.motorsvar, sak.kunnskap)
    assert 3 <= len(partnere.beste) <= 5
    for partner in partnere.beste:
        assert partner.grunner[0] == "De arbeider med ensomhet blant eldre."
        assert "De dekker hele landet." in partner.grunner
    assert all("Det står ikke at" in p.grunner[0] for p in partnere.nesten)
    assert partnere.sammenlign.count("e=") == 3


def test_uten_tema_er_ingen_vurdert():
    sak = _sak({"tittel": "Noe", "problem": "Vi vil gjøre dette på en annen måte."})
    partnere = finn_partnere(sak.motorsvar, sak.kunnskap)
    assert (partnere.beste, partnere.uten_tema) == ((), True)


def test_en_alder_uten_ovre_grense_sies_ikke_med_120_ar():
    sak = _sak(
        {
            "tittel": "Menn over 70",
            "problem": "Enslige menn over 70 bruker ikke seniorsentrene.",
            "omrader": ("0301",),
        }
    )
    assert sak.motorsvar.tolkning.alder == (70, 120)
    assert hvem_og_hvor(sak).startswith("Det gjelder personer fra 70 år i Oslo")
    assert "i alderen 13–16 år" in hvem_og_hvor(_sak(REKTOR))


GJELD = {
    "tittel": "Gjeldsråd",
    "problem": "Folk med gjeld får ikke hjelp før det er for sent.",
    "arlig_belop": 1_200_000,
    "varighet_ar": 4.0,
    "kostnadsslag": "ny_fast_kostnad",
}


def test_nav_kontoret_er_ogsa_kommunens_og_en_ny_fast_kostnad_er_kommunestyrets():
    """Bodø kommune fikk «en annens ansvar: Nav Bodø», og en sak uten den som vedtar."""
    sak = _sak(GJELD, virksomhet="bodo-kommune", rolle="radgiver", penger="nei")
    assert den_som_spor(sak.motorsvar, sak.offentlig, sak.kunnskap).egen_vei
    assert sak.beslutter == "Kommunestyret"
    assert sak.slug == "kunngjort-konkurranse"
    assert vedtaket(sak)[0].startswith("Kommunestyret godkjenner at Bodø kommune")


def test_en_form_et_annet_niva_bruker_er_ikke_et_alternativ():
    """«Kommunalt innovasjonsfond: Formen brukes av kommunen» sto som grunnen til at en kommune ikke valgte det."""
    for ide, virksomhet in ((GJELD, "bodo-kommune"), (SOGNDAL, "sogndal-kommune")):
        tekst = _tekst("saksframlegg", _sak(ide, virksomhet=virksomhet))
        assert "Formen brukes av" not in tekst
