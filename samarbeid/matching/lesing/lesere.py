"""De to leserne sammen: ordene med styrke, og likheten med portalens egne tekster.

Likheten taler der ordene tier eller hviler på ett ord. Er de to sterkt uenige, spør siden «mener dere …?».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samarbeid.matching.lesing.likhet import Likhet
from samarbeid.matching.typer import Temaforslag

TYDELIG = 0.08  # så mye må en kort tekst ligne når ordene tier
_TYDELIG_LANG = 0.12  # i en lang tekst er det lett å finne noen ord som ligner
LANG = 30  # ord
_NAER = 0.05
_UENIG = 0.16
_NESTEN_LIKE = 0.8  # et nummer to som ligner nesten like mye, tas med
_STOTTET = 0.45  # et tema som ikke er det første, eller hviler på ett ord, må ligne minst så mye som det som ligner mest
_STERKT = 3.0  # poengene til ett sterkt ord, se temavalg
_POENG = 10.0


@dataclass(frozen=True, slots=True)
class Lesning:
    tema: tuple[Temaforslag, ...] = ()
    spurt: tuple[Temaforslag, ...] = ()
    naermest: tuple[Temaforslag, ...] = ()


def forene(ordene: tuple[Temaforslag, ...], likt: list[Likhet], *, antall_ord: int = 0) -> Lesning:
    """Temaene begge leserne gir grunnlag for, de sikreste først."""
    if not likt:
        return Lesning(ordene)
    tydelig = TYDELIG if antall_ord < LANG else _TYDELIG_LANG
    if not ordene:
        return _bare_likhet(likt, tydelig)
    verdi = {likhet.slug: likhet.verdi for likhet in likt}
    mest = likt[0]
    grense = mest.verdi * _STOTTET
    beholdt = tuple(
        t
        for nr, t in enumerate(ordene)
        if _er_forkortet(t)
        or (nr == 0 and (not _tynt(t) or _star_alene(t, mest)))
        or verdi.get(t.slug, 0.0) >= (max(grense, _NAER) if _tynt(t) else grense)
    )
    if not beholdt:
        return _bare_likhet(likt, tydelig)
    forst = beholdt[0]
    if (
        not mest.baerer
        or mest.slug in {t.slug for t in beholdt}
        or mest.verdi < _UENIG
        or verdi.get(forst.slug, 0.0) >= mest.verdi * 0.6
    ):
        return Lesning(beholdt)
    annet = _som_forslag(mest)
    if _tynt(forst):
        return Lesning((annet, *beholdt), (annet,))
    return Lesning(beholdt, (annet,))


def _tynt(tema: Temaforslag) -> bool:
    """Om temaet hviler på ett ord, eller bare på svake ord. En forkortelse er ett ord, men tar ikke feil."""
    return not _er_forkortet(tema) and (len(tema.ord) < 2 or tema.poeng < _STERKT)


def _er_forkortet(tema: Temaforslag) -> bool:
    return any(ord_.isupper() for ord_ in tema.ord)


def _star_alene(tema: Temaforslag, mest: Likhet) -> bool:
    """Ett sterkt fagord holder. Ett uttrykk folk bruker til så mangt, holder ikke når resten av teksten peker et annet sted."""
    alene_sagt = tema.bare_sagt and len(tema.ord) < 2
    return tema.poeng >= _STERKT and not (alene_sagt and mest.verdi >= TYDELIG and mest.baerer)


def _bare_likhet(likt: list[Likhet], tydelig: float) -> Lesning:
    mest = likt[0]
    if mest.verdi < tydelig or not mest.baerer:
        return Lesning(naermest=_forslag(en for en in likt[:3] if en.verdi >= _NAER))
    tema = _forslag(
        en for en in likt[:2] if en.baerer and en.verdi >= max(tydelig, mest.verdi * _NESTEN_LIKE)
    )
    return Lesning(tema, spurt=tema)


def _forslag(likt: Iterable[Likhet]) -> tuple[Temaforslag, ...]:
    return tuple(_som_forslag(likhet) for likhet in likt)


def _som_forslag(likhet: Likhet) -> Temaforslag:
    return Temaforslag(likhet.slug, "lignende", _POENG * likhet.verdi, likhet.ord)
