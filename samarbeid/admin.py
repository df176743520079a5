from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from samarbeid.henvendelser.handlinger import sett_status
from samarbeid.models import (
    Artikkel,
    Dokumentmal,
    Eksempel,
    Henvendelse,
    Lenke,
    Oppfolging,
    Ordforklaring,
    Stottested,
    Treff,
)
from samarbeid.oppslag.saker.admin import EksempelAdmin
from samarbeid.publisering.flyter import Skriveflyt, finn_meldte
from samarbeid.publisering.sider.vurdering import slik_det_blir, vurder
from veier.brukere.innlogget import Innlogget
from veier.database.tekstsok import Tekstene
from veier.gjennomgang.models import Versjon
from veier.medlemskap.redaksjon import Bareles
from veier.referanse.redaksjon import ReferanseAdmin
from veier.typer import Sammenheng

admin.site.register(Eksempel, EksempelAdmin)


@admin.register(Artikkel)
class ArtikkelAdmin(ReferanseAdmin):
    """Veiledninger og sider om portalen, i Markdown."""

    sider = ("forsta", "om")
    list_display = ["tittel", "hylle", "side", "sist_kontrollert", "skjult"]
    list_filter = ["hylle", "side", "skjult"]
    search_fields = ["tittel", "ingress", "tekst"]


@admin.register(Ordforklaring)
class OrdforklaringAdmin(ReferanseAdmin):
    """Ordboken."""

    sider = ("ordbok",)
    list_display = ["ord", "brukes_av", "skjult"]
    list_filter = ["brukes_av", "skjult"]
    search_fields = ["ord", "forklaring"]


@admin.register(Stottested)
class StottestedAdmin(ReferanseAdmin):
    """Andre steder å lete."""

    sider = ("andre_steder",)
    list_display = ["navn", "side", "lenke", "sist_kontrollert", "skjult"]
    list_filter = ["side", "skjult"]
    search_fields = ["navn", "hva"]


@admin.register(Dokumentmal)
class DokumentmalAdmin(ReferanseAdmin):
    """Malene. Versjonen øker av seg selv når teksten endres."""

    sider = ("maler",)
    list_display = ["navn", "side", "versjon", "endret", "skjult"]
    list_filter = ["side", "skjult"]
    search_fields = ["navn", "tekst"]
    readonly_fields = ["versjon", "endret"]


@admin.register(Henvendelse)
class HenvendelseAdmin(admin.ModelAdmin):
    """Køen av meldinger. Teksten er avsenderens og endres ikke her."""

    list_display = ["referanse", "emne", "status", "sendt_tid"]
    list_filter = ["status", "emne"]
    search_fields = ["referanse", "tekst", "om_side", "navn", "epost"]
    readonly_fields = ["referanse", "emne", "tekst", "om_side", "navn", "epost", "sendt_tid", "ferdig_tid"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Henvendelse, form: forms.Form, change: bool) -> None:
        """Statusen settes av handlingen, så oppbevaringstiden regnes og hendelsen logges."""
        sett_status(obj, status=obj.status)


@admin.register(Lenke)
class LenkeAdmin(Bareles):
    """Lenkene ut av portalen. Spørres om natten; rettes i raden de står i."""

    list_display = ["adresse", "navn", "utfall", "kode", "ganger", "feilet_siden", "sjekket_tid"]
    list_filter = ["utfall"]
    search_fields = ["adresse", "navn"]
    ordering = ["-ganger", "adresse"]


