"""De minste gyldige objektene til enhetstestene av motoren. Ingen database."""

from __future__ import annotations

from datetime import date

from samarbeid.matching.lesing.likhet import Likhetsleser
from samarbeid.matching.lesing.stedsoppslag import Stedsoppslag
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import (
    Ideprofil,
    Kunnskap,
    Malgruppeprofil,
    Modellprofil,
    Omradeprofil,
    Partprofil,
    Rolleprofil,
    Temaforslag,
    Temaprofil,
    Terskel,
    Tolkning,
    Veiprofil,
)

I_DAG = date(2026, 11, 23)


def terskel(slug="innslagspunkt", verdi=100_000, *, vedtatt=True, fra=date(2017, 1, 1), til=None, sett=I_DAG):
    return Terskel(slug, slug, verdi, vedtatt, fra, til, sett)


TERSKLER = Terskler(
    (terskel(), terskel(verdi=300_000, vedtatt=False, fra=None), terskel("nasjonal", 1_300_000)), I_DAG
)


def modell(slug="modell", *, krever=(), hindrer=(), **felt):
    felt = STIGE | felt
    mengder = {
        k: frozenset(v) if isinstance(v, tuple | set | list) and not k.startswith("beslutter") else v
        for k, v in felt.items()
    }
    return Modellprofil(slug, slug, 50, krever=frozenset(krever), hindrer=frozenset(hindrer), **mengder)


STIGE = {"beslutter_liten": ("enhet",), "beslutter_middels": ("sektor",), "beslutter_stor": ("topp",)}


def tolkning(
    *tema,
    onsker=None,
    fra_tekst=None,
    alder=None,
    sikker=True,
    malgruppe=(),
    veiord=(),
    omrader=(),
    bydel="",
    nevnte=(),
    **ide,
):
    return Tolkning(
        ide=Ideprofil("Idé", "x", **ide),
        tema=tuple(Temaforslag(t, "valgt", 1.0) for t in tema),
        malgruppe=tuple(malgruppe),
        alder=alder,
        alder_sikker=sikker and alder is not None,
        fra_tekst=fra_tekst or {},
        onsker=onsker or {},
        stammer=(),
        veiord=frozenset(veiord),
        omrader=tuple(omrader),
        bydel=bydel,
        nevnte_nivaer=frozenset(nevnte),
    )


def vei(
    nokkel="a",
    tema="t",
    niva="kommune",
    rang=1,
    *,
    forste=("enhet",),
    dorapnere=(),
    alder=(None, None),
    **felt,
):
    grunnlag = {
        "situasjoner": frozenset(), "malgrupper": frozenset(), "ord": (), "sektor": "helse", "beslutter": (),
        "grunn": "Fordi.", "merknad": "", "kilde": "",
    }  # fmt: skip
    return Veiprofil(
        nokkel, tema, niva, rang, *alder, forste=forste, dorapnere=dorapnere, **{**grunnlag, **felt}
    )


ROLLER = {
    slug: Rolleprofil(slug, slug, ("kommune",), slag, "kan noe", "noen")
    for slug, slag in (
        ("enhet", "enhet"), ("koordinator", "koordinator"), ("kommunalsjef-helse-og-mestring", "sektor"),
        ("kommunalsjef-oppvekst", "sektor"), ("kommunalsjef-samfunn", "sektor"), ("kommunedirektor", "topp"),
        ("kommunestyre", "politisk"), ("hovedutvalg", "politisk"), ("byrad", "politisk"), ("byradsavdeling", "topp"),
        ("bydelsdirektor", "topp"), ("bydelsutvalg", "politisk"), ("nav-leder", "enhet"), ("nav-fylkesdirektor", "topp"),
        ("utdanningsdirektor", "sektor"), ("fylkeskommunedirektor", "topp"), ("fylkesting", "politisk"),
        ("fylkesrad", "politisk"), ("rektor", "enhet"), ("innovasjonsradgiver", "koordinator"),
        ("frivillighetskoordinator", "koordinator"), ("kultursjef", "enhet"), ("leder-sykehjem", "enhet"),
        ("innkjopssjef", "innkjop"), ("eiendomssjef", "enhet"), ("direktor-etat", "topp"), ("departement", "topp"),
        ("tilskuddsforvalter", "forvalter"), ("samhandlingssjef-helseforetak", "koordinator"),
        ("folkehelseradgiver-fylke", "koordinator"), ("naeringsradgiver-fylke", "koordinator"),
        ("nav-markedskontakt", "koordinator"), ("fagdirektor-direktorat", "koordinator"),
        ("kriminalomsorg-enhet", "enhet"), ("regiondirektor-kriminalomsorgen", "sektor"),
        ("direktor-helseforetak", "sektor"), ("rektor-videregaende", "enhet"),
    )
}  # fmt: skip


def part(
    slug,
    navn,
    type_="kommune",
    *,
    niva=("kommune",),
    styreform="formannskap",
    omrade="5001",
    dekker=("5001",),
    temaer=(),
):
    return Partprofil(slug, navn, type_, niva, None, styreform, omrade, frozenset(dekker), frozenset(temaer))


def kunnskap(*, veier=(), temaer=("t",), parter=(), **felt):
    samlet: dict[str, tuple[Veiprofil, ...]] = {}
    for rad in veier:
        samlet[rad.tema] = (*samlet.get(rad.tema, ()), rad)
    grunnlag = {
        "temaer": {s: Temaprofil(s, s, ("kommune", "nav", "fylkeskommune", "stat"), "helse") for s in temaer},
        "malgrupper": {"m": Malgruppeprofil("m", "m")},
        "temaord": (), "signaler": (), "modeller": (), "terskler": TERSKLER.rader, "roller": ROLLER, "veier": samlet,
        "omrader": {
            "NO": Omradeprofil("NO", "Norge", "land"),
            "50": Omradeprofil("50", "Trøndelag", "fylke", "NO"),
            "5001": Omradeprofil("5001", "Trondheim", "kommune", "50", 200_000),
            "5032": Omradeprofil("5032", "Selbu", "kommune", "50", 4_000),
            "0301": Omradeprofil("0301", "Oslo", "kommune", "03", 700_000),
        },
        "tidligere": {}, "stedsnavn": {}, "parter": tuple(parter), "tilskudd": (), "eksempler": (), "i_dag": I_DAG,
        "steder": Stedsoppslag(), "hent_likhet": Likhetsleser,
    }  # fmt: skip
    return Kunnskap(**{**grunnlag, **felt})
