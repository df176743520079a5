"""Slagene som kan søkes i, ved siden av entreprenørene selv. Slagene melder seg; indeksen kjenner ingen av dem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from samarbeid.katalog.indeks.tekst import Tekstkilde
from veier.brukere.models import Leser
from veier.sok.indeksering import Indekstekst
from veier.sok.models import Soketekst
from veier.typer import Setning


@dataclass(frozen=True, slots=True)
class Innslag:
    """Søketeksten til én rad slik den skal være, og merkene som sier hvem som kan se den."""

    merker: tuple[str, ...]
    apen: bool
    tekst: Indekstekst

    @property
    def i_vektoren(self) -> str:
        """Skilletegnet i et merke finnes ikke i ord, så ingen tekst kan ligne et merke."""
        return " ".join(f"'{merke}'" for merke in self.merker)


@dataclass(frozen=True, slots=True)
class Vist:
    """En rad i svaret på et søk: navnet, siden, og den korte og den lange teksten ordene kan stå i."""

    navn: str
    adresse: str
    kort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Innhold:
    """Ett slag.

    ``slag`` er koden i køen. ``alle`` er radene, også de som ikke vises; ``hos`` dem som hører til entreprenørene.
    ``lag`` gir søketekstene til de av radene som vises for noen, med ordene for temaer og steder. ``ordliste`` læres av
    ``apne``: bare ord alle kan se, foreslås for alle. ``merker`` er dem en leser ser noe på, og ``vis`` prøver regelen en
    gang til mot raden selv, for en indeks kan være gammel. ``filer`` er dem reglene for dette står i: er en av dem endret,
    gjøres tekstene om. ``rader`` skriver radene til listen over slaget, når det har en.
    """

    slag: str
    tekster: type[Soketekst]
    ordliste: str
    overskrift: Setning
    alle: Callable[[], QuerySet]
    hos: Callable[[Collection[int]], QuerySet]
    lag: Callable[[Iterable[int], Mapping[str, str]], dict[int, Innslag]]
    apne: Callable[[], QuerySet]
    merker: Callable[[Leser], Iterable[str]]
    vis: Callable[[Leser, Collection[int]], dict[int, Vist]]
    filer: tuple[str, ...]
    rader: Callable[[Collection[int]], None] | None = None

    def kilde(self, bruker: Leser) -> Tekstkilde:
        """Tekstene brukeren kan se."""
        meta = self.tekster._meta
        synlig = " | ".join(f"'{merke}'" for merke in self.merker(bruker))
        return Tekstkilde(meta.db_table, str(meta.pk.column), synlig)


INNHOLD: dict[str, Innhold] = {}


def meld(innhold: Innhold) -> None:
    """Tar med et slag i køen, byggingen og søket."""
    INNHOLD[innhold.slag] = innhold
