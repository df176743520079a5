"""Spørsmålene til et behov: de stilles, besvares for alle på én gang, og kan tas bort med en grunn.

Hvem som spurte, står verken på siden, i e-posten til virksomheten eller i hendelsesloggen.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kommuner.models import Behov, Behovssporsmal
from kommuner.querysets import TAR_SPORSMAL
from kommuner.tilganger import ma_vente
from veier.brukere.models import Bruker
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.medlemskap.handlinger.medlemmer import som_far_brev
from veier.medlemskap.tilganger import er_administrator, er_medlem
from veier.taksonomi.ordforrad import Behovstilstand

# Så mange spørsmål kan én ha ubesvart hos ett behov, og så mange kan vente i alt: fra dem med konto, og fra dem uten. En fremmed
# med mange adresser kan fylle de siste, og da kan de andre fortsatt spørre.
VENTER_FRA_EN, VENTER_I_ALT = 5, 100
ADRESSEN_VARER = timedelta(days=365)


def hvorfor_ikke_sporre(behov: Behov) -> str:
    """En setning om hvorfor det ikke kan spørres nå; tom når det kan. Den siste dagen er med til midnatt, norsk tid."""
    if behov.oppdiktet:
        return _("Behovet er oppdiktet. Ingen kan svare på spørsmål om det.")
    if behov.tilstand == Behovstilstand.KUNNGJORT:
        setning = _(
            "Konkurransen er kunngjort på Doffin (%(doffin)s). Spør der, så får alle det samme svaret."
        )
        return setning % {"doffin": behov.doffin}
    if behov.tilstand not in TAR_SPORSMAL:
        return _("Behovet er lukket. Virksomheten tar ikke imot spørsmål om det.")
    if behov.frist and behov.fristen_er_ute:
        setning = _("Fristen for spørsmål gikk ut %(dato)s. Virksomheten tar ikke imot flere.")
        return setning % {"dato": date_format(behov.frist, "j. F Y")}
    return ""


@transaction.atomic
def still_sporsmal(
    behov: Behov, *, tekst: str, malform: str, av: Bruker | None = None, epost: str = "", kode: str = ""
) -> Behovssporsmal:
    """Stiller spørsmålet. Enten ``av``, eller en bekreftet ``epost`` og avtrykket av lenken den ble bekreftet med.

    Et dobbeltklikk, og den samme lenken en gang til, gir det som alt er stilt. Hever Domenefeil når det ikke kan spørres nå,
    og når for mange venter.
    """
    rad = Behov.objects.select_for_update(of=("self",)).select_related("part").get(pk=behov.pk)
    if kode and (stilt := rad.sporsmalene.filter(kode=kode).first()):
        return stilt
    if not Behov.objects.publisert().filter(pk=rad.pk).exists():
        raise Domenefeil(_("Behovet er tatt ned. Virksomheten tar ikke imot spørsmål om det."))
    if grunn := hvorfor_ikke_sporre(rad):
        raise Domenefeil(grunn)
    mine = rad.sporsmalene.venter().filter(**({"spor_av": av} if av else {"epost": epost}))
    if likt := mine.filter(tekst=tekst).first():
        return likt
    _krev_plass(rad, mine.count(), uten_konto=av is None)
    sporsmal = Behovssporsmal.objects.create(
        behov=rad, tekst=tekst, spor_av=av, epost="" if av else epost, malform=malform, kode=kode
    )
    _skriv_til_virksomheten(sporsmal)
    logg_hendelse("behov_sporsmal_stilt", gjelder=rad)
    return sporsmal


def _krev_plass(behov: Behov, mine: int, *, uten_konto: bool) -> None:
    if mine >= VENTER_FRA_EN:
        raise Domenefeil(
            _("Du har alt spørsmål som venter på svar her. Vent til de er besvart, og spør igjen.")
        )
    if behov.sporsmalene.venter().filter(spor_av__isnull=uten_konto).count() >= VENTER_I_ALT:
        raise Domenefeil(
            _("Det venter svært mange spørsmål på svar her. Prøv igjen når noen av dem er besvart.")
        )


def _skriv_til_virksomheten(sporsmal: Behovssporsmal) -> None:
    behov = sporsmal.behov
    for bruker in som_far_brev(behov.part):
        send_brev(
            "sporsmal_stilt",
            nokkel=str(sporsmal.ref),
            til=bruker.epost,
            malform=bruker.malform,
            side=("behov_sporsmal_svar", [*behov.adressedeler, str(sporsmal.ref)]),
            ikke_for=ma_vente(bruker.epost),
            hva=behov.tittel,
            sporsmal=sporsmal.tekst,
        )


@transaction.atomic
def lagre_svar(sporsmal: Behovssporsmal, *, svar: str, sett: str, av: Bruker) -> Behovssporsmal:
    """Lagrer et utkast til svaret. Bare de som er med i virksomheten, ser det. ``sett`` er nummeret personen så.

    Hever Domenefeil når noen har skrevet imens, og når spørsmålet alt er besvart eller tatt bort.
    """
    rad = _las(sporsmal, sett=sett)
    if not er_medlem(av, rad.behov.part):
        raise Domenefeil(_("Bare de som er med i virksomheten, kan skrive på svaret."))
    if rad.besvart_tid:
        raise Domenefeil(_("Svaret er publisert. En rettelse må publiseres av en administrator."))
    rad.svar, rad.svar_av, rad.svar_nummer = svar, av, rad.svar_nummer + 1
    rad.save(update_fields=["svar", "svar_av", "svar_nummer"])
    return rad


@transaction.atomic
def publiser_svar(sporsmal: Behovssporsmal, *, svar: str, sett: str, av: Bruker) -> Behovssporsmal:
    """Spørsmålet og svaret blir synlige for alle, og den som spurte, får svaret på e-post, i den samme transaksjonen.

    Er det besvart før, er dette en rettelse, og siden sier det. Hever Domenefeil når noen har skrevet imens, når personen
    ikke er administrator, og når konkurransen er kunngjort.
    """
    rad = _las(sporsmal, sett=sett)
    _krev_administrator(rad, av)
    if rad.behov.tilstand == Behovstilstand.KUNNGJORT:
        raise Domenefeil(
            _(
                "Konkurransen er kunngjort. Svar på spørsmålet i konkurransen på Doffin, så får alle det samme å vite."
            )
        )
    if not svar:
        raise Domenefeil(_("Skriv svaret før du publiserer."))
    forste = rad.besvart_tid is None
    naa = timezone.now()
    rad.besvart_tid, rad.rettet_tid = (naa, None) if forste else (rad.besvart_tid, naa)
    rad.svar, rad.svar_av, rad.svar_nummer = svar, av, rad.svar_nummer + 1
    if forste:
        _skriv_til_den_som_spurte("sporsmal_besvart", rad, side="behov_sporsmalene", svar=svar)
    rad.save()
    logg_hendelse("behov_sporsmal_besvart", av=av.offentlig_id, gjelder=rad.behov, rettelse=not forste)
    return rad


@transaction.atomic
def fjern_sporsmal(sporsmal: Behovssporsmal, *, grunn: str, sett: str, av: Bruker) -> Behovssporsmal:
    """Tar bort et spørsmål, for eksempel når det har opplysninger om en person. Den som spurte, får vite hvorfor.

    Var det besvart, sier siden at det er tatt bort, og grunnen.
    """
    rad = _las(sporsmal, sett=sett)
    _krev_administrator(rad, av)
    rad.fjernet_tid, rad.fjernet_grunn = timezone.now(), grunn
    _skriv_til_den_som_spurte("sporsmal_fjernet", rad, side="behov", grunn=grunn)
    rad.tekst = rad.svar = ""
    rad.save()
    logg_hendelse("behov_sporsmal_fjernet", av=av.offentlig_id, gjelder=rad.behov)
    return rad


def glem_adresser() -> int:
    """Adressene til dem som har ventet et år på svar. Gir antallet; spørsmålene står."""
    gamle = Behovssporsmal.objects.exclude(epost="").filter(stilt_tid__lte=timezone.now() - ADRESSEN_VARER)
    return gamle.update(epost="")


def _las(sporsmal: Behovssporsmal, *, sett: str) -> Behovssporsmal:
    """Raden, låst. Behovet låses først, slik den som spør og den som endrer tilstanden, også gjør det."""
    behov = Behov.objects.select_for_update(of=("self",)).select_related("part").get(pk=sporsmal.behov_id)
    rad = Behovssporsmal.objects.select_for_update(of=("self",)).select_related("spor_av").get(pk=sporsmal.pk)
    rad.behov = behov
    if rad.fjernet_tid:
        raise Domenefeil(_("Spørsmålet er alt tatt bort."))
    if str(rad.svar_nummer) != sett:
        raise Domenefeil(
            _("Noen har skrevet på svaret etter at du åpnet siden. Les det som står, før du lagrer igjen.")
        )
    return rad


def _krev_administrator(rad: Behovssporsmal, av: Bruker) -> None:
    if not er_administrator(av, rad.behov.part):
        raise Domenefeil(_("Bare en administrator kan gjøre dette på vegne av virksomheten."))


def _skriv_til_den_som_spurte(mal: str, rad: Behovssporsmal, *, side: str, **verdier: str) -> None:
    """Brevet, og adressen til en uten konto er glemt. Emnet blir stående i køen, og sier derfor ikke hva hun spurte om."""
    til = rad.spor_av.epost if rad.spor_av else rad.epost
    if til:
        send_brev(
            mal,
            nokkel=str(rad.ref),
            til=til,
            malform=rad.spor_av.malform if rad.spor_av else rad.malform,
            side=(side, [rad.behov.slug]),
            ikke_for=None,
            hemmelig=True,  # ingen skal lese av brevene hvem som spurte om hva
            hva=rad.behov.tittel,
            virksomhet=rad.behov.part.navn,
            sporsmal=rad.tekst,
            **verdier,
        )
    rad.epost = ""
