"""Motorens svar, regnet én gang for det som er skrevet: siden, PDF-ene og DOCX-en deler det."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Kunnskap, Offentligsvar, Svar
from veier.fletting import Rasvar
from veier.husk import Husk

_HUSKES = 32
_svarene: Husk[Svar] = Husk(_HUSKES)


def regn_svar(
    skrevet: Mapping[str, Rasvar],
    ide: Ideprofil,
    kunnskap: Kunnskap,
    *,
    offentlig: Offentligsvar | None = None,
) -> Svar:
    """Svaret på ``ide``, som er lest av ``skrevet``. Nøkkelen er avtrykket av teksten, aldri teksten eller hvem som skrev."""
    tekst = json.dumps(skrevet, sort_keys=True, ensure_ascii=False)
    avtrykk = hashlib.sha256(tekst.encode()).digest()
    nokkel = (avtrykk, offentlig is not None, kunnskap.utgave)
    return _svarene.hent(nokkel, lambda: vurder(ide, kunnskap, offentlig=offentlig))
