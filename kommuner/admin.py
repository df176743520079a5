from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from kommuner.handlinger.domene import godta_og_husk_domenet
from kommuner.models import (
    Arshjul,
    Behov,
    Beslutningsvei,
    Foresporsel,
    Invitasjon,
    Kontaktpunkt,
    Medlemskap,
    OffentligPart,
    Registerkontakt,
    Rolle,
)
from veier.domener import kan_vise_hvem
from veier.gjennomgang.redaksjon import TaNed
from veier.medlemskap.redaksjon import Bareles, ForesporselAdmin, InvitasjonAdmin, MedlemskapAdmin
from veier.referanse.redaksjon import ReferanseAdmin

admin.site.register(Medlemskap, MedlemskapAdmin)
admin.site.register(Invitasjon, InvitasjonAdmin)


@admin.register(Foresporsel)
class PartforesporselAdmin(ForesporselAdmin):
    """Køen, med adressen personen har: er domenet virksomhetens, kan de neste bli med selv."""

    list_display = [
        "organisasjon", "bruker", "adressen", "domenet", "rolle", "status", "bedt_tid", "til_redaksjonen_tid", "melding",
    ]  # fmt: skip
    actions = ["godta_medlem", "godta_og_husk", "godta_administrator", "avsla"]

    def has_huske_permission(self, request: HttpRequest) -> bool:
        """Domenet viser hvem som hører til: den som endrer det, kan gi seg selv plass."""
        return bool(getattr(request.user, "is_superuser", False)) and self.has_svare_permission(request)

    @admin.display(description="e-post", ordering="bruker__epost")
    def adressen(self, rad: Foresporsel) -> str:
        return str(rad.bruker.epost)

    @admin.display(description="domenet")
    def domenet(self, rad: Foresporsel) -> str:
        domene, kjente = rad.bruker.epostdomene, rad.organisasjon.domenene
        if domene in kjente:
            return "virksomhetens"
        if not kan_vise_hvem(domene):
            return "hvem som helst kan ha det"
        return f"ukjent; virksomheten har {', '.join(kjente)}" if kjente else "ukjent"

    @admin.action(description="Godta som medlem, og husk domenet for de neste", permissions=["huske"])
    def godta_og_husk(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._gjor(request, queryset, godta_og_husk_domenet)


@admin.register(Behov)
class BehovAdmin(TaNed, Bareles):
    """Behovene som er publisert. Redaksjonen kan ta dem ned; innholdet er virksomhetens."""

    list_display = ["arbeidsnavn", "part", "tilstand", "publisert_tid", "arkivert_tid"]
    list_filter = ["tilstand"]
    list_select_related = ["part"]
    search_fields = ["arbeidsnavn", "part__navn"]
    actions = ["ta_ned"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Bare det som er publisert: et utkast er virksomhetens eget."""
        return super().get_queryset(request).filter(publisert_tid__isnull=False)


@admin.register(Rolle)
class RolleAdmin(ReferanseAdmin):
    virker = True
    list_display = ["navn", "slug", "slag", "skjult"]
    list_filter = ["slag"]
    search_fields = ["navn", "slug"]


@admin.register(OffentligPart)
class OffentligPartAdmin(ReferanseAdmin):
    list_display = ["navn", "type", "organisasjonsnummer", "nettsted", "skjult"]
    list_filter = ["type"]
    search_fields = ["navn", "organisasjonsnummer"]
    autocomplete_fields = ["omrade", "dekker", "overordnet"]
    for_administratorer = ("epostdomene", "andre_domener")


@admin.register(Kontaktpunkt)
class KontaktpunktAdmin(ReferanseAdmin):
    list_display = ["part", "slag", "verdi", "sist_kontrollert", "skjult"]
    list_filter = ["slag"]
    list_select_related = ["part"]
    search_fields = ["part__navn", "verdi"]
    autocomplete_fields = ["part"]


@admin.register(Registerkontakt)
class RegisterkontaktAdmin(Bareles):
    list_display = ["part", "telefon", "epost", "nettsted", "hentet_tid"]
    list_select_related = ["part"]
    search_fields = ["part__navn", "telefon", "epost", "nettsted", "adresse"]
    ordering = ["hentet_tid"]


@admin.register(Beslutningsvei)
class BeslutningsveiAdmin(ReferanseAdmin):
    virker = andre_oyne = True
    list_display = ["nokkel", "tema", "niva", "rang", "skjult"]
    list_filter = ["niva", "tema"]
    list_select_related = ["tema"]
    search_fields = ["nokkel", "grunn"]


@admin.register(Arshjul)
class ArshjulAdmin(ReferanseAdmin):
    list_display = ["niva", "maned_fra", "maned_til", "hva", "er_vindu"]
    list_filter = ["niva"]
    search_fields = ["hva", "gjor"]
