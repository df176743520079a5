"""Bytte av e-postadresse, som den gamle adressen kan stoppe."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from veier.brukere.models import Bruker
from veier.epost.handlinger import send_mal
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.konto.models import Adressebytte, lag_nokkel
from veier.lenker import avtrykk

# Sikringer lagt til så kort tid før byttet, kan være lagt til av den som tok kontoen.
MISTENKELIG = timedelta(hours=24)


@transaction.atomic
def be_om_bytte(bruker: Bruker, *, ny: str) -> Adressebytte:
    """Noter ønsket, og si fra til den gamle adressen med en gang, med en lenke som stopper byttet.

    Ber noen om det samme byttet igjen, for eksempel fordi de vil ha en ny kode, gjelder den første lenken.
    """
    pagaende = bruker.adressebytter.filter(
        ny=ny, gammel=bruker.epost, gjort_tid=None, stoppet_tid=None
    ).first()
    if pagaende and pagaende.kan_stoppes:
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
    """Nei når den gamle adressen har stoppet byttet til ``ny`` og ingen har bedt om det på nytt."""
    siste = bruker.adressebytter.filter(ny=ny).first()
    return siste is None or siste.stoppet_tid is None


@transaction.atomic
def fullfor(bruker: Bruker, *, ny: str) -> None:
    """Noter at den nye adressen er bekreftet. Fristen for å stoppe løper på nytt fra nå."""
    bytte = bruker.adressebytter.select_for_update().filter(ny=ny, gjort_tid=None, stoppet_tid=None).first()
    if bytte:
        bytte.gjort_tid = timezone.now()
        bytte.save(update_fields=["gjort_tid"])
        logg_hendelse("konto_adressebytte_gjort", av=bruker.offentlig_id)


def finn(nokkel: str) -> Adressebytte | None:
    return Adressebytte.objects.select_related("bruker").filter(avtrykk=avtrykk(nokkel)).first()


@transaction.atomic
def stopp(bytte: Adressebytte) -> Adressebytte:
    """Gir kontoen tilbake til den gamle adressen: adressen settes tilbake, passordet og ferske sikringer slettes,
    og alle økter avsluttes.

    Hever Domenefeil når fristen er ute, eller når en annen konto har tatt den gamle adressen.
    """
    rad = Adressebytte.objects.select_for_update().select_related("bruker").get(pk=bytte.pk)
    if rad.stoppet_tid:
        return rad
    if not rad.kan_stoppes:
        raise Domenefeil("Fristen på 72 timer er ute. Skriv til redaksjonen.")
    bruker = Bruker.objects.select_for_update().get(pk=rad.bruker_id)
    if Bruker.objects.filter(epost=rad.gammel).exclude(pk=bruker.pk).exists():
        raise Domenefeil("Adressen er tatt i bruk på en annen konto. Skriv til redaksjonen.")
    rad.stoppet_tid = timezone.now()
    rad.save(update_fields=["stoppet_tid"])
    EmailAddress.objects.filter(user=bruker).delete()
    EmailAddress.objects.create(user=bruker, email=rad.gammel, verified=True, primary=True)
    bruker.epost = rad.gammel
    bruker.set_unusable_password()
    bruker.save(update_fields=["epost", "password"])
    Authenticator.objects.filter(user=bruker, created_at__gte=rad.bedt_tid - MISTENKELIG).delete()
    avslutt_okter(bruker)
    with override(bruker.malform):
        lenke = settings.ADRESSE + reverse("account_login")
    send_mal(
        "adressebytte_stoppet",
        nokkel=str(rad.pk),
        til=rad.gammel,
        malform=bruker.malform,
        verdier={"lenke": lenke},
    )
    logg_hendelse("konto_adressebytte_stoppet", av=bruker.offentlig_id)
    return rad


def avslutt_okter(bruker: Bruker) -> None:
    """Logger brukeren ut overalt."""
    for okt in UserSession.objects.filter(user=bruker):
        okt.end()
