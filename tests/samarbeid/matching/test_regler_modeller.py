"""Hvert kriterium for modellene, uten database."""

import pytest

from samarbeid.matching.regler import modeller as regler
from samarbeid.matching.regler.vurdering import DELVIS_FRA, JA_FRA, vurder_modell
from samarbeid.matching.typer import DELVIS, JA, NEI, NY_FAST
from tests.samarbeid.matching.bygg import TERSKLER, modell, tolkning

SVAR = [
    # kriterium, felt i ideen, modellens felt, passer, passer ikke
    ("modenhet", "modenhet", {"modenhet_ja": ("drift",)}, "drift", "ide"),
    ("organisasjonsform", "organisasjonsform", {"organisasjonsform_ja": ("STI",)}, "STI", "AS"),
    ("utbytte", "utbytte", {"utbytte_ja": "nei"}, False, True),
    ("tjenestetype", "tjenestetype", {"tjenestetype_ja": ("digital",)}, "digital", "fritid"),
    ("finnes", "finnes_fra_for", {"finnes_ja": ("nei",)}, "nei", "ja"),
    ("sparer", "hvem_sparer", {"sparer_ja": ("stat",)}, "stat", "ingen"),
    ("effekt", "effektdokumentasjon", {"effekt_ja": ("forskning",)}, "forskning", "ingen"),
    ("styres", "styres_av", {"styres_ja": ("oss",)}, "oss", "det_offentlige"),
    ("varighet", "varighet_ar", {"varighet_ja": "kort"}, 1.0, 1.5),
    ("varighet", "varighet_ar", {"varighet_ja": "lang"}, 2.0, 1.0),
]


@pytest.mark.parametrize(("navn", "felt", "i_modellen", "passer", "passer_ikke"), SVAR)
def test_svar_som_passer_ikke_passer_og_mangler(navn, felt, i_modellen, passer, passer_ikke):
    regel = getattr(regler, navn)
    m = modell(**i_modellen)
    ja = regel(tolkning(**{felt: passer}), m, TERSKLER)
    assert (ja.andel, ja.i_strid, ja.grunn.kode) == (1.0, False, f"{navn}_passer")
    nei = regel(tolkning(**{felt: passer_ikke}), m, TERSKLER)
    assert (nei.andel, nei.i_strid, nei.grunn.kode) == (0.0, True, f"{navn}_passer_ikke")
    tom = regel(tolkning(), m, TERSKLER)
    assert (tom.andel, tom.i_strid, tom.grunn) == (regler.UKJENT, False, None)
    assert tom.mangler.detaljer["felt"] == felt


@pytest.mark.parametrize(
    "navn", ["modenhet", "verdi", "organisasjonsform", "utbytte", "tema", "varighet", "styres"]
)
def test_modell_uten_mening_gir_det_samme_uansett_svar(navn):
    utfall = getattr(regler, navn)(tolkning("t", modenhet="ide", arlig_belop=5), modell(), TERSKLER)
    assert (utfall.andel, utfall.mening, utfall.mangler) == (regler.UTEN_MENING, False, None)


def test_modenhet_kan_passe():
    utfall = regler.modenhet(
        tolkning(modenhet="testet"), modell(modenhet_ja=("drift",), modenhet_delvis=("testet",)), TERSKLER
    )
    assert (utfall.andel, utfall.grunn.kode) == (regler.DELVIS, "modenhet_kan_passe")


@pytest.mark.parametrize(
    ("fra", "til", "belop", "ar", "kode"),
    [
        ("1", "innslagspunkt", 100_000, 1, "verdi_passer"),
        ("1", "innslagspunkt", 50_000, 2, "verdi_passer"),
        ("1", "innslagspunkt", 0, 1, "verdi_ingen_betaling"),
        ("1", "innslagspunkt", 150_000, 1, "verdi_mellom_grenser"),
        ("1", "innslagspunkt", 400_000, 1, "verdi_passer_ikke"),
        ("innslagspunkt", "nasjonal", 100_000, 1, "verdi_naer"),
        ("innslagspunkt", "nasjonal", 100_001, 1, "verdi_passer"),
        ("innslagspunkt", "nasjonal", 650_000, 2, "verdi_passer"),
        ("innslagspunkt", "nasjonal", 650_001, 2, "verdi_passer_ikke"),
        ("1", "1300000", 700_000, 2, "verdi_naer"),
        ("1", "1300000", 980_000, 2, "verdi_passer_ikke"),
        ("nasjonal", "", 1_300_000, 1, "verdi_naer"),
        ("nasjonal", "", 1_300_001, 1, "verdi_passer"),
        ("nasjonal", "", 400_000, 1, "verdi_passer_ikke"),
        ("0", "0", 0, 1, "uten_betaling"),
        ("0", "0", 1, 1, "verdi_passer_ikke"),
    ],
)
def test_samlet_verdi_mot_rammen(fra, til, belop, ar, kode):
    utfall = regler.verdi(
        tolkning(arlig_belop=belop, varighet_ar=ar), modell(verdi_fra=fra, verdi_til=til), TERSKLER
    )
    assert utfall.grunn.kode == kode


