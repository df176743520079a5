"""Det folk leser: veiledninger, ordboken, andre steder å lete, og sidene om portalen."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samarbeid.models import Artikkel, Ordforklaring, Side, Stottested
from samarbeid.oppslag.ordbok import forklar, hent_ordliste
from veier.dokument import markdown
from veier.foresporsel.mellomlager import for_alle
from veier.taksonomi.utgave import referanseversjon
from veier.tekst import sorteringsnokkel


@login_not_required
@require_safe
@for_alle(referanseversjon)
def forsta(request: HttpRequest) -> HttpResponse:
    """Veiledningene for hver side."""
    artikler = list(Artikkel.objects.synlige().filter(hylle=Artikkel.Hylle.FORSTA))
    grupper = [(side.label, [a for a in artikler if a.side == side.value]) for side in Side]
    return render(request, "sider/forsta.html", {"grupper": [g for g in grupper if g[1]]})


@login_not_required
@require_safe
@for_alle(referanseversjon)
def artikkel(request: HttpRequest, slug: str) -> HttpResponse:
    """Én veiledning, med ord fra ordboken forklart første gang de står."""
    funnet = get_object_or_404(Artikkel.objects.synlige(), slug=slug, hylle=Artikkel.Hylle.FORSTA)
    tekst, sprak = funnet.lest("tekst")
    blokker, ord_ = forklar(markdown.les(tekst), hent_ordliste())
    naboer = Artikkel.objects.synlige().filter(hylle=funnet.hylle).exclude(pk=funnet.pk)
    sammenheng = {
        "artikkel": funnet,
        "blokker": blokker,
        "tekstens_sprak": sprak,
        "ord": ord_,
        "naboer": [a for a in naboer if a.side in (funnet.side, Side.BEGGE)][:6],
    }
    return render(request, "sider/artikkel.html", sammenheng)


@login_not_required
@require_safe
@for_alle(referanseversjon)
def ordbok(request: HttpRequest) -> HttpResponse:
    """Begge siders ord, forklart for den andre."""
    alle = sorted(Ordforklaring.objects.synlige(), key=lambda o: sorteringsnokkel(o.ord))
    side = request.GET.get("side", "")
    if side in (Side.ENTREPRENOR, Side.OFFENTLIG):
        alle = [o for o in alle if o.brukes_av in (side, Side.BEGGE)]
    else:
        side = ""
    return render(request, "sider/ordbok.html", {"ord": alle, "side": side})


@login_not_required
@require_safe
@for_alle(referanseversjon)
def andre_steder(request: HttpRequest) -> HttpResponse:
    """Andre steder å lete når portalen ikke har svaret."""
    steder = list(Stottested.objects.synlige())
    grupper = [(side.label, [s for s in steder if s.side == side.value]) for side in Side]
    return render(request, "sider/andre_steder.html", {"grupper": [g for g in grupper if g[1]]})


@login_not_required
@require_safe
@for_alle(referanseversjon)
def om(request: HttpRequest) -> HttpResponse:
    """Sidene om portalen selv."""
    artikler = Artikkel.objects.synlige().filter(hylle=Artikkel.Hylle.OM)
    return render(request, "sider/om.html", {"artikler": artikler})


@login_not_required
@require_safe
@for_alle(referanseversjon)
def om_side(request: HttpRequest, slug: str) -> HttpResponse:
    """Én side om portalen: personvern, kapsler, tilgjengelighet, kilder."""
    funnet = get_object_or_404(Artikkel.objects.synlige(), slug=slug, hylle=Artikkel.Hylle.OM)
    tekst, sprak = funnet.lest("tekst")
    sammenheng = {"artikkel": funnet, "blokker": markdown.les(tekst), "tekstens_sprak": sprak}
    return render(request, "sider/om_side.html", sammenheng)
