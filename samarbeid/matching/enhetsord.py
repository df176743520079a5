"""Enhetene folk nevner, og hvem som leder dem. Ordene skrives som i ``regler.enheter``: ``*`` er resten av et ord, ``_``
mellomrom og ``#`` et ord imellom.
"""

from __future__ import annotations

from dataclasses import dataclass


def valg(ord_: str) -> str:
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
class Enhet:
    """En enhet folk nevner, rollen som leder den, nivået den hører til og sektoren over."""

    rolle: str
    niva: str
    sektor: str
    ord_: str
    over: str = ""  # lederen over, når det ikke er sektorens
    besokes: bool = False  # et sted alle bruker: å gå dit er ikke å be om noe


# «i skole eller jobb» er ikke en skole; «på skolen», «en ungdomsskole» og «Grünerløkka skole» er det.
_SKOLE = """
på_#skole på_#skolen på_#skulen ved_#skole ved_#skolen ved_#skulen hos_#skolen én_#skole en_#skole ein_#skule
to_#skoler tre_#skoler alle_#skolene alle_#skulane samtlige_#skoler koster_skolen kostar_skulen
barneskole* barneskule* ungdomsskole* ungdomsskule* grunnskole* grunnskule* skolefritidsordning* sfo
[1-9]\\._klasse 10\\._klasse [1-9]\\._trinn 10\\._trinn første_trinn femte_trinn sjette_trinn sjuende_trinn åttende_trinn
niende_trinn tiende_trinn niande_trinn tiande_trinn mellomtrinnet rektor rektoren
"""
ENHETER = (
    Enhet(
        "rektor-videregaende",
        "fylkeskommune",
        "oppvekst",
        "videregående_skole* vidaregåande_skule* vg[123] yrkesfag* de_videregående dei_vidaregåande alle_videregående"
        " alle_vidaregåande to_videregående to_vidaregåande tre_videregående tre_vidaregåande fire_videregående"
        " fire_vidaregåande fem_videregående fem_vidaregåande seks_videregående seks_vidaregåande flere_videregående"
        " flere_vidaregåande fleire_videregående fleire_vidaregåande"
        " på_videregående på_vidaregåande vgs rektor_på_#videregående rektor_ved_#videregående",
    ),
    Enhet(
        "leder-oppfolgingstjenesten", "fylkeskommune", "oppvekst", "oppfølgingstjenesten oppfølgingstenesta"
    ),
    Enhet("rektor", "kommune", "oppvekst", _SKOLE),
    Enhet("barnehagestyrer", "kommune", "oppvekst", "*barnehage* bhg"),
    Enhet(
        "leder-sykehjem",
        "kommune",
        "helse",
        "sykehjem* sykeheim* sjukeheim* omsorgssenter* omsorgsbolig* bo-_og_omsorg* bo-_og_servicesenter* omsorgshjem* omsorgsheim*"
        " aldershjem* aldersheim* eldresenter* helsehus* helsehuset",
    ),
    Enhet(
        "leder-hjemmetjeneste",
        "kommune",
        "helse",
        "hjemmetjenest* heimetenest* hjemmetenest* heimetjenest* hjemmesykepleie* heimesykepleie* heimesjukepleie*",
    ),
    Enhet("bibliotekleder", "kommune", "samfunn", "bibliotek* folkebibliotek*"),
    Enhet(
        "leder-helsestasjon",
        "kommune",
        "helse",
        "helsestasjon* skolehelset* skulehelset* helsesykeplei* helsesjukeplei*",
    ),
    Enhet(
        "barnevernleder",
        "kommune",
        "oppvekst",
        "barnevernet barnevernstjenesten barneverntjenesten barnevernstenesta barneverntenesta barnevernskontor*",
    ),
    Enhet("krisesenterleder", "kommune", "helse", "krisesenter krisesentret krisesenteret"),
    Enhet(
        "leder-flyktningtjeneste",
        "kommune",
        "oppvekst",
        "flyktningtjenest* flyktningtenest* flyktningkontor* flyktningkonsulent* introduksjonsprogram* introprogram*",
    ),
    Enhet("leder-voksenopplaering", "kommune", "oppvekst", "voksenopplæring* vaksenopplæring*"),
    Enhet(
        "kultursjef",
        "kommune",
        "samfunn",
        "kulturskole* kulturskule* ungdomsklubb* fritidsklubb* ungdomshus* kulturkontor* utstyrssentral* utstyrsentral*",
    ),
    Enhet("kultursjef", "kommune", "samfunn", "idrettshall* svømmehall* symjehall* kulturhus*", besokes=True),
    Enhet(
        "daglig-leder-iks",
        "kommune",
        "samfunn",
        "avfallsselskap* renovasjonsselskap* renovasjonen iks gjenbruksstasjon* gjenvinningsstasjon* miljøstasjon*"
        " avfallsmottak* avfallsmottaket søppelplass*",
    ),
    Enhet(
        "leder-teknisk",
        "kommune",
        "samfunn",
        "teknisk_etat teknisk_avdeling teknisk_sektor uteseksjon* parkvesen*",
    ),
    Enhet(
        "eiendomssjef",
        "kommune",
        "samfunn",
        "eiendomsavdeling* eigedomsavdeling* eiendomskontor* eigedomskontor*",
    ),
    Enhet(
        "omradeloft-leder",
        "kommune",
        "samfunn",
        "områdeløft* områdesatsing* områdesatsning* områdeprogram* satsing_på_området satsning_på_området",
    ),
    Enhet("naeringssjef", "kommune", "samfunn", "næringsfond* næringskontor* næringsavdeling* næringssjef*"),
    Enhet(
        "familieteam-leder",
        "kommune",
        "oppvekst",
        "familieteam* familiesenter* familiens_hus familiens_hjelp",
    ),
    Enhet(
        "nav-leder",
        "nav",
        "arbeid",
        "nav-kontor* navkontor* nav_kontor* nav-leder* nav-leiar* leder_nav leiar_nav"
        " lederen_på_nav leiaren_på_nav lederen_ved_nav leder_på_nav",
    ),
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
        "sykehus sykehuset sjukehus sjukehuset helseforetak* helseføretak* poliklinikk* avrusning* bup dps universitetssykehus*",
        "direktor-helseforetak",
    ),
    Enhet(
        "fagdirektor-direktorat",
        "stat",
        "helse",
        "direktoratet helsedirektoratet utdanningsdirektoratet kriminalomsorgsdirektoratet digdir udir udi kdi dfø"
        " bufdir_lager bufdir_lagar bufdir_skriver bufdir_skriv imdi_lager imdi_skriver",
        "direktor-etat",
    ),
    Enhet("bufetat-region", "stat", "oppvekst", "bufetat familievernkontor*"),
    Enhet(
        "leder-rus-og-psykisk-helse",
        "kommune",
        "helse",
        "rustjenest* rustenest* ruskonsulent* rus-_og_psykisk* psykisk_helsetjenest* psykisk_helseteam* psykisk_helseteneste*",
    ),
    Enhet(
        "leder-miljotjeneste",
        "kommune",
        "helse",
        "miljøtjenest* miljøtenest* bofellesskap* bufellesskap* avlastningsbolig* avlastingsbustad* dagsenter* dagsenteret"
        " samlokaliserte_bolig* samlokaliserte_bustad* botiltak* boligene_for_folk bolig_for_folk bustadene_for_folk",
    ),
    # Tannhelsen, skoleskyssen og kollektivtrafikken er fylkeskommunens (domene.md 3.2); ingen enhetsleder der har en dør utad.
    Enhet(
        "fylkeskommunedirektor",
        "fylkeskommune",
        "",
        "tannhelsetenest* tannhelsetjenest* tannklinikk* skoleskyss* skuleskyss* kollektivtrafikk* kollektivselskap*",
    ),
    Enhet("boligkontorleder", "kommune", "helse", "boligkontor* bustadkontor* boligtjenest* bustadtenest*"),
)
# Det som kan betale hver for seg. «Hver etappe» og «hver deltaker» er det ikke.
HVER_ENHET = (
    "*skole *skule *barnehage *sykehjem *sjukeheim *hjem *heim kommune kommunen *avdeling *eining *enhet *kontor *bibliotek"
    " *bydel *klubb *stasjon *fengsel *tjeneste *teneste *senter *virksomhet *verksemd *arbeidsplass *bedrift"
)
# Flere enheter av samme slag.
FLERE = """
ALLE_@*skoler ALLE_@*skolene ALLE_@*skulane ALLE_@*skular ALLE_@videregående ALLE_@*barnehager ALLE_@*barnehagene ALLE_@*barnehagane
ALLE_@sykehjem ALLE_@sykehjemmene ALLE_@sjukeheimar ALLE_@sjukeheimane ALLE_@fengsler ALLE_@fengslene ALLE_@avdelinger
ALLE_@enheter ALLE_@*helsestasjoner ALLE_@helsestasjonene ALLE_@*bibliotekene
ALLE_@*skolan ALLE_@*barnehagan ALLE_@sjukeheiman ALLE_@sykehjemman
""".replace(
    "ALLE",
    "(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|flere|fleire|alle|samtlige|samtlege|[0-9]{1,3})",
).replace(
    "@",
    r"(?:(?:av|de|dei|to|tre|fire|fem|seks|kommunale|kommunens|sine|våre|deres|disse|andre|små|store|videregående|vidaregåande)\s){0,2}",
)
# En som gjør noe for pengene: «kommunen kjøper», «fylkeskommunen dekker».
_GJOR = valg(
    "kjøp* betal* dekk* sett* skal vil må kan bør lys* eig* eier still* tar tek ta inngå* sertifiser* legg* gi gir har_behov "
    "hold* reserver* krev* skriv* treng* lag* "
    "opprett* godkjenn* inviter*"
)
_BE = valg("ber be spør hos med fra frå søker søkje søke av til for ved inviterer at")
_SYKEHUS = (
    "sykehuset sjukehuset et_sykehus eit_sjukehus helseforetaket helseføretaket én_poliklinikk en_poliklinikk"
)
_STATEN = "departement* direktorat* bufetat imdi husbanken bufdir kriminalomsorg* statsforvalteren staten"
# «Ingen kommune skal kjøpe noe» spør ingen kommune.
_IKKE_INGEN = r"(?<!\bingen\s)(?<!\bikke\s)(?<!\bikkje\s)"
# «Hjem fra sykehuset», «kommer fra sykehuset»: den som er ferdig der, spør ikke sykehuset om noe.
_IKKE_UT = "".join(
    rf"(?<!\b{ord_}\s)"
    for ord_ in "hjem heim hjemme heime ut tilbake kommer kjem kom kommet utskrevet skrevet".split()
)
# Nivå → ordet som må stå der, og hva som må stå rundt det.
SPURT = {
    "kommune": (
        "kommun|bydel|byen",
        rf"{_IKKE_INGEN}(?:kommunen?|bydelen|byen)\s(?:{_GJOR}|har\s(?:(?:en|ein|et|eit|ei)\s(?:tom|ledig|gammel|gamal|nedlagt)|(?:\w{{2,20}}\s){{0,3}}\w{{0,16}}(?:ordning|pott|fond|midler|midlar)))|{_BE}\s(?:\w{{2,20}}\s){{0,2}}(?:kommunen?|bydel(?:en)?|byen)\b|kommunebudsjett",
    ),
    "fylkeskommune": (
        "fylke",
        rf"{_IKKE_INGEN}(?:fylkeskommunen?|fylket)\s(?:{_GJOR}|har\s(?:\w{{2,20}}\s){{0,3}}\w{{0,16}}(?:ordning|pott|fond|midler|midlar))|{_BE}\s(?:\w{{2,20}}\s){{0,3}}fylkeskommunen?\b",
    ),
    "nav": (
        "(?i:nav)",
        rf"(?i:nav\s{_GJOR}|nav[ -]?kontor|{_BE}\snav\b|navs\s(?:tiltak|arbeidsmarked))|[Nn][Aa][Vv]\s(?:i\s)?[A-ZÆØÅ][a-zæøå]",
    ),
    "stat": (
        "kriminalomsorg|bufetat|sykehus|sjukehus|helsefor|helsefør|poliklinikk|departement|direktorat|imdi|husbank|bufdir"
        "|statsforvalt|staten",
        rf"(?:kriminalomsorg\w{{0,3}}|bufetat|bufdir|imdi|\w{{0,16}}direktoratet)\s{_GJOR}"
        rf"|{_IKKE_UT}{_BE}\s{valg(_SYKEHUS + ' ' + _STATEN)}",
    ),
}
