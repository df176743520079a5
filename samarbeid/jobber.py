"""Jobber i appen som trenger begge sider."""

from datetime import date

from django.conf import settings
from django.db import DatabaseError
from procrastinate import RetryStrategy

from entreprenorer.models import Ide
from samarbeid.behovstreff import handlinger as behovstreff
from samarbeid.eksponering.telling import slett_gamle
from samarbeid.henvendelser.handlinger import slett_gamle_henvendelser
from samarbeid.innpost.skuffen import slett_gammel_innpost
from samarbeid.katalog.bygging.koen import rydd_endringer, se_etter, ta_koen
from samarbeid.katalog.bygging.neste import FOR_MANGE_ENDRET
from samarbeid.katalog.bygging.portalen import bygg_sokeindeks, er_foreldet
from samarbeid.models import Innmelding
from samarbeid.nytt import ukebrev
from samarbeid.oppslag.saker.bilder import rydd_bilder
from samarbeid.oppslag.saker.handlinger import publiser_planlagte
from samarbeid.partene.handlinger import glem_adressene
from samarbeid.publisering.treff import beregn_treff
from samarbeid.redaksjon.handlinger import slett_glemte
from samarbeid.redaksjon.lenker import oppdater_lenkene, sjekk_lenker
from samarbeid.samarbeidene.handlinger.frister import minn_om_frister
from samarbeid.samarbeidene.handlinger.rydding import slett_gamle_samarbeid
from samarbeid.samtaler.handlinger import uttrekk as uttrekkene
from samarbeid.samtaler.handlinger import vedlegg as vedleggene
from samarbeid.samtaler.handlinger.rydding import slett_gamle_samtaler
from samarbeid.tall.handlinger import regn_tallene
from samarbeid.uketall import telling
from samarbeid.varsler import kjoring
from veier.dokument.las import Opptatt
from veier.jobber import VAKT, jobb, sett_i_ko, venter_i_koen
from veier.klienter import KlientFeil
from veier.utkast.handlinger import slett_utlopte
from veier.vedlegg.lager import FullDisk

# Etter 10, 20, 40 … sekunder, i en snau time. Er clamd nede lenger, settes filen i kø igjen av den som ser etter.
SOK_IGJEN = RetryStrategy(max_attempts=9, exponential_wait=2, linear_wait=10, retry_exceptions={KlientFeil})

# Noen andres dokument lages, disken er full en stund, eller et vedlegg kontrolleres.
LAG_IGJEN = RetryStrategy(
    max_attempts=30, wait=10, retry_exceptions={Opptatt, FullDisk, uttrekkene.VenterPaKontroll}
)


@jobb("samarbeid.oppdater_sokeindeks", cron="* * * * *", ko=VAKT)
def oppdater_sokeindeks(timestamp: int) -> int:
    """Hvert minutt: bygger indeksen på nytt hvis noen har endret referansedata."""
    return bygg_sokeindeks() if er_foreldet() else 0


@jobb("samarbeid.slett_gamle_henvendelser", cron="37 3 * * *")
def slett_henvendelser(timestamp: int) -> int:
    """Hver natt: meldinger til redaksjonen slettes tolv måneder etter at de er ferdige."""
    return slett_gamle_henvendelser()


@jobb("samarbeid.slett_innmeldinger", cron="41 3 * * *")
def slett_innmeldinger(timestamp: int) -> int:
    """Hver natt: eksempler ingen sendte inn på 90 dager, og dem som er sendt for et år siden. Saken blir stående."""
    return slett_utlopte(Innmelding)


@jobb("samarbeid.glem_partene", cron="45 3 * * *")
def glem_partene(timestamp: int) -> int:
    """Hver natt: adressen til en part som ble spurt om en sak for et år siden."""
    return glem_adressene()


@jobb("samarbeid.slett_gamle_samtaler", cron="43 3 * * *")
def slett_samtaler(timestamp: int) -> int:
    """Hver natt: samtaler slettes to år etter det siste innlegget."""
    return slett_gamle_samtaler()


@jobb(vedleggene.JOBB, forsok=SOK_IGJEN)
def kontroller_vedlegg(vedlegg: int) -> bool:
    """Søker gjennom én fil. Til det er gjort, kan ingen hente den."""
    return vedleggene.kontroller_vedlegg(vedlegg)


@jobb("samarbeid.glemte_vedlegg", cron="*/15 * * * *")
def glemte_vedlegg(timestamp: int) -> int:
    """Hvert kvarter: filer som fortsatt venter på virussøk, og som ingen har i hånden."""
    return vedleggene.sett_glemte_i_ko()


