"""En tabell ut som regneark, og tilbake igjen gjennom det samme skjemaet redaktøren ellers bruker.

Hver celle er teksten i skjemaet: «ja» og «nei» for et kryss, og én ting per linje der det kan være flere. Kolonnen ``id`` sier
hvilken rad det er, og er tom for en ny; de andre kolonnene kan mangle, og da røres ikke feltet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
# Hele den største tabellen skal kunne tas ut og inn igjen. Rader som er som før, koster nesten ingenting; de som endres, prøves
# gjennom skjemaet, lagres og angres mens redaktøren venter.
FLEST, FLEST_ENDRET = 10_000, 500


@dataclass(slots=True)
class Linje(ark.Linje):
    """Én rad i filen, og skjemaet som er fylt med den. ``sto`` er cellene slik raden er, og ``blir`` dem som er nye."""

    skjema: forms.ModelForm | None = None
    sto: dict[str, str] = field(default_factory=dict)
    blir: dict[str, str] = field(default_factory=dict)
    ny: bool = False


@dataclass(frozen=True, slots=True)
class Skjemaene:
    """Skjemaet for rader som finnes, og det for nye, med feltene i hvert av dem."""

    endre: type[forms.ModelForm]
    felter: Felter
    ny: type[forms.ModelForm]
    nye_felter: Felter

    @property
    def bare_i_nye(self) -> list[str]:
        """Nøklene: de skrives én gang."""
        return [navn for navn in self.nye_felter if navn not in self.felter]

    @property
    def kolonner(self) -> list[str]:
        return [*self.bare_i_nye, *self.felter]


def skriv(side: ReferanseAdmin, request: HttpRequest) -> Iterator[list[str]]:
    """Radene i filen, den første med navnene på kolonnene. Nøklene er med, så en ny rad kan skrives under de andre."""
    skjemaene: Skjemaene | None = None
    for rad in radene(side):
        if skjemaene is None:
            skjemaene = _hent_skjemaene(side, request, rad)
            yield [NOKKEL, *skjemaene.kolonner]
        yield [str(rad.pk), *celler(skjemaene.kolonner, side.i_regnearket(rad)).values()]


def _krev_faa(endret: int) -> None:
    if endret > FLEST_ENDRET:
        raise Arkfeil(f"Filen ville endret over {FLEST_ENDRET} rader. Del den opp.")


def les(side: ReferanseAdmin, request: HttpRequest, tekst: str, *, laas: bool = False) -> Plan[Linje]:
    """Det filen ville endret. Ingenting lagres. Hever Arkfeil når filen selv er feil.

    ``laas`` holder radene til transaksjonen er ferdig: en annen kan ikke lagre mellom det som sammenlignes og det som skrives.
    """
    kolonner, i_filen = ark.del_opp(tekst, nokkel=NOKKEL, flest=FLEST)
    rader = radene(side)
    finnes = {str(rad.pk): rad for rad in (rader.select_for_update(of=("self",)) if laas else rader)}
    skjemaene = _hent_skjemaene(side, request, next(iter(finnes.values()), None))
    _krev_kjente(kolonner, {NOKKEL, *skjemaene.kolonner})
    linjer: list[Linje] = []
    sett: set[str] = set()
    uendret = 0
    for nummer, skrevet in i_filen:
        _krev_faa(len(linjer) - uendret)
        nokkel = skrevet.pop(NOKKEL).strip()
        if not nokkel:
            linjer.append(_ny_linje(side, request, skjemaene, skrevet, nummer))
            continue
        if nokkel not in finnes or nokkel in sett:
            grunn = "er med to ganger" if nokkel in sett else "finnes ikke. La id stå tom for en ny rad"
            linjer.append(Linje(nummer, nokkel, feil=[f"Raden med id «{nokkel}» {grunn}."]))
            continue
        sett.add(nokkel)
        linje = _linje(skjemaene, side.i_regnearket(finnes[nokkel]), skrevet, nummer)
        uendret += not (linje.endringer or linje.feil)
        linjer.append(linje)
    _krev_faa(len(linjer) - uendret)
    _si_fra_om_like(side.model, linjer)
    return Plan([li for li in linjer if li.endringer or li.feil], uendret)


def _hent_skjemaene(side: ReferanseAdmin, request: HttpRequest, rad: models.Model | None) -> Skjemaene:
    """``rad`` er en av dem som finnes; None når tabellen er tom."""
    ny = side.get_form(request, None, change=False)
    endre = side.get_form(request, rad, change=True) if rad else ny
    return Skjemaene(endre, endre(instance=rad or side.model()).fields, ny, ny(instance=side.model()).fields)


def _krev_kjente(kolonner: Iterable[str], kjente: Collection[str]) -> None:
    if ukjente := [k for k in kolonner if k not in kjente]:
        raise Arkfeil(
            f"Kolonnen «{ukjente[0]}» finnes ikke. Last ned tabellen på nytt, og bruk kolonnene i den."
        )


def _linje(skjemaene: Skjemaene, rad: models.Model, skrevet: dict[str, str], nummer: int) -> Linje:
    """En linje om en rad som finnes. Det som bare skrives i en ny rad, kan stå, men ikke være et annet."""
    nokler = celler(skjemaene.bare_i_nye, rad)
    annet = [
        navn
        for navn, celle in nokler.items()
        if (nytt := ark.lik_form(skrevet.pop(navn, ""))) and nytt != ark.lik_form(celle)
    ]
    linje = fyll_ut(skjemaene.endre, skjemaene.felter, rad, skrevet, nummer=nummer)
    linje.feil += [
        f"{skjemaene.nye_felter[navn].label}: Kan ikke endres i en rad som finnes." for navn in annet
    ]
    return linje


def _ny_linje(
    side: ReferanseAdmin, request: HttpRequest, skjemaene: Skjemaene, skrevet: dict[str, str], nummer: int
) -> Linje:
    if not side.has_add_permission(request):
        return Linje(nummer, "", feil=["Du kan ikke lage nye rader her. Skriv id-en til raden."], ny=True)
    i_skjemaet = {n: celle for n, celle in skrevet.items() if n in skjemaene.nye_felter and celle.strip()}
    linje = fyll_ut(skjemaene.ny, skjemaene.nye_felter, side.model(), i_skjemaet, nummer=nummer)
    linje.ny = True
    linje.navn = str(linje.skjema.instance) if linje.skjema and not linje.feil else ""
    linje.endringer = [(ledetekst, "", celle) for ledetekst, _sto, celle in linje.endringer]
    if not (linje.endringer or linje.feil):
        linje.feil.append("Linjen har ingenting i seg.")
    return linje


def _si_fra_om_like(modell: type[models.Model], linjer: Iterable[Linje]) -> None:
    """To linjer som ville blitt den samme raden, er en feil i den siste: skjemaene ser bare det som er lagret."""
    entydige: list[tuple[str, ...]] = [
        (felt.name,) for felt in modell._meta.fields if felt.unique and not felt.primary_key
    ]
    entydige += [tuple(skranke.fields) for skranke in modell._meta.total_unique_constraints]
    sett: dict[tuple[tuple[str, ...], tuple[object, ...]], int] = {}
    for linje in linjer:
        if linje.skjema is None or linje.feil:
            continue
        for navnene in entydige:
            verdiene = tuple(getattr(linje.skjema.instance, navn) for navn in navnene)
            forste = sett.setdefault((navnene, verdiene), linje.nummer)
            if None not in verdiene and forste != linje.nummer:
                linje.feil.append(f"Det samme står på linje {forste}.")


def antall(plan: Plan[Linje] | None) -> dict[str, int]:
    """Hvor mange rader som endres, og hvor mange som er nye."""
    linjer = plan.endres if plan else []
    nye = sum(linje.ny for linje in linjer)
    return {"endres": len(linjer) - nye, "nye": nye}


def lagre(side: ReferanseAdmin, request: HttpRequest, plan: Plan[Linje]) -> None:
    """Lagrer det som endres, slik skjemaet gjør det, med historikk og hendelse for hver rad."""
    for linje in plan.endres:
        if linje.skjema is None:
            raise TypeError("en linje uten skjema kan ikke endre noe")
        lagre_linje(side, request, linje.skjema, ny=linje.ny)


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
