from django.contrib import admin
from django.db import models
from django.http import HttpRequest

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
from veier.gjennomgang.redaksjon import TaNed
from veier.medlemskap.redaksjon import Bareles, ForesporselAdmin, InvitasjonAdmin, MedlemskapAdmin
from veier.referanse.redaksjon import ReferanseAdmin

admin.site.register(Medlemskap, MedlemskapAdmin)
admin.site.register(Invitasjon, InvitasjonAdmin)
admin.site.register(Foresporsel, ForesporselAdmin)


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
    search_fields = ["part__navn", "telefon", "epost"]
    ordering = ["hentet_tid"]


@admin.register(Beslutningsvei)
class BeslutningsveiAdmin(ReferanseAdmin):
    virker = True
    list_display = ["nokkel", "tema", "niva", "rang", "skjult"]
    list_filter = ["niva", "tema"]
    list_select_related = ["tema"]
    search_fields = ["nokkel", "grunn"]


@admin.register(Arshjul)
class ArshjulAdmin(ReferanseAdmin):
    list_display = ["niva", "maned_fra", "maned_til", "hva", "er_vindu"]
    list_filter = ["niva"]
    search_fields = ["hva", "gjor"]
