"""Treffene gjort klare for siden: grunnene slik de var da de ble regnet ut, sagt til den som leser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.lagret import fra_rad
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Oppfolging, Treff
from samarbeid.models.treff import Trefflag

HOYST_GRUNNER = 4


@dataclass(frozen=True, slots=True)
class Treffvisning:
    treff: Treff
    navn: str
    passer: str
    grunner: tuple[str, ...]
    forste: tuple[str, ...]
    beslutter: tuple[str, ...]
    oppfolging: Oppfolging | None

    @property
    def ikke_aktuelt(self) -> bool:
        return self.oppfolging is not None and self.oppfolging.hva == Oppfolging.Hva.IKKE_AKTUELT


def grunnsetninger(treff: Trefflag, kunnskap: Kunnskap, *, side: str) -> tuple[str, ...]:
    """Grunnene som setninger, for «entreprenor» eller «offentlig».

    En rolle som er skjult etter at treffet ble regnet ut, har ikke noe navn: da er grunnen borte.
    """
    forklarer = Forklarer(kunnskap, _, side=side)
    kjente = (g for g in map(fra_rad, treff.grunner) if g.detaljer.get("rolle", "") in {"", *kunnskap.roller})
    return tuple(forklarer.setning(g) for g in islice(kjente, HOYST_GRUNNER))


def lag_treffvisninger(
    treff: Iterable[Treff], kunnskap: Kunnskap, siste: dict[tuple[str, str], Oppfolging]
) -> tuple[Treffvisning, ...]:
    """Treffene i rekkefølge. ``siste`` er siste oppfølging etter (slag, slug)."""
    forklarer = Forklarer(kunnskap, _)
    navn = {("modell", m.slug): m.navn for m in kunnskap.modeller}
    navn |= {("tilskudd", t.slug): t.navn for t in kunnskap.tilskudd}

    def roller(t: Treff, stasjon: str) -> tuple[str, ...]:
        form = t.part.styreform if t.part else ""
        return tuple(forklarer.rollenavn(r, form) for r in t.roller.get(stasjon, []) if r in kunnskap.roller)

    return tuple(
        Treffvisning(
            treff=t,
            navn=t.part.navn if t.part else navn.get((t.slag, t.slug), t.slug),
            passer=forklarer.ord("passer", t.passer) if t.passer in ORD["passer"] else "",
            grunner=grunnsetninger(t, kunnskap, side="entreprenor"),
            forste=roller(t, "forste_samtale"),
            beslutter=roller(t, "beslutter"),
            oppfolging=siste.get((t.slag, t.slug)),
        )
        for t in treff
    )