@jobb(uttrekkene.JOBB, forsok=LAG_IGJEN)
def lag_uttrekk(uttrekk: int) -> bool:
    """Lager uttrekket av en samtale til arkivet."""
    return uttrekkene.lag_uttrekk(uttrekk)


@jobb("samarbeid.rydd_uttrekk", cron="57 3 * * *")
def rydd_uttrekk(timestamp: int) -> int:
    """Hver natt: uttrekkene som er en uke gamle, og filene ingen rad viser til."""
    uttrekkene.slett_gamle_uttrekk()
    return uttrekkene.rydd_uttrekk()


@jobb("samarbeid.rydd_vedlegg", cron="55 3 * * *")
def rydd_vedlegg(timestamp: int) -> int:
    """Hver natt, etter at samtalene er slettet: filene ingen rad viser til."""
    return vedleggene.rydd_vedlegg()


@jobb("samarbeid.slett_gamle_samarbeid", cron="45 3 * * *")
def slett_samarbeid(timestamp: int) -> int:
    """Hver natt: samarbeid slettes to år etter slutten, og fem år etter at noen sist gjorde noe."""
    return slett_gamle_samarbeid()


@jobb("samarbeid.minn_om_frister", cron="20 7 * * 1-5")
def minn_om_samarbeidene(timestamp: int) -> int:
    """Hver arbeidsdag: de neste dagene partene i et samarbeid må huske."""
    return minn_om_frister()


@jobb("samarbeid.slett_gammel_innpost", cron="47 3 * * *")
def slett_innpost(timestamp: int) -> int:
    """Hver natt: e-post som ikke hører til noen samtale, slettes etter 90 dager."""
    return slett_gammel_innpost()


@jobb("samarbeid.publiser_planlagte", cron="* * * * *", ko=VAKT)
def publiser_de_planlagte(timestamp: int) -> int:
    """Hvert minutt: eksemplene noen har sagt skal ut nå."""
    return publiser_planlagte()


@jobb("samarbeid.rydd_pulten", cron="39 3 * * *")
def rydd_pulten(timestamp: int) -> int:
    """Hver natt: det noen i redaksjonen har tatt, og som ingen har rørt på et halvt år."""
    return slett_glemte()


@jobb("samarbeid.finn_lenker", cron="53 0 * * *")
def finn_lenker(timestamp: int) -> int:
    """Hver natt: lenkene som står i referansedataene nå."""
    return oppdater_lenkene()


@jobb("samarbeid.sjekk_lenker", cron="*/10 1-4 * * *")
def sjekk(timestamp: int) -> int:
    """Om natten, noen om gangen: om lenkene fortsatt fører noe sted. En lokal kjøring spør ingen."""
    return sjekk_lenker() if settings.I_DRIFT else 0


@jobb("samarbeid.se_etter_varsler", cron="* * * * *", ko=VAKT)
def se_etter_varsler(timestamp: int) -> int:
    """Hvert minutt: setter varslene det er tid for, i køen."""
    return kjoring.sett_klare_i_ko()


@jobb("samarbeid.varsle_om_treff")
def varsle_om_treff(behov: int) -> int:
    """Når et behov har fått nye treff: varslene om det, og om dem som passer det."""
    return kjoring.se_etter_treff(behov)


@jobb(kjoring.JOBB)
def varsle(abonnement: int) -> int:
    """Ett lagret søk: forteller om det som er nytt. Det samme fortelles aldri to ganger."""
    try:
        return kjoring.varsle(abonnement)
    except Exception as feil:
        if not isinstance(feil, DatabaseError):  # den er borte litt; alt annet feiler igjen om et minutt
            kjoring.utsett(abonnement)
        raise


@jobb("samarbeid.regn_tallene", cron="4 * * * *", lock="tallene")
def regn(timestamp: int) -> int:
    """Hver time: tallene slik de var ved midnatt. Det gjøres rett etter den, og om igjen når arbeideren var nede da."""
    return regn_tallene()


@jobb("samarbeid.sett_ukens_brev_i_ko", cron="20 7-14 * * 1-5")
def sett_ukens_brev_i_ko(timestamp: int) -> int:
    """Den første virkedagen i uken: ett brev til hver som er med i noe. Sto arbeideren da, tas det igjen neste time."""
    return ukebrev.sett_ukens_brev_i_ko()


@jobb(ukebrev.JOBB)
def send_ukens_brev(bruker: int, mandag: str) -> bool:
    """Ett brev, når det er noe å fortelle."""
    return ukebrev.send_ukens_brev(bruker, date.fromisoformat(mandag))


