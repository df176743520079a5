"""Innlesingen av HTML-malene. Innrykket er for den som leser malen, og er en tolvtedel av en lang side."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader as Filinnleser

_INNRYKK = re.compile(r"(?<=\n)[ \t]+")


class Innleser(Filinnleser):
    """Leser prosjektets egne maler uten innrykk. Linjene er de samme, så en feil peker på den rette.

    En mal med ``<pre>``, der innrykk vises, og alt som ikke er HTML, er som det står.
    """

    def get_contents(self, origin: Origin) -> str:
        kilde = super().get_contents(origin)
        if not origin.name.endswith(".html") or "<pre" in kilde:
            return kilde
        return _INNRYKK.sub("", kilde)
