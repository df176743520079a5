"""Typene motoren regner med. Frosne, uten Django; beløp er hele kroner ex. mva., alder er hele år."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import count
from typing import Any, TypeAlias

from veier.sok.normalisering import lesbar

KORT_AR = 1.0  # en form for noe kort varer høyst så lenge
# En avtale uten sluttdato regnes som 48 måneder (anskaffelsesforskriften § 5-4 om verdien av tjenester uten samlet pris).
AR_UTEN_SLUTT = 4.0
UTEN_SLUTT = "uten_slutt"
MINST_LIKE_GODT = 0.66  # et tema som er lest, bærer ideen når det har minst så mye av det beste temaets poeng
NY_FAST = "ny_fast_kostnad"  # koden i ``veier.taksonomi.ordforrad.Kostnadsslag``
OSLO = "0301"  # kommunen som også er sitt eget fylke

REGELVERSJON = "2026.11.4"

JA, DELVIS, NEI = "ja", "delvis", "nei"
VET_IKKE = "vet_ikke"
HVA_DEN_ER_FOR = "modell_er_for"  # koden som sier hva en modell er for, når ingenting taler for den
# Grunnene som er sanne for mange modeller samtidig. De sies etter dem som skiller modellene.
SANT_FOR_MANGE = frozenset({
    HVA_DEN_ER_FOR, "kostnad_passer", "verdi_passer", "varighet_passer", "modenhet_passer", "uten_betaling",
})  # fmt: skip


# Det en grunn er regnet av, til setningen om den: navn → tall, kode, tekst eller liste. Setningen vet hva hvert navn har.
Detaljer: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Grunn:
    """Hvorfor noe fikk poeng. ``kode`` er stabil; setningen lages i ``forklaring``."""

    kode: str
    poeng: float = 0
    maks: float = 0
    detaljer: Detaljer = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vurdering:
    """En vurdert modell, ordning eller sak. ``poeng`` er 0–100."""

    slug: str
    poeng: int
    passer: str
    grunner: tuple[Grunn, ...] = ()  # det som taler for
    mot: tuple[Grunn, ...] = ()  # det som taler mot
    mangler: tuple[Grunn, ...] = ()
    ville_passet: tuple[Grunn, ...] = ()
    status: str = ""  # for tilskudd: kan_sokes | neste_gang | verdt_a_sporre | ikke_for_dere
    regelversjon: str = REGELVERSJON

    @property
    def begrunnet(self) -> bool:
        """Noe som skiller den fra de andre, taler for, eller den passer godt. Ellers er det bare sagt det som er sant for mange."""
        return self.passer == JA or any(grunn.kode not in SANT_FOR_MANGE for grunn in self.grunner)


@dataclass(frozen=True, slots=True)
class Ideprofil:
    """En idé slik den er fylt ut. None og tom betyr «ikke svart»."""

    tittel: str
    problem: str = ""
    losning: str = ""
    tema: tuple[str, ...] = ()
    malgruppe: tuple[str, ...] = ()
    modenhet: str | None = None
    organisasjonsform: str | None = None
    utbytte: bool | None = None
    frivillighetsregisteret: bool | None = None
    arlig_belop: int | None = None
    varighet_ar: float | None = None
    tjenestetype: str | None = None
    finnes_fra_for: str | None = None
    effektdokumentasjon: str | None = None
    kostnadsslag: str | None = None
    hvem_sparer: str | None = None
    styres_av: str | None = None
    omrader: tuple[str, ...] = ()
    alder_fra: int | None = None
    alder_til: int | None = None
    situasjon: str | None = None
    ikke_lest: tuple[str, ...] = ()  # det eieren sier er lest feil: et felt, «tema:slug» eller «omrade:kode»

    def __post_init__(self) -> None:
        """Det som er skrevet, leses slik det ser ut: uten myke bindestreker og annet usynlig, uansett hvor det kom fra."""
        for felt in FRITEKST:
            object.__setattr__(self, felt, lesbar(getattr(self, felt)))

    @property
    def tekst(self) -> str:
        """Det motoren leser."""
        return "\n".join(del_ for del_ in (self.tittel, self.problem, self.losning) if del_)

    @property
    def periode(self) -> str:
        """``UTEN_SLUTT`` for en ny kostnad hvert år når ingen har sagt hvor lenge, ellers tom."""
        koster = self.arlig_belop and self.kostnadsslag == NY_FAST
        return UTEN_SLUTT if koster and self.varighet_ar is None else ""

    @property
    def samlet(self) -> int | None:
        """Beløpet over hele perioden, i kroner. Uten sluttdato er perioden ``AR_UTEN_SLUTT``."""
        return samlet_belop(self.arlig_belop, AR_UTEN_SLUTT if self.periode else self.varighet_ar)


# Det folk skriver med egne ord. Et slikt felt kan leses, men aldri være et svar motoren har lest.
FRITEKST = tuple(felt.name for felt in fields(Ideprofil) if felt.type == "str")


def samlet_belop(arlig: int | None, varighet_ar: float | None) -> int | None:
    """Beløpet over hele perioden. Uten varighet regnes ett år. Er perioden under ett år, er beløpet hele summen:
    «80 000 kroner for et halvt år» skal verken dobles eller halveres."""
    return None if arlig is None else round(arlig * max(1, varighet_ar or 1))


@dataclass(frozen=True, slots=True)
class Offentligsvar:
    """Det bare den offentlige siden vet om et behov. None betyr «ikke svart».

    ja | nei | vet_ikke, unntatt ``penger`` (også noe), ``eier`` (en | flere | annen | vet_ikke) og hvem som spør.
    """

    lovpalagt: str | None = None
    vedtak: str | None = None
    avtale: str | None = None
    penger: str | None = None
    eier: str | None = None
    personvernombud: str | None = None
    tillitsvalgte: str | None = None
    innkjop: str | None = None
    virksomhet: str | None = None  # sluggen til virksomheten den som spør, arbeider i
    rolle: str | None = None  # rollen hennes: en rolle kunnskapen kjenner, eller en av dem alle har


@dataclass(frozen=True, slots=True)
class Behovsprofil:
    """Et behov fra det offentlige, den andre retningen: hvilke ideer svarer på det?"""

    tittel: str
    beskrivelse: str = ""
    tema: tuple[str, ...] = ()
    malgruppe: tuple[str, ...] = ()
    omrader: tuple[str, ...] = ()
    alder_fra: int | None = None
    alder_til: int | None = None


@dataclass(frozen=True, slots=True)
class Uttrykk:
    """Et uttrykk å lete etter: stammene i rekkefølge, og om det også gjelder som ledd i et ord.

    ``former`` er satt når bøyningen betyr noe («har testet» er ikke «vil teste»), ``store`` når det er en forkortelse som
    bare gjelder med store bokstaver («LAR» er ikke «lar»).
    """

    visning: str
    stammer: tuple[str, ...]
    sma: tuple[bool, ...]
    former: tuple[str, ...] = ()
    forledd: bool = False  # «demens*»
    etterledd: bool = False  # «*frafall»
    store: bool = False
    streng: bool = field(init=False, default=True)  # hvert ord må stå der
    forste: int = field(init=False, default=0)  # plassen til det første ordet som må stå der

    def __post_init__(self) -> None:
        """Med under to innholdsord må hvert ord stå der: «i bruk» er ikke «bruk»."""
        streng = sum(not liten for liten in self.sma) < 2
        object.__setattr__(self, "streng", streng)
        object.__setattr__(self, "forste", 0 if streng else self.sma.index(False))


@dataclass(frozen=True, slots=True)
class Temaord:
    """Et ord som peker på et tema eller en målgruppe."""

    uttrykk: Uttrykk
    gjelder: str
    sterk: bool
    bare_med: tuple[tuple[str, ...], ...] = ()
    ikke_med: tuple[tuple[str, ...], ...] = ()
    sagt: bool = False  # vanlige ord i en tekst, ikke et ord å søke med


@dataclass(frozen=True, slots=True)
class Temaprofil:
    slug: str
    navn: str
    nivaer: tuple[str, ...]
    sektor: str
    alder_fra: int | None = None
    alder_til: int | None = None
    rekkefolge: int = 0
    naer: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Malgruppeprofil:
    slug: str
    navn: str
    alder_fra: int | None = None
    alder_til: int | None = None
    tema: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """Et uttrykk som svarer på et spørsmål i skjemaet."""

    uttrykk: Uttrykk
    felt: str
    verdi: str


@dataclass(frozen=True, slots=True)
class Modellprofil:
    """En samarbeidsmodell med reglene sine. Tom mengde betyr at modellen ikke har en mening."""

    slug: str
    navn: str
    vanlighet: int
    passer_nar: str = ""
    modenhet_ja: frozenset[str] = frozenset()
    modenhet_delvis: frozenset[str] = frozenset()
    verdi_fra: str = ""
    verdi_til: str = ""
    finnes_ja: frozenset[str] = frozenset()
    tjenestetype_ja: frozenset[str] = frozenset()
    organisasjonsform_ja: frozenset[str] = frozenset()
    utbytte_ja: str = ""
    sparer_ja: frozenset[str] = frozenset()
    effekt_ja: frozenset[str] = frozenset()
    styres_ja: frozenset[str] = frozenset()
    tema_ja: frozenset[str] = frozenset()
    varighet_ja: str = ""
    nivaer: frozenset[str] = frozenset()
    krever: frozenset[str] = frozenset()
    hindrer: frozenset[str] = frozenset()
    onskeord: tuple[Uttrykk, ...] = ()
    beslutter_liten: tuple[str, ...] = ()
    beslutter_middels: tuple[str, ...] = ()
    beslutter_stor: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terskel:
    slug: str
    navn: str
    verdi: int
    vedtatt: bool
    gyldig_fra: date | None
    gyldig_til: date | None
    sist_kontrollert: date
    kilde: str = ""
    merknad: str = ""


@dataclass(frozen=True, slots=True)
class Rolleprofil:
    slug: str
    navn: str
    nivaer: tuple[str, ...]
    slag: str
    kan: str = ""
    sporr_etter: str = ""


@dataclass(frozen=True, slots=True)
class Veiprofil:
    """En rad om hvem man snakker med, for et tema på et nivå, med vilkårene sine."""

    nokkel: str
    tema: str
    niva: str
    rang: int
    alder_fra: int | None
    alder_til: int | None
    situasjoner: frozenset[str]
    malgrupper: frozenset[str]
    ord: tuple[Uttrykk, ...]
    forste: tuple[str, ...]
    dorapnere: tuple[str, ...]
    sektor: str
    beslutter: tuple[str, ...]
    grunn: str
    merknad: str = ""
    kilde: str = ""


@dataclass(frozen=True, slots=True)
class Omradeprofil:
    kode: str
    navn: str
    type: str
    overordnet: str | None = None
    innbyggere: int | None = None
    breddegrad: float | None = None
    lengdegrad: float | None = None
    visning: str = ""  # entydig navn: «Herøy (Nordland)», «Rogaland fylke»
    sentralitet: int | None = None  # SSBs indeks, 1 (mest sentral) til 6


@dataclass(frozen=True, slots=True)
class Partprofil:
    slug: str
    navn: str
    type: str
    nivaer: tuple[str, ...]
    organisasjonsnummer: str | None
    styreform: str
    omrade: str | None
    dekker: frozenset[str] = frozenset()
    temaer: frozenset[str] = frozenset()
    merknad: str = ""


@dataclass(frozen=True, slots=True)
class Tilskuddprofil:
    slug: str
    navn: str
    soker: str
    uten_utbytte: bool = False
    i_frivillighetsregisteret: bool = False
    organisasjonsformer: frozenset[str] = frozenset()
    ikke_organisasjonsformer: frozenset[str] = frozenset()
    temaer: frozenset[str] = frozenset()
    malgrupper: frozenset[str] = frozenset()
    modenhet: frozenset[str] = frozenset()
    ikke_tjenestetyper: frozenset[str] = frozenset()
    omrader: frozenset[str] = frozenset()
    alder_fra: int | None = None
    alder_til: int | None = None
    ma_prioritere: str = ""
    fristmaneder: tuple[int, ...] = ()
    sett_arstall: int | None = None
    kontrollert: bool = False
    kalles: tuple[Uttrykk, ...] = ()


@dataclass(frozen=True, slots=True)
class Eksempelprofil:
    slug: str
    navn: str
    temaer: frozenset[str]
    malgrupper: frozenset[str]
    modeller: frozenset[str]
    nivaer: frozenset[str]
    kort_omtalt: bool = False
    omrader: frozenset[str] = frozenset()
    profiler: frozenset[str] = frozenset()
    offentlig: str = ""
    arstall: str = ""
    utfall: str = ""  # tomt: ingen kilde sier at den stoppet


@dataclass(frozen=True, slots=True)
class Entreprenorprofil:
    """En entreprenør slik katalogen viser den. ``steder`` er det den dekker (kommuner, fylker eller NO), ``hos`` kommunene
    den har gjort noe for, og ``har`` nivåene den har samarbeidet med."""

    slug: str
    temaer: tuple[str, ...] = ()
    steder: frozenset[str] = frozenset()
    har: frozenset[str] = frozenset()
    hos: frozenset[str] = frozenset()
    malgrupper: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mottaker:
    """Virksomheten en entreprenør vurderes for. ``like`` er kommunene som ligner på den → det de har felles."""

    omrade: str | None
    fylke: str | None = None
    nivaer: frozenset[str] = frozenset()
    ansvar: frozenset[str] = frozenset()
    like: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Kunnskap:
    """Alt motoren vet, lest fra referansedataene. ``i_dag`` er dagen svaret gjelder."""

    temaer: Mapping[str, Temaprofil]
    malgrupper: Mapping[str, Malgruppeprofil]
    temaord: tuple[Temaord, ...]
    signaler: tuple[Signal, ...]
    modeller: tuple[Modellprofil, ...]
    terskler: tuple[Terskel, ...]
    roller: Mapping[str, Rolleprofil]
    veier: Mapping[str, tuple[Veiprofil, ...]]
    omrader: Mapping[str, Omradeprofil]
    tidligere: Mapping[str, tuple[str, ...]]
    stedsnavn: Mapping[str, tuple[str, ...]]
    parter: tuple[Partprofil, ...]
    tilskudd: tuple[Tilskuddprofil, ...]
    eksempler: tuple[Eksempelprofil, ...]
    i_dag: date
    # Nytt for hver kunnskap som settes sammen: nøkkelen til det andre regner av den.
    utgave: int = field(init=False, compare=False, default_factory=count(1).__next__)
    oppslag: Any = None  # ordlisten bygget én gang, se regler.tekst.Ordliste
    steder: Any = None  # stedsnavnene bygget én gang, se regler.stedsoppslag.Stedsoppslag
    # Den statistiske leseren bygges først når noen vil ha en tekst lest: de fleste sidene skal bare ha navnene.
    hent_likhet: Callable[[], Any] = field(default=lambda: None, compare=False)
    hent_likesaker: Callable[[], Any] = field(default=lambda: None, compare=False)

    @property
    def likhet(self) -> Any:
        """Den statistiske leseren, se lesing.likhet.Likhetsleser."""
        return self.hent_likhet()

    @property
    def likesaker(self) -> Any:
        """Ideene som er vurdert før, se lesing.likesaker.Likesaksleser; None uten dem."""
        return self.hent_likesaker()

    def __repr__(self) -> str:
        """Kort: hele innholdet er flere megabyte, og hører ikke hjemme i en logg eller en feilmelding."""
        return f"Kunnskap({len(self.temaer)} temaer, {len(self.modeller)} modeller, {self.i_dag})"


@dataclass(frozen=True, slots=True)
class Temaforslag:
    """``kilde``: valgt, foreslatt (ordene sier det) eller lignende (teksten ligner på tekstene våre om temaet)."""

    slug: str
    kilde: str  # valgt | foreslatt | lignende
    poeng: float
    ord: tuple[str, ...] = ()
    bare_sagt: bool = False  # bare det folk sier til vanlig, peker dit


@dataclass(frozen=True, slots=True)
class Rolleforslag:
    rolle: str
    grunn: Grunn
    kilde: str = ""


@dataclass(frozen=True, slots=True)
class Vei:
    """Veien til en beslutning på ett nivå, hos én virksomhet når stedet er kjent."""

    niva: str
    part: Partprofil | None
    poeng: int
    grunner: tuple[Grunn, ...]
    forste_samtale: tuple[Rolleforslag, ...]
    beslutter: tuple[Rolleforslag, ...]
    dorapner: tuple[Rolleforslag, ...]
    merknader: tuple[Grunn, ...] = ()


@dataclass(frozen=True, slots=True)
class Bidrag:
    """Et nivå som ikke bestemmer dette, men som kan bidra, og rollen der."""

    niva: str
    rolle: str
    grunn: Grunn


@dataclass(frozen=True, slots=True)
class Tolkning:
    """Ideen med det teksten sier fylt inn i felt som ikke var besvart."""

    ide: Ideprofil
    tema: tuple[Temaforslag, ...]
    malgruppe: tuple[str, ...]
    alder: tuple[int, int] | None
    alder_sikker: bool
    fra_tekst: Mapping[str, str]  # felt → ordene som ga svaret
    onsker: Mapping[str, str]  # modell → ordene som ba om den
    stammer: tuple[str, ...]
    veiord: frozenset[str]  # nøkler til Veiprofil med ord som finnes i teksten
    omrader: tuple[str, ...]
    bydel: str = ""
    i_bydel: bool = False  # «bydelen» i Oslo, uten at teksten sier hvilken
    nevnte_nivaer: frozenset[str] = frozenset()
    mangler: tuple[Grunn, ...] = ()
    spurt: tuple[Temaforslag, ...] = ()  # temaer den andre leseren ser: «mener dere …?»
    naermest: tuple[Temaforslag, ...] = ()  # når ingen tema er lest: de som ligger nærmest
    steder: tuple[tuple[str, tuple[str, ...]], ...] = ()  # stedene slik de står i teksten, og områdene de er
    engelsk: bool = False
    penger_hos: str = ""  # nivået det søkes penger hos
    belop_i_aret: bool = False  # teksten sier at beløpet den nevner, er i året eller i måneden
    tar_slutt: bool = False  # teksten sier det, uten å si hvor lenge det varer
    ordninger: Mapping[str, str] = field(default_factory=dict)  # tilskuddet teksten nevner → ordet
    temaslugger: tuple[str, ...] = field(init=False, default=())
    # Temaene ideen hviler på: de valgte, ellers det som er lest best og dem som er lest nesten like godt.
    baerende: frozenset[str] = field(init=False, default=frozenset())
    # Temaene som er valgt eller sagt med ord. Et tema teksten bare ligner på, gir ingen poeng før det er bekreftet.
    sikre_temaer: tuple[Temaforslag, ...] = field(init=False, default=())

    @property
    def er_i_aret(self) -> bool:
        """Om beløpet er i året, og ingen har sagt hvor lenge: teksten sier det, eller det står i feltet som spør om det."""
        uten_slutt = bool(self.ide.arlig_belop) and self.ide.varighet_ar is None
        return uten_slutt and (self.belop_i_aret or "arlig_belop" not in self.fra_tekst)

    def __post_init__(self) -> None:
        """Det temaene gir, regnes én gang: hver modell, sak og ordning spør om det."""
        valgt = self.tema and self.tema[0].kilde == "valgt"
        krav = 0.0 if valgt or not self.tema else MINST_LIKE_GODT * self.tema[0].poeng
        object.__setattr__(self, "temaslugger", tuple(forslag.slug for forslag in self.tema))
        baerende = frozenset(forslag.slug for forslag in self.tema if forslag.poeng >= krav)
        object.__setattr__(self, "baerende", baerende)
        sikre = tuple(forslag for forslag in self.tema if forslag.kilde != "lignende")
        object.__setattr__(self, "sikre_temaer", sikre)


@dataclass(frozen=True, slots=True)
class Svar:
    """Hele svaret på en idé."""

    ide: Ideprofil
    tolkning: Tolkning
    modeller: tuple[Vurdering, ...]
    veier: tuple[Vei, ...]
    tilskudd: tuple[Vurdering, ...]
    eksempler: tuple[Vurdering, ...]
    mangler: tuple[Grunn, ...]
    behov: tuple[Vurdering, ...] = ()
    bidrag: tuple[Bidrag, ...] = ()
    regelversjon: str = REGELVERSJON