@pytest.mark.parametrize(
    ("slug", "varighet_ar", "total", "periode"),
    [
        ("modell", None, 1_600_000, "uten_slutt"),
        ("modell", 2, 800_000, ""),
        ("kommunalt-tilskudd", None, 400_000, "i_aret"),
    ],
)
def test_en_ny_kostnad_uten_sluttdato_regnes_som_fire_ar_og_et_tilskudd_som_ett(
    slug, varighet_ar, total, periode
):
    t = tolkning(arlig_belop=400_000, varighet_ar=varighet_ar, kostnadsslag=NY_FAST)
    d = regler.verdi(t, modell(slug, verdi_fra="1", verdi_til="nasjonal"), TERSKLER).grunn.detaljer
    assert (d["total"], d["periode"]) == (total, periode)


def test_verdi_uten_varighet_regner_ett_ar_og_ber_om_varighet():
    utfall = regler.verdi(
        tolkning(arlig_belop=90_000), modell(verdi_fra="1", verdi_til="innslagspunkt"), TERSKLER
    )
    assert (utfall.andel, utfall.mangler.kode) == (1.0, "mangler_varighet_ar")


def test_onske_med_egne_ord_siteres_og_mangler_nar_modellen_krever_det():
    m = modell("lokaler", krever=("onske",))
    med = regler.onske(tolkning(onsker={"lokaler": "et tomt lokale"}), m, TERSKLER)
    assert (med.andel, med.grunn.detaljer["ord"]) == (1.0, "et tomt lokale")
    assert regler.onske(tolkning(), m, TERSKLER).mangler.kode == "mangler_onske"
    assert regler.onske(tolkning(), modell(), TERSKLER).mangler is None


@pytest.mark.parametrize(
    ("tema", "andel", "strid"), [(("a",), 1.0, False), (("x", "a"), 0.8, False), (("x",), 0.0, True)]
)
def test_tema_teller_mest_nar_det_er_hovedtemaet(tema, andel, strid):
    utfall = regler.tema(tolkning(*tema), modell(tema_ja=("a",)), TERSKLER)
    assert (utfall.andel, utfall.i_strid) == (andel, strid)


def test_ordene_i_teksten_folger_med_grunnen():
    t = tolkning(modenhet="drift", fra_tekst={"modenhet": "er i drift"})
    assert regler.modenhet(t, modell(modenhet_ja=("drift",)), TERSKLER).grunn.detaljer["ord"] == "er i drift"


ALT = {
    "modenhet_ja": ("drift",),
    "tjenestetype_ja": ("digital",),
    "tema_ja": ("t",),
    "verdi_fra": "1",
    "verdi_til": "nasjonal",
}
SVARER = {"modenhet": "drift", "tjenestetype": "digital", "arlig_belop": 200_000, "varighet_ar": 1.0}


def test_alt_stemmer_gir_ja_med_det_som_skiller_foran_det_som_gjelder_mange():
    v = vurder_modell(tolkning("t", onsker={"modell": "ja takk"}, **SVARER), modell(**ALT), TERSKLER)
    assert v.passer == JA
    assert v.poeng >= JA_FRA
    assert [g.kode for g in v.grunner] == [
        "onske",
        "tema_passer",
        "tjenestetype_passer",
        "modenhet_passer",
        "verdi_passer",
    ]
    assert v.ville_passet == ()


def test_hindring_gir_nei_med_hindringen_forst_og_hva_som_ville_passet():
    t = tolkning("t", onsker={"modell": "ja takk"}, **{**SVARER, "modenhet": "ide"})
    v = vurder_modell(t, modell(hindrer=("modenhet",), **ALT), TERSKLER)
    assert (v.passer, v.mot[0].kode) == (NEI, "modenhet_passer_ikke")
    assert "modenhet_passer_ikke" not in {g.kode for g in v.grunner}
    assert v.poeng < DELVIS_FRA
    assert [g.kode for g in v.ville_passet] == ["snu_modenhet"]


