"""En samtale slik den vises: innleggene med hvem og når, loggen, og det siden kan gjøre nå."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Innlegg, Innpost, Mote, Samtale, Samtaleside, Skjermet, Vedlegg
from samarbeid.models.samtaler.samtale import HOYST_PURRINGER
from samarbeid.samtaler.handlinger.fortalt import kan_fortelle_alle
from samarbeid.samtaler.handlinger.trad import Aktor, er_inhabil
from samarbeid.samtaler.tilstander import BETYR, VENTER, Handling, kan_ga_videre, mulige

PER_SIDE = 30


@dataclass(frozen=True, slots=True)
class Vist:
    """Ett innlegg. ``ny``: leseren har ikke sett det før. ``epost``: e-posten det kom som. ``vedlegg``: filene i det.

    ``skjermet`` er uten teksten: den vises bare for den som ber om det.
    """

    innlegg: Innlegg
    fra: str
    egen: bool
    ny: bool
    epost: Innpost | None = None
    vedlegg: Sequence[Vedlegg] = ()
    skjermet: Skjermet | None = None
    mote: Mote | None = None


@dataclass(frozen=True, slots=True)
class Vindu:
    """Innleggene siden viser: ``fra`` og ``til`` er nummer, begge med. ``siste`` er det siste i samtalen."""

    fra: int
    til: int
    siste: int

    @property
    def eldre(self) -> int:
        """Det siste innlegget på siden før; 0 når denne begynner med det første."""
        return self.fra - 1

    @property
    def nyere(self) -> int:
        """Det siste innlegget på siden etter; 0 når denne slutter med det siste."""
        return min(self.til + PER_SIDE, self.siste) if self.til < self.siste else 0


def vinduet(samtale: Samtale, side: str, *, skrevet: str = "", lest_til: int | None = None) -> Vindu:
    """De siste innleggene, eller fra det første hun ikke har lest, når de er flere enn en side. ``skrevet`` er ``til`` i adressen."""
    siste = samtale.siste_nr
    til = siste
    if lest_til is not None and samtale.siste_fra_andre(side) > lest_til:
        til = min(siste, max(lest_til + PER_SIDE, 1))
    if skrevet.isascii() and skrevet.isdecimal() and len(skrevet) < 9:
        til = min(siste, max(int(skrevet), 1))
    return Vindu(max(1, til - PER_SIDE + 1), til, siste)


def innleggene(samtale: Samtale, side: str, *, fra: int, til: int, lest_til: int | None = None) -> list[Vist]:
    """Innleggene i rekkefølge, fra og med ``fra`` til og med ``til``. ``lest_til`` er None for en som ikke har konto."""
    navn = {Samtaleside.ENTREPRENOR: samtale.entreprenor.navn, Samtaleside.OFFENTLIG: samtale.part.navn}
    rader = samtale.innlegg.filter(nr__range=(fra, til))
    return [
        Vist(
            i,
            navn[Samtaleside(i.side)],
            i.side == side,
            lest_til is not None and i.side != side and i.nr > lest_til,
            getattr(i, "innpost", None),
            list(i.vedlegg.all()),
            getattr(i, "skjermet", None),
            getattr(i, "mote", None),
        )
        for i in rader.select_related("av", "innpost", "skjermet", "mote")
        .defer("skjermet__tekst")
        .prefetch_related("vedlegg")
    ]


def mottatt(samtale: Samtale, side: str) -> list[Innpost]:
    """E-post som ikke ble et innlegg: automatiske svar og returer for begge, og det som ikke er lagt inn, for den som sendte.

    De siste, den eldste først.
    """
    utenom = samtale.innpost.filter(tilstand__in=[Innpost.Tilstand.NOTERT, Innpost.Tilstand.HOLDT])
    rader = reversed(utenom.order_by("-mottatt_tid", "-pk")[:PER_SIDE])
    er_entreprenor = side == Samtaleside.ENTREPRENOR
    return [
        r
        for r in rader
        if r.tilstand == Innpost.Tilstand.NOTERT or (r.grunn == Innpost.Grunn.EGEN_SIDE) == er_entreprenor
    ]


def handlingene(samtale: Samtale, side: str, *, inhabil: bool) -> list[tuple[str, str]]:
    """(handling, navnet på knappen) for det siden kan gjøre nå. Den som har sagt at hun kan være inhabil, kan bare lese."""
    if inhabil:
        return []
    ikke = set() if kan_purre(samtale) else {Handling.PURR}
    if samtale.mote_fra in {"", side}:
        ikke.add(Handling.MOTETID)
    return [(h.value, str(h.label)) for h in mulige(samtale, side) if h not in ikke]


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


def grunnlag(
    samtale: Samtale, aktor: Aktor, *, skrevet: str = "", lest_til: int | None = None
) -> dict[str, object]:
    """Det begge utgavene av siden viser til ``aktor``. ``skrevet`` er ``til`` i adressen."""
    side, inhabil = aktor.side, er_inhabil(samtale, aktor)
    samarbeidet = samtale.samarbeid.apne().first()
    vindu = vinduet(samtale, side, skrevet=skrevet, lest_til=lest_til)
    return {
        "samtale": samtale,
        "side": side,
        "vindu": vindu,
        "innlegg": innleggene(samtale, side, fra=vindu.fra, til=vindu.til, lest_til=lest_til),
        "inhabil": inhabil,
        "handlinger": handlingene(samtale, side, inhabil=inhabil),
        "logg": logglinje(samtale, side),
        "betyr": BETYR[samtale.anskaffelse],
        "mottatt": mottatt(samtale, side),
        "kan_fortelle": not inhabil and kan_fortelle_alle(samtale, side),
        "samarbeidet": samarbeidet,
        "kan_samarbeide": samarbeidet is None and not inhabil and kan_ga_videre(samtale),
    }


def _dag(dato: date) -> str:
    return f"{dato.day}.{dato.month}."
