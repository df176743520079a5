"""Det søket måtte gjøre med ordene, sagt rett ut, med en lenke som gjør det om."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from veier.sok.sporring import Hvordan, ikke_noe_a_lete_etter


@dataclass(frozen=True, slots=True)
class Melding:
    """``lenke`` er et annet søk, og ``lenketekst`` hva det er. Tom når det ikke er noe å gjøre om."""

    tekst: str
    lenke: str = ""
    lenketekst: str = ""


def meldinger(hvordan: Hvordan | None, q: str, lenke: Callable[[str], str]) -> Iterable[Melding]:
    """``lenke`` gir adressen til det samme søket med andre ord."""
    if hvordan is None:
        return
    if hvordan.sporring.tom and not hvordan.sporring.uten and not ikke_noe_a_lete_etter(q, hvordan.sporring):
        yield Melding(_("Vi kan bare lete etter ord skrevet med latinske bokstaver."))
    if hvordan.rettet:
        skrevet = " ".join(gammel for gammel, _ny in hvordan.rettet)
        yield Melding(
            _("Ingen treff på «%(skrevet)s». Vi viser treff på «%(rettet)s».")
            % {"skrevet": skrevet, "rettet": " ".join(ny for _gammel, ny in hvordan.rettet)},
            lenke(_ordrett(q, [gammel for gammel, _ny in hvordan.rettet])),
            _("Let etter akkurat «%(skrevet)s»") % {"skrevet": skrevet},
        )
    if hvordan.ukjent:
        yield Melding(_("Ingen nevner «%(ord)s».") % {"ord": "», «".join(hvordan.ukjent)})
    for nektende, ord_ in hvordan.sporring.tatt_bort:
        yield Melding(
            _("Vi har tatt bort dem som nevner «%(ord)s».") % {"ord": ord_},
            lenke(_uten(q, nektende, ord_, "")),
            _("Ta dem med"),
        )
    for nektende, ord_ in hvordan.sporring.ikke_tatt_bort:
        yield Melding(
            _("Vi har ikke tatt bort noe for «%(ord)s», bare lett etter ordene.")
            % {"ord": f"{nektende} {ord_}"},
            lenke(_uten(q, nektende, ord_, "-")),
            _("Ta bort dem som nevner «%(ord)s»") % {"ord": ord_},
        )


def _ordrett(q: str, ordene: Iterable[str]) -> str:
    """Søket med ordene i anførselstegn: da rettes de ikke."""
    skal = set(ordene)
    return " ".join(f'"{bit}"' if bit.lower().strip('.,!?:;«»"()') in skal else bit for bit in q.split())


def _uten(q: str, nektende: str, ord_: str, tegn: str) -> str:
    """Søket uten det nektende ordet foran ``ord_``, og med tegnet i stedet."""
    biter = q.split()
    for nr, par in enumerate(pairwise(biter)):
        if par == (nektende, ord_):
            return " ".join([*biter[:nr], f"{tegn}{ord_}", *biter[nr + 2 :]])
    return q
