from __future__ import annotations

from django.conf import settings
from django.contrib import admin, messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from veier.epost import maler
from veier.epost.handlinger import prov_igjen
from veier.epost.models import Utsending
from veier.feil import Domenefeil
from veier.sprak import HOVEDSPRAK, SPRAK


@admin.register(Utsending)
class UtsendingAdmin(admin.ModelAdmin):
    """Hva som er sendt, hva som venter, og hva portalen har gitt opp."""

    list_display = ["emne", "til", "status", "forsok", "siste_feil", "opprettet_tid"]
    list_filter = ["status"]
    search_fields = ["til", "emne", "mal", "siste_feil", "apen_tekst"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["prov_pa_nytt"]
    # En kode eller en lenke som gir tilgang, skal ingen annen enn mottakeren se.
    fields = [
        "til",
        "emne",
        "tekst_uten_koder",
        "status",
        "forsok",
        "siste_feil",
        "opprettet_tid",
        "sendt_tid",
    ]

    @admin.display(description="tekst")
    def tekst_uten_koder(self, obj: Utsending) -> str:
        return "(skjult: meldingen har en kode eller en lenke som gir tilgang)" if obj.hemmelig else obj.tekst

    def get_urls(self) -> list[URLPattern]:
        vis = self.admin_site.admin_view(self.vis_mal)
        return [
            path("maler/", self.admin_site.admin_view(self.vis_maler), name="epost_maler"),
            path("maler/<slug:mal>/<slug:malform>/", vis, name="epost_mal"),
            *super().get_urls(),
        ]

    def vis_maler(self, request: HttpRequest) -> HttpResponse:
        """Alle e-postene portalen kan sende, til forhåndsvisning."""
        sammenheng = {
            **self.admin_site.each_context(request),
            "maler": [(mal, maler.eksempel(mal, HOVEDSPRAK.kode).emne) for mal in maler.navn()],
            "sprak": SPRAK,
            "title": "E-postene",
        }
        return render(request, "epost/maler.html", sammenheng)

    def vis_mal(self, request: HttpRequest, mal: str, malform: str) -> HttpResponse:
        """Én e-post med eksempelverdier, som tekst."""
        if mal not in maler.navn() or malform not in dict(settings.LANGUAGES):
            raise Http404
        melding = maler.eksempel(mal, malform)
        sammenheng = {**self.admin_site.each_context(request), "melding": melding, "title": melding.emne}
        return render(request, "epost/forhandsvis.html", sammenheng)

    ventende_filter = "status__exact=gitt_opp"

    def ventende(self, request: HttpRequest) -> int:
        """Meldingene portalen har gitt opp å sende."""
        return self.get_queryset(request).filter(status=Utsending.Status.GITT_OPP).count()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """En melding med en kode angår bare mottakeren; administratorene ser at den finnes, aldri hva som står."""
        # Teksten kan søkes i der den kan leses; en kode kan heller ikke gjettes ved å søke etter den.
        apen = models.Case(
            models.When(hemmelig=False, then="tekst"),
            default=models.Value(""),
            output_field=models.TextField(),
        )
        alle = super().get_queryset(request).alias(apen_tekst=apen)
        return alle if request.user.is_superuser else alle.filter(hemmelig=False)

    def has_sende_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("epost.change_utsending")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @admin.action(description="Prøv å sende på nytt", permissions=["sende"])
    def prov_pa_nytt(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for utsending in queryset:
            try:
                prov_igjen(utsending)
            except Domenefeil as feil:
                self.message_user(request, f"{utsending.til}: {feil}", messages.ERROR)
