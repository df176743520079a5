"""Stedene en tekst handler om, av dem den nevner: det mest presise, og det som ligger der resten av teksten er."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from samarbeid.matching.lesing.stedsoppslag import Sted
from samarbeid.matching.typer import Kunnskap


@dataclass(frozen=True, slots=True)
class Stedslesing:
    """Stedene en tekst handler om, ordene de sto med, bydelen i Oslo, og navn som kan være flere steder."""

    omrader: tuple[str, ...] = ()
    ord: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (slik det står, områdene)
    bydel: str = ""
    flertydige: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class Nevnt:
    """Et mulig sted i teksten. ``fra`` og ``til`` er plasser i teksten, ``i`` og ``siste`` ordnummer."""

    sted: Sted
    alle: tuple[Sted, ...]
    fra: int
    til: int
    i: int
    siste: int
    stor: bool
    godtatt: bool = False
    erfaring: bool = False


def sett_sammen(
    nevnte: list[Nevnt], kunnskap: Kunnskap, tekst: str, *, rundt: Iterable[Nevnt]
) -> Stedslesing:
    """``rundt`` er alle stedene teksten nevner: de sier hvilken landsdel det er, også når teksten ikke handler om dem."""
    sikre = [n for n in nevnte if n.sted.omrader]
    fylker = Counter(fylke for n in rundt for fylke in _fylker(n.sted, kunnskap))
    for n in sikre:
        n.sted = _i_samme_fylke(n, fylker, kunnskap)
    koder = {kode for n in sikre for kode in n.sted.omrader}
    flertydige: dict[str, tuple[str, ...]] = {}
    for n in nevnte:
        if not n.sted.omrader:
            i_fylket = [k for k in n.sted.valg if kunnskap.omrader[k].overordnet in koder]
            if len(i_fylket) == 1:
                sikre.append(n)
                n.sted = replace(n.sted, omrader=(i_fylket[0],))
            else:
                flertydige[tekst[n.fra : n.til]] = n.sted.valg
    valgte = _mest_presise(sikre, kunnskap)
    ord_ = {tekst[n.fra : n.til]: n.sted.omrader for n in valgte}
    omrader = tuple(dict.fromkeys(kode for n in valgte for kode in n.sted.omrader))
    bydeler = {n.sted.bydel for n in valgte if n.sted.bydel}
    bydel = bydeler.pop() if len(bydeler) == 1 else ""  # flere bydeler sammen er ikke én av dem
    return Stedslesing(omrader, tuple(ord_.items()), bydel, () if omrader else tuple(flertydige.items()))


def _i_samme_fylke(n: Nevnt, fylker: Counter[str], kunnskap: Kunnskap) -> Sted:
    """Det stedet med navnet som ligger i et fylke teksten ellers handler om: «Bø og Sauherad» er ikke Bø i Nordland."""
    if len(n.alle) < 2:
        return n.sted
    egne = _fylker(n.sted, kunnskap)
    rundt = {fylke for fylke, antall in fylker.items() if antall > (fylke in egne)}
    return next((s for s in (n.sted, *n.alle) if _fylker(s, kunnskap) & rundt), n.sted)


def _fylker(sted: Sted, kunnskap: Kunnskap) -> set[str]:
    omrader = (kunnskap.omrader[kode] for kode in sted.omrader)
    return {(o.overordnet or o.kode) if o.type == "kommune" else o.kode for o in omrader}


def _mest_presise(sikre: list[Nevnt], kunnskap: Kunnskap) -> list[Nevnt]:
    """Uten fylker og regioner som et annet nevnt sted ligger i."""
    enkle = {n.sted.omrader[0] for n in sikre if len(n.sted.omrader) == 1}
    over = {kunnskap.omrader[kode].overordnet for kode in enkle if kunnskap.omrader[kode].type == "kommune"}

    def rommer(n: Nevnt) -> bool:
        koder = set(n.sted.omrader)
        inne = len(koder) > 1 and bool(koder & enkle or koder & over)
        return inne or (len(koder) == 1 and next(iter(koder)) in over)

    return [n for n in sikre if not rommer(n)]
