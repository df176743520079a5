"""Skjemaet redaksjonen retter en rad i: bare det som er endret, blir skrevet, og feil står ved feltet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from veier.felter import uten_fodselsnummer
from veier.referanse import oversettelse
from veier.referanse.lenker import doede_lenker
from veier.referanse.visning import Feilside
from veier.sprak import HOVEDSPRAK
from veier.typer import Nokkelord

LENGSTE_ORD = 120
ENDRE = "_endre"  # knappen tilbake fra siden som viser hva endringen gjør
_ORD = re.compile(r"\S{121,}")
_LENKE = re.compile(r"https?://\S+")  # tallene i en lenke er ikke skrevet om noen


class Redaksjonsskjema(forms.ModelForm):
    """Grunnlaget for alle skjemaene over referanserader."""

    advarsler: tuple[str, ...] = ()

    def __init__(self, *args: Nokkelord, **valg: Nokkelord) -> None:
        super().__init__(*args, **valg)
        for navn in self._oversatte():
            self.initial.setdefault(navn, oversettelse.hent(self.instance, navn))

    def _oversatte(self) -> list[str]:
        """Feltene som er tekster på et annet språk enn hovedspråket."""
        alle = oversettelse.oversettelser(type(self.instance))
        return [o.navn for o in alle if o.navn in self.fields]

    def kontroller_sidene(self, rad: models.Model) -> Feilside | None:
        """Settes av redaksjonssiden."""
        return None

    def clean(self) -> dict[str, Any] | None:
        """Den som vil endre mer, får skjemaet tilbake slik hun skrev det."""
        if ENDRE in self.data:
            raise ValidationError("Endringen er ikke lagret ennå. Endre det du vil, og lagre på nytt.")
        return super().clean()

    def _post_clean(self) -> None:
        """Felt som ikke er endret, beholder verdien de har, tegn for tegn."""
        alle = self.cleaned_data
        ny = self.instance.pk is None
        self.cleaned_data = {n: v for n, v in alle.items() if ny or n in self.changed_data}
        for navn in list(self.cleaned_data):
            self._kontroller_tekst(navn)
        for navn in filter(self.cleaned_data.__contains__, self._oversatte()):
            oversettelse.sett(self.instance, navn, self.cleaned_data[navn])
        super()._post_clean()  # type: ignore[misc]  # Djangos egne, uten type
        self.cleaned_data = alle
        if not self.errors and self.changed_data:
            self._kontroller_sidene()
            self.advarsler = () if ny else tuple(self._bare_paa_ett_sprak())

    def _bare_paa_ett_sprak(self) -> Iterator[str]:
        """Setninger om tekster som er endret på ett språk, og som finnes på et annet uten å være endret der."""
        for tekst in oversettelse.oversettelser(type(self.instance)):
            if not {tekst.felt, tekst.navn} <= self.fields.keys():
                continue
            endret = [n for n in (tekst.felt, tekst.navn) if n in self.changed_data]
            if len(endret) == 1 and self.initial.get(tekst.felt) and self.initial.get(tekst.navn):
                sprak = tekst.sprak.paa_norsk if endret == [tekst.felt] else HOVEDSPRAK.paa_norsk
                yield f"«{self.fields[tekst.felt].label}» er ikke endret på {sprak}. Stemmer teksten der fortsatt?"

    def _get_validation_exclusions(self) -> set[str]:
        """Bare det som er endret, kontrolleres: en gammel feil et annet sted skal ikke hindre en retting her."""
        uendret = set(self.fields) - set(self.cleaned_data)
        return super()._get_validation_exclusions() | uendret  # type: ignore[misc]  # Djangos egne, uten type

    def _kontroller_tekst(self, navn: str) -> None:
        if navn not in self.cleaned_data:
            return
        tekster = _tekster(self.cleaned_data[navn])
        if lange := [t for tekst in tekster for t in _ORD.findall(tekst) if "://" not in t]:
            self.add_error(navn, f"«{lange[0][:40]} …» er for langt for et ord. Del det opp.")
        try:
            uten_fodselsnummer(_LENKE.sub("", "\n".join(tekster)))
        except ValidationError as feil:
            self.add_error(navn, feil)
        for lenke, grunn in doede_lenker("\n".join(tekster)):
            self.add_error(navn, f"Lenken «{lenke}» virker ikke: {grunn}.")

    def _kontroller_sidene(self) -> None:
        """Viser sidene slik de blir. Feilen står ved feltet som gjør at siden ikke kan vises."""
        feil = self.kontroller_sidene(self.instance)
        if feil is None:
            return
        skyldig = self._finn_skyldig()
        self.add_error(skyldig if skyldig in self.fields else None, feil.setning)

    def _finn_skyldig(self) -> str | None:
        """Feltet som alene gjør siden hel igjen når det settes tilbake."""
        if self.instance.pk is None:
            return None
        gammel = type(self.instance)._default_manager.get(pk=self.instance.pk)
        for navn in self.changed_data:
            if navn not in self._oversatte() and (
                not hasattr(gammel, navn)
                or isinstance(self.instance._meta.get_field(navn), models.ManyToManyField)
            ):
                continue
            ny = oversettelse.hent(self.instance, navn)
            oversettelse.sett(self.instance, navn, oversettelse.hent(gammel, navn))
            hel = self.kontroller_sidene(self.instance) is None
            oversettelse.sett(self.instance, navn, ny)
            if hel:
                return navn
        return None

    def _update_errors(self, errors: ValidationError) -> None:
        """En betingelse i databasen som sier hvilket felt den gjelder (``violation_error_code``), står ved det."""
        if hasattr(errors, "error_dict"):
            for feil in errors.error_dict.pop(NON_FIELD_ERRORS, []):
                mal = feil.code if feil.code in self.fields else NON_FIELD_ERRORS
                errors.error_dict.setdefault(mal, []).append(feil)
        super()._update_errors(errors)  # type: ignore[misc]  # Djangos egne, uten type


def _tekster(verdi: object) -> list[str]:
    """Hver tekst i verdien, også i delene av en påstand."""
    if isinstance(verdi, str):
        return [verdi]
    if isinstance(verdi, Mapping):
        return [tekst for del_ in verdi.values() for tekst in _tekster(del_)]
    return [tekst for ett in verdi for tekst in _tekster(ett)] if isinstance(verdi, list | tuple) else []
