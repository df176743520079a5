from django.contrib import admin

from veier.referanse.redaksjon import ReferanseAdmin
from veier.sok.models import Synonymgruppe


@admin.register(Synonymgruppe)
class SynonymgruppeAdmin(ReferanseAdmin):
    list_display = ["nokkel", "uttrykk", "smalere", "tema", "skjult"]
    search_fields = ["nokkel", "uttrykk", "smalere"]
