"""De to leserne sammen, og lesningen av hele ideer: forkortelser, vilkår, nektelser, språk og tid."""

import time

import pytest

from samarbeid.matching import profiler
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lesing.lesere import TYDELIG, _star_alene, forene
from samarbeid.matching.lesing.likhet import Likhet, lag_likhetsleser
from samarbeid.matching.lesing.tekst import er_engelsk
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Temaforslag
from veier.husk import Husk
from veier.sok.normalisering import finn_ord
from veier.tjener import varm


def _tolk(tekst, kunnskap, **felt):
    return tolk(Ideprofil("", tekst, **felt), kunnskap)


@pytest.mark.parametrize(
    ("ord_", "bare_sagt", "verdi", "baerer", "star"),
    [
        (("spiller",), True, TYDELIG, True, False),
        (("spiller", "banen"), True, TYDELIG, True, True),
        (("spiller",), False, TYDELIG, True, True),
        (("spiller",), True, TYDELIG - 0.01, True, True),
        (("spiller",), True, TYDELIG, False, True),
    ],
)
def test_ett_ord_folk_bruker_til_saa_mangt_viker_for_resten_av_teksten(ord_, bare_sagt, verdi, baerer, star):
    tema = Temaforslag("idrett", "foreslatt", 100, ord_, bare_sagt)
    assert _star_alene(tema, Likhet("musikk", verdi, ("kor",), baerer)) is star


def _sett(tekst, kunnskap):
    t = _tolk(tekst, kunnskap)
    return {*t.temaslugger, *(f.slug for f in t.spurt)}


@pytest.mark.parametrize(
    ("tekst", "tema"),
    [
        ("De som går på LAR, trenger noe å gjøre på dagtid", "rus"),
        ("LAR-pasienter får følge på tur", "rus"),
        ("Gjengene i bydelen rekrutterer ungdom til kriminalitet", "kriminalitetsforebygging"),
        ("Vi gir råd til folk med gjeld", "gjeld-og-okonomi"),
        ("Ungdommer gir råd om svindel på nett til eldre", "digitalt-utenforskap"),
        ("Tidligere innsatte får jobb på verkstedet vårt", "tilbakeforing-etter-straff"),
        ("Han er tidlegare innsett", "tilbakeforing-etter-straff"),
        ("Folk som mangler bolig og nettverk", "bolig-og-bostedsloshet"),
        ("Enkemenn blir sittende hjemme alene etter at kona døde", "ensomhet-eldre"),
        ("bhg trenger en som leser for barna", "sprak-i-barnehage"),
        ("Flyktningmødre er isolerte", "kvinner-med-innvandrerbakgrunn"),
        ("Inn på tunet for menn som sliter", "psykisk-helse-voksne"),
        ("Barn med erfaring gir råd til politikere og departement", "bruker-og-barnemedvirkning"),
        ("Unge kvinner som er blitt slått hjemme", "vold-i-naere-relasjoner"),
    ],
)
def test_det_en_person_ville_lest_blir_lest(tekst, tema, kunnskap):
    assert tema in _sett(tekst, kunnskap)


@pytest.mark.parametrize(
    ("tekst", "ikke"),
    [
        ("Vi lar eldre strikke sammen", "rus"),
        ("VI LAR ELDRE STRIKKE SAMMEN", "rus"),
        ("Lar du oss bruke gymsalen?", "rus"),
        ("Vi er en gjeng pensjonister som reparerer sykler", "kriminalitetsforebygging"),
        ("Jentegjengen på skolen vil danse", "kriminalitetsforebygging"),
        ("Vi gir råd til folk med gjeld", "bruker-og-barnemedvirkning"),
        ("Tidligere innsate vil hjelpe andre ut", "tidlig-innsats"),
        ("Enkemenn blir sittende hjemme alene", "skolefravaer-og-skolevegring"),
        ("Oppfølgingstjenesten i rusarbeidet mangler kveldstilbud", "frafall-i-skolen"),
        ("Søknad om tilskudd til sosialt entreprenørskap", "lokalt-naeringsliv-og-sosialt-foretak"),
        ("Rus er ikke tema hos oss, vi driver med skolemat", "rus"),
        ("Det handler ikke om rus, men om ensomme gamle", "rus"),
        ("Lovene om barnevern lages uten at barn blir hørt", "kriminalitetsforebygging"),
    ],
)
def test_vanlige_ord_gir_ikke_et_tema_de_ikke_betyr(tekst, ikke, kunnskap):
    assert ikke not in _sett(tekst, kunnskap)


