"""En kolonne som er en liste av like blokker: påstander, bilder. Ett ledd er en ordbok av tekster med kjente deler."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression


class Blokk(dict[str, str]):
    """Det som er kjent om ett ledd. Som tekst er det én linje JSON."""

    def __str__(self) -> str:
        return json.dumps(dict(self), ensure_ascii=False)


class Blokkliste(models.JSONField):
    """Arvingen har slaget ledd, og delene et ledd kan ha."""

    slag: ClassVar[type[Blokk]] = Blokk
    deler: ClassVar[Collection[str]] = ()
    ukjent_del = ""

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> list[Blokk]:
        return self._ledd(super().from_db_value(value, expression, connection))

    def to_python(self, value: object) -> list[Blokk]:
        return self._ledd(value)

    def validate(self, value: object, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not all(isinstance(b, dict) and set(b) <= set(self.deler) for b in cast(list[object], value)):
            raise ValidationError(self.ukjent_del)

    def _ledd(self, verdi: object) -> list[Blokk]:
        return [self.slag(b) for b in verdi if isinstance(b, dict)] if isinstance(verdi, list) else []
