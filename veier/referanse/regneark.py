"""En tabell ut som regneark, og tilbake igjen gjennom det samme skjemaet redaktøren ellers bruker.

Hver celle er teksten i skjemaet: «ja» og «nei» for et kryss, og én ting per linje der det kan være flere. Kolonnen ``id`` sier
hvilken rad det er; de andre kolonnene kan mangle, og da røres ikke feltet. Nye rader lages ikke her.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, QueryDict

from veier.dokument import ark
from veier.dokument.ark import Arkfeil, Plan
from veier.referanse import oversettelse

if TYPE_CHECKING:
    from veier.referanse.redaksjon import ReferanseAdmin

Felter: TypeAlias = dict[str, forms.Field]
SETT, NOKKEL = "_sett", "id"


@dataclass(slots=True)
class Linje(ark.Linje):
    """Én rad i filen, og skjemaet som er fylt med den. ``sto`` er cellene slik raden er, og ``blir`` dem som er nye."""

    skjema: forms.ModelForm | None = None
    sto: dict[str, str] = field(default_factory=dict)
    blir: dict[str, str] = field(default_factory=dict)


def skriv(side: ReferanseAdmin, request: HttpRequest) -> Iterator[list[str]]:
    """Radene i filen, den første med navnene på kolonnene."""
    felter: Felter = {}
    for rad in radene(side):
        if not felter:
            felter = side.get_form(request, rad, change=True)(instance=rad).fields
            yield [NOKKEL, *felter]
        yield [str(rad.pk), *celler(felter, side.i_regnearket(rad)).values()]


def les(side: ReferanseAdmin, request: HttpRequest, tekst: str, *, laas: bool = False) -> Plan[Linje]:
    """Det filen ville endret. Ingenting lagres. Hever Arkfeil når filen selv er feil.

    ``laas`` holder radene til transaksjonen er ferdig: en annen kan ikke lagre mellom det som sammenlignes og det som skrives.
    """
    kolonner, i_filen = ark.del_opp(tekst, nokkel=NOKKEL)
    rader = radene(side)
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
    for nummer, skrevet in i_filen:
        nokkel = skrevet.pop(NOKKEL).strip()
        if nokkel not in finnes or nokkel in sett:
            grunn = "er med to ganger" if nokkel in sett else "finnes ikke. Nye rader lages i redaksjonen"
            linjer.append(Linje(nummer, nokkel, feil=[f"Raden med id «{nokkel}» {grunn}."]))
            continue
        sett.add(nokkel)
        linje = fyll_ut(skjemaet, felter, side.i_regnearket(finnes[nokkel]), skrevet, nummer=nummer)
        uendret += not (linje.endringer or linje.feil)
        linjer.append(linje)
    return Plan([li for li in linjer if li.endringer or li.feil], uendret)


def lagre(side: ReferanseAdmin, request: HttpRequest, plan: Plan[Linje]) -> int:
    """Lagrer det som endres, slik skjemaet gjør det, med historikk og hendelse for hver rad. Gir antallet."""
    for linje in plan.endres:
        if linje.skjema is None:
            raise TypeError("en linje uten skjema kan ikke endre noe")
        lagre_linje(side, request, linje.skjema)
    return len(plan.endres)


def lagre_linje(
    side: ReferanseAdmin, request: HttpRequest, skjema: forms.ModelForm, *, ny: bool = False
) -> models.Model:
    """Lagrer raden skjemaet er om, med historikk og hendelse. Gir raden."""
    rad = side.save_form(request, skjema, change=not ny)
    side.save_model(request, rad, skjema, not ny)  # type: ignore[arg-type]  # skjemaet er sidens eget
    side.save_related(request, skjema, [], not ny)
    melding = side.construct_change_message(request, skjema, [], ny)  # type: ignore[arg-type]
    (side.log_addition if ny else side.log_change)(request, rad, melding)
    return rad


def radene(side: ReferanseAdmin) -> models.QuerySet:
    koblinger = [felt.name for felt in side.model._meta.many_to_many]
    return side.model._default_manager.select_related().prefetch_related(*koblinger).order_by("pk")


def fyll_ut(
    skjemaet: type[forms.ModelForm],
    felter: Felter,
    rad: models.Model,
    skrevet: dict[str, str],
    *,
    nummer: int = 0,
) -> Linje:
    """Det cellene i ``skrevet`` ville gjort med raden. En linje som er lik raden, lager ikke noe skjema."""
    sto = celler(felter, rad)
    blir = {navn: celle for navn, celle in skrevet.items() if ark.lik_form(celle) != ark.lik_form(sto[navn])}
    linje = Linje(nummer, str(rad), sto=sto, blir=blir)
    if not blir:
        return linje
    na = skjemaet(instance=rad)
    data = QueryDict(mutable=True)
    for navn, felt in na.fields.items():
        try:
            data.setlist(navn, _som_skrevet(felt, blir.get(navn, sto[navn])))
            if felt.show_hidden_initial:  # Django sammenligner med det siden viste, ikke med raden
                data.setlist(na.add_initial_prefix(navn), _som_skrevet(felt, sto[navn]))
        except ValueError as feil:
            linje.feil.append(f"{felt.label}: {feil}")
    data[SETT] = getattr(na, "sett_na", "")
    skjema = linje.skjema = skjemaet(data, instance=rad)
    if not linje.feil and skjema.is_valid():
        linje.endringer = [
            (str(skjema.fields[navn].label), sto[navn], skrevet.get(navn, "")) for navn in skjema.changed_data
        ]
    for navn, meldinger in skjema.errors.items() if not linje.feil else ():
        foran = f"{skjema.fields[navn].label}: " if navn in skjema.fields else ""
        linje.feil += [f"{foran}{melding}" for melding in meldinger]
    return linje


def celler(felter: Iterable[str], rad: models.Model) -> dict[str, str]:
    """Teksten i hvert felt, slik raden er nå."""
    return {navn: _som_celle(_verdi(rad, navn)) for navn in felter}


def _verdi(rad: models.Model, navn: str) -> object:
    try:
        return rad._meta.get_field(navn).value_from_object(rad)  # type: ignore[union-attr]  # skjemaet har bare kolonner
    except FieldDoesNotExist:
        return oversettelse.hent(rad, navn)


def _som_celle(verdi: object) -> str:
    if isinstance(verdi, bool):
        return ark.JA if verdi else ark.NEI
    if isinstance(verdi, date):
        return verdi.isoformat()
    if isinstance(verdi, list | tuple):
        return "\n".join(str(v.pk if isinstance(v, models.Model) else v) for v in verdi)
    return "" if verdi is None else str(verdi)


def _som_skrevet(felt: forms.Field, celle: str) -> list[str]:
    """Cellen slik en nettleser ville sendt feltet."""
    if isinstance(felt, forms.BooleanField):
        return ["on"] if ark.krysset(celle) else []
    if isinstance(felt, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return [linje.strip() for linje in celle.splitlines() if linje.strip()]
    return [celle]
