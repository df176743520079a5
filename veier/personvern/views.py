"""Innsyn og sletting for den det gjelder."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from veier.brukere.innlogget import Innlogget
from veier.konto.bekreftelse import bekreft_forst
from veier.lenker import trygg_neste
from veier.personvern.handlinger import innsyn, sletting
from veier.personvern.models import Eksport, Slettebestilling
from veier.sikkerhetslogg import noter


@require_safe
def personvern(request: Innlogget) -> HttpResponse:
    """Dataene mine: få dem ut, eller få dem slettet."""
    sammenheng = {
        "eksport": Eksport.objects.filter(bruker=request.user).defer("innhold").first(),
        "bestilling": Slettebestilling.objects.filter(bruker=request.user).first(),
        "vist": request.user.tekstvisninger.all(),
    }
    return render(request, "personvern/personvern.html", sammenheng)


@require_POST
@bekreft_forst
def bestill(request: Innlogget) -> HttpResponse:
    """Bestiller en fil med dataene."""
    innsyn.bestill_eksport(request.user)
    messages.success(request, _("Vi lager filen nå. Du får en e-post når den er klar."))
    return redirect("personvern")


@never_cache
@require_safe
@bekreft_forst
def hent(request: HttpRequest, ref: str) -> HttpResponse:
    """Filen. Bare den det gjelder, får den."""
    eksport = get_object_or_404(Eksport, bruker=request.user, ref=ref)
    if eksport.innhold is None:
        raise Http404
    noter("eksport_hentet", request=request)
    svar = HttpResponse(bytes(eksport.innhold), content_type="application/zip")
    svar["Content-Disposition"] = 'attachment; filename="mine-data.zip"'
    return svar


@require_http_methods(["GET", "HEAD", "POST"])
@bekreft_forst
def slett(request: Innlogget) -> HttpResponse:
    """Siden som sier hva som blir borte, og bestillingen."""
    if request.method == "POST":
        sletting.bestill_sletting(request.user, ta_ned=request.POST.getlist("ta_ned"))
        messages.success(
            request,
            _(
                "Kontoen blir slettet om sju dager. Kontaktopplysningene dine er borte fra sidene nå. Du kan angre."
            ),
        )
        return redirect("personvern")
    sammenheng = {"alene": [(sletting.kode(o), o) for o in sletting.alene_om(request.user)]}
    return render(request, "personvern/slett.html", sammenheng)


@require_POST
def angre(request: Innlogget) -> HttpResponse:
    """Stopper slettingen."""
    if sletting.angre_sletting(request.user):
        messages.success(
            request, _("Kontoen blir ikke slettet. Det som var tatt bort, står på sidene igjen.")
        )
    return redirect(trygg_neste(request) or "personvern")
