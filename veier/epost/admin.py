from django.contrib import admin

from veier.epost.handlinger import prov_igjen
from veier.epost.models import Utsending


@admin.register(Utsending)
class UtsendingAdmin(admin.ModelAdmin):
    """Hva som er sendt, hva som venter, og hva portalen har gitt opp."""

    list_display = ["emne", "til", "status", "forsok", "siste_feil", "opprettet_tid"]
    list_filter = ["status"]
    search_fields = ["til", "emne"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["prov_pa_nytt"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="Prøv å sende på nytt", permissions=["view"])
    def prov_pa_nytt(self, request, queryset):
        for utsending in queryset:
            prov_igjen(utsending)
