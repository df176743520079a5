"""En samtale slik den vises: innleggene med hvem og når, loggen, og det siden kan gjøre nå."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samarbeid.models import Innpost, Lest, Samtale, Samtaleside
from samarbeid.models.samtaler.samtale import HOYST_PURRINGER, HarMer
from samarbeid.samtaler.handlinger.fortalt import kan_fortelle_alle
from samarbeid.samtaler.handlinger.konkurransen import uten_navn
from samarbeid.samtaler.handlinger.trad import Aktor, er_inhabil
from samarbeid.samtaler.innlegg import innleggene, tidspunkt
from samarbeid.samtaler.knapper import FORTELL, SAMARBEID, knappene
from samarbeid.samtaler.tilstander import BETYR, VENTER, Handling, kan_ga_videre, mulige, neste_i
from veier.brukere.models import Bruker

PER_SIDE = 30


class Apnet(NamedTuple):
    """At redaksjonen har åpnet samtalen: når, i ord, og hvorfor."""

    tid: str
    grunn: str


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


def hvor_langt(bruker: Bruker, samtaler: Sequence[int]) -> dict[int, int]:
    """Nummeret brukeren har lest til, etter samtalens nøkkel. Den hun ikke har åpnet, er ikke med."""
    return dict(Lest.objects.filter(bruker=bruker, samtale__in=samtaler).values_list("samtale", "nr"))


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


def apningene(samtale: Samtale) -> list[Apnet]:
    """Redaksjonens åpninger av samtalen, den eldste først."""
    rader = samtale.apninger.order_by("pk").values_list("tid", "grunn")
    return [Apnet(tidspunkt(tid), grunn) for tid, grunn in rader]


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


class Loggfort(Protocol):
    """Det loggen sier noe om: en samtale, eller en rad i listen."""

    @property
    def startet_tid(self) -> datetime: ...
    @property
    def purringer(self) -> int: ...
    @property
    def purr_fra(self) -> date: ...
    @property
    def tilstand(self) -> str: ...


def logglinje(samtale: Loggfort, side: str) -> str:
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
    samtale: Samtale,
    aktor: Aktor,
    *,
    har: HarMer,
    skrevet: str = "",
    lest_til: int | None = None,
) -> dict[str, object]:
    """Det begge utgavene av siden viser til ``aktor``. ``skrevet`` er ``til`` i adressen, ``har`` det samtalen har mer av."""
    side, inhabil = aktor.side, har.har_inhabile and er_inhabil(samtale, aktor)
    # Det er høyst ett.
    samarbeidet = samtale.samarbeid.apne().order_by().first() if har.har_samarbeid else None
    kan_samarbeide = samarbeidet is None and not inhabil and kan_ga_videre(samtale)
    kan = {SAMARBEID: kan_samarbeide, FORTELL: not inhabil and kan_fortelle_alle(samtale, side)}
    egne = [kode for kode, lov in kan.items() if lov and aktor.av]
    vindu = vinduet(samtale, side, skrevet=skrevet, lest_til=lest_til)
    # Mens konkurransen er kunngjort, ser hun ikke det noen kan ha skrevet foran krøllalfaen eller i et automatisk svar.
    stengt_for_henne = side == Samtaleside.ENTREPRENOR and samtale.er_kunngjort
    return {
        "samtale": samtale,
        "side": side,
        "til": uten_navn(samtale.til) if stengt_for_henne else samtale.til,
        "uten_tekst": stengt_for_henne,
        "vindu": vindu,
        "innlegg": innleggene(
            samtale, side, fra=vindu.fra, til=vindu.til, lest_til=lest_til, har_vedlegg=har.har_vedlegg
        ),
        "inhabil": inhabil,
        "knapper": knappene(samtale, side, handlingene(samtale, side, inhabil=inhabil), egne),
        "logg": logglinje(samtale, side),
        "apninger": apningene(samtale) if har.har_apninger else [],
        "betyr": BETYR[samtale.konkurransen],
        "mottatt": mottatt(samtale, side) if har.har_mottatt else [],
        "samarbeidet": samarbeidet,
        "kan_samarbeide": kan_samarbeide,
        "uten_lesere": har.uten_lesere and side == Samtaleside.OFFENTLIG,
    } | _for_den_som_spurte(samtale, side)


def _for_den_som_spurte(samtale: Samtale, side: str) -> dict[str, bool]:
    """Det entreprenøren som begynte, trenger å vite når hun ikke kan gjøre noe selv: at hun venter, eller at hun fikk nei."""
    spurte = side == samtale.begynt_av == Samtaleside.ENTREPRENOR
    kan_purre_senere = neste_i(samtale, Handling.PURR, side) is not None
    return {
        "venter_pa_svar": spurte and kan_purre_senere and samtale.purringer < HOYST_PURRINGER,
        "fikk_nei": spurte and samtale.tilstand == Samtale.Tilstand.AVVIST,
    }


def _dag(dato: date) -> str:
    return f"{dato.day}.{dato.month}."
