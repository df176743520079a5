"""Et ord leses i setningen det står i: stedene i en rekke, pengene det bes om, og hvem det er som låner, bygger og betaler."""

import pytest

from samarbeid.matching.beslutning.trapp import trinn_for
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.kontrakt import les_ide
from samarbeid.matching.lesing.belop import belop_i_tekst
from samarbeid.matching.lesing.eierskap import er_privat
from samarbeid.matching.lesing.enheter import les_pekere
from samarbeid.matching.lesing.pengekilde import KOMMUNALT, STATLIG, les_pengekilde
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.maling import lister
from samarbeid.matching.motor import vurder
from samarbeid.matching.regler.terskler import Terskler


def _ide(kunnskap, losning, tittel="En idé", **felt):
    return les_ide({"tittel": tittel, "losning": losning, **felt}, kunnskap)


def _tolk(kunnskap, losning, **felt):
    return tolk(_ide(kunnskap, losning, **felt), kunnskap)


@pytest.mark.parametrize(
    ("tekst", "belop"),
    [
        ("Vi øver et halvår. 78 000 kr. Personalet følger med.", 78_000),
        ("Et prøveår til 520 000 kr. Fylkeskommunen betaler.", 520_000),
        ("Hun tar 45 000 for å lage stien.", 45_000),
        ("Vi ber Nav om 950 000 kr av bydelens egne midler.", 950_000),
        ("Sparebankstiftelsen betaler 400 000, og vi ber kommunen om 150 000 kroner.", 150_000),
        ("Vi trenger ikke alt: Stiftelsen dekker 300 000 kroner.", None),
        ("Bedriftene betaler 200 000 kroner, og vi søker om 100 000 kroner.", 100_000),
        ("Budsjettet er klart: banken bidrar med 500 000 kroner det første året.", None),
        ("Stiftelsen vår står bak, og budsjettet er 800 000 kroner.", 800_000),
        ("Stiftelsen dekker halvparten av prosjektet, som koster 600 000 kroner i året.", 600_000),
        ("Rådgiver gir hjelp til familier for 300 000 kroner i året.", 300_000),
        ("Medlemmene står klare, og tiltaket koster 250 000 kroner.", 250_000),
        ("Kommunen bruker mye på vikarer, og mangler likevel folk for 2 millioner kroner.", None),
        ("De ga oss 200 000 kroner, og nå trenger vi 80 000 kroner.", 80_000),
        ("Vi anslår 300 000 til drift.", 300_000),
        ("Vi har 120 000 kroner selv, og mangler 80 000 kroner.", 80_000),
        ("Fylket har en post for forskning, vi mener 700 000 over to år passer der.", 700_000),
        ("78 000 kr per skole.", None),
        ("12 000 pr. elev.", None),
    ],
)
def test_belopet_leses_der_setningen_sier_at_det_er_prisen(tekst, belop):
    funnet = belop_i_tekst(tekst, None)
    assert (funnet and funnet.arlig) == belop


def test_for_en_sum_er_prisen_bare_i_losningen(kunnskap):
    assert _tolk(kunnskap, "Lesekurs på en ungdomsskole for 70 000 kr.").ide.arlig_belop == 70_000
    t = _tolk(kunnskap, "Vi rydder sammen med ungdom.", problem="I fjor var det hærverk for 70 000 kr.")
    assert t.ide.arlig_belop is None


@pytest.mark.parametrize(
    ("tekst", "modell"),
    [
        ("Vi søker på IMDis tilskudd til frivillige organisasjoner.", STATLIG),
        ("Søker Agder fylkeskommunes regionale næringsmidler om 400 000.", KOMMUNALT),
        ("Fylkeskommunen har næringsmidlar, og det er dei vi vil søkje på.", KOMMUNALT),
        ("Penger: 350 000 kr av områdeløftets potte i bydelen, den er lyst ut nå.", KOMMUNALT),
    ],
)
def test_pengene_det_sokes_om(tekst, modell):
    assert les_pengekilde(tekst).modell == modell


@pytest.mark.parametrize(
    ("tekst", "modell"),
    [
        ("Ingen betaling, bare kaffe og litt forsikring.", "effektkontrakt"),
        ("Kan en av oss sitte der og ta imot de neste?", "arbeidspraksis"),
        ("Vi kan tenke oss å låne bort hybelen vår.", "lokaler-og-utstyr"),
        ("Avtalene går ut, og kommunen vil lyse ut på nytt.", "kommunalt-tilskudd"),
    ],
)
def test_det_som_ikke_bes_om(kunnskap, tekst, modell):
    assert modell not in _tolk(kunnskap, tekst).onsker


@pytest.mark.parametrize(
    ("tekst", "modell"),
    [
        ("Kommunen betaler bare hvis det virker.", "effektkontrakt"),
        ("Vi kan ta imot folk fra Nav.", "arbeidspraksis"),
        ("Vi vil låne et lokale av kommunen.", "lokaler-og-utstyr"),
        ("Skriv inn i kontrakten at lærlinger skal med.", "sosiale-krav-i-kontrakt"),
        ("Vi håper konkurransen kan være for ideelle.", "reservert-ideelle"),
        ("Fem lag tegner hvert sitt forslag mot premie.", "plan-og-designkonkurranse"),
    ],
)
def test_det_som_bes_om(kunnskap, tekst, modell):
    assert modell in _tolk(kunnskap, tekst).onsker


