"""Grunnlaget for redaksjonens sider om referansedata."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from veier.database.kolonner import kolonne, tekstkolonner
from veier.dokument import ark
from veier.referanse import endring, oversettelse, regneark, skjemafelt, virkning
from veier.referanse.modell import Referanserad
from veier.referanse.skjema import Redaksjonsskjema
from veier.referanse.virkningsside import HVORFOR, ViserVirkning
from veier.referanse.visning import Feilside
from veier.typer import Nokkelord


class ReferanseAdmin(ViserVirkning):
    """Redaktøren kan endre og skjule, ikke slette: en rad som er borte fra filen, ville kommet igjen.

    Det som lagres, er bare feltene som er endret, og bare når sidene leserne ser, fortsatt kan vises.
    ``sider`` er adressenavnene til oversiktene raden står i; siden om raden selv er ``get_absolute_url``. Med ``virker`` ser
    redaktøren hva endringen gjør med de kjente sakene, og bekrefter den; med ``andre_oyne`` må en annen godkjenne den,
    når den er mer enn en tekst.
    """

    form = Redaksjonsskjema
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {
        models.CharField: {"form_class": skjemafelt.Tekst},
        models.SlugField: {"form_class": skjemafelt.Slug},
        models.TextField: {"form_class": skjemafelt.Fritekst},
        models.URLField: {"form_class": skjemafelt.Lenke, "assume_scheme": "https"},
    }
    sider: tuple[str, ...] = ()
    # Det som avgjør hvem noen er. En redaktør ser det; bare en administrator endrer det, også fra fil og fra historikken.
    for_administratorer: tuple[str, ...] = ()
    change_list_template = "redaksjon/referanseliste.html"

    def get_urls(self) -> list[URLPattern]:
        foran = f"{self.opts.app_label}_{self.opts.model_name}"
        pakk = self.admin_site.admin_view
        return [
            path("tabell.csv", pakk(self.last_ned), name=f"{foran}_csv"),
            path("fra-fil/", pakk(self.fra_fil), name=f"{foran}_fra_fil"),
            *super().get_urls(),
        ]

    def last_ned(self, request: HttpRequest) -> HttpResponse:
        """Tabellen som regneark, med feltene redaktøren kan endre."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return ark.som_csv(regneark.skriv(self, request), navn=str(self.opts.model_name))

    def fra_fil(self, request: HttpRequest) -> HttpResponse:
        """Viser hva filen ville endret. Lagrer når redaktøren har sett det samme, og ingen linje er feil."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        plan, feil, tekst = None, "", ""
        funnet: list[virkning.Virkning] = []
        if request.method == "POST":
            try:
                tekst = ark.innholdet(request)
                with transaction.atomic():
                    plan = regneark.les(self, request, tekst, laas="lagre" in request.POST)
                    sett = "lagre" in request.POST and request.POST.get("merke") == plan.merke
                    if sett and not plan.har_feil and plan.endres:
                        return self.lagre_plan(request, plan)
                if "lagre" in request.POST:
                    feil = "Noe er endret siden du så på dette. Se over en gang til."
                elif self.virker and plan.endres and not plan.har_feil:
                    funnet = virkning.prov(partial(regneark.lagre, self, request, plan))
            except ark.Arkfeil as hindring:
                feil = str(hindring)
        sammenheng = {
            **self.admin_site.each_context(request), "title": f"Endre fra fil: {self.opts.verbose_name_plural}",
            "opts": self.opts, "plan": plan, "antall": regneark.antall(plan), "tekst": tekst, "feil": feil, "virkningene": funnet,
            "andre_oyne": plan is not None and self.ma_godkjennes(endring.fra_plan(plan), funnet),
            "hvorfor": HVORFOR, "skrevet_hvorfor": request.POST.get(HVORFOR, ""),
        }  # fmt: skip
        kode = 422 if feil or (plan and plan.har_feil) else 200
        return render(request, "redaksjon/fra_fil.html", sammenheng, status=kode)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """All teksten i raden, på alle språk. Feltene siden selv nevner, kan også stå i andre tabeller."""
        oversatt = ["oversettelser"] if hasattr(self.model, "oversettelser") else []
        egne = super().get_search_fields(request)
        return list(dict.fromkeys([*egne, *tekstkolonner(self.model), *oversatt]))

    def i_regnearket(self, rad: models.Model) -> models.Model:
        """Raden slik skjemaet ville vist den."""
        return rad

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """Nøklene andre rader viser til, endres aldri når raden først finnes."""
        nokler = [f.name for f in self.model._meta.fields if f.unique and not f.primary_key]
        fredet = () if getattr(request.user, "is_superuser", False) else self.for_administratorer
        return [*super().get_readonly_fields(request, obj), *(nokler if obj else []), *fredet]

    def get_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> list[str | list[str] | tuple[str, ...] | tuple[()]]:
        """Hver oversettelse står rett etter teksten den er av."""
        oversatt = oversettelse.oversettelser(self.model)
        egne = [str(n) for n in super().get_fields(request, obj) if n not in {o.navn for o in oversatt}]
        return [n for ett in egne for n in (ett, *(o.navn for o in oversatt if o.felt == ett))]

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **valg: Nokkelord
    ) -> type[forms.ModelForm[models.Model]]:
        """Skjemaet har tekstene på hvert språk, og vet hvilke sider det må holde i live."""
        oversatt = {o.navn: self._skjemafelt(request, o) for o in oversettelse.oversettelser(self.model)}
        form = type(self.form.__name__, (self.form,), {**oversatt, "__module__": self.form.__module__})
        klasse = super().get_form(request, obj, change, **{"form": form, **valg})
        return type(klasse.__name__, (klasse,), {"kontroller_sidene": self.kontroller_sidene})

    def _skjemafelt(self, request: HttpRequest, oversatt: oversettelse.Oversettelse) -> forms.Field:
        """Det samme feltet som for hovedspråket; det må fylles ut bare når språket er lovet og teksten krever det."""
        felt = self.formfield_for_dbfield(kolonne(self.model, oversatt.felt), request)
        if felt is None:
            raise TypeError(f"{oversatt.navn} har ikke noe skjemafelt")
        felt.required = oversatt.sprak.lovet and oversatt.felt in getattr(self.model, "ma_oversettes", ())
        felt.label = oversatt.ledetekst(self.model)
        felt.initial, felt.help_text = None, ""
        return felt

    def kontroller_sidene(self, rad: Referanserad) -> Feilside | None:
        """Den første siden som ikke kan vises når raden er lagret slik; None når alle kan det."""
        from veier.referanse.visning import kontroller

        return kontroller(rad, sider=self.sider)

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: Redaksjonsskjema | None, change: bool
    ) -> None:
        self.noter_lagret(request, obj)
        if form is None or not change:
            obj.save()
            return
        felt = oversettelse.feltnavn(type(obj), form.changed_data) & _kolonner(obj)
        if felt:
            obj.save(update_fields=felt)
        for advarsel in form.advarsler:
            self.message_user(request, advarsel, messages.WARNING)


def _kolonner(rad: models.Model) -> set[str]:
    return {felt.name for felt in rad._meta.concrete_fields}
