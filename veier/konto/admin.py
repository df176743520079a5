from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from veier.brukere.innlogget import den_innloggede
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.felter import Fritekst
from veier.konto.handlinger.nod import nullstill_for_en_annen
from veier.konto.handlinger.tilgang import endre_tilgang
from veier.konto.redaksjon.vern import BareAdministratorer


class Nullstilling(forms.Form):
    """Hvorfor to trinn tas bort."""

    grunn = Fritekst(
        label="Grunnen",
        help_text="Hva personen har mistet, og hvordan du vet at det er henne. Den går til henne og til administratorene.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        error_messages={"required": "Skriv grunnen."},
    )


@admin.register(Bruker)
class BrukerAdmin(BareAdministratorer, admin.ModelAdmin):
    """Administratorene gir og tar tilgang til redaksjonen, og stenger kontoer.

    Passord og adresse endres bare av brukeren selv: adressen må bekreftes. Sin egen konto og andre
    administratorers kan ingen endre her.
    """

    change_form_template = "redaksjon/konto_endre.html"
    list_display = ["epost", "navn", "is_staff", "is_superuser", "is_active", "opprettet_tid"]
    list_filter = ["is_staff", "is_superuser", "is_active"]
    search_fields = ["epost", "navn"]
    fields = ["epost", "navn", "is_staff", "is_active", "is_superuser", "opprettet_tid", "last_login"]
    readonly_fields = ["epost", "is_superuser", "opprettet_tid", "last_login"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Kontoen slettes av personen selv, med frist, eller av oppbevaringen."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        fredet = isinstance(obj, Bruker) and (obj.pk == request.user.pk or obj.is_superuser)
        return not fredet and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.Form, change: bool) -> None:
        bruker = cast(Bruker, obj)
        try:
            endre_tilgang(
                bruker,
                av=den_innloggede(request),
                redaktor=bruker.is_staff,
                aktiv=bruker.is_active,
                navn=bruker.navn,
            )
        except Domenefeil as feil:
            messages.error(request, str(feil))

    def get_urls(self) -> list[URLPattern]:
        nullstill = self.admin_site.admin_view(self.nullstill)
        return [path("<int:pk>/nullstill-totrinn/", nullstill, name="bruker_nullstill"), *super().get_urls()]

    def nullstill(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tar bort to trinn fra en annens konto. Aldri fra sin egen, og aldri fra en annen administrators."""
        bruker = get_object_or_404(Bruker, pk=pk)
        if not self.has_change_permission(request, bruker):
            raise PermissionDenied
        skjema = Nullstilling(request.POST if request.method == "POST" else None)
        if skjema.is_valid():
            try:
                nullstill_for_en_annen(bruker, av=den_innloggede(request), grunn=skjema.cleaned_data["grunn"])
                messages.success(
                    request, "To-trinns innlogging er tatt bort, og personen er logget ut overalt."
                )
                return redirect("admin:brukere_bruker_change", pk)
            except Domenefeil as feil:
                skjema.add_error("grunn", str(feil))
        sammenheng = {
            **self.admin_site.each_context(request),
            "title": f"Ta bort to-trinns innlogging: {bruker.epost}",
            "bruker": bruker,
            "skjema": skjema,
        }
        return render(
            request, "redaksjon/nullstill_totrinn.html", sammenheng, status=422 if skjema.errors else 200
        )
