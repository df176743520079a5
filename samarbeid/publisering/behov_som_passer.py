"""De åpne behovene en profil eller en idé passer, til den som eier den: de samme som behovene viser henne for."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from entreprenorer.models import Entreprenor, Ide
from samarbeid.behovstreff.visning import Treffene, Vist, for_entreprenoren, for_ideen
from samarbeid.katalog.sider.varselveien import passer_oss

HOYST, HOYST_NESTEN = 5, 2


@dataclass(frozen=True, slots=True)
class Behovene:
    """``nesten`` er de som ikke passer, med det som taler mot. ``flere`` er siden med alle, når ikke alle er med. ``varsel`` er
    siden som sier fra om de neste. ``bare_oss`` når ingen virksomhet kan se ideen, så den ikke måles mot noen behov.
    """

    beste: tuple[Vist, ...] = ()
    nesten: tuple[Vist, ...] = ()
    flere: str = ""
    varsel: str = ""
    bare_oss: bool = False


def behov_for_profil(profil: Entreprenor) -> Behovene:
    """For profilen og ideene hennes. Et utkast som ikke er lagret, er ikke målt mot noe."""
    if profil.pk is None:
        return Behovene()
    return _noen(
        for_entreprenoren(profil), passer_oss(profil.slug), reverse("behov_for_oss", args=[profil.slug])
    )


def behov_for_ide(ide: Ide) -> Behovene:
    if ide.synlighet == Ide.Synlighet.BARE_OSS:
        return Behovene(bare_oss=True)
    slug = ide.entreprenor.slug
    alle = f"{reverse('behov_for_oss', args=[slug])}?ide={ide.slug}"
    return _noen(for_ideen(ide), passer_oss(slug, ide.slug), alle)


def _noen(treffene: Treffene, varsel: str, alle_behovene: str) -> Behovene:
    alle = treffene.best_forst
    return Behovene(
        tuple(alle[:HOYST]),
        treffene.under[:HOYST_NESTEN],
        alle_behovene if len(alle) > HOYST else "",
        varsel,
    )
