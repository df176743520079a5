"""Det migreringene bruker for å flytte tekster fra en kolonne per språk til ``oversettelser``, og tilbake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import migrations

SPRAK = "nn"
LISTER = frozenset({"steg"})


def flytt(felt: Mapping[str, Sequence[str]]) -> migrations.RunPython:
    """``felt`` er tabell → feltene som har hatt en kolonne på nynorsk. Historikken flyttes med.

    Triggerne er av imens: raden er den samme, og historikken skal ikke si at noen har endret den.
    """

    def fram(_apps: Any, skjema: Any) -> None:
        for tabell, navn in felt.items():
            par = ", ".join(f"'{n}', {_som_json(n)}" for n in navn)
            _uten_triggere(
                skjema,
                tabell,
                f"UPDATE {tabell} SET oversettelser = jsonb_build_object('{SPRAK}', t.tekster) FROM ("  # noqa: S608
                f" SELECT {_pk(tabell)} AS nr, jsonb_strip_nulls(jsonb_build_object({par})) AS tekster FROM {tabell}"
                f") t WHERE {tabell}.{_pk(tabell)} = t.nr AND t.tekster <> '{{}}'",
            )

    def tilbake(_apps: Any, skjema: Any) -> None:
        for tabell, navn in felt.items():
            verdier = ", ".join(f"{n}_{SPRAK} = {_fra_json(n)}" for n in navn)
            _uten_triggere(skjema, tabell, f"UPDATE {tabell} SET {verdier}")  # noqa: S608

    return migrations.RunPython(fram, tilbake)


def med_historikk(felt: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """De samme feltene i tabellen og i historikken til den."""
    return {**felt, **{f"{tabell}event": navn for tabell, navn in felt.items()}}


def _pk(tabell: str) -> str:
    return "pgh_id" if tabell.endswith("event") else "id"


def _som_json(navn: str) -> str:
    if navn in LISTER:
        return f"CASE WHEN cardinality({navn}_{SPRAK}) > 0 THEN to_jsonb({navn}_{SPRAK}) END"
    return f"nullif({navn}_{SPRAK}, '')"


def _fra_json(navn: str) -> str:
    verdi = f"oversettelser -> '{SPRAK}'"
    if navn in LISTER:
        return f"ARRAY(SELECT jsonb_array_elements_text(coalesce({verdi} -> '{navn}', '[]'::jsonb)))"
    return f"coalesce({verdi} ->> '{navn}', '')"


def _uten_triggere(skjema: Any, tabell: str, sql: str) -> None:
    skjema.execute(f"ALTER TABLE {tabell} DISABLE TRIGGER USER")
    skjema.execute(sql)
    skjema.execute(f"ALTER TABLE {tabell} ENABLE TRIGGER USER")
