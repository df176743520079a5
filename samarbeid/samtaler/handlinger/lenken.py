"""Mottakeren og lenken hennes: å stanse den, og å få en ny til postkassen."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from samarbeid.models import Innlegg, Mottakerlenke, Samtale, Samtaleside
from samarbeid.samtaler.lenker import lag_lenke
from veier.epost.grenser import ForMangeEposter
from veier.epost.handlinger import send_brev
from veier.hendelser.handlinger import logg_hendelse
from veier.sprak import virksomhetens


@transaction.atomic
def stans_lenken(lenke: Mottakerlenke) -> bool:
    """Lenken virker ikke mer fra nå, og postkassen får en kvittering. Gir nei når den alt er stanset: den stanses én gang."""
    if not Mottakerlenke.objects.filter(pk=lenke.pk, trukket_tid=None).update(trukket_tid=timezone.now()):
        return False
    samtale = lenke.samtale
    send_brev(
        "samtale_lenke_stanset",
        nokkel=str(lenke.pk),
        til=lenke.epost,
        malform=virksomhetens(samtale.part.malform).kode,
        side=("samtale_ny_lenke", []),
        referanse=samtale.referanse,
        entreprenor=samtale.entreprenor.navn,
    )
    logg_hendelse("samtale_lenke_stanset", gjelder=samtale.entreprenor, referanse=samtale.referanse)
    return True


def send_ny_lenke(referanse: str, epost: str) -> None:
    """En ny lenke til den som har hatt en i samtalen. Ellers skjer det ingenting, og ingen får vite hva som er tilfellet."""
    try:
        _send(referanse, epost)
    except ForMangeEposter:
        return


@transaction.atomic
def _send(referanse: str, epost: str) -> None:
    samtaler = Samtale.objects.select_for_update(of=("self",)).select_related("entreprenor", "part")
    samtale = samtaler.filter(referanse=referanse, entreprenor__skjult=False, lenker__epost=epost).first()
    if samtale is None or _avsluttet_av_entreprenoren(samtale):
        return
    lenke, nokkel = lag_lenke(samtale, epost)
    brev = send_brev(
        "samtale_ny_lenke",
        nokkel=f"{lenke.pk}:{secrets.token_hex(8)}",
        til=epost,
        malform=virksomhetens(samtale.part.malform).kode,
        side=("mottaker", [nokkel]),
        hemmelig=True,
        referanse=samtale.referanse,
        entreprenor=samtale.entreprenor.navn,
    )
    if brev:
        Mottakerlenke.objects.filter(pk=lenke.pk).update(melding_id=brev.melding_id)
    logg_hendelse("samtale_lenke_ny", gjelder=samtale.entreprenor, referanse=samtale.referanse)


def _avsluttet_av_entreprenoren(samtale: Samtale) -> bool:
    """Da er lenkene trukket for godt: det er det siden som avslutter, lover."""
    slutt = samtale.innlegg.filter(slag=Innlegg.Slag.AVSLUTTET, side=Samtaleside.ENTREPRENOR)
    return samtale.tilstand == Samtale.Tilstand.AVSLUTTET and slutt.exists()
