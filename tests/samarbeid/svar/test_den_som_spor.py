"""Hvem som har behovet: virksomheten funnet på navnet, rollen, og svaret sagt til henne."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from kommuner.models import Veiviserutkast
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Ideprofil, Offentligsvar
from samarbeid.svar.forms.veiviser import BehovetSteg
from samarbeid.svar.svarside.bygging import svarside_for
from samarbeid.svar.svarside.den_som_spor import den_som_spor, gjor_dette
from samarbeid.svar.virksomhetsvalg import finn_virksomhet
from veier.utkast.handlinger import del_utkast, start_utkast

pytestmark = pytest.mark.django_db

REKTOR = {
    "tittel": "Elever som ikke kommer på skolen",
    "problem": "Vi har elever på ungdomsskolen med skolevegring som sitter hjemme.",
    "arlig_belop": 80_000,
    "varighet_ar": 0.5,
    "alder_fra": 13,
    "alder_til": 16,
}


@pytest.mark.parametrize(
    ("skrevet", "ventet"),
    [
        ("Sogndal kommune", ["sogndal-kommune"]),
        ("  sogndal ", ["sogndal-kommune"]),
        ("SOGNDAL", ["sogndal-kommune"]),
        ("4640", ["sogndal-kommune"]),
        ("958935420", ["oslo-kommune"]),
        ("958 935 420", ["oslo-kommune"]),
        ("Bydel Sagene", ["bydel-sagene"]),
        ("Rogaland fylke", ["rogaland-fylkeskommune"]),
        ("Rogaland fylkeskommune", ["rogaland-fylkeskommune"]),
        ("Bufdir", ["barne-ungdoms-og-familiedirektoratet-bufdir"]),
        ("imdi", ["integrerings-og-mangfoldsdirektoratet-imdi"]),
        ("HK-dir", ["direktoratet-for-hoyere-utdanning-og-kompetanse-hk-dir"]),
        ("Bufetat region øst", ["bufetat-region-ost"]),
        ("Barne-, ungdoms- og familiedirektoratet", ["barne-ungdoms-og-familiedirektoratet-bufdir"]),
        ("Finnes ikke", []),
        ("(), -", []),
        ("", []),
    ],
)
def test_virksomheten_finnes_pa_navnet_slik_folk_skriver_det(skrevet, ventet):
    assert [p.slug for p in finn_virksomhet(skrevet, hent_kunnskap())] == ventet


def test_to_med_samme_navn_skilles_av_fylket():
    kunnskap = hent_kunnskap()
    assert len(finn_virksomhet("Herøy kommune", kunnskap)) == 2
    assert len(finn_virksomhet("Herøy kommune (Nordland)", kunnskap)) == 1


def _skjema(**svar):
    felles = {"tittel": ["Et behov"], "problem": ["Noe er vanskelig."]}
    skjema = BehovetSteg({**{k: v[0] for k, v in felles.items()}, **svar}, kunnskap=hent_kunnskap())
    skjema.full_clean()
    return skjema


def test_navnet_lagres_slik_registeret_har_det_og_motoren_far_sluggen():
    skjema = _skjema(virksomhet="sogndal", rolle="rektor")
    assert skjema.errors == {}
    assert skjema.lagres({"virksomhet": ["sogndal"]}) == {"virksomhet": ["Sogndal kommune"]}
    assert skjema.besvart()["virksomhet"] == "sogndal-kommune"


@pytest.mark.parametrize(
    ("svar", "felt", "ventet"),
    [
        ({"virksomhet": "Herøy kommune"}, "virksomhet", "Herøy kommune (Nordland)"),
        ({"virksomhet": "Trondhjeim"}, "virksomhet", "Trondheim kommune"),
        ({"virksomhet": "Xyzzy"}, "virksomhet", "Vi fant ikke «Xyzzy»"),
        ({"virksomhet": "Rogaland fylkeskommune", "rolle": "rektor"}, "rolle", "Velg en rolle som finnes i Rogaland"),
        ({"rolle": "finnes-ikke"}, "rolle", "Det du valgte, kan ikke velges lenger"),
    ],
)  # fmt: skip
def test_en_virksomhet_eller_rolle_som_ikke_finnes_far_en_setning_om_hva_som_gjores(svar, felt, ventet):
    assert ventet in " ".join(_skjema(**svar).errors[felt])


def test_begge_kan_hoppes_over():
    assert _skjema(virksomhet="", rolle="").errors == {}


def _hun(ide, **offentlig):
    kunnskap = hent_kunnskap()
    svar = Offentligsvar(**offentlig)
    motorsvar = vurder(Ideprofil(**ide), kunnskap, offentlig=svar)
    return motorsvar, den_som_spor(motorsvar, svar, kunnskap), Forklarer(kunnskap, gettext, side="offentlig")


@pytest.mark.parametrize(
    ("rolle", "ventet"),
    [
        ("rektor", "Du kan vanligvis avgjøre dette selv."),
        ("annen-leder", "Du kan vanligvis avgjøre dette selv."),
        ("radgiver", "Ta det med rektor på skolen, og ta med notatet."),
        ("innkjop", "Du kan lede kjøpet"),
        ("kommunalsjef-oppvekst", "Dette kan vanligvis avgjøres av rektor på skolen."),
        ("ordforer", "Be om at saken blir lagt fram."),
        ("folkevalgt", "Be om at saken blir lagt fram."),
        ("", ""),
    ],
)
def test_svaret_er_sagt_til_rollen(rolle, ventet):
    _svar, hun, forklarer = _hun(REKTOR, virksomhet="sogndal-kommune", rolle=rolle)
    sagt = gjor_dette(hun, forklarer)
    assert sagt.startswith(ventet) if ventet else sagt == ""


def test_stedet_er_virksomhetens_nar_behovet_ikke_nevner_et_annet():
    svar, hun, _forklarer = _hun(REKTOR, virksomhet="sogndal-kommune")
    assert svar.tolkning.omrader == ("4640",)
    assert (svar.veier[0].part.slug, hun.egen_vei) == ("sogndal-kommune", True)


def test_en_bydel_far_sin_egen_vei():
    ide = {"tittel": "Pårørende", "problem": "Pårørende til personer med demens er slitne."}
    svar, hun, _forklarer = _hun(ide, virksomhet="bydel-sagene", rolle="bydelsdirektor")
    assert (svar.veier[0].part.slug, hun.egen_vei) == ("bydel-sagene", True)


def test_en_annens_ansvar_sies_og_ingen_blir_bedt_om_a_avgjore_det():
    ide = {"tittel": "Frafall", "problem": "Elever på videregående slutter før jul i vg2."}
    kunnskap, offentlig = hent_kunnskap(), Offentligsvar(virksomhet="sogndal-kommune", rolle="rektor")
    svar = vurder(Ideprofil(**ide), kunnskap, offentlig=offentlig)
    linjer = svarside_for(svar, kunnskap, side="offentlig", offentlig=offentlig).linjer
    assert linjer[0].svar.startswith("Dette er vanligvis en annens ansvar: Vestland fylkeskommune.")
    assert next(linje.tittel for linje in linjer if linje.slag == "hvem") == "Hvem sier ja"


def test_en_rektor_ser_aldri_at_hun_skal_snakke_med_rektor(client):
    svar = {k: [str(v)] for k, v in REKTOR.items() if k in {"tittel", "problem"}}
    svar |= {"virksomhet": ["Sogndal kommune"], "rolle": ["rektor"]}
    utkast = start_utkast(Veiviserutkast, steg="behovet", svar=svar)
    tekst = client.get(reverse("veiviser_svar", args=[utkast.nokkel])).content.decode()
    forst = tekst.split('class="forst"')[1].split("</dl>")[0]
    assert "nakk med rektor" not in forst
    assert "du vanligvis si ja" in forst


def test_den_som_far_lenken_blir_ikke_kalt_rektor(client):
    svar = {k: [str(v)] for k, v in REKTOR.items() if k in {"tittel", "problem"}}
    svar |= {"virksomhet": ["Sogndal kommune"], "rolle": ["rektor"]}
    utkast = del_utkast(start_utkast(Veiviserutkast, steg="behovet", svar=svar))
    tekst = client.get(reverse("veiviser_delt", args=[utkast.delenokkel])).content.decode()
    forst = tekst.split('class="forst"')[1].split("</dl>")[0]
    assert "nakk med" in forst
    assert "vanligvis avgjøre dette selv" not in forst


UTVALGSSAK = {
    "tittel": "Innvandrerkvinner som ikke kommer i jobb",
    "problem": "Kvinner som er ferdige med introduksjonsprogrammet, har ingen å snakke norsk med. Vi har prøvd språkkafé.",
    "kostnadsslag": "eksisterende_ordning",
}


@pytest.mark.parametrize(
    ("rolle", "ventet"),
    [
        ("radgiver", "Ta det med kommunalsjefen for oppvekst, som kan løfte saken"),
        ("leder-flyktningtjeneste", "Ta det med kommunalsjefen for oppvekst, som kan løfte saken"),
        ("kommunalsjef-oppvekst", "Ta det med kommunedirektøren, som kan løfte saken"),
        ("kommunedirektor", "Legg saken fram for det politiske utvalget for fagområdet."),
        (
            "innkjop",
            "Du kan lede kjøpet, men behovet er fagets. Ta det med kommunalsjefen for oppvekst",
        ),
    ],
)
def test_ingen_blir_sendt_forbi_lederen_sin_til_et_utvalg(rolle, ventet):
    svar, hun, forklarer = _hun(UTVALGSSAK, virksomhet="malvik-kommune", rolle=rolle)
    assert svar.veier[0].beslutter[0].rolle == "hovedutvalg"
    assert gjor_dette(hun, forklarer).startswith(ventet)


def test_det_kommunen_har_provd_er_ikke_hvor_langt_losningen_er_kommet():
    ide = Ideprofil(**UTVALGSSAK)
    assert vurder(ide, hent_kunnskap()).tolkning.ide.modenhet == "testet"
    behov = vurder(ide, hent_kunnskap(), offentlig=Offentligsvar())
    assert behov.tolkning.ide.modenhet is None
    assert behov.tolkning.ide.ikke_lest == ()


ELEVER = {
    "tittel": "Elever som ruser seg",
    "problem": "Elever på videregående røyker hasj i pausene, og lærerne vet ikke hva de skal gjøre.",
    "arlig_belop": 250_000,
    "varighet_ar": 1.0,
}


@pytest.mark.parametrize(("side", "andre"), [("offentlig", "De skriver"), ("mottaker", "Dere skriver")])
def test_den_som_har_behovet_er_den_som_har_skrevet(side, andre):
    """«De skriver …» sto til rådgiveren som selv hadde skrevet teksten."""
    kunnskap = hent_kunnskap()
    spor = (
        Offentligsvar(virksomhet="rogaland-fylkeskommune", rolle="radgiver") if side == "offentlig" else None
    )
    s = svarside_for(
        vurder(Ideprofil(**ELEVER), kunnskap, offentlig=spor), kunnskap, side=side, offentlig=spor
    )
    grunner = [grunn for n in s.nivaer for grunn in n.grunner]
    assert "Teksten nevner noe rektor på den videregående skolen har ansvaret for." in grunner
    sagt = [*grunner, *(tekst for linje in s.linjer for tekst in (linje.svar, *linje.hvorfor))]
    assert not [tekst for tekst in sagt if tekst.startswith(f"{andre} ")]


def test_det_hun_gjor_forst_har_ordene_hennes_og_hvorfor_det_er_deres_ansvar():
    kunnskap, spor = hent_kunnskap(), Offentligsvar(virksomhet="rogaland-fylkeskommune", rolle="radgiver")
    s = svarside_for(
        vurder(Ideprofil(**ELEVER), kunnskap, offentlig=spor), kunnskap, side="offentlig", offentlig=spor
    )
    gjor = next(linje for linje in s.linjer if linje.slag == "gjor")
    assert gjor.svar.startswith("Ta det med utdanningsdirektøren")
    assert gjor.hvorfor[0].startswith("Dere skriver «ruser»")
    assert "har ansvaret" in gjor.hvorfor[1]


def test_et_direktorat_ser_statens_terskel_og_en_annens_datoer_er_ikke_deres():
    """Bufdir fikk «EØS-terskel for kommuner» og «Neste dato hos dere: formannskapet innstiller»."""
    ide = {
        "tittel": "Foreldre i konflikt",
        "problem": "Foreldre som går fra hverandre bruker barna i konflikten.",
        "arlig_belop": 2_000_000,
        "varighet_ar": 3.0,
    }
    kunnskap = hent_kunnskap()
    for virksomhet, terskel, tittel in (
        ("barne-ungdoms-og-familiedirektoratet-bufdir", "EØS-terskel for stat", "Neste dato"),
        ("skien-kommune", "EØS-terskel for kommuner", "Neste dato hos dere"),
    ):
        spor = Offentligsvar(virksomhet=virksomhet, rolle="radgiver")
        s = svarside_for(
            vurder(Ideprofil(**ide), kunnskap, offentlig=spor), kunnskap, side="offentlig", offentlig=spor
        )
        assert any(linje.tekst.startswith(terskel) for linje in s.summen), virksomhet
        assert next(linje for linje in s.linjer if linje.slag == "dato").tittel == tittel


@pytest.mark.parametrize(
    ("side", "hvor", "ventet"),
    [
        ("entreprenor", "Halden fengsel", "Ta kontakt med fengselslederen, eller lederen for friomsorgskontoret."),
        ("entreprenor", "fengsel", "Ta kontakt med fengselslederen, eller lederen for friomsorgskontoret."),
        ("mottaker", "Halden fengsel", "Fengselslederen, eller lederen for friomsorgskontoret."),
    ],
)  # fmt: skip
def test_en_leder_som_ikke_sitter_i_direktoratet_er_ikke_pa_sentralbordet_der(side, hvor, ventet):
    """«Ring Kriminalomsorgsdirektoratet og spør etter fengselslederen»."""
    kunnskap = hent_kunnskap()
    ide = Ideprofil(
        "Ut igjen", f"De som løslates fra {hvor} har ingen som møter dem.", "En fadder følger dem."
    )
    s = svarside_for(vurder(ide, kunnskap), kunnskap, side=side)
    gjor = next(linje for linje in s.linjer if linje.slag == "gjor")
    assert gjor.svar == ventet
    kjent = hvor == "Halden fengsel" and side == "entreprenor"
    assert ("Kriminalomsorgsdirektoratet kan si hvor." in gjor.hvorfor) == kjent
