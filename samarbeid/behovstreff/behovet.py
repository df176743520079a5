"""Behovet slik profilene og ideene måles mot det."""

from __future__ import annotations

from dataclasses import replace

from kommuner.models import Behov
from samarbeid.matching.lesing.temapeker import Temapeker, les_temapeker
from samarbeid.matching.partnere import Partnersok
from samarbeid.matching.typer import Kunnskap
from samarbeid.svar.partnere import med_teksten, partnersok
from veier.husk import Husk

# Det teksten i de sist leste behovene peker på: bare kodene, ikke teksten.
_pekt: Husk[Temapeker] = Husk(5_000)


def sok_for(behov: Behov, kunnskap: Kunnskap) -> Partnersok:
    """Behovet slik entreprenørene måles mot det: det virksomheten selv har bekreftet, og det teksten ellers peker på.

    Er ikke både temaet og målgruppen bekreftet, passer ingen godt.
    """
    sok = partnersok(
        tuple(behov.tema), tuple(behov.malgruppe), behov.omrader, frozenset(behov.part.nivaer[:1]), kunnskap
    )
    peker = _pekt.hent((behov.pk, behov.endret_tid), lambda: les_temapeker(teksten_i(behov)))
    sok = med_teksten(sok, peker, frozenset(behov.tema))
    return replace(sok, tydelig=bool(behov.tema and behov.malgruppe))


def teksten_i(behov: Behov) -> str:
    """Det behovet er skrevet med, som sier hva det handler om."""
    return ". ".join((behov.tittel, behov.problem, behov.hvem, behov.bedre))