def test_manglende_krav_gir_hoyst_delvis():
    t = tolkning("t", onsker={"annen": "x"}, **{**SVARER, "tjenestetype": None})
    v = vurder_modell(t, modell(krever=("tjenestetype",), **ALT), TERSKLER)
    assert v.passer == DELVIS
    assert "mangler_tjenestetype" in {g.kode for g in v.mangler}


def test_onske_oppveier_krav_som_mangler_men_ikke_hindring():
    t = tolkning("t", onsker={"modell": "x"}, **{**SVARER, "tjenestetype": None})
    assert vurder_modell(t, modell(krever=("tjenestetype",), **ALT), TERSKLER).passer == JA
    t = tolkning("t", onsker={"modell": "x"}, **{**SVARER, "tjenestetype": "fritid"})
    assert (
        vurder_modell(t, modell(krever=("tjenestetype",), hindrer=("tjenestetype",), **ALT), TERSKLER).passer
        == NEI
    )


def test_verdi_utenfor_rammen_er_aldri_en_grunn_for_og_aldri_ja():
    """Like utenfor en ramme som er omtrentlig, er det høyst «delvis». Over en terskelverdi passer den aldri."""
    m = modell(**ALT)
    omtrentlig = modell(**{**ALT, "verdi_til": "1300000"})
    t = tolkning("t", onsker={"modell": "x"}, **{**SVARER, "arlig_belop": 5_000_000})
    v = vurder_modell(t, m, TERSKLER)
    assert (v.passer, [g.kode for g in v.mot]) == (NEI, ["verdi_passer_ikke"])
    litt_over = tolkning("t", onsker={"modell": "x"}, **{**SVARER, "arlig_belop": 1_400_000})
    assert vurder_modell(litt_over, m, TERSKLER).passer == NEI
    naer = vurder_modell(litt_over, omtrentlig, TERSKLER)
    assert (naer.passer, [g.kode for g in naer.mot]) == (DELVIS, ["verdi_naer"])
    assert not {"verdi_naer", "verdi_passer_ikke"} & {g.kode for g in (*v.grunner, *naer.grunner)}


def test_modell_som_ikke_koster_noe_er_aldri_svaret_nar_det_skal_betales():
    gratis = modell("gratis", verdi_fra="0", verdi_til="0", modenhet_ja=("ide",))
    for ide in ({"arlig_belop": 1}, {"kostnadsslag": "ett_kjop"}):
        v = vurder_modell(tolkning("t", onsker={"gratis": "x"}, modenhet="ide", **ide), gratis, TERSKLER)
        assert (v.passer, v.mot[0].kode) == (NEI, "koster_penger")
    t = tolkning("t", onsker={"gratis": "x"}, modenhet="ide", arlig_belop=0, kostnadsslag="ett_kjop")
    assert vurder_modell(t, gratis, TERSKLER).passer == JA


def test_modell_nivaet_ikke_bruker_passer_ikke_men_alle_kan_soke_staten():
    m = modell("nav-tiltak", nivaer=("nav",))
    assert vurder_modell(tolkning("t"), m, TERSKLER, nivaer=("kommune",)).mot[0].kode == "niva_bruker_ikke"
    assert not [
        g
        for g in vurder_modell(tolkning("t"), m, TERSKLER, nivaer=("kommune", "nav")).mot
        if g.kode == "niva_bruker_ikke"
    ]
    stat = modell("statlig-tilskudd", nivaer=("stat",))
    koder = {g.kode for g in vurder_modell(tolkning("t"), stat, TERSKLER, nivaer=("kommune",)).mot}
    assert "niva_bruker_ikke" not in koder


def test_det_som_tar_slutt_er_ikke_svaret_pa_en_ny_kostnad_hvert_ar():
    v = vurder_modell(
        tolkning("t", onsker={"pilotavtale": "x"}, kostnadsslag="ny_fast_kostnad"),
        modell("pilotavtale"),
        TERSKLER,
    )
    assert (v.passer, v.mot[0].kode) == (NEI, "tar_slutt")


def test_nei_sier_hva_som_avgjorde_ogsa_nar_ingenting_er_i_strid():
    v = vurder_modell(tolkning(), modell(krever=("onske", "modenhet"), modenhet_ja=("drift",)), TERSKLER)
    assert (v.passer, [g.kode for g in v.mot]) == (NEI, ["lite_taler_for"])


def test_uten_en_eneste_mening_sier_grunnen_hva_modellen_er_for():
    assert [g.kode for g in vurder_modell(tolkning(), modell(), TERSKLER).grunner] == ["modell_er_for"]
