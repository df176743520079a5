"""Skjemafeltene redaksjonen fyller ut: tekst, lister med én ting per linje, og koder som valg.

Hvert felt vet selv om det er endret: det som kommer tilbake slik det ble vist, er uendret.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, Self, cast

from django import forms
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.core.exceptions import ValidationError

from veier.tekst import rens
from veier.typer import Filer, Nokkelord, Sammenheng, Skrevne

FLEST_AVKRYSSINGER = 15
LEDIGE_PLASSER = 3


def linjeskift(tekst: object) -> str:
    """Nettlesere sender «\\r\\n»; i databasen står «\\n»."""
    return str(tekst or "").replace("\r\n", "\n").replace("\r", "\n")


class Kodekilde(Protocol):
    """Det feltet må vite om kodene: ``veier.referanse.koder.Koder``."""

    @property
    def navn(self) -> str: ...

    def alle(self) -> list[tuple[str, str]]: ...


class Tekst(forms.CharField):
    """Tekst som er lik når bare linjeskiftets form eller mellomrom i kantene er ulikt."""

    def to_python(self, value: object) -> str | None:
        return super().to_python(rens(value) if isinstance(value, str) else value)

    def has_changed(self, initial: object, data: object) -> bool:
        return linjeskift(initial).strip() != linjeskift(data).strip()


class Fritekst(Tekst):
    widget = forms.Textarea


class Lenke(Tekst, forms.URLField):
    """En adresse på nettet."""


class Slug(Tekst, forms.SlugField):
    """Det som står i adressen til siden."""


class Linjer(forms.Field):
    """Én ting per linje. ``hvert`` er skjemafeltet hver linje må tåle."""

    widget = forms.Textarea

    def __init__(self, *, hvert: forms.Field, **valg: Nokkelord) -> None:
        valg.pop("max_length", None)
        valg["help_text"] = f"{valg.get('help_text') or ''} Skriv én per linje.".strip()
        super().__init__(**valg)
        self.hvert = hvert
        self.hvert.required = True
        self.widget.attrs.setdefault("rows", 4)
        self.widget.attrs.setdefault("class", "vLargeTextField")

    def prepare_value(self, value: object) -> object:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: object) -> list[object]:
        ut = []
        for nummer, linje in enumerate(linjeskift(value).split("\n"), start=1):
            if linje.strip():
                try:
                    ut.append(self.hvert.clean(rens(linje)))
                except ValidationError as feil:
                    raise ValidationError(
                        [f"Linje {nummer} («{linje.strip()[:40]}»): {m}" for m in feil.messages]
                    ) from None
        return ut

    def has_changed(self, initial: Sequence[object] | None, data: str | None) -> bool:
        for_ = [str(v).strip() for v in initial or []]
        try:
            return for_ != [str(v) for v in self.to_python(data)]
        except ValidationError:
            return for_ != [linje.strip() for linje in linjeskift(data).split("\n") if linje.strip()]


if TYPE_CHECKING:
    _Valgfelt = forms.ChoiceField
else:
    _Valgfelt = object


class _Kodevalg(_Valgfelt):
    """Det ett og flere valg har felles: valgene hentes når skjemaet lages, og en ukjent kode vises som det den er."""

    koder: Kodekilde

    @property
    def _valgene(self) -> list[tuple[str, str]]:
        return [*cast("Iterable[tuple[str, str]]", self.choices)]

    def _vis_ukjente(self, verdier: list[str]) -> None:
        kjente = {str(kode) for kode, _navn in self._valgene}
        ukjente = [(v, f"«{v}» finnes ikke lenger") for v in verdier if v and v not in kjente]
        self.widget.choices = [*self._valgene, *ukjente]

    def _avvis(self, kode: str) -> None:
        raise ValidationError(f"«{kode}» finnes ikke blant {self.koder.navn}. Velg en som står i listen.")


class Koder(_Kodevalg, forms.MultipleChoiceField):
    """Flere koder; rekkefølgen betyr ingenting."""

    def __init__(self, *, koder: Kodekilde, **valg: Nokkelord) -> None:
        valg.pop("max_length", None)
        self.koder = koder
        super().__init__(choices=koder.alle, **valg)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        nytt = super().__deepcopy__(memo)
        nytt.velg_form()
        return nytt

    def velg_form(self) -> None:
        """Avkryssing når det er få, ellers to lister med søk."""
        valg, navn = list(self.koder.alle()), str(self.label or "")
        if len(valg) <= FLEST_AVKRYSSINGER:
            ny: forms.SelectMultiple | forms.CheckboxSelectMultiple = forms.CheckboxSelectMultiple()
        else:
            ny = FilteredSelectMultiple(navn, is_stacked=False)
        ny.is_required = self.required
        self._choices = valg
        ny.choices = valg
        self.widget = ny

    def prepare_value(self, value: Sequence[object] | None) -> object:
        self._vis_ukjente([str(v) for v in value or []])
        return value

    def to_python(self, value: object) -> list[str]:
        return [v for v in super().to_python(value) if v]

    def validate(self, value: Collection[str] | None) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        kjente = {str(kode) for kode, _navn in self._valgene}
        for kode in value or ():
            if kode not in kjente:
                self._avvis(kode)

    def has_changed(self, initial: Collection[object] | None, data: Collection[object] | None) -> bool:
        return {str(v) for v in initial or []} != {str(v) for v in data or []}


class Rekke(forms.SelectMultiple):
    """En nedtrekksliste for hver kode, i rekkefølge, med noen ledige etterpå."""

    template_name = "redaksjon/felt/rekke.html"

    def get_context(
        self, name: str, value: Sequence[object] | None, attrs: dict[str, str] | None
    ) -> Sammenheng:
        verdier = [*(value or []), *[""] * LEDIGE_PLASSER]
        return {
            "widget": {
                "name": name,
                "id": (attrs or {}).get("id", f"id_{name}"),
                "beskrivelse": (attrs or {}).get("aria-describedby", ""),
                "plasser": [
                    [(str(kode), navn, str(kode) == str(verdi)) for kode, navn in self.choices]
                    for verdi in verdier
                ],
                "tomme": [not verdi for verdi in verdier],
            }
        }

    def value_from_datadict(self, data: Skrevne, files: Filer, name: str) -> list[str]:
        hent = getattr(data, "getlist", None)
        verdier = hent(name) if hent else data.get(name) or []
        return [verdi for verdi in verdier if verdi]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_1" if id_ else id_


class Koderekke(Koder):
    """Flere koder der rekkefølgen betyr noe."""

    def velg_form(self) -> None:
        self._choices = list(self.koder.alle())
        self.widget = Rekke()
        self.widget.is_required = self.required
        self.widget.choices = self._choices
        self.help_text = (
            str(self.help_text or "")
            or "Den viktigste først. Trenger du flere plasser, kommer de når du har lagret."
        )

    def has_changed(self, initial: Collection[object] | None, data: Collection[object] | None) -> bool:
        return [str(v) for v in initial or []] != [str(v) for v in data or []]

    def clean(self, value: object) -> list[str]:
        return list(dict.fromkeys(super().clean(value)))


class Kode(_Kodevalg, forms.ChoiceField):
    """Én kode."""

    def __init__(self, *, koder: Kodekilde, max_length: int | None = None, **valg: Nokkelord) -> None:
        self.koder = koder
        tom = "---------" if valg.get("required", True) else "(ingen)"
        super().__init__(choices=lambda: [("", tom), *koder.alle()], **valg)

    def prepare_value(self, value: object) -> object:
        self._vis_ukjente([str(value or "")])
        return value

    def validate(self, value: str | None) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        if value and value not in {str(kode) for kode, _navn in self._valgene}:
            self._avvis(value)


class KodeEllerTall(Tekst):
    """Et beløp i hele kroner, eller en kode."""

    lovlige: list[str]

    def __init__(self, *, koder: Kodekilde, **valg: Nokkelord) -> None:
        self.koder = koder
        super().__init__(**valg)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        nytt = super().__deepcopy__(memo)
        nytt.lovlige = sorted({kode for kode, _navn in self.koder.alle()})
        nytt.help_text = f"Et beløp i hele kroner, bare sifre, eller en av: {', '.join(nytt.lovlige)}."
        return nytt

    def to_python(self, value: object) -> str:
        return "".join(str(super().to_python(value) or "").split())

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if value and value not in self.lovlige and not (value.isascii() and value.isdigit()):
            raise ValidationError(
                f"«{value}» er verken et beløp eller blant {self.koder.navn}: {', '.join(self.lovlige)}."
            )
