"""De åpne behovene en profil eller en idé passer, til den som eier den: de samme som behovene viser henne for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entreprenorer.models import Entreprenor, Ide
from samarbeid.behovstreff.visning import Treffene, Vist, for_entreprenoren, for_ideen
from samarbeid.katalog.indeks.typer import Behovssok
from samarbeid.katalog.sider.varselveien import lignende_varsel
from samarbeid.models import Abonnement

HOYST, HOYST_NESTEN = 5, 2


@dataclass(frozen=True, slots=True)
class Behovene:
    """``nesten`` er de som ikke passer, med det som taler mot. ``flere`` når ikke alle er med. ``varsel`` er siden som sier fra om
    de neste. ``bare_oss`` når ingen virksomhet kan se ideen, så den ikke måles mot noen behov.
    """

    beste: tuple[Vist, ...] = ()
    nesten: tuple[Vist, ...] = ()
    flere: bool = False
    varsel: str = ""
    bare_oss: bool = False


def behov_for_profil(profil: Entreprenor) -> Behovene:
    """For profilen og ideene hennes. Et utkast som ikke er lagret, er ikke målt mot noe."""
    if profil.pk is None:
        return Behovene()
    return _noen(for_entreprenoren(profil), profil.temaer, profil.steder)


def behov_for_ide(ide: Ide) -> Behovene:
    if ide.synlighet == Ide.Synlighet.BARE_OSS:
        return Behovene(bare_oss=True)
    return _noen(for_ideen(ide), ide.tema, ide.omrader)


def _noen(treffene: Treffene, temaer: Iterable[str], steder: Iterable[str]) -> Behovene:
    alle = treffene.best_forst
    return Behovene(
        tuple(alle[:HOYST]),
        treffene.under[:HOYST_NESTEN],
        len(alle) > HOYST,
        lignende_varsel(Abonnement.Liste.BEHOV, Behovssok, temaer, steder),
    )
