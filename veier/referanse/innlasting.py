"""Laster referansedata fra CSV: alt eller ingenting, og aldri over det en redaktør har endret.

Hver fil beskrives av en ``Fil`` med kolonner. Først leses og kontrolleres alle filene; er det én feil,
skrives ingenting. Så skrives radene i én transaksjon.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from veier.referanse.lesere import Fil, Kolonne, Radfeil, Viser, liste


class Innlastingsfeil(Exception):
    """En eller flere filer er feil. ``feil`` er linjer på formen «fil:linje: grunn»."""

    def __init__(self, feil: list[str]) -> None:
        super().__init__("\n".join(feil))
        self.feil = feil


@dataclass(slots=True)
class Rapport:
    """Hva innlastingen gjorde med én tabell."""

    tabell: str
    nye: int = 0
    endret: int = 0
    uendret: int = 0
    skjult: int = 0
    redaktorens: int = 0
    konflikter: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Rad:
    linje: int
    verdier: dict[str, Any]
    visninger: dict[str, tuple[Viser, list[str]]]


def last(filer: Sequence[Fil]) -> list[Rapport]:
    """Leser og skriver alle filene. Rekkefølgen er at det som vises til, kommer først.

    Hever Innlastingsfeil uten å ha skrevet noe når en fil er feil.
    """
    feil: list[str] = []
    lest = [(fil, _les(fil, feil)) for fil in filer]
    _kontroller_visninger(lest, feil)
    if feil:
        raise Innlastingsfeil(feil)
    with transaction.atomic():
        return [_skriv(fil, rader) for fil, rader in lest]


def _les(fil: Fil, feil: list[str]) -> list[_Rad]:
    rader: list[_Rad] = []
    sett: dict[tuple[Any, ...], int] = {}
    try:
        innhold = fil.sti.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unntak:
        feil.append(f"{fil.sti.name}:1: filen kan ikke leses ({unntak})")
        return rader
    leser = csv.DictReader(innhold.splitlines(keepends=True), strict=True)
    kjente = {kolonne.navn for kolonne in fil.kolonner}
    hode = set(leser.fieldnames or [])
    if hode != kjente:
        mangler, ukjente = sorted(kjente - hode), sorted(hode - kjente)
        feil.append(f"{fil.sti.name}:1: kolonner som mangler: {mangler}, ukjente: {ukjente}")
        return rader
    try:
        for celler in leser:
            rad = _les_rad(fil, leser.line_num, celler, feil)
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


def _nokkelverdi(rad: _Rad, felt: str) -> Any:
    return tuple(rad.visninger[felt][1][:1]) if felt in rad.visninger else rad.verdier.get(felt)


def _les_rad(fil: Fil, linje: int, celler: dict[str, str], feil: list[str]) -> _Rad:
    rad = _Rad(linje, {}, {})
    if None in celler or None in celler.values():
        feil.append(f"{fil.sti.name}:{linje}: feil antall kolonner")
        celler = {navn: verdi or "" for navn, verdi in celler.items() if navn}
    for kolonne in fil.kolonner:
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
    _kontroller_felt(fil, rad, feil)
    return rad


def _kontroller_felt(fil: Fil, rad: _Rad, feil: list[str]) -> None:
    """Modellens egen kontroll av hver verdi (lengde, valg, fortegn)."""
    for navn, verdi in rad.verdier.items():
        felt = fil.modell._meta.get_field(navn)
        if verdi in (None, "", []) or isinstance(felt, models.ManyToManyField):
            continue
        try:
            felt.clean(verdi, None)
        except ValidationError as unntak:
            feil.append(f"{fil.sti.name}:{rad.linje}: {navn}: {' '.join(unntak.messages)}")


def _kontroller_visninger(lest: list[tuple[Fil, list[_Rad]]], feil: list[str]) -> None:
    i_filene: dict[tuple[type[models.Model], str], set[Any]] = {}
    for fil, rader in lest:
        for kolonne in fil.kolonner:
            if not isinstance(kolonne.les, Viser):
                i_filene.setdefault((fil.modell, kolonne.modellfelt), set()).update(
                    verdi for rad in rader if isinstance(verdi := rad.verdier.get(kolonne.modellfelt), str)
                )
    for fil, rader in lest:
        for rad in rader:
            for navn, (viser, nokler) in rad.visninger.items():
                finnes = i_filene.get((viser.modell, viser.felt), set())
                for nokkel in nokler:
                    if nokkel not in finnes:
                        feil.append(
                            f"{fil.sti.name}:{rad.linje}: {navn}: "
                            f"«{nokkel}» finnes ikke blant {viser.modell._meta.verbose_name_plural}"
                        )


def _som_json(verdi: Any) -> Any:
    """Verdien slik den blir etter en tur i et JSON-felt, så sammenligningen er like mot like."""
    if isinstance(verdi, models.Model):
        verdi = verdi.pk
    return json.loads(json.dumps(verdi, cls=DjangoJSONEncoder))


def _skriv(fil: Fil, rader: list[_Rad]) -> Rapport:
    rapport = Rapport(str(fil.modell._meta.verbose_name_plural))
    egne = [k.modellfelt for k in fil.kolonner if _viser_til(k, fil.modell)]
    rapport.nye = _opprett(fil, rader, utsatte=egne)
    oppslag = _oppslag(rader)
    finnes = {
        tuple(_feltverdi(objekt, felt) for felt in fil.nokkel): objekt
        for objekt in fil.modell._default_manager.all()
    }
    endrede = []
    for rad in rader:
        verdier = _feltverdier(fil.modell, rad, oppslag)
        nokkel = tuple(_som_json(verdier.get(_attnavn(fil.modell, felt))) for felt in fil.nokkel)
        objekt = finnes.pop(nokkel)
        if _oppdater(objekt, verdier, nokkel, rapport):
            endrede.append(objekt)
    felter = [f.name for f in fil.modell._meta.concrete_fields if not f.primary_key]
    if endrede:
        fil.modell._default_manager.bulk_update(endrede, felter, batch_size=200)
    rapport.skjult = _skjul_borte(fil.modell, finnes.values())
    _skriv_koblinger(fil, rader, oppslag)
    if egne:  # radene som nettopp ble laget, fikk sin egen-visning i runde to
        rapport.endret = max(0, rapport.endret - rapport.nye)
    rapport.uendret = len(rader) - rapport.nye - rapport.endret
    return rapport


def _viser_til(kolonne: Kolonne, modell: type[models.Model]) -> bool:
    return isinstance(kolonne.les, Viser) and kolonne.les.modell is modell and not kolonne.les.mange


def _opprett(fil: Fil, rader: list[_Rad], *, utsatte: list[str]) -> int:
    """Lager radene som mangler. Felt som viser til samme tabell, fylles i neste runde."""
    oppslag = _oppslag(rader)
    finnes = {
        tuple(_feltverdi(objekt, felt) for felt in fil.nokkel) for objekt in fil.modell._default_manager.all()
    }
    nye = []
    for rad in rader:
        verdier = _feltverdier(fil.modell, rad, oppslag, uten=utsatte)
        nokkel = tuple(_som_json(verdier.get(_attnavn(fil.modell, felt))) for felt in fil.nokkel)
        if nokkel not in finnes:
            nye.append(fil.modell(**verdier, lastet=_som_json(verdier)))
    fil.modell._default_manager.bulk_create(nye)
    return len(nye)


def _feltverdier(
    modell: type[models.Model], rad: _Rad, oppslag: Any, *, uten: Iterable[str] = ()
) -> dict[str, Any]:
    """Radens verdier med kolonnenavn som i tabellen; visninger er blitt primærnøkler."""
    mange_felt = {f.name for f in modell._meta.many_to_many}
    verdier = dict(rad.verdier)
    for navn, (viser, nokler) in rad.visninger.items():
        if navn in mange_felt or navn in uten:
            continue
        if viser.mange:
            verdier[navn] = nokler
        else:
            verdier[_attnavn(modell, navn)] = (
                oppslag[viser.modell, viser.felt][nokler[0]].pk if nokler else None
            )
    return verdier


def _attnavn(modell: type[models.Model], felt: str) -> str:
    return modell._meta.get_field(felt).attname


def _feltverdi(objekt: models.Model, felt: str) -> Any:
    return _som_json(getattr(objekt, _attnavn(type(objekt), felt)))


def _oppslag(rader: list[_Rad]) -> dict[tuple[type[models.Model], str], dict[Any, models.Model]]:
    visere = {(v.modell, v.felt) for rad in rader for v, _n in rad.visninger.values()}
    return {
        (modell, felt): {getattr(o, felt): o for o in modell._default_manager.all()}
        for modell, felt in visere
    }


def _oppdater(objekt: Any, verdier: dict[str, Any], nokkel: Any, rapport: Rapport) -> bool:
    """Fører inn nye verdier i felt redaktøren ikke har rørt. Gir True når raden må skrives."""
    ny_lastet = _som_json(verdier)
    forrige = dict(objekt.lastet)
    ny_lastet |= {
        merke: verdi for merke, verdi in forrige.items() if merke.startswith("_") and merke != "_borte"
    }
    rort = False
    for felt, verdi in verdier.items():
        na = _som_json(getattr(objekt, felt))
        if felt in forrige and na != forrige[felt] and na != ny_lastet[felt]:
            rapport.redaktorens += 1
            if forrige[felt] != ny_lastet[felt]:
                rapport.konflikter.append(
                    f"{rapport.tabell} {'/'.join(map(str, nokkel))}: {felt} er endret av en redaktør "
                    "og i filen; redaktørens verdi står"
                )
            continue
        if na != ny_lastet[felt]:
            setattr(objekt, felt, verdi)
            rort = True
    if forrige.pop("_borte", False):
        objekt.skjult = False
        rort = True
    if rort:
        rapport.endret += 1
    if rort or objekt.lastet != ny_lastet:
        objekt.lastet = ny_lastet
        return True
    return False


def _skjul_borte(modell: type[models.Model], borte: Iterable[Any]) -> int:
    """Skjuler rader filen ikke lenger har. Rader en redaktør laget (tom ``lastet``), røres ikke."""
    antall = 0
    for objekt in borte:
        if objekt.lastet and not objekt.skjult:
            objekt.skjult = True
            objekt.lastet = {**objekt.lastet, "_borte": True}
            objekt.save(update_fields=["skjult", "lastet"])
            antall += 1
    return antall


def _skriv_koblinger(fil: Fil, rader: list[_Rad], oppslag: Any) -> None:
    """Mange-til-mange. En kobling en redaktør har endret, står som redaktøren satte den."""
    felter = [f.name for f in fil.modell._meta.many_to_many]
    if not felter:
        return
    objekter = {
        tuple(_feltverdi(o, f) for f in fil.nokkel): o
        for o in fil.modell._default_manager.prefetch_related(*felter)
    }
    for rad in rader:
        verdier = _feltverdier(fil.modell, rad, oppslag)
        objekt = objekter[tuple(_som_json(verdier.get(_attnavn(fil.modell, f))) for f in fil.nokkel)]
        for navn in felter:
            viser, nokler = rad.visninger[navn]
            _sett_kobling(objekt, navn, [oppslag[viser.modell, viser.felt][n] for n in nokler])


def _sett_kobling(objekt: Any, navn: str, mal: list[models.Model]) -> None:
    na = sorted(o.pk for o in getattr(objekt, navn).all())
    nye = sorted(o.pk for o in mal)
    merke = f"_{navn}"
    if na == nye or (merke in objekt.lastet and objekt.lastet[merke] != na):
        return
    getattr(objekt, navn).set(mal)
    objekt.lastet = {**objekt.lastet, merke: nye}
    objekt.save(update_fields=["lastet"])
