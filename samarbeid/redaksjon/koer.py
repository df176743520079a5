"""En kø på pulten: hvor mange, de eldste av dem, hvem som har dem, og hvor det gjøres."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import Count, Model, QuerySet, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

VISES = 5
APENT = 12  # så mange kan leses uten at køene må foldes ut
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Post:
    """Én ting å gjøre. ``nokkel`` er tom når ingen kan ta den, og ``siden`` None når alderen ikke er kjent.

    ``knapp`` er adressen som gjør det med en gang, og ``knappetekst`` det som står på den.
    """

    nokkel: str
    navn: str
    siden: date | None
    adresse: str = ""
    merknad: str = ""
    knapp: str = ""
    knappetekst: str = ""
    eier: str = ""
    er_min: bool = False

    @property
    def alder(self) -> str:
        return alder_i_ord(self.siden)

    @property
    def om(self) -> str:
        """Alderen, når den er kjent, og merknaden, hver med ett punktum."""
        deler = [d[:1].upper() + d[1:].rstrip(". ") for d in (self.alder, self.merknad) if d]
        return " ".join(f"{d}." for d in deler)


@dataclass(frozen=True, slots=True)
class Ko:
    """``gjor`` er det som gjøres med hver av dem, og ``alle`` adressen til dem som ikke får plass."""

    slag: str
    navn: str
    antall: int
    poster: Sequence[Post]
    gjor: str
    alle: str = ""
    forklaring: str = ""

    @property
    def eldst(self) -> str:
        kjente = [p.siden for p in self.poster if p.siden]
        return alder_i_ord(min(kjente, key=_dag)) if kjente else ""

    @property
    def flere(self) -> int:
        return max(0, self.antall - len(self.poster))


@dataclass(frozen=True, slots=True)
class Del:
    """En del av pulten: «Venter», «Må kontrolleres» …"""

    navn: str
    tittel: str
    koer: Sequence[Ko]
    tomt: str

    @property
    def antall(self) -> int:
        return sum(ko.antall for ko in self.koer)

    @property
    def apen(self) -> bool:
        """Om alle køene vises med det som er i dem. Er det mye, er siden først en oversikt over køene."""
        return sum(len(ko.poster) for ko in self.koer) <= APENT


def eldste(sporring: QuerySet[M], tid: str, *, flest: int = VISES) -> tuple[int, list[M]]:
    """(antallet, de eldste av dem) med én spørring, uansett hvor mange det er."""
    rader = list(sporring.annotate(i_alt=Window(Count("*"))).order_by(tid, "pk")[:flest])
    return (rader[0].i_alt if rader else 0), rader  # type: ignore[attr-defined]  # satt over


def lag_ko(
    sporring: QuerySet[M], tid: str, post: Callable[[M], Post], *, slag: str, navn: str, gjor: str,
    alle: str = "", forklaring: str = "",
) -> Ko:  # fmt: skip
    antall, rader = eldste(sporring, tid)
    return Ko(slag, navn, antall, [post(rad) for rad in rader], gjor, alle, forklaring)


def med_eiere(deler: Iterable[Del], eiere: dict[tuple[str, str], tuple[str, bool]]) -> list[Del]:
    """Delene med dem som har tatt noe, og uten køene det ikke er noe i. ``eiere`` er (kø, nøkkel) → (navn, er det leseren)."""

    def ny(ko: Ko) -> Ko:
        poster = []
        for post in ko.poster:
            eier, er_min = eiere.get((ko.slag, post.nokkel), (post.eier, post.er_min))
            poster.append(replace(post, eier=eier, er_min=er_min))
        return replace(ko, poster=poster)

    return [replace(del_, koer=[ny(ko) for ko in del_.koer if ko.antall]) for del_ in deler]


def listen(modell: type[Model], **valg: str | int) -> str:
    """Tabellen i redaksjonen, med radene ``valg`` velger."""
    adresse = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist")
    return f"{adresse}?{urlencode(valg)}" if valg else adresse


def skjemaet(rad: Model) -> str:
    """Siden der raden rettes."""
    return reverse(f"admin:{rad._meta.app_label}_{rad._meta.model_name}_change", args=[rad.pk])


def alder_i_ord(siden: date | None) -> str:
    """«i dag», «1 dag», «23 dager», «4 måneder», «2 år»; tom når den ikke er kjent."""
    if siden is None:
        return ""
    dager = (timezone.localdate() - _dag(siden)) // timedelta(days=1)
    if dager < 1:
        return "i dag"
    if dager < 60:
        return "1 dag" if dager == 1 else f"{dager} dager"
    return f"{dager // 30} måneder" if dager < 730 else f"{dager // 365} år"


def _dag(tid: date) -> date:
    return timezone.localtime(tid).date() if isinstance(tid, datetime) else tid
