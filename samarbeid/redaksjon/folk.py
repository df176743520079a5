"""Hvem som er i redaksjonen, hva de kan, og hvem som er invitert."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from veier.brukere.innlogget import den_innloggede
from veier.brukere.models import Bruker
from veier.database.rekkefolge import Norsk
from veier.feil import Domenefeil
from veier.felter import Epost
from veier.forms import Skjema
from veier.konto.handlinger import redaktorer
from veier.konto.handlinger.tilgang import sett_rolle
from veier.konto.models import Redaksjonsrolle, Redaktorinvitasjon
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.konto.redaksjon.roller import KAN, gis_av, kan_endre, kan_gi, rollen
from veier.typer import Sammenheng


class Invitasjon(Skjema):
    """Bare rollene den som inviterer, kan gi, er valg."""

    epost = Epost(
        label="E-post",
        help_text="Adressen på jobben. Bare den som logger inn med den, kan ta imot.",
        max_length=200,
        error_messages={"required": "Skriv e-postadressen."},
    )
    rolle = forms.ChoiceField(
        label="Rolle", widget=forms.RadioSelect, error_messages={"required": "Velg en rolle."}
    )

    def __init__(self, *args: Any, roller: tuple[Redaksjonsrolle, ...], **valg: Any) -> None:
        super().__init__(*args, **valg)
        felt = cast(forms.ChoiceField, self.fields["rolle"])
        felt.choices = [(rolle.value, rolle.label) for rolle in roller]
        felt.initial = Redaksjonsrolle.REDAKTOR


@for_redaksjonen
@require_http_methods(["GET", "HEAD", "POST"])
def folk(request: HttpRequest) -> HttpResponse:
    """Alle i redaksjonen ser hvem som er der. Den som kan gi en rolle, inviterer, gir tilgang, trekker og tar."""
    jeg = den_innloggede(request)
    gir = kan_gi(jeg)
    if request.method == "POST" and not gir:
        raise PermissionDenied
    skjema = Invitasjon(request.POST if "inviter" in request.POST else None, roller=gir)
    if request.method == "POST" and _utfor(request, jeg, skjema):
        return redirect("redaksjon_folk")
    sammenheng: Sammenheng = {
        "min_rolle": rollen(jeg),
        "kan": [(rolle.label, setninger) for rolle, setninger in KAN.items()],
        "folkene": list(_folkene(jeg)),
        "gir": gir,
        "invitasjoner": [(rad, rad.rolle in gir) for rad in _invitasjonene()],
        "skjema": skjema,
        "feil": skjema.feilliste() if skjema.is_bound else [],
        "sprakvalg": [],
    }
    return render(request, "redaksjon/folk.html", sammenheng, status=422 if skjema.errors else 200)


def som_venter_pa_tilgang(min_rolle: Redaksjonsrolle | None) -> int:
    """Hvor mange som har tatt imot en invitasjon til en rolle den som har ``min_rolle``, kan gi."""
    tatt_imot = Redaktorinvitasjon.objects.filter(
        rolle__in=gis_av(min_rolle), tatt_imot_tid__isnull=False, gitt_tid=None, trukket_tid=None
    )
    return tatt_imot.filter(utloper_tid__gt=timezone.now()).count()


def _folkene(jeg: Bruker) -> Iterator[Sammenheng]:
    gir = kan_gi(jeg)
    rader = Bruker.objects.redaktorer().prefetch_related("groups").order_by(Norsk("navn"), "epost")
    for person in rader:
        rolle = rollen(person)
        endres = bool(gir) and kan_endre(jeg, person)
        yield {
            "person": person,
            "rolle": rolle.label if rolle else "",
            "er_meg": person.pk == jeg.pk,
            "kan_tas": endres,
            "kan_bli": [(r.value, r.label) for r in gir if endres and len(gir) > 1 and r != rolle],
        }


def _invitasjonene() -> list[Redaktorinvitasjon]:
    apne = Redaktorinvitasjon.objects.filter(gitt_tid=None, trukket_tid=None)
    return list(apne.select_related("invitert_av", "tatt_imot_av"))


def _utfor(request: HttpRequest, jeg: Bruker, skjema: Invitasjon) -> bool:
    """Gjør det som ble bedt om. Usant når skjemaet må rettes."""
    try:
        if skjema.is_bound:
            if not skjema.is_valid():
                return False
            rad = redaktorer.inviter_redaktor(**skjema.cleaned_data, av=jeg)
            messages.success(request, f"Invitasjonen er sendt til {rad.epost}.")
        elif ref := request.POST.get("gi_tilgang"):
            person = redaktorer.gi_tilgangen(_invitasjonen(ref), av=jeg)
            messages.success(request, f"{person} har fått tilgang.")
        elif ref := request.POST.get("trekk"):
            rad = redaktorer.trekk_invitasjonen(_invitasjonen(ref), av=jeg)
            messages.success(request, f"Invitasjonen til {rad.epost} er trukket tilbake.")
        else:
            _endre(request, jeg)
    except Domenefeil as feil:
        if skjema.is_bound:
            skjema.add_error("epost", str(feil))
            return False
        messages.error(request, str(feil))
    return True


def _endre(request: HttpRequest, jeg: Bruker) -> None:
    valg = request.POST.get("ny_rolle", "")
    if valg not in {"", *Redaksjonsrolle.values}:
        raise Http404
    ny = Redaksjonsrolle(valg) if valg else None
    person = get_object_or_404(Bruker, offentlig_id=_uuid(request.POST.get("person", "")), is_staff=True)
    sett_rolle(person, av=jeg, rolle=ny)
    messages.success(
        request, f"{person} er nå {ny.label.lower()}." if ny else f"{person} har ikke lenger tilgang."
    )


def _invitasjonen(ref: str) -> Redaktorinvitasjon:
    return get_object_or_404(Redaktorinvitasjon, ref=_uuid(ref))


def _uuid(tekst: str) -> uuid.UUID:
    try:
        return uuid.UUID(tekst)
    except ValueError:
        raise Http404 from None