@pytest.mark.parametrize(
    "tekst",
    [
        "Vi treng 650 000 i året, kvart år, inn i kommunebudsjettet.",
        "Fylkeskommunen legger inn 4 mill. i året fast.",
        "Staten må lage en egen tilskuddsordning over statsbudsjettet.",
        "Det er penger som ikke ligger inne i noe budsjett nå.",
    ],
)
def test_en_ny_fast_kostnad(kunnskap, tekst):
    assert _tolk(kunnskap, tekst).ide.kostnadsslag == "ny_fast_kostnad"


def test_steder_i_en_rekke_er_ikke_temaet(kunnskap):
    rekke = "En kampanje der skoler, sykehjem og rådhus konkurrerer."
    assert "aktivitet-pa-sykehjem" not in _tolk(kunnskap, rekke).temaslugger
    assert "aktivitet-pa-sykehjem" in _tolk(kunnskap, "Beboerne på sykehjemmet synger.").temaslugger


def test_middelet_er_ikke_temaet(kunnskap):
    """Middagen er måten; det er de som spiser alene, det handler om."""
    t = _tolk(
        kunnskap,
        "En familie i nabolaget kommer med middag og spiser sammen med dem annenhver torsdag.",
        problem="Mange hjemmeboende eldre spiser alene foran TV-en hver dag.",
    )
    assert t.temaslugger == ("ensomhet-eldre",)


def test_ordningen_teksten_nevner_er_med(kunnskap):
    ide = _ide(kunnskap, "Kommunen søker prosjektskjønn sammen med oss til eit tilbod for vaksne med angst.")
    svar = vurder(ide, kunnskap)
    assert svar.tolkning.ordninger == {"prosjektskjonn": "prosjektskjønn"}
    vurdering = next(v for v in svar.tilskudd if v.slug == "prosjektskjonn")
    assert vurdering.grunner[0].kode == "tilskudd_navngitt"
    assert not {g.kode for g in vurdering.mot} & {"tilskudd_uten_tema", "tilskudd_annet_tema"}


@pytest.mark.parametrize("barnehage", ["andelsbarnehage", "menighetsbarnehage", "studentbarnehage"])
def test_barnehagen_har_sin_egen_eier(kunnskap, barnehage):
    assert er_privat(f"vi er en {barnehage} på nesodden")
    svar = vurder(
        _ide(kunnskap, f"Kurs for personalet i en {barnehage} i Lindesnes for 12 500 kr."), kunnskap
    )
    assert lister(svar)["forste_samtale"] == ["barnehagestyrer"]
    assert lister(svar)["beslutter"] == ["barnehagestyrer"]


def test_en_foreldreskole_er_ikke_en_privat_skole():
    assert not er_privat("vi holder foreldreskole på torsdager")


def test_den_som_fikk_jobb_et_sted_gjor_ikke_stedet_til_en_part(kunnskap):
    def nevnt(tekst):
        return {e.rolle for e in les_pekere(_tolk(kunnskap, tekst)).enheter}

    assert "barnehagestyrer" not in nevnt(
        "Tre av mødrene er ansatt i barnehage. Vi vil ha språktrening i parken."
    )
    assert "barnehagestyrer" in nevnt("Jeg er ansatt i barnehage og vil prøve noe der.")


@pytest.mark.parametrize(
    ("tekst", "rolle", "niva"),
    [
        ("Vi kjenner tannhelsetjenesten i Telemark.", "fylkeskommunedirektor", "fylkeskommune"),
        ("Fylket betaler skoleskyssen.", "fylkeskommunedirektor", "fylkeskommune"),
        ("Andre døgn på avrusning er når folk går.", "samhandlingssjef-helseforetak", "stat"),
        ("Vi ønsker at UDI tar det inn.", "fagdirektor-direktorat", "stat"),
        ("Helsesykepleieren går tur med to elever.", "leder-helsestasjon", "kommune"),
        ("Et opplegg på tre vidaregåande i Rogaland.", "rektor-videregaende", "fylkeskommune"),
    ],
)
def test_enheten_et_ord_er(kunnskap, tekst, rolle, niva):
    enheter = les_pekere(_tolk(kunnskap, tekst)).enheter
    assert [(e.rolle, e.niva) for e in enheter] == [(rolle, niva)]


def test_hele_byen_er_ikke_bydelen(kunnskap):
    t = _tolk(kunnskap, "Svømmekurs på Haugerud i Oslo og i hele byen hver sommer.", omrader=["0301"])
    assert not t.bydel
    assert _tolk(kunnskap, "Svømmekurs på Haugerud i Oslo hver sommer.", omrader=["0301"]).bydel


