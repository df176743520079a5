"""Et felt som er en liste av like blokker, hver med de samme delfeltene. Virker uten skript: siden har alltid ledige blokker.

Verdien er en liste av ordbøker, uten de tomme delene. Som tekst (i et regneark) er hver blokk en linje JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from veier.typer import Filer, Nokkelord, Sammenheng, Skrevne, Verdi, Verdier

LEDIGE = 2
FLEST = 12

Blokk = dict[str, str]


class Blokker(forms.Widget):
    """Tegner blokkene og to ledige under dem. Delfeltet ``d`` i blokk 0 heter ``<navn>-0-d``."""

    template_name = "redaksjon/felt/gjentatt.html"
    use_fieldset = True

    def __init__(self, delfelt: Mapping[str, forms.Field], **valg: Nokkelord) -> None:
        super().__init__(**valg)
        self.delfelt = delfelt

    def get_context(self, name: str, value: object, attrs: Sammenheng | None) -> Sammenheng:
        sammenheng: Verdier = super().get_context(name, value, attrs)
        blokker = value if isinstance(value, list) else []
        antall = min(len(blokker) + LEDIGE, FLEST)
        deler = [self._deler(name, nr, blokker[nr] if nr < len(blokker) else {}) for nr in range(antall)]
        return {**sammenheng, "widget": {**sammenheng["widget"], "blokker": deler}}

    def value_from_datadict(self, data: Skrevne, files: Filer, name: str) -> object:
        """Blokkene slik de ble skrevet. En tekst i feltet selv er linjer med JSON."""
        if name in data:
            return str(data.get(name) or "")
        blokker = [
            {del_: str(data.get(f"{name}-{nr}-{del_}") or "") for del_ in self.delfelt} for nr in range(FLEST)
        ]
        return [blokk for blokk in blokker if any(verdi.strip() for verdi in blokk.values())]

    def value_omitted_from_data(self, data: Skrevne, files: Filer, name: str) -> bool:
        return name not in data and not any(f"{name}-0-{del_}" in data for del_ in self.delfelt)

    def id_for_label(self, id_: str) -> str:
        return ""

    def use_required_attribute(self, initial: object) -> bool:
        return False

    def _deler(self, navn: str, nr: int, blokk: Mapping[str, str]) -> list[Sammenheng]:
        deler = []
        for del_, felt in self.delfelt.items():
            id_ = f"id_{navn}-{nr}-{del_}"
            slag = "vLargeTextField" if isinstance(felt.widget, forms.Textarea) else "vTextField"
            attrs = {"id": id_, "class": slag} | (
                {"aria-describedby": f"{id_}_hjelp"} if felt.help_text else {}
            )
            tegnet = felt.widget.render(f"{navn}-{nr}-{del_}", blokk.get(del_, ""), attrs)
            deler.append({"id": id_, "ledetekst": felt.label, "hjelp": felt.help_text, "tegnet": tegnet})
        return deler


class Gjentatt(forms.Field):
    """``delfelt`` er navn → skjemafelt. Det første må fylles ut i hver blokk som er brukt."""

    def __init__(self, *, delfelt: Mapping[str, forms.Field], **valg: Nokkelord) -> None:
        valg.pop("max_length", None)
        super().__init__(**{"widget": Blokker(delfelt), **valg})
        self.delfelt = delfelt

    def to_python(self, value: object) -> list[Blokk]:
        if isinstance(value, str):
            value = _fra_linjer(value)
        blokker = value if isinstance(value, list) else []
        if len(blokker) > FLEST:
            raise ValidationError(f"Det kan være høyst {FLEST}.")
        feil: list[str] = []
        ut = [self._blokk(nr, blokk, feil) for nr, blokk in enumerate(blokker, 1)]
        if feil:
            raise ValidationError(feil)
        return ut

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(data) != [dict(b) for b in (initial if isinstance(initial, list) else [])]
        except ValidationError:
            return True

    def _blokk(self, nr: int, blokk: object, feil: list[str]) -> Blokk:
        ut: Blokk = {}
        for del_, felt in self.delfelt.items():
            try:
                verdi: Verdi = felt.clean(blokk.get(del_, "") if isinstance(blokk, dict) else "")
            except ValidationError as hindring:
                feil += [
                    f"Nummer {nr}, {str(felt.label).lower()}: {melding}" for melding in hindring.messages
                ]
            else:
                ut |= {del_: str(verdi)} if verdi else {}
        forste = next(iter(self.delfelt))
        if forste not in ut and not feil:
            feil.append(f"Nummer {nr}: fyll ut «{self.delfelt[forste].label}», eller tøm resten.")
        return ut


def _fra_linjer(tekst: str) -> list[object]:
    try:
        return [json.loads(linje) for linje in tekst.splitlines() if linje.strip()]
    except ValueError:
        raise ValidationError("Hver linje må være slik den står i filen du lastet ned.") from None
