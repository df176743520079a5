"""En samtale slik den vises: innleggene med hvem og når, loggen, og det siden kan gjøre nå."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple, Protocol, cast

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samarbeid.models import Innlegg, Innpost, Lest, Samtale, Samtaleside, Vedlegg
from samarbeid.models.samtaler.samtale import HOYST_PURRINGER
from samarbeid.samtaler.handlinger.fortalt import kan_fortelle_alle
from samarbeid.samtaler.handlinger.trad import Aktor, er_inhabil
from samarbeid.samtaler.knapper import FORTELL, SAMARBEID, knappene
from samarbeid.samtaler.lesing import HarMer
from samarbeid.samtaler.tilstander import BETYR, VENTER, Handling, kan_ga_videre, mulige, neste_i
from veier.brukere.models import Bruker

PER_SIDE = 30


@dataclass(frozen=True, slots=True)
class Vist:
    """Ett innlegg. ``hode`` er hva det er, når og hvem; ``ny``: leseren har ikke sett det før.

    ``annen_adresse`` er den e-posten kom fra, når den ikke er på virksomhetens domene. ``mer`` er det få innlegg har.
    """

    nr: str
    fra: str
    hode: str
    tekst: str
    ny: bool
    annen_adresse: str = ""
    mer: Mer | None = None


@dataclass(frozen=True, slots=True)
class Mer:
    """``skjermet`` er grunnen, uten teksten: den vises bare for den som ber om det. ``mote`` sier om tiden er valgt.

    ``utelatt`` er filene i e-posten portalen ikke tok med, ``sitat`` det som sto under i den.
    """

    vedlegg: Sequence[Vedlegg] = ()
    skjermet: str = ""
    mote: Motet | None = None
    utelatt: Sequence[str] = ()
    sitat: str = ""


class Motet(NamedTuple):
    valgt: bool


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


def innleggene(
    samtale: Samtale, side: str, *, fra: int, til: int, lest_til: int | None = None, har_vedlegg: bool = True
) -> list[Vist]:
    """Innleggene i rekkefølge, fra og med ``fra`` til og med ``til``. ``lest_til`` er None for en som ikke har konto.

    ``har_vedlegg`` er usant når det er kjent at samtalen ikke har noen.
    """
    navn = {Samtaleside.ENTREPRENOR: samtale.entreprenor.navn, Samtaleside.OFFENTLIG: samtale.part.navn}
    valgte = samtale.innlegg.filter(nr__range=(fra, til)).order_by("nr")
    rader = [Rad(*rad) for rad in valgte.values_list(*Rad._fields)]
    slag = {kode: str(Innlegg.Slag(kode).label) for kode in {rad.slag for rad in rader}}
    filer: dict[int, list[Vedlegg]] = {}
    for fil in Vedlegg.objects.filter(innlegg__in=[rad.pk for rad in rader]) if har_vedlegg else ():
        filer.setdefault(cast(int, fil.innlegg_id), []).append(fil)
    return [
        Vist(
            nr=str(rad.nr),
            fra=navn[Samtaleside(rad.side)],
            hode=_hodet(rad, slag[rad.slag]),
            tekst=rad.tekst,
            ny=lest_til is not None and rad.side != side and rad.nr > lest_til,
            annen_adresse=(rad.innpost__fra or "?") if rad.innpost__annen_adresse else "",
            mer=_mer(rad, filer.get(rad.pk, ())),
        )
        for rad in rader
    ]


class Rad(NamedTuple):
    """Feltene i et innlegg, i den rekkefølgen de leses. De med to streker er tomme når innlegget ikke har det."""

    pk: int
    nr: int
    slag: str
    side: str
    tekst: str
    tid: datetime
    navn: str
    av__navn: str | None
    av__epost: str | None
    innpost__fra: str | None
    innpost__annen_adresse: bool | None
    innpost__utelatt: Sequence[str] | None
    innpost__sitat: str | None
    skjermet__grunn: str | None
    mote__pk: int | None
    mote__valgt: datetime | None


def _hodet(rad: Rad, slag: str) -> str:
    """«Svarte 28. november 2026 12.04 på e-post · Kari, rådgiver»"""
    hvem = rad.av__navn or rad.av__epost or rad.navn
    kom = _("på e-post") if rad.innpost__fra is not None else ""
    naar = f"{slag} {tidspunkt(rad.tid)} {kom}".rstrip()
    return f"{naar} · {hvem}" if hvem else naar


def _mer(rad: Rad, filer: Sequence[Vedlegg]) -> Mer | None:
    if not (filer or rad.mote__pk or rad.skjermet__grunn or rad.innpost__utelatt or rad.innpost__sitat):
        return None
    mote = Motet(rad.mote__valgt is not None) if rad.mote__pk else None
    return Mer(filer, rad.skjermet__grunn or "", mote, rad.innpost__utelatt or (), rad.innpost__sitat or "")


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
    return {
        "samtale": samtale,
        "side": side,
        "vindu": vindu,
        "innlegg": innleggene(
            samtale, side, fra=vindu.fra, til=vindu.til, lest_til=lest_til, har_vedlegg=har.har_vedlegg
        ),
        "inhabil": inhabil,
        "knapper": knappene(samtale, side, handlingene(samtale, side, inhabil=inhabil), egne),
        "logg": logglinje(samtale, side),
        "apninger": apningene(samtale) if har.har_apninger else [],
        "betyr": BETYR[samtale.anskaffelse],
        "mottatt": mottatt(samtale, side) if har.har_mottatt else [],
        "samarbeidet": samarbeidet,
        "kan_samarbeide": kan_samarbeide,
    } | _for_den_som_spurte(samtale, side)


def _for_den_som_spurte(samtale: Samtale, side: str) -> dict[str, bool]:
    """Det entreprenøren som begynte, trenger å vite når hun ikke kan gjøre noe selv: at hun venter, eller at hun fikk nei."""
    spurte = side == samtale.begynt_av == Samtaleside.ENTREPRENOR
    kan_purre_senere = neste_i(samtale, Handling.PURR, side) is not None
    return {
        "venter_pa_svar": spurte and kan_purre_senere and samtale.purringer < HOYST_PURRINGER,
        "fikk_nei": spurte and samtale.tilstand == Samtale.Tilstand.AVVIST,
    }


def tidspunkt(tid: datetime) -> str:
    """«28. november 2026 12.04», slik ``date``-filteret skriver «j. F Y H.i», uten å lese mønsteret for hvert innlegg."""
    her = timezone.localtime(tid)
    return f"{her.day}. {_maned(her.month, get_language())} {her.year} {her:%H.%M}"


@cache
def _maned(nummer: int, _sprak: str | None) -> str:
    return str(MONTHS[nummer])


def _dag(dato: date) -> str:
    return f"{dato.day}.{dato.month}."
