"""«Vi også»: ett klikk på siden om et behov, og ett for å angre."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kommuner.handlinger.tilslutning import slutt_seg_til, trekk_tilslutning
from kommuner.models import Behov
from samarbeid.publisering.behovsvisning import kan_si_vi_ogsa
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil


@require_POST
def vi_ogsa(request: Innlogget, slug: str) -> HttpResponse:
    """Knappen sier hvilken virksomhet det gjelder. En personen ikke er administrator i, finnes ikke."""
    behov = get_object_or_404(Behov.objects.publisert().select_related("part"), slug=slug)
    part = get_object_or_404(kan_si_vi_ogsa(request.user, behov), slug=request.POST.get("part", ""))
    navn = {"navn": part.navn}
    try:
        if "angre" in request.POST:
            if trekk_tilslutning(behov, part, av=request.user):
                messages.success(request, _("%(navn)s står ikke lenger blant dem som har behovet.") % navn)
        else:
            slutt_seg_til(behov, part, av=request.user)
            messages.success(
                request, _("%(navn)s står nå blant dem som har behovet. Du kan angre her.") % navn
            )
    except Domenefeil as feil:
        messages.error(request, str(feil))
    return redirect(f"{reverse('behov', args=[behov.slug])}#vi-ogsa")