def test_en_helsetjeneste_er_stor_forst_over_sin_egen_terskel(kunnskap):
    """Mellom den nasjonale grensen og grensen for særlige tjenester kunngjøres ikke kjøpet, og det er ingen stor konkurranse."""
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    modell = {m.slug: m for m in kunnskap.modeller}
    mellom = terskler.grense("nasjonal") + 500_000
    assert mellom < terskler.grense("eos-saerlige")

    def trinn(slug, total):
        return trinn_for(modell[slug], total, None, terskler, flere_enheter=False, niva="kommune")

    assert trinn("helse-og-sosialtjenester", mellom) == "sektor"
    assert trinn("helse-og-sosialtjenester", terskler.grense("eos-saerlige") + 1) == "topp"
    assert trinn("kunngjort-konkurranse", mellom) == "topp"


def test_et_rom_pa_sykehuset_er_klinikklederens(kunnskap):
    svar = vurder(
        _ide(kunnskap, "Vi treng eit rom ved BUP i Førde. Det skal ikkje koste sjukehuset noko."), kunnskap
    )
    assert lister(svar)["beslutter"] == ["direktor-helseforetak"]


@pytest.mark.parametrize(
    ("losning", "sted", "ventet"),
    [
        ("Boksetrening på en videregående skole i Oslo, 30 000 kr.", "0301", "Utdanningsetaten"),
        ("Lesekurs på ungdomsskolen i Groruddalen i Oslo, 70 000 kr.", "0301", "Utdanningsetaten"),
        ("Lesekurs på en ungdomsskole i Bergen, 70 000 kr.", "4601", "byrådsavdelingen for fagområdet"),
        ("Turer for eldre på et sykehjem i Oslo, 70 000 kr.", "0301", "byrådsavdelingen for fagområdet"),
    ],
)
def test_skolene_i_oslo_er_utdanningsetatens(kunnskap, losning, sted, ventet):
    vei = vurder(_ide(kunnskap, losning, omrader=[sted]), kunnskap).veier[0]
    assert f"Ellers går saken til {ventet}." in Forklarer(kunnskap).setning(vei.beslutter[0].grunn)


@pytest.mark.parametrize(
    ("omrade", "forste", "beslutter"),
    [
        ("0301", "byradsavdeling", "byradsavdeling"),
        ("18", "fylkesrad", "fylkesrad"),
        ("40", "fylkeskommunedirektor", "fylkeskommunedirektor"),
    ],
)
def test_tannhelsen_har_den_lederen_styreformen_gir(kunnskap, omrade, forste, beslutter):
    svar = vurder(_ide(kunnskap, "Vi møter tannhelsetjenesten for 50 000 kr.", omrader=[omrade]), kunnskap)
    vei = svar.veier[0]
    assert [f.rolle for f in (*vei.forste_samtale, *vei.beslutter)] == [forste, beslutter]
    assert {g.detaljer["rolle"] for g in vei.grunner if g.kode == "enhet_nevnt"} <= {forste}


@pytest.mark.parametrize(
    ("losning", "felt", "verdi"),
    [
        ("Vi trenger bare et bord på biblioteket onsdager. Gratis.", "arlig_belop", 0),
        ("Kurs på biblioteket. Gratis for deltakerne.", "arlig_belop", None),
        ("Kafé for eldre. Tilbudet er gratis. Kommunen kjøper driften av oss.", "arlig_belop", None),
        ("Vi søker Bufdir om støtte til turene. Ingen kommunale penger.", "arlig_belop", 0),
        ("Vi får ikke kommunale penger i dag, og trenger hjelp til husleien.", "arlig_belop", None),
        ("Vi er et ideelt AS med turer for barn.", "organisasjonsform", "IDEELT_AS"),
        ("Det slutter flest elever i mars, og ingen vet hvorfor.", "situasjon", None),
        ("Elever i tre klasser får lese for hunder.", "situasjon", "i_skole"),
        ("Turlaget har avdelinger i Bodø og Narvik og vil starte i Alta.", "modenhet", "drift"),
    ],
)
def test_ordet_er_lest_med_det_som_star_rundt(kunnskap, losning, felt, verdi):
    assert getattr(_tolk(kunnskap, losning).ide, felt) == verdi


@pytest.mark.parametrize(
    ("losning", "i_aret"),
    [
        ("Kommunen tar hele regningen (cirka 700 000 kroner) fra fjerde år og videre.", True),
        ("Vi trenger 90 000 kroner til kurset.", False),
        ("Prosjektet koster 900 000 kroner fra andre år til fjerde år.", False),
        ("Det koster 500 000 kroner nå og 300 000 kroner fra andre år.", False),
    ],
)
def test_belopet_er_i_aret_naar_det_er_det_hvert_ar(kunnskap, losning, i_aret):
    assert _tolk(kunnskap, losning).er_i_aret is i_aret


def test_strok_i_en_annen_by_er_ikke_med_naar_byen_er_nevnt(kunnskap):
    assert _tolk(kunnskap, "Kveldsmat og prat på Ila i Oslo for enslige menn.").omrader == ("0301",)
    assert _tolk(kunnskap, "Turer for eldre fra Ila i Trondheim.").omrader == ("5001",)
