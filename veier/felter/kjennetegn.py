"""Felt for det som peker på noen eller noe: adresser, numre, koder og steder."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Unpack

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from veier import tekst
from veier.felter.grunnlag import FOR_LANG, SNUR_RETNINGEN, Rent
from veier.felter.valg import Adressevalg, Tekstvalg
from veier.typer import Setning


class Epost(Rent):
    """En adresse det går an å sende til, i den ene formen den lagres i."""

    lengde = 254
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "email"}
    widget = forms.EmailInput
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _("Skriv en e-postadresse, for eksempel navn@eksempel.no."),
        "foran": _(
            "Det som står foran @, kan bare ha bokstavene a–z, tall og tegn som punktum og bindestrek."
        ),
        "domene": _("Det som står etter @, er ikke en adresse vi kan sende til. Se etter skrivefeil."),
        "retning": _(
            "Adressen har et usynlig tegn som snur skriveretningen (%(tegn)s). Skriv den på nytt i stedet for å lime den inn."
        ),
    }

    def __init__(self, **valg: Unpack[Tekstvalg]) -> None:
        # Nettleserens egen kontroll av adresser kjenner ikke domener med æ, ø og å.
        valg.setdefault("widget", forms.TextInput(attrs={"inputmode": "email", "autocapitalize": "none"}))
        super().__init__(**valg)

    def rens(self, verdi: str) -> str:
        self.avvis_retning(verdi)
        if not tekst.nfkc(verdi):
            return ""
        try:
            adresse = tekst.kanonisk_epost(verdi)
        except tekst.UgyldigEpost as feil:
            raise self.avvis(feil.kode) from None
        if settings.I_DRIFT and adresse.endswith("@localhost"):  # tjenerens egne postkasser
            raise self.avvis("domene")
        return adresse


class Nettadresse(forms.URLField):
    """Adressen til et nettsted, med eller uten https:// foran."""

    widget = forms.TextInput
    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _("Skriv en adresse på nettet, for eksempel eksempel.no."),
        "max_length": FOR_LANG,
        "retning": SNUR_RETNINGEN,
    }

    def __init__(self, **valg: Unpack[Adressevalg]) -> None:
        valg.setdefault("assume_scheme", "https")
        valg["max_length"] = valg.get("max_length") or 400
        valg.setdefault("widget", forms.TextInput(attrs={"inputmode": "url"}))
        super().__init__(**valg)

    def to_python(self, value: object) -> str | None:
        if isinstance(value, str):
            if navn := tekst.snur_retningen(value):
                raise ValidationError(self.error_messages["retning"], code="retning", params={"tegn": navn})
            value = tekst.rens(value, linjer=False)
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        return {k: v for k, v in super().widget_attrs(widget).items() if k != "maxlength"}


class Lest(Rent):
    """Noe ``les`` gir i én form, eller sier hva som er galt med."""

    lengde = 40
    les: Callable[[str], str]

    def rens(self, verdi: str) -> str:
        if not tekst.nfkc(verdi):
            return ""
        try:
            return self.les(verdi)
        except tekst.Uleselig as feil:
            raise self.avvis(feil.kode) from None


class Telefon(Lest):
    """Et nummer det går an å ringe, slik det skrives i Norge eller med landkode."""

    les = staticmethod(tekst.les_telefon)
    attrs: ClassVar[dict[str, str]] = {"inputmode": "tel"}
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _("Skriv et telefonnummer, for eksempel 912 34 567. Utenlandske numre må ha landkode."),
    }


class Orgnummer(Lest):
    """Ni sifre med gyldig kontrollsiffer, skrevet i grupper eller ikke. Tomt er lov når feltet ikke er påkrevd."""

    les = staticmethod(tekst.les_orgnummer)
    attrs: ClassVar[dict[str, str]] = {"inputmode": "numeric", "autocomplete": "off"}
    default_error_messages: ClassVar[dict[str, Setning]] = {
        "invalid": _(
            "Det er ikke et gyldig organisasjonsnummer. Det har ni sifre, og står i Enhetsregisteret."
        ),
    }


class Engangskode(Rent):
    """Bokstavene og sifrene i en kode. Mellomrom, streker og usynlige tegn fra en e-post betyr ingenting."""

    lengde = 40
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "one-time-code", "spellcheck": "false"}

    def rens(self, verdi: str) -> str:
        return tekst.les_kode(verdi)


class Skjemanokkel(forms.UUIDField):
    """Tilfeldig, laget med skjemaet og skjult i det: det som kommer to ganger, er det samme."""

    widget = forms.HiddenInput


class Kommune(Rent):
    """Et sted: kommune, fylke, bydel eller nummer, i formen oppslaget leser."""

    lengde = 300
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "off"}

    def rens(self, verdi: str) -> str:
        return tekst.nfkc(verdi)