@pytest.mark.parametrize(
    "tekst", ["Kor for folk som stammer", "Tannpuss med dinosaur", "Noe for Os", "asdf qwer"]
)
def test_en_tekst_ingen_av_leserne_kjenner_gir_ingen_tema(tekst, kunnskap):
    assert _tolk(tekst, kunnskap).tema == ()


@pytest.mark.parametrize(
    ("tekst", "virkning"),
    [
        ("NTNU har målt det, og det virker", "forskning"),
        ("Universitetet har fulgt oss. SINTEF har evaluert metoden.", "forskning"),
        ("Rambøll har evaluert tilbudet", "ekstern"),
        ("Vi har målt det selv", "egne_tall"),
        ("NTNU har ikke målt det", "ingen"),
    ],
)
def test_hvem_som_har_maalt_leses(tekst, virkning, kunnskap):
    assert _tolk(tekst, kunnskap).ide.effektdokumentasjon == virkning


def test_to_situasjoner_som_er_sanne_samtidig_er_ingen_motstrid(kunnskap):
    t = _tolk("Unge som har sluttet på videregående", kunnskap, situasjon="utenfor_alt")
    assert [g.kode for g in t.mangler] == []


def test_et_tema_teksten_bare_ligner_paa_gir_modellene_ingen_poeng(kunnskap):
    t = _tolk("Skolene i bygda skal bli mobbefrie", kunnskap)
    assert [(f.slug, f.kilde) for f in t.tema] == [("skolemiljo-og-mobbing", "lignende")]
    assert t.sikre_temaer == ()
    assert t.spurt == t.tema
    assert "mobbefrie" in t.tema[0].ord


def test_det_eieren_sier_er_lest_feil_leses_ikke(kunnskap):
    tekst = "Personer med demens i Haugesund. Det koster 90 000 kroner."
    t = _tolk(tekst, kunnskap, ikke_lest=("tema:demens", "omrade:1106", "arlig_belop"))
    assert "demens" not in t.temaslugger
    assert (t.omrader, t.ide.arlig_belop) == ((), None)
    assert _tolk(tekst, kunnskap).omrader == ("1106",)


@pytest.mark.parametrize(
    ("tekst", "engelsk"),
    [
        ("We help refugee women find work in Drammen", True),
        ("A meeting place for young people", True),
        ("Syrian women meet every week", True),
        ("Vi lager en app som heter Find the Way", False),
        ("Me hjelper folk med å finne jobb", False),
        ("The Human Aspect viser at livet kan bli bedre for deg og dine", False),
    ],
)
def test_engelsk_kjennes_igjen(tekst, engelsk, kunnskap):
    assert er_engelsk(o.skrevet for o in finn_ord(tekst)) is engelsk


def test_sted_belop_og_alder_leses_ogsaa_av_engelsk(kunnskap):
    t = _tolk("We help young people aged 16 to 20 in Drammen. It costs 500,000 NOK per year.", kunnskap)
    assert (t.omrader, t.ide.arlig_belop, t.alder) == (("3301",), 500_000, (16, 20))
    assert [g.kode for g in t.mangler] == ["engelsk"]


# ── Den statistiske leseren for seg, uten database ──


LESER = lag_likhetsleser(
    {
        "hage": ((1.0, "hagearbeid"), (1.0, "planter og blomster"), (0.4, "jord")),
        "sjo": ((1.0, "båtbygging"), (1.0, "fiske og garn"), (0.4, "vann")),
        "fjell": ((1.0, "klatring"), (1.0, "fottur i høyden"), (0.4, "stein")),
    }
)


def test_likheten_siterer_ordene_som_veide_mest():
    mest = LESER.les("Vi vil så blomster med barna")[0]
    assert (mest.slug, mest.ord[0], mest.baerer) == ("hage", "blomster", True)


def test_et_ord_ingen_har_skrevet_for_ligner_paa_leddene_sine():
    assert LESER.les("fiskegarnet")[0].slug == "sjo"


def test_ett_svakt_ord_baerer_ikke_et_tema():
    [mest] = LESER.les("jord")
    assert (mest.slug, mest.baerer) == ("hage", False)


def test_ingen_kjente_ord_gir_ingen_likhet():
    assert LESER.les("qwerty") == []
    assert lag_likhetsleser({}).les("blomster") == []


