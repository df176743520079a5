from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from entreprenorer.forms import Profilskjema
from entreprenorer.handlinger.bekreftelse import avsla, bekreft, hvorfor_ikke_bekreftet, svar_pa_krav
from entreprenorer.handlinger.videresendt import avvis_svar, godta_svar
from entreprenorer.models import (
    Entreprenor,
    Foresporsel,
    Ide,
    Invitasjon,
    Medlemskap,
    Referanse,
    Referansesvar,
    Registerendring,
    Virkning,
)
from veier.brukere.innlogget import den_innloggede
from veier.feil import Domenefeil
from veier.gjennomgang.redaksjon import TaNed
from veier.medlemskap.redaksjon import Bareles, ForesporselAdmin, InvitasjonAdmin, MedlemskapAdmin

admin.site.register(Medlemskap, MedlemskapAdmin)
admin.site.register(Invitasjon, InvitasjonAdmin)


@admin.register(Foresporsel)
class EntreprenorforesporselAdmin(ForesporselAdmin):
    """Køen. Den som får en ubekreftet organisasjon, får den alene."""

    svar = staticmethod(svar_pa_krav)  # type: ignore[assignment]  # køen har bare sine egne forespørsler


@admin.register(Entreprenor)
class EntreprenorAdmin(TaNed, admin.ModelAdmin):
    """Profilene. Redaksjonen kan skjule en profil og rette det som ikke kommer fra registeret."""

    list_display = [
        "navn",
        "organisasjonsnummer",
        "bekreftelsen",
        "hvorfor",
        "registerkontroll",
        "opplost_tid",
        "skjult",
    ]
    list_filter = ["bekreftelse", "registerkontroll", "skjult", ("opplost_tid", admin.EmptyFieldListFilter)]
    search_fields = ["navn", "organisasjonsnummer"]
    fields = [
        "navn",
        "organisasjonsnummer",
        "kilder",
        "drift",
        "kilde_ar",
        "skjult",
        "bekreftelse",
        "registerkontroll",
        "register_hentet_tid",
        "opplost_tid",
    ]
    readonly_fields = [
        "organisasjonsnummer",
        "bekreftelse",
        "registerkontroll",
        "register_hentet_tid",
        "opplost_tid",
    ]
    hentes_ikke_tilbake = ("avslag", "bekreftet_tid", "registrert_domene")
    form = Profilskjema
    list_per_page = 50
    show_full_result_count = False
    actions = ["ta_ned"]
    ventende_filter = "bekreftelse__exact=venter"

    def ventende(self, request: HttpRequest) -> int:
        """De som venter på at redaksjonen bekrefter dem."""
        return Entreprenor.objects.filter(bekreftelse=Entreprenor.Bekreftelse.VENTER).count()

    @admin.display(description="bekreftelse", ordering="bekreftelse")
    def bekreftelsen(self, entreprenor: Entreprenor) -> str:
        if entreprenor.er_bekreftet:
            return entreprenor.get_bekreftelse_display()
        adresse = reverse("admin:entreprenorer_entreprenor_bekreft", args=[str(entreprenor.pk)])
        return format_html('<a href="{}">{}</a>', adresse, entreprenor.get_bekreftelse_display())

    @admin.display(description="hva som mangler")
    def hvorfor(self, entreprenor: Entreprenor) -> str:
        return hvorfor_ikke_bekreftet(entreprenor) or "–"

    def get_urls(self) -> list[URLPattern]:
        adresse = path(
            "<int:pk>/bekreft/",
            self.admin_site.admin_view(self.bekreft_siden),
            name="entreprenorer_entreprenor_bekreft",
        )
        return [adresse, *super().get_urls()]

    def bekreft_siden(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Det redaksjonen trenger for å avgjøre om de som er med, hører til organisasjonen."""
        entreprenor = get_object_or_404(Entreprenor, pk=pk)
        if not self.has_change_permission(request, entreprenor):
            raise PermissionDenied
        feil = ""
        if request.method == "POST":
            try:
                sett = request.POST.get("sett", "")
                if "bekreft" in request.POST:
                    bekreft(entreprenor, av=den_innloggede(request), bevis="redaksjonen", sett=sett)
                else:
                    begrunnelse = request.POST.get("begrunnelse", "")[:2000]
                    avsla(entreprenor, av=den_innloggede(request), begrunnelse=begrunnelse, sett=sett)
            except Domenefeil as hindring:
                feil = str(hindring)
                entreprenor.refresh_from_db()
            else:
                self.message_user(request, f"{entreprenor} er besvart.")
                koen = reverse("admin:entreprenorer_entreprenor_changelist")
                return redirect(f"{koen}?{self.ventende_filter}")
        sammenheng = {
            **self.admin_site.each_context(request),
            "title": f"Bekreft {entreprenor}",
            "entreprenor": entreprenor,
            "grunn": hvorfor_ikke_bekreftet(entreprenor),
            "medlemmer": entreprenor.medlemskap.select_related("bruker"),
            "begrunnelse": request.POST.get("begrunnelse", "")[:2000],
            "feil": feil,
        }
        return render(request, "redaksjon/bekreft.html", sammenheng, status=422 if feil else 200)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class PubliserbarAdmin(TaNed, Bareles):
    """Det som er publisert. Redaksjonen kan ta det ned; innholdet er eierens."""

    list_display = ["arbeidsnavn", "entreprenor", "publisert_tid", "arkivert_tid"]
    list_filter = [("publisert_tid", admin.EmptyFieldListFilter)]
    list_select_related = ["entreprenor"]
    search_fields = ["arbeidsnavn", "entreprenor__navn"]
    actions = ["ta_ned"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Bare det som er publisert: et utkast er eierens eget."""
        return super().get_queryset(request).filter(publisert_tid__isnull=False)


admin.site.register(Ide, PubliserbarAdmin)
admin.site.register(Virkning, PubliserbarAdmin)


@admin.register(Referanse)
class ReferanseAdmin(Bareles):
    """Referansene. Redaksjonen kan skjule en som ikke hører hjemme her."""

    list_display = ["entreprenor", "part", "hva", "status", "skjult", "bedt_tid"]
    list_filter = ["status", "skjult"]
    list_select_related = ["entreprenor", "part"]
    search_fields = [
        "entreprenor__navn",
        "part__navn",
        "hva",
        "enhet",
        "sendt_til",
        "svart_navn",
        "svart_stilling",
    ]
    exclude = ["avtrykk"]
    actions = ["skjul", "vis_igjen"]

    @admin.action(description="Skjul", permissions=["svare"])
    def skjul(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        queryset.update(skjult=True)

    @admin.action(description="Vis igjen", permissions=["svare"])
    def vis_igjen(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        queryset.update(skjult=False)

    def has_svare_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("entreprenorer.change_referanse")


@admin.register(Registerendring)
class RegisterendringAdmin(Bareles):
    list_display = ["entreprenor", "felt", "fra", "til", "sett_dato"]
    list_select_related = ["entreprenor"]
    search_fields = ["entreprenor__navn", "felt", "fra", "til"]


@admin.register(Referansesvar)
class ReferansesvarAdmin(Bareles):
    """Svar fra noen vi ikke vet om hører til virksomheten. Redaksjonen ringer sentralbordet, og godtar eller avviser."""

    list_display = ["referanse", "navn", "stilling", "epost", "bekreft", "status", "sendt_tid"]
    list_filter = ["status"]
    list_select_related = ["referanse__entreprenor", "referanse__part"]
    search_fields = [
        "navn",
        "stilling",
        "epost",
        "referanse__entreprenor__navn",
        "referanse__part__navn",
        "referanse__hva",
    ]
    exclude = ["avtrykk"]
    actions = ["godta", "avvis"]
    ventende_filter = "status__exact=redaksjon"

    def ventende(self, request: HttpRequest) -> int:
        """Svarene redaksjonen skal se på."""
        return self._i_koen(self.model.objects.all()).count()

    @staticmethod
    def _i_koen(queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(status=Referansesvar.Status.VENTER_REDAKSJON)

    @admin.action(description="Godta: personen hører til virksomheten", permissions=["svare"])
    def godta(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for svar in self._i_koen(queryset):
            try:
                godta_svar(svar, av=den_innloggede(request))
            except Domenefeil as feil:
                self.message_user(request, str(feil), messages.ERROR)

    @admin.action(
        description="Avvis: vi finner ikke at personen hører til virksomheten", permissions=["svare"]
    )
    def avvis(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for svar in self._i_koen(queryset):
            avvis_svar(svar, av=den_innloggede(request))

    def has_svare_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("entreprenorer.change_referansesvar")
