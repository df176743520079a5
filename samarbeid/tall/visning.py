"""Årets tall slik de leses: kodene blir navn på leserens målform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommuner.models import OffentligPart
from samarbeid.models import Arstall, Hindringsslag, Pilot, Samarbeid, Samtale
from samarbeid.tall.regning import TOMT, Antall, Skjult, Tall, lag_tall
from veier.taksonomi.models import Tema
from veier.typer import Setning

Navn = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Rad:
    """``del_`` er andelen av den største raden, i prosent, til søylen."""

    navn: str
    antall: int
    del_: int


@dataclass(frozen=True, slots=True)
class Tabell:
    """``resten`` er summen av radene som ikke vises; 0 når alle vises. ``for_fa``: det er noe, men for lite til å si noe."""

    kode: str
    tittel: str
    kolonne: str
    rader: tuple[Rad, ...] = ()
    resten: int = 0
    for_fa: bool = False

    @property
    def tom(self) -> bool:
        return not self.rader and not self.resten and not self.for_fa


@dataclass(frozen=True, slots=True)
class Aret:
    """Tallene for ett år. ``til`` er midnatten de er fra; None før noen natt er gått. ``svartider``: (virksomhet, virkedager)."""

    ar: int
    til: datetime | None
    kontakter: int
    svartid: int | None
    svartider: tuple[tuple[str, int], ...]
    tabeller: tuple[Tabell, ...]
    saker: tuple[Tabell, ...]


# Koden → (tittelen, kolonnen, hva radene er), i rekkefølgen de leses.
TABELLER: dict[str, tuple[Setning, Setning, str]] = {
    "tilstand": (gettext_lazy("Hvor kontaktene står"), gettext_lazy("Tilstand"), "tilstand"),
    "kontakt-niva": (gettext_lazy("Hvem de skrev til"), gettext_lazy("Slags virksomhet"), "type"),
    "kontakt-fylke": (gettext_lazy("Kontaktene etter fylke"), gettext_lazy("Fylke"), "fylke"),
    "kontakt-tema": (gettext_lazy("Kontaktene etter tema"), gettext_lazy("Tema"), "tema"),
    "stadium": (gettext_lazy("Hvor samarbeidene står"), gettext_lazy("Stadium"), "stadium"),
    "utfall": (gettext_lazy("Hva pilotene ble til"), gettext_lazy("Avgjørelse"), "utfall"),
    "hindring-slag": (gettext_lazy("Det som stoppet samarbeid"), gettext_lazy("Hindring"), "hindring"),
    "hindring-niva": (gettext_lazy("Samarbeid som stoppet, etter virksomhet"), gettext_lazy("Slags virksomhet"), "type"),
    "hindring-fylke": (gettext_lazy("Samarbeid som stoppet, etter fylke"), gettext_lazy("Fylke"), "fylke"),
    "hindring-tema": (gettext_lazy("Samarbeid som stoppet, etter tema"), gettext_lazy("Tema"), "tema"),
}  # fmt: skip


def hent_ar() -> tuple[int, ...]:
    """Årene det er tall for, det siste først; alltid dette."""
    return tuple(
        sorted({timezone.localdate().year, *Arstall.objects.values_list("ar", flat=True)}, reverse=True)
    )


def hent(ar: int) -> Aret:
    """Tallene for året, slik jobben sist lagret dem."""
    rad = Arstall.objects.filter(ar=ar).first()
    tall: Tall = rad.tall if rad else lag_tall(TOMT)
    navnene = _navnene()
    svartider = {navn: dager for navn, dager in tall["svartider"].items() if navn}
    return Aret(
        ar=ar,
        til=rad.til if rad else None,
        kontakter=tall["kontakter"],
        svartid=tall["svartider"].get(""),
        svartider=tuple(sorted(svartider.items(), key=lambda p: (p[1], p[0]))),
        tabeller=tuple(
            _lag_tabell(kode, str(tittel), str(kolonne), tall["tabeller"].get(kode), navnene[slag])
            for kode, (tittel, kolonne, slag) in TABELLER.items()
        ),
        saker=(_sakene(tall["saker"], navnene["hindring"]),),
    )


def _navnene() -> dict[str, Navn]:
    """Det en kode heter, for hvert slags rader. En kode som ikke finnes lenger, heter det den er."""
    temaer = {t.slug: t.vist.navn for t in Tema.objects.all()}
    hele_landet, uten = _("Hele landet"), _("Uten tema")
    return {
        "tilstand": _valg(Samtale.Tilstand.choices),
        "type": _valg(OffentligPart.Type.choices),
        "stadium": _valg(Samarbeid.Stadium.choices),
        "utfall": _valg(Pilot.Avgjorelse.choices),
        "hindring": _valg(Hindringsslag.choices),
        "fylke": lambda kode: kode or hele_landet,
        "tema": lambda kode: temaer.get(kode, kode) or uten,
    }


def _valg(valgene: Sequence[tuple[str, Setning]]) -> Navn:
    navn = dict(valgene)
    return lambda kode: str(navn.get(kode, kode))


def _lag_tabell(kode: str, tittel: str, kolonne: str, skjult: Skjult | None, navn: Navn) -> Tabell:
    if skjult is None:
        return Tabell(kode, tittel, kolonne)
    rader = [(navn(str(k)), int(n)) for k, n in skjult["rader"]]
    resten = skjult["resten"]
    return Tabell(kode, tittel, kolonne, _rader(rader, resten), resten, skjult["for_fa"])


def _sakene(antall: Antall, navn: Navn) -> Tabell:
    tittel = _("Det som stoppet eller sinket sakene i eksemplene")
    rader = [(navn(k), n) for k, n in antall.items()]
    return Tabell("saker", tittel, _("Hindring"), _rader(rader, 0))


def _rader(rader: list[tuple[str, int]], resten: int) -> tuple[Rad, ...]:
    storst = max([n for _navn, n in rader] + [resten], default=0) or 1
    return tuple(
        Rad(navn, n, round(100 * n / storst)) for navn, n in sorted(rader, key=lambda p: (-p[1], p[0]))
    )
