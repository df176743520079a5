"""Det siden kan gjøre i et samarbeid, samlet etter hva det gjelder. Det viktigste står for seg selv."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Samarbeid
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


class Knapp(NamedTuple):
    navn: str
    adresse: str


def knappene(
    samarbeid: Samarbeid, side: str, handlinger: Sequence[Handling]
) -> tuple[Knapp | None, list[tuple[Setning, list[Knapp]]]]:
    """(den ene som passer best nå, de andre i grupper)."""
    forst, grupper = samlet(handlinger)

    def knapp(handling: Handling) -> Knapp:
        trekker = handling == Handling.NEI and samarbeid.foreslatt_av == side
        navn = gettext("Trekk forslaget") if trekker else str(handling.label)
        forste_side = "hva/" if handling == Handling.PLAN else ""
        return Knapp(navn, f"{samarbeid.get_absolute_url()}{handling.value}/{forste_side}")

    return knapp(forst) if forst else None, [(hva, [knapp(h) for h in valg]) for hva, valg in grupper]


def samlet(handlinger: Sequence[Handling]) -> tuple[Handling | None, list[tuple[Setning, list[Handling]]]]:
    """(det viktigste, gruppene med resten). Å avslutte er aldri det viktigste."""
    forst = next(iter(handlinger), None)
    if forst == Handling.AVSLUTT:
        forst = None
    grupper = [(hva, [h for h in alle if h in handlinger and h != forst]) for hva, alle in GRUPPER]
    return forst, [(hva, valg) for hva, valg in grupper if valg]
