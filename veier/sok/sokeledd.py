"""Spørringen delt i ord og uttrykk, med det som betyr det samme. Ren."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from veier.sok.normalisering import SMAORD, finn_ord
from veier.sok.sammensetninger import ledd


@dataclass(frozen=True, slots=True)
class Sokeledd:
    """Ett ord eller uttrykk i spørringen: stammen (tom for et uttrykk), uttrykk som betyr det samme (med tomme
    plasser for småord), det skrevne, og leddene i et sammensatt ord eller ordene i et uttrykk."""

    stamme: str
    like: tuple[tuple[str, ...], ...] = ()
    skrevet: str = ""
    deler: tuple[Sokeledd, ...] = ()


def sokeledd(
    tekst: str, grupper: Mapping[tuple[str, ...], frozenset[tuple[str, ...]]] | None = None
) -> list[Sokeledd]:
    """Leddene i en spørring. ``grupper`` gir for hvert uttrykk (stammer) uttrykkene som betyr det samme."""
    grupper = grupper or {}
    funnet = [o for o in finn_ord(tekst) if o.form not in SMAORD]
    ord_ = [o.stamme for o in funnet]
    ut: list[Sokeledd] = []
    i = 0
    while i < len(ord_):
        for lengde in range(min(4, len(ord_) - i), 0, -1):
            uttrykk = tuple(ord_[i : i + lengde])
            samme = grupper.get(uttrykk)
            if samme or lengde == 1:
                like = tuple(sorted(u for u in samme or () if tuple(s for s in u if s) != uttrykk))
                skrevet = " ".join(o.skrevet for o in funnet[i : i + lengde])
                if lengde == 1:
                    # Leddene i et sammensatt ord har også ord som betyr det samme.
                    deler = tuple(
                        Sokeledd(d, tuple(sorted(grupper.get((d,), ()))), d) for d in ledd(uttrykk[0])
                    )
                    ut.append(Sokeledd(uttrykk[0], like, skrevet, deler))
                else:
                    deler = tuple(sokeledd(o.skrevet, grupper)[0] for o in funnet[i : i + lengde])
                    ut.append(Sokeledd("", like, skrevet, deler))
                i += lengde
                break
    return ut
