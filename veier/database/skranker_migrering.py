"""Det migreringene bruker når en skranke kommer til i en tabell som har rader."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

VISES = 20


class UgyldigeRader(Exception):
    """Rader som bryter en skranke som skal inn. Meldingen sier hvilke, og hva som står der."""


class LeggTilSkranke(migrations.AddConstraint):
    """Som ``AddConstraint``, men sier hvilke rader som er feil i stedet for at databasen avviser alt."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        modell = to_state.apps.get_model(app_label, self.model_name)
        if isinstance(self.constraint, models.CheckConstraint):
            _krev(modell, self.constraint, schema_editor)
        super().database_forwards(app_label, schema_editor, from_state, to_state)


def _krev(modell: Any, skranke: models.CheckConstraint, schema_editor: Any) -> None:
    """Hever UgyldigeRader når noen rader ikke holder skranken."""
    vilkar = skranke._get_check_sql(modell, schema_editor)  # type: ignore[attr-defined]
    felt = sorted({navn for navn, _verdi in _deler(skranke.condition)})
    kolonner = [modell._meta.get_field(navn).column for navn in felt]
    tabell, pk = modell._meta.db_table, modell._meta.pk.column
    liste = ", ".join(schema_editor.quote_name(navn) for navn in (pk, *kolonner))
    with schema_editor.connection.cursor() as peker:
        peker.execute(
            f"SELECT {liste} FROM {schema_editor.quote_name(tabell)} WHERE NOT ({vilkar}) ORDER BY 1"  # noqa: S608
        )
        feil = peker.fetchall()
    if not feil:
        return
    linjer = [
        f"{tabell} rad {nr}: " + ", ".join(f"{k} er «{v}»" for k, v in zip(kolonner, verdier, strict=True))
        for nr, *verdier in feil[:VISES]
    ]
    flere = [f"… og {len(feil) - VISES} til"] if len(feil) > VISES else []
    raise UgyldigeRader(
        "\n".join([f"Rett disse radene, og kjør migrate igjen ({skranke.name}):", *linjer, *flere])
    )


def _deler(vilkar: Any) -> list[tuple[str, Any]]:
    """(felt, verdi) for hvert ledd i vilkåret."""
    if isinstance(vilkar, models.Q):
        return [par for del_ in vilkar.children for par in _deler(del_)]
    return [(vilkar[0].split("__")[0], vilkar[1])]
