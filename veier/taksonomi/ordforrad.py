"""Kodene som står i tabellene, hver på ett sted, med ordene en redaktør ser."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Niva(models.TextChoices):
    """Nivåene i offentlig sektor, slik resten av portalen og andre bruker dem."""

    KOMMUNE = "kommune", _("Kommune")
    FYLKESKOMMUNE = "fylkeskommune", _("Fylkeskommune")
    NAV = "nav", _("Nav")
    STAT = "stat", _("Stat")


class Hindringsslag(models.TextChoices):
    """Hva slags ting som stopper et samarbeid: de samme kodene for begge sider, så de kan telles."""

    OKONOMI = "okonomi", _("Økonomi")
    ANSKAFFELSE = "anskaffelse", _("Anskaffelsesreglene")
    FORANKRING = "forankring", _("Forankring: ledere eller folkevalgte var ikke med")
    KAPASITET = "kapasitet", _("Tid og folk")
    LOV = "lov", _("Lov og regler")
    PERSONVERN = "personvern", _("Personvern")
    REKRUTTERING = "rekruttering", _("Å finne deltakere")
    BEVIS = "bevis", _("Bevis: ingen kunne vise at det virket")
    ANNET = "annet", _("Noe annet")


class Sektor(models.TextChoices):
    """Hvilken del av virksomheten et tema hører under; avgjør hvem som er sektorens leder."""

    OPPVEKST = "oppvekst", _("Oppvekst og utdanning")
    HELSE = "helse", _("Helse og velferd")
    SAMFUNN = "samfunn", _("Samfunn, kultur og næring")
    ARBEID = "arbeid", _("Arbeid og inntekt")


class Malform(models.TextChoices):
    BOKMAL = "bokmål", _("Bokmål")
    NYNORSK = "nynorsk", _("Nynorsk")
    NOYTRAL = "nøytral", _("Nøytral")


class Modenhet(models.TextChoices):
    IDE = "ide", _("Idé")
    PROTOTYPE = "prototype", _("Første utgave")
    TESTET = "testet", _("Prøvd hos én eller to")
    DRIFT = "drift", _("I bruk hos flere")
    SKALERING = "skalering", _("Klar for å spres")


class Organisasjonsform(models.TextChoices):
    AS = "AS", _("Aksjeselskap")
    IDEELT_AS = "IDEELT_AS", _("Ideelt aksjeselskap")
    STI = "STI", _("Stiftelse")
    FLI = "FLI", _("Forening, lag eller innretning")
    SA = "SA", _("Samvirkeforetak")
    ENK = "ENK", _("Enkeltpersonforetak")
    IKKE_REGISTRERT = "IKKE_REGISTRERT", _("Ikke registrert ennå")
    ANNET = "ANNET", _("Annen organisasjonsform")


class Effekt(models.TextChoices):
    INGEN = "ingen", _("Ikke målt")
    EGNE_TALL = "egne_tall", _("Målt av oss selv")
    EKSTERN = "ekstern", _("Målt av andre på oppdrag")
    FORSKNING = "forskning", _("Uavhengig forskning")


class Sparer(models.TextChoices):
    SAMME_VIRKSOMHET = "samme_virksomhet", _("Den virksomheten som betaler")
    ANNEN_OFFENTLIG = "annen_offentlig", _("En annen del av det offentlige")
    STAT = "stat", _("Staten")
    INGEN = "ingen", _("Ingen sparer penger")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class Tjenestetype(models.TextChoices):
    HELSE_SOSIAL = "helse_sosial", _("Helse- og sosialtjeneste")
    OPPLAERING = "opplaering", _("Opplæring og kurs")
    ARBEID = "arbeid", _("Arbeid og arbeidstrening")
    FRITID = "fritid", _("Fritid og kultur")
    PRODUKT = "produkt", _("Produkt")
    DIGITAL = "digital", _("Digital løsning")
    KUNNSKAP = "kunnskap", _("Kunnskap og råd")
    NETTVERK = "nettverk", _("Nettverk og møteplass")
    ANNET = "annet", _("Noe annet")


class Finnes(models.TextChoices):
    JA = "ja", _("Ja, andre tilbyr noe lignende")
    NEI = "nei", _("Nei, dette er nytt")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class Styres(models.TextChoices):
    OSS = "oss", _("Vi selv")
    DET_OFFENTLIGE = "det_offentlige", _("Det offentlige")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class Situasjon(models.TextChoices):
    I_SKOLE = "i_skole", _("Går på skolen")
    SLUTTET_I_SKOLE = "sluttet_i_skole", _("Har sluttet på skolen")
    UTENFOR_ALT = "utenfor_alt", _("Verken i skole, opplæring eller arbeid")
    I_JOBB = "i_jobb", _("Er i arbeid")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class Budsjettledd(models.TextChoices):
    """Det i budsjettåret en virksomhet kan si sin egen måned for."""

    FORSLAG = "forslag", _("Forslag til neste budsjett må være inne")
    VEDTAK = "vedtak", _("Budsjettet vedtas")
    UTLYSNING = "utlysning", _("Tilskudd lyses ut")


class Kostnadsslag(models.TextChoices):
    """Hva slags penger det spørres om. En ny, varig kostnad er en sak for de folkevalgte: samarbeid/matching/beslutning/trapp.py."""

    ETT_KJOP = "ett_kjop", _("Ett kjøp, eller en prøve som tar slutt")
    EKSISTERENDE_ORDNING = "eksisterende_ordning", _("Penger fra en ordning som finnes")
    NY_FAST_KOSTNAD = "ny_fast_kostnad", _("En ny kostnad hvert år framover")
    VET_IKKE = "vet_ikke", _("Vet ikke")


class JaNei(models.TextChoices):
    JA = "ja", _("Ja")
    NEI = "nei", _("Nei")


class Avtalelengde(models.TextChoices):
    KORT = "kort", _("Kort")
    LANG = "lang", _("Lang")


class Kriterium(models.TextChoices):
    """Det en modell vurderes etter: samarbeid/matching/regler/modeller.py."""

    ONSKE = "onske", _("Det de ber om")
    MODENHET = "modenhet", _("Hvor langt ideen er kommet")
    VERDI = "verdi", _("Samlet verdi")
    ORGANISASJONSFORM = "organisasjonsform", _("Organisasjonsform")
    UTBYTTE = "utbytte", _("Utbytte")
    TJENESTETYPE = "tjenestetype", _("Slags tjeneste")
    FINNES = "finnes", _("Om noe lignende finnes")
    SPARER = "sparer", _("Hvem som sparer")
    EFFEKT = "effekt", _("Hva som er målt")
    STYRES = "styres", _("Hvem som styrer")
    TEMA = "tema", _("Tema")
    VARIGHET = "varighet", _("Varighet")


class Rolleslag(models.TextChoices):
    """Hva slags rolle som bestemmer: samarbeid/matching/beslutning/trapp.py. Innkjøp leder prosessen og bestemmer aldri."""

    ENHET = "enhet", _("Leder for enheten")
    SEKTOR = "sektor", _("Leder for sektoren")
    TOPP = "topp", _("Øverste leder")
    POLITISK = "politisk", _("Folkevalgte")
    UTVALG = "utvalg", _("Politisk utvalg")
    FORVALTER = "forvalter", _("Den som forvalter ordningen")
    EIENDOM = "eiendom", _("Eiendom")


# Spørsmålene et uttrykk i fritekst kan svare på, og svarene på hvert av dem.
SIGNALER: dict[str, type[models.TextChoices]] = {
    "modenhet": Modenhet,
    "organisasjonsform": Organisasjonsform,
    "utbytte": JaNei,
    "frivillighetsregisteret": JaNei,
    "finnes_fra_for": Finnes,
    "effektdokumentasjon": Effekt,
    "hvem_sparer": Sparer,
    "styres_av": Styres,
    "tjenestetype": Tjenestetype,
    "situasjon": Situasjon,
    "kostnadsslag": Kostnadsslag,
}


class Signalfelt(models.TextChoices):
    MODENHET = "modenhet", _("Hvor langt ideen er kommet")
    ORGANISASJONSFORM = "organisasjonsform", _("Organisasjonsform")
    UTBYTTE = "utbytte", _("Utbytte")
    FRIVILLIGHETSREGISTERET = "frivillighetsregisteret", _("I Frivillighetsregisteret")
    FINNES_FRA_FOR = "finnes_fra_for", _("Om noe lignende finnes")
    EFFEKTDOKUMENTASJON = "effektdokumentasjon", _("Hva som er målt")
    HVEM_SPARER = "hvem_sparer", _("Hvem som sparer")
    STYRES_AV = "styres_av", _("Hvem som styrer")
    TJENESTETYPE = "tjenestetype", _("Slags tjeneste")
    SITUASJON = "situasjon", _("Hva unge gjør i dag")
    KOSTNADSSLAG = "kostnadsslag", _("Hva slags penger det er")


class Behovstilstand(models.TextChoices):
    """Hvor et publisert behov står, og dermed hva som kan skje nå: kommuner/models/behov.py."""

    APENT = "apent", _("Åpent for dialog")
    PLANLEGGES = "planlegges", _("Konkurranse planlegges")
    KUNNGJORT = "kunngjort", _("Kunngjort på Doffin")
    LUKKET = "lukket", _("Lukket")


class Behovsutfall(models.TextChoices):
    """Hvordan et behov endte."""

    SAMARBEID = "samarbeid", _("Det ble et samarbeid")
    KJOP = "kjop", _("Det ble et kjøp")
    LOST_SELV = "lost_selv", _("Virksomheten løste det selv")
    INGEN_LOSNING = "ingen_losning", _("Ingen løsning passet")
    UTEN_PENGER = "uten_penger", _("Det ble ikke penger til det")
    TRUKKET = "trukket", _("Behovet er trukket tilbake")


class Behovspenger(models.TextChoices):
    """Hva virksomheten sier om penger."""

    APENT = "apent", _("Åpent: det kommer an på løsningen")
    RAMME = "ramme", _("Vi har en ramme")
    INGEN_ENNA = "ingen_enna", _("Ingen penger ennå")


class Behovsbeslutter(models.TextChoices):
    """Hvem som bestemmer hos virksomheten."""

    ENHET = "enhet", _("Lederen for enheten, innenfor eget budsjett")
    SEKTOR = "sektor", _("Lederen for sektoren")
    TOPP = "topp", _("Den øverste lederen")
    UTVALG = "utvalg", _("Et politisk utvalg")
    POLITISK = "politisk", _("De folkevalgte")
    VET_IKKE = "vet_ikke", _("Det er ikke avklart")


class Dialogform(models.TextChoices):
    """Hva slags dialog virksomheten ønsker."""

    IDEER = "ideer", _("Ideer vi kan lære av")
    SAMTALE = "samtale", _("En samtale")
    PROVE = "prove", _("Et forslag til en prøve")
    TILSKUDD = "tilskudd", _("Søknader om tilskudd")
    MARKEDSDIALOG = "markedsdialog", _("Markedsdialog før en konkurranse")
    KONKURRANSE = "konkurranse", _("Tilbud i en konkurranse")
