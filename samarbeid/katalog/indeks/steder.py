"""Steder slik folk skriver dem: navn nå og før, samiske og kvenske navn, nummer, «… fylke», «hele landet»."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from samarbeid.matching.typer import Kunnskap, Omradeprofil
from veier.sok.normalisering import fold
from veier.sok.steder import les_postnumre, les_steder
from veier.sok.tolkning import feil_mellom, mange_feil

LENGSTE_NAVN = 40
HOYST_FORSLAG = 6


def stedsnavn(kode: str, kunnskap: Kunnskap) -> str:
    """Navnet slik det er entydig: «Herøy (Nordland)», «Oslo», «Rogaland fylke»."""
    omrade = kunnskap.omrader[kode]
    return _("Hele landet") if omrade.type == "land" else omrade.visning


def finn_sted(tekst: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Områdene teksten kan bety: nummer, postnummer, navn nå eller før, samisk, «… fylke», bydeler, regioner, «hele landet»."""
    rent = fold(tekst).removesuffix(" kommune").strip()
    if rent in {"norge", "noreg", "hele landet", "heile landet", "no"}:
        return ("NO",)
    if rent.isdigit():
        if rent in kunnskap.omrader:
            return (rent,)
        return kunnskap.tidligere.get(rent) or _postnummeret(rent)
    if rent.endswith(" fylke"):
        navn = rent.removesuffix(" fylke")
        return tuple(k for k, o in kunnskap.omrader.items() if o.type == "fylke" and fold(o.navn) == navn)
    if koder := kunnskap.stedsnavn.get(rent):
        return koder
    hele = tuple(k for k in kunnskap.omrader if fold(stedsnavn(k, kunnskap)) == rent)
    return hele or tuple(
        k for k in _andre_steder().get(rent.removeprefix("bydel "), ()) if k in kunnskap.omrader
    )


@cache
def _andre_steder() -> dict[str, tuple[str, ...]]:
    """Navnet på en bydel, et strøk, et tettsted, en region eller et gammelt fylke → kommunene og fylkene det er i."""
    ut: dict[str, tuple[str, ...]] = {}
    for sted in les_steder():
        for navn in sted.navn:
            ut[fold(navn)] = tuple(dict.fromkeys((*ut.get(fold(navn), ()), *sted.omrader)))
    return ut


def _postnummeret(nummer: str) -> tuple[str, ...]:
    """Kommunen eller fylket postnummeret er i."""
    return tuple(p.omrade for p in les_postnumre() if len(nummer) == 4 and p.fra <= int(nummer) <= p.til)


def ligner_pa(tekst: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Områdene med et navn som er nærmest det skrevne, når det ser ut som tastefeil: «Trondhjeim», «Lilehamer»."""
    rent = fold(tekst).removesuffix(" kommune").removesuffix(" fylke").strip()
    if rent.isdigit() or not 3 < len(rent) <= LENGSTE_NAVN:
        return ()
    naere: dict[str, int] = {}
    for navn, koder in kunnskap.stedsnavn.items():
        if abs(len(navn) - len(rent)) <= mange_feil(rent) and (feil := feil_mellom(rent, navn)) <= mange_feil(
            rent
        ):
            for kode in koder:
                naere[kode] = min(feil, naere.get(kode, feil))
    faerrest = min(naere.values(), default=0)
    return tuple(kode for kode, feil in naere.items() if feil == faerrest)[:HOYST_FORSLAG]


def naermeste(kode: str, kunnskap: Kunnskap, *, antall: int = 6) -> list[str]:
    """Kommunene med kortest avstand mellom sentrene (flat tilnærming; god nok for å foreslå)."""
    her = kunnskap.omrader[kode]
    if her.type != "kommune" or her.breddegrad is None or her.lengdegrad is None:
        return []

    her_nord, her_ost = her.breddegrad, her.lengdegrad

    def avstand(annen: Omradeprofil) -> float:
        nord = (annen.breddegrad or 0) - her_nord
        ost = (annen.lengdegrad or 0) - her_ost
        ost *= 0.45  # cos(63°)
        return float(nord * nord + ost * ost)

    andre = [
        o
        for k, o in kunnskap.omrader.items()
        if k != kode and o.type == "kommune" and o.breddegrad is not None
    ]
    return [o.kode for o in sorted(andre, key=avstand)[:antall]]
