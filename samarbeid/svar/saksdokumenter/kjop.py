"""Innkjøpsnotatet og konkurransegrunnlaget: verdiene i malene."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import kroner, rolle_i_setning
from samarbeid.svar.saksdokumenter.okonomi import grensen
from samarbeid.svar.saksdokumenter.saken import Sak
from samarbeid.svar.saksdokumenter.saksframlegg import avsnitt, behovet, personvernet
from samarbeid.svar.saksdokumenter.vedtak import videreforer
from veier.dokument.blokker import Innhold
from veier.dokument.markdown import Verdi


def innkjopsnotat(sak: Sak) -> Mapping[str, Verdi]:
    return {
        "virksomhet": sak.virksomhet,
        "behov": avsnitt(behovet(sak)),
        "verdi": verdien(sak),
        "avtale": avsnitt([_avtalen(sak)]),
        "dekning": avsnitt([_dekningen(sak)]),
        "personvern": avsnitt(personvernet(sak)),
        "videre": rolle_i_setning(videreforer(sak)),
        "godkjenner": sak.beslutter,
    }


def konkurransegrunnlag(sak: Sak) -> Mapping[str, Verdi]:
    return {
        "virksomhet": sak.virksomhet,
        "behov": avsnitt(behovet(sak)),
        "verdi": verdien(sak),
    }


def verdien(sak: Sak) -> Innhold:
    """Summen, varigheten og grensen den ligger mot."""
    if sak.total is None:
        return avsnitt([_("Samlet verdi: [Fyll inn: beløp uten merverdiavgift, med opsjoner].")])
    if sak.varighet:
        tekst = _("Samlet verdi er %(sum)s uten merverdiavgift, for %(tid)s.") % {
            "sum": kroner(sak.total),
            "tid": sak.forklarer.varighet({"verdi": sak.varighet}),
        }
    elif sak.periode:
        tekst = _(
            "Avtalen har ingen sluttdato, og regnes som fire år. Verdien er da %(sum)s uten merverdiavgift."
        ) % {"sum": kroner(sak.total)}
    else:
        tekst = _("Samlet verdi er %(sum)s uten merverdiavgift, for [Fyll inn: periode].") % {
            "sum": kroner(sak.total)
        }
    delt = _("Verdien er hele avtalen med opsjoner. Et kjøp kan ikke deles for å komme under en grense.")
    return avsnitt([tekst, *grensen(sak), delt])


def _avtalen(sak: Sak) -> str:
    return {
        "ja": _("Virksomheten har en avtale om dette: [Fyll inn: avtalen, og hvorfor den ikke brukes]."),
        "nei": _("Virksomheten har ingen avtale om dette fra før."),
    }.get(
        sak.offentlig.avtale or "",
        _("Avtale om dette fra før: [Fyll inn: ja eller nei, og hvem som har sjekket]."),
    )


def _dekningen(sak: Sak) -> str:
    return {
        "ja": _("Det er penger til kjøpet i årets budsjett: [Fyll inn: ansvar, tjeneste og art]."),
        "noe": _("Det er noe penger i årets budsjett, men ikke nok: [Fyll inn: hvor resten kommer fra]."),
        "nei": _("Det er ikke penger i årets budsjett: [Fyll inn: hvor pengene kommer fra]."),
    }.get(sak.offentlig.penger or "", _("Dekning: [Fyll inn: ansvar, tjeneste og art]."))
