"""Svaret regnet én gang for det som er skrevet: siden, PDF-ene og DOCX-en deler det."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Kunnskap, Offentligsvar, Svar
from samarbeid.svar.svarside.bygging import Svarside, svarside_for
from veier.fletting import Rasvar
from veier.husk import Husk

_HUSKES = 32


@dataclass(frozen=True, slots=True)
class Regnet:
    svar: Svar
    svarside: Svarside


_svarene: Husk[Regnet] = Husk(_HUSKES)


def regn_ut(
    skrevet: Mapping[str, Rasvar],
    ide: Ideprofil,
    kunnskap: Kunnskap,
    *,
    side: str,
    steg_for: Callable[[str], str],
    offentlig: Offentligsvar | None = None,
) -> Regnet:
    """Svaret på ``ide``, som er lest av ``skrevet``, for den som leser på ``side``.

    Nøkkelen er avtrykket av teksten og av adressene leseren kan svare på, aldri dem selv. Kontaktfakta er ikke referansedata:
    de leses på nytt hver time.
    """
    tekst = json.dumps([skrevet, steg_for("tema")], sort_keys=True, ensure_ascii=False)
    avtrykk = hashlib.sha256(tekst.encode()).digest()
    time = timezone.now().replace(minute=0, second=0, microsecond=0)
    nokkel = (avtrykk, side, offentlig, kunnskap.utgave, time)

    def regn() -> Regnet:
        svar = vurder(ide, kunnskap, offentlig=offentlig)
        return Regnet(svar, svarside_for(svar, kunnskap, steg_for=steg_for, side=side, offentlig=offentlig))

    return _svarene.hent(nokkel, regn)
