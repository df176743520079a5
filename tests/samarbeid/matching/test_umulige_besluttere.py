"""Går gjennom hver virksomhet, hvert tema, hver modell og hvert beløp, og nekter en beslutter som ikke kan finnes.

Det som er mulig, er skrevet her for seg selv, uten å lese trappa: kommuneloven om formannskap, byråd og fylkesråd, og at
koordinatorer, rådgivere og innkjøp aldri bestemmer.
"""

from collections import Counter

import pytest

from samarbeid.matching.beslutning.beslutter import Sak, besluttere, vanlige_besluttere
from samarbeid.matching.beslutning.parter import styreform_for
from samarbeid.matching.beslutning.radvalg import DORER, rad_uten_tema
from samarbeid.matching.beslutning.trapp import i_styreformen, kan_brukes
from samarbeid.matching.enhetsord import ENHETER
from samarbeid.matching.lesing.enheter import Pekere
from samarbeid.matching.lesing.likesaker import Likesaker
from samarbeid.matching.regler.terskler import Terskler
from tests.samarbeid.matching.bygg import tolkning

BELOP = (None, 0, 20_000, 100_000, 250_000, 1_300_000, 1_300_001, 20_000_000)
KOSTNAD = (None, "ett_kjop", "eksisterende_ordning", "ny_fast_kostnad")
FORMANNSKAPETS = {
    "kommunalsjef-oppvekst", "kommunalsjef-helse-og-mestring", "kommunalsjef-samfunn", "kommunedirektor", "formannskap",
    "hovedutvalg",
}  # fmt: skip
FYLKETS = {"fylkesting", "fylkesrad", "fylkeskommunedirektor", "utdanningsdirektor"}
BYRADETS, BYDELENS = {"byrad", "byradsavdeling"}, {"bydelsutvalg", "bydelsdirektor"}
# Styreform → rollene som aldri finnes der.
FINNES_IKKE = {
    "formannskap": FYLKETS | BYRADETS | BYDELENS,
    "byrad": FYLKETS | FORMANNSKAPETS | BYDELENS,
    "bydel": FYLKETS | FORMANNSKAPETS | BYRADETS | {"kommunestyre"},
    "fylkesutvalg": (FORMANNSKAPETS - {"hovedutvalg"}) | BYRADETS | BYDELENS | {"kommunestyre", "fylkesrad"},
    "fylkesrad": FORMANNSKAPETS | BYRADETS | BYDELENS | {"kommunestyre", "fylkeskommunedirektor"},
    "stat": FORMANNSKAPETS
    | FYLKETS
    | BYRADETS
    | BYDELENS
    | {"kommunestyre", "nav-leder", "nav-fylkesdirektor"},
}
STYREFORMER = {
    "kommune": {"formannskap", "byrad"}, "bydel": {"bydel", "byrad"}, "fylkeskommune": {"fylkesutvalg", "fylkesrad"},
    "nav_kontor": {"formannskap", "byrad"}, "nav_region": {"formannskap", "byrad"},
}  # fmt: skip


def _umulig(rolle, rad, styreform, modell, total, kostnad, kunnskap):
    slag = kunnskap.roller[rolle].slag
    if slag in {"koordinator", "innkjop"}:
        return "en koordinator, rådgiver eller innkjøper bestemmer aldri"
    if rolle in FINNES_IKKE[styreform]:
        return f"finnes ikke i styreformen {styreform}"
    if slag == "forvalter" and (modell.slug != "statlig-tilskudd" or rad.niva != "stat"):
        return "en forvalter bestemmer bare sin egen ordning"
    if rolle == "nav-fylkesdirektor" and modell.slug != "nav-tiltak":
        return "fylkesdirektøren kjøper bare statens tiltak"
    if rad.niva == "nav" and modell.slug == "nav-tiltak" and rolle != "nav-fylkesdirektor":
        return "statens tiltak kjøpes aldri lokalt"
    stor = total is not None and total > (300_000 if rad.niva == "nav" else 100_000)
    lite_penger = modell.verdi_til == "0" or modell.slug == "arbeidspraksis"
    if slag == "enhet" and stor and rolle != "eiendomssjef" and not lite_penger:
        return "en enhetsleder bestemmer ikke over grensen for anskaffelsesreglene"
    fast = kostnad == "ny_fast_kostnad" and modell.verdi_til != "0" and modell.slug != "medvirkning"
    if fast and rad.niva in {"kommune", "fylkeskommune"} and slag != "politisk" and modell.nivaer != {"stat"}:
        return "en ny kostnad hvert år er en sak for de folkevalgte"
    return ""


@pytest.fixture(scope="module")
def rader(kunnskap):
    """Radene for hvert tema, og radene uten tema: dørene som er åpne for alle, og enhetene folk nevner."""
    egne = [rad for tema in kunnskap.temaer for rad in kunnskap.veier[tema]]
    return egne + [rad_uten_tema(niva, Pekere(), kunnskap.roller) for niva in DORER]


