"""En tabell ut som regneark, og tilbake igjen gjennom det samme skjemaet redaktøren ellers bruker.

Hver celle er teksten i skjemaet: «ja» og «nei» for et kryss, og én ting per linje der det kan være flere. Kolonnen ``id`` sier
hvilken rad det er; de andre kolonnene kan mangle, og da røres ikke feltet. Nye rader lages ikke her.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, QueryDict

from veier.referanse import oversettelse

if TYPE_CHECKING:
    from veier.referanse.redaksjon import ReferanseAdmin

Felter: TypeAlias = dict[str, forms.Field]
STORST, FLEST = 900_000, 3_000
SETT, NOKKEL = "_sett", "id"
# Slik et kryss står i filen.
JA = "ja"
NEI = "nei"
FORMEL = ("=", "+", "-", "@", "\t", "\r", "'")


class Arkfeil(ValueError):
    """Hele filen er feil; meldingen sier hva som skal gjøres."""


@dataclass(slots=True)
class Linje:
    """Én rad i filen: hva den endrer, (ledetekst, før, etter), og hva som er feil."""

    nummer: int
    navn: str
    skjema: forms.ModelForm | None = None
    endringer: list[tuple[str, str, str]] = field(default_factory=list)
    feil: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """Det filen ville gjort. ``merke`` er et annet så snart noe av det er annerledes."""

    linjer: list[Linje]
    uendret: int

    @property
    def har_feil(self) -> bool:
        return any(linje.feil for linje in self.linjer)

    @property
    def endres(self) -> list[Linje]:
        return [linje for linje in self.linjer if linje.endringer]

    @property
    def merke(self) -> str:
        alt = repr([(li.nummer, li.navn, li.endringer, li.feil) for li in self.linjer])
        return hashlib.sha256(alt.encode()).hexdigest()


def skriv(side: ReferanseAdmin, request: HttpRequest) -> Iterator[list[str]]:
    """Radene i filen, den første med navnene på kolonnene."""
    felter: Felter = {}
    for rad in _radene(side):
        if not felter:
            felter = side.get_form(request, rad, change=True)(instance=rad).fields
            yield [NOKKEL, *felter]
        yield [str(rad.pk), *map(_ufarlig, _celler(felter, side.i_regnearket(rad)).values())]


def les(side: ReferanseAdmin, request: HttpRequest, tekst: str, *, laas: bool = False) -> Plan:
    """Det filen ville endret. Ingenting lagres. Hever Arkfeil når filen selv er feil.

    ``laas`` holder radene til transaksjonen er ferdig: en annen kan ikke lagre mellom det som sammenlignes og det som skrives.
    """
    kolonner, radene = _del_opp(tekst)
    rader = _radene(side)
    finnes = {str(rad.pk): rad for rad in (rader.select_for_update(of=("self",)) if laas else rader)}
    if not finnes:
        raise Arkfeil("Tabellen har ingen rader å endre.")
    forste = next(iter(finnes.values()))
    skjemaet = side.get_form(request, forste, change=True)
    felter: Felter = skjemaet(instance=forste).fields
    if ukjente := [k for k in kolonner if k not in {NOKKEL, *felter}]:
        raise Arkfeil(
            f"Kolonnen «{ukjente[0]}» finnes ikke. Last ned tabellen på nytt, og bruk kolonnene i den."
        )
    linjer, sett, uendret = [], set(), 0
    for nummer, celler in radene:
        nokkel = celler.pop(NOKKEL).strip()
        if nokkel not in finnes or nokkel in sett:
            grunn = "er med to ganger" if nokkel in sett else "finnes ikke. Nye rader lages i redaksjonen"
            linjer.append(Linje(nummer, nokkel, feil=[f"Raden med id «{nokkel}» {grunn}."]))
            continue
        sett.add(nokkel)
        linje = _les_linje(nummer, skjemaet, felter, side.i_regnearket(finnes[nokkel]), celler)
        uendret += not (linje.endringer or linje.feil)
        linjer.append(linje)
    return Plan([li for li in linjer if li.endringer or li.feil], uendret)


def lagre(side: ReferanseAdmin, request: HttpRequest, plan: Plan) -> int:
    """Lagrer det som endres, slik skjemaet gjør det, med historikk og hendelse for hver rad. Gir antallet."""
    for linje in plan.endres:
        if linje.skjema is None:
            raise TypeError("en linje uten skjema kan ikke endre noe")
        rad = side.save_form(request, linje.skjema, change=True)
        side.save_model(request, rad, linje.skjema, True)  # type: ignore[arg-type]  # skjemaet er sidens eget
        side.save_related(request, linje.skjema, [], True)
        side.log_change(request, rad, side.construct_change_message(request, linje.skjema, [], False))  # type: ignore[arg-type]
    return len(plan.endres)


def _radene(side: ReferanseAdmin) -> models.QuerySet:
    koblinger = [felt.name for felt in side.model._meta.many_to_many]
    return side.model._default_manager.select_related().prefetch_related(*koblinger).order_by("pk")


def _del_opp(tekst: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """(kolonnene, (linjenummer i filen, celler) for hver rad)."""
    tekst = tekst.replace("\r\n", "\n")  # et skjema sender alltid det første
    forste = tekst.partition("\n")[0]
    leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in forste else ",", strict=True)
    try:
        kolonner = [k.strip().lstrip("\ufeff") for k in next(leser, [])]
        if NOKKEL not in kolonner or len(set(kolonner)) != len(kolonner):
            raise Arkfeil(
                "Den første linjen må ha navnene på kolonnene, hver én gang, og «id» må være en av dem."
            )
        ut = []
        for celler in leser:
            if not any(celle.strip() for celle in celler):
                continue
            if len(celler) != len(kolonner):
                raise Arkfeil(
                    f"Linje {leser.line_num} har {len(celler)} celler, men det er {len(kolonner)} kolonner."
                )
            ut.append((leser.line_num, dict(zip(kolonner, map(_uten_apostrof, celler), strict=True))))
            if len(ut) > FLEST:
                raise Arkfeil(f"Filen har over {FLEST} rader. Del den opp.")
    except csv.Error as feil:
        raise Arkfeil(f"Linje {leser.line_num} kan ikke leses som CSV ({feil}).") from None
    return kolonner, ut


def _les_linje(
    nummer: int, skjemaet: type[forms.ModelForm], felter: Felter, rad: models.Model, celler: dict[str, str]
) -> Linje:
    """Det linjen ville gjort med raden. En linje som er lik raden, lager ikke noe skjema."""
    linje, for_ = Linje(nummer, str(rad)), _celler(felter, rad)
    nye = {navn: celle for navn, celle in celler.items() if _lik_form(celle) != _lik_form(for_[navn])}
    if not nye:
        return linje
    na = skjemaet(instance=rad)
    data = QueryDict(mutable=True)
    for navn, felt in na.fields.items():
        try:
            data.setlist(navn, _som_skrevet(felt, nye.get(navn, for_[navn])))
            if felt.show_hidden_initial:  # Django sammenligner med det siden viste, ikke med raden
                data.setlist(na.add_initial_prefix(navn), _som_skrevet(felt, for_[navn]))
        except ValueError as feil:
            linje.feil.append(f"{felt.label}: {feil}")
    data[SETT] = getattr(na, "sett_na", "")
    skjema = linje.skjema = skjemaet(data, instance=rad)
    if not linje.feil and skjema.is_valid():
        linje.endringer = [
            (str(skjema.fields[navn].label), for_[navn], celler.get(navn, "")) for navn in skjema.changed_data
        ]
    for navn, meldinger in skjema.errors.items() if not linje.feil else ():
        foran = f"{skjema.fields[navn].label}: " if navn in skjema.fields else ""
        linje.feil += [f"{foran}{melding}" for melding in meldinger]
    return linje


def _celler(felter: Felter, rad: models.Model) -> dict[str, str]:
    """Teksten i hvert felt, slik raden er nå."""
    return {navn: _som_celle(_verdi(rad, navn)) for navn in felter}


def _verdi(rad: models.Model, navn: str) -> object:
    try:
        return rad._meta.get_field(navn).value_from_object(rad)  # type: ignore[union-attr]  # skjemaet har bare kolonner
    except FieldDoesNotExist:
        return oversettelse.hent(rad, navn)


def _som_celle(verdi: object) -> str:
    if isinstance(verdi, bool):
        return JA if verdi else NEI
    if isinstance(verdi, date):
        return verdi.isoformat()
    if isinstance(verdi, list | tuple):
        return "\n".join(str(v.pk if isinstance(v, models.Model) else v) for v in verdi)
    return "" if verdi is None else str(verdi)


def _som_skrevet(felt: forms.Field, celle: str) -> list[str]:
    """Cellen slik en nettleser ville sendt feltet."""
    if isinstance(felt, forms.BooleanField):
        krysset = celle.strip().lower()
        if krysset and krysset != JA and krysset != NEI:
            raise ValueError(f"«{celle}» må være «{JA}» eller «{NEI}».")
        return ["on"] if krysset == JA else []
    if isinstance(felt, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return [linje.strip() for linje in celle.splitlines() if linje.strip()]
    return [celle]


def _lik_form(celle: str) -> str:
    """Regneark endrer linjeskift, og tar bort mellomrom i kantene."""
    return "\n".join(linje.rstrip() for linje in celle.replace("\r\n", "\n").strip().split("\n"))


def _ufarlig(celle: str) -> str:
    """Det et regneark ville regnet ut, får en apostrof foran; den tas bort når filen leses."""
    return f"'{celle}" if celle.startswith(FORMEL) else celle


def _uten_apostrof(celle: str) -> str:
    return celle[1:] if celle.startswith("'") and celle[1:].startswith(FORMEL) else celle
