"""Hvem teksten selv peker på: nivået den henvender seg til, enheten den nevner, og om flere enheter skal være med.

Et nivå er nevnt når ordet står der; det er *spurt* når teksten ber det om noe («kommunen kjøper», «Nav i Alta»,
«sammen med fylkeskommunen»). Den som er spurt, er den det må bestemmes hos.

Ordene skrives med ``*`` for resten av et ord, ``_`` for mellomrom og ``#`` for et ord imellom. Alt er bundet i lengde, så
tiden følger lengden på teksten.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from samarbeid.matching.typer import Tolkning


def _valg(ord_: str) -> str:
    """«sykehjem* sjukeheim*» → en gruppe med alternativene."""
    deler = "|".join(ord_.split())
    return (
        "(?:"
        + deler.replace("#", r"(?:(?!videreg|vidareg)[\wæøå-]{1,20}\s){0,2}")
        .replace("_", r"\s")
        .replace("*", r"\w{0,14}")
        + ")"
    )


@dataclass(frozen=True, slots=True)
class _Monster:
    """Et mønster på små bokstaver, og bokstavene minst ett av treffene må ha. De letes det etter først: det er raskt."""

    kjenne: tuple[str, ...]
    monster: re.Pattern[str]

    def search(self, tekst: str) -> re.Match[str] | None:
        return self.monster.search(tekst) if any(k in tekst for k in self.kjenne) else None


def _monster(ord_: str) -> _Monster:
    kjenne = {re.findall("[a-zæøå-]+", ett)[-1] for ett in ord_.split()}  # det siste ordet må alltid stå der
    return _Monster(tuple(sorted(kjenne)), re.compile(rf"\b{_valg(ord_)}(?!\w)"))


@dataclass(frozen=True, slots=True)
class Enhet:
    """En enhet folk nevner, rollen som leder den, nivået den hører til og sektoren over."""

    rolle: str
    niva: str
    sektor: str
    ord_: str
    over: str = ""  # lederen over, når det ikke er sektorens


# «i skole eller jobb» er ikke en skole; «på skolen», «en ungdomsskole» og «Grünerløkka skole» er det.
_SKOLE = """
på_#skole på_#skolen på_#skulen ved_#skole ved_#skolen ved_#skulen hos_#skolen én_#skole en_#skole ein_#skule
to_#skoler tre_#skoler alle_#skolene alle_#skulane samtlige_#skoler koster_skolen kostar_skulen
barneskole* barneskule* ungdomsskole* ungdomsskule* grunnskole* grunnskule* skolefritidsordning* sfo
[1-9]\\._klasse 10\\._klasse [1-9]\\._trinn 10\\._trinn første_trinn femte_trinn sjette_trinn sjuende_trinn åttende_trinn
niende_trinn tiende_trinn niande_trinn tiande_trinn mellomtrinnet
"""
ENHETER = (
    Enhet(
        "rektor-videregaende", "fylkeskommune", "oppvekst", "videregående_skole* vidaregåande_skule* vg[123]"
    ),
    Enhet(
        "leder-oppfolgingstjenesten", "fylkeskommune", "oppvekst", "oppfølgingstjenesten oppfølgingstenesta"
    ),
    Enhet("rektor", "kommune", "oppvekst", _SKOLE),
    Enhet("barnehagestyrer", "kommune", "oppvekst", "barnehage* bhg språkbarnehage*"),
    Enhet(
        "leder-sykehjem",
        "kommune",
        "helse",
        "sykehjem* sjukeheim* omsorgssenter* omsorgsbolig* bo-_og_omsorg*",
    ),
    Enhet(
        "leder-hjemmetjeneste",
        "kommune",
        "helse",
        "hjemmetjenest* heimetenest* hjemmetenest* hjemmesykepleie* heimesjukepleie*",
    ),
    Enhet("bibliotekleder", "kommune", "samfunn", "bibliotek* folkebibliotek*"),
    Enhet("leder-helsestasjon", "kommune", "helse", "helsestasjon* skolehelset* skulehelset*"),
    Enhet(
        "barnevernleder",
        "kommune",
        "oppvekst",
        "barnevernet barnevernstjenesten barneverntjenesten barnevernstenesta",
    ),
    Enhet("krisesenterleder", "kommune", "helse", "krisesenter krisesentret krisesenteret"),
    Enhet(
        "leder-flyktningtjeneste",
        "kommune",
        "oppvekst",
        "flyktningtjenest* flyktningtenest* flyktningkontor* introduksjonsprogram*",
    ),
    Enhet("leder-voksenopplaering", "kommune", "oppvekst", "voksenopplæring* vaksenopplæring*"),
    Enhet(
        "kultursjef",
        "kommune",
        "samfunn",
        "kulturskole* kulturskule* idrettshall* ungdomsklubb* fritidsklubb* kulturhus*",
    ),
    Enhet("daglig-leder-iks", "kommune", "samfunn", "avfallsselskap* renovasjonsselskap* iks"),
    Enhet("nav-leder", "nav", "arbeid", "nav-kontor* navkontor* nav_kontor*"),
    Enhet(
        "kriminalomsorg-enhet",
        "stat",
        "helse",
        "fengsel* fengsler* friomsorg*",
        "regiondirektor-kriminalomsorgen",
    ),
    Enhet(
        "samhandlingssjef-helseforetak",
        "stat",
        "helse",
        "sykehus sykehuset sjukehus sjukehuset helseforetak* helseføretak* poliklinikk*",
        "direktor-helseforetak",
    ),
)

# En som gjør noe for pengene: «kommunen kjøper», «fylkeskommunen dekker».
_GJOR = _valg(
    "kjøp* betal* dekk* sett* skal vil må kan bør lys* eig* eier still* tar tek ta inngå* sertifiser* legg* gi gir har_behov "
    "opprett* godkjenn* inviter*"
)
_BE = _valg("ber be spør hos med fra frå søker søkje søke av til for ved inviterer at")
_SYKEHUS = (
    "sykehuset sjukehuset et_sykehus eit_sjukehus helseforetaket helseføretaket én_poliklinikk en_poliklinikk"
)
_STATEN = "departement* direktorat* bufetat imdi husbanken bufdir kriminalomsorg* statsforvalteren staten"
# Nivå → ordet som må stå der, og hva som må stå rundt det.
_SPURT = {
    "kommune": (
        "kommun|bydel|byen",
        rf"(?:kommunen?|bydelen|byen)\s{_GJOR}|{_BE}\s(?:\w{{2,20}}\s){{0,2}}(?:kommunen?|bydel(?:en)?|byen)\b|kommunebudsjett",
    ),
    "fylkeskommune": (
        "fylke",
        rf"(?:fylkeskommunen?|fylket)\s{_GJOR}|{_BE}\s(?:\w{{2,20}}\s){{0,3}}fylkeskommunen?\b",
    ),
    "nav": (
        "(?i:nav)",
        rf"(?i:nav\s{_GJOR}|nav[ -]?kontor|{_BE}\snav\b|navs\s(?:tiltak|arbeidsmarked))|[Nn][Aa][Vv]\s(?:i\s)?[A-ZÆØÅ][a-zæøå]",
    ),
    "stat": (
        "kriminalomsorg|bufetat|sykehus|sjukehus|helsefor|helsefør|poliklinikk|departement|direktorat|imdi|husbank|bufdir"
        "|statsforvalt|staten",
        rf"(?:kriminalomsorg\w{{0,3}}|bufetat)\s{_GJOR}|{_BE}\s{_valg(_SYKEHUS + ' ' + _STATEN)}",
    ),
}
_VINDU = 70  # så langt fra ordet kan det stå hvem som spør, og hva de skal gjøre
_FLERE = """
ALLE_@*skoler ALLE_@*skolene ALLE_@*skulane ALLE_@*skular ALLE_@videregående ALLE_@*barnehager ALLE_@*barnehagene ALLE_@*barnehagane
ALLE_@sykehjem ALLE_@sykehjemmene ALLE_@sjukeheimar ALLE_@sjukeheimane ALLE_@fengsler ALLE_@fengslene ALLE_@avdelinger
ALLE_@enheter ALLE_@*helsestasjoner ALLE_@helsestasjonene ALLE_@*bibliotekene hele_kommunen heile_kommunen hele_fylket
heile_fylket et_helt_fylke hele_byen
""".replace(
    "ALLE",
    "(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|flere|fleire|alle|samtlige|samtlege|[0-9]{1,3})",
).replace("@", r"(?:(?:av|de|dei|kommunale|kommunens|andre|små|store|videregående|vidaregåande)\s){0,2}")
_ENHETSMONSTRE = tuple((e, _monster(e.ord_)) for e in ENHETER)
_SPURTMONSTRE = tuple(
    (niva, re.compile(ord_), re.compile(rf"\b(?:{m})")) for niva, (ord_, m) in _SPURT.items()
)
_FLEREMONSTER = _monster(_FLERE)
_HELE_STEDET = re.compile(r"\b(?:[Hh]ele|[Hh]eile)\s(?!Norge|Noreg|Norden)[A-ZÆØÅ][a-zæøå]")
_GRUNNSKOLE = _monster("barneskole* barneskule* ungdomsskole* ungdomsskule* grunnskole* grunnskule*")
_BADE = re.compile(r"\bbåde\s.{0,50}\sog\s.{0,40}")


@dataclass(frozen=True, slots=True)
class Pekere:
    """Det teksten selv peker på. Enhetene i rekkefølgen de står."""

    spurt: frozenset[str] = frozenset()
    enheter: tuple[Enhet, ...] = ()
    flere_enheter: bool = False

    def enhet_paa(self, niva: str) -> Enhet | None:
        return next((e for e in self.enheter if e.niva == niva), None)

    def med_roller(self, roller: Container[str]) -> Pekere:
        """Uten enhetene og lederne over dem som redaksjonen har skjult."""
        kjente = (e for e in self.enheter if e.rolle in roller)
        return replace(self, enheter=tuple(e if e.over in roller else replace(e, over="") for e in kjente))


def les_pekere(t: Tolkning) -> Pekere:
    """Leser teksten én gang."""
    tekst = t.ide.tekst
    sma = tekst.lower()
    return Pekere(
        spurt=frozenset(
            niva
            for niva, ord_, monster in _SPURTMONSTRE
            if _er_spurt(ord_, monster, tekst if niva == "nav" else sma)
        ),
        enheter=_enhetene(sma),
        flere_enheter=bool(_FLEREMONSTER.search(sma) or _HELE_STEDET.search(tekst)) or _bade_og(sma),
    )


def _er_spurt(ord_: re.Pattern[str], monster: re.Pattern[str], tekst: str) -> bool:
    """Ser bare rundt ordene, så en lang tekst ikke tar lang tid. «Nav i Alta» trenger de store bokstavene."""
    return any(
        monster.search(tekst[max(0, treff.start() - _VINDU) : treff.end() + _VINDU])
        for treff in ord_.finditer(tekst)
    )


def _enhetene(tekst: str) -> tuple[Enhet, ...]:
    funnet = [(treff.start(), nr) for nr, (_e, m) in enumerate(_ENHETSMONSTRE) if (treff := m.search(tekst))]
    enheter = tuple(_ENHETSMONSTRE[nr][0] for _start, nr in sorted(funnet))
    if any(e.rolle == "rektor-videregaende" for e in enheter) and not _GRUNNSKOLE.search(tekst):
        return tuple(e for e in enheter if e.rolle != "rektor")  # «skolene» er da de videregående
    return enheter


def _bade_og(tekst: str) -> bool:
    """«både sykehjem og hjemmetjeneste»: to enheter sammen."""
    return any(
        sum(bool(m.search(treff[0])) for e, m in _ENHETSMONSTRE if e.niva == "kommune") > 1
        for treff in _BADE.finditer(tekst)
    )
