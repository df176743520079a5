from django.contrib import admin

from entreprenorer.models import (
    Entreprenor,
    Foresporsel,
    Ide,
    Invitasjon,
    Medlemskap,
    Referanse,
    Registerendring,
    Virkning,
)
from veier.gjennomgang.handlinger.vurdering import ta_ned
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
    actions = ["ta_ned"]

    @admin.action(description="Ta ned profilen", permissions=["change"])
    def ta_ned(self, request, queryset):
        for profil in queryset:
            ta_ned(profil, av=request.user)
        self.message_user(request, f"{len(queryset)} er tatt ned.")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PubliserbarAdmin(Bareles):
    """Det som er publisert. Redaksjonen kan ta det ned; innholdet er eierens."""

    list_display = ["arbeidsnavn", "entreprenor", "publisert_tid", "arkivert_tid"]
    list_filter = [("publisert_tid", admin.EmptyFieldListFilter)]
    list_select_related = ["entreprenor"]
    search_fields = ["arbeidsnavn", "entreprenor__navn"]
    actions = ["ta_ned"]

    def get_queryset(self, request):
        """Bare det som er publisert: et utkast er eierens eget."""
        return super().get_queryset(request).filter(publisert_tid__isnull=False)

    @admin.action(description="Ta ned", permissions=["svare"])
    def ta_ned(self, request, queryset):
        for rad in queryset:
            ta_ned(rad, av=request.user)
        self.message_user(request, f"{len(queryset)} er tatt ned.")

    def has_svare_permission(self, request):
        return request.user.has_perm(f"entreprenorer.change_{self.model._meta.model_name}")


admin.site.register(Ide, PubliserbarAdmin)
admin.site.register(Virkning, PubliserbarAdmin)


@admin.register(Referanse)
class ReferanseAdmin(Bareles):
    """Referansene. Redaksjonen kan skjule en som ikke hører hjemme her."""

    list_display = ["entreprenor", "part", "hva", "status", "skjult", "bedt_tid"]
    list_filter = ["status", "skjult"]
    list_select_related = ["entreprenor", "part"]
    search_fields = ["entreprenor__navn", "part__navn", "hva"]
    exclude = ["avtrykk"]
    actions = ["skjul", "vis"]

    @admin.action(description="Skjul", permissions=["svare"])
    def skjul(self, request, queryset):
        queryset.update(skjult=True)

    @admin.action(description="Vis igjen", permissions=["svare"])
    def vis(self, request, queryset):
        queryset.update(skjult=False)

    def has_svare_permission(self, request):
        return request.user.has_perm("entreprenorer.change_referanse")


@admin.register(Registerendring)
class RegisterendringAdmin(Bareles):
    list_display = ["entreprenor", "felt", "fra", "til", "sett_dato"]
    list_select_related = ["entreprenor"]
    search_fields = ["entreprenor__navn"]
