"""En samtale slik den vises: innleggene med hvem og når, loggen, og det siden kan gjøre nå."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Innlegg, Innpost, Samtale, Samtaleside, Vedlegg
from samarbeid.models.samtale import HOYST_PURRINGER
from samarbeid.samtaler.tilstander import BETYR, VENTER, Handling, kan_ga_videre, mulige


@dataclass(frozen=True, slots=True)
class Vist:
    """Ett innlegg. ``ny``: leseren har ikke sett det før. ``epost``: e-posten det kom som. ``vedlegg``: filene i det."""

    innlegg: Innlegg
    fra: str
    egen: bool
    ny: bool
    epost: Innpost | None = None
    vedlegg: Sequence[Vedlegg] = ()


def innleggene(samtale: Samtale, side: str, lest_til: int | None = None) -> list[Vist]:
    """Innleggene i rekkefølge. ``lest_til`` er None for en som ikke har konto."""
    navn = {Samtaleside.ENTREPRENOR: samtale.entreprenor.navn, Samtaleside.OFFENTLIG: samtale.part.navn}
    return [
        Vist(
            i,
            navn[Samtaleside(i.side)],
            i.side == side,
            lest_til is not None and i.side != side and i.nr > lest_til,
            getattr(i, "innpost", None),
            list(i.vedlegg.all()),
        )
        for i in samtale.innlegg.select_related("av", "innpost").prefetch_related("vedlegg")
    ]


def mottatt(samtale: Samtale, side: str) -> list[Innpost]:
    """E-post som ikke ble et innlegg: automatiske svar og returer for begge, og det som ikke er lagt inn, for den som sendte."""
    rader = samtale.innpost.filter(tilstand__in=[Innpost.Tilstand.NOTERT, Innpost.Tilstand.HOLDT])
    er_entreprenor = side == Samtaleside.ENTREPRENOR
    return [
        r
        for r in rader
        if r.tilstand == Innpost.Tilstand.NOTERT or (r.grunn == Innpost.Grunn.EGEN_SIDE) == er_entreprenor
    ]


def handlingene(samtale: Samtale, side: str) -> list[tuple[str, str]]:
    """(handling, navnet på knappen) for det siden kan gjøre nå."""
    return [
        (h.value, str(h.label)) for h in mulige(samtale, side) if h != Handling.PURR or kan_purre(samtale)
    ]


def kan_purre(samtale: Samtale) -> bool:
    """Det er purret færre ganger enn taket, og dagen er kommet."""
    return samtale.purringer < HOYST_PURRINGER and timezone.localdate() >= samtale.purr_fra


def logglinje(samtale: Samtale, side: str) -> str:
    """«Sendt 26.11., kan purres fra 10.12.» Når det kan purres, angår bare entreprenøren."""
    deler = [_("Sendt %(dato)s") % {"dato": _dag(timezone.localtime(samtale.startet_tid).date())}]
    if samtale.purringer:
        deler.append(_("purret %(ganger)s av %(hoyst)s ganger") % {"ganger": samtale.purringer, "hoyst": HOYST_PURRINGER})  # fmt: skip
    venter = samtale.tilstand in VENTER and samtale.purringer < HOYST_PURRINGER
    if side == Samtaleside.ENTREPRENOR and venter:
        deler.append(_("kan purres fra %(dato)s") % {"dato": _dag(samtale.purr_fra)})
    return ", ".join(deler).rstrip(".") + "."


def purretekst(samtale: Samtale) -> str:
    """Forslaget til en purring."""
    dato = date_format(timezone.localtime(samtale.startet_tid), "j. F")
    avsnitt = [
        _("Hei,"),
        _("%(dato)s skrev vi til dere om «%(emne)s» (%(referanse)s). Har dere fått sett på det?")
        % {"dato": dato, "emne": samtale.emne, "referanse": samtale.referanse},
        _("Vi er glade for et kort svar, også når det er nei, eller når vi heller bør snakke med en annen."),
    ]
    return "\n\n".join(avsnitt)


def grunnlag(samtale: Samtale, side: str, lest_til: int | None = None) -> dict[str, object]:
    """Det begge utgavene av siden viser."""
    samarbeidet = samtale.samarbeid.apne().first()
    return {
        "samtale": samtale,
        "side": side,
        "innlegg": innleggene(samtale, side, lest_til),
        "handlinger": handlingene(samtale, side),
        "logg": logglinje(samtale, side),
        "betyr": BETYR[samtale.anskaffelse],
        "mottatt": mottatt(samtale, side),
        "samarbeidet": samarbeidet,
        "kan_samarbeide": samarbeidet is None and kan_ga_videre(samtale),
    }


def _dag(dato: date) -> str:
    return f"{dato.day}.{dato.month}."
