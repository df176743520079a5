"""Det flere av de oppdiktede samtalene har i seg: møter, noe skjermet, en som har gitt saken videre, og det alle fikk vite."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.utils import timezone

from samarbeid.models import Fortalt, Innlegg, Samtale
from samarbeid.samtaler.handlinger.moter import Forslag, forslagsteksten, valgteksten, velg_tid
from samarbeid.samtaler.handlinger.trad import Aktor, Onske, nytt_innlegg
from samarbeid.samtaler.tilstander import Handling

STED = "På nett (oppdiktet)"
KOLLEGA = "en-annen@eksempel.invalid"


def lag_moter(samtale: Samtale, *, eva: Aktor, kari: Aktor) -> None:
    """Et møte det er valgt tid for, og et forslag som venter på svar."""
    _foresla(samtale, [_klokken(7, 10), _klokken(8, 13)], eva)
    mote = velg_tid(samtale, _klokken(7, 10))
    _skriv(samtale, Innlegg.Slag.MOTETID, Onske(Handling.MOTETID, 0, uuid.uuid4(), valgteksten(mote)), kari)
    _foresla(samtale, [_klokken(21, 9), _klokken(22, 9)], kari)


def lag_skjermet(samtale: Samtale, *, eva: Aktor) -> None:
    """En melding der en del er merket som forretningshemmelighet."""
    onske = Onske(
        Handling.SKRIV,
        0,
        uuid.uuid4(),
        "Prisen står i den skjermede delen.",
        skjermet="Oppdiktet pris: 120 000 kroner for et halvt år.",
        skjermet_grunn="Prisen er ikke kjent for andre leverandører.",
    )
    _skriv(samtale, Innlegg.Slag.MELDING, onske, eva)


def gi_videre(samtale: Samtale, *, kari: Aktor) -> None:
    """Hun som hadde saken, har sagt at hun kan være inhabil, og en kollega har den."""
    samtale.tilstand, samtale.til = Samtale.Tilstand.VIDERESENDT, KOLLEGA
    _skriv(samtale, Innlegg.Slag.INHABIL, Onske(Handling.INHABIL, 0, uuid.uuid4(), KOLLEGA), kari)


def fortell_alle(samtale: Samtale) -> None:
    """Det leverandøren har fått vite, gitt til alle, fordi det kan bli konkurranse. Merket der det er publisert."""
    Fortalt.objects.create(
        part=samtale.part,
        samtale=samtale,
        tittel="Oppdiktet behov: noe å gjøre sammen på sykehjemmet",
        tekst="Oppdiktet: Vi vil ha noe å gjøre sammen for beboere og pårørende. Vi har to avdelinger som vil prøve.",
        sendenokkel=uuid.uuid4(),
        oppdiktet=True,
    )


def _foresla(samtale: Samtale, tider: list[datetime], av: Aktor) -> None:
    forslag = Forslag(tider, 30, STED)
    tekst = forslagsteksten(forslag, "Skal vi ta det i et møte?")
    _skriv(samtale, Innlegg.Slag.MOTE, Onske(Handling.MOTE, 0, uuid.uuid4(), tekst, forslag=forslag), av)


def _skriv(samtale: Samtale, slag: Innlegg.Slag, onske: Onske, av: Aktor) -> None:
    nytt_innlegg(samtale, str(slag), onske, av=av)


def _klokken(dager: int, time_: int) -> datetime:
    """Så mange dager fram, på hel time, norsk tid."""
    dag = timezone.localdate() + timedelta(days=dager)
    return timezone.make_aware(datetime.combine(dag, time(time_)))