def _ord(slug, *ord_, poeng=3.0):
    return Temaforslag(slug, "foreslatt", poeng, ord_)


def _likt(*par):
    return [Likhet(slug, verdi, (slug,)) for slug, verdi in par]


def test_ordene_vinner_naar_de_er_flere():
    lest = forene((_ord("a", "x", "y", poeng=6.0),), _likt(("a", 0.2), ("b", 0.1)))
    assert ([t.slug for t in lest.tema], lest.spurt) == (["a"], ())


def test_sterk_uenighet_med_flere_ord_blir_et_sporsmaal():
    lest = forene((_ord("a", "x", "y", poeng=6.0),), _likt(("b", 0.4), ("a", 0.05)))
    assert ([t.slug for t in lest.tema], [t.slug for t in lest.spurt]) == (["a"], ["b"])


def test_hviler_ordene_paa_ett_ord_taler_likheten_forst():
    lest = forene((_ord("a", "x"),), _likt(("b", 0.4), ("a", 0.05)))
    assert [t.slug for t in lest.tema] == ["b", "a"]
    assert [t.slug for t in lest.spurt] == ["b"]


def test_et_bitema_paa_ett_ord_maa_ligne():
    lest = forene((_ord("a", "x", "y", poeng=6.0), _ord("b", "z")), _likt(("a", 0.3), ("b", 0.02)))
    assert [t.slug for t in lest.tema] == ["a"]


def test_bare_svake_ord_uten_likhet_er_ikke_et_tema():
    lest = forene((_ord("a", "x", "y", poeng=2.0),), _likt(("b", TYDELIG - 0.01), ("a", 0.01)))
    assert (lest.tema, [t.slug for t in lest.naermest]) == ((), ["b"])


@pytest.mark.parametrize(("verdi", "tema"), [(TYDELIG, ["b"]), (TYDELIG - 0.01, [])])
def test_tier_ordene_maa_likheten_vaere_tydelig(verdi, tema):
    lest = forene((), _likt(("b", verdi)))
    assert [t.slug for t in lest.tema] == tema
    assert [t.slug for t in (*lest.spurt, *lest.naermest)] == ["b"]


@pytest.mark.grundig
@pytest.mark.parametrize(
    "bit",
    [
        "Herøy og Sandnes, ", "1 000 000 ", "to hundre og ", "2 x ", "i Os og ", "1,", "16–", "kr 5 ", "LAR ", "har ",
        "Sogn og Fjordane – ", "Ntnu Abc har ", "ikke rus eller ", "gjeng ", "sittende hjemme ", "elev skole ",
    ],
)  # fmt: skip
def test_tiden_folger_lengden_hva_som_enn_limes_inn(bit, kunnskap):
    def tid(lengde):
        ide = Ideprofil("T", (bit * lengde)[:lengde])
        beste = float("inf")
        for _ in range(3):
            for_ = time.process_time()
            tolk(ide, kunnskap)
            beste = min(beste, time.process_time() - for_)
        return beste

    tid(2_000)
    assert tid(8_000) <= 3.2 * tid(4_000) + 0.02


SUNNHORDLAND = "Vi besøker ensomme eldre i Sunnhordland."


def test_en_hel_region_kan_vaere_lest_feil(kunnskap):
    lest = _tolk(SUNNHORDLAND, kunnskap)
    assert len(lest.omrader) > 3
    t = _tolk(SUNNHORDLAND, kunnskap, ikke_lest=(f"omrade:{','.join(lest.omrader)}",))
    assert (t.omrader, t.fra_tekst.get("omrader")) == ((), None)
    t = _tolk(SUNNHORDLAND, kunnskap, ikke_lest=(f"omrade:{','.join(lest.omrader[1:])}",))
    assert t.omrader == lest.omrader[:1]


def test_ordene_til_et_sted_som_er_lest_feil_er_ikke_med(kunnskap):
    tekst = "Demens i Haugesund og Stavanger."
    assert _tolk(tekst, kunnskap).fra_tekst["omrader"] == "Haugesund, Stavanger"
    assert _tolk(tekst, kunnskap, ikke_lest=("omrade:1106",)).fra_tekst["omrader"] == "Stavanger"


