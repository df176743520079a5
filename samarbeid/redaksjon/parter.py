"""Partene i en sak: hvem som er spurt, hva de svarte, og skjemaet som spør en til."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from samarbeid.models import Eksempel, Innmelding, Sakspart
from samarbeid.oppslag.saker.handlinger import med_utkast
from samarbeid.partene import handlinger
from samarbeid.partene.regler import mangler, partene_i
from veier.brukere.innlogget import den_innloggede
from veier.feil import Domenefeil
from veier.felter import Epost, Navn
from veier.forms import Skjema
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.typer import Sammenheng


class Sporreskjema(Skjema):
    part = forms.ChoiceField(
        label="Hvem er det?",
        choices=Sakspart.Part.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Velg hvem det er."},
    )
    virksomhet = Navn(
        label="Virksomheten",
        help_text="Navnet leserne ser: «Bekreftet av Sogndal kommune».",
        max_length=200,
        error_messages={"required": "Skriv navnet på virksomheten."},
    )
    epost = Epost(
        label="E-post",
        help_text="Til en leder i kommunen, eller til entreprenøren. Står den tom, får du en lenke du selv kan sende.",
        required=False,
        max_length=200,
    )
    malform = forms.ChoiceField(
        label="Brevet er på", choices=[("nb", "bokmål"), ("nn", "nynorsk")], initial="nb"
    )


@for_redaksjonen
@require_http_methods(["GET", "HEAD", "POST"])
def parter(request: HttpRequest, pk: int) -> HttpResponse:
    """Det partene har svart, og det redaktøren kan gjøre."""
    if not den_innloggede(request).has_perm("samarbeid.change_eksempel"):
        raise PermissionDenied
    sak = get_object_or_404(Eksempel, pk=pk)
    skjema = Sporreskjema(request.POST if "spor" in request.POST else None, initial=_start(request, sak))
    if request.method == "POST" and _utfor(request, sak, skjema):
        return redirect("redaksjon_parter", pk)
    sammenheng: Sammenheng = {
        "sak": sak,
        "innmelding": Innmelding.objects.filter(eksempel=sak).first(),
        "partene": partene_i(sak),
        "mangler": mangler(med_utkast(sak)),
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "sprakvalg": [],
    }
    return render(request, "redaksjon/parter.html", sammenheng, status=422 if skjema.errors else 200)


def _start(request: HttpRequest, sak: Eksempel) -> dict[str, str]:
    """Det den som meldte inn, sa om partene."""
    part = request.GET.get("part", "")
    if part not in {Sakspart.Part.OFFENTLIG, Sakspart.Part.ENTREPRENOR}:
        return {"malform": "nb"}
    innmelding = Innmelding.objects.filter(eksempel=sak).first()
    felt = "leder_epost" if part == Sakspart.Part.OFFENTLIG else "entreprenor_epost"
    skrevet = innmelding.svar.get("avsender", {}).get(felt, [""]) if innmelding else [""]
    navn = sak.offentlig if part == Sakspart.Part.OFFENTLIG else sak.entreprenor
    return {"part": part, "virksomhet": navn[:200], "epost": (skrevet or [""])[-1], "malform": "nb"}


def _utfor(request: HttpRequest, sak: Eksempel, skjema: Sporreskjema) -> bool:
    """Gjør det redaktøren ba om. Usant når skjemaet må rettes."""
    av = den_innloggede(request)
    if not skjema.is_bound:
        valgt = request.POST.get("trekk") or request.POST.get("behandle") or ""
        part = get_object_or_404(
            Sakspart, eksempel=sak, pk=int(valgt) if valgt.isdecimal() and len(valgt) < 10 else 0
        )
        (handlinger.trekk_lenken if "trekk" in request.POST else handlinger.behandle)(part, av=av)
        messages.success(
            request, "Lenken virker ikke lenger." if "trekk" in request.POST else "Svaret er behandlet."
        )
        return True
    if not skjema.is_valid():
        return False
    try:
        lenke = handlinger.spor(med_utkast(sak), **cast(dict[str, str], skjema.cleaned_data), av=av)
    except Domenefeil as feil:
        skjema.add_error(None, str(feil))
        return False
    til = skjema.cleaned_data["epost"]
    messages.success(request, f"Sendt til {til}." if til else f"Lenken vises bare nå. Kopier den: {lenke}")
    return True
