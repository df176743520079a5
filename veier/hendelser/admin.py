from django.contrib import admin

from veier.hendelser.models import Hendelse


@admin.register(Hendelse)
class HendelseAdmin(admin.ModelAdmin):
    """Loggen leses her; ingen kan endre den."""

    list_display = ["tid", "kode", "gjelder_type", "gjelder_id"]
    list_filter = ["kode"]
    search_fields = ["gjelder_id", "kode"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
