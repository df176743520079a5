"""Å sende én e-post, og å ta opp det som ble liggende.

Hvert forsøk telles før det gjøres, så en melding som tar livet av jobben, ikke prøves for alltid. Blir jobben drept
mellom tjenerens «mottatt» og vår lagring, sendes meldingen om igjen med samme Message-ID, så mottakerens tjener kan
se at det er den samme.
"""

from __future__ import annotations

import logging

from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, transaction
from django.utils import timezone

from veier.epost.avmelding import avmeldingshoder
from veier.epost.brevslag import brevslag
from veier.epost.models import Utsending
from veier.epost.utfall import HOYST_FORSOK, Feil, er_slutt, les_feil, pause
from veier.hendelser.handlinger import logg_hendelse

_logger = logging.getLogger("veier.epost")
# RFC 3834: svar ikke på dette med et fraværssvar. X-…-Suppress er det samme for Exchange.
HODER = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


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
    if not _tell_forsoket(pk):
        return False
    with transaction.atomic():
        utsending = _laas(pk)
        if utsending is None or utsending.status != Utsending.Status.VENTER:
            return False
        feil = _prov(utsending)
        if feil is None:
            utsending.avslutt(Utsending.Status.SENDT)
        elif er_slutt(utsending.forsok, feil, brevslag(utsending.mal)):
            _gi_opp(utsending, feil)
        else:
            utsending.siste_feil = feil.melding
        utsending.save(update_fields=["siste_feil", "status", "sendt_tid", "avsluttet_tid", "tekst", "html"])
    if feil and utsending.status == Utsending.Status.VENTER:
        raise ForsokIgjen(feil.kjennetegn, pause(utsending.forsok, brevslag(utsending.mal)))
    return utsending.status == Utsending.Status.SENDT


def rydd_gamle() -> int:
    """Koder som ikke rakk fram i tide, sendes ikke, og teksten slettes. Gir antallet."""
    utlopte = Utsending.objects.filter(status=Utsending.Status.VENTER, utloper_tid__lte=timezone.now())
    antall = 0
    for pk in utlopte.values_list("pk", flat=True):
        with transaction.atomic():
            utsending = _laas(pk)
            if utsending and utsending.status == Utsending.Status.VENTER:
                _bli_for_gammel(utsending)
                antall += 1
    return antall


@transaction.atomic
def _tell_forsoket(pk: int) -> bool:
    utsending = _laas(pk)
    if utsending is None or utsending.status != Utsending.Status.VENTER:
        return False
    if utsending.utloper_tid and utsending.utloper_tid <= timezone.now():
        _bli_for_gammel(utsending)
        return False
    utsending.forsok += 1
    # Så mange uten noe svar er en melding som velter jobben hver gang.
    if utsending.forsok > HOYST_FORSOK and not brevslag(utsending.mal).haster:
        _gi_opp(
            utsending, Feil("Avbrutt", utsending.siste_feil or "Avbrutt", endelig=True, i_meldingen=False)
        )
    utsending.save(update_fields=["forsok", "siste_feil", "status", "avsluttet_tid", "tekst", "html"])
    return utsending.status == Utsending.Status.VENTER


def _laas(pk: int) -> Utsending | None:
    return Utsending.objects.select_for_update(skip_locked=True).filter(pk=pk).first()


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
    utsending.save(update_fields=["status", "avsluttet_tid", "tekst", "html"])
    logg_hendelse("epost_for_gammel", nokkel=utsending.nokkel)
    _logger.error("e-post %s ble for gammel etter %s forsøk", utsending.pk, utsending.forsok)


def _lag_melding(utsending: Utsending) -> EmailMultiAlternatives:
    hoder = {**HODER, "Message-ID": utsending.melding_id, **avmeldingshoder(utsending)}
    melding = EmailMultiAlternatives(utsending.emne, utsending.tekst, to=[utsending.til], headers=hoder)
    if utsending.html:
        melding.attach_alternative(utsending.html, "text/html")
    return melding
