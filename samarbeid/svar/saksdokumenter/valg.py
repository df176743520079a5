"""Hvilke dokumenter saken trenger, etter formen og beløpet, og hvorfor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import rolle_i_setning
from samarbeid.svar.former import PROVER, SMA_KJOP, TILSKUDD
from samarbeid.svar.saksdokumenter import avtaler, kjop, saksframlegg
from samarbeid.svar.saksdokumenter.saken import Sak
from veier.dokument.markdown import Verdi

SAKSFRAMLEGG = "saksframlegg"
# Malen → det som fyller den ut. Bare disse kan lastes ned av et svar.
FYLLES: Mapping[str, Callable[[Sak], Mapping[str, Verdi]]] = {
    SAKSFRAMLEGG: saksframlegg.verdier,
    "innkjopsnotat": kjop.innkjopsnotat,
    "konkurransegrunnlag": kjop.konkurransegrunnlag,
    "tilskuddsbrev": avtaler.tilskuddsbrev,
    "pilotavtale": avtaler.pilotavtale,
    "intensjonsavtale": avtaler.intensjonsavtale,
}
SAMMEN = frozenset({"felles-gjennomgang", "partnerskapsavtale", "fou-samarbeid", "innovasjonskontrakt"})


@dataclass(frozen=True, slots=True)
class Dokumentvalg:
    """Et dokument saken trenger. ``hvorfor`` sier når det brukes."""

    slug: str
    hvorfor: str


def dokumentene(sak: Sak) -> tuple[Dokumentvalg, ...]:
    """Dokumentene i den rekkefølgen de trengs. Saksframlegget er først når saken skal til folkevalgte."""
    valgt = list(_for_formen(sak))
    politisk = Dokumentvalg(SAKSFRAMLEGG, _nar_saken_skal_opp(sak))
    return tuple([politisk, *valgt] if sak.er_politisk else [*valgt, politisk])


def ma_kunngjores(sak: Sak) -> bool:
    """Om kjøpet er over grensen for det portalen har et konkurransegrunnlag for."""
    tak = sak.terskler.kunngjores_over(saerlig=sak.er_saerlig)
    return sak.er_kjop and sak.total is not None and tak is not None and sak.total > tak


def _for_formen(sak: Sak) -> list[Dokumentvalg]:
    ut = []
    if sak.slug in PROVER:
        ut.append(
            Dokumentvalg("pilotavtale", _("Avtalen om prøven, med pris, tall og hva som skjer etterpå."))
        )
    if sak.slug in TILSKUDD:
        ut.append(Dokumentvalg("tilskuddsbrev", _("Brevet til den som får pengene.")))
    if sak.slug in SAMMEN:
        ut.append(Dokumentvalg("intensjonsavtale", _("Det dere vil finne ut sammen. Ingen kjøper noe.")))
    return [*ut, *_kjopet(sak)] if sak.er_kjop else ut


def _kjopet(sak: Sak) -> list[Dokumentvalg]:
    inn, tak = sak.terskler.grense("innslagspunkt"), sak.terskler.kunngjores_over(saerlig=sak.er_saerlig)
    notat = Dokumentvalg("innkjopsnotat", _("For et kjøp under grensen for anskaffelsesreglene."))
    grunnlag = Dokumentvalg("konkurransegrunnlag", _("For å spørre flere, når loven og del I gjelder."))
    total = sak.total
    if total is None or inn is None or tak is None:
        return [notat] if sak.slug in SMA_KJOP | PROVER else []
    if total <= inn:
        return [notat]
    if total > tak:
        return []
    usikker = sak.terskler.usikker_sone(total, ("innslagspunkt",))
    return [grunnlag, notat] if usikker else [grunnlag]


def _nar_saken_skal_opp(sak: Sak) -> str:
    if sak.er_politisk:
        return _("Saken til %(hvem)s.") % {"hvem": rolle_i_setning(sak.beslutter)}
    return _("Når saken skal opp et trinn, eller virksomheten krever et skriftlig vedtak.")
