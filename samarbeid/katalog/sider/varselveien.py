"""Veien fra en liste, eller fra noe den ligner, til siden som lagrer søket og sier fra når noe nytt passer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.typer import LANDET, Behovssok, Katalogsok

HOYST_STEDER = 5


def varseladresse(liste: str, sporring_: str) -> str:
    """Siden som lagrer søket, og sier fra når noe nytt passer."""
    return reverse("varsel_ny", args=[liste]) + (f"?{sporring_}" if sporring_ else "")


def lignende_varsel(
    liste: str, sok: type[Katalogsok | Behovssok], temaer: Iterable[str], steder: Iterable[str]
) -> str:
    """Siden som lagrer søket etter det som ligner: de samme temaene, på stedene. Tom uten tema: da ligner alt."""
    temaene = tuple(sorted(temaer))
    if not temaene:
        return ""
    stedene = () if LANDET in (koder := set(steder)) else tuple(sorted(koder))[:HOYST_STEDER]
    return varseladresse(liste, sporring(sok(tema=temaene, sted=stedene)))
