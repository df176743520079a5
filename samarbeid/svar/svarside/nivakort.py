"""Veiene samlet til ett kort for hvert nivå: virksomhetene med de samme rollene er en liste med navn.

I den andre gruppen på nivået står bare det som er annerledes enn i den første.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from samarbeid.matching.forklaring import stor
from samarbeid.svar.svarside.sagt import Sagt
from samarbeid.svar.visninger import Rollevisning, Stasjon, Veivisning


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Virksomheter med de samme rollene. ``stasjoner`` er bare de som skiller dem fra den første gruppen."""

    virksomheter: tuple[Veivisning, ...]
    stasjoner: tuple[Stasjon, ...]
    merknader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nivakort:
    """Ett nivå av veien. ``grunner`` er hvorfor nivået har ansvaret, ``kilder`` hva rollene bygger på."""

    niva: str
    grunner: tuple[str, ...]
    grupper: tuple[Gruppe, ...]
    kilder: tuple[str, ...]
    part_kjent: bool


def lag_nivakort(veier: Sequence[Veivisning], sagt: Sagt) -> tuple[Nivakort, ...]:
    """Ett kort for hvert nivå, i den rekkefølgen nivåene kommer på veien."""
    nivaer = dict.fromkeys(vei.niva for vei in veier)
    return tuple(_kort([vei for vei in veier if vei.niva == niva], sagt) for niva in nivaer)


def _kort(veier: list[Veivisning], sagt: Sagt) -> Nivakort:
    like: dict[tuple[Stasjon, ...], list[Veivisning]] = {}
    for vei in veier:
        like.setdefault(vei.stasjoner, []).append(vei)
    forst = veier[0]
    grunner = forst.grunner if len(veier) == 1 else _felles([vei.grunner for vei in veier])
    return Nivakort(
        niva=forst.niva,
        grunner=sagt.alle(grunner),
        grupper=tuple(_gruppe(gruppe, forst, sagt) for gruppe in like.values()),
        kilder=sagt.alle(dict.fromkeys(kilde for vei in veier for kilde in vei.kilder)),
        part_kjent=forst.part_kjent,
    )


def _gruppe(veier: list[Veivisning], forst: Veivisning, sagt: Sagt) -> Gruppe:
    merknader = dict.fromkeys(m for vei in veier for m in vei.merknader)
    stasjoner = veier[0].stasjoner
    if veier[0] is not forst:
        stasjoner = tuple(s for s in stasjoner if s not in forst.stasjoner)
        merknader = dict.fromkeys(m for m in merknader if m not in forst.merknader)
    vist = tuple(ny for s in stasjoner if (ny := _stasjon(s, sagt)).roller)
    return Gruppe(tuple(veier), vist, sagt.alle(merknader))


def _stasjon(stasjon: Stasjon, sagt: Sagt) -> Stasjon:
    roller = tuple(_rolle(rolle, stasjon.slag, sagt) for rolle in stasjon.roller)
    return replace(stasjon, forklart=sagt.nytt(stasjon.forklart), roller=roller)


def _rolle(rolle: Rollevisning, slag: str, sagt: Sagt) -> Rollevisning:
    """Navnet står én gang: foran grunnen, eller inne i setningen om hva hun bestemmer."""
    if slag == "beslutter" and rolle.navn.lower() in rolle.grunn.lower():
        grunn = sagt.nytt(rolle.grunn)
        return replace(rolle, navn="" if rolle.navn.lower() in grunn.lower() else rolle.navn, grunn=grunn)
    return replace(rolle, grunn=sagt.nytt(_uten_navn(rolle)))


def _uten_navn(rolle: Rollevisning) -> str:
    """«Næringssjefen hjelper bedrifter …» → «Hjelper bedrifter …»: navnet står rett foran."""
    rest = rolle.grunn.removeprefix(f"{rolle.navn} ")
    return rolle.grunn if rest == rolle.grunn else stor(rest)


def _felles(rekker: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Grunnene alle har. Grunnen som gjelder ett sted, står i navnet på virksomheten."""
    forst, *resten = rekker
    return tuple(grunn for grunn in forst if all(grunn in rekke for rekke in resten))
