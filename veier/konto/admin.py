from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from veier.brukere.innlogget import den_innloggede
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.konto.handlinger.tilgang import endre_tilgang
from veier.konto.redaksjon.vern import BareAdministratorer


@admin.register(Bruker)
class BrukerAdmin(BareAdministratorer, admin.ModelAdmin):
    """Administratorene gir og tar tilgang til redaksjonen, og stenger kontoer.

    Passord og adresse endres bare av brukeren selv: adressen må bekreftes. Sin egen konto og andre
    administratorers kan ingen endre her.
    """

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
