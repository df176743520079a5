"""Redaksjonens sider for bildene i en sak, og bildene slik leserne får dem."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from samarbeid.models import Eksempel
from samarbeid.models.sak.bilde import ENDELSE, MAPPE, Saksbilde, kan_ses
from samarbeid.oppslag.saker import bilder
from samarbeid.oppslag.saker.bildeskjema import Bildeskjema, NyttBilde, start
from samarbeid.oppslag.saker.handlinger import med_utkast
from veier.brukere.innlogget import den_innloggede
from veier.feil import Domenefeil
from veier.typer import Sammenheng
from veier.vedlegg.bilde import bildesvar

UTE = "Bildene ligger i utkastet. Leserne ser dem når en annen redaktør publiserer det."
# En fil bak en adresse endres aldri. En dag, så et bilde som er slettet, er borte hos leserne dagen etter.
EN_DAG = 24 * 3600


@login_not_required
@require_safe
def bilde(request: HttpRequest, slug: str, fil: str) -> HttpResponse:
    """Et bilde i en sak som er ute; i et utkast bare for den som har fått adressen på siden om det."""
    sak = get_object_or_404(Eksempel, slug=slug)
    navn = f"{MAPPE}/{fil}.{ENDELSE}"
    ute = sak.er_publisert and not sak.skjult and any(b["fil"] == navn for b in sak.bilder)
    if not ute and not kan_ses(navn, request.GET.get("utkast", "")):
        raise Http404
    return bildesvar(navn, mellomlager=f"public, max-age={EN_DAG}" if ute else "private, no-store")


def med_adresser(sak: Eksempel) -> list[tuple[Saksbilde, str]]:
    """(bildet, adressen) for hvert bilde i saken, som kan være et utkast."""
    if not sak.bilder:
        return []
    publisert = Eksempel.objects.synlige().filter(pk=sak.pk).first()
    ute = {b["fil"] for b in publisert.bilder} if publisert else set()
    return [(b, b.adresse(sak.slug, ute=b["fil"] in ute)) for b in sak.bilder]


def bildene(request: HttpRequest, pk: int, grunnlag: Sammenheng) -> HttpResponse:
    """Bildene i utkastet, og skjemaet for et nytt. Den som kaller, har sett at hun kan endre saken."""
    sak = med_utkast(get_object_or_404(Eksempel, pk=pk))
    skjema = NyttBilde(request.POST or None, request.FILES or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            innhold = skjema.cleaned_data["bilde"].read()
            bilder.legg_til(sak, innhold, skjema.opplysninger(), av=den_innloggede(request))
        except Domenefeil as feil:
            skjema.add_error("bilde", str(feil))
        else:
            messages.success(request, f"Bildet er lagt til. {UTE}")
            return redirect("admin:eksempel_bilder", pk)
    sammenheng = {**grunnlag, "title": f"Bildene i {sak.navn}", "sak": sak, "skjema": skjema}
    sammenheng |= {"bilder": med_adresser(sak), "flest": bilder.FLEST}
    return render(request, "redaksjon/bilder.html", sammenheng, status=422 if skjema.errors else 200)


def ett_bilde(request: HttpRequest, pk: int, fil: str, grunnlag: Sammenheng) -> HttpResponse:
    """Det som står om bildet, og veien ut for det."""
    sak = med_utkast(get_object_or_404(Eksempel, pk=pk))
    bildet = next((b for b in sak.bilder if b.filnavn == fil), None)
    if bildet is None:
        raise Http404
    skriver = request.method == "POST" and not {"ta_bort", "_slett"} & set(request.POST)
    skjema = Bildeskjema(request.POST) if skriver else Bildeskjema(initial=start(bildet))
    if request.method == "POST" and (not skriver or skjema.is_valid()):
        try:
            messages.success(request, _utfor(request, sak, bildet, skjema))
        except Domenefeil as feil:
            messages.error(request, str(feil))
        return redirect("admin:eksempel_bilder", pk)
    adressen = next(a for b, a in med_adresser(sak) if b["fil"] == bildet["fil"])
    sammenheng = {
        **grunnlag,
        "title": "Bildet",
        "sak": sak,
        "skjema": skjema,
        "bilde": bildet,
        "adresse": adressen,
    }
    return render(request, "redaksjon/bilde.html", sammenheng, status=422 if skjema.errors else 200)


def _utfor(request: HttpRequest, sak: Eksempel, bildet: Saksbilde, skjema: Bildeskjema) -> str:
    av = den_innloggede(request)
    if "_slett" in request.POST:
        bilder.slett_overalt(sak, bildet["fil"], av=av)
        return "Bildet er slettet overalt."
    if "ta_bort" in request.POST:
        bilder.ta_bort(sak, bildet["fil"], av=av)
        return "Bildet er tatt ut av utkastet. Leserne ser det til utkastet publiseres."
    bilder.endre(sak, bildet["fil"], skjema.opplysninger(), av=av)
    return f"Lagret. {UTE}"
