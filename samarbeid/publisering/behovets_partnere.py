"""De som kan møte et behov, til dem som er med i virksomheten: de som er lagret, i samme form som i svaret på «Vi har et behov»."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from kommuner.models import Behov
from samarbeid.behovstreff.behovet import sok_for
from samarbeid.behovstreff.visning import MedGrunner, beste_for_hver
from samarbeid.eksponering.telling import tell
from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Eksponering
from samarbeid.svar.partnere import HOYST, HOYST_NESTEN, Partner, Partnere, ord_for_tomme
from veier.brukere.models import Leser


def finn_partnerne(behov: Behov, leser: Leser, kunnskap: Kunnskap) -> Partnere | None:
    """None når det ikke kan svares på behovet: da letes det ikke etter noen. Teller dem som vises."""
    if not behov.tar_sporsmal:
        return None
    passer, nesten = beste_for_hver(behov, leser)
    passer.sort(key=lambda par: par[0].passer != par[0].Passer.JA)
    beste = _som_partnere(passer[:HOYST])
    tell((p.slug for p in beste), Eksponering.Flate.BEHOV)
    temaer = tuple(sorted(sok_for(behov, kunnskap).aktuelle))
    noen = bool(passer or nesten)
    slugger = "&".join(f"e={p.slug}" for p in beste[:3])
    return Partnere(
        beste,
        _som_partnere(nesten[:HOYST_NESTEN]),
        alle=f"{reverse('entreprenorer')}?{sporring(Katalogsok(tema=temaer))}" if noen and temaer else "",
        sammenlign=f"{reverse('entreprenorer_sammenlign')}?{slugger}" if len(beste) > 1 else "",
        uten_tema=not temaer and not noen,
        mangler=det_som_mangler(behov),
    )


def det_som_mangler(behov: Behov) -> str:
    """Det ingen passer godt uten: «tema, målgruppe og sted». Tom når alt er der."""
    return ord_for_tomme(
        (behov.tema, _("tema")), (behov.malgruppe, _("målgruppe")), (behov.omrader, _("sted"))
    )


def _som_partnere(treff: Iterable[MedGrunner]) -> tuple[Partner, ...]:
    return tuple(
        Partner(
            t.entreprenor.slug,
            t.entreprenor.navn,
            t.entreprenor.kort,
            t.entreprenor.oppdiktet,
            (*([_("Ideen «%(navn)s».") % {"navn": t.ide.tittel}] if t.ide else []), *grunner),
            t.passer,
        )
        for t, grunner in treff
    )
