"""Søk i indeksen. Indeks og spørring går gjennom den samme normaliseringen.

Et søk prøver i denne rekkefølgen, og sier hva det måtte gjøre: alle ordene; ordene rettet for skrivefeil;
alle ordene unntatt ett; bare det mest særegne ordet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from django.db import connection

from veier.sok.indeksering import KORTESTE_ORD, LENGSTE_ORD
from veier.sok.models import Sokedokument
from veier.sok.normalisering import fold, stamme
from veier.sok.sammensetninger import er_kjent
from veier.sok.sokeledd import Sokeledd, sokeledd
from veier.sok.tolkning import (
    ALLMENNE_HODER,
    EMNE,
    NAVN,
    TEKST,
    Sporring,
    feil_mellom,
    mange_feil,
    tolk,
)
from veier.sok.typer import Grupper


class Antall(Protocol):
    """Et svar som kan telles."""

    def __len__(self) -> int: ...


T = TypeVar("T", bound=Antall)
T_ut = TypeVar("T_ut", bound=Antall, covariant=True)


class Kilde(Protocol[T_ut]):
    """En indeks det kan letes i."""

    def finn(self, sporringer: Sequence[Sporring]) -> Sequence[T_ut]:
        """Treffene for hver spørring, i samme rekkefølge. Ett spørsmål til databasen."""
        ...


@dataclass(frozen=True, slots=True)
class Hvordan:
    """Hva søket måtte gjøre for å finne noe. ``rettet``: (skrevet, rettet). ``utelatt``: ord som ble sett bort fra."""

    sporring: Sporring
    rettet: tuple[tuple[str, str], ...] = ()
    utelatt: tuple[str, ...] = ()

    @property
    def noyaktig(self) -> bool:
        return not (self.rettet or self.utelatt)


@dataclass(frozen=True, slots=True)
class Sokesvar:
    """Nøklene som traff, best først, og hva søket måtte gjøre."""

    treff: list[str]
    hvordan: Hvordan


def let(tekst: str, grupper: Grupper, kilde: Kilde[T]) -> tuple[T, Hvordan]:
    """Leter i kilden til noe treffer. Ingenting å lete etter, eller ingenting funnet, gir et tomt svar."""
    sporring = tolk(tekst, grupper)
    hvordan = Hvordan(sporring)
    treff = kilde.finn([sporring])[0]
    if len(treff) or not sporring.ledd:
        return treff, hvordan
    alene, uten_ett = _deler(sporring, kilde)
    rettet = _rett(sporring, grupper, [bool(len(t)) for t in alene])
    if rettet.rettet:
        hele, *resten = kilde.finn([rettet.sporring, *_enkle(rettet.sporring)])
        if len(hele):
            return hele, rettet
        alene, uten_ett = _delt(rettet.sporring, resten)
    uten_hode = _uten_allment_hode(rettet)
    if uten_hode != rettet and len(hele := kilde.finn([uten_hode.sporring])[0]):
        return hele, uten_hode
    return _uten_noen(rettet, alene, uten_ett) or (treff, hvordan)


def _uten_allment_hode(hvordan: Hvordan) -> Hvordan:
    """«Sorggruppe» når ingen har «gruppe»: det første leddet sier hva det gjelder, det siste bare hva slags tilbud det er."""
    nye: list[Sokeledd] = []
    utelatt: list[str] = []
    for ett in hvordan.sporring.ledd:
        *foran, hode = ett.deler or (ett,)
        if ett.stamme and foran and hode.stamme in ALLMENNE_HODER:
            nye += foran
            utelatt.append(ett.skrevet[max(0, ett.skrevet.rfind(hode.stamme)) :])
        else:
            nye.append(ett)
    if not utelatt:
        return hvordan
    return replace(
        hvordan, sporring=replace(hvordan.sporring, ledd=tuple(nye)), utelatt=(*hvordan.utelatt, *utelatt)
    )


def _enkle(sporring: Sporring) -> list[Sporring]:
    """Hvert ledd for seg, og så alle unntatt ett."""
    numre = range(len(sporring.ledd))
    uten_ett = [sporring.uten_ledd(nr) for nr in numre] if len(sporring.ledd) > 2 else []
    return [*(sporring.bare_ledd(nr) for nr in numre), *uten_ett]


def _deler(sporring: Sporring, kilde: Kilde[T]) -> tuple[Sequence[T], Sequence[T]]:
    return _delt(sporring, kilde.finn(_enkle(sporring)))


def _delt(sporring: Sporring, treff: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    antall = len(sporring.ledd)
    return treff[:antall], treff[antall:]


def _uten_noen(hvordan: Hvordan, alene: Sequence[T], uten_ett: Sequence[T]) -> tuple[T, Hvordan] | None:
    """Ingen har alle ordene: de som har alle unntatt ett, ellers, når hvert ord finnes, de som har
    det mest særegne."""
    sporring = hvordan.sporring
    if len(sporring.ledd) < 2:
        return None
    if (nr := _faerrest(uten_ett)) is not None:
        utelatt: tuple[str, ...] = (sporring.ledd[nr].skrevet,)
        return uten_ett[nr], replace(hvordan, sporring=sporring.uten_ledd(nr), utelatt=utelatt)
    # Et ord ingen har, er ofte det som sier mest: de andre alene ville gitt noe annet enn det ble spurt om.
    if all(len(t) for t in alene) and (nr := _faerrest(alene)) is not None:
        utelatt = tuple(d.skrevet for i, d in enumerate(sporring.ledd) if i != nr)
        return alene[nr], replace(hvordan, sporring=sporring.bare_ledd(nr), utelatt=utelatt)
    return None


def _faerrest(treff: Sequence[T]) -> int | None:
    """Nummeret på det som treffer færrest, men noen: det er det som sier mest."""
    return min((nr for nr, t in enumerate(treff) if len(t)), key=lambda nr: len(treff[nr]), default=None)


def _rett(sporring: Sporring, grupper: Grupper, funnet: Sequence[bool]) -> Hvordan:
    """Spørringen med de ukjente ordene byttet med det nærmeste ordet noen tekst har.

    Et ord i en synonymgruppe, eller et feltet bruker, er ikke ukjent selv om ingen tekst har det. Et som kan deles i kjente
    ord, er nok riktig: det rettes bare til noe som begynner likt, én tastefeil unna.
    """
    ukjente = {
        d.skrevet: bool(d.deler)
        for d, finnes in zip(sporring.ledd, funnet, strict=True)
        if not (finnes or d.like or er_kjent(d.stamme))
    }
    naermeste = _naermeste(ukjente)
    rettet = [(d.skrevet, naermeste[d.skrevet]) for d in sporring.ledd if d.skrevet in naermeste]
    if not rettet:
        return Hvordan(sporring)
    # Tolkes på nytt: sammen med ordene rundt kan det rettede ordet være et uttrykk, «psykisk helse».
    nytt = " ".join(naermeste.get(d.skrevet, d.skrevet) for d in sporring.ledd)
    return Hvordan(replace(sporring, ledd=tuple(sokeledd(nytt, grupper))), tuple(rettet))


def _naermeste(ord_: Mapping[str, bool]) -> dict[str, str]:
    """Skrevet ord → det nærmeste ordet i ordlistene. Ord uten noe i nærheten er ikke med.

    ``ord_`` sier om ordet nok er riktig skrevet.
    """
    lange = sorted({o for o in ord_ if KORTESTE_ORD <= len(o) <= LENGSTE_ORD and not o.isdigit()})
    if not lange:
        return {}
    with connection.cursor() as peker:
        peker.execute(
            "SELECT s.skrevet, k.ord FROM unnest(%s::text[]) s(skrevet) CROSS JOIN LATERAL ("
            " SELECT DISTINCT ord, similarity(ord, s.skrevet) AS likt FROM sok_sokeord"
            " WHERE ord %% s.skrevet ORDER BY likt DESC, ord LIMIT 20) k",
            [lange],
        )
        naere: dict[str, tuple[int, int, str]] = {}
        for nr, (skrevet, kandidat) in enumerate(peker.fetchall()):
            if stamme(kandidat) == stamme(skrevet):  # det samme ordet, bøyd på en annen måte
                continue
            feil = feil_mellom(fold(skrevet), kandidat)
            # Den første bokstaven er sjelden feil: «urfolk» er ikke «folk» med to tastefeil.
            likt, ulikt = (1, 0) if ord_[skrevet] else (mange_feil(skrevet), 1)
            if 0 < feil <= (likt if fold(skrevet)[:1] == kandidat[:1] else ulikt):
                naere[skrevet] = min(naere.get(skrevet, (99, 0, "")), (feil, nr, kandidat))
    return {skrevet: kandidat for skrevet, (_feil, _nr, kandidat) in naere.items()}


def hent_vist(samling: str, nokler: Sequence[str]) -> dict[str, tuple[dict[str, str], str]]:
    """(det trefflisten viser, hele teksten) for nøklene: ett spørsmål til databasen."""
    rader = Sokedokument.objects.filter(samling=samling, nokkel__in=nokler)
    return {nokkel: (vist, tekst) for nokkel, vist, tekst in rader.values_list("nokkel", "vist", "tekst")}


@dataclass(frozen=True, slots=True)
class Dokumentkilde:
    """En samling i ``Sokedokument``. Treff i navnet først, så i emnet, så i teksten; likt: flest og tettest."""

    samling: str

    def finn(self, sporringer: Sequence[Sporring]) -> list[list[tuple[str, int]]]:
        """(nøkkel, trinn): 0 er treff i navnet, 1 i emnet, 2 i teksten."""
        ut: list[list[tuple[str, int]]] = [[] for _sporring in sporringer]
        leter = [(nr, s) for nr, s in enumerate(sporringer) if not s.tom]
        if not leter:
            return ut
        with connection.cursor() as peker:
            peker.execute(
                "SELECT nr, nokkel, CASE WHEN vektor @@ navn THEN 0 WHEN vektor @@ emne THEN 1 ELSE 2 END trinn"
                " FROM unnest(%s::int[], %s::text[]::tsquery[], %s::text[]::tsquery[], %s::text[]::tsquery[])"
                " q(nr, alt, emne, navn) JOIN sok_sokedokument ON vektor @@ alt"
                " WHERE samling = %s AND tekst ~* ALL (%s::text[])"
                " ORDER BY nr, trinn, ts_rank(vektor, alt) DESC, nokkel",
                [
                    [nr for nr, _sporring in leter],
                    *([s.tsquery(sone) for _nr, s in leter] for sone in (TEKST, EMNE, NAVN)),
                    self.samling,
                    leter[0][1].monstre(),
                ],
            )
            for nr, nokkel, trinn in peker.fetchall():
                ut[nr].append((nokkel, trinn))
        return ut


def sok(samling: str, tekst: str, grupper: Grupper) -> Sokesvar:
    """Dokumentene i samlingen som svarer på søket, de beste først."""
    treff, hvordan = let(tekst, grupper, Dokumentkilde(samling))
    return Sokesvar([nokkel for nokkel, _trinn in treff], hvordan)
