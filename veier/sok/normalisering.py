"""Norsk tekst gjort sammenlignbar: bokmål, nynorsk, bøyning og sammensetninger.

Ren Python uten Django. Den samme funksjonen brukes på det som indekseres, det som søkes etter, ordene
motoren leter etter i en idé, og senere varsler – ellers finner de ikke hverandre.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_ORD = re.compile(r"[0-9a-zæøåéèêëáàâäöüóòôíìñčđŋšŧž]+(?:[’'][a-z]+)?")
_AKSENTER = str.maketrans("éèêëáàâäöüóòôíìñčđŋšŧž", "eeeeaaaæøyoooiincdnstz")

# Ord som bare binder sammen; de kan stå mellom ordene i et uttrykk.
SMAORD = frozenset(
    """
i på av til for med og å en ei et de den det som seg om fra ved at sin sitt sine så da der dette
disse gjelder gjelde gjaldt hos blant jeg du han hun vi dere dem oss man hans hennes deres vår vårt våre min mitt mine
din ditt dine eg me dykk hen
""".split()
)

# Hele ord, nynorsk eller bøyd med omlyd → formen resten bruker.
_HELE_ORD = {
    "lager": "lage", "laget": "lage", "lagar": "lage", "laga": "lage", "lagd": "lage", "lagt": "lagt",
    "slit": "sliter", "ikkje": "ikke", "utan": "uten", "frå": "fra", "ein": "en", "eit": "et", "dei": "de", "eg": "jeg",
    "me": "vi", "korleis": "hvordan", "kvifor": "hvorfor", "kven": "hvem", "kva": "hva", "kvar": "hver",
    "kvart": "hvert", "noko": "noe", "nokon": "noen", "nokre": "noen", "saman": "sammen", "eige": "egen",
    "eigen": "egen", "eiga": "egen", "eigne": "egen", "eget": "egen", "egne": "egen", "sjølv": "selv",
    "sjølve": "selv", "berre": "bare", "fleire": "flere", "bur": "bor", "bu": "bo", "budd": "bodd",
    "born": "barn", "borna": "barna", "åleine": "alene", "aleine": "alene", "vere": "være", "kome": "komme",
    "gjere": "gjøre", "finst": "finnes", "finns": "finnes", "fins": "finnes", "vart": "ble", "blei": "ble",
    "vorte": "blitt", "lærer": "lærer", "mødrer": "mor", "mødre": "mor", "mødrene": "mor", "fedre": "far",
    "fedrar": "far", "brødre": "bror", "døtre": "datter", "døtrer": "datter", "bøker": "bok",
    "bøkene": "bok", "menn": "mann", "menneska": "menneske", "føtter": "fot", "netter": "natt",
    "hender": "hånd", "ledd": "ledd", "vgs": "videregående", "vg": "videregående", "frem": "fram",
    "barnehagane": "barnehagene", "ungdommane": "ungdommene", "jobbar": "jobber", "hus": "hus",
    "ven": "venn", "vener": "venner", "lågt": "lav", "låg": "lav", "låge": "lav", "lave": "lav",
    "lavt": "lav", "høgt": "høy", "høg": "høy", "høge": "høy", "veke": "uke", "veker": "uker",
    "månad": "måned", "månader": "måneder", "løn": "lønn", "kjærast": "kjæreste", "slutta": "sluttet",
    "starta": "startet", "prøvd": "prøvd", "prøva": "prøvd", "prøvet": "prøvd", "testa": "testet",
    "utdanninga": "utdanningen", "opplæringa": "opplæringen", "leia": "ledet", "leie": "leie", "unntaket": "unntak",
    "sjukehus": "sykehus", "barselgrupper": "barselgruppe", "frivillige": "frivillige", "drive": "drive",
    "driv": "driver", "nedsett": "nedsatt", "setje": "sette", "set": "setter", "innsett": "innsatt", "innsette": "innsatte", "sett": "sett",
    "einskilde": "enkelte", "einskild": "enkelt", "nokolunde": "noenlunde", "heile": "hele", "heil": "hel",
    "heilt": "helt", "sjuk": "syk", "sjuke": "syke", "dotter": "datter", "døtrene": "datter", "syster": "søster",
    "systrer": "søster", "søstre": "søster", "far": "far", "kveld": "kveld", "kveldar": "kvelder", "tilsett": "ansatt",
    "tilsette": "ansatte", "tilset": "ansetter", "løna": "lønnen", "leit": "lette", "leitar": "leter", "leite": "lete",
    "lesa": "lese", "les": "leser", "skriv": "skriver", "skriva": "skrive", "syng": "synger",
    "syklar": "sykkel", "sykler": "sykkel", "sykle": "sykkel", "syklet": "sykkel", "sykla": "sykkel",

    "møtest": "møtes", "hjelpa": "hjelpe", "hjelp": "hjelp", "bygdene": "bygder", "bygda": "bygda", "gards": "gårds",
    "gard": "gård", "garden": "gården", "gardar": "gårder", "song": "sang",
    "kjøper": "kjøper", "kjøpt": "kjøpt", "søkjer": "søker", "søke": "søke",
}  # fmt: skip

# Ledd i ord, nynorsk → bokmål. Rekkefølgen er viktig: det lengste først.
_LEDD = (
    ("heimebuande", "hjemmeboende"), ("heimeverande", "hjemmeværende"), ("heimesitj", "hjemmesitt"),
    ("einsemd", "ensomhet"), ("einsam", "ensom"), ("einsleg", "enslig"), ("utanfor", "utenfor"),
    ("sjuke", "syke"), ("sjuk", "syk"), ("heim", "hjem"), ("skular", "skoler"), ("skule", "skole"),
    ("skulane", "skolene"), ("vald", "vold"), ("bustadlaus", "bostedsløs"), ("bustad", "bolig"),
    ("arbeidslaus", "arbeidsløs"), ("vaksn", "voksn"), ("vaksen", "voksen"), ("førebygg", "forebygg"),
    ("tidleg", "tidlig"), ("rettlei", "veiled"), ("medverknad", "medvirkning"), ("medverk", "medvirk"),
    ("verksemd", "virksomhet"), ("fråfall", "frafall"), ("fråvær", "fravær"), ("fråver", "fravær"),
    ("vidaregåande", "videregående"), ("pårørande", "pårørende"), ("nedsetj", "nedsett"),
    ("sysselsetj", "sysselsett"), ("lauslat", "løslat"), ("attendefør", "tilbakefør"), ("attende", "tilbake"),
    ("kjærleik", "kjærlighet"), ("bebuar", "beboer"), ("brukar", "bruker"), ("søkjar", "søker"), ("søkj", "søk"),
    ("tenest", "tjenest"), ("leiar", "leder"), ("arbeidar", "arbeider"), ("deltakar", "deltaker"),
    ("lærar", "lærer"), ("tilskot", "tilskudd"), ("innvandrar", "innvandrer"), ("lågterskel", "lavterskel"),
    ("høgskule", "høgskole"), ("meistr", "mestr"), ("kjensl", "følels"), ("gåande", "gående"),
    ("verande", "værende"), ("hjelpar", "hjelper"), ("tilbod", "tilbud"), ("lagnad", "skjebne"),
    ("kontrollerte", "kontrollert"), ("samfunnsn", "samfunnsn"), ("utgreiing", "utredning"),
    ("rørsle", "bevegelse"), ("sjølvhjelp", "selvhjelp"), ("likemann", "likeperson"), ("eigedom", "eiendom"),
    ("helsesyster", "helsesykepleier"), ("helsesøster", "helsesykepleier"), ("tryggleik", "trygghet"),
    ("frivilligheit", "frivillighet"), ("nabolaget", "nabolag"), ("overvekt", "overvekt"),
    ("kosthald", "kosthold"), ("gründarar", "gründere"), ("gründar", "gründer"), ("foretak", "foretak"),
    ("føretak", "foretak"), ("sambuar", "samboer"),
    ("marknad", "marked"), ("oppseding", "oppdragelse"), ("rettleiing", "veiledning"), ("forteljing", "fortelling"),
    ("forteljar", "forteller"), ("handsam", "behandl"), ("handtverk", "håndverk"), ("handverk", "håndverk"),
    ("leikar", "leker"), ("leik", "lek"), ("venskap", "vennskap"), ("eigar", "eier"), ("samanheng", "sammenheng"),
    ("avlasting", "avlastning"), ("tryggje", "trygge"), ("kjensle", "følelse"), ("tenking", "tenkning"),
    ("laus", "løs"), ("innbyggjar", "innbygger"), ("byggjar", "bygger"), ("styrkj", "styrk"),
    ("utviklingshemma", "utviklingshemmet"), ("funksjonshemma", "funksjonshemmet"), ("gløymsk", "glemsk"),
    ("hugs", "husk"), ("skilsmål", "skilsmisse"), ("verkemid", "virkemid"), ("verknad", "virkning"),
    ("attvinn", "gjenvinn"), ("attbruk", "gjenbruk"), ("omsut", "omsorg"), ("framand", "fremmed"),
    ("kunnskapar", "kunnskaper"), ("dugnadar", "dugnader"), ("medborgar", "medborger"), ("kommunar", "kommuner"),
    ("ressursar", "ressurser"), ("røyndom", "virkelighet"),
)  # fmt: skip

_BOYNING = tuple(
    "jande jende ande ende erer erte erene eren erne eret ere ert enes anes ene ane ens ets ers er ar or en et ast est es a e".split()
)
_NYNORSK_FLERTALL = re.compile(r"(?<=.{3})(?:arar|erar|arane|erane)$")  # innvandrarar → innvandrere
_NYNORSK_LEG = re.compile(r"(?<=.{3})leg(e|t|are)?$")  # vanskelege → vanskelige
_INTETKJONN = re.compile(r"(?<=.{3}[iru])elt$")  # kulturelt → kulturell
_LANGE_GENITIVER = frozenset({"enes", "anes", "ens", "ets", "ers"})
_AVLEDNING = (
    "eringer",
    "eringen",
    "ering",
    "elser",
    "elsen",
    "else",
    "els",
    "heter",
    "heten",
    "het",
    "inger",
    "ingen",
    "ning",
    "ing",
    "inga",
)
# Ord på s, også sist i en sammensetning: s-en er ikke en genitiv.
_PA_S = tuple("kurs hus løs lys dans demens pris rus svis ris bass kons frys sans vis kris".split())
_UENDRET = frozenset(
    """
