"""Skjemaene slik en nettleser har dem."""

import re


def skjulte(svar) -> dict[str, str]:
    """De skjulte feltene på siden (eller i biten htmx får), uten csrf: det nettleseren sender tilbake."""
    ut = {}
    for felt in re.findall(r'<input type="hidden"[^>]*>', svar.content.decode()):
        egenskaper = dict(re.findall(r'(\w+)="([^"]*)"', felt))
        if egenskaper.get("name") != "csrfmiddlewaretoken" and "name" in egenskaper:
            ut[egenskaper["name"]] = egenskaper.get("value", "").replace("&quot;", '"')
    return ut
