"""Språket en side vises på. Det står i adressen (/nn/…): ingen informasjonskapsel, og lenken kan deles."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from veier import sprak
from veier.sprak import HOVEDSPRAK

BOKMAL = HOVEDSPRAK.kode
_reserve_er_vist: ContextVar[bool] = ContextVar("reserve_er_vist", default=False)


class Reserve(str):
    """En tekst på hovedspråket på en side som er på et annet.

    Malene skriver den med ``lang`` rundt, og siden sier at noe av teksten ikke er oversatt. Der det ikke kan stå en
    tagg (tittelen, et attributt, et valg), brukes ``|bare_tekst``.
    """

    __slots__ = ()

    def __html__(self) -> SafeString:
        noter_reserve()
        return format_html('<span lang="{}">{}</span>', HOVEDSPRAK.kode, str(self))


def noter_reserve() -> None:
    """Siden som lages nå, viser noe på hovedspråket."""
    _reserve_er_vist.set(True)


def glem_reserve() -> None:
    """Ved starten av en forespørsel."""
    _reserve_er_vist.set(False)


def viser_reserve() -> bool:
    return _reserve_er_vist.get()


def aktiv_malform() -> str:
    """Koden for språket siden vises på: «nn» eller «nb»."""
    return sprak.finn(get_language() or "").kode


def malform_i(sti: str) -> str:
    """Koden for språket adressen ber om: «nn» under /nn/, ellers «nb»."""
    return sprak.i_adressen(sti).kode


def uten_malform(sti: str) -> str:
    """Adressen uten språk: /nn/prov/ → /prov/."""
    return sti.removeprefix(sprak.forstavelse(sprak.i_adressen(sti)))


@dataclass(frozen=True, slots=True)
class Sprakvalg:
    """Siden på ett av språkene."""

    sprak: sprak.Sprak
    adresse: str
    valgt: bool


def malformvalg(request: HttpRequest) -> dict[str, object]:
    """Til malene: portalens adresse, sidens språk, og den samme siden på hvert av dem."""
    sti = uten_malform(request.path)
    spor = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    aktiv = aktiv_malform()
    return {
        "malform": aktiv,
        # Mange titler er like på begge målformer: fanen og treffet i søkemotoren sier hvilken det er.
        "sprak_i_tittelen": "" if aktiv == BOKMAL else f" ({sprak.finn(aktiv).i_setning})",
        "portal": settings.ADRESSE,
        "sprakvalg": [Sprakvalg(s, sprak.forstavelse(s) + sti + spor, s.kode == aktiv) for s in sprak.SPRAK],
    }
