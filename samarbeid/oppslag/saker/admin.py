"""Redaksjonens side for sakene: kladd, forhåndsvisning, en kollega, publisering og nedtaking på selve saken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import EmptyFieldListFilter, SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format

from samarbeid.models import Eksempel, Eksempelversjon, Henvendelse
from samarbeid.oppslag.saker import bildesider, handlinger, utgavesider
from samarbeid.oppslag.saker.bilder import STORSTE_FIL
from samarbeid.oppslag.saker.hjelp import HJELP, skjema_for
from samarbeid.oppslag.saker.kontroll import advarsler, mangler_for_publisering
from samarbeid.oppslag.saker.oppsett import del_inn, navngitte
from samarbeid.oppslag.saker.sider import vis_sak
from samarbeid.partene.oyne import hindring
from veier.brukere.innlogget import den_innloggede
from veier.feil import Domenefeil
from veier.foresporsel.opplasting import tar_imot_filer
from veier.konto.historikk import endringer
from veier.referanse import oversettelse
from veier.referanse.modell import Referanserad
from veier.referanse.redaksjon import ReferanseAdmin
from veier.referanse.skjema import Redaksjonsskjema
from veier.referanse.visning import Feilside, kontroller
from veier.typer import Nokkelord, Sammenheng, Verdier

OVERSKRIFTER = {
    "publiser": "Publiser saken",
    "planlegg": "Publiser senere",
    "avlys": "Avlys publiseringen",
    "trekk": "Ta saken ned",
    "forkast": "Kast utkastet",
    "send": "Send til en kollega",
    "tilbake": "Send tilbake",
}


PUBLISERER = {"publiser", "planlegg"}
MEST_BILDE = STORSTE_FIL + 1024 * 1024  # litt til, så siden kan si at filen er for stor


class Venter(SimpleListFilter):
    """Sakene med noe som venter på å bli publisert."""

    title = "venter på publisering"
    parameter_name = "venter"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("ja", "Ja")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "ja":
            return queryset
        return queryset.filter(versjon__isnull=False)


class EksempelAdmin(ReferanseAdmin):
    """Sakene, fra kilde til publisert side. Den som skriver, publiserer ikke selv."""

    change_form_template = "redaksjon/eksempel_endre.html"
    forhandsvises = False  # utkastet har sin egen
    list_display = [
        "navn",
        "offentlig",
        "er_ute",
        "venter",
        "skrevet_av",
        "arstall",
        "status_i_dag",
        "skjult",
    ]
    list_filter = [Venter, ("publisert_tid", EmptyFieldListFilter), "kort_omtalt", "skjult"]
    list_select_related = ["versjon__endret_av"]
    search_fields = ["navn", "entreprenor", "offentlig"]
    prepopulated_fields = {"slug": ["navn"]}
    readonly_fields = ["publisert_tid"]
    ventende_filter = "venter=ja"
    sider = ("eksempler",)

    def ventende(self, request: HttpRequest) -> int:
        """Det en annen har skrevet, som denne redaktøren kan publisere."""
        return Eksempelversjon.objects.exclude(endret_av=den_innloggede(request).pk).count()

    @admin.display(description="ute", boolean=True)
    def er_ute(self, obj: Eksempel) -> bool:
        return obj.er_publisert

    @admin.display(description="venter på publisering", boolean=True)
    def venter(self, obj: Eksempel) -> bool:
        return hasattr(obj, "versjon")

    @admin.display(description="skrevet av")
    def skrevet_av(self, obj: Eksempel) -> str:
        return str(obj.versjon.endret_av or "") if hasattr(obj, "versjon") else ""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **valg: Nokkelord
    ) -> forms.Field | None:
        """Hvert felt sier hva det er til."""
        if not db_field.help_text:
            valg.setdefault("help_text", HJELP.get(db_field.name, ""))
        return super().formfield_for_dbfield(db_field, request, **valg)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        """En ny sak kan begynne med det noen har meldt inn (``?melding=K7RM-2PXD``)."""
        start = super().get_changeform_initial_data(request)
        melding = Henvendelse.objects.filter(referanse=request.GET.get("melding", "")).first()
        return start | ({"behov": melding.tekst} if melding else {})

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        felter = super().get_readonly_fields(request, obj)
        return felter if obj else [f for f in felter if f not in self.readonly_fields]

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str | list[str] | tuple[str, ...] | tuple[()]]:
        uten = set() if obj else set(self.readonly_fields)
        return [f for f in super().get_fields(request, obj) if f not in uten]

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list[Any]:
        """Under overskrifter, i den rekkefølgen en kilde leses."""
        oversatt = {o.navn: o.felt for o in oversettelse.oversettelser(self.model)}
        felter = [str(felt) for felt in self.get_fields(request, obj)]
        return [(overskrift, {"fields": del_}) for overskrift, del_ in del_inn(felter, oversatt)]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Eksempel | None:
        """Skjemaet viser utkastet når det er et."""
        sak = super().get_object(request, object_id, from_field)
        return handlinger.med_utkast(cast(Eksempel, sak)) if sak else None

    def i_regnearket(self, rad: models.Model) -> models.Model:
        return handlinger.med_utkast(cast(Eksempel, rad))

    def kontroller_sidene(self, rad: Referanserad) -> Feilside | None:
        """Saken slik den blir når den er ute."""
        sak = cast(Eksempel, rad)
        tid, sak.publisert_tid = sak.publisert_tid, sak.publisert_tid or timezone.now()
        try:
            return kontroller(sak, sider=self.sider)
        finally:
            sak.publisert_tid = tid

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: Redaksjonsskjema | None, change: bool
    ) -> None:
        if form is not None and change and not form.changed_data:
            return
        sak = cast(Eksempel, obj)
        lagret = handlinger.lagre_eksempel(sak, av=den_innloggede(request))
        for tekst in lagret.setninger:
            messages.info(request, tekst)
        for tekst in form.advarsler if form is not None and change else ():
            messages.warning(request, tekst)
        for tekst in mangler_for_publisering(sak):
            messages.warning(request, f"Før publisering: {tekst}")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Sammenheng | None = None,
    ) -> HttpResponse:
        sak = self.get_object(request, object_id)
        utkastet = handlinger.utkastet(sak) if sak else None
        mer = {
            "sak": sak,
            "er_ute": sak is not None and sak.er_publisert,
            "venter": utkastet is not None,
            "utkastet": utkastet,
            "hindring": hindring(utkastet, av=den_innloggede(request)) if utkastet else "",
            "kommentarene": navngitte(utkastet.kommentarer) if utkastet else [],
            "historikken": [(u, navngitte(u.kommentarer)) for u in handlinger.historikken(sak)]
            if sak
            else [],
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **mer})

    def get_urls(self) -> list[URLPattern]:
        pakk = self.admin_site.admin_view
        return [
            path("<int:pk>/forhandsvis/", pakk(self.vis), name="eksempel_vis"),
            path("<int:pk>/handling/<slug:hva>/", pakk(self.handling), name="eksempel_handling"),
            path("<int:pk>/utgaver/", pakk(self.utgaver), name="eksempel_utgaver"),
            path("<int:pk>/bilder/", tar_imot_filer(MEST_BILDE)(pakk(self.bildene)), name="eksempel_bilder"),
            path("<int:pk>/bilder/<slug:fil>/", pakk(self.ett_bilde), name="eksempel_ett_bilde"),
            *super().get_urls(),
        ]

    def vis(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        sak = handlinger.med_utkast(get_object_or_404(Eksempel, pk=pk))
        return vis_sak(request, sak, tilbake=reverse("admin:samarbeid_eksempel_change", args=[pk]))

    def utgaver(self, request: HttpRequest, pk: int) -> HttpResponse:
        return utgavesider.utgaver(request, pk, self._grunnlag(request))

    def bildene(self, request: HttpRequest, pk: int) -> HttpResponse:
        return bildesider.bildene(request, pk, self._grunnlag(request))

    def ett_bilde(self, request: HttpRequest, pk: int, fil: str) -> HttpResponse:
        return bildesider.ett_bilde(request, pk, fil, self._grunnlag(request))

    def _grunnlag(self, request: HttpRequest) -> Sammenheng:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self.admin_site.each_context(request)

    def handling(self, request: HttpRequest, pk: int, hva: str) -> HttpResponse:
        """Spør først, og gjør det når det er bekreftet."""
        if hva not in OVERSKRIFTER:
            raise Http404
        if not self.has_change_permission(request):
            raise PermissionDenied
        publisert = get_object_or_404(Eksempel, pk=pk)
        sak = handlinger.med_utkast(get_object_or_404(Eksempel, pk=pk))
        skjema = skjema_for(request, hva)
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
            "sett": utkastet.merke if (utkastet := handlinger.utkastet(publisert)) else "",
            "skjema": skjema,
            "feilmelding": feil,
            "mangler": mangler_for_publisering(sak) if hva in PUBLISERER else [],
            "advarsler": advarsler(sak) if hva in PUBLISERER else [],
            "endringer": endringer(publisert, sak, Eksempel, {"lastet"})
            if hva in PUBLISERER | {"forkast"}
            else [],
        }
        return render(request, "redaksjon/eksempel_handling.html", sammenheng, status=422 if feil else 200)

    def _utfor(self, request: HttpRequest, sak: Eksempel, hva: str, skjema: forms.Form | None) -> str:
        sett = request.POST.get("sett", "")
        skrevet: Verdier = skjema.cleaned_data if skjema else {}
        if hva == "publiser":
            if side := self.kontroller_sidene(sak):
                raise Domenefeil(side.setning)
            handlinger.publiser_eksempel(sak, av=den_innloggede(request), sett=sett)
            return "Saken er publisert."
        if hva == "planlegg":
            if side := self.kontroller_sidene(sak):
                raise Domenefeil(side.setning)
            versjon = handlinger.planlegg(sak, **skrevet, av=den_innloggede(request), sett=sett)
            return f"Saken publiseres {date_format(timezone.localtime(versjon.planlagt_tid), 'j. F Y H.i')}."
        if hva == "avlys":
            handlinger.avlys(sak, av=den_innloggede(request))
            return "Publiseringen er avlyst. Utkastet er som før."
        if hva == "trekk":
            handlinger.trekk_eksempel(sak, **skrevet, av=den_innloggede(request))
            return "Saken er tatt ned."
        if hva == "forkast":
            handlinger.forkast_utkast(sak, av=den_innloggede(request), sett=sett)
            return "Utkastet er kastet. Siden leserne ser, er som før."
        if hva == "tilbake":
            skrev = handlinger.send_tilbake(sak, **skrevet, av=den_innloggede(request), sett=sett)
            return f"Sendt tilbake. {skrev} har fått beskjed." if skrev else "Sendt tilbake."
        til = skrevet["til"]
        handlinger.send_til_kollega(sak, til=til, av=den_innloggede(request))
        return f"{til} har fått beskjed."


def adresse(sak: Eksempel, hva: str) -> str:
    return reverse("admin:eksempel_handling", args=[sak.pk, hva])
