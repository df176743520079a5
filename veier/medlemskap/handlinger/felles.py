"""Det handlingene deler: låsen på organisasjonen og navnet på rollen."""

from __future__ import annotations

from veier.medlemskap.models import Medlemsrolle, Organisasjon


def laas(organisasjon: Organisasjon) -> None:
    type(organisasjon)._default_manager.select_for_update(of=("self",)).get(pk=organisasjon.pk)


def rollenavn(rolle: str) -> str:
    return str(Medlemsrolle(rolle).label).lower()
