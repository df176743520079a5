"""Svaret slik en fagleser leste det: summen slik teksten sier den, datoen som gjelder, og bare former og ordninger det er en grunn til."""

import pytest

from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil
from samarbeid.svar.svarside.bygging import svarside_for

pytestmark = pytest.mark.django_db


def _siden(kunnskap, tittel, problem="", losning="", **felter):
    return svarside_for(vurder(Ideprofil(tittel, problem, losning, **felter), kunnskap), kunnskap)


def _linje(siden, slag):
    return next(
        (f"{linje.svar} {' '.join(linje.hvorfor)}" for linje in siden.linjer if linje.slag == slag), ""
    )


def _lest(siden):
    return [linje.tittel for linje in siden.visning.lest.svar]


@pytest.mark.parametrize(
    ("losning", "lest"),
    [
        ("Kurset koster 35 000 kroner.", "Beløp: 35\u00a0000\u00a0kroner"),
        ("Avtalen er på 2,5 mill totalt.", "Beløp: 2\u00a0500\u00a0000\u00a0kroner"),
        ("Det koster 90 000 kroner i året.", "Beløp: 90\u00a0000\u00a0kroner i året"),
        ("Vi vil prøve det i et år. Det koster 75 000 kroner.", "Beløp: 75\u00a0000\u00a0kroner til sammen for 1 år"),
        (
            "Vi trenger 400 000 fast i året, inn i budsjettet hvert år framover.",
            "Beløp: 400\u00a0000\u00a0kroner i året",
        ),
    ],
)  # fmt: skip
def test_belopet_er_i_aret_bare_nar_teksten_sier_det(losning, lest, kunnskap):
    assert lest in _lest(_siden(kunnskap, "Ide", losning=losning))


def test_en_pris_for_hver_gang_er_ikke_summen(kunnskap):
    siden = _siden(
        kunnskap, "Trekkspel", "Det er stille på sjukeheimen i Lom.", "Ein time kvar onsdag, 900 kr gongen."
    )
    assert siden.visning.veier[0].navn == "Lom kommune"
    assert not any("900" in linje for linje in _lest(siden))
    assert "900" not in _linje(siden, "hvem")


def test_et_lite_kjop_venter_ikke_paa_budsjettaret(kunnskap):
    siden = _siden(
        kunnskap, "Sang", "Det er stille på sykehjemmet i Lier.", "Vi synger i seks uker for 20 000 kroner."
    )
    assert _linje(siden, "dato").startswith("Når som helst, så lenge det er rom i årets budsjett.")
    assert "høring" not in _linje(siden, "dato")
    assert "deles" not in _linje(siden, "se_opp")


def test_en_ny_kostnad_folger_budsjettaret(kunnskap):
    siden = _siden(
        kunnskap,
        "Sang",
        "Det er stille på sykehjemmet i Lier.",
        "Vi ber om 400 000 fast i året, inn i budsjettet.",
    )
    assert "Når som helst" not in _linje(siden, "dato")
    assert _linje(siden, "dato")


def test_bare_en_frist_som_er_sett_i_ar_staar_i_linjen(kunnskap):
    for tema in ("barnefattigdom", "arbeidsinkludering", "ensomhet-eldre", "frafall-i-skolen"):
        siden = _siden(kunnskap, "Ide", tema=(tema,), omrader=("4204",), arlig_belop=400_000)
        assert "har vært i" not in _linje(siden, "dato")


@pytest.mark.parametrize(
    ("belop", "sies"), [(130_000, True), (900_000, False), (1_500_000, True), (2_500_000, False)]
)
def test_en_lavere_sum_nevnes_bare_nar_den_er_naer(belop, sies, kunnskap):
    siden = _siden(kunnskap, "Kantine", "Kommunen kjøper kantine.", omrader=("3103",), arlig_belop=belop)
    assert any("Er behovet ikke større enn" in linje.tekst for linje in siden.summen) is sies


def test_hver_form_i_tabellen_etter_den_forste_har_en_grunn_som_skiller_den(kunnskap):
    siden = _siden(
        kunnskap,
        "BankID-time",
        "Eldre i Kvinesdal får ikke logget inn.",
        "Jeg sitter på biblioteket. 20 000 kr.",
    )
    former = {m.navn: m for m in siden.visning.modeller}
    assert all(former[rad.navn].begrunnet for rad in siden.rader[1:])
    assert all(linje.hvorfor for linje in siden.neppe)


def test_ordninger_og_saker_gjelder_et_tema_ideen_hviler_paa(kunnskap):
    siden = _siden(
        kunnskap,
        "Perm for foreldre",
        "Sønnen min har en sjelden diagnose. Skole, avlastning, sykehus. I foreldregruppa er vi fjorten.",
        "En perm familien eier, og en forelder som støtte. 75 000 til honorar.",
    )
    svar = vurder(
        Ideprofil(
            "Perm for foreldre",
            "Sønnen min har en sjelden diagnose. Skole, avlastning, sykehus. I foreldregruppa er vi fjorten.",
            "En perm familien eier, og en forelder som støtte. 75 000 til honorar.",
        ),
        kunnskap,
    )
    temaer = {o.slug: o.temaer for o in kunnskap.tilskudd}
    assert all(temaer[t.ordning.slug] & svar.tolkning.baerende for t in siden.visning.tilskudd)
    assert svar.tolkning.ide.tjenestetype is None  # «avlastning» er det de har fått, ikke det de tilbyr


def test_studenter_er_ikke_forskning(kunnskap):
    uten = vurder(Ideprofil("Lekser", losning="Studenter fra OsloMet møter elevene på skolen."), kunnskap)
    med = vurder(Ideprofil("Lekser", losning="OsloMet skal forske på om det virker."), kunnskap)
    assert "fou-samarbeid" not in uten.tolkning.onsker
    assert "fou-samarbeid" in med.tolkning.onsker


