"""Delene en adresse kan ha: nøkkelen til noe delt, og formatet på en fil. Meldes når modulen leses."""

from __future__ import annotations

from django.urls import register_converter


class Nokkel:
    """128 biter i adresseform."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Format:
    """Filformatet et dokument lastes ned i."""

    regex = "docx|pdf"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Nokkel, "nokkel")
register_converter(Format, "format")
