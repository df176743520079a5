"""Redaksjonens side: bare for redaktører som har logget inn med to trinn."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

UTEN_SIDE = {"account", "mfa", "socialaccount", "usersessions"}


class Redaksjonsside(AdminSite):
    """Djangos redaksjon bak portalens innlogging, med to-trinns innlogging som krav."""

    site_header = site_title = "Redaksjonen – Veier til samarbeid"
    index_title = "Redaksjonen"
    index_template = "redaksjon/forside.html"

    def has_permission(self, request: HttpRequest) -> bool:
        from veier.konto.tilganger import kan_bruke_redaksjonen

        return kan_bruke_redaksjonen(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sender til portalens innlogging, eller forklarer hva som mangler."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_anonymous:
            til = request.GET.get("next") or reverse("admin:index")
            return redirect(f"{reverse('account_login')}?{urlencode({'next': til})}")
        return render(request, "konto/uten_redaksjon.html", status=403)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Forsiden, med det som venter på redaksjonen øverst."""
        return super().index(request, {**(extra_context or {}), "venter": self.venter(request)})

    def venter(self, request: HttpRequest) -> list[dict[str, Any]]:
        """En rad for hver side med ``ventende`` som har noe å gjøre: navn, antall og adresse."""
        rader = []
        for modell, side in self._registry.items():
            if not hasattr(side, "ventende") or not side.has_view_permission(request):
                continue
            if antall := side.ventende(request):
                adresse = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist")
                navn = f"{modell._meta.verbose_name_plural} ({modell._meta.app_config.verbose_name})"
                rader.append({"navn": navn, "antall": antall, "adresse": f"{adresse}?{side.ventende_filter}"})
        return rader

    def register(self, modeller: Any, admin_class: Any = None, **valg: Any) -> None:
        """Hver side i redaksjonen logger hva som ble gjort, og har historikk man kan gå tilbake i."""
        from veier.konto.redaksjonsspor import med_spor

        # allauths egne sider viser hemmelighetene til to trinn, og endrer adresser utenom handlingene.
        enkelt = [modeller] if isinstance(modeller, ModelBase) else list(modeller)
        modeller = [m for m in enkelt if m._meta.app_label not in UTEN_SIDE]
        super().register(modeller, med_spor(admin_class or ModelAdmin), **valg)


class Redaksjonsapp(AdminConfig):
    default_site = "veier.konto.redaksjon.Redaksjonsside"
