from django.contrib import admin

from samarbeid.handlinger.henvendelse import sett_status
from samarbeid.models import Artikkel, Dokumentmal, Eksempel, Henvendelse, Ordforklaring, Stottested
from veier.referanse.redaksjon import ReferanseAdmin


@admin.register(Eksempel)
class EksempelAdmin(ReferanseAdmin):
    """Sakene, med kilder."""

    list_display = ["navn", "offentlig", "arstall", "status_i_dag", "kort_omtalt", "skjult"]
    list_filter = ["kort_omtalt", "skjult"]
    search_fields = ["navn", "entreprenor", "offentlig"]


@admin.register(Artikkel)
class ArtikkelAdmin(ReferanseAdmin):
    """Veiledninger og sider om portalen, i Markdown."""

    list_display = ["tittel", "hylle", "side", "sist_kontrollert", "skjult"]
    list_filter = ["hylle", "side", "skjult"]
    search_fields = ["tittel", "ingress", "tekst"]


@admin.register(Ordforklaring)
class OrdforklaringAdmin(ReferanseAdmin):
    """Ordboken."""

    list_display = ["ord", "brukes_av", "skjult"]
    list_filter = ["brukes_av", "skjult"]
    search_fields = ["ord", "forklaring"]


@admin.register(Stottested)
class StottestedAdmin(ReferanseAdmin):
    """Andre steder å lete."""

    list_display = ["navn", "side", "lenke", "sist_kontrollert", "skjult"]
    list_filter = ["side", "skjult"]
    search_fields = ["navn", "hva"]


@admin.register(Dokumentmal)
class DokumentmalAdmin(ReferanseAdmin):
    """Malene. Versjonen øker av seg selv når teksten endres."""

    list_display = ["navn", "side", "versjon", "endret", "skjult"]
    list_filter = ["side", "skjult"]
    search_fields = ["navn", "tekst"]
    readonly_fields = ["versjon", "endret"]


@admin.register(Henvendelse)
class HenvendelseAdmin(admin.ModelAdmin):
    """Køen av meldinger. Teksten er avsenderens og endres ikke her."""

    list_display = ["referanse", "emne", "status", "sendt_tid"]
    list_filter = ["status", "emne"]
    search_fields = ["referanse", "tekst"]
    readonly_fields = ["referanse", "emne", "tekst", "om_side", "navn", "epost", "sendt_tid", "ferdig_tid"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Statusen settes av handlingen, så oppbevaringstiden regnes og hendelsen logges."""
        sett_status(obj, status=obj.status)
