"""Redaksjonens side: bare for redaktører som har logget inn med to trinn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Protocol, TypeVar, cast

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin, site
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode

from veier.typer import Nokkelord, Sammenheng

# Hemmelighetene til to trinn og adressene endres av personen selv; gruppenes rettigheter står i koden.
UTEN_SIDE = {"account", "auth", "mfa", "socialaccount", "usersessions"}
# Jobbene kan ha en kode eller en lenke i argumentene.
FOR_ADMINISTRATORER = {"procrastinate"}

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


class _MedKo(Protocol):
    """En side med noe som venter. ``ventende_filter`` er det listen over det har i adressen."""

    ventende_filter: str


def forste_gang(request: HttpRequest) -> HttpResponse:
    """En redaktør uten to trinn i økten: bruk dem, eller sett dem opp. Begge veier ender i redaksjonen."""
    from veier.brukere.innlogget import den_innloggede
    from veier.konto.tilganger import har_to_trinn

    til = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
    if har_to_trinn(den_innloggede(request)):
        return redirect(f"{reverse('mfa_reauthenticate')}?{til}")
    messages.info(request, "Redaktører må logge inn med to trinn. Koble til en kodeapp, så er du inne.")
    return redirect("mfa_activate_totp")


def navn_i_valg(rad: models.Model) -> str:
    """Slik raden heter i en liste å velge i."""
    return str(getattr(rad, "navn_i_valg", "") or rad)


class Forslag(AutocompleteJsonView):
    """Radene å velge mellom, med det som skiller to som heter det samme: «Oslo (fylke 03)», «Oslo (kommune 0301)»."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        return super().serialize_result(obj, to_field_name) | {"text": navn_i_valg(obj)}


class Redaksjonsside(AdminSite):
    """Djangos redaksjon bak portalens innlogging, med to-trinns innlogging som krav."""

    site_header = site_title = "Redaksjonen – Veier til samarbeid"
    index_title = "Redaksjonen"
    index_template = "redaksjon/forside.html"

    def has_permission(self, request: HttpRequest) -> bool:
        from veier.konto.tilganger import kan_bruke_redaksjonen

        return kan_bruke_redaksjonen(request)

    def admin_view(self, view: V, cacheable: bool = False) -> V:
        """Hver side: er de to trinnene for gamle, bes redaktøren om dem igjen, og det hun skrev, er tatt vare på."""
        from veier.konto import okter
        from veier.konto.tilganger import brukte_to_trinn, to_trinn_er_ferske, to_trinn_er_utlopt

        indre = super().admin_view(view, cacheable)

        def vokter(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if brukte_to_trinn(request):
                if to_trinn_er_utlopt(request):
                    return okter.be_om_to_trinn(request, okter.FOR_GAMMEL)
                if okter.er_inngripende(request) and not to_trinn_er_ferske(request):
                    return okter.be_om_to_trinn(request, okter.INNGRIPENDE)
                okter.noter_aktivitet(request)
            return indre(request, *args, **kwargs)

        return cast(V, update_wrapper(vokter, indre))

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Sender til portalens innlogging, eller forklarer hva som mangler."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_anonymous:
            til = request.GET.get("next") or reverse("admin:index")
            return redirect(f"{reverse('account_login')}?{urlencode({'next': til})}")
        if request.user.is_staff:
            return forste_gang(request)
        return render(request, "konto/uten_redaksjon.html", status=403)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, Forslag.as_view(admin_site=self)(request))

    def index(self, request: HttpRequest, extra_context: Sammenheng | None = None) -> TemplateResponse:
        """Forsiden, med det som venter på redaksjonen øverst."""
        return super().index(request, {**(extra_context or {}), "venter": self.venter(request)})

    def venter(self, request: HttpRequest) -> list[Sammenheng]:
        """En rad for hver side med ``ventende`` som har noe å gjøre: navn, antall og adresse."""
        rader: list[Sammenheng] = []
        for modell, side in self._registry.items():
            if not hasattr(side, "ventende") or not side.has_view_permission(request):
                continue
            if antall := side.ventende(request):
                adresse = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist")
                navn = f"{modell._meta.verbose_name_plural} ({modell._meta.app_config.verbose_name})"
                rader.append(
                    {
                        "navn": navn,
                        "antall": antall,
                        "adresse": f"{adresse}?{cast(_MedKo, side).ventende_filter}",
                    }
                )
        return rader

    def register(
        self,
        model_or_iterable: type[models.Model] | Iterable[type[models.Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Nokkelord,
    ) -> None:
        """Hver side i redaksjonen er lukket for gjetning, logger hva som ble gjort, og har historikk."""
        from veier.konto.redaksjon.spor import Spor
        from veier.konto.redaksjon.vern import BareAdministratorer, Vern
        from veier.konto.samskriving import Samskriving

        enkelt = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else list(model_or_iterable)
        for modell in enkelt:
            if modell._meta.app_label in UTEN_SIDE:
                continue
            lukket = (BareAdministratorer,) if modell._meta.app_label in FOR_ADMINISTRATORER else ()
            super().register(
                modell, _innpakket(admin_class or ModelAdmin, Vern, *lukket, Spor, Samskriving), **options
            )

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """«Vis på nettstedet» bare for det redaktøren kan se her; passordet byttes på kontosiden."""
        egne = [
            path("password_change/", self.admin_view(_til_kontosiden), name="password_change"),
            path("password_change/done/", self.admin_view(_til_kontosiden), name="password_change_done"),
            path("fortsett/", self.admin_view(_fortsett), name="fortsett"),
            path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.vis_pa_nettstedet)),
        ]
        return [*egne, *super().get_urls()]

    def vis_pa_nettstedet(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """Djangos egen tar imot hvilken rad som helst, også et utkast, og svarer med adressen og nøkkelen i den."""
        from django.contrib.contenttypes.models import ContentType

        type_ = get_object_or_404(ContentType, pk=content_type_id)
        side = self._registry.get(type_.model_class())  # type: ignore[arg-type]
        objekt = side.get_object(request, object_id) if side else None
        if side is None or objekt is None or not side.has_view_permission(request, objekt):
            raise Http404
        if not hasattr(objekt, "get_absolute_url"):
            raise Http404
        return redirect(objekt.get_absolute_url())


def _innpakket(klasse: type[ModelAdmin], *foran: type) -> type[ModelAdmin]:
    """Den samme redaksjonssiden, med vern, spor og prosjektets felt for det redaktøren skriver."""
    from veier.felter import MODELLFELT

    egne = klasse.formfield_overrides
    felter = {slag: {**MODELLFELT.get(slag, {}), **egne.get(slag, {})} for slag in {**MODELLFELT, **egne}}
    innhold = {"__doc__": klasse.__doc__, "__module__": klasse.__module__, "formfield_overrides": felter}
    return type(klasse.__name__, (*foran, klasse), innhold)


def _fortsett(request: HttpRequest) -> HttpResponse:
    """Det redaktøren hadde skrevet da de to trinnene gikk ut, med en knapp som sender det."""
    from veier.konto import okter

    glemt = okter.tatt_vare_pa(request)
    if glemt is None:
        return redirect("admin:index")
    sammenheng = {**site.each_context(request), "title": "Fortsett der du var", "glemt": glemt}
    return render(request, "redaksjon/fortsett.html", sammenheng)


def _til_kontosiden(request: HttpRequest) -> HttpResponse:
    return redirect("account_change_password")


class Redaksjonsapp(AdminConfig):
    default_site = "veier.konto.redaksjon.side.Redaksjonsside"
