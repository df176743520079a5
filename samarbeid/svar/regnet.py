"""Det som er skrevet, lest og svart på én gang: siden, PDF-ene og DOCX-en deler det."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kommuner.models import Kontaktnummer
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Ideprofil, Kunnskap, Offentligsvar, Svar
from samarbeid.svar.svarside.bygging import Svarside, svarside_for
from veier.fletting import Rasvar
from veier.husk import Husk

_HUSKES = 32


@dataclass(frozen=True, slots=True)
class Lest:
    """Det som er skrevet, slik skjemaene leser det. ``offentlig`` bare når det er et behov."""

    ide: Ideprofil
    offentlig: Offentligsvar | None = None


@dataclass(frozen=True, slots=True)
class Regnet:
    lest: Lest
    svar: Svar
    svarside: Svarside


_svarene: Husk[Regnet] = Husk(_HUSKES)


def regn_ut(
    skrevet: Mapping[str, Rasvar],
    les: Callable[[], Lest | None],
    kunnskap: Kunnskap,
    *,
    side: str,
    steg_for: Callable[[str], str],
    delt: bool = False,
) -> Regnet | None:
    """Svaret på ``skrevet`` for den som leser på ``side``; None når ``les`` ikke finner nok til å svare på.

    ``les`` kalles bare når svaret ikke er husket, og gir det samme for det samme skrevne, kunnskapen og ``delt``.
    Nøkkelen er avtrykket av teksten og av adressene leseren kan svare på, aldri dem selv. Det virksomhetene selv sier, er ikke
    referansedata, og har sin egen utgave. Kunnskapen er ny hver dag, så det som utløper, gjør det ved midnatt.
    """
    tekst = json.dumps([skrevet, steg_for("tema")], sort_keys=True, ensure_ascii=False)
    avtrykk = hashlib.sha256(tekst.encode()).digest()
    nokkel = (avtrykk, side, delt, kunnskap.utgave, Kontaktnummer.na())
    if (husket := _svarene.se(nokkel)) is not None:
        return husket
    lest = les()
    if lest is None:
        return None
    svar = vurder(lest.ide, kunnskap, offentlig=lest.offentlig)
    siden = svarside_for(svar, kunnskap, steg_for=steg_for, side=side, offentlig=lest.offentlig)
    regnet = Regnet(lest, svar, siden)
    _svarene.legg(nokkel, regnet)
    return regnet