def test_skolene_i_oslo_er_ikke_bydelens_og_flere_bydeler_er_ikke_en_av_dem(kunnskap):
    skole = vurder(
        Ideprofil("Lekser", "På en skole i Bydel Alna", "Vi er på skolen i et år, 90 000 kroner."), kunnskap
    )
    assert skole.veier[0].part.slug == "oslo-kommune"
    flere = vurder(
        Ideprofil("Tur", "Ensomme eldre i Stovner, Alna og Grorud", "Vi går tur, 90 000 kroner."), kunnskap
    )
    assert flere.veier[0].part.slug == "oslo-kommune"
    en = vurder(Ideprofil("Tur", "Ensomme eldre i Bydel Alna", "Vi går tur, 90 000 kroner."), kunnskap)
    assert en.veier[0].part.slug == "bydel-alna"


def test_direktoratet_teksten_nevner_er_den_man_ringer(kunnskap):
    svar = vurder(
        Ideprofil(
            "Ungdomspanel til ny veileder",
            "Bufdir skal lage nye faglige anbefalinger om barnevern.",
            "Et panel møter fagfolkene i direktoratet fem ganger. 90 000 til honorar og reise.",
        ),
        kunnskap,
    )
    assert "(Bufdir)" in svar.veier[0].part.navn
    assert "direkte-kjop" not in svar.tolkning.onsker


def test_en_ordning_som_er_sett_for_mange_ar_siden_vises_ikke(kunnskap):
    gamle = {o.slug for o in kunnskap.tilskudd if o.sett_arstall and o.sett_arstall < kunnskap.i_dag.year - 4}
    svar = vurder(
        Ideprofil("Sang", "Det er stille på sykehjemmet i Lier.", "Vi synger for beboerne."), kunnskap
    )
    siden = svarside_for(svar, kunnskap)
    vist = {t.ordning.slug for t in (*siden.visning.tilskudd, *siden.visning.tilskudd_nei)}
    assert gamle & {
        v.slug for v in svar.tilskudd if v.passer != "nei"
    }  # motoren har dem, siden viser dem ikke
    assert not vist & gamle


def test_bare_kommuner_deler_summen(kunnskap):
    ide = Ideprofil(
        "Mentor", "Elever slutter på videregående i Bodø og Fauske.", "Vi ringer dem i ett skoleår. 1,1 mill.",
        omrader=("1804", "1841"),
    )  # fmt: skip
    siden = svarside_for(vurder(ide, kunnskap), kunnskap)
    assert siden.visning.veier[0].niva == "Fylkeskommune"
    assert not any("på hver" in linje.tekst for linje in siden.summen)


def test_flere_sektorer_er_over_en_enhetsleder(kunnskap):
    ide = Ideprofil(
        "Gå", losning="Skoler og sykehjem på Lillehammer. 88 000 i alt. Gjelder ansatte i flere sektorer."
    )
    assert vurder(ide, kunnskap).veier[0].beslutter[0].rolle == "kommunedirektor"


@pytest.mark.parametrize(
    ("losning", "belop"),
    [
        ("Vi spiller i band hver lørdag. ti ganger = 27 500. Miljøtjenesten betaler.", 27_500),
        ("Helsestasjonen kan prøve det i eit halvår for 58 000.", 58_000),
        ("Vi trenger 400 000 fast i året.", 400_000),
        ("Vi har 20 000 innbyggere og er åpne for 30 deltakere.", None),
    ],
)
def test_summen_leses_slik_den_skrives(losning, belop, kunnskap):
    assert vurder(Ideprofil("Ide", losning=losning), kunnskap).tolkning.ide.arlig_belop == belop


def test_en_annens_modell_staar_ikke_under_hvorfor_ikke_uten_at_noen_har_bedt_om_den(kunnskap):
    siden = _siden(
        kunnskap, "Sang", "Det er stille på sykehjemmet i Lier.", "Vi synger i seks uker for 20 000 kroner."
    )
    assert "lokal-nav-avtale" not in {linje.modell.slug for linje in siden.neppe}


def test_den_som_leder_sektoren_venter_ikke_paa_horingen_om_neste_budsjett(kunnskap):
    siden = _siden(
        kunnskap,
        "Mentor",
        "Elever slutter på videregående i Bodø.",
        "Vi er på fire skoler i ett skoleår, 1,1 millioner.",
    )
    assert "Nå, ut" not in _linje(siden, "dato")


def test_uten_belop_kan_et_lite_kjop_avtales_naar_som_helst(kunnskap):
    siden = _siden(kunnskap, "Sang", "Det er stille på sykehjemmet i Lier.", "Vi synger for beboerne.")
    assert _linje(siden, "dato").startswith("Et lite kjøp kan avtales når som helst")


def test_den_private_barnehagen_ringes_og_ikke_kommunen(kunnskap):
    siden = _siden(
        kunnskap,
        "Rim",
        "En privat barnehage i Sandefjord har elleve morsmål.",
        "Vi leser i 16 uker, 32 000 kr.",
    )
    assert siden.linjer[0].svar == "Ring den private barnehagen og spør etter styreren i barnehagen."


def test_hver_form_som_ikke_passer_har_en_grunn(kunnskap):
    siden = _siden(
        kunnskap, "Matsentral", "150 familier i Skien henter mat hos oss.",
        "Vi trenger at Skien kommune gir 400 000 fast i året, inn i budsjettet. Vi er en frivillig forening.",
    )  # fmt: skip
    assert siden.neppe
    assert all(linje.hvorfor for linje in siden.neppe)
