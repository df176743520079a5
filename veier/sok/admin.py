from __future__ import annotations

from functools import partial
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from veier.feil import Domenefeil
from veier.referanse.redaksjon import ReferanseAdmin
from veier.sok.handlinger import gjor_til_synonym, noter_foreslatt
from veier.sok.models import Synonymgruppe, TommeOrd, TomtSok
from veier.sok.rang.naermest import naermeste
from veier.typer import Nokkelord

# Det bare én har søkt etter, kan være hva som helst – også et navn.
VISES_FRA = 2
LIGNER_MEST = 5


@admin.register(Synonymgruppe)
class SynonymgruppeAdmin(ReferanseAdmin):
    list_display = ["nokkel", "uttrykk", "smalere", "tema", "skjult"]
    search_fields = ["nokkel", "uttrykk", "smalere"]
    virker = andre_oyne = True


@admin.register(TommeOrd)
class TommeOrdAdmin(ReferanseAdmin):
    list_display = ["gjelder", "ordene", "skjult"]
    search_fields = ["nokkel", "gjelder", "ordene"]
    virker = andre_oyne = True


class TomtSokSkjema(forms.ModelForm):
    """Hva uttrykket skal føre til."""

    class Hvordan:
        LIKT, SMALERE = "likt", "smalere"

    gruppe = forms.ModelChoiceField(
        Synonymgruppe.objects.synlige(), label=_("Legg i synonymgruppen"), required=False
    )
    hvordan = forms.ChoiceField(
        label=_("Som"),
        choices=[
            (Hvordan.LIKT, _("Betyr det samme som de andre i gruppen")),
            (Hvordan.SMALERE, _("Snevrere: et søk etter gruppen skal finne dette, men ikke omvendt")),
        ],
        initial=Hvordan.LIKT,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = TomtSok
        fields = ["status"]

    def __init__(self, *args: Nokkelord, **valg: Nokkelord) -> None:
        """Gruppene som ligner mest på uttrykket, står først i listen."""
        super().__init__(*args, **valg)
        if "gruppe" in self.fields and self.instance.pk:
            felt = cast(forms.ModelChoiceField, self.fields["gruppe"])
            alle = list(felt.queryset or ())
            forst = naermeste(self.instance.uttrykk, alle, LIGNER_MEST)
            resten = [g for g in alle if g not in forst]
            felt.choices = [
                ("", felt.empty_label),
                *(
                    (tittel, [(g.pk, felt.label_from_instance(g)) for g in grupper])
                    for tittel, grupper in ((_("Ligner mest"), forst), (_("De andre"), resten))
                    if grupper
                ),
            ]


@admin.register(TomtSok)
class TomtSokAdmin(admin.ModelAdmin):
    """Køen: det mange har søkt etter uten svar, øverst."""

    form = TomtSokSkjema
    list_display = ["uttrykk", "antall", "sist_dato", "status"]
    list_filter = ["status"]
    search_fields = ["uttrykk"]
    readonly_fields = ["uttrykk", "antall", "sist_dato"]
    fields = ["uttrykk", "antall", "sist_dato", "gruppe", "hvordan", "status"]
    ordering = ["-antall", "uttrykk"]
    ventende_filter = "status__exact=nytt"

    def ventende(self, request: HttpRequest) -> int:
        return self.get_queryset(request).filter(status=TomtSok.Status.NYTT).count()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(antall__gte=VISES_FRA)

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.Form, change: bool) -> None:
        gruppe = form.cleaned_data.get("gruppe")
        if gruppe is None:
            super().save_model(request, obj, form, change)
            return
        tomt = cast(TomtSok, obj)
        smalere = form.cleaned_data["hvordan"] == TomtSokSkjema.Hvordan.SMALERE
        side = cast(SynonymgruppeAdmin, self.admin_site._registry[Synonymgruppe])
        if not side.has_change_permission(request, gruppe):
            raise PermissionDenied
        try:
            adresse = side.foresla(
                request, gruppe, partial(gjor_til_synonym, tomt.uttrykk, gruppe=gruppe, smalere=smalere)
            )
        except Domenefeil as feil:
            messages.error(request, str(feil))
            return
        noter_foreslatt(tomt)
        messages.success(
            request, format_html('<a href="{}">Forslaget</a> venter på en annen i redaksjonen.', adresse)
        )
