"""Entreprenørene: siden om én, ideene de viser fram, og logoen."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor, Ide, Profilversjon
from samarbeid.publisering.idevisning import idesammenheng
from samarbeid.publisering.profilvisning import profilsammenheng
from veier.foresporsel.mellomlager import for_alle
from veier.medlemskap.tilganger import er_medlem
from veier.vedlegg.bilde import bildesvar


@login_not_required
@require_safe
@for_alle()
def entreprenor(request: HttpRequest, slug: str) -> HttpResponse:
    """Én entreprenør: det de har skrevet, virkningene, referansene, ideene leseren kan se, og registeret."""
    profil = Entreprenor.objects.synlig_for(request.user).filter(slug=slug).first()
    if profil is None:
        return _borte(request, Entreprenor.objects.tatt_ned().filter(slug=slug), ide=False)
    return render(request, "entreprenorer/entreprenor.html", profilsammenheng(profil, request))


@login_not_required
@require_safe
@for_alle()
def ide(request: HttpRequest, slug: str, del_: str) -> HttpResponse:
    """En idé, for dem eieren har valgt å vise den til. For alle andre finnes den ikke."""
    her = {"entreprenor__slug": slug, "slug": del_}
    ideen = Ide.objects.synlig_for(request.user).filter(**her).select_related("entreprenor").first()
    if ideen is None or not ideen.vises:
        return _borte(request, Ide.objects.tatt_ned().filter(**her), ide=True)
    return render(request, "entreprenorer/ide.html", idesammenheng(ideen, request))


@login_not_required
@require_safe
def logo(request: HttpRequest, slug: str, fil: str) -> HttpResponse:
    """Den publiserte logoen for alle; en logo under arbeid bare for dem som er med og for redaksjonen."""
    profil = get_object_or_404(Entreprenor.objects.synlig_for(request.user), slug=slug)
    navn = f"logo/{fil}.png"
    if profil.logo != navn and not _under_arbeid(profil, navn, request):
        raise Http404
    # Navnet er nytt for hvert bilde, så bildet bak en adresse endres aldri.
    synlighet = "public" if profil.logo == navn else "private"
    return bildesvar(navn, mellomlager=f"{synlighet}, max-age=31536000, immutable")


def _borte(request: HttpRequest, tatt_ned: QuerySet, *, ide: bool) -> HttpResponse:
    """Har alle kunnet lese siden, sies det at eieren har tatt den ned; ellers har den aldri vært der: 404.

    Siden sier ingenting om innholdet, heller ikke hvem som eide det.
    """
    if not tatt_ned.exists():
        raise Http404
    return render(request, "entreprenorer/tatt_ned.html", {"ide": ide, "av_redaksjonen": False}, status=410)


def _under_arbeid(profil: Entreprenor, navn: str, request: HttpRequest) -> bool:
    bruker = request.user
    if not bruker.is_authenticated or not (bruker.is_staff or er_medlem(bruker, profil)):
        return False
    return Profilversjon.objects.filter(objekt=profil, svar__logo__contains=navn).exists()
