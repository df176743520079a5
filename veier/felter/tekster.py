"""Felt for tekst andre kan lese: en linje, flere linjer, et navn, ord å lete med."""

from __future__ import annotations

from typing import ClassVar, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from veier import tekst
from veier.felter.grunnlag import Rent, uten_fodselsnummer
from veier.felter.valg import Tekstvalg
from veier.typer import Setning


class Tekst(Rent):
    """Én linje tekst som andre kan lese."""

    default_validators = [uten_fodselsnummer]


class Fritekst(Rent):
    """Flere linjer tekst som andre kan lese."""

    lengde = 4000
    linjer = True
    widget = forms.Textarea
    default_validators = [uten_fodselsnummer]


class LangFritekst(Fritekst):
    """Artikler og maler: lange, men ikke uten grense."""

    lengde = 60_000


class Adressedel(Rent):
    """Den delen av adressen som skiller siden fra de andre. Små bokstaver, tall og streker; modellen kontrollerer."""

    def __init__(self, *, allow_unicode: bool = False, **valg: Unpack[Tekstvalg]) -> None:
        super().__init__(**valg)

    def rens(self, verdi: str) -> str:
        return tekst.nfkc(verdi)


class Soketekst(Rent):
    """Ord å lete med. Feiler aldri: det som er for langt, kuttes, for en delt lenke skal virke."""

    lengde = 200

    def clean(self, value: object) -> str:
        return tekst.nfkc(str(value or "")[: 4 * self.lengde])[: self.max_length or self.lengde].strip()


class Navn(Rent):
    """Navnet på noe eller noen. Ikke tomt for øyet, og ikke noe som ser ut som et annet navn."""

    lengde = 150
    default_validators = [uten_fodselsnummer]
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "uten_innhold": _("Skriv et navn med bokstaver eller tall."),
        "blandet": _("«%(ord)s» blander bokstaver fra flere alfabeter. Skriv navnet på nytt med ett."),
    }

    def to_python(self, value: object) -> str | None:
        if isinstance(value, str):
            self.avvis_retning(value)
        return super().to_python(value)

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if not value:
            return
        if not tekst.har_innhold(value):
            raise self.avvis("uten_innhold")
        if ord_ := tekst.blander_skrifter(value):
            raise self.avvis("blandet", ord=ord_)
