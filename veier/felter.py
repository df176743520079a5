"""Skjemafeltene for det folk skriver. Det feltet godtar, er det som lagres: rent, og i én form.

Alle skjemaer i prosjektet bruker disse (``tests/test_felter.py`` sier fra om Djangos egne). Et felt godtar alltid
det det selv gir fra seg. Lengden måles etter rensingen, og meldingen sier både grensen og hvor mye som er skrevet.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from veier import tekst

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


class _Rent(forms.CharField):
    """Grunnlaget: renser før noe annet, og lar tjeneren – ikke nettleseren – si fra om lengden."""

    lengde: ClassVar[int] = 200
    linjer: ClassVar[bool] = False
    default_error_messages: ClassVar[dict[str, Any]] = {"max_length": FOR_LANG, "retning": SNUR_RETNINGEN}
    default_validators = []
    attrs: ClassVar[dict[str, str]] = {}

    def __init__(self, **valg: Any) -> None:
        if valg.get("max_length") is None:
            valg["max_length"] = self.lengde
        valg.setdefault("strip", False)  # rensingen tar endene
        super().__init__(**valg)
        for navn, verdi in self.attrs.items():
            self.widget.attrs.setdefault(navn, verdi)

    def rens(self, verdi: str) -> str:
        return tekst.rens(verdi, linjer=self.linjer)

    def to_python(self, value: Any) -> Any:
        ra = super().to_python(value)
        if ra in self.empty_values:
            return self.empty_value
        return self.rens(str(ra)) or self.empty_value

    def avvis(self, kode: str, **verdier: Any) -> ValidationError:
        melding = self.error_messages.get(kode) or self.error_messages["invalid"]
        return ValidationError(melding, code=kode, params=verdier)

    def avvis_retning(self, verdi: str) -> None:
        """Der noen kan bli lurt av hvordan teksten ser ut, godtas ikke tegn som snur skriveretningen."""
        if navn := tekst.snur_retningen(verdi):
            raise self.avvis("retning", tegn=navn)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Uten ``maxlength``: nettleseren ville kuttet det limte uten å si fra."""
        attrs: dict[str, Any] = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class Tekst(_Rent):
    """Én linje tekst som andre kan lese."""

    default_validators = [uten_fodselsnummer]


class Fritekst(_Rent):
    """Flere linjer tekst som andre kan lese."""

    lengde = 4000
    linjer = True
    widget = forms.Textarea
    default_validators = [uten_fodselsnummer]


class Adressedel(_Rent):
    """Den delen av adressen som skiller siden fra de andre. Små bokstaver, tall og streker; modellen kontrollerer."""

    def __init__(self, *, allow_unicode: bool = False, **valg: Any) -> None:
        super().__init__(**valg)

    def rens(self, verdi: str) -> str:
        return tekst.nfkc(verdi)


class Soketekst(_Rent):
    """Ord å lete med. Feiler aldri: det som er for langt, kuttes, for en delt lenke skal virke."""

    lengde = 200

    def clean(self, value: Any) -> str:
        return tekst.nfkc(str(value or "")[: 4 * self.lengde])[: self.max_length or self.lengde].strip()


class Navn(_Rent):
    """Navnet på noe eller noen. Ikke tomt for øyet, og ikke noe som ser ut som et annet navn."""

    lengde = 150
    default_validators = [uten_fodselsnummer]
    default_error_messages: ClassVar[dict[str, Any]] = {
        "uten_innhold": _("Skriv et navn med bokstaver eller tall."),
        "blandet": _("«%(ord)s» blander bokstaver fra flere alfabeter. Skriv navnet på nytt med ett."),
    }

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            self.avvis_retning(value)
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value in self.empty_values:
            return
        if not tekst.har_innhold(value):
            raise self.avvis("uten_innhold")
        if ord_ := tekst.blander_skrifter(value):
            raise self.avvis("blandet", ord=ord_)


