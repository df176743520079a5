"""Tilskuddsbrevet, pilotavtalen og intensjonsavtalen: verdiene i malene."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import kroner, rolle_i_setning
from samarbeid.svar.saksdokumenter.saken import Sak
from samarbeid.svar.saksdokumenter.saksframlegg import avsnitt
from samarbeid.svar.saksdokumenter.vedtak import videreforer
from veier.dokument.markdown import Verdi


def tilskuddsbrev(sak: Sak) -> Mapping[str, Verdi]:
    return {
        "virksomhet": sak.virksomhet,
        "belop": _sum(sak),
        "beslutter": rolle_i_setning(sak.beslutter),
        "formal": avsnitt(
            [*sak.ide.problem.split("\n"), _("[Fyll inn: formålet, med ett mål som kan måles]")]
        ),
    }


def pilotavtale(sak: Sak) -> Mapping[str, Verdi]:
    return {
        "virksomhet": sak.virksomhet,
        "losning": sak.ide.losning,
        "pris": _sum(sak),
        "total": _sum(sak),
        "beslutter": videreforer(sak),
        "innkjop_spurt": _("ja, [Fyll inn: dato og rolle]") if sak.offentlig.innkjop == "ja" else "",
        "tillitsvalgte": _("ja, [Fyll inn: dato]") if sak.offentlig.tillitsvalgte == "ja" else "",
    }


def intensjonsavtale(sak: Sak) -> Mapping[str, Verdi]:
    return {"virksomhet": sak.virksomhet, "behov": avsnitt(sak.ide.problem.split("\n"))}


def _sum(sak: Sak) -> str:
    if sak.periode:
        return sak.forklarer.summen(sak.arlig or 0, "i_aret")
    return kroner(sak.total) if sak.total else ""
