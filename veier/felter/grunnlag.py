"""Grunnlaget: renser før noe annet, og sier fra om det som ikke skal lagres."""

from __future__ import annotations

from typing import ClassVar, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from veier import tekst
from veier.felter.valg import Tekstvalg
from veier.typer import Setning

FOR_LANG = _("Teksten kan ha høyst %(limit_value)s tegn. Du har skrevet %(show_value)s.")
SNUR_RETNINGEN = _(
    "Teksten har et usynlig tegn som snur skriveretningen (%(tegn)s). Skriv den på nytt i stedet for å lime den inn."
)


class FodselsnummerFunnet(ValidationError):
    """Teksten ser ut til å ha et fødselsnummer i seg, og skal ikke lagres."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Teksten ser ut til å inneholde et fødselsnummer. Ta det bort: portalen skal ikke "
                "ha opplysninger om enkeltpersoner. Beskriv heller hvem tilbudet er for."
            ),
            code="fodselsnummer",
        )


def uten_fodselsnummer(verdi: str) -> None:
    """Validering for fritekst. Hever FodselsnummerFunnet."""
    if tekst.finn_fodselsnummer(verdi):
        raise FodselsnummerFunnet


class Rent(forms.CharField):
    """Grunnlaget: renser før noe annet, og lar tjeneren – ikke nettleseren – si fra om lengden."""

    lengde: ClassVar[int] = 200
    linjer: ClassVar[bool] = False
    default_error_messages: ClassVar[dict[str, Setning]] = {"max_length": FOR_LANG, "retning": SNUR_RETNINGEN}
    default_validators = []
    attrs: ClassVar[dict[str, str]] = {}

    def __init__(self, **valg: Unpack[Tekstvalg]) -> None:
        if valg.get("max_length") is None:
            valg["max_length"] = self.lengde
        valg.setdefault("strip", False)  # rensingen tar endene
        super().__init__(**valg)
        for navn, verdi in self.attrs.items():
            self.widget.attrs.setdefault(navn, verdi)

    def rens(self, verdi: str) -> str:
        return tekst.rens(verdi, linjer=self.linjer)

    def to_python(self, value: object) -> str | None:
        ra = super().to_python(value)
        if ra in self.empty_values:
            return self.empty_value
        return self.rens(str(ra)) or self.empty_value

    def avvis(self, kode: str, **verdier: object) -> ValidationError:
        melding = self.error_messages.get(kode) or self.error_messages["invalid"]
        return ValidationError(melding, code=kode, params=verdier)

    def avvis_retning(self, verdi: str) -> None:
        """Der noen kan bli lurt av hvordan teksten ser ut, godtas ikke tegn som snur skriveretningen."""
        if navn := tekst.snur_retningen(verdi):
            raise self.avvis("retning", tegn=navn)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Uten ``maxlength``: nettleseren ville kuttet det limte uten å si fra."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
