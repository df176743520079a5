import pytest

from veier.dokument.blokker import Avsnitt, Bit, Innhold, Liste, Overskrift, Tabell, som_tekst
from veier.dokument.markdown import les


def test_overskrift_avsnitt_fet_kursiv_og_lenke():
    blokker = les("## Én ting\n\nEt **fett** og *skrått* ord, og [KS](https://www.ks.no).")
    assert blokker == (
        Overskrift(2, (Bit("Én ting"),), "en-ting"),
        Avsnitt(
            (
                Bit("Et "),
                Bit("fett", "fet"),
                Bit(" og "),
                Bit("skrått", "kursiv"),
                Bit(" ord, og "),
                Bit("KS", "", "https://www.ks.no"),
                Bit("."),
            )
        ),
    )


def test_lister_av_tre_slag():
    punkt, nummer, kryss = les("- a\n- b\n\n1. c\n2. d\n\n<!-- -->\n\n- [ ] e\n- [ ] f\n")[:2] + les(
        "- [ ] e\n- [ ] f\n"
    )
    assert punkt == Liste(((Bit("a"),), (Bit("b"),)))
    assert nummer == Liste(((Bit("c"),), (Bit("d"),)), "nummer")
    assert kryss == Liste(((Bit("e"),), (Bit("f"),)), "kryss")


def test_tabell_og_sitat():
    tabell, sitat = les("| A | B |\n|---|---|\n| 1 | 2 |\n\n> Sagt av en leder.")
    assert tabell == Tabell(((Bit("A"),), (Bit("B"),)), (((Bit("1"),), (Bit("2"),)),))
    assert sitat == Avsnitt((Bit("Sagt av en leder."),), "sitat")


def test_html_og_skriptlenker_blir_aldri_annet_enn_tekst():
    (avsnitt,) = les("<script>alert(1)</script> [klikk](javascript:alert(1))")
    assert all(not bit.lenke for bit in avsnitt.biter)
    assert "<script>" in som_tekst([avsnitt])


def test_felt_blir_verdien_eller_et_felt_a_fylle_ut():
    (avsnitt,) = les("Mellom [virksomhet: navnet] og [andre: den andre].", {"virksomhet": "Oslo kommune"})
    assert avsnitt.biter == (
        Bit("Mellom "),
        Bit("Oslo kommune"),
        Bit(" og "),
        Bit("den andre", "felt"),
        Bit("."),
    )


def test_et_felt_alene_med_flere_verdier_blir_en_liste():
    assert les("[hvorfor: grunnene]", {"hvorfor": ["En.", "", "To."]}) == (
        Liste(((Bit("En."),), (Bit("To."),))),
    )
    assert les("[hvorfor: grunnene]", {"hvorfor": []}) == (Avsnitt((Bit("grunnene", "felt"),)),)
    (midt,) = les("Tema: [temaer: tema].", {"temaer": ["Rus", "Bolig"]})
    assert som_tekst([midt]) == "Tema: Rus, Bolig."


def test_markup_i_en_verdi_er_tekst():
    (avsnitt,) = les("[behov: behovet]", {"behov": "**ikke fet** <b>x</b> [lenke](https://x.no)"})
    assert avsnitt.biter == (Bit("**ikke fet** <b>x</b> [lenke](https://x.no)"),)


def test_et_felt_alene_blir_blokkene_i_verdien_og_faller_bort_uten():
    tabell = Tabell(((Bit("År"),),), (((Bit("1"),),),))
    assert les("[okonomi: kostnadene]", {"okonomi": Innhold((tabell,))}) == (tabell,)
    assert les("Før.\n\n[okonomi: kostnadene]", {"okonomi": Innhold()}) == (Avsnitt((Bit("Før."),)),)
    with pytest.raises(ValueError, match="okonomi"):
        les("Kostnad: [okonomi: kostnadene].", {"okonomi": Innhold((tabell,))})


def test_det_som_skal_fylles_inn_i_en_verdi_er_merket_som_felt():
    (avsnitt,) = les("Spurt: **[spurt: svar]**.", {"spurt": "ja, [Fyll inn: dato]"})
    assert avsnitt.biter == (Bit("Spurt: "), Bit("ja, ", "fet"), Bit("Fyll inn: dato", "felt"), Bit("."))
