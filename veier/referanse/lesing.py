"""Filene med referansedata, lest og kontrollert. Ingenting skrives."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models

from veier.referanse import oversettelse
from veier.referanse.lesere import Fil, Radfeil, Viser, liste
from veier.typer import Verdier

# Et ord ingen kan lese, og som søket og sidene ikke tåler. En adresse på nettet kan være lang.
_LANGT_ORD = re.compile(r"(?<!\S)(?!\S{0,60}://)[^\s]{1000,}")


@dataclass(slots=True)
class Rad:
    linje: int
    verdier: Verdier
    visninger: dict[str, tuple[Viser, list[str]]]
    feil: list[str] = field(default_factory=list)


def les(fil: Fil, feil: list[str]) -> list[Rad]:
    rader: list[Rad] = []
    sett: dict[tuple[object, ...], int] = {}
    try:
        innhold = fil.sti.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unntak:
        feil.append(f"{fil.sti.name}:1: filen kan ikke leses ({unntak})")
        return rader
    leser = csv.DictReader(innhold.splitlines(keepends=True), strict=True)
    kjente = {kolonne.navn for kolonne in fil.kolonner}
    hode = set(leser.fieldnames or [])
    mangler = sorted({k.navn for k in fil.kolonner if not k.valgfri} - hode)
    ukjente = sorted(hode - kjente)
    if mangler or ukjente:
        feil.append(f"{fil.sti.name}:1: kolonner som mangler: {mangler}, ukjente: {ukjente}")
        return rader
    try:
        for celler in leser:
            rad = _les_rad(fil, leser.line_num, celler)
            nokkel = tuple(_nokkelverdi(rad, felt) for felt in fil.nokkel)
            if nokkel in sett:
                feil.append(f"{fil.sti.name}:{rad.linje}: samme nøkkel {nokkel} som linje {sett[nokkel]}")
            sett[nokkel] = rad.linje
            rader.append(rad)
    except csv.Error as unntak:
        feil.append(f"{fil.sti.name}:{leser.line_num}: filen er ikke gyldig CSV ({unntak})")
    if not rader:
        feil.append(f"{fil.sti.name}:1: filen har ingen rader")
    return rader


def _nokkelverdi(rad: Rad, felt: str) -> object:
    return tuple(rad.visninger[felt][1][:1]) if felt in rad.visninger else rad.verdier.get(felt)


def _les_rad(fil: Fil, linje: int, celler: dict[str, str]) -> Rad:
    rad = Rad(linje, {}, {})
    feil = rad.feil
    if None in celler or None in celler.values():
        feil.append(f"{fil.sti.name}:{linje}: feil antall kolonner")
        celler = {navn: verdi or "" for navn, verdi in celler.items() if navn}
    for kolonne in fil.kolonner:
        if kolonne.navn not in celler:
            continue
        celle = celler[kolonne.navn].strip()
        if kolonne.paakrevd and not celle:
            feil.append(f"{fil.sti.name}:{linje}: {kolonne.navn} mangler")
        if isinstance(kolonne.les, Viser):
            nokler = liste(celle) if kolonne.les.mange else [celle] if celle else []
            rad.visninger[kolonne.modellfelt] = (kolonne.les, nokler)
            continue
        try:
            rad.verdier[kolonne.modellfelt] = kolonne.les(celle)
        except Radfeil as unntak:
            feil.append(f"{fil.sti.name}:{linje}: {kolonne.navn}: {unntak}")
    _kontroller_felt(fil, rad)
    return rad


def _kontroller_felt(fil: Fil, rad: Rad) -> None:
    """Modellens egen kontroll av hver verdi (lengde, valg, fortegn)."""
    for navn, verdi in rad.verdier.items():
        felt = oversettelse.modellfelt(fil.modell, navn)
        if verdi in (None, "", []) or isinstance(felt, models.ManyToManyField):
            continue
        try:
            felt.clean(verdi, None)
        except ValidationError as unntak:
            rad.feil.append(f"{fil.sti.name}:{rad.linje}: {navn}: {' '.join(unntak.messages)}")
        if lange := _LANGT_ORD.search(verdi) if isinstance(verdi, str) else None:
            rad.feil.append(
                f"{fil.sti.name}:{rad.linje}: {navn}: «{lange[0][:40]} …» er for langt for et ord"
            )


def kontroller_visninger(lest: list[tuple[Fil, list[Rad]]]) -> None:
    """En rad som viser til noe som ikke finnes, er feil. Det kan gjøre rader som viser til den, feil også."""
    while _nye_visningsfeil(lest):
        pass


def _nye_visningsfeil(lest: list[tuple[Fil, list[Rad]]]) -> bool:
    finnes = _nokler_som_finnes(lest)
    funnet = False
    for fil, rader in lest:
        for rad in rader:
            if rad.feil:
                continue
            for navn, (viser, nokler) in rad.visninger.items():
                for nokkel in nokler:
                    if nokkel not in finnes.get((viser.modell, viser.felt), set()):
                        rad.feil.append(
                            f"{fil.sti.name}:{rad.linje}: {navn}: "
                            f"«{nokkel}» finnes ikke blant {viser.modell._meta.verbose_name_plural}"
                        )
                        funnet = True
    return funnet


def _nokler_som_finnes(
    lest: list[tuple[Fil, list[Rad]]],
) -> dict[tuple[type[models.Model], str], set[object]]:
    """Nøklene i radene som er riktige, og i radene som er feil når raden alt står i databasen."""
    ut: dict[tuple[type[models.Model], str], set[object]] = {}
    for fil, rader in lest:
        for kolonne in fil.kolonner:
            if isinstance(kolonne.les, Viser):
                continue
            felt = kolonne.modellfelt
            nokler = ut.setdefault((fil.modell, felt), set())
            nokler.update(v for rad in rader if not rad.feil and isinstance(v := rad.verdier.get(felt), str))
            feil = [v for rad in rader if rad.feil and isinstance(v := rad.verdier.get(felt), str)]
            if feil and oversettelse.modellfelt(fil.modell, felt).unique:
                fra_for = fil.modell._default_manager.filter(**{f"{felt}__in": feil})
                nokler.update(fra_for.values_list(felt, flat=True))
    return ut
