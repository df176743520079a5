"""Forskjellen mellom to svar, i ord: det som endrer seg når én ting er annerledes."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samarbeid.matching.forklaring import Forklarer, kroner, liten, stor
from samarbeid.matching.regler.terskler import Terskler
from samarbeid.matching.typer import JA, NEI, Kunnskap, Svar, Vurdering

FLEST_TILSKUDD = 4


def forskjeller(for_: Svar, etter: Svar, kunnskap: Kunnskap, forklarer: Forklarer) -> tuple[str, ...]:
    """Setningene, det viktigste først. Er rådet det samme, sies det."""
    ut = [
        *_summen(for_, etter, kunnskap),
        *_rollene(for_, etter, forklarer),
        *_formene(for_, etter, forklarer),
        *_tilskuddene(for_, etter, kunnskap, forklarer),
    ]
    return tuple(ut) or (_("Da er rådet det samme."),)


def _samlet(svar: Svar) -> int | None:
    return svar.tolkning.ide.samlet


def _summen(for_: Svar, etter: Svar, kunnskap: Kunnskap) -> Iterable[str]:
    gammel, ny = _samlet(for_), _samlet(etter)
    if ny is None or ny == gammel:
        return
    yield _("Summen blir %(sum)s til sammen.") % {"sum": kroner(ny)}
    terskler = Terskler(kunnskap.terskler, kunnskap.i_dag)
    for slug in ("innslagspunkt", "nasjonal"):
        rad = terskler.gjeldende(slug)
        if rad is None or (gammel is not None and (gammel > rad.verdi) == (ny > rad.verdi)):
            continue
        verdier = {"grense": liten(rad.navn), "sum": kroner(rad.verdi)}
        if ny > rad.verdi:
            yield _("Det er over %(sum)s (%(grense)s).") % verdier
            if slug == "nasjonal":
                yield _("Da må et kjøp som regel kunngjøres.")
            else:
                yield _("Da gjelder reglene for offentlige innkjøp.")
        elif gammel is not None:
            yield _("Det er ikke over %(sum)s (%(grense)s).") % verdier
            yield _("Et kjøp kan ikke deles opp for å komme under en grense.")


def _rollene(for_: Svar, etter: Svar, forklarer: Forklarer) -> Iterable[str]:
    if not (for_.veier and etter.veier):
        return
    gammel, ny = for_.veier[0], etter.veier[0]
    forste = [forklarer.rolle(vei.forste_samtale[0].rolle) for vei in (gammel, ny)]
    if forste[0] != forste[1]:
        yield _("Snakk først med %(ny)s, ikke %(gammel)s.") % {"ny": forste[1], "gammel": forste[0]}
    setninger = [forklarer.setning(vei.beslutter[0].grunn) if vei.beslutter else "" for vei in (gammel, ny)]
    if setninger[1] and setninger[0] != setninger[1]:
        yield setninger[1]


def _formene(for_: Svar, etter: Svar, forklarer: Forklarer) -> Iterable[str]:
    gamle = {v.slug: v for v in for_.modeller}

    def navn(vurderinger: Iterable[Vurdering]) -> str:
        return forklarer.oppramsing([forklarer.modell(v.slug) for v in vurderinger])

    bedre = [v for v in etter.modeller if v.passer == JA and gamle[v.slug].passer != JA]
    darligere = [v for v in etter.modeller if v.passer != JA and gamle[v.slug].passer == JA]
    borte = [v for v in etter.modeller if v.passer == NEI and v in darligere]
    if bedre:
        yield _("Passer godt nå: %(navn)s.") % {"navn": navn(bedre)}
    if darligere:
        yield _("Passer ikke lenger like godt: %(navn)s.") % {"navn": navn(darligere)}
    for v in borte[:2]:
        yield from (forklarer.setning(grunn) for grunn in v.mot[:1])


def _tilskuddene(for_: Svar, etter: Svar, kunnskap: Kunnskap, forklarer: Forklarer) -> Iterable[str]:
    navn = {t.slug: t.navn for t in kunnskap.tilskudd}
    gamle = {v.slug: v.status for v in for_.tilskudd}
    endret = [v for v in etter.tilskudd if v.status != gamle[v.slug]]
    for v in endret[:FLEST_TILSKUDD]:
        verdier = {"navn": navn[v.slug], "ny": stor(forklarer.ord("tilskuddsstatus", v.status))}
        yield _("%(navn)s: «%(ny)s».") % verdier
