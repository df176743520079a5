"""Å lage, bytte og slette adressen til den private kalenderen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Kalenderadresse
from veier.brukere.models import Bruker
from veier.deling import lag_nokkel
from veier.hendelser.handlinger import logg_hendelse
from veier.kryptering import krypter
from veier.lenker import avtrykk


@transaction.atomic
def lag_adresse(bruker: Bruker) -> Kalenderadresse:
    """En ny adresse. Den gamle virker ikke lenger."""
    nokkel = lag_nokkel()
    rad, _ny = Kalenderadresse.objects.update_or_create(
        bruker=bruker,
        defaults={
            "avtrykk": avtrykk(nokkel),
            "forseglet_nokkel": krypter(nokkel),
            "laget_tid": timezone.now(),
        },
    )
    logg_hendelse("kalender_laget", av=bruker.offentlig_id)
    return rad


@transaction.atomic
def slett_adresse(bruker: Bruker) -> None:
    """Ingen kan hente dagene lenger."""
    antall, _per_slag = Kalenderadresse.objects.filter(bruker=bruker).delete()
    if antall:
        logg_hendelse("kalender_slettet", av=bruker.offentlig_id)


def ta_bort_adressen(bruker: Bruker, siden: datetime | None) -> int:
    """Når kontoen er tatt tilbake fra en annen: adressen hun kan ha laget, virker ikke lenger."""
    adresser = Kalenderadresse.objects.filter(bruker=bruker)
    if siden is not None:
        adresser = adresser.filter(laget_tid__gte=siden)
    return adresser.delete()[0]


def finn_bruker(nokkel: str) -> Bruker | None:
    """Den adressen hører til, når kontoen er i bruk."""
    return Bruker.objects.filter(kalenderadresse__avtrykk=avtrykk(nokkel), is_active=True).first()
