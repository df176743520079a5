"""Listene det kan varsles fra. Hver leser adressen med det samme filteret som siden, og finner de samme radene.

Et varsel gjelder det søket treffer godt: valget «nevner også» følger ikke med.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from entreprenorer.models import Entreprenor
from kommuner.models import Behov
from samarbeid.katalog.forms import Behovsfilter, Grunnfilter, Katalogfilter, Saksfilter, sporring
from samarbeid.katalog.indeks.behovene import finn_behov
from samarbeid.katalog.indeks.smakataloger import sakene, slugger_i
from samarbeid.katalog.indeks.sok import finn
from samarbeid.katalog.sider.katalogdeler import setning
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Abonnement, Eksempel
from samarbeid.oppslag.tilskudd import lag_filter
from veier.taksonomi.models import Tilskuddsordning
from veier.typer import Setning

I_GANGEN = 10_000
Rader = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Lest:
    """Et søk. ``sporring`` er den ene formen det har i adressen, ``ord`` det som er valgt, i ord (tomt når alt er med)."""

    sporring: str
    ord: str


@dataclass(frozen=True, slots=True)
class Linje:
    """Det brevet sier om en rad: navnet, adressen til siden, og det som skal stå etter navnet."""

    navn: str
    adresse: str
    om: str = ""


class Liste(ABC):
    """``blant`` er radene i en setning: «noe nytt blant entreprenørene». ``side`` er navnet på adressen til listen."""

    navn: Setning
    blant: Setning
    side: str

    @abstractmethod
    def les(self, data: QueryDict) -> Lest:
        """Søket i adressen. Det som ikke finnes, faller bort."""

    @abstractmethod
    def numre(self, sporring: str) -> BitMap:
        """Radene listen viser for søket nå."""

    @abstractmethod
    def apne(self) -> Rader:
        """Radene det kan fortelles om: alle kan se dem, de er ikke lukket, og fristen er ikke ute."""

    def bare_apne(self, numre: BitMap) -> BitMap:
        """Dem av radene det fortsatt kan fortelles om."""
        ut, alle = BitMap(), list(numre)
        for fra in range(0, len(alle), I_GANGEN):
            bunke = alle[fra : fra + I_GANGEN]
            ut.update(self.apne().filter(pk__in=bunke).order_by().values_list("pk", flat=True))
        return ut

    def linjer(self, numre: Iterable[int]) -> list[Linje]:
        """Det brevet sier om hver av radene, i rekkefølge."""
        numre = list(numre)
        rader = self.apne().in_bulk(numre)
        return [
            Linje(str(rader[n]), rader[n].get_absolute_url(), self.om(rader[n])) for n in numre if n in rader
        ]

    def om(self, rad: Any) -> str:
        """Det som skal stå etter navnet."""
        return ""

    def adresse(self, sporring_: str) -> str:
        return reverse(self.side) + (f"?{sporring_}" if sporring_ else "")


class Katalogliste(Liste):
    """En liste med søk og valg som entreprenørenes."""

    def __init__(
        self,
        navn: Setning,
        blant: Setning,
        side: str,
        *,
        filter: type[Grunnfilter],
        finn: Callable[[Any], BitMap],
        apne: Callable[[], Rader],
    ) -> None:
        self.navn, self.blant, self.side = navn, blant, side
        self._filter, self._finn, self._apne = filter, finn, apne

    def les(self, data: QueryDict) -> Lest:
        valgt = self._filter(data, kunnskap=hent_kunnskap())
        valgt.sok = replace(valgt.sok, nevner=False)
        return Lest(sporring(valgt.sok), setning(valgt, "").strip())

    def numre(self, sporring: str) -> BitMap:
        return self._finn(self._filter(QueryDict(sporring), kunnskap=hent_kunnskap()))

    def apne(self) -> Rader:
        return self._apne()


class Behovsliste(Katalogliste):
    """Behovene, med hvem som har dem, og hvor lenge det kan spørres."""

    def om(self, rad: Any) -> str:
        hvem = str(rad.part.navn)
        if rad.frist is None or not rad.tar_sporsmal:
            return f"{hvem}."
        dato = date_format(rad.frist, "j. F Y")
        return _("%(virksomhet)s. Siste dag for spørsmål er %(dato)s.") % {"virksomhet": hvem, "dato": dato}


class Tilskuddsliste(Liste):
    """Tilskuddene har sitt eget filter, i databasen. Kalenderen har også de avsluttede; varselet har dem aldri."""

    navn, blant, side = gettext_lazy("Tilskudd"), gettext_lazy("tilskuddene"), "tilskudd"

    def les(self, data: QueryDict) -> Lest:
        filter_ = lag_filter(data)
        ordene = [f"{filter_.form.fields[felt].label}: {navn}." for felt, navn in filter_.valgte_navn]
        return Lest(urlencode(filter_.valgt), " ".join(ordene))

    def numre(self, sporring: str) -> BitMap:
        return BitMap(lag_filter(QueryDict(sporring)).qs.order_by().values_list("pk", flat=True))

    def apne(self) -> Rader:
        return Tilskuddsordning.objects.synlige().filter(avsluttet=False)


def _sakene(valgt: Saksfilter) -> BitMap:
    katalog = sakene(valgt.kunnskap)
    slugger = slugger_i(katalog, katalog.finn(valgt.sok, valgt.kunnskap).treff)
    return BitMap(Eksempel.objects.synlige().filter(slug__in=slugger).order_by().values_list("pk", flat=True))


LISTER: dict[str, Liste] = {
    Abonnement.Liste.ENTREPRENORER: Katalogliste(
        gettext_lazy("Entreprenører"),
        gettext_lazy("entreprenørene"),
        "entreprenorer",
        filter=Katalogfilter,
        finn=lambda valgt: finn(valgt.sok, valgt.kunnskap).treff,
        apne=Entreprenor.objects.apne,
    ),
    Abonnement.Liste.EKSEMPLER: Katalogliste(
        gettext_lazy("Eksempler"),
        gettext_lazy("eksemplene"),
        "eksempler",
        filter=Saksfilter,
        finn=_sakene,
        apne=Eksempel.objects.synlige,
    ),
    Abonnement.Liste.BEHOV: Behovsliste(
        gettext_lazy("Behov"),
        gettext_lazy("behovene"),
        "behovene",
        filter=Behovsfilter,
        finn=lambda valgt: finn_behov(valgt.sok, valgt.kunnskap).treff,
        apne=lambda: Behov.objects.kan_meldes(localdate()).select_related("part"),
    ),
    Abonnement.Liste.TILSKUDD: Tilskuddsliste(),
}


class Lagret(Protocol):
    """Et lagret søk, eller et ønske om et."""

    @property
    def liste(self) -> str: ...
    @property
    def sporring(self) -> str: ...


def les_lagret(lagret: Lagret) -> Lest:
    return LISTER[lagret.liste].les(QueryDict(lagret.sporring))


def adressen_til(lagret: Lagret) -> str:
    """Listen med det lagrede søket."""
    return LISTER[lagret.liste].adresse(lagret.sporring)


def setning_for(liste: Liste, lest: Lest) -> str:
    """Søket slik leseren sier det, på målformen som gjelder: «Behov. Tema: Demens.»"""
    return f"{liste.navn}. {lest.ord or _('Alt som kommer.')}"


def i_ord(lagret: Lagret) -> str:
    return setning_for(LISTER[lagret.liste], les_lagret(lagret))
