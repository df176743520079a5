"""Enhetene folk nevner, og hvem som leder dem. Ordene skrives som i ``regler.enheter``: ``*`` er resten av et ord, ``_``
mellomrom og ``#`` et ord imellom.
"""

from __future__ import annotations

from dataclasses import dataclass


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
        " alle_vidaregåande på_videregående på_vidaregåande vgs rektor_på_#videregående rektor_ved_#videregående",
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
    Enhet("leder-helsestasjon", "kommune", "helse", "helsestasjon* skolehelset* skulehelset*"),
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
    Enhet("nav-leder", "nav", "arbeid", "nav-kontor* navkontor* nav_kontor* nav-leder* nav-leiar*"),
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
        "sykehus sykehuset sjukehus sjukehuset helseforetak* helseføretak* poliklinikk* bup dps universitetssykehus*",
        "direktor-helseforetak",
    ),
    Enhet(
        "fagdirektor-direktorat",
        "stat",
        "helse",
        "direktoratet helsedirektoratet utdanningsdirektoratet kriminalomsorgsdirektoratet digdir udir kdi",
        "direktor-etat",
    ),
    Enhet("bufetat-region", "stat", "oppvekst", "bufetat familievernkontor*", "direktor-bufetat"),
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
    Enhet("boligkontorleder", "kommune", "helse", "boligkontor* bustadkontor* boligtjenest* bustadtenest*"),
)
