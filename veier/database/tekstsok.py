"""Søk i tekstene i en kolonne med JSON."""

from __future__ import annotations

from django.db import models


class Tekstene(models.Func):
    """Alle tekstene i verdien, uten navnene på feltene: den som søker etter «problem», vil ikke ha alle radene."""

    output_field = models.TextField()
    template = (
        "CAST(jsonb_path_query_array(%(expressions)s, 'strict $.** ? (@.type() == \"string\")') AS text)"
    )
