"""Å sende én e-post, og å ta opp det som ble liggende.

Tre steg, og ingen transaksjon varer mens e-posttjeneren snakkes med:

1. **Ta.** En kort transaksjon teller forsøket og setter ``opptatt_til``. Så lenge rører ingen andre meldingen.
2. **Send.** Uten lås og transaksjon: en treg tjener holder ingen rader, og stanser ingen som skal slette en konto.
3. **Avslutt.** En ny, kort transaksjon lagrer svaret og slipper meldingen.

Minst én gang: det tjeneren har sagt ja til og vi ikke fikk lagret, vet bare den. Blir jobben drept mellom 2 og 3, prøves
det igjen når ``opptatt_til`` er ute, og da bare én gang for hvert slikt drap. Ny sending har samme Message-ID, så
mottakerens tjener kan se at det er den samme. Høyst én gang hadde krevd at vi lot være, og da hadde en invitasjon eller en
kode vært borte uten at noen visste det. Er databasen borte mellom 2 og 3, ventes det litt før det gis opp å lagre.

Fristen er lengre enn den lengste samtalen med tjeneren, så to aldri sender samtidig. For koder er den kortere enn det:
der kan den samme koden komme to ganger hos en tjener som bruker over et minutt på å svare.

Hvert forsøk telles før det gjøres, så en melding som tar livet av jobben, ikke prøves for alltid.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import Q
from django.utils import timezone

from veier.database.feil import gar_over
from veier.epost.avmelding import avmeldingshoder
from veier.epost.brevslag import brevslag
from veier.epost.models import Utsending
from veier.epost.utfall import HOYST_FORSOK, Feil, er_slutt, les_feil, pause
from veier.hendelser.handlinger import logg_hendelse

_logger = logging.getLogger("veier.epost")
# RFC 3834: svar ikke på dette med et fraværssvar. X-…-Suppress er det samme for Exchange.
HODER = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}

LAGRER_IGJEN_ETTER = (1, 2, 4, 8)


class ForsokIgjen(Exception):
    """Det gikk ikke nå. Jobben skal kjøres om igjen etter så mange sekunder."""

    def __init__(self, kjennetegn: str, sekunder: int) -> None:
        super().__init__(kjennetegn)
        self.sekunder = sekunder


def send(pk: int) -> bool:
    """Sender meldingen hvis den fortsatt venter. Gir True når den ble sendt nå.

    Hever ForsokIgjen når det skal prøves om igjen. Et endelig nei lagres som «gitt opp», og en kode som ikke rakk
    fram i tide, som «for gammel».
    """
    utsending = _ta(pk)
    if utsending is None:
        return False
    feil = _prov(utsending)
    ble = _talmodig(lambda: _avslutt(utsending, feil))
    if feil and ble == Utsending.Status.VENTER:
        raise ForsokIgjen(feil.kjennetegn, pause(utsending.forsok, brevslag(utsending.mal)))
    return feil is None


def rydd_gamle() -> int:
    """Koder som ikke rakk fram i tide, sendes ikke, og teksten slettes. Gir antallet."""
    utlopte = Utsending.objects.filter(
        _ledig(), status=Utsending.Status.VENTER, utloper_tid__lte=timezone.now()
    )
    antall = 0
    for pk in utlopte.values_list("pk", flat=True):
        with transaction.atomic():
            utsending = _laas(pk)
            if utsending and utsending.status == Utsending.Status.VENTER and not _opptatt(utsending):
                _bli_for_gammel(utsending)
                antall += 1
    return antall


@transaction.atomic
def _ta(pk: int) -> Utsending | None:
    """Teller forsøket og tar meldingen til fristen er ute. None når det ikke er noe å sende."""
    utsending = _laas(pk)
    if utsending is None or utsending.status != Utsending.Status.VENTER:
        return None
    if vent := _opptatt(utsending):
        raise ForsokIgjen("sendes alt", vent)
    if utsending.ikke_for and (vent := math.ceil((utsending.ikke_for - timezone.now()).total_seconds())) > 0:
        raise ForsokIgjen("skal ikke sendes ennå", vent)
    if utsending.utloper_tid and utsending.utloper_tid <= timezone.now():
        _bli_for_gammel(utsending)
        return None
    slag = brevslag(utsending.mal)
    utsending.forsok += 1
    # Så mange uten noe svar er en melding som velter jobben hver gang.
    if utsending.forsok > HOYST_FORSOK and not slag.haster:
        _gi_opp(
            utsending, Feil("Avbrutt", utsending.siste_feil or "Avbrutt", endelig=True, i_meldingen=False)
        )
    else:
        utsending.opptatt_til = timezone.now() + slag.sendes
    _lagre(utsending, "forsok")
    return utsending if utsending.status == Utsending.Status.VENTER else None


@transaction.atomic
def _avslutt(sendt: Utsending, feil: Feil | None) -> str:
    """Lagrer hvordan forsøket gikk. Gir statusen meldingen har da, tom når den er slettet i mellomtiden.

    Har noen andre begynt på et nytt forsøk, fordi dette tok for lang tid, er et nei herfra ikke lenger det siste. At den
    er sendt, gjelder uansett.
    """
    rad = Utsending.objects.select_for_update().filter(pk=sendt.pk).first()
    if rad is None or rad.status != Utsending.Status.VENTER:
        return rad.status if rad else ""
    if feil is None:
        rad.avslutt(Utsending.Status.SENDT)
    elif rad.forsok != sendt.forsok:
        return ""
    elif er_slutt(rad.forsok, feil, brevslag(rad.mal)):
        _gi_opp(rad, feil)
    else:
        rad.siste_feil, rad.opptatt_til = feil.melding, None
    _lagre(rad)
    return rad.status


def _talmodig(lagre: Callable[[], str]) -> str:
    """Tjeneren har svart, og bare vi vet hva. Er databasen borte et øyeblikk, er det verdt å vente litt på den."""
    for ventetid in LAGRER_IGJEN_ETTER:
        try:
            return lagre()
        except DatabaseError as unntak:
            if not gar_over(unntak):
                raise
            time.sleep(ventetid)
            close_old_connections()
    return lagre()


def _laas(pk: int) -> Utsending | None:
    """Raden, låst mens det avgjøres. Aldri mens e-posttjeneren snakkes med."""
    return Utsending.objects.select_for_update().filter(pk=pk).first()


def _lagre(utsending: Utsending, *felt: str) -> None:
    alltid = (
        "siste_feil",
        "status",
        "sendt_tid",
        "avsluttet_tid",
        "opptatt_til",
        "tekst",
        "html",
        "svar_til",
    )
    utsending.save(update_fields=[*felt, *alltid])


def _opptatt(utsending: Utsending) -> int:
    """Sekundene til noen andre kan prøve; 0 når ingen sender den nå."""
    if utsending.opptatt_til is None:
        return 0
    return max(0, math.ceil((utsending.opptatt_til - timezone.now()).total_seconds()))


def _ledig() -> Q:
    return Q(opptatt_til=None) | Q(opptatt_til__lte=timezone.now())


def _prov(utsending: Utsending) -> Feil | None:
    """Lager og sender meldingen. Alt som går galt, er et forsøk – ikke bare det tjeneren sier nei til."""
    try:
        _lag_melding(utsending).send()
    except DatabaseError:
        raise
    except Exception as unntak:  # noqa: BLE001 – meldingen skal telles og vises, ikke velte jobben
        feil = les_feil(unntak)
        _logger.error(
            "e-post %s ble ikke sendt, forsøk %s: %s\n%s",
            utsending.pk,
            utsending.forsok,
            feil.kjennetegn,
            feil.spor,
            extra={"felt": {"epost": utsending.pk, "mal": utsending.mal, "svar": feil.kjennetegn}},
        )
        return feil
    return None


def _gi_opp(utsending: Utsending, feil: Feil) -> None:
    utsending.siste_feil = feil.melding
    utsending.avslutt(Utsending.Status.GITT_OPP)
    logg_hendelse("epost_gitt_opp", nokkel=utsending.nokkel, feil=feil.kjennetegn)
    _logger.error(
        "e-post %s er gitt opp etter %s forsøk: %s", utsending.pk, utsending.forsok, feil.kjennetegn
    )


def _bli_for_gammel(utsending: Utsending) -> None:
    utsending.avslutt(Utsending.Status.FOR_GAMMEL)
    _lagre(utsending)
    logg_hendelse("epost_for_gammel", nokkel=utsending.nokkel)
    _logger.error("e-post %s ble for gammel etter %s forsøk", utsending.pk, utsending.forsok)


def _lag_melding(utsending: Utsending) -> EmailMultiAlternatives:
    hoder = {**HODER, "Message-ID": utsending.melding_id, **avmeldingshoder(utsending)}
    konvolutt = None
    if utsending.svar_til:
        # Returer går til konvoluttens avsender, svar til Reply-To. Den mottakeren ser, er portalen.
        konvolutt = utsending.svar_til
        hoder |= {"From": settings.DEFAULT_FROM_EMAIL, "Reply-To": konvolutt}
    melding = EmailMultiAlternatives(
        utsending.emne, utsending.tekst, from_email=konvolutt, to=[utsending.til], headers=hoder
    )
    if utsending.html:
        melding.attach_alternative(utsending.html, "text/html")
    return melding
