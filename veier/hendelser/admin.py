from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from veier.hendelser.models import Hendelse


@admin.register(Hendelse)
class HendelseAdmin(admin.ModelAdmin):
    """Loggen leses her; ingen kan endre den."""

    list_display = ["tid", "kode", "gjelder_type", "gjelder_id"]
    list_filter = ["kode"]
    search_fields = ["gjelder_id", "gjelder_type", "kode"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
