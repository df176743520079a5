from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.translation import gettext as _

from veier.referanse.redaksjon import ReferanseAdmin
from veier.taksonomi.models import (
    Malgruppe,
    Omrade,
    Samarbeidsmodell,
    Synonym,
    Tekstsignal,
    Tema,
    Terskelverdi,
    Tilskuddsordning,
)


@admin.register(Tema, Malgruppe)
class OrdforradAdmin(ReferanseAdmin):
    virker = andre_oyne = True
    sider = ("eksempler", "modeller")
    list_display = ["navn", "slug", "skjult"]
    search_fields = ["navn", "slug"]


class Malformfilter(admin.AllValuesFieldListFilter):
    """Det tomme valget har et navn, så lenken til det også har det."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for valg in super().choices(changelist):
            yield {**valg, "display": valg["display"] or _("Ikke valgt")}


@admin.register(Omrade)
class OmradeAdmin(ReferanseAdmin):
    list_display = ["navn", "kode", "type", "malform", "innbyggere"]
    list_filter = ["type", ("malform", Malformfilter)]
    search_fields = ["navn", "kode", "andre_navn"]
    autocomplete_fields = ["overordnet"]


@admin.register(Synonym)
class SynonymAdmin(ReferanseAdmin):
    virker = andre_oyne = True
    list_display = ["uttrykk", "gjelder", "styrke", "skjult"]
    list_filter = ["styrke", "gjelder"]
    search_fields = ["uttrykk", "gjelder"]


@admin.register(Tekstsignal)
class TekstsignalAdmin(ReferanseAdmin):
    virker = andre_oyne = True
    list_display = ["uttrykk", "felt", "verdi", "skjult"]
    list_filter = ["felt"]
    search_fields = ["uttrykk"]


@admin.register(Samarbeidsmodell)
class SamarbeidsmodellAdmin(ReferanseAdmin):
    virker = andre_oyne = True
    sider = ("modeller",)
    list_display = ["nummer", "navn", "gruppe", "sist_kontrollert", "skjult"]
    list_display_links = ["navn"]
    list_filter = ["gruppe"]
    search_fields = ["navn", "slug"]


@admin.register(Terskelverdi)
class TerskelverdiAdmin(ReferanseAdmin):
    virker = andre_oyne = True
    sider = ("modeller",)
    list_display = ["navn", "verdi", "status", "gyldig_fra", "gyldig_til", "sist_kontrollert"]
    list_filter = ["status"]
    search_fields = ["navn", "slug"]


@admin.register(Tilskuddsordning)
class TilskuddsordningAdmin(ReferanseAdmin):
    virker = True
    sider = ("tilskudd",)
    list_display = ["navn", "forvalter", "soker", "sett_arstall", "sist_kontrollert", "skjult"]
    list_filter = ["soker"]
    search_fields = ["navn", "forvalter"]
