"""Grunnlaget for redaksjonens sider om referansedata."""

from django.contrib import admin
from django.db import models


class ReferanseAdmin(admin.ModelAdmin):
    """Redaktøren kan endre og skjule, ikke slette: en rad som er borte fra filen, ville kommet igjen."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Nøklene andre rader viser til, endres aldri når raden først finnes."""
        nokler = [f.name for f in self.model._meta.fields if f.unique and not f.primary_key]
        return [*super().get_readonly_fields(request, obj), *(nokler if obj else [])]