class VersjonAdmin(Bareles):
    """Køen av det som er sendt inn, eldst først. Svaret gis på en egen side."""

    list_display = ["objekt", "status", "innsendt_tid", "innsendt_av", "svar_lenke"]
    list_filter = ["status"]
    ventende_filter = "status__exact=sendt_inn"
    flyt: Skriveflyt

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Utkast som ikke er sendt inn, er eierens egne."""
        versjoner = super().get_queryset(request).select_related(self.flyt.eierfelt, "innsendt_av")
        return versjoner.exclude(status="under_arbeid").alias(innhold=Tekstene("svar"))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Den som skriver, den som sendte inn, og alt som står der."""
        return ["innhold", f"{self.flyt.eierfelt}__navn", "innsendt_av__navn", "innsendt_av__epost"]

    def ventende(self, request: HttpRequest) -> int:
        """De som venter, unntatt fra organisasjoner redaktøren selv er med i."""
        medlem = f"{self.flyt.eierfelt}__medlemskap__bruker"
        egne = self.model.objects.filter(**{medlem: request.user.pk}).values("pk")
        return self.model.objects.filter(status="sendt_inn").exclude(pk__in=egne).count()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Sammenheng | None = None,
    ) -> HttpResponse:
        """Navnet i køen fører til gjennomgangen, ikke til svarene slik de er lagret."""
        versjon = self.get_object(request, object_id)
        if versjon is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect(self._adresse("vurder", versjon))

    @admin.display(description="svar")
    def svar_lenke(self, obj: Versjon) -> str:
        if obj.status != "sendt_inn":
            return ""
        return format_html('<a href="{}">Se på den og svar</a>', self._adresse("vurder", obj))

    def get_urls(self) -> list[URLPattern]:
        vurder_, vis = self.admin_site.admin_view(self.vurder), self.admin_site.admin_view(self.vis)
        navn = self.model._meta.model_name
        sti = self.flyt.adressemonster
        return [
            path(f"vurder/{sti}", vurder_, name=f"{navn}_vurder"),
            path(f"vurder/{sti}vis/", vis, name=f"{navn}_vis"),
            *super().get_urls(),
        ]

    def vurder(self, request: Innlogget, slug: str, del_: str = "") -> HttpResponse:
        if not self.has_view_permission(request) or not request.user.has_perm(self._endre()):
            raise PermissionDenied
        versjon = self._hent(slug, del_)
        ramme = self.admin_site.each_context(request)
        return vurder(request, self.flyt, versjon, reverse(self._koen()) + f"?{self.ventende_filter}", ramme)

    def vis(self, request: HttpRequest, slug: str, del_: str = "") -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        versjon = self._hent(slug, del_)
        return slik_det_blir(request, self.flyt, versjon, self._adresse("vurder", versjon))

    def _hent(self, slug: str, del_: str) -> Versjon:
        felt = {f"{self.flyt.eierfelt}__slug": slug} | ({"objekt__slug": del_} if del_ else {})
        sporring = self.model.objects.select_related("objekt", "innsendt_av").exclude(status="under_arbeid")
        return get_object_or_404(sporring, **felt)

    def _adresse(self, del_: str, versjon: Versjon) -> str:
        return reverse(f"admin:{self.model._meta.model_name}_{del_}", args=versjon.objekt.adressedeler)

    def _koen(self) -> str:
        return f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_changelist"

    def _endre(self) -> str:
        return f"{self.model._meta.app_label}.change_{self.model._meta.model_name}"


for _flyt in finn_meldte().values():
    admin.site.register(
        _flyt.versjon, type(f"{_flyt.versjon.__name__}Admin", (VersjonAdmin,), {"flyt": _flyt})
    )


@admin.register(Treff)
class TreffAdmin(Bareles):
    """Det motoren fant. Skrives bare av jobbene."""

    list_display = ["ide", "slag", "slug", "poeng", "beregnet_tid"]
    list_filter = ["slag"]
    list_select_related = ["ide"]
    search_fields = ["ide__arbeidsnavn", "slug"]


@admin.register(Oppfolging)
class OppfolgingAdmin(Bareles):
    """Det eierne har gjort med treffene."""

    list_display = ["ide", "slug", "hva", "av", "tid"]
    list_filter = ["hva", "slag"]
    list_select_related = ["ide", "av"]
    search_fields = ["ide__arbeidsnavn", "slug", "av__epost", "av__navn"]
