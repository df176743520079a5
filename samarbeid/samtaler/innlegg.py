"""Innleggene i en samtale slik de vises: hvem, hva og når, og det få av dem har mer av."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple, cast

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samarbeid.models import Innlegg, Samtale, Samtaleside, Vedlegg


@dataclass(frozen=True, slots=True)
class Vist:
    """Ett innlegg. ``hode`` er hva det er, når og hvem; ``ny``: leseren har ikke sett det før.

    ``tvil`` er om den som sendte e-posten. ``mer`` er det få innlegg har.
    """

    nr: str
    fra: str
    hode: str
    tekst: str
    ny: bool
    tvil: Tvil | None = None
    mer: Mer | None = None


@dataclass(frozen=True, slots=True)
class Mer:
    """``skjermet`` er grunnen, uten teksten: den vises bare for den som ber om det. ``mote`` sier om tiden er valgt.

    ``utelatt`` er filene i e-posten portalen ikke tok med, ``sitat`` det som sto under i den.
    """

    vedlegg: Sequence[Vedlegg] = ()
    skjermet: str = ""
    mote: Motet | None = None
    utelatt: Sequence[str] = ()
    sitat: str = ""


class Tvil(NamedTuple):
    """Hvorfor e-posten kanskje ikke er fra virksomheten: i et par ord, og i en setning."""

    kort: str
    setning: str


class Motet(NamedTuple):
    valgt: bool


def innleggene(
    samtale: Samtale, side: str, *, fra: int, til: int, lest_til: int | None = None, har_vedlegg: bool = True
) -> list[Vist]:
    """Innleggene i rekkefølge, fra og med ``fra`` til og med ``til``. ``lest_til`` er None for en som ikke har konto.

    ``har_vedlegg`` er usant når det er kjent at samtalen ikke har noen.
    """
    navn = {Samtaleside.ENTREPRENOR: samtale.entreprenor.navn, Samtaleside.OFFENTLIG: samtale.part.navn}
    valgte = samtale.innlegg.filter(nr__range=(fra, til)).order_by("nr")
    rader = [Rad(*rad) for rad in valgte.values_list(*Rad._fields)]
    slag = {kode: str(Innlegg.Slag(kode).label) for kode in {rad.slag for rad in rader}}
    filer: dict[int, list[Vedlegg]] = {}
    for fil in Vedlegg.objects.filter(innlegg__in=[rad.pk for rad in rader]) if har_vedlegg else ():
        filer.setdefault(cast(int, fil.innlegg_id), []).append(fil)
    return [
        Vist(
            nr=str(rad.nr),
            fra=navn[Samtaleside(rad.side)],
            hode=_hodet(rad, slag[rad.slag]),
            tekst=rad.tekst,
            ny=lest_til is not None and rad.side != side and rad.nr > lest_til,
            tvil=_tvilen(rad),
            mer=_mer(rad, filer.get(rad.pk, ())),
        )
        for rad in rader
    ]


class Rad(NamedTuple):
    """Feltene i et innlegg, i den rekkefølgen de leses. De med to streker er tomme når innlegget ikke har det."""

    pk: int
    nr: int
    slag: str
    side: str
    tekst: str
    tid: datetime
    navn: str
    epost: str
    av__navn: str | None
    av__epost: str | None
    innpost__fra: str | None
    innpost__annen_adresse: bool | None
    innpost__bekreftet: bool | None
    innpost__utelatt: Sequence[str] | None
    innpost__sitat: str | None
    skjermet__grunn: str | None
    mote__pk: int | None
    mote__valgt: datetime | None


def _hodet(rad: Rad, slag: str) -> str:
    """«Svarte 28. november 2026 12.04 på e-post · Kari, rådgiver»"""
    hvem = rad.av__navn or rad.av__epost or rad.navn or rad.epost
    kom = _("på e-post") if rad.innpost__fra is not None else ""
    naar = f"{slag} {tidspunkt(rad.tid)} {kom}".rstrip()
    return f"{naar} · {hvem}" if hvem else naar


def _tvilen(rad: Rad) -> Tvil | None:
    fra = {"fra": rad.innpost__fra or "?"}
    if rad.innpost__annen_adresse:
        setning = _("Sendt fra %(fra)s, som ikke er på domenet til virksomheten.") % fra
        return Tvil(_("Fra en annen adresse"), setning)
    if rad.innpost__bekreftet is False:
        setning = _(
            "Det står at den er fra %(fra)s, men vi kunne ikke bekrefte det. Er du i tvil, spør på en annen måte."
        )
        return Tvil(_("Kan ikke bekreftes"), setning % fra)
    return None


def _mer(rad: Rad, filer: Sequence[Vedlegg]) -> Mer | None:
    if not (filer or rad.mote__pk or rad.skjermet__grunn or rad.innpost__utelatt or rad.innpost__sitat):
        return None
    mote = Motet(rad.mote__valgt is not None) if rad.mote__pk else None
    return Mer(filer, rad.skjermet__grunn or "", mote, rad.innpost__utelatt or (), rad.innpost__sitat or "")


def tidspunkt(tid: datetime) -> str:
    """«28. november 2026 12.04», slik ``date``-filteret skriver «j. F Y H.i», uten å lese mønsteret for hvert innlegg."""
    her = timezone.localtime(tid)
    return f"{her.day}. {_maned(her.month, get_language())} {her.year} {her:%H.%M}"


@cache
def _maned(nummer: int, _sprak: str | None) -> str:
    return str(MONTHS[nummer])
