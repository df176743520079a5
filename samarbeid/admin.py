from django.contrib import admin

from samarbeid.models import Eksempel
from veier.referanse.redaksjon import ReferanseAdmin


@admin.register(Eksempel)
class EksempelAdmin(ReferanseAdmin):
    """Sakene, med kilder."""

    list_display = ["navn", "offentlig", "arstall", "status_i_dag", "kort_omtalt", "skjult"]
    list_filter = ["kort_omtalt", "skjult"]
    search_fields = ["navn", "entreprenor", "offentlig"]
