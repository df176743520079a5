"""Temaene leses av ordene: svake ord gir aldri et tema alene, doble betydninger og nektelser holder."""

import pytest

from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.typer import Ideprofil

IKKE = [
    ("Sykkelverksted for ungdom", "aktivitet-pa-sykehjem"),
    ("Kurs mot nettmobbing i klassen", "digitalt-utenforskap"),
    ("En app som viser bussruter", "velferdsteknologi"),
    ("En app for turgrupper", "velferdsteknologi"),
    ("Vi lager en app for frivillige lag", "digitalt-utenforskap"),
    ("Spill på nettbrett som lærer elever å lese", "gjeld-og-okonomi"),
    ("Brettspill på fritidsklubben", "gjeld-og-okonomi"),
    ("Spill og moro på skolen", "rus"),
    ("Fotballspill for jenter", "gjeld-og-okonomi"),
    ("Sykkel til alle barn", "aktivitet-pa-sykehjem"),
    ("Vi låner ut sykler i parken", "aktivitet-pa-sykehjem"),
    ("Sykkeltur for nybegynnere", "gjenbruk-og-sirkulaerokonomi"),
    ("Nettet av fiskere i bygda", "digitalt-utenforskap"),
    ("Vi bygger et nett av bedrifter", "digitalt-utenforskap"),
    ("Kafé med kunst på veggene", "kvinner-med-innvandrerbakgrunn"),
    ("Kafé i sentrum", "ensomhet-eldre"),
    ("En kafé som brenner egne bønner", "integrering"),
    ("Utstyr til brannvesenet", "barnefattigdom"),
    ("Utstyr til operasjonssalen", "fritid-og-aktivitet"),
    ("Ferie på gård for voksne", "barnefattigdom"),
    ("Ferieavvikling for ansatte", "fritid-og-aktivitet"),
    ("Besøk på museet", "aktivitet-pa-sykehjem"),
    ("Besøk av en forfatter på skolen", "ensomhet-eldre"),
    ("Bedriftsbesøk for elever", "aktivitet-pa-sykehjem"),
    ("Stemme og sang for voksne", "bruker-og-barnemedvirkning"),
    ("En stemmeassistent for hjemmet", "bruker-og-barnemedvirkning"),
    ("Koordinator for byggeprosjekter", "veiviser-i-velferdssystemet"),
    ("Vi er koordinator for et kor", "veiviser-i-velferdssystemet"),
    ("En møteplass for hageeiere", "nabolag-og-omradeloft"),
    ("Møteplass for forskere", "nabolag-og-omradeloft"),
    ("Pantesystem for batterier", "gjenbruk-og-sirkulaerokonomi"),
    ("Pant i bolig", "gjenbruk-og-sirkulaerokonomi"),
    ("Veiledning for hageeiere", "foreldrestotte"),
    ("Veiledning i regnskap", "foreldrestotte"),
    ("Ettervern etter barnevernet for unge i fosterhjem", "rus"),
    ("Ettervern etter rusbehandling", "barnevern-og-omsorgssvikt"),
    ("Ungdom med angst", "psykisk-helse-voksne"),
    ("Voksne som har angst og depresjon", "psykisk-helse-unge"),
    ("Eksamensangst på universitetet", "rus"),
    ("Vi søker praksis for leger", "arbeidsinkludering"),
    ("Lærlinger trenger praksis i verksted", "arbeidsinkludering"),
    ("God praksis i regnskap", "arbeidsinkludering"),
    ("Havnelos for store skip", "veiviser-i-velferdssystemet"),
    ("En los på skolen møter elevene", "veiviser-i-velferdssystemet"),
    ("Tillitsperson for barn i barnevernet", "veiviser-i-velferdssystemet"),
    ("Tillitsperson som følger voksne til Nav og finner fram i velferdssystemet", "barnevern-og-omsorgssvikt"),
    ("Tilbudet handler ikke om rus, men om gjeld", "rus"),
    ("Ikke rus eller psykiatri, bare fotball og fellesskap", "rus"),
    ("Dette er ikke et tilbud om barnevern", "barnevern-og-omsorgssvikt"),
    ("Tilbodet er ikkje for flyktningar, men for eldre som er einsame", "integrering"),
    ("Det gjelder ikke demens, men hørsel", "demens"),
    ("Vi retter oss ikke mot innsatte i fengsel", "integrering"),
    ("De som bor her, hjelper dem som flytter inn", "demens"),
    ("Russetiden er dyr", "rus"),
    ("Rustne biler i skogen", "rus"),
    ("Ren luft i barnehagen", "kriminalitetsforebygging"),
    ("Ranunkler i hagen", "kriminalitetsforebygging"),
    ("Matematikk for elever", "matsvinn-og-matglede"),
    ("Materialer til bygg", "matsvinn-og-matglede"),
    ("Bokollektiv for studenter", "leseopplaering-og-laering"),
    ("Arbeidet med budsjettet tar tid", "arbeidsinkludering"),
    ("Samarbeid mellom to kor", "arbeidsinkludering"),
    ("Samarbeid og jobb i styret", "langtidsledighet-og-ufore"),
    ("Trygghetsvandring i parken", "vold-i-naere-relasjoner"),
    ("Bedre trivsel på arbeidsplassen", "skolemiljo-og-mobbing"),
    ("Musikk for alle", "aktivitet-pa-sykehjem"),
    ("Kommunen gir råd til bedrifter", "barnefattigdom"),
    ("Ungdomsrådet gir råd til kommunen", "barnefattigdom"),
]  # fmt: skip

