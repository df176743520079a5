from django.contrib import admin

from entreprenorer.models import Entreprenor, Foresporsel, Invitasjon, Medlemskap, Registerendring
from veier.medlemskap.redaksjon import Bareles, ForesporselAdmin, InvitasjonAdmin, MedlemskapAdmin

admin.site.register(Medlemskap, MedlemskapAdmin)
admin.site.register(Invitasjon, InvitasjonAdmin)
admin.site.register(Foresporsel, ForesporselAdmin)


@admin.register(Entreprenor)
class EntreprenorAdmin(admin.ModelAdmin):
    """Profilene. Redaksjonen kan skjule en profil og rette det som ikke kommer fra registeret."""

    list_display = ["navn", "organisasjonsnummer", "registerkontroll", "opplost_tid", "skjult"]
    list_filter = ["registerkontroll", "skjult", ("opplost_tid", admin.EmptyFieldListFilter)]
    search_fields = ["navn", "organisasjonsnummer"]
    fields = [
        "navn",
        "organisasjonsnummer",
        "kilder",
        "skjult",
        "registerkontroll",
        "register_hentet_tid",
        "opplost_tid",
    ]
    readonly_fields = ["organisasjonsnummer", "registerkontroll", "register_hentet_tid", "opplost_tid"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Registerendring)
class RegisterendringAdmin(Bareles):
    list_display = ["entreprenor", "felt", "fra", "til", "sett_dato"]
    list_select_related = ["entreprenor"]
    search_fields = ["entreprenor__navn"]
