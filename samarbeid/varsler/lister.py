"""Søkene det kan varsles fra. Hver leser adressen med det samme filteret som siden, og finner de samme radene.

Et varsel gjelder det søket treffer godt: valget «nevner også» følger ikke med.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from django.db.models import QuerySet
from django.http import QueryDict
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
from samarbeid.varsler.liste import Lest, Linje, Liste
from samarbeid.varsler.treffene import KanSvare, PasserOss
from veier.brukere.models import Bruker
from veier.taksonomi.models import Tilskuddsordning
from veier.typer import Setning

I_GANGEN = 10_000
Rader = QuerySet[Any]


class Sokeliste(Liste):
    """Et søk alle kan gjøre: svaret er det samme for alle."""

    @abstractmethod
    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest: ...

    @abstractmethod
    def apne(self) -> Rader:
        """Radene det kan fortelles om: alle kan se dem, de er ikke lukket, og fristen er ikke ute."""

    def bare_apne(self, numre: BitMap) -> BitMap:
        ut, alle = BitMap(), list(numre)
        for fra in range(0, len(alle), I_GANGEN):
            bunke = alle[fra : fra + I_GANGEN]
            ut.update(self.apne().filter(pk__in=bunke).order_by().values_list("pk", flat=True))
        return ut

    def linjer(self, numre: BitMap, hoyst: int, sporring: str, bruker: Bruker | None = None) -> list[Linje]:
        nyeste = list(reversed(numre))[:hoyst]
        rader = self.apne().in_bulk(nyeste)
        return [
            Linje(str(rader[n]), rader[n].get_absolute_url(), self.om(rader[n])) for n in nyeste if n in rader
        ]

    def om(self, rad: Any) -> str:
        """Det som skal stå etter navnet."""
        return ""


class Katalogliste(Sokeliste):
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

    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest:
        valgt = self._filter(data, kunnskap=hent_kunnskap())
        valgt.sok = replace(valgt.sok, nevner=False)
        return Lest(sporring(valgt.sok), setning(valgt, "").strip())

    def numre(self, sporring: str, bruker: Bruker | None = None) -> BitMap:
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


class Tilskuddsliste(Sokeliste):
    """Tilskuddene har sitt eget filter, i databasen. Kalenderen har også de avsluttede; varselet har dem aldri."""

    navn, blant, side = gettext_lazy("Tilskudd"), gettext_lazy("tilskuddene"), "tilskudd"

    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest:
        filter_ = lag_filter(data)
        ordene = [f"{filter_.form.fields[felt].label}: {navn}." for felt, navn in filter_.valgte_navn]
        return Lest(urlencode(filter_.valgt), " ".join(ordene))

    def numre(self, sporring: str, bruker: Bruker | None = None) -> BitMap:
        return BitMap(lag_filter(QueryDict(sporring)).qs.order_by().values_list("pk", flat=True))

    def apne(self) -> Rader:
        return Tilskuddsordning.objects.synlige().filter(avsluttet=False)


def _sakene(valgt: Saksfilter) -> BitMap:
    katalog = sakene(valgt.kunnskap)
    slugger = slugger_i(katalog, katalog.finn(valgt.sok, valgt.kunnskap).treff)
    return BitMap(Eksempel.objects.synlige().filter(slug__in=slugger).order_by().values_list("pk", flat=True))


SOKENE: dict[str, Sokeliste] = {
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
LISTER: dict[str, Liste] = {
    **SOKENE,
    Abonnement.Liste.PASSER_OSS: PasserOss(),
    Abonnement.Liste.KAN_SVARE: KanSvare(),
}


class Lagret(Protocol):
    """Et lagret søk, eller et ønske om et."""

    @property
    def liste(self) -> str: ...
    @property
    def sporring(self) -> str: ...


def les_lagret(lagret: Lagret, bruker: Bruker | None = None) -> Lest | None:
    return LISTER[lagret.liste].les(QueryDict(lagret.sporring), bruker)


def adressen_til(lagret: Lagret) -> str:
    """Siden det lagrede står på."""
    return LISTER[lagret.liste].adresse(lagret.sporring)


def i_ord(lagret: Lagret, bruker: Bruker | None = None) -> str:
    lest = les_lagret(lagret, bruker)
    return LISTER[lagret.liste].setning(lest) if lest else _("Noe du ikke er med i lenger.")
