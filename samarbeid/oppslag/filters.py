"""Det tilskuddene kan velges på."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samarbeid.publisering.filters import Valg
from veier.forms import Skjema
from veier.taksonomi.models import Omrade, Tilskuddsordning
from veier.tekst import sorteringsnokkel


class Tilskuddsfilter(django_filters.FilterSet):
    """En ordning uten tema, eller uten sted, gjelder alle. Ukjente valg faller bort."""

    soker = Valg(label=_("Hvem søker"), method="som_soker")
    tema = Valg(label=_("Tema"), method="med_tema")
    sted = Valg(label=_("Sted"), method="pa_stedet")

    class Meta:
        model = Tilskuddsordning
        fields: list[str] = []
        form = Skjema

    def __init__(
        self,
        data: Any,
        *,
        ordninger: QuerySet[Tilskuddsordning],
        temaer: Sequence[tuple[str, str]],
        steder: Mapping[str, Omrade],
    ) -> None:
        super().__init__(data, queryset=ordninger)
        self.steder = steder
        begge = Tilskuddsordning.Soker.BEGGE
        felter = self.form.fields
        felter["soker"].choices = [s for s in Tilskuddsordning.Soker.choices if s[0] != begge]
        felter["tema"].choices = temaer
        felter["sted"].choices = [(kode, o.navn) for kode, o in steder.items()]
        self.form.is_valid()

    @property
    def valgt(self) -> dict[str, str]:
        """Det det er valgt på."""
        return {felt: verdi for felt, verdi in self.form.cleaned_data.items() if verdi}

    @property
    def valgte_navn(self) -> list[tuple[str, str]]:
        """(felt, navnet på valget) for det det er valgt på."""
        return [(felt, str(dict(self.form.fields[felt].choices)[kode])) for felt, kode in self.valgt.items()]

    @property
    def valg(self) -> list[tuple[str, str, list[tuple[str, str]], str]]:
        """(navn, ledetekst, valgene, det valgte) til nedtrekkene. Av stedene vises fylkene."""
        ut = []
        for navn, felt in self.form.fields.items():
            valgene = [(str(kode), str(tekst)) for kode, tekst in felt.choices]
            if navn == "sted":
                valgt = self.valgt.get("sted", "")
                valgene = [v for v in valgene if self.steder[v[0]].type == "fylke" or v[0] == valgt]
                valgene.sort(key=lambda v: sorteringsnokkel(v[1]))
            ut.append((navn, str(felt.label), valgene, self.valgt.get(navn, "")))
        return ut

    def som_soker(self, qs: QuerySet[Tilskuddsordning], _navn: str, verdi: str) -> QuerySet[Tilskuddsordning]:
        return qs.filter(soker__in=[verdi, Tilskuddsordning.Soker.BEGGE]) if verdi else qs

    def med_tema(self, qs: QuerySet[Tilskuddsordning], _navn: str, verdi: str) -> QuerySet[Tilskuddsordning]:
        return qs.filter(Q(temaer=[]) | Q(temaer__contains=[verdi])) if verdi else qs

    def pa_stedet(self, qs: QuerySet[Tilskuddsordning], _navn: str, verdi: str) -> QuerySet[Tilskuddsordning]:
        """De som gjelder hele landet, stedet, stedet det ligger i, eller et sted i det."""
        if not verdi:
            return qs
        koder = [
            kode
            for kode, o in self.steder.items()
            if kode == verdi or (o.overordnet and o.overordnet.kode == verdi)
        ]
        over = self.steder[verdi].overordnet
        return qs.filter(Q(omrader=[]) | Q(omrader__overlap=[*koder, *([over.kode] if over else [])]))