class Epost(_Rent):
    """En adresse det går an å sende til, i den ene formen den lagres i."""

    lengde = 254
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "email"}
    widget = forms.EmailInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Skriv en e-postadresse, for eksempel navn@eksempel.no."),
        "foran": _(
            "Det som står foran @, kan bare ha bokstavene a–z, tall og tegn som punktum og bindestrek."
        ),
        "domene": _("Det som står etter @, er ikke en adresse vi kan sende til. Se etter skrivefeil."),
        "retning": _(
            "Adressen har et usynlig tegn som snur skriveretningen (%(tegn)s). Skriv den på nytt i stedet for å lime den inn."
        ),
    }

    def __init__(self, **valg: Any) -> None:
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
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Skriv en adresse på nettet, for eksempel eksempel.no."),
        "max_length": FOR_LANG,
        "retning": SNUR_RETNINGEN,
    }

    def __init__(self, **valg: Any) -> None:
        valg.setdefault("assume_scheme", "https")
        valg["max_length"] = valg.get("max_length") or 400
        valg.setdefault("widget", forms.TextInput(attrs={"inputmode": "url"}))
        super().__init__(**valg)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            if navn := tekst.snur_retningen(value):
                raise ValidationError(self.error_messages["retning"], code="retning", params={"tegn": navn})
            value = tekst.rens(value, linjer=False)
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {k: v for k, v in super().widget_attrs(widget).items() if k != "maxlength"}


class Telefon(_Rent):
    """Et nummer det går an å ringe, slik det skrives i Norge eller med landkode."""

    lengde = 40
    attrs: ClassVar[dict[str, str]] = {"inputmode": "tel"}
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Skriv et telefonnummer, for eksempel 912 34 567. Utenlandske numre må ha landkode."),
    }

    def rens(self, verdi: str) -> str:
        if not tekst.nfkc(verdi):
            return ""
        try:
            return tekst.les_telefon(verdi)
        except tekst.Uleselig as feil:
            raise self.avvis(feil.kode) from None


class Orgnummer(_Rent):
    """Ni sifre med gyldig kontrollsiffer, skrevet i grupper eller ikke. Tomt er lov når feltet ikke er påkrevd."""

    lengde = 40
    attrs: ClassVar[dict[str, str]] = {"inputmode": "numeric", "autocomplete": "off"}
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _(
            "Det er ikke et gyldig organisasjonsnummer. Det har ni sifre, og står i Enhetsregisteret."
        ),
    }

    def rens(self, verdi: str) -> str:
        if not tekst.nfkc(verdi):
            return ""
        try:
            return tekst.les_orgnummer(verdi)
        except tekst.Uleselig as feil:
            raise self.avvis(feil.kode) from None


class Engangskode(_Rent):
    """Bokstavene og sifrene i en kode. Mellomrom, streker og usynlige tegn fra en e-post betyr ingenting."""

    lengde = 40
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "one-time-code", "spellcheck": "false"}

    def rens(self, verdi: str) -> str:
        return tekst.les_kode(verdi)


class Kommune(_Rent):
    """Et sted: kommune, fylke, bydel eller nummer, i formen oppslaget leser."""

    lengde = 300
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "off"}

    def rens(self, verdi: str) -> str:
        return tekst.nfkc(verdi)


class _Tall(forms.IntegerField):
    """Grunnlaget for tall: et vanlig tekstfelt, så alle måter å skrive tallet på kommer fram."""

    widget = forms.TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_value": _("Tallet kan ikke være høyere enn %(limit_value)s."),
        "min_value": _("Tallet kan ikke være lavere enn %(limit_value)s."),
    }

    def __init__(self, **valg: Any) -> None:
        valg.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**valg)

    def les(self, verdi: str) -> int:
        raise NotImplementedError

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or (isinstance(value, str) and not tekst.nfkc(value)):
            return None
        try:
            return self.les(str(value))
        except tekst.Uleselig as feil:
            melding = self.error_messages.get(feil.kode) or self.error_messages["invalid"]
            raise ValidationError(melding, code=feil.kode, params=_lesningene(feil.lesninger)) from None


