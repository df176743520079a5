"""«Hva om?» på svarsiden: skjemaet, og forskjellen når det er sendt."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext

from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.motor import vurder
from samarbeid.matching.typer import Kunnskap, Offentligsvar, Svar
from samarbeid.svar.former import styreform_i_svaret
from samarbeid.svar.forms.hva_om import HvaOm, dagens
from samarbeid.svar.svarside.forstelinjer import SIDER
from samarbeid.svar.svarside.hva_om import forskjeller
from veier.typer import Verdier

SENDT = "hva_om"  # navnet på knappen


def les_hva_om(
    request: HttpRequest,
    svar: Svar,
    kunnskap: Kunnskap,
    *,
    side: str,
    offentlig: Offentligsvar | None = None,
) -> Verdier:
    """Skjemaet med det som gjelder i dag, eller det som er prøvd, og da hva som endrer seg."""
    naa = dagens(svar.tolkning.ide)
    if SENDT not in request.GET:
        return {"skjema": HvaOm(initial=naa), "forskjeller": (), "nytt": ()}
    skjema = HvaOm(request.GET)
    if not skjema.is_valid():
        return {"skjema": skjema, "forskjeller": (), "nytt": ()}
    nytt = vurder(skjema.endret(svar.ide, naa), kunnskap, offentlig=offentlig)
    forklarer = Forklarer(
        kunnskap,
        gettext,
        side=SIDER[side],
        styreform=styreform_i_svaret(nytt, offentlig, kunnskap),
    )
    ord_ = forskjeller(svar, nytt, kunnskap, forklarer)
    return {"skjema": skjema, "forskjeller": ord_, "nytt": skjema.nytt(naa)}