@jobb("samarbeid.beregn_treff")
def beregn(ide: int) -> int:
    """Når en idé er publisert, endret, arkivert eller vist til andre."""
    return beregn_treff(ide)


@jobb("samarbeid.beregn_alle_treff")
def beregn_alle() -> int:
    """Når noe på den andre siden er endret: én jobb per idé, så en feil bare rammer den ene. Behovene gås gjennom."""
    behovstreff.begynn_sveip()
    kjoring.sett_klare_i_ko()  # en ny sak eller et nytt tilskudd er ikke i katalogens kø
    return _alle()


@jobb("samarbeid.beregn_treff_om_natten", cron="11 4 * * *")
def beregn_om_natten(timestamp: int) -> int:
    """Hver natt: alle treff på nytt, i tilfelle noe er gått tapt eller datoen har betydd noe."""
    return _alle()


def _alle() -> int:
    ideer = list(Ide.objects.filter(publisert_tid__isnull=False).values_list("pk", flat=True))
    # Den som alt står i køen, begynner etter oss, og ser det vi ser.
    for pk in sorted(set(ideer) - venter_i_koen("samarbeid.beregn_treff", "ide")):
        sett_i_ko("samarbeid.beregn_treff", ide=pk)
    return len(ideer)


@jobb("samarbeid.treff_for_behov")
def treff_for_behov(behov: int) -> int:
    """Når et behov er publisert, endret, lukket eller tatt ned."""
    return behovstreff.beregn_behov(behov)


@jobb("samarbeid.treff_for_entreprenor")
def treff_for_entreprenor(entreprenor: int) -> int:
    """Når en profil er endret: behovene det kan bety noe for."""
    return behovstreff.beregn_entreprenor(entreprenor)


@jobb("samarbeid.treff_for_ide")
def treff_for_ide(ide: int) -> int:
    """Når en idé er endret, eller vist til andre: behovene det kan bety noe for."""
    return behovstreff.beregn_ide(ide)


@jobb(behovstreff.SVEIP, lock=behovstreff.SVEIP)
def sveip_behovstreff() -> int:
    """Noen behov til. Setter seg selv i kø til alle er regnet, eller noen stanser den."""
    return behovstreff.sveip_videre()


@jobb("samarbeid.begynn_behovstreff", cron="27 4 * * *")
def begynn_behovstreff(timestamp: int) -> int:
    """Hver natt: alle behovene på nytt. En gjennomgang som ble avbrutt, fortsetter."""
    return behovstreff.begynn_sveip().alle


@jobb(FOR_MANGE_ENDRET)
def behovstreff_paa_nytt() -> int:
    """Når så mye er endret på én gang at behovene gås gjennom, i stedet for én jobb for hver."""
    return behovstreff.begynn_sveip(paa_nytt=True).alle


@jobb("samarbeid.slett_gamle_eksponeringer", cron="49 3 * * *")
def slett_gamle_eksponeringer(timestamp: int) -> int:
    """Hver natt: tellingene av hvem som ble foreslått, når de er over et år."""
    return slett_gamle()


@jobb("samarbeid.slett_gamle_uketall", cron="50 3 * * *")
def slett_gamle_uketall(timestamp: int) -> int:
    """Hver natt: tellingene av bruken, når de er over to år."""
    return telling.slett_gamle()


@jobb("samarbeid.oppdater_katalogen", lock="katalogen")
def oppdater_katalogen() -> int:
    """Når noe katalogen er laget av, er endret (trigger). Mer enn én bunke: en jobb til, så andre slipper til."""
    igjen = ta_koen()
    if igjen:
        sett_i_ko("samarbeid.oppdater_katalogen")
    else:
        kjoring.sett_klare_i_ko()
    return igjen


@jobb("samarbeid.se_etter_katalogen", cron="* * * * *", ko=VAKT)
def se_etter_katalogen(timestamp: int) -> int:
    """Hvert minutt: tar det som måtte være blitt stående, og gjør alt på nytt når reglene for søk er endret."""
    return se_etter()


@jobb("samarbeid.rydd_katalogen", cron="23 4 * * *")
def rydd_katalogen(timestamp: int) -> int:
    """Hver natt: glemmer numrene ingen prosess trenger lenger."""
    return rydd_endringer()


@jobb("samarbeid.rydd_bilder", cron="31 3 * * *")
def rydd_saksbilder(timestamp: int) -> int:
    """Hver natt: bilder ingen sak, intet utkast og ingen historikk viser til, slettes når de er et døgn gamle."""
    return rydd_bilder()