GIR = [
    ("Skolefrafallet øker i fylket", "frafall-i-skolen"),
    ("Fråfallet i vidaregåande er stort", "frafall-i-skolen"),
    ("Elever med skolevegring", "skolefravaer-og-skolevegring"),
    ("Heimesitjarar i ungdomsskulen", "skolefravaer-og-skolevegring"),
    ("Nettmobbing blant elever", "skolemiljo-og-mobbing"),
    ("Inkludering i arbeid for folk som står utenfor", "arbeidsinkludering"),
    ("Arbeidsinkluderingstiltak", "arbeidsinkludering"),
    ("Flyktningkvinner trenger språk", "kvinner-med-innvandrerbakgrunn"),
    ("Einsame eldre", "ensomhet-eldre"),
    ("Valdsutsette kvinner på krisesenteret", "vold-i-naere-relasjoner"),
    ("Lauslating frå fengsel", "tilbakeforing-etter-straff"),
    ("Bustadlause unge", "bolig-og-bostedsloshet"),
    ("Gjeldsrettleiing til unge", "gjeld-og-okonomi"),
    ("Demensvennleg kommune", "demens"),
    ("Pårørandegrupper", "parorende"),
    ("Angst og depresjon hos voksne", "psykisk-helse-voksne"),
    ("Angst og uro hos elever", "psykisk-helse-unge"),
    ("Matsvinnet i butikkene", "matsvinn-og-matglede"),
    ("Språkstimulering i barnehagen", "sprak-i-barnehage"),
    ("Unge som verken er i jobb eller utdanning", "utenforskap-unge"),
    ("Verken rus eller gjeld er temaet, men fosterhjem", "barnevern-og-omsorgssvikt"),
]  # fmt: skip


def _temaer(tekst, kunnskap):
    return tolk(Ideprofil("Idé", tekst), kunnskap).temaslugger


def test_det_er_minst_60_setninger():
    assert len(IKKE) >= 60


@pytest.mark.parametrize(("tekst", "tema"), IKKE)
def test_svakt_ord_nektelse_eller_dobbel_betydning_gir_ikke_temaet(tekst, tema, kunnskap):
    assert tema in kunnskap.temaer
    assert tema not in _temaer(tekst, kunnskap)


@pytest.mark.parametrize(("tekst", "tema"), GIR)
def test_bokmal_nynorsk_boyning_og_sammensetning_gir_temaet(tekst, tema, kunnskap):
    assert tema in _temaer(tekst, kunnskap)


def test_hvert_svakt_ord_alene_gir_aldri_temaet_sitt(kunnskap):
    """Alle de svake ordene i tabellen, ikke bare eksemplene."""
    feil = []
    for ord_ in kunnskap.temaord:
        slag, slug = ord_.gjelder.split(":")
        if slag != "tema" or ord_.sterk:
            continue
        sterke = {o.uttrykk.stammer for o in kunnskap.temaord if o.sterk and o.gjelder == ord_.gjelder}
        if ord_.uttrykk.stammer in sterke:
            continue
        if slug in _temaer(ord_.uttrykk.visning, kunnskap):
            feil.append((slug, ord_.uttrykk.visning))
    assert feil == []


def test_hvert_sterkt_ord_uten_vilkar_gir_temaet_sitt(kunnskap):
    feil = []
    for ord_ in kunnskap.temaord:
        slag, slug = ord_.gjelder.split(":")
        if slag == "tema" and ord_.sterk and not ord_.bare_med and not ord_.ikke_med:
            tolkning = tolk(Ideprofil("Idé", ord_.uttrykk.visning), kunnskap)
            if slug not in tolkning.temaslugger and not tolkning.tema:
                feil.append((slug, ord_.uttrykk.visning))
    assert feil == []


def test_grunnen_siterer_ordene_i_teksten(kunnskap):
    tolkning = tolk(Ideprofil("Trygg", "Mange har høyt skolefravær."), kunnskap)
    assert "skolefravær" in " ".join(tolkning.tema[0].ord)


def test_valgt_tema_vinner_over_teksten(kunnskap):
    tolkning = tolk(Ideprofil("Idé", "Rus og gjeld", tema=("demens",)), kunnskap)
    assert [(t.slug, t.kilde) for t in tolkning.tema] == [("demens", "valgt")]


def test_alder_i_teksten_kan_gjelde_hjelperne(kunnskap):
    tekst = "Ungdom fra 14 til 20 år besøker beboere på sykehjem."
    assert "aktivitet-pa-sykehjem" in _temaer(tekst, kunnskap)
    med_svar = tolk(Ideprofil("Idé", tekst, alder_fra=14, alder_til=20), kunnskap)
    assert "aktivitet-pa-sykehjem" not in med_svar.temaslugger


def test_uten_andre_ord_gir_to_allmenne_ord_ett_tema(kunnskap):
    assert len(_temaer("En robot står i klasserommet og følger eleven på skolen.", kunnskap)) == 1
    assert _temaer("En robot står i klasserommet.", kunnskap) == ()