def test_hver_virksomhet_har_en_styreform_som_er_mulig(kunnskap, rader):
    for part in kunnskap.parter:
        for niva in part.nivaer:
            for rad in (r for r in rader if r.niva == niva):
                form = styreform_for(part, rad, kunnskap)
                ventet = STYREFORMER.get(part.type, {"stat"})
                if niva == "nav":
                    ventet = STYREFORMER["nav_kontor"]
                if part.slug == "oslo-kommune":
                    ventet = {"byrad"}
                assert form in ventet, (part.navn, niva, form)


def _former(kunnskap, rader):
    former = {
        (rad.nokkel, styreform_for(part, rad, kunnskap, bydel=part.slug if part.type == "bydel" else ""))
        for part in kunnskap.parter
        for rad in rader
        if rad.niva in part.nivaer
    }
    former |= {(rad.nokkel, styreform_for(None, rad, kunnskap)) for rad in rader}
    return former | {(rad.nokkel, "bydel") for rad in rader if rad.niva == "nav"}


@pytest.mark.parametrize("total", [None, 20_000, 250_000, 2_000_000])
def test_uansett_hva_ideer_som_ligner_sier_er_beslutteren_mulig(kunnskap, rader, total):
    """Hver rolle får alle stemmene i tur, mot et utvalg av radene, modellene og pengene."""
    former, terskler = sorted(_former(kunnskap, rader)), Terskler(kunnskap.terskler, kunnskap.i_dag)
    av_nokkel, feil, provd = {rad.nokkel: rad for rad in rader}, [], 0
    for nr, rolle in enumerate(sorted(kunnskap.roller)):
        like = Likesaker({rolle: 1.0}, {rolle: 1.0})
        for kostnad in KOSTNAD:
            t = tolkning("demens", arlig_belop=total, kostnadsslag=kostnad)
            sak = Sak(t, kunnskap, terskler, Pekere(), moter=rolle, like=like)
            for plass in range(nr % 5, len(former), 5):
                rad, form = av_nokkel[former[plass][0]], former[plass][1]
                mulige = [m for m in kunnskap.modeller if kan_brukes(m, rad.niva)]
                modell = mulige[(nr + plass) % len(mulige)]
                for svar in besluttere(sak, rad, form, [modell]):
                    provd += 1
                    hvorfor = _umulig(svar.rolle, rad, form, modell, total, kostnad, kunnskap)
                    if hvorfor:
                        feil.append((hvorfor, rad.nokkel, form, modell.slug, kostnad, svar.rolle))
    assert provd > 5_000
    assert feil == [], (Counter(f[0] for f in feil), feil[:5])


@pytest.mark.grundig
def test_ingen_virksomhet_far_en_umulig_beslutter(kunnskap, rader):
    """Beslutteren avhenger av raden, styreformen, modellen og pengene. Virksomhetene går inn i styreformen først."""
    former = _former(kunnskap, rader)
    av_nokkel = {rad.nokkel: rad for rad in rader}
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    feil, provd = [], 0
    for total in BELOP:
        for kostnad in KOSTNAD:
            for flere in (False, True):
                sak = Sak(
                    tolkning("demens", arlig_belop=total, kostnadsslag=kostnad),
                    kunnskap,
                    terskler,
                    Pekere(flere_enheter=flere),
                )
                for nokkel, form in former:
                    rad = av_nokkel[nokkel]
                    for modell in kunnskap.modeller:
                        if not kan_brukes(modell, rad.niva):
                            continue
                        for svar in besluttere(sak, rad, form, [modell]):
                            provd += 1
                            hvorfor = _umulig(svar.rolle, rad, form, modell, total, kostnad, kunnskap)
                            if hvorfor:
                                feil.append((hvorfor, nokkel, form, modell.slug, total, kostnad, svar.rolle))
    assert provd > 200_000
    assert feil == [], (Counter(f[0] for f in feil), feil[:5])


def test_hver_styreform_har_bare_egne_roller_ogsa_pa_virksomhetens_side(kunnskap, rader):
    for part in kunnskap.parter:
        for rad in (r for r in rader if r.niva in part.nivaer and r.tema):
            form = styreform_for(part, rad, kunnskap)
            roller = {*vanlige_besluttere(rad, form, kunnskap)}
            assert not roller & FINNES_IKKE[form], (part.navn, rad.nokkel)
            assert not {kunnskap.roller[r].slag for r in roller} & {"koordinator", "innkjop"}
            snakk = {i_styreformen(r, form, rad.niva, kunnskap.roller) for r in (*rad.forste, *rad.dorapnere)}
            if form in {"byrad", "bydel"} and rad.niva == "kommune":
                assert not snakk & (FORMANNSKAPETS | {"fylkesting", "fylkeskommunedirektor"}), (
                    part.navn,
                    rad.nokkel,
                )


@pytest.mark.parametrize(
    ("form", "nivaer"),
    [("byrad", {"kommune", "fylkeskommune"}), ("bydel", {"kommune"}), ("fylkesrad", {"fylkeskommune"})],
)
def test_ingen_enhet_teksten_nevner_har_en_leder_styreformen_ikke_har(kunnskap, form, nivaer):
    """Tannhelsen er fylkeskommunedirektørens, men Oslo og Nordland har ingen slik."""
    lederne = {i_styreformen(e.rolle, form, e.niva, kunnskap.roller) for e in ENHETER if e.niva in nivaer}
    assert lederne
    assert not lederne & FINNES_IKKE[form]
