"""Redaksjonens side for sakene: kladd, forhåndsvisning, en kollega, publisering og nedtaking på selve saken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from samarbeid.models import Eksempel
from samarbeid.oppslag import handlinger
from samarbeid.oppslag.eksempelkontroll import advarsler, mangler_for_publisering
from samarbeid.oppslag.eksempler import vis_sak
from veier.brukere.models import Bruker
from veier.feil import Domenefeil
from veier.felter import Fritekst
from veier.konto.historikk import endringer
from veier.referanse.redaksjon import ReferanseAdmin
from veier.referanse.visning import kontroller


class Kollega(forms.Form):
    """Hvem som skal se på saken."""

    til = forms.ModelChoiceField(Bruker.objects.none(), label="Kollega", empty_label="Velg")


class Nedtaking(forms.Form):
    """Hvorfor en sak tas ned."""

    grunn = Fritekst(label="Hvorfor tas saken ned?", help_text="Står i hendelsesloggen.", max_length=500)


OVERSKRIFTER = {
    "publiser": "Publiser saken",
    "trekk": "Ta saken ned",
    "forkast": "Kast utkastet",
    "send": "Send til en kollega",
}


class Venter(SimpleListFilter):
    """Sakene med noe som venter på å bli publisert."""

    title = "venter på publisering"
    parameter_name = "venter"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("ja", "Ja")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "ja":
            return queryset
        return queryset.filter(Q(status=Eksempel.Status.UTKAST) | Q(versjon__isnull=False))


class EksempelAdmin(ReferanseAdmin):
    """Sakene, fra kilde til publisert side. Den som skriver, publiserer ikke selv."""

    change_form_template = "redaksjon/eksempel_endre.html"
    list_display = [
        "navn",
        "offentlig",
        "status",
        "venter",
        "skrevet_av",
        "arstall",
        "status_i_dag",
        "skjult",
    ]
    list_filter = [Venter, "status", "kort_omtalt", "skjult"]
    list_select_related = ["skrevet_av", "versjon"]
    search_fields = ["navn", "entreprenor", "offentlig"]
    prepopulated_fields = {"slug": ["navn"]}
    readonly_fields = ["status", "skrevet_av", "skrevet_tid", "publisert_av", "publisert_tid"]
    ventende_filter = "venter=ja"
    sider = ("eksempler",)

    def ventende(self, request: HttpRequest) -> int:
        """Det en annen har skrevet, som denne redaktøren kan publisere."""
        utkast = Eksempel.objects.filter(status=Eksempel.Status.UTKAST).exclude(skrevet_av=request.user.pk)
        ute = Eksempel.objects.filter(status=Eksempel.Status.PUBLISERT, versjon__isnull=False)
        return utkast.count() + ute.exclude(versjon__endret_av=request.user.pk).count()

    def venter(self, obj: Eksempel) -> bool:
        return hasattr(obj, "versjon") or obj.status == Eksempel.Status.UTKAST

    venter.boolean = True  # type: ignore[attr-defined]
    venter.short_description = "venter på publisering"  # type: ignore[attr-defined]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        felter = super().get_readonly_fields(request, obj)
        return felter if obj else [f for f in felter if f not in self.readonly_fields]

    def get_fields(self, request, obj=None):
        uten = set() if obj else set(self.readonly_fields)
        return [f for f in super().get_fields(request, obj) if f not in uten]

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Skjemaet viser utkastet når det er et."""
        sak = super().get_object(request, object_id, from_field)
        return handlinger.med_utkast(sak) if sak else None

    def kontroller_sidene(self, rad: Eksempel) -> Any:
        """Saken slik den blir når den er ute."""
        status, rad.status = rad.status, Eksempel.Status.PUBLISERT
        try:
            return kontroller(rad, sider=self.sider)
        finally:
            rad.status = status

    def save_model(self, request: HttpRequest, obj: Eksempel, form: Any, change: bool) -> None:
        if form is not None and change and not form.changed_data:
            return
        handlinger.lagre_eksempel(obj, av=request.user)
        beskjed = "Lagret som utkast. Siden leserne ser, er som før til en annen redaktør publiserer det."
        messages.info(request, beskjed)
        for tekst in mangler_for_publisering(obj):
            messages.warning(request, f"Før publisering: {tekst}")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ):
        sak = self.get_object(request, object_id)
        venter_pa = handlinger.skriver(sak) if sak else None
        mer = {
            "sak": sak,
            "er_ute": bool(sak) and sak.status == Eksempel.Status.PUBLISERT,
            "venter": bool(sak) and (venter_pa is not None or sak.status == Eksempel.Status.UTKAST),
            "egen": venter_pa == request.user.pk,
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **mer})

    def get_urls(self):
        pakk = self.admin_site.admin_view
        return [
            path("<int:pk>/forhandsvis/", pakk(self.vis), name="eksempel_vis"),
            path("<int:pk>/handling/<slug:hva>/", pakk(self.handling), name="eksempel_handling"),
            *super().get_urls(),
        ]

    def vis(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return vis_sak(request, handlinger.med_utkast(get_object_or_404(Eksempel, pk=pk)))

    def handling(self, request: HttpRequest, pk: int, hva: str) -> HttpResponse:
        """Spør først, og gjør det når det er bekreftet."""
        if hva not in OVERSKRIFTER:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        publisert = get_object_or_404(Eksempel, pk=pk)
        sak = handlinger.med_utkast(get_object_or_404(Eksempel, pk=pk))
        skjema = _skjema(request, hva)
        feil = ""
        if request.method == "POST" and (skjema is None or skjema.is_valid()):
            try:
                messages.success(request, self._utfor(request, sak, hva, skjema))
                return redirect("admin:samarbeid_eksempel_change", pk)
            except Domenefeil as hindring:
                feil = str(hindring)
        sammenheng = {
            **self.admin_site.each_context(request),
            "title": f"{OVERSKRIFTER[hva]}: {sak.navn}",
            "knapp": OVERSKRIFTER[hva],
            "sak": sak,
            "sett": handlinger.utgaven(publisert),
            "skjema": skjema,
            "feilmelding": feil,
            "mangler": mangler_for_publisering(sak) if hva == "publiser" else [],
            "advarsler": advarsler(sak) if hva == "publiser" else [],
            "endringer": endringer(publisert, sak, Eksempel, {"lastet"})
            if hva in {"publiser", "forkast"}
            else [],
        }
        return render(request, "redaksjon/eksempel_handling.html", sammenheng, status=422 if feil else 200)

    def _utfor(self, request: HttpRequest, sak: Eksempel, hva: str, skjema: Any) -> str:
        if hva == "publiser":
            if side := self.kontroller_sidene(sak):
                raise Domenefeil(side.setning)
            handlinger.publiser_eksempel(sak, av=request.user, sett=request.POST.get("sett", ""))
            return "Saken er publisert."
        if hva == "trekk":
            handlinger.trekk_eksempel(sak, grunn=skjema.cleaned_data["grunn"], av=request.user)
            return "Saken er tatt ned."
        if hva == "forkast":
            handlinger.forkast_utkast(sak, av=request.user, sett=request.POST.get("sett", ""))
            return "Utkastet er kastet. Siden leserne ser, er som før."
        til = skjema.cleaned_data["til"]
        handlinger.send_til_kollega(sak, til=til, av=request.user)
        return f"{til} har fått beskjed."


def _skjema(request: HttpRequest, hva: str) -> Any:
    data = request.POST if request.method == "POST" else None
    if hva == "trekk":
        return Nedtaking(data)
    if hva == "send":
        skjema = Kollega(data)
        skjema.fields["til"].queryset = Bruker.objects.redaktorer().exclude(pk=request.user.pk)
        return skjema
    return None


def adresse(sak: Eksempel, hva: str) -> str:
    return reverse("admin:eksempel_handling", args=[sak.pk, hva])
