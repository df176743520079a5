"""Å legge e-post i kø, og å be om et nytt forsøk. Sendingen er i ``sending``.

Meldingen lagres i samme transaksjon som det den handler om, og sendes av en jobb minst én gang.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from veier.epost import grenser
from veier.epost.avmelding import er_avmeldt
from veier.epost.brevslag import Brevslag, brevslag
from veier.epost.maler import Verdi, lag_melding
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.hendelser.handlinger import logg_hendelse
from veier.jobber import sett_i_ko

JOBB = "veier.epost.send"
KODER_FORST = 10


@transaction.atomic
def legg_i_ko(
    *,
    nokkel: str,
    til: str,
    emne: str,
    tekst: str,
    html: str = "",
    hemmelig: bool = False,
    mal: str = "",
    avmelding: str = "",
    svar_til: str = "",
    ikke_for: datetime | None = None,
) -> Utsending:
    """Legger meldingen i kø én gang per ``nokkel`` og mottaker; er den der fra før, gjøres ingenting.

    Teksten i en ``hemmelig`` melding slettes når den er sendt, gitt opp eller for gammel. Den sendes ikke før ``ikke_for``.
    """
    avtrykk = hashlib.sha256(f"{nokkel}\0{til.lower()}".encode()).hexdigest()[:40]
    slag = brevslag(mal)
    utsending, ny = Utsending.objects.get_or_create(
        nokkel=f"{nokkel[:150]}:{avtrykk}",
        defaults={
            "mal": mal,
            "til": til,
            "emne": " ".join(emne.split())[:200],
            "tekst": tekst,
            "html": html,
            "hemmelig": hemmelig,
            "avmelding": avmelding,
            "svar_til": svar_til,
            "melding_id": f"<{avtrykk}@{urlsplit(settings.ADRESSE).hostname}>",
            "utloper_tid": timezone.now() + slag.varer if slag.varer else None,
            "ikke_for": ikke_for,
        },
    )
    if ny:
        sett_sending_i_ko(utsending, slag)
    return utsending


def send_mal(
    mal: str,
    *,
    nokkel: str,
    til: str,
    malform: str,
    verdier: Mapping[str, Verdi],
    hemmelig: bool = False,
    avmelding: str = "",
    svar_til: str = "",
    telles_som: str = "",
    ikke_for: datetime | None = None,
) -> Utsending | None:
    """Lager e-posten ``mal`` og legger den i kø. Gir None når mottakeren har slått av slike, og når det er
    sendt nok av dem. ``avmelding`` er adressen som slår av nettopp dette, når gruppen brevet hører til, er for stor.

    Hever ForMangeEposter når den som ber om den, må vente.
    """
    if not grenser.tell(mal, til=til, som=telles_som):
        return None
    varsel = brevslag(mal).varsel
    if varsel and er_avmeldt(til, varsel):
        return None
    melding = lag_melding(mal, malform=malform, verdier=verdier)
    return legg_i_ko(
        nokkel=f"{mal}:{nokkel}",
        til=til,
        emne=melding.emne,
        tekst=melding.tekst,
        html=melding.html,
        hemmelig=hemmelig,
        mal=mal,
        avmelding=avmelding,
        svar_til=svar_til,
        ikke_for=ikke_for,
    )


def send_brev(
    mal: str,
    *,
    nokkel: str,
    til: str,
    malform: str,
    side: tuple[str, list[str]] | None = None,
    hemmelig: bool = False,
    svar_til: str = "",
    telles_som: str = "",
    ikke_for: datetime | None = None,
    **verdier: str,
) -> Utsending | None:
    """Legger brevet ``mal`` i kø på mottakerens målform. ``side`` (navn, deler) blir ``lenke`` i teksten.

    ``svar_til`` er adressen svar og returer går til, ``telles_som`` se ``grenser.tell``, ``ikke_for`` se ``legg_i_ko``.
    Gir None når brevet ikke sendes.
    """
    with override(malform):
        if side:
            verdier["lenke"] = settings.ADRESSE + reverse(side[0], args=side[1])
        return send_mal(
            mal,
            nokkel=nokkel,
            til=til,
            malform=malform,
            verdier=verdier,
            hemmelig=hemmelig,
            svar_til=svar_til,
            telles_som=telles_som,
            ikke_for=ikke_for,
        )


def sett_sending_i_ko(utsending: Utsending, slag: Brevslag | None = None) -> None:
    """En jobb for meldingen. Kodene går foran: noen sitter og venter på dem."""
    haster = (slag or brevslag(utsending.mal)).haster
    sett_i_ko(JOBB, prioritet=KODER_FORST if haster else 0, nar=utsending.ikke_for, utsending=utsending.pk)


@transaction.atomic
def prov_igjen(utsending: Utsending) -> Utsending:
    """En redaktør ber om et nytt forsøk på noe som er gitt opp.

    Hever Domenefeil når meldingen hadde en kode: den ble slettet da portalen ga opp.
    """
    rad = Utsending.objects.select_for_update().get(pk=utsending.pk)
    if rad.hemmelig:
        raise Domenefeil(
            _("Meldingen hadde en kode eller en lenke, og den er slettet. Personen må be om en ny.")
        )
    if rad.status == Utsending.Status.GITT_OPP:
        rad.status, rad.forsok = Utsending.Status.VENTER, 0
        rad.save(update_fields=["status", "forsok"])
        sett_sending_i_ko(rad)
        logg_hendelse("epost_prov_igjen", nokkel=rad.nokkel)
    return rad
