"""Spørsmålene til et behov, for dem som er med i virksomheten: de ser dem når de er stilt, og skriver svaret sammen."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kommuner.handlinger import sporsmal as handlinger
from kommuner.models import Behov, Behovssporsmal
from samarbeid.publisering.flyter import Skriveflyt
from samarbeid.publisering.forms.behovssporsmal import Fjernskjema, Svarskjema
from samarbeid.publisering.sider.skriving import for_skriver
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.medlemskap.tilganger import er_administrator

Skjemaet = Svarskjema | Fjernskjema


@require_safe
@for_skriver
def sporsmalene(request: Innlogget, flyt: Skriveflyt, objekt: Behov) -> HttpResponse:
    """De som venter på svar først, så de som er besvart."""
    sammenheng = {
        "objekt": objekt,
        "venter": objekt.sporsmalene.venter().order_by("stilt_tid", "pk"),
        "besvarte": objekt.sporsmalene.offentlige(),
        "tilbake": flyt.adresse("", objekt),
    }
    return render(request, "behov/sporsmal_liste.html", sammenheng)


@require_http_methods(["GET", "HEAD", "POST"])
@for_skriver
def svar(request: Innlogget, flyt: Skriveflyt, objekt: Behov, ref: uuid.UUID) -> HttpResponse:
    """Ett spørsmål. Alle som er med, kan lagre et utkast; en administrator publiserer, retter og tar bort."""
    sporsmal = get_object_or_404(objekt.sporsmalene.select_related("svar_av"), ref=ref, fjernet_tid=None)
    sporsmal.behov = objekt
    skjema, fjern = Svarskjema(initial={"svar": sporsmal.svar}), Fjernskjema(prefix="fjern")
    if request.method == "POST":
        valgt: Skjemaet
        if "fjern" in request.POST:
            valgt = fjern = Fjernskjema(request.POST, prefix="fjern")
        else:
            valgt = skjema = Svarskjema(request.POST)
        if valgt.is_valid() and _gjor(request, sporsmal, valgt):
            return redirect("behov_sporsmal", *objekt.adressedeler)
    sammenheng = {
        "objekt": objekt,
        "sporsmal": sporsmal,
        "skjema": skjema,
        "fjern": fjern,
        "feil": [*(f for s in (skjema, fjern) if s.is_bound for f in s.feilliste())],
        "er_administrator": er_administrator(request.user, objekt.part),
        "tilbake": flyt.adresse("sporsmal", objekt),
    }
    return render(
        request, "behov/sporsmal_svar.html", sammenheng, status=422 if request.method == "POST" else 200
    )


def _gjor(request: Innlogget, sporsmal: Behovssporsmal, skjema: Skjemaet) -> bool:
    """Det knappen sier. Usant når det ikke gikk; da står grunnen i skjemaet."""
    sett, av = request.POST.get("sett", ""), request.user
    try:
        if isinstance(skjema, Fjernskjema):
            handlinger.fjern_sporsmal(sporsmal, grunn=skjema.cleaned_data["grunn"], sett=sett, av=av)
            sagt = _("Spørsmålet er tatt bort.")
        elif "publiser" in request.POST:
            handlinger.publiser_svar(sporsmal, svar=skjema.cleaned_data["svar"], sett=sett, av=av)
            sagt = _("Publisert. Alle kan lese spørsmålet og svaret nå.")
        else:
            handlinger.lagre_svar(sporsmal, svar=skjema.cleaned_data["svar"], sett=sett, av=av)
            sagt = _("Utkastet er lagret. Bare dere ser det.")
    except Domenefeil as feil:
        skjema.add_error("grunn" if isinstance(skjema, Fjernskjema) else "svar", str(feil))
        return False
    messages.success(request, sagt)
    return True
