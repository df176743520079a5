"""Bytte av e-postadresse, som den gamle adressen kan stoppe.

Et bytte kan følges av flere, av den samme tyven. Et stopp gjelder derfor alt som kom etter: ingen lenke og ingen kode
sendt til en adresse kontoen fikk siden, kan gjøre noe.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.epost.redaksjonen import skriv_til_redaksjonen
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko
from veier.konto.handlinger.bevis import frigjor
from veier.konto.handlinger.vern import ta_bort_innganger
from veier.konto.models import STOPPFRIST, Adressebytte, lag_nokkel
from veier.konto.tilganger import er_bevist
from veier.lenker import avtrykk

# Sikringer lagt til så kort tid før byttet, kan være lagt til av den som tok kontoen.
MISTENKELIG = timedelta(hours=24)


@transaction.atomic
def be_om_bytte(bruker: Bruker, *, ny: str) -> Adressebytte:
    """Noter ønsket, og si fra til den gamle adressen med en gang, med en lenke som stopper byttet.

    Ber noen om det samme byttet igjen, for eksempel fordi de vil ha en ny kode, gjelder den første lenken.
    """
    if pagaende := _pagaende(bruker, ny=ny).first():
        return pagaende
    nokkel = lag_nokkel()
    bytte = Adressebytte.objects.create(bruker=bruker, gammel=bruker.epost, ny=ny, avtrykk=avtrykk(nokkel))
    with override(bruker.malform):
        lenke = settings.ADRESSE + reverse("konto_stopp_bytte", args=[nokkel])
    send_mal(
        "adressebytte_bedt",
        nokkel=str(bytte.pk),
        til=bytte.gammel,
        malform=bruker.malform,
        verdier={"ny": ny, "stopplenke": lenke},
        hemmelig=True,
    )
    logg_hendelse("konto_adressebytte_bedt", av=bruker.offentlig_id)
    return bytte


def kan_fullfores(bruker: Bruker, *, ny: str) -> bool:
    """Ja for den første adressen til en ny konto, og for et bytte den er bedt om fra adressen den har nå.

    Nei når byttet er stoppet eller for gammelt, og når kontoen har fått en annen adresse i mellomtiden.
    """
    if not er_bevist(bruker):
        return bruker.epost == ny
    return _pagaende(bruker, ny=ny).exists()


@transaction.atomic
def fullfor(bruker: Bruker, *, ny: str, gammel: str) -> None:
    """Noter at den nye adressen er bekreftet. Fristen for å stoppe løper på nytt fra nå.

    Koder som er sendt til den gamle adressen, gjelder ikke lenger.
    """
    bytte = bruker.adressebytter.select_for_update().filter(_ikke_ferdig(), ny=ny, gammel=gammel).first()
    if bytte:
        bytte.gjort_tid = bruker.pagaende_fra_tid = timezone.now()
        bytte.save(update_fields=["gjort_tid"])
        bruker.save(update_fields=["pagaende_fra_tid"])
        logg_hendelse("konto_adressebytte_gjort", av=bruker.offentlig_id)
        sett_i_ko("kommuner.kontroller_adressen", bruker=bruker.pk)


def finn(nokkel: str) -> Adressebytte | None:
    return Adressebytte.objects.select_related("bruker").filter(avtrykk=avtrykk(nokkel)).first()


def kan_fortsatt_stoppes(bruker: Bruker) -> bool:
    """Et bytte kan ennå vise seg å være en tyvs: kontoen skal ikke slettes før fristen er ute."""
    return any(bytte.kan_stoppes for bytte in bruker.adressebytter.filter(stoppet_tid=None))


@transaction.atomic
def stopp(bytte: Adressebytte) -> Adressebytte:
    """Gir kontoen tilbake til den gamle adressen, og stopper hvert bytte som kom etter.

    Adressen settes tilbake; passordet, økter, sikringer og innlogginger fra byttet begynte (med et døgns margin)
    tas bort; en bestilt sletting angres. Har en annen konto tatt den gamle adressen, stenges denne i stedet, og
    redaksjonen får vite det: tyven skal ut uansett. Hever Domenefeil når fristen er ute.
    """
    bruker = Bruker.objects.select_for_update().get(pk=bytte.bruker_id)
    rad = Adressebytte.objects.select_for_update().get(pk=bytte.pk)
    if rad.stoppet_tid:
        return rad
    if not rad.kan_stoppes:
        raise Domenefeil(_("Fristen på 72 timer er ute. Skriv til redaksjonen."))
    siden = _stopp_fra(bruker, rad)
    rad.refresh_from_db()
    ta_bort_innganger(bruker, siden=siden - MISTENKELIG)
    if bestilling := getattr(bruker, "slettebestilling", None):
        bestilling.delete()
        logg_hendelse("sletting_angret", av=bruker.offentlig_id)
    EmailAddress.objects.filter(user=bruker).delete()
    if frigjor(rad.gammel, unntatt=bruker):
        EmailAddress.objects.create(user=bruker, email=rad.gammel, verified=True, primary=True)
        bruker.epost = rad.gammel
        bruker.save(update_fields=["epost"])
        sett_i_ko("kommuner.kontroller_adressen", bruker=bruker.pk)
        _si_fra(rad, "adressebytte_stoppet", side="account_login")
    else:
        _steng(rad, bruker)
    logg_hendelse("konto_adressebytte_stoppet", av=bruker.offentlig_id)
    return rad


def _stopp_fra(bruker: Bruker, rad: Adressebytte) -> datetime:
    """Stopper dette byttet, alle som kom etter, og de som ikke er gjort. Gir når det eldste av dem begynte."""
    gjelder = bruker.adressebytter.filter(stoppet_tid=None).filter(
        models.Q(bedt_tid__gte=rad.bedt_tid) | models.Q(gjort_tid=None)
    )
    # Det som ble bedt om og aldri gjort, sier ingenting når fristen er ute.
    ferske = gjelder.filter(models.Q(pk=rad.pk) | models.Q(bedt_tid__gt=timezone.now() - STOPPFRIST))
    siden = ferske.aggregate(forst=models.Min("bedt_tid"))["forst"]
    gjelder.update(stoppet_tid=timezone.now())
    return siden


def _steng(rad: Adressebytte, bruker: Bruker) -> None:
    """Adressen hører til en annen konto nå, ofte den samme personens nye. Ingen kommer inn på denne."""
    bruker.is_active = False
    bruker.save(update_fields=["is_active"])
    rad.stengt = True
    rad.save(update_fields=["stengt"])
    _si_fra(rad, "adressebytte_stengt", side="kontakt")
    skriv_til_redaksjonen(
        "adressebytte_til_redaksjonen",
        nokkel=str(rad.pk),
        side=lambda: reverse("admin:brukere_bruker_change", args=[bruker.pk]),
        gammel=rad.gammel,
    )
    logg_hendelse("konto_stengt_etter_stopp", av=bruker.offentlig_id)


def _si_fra(rad: Adressebytte, mal: str, *, side: str) -> None:
    malform = rad.bruker.malform
    with override(malform):
        lenke = settings.ADRESSE + reverse(side)
    send_mal(mal, nokkel=str(rad.pk), til=rad.gammel, malform=malform, verdier={"lenke": lenke})


def _ikke_ferdig() -> models.Q:
    return models.Q(gjort_tid=None, stoppet_tid=None, bedt_tid__gt=timezone.now() - STOPPFRIST)


def _pagaende(bruker: Bruker, *, ny: str) -> models.QuerySet[Adressebytte]:
    return bruker.adressebytter.filter(_ikke_ferdig(), ny=ny, gammel=bruker.epost)