def test_en_varighet_som_er_lest_feil_avgjor_ikke_belopet(kunnskap):
    tekst = "Demens. Vi trenger 900 000 kroner for tre år."
    assert (_tolk(tekst, kunnskap).ide.arlig_belop, _tolk(tekst, kunnskap).ide.varighet_ar) == (300_000, 3)
    t = _tolk(tekst, kunnskap, ikke_lest=("varighet_ar",))
    assert (t.ide.arlig_belop, t.ide.varighet_ar) == (900_000, None)


@pytest.mark.parametrize(
    ("omrader", "kode", "setning"),
    [
        ((), "sted_nevnt", "Dere skriver «Bryne», og der har Time kommune ansvaret."),
        (("1121",), "sted", "Dere har valgt et sted som Time kommune har ansvar for."),
    ],
)
def test_grunnen_sier_om_stedet_er_valgt_eller_lest(omrader, kode, setning, kunnskap):
    svar = vurder(Ideprofil("", "Personer med demens i Bryne.", omrader=omrader), kunnskap)
    [grunn] = [g for g in svar.veier[0].grunner if g.kode.startswith("sted")]
    assert (grunn.kode, Forklarer(kunnskap).setning(grunn)) == (kode, setning)


def test_at_kommunen_har_ansvar_i_sitt_eget_navn_er_ingen_grunn(kunnskap):
    svar = vurder(Ideprofil("", "Personer med demens i Haugesund."), kunnskap)
    assert svar.veier[0].part.slug == "haugesund-kommune"
    assert not [g for g in svar.veier[0].grunner if g.kode.startswith("sted")]


@pytest.mark.django_db
def test_leseren_bygges_forst_nar_en_tekst_skal_leses_og_da_en_gang(monkeypatch):
    bygget = []
    monkeypatch.setattr(profiler, "_husket", Husk(2))
    monkeypatch.setattr(profiler, "_bygget", Husk(6))
    monkeypatch.setattr(profiler, "lag_likhetsleser", lambda tekster: bygget.append(tekster) or LESER)
    kunnskap = profiler.hent_kunnskap()
    assert bygget == []
    profiler.les_likheten()  # det tjeneren gjør før den første leseren
    assert kunnskap.likhet is profiler.hent_kunnskap().likhet is LESER
    assert len(bygget) == 1


def test_det_som_leses_ved_oppstart_er_med_og_stanser_ikke_tjeneren(monkeypatch, caplog):
    assert profiler.les_likheten in varm.LESES

    def feiler():
        raise profiler.TomDatabase

    varm._les(feiler)
    assert "ble ikke lest" in caplog.text


@pytest.mark.parametrize(
    ("tekst", "bestemmer"),
    [
        ("Ungdom i bydelen venter for lenge på noen å snakke med om psykisk helse.", "bydelsdirektor"),
        ("Ungdom i alle bydelene venter for lenge på noen å snakke med om psykisk helse.", "byradsavdeling"),
        ("Ungdom i Oslo venter for lenge på noen å snakke med om psykisk helse.", "byradsavdeling"),
    ],
)
def test_bydelen_i_oslo_har_sin_egen_trapp_ogsaa_uten_navn(tekst, bestemmer, kunnskap):
    svar = vurder(
        Ideprofil(tittel="Noen å snakke med", problem=tekst, omrader=("0301",), arlig_belop=250_000), kunnskap
    )
    assert [r.rolle for r in svar.veier[0].beslutter] == [bestemmer]


def test_bydelen_i_oslo_bestemmer_ikke_over_skolene(kunnskap):
    ide = Ideprofil(
        tittel="Ro på skolen", problem="Elever i bydelen kommer ikke på skolen.", omrader=("0301",)
    )
    assert not any("bydel" in r.rolle for vei in vurder(ide, kunnskap).veier for r in vei.beslutter)


@pytest.mark.parametrize(
    ("tekst", "spor"),
    [
        ("På ungdomsskolen har vi elever som sitter hjemme.", False),
        ("Elever på vg2 slutter før jul.", False),
        ("Elever kommer ikke på skolen.", True),
        ("Elever på ungdomsskolen og i videregående skole sitter hjemme.", True),
    ],
)
def test_alderen_er_sagt_nar_teksten_sier_hva_slags_skole_det_er(tekst, spor, kunnskap):
    svar = vurder(Ideprofil(tittel="De som ikke kommer", problem=tekst, omrader=("3305",)), kunnskap)
    assert ("mangler_alder_avgjor" in [g.kode for g in svar.mangler]) is spor
