"""Et tall piloten følger, tegnet: månedene bortover, og strekene for hvordan det var før, og for målet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Indikator
from veier.dokument.blokker import Figur
from veier.templatetags.veier import desimal

# Over det øverste punktet står tallet, og over det igjen navnet.
BREDDE, HOYDE, VENSTRE, HOYRE, TOPP, BUNN = 320, 186, 12, 52, 46, 26


@dataclass(frozen=True, slots=True)
class Punkt:
    """Én måned, i tegningens egne punkter. ``vist`` er tallet slik det leses."""

    x: int
    y: int
    vist: str


@dataclass(frozen=True, slots=True)
class Strek:
    """En vannrett strek: hvordan det var før, eller målet."""

    navn: str
    y: int
    slag: str
    tekst_y: int


@dataclass(frozen=True, slots=True)
class Kurve:
    """Det malen ``samarbeid/_kurve.html`` tegner."""

    tittel: str
    alt: str
    punkter: Sequence[Punkt]
    streker: Sequence[Strek]
    fra: str
    til: str

    @property
    def linje(self) -> str:
        return " ".join(f"{p.x},{p.y}" for p in self.punkter)


def lag_figur(indikator: Indikator) -> Figur | None:
    """Tegningen av månedstallene; None når ingen er skrevet."""
    kurve = lag_kurve(
        indikator.navn_med_enhet,
        [(t.maned, t.verdi) for t in indikator.tallene.all()],
        for_verdi=indikator.for_verdi,
        mal=indikator.mal,
    )
    if kurve is None:
        return None
    return Figur(render_to_string("samarbeid/_kurve.html", {"kurve": kurve}), kurve.alt)


def lag_kurve(
    tittel: str,
    tallene: Sequence[tuple[date, Decimal]],
    *,
    for_verdi: Decimal | None,
    mal: Decimal | None,
) -> Kurve | None:
    """Tegningen av tallene, etter måned. Avstanden bortover følger tiden, så en måned uten tall er et hull. None uten tall."""
    if not tallene:
        return None
    alle = [v for _maned, v in tallene] + [v for v in (for_verdi, mal) if v is not None]
    lavest, hoyest = min(*alle, Decimal(0)), max(*alle, Decimal(0))
    spenn = (hoyest - lavest) or Decimal(1)
    plass, bredde = HOYDE - TOPP - BUNN, BREDDE - VENSTRE - HOYRE

    def y(verdi: Decimal) -> int:
        return TOPP + int(plass * (hoyest - verdi) / spenn)

    forste, siste = tallene[0][0], tallene[-1][0]
    lengde = _maneder(forste, siste) or 1
    punkter = [Punkt(VENSTRE + bredde * _maneder(forste, m) // lengde, y(v), desimal(v)) for m, v in tallene]
    return Kurve(
        tittel,
        _med_ord(tittel, tallene, for_verdi, mal),
        punkter,
        _streker(y, for_verdi, mal),
        date_format(forste, "b Y"),
        date_format(siste, "b Y") if siste != forste else "",
    )


def _streker(y: Callable[[Decimal], int], for_verdi: Decimal | None, mal: Decimal | None) -> list[Strek]:
    ut = [
        Strek(navn, y(verdi), slag, y(verdi) + 4)
        for navn, verdi, slag in ((_("Før"), for_verdi, "for"), (_("Mål"), mal, "mal"))
        if verdi is not None
    ]
    if len(ut) == 2 and abs(ut[0].y - ut[1].y) < 14:  # navnene ville stått oppå hverandre
        over, under = sorted(ut, key=lambda s: s.y)
        midt = (over.y + under.y) // 2
        ut = [
            Strek(over.navn, over.y, over.slag, midt - 3),
            Strek(under.navn, under.y, under.slag, midt + 11),
        ]
    return ut


def _maneder(fra: date, til: date) -> int:
    return (til.year - fra.year) * 12 + til.month - fra.month


def _med_ord(
    tittel: str, tallene: Sequence[tuple[date, Decimal]], for_verdi: Decimal | None, mal: Decimal | None
) -> str:
    deler = [f"{date_format(m, 'F Y')}: {desimal(v)}" for m, v in tallene]
    if for_verdi is not None:
        deler.insert(0, _("før: %(tall)s") % {"tall": desimal(for_verdi)})
    if mal is not None:
        deler.append(_("mål: %(tall)s") % {"tall": desimal(mal)})
    return f"{tittel}. {', '.join(deler)}."
