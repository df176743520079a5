"""Ett søk i alt: det portalen skriver selv, entreprenørene, og det leseren kan se av det de har skrevet. Én tolkning for alt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from samarbeid.katalog.indeks.innhold import INNHOLD
from samarbeid.katalog.indeks.loddtrekning import hent_ring
from samarbeid.katalog.indeks.sok import KILDE
from samarbeid.katalog.indeks.tekst import Tekstkilde, Teksttreff
from samarbeid.katalog.indeks.typer import Katalogsok
from veier.brukere.models import Leser
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.sporring import Dokumentkilde, Hvordan, Kilde, let
from veier.sok.tolkning import Sporring
from veier.sok.typer import Grupper

PORTALEN = "portal"
PORTAL = Dokumentkilde(PORTALEN)
HUSKES = 32


@dataclass(frozen=True)
class Alttreff:
    """``portal`` er (nøkkel, trinn), de beste først; ``innhold`` er treffene av hvert slag som er meldt."""

    portal: list[tuple[str, int]]
    entreprenorer: Teksttreff
    innhold: dict[str, Teksttreff]

    def __len__(self) -> int:
        return len(self.portal) + len(self.entreprenorer) + sum(map(len, self.innhold.values()))


@dataclass(frozen=True)
class Altkilde:
    """Alle kildene som én. ``innhold`` er det leseren kan se av hvert slag."""

    innhold: dict[str, Tekstkilde]
    portal: Dokumentkilde = PORTAL
    entreprenorer: Tekstkilde = KILDE

    @classmethod
    def for_leser(cls, bruker: Leser) -> Altkilde:
        return cls({slag: innhold.kilde(bruker) for slag, innhold in INNHOLD.items()})

    @property
    def synlig(self) -> tuple[tuple[str, str], ...]:
        """Det som skiller denne leseren fra en annen."""
        return tuple((slag, kilde.synlig) for slag, kilde in self.innhold.items())

    def finn(self, sporringer: Sequence[Sporring]) -> list[Alttreff]:
        kildene: tuple[Kilde, ...] = (self.portal, self.entreprenorer, *self.innhold.values())
        return [
            Alttreff(portal, entreprenorer, dict(zip(self.innhold, resten, strict=True)))
            for portal, entreprenorer, *resten in zip(*(k.finn(sporringer) for k in kildene), strict=True)
        ]


# Ordgruppene huskes med svaret, så en ny utgave av dem aldri kan få den samme identiteten.
_husket: Husk[tuple[Alttreff, Hvordan, Grupper]] = Husk(HUSKES)


def finn_i_alt(q: str, kilde: Altkilde, utgave: str) -> tuple[Alttreff, Hvordan]:
    """Det som treffes av søket, og hva det måtte gjøre. Regnes én gang per prosess for hver utgave av innholdet.

    ``utgave`` må være lest før søket: da er et svar aldri eldre enn utgaven det huskes under.
    """
    grupper: Grupper = hent_grupper()
    nokkel = (q, utgave, kilde.synlig, id(grupper))
    treff, hvordan, _grupper = _husket.hent(nokkel, lambda: (*let(q, grupper, kilde), grupper))
    return treff, hvordan


def beste(treff: Teksttreff, q: str, antall: int) -> list[int]:
    """De første radene: de med ordene i navnet, så i emnene, så i teksten; likt trekkes som i katalogen."""
    dag = timezone.localdate().isoformat()
    ut: list[int] = []
    for trinn in (treff.navn, treff.emne - treff.navn, treff.alt - treff.emne - treff.navn):
        if trinn and len(ut) < antall:
            ring = hent_ring(dag, treff.alt.max())
            ut += ring.utsnitt(trinn, Katalogsok(q=q).fro(dag), 0, antall - len(ut))
    return ut


def trinn(treff: Teksttreff) -> int:
    """Det beste stedet noen av dem har ordene."""
    return 0 if treff.navn else 1 if treff.emne else 2


__all__ = ["PORTALEN", "Altkilde", "Alttreff", "beste", "finn_i_alt", "trinn"]
