"""Det redaksjonens sider ikke kan brukes til: å gjette seg fram til det de ikke viser.

En liste i Djangos redaksjon tar imot filtre på hvilket felt som helst, også det siden ikke viser. Ett svar om
gangen, treff eller ikke, leser det en nøkkel bokstav for bokstav. Her er bare filtrene siden selv har, tillatt.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib.admin.filters import SimpleListFilter
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse

from veier.konto import okter
from veier.konto.redaksjon import oppslag
from veier.konto.tilganger import to_trinn_er_ferske
from veier.typer import Nokkelord, Sideblanding

# Felt som er nøkler, koder, passord eller innhold som bare mottakeren skal se. Ingen side viser, filtrerer, sorterer
# eller søker i dem, og historikken har dem ikke.
HEMMELIGE_FELT = frozenset(
    {"avtrykk", "delt_avtrykk", "forseglet_delenokkel", "password", "session_data", "session_key"}
)
# I andres tabeller. En egen modell sier det selv, med ``hemmelige_felt``.
HEMMELIGE_I = {
    "epost.utsending": {"tekst", "html", "nokkel", "melding_id"},
    "mfa.authenticator": {"data"},
    "personvern.eksport": {"innhold"},
    "procrastinate.procrastinatejob": {"args"},
    "socialaccount.socialaccount": {"extra_data"},
}
# Det filtrene legger til bak navnet på feltet.
SLAG = {
    "",
    "exact",
    "isnull",
    "isempty",
    "in",
    "gt",
    "gte",
    "lt",
    "lte",
    "id__exact",
    "pk__exact",
    "slug__exact",
}
DATO = {"year", "month", "day"}


def er_hemmelig(felt: models.Field) -> bool:
    """Feltet skal ikke kunne leses eller gjettes i redaksjonen."""
    if not hasattr(felt, "model"):
        return False
    modellens = HEMMELIGE_I.get(felt.model._meta.label_lower, getattr(felt.model, "hemmelige_felt", ()))
    return felt.name in HEMMELIGE_FELT or felt.name in modellens


class Vern(Sideblanding):
    """Blandes inn først, foran hver ModelAdmin."""

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest | None = None) -> bool:
        """Bare filtrene siden selv viser, og månedene over listen."""
        return any(
            lookup == felt or (lookup.startswith(f"{felt}__") and lookup[len(felt) + 2 :] in slag)
            for felt, slag in self._filtre(request)
        )

    def _filtre(self, request: HttpRequest | None) -> Iterator[tuple[str, set[str]]]:
        filtre = self.get_list_filter(request) if request is not None else self.list_filter
        for filter_ in filtre:
            if isinstance(filter_, type) and issubclass(filter_, SimpleListFilter):
                yield str(filter_.parameter_name), {""}
            else:
                yield str(filter_[0] if isinstance(filter_, list | tuple) else filter_), SLAG
        if self.date_hierarchy:
            yield self.date_hierarchy, DATO

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Et oppslag på et hemmelig felt er også en gjetning."""
        if any(felt.name == to_field and er_hemmelig(felt) for felt in self.opts.concrete_fields):
            return False
        return super().to_field_allowed(request, to_field)

    def get_exclude(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """Hemmelige felt er aldri med i skjemaet, heller ikke som bare tekst."""
        hemmelige = [felt.name for felt in self.opts.concrete_fields if er_hemmelig(felt)]
        return [*(super().get_exclude(request, obj) or ()), *hemmelige]

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **valg: Nokkelord
    ) -> forms.Field | None:
        """Feltene som slår opp, tåler et valg som ikke finnes."""
        if db_field.name in self.get_autocomplete_fields(request):
            flere = isinstance(db_field, models.ManyToManyField)
            valg["widget"] = (oppslag.Flere if flere else oppslag.Ett)(db_field, self.admin_site)
            if flere:
                valg["form_class"] = oppslag.Flervalg
        felt: forms.Field | None = super().formfield_for_dbfield(db_field, request, **valg)
        return felt

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Nokkelord, **valg: Nokkelord
    ) -> HttpResponse:
        """Å skjule en rad, eller vise den igjen, krever de to trinnene på nytt, som å ta den ned.

        Den som ikke kan endre raden, får nei før den låses: noen tabeller kan heller ikke portalens rolle låse.
        """
        if request.method == "POST" and object_id and not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST" and object_id and not to_trinn_er_ferske(request):
            rad = self.get_object(request, object_id)
            if self._endrer_skjult(request, rad):
                return okter.be_om_to_trinn(request, okter.INNGRIPENDE)
        return super().changeform_view(request, object_id, *args, **valg)

    def _endrer_skjult(self, request: HttpRequest, rad: models.Model | None) -> bool:
        if not hasattr(rad, "skjult") or not self.has_change_permission(request, rad):
            return False
        felter = flatten_fieldsets(self.get_fieldsets(request, rad))
        ny = CheckboxInput().value_from_datadict(request.POST, request.FILES, "skjult")  # «False» er også nei
        return "skjult" in felter and getattr(rad, "skjult", ny) != ny

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Sletting som ikke er tillatt for noen rad, slår ikke opp raden først."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        return super().delete_view(request, object_id, extra_context)


class BareAdministratorer(Sideblanding):
    """Sidene for dem som styrer portalen: kontoer, og jobbene som kan ha en kode i seg."""

    def _er_administrator(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._er_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._er_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._er_administrator(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._er_administrator(request) and super().has_delete_permission(request, obj)
