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
_METODE = re.compile(r"\s*(dmarc|dkim|spf)(?:/\d+)?\s*=\s*(\w+)(.*)", re.S)
# Domenet metoden gjaldt.
_DOMENET = {
    "dkim": re.compile(r"\bheader\.(?:d\s*=\s*|i\s*=\s*[^\s@]*@)([\w.-]+)"),
    "spf": re.compile(r"\bsmtp\.mailfrom\s*=\s*(?:[^\s@]*@)?([\w.-]+)"),
}
_REFERANSE = re.compile(rf"(?<![\w-])([{TEGN}]{{4}}-[{TEGN}]{{4}})(?![\w-])", re.I)


@dataclass(frozen=True, slots=True)
class Funn:
    """``sikkert``: e-posten kan legges i samtalen uten at noen ser på den. ``domenet``: avsenderen skriver at hun er på
    virksomhetens domene.
    """

    samtale: Samtale | None = None
    funnet: str = ""
    sikkert: bool = False
    domenet: bool = False


def finn(melding: Melding, konvolutt: Iterable[str]) -> Funn:
    """``konvolutt`` er adressene e-posttjeneren leverte til; de går foran dem som står i hodene."""
    for adresse in dict.fromkeys([*konvolutt, *melding.mottakere]):
        if samtale := finn_samtalen(adresse):
            return Funn(samtale, Funnet.ADRESSEN, sikkert=True, domenet=_er_hos(samtale, melding))
    if samtale := _svart_pa(melding):
        return _usikkert(samtale, Funnet.SVAR_PA, melding)
    if samtale := _nevnt(melding.emne):
        return _usikkert(samtale, Funnet.REFERANSEN, melding)
    return Funn()


def finn_referansen(skrevet: str) -> Samtale | None:
    """Samtalen en redaktør viser til."""
    return _nevnt(skrevet)


def _usikkert(samtale: Samtale, funnet: Innpost.Funnet, melding: Melding) -> Funn:
    domenet = _er_hos(samtale, melding)
    return Funn(samtale, funnet, sikkert=domenet and kontrollert(melding) is True, domenet=domenet)


def _er_hos(samtale: Samtale, melding: Melding) -> bool:
    return bool(melding.fra) and er_hos(samtale, melding.fra)


def kontrollert(melding: Melding) -> bool | None:
    """Det mottakets egen tjener sier om avsenderen (DMARC, RFC 7489): sant, usant, eller None når den ikke sier noe."""
    dmarc = [utfall for metode, utfall, _hva in _kontrollene(melding) if metode == "dmarc"]
    return {"pass": True, "fail": False}.get(dmarc[0]) if dmarc else None


def bekreftet(melding: Melding) -> bool | None:
    """Mottakets tjener fant at e-posten kom fra avsenderens domene. None når ingen tjener er satt til å se etter.

    Har domenet ingen regel for DMARC, er en underskrift (DKIM) eller en avsendertjener (SPF) for det samme domenet nok.
    """
    if not settings.EPOSTKONTROLL:
        return None
    if (dmarc := kontrollert(melding)) is not None:
        return dmarc
    fra = melding.fra.rpartition("@")[2]
    domener = [
        treff[1]
        for metode, utfall, hva in _kontrollene(melding)
        if utfall == "pass" and metode in _DOMENET and (treff := _DOMENET[metode].search(hva))
    ]
    return bool(fra) and any(fra == d or fra.endswith(f".{d}") or d.endswith(f".{fra}") for d in domener)


def _kontrollene(melding: Melding) -> list[tuple[str, str, str]]:
    """(metoden, utfallet, det den gjaldt) i hodet fra mottakets egen tjener (RFC 8601).

    Bare det øverste hodet med dens navn gjelder: de andre kan avsenderen ha skrevet selv.
    """
    for hode in melding.hoder.get("authentication-results", []) if settings.EPOSTKONTROLL else []:
        navn, *funn = re.sub(r"\([^()]*\)", " ", hode.lower()).split(";")
        if navn.strip().split(" ")[0] == settings.EPOSTKONTROLL:
            treff = [_METODE.match(ett) for ett in funn]
            return [(t[1], t[2], t[3]) for t in treff if t]
    return []


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
