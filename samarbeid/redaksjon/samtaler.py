"""En samtale redaksjonen må lese, for eksempel når noen har meldt fra om den.

Ingen liste, og ingen leting: den som skal åpne en, har fått referansen. Hun skriver hvorfor, ser at begge sider får vite det,
og bekrefter at det er henne. Da kan hun lese den i et kvarter, uten det som er skjermet, og uten vedleggene.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samarbeid.models import Apning, Samtale, Samtaleside
from samarbeid.models.samtaler.apning import KORTESTE_GRUNN
from samarbeid.samtaler.handlinger.apne import APEN_I, apne_for_redaksjonen
from samarbeid.samtaler.innlegg import Mer, Vist, innleggene
from samarbeid.samtaler.visning import vinduet
from veier.brukere.innlogget import den_innloggede
from veier.felter import Tekst
from veier.forms import Sendes
from veier.konto.redaksjon.adgang import for_redaksjonen

MINUTTER = int(APEN_I.total_seconds() // 60)


class Apneskjema(Sendes):
    referanse = Tekst(
        label="Referansen til samtalen",
        help_text="For eksempel «K7RM-2PXD». Den som har meldt fra, finner den øverst i samtalen og i e-postene.",
        max_length=20,
        error_messages={"required": "Skriv referansen."},
    )
    grunn = Tekst(
        label="Hvorfor må du lese den?",
        help_text="Begge sider ser det du skriver, i samtalen. Skriv ikke hvem som har meldt fra.",
        min_length=KORTESTE_GRUNN,
        max_length=300,
        error_messages={
            "required": "Skriv hvorfor du må lese den.",
            "min_length": f"Skriv hvorfor du må lese den, med minst {KORTESTE_GRUNN} tegn.",
        },
    )


@for_redaksjonen
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apne(request: HttpRequest) -> HttpResponse:
    """Skjemaet, siden som sier hva som skjer, og åpningen. Bare «apne» i skjemaet åpner noe."""
    sendt = request.method == "POST"
    skjema = Apneskjema(request.POST if sendt else None)
    if not sendt or "endre" in request.POST or not skjema.is_valid():
        feil = skjema.feilliste() if sendt and "endre" not in request.POST else []
        sammenheng = {"skjema": skjema, "feil": feil, "minutter": MINUTTER, "sprakvalg": []}
        return render(request, "redaksjon/samtale_apne.html", sammenheng, status=422 if feil else 200)
    data = skjema.cleaned_data
    samtale = get_object_or_404(Samtale, referanse=data["referanse"].upper())
    if "apne" not in request.POST:
        sammenheng = {"skjema": skjema, "samtale": samtale, "minutter": MINUTTER, "sprakvalg": []}
        return render(request, "redaksjon/samtale_bekreft.html", sammenheng)
    apne_for_redaksjonen(
        samtale, grunn=data["grunn"], sendenokkel=data["sendenokkel"], av=den_innloggede(request)
    )
    return redirect("redaksjon_samtalen", samtale.referanse)


@for_redaksjonen
@never_cache
@require_safe
def les(request: HttpRequest, referanse: str) -> HttpResponse:
    """Samtalen, for redaktøren som har åpnet den, til åpningen utløper. For alle andre finnes den ikke."""
    mine = Apning.objects.for_leser(den_innloggede(request)).filter(samtale__referanse=referanse)
    apning = mine.select_related("samtale__entreprenor", "samtale__part").last()
    if apning is None:
        raise Http404
    samtale, side = apning.samtale, Samtaleside.OFFENTLIG
    vindu = vinduet(samtale, side, skrevet=request.GET.get("til", ""))
    innlegg = [_apent(i) for i in innleggene(samtale, side, fra=vindu.fra, til=vindu.til)]
    sammenheng = {
        "samtale": samtale, "apning": apning, "vindu": vindu, "innlegg": innlegg, "adresse": request.path, "sprakvalg": [],
    }  # fmt: skip
    return render(request, "redaksjon/samtale.html", sammenheng)


def _apent(innlegg: Vist) -> Vist:
    """Innlegget uten filene, møtefilen og det som er skjermet."""
    return replace(innlegg, mer=Mer(sitat=innlegg.mer.sitat) if innlegg.mer and innlegg.mer.sitat else None)
