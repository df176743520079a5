"""Det migreringene bruker når en skranke kommer til i en tabell som har rader."""

from __future__ import annotations

from typing import TypeAlias, cast

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from veier.database.kolonner import kolonne

VISES = 20
# Et vilkår, eller ett ledd i det: (felt og slag, verdi).
Ledd: TypeAlias = models.Q | tuple[str, object]


class UgyldigeRader(Exception):
    """Rader som bryter en skranke som skal inn. Meldingen sier hvilke, og hva som står der."""


class LeggTilSkranke(migrations.AddConstraint):
    """Som ``AddConstraint``, men sier hvilke rader som er feil i stedet for at databasen avviser alt."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        modell = to_state.apps.get_model(app_label, self.model_name)
        if isinstance(self.constraint, models.CheckConstraint):
            _krev(modell, self.constraint, schema_editor)
        super().database_forwards(app_label, schema_editor, from_state, to_state)


def _krev(
    modell: type[models.Model], skranke: models.CheckConstraint, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Hever UgyldigeRader når noen rader ikke holder skranken."""
    vilkar = skranke._get_check_sql(modell, schema_editor)  # type: ignore[attr-defined]
    felt = sorted({navn for navn, _verdi in _deler(cast(models.Q, skranke.condition))})
    kolonner = [str(kolonne(modell, navn).column) for navn in felt]
    tabell, pk = modell._meta.db_table, str(modell._meta.pk.column)
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


def _deler(vilkar: Ledd) -> list[tuple[str, object]]:
    """(felt, verdi) for hvert ledd i vilkåret."""
    if isinstance(vilkar, models.Q):
        return [par for del_ in vilkar.children for par in _deler(cast(Ledd, del_))]
    return [(vilkar[0].split("__")[0], vilkar[1])]
