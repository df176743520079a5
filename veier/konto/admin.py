from django.contrib import admin, messages

from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.konto.handlinger.tilgang import endre_tilgang
from veier.konto.redaksjon.vern import BareAdministratorer


@admin.register(Bruker)
class BrukerAdmin(BareAdministratorer, admin.ModelAdmin):
    """Administratorene gir og tar tilgang til redaksjonen, og stenger kontoer.

    Passord og adresse endres bare av brukeren selv: adressen må bekreftes. Sin egen konto og andre
    administratorers kan ingen endre her.
    """

    list_display = ["epost", "navn", "is_staff", "is_superuser", "is_active", "opprettet_tid"]
    list_filter = ["is_staff", "is_superuser", "is_active"]
    search_fields = ["epost", "navn"]
    fields = ["epost", "navn", "is_staff", "is_active", "is_superuser", "opprettet_tid", "last_login"]
    readonly_fields = ["epost", "is_superuser", "opprettet_tid", "last_login"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Kontoen slettes av personen selv, med frist, eller av oppbevaringen."""
        return False

    def has_change_permission(self, request, obj=None):
        fredet = obj is not None and (obj.pk == request.user.pk or obj.is_superuser)
        return not fredet and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        try:
            endre_tilgang(obj, av=request.user, redaktor=obj.is_staff, aktiv=obj.is_active, navn=obj.navn)
        except Domenefeil as feil:
            messages.error(request, str(feil))
