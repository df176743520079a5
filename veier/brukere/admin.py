from django.contrib import admin

from veier.brukere.models import Bruker


@admin.register(Bruker)
class BrukerAdmin(admin.ModelAdmin):
    """Leser og sperrer brukere. Passord og adresse endres bare av brukeren selv: adressen må bekreftes."""

    list_display = ["epost", "navn", "is_staff", "is_active", "opprettet_tid"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["epost", "navn"]
    fields = ["epost", "navn", "is_staff", "is_active", "groups"]
    readonly_fields = ["epost"]
    filter_horizontal = ["groups"]

    def has_add_permission(self, request):
        return False
