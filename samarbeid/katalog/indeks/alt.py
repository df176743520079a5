"""Ett søk i alt: det portalen skriver selv, entreprenørene, og det leseren kan se av det de har skrevet. Én tolkning for alt."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from samarbeid.katalog.indeks.innhold import INNHOLD
from samarbeid.katalog.indeks.lest import les_temaer
from samarbeid.katalog.indeks.loddtrekning import hent_ring
from samarbeid.katalog.indeks.sok import KILDE
from samarbeid.katalog.indeks.tekst import Tekstkilde
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.matching.typer import Kunnskap
from veier.brukere.models import Leser
from veier.husk import Husk
from veier.sok.grupper import hent_grupper
from veier.sok.rang.kilder import finjuster, ranger_i
from veier.sok.rang.rangering import Rangert
from veier.sok.sporring import Dokumentkilde, Dokumenttreff, Hvordan, let
from veier.sok.tolkning import Sporring
from veier.sok.typer import Grupper

PORTALEN = "portal"
PORTAL = Dokumentkilde(PORTALEN)
HUSKES = 32


@dataclass(frozen=True)
class Alttreff:
    """``innhold`` er treffene av hvert slag som er meldt."""

    portal: Dokumenttreff
    entreprenorer: Rangert
    innhold: dict[str, Rangert]

    @property
    def funnet(self) -> tuple[bool, ...]:
        """For hvert ledd: har noe av det leseren kan se, dette?"""
        per_kilde = [self.portal.funnet, self.entreprenorer.funnet]
        per_kilde += [treff.funnet for treff in self.innhold.values()]
        return tuple(map(any, zip(*per_kilde, strict=True)))

    def kjernen(self) -> Alttreff:
        """Bare det som treffer godt."""
        return Alttreff(
            self.portal.kjernen(),
            self.entreprenorer.kjernen(),
            {slag: treff.kjernen() for slag, treff in self.innhold.items()},
        )

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

    def finn(self, sporring: Sporring) -> Alttreff:
        """To spørsmål om radene i alle kildene, og ett om nøklene i portalens."""
        nokler = {} if sporring.tom else self.portal.nokler()
        andre = [kilde.tabellen() for kilde in (self.entreprenorer, *self.innhold.values())]
        kildene = [self.portal.tabell(nokler), *andre]
        rangert = zip(kildene, ranger_i(sporring, kildene), strict=True)
        portal, entreprenorer, *innhold = finjuster(sporring, list(rangert))
        return Alttreff(
            Dokumenttreff(portal, nokler),
            entreprenorer,
            dict(zip(self.innhold, innhold, strict=True)),
        )


# Ordgruppene huskes med svaret, så en ny utgave av dem aldri kan få den samme identiteten.
_husket: Husk[tuple[Alttreff, Hvordan, Grupper]] = Husk(HUSKES)


def finn_i_alt(q: str, kilde: Altkilde, utgave: str, kunnskap: Kunnskap) -> tuple[Alttreff, Hvordan]:
    """Det som treffes av søket, og hva det måtte gjøre. Regnes én gang per prosess for hver utgave av innholdet.

    ``utgave`` må være lest før søket: da er et svar aldri eldre enn utgaven det huskes under.
    """
    grupper: Grupper = hent_grupper()
    nokkel = (q, utgave, kilde.synlig, id(grupper))
    treff, hvordan, _grupper = _husket.hent(
        nokkel, lambda: (*let(q, grupper, kilde, les_temaer(q, kunnskap, grupper)), grupper)
    )
    return treff, hvordan


def beste(treff: Rangert, q: str, antall: int) -> list[int]:
    """De første radene, de som svarer på mest; likt trekkes som i katalogen."""
    dag = timezone.localdate().isoformat()
    ut: list[int] = []
    for rader in treff.rang:
        if len(ut) >= antall:
            break
        ring = hent_ring(dag, treff.alle.max())
        ut += ring.utsnitt(rader, Katalogsok(q=q).fro(dag), 0, antall - len(ut))
    return ut


__all__ = ["PORTALEN", "Altkilde", "Alttreff", "beste", "finn_i_alt"]
