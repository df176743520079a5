"""Det en side kan gjøre i et samarbeid, bak hver sin side: skjemaet, utførelsen og kvitteringen."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samarbeid.models import Skritt
from samarbeid.samarbeidene.forms.grunnlag import Handlingsskjema
from samarbeid.samarbeidene.handlinger.grunnlag import Innsending, er_inhabil_i, er_kunngjort
from samarbeid.samarbeidene.sider.register import SIDER
from samarbeid.samarbeidene.sider.side import Handlingsside, Kontekst
from samarbeid.samarbeidene.sider.tilgang import hent
from samarbeid.samarbeidene.tilstander import Handling, kan
from veier.brukere.innlogget import Innlogget
from veier.epost.grenser import ForMangeEposter
from veier.feil import Domenefeil, FeilIFelt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handling(request: Innlogget, referanse: str, slag: str, del_: str = "") -> HttpResponse:
    """Skjemaet, og det det gjør. En handling som ikke går nå, har ingen side; sendes den likevel, sier siden det."""
    samarbeid, aktor = hent(request.user, referanse)
    side = SIDER.get(slag)
    if side is None or del_ not in side.deler(samarbeid):
        raise Http404
    kunngjort = er_kunngjort(samarbeid)
    lov = kan(samarbeid.stadium, slag, aktor.side, kunngjort=kunngjort, leder=aktor.leder)
    if request.method != "POST" and (not lov or er_inhabil_i(samarbeid, aktor)):
        raise Http404
    k = Kontekst(samarbeid, aktor, del_, request)
    skjema = side.lag(k, request.POST if request.method == "POST" else None)
    if kunngjort:
        skjema.steng_fritekst()
    if skjema.is_valid():
        try:
            data = skjema.cleaned_data
            side.utfor(k, skjema, Innsending(data["sett"], data["sendenokkel"]))
        except ForMangeEposter:
            raise  # siden sier hvor lenge hun må vente, og tar vare på det hun skrev
        except FeilIFelt as feil:
            skjema.add_error(feil.felt if feil.felt in skjema.fields else None, str(feil))
        except Domenefeil as feil:
            skjema.add_error(None, str(feil))
        else:
            messages.success(request, str(side.kvittering) or _("Det er lagret."))
            return redirect(side.etterpa(k))
    return _vis(k, side, skjema, slag)


def _vis(k: Kontekst, side: Handlingsside, skjema: Handlingsskjema, slag: str) -> HttpResponse:
    sammenheng = {
        "samarbeid": k.samarbeid,
        "side": k.aktor.side,
        "handling": slag,
        "knapp": side.knapp or _("Lagre"),
        "overskrift": side.overskrift(k) if side.overskrift else Handling(slag).label,
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "nye": _det_nye(k, skjema) if skjema.is_bound else (),
        "kunngjort": bool(skjema.FRITEKST) and er_kunngjort(k.samarbeid),
        **(side.mer(k) if side.mer else {}),
    }
    return render(k.request, side.mal, sammenheng, status=422 if skjema.errors else 200)


def _det_nye(k: Kontekst, skjema: Handlingsskjema) -> list[Skritt]:
    """Det som er gjort etter at hun åpnet siden, også når det gjorde at hennes ikke går lenger.

    Siden viser det, så neste gang hun sender, har hun sett det.
    """
    if (sett := skjema.cleaned_data.get("sett")) is None:
        return []
    senere = Skritt.objects.filter(samarbeid=k.samarbeid.pk, nr__gt=sett).select_related("av")
    nye = list(senere.order_by("nr"))
    if nye:
        skjema.bytt("sett", nye[-1].nr)
    return nye