lage uten alene ellers etter under over mellom annet kroner barnehage helse reise ferie time rammer bane
nav vta aft kvp aap slt bpa neet lar los ran rus vold bare mener verken hverken demens ikke kafe
pårørende gjelder gjelde gjaldt alle mens lens gens studie serie linje olje eie vise
""".split()
)


@dataclass(frozen=True, slots=True)
class Ord:
    """Et ord i teksten: slik det ble skrevet (små bokstaver), på bokmål, stammen, og hvor det står."""

    skrevet: str
    form: str
    stamme: str
    start: int
    slutt: int
    setning: int = 0


_SETNINGSSLUTT = re.compile(r"[.!?:;]\s+(?=[A-ZÆØÅÁ«\"–-])|\n")


def fold(tekst: str) -> str:
    """Små bokstaver, sammensatte tegn, uten aksenter som ikke skiller ord på norsk."""
    return unicodedata.normalize("NFKC", tekst).lower().replace("\u00ad", "").translate(_AKSENTER)


def finn_ord(tekst: str) -> list[Ord]:
    """Ordene i teksten i rekkefølge, med plassering og setningsnummer."""
    normal = unicodedata.normalize("NFC", tekst)
    liten = normal.lower()
    slutter = [treff.start() for treff in _SETNINGSSLUTT.finditer(normal)]
    ord_: list[Ord] = []
    setning = 0
    for treff in _ORD.finditer(liten):
        while setning < len(slutter) and slutter[setning] < treff.start():
            setning += 1
        ord_.append(
            Ord(
                treff[0],
                bokmalsform(treff[0]),
                stamme(treff[0]),
                treff.start(),
                treff.end(),
                setning,
            )
        )
    return ord_


@lru_cache(maxsize=65_536)
def bokmalsform(ord_: str) -> str:
    """Ordet på bokmål, fortsatt bøyd: «sjukeheimen» → «sykehjemen»."""
    ord_ = fold(ord_)
    ord_ = _HELE_ORD.get(ord_, ord_)
    for nynorsk, bokmal in _LEDD:
        if nynorsk in ord_:
            ord_ = ord_.replace(nynorsk, bokmal)
    return _INTETKJONN.sub("ell", _NYNORSK_LEG.sub(r"lig\1", _NYNORSK_FLERTALL.sub("ere", ord_)))


@lru_cache(maxsize=65_536)
def stamme(ord_: str) -> str:
    """Stammen av ett ord: nynorsk til bokmål, så bøyning og vanlige avledninger av."""
    ord_ = bokmalsform(ord_)
    if ord_ in SMAORD or ord_ in _UENDRET or len(ord_) < 4 or ord_.isdigit():
        return ord_
    if ord_.endswith("s") and len(ord_) > 5 and ord_[-2] not in "sa" and not ord_.endswith(_PA_S):
        ord_ = ord_[:-1]
    ord_ = _uten(ord_, _BOYNING, minst=3)
    ord_ = _uten(ord_, _AVLEDNING, minst=4)
    return ord_[:-1] if ord_.endswith("mm") else ord_


def _uten(ord_: str, endelser: Iterable[str], *, minst: int) -> str:
    for endelse in endelser:
        krav = 4 if endelse in _LANGE_GENITIVER else minst
        if ord_.endswith(endelse) and len(ord_) - len(endelse) >= krav:
            return ord_[: -len(endelse)]
    return ord_


def stammer(tekst: str) -> list[str]:
    """Stammene i teksten i rekkefølge."""
    return [ord_.stamme for ord_ in finn_ord(tekst)]


# Ledd som ofte inngår i sammensetninger i feltet. Brukes til å dele ord, så «arbeidsinkludering» finner
# «inkludering i arbeid» og omvendt.
_LEKSIKON_ORD = """
arbeid inkludering jobb trening skole frafall fravær vegring miljø barn barnehage barnevern ungdom
ung voksen eldre omsorg sykehjem hjem hjemme tjeneste helse psykisk rus gjeld rådgivning veiledning
økonomi bolig bosted kontor leder koordinator kommune fylke bydel nabolag område løft fritid
aktivitet idrett kultur natur friluft liv mestring språk lese skrive lekse hjelp foreldre familie
fattigdom mat svinn utdeling sentral gjenbruk avfall ombruk utstyr lån utlån digital teknologi
velferd nett mobbing klasse elev lærer kurs opplæring undervisning læring praksis plass tiltak
bedrift vekst sosial entreprenør gründer næring innovasjon samarbeid avtale pilot prosjekt tilskudd
støtte søknad penger midler kontrakt effekt måling kjøp anskaffelse innkjøp konkurranse frivillig
besøk venn møte kafé kvinne innvandrer flyktning norsk integrering minoritet kontroll vold krise
senter kriminalitet forebygging straff fengsel løslatelse demens pårørende avlastning beboer
institusjon sykkel dans musikk teater film hage park dyr hund hest gård verksted snekker motor
sjåfør bil bro gruppe nettverk tilbud ordning plan strategi reglement budsjett år hjul utvalg råd
styre kommunal statlig politisk bruker medvirkning erfaring konsulent person menneske uteliv natt
ravn utenfor skap utenforskap lærling fag brev yrke videregående overgang oppfølging foster tillit
besøk turgruppe tur gang fysisk folke kosthold overvekt sansehage minne koffert bøsse kasse butikk
klær møbler reparasjon sirkulær miljøarbeider terapi samtale livs glede syn hørsel funksjon
nedsettelse utvikling hemming tilrettelegging assistanse personlig personal sommer vinter ferie leir
svømme matte reparere sykle dyrke danse trene
alder alene allmenn allsang anlegg ansatt ansvar app
arena arkitekt asyl atelier avdeling avis bad bakeri bakgrunn
balanse ball band bank barsel base basar behandling behov bestemor bestefar betaling bevegelse bibliotek
bofellesskap bok bokstav boks brett brukt bruk brygge buss bygd bygg bygning båt camp catering chat dag dagsenter data
deling design dialog disk distrikt dommer drift drama dugnad dør dyrking død døgn effektiv egen ektefelle energi enhet
ettervern fadder fagfolk fall familiehus fange fattig fedre fellesskap fest filmskaper firma fisk fjell fjord flytting
forelder forening forfatter formidling forsker forskning forteller fortelling fotball foto fri fredag frisk frukost
frokost fugl fylkes fysio følelse fødsel førskole galleri gate generasjon gift gjeld gjeng glede grend grense grunn grønn
guide gutt gymnas hall handel handling hatt havn heis hjerne historie hobby hotell hud hus husleie hverdag hvile hybel
hytte håndball håndverk identitet idé inkasso inntekt instruktør internett jakt jente jord jul kamera kamp kantine kar
karriere kart kaffe keramikk kilde kino kirke kjøkken kjøre kjønn klima klinikk klubb koding kolonihage kommunikasjon
kompis konsert konsert kor kost kraft kreft krig krise krop kropp kurs kveld kyst kø kår lag lager landbruk lederskap
legat lege lek leke leksikon lege leilighet lesehund liga likeperson linje liv livshistorie lokale lokal lov lunsj lyd
lyst lys lærer løfte løp maling maleri mann maskin matkasse medisin melding mentor metode middag migrasjon minnebok
mobil mobbing moped mor morsmål motivasjon munn museum mur måltid måling mødre natt nav nerve nett nettside nettsted
nybakt nød omsorgssenter oppdrag oppdragelse opplevelse oppussing ord overgrep overnatting overskudd papir park parsell
parti partner pause penn pensjonist pilot pleier politi post press prest produksjon produkt program prosess prøve psykolog
psykiatri pult pust pris rampe rapport rask recovery redesign redskap regel regning rehabilitering reise rektor rente
rente renovering reparasjon restaurant ressurs rettighet ridning ris robot rom rullestol ryddig rytme råd rådgiver sak
samfunn samler samling samliv samtykke sang scene sekk selskap selvhjelp semester sensor sertifikat servering sikkerhet
sirkus sjakk sjef sjømann skate skap skatt ski skog skolegård skriving skyss slag slalom slutt snakk sorg spare spill
spise sport sprint stall start sted stemme sti stille stipend strikke strøm student studie styrke stå sukker svømming
sykdom sykepleier sykling symaskin synsing system systue søknad søm søsken søndag søppel tale tall tann tap taxi telefon
telt tenåring test tid time ting tjener tog tolk torg transport trapp trafikk tro trygghet trygd tur turist turleder
turvenn tv ull ungdomshus uni ute utsalg utstilling vaffel vakt vanske vare vask vaskeri vedlikehold vei venn verdi verden
verne veske video vitnemål vogn voll vurdering være våpen åpen år øving økologi
""".split()
# «recoverykafé» mister sin siste bokstav når den bøyes som ett ord; «kafe» alene gjør det ikke.
_HALER = {ord_[:-1]: ord_ for ord_ in _UENDRET if ord_.endswith("e")}
_LEKSIKON = frozenset(s for ord_ in _LEKSIKON_ORD if len(s := stamme(ord_)) >= 3)
# Hele ord i begynnelsen av en ukjent sammensetning: der er ingenting bøyd bort.
_FORAN = {ord_: stamme(ord_) for ord_ in _LEKSIKON_ORD if len(ord_) >= 4}
_BINDING = ("", "s", "e", "er")


@lru_cache(maxsize=65_536)
def ledd(stamme_: str) -> tuple[str, ...]:
    """Leddene i en sammensetning når alle er kjente ord; ellers tom. «arbeidsinkluder» → to ledd."""
    if len(stamme_) < 6:
        return ()
    for kutt in range(3, len(stamme_) - 2):
        hoyre = stamme_[kutt:]
        if hoyre not in _LEKSIKON and not ledd(hoyre):
            continue
        for binding in _BINDING:
            venstre = stamme_[:kutt].removesuffix(binding) if binding else stamme_[:kutt]
            if venstre != stamme_[:kutt] or not binding:
                kjent = venstre if venstre in _LEKSIKON else stamme(venstre)
                if kjent in _LEKSIKON:
                    return (kjent, *((hoyre,) if hoyre in _LEKSIKON else ledd(hoyre)))
    return ()


def skrevne_ord(tekst: str) -> list[str]:
    """Ordene slik de står, med små bokstaver. Det samme som ``finn_ord`` finner, uten mer enn det."""
    return _ORD.findall(unicodedata.normalize("NFC", tekst).lower())


def ord_steder(tekst: str) -> Iterator[tuple[int, int, str]]:
    """(start, slutt, stamme) for hvert ord, i rekkefølge. Teksten er NFC, slik indeksen lagrer den."""
    liten = tekst.lower()
    if len(liten) != len(tekst):  # noen få tegn blir til to; plassene skal gjelde teksten slik den står
        liten = "".join(liten_ if len(liten_ := tegn.lower()) == 1 else tegn for tegn in tekst)
    return ((t.start(), t.end(), stamme(t[0])) for t in _ORD.finditer(liten))


@lru_cache(maxsize=65_536)
def indeksledd(stamme_: str) -> tuple[str, ...]:
    """Leddene som skal i indeksen: alle når hele ordet er kjent, ellers det kjente i begynnelsen og på slutten.

    «recoverykafe» får leddet «kafe» selv om resten er ukjent. Et kjent ledd må være minst fire bokstaver, og
    resten minst tre.
    """
    if stamme_ in _LEKSIKON:
        return ()
    if deler := ledd(stamme_):
        return deler
    funnet: list[str] = []
    for kutt in range(len(stamme_) - 3, 3, -1):
        if kjent := _kjent_foran(stamme_[:kutt]):
            funnet.append(kjent)
            break
    for kutt in range(3, len(stamme_) - 2):
        hoyre = stamme_[kutt:]
        if (hoyre in _LEKSIKON and len(hoyre) >= 4) or hoyre in _HALER:
            funnet.append(_HALER.get(hoyre, hoyre))
            break
    return tuple(dict.fromkeys(funnet))


def _kjent_foran(venstre: str) -> str:
    """Stammen til leksikonordet i begynnelsen av en sammensetning, uten bindebokstav. Tom når det ikke er et ord."""
    for binding in _BINDING:
        uten = venstre.removesuffix(binding) if binding else venstre
        if (uten != venstre or not binding) and uten in _FORAN:
            return _FORAN[uten]
    return ""


# Tomme plasser mellom to tekster: flere enn småordene i noe uttrykk.
HULL = 8


def indeksord(*tekster: list[str]) -> dict[str, list[int]]:
    """Ordene som skal i indeksen, med plasseringer (1, 2, …): stammer og ledd i sammensetninger.

    ``tekster`` er skrevne ord, hver for seg; mellom to tekster er det ``HULL`` plasser, så et uttrykk aldri går på tvers.
    """
    plasser: dict[str, list[int]] = {}
    nummer = 0
    for ord_ in tekster:
        for skrevet in ord_:
            nummer += 1
            stamme_ = stamme(skrevet)
            if bokmalsform(skrevet) not in SMAORD:
                plass = min(nummer, 16_383)
                plasser.setdefault(stamme_, []).append(plass)
                for del_ in indeksledd(stamme_):
                    plasser.setdefault(del_, []).append(plass)
        nummer += HULL
    return plasser


@dataclass(frozen=True, slots=True)
class Sokeledd:
    """Ett ord eller uttrykk i spørringen: stammen (tom for et uttrykk), uttrykk som betyr det samme (med tomme
    plasser for småord), det skrevne, og leddene i et sammensatt ord eller ordene i et uttrykk."""

    stamme: str
    like: tuple[tuple[str, ...], ...] = ()
    skrevet: str = ""
    deler: tuple[Sokeledd, ...] = ()


def sokeledd(
    tekst: str, grupper: Mapping[tuple[str, ...], frozenset[tuple[str, ...]]] | None = None
) -> list[Sokeledd]:
    """Leddene i en spørring. ``grupper`` gir for hvert uttrykk (stammer) uttrykkene som betyr det samme."""
    grupper = grupper or {}
    funnet = [o for o in finn_ord(tekst) if o.form not in SMAORD]
    ord_ = [o.stamme for o in funnet]
    ut: list[Sokeledd] = []
    i = 0
    while i < len(ord_):
        for lengde in range(min(4, len(ord_) - i), 0, -1):
            uttrykk = tuple(ord_[i : i + lengde])
            samme = grupper.get(uttrykk)
            if samme or lengde == 1:
                like = tuple(sorted(u for u in samme or () if tuple(s for s in u if s) != uttrykk))
                skrevet = " ".join(o.skrevet for o in funnet[i : i + lengde])
                if lengde == 1:
                    # Leddene i et sammensatt ord har også ord som betyr det samme.
                    deler = tuple(
                        Sokeledd(d, tuple(sorted(grupper.get((d,), ()))), d) for d in ledd(uttrykk[0])
                    )
                    ut.append(Sokeledd(uttrykk[0], like, skrevet, deler))
                else:
                    deler = tuple(sokeledd(o.skrevet, grupper)[0] for o in funnet[i : i + lengde])
                    ut.append(Sokeledd("", like, skrevet, deler))
                i += lengde
                break
    return ut
