"""Lenkene til dem som ikke har konto, og koden som viser at de leser postkassen lenken ble sendt til."""

from __future__ import annotations

import secrets
import time
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from samarbeid.models import Mottakerlenke, Samtale
from samarbeid.models.samtaler.samtale import HOYST_KODEFORSOK
from samarbeid.querysets import Lenkesporring
from samarbeid.samtaler.lesing import lenker_til_lesing
from veier.epost.brevslag import KODEN_VARER
from veier.epost.handlinger import send_brev
from veier.feil import Domenefeil
from veier.grense.sider import SAMTALEKODE
from veier.konto.bekreftelse import KODETEGN
from veier.lenker import avtrykk, stemmer
from veier.sprak import virksomhetens
from veier.tekst import les_kode

LENKEN_VARER = timedelta(days=90)
BEKREFTET_VARER = 2 * 3600
SAMME_KODE = timedelta(minutes=1)
_OKT = "samtalelenker"


def lag_lenke(samtale: Samtale, epost: str) -> tuple[Mottakerlenke, str]:
    """Lenken, og nøkkelen som bare skal stå i e-posten: 256 tilfeldige biter."""
    nokkel = secrets.token_urlsafe(32)
    lenke = Mottakerlenke.objects.create(
        samtale=samtale, avtrykk=avtrykk(nokkel), epost=epost, utloper_tid=timezone.now() + LENKEN_VARER
    )
    return lenke, nokkel


def finn_lenke(nokkel: str) -> Mottakerlenke | None:
    """Lenken, når den kan åpnes."""
    lenker = _levende(nokkel).select_related("samtale__entreprenor", "samtale__part")
    return lenker.first()


def finn_til_lesing(nokkel: str) -> Mottakerlenke | None:
    """Lenken, når den kan åpnes, med det siden til samtalen viser (``HarMer``)."""
    return lenker_til_lesing(_levende(nokkel)).first()


def _levende(nokkel: str) -> Lenkesporring:
    lenker: Lenkesporring = Mottakerlenke.objects.levende()
    return lenker.filter(avtrykk=avtrykk(nokkel))


def er_bekreftet(request: HttpRequest, lenke: Mottakerlenke) -> bool:
    """Koden er skrevet inn i denne nettleseren de siste to timene."""
    sist = request.session.get(_OKT, {}).get(str(lenke.pk), 0)
    return time.time() - float(sist) < BEKREFTET_VARER


@transaction.atomic
def send_kode(lenke: Mottakerlenke) -> None:
    """Sender en ny kode til adressen lenken ble sendt til. Den forrige virker ikke lenger.

    Den som har fått en det siste minuttet og ikke har brukt den, får ingen ny: et dobbelttrykk skal ikke gi to brev, der bare
    koden i det ene virker. Hever Domenefeil når det er for mange.
    """
    rad = Mottakerlenke.objects.select_for_update().get(pk=lenke.pk)
    if _er_nettopp_sendt(rad):
        return
    if SAMTALEKODE.bruk(str(lenke.pk)):
        raise Domenefeil(_("Det er sendt mange koder. Vent en time, og prøv igjen."))
    kode = "".join(secrets.choice(KODETEGN) for _nr in range(6))
    rad.kodeavtrykk, rad.kodeforsok = _kodeavtrykk(lenke, kode), 0
    rad.kode_utloper_tid = timezone.now() + KODEN_VARER
    rad.save(update_fields=["kodeavtrykk", "kode_utloper_tid", "kodeforsok"])
    send_brev(
        "samtale_kode",
        nokkel=f"{lenke.pk}:{secrets.token_hex(8)}",
        til=lenke.epost,
        malform=virksomhetens(lenke.samtale.part.malform).kode,
        hemmelig=True,
        kode=f"{kode[:3]}-{kode[3:]}",
        referanse=lenke.samtale.referanse,
    )


def _er_nettopp_sendt(lenke: Mottakerlenke) -> bool:
    """En kode som ennå virker, ble sendt det siste minuttet."""
    if lenke.kode_utloper_tid is None or lenke.kodeforsok >= HOYST_KODEFORSOK:
        return False
    return timezone.now() < lenke.kode_utloper_tid - KODEN_VARER + SAMME_KODE


def prov_kode(request: HttpRequest, lenke: Mottakerlenke, kode: str) -> bool:
    """Sant når koden er rett. Hvert forsøk telles i databasen, og en rett kode virker én gang."""
    with transaction.atomic():
        rad = Mottakerlenke.objects.select_for_update().get(pk=lenke.pk)
        ute = rad.kode_utloper_tid is None or rad.kode_utloper_tid < timezone.now()
        if ute or not rad.kodeavtrykk or rad.kodeforsok >= HOYST_KODEFORSOK:
            return False
        rad.kodeforsok += 1
        riktig = stemmer(rad.kodeavtrykk, partial(_kodeavtrykk, lenke, kode))
        if riktig:
            rad.kodeavtrykk, rad.kode_utloper_tid = "", None
        rad.save(update_fields=["kodeforsok", "kodeavtrykk", "kode_utloper_tid"])
    if riktig:
        request.session[_OKT] = {**request.session.get(_OKT, {}), str(lenke.pk): time.time()}
    return riktig


def trekk_lenkene(samtale: Samtale) -> None:
    """Ingen av lenkene til samtalen kan åpnes lenger."""
    Mottakerlenke.objects.filter(samtale=samtale, trukket_tid=None).update(trukket_tid=timezone.now())


def _kodeavtrykk(lenke: Mottakerlenke, kode: str, nokkel: str | None = None) -> str:
    alt = f"{lenke.pk}:{les_kode(kode)}"
    return salted_hmac("samtalekode", alt, secret=nokkel, algorithm="sha256").hexdigest()
