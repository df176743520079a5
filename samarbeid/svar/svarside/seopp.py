"""«Se opp for»: høyst to ting som kan stoppe det, det som betyr mest først."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import Forklarer, kroner
from samarbeid.matching.regler.terskler import Terskler, er_saerlig
from samarbeid.matching.typer import Kunnskap, Svar
from samarbeid.svar.former import TILSKUDD
from samarbeid.svar.visninger import Mangel, Modellvisning, Svarvisning

HOYST = 2
# Er summen under denne delen av grensen, er det ingen fare for å komme over den.
_LANGT_UNDER = 0.5
# Svarene som kan flytte hele saken til noen andre, det viktigste først.
_AVGJOR = ("mangler_omrader", "mangler_alder_avgjor", "mangler_situasjon", "sted_flere")


@dataclass(frozen=True, slots=True)
class Advarsler:
    linjer: tuple[str, ...]
    mangler: tuple[Mangel, ...]


def se_opp(
    svar: Svar,
    visning: Svarvisning,
    modell: Modellvisning | None,
    kunnskap: Kunnskap,
    forklarer: Forklarer,
) -> Advarsler:
    """Et svar som kan endre hvem man skal snakke med, teller som én av de to."""
    avgjor = sorted(
        (_AVGJOR.index(grunn.kode), nr) for nr, grunn in enumerate(svar.mangler) if grunn.kode in _AVGJOR
    )
    mangler = tuple(visning.mangler[nr] for _rang, nr in avgjor[:1])
    linjer = dict.fromkeys(linje for linje in _linjer(svar, visning, modell, kunnskap, forklarer) if linje)
    return Advarsler(tuple(linjer)[: HOYST - len(mangler)], mangler)


def _linjer(
    svar: Svar,
    visning: Svarvisning,
    modell: Modellvisning | None,
    kunnskap: Kunnskap,
    forklarer: Forklarer,
) -> Iterable[str]:
    smatt = _er_smatt(svar, modell, kunnskap)
    if not smatt:
        yield _grensen(svar, modell, kunnskap, forklarer)
    yield _utbytte(svar)
    if modell:
        yield from modell.mot
        if not smatt:
            yield modell.tekst("risiko")


def _er_smatt(svar: Svar, modell: Modellvisning | None, kunnskap: Kunnskap) -> bool:
    """Et lite kjøp langt under grensen: faren med formen er å dele kjøp, og det er det ingen grunn til."""
    grense = Terskler(kunnskap.terskler, kunnskap.i_dag).grense("innslagspunkt")
    samlet = svar.tolkning.ide.samlet
    lite_kjop = modell is not None and modell.modell.slug == "direkte-kjop"
    return lite_kjop and samlet is not None and grense is not None and samlet <= grense * _LANGT_UNDER


def _grensen(svar: Svar, modell: Modellvisning | None, kunnskap: Kunnskap, forklarer: Forklarer) -> str:
    """Hva summen betyr for kjøpet. Bare for former der beløpsgrensene gjelder."""
    ide = svar.tolkning.ide
    samlet = ide.samlet
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    grense, nasjonal = terskler.grense("innslagspunkt"), terskler.grense("nasjonal")
    if not (modell and modell.terskler and samlet and grense and nasjonal):
        return ""
    verdier = {"sum": forklarer.summen_av(ide), "grense": kroner(grense), "nasjonal": kroner(nasjonal)}
    if modell.modell.slug in TILSKUDD:
        return (
            _(
                "Et ekte tilskudd er ikke et kjøp. Vil den som betaler, styre innholdet, gjelder reglene for offentlige innkjøp "
                "over %(grense)s."
            )
            % verdier
        )
    over = terskler.kunngjores_over(saerlig=er_saerlig(modell.modell.slug, ide.tjenestetype)) or nasjonal
    if samlet > over:
        verdier["nasjonal"] = kroner(over)
        return _("%(sum)s er over grensen på %(nasjonal)s. Da må et kjøp som regel kunngjøres.") % verdier
    if samlet > grense:
        return (
            _("%(sum)s er over grensen på %(grense)s. Da gjelder reglene for offentlige innkjøp.") % verdier
        )
    return _("Blir summen over %(grense)s, gjelder reglene for offentlige innkjøp.") % verdier


def _utbytte(svar: Svar) -> str:
    stoppet = {grunn.kode for v in svar.tilskudd for grunn in v.mot}
    if svar.tolkning.ide.utbytte and "tilskudd_utbytte" in stoppet:
        return _("Eierne kan ta ut utbytte. Da er flere av tilskuddene ikke for virksomheten.")
    return ""
