"""Det redaksjonens sider om publiserte rader har felles: å ta ned, med en grunn eieren får vite."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from veier.brukere.innlogget import den_innloggede
from veier.database.kolonner import tekstkolonner
from veier.felter import Fritekst
from veier.gjennomgang.handlinger.vurdering import ta_ned
from veier.gjennomgang.models import Nedtakingsgrunn
from veier.typer import Sideblanding

BEKREFTET = "grunnen_er_gitt"


class Nedtaking(forms.Form):
    """Grunnen, til den som har skrevet det som tas ned."""

    grunn = forms.ChoiceField(label="Hvorfor?", choices=[("", "Velg"), *Nedtakingsgrunn.choices])
    forklaring = Fritekst(
        label="Hva gjelder det, og hva kan de gjøre?",
        help_text="De som administrerer organisasjonen, får det på e-post og ser det på Min side.",
        max_length=2000,
    )


class TaNed(Sideblanding):
    """Blandes inn i en ModelAdmin over noe ``Publiserbar``. Handlingen spør om en grunn før noe skjer.

    Listen finner også ord som bare står i det som er skrevet.
    """

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        egne: Sequence[str] = super().get_search_fields(request)
        return list(dict.fromkeys([*egne, *tekstkolonner(self.model)]))

    @admin.action(description="Ta ned", permissions=["ta_ned"])
    def ta_ned(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        rader = [rad for rad in queryset if rad.er_publisert]
        if not rader:
            self.message_user(request, "Ingen av dem er publisert.")
            return None
        skjema = Nedtaking(request.POST if BEKREFTET in request.POST else None)
        if skjema.is_valid():
            for rad in rader:
                ta_ned(rad, av=den_innloggede(request), **skjema.cleaned_data)
            self.message_user(
                request, f"{len(rader)} er tatt ned. De som administrerer, har fått grunnen på e-post."
            )
            return None
        sammenheng: dict[str, object] = {
            **self.admin_site.each_context(request),
            "title": "Ta ned",
            "rader": rader,
            "skjema": skjema,
            "bekreftet": BEKREFTET,
        }
        return render(request, "redaksjon/ta_ned.html", sammenheng, status=422 if skjema.errors else 200)

    def has_ta_ned_permission(self, request: HttpRequest) -> bool:
        meta = self.model._meta
        return bool(request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}"))
