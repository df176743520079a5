"""Det en offentlig virksomhet kan velge blant ideene den ser."""

from __future__ import annotations

from collections.abc import Iterable

import django_filters
from django import forms
from django.db.models import F, Func, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Ide
from samarbeid.matching.typer import Kunnskap
from veier.forms import Skjema
from veier.taksonomi.ordforrad import Modenhet
from veier.typer import Setning

REKKEFOLGE = {"nyeste": _("Nyeste først")}


class Romslig(forms.ChoiceField):
    """Et valg som ikke finnes, faller bort i stedet for å være en feil: en delt lenke skal alltid virke."""

    def clean(self, value: object) -> str:
        kode = str(value or "")
        return kode if self.valid_value(kode) else ""


class Valg(django_filters.Filter):
    """Kolonnen er lik koden, eller har den blant flere (``lookup_expr="contains"``)."""

    field_class = Romslig

    def filter(self, qs: QuerySet[Ide], value: str) -> QuerySet[Ide]:
        if not value:
            return qs
        verdi = [value] if self.lookup_expr == "contains" else value
        return qs.filter(**{f"{self.field_name}__{self.lookup_expr}": verdi})


class Ideerfilter(django_filters.FilterSet):
    """Over ideer med ``poeng`` (None når ideen ikke peker på virksomheten)."""

    tema = Valg(label=_("Tema"), lookup_expr="contains")
    malgruppe = Valg(label=_("Målgruppe"), lookup_expr="contains")
    modenhet = Valg(label=_("Hvor langt den er kommet"))
    rekkefolge = Valg(label=_("Rekkefølge"), method="i_rekkefolge")
    peker = django_filters.BooleanFilter(
        label=_("Bare ideer som peker på oss"), method="som_peker", widget=forms.CheckboxInput
    )

    class Meta:
        model = Ide
        fields: list[str] = []
        form = Skjema

    def __init__(self, data: QueryDict, *, ideer: QuerySet[Ide], kunnskap: Kunnskap) -> None:
        super().__init__(data, queryset=ideer)
        felter = self.form.fields
        navn: dict[str, dict[str, Setning]] = {
            "tema": {t.slug: t.navn for t in kunnskap.temaer.values()},
            "malgruppe": {m.slug: m.navn for m in kunnskap.malgrupper.values()},
            "modenhet": dict(Modenhet.choices),
        }
        for felt, alle in navn.items():
            finnes = {*_koder(ideer, felt), self.data.get(felt)}
            felter[felt].choices = [("", _("Alle")), *((k, n) for k, n in alle.items() if k in finnes)]
        felter["rekkefolge"].choices = [("", _("Passer best først")), *REKKEFOLGE.items()]

    def som_peker(self, ideer: QuerySet[Ide], felt: str, valgt: bool | None) -> QuerySet[Ide]:
        return ideer.filter(Q(poeng__isnull=False)) if valgt else ideer

    def i_rekkefolge(self, ideer: QuerySet[Ide], felt: str, kode: str) -> QuerySet[Ide]:
        return ideer.order_by("-publisert_tid", "pk") if kode == "nyeste" else ideer

    @property
    def valgte(self) -> list[tuple[str, str]]:
        """(parameter, verdi) for det som er valgt."""
        valgt = self.form.cleaned_data if self.form.is_valid() else {}
        return [(felt, "on" if verdi is True else verdi) for felt, verdi in valgt.items() if verdi]

    @property
    def velger_ut(self) -> bool:
        """Om noe er valgt bort, ikke bare stilt i en annen rekkefølge."""
        return any(felt != "rekkefolge" for felt, _verdi in self.valgte)

    @property
    def brikker(self) -> Iterable[tuple[str, str]]:
        """(navn, adressen uten) for hvert valg som tar noe bort."""
        for felt, verdi in self.valgte:
            if felt != "rekkefolge":
                bundet = self.form[felt]
                navn = dict(bundet.field.choices).get(verdi, verdi) if verdi != "on" else bundet.label
                yield str(navn), f"?{urlencode([par for par in self.valgte if par[0] != felt])}"

    @property
    def sporring(self) -> str:
        """Resten av adressen, til sidevelgeren."""
        return f"&{urlencode(self.valgte)}" if self.valgte else ""


def _koder(ideer: QuerySet[Ide], felt: str) -> Iterable[str]:
    """Kodene som finnes blant ideene: et valg som ikke gir noe, er ikke et valg."""
    kolonne = F(felt) if felt == "modenhet" else Func(F(felt), function="unnest")
    return ideer.order_by().annotate(kode=kolonne).values_list("kode", flat=True).distinct()
