"""Spørsmålet til en virksomhet om å bli med i et samarbeid andre har. Bare medlemmene i den ser det."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samarbeid.models import Medeier, Samarbeid
from samarbeid.samarbeidene.handlinger.deler import svar_som_medeier
from veier.brukere.innlogget import Innlogget
from veier.feil import Domenefeil
from veier.taksonomi.ordforrad import JaNei


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def spurt(request: Innlogget, pk: int) -> HttpResponse:
    """Hva det handler om og hvem som er med, og ja eller nei. Resten ser hun først når virksomheten er med.

    Er den alt med, er det her den går ut.
    """
    rad = get_object_or_404(
        Medeier.objects.select_related("part", "samarbeid__entreprenor", "samarbeid__part"),
        pk=pk,
        samarbeid__in=Samarbeid.objects.apne(),
        part__in=Samarbeid.objects.virksomhetene(request.user),
        godtatt_tid__isnull=False,
    )
    if request.method == "POST":
        if (svar := request.POST.get("svar")) not in JaNei.values:
            messages.error(request, _("Velg ja eller nei."))
            return redirect("samarbeid_spurt", pk)
        ja = svar == JaNei.JA
        try:
            svar_som_medeier(rad, ja=ja, av=request.user)
        except Domenefeil as feil:
            messages.error(request, str(feil))
            return redirect("samarbeidene")
        messages.success(request, _kvittering(rad, ja=ja))
        return redirect(rad.samarbeid if ja else "samarbeidene")
    sporsmalet = _("Vil dere gå ut av samarbeidet?") if rad.ja_tid else _("Vil dere være med i samarbeidet?")
    return render(request, "samarbeid/spurt.html", {"medeier": rad, "sporsmalet": sporsmalet})


def _kvittering(medeier: Medeier, *, ja: bool) -> str:
    if ja:
        return _("Dere er med i samarbeidet.")
    return _("Dere er ikke med i samarbeidet lenger.") if medeier.ja_tid else _("Svaret er lagret.")
