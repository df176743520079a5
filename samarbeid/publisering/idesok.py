"""Ideene i søket: det som er søkbart, hvem som finner det, og slik det vises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from entreprenorer import synlighet
from entreprenorer.models import Ide
from samarbeid.katalog.indeks.innhold import Innhold, Innslag, Vist
from samarbeid.katalog.indeks.typer import LANDET
from samarbeid.models import Idetekst, Katalogko
from veier.brukere.models import Leser
from veier.sok.indeksering import Indekstekst
from veier.tekst import i_rekke


def _lag(numre: Iterable[int], ord_: Mapping[str, str]) -> dict[int, Innslag]:
    ideer = Ide.objects.publisert().filter(pk__in=numre).prefetch_related("vist_til")
    return {ide.pk: _innslag(ide, ord_) for ide in ideer}


def _innslag(ide: Ide, ord_: Mapping[str, str]) -> Innslag:
    merket = [*(f"tema:{t}" for t in ide.tema), *(f"malgruppe:{m}" for m in ide.malgruppe)]
    merket += [f"sted:{s}" for s in ide.omrader if s != LANDET]
    emne = " . ".join(navn for merke in merket if (navn := ord_.get(merke, "")))
    vist_til = sorted(part.pk for part in ide.vist_til.all())
    return Innslag(
        tuple(synlighet.merker(ide.synlighet, vist_til, ide.entreprenor_id)),
        ide.synlighet == Ide.Synlighet.ALLE,
        Indekstekst(ide.tittel, emne, i_rekke((ide.problem, ide.losning)), temaer=tuple(ide.tema)),
    )


def _merker(bruker: Leser) -> Iterable[str]:
    return (merke for grunn in synlighet.grunner(bruker, Ide) for merke in grunn.merker())


def _vis(bruker: Leser, numre: Collection[int]) -> dict[int, Vist]:
    ideer = Ide.objects.synlig_for(bruker).publisert().select_related("entreprenor").in_bulk(list(numre))
    return {
        pk: Vist(ide.tittel, ide.get_absolute_url(), ide.problem, ide.losning) for pk, ide in ideer.items()
    }


IDESOK = Innhold(
    slag=Katalogko.Slag.IDE,
    tekster=Idetekst,
    ordliste="ideer",
    overskrift=_("Ideer"),
    alle=Ide.objects.all,
    hos=lambda entreprenorer: Ide.objects.filter(entreprenor__in=entreprenorer),
    lag=_lag,
    apne=lambda: Idetekst.objects.filter(ide__synlighet=Ide.Synlighet.ALLE),
    merker=_merker,
    vis=_vis,
    filer=(__file__, synlighet.__file__),
)
