"""Det siden kan gjøre i et samarbeid, samlet etter hva det gjelder. Det viktigste står for seg selv."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samarbeid.samarbeidene.tilstander import Handling
from veier.typer import Setning

GRUPPER: tuple[tuple[Setning, tuple[Handling, ...]], ...] = (
    (_("Svar"), (Handling.JA, Handling.NEI)),
    (
        _("Prøv"),
        (Handling.PLAN, Handling.PLAN_JA, Handling.START, Handling.SJEKKLISTE, Handling.TALL, Handling.AVGJOR, Handling.LARDOM),
    ),
    (_("Bli enige om veien"), (Handling.STADIUM, Handling.NESTE, Handling.FORVENTNING, Handling.AVTALE)),
    (_("Hvem som er med"), (Handling.MEDEIER,)),
    (_("La andre lære av det"), (Handling.EKSEMPEL, Handling.HINDRINGER)),
    (_("Avslutt"), (Handling.AVSLUTT,)),
)  # fmt: skip


def samlet(handlinger: Sequence[Handling]) -> tuple[Handling | None, list[tuple[Setning, list[Handling]]]]:
    """(det viktigste, gruppene med resten). Å avslutte er aldri det viktigste."""
    forst = next(iter(handlinger), None)
    if forst == Handling.AVSLUTT:
        forst = None
    grupper = [(hva, [h for h in alle if h in handlinger and h != forst]) for hva, alle in GRUPPER]
    return forst, [(hva, valg) for hva, valg in grupper if valg]
