"""Behovene i søket: alle kan finne dem som er publisert."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from kommuner.models import Behov
from samarbeid.katalog.bygging import behovsrader
from samarbeid.katalog.indeks.innhold import Innhold, Innslag, Vist
from samarbeid.katalog.indeks.typer import LANDET
from samarbeid.models import Behovtekst, Katalogko
from veier.brukere.models import Leser
from veier.sok.indeksering import Indekstekst
from veier.tekst import i_rekke

# Merket alle publiserte behov har.
APENT_FOR_ALLE = "s/alle"


def _lag(numre: Iterable[int], ord_: Mapping[str, str]) -> dict[int, Innslag]:
    rader = Behov.objects.publisert().filter(pk__in=numre).select_related("part")
    return {b.pk: _innslag(b, ord_) for b in rader.prefetch_related("tilslutninger__part")}


def _innslag(behov: Behov, ord_: Mapping[str, str]) -> Innslag:
    merket = [*(f"tema:{t}" for t in behov.tema), *(f"malgruppe:{m}" for m in behov.malgruppe)]
    merket += [f"sted:{s}" for s in behov.omrader if s != LANDET]
    emne = " . ".join(navn for merke in merket if (navn := ord_.get(merke, "")))
    andre = (t.part.navn for t in behov.tilslutninger.all() if not t.part.skjult)
    teksten = i_rekke((behov.part.navn, *andre, behov.problem, behov.hvem, behov.provd, behov.bedre))
    return Innslag(
        (APENT_FOR_ALLE,), True, Indekstekst(behov.tittel, emne, teksten, temaer=tuple(behov.tema))
    )


def _vis(bruker: Leser, numre: Collection[int]) -> dict[int, Vist]:
    rader = Behov.objects.publisert().select_related("part").in_bulk(list(numre))
    return {
        pk: Vist(b.tittel, b.get_absolute_url(), b.problem, i_rekke((b.part.navn, b.bedre)))
        for pk, b in rader.items()
    }


BEHOVSSOK = Innhold(
    slag=Katalogko.Slag.BEHOV,
    tekster=Behovtekst,
    ordliste="behov",
    overskrift=_("Behov"),
    alle=Behov.objects.all,
    hos=lambda entreprenorer: Behov.objects.none(),
    lag=_lag,
    apne=Behovtekst.objects.all,
    merker=lambda bruker: (APENT_FOR_ALLE,),
    vis=_vis,
    filer=(__file__, behovsrader.__file__),
    rader=behovsrader.skriv_behovsrader,
)
