"""Søkene det kan varsles fra. Hver leser adressen med det samme filteret som siden, og finner de samme radene.

Et varsel gjelder det søket treffer godt: valget «nevner også» følger ikke med.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
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
from veier.taksonomi.ordforrad import Behovstilstand
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
        om: Callable[[Any], Iterable[str]],
    ) -> None:
        self.navn, self.blant, self.side = navn, blant, side
        self._filter, self._finn, self._apne, self._om = filter, finn, apne, om

    def les(self, data: QueryDict, bruker: Bruker | None = None) -> Lest:
        valgt = self._filter(data, kunnskap=hent_kunnskap())
        valgt.sok = replace(valgt.sok, nevner=False)
        return Lest(sporring(valgt.sok), setning(valgt, "").strip())

    def numre(self, sporring: str, bruker: Bruker | None = None) -> BitMap:
        return self._finn(self._filter(QueryDict(sporring), kunnskap=hent_kunnskap()))

    def apne(self) -> Rader:
        return self._apne()

    def om(self, rad: Any) -> str:
        return setningene(self._om(rad))


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

    def om(self, rad: Any) -> str:
        return setningene([str(rad.forvalter)])


def _om_behovet(behov: Behov) -> Iterator[str]:
    """Hvem som har det, hvor det står når dialogen ikke bare er åpen, og hvor lenge det kan spørres."""
    yield str(behov.part.navn)
    if behov.oppdiktet:
        yield _("Oppdiktet")
    if behov.tilstand != Behovstilstand.APENT:
        yield behov.stilling
    if behov.frist and behov.tar_sporsmal:
        yield _("Siste dag for spørsmål er %(dato)s.") % {"dato": date_format(behov.frist, "j. F Y")}


def _om_entreprenoren(profil: Entreprenor) -> Iterator[str]:
    if profil.oppdiktet:
        yield _("Oppdiktet")
    yield profil.kort


def setningene(tekster: Iterable[str]) -> str:
    """Tekstene etter hverandre, hver med ett punktum."""
    return " ".join(f"{tekst.rstrip('. ')}." for tekst in tekster if tekst.strip())


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
        om=_om_entreprenoren,
    ),
    Abonnement.Liste.EKSEMPLER: Katalogliste(
        gettext_lazy("Eksempler"),
        gettext_lazy("eksemplene"),
        "eksempler",
        filter=Saksfilter,
        finn=_sakene,
        apne=Eksempel.objects.synlige,
        om=lambda sak: [sak.offentlig],
    ),
    Abonnement.Liste.BEHOV: Katalogliste(
        gettext_lazy("Behov"),
        gettext_lazy("behovene"),
        "behovene",
        filter=Behovsfilter,
        finn=lambda valgt: finn_behov(valgt.sok, valgt.kunnskap).treff,
        apne=lambda: Behov.objects.kan_meldes(localdate()).select_related("part"),
        om=_om_behovet,
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
