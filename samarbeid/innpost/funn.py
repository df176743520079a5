"""Hvilken samtale en e-post hører til, og hvor sikkert det er.

Svaradressen kan ingen gjette, og bare den som har fått et brev, har den. Message-ID på brevet og referansen i emnet er ikke
hemmelige. De er nok bare når mottakets egen tjener har kontrollert at avsenderen er på virksomhetens domene.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from samarbeid.innpost.melding import Melding
from samarbeid.models import Innpost, Mottakerlenke, Samtale
from samarbeid.models.henvendelse import TEGN
from samarbeid.samtaler.handlinger.trad import er_hos
from samarbeid.samtaler.svaradresse import finn_samtalen

Funnet = Innpost.Funnet
FLEST_IDER = 50
_REFERANSE = re.compile(rf"(?<![\w-])([{TEGN}]{{4}}-[{TEGN}]{{4}})(?![\w-])", re.I)


@dataclass(frozen=True, slots=True)
class Funn:
    """``sikkert``: e-posten kan legges i samtalen uten at noen ser på den. ``hos``: avsenderen er på virksomhetens domene."""

    samtale: Samtale | None = None
    funnet: str = ""
    sikkert: bool = False
    hos: bool = False


def finn(melding: Melding, konvolutt: Iterable[str]) -> Funn:
    """``konvolutt`` er adressene e-posttjeneren leverte til; de går foran dem som står i hodene."""
    for adresse in dict.fromkeys([*konvolutt, *melding.mottakere]):
        if samtale := finn_samtalen(adresse):
            return Funn(samtale, Funnet.ADRESSEN, sikkert=True, hos=_er_hos(samtale, melding))
    if samtale := _svart_pa(melding):
        return _usikkert(samtale, Funnet.SVAR_PA, melding)
    if samtale := _nevnt(melding.emne):
        return _usikkert(samtale, Funnet.REFERANSEN, melding)
    return Funn()


def finn_referansen(skrevet: str) -> Samtale | None:
    """Samtalen en redaktør viser til."""
    return _nevnt(skrevet)


def _usikkert(samtale: Samtale, funnet: Innpost.Funnet, melding: Melding) -> Funn:
    hos = _er_hos(samtale, melding)
    return Funn(samtale, funnet, sikkert=hos and kontrollert(melding) is True, hos=hos)


def _er_hos(samtale: Samtale, melding: Melding) -> bool:
    """Avsenderen er på virksomhetens domene, og mottaket har ikke funnet at den er falsk."""
    return bool(melding.fra) and er_hos(samtale, melding.fra) and kontrollert(melding) is not False


def kontrollert(melding: Melding) -> bool | None:
    """Det mottakets egen tjener sier om avsenderen (DMARC, RFC 8601): sant, usant, eller None når den ikke sier noe.

    Bare det øverste hodet med dens navn gjelder: de andre kan avsenderen ha skrevet selv.
    """
    for hode in melding.hoder.get("authentication-results", []) if settings.EPOSTKONTROLL else []:
        navn, _skille, funn = hode.lower().partition(";")
        if navn.strip().split(" ")[0] == settings.EPOSTKONTROLL:
            if treff := re.search(r"\bdmarc\s*=\s*(\w+)", funn):
                return {"pass": True, "fail": False}.get(treff[1])
            return None
    return None


def _svart_pa(melding: Melding) -> Samtale | None:
    lenke = (
        Mottakerlenke.objects.filter(melding_id__in=melding.svar_pa[-FLEST_IDER:])
        .exclude(melding_id="")
        .select_related("samtale")
        .order_by("-pk")
        .first()
    )
    return lenke.samtale if lenke else None


def _nevnt(skrevet: str) -> Samtale | None:
    referanser = {r.upper() for r in _REFERANSE.findall(skrevet)}
    return Samtale.objects.filter(referanse__in=referanser).first() if len(referanser) == 1 else None
