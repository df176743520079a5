"""Grunnlaget for redaksjonens sider om medlemskap: køen av forespørsler, og hvem som er med."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from veier.brukere.innlogget import den_innloggede
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.medlemskap.handlinger.foresporsler import svar_pa_foresporsel
from veier.medlemskap.models import Foresporsel, Medlemsrolle


class Bareles(admin.ModelAdmin):
    """Kan ses, ikke endres: endringene går gjennom handlingene, som logger og sier fra."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class MedlemskapAdmin(Bareles):
    list_display = ["organisasjon", "bruker", "rolle", "fra_tid"]
    list_filter = ["rolle"]
    list_select_related = ["organisasjon", "bruker"]
    search_fields = ["organisasjon__navn", "bruker__epost", "bruker__navn"]


class InvitasjonAdmin(Bareles):
    list_display = ["organisasjon", "epost", "rolle", "sendt_tid", "brukt_tid", "trukket_tid"]
    list_select_related = ["organisasjon"]
    search_fields = ["organisasjon__navn", "epost"]
    exclude = ["avtrykk"]


class ForesporselAdmin(Bareles):
    """Køen. Redaksjonen svarer bare på det som er sendt hit."""

    list_display = ["organisasjon", "bruker", "rolle", "status", "bedt_tid", "til_redaksjonen_tid", "melding"]
    list_filter = ["status", ("til_redaksjonen_tid", admin.EmptyFieldListFilter)]
    list_select_related = ["organisasjon", "bruker"]
    search_fields = ["organisasjon__navn", "bruker__epost", "bruker__navn", "melding", "begrunnelse"]
    actions = ["godta_medlem", "godta_administrator", "avsla"]
    ventende_filter = "status__exact=venter&til_redaksjonen_tid__isempty=0"

    def ventende(self, request: HttpRequest) -> int:
        """Forespørslene redaksjonen skal svare på."""
        return self._i_koen(self.model.objects.all()).count()

    def has_svare_permission(self, request: HttpRequest) -> bool:
        """Å svare gir noen tilgang: det krever retten til å endre, ikke bare til å se."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    @staticmethod
    def _i_koen(queryset: QuerySet) -> QuerySet:
        return queryset.filter(status=Foresporsel.Status.VENTER, til_redaksjonen_tid__isnull=False)

    @admin.action(description="Godta som medlem", permissions=["svare"])
    def godta_medlem(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._svar(request, queryset, ja=True, rolle=Medlemsrolle.MEDLEM)

    @admin.action(description="Godta som administrator", permissions=["svare"])
    def godta_administrator(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._svar(request, queryset, ja=True, rolle=Medlemsrolle.ADMINISTRATOR)

    @admin.action(
        description="Avslå: vi finner ikke at personen hører til organisasjonen", permissions=["svare"]
    )
    def avsla(self, request: HttpRequest, queryset: QuerySet) -> None:
        grunn = "Vi fant ikke at du hører til organisasjonen. Skriv til redaksjonen hvis det er feil."
        self._svar(request, queryset, ja=False, begrunnelse=grunn)

    @staticmethod
    def svar(
        foresporsel: Foresporsel, *, ja: bool, av: Bruker, rolle: str = "", begrunnelse: str = ""
    ) -> Foresporsel:
        return svar_pa_foresporsel(foresporsel, ja=ja, av=av, rolle=rolle, begrunnelse=begrunnelse)

    def _svar(
        self, request: HttpRequest, queryset: QuerySet, *, ja: bool, rolle: str = "", begrunnelse: str = ""
    ) -> None:
        def gjor(foresporsel: Foresporsel, *, av: Bruker) -> Foresporsel:
            return self.svar(foresporsel, av=av, ja=ja, rolle=rolle, begrunnelse=begrunnelse)

        self._gjor(request, queryset, gjor)

    def _gjor(self, request: HttpRequest, queryset: QuerySet, gjor: Callable[..., Foresporsel]) -> None:
        """``gjor`` med hver av dem som er i køen. Det som ikke går, sies, og resten gjøres."""
        antall = 0
        for foresporsel in self._i_koen(queryset):
            try:
                gjor(foresporsel, av=den_innloggede(request))
                antall += 1
            except Domenefeil as feil:
                self.message_user(request, str(feil), messages.ERROR)
        self.message_user(
            request, f"{antall} besvart. Bare det som er sendt til redaksjonen, kan besvares her."
        )