def _lesningene(lesninger: Sequence[Decimal]) -> dict[str, str]:
    en, to, *_resten = [f"{n:,.0f}".replace(",", "\u00a0") for n in lesninger] or ["", ""]
    return {"en": en, "to": to}


class Heltall(_Tall):
    """Et helt tall, med eller uten tusenskille."""

    def les(self, verdi: str) -> int:
        return tekst.les_heltall(verdi)


class Desimaltall(forms.FloatField):
    """Et tall med komma eller punktum foran desimalene."""

    widget = forms.TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("Skriv et tall, for eksempel 61,5.")}

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        if value in self.empty_values or (isinstance(value, str) and not tekst.nfkc(value)):
            return None
        try:
            return float(tekst.les_desimaltall(str(value)))
        except tekst.Uleselig:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class Alder(_Tall):
    """En alder i hele år: «16», «16 år»."""

    def les(self, verdi: str) -> int:
        return tekst.les_heltall(tekst.nfkc(verdi).lower().removesuffix("år"))


class Belop(_Tall):
    """Hele kroner: «150 000», «kr. 150 000», «450.000,-», «1,5 mill». Det som kan bety to beløp, spør vi om."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Skriv beløpet med tall, for eksempel 150 000."),
        "tvetydig": _(
            "Mener du %(en)s eller %(to)s kroner? Skriv beløpet med alle tallene, for eksempel 150 000."
        ),
        "desimaler": _("Skriv beløpet i hele kroner."),
        "spenn": _("Skriv ett beløp, ikke fra og til."),
        "per": _("Skriv hva det koster i hele året."),
    }

    def les(self, verdi: str) -> int:
        return tekst.les_belop(verdi)


class Dato(forms.DateField):
    """En dato slik den skrives her, eller slik maskiner skriver den."""

    formater = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y")
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Skriv datoen med tall, for eksempel 31.12.2026.")
    }

    def __init__(self, **valg: Any) -> None:
        valg.setdefault("input_formats", self.formater)
        super().__init__(**valg)

    def to_python(self, value: Any) -> datetime.date | None:
        if isinstance(value, str):
            value = tekst.nfkc(value).replace(". ", ".").rstrip(".")
        return super().to_python(value)


class Maskinjson(forms.JSONField):
    """JSON en nettleser lager, aldri et menneske. Bare lengden er begrenset her."""

    lengde = 20_000

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > self.lengde:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""})
        return super().to_python(value)


class Lesbarjson(forms.JSONField):
    """JSON en redaktør skriver. Tekstene i den renses som annen tekst."""

    def to_python(self, value: Any) -> Any:
        return _rens_i(super().to_python(value))


def _rens_i(verdi: Any) -> Any:
    if isinstance(verdi, str):
        return tekst.rens(verdi)
    if isinstance(verdi, list):
        return [_rens_i(v) for v in verdi]
    if isinstance(verdi, dict):
        return {k: _rens_i(v) for k, v in verdi.items()}
    return verdi


class LangFritekst(Fritekst):
    """Artikler og maler: lange, men ikke uten grense."""

    lengde = 60_000


# Redaksjonens skjemaer lages av modellene: hvilket felt hvert slag kolonne får.
MODELLFELT: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    models.CharField: {"form_class": Tekst},
    models.SlugField: {"form_class": Adressedel},
    models.TextField: {"form_class": LangFritekst},
    models.EmailField: {"form_class": Epost},
    models.URLField: {"form_class": Nettadresse, "assume_scheme": "https"},
    models.IntegerField: {"form_class": Heltall},
    models.BigIntegerField: {
        "form_class": Heltall
    },  # redaksjonen har sitt eget for den; da gjelder ikke IntegerField
    models.FloatField: {"form_class": Desimaltall},
    models.DateField: {"form_class": Dato},
    models.JSONField: {"form_class": Lesbarjson},
}
