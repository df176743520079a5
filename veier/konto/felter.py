"""Feltene på kontosidene: allauths, med portalens regler for tekst."""

from __future__ import annotations

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms

from veier.felter import Engangskode, Epost, Maskinjson, Navn
from veier.tekst import passordform
from veier.typer import Nokkelord

LENGSTE_PASSORD = 500


class Passord(PasswordField):
    """Passordet i NFKC: «å» er det samme enten tastaturet gir ett tegn eller to."""

    def __init__(self, *args: Nokkelord, **kwargs: Nokkelord) -> None:
        kwargs.setdefault("max_length", LENGSTE_PASSORD)
        super().__init__(*args, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: object) -> str:
        return passordform(super().to_python(value))


class NyttPassordfelt(SetPasswordField, Passord):
    """Et passord som skal lagres; kontrolleres mot reglene for passord."""


def portalens(navn: str, felt: forms.Field) -> forms.Field:
    """Feltet allauth har laget, som portalens eget. Det som ikke er fri tekst, er som det er."""
    valg = {
        "label": felt.label,
        "required": felt.required,
        "help_text": felt.help_text,
        "initial": felt.initial,
    }
    if isinstance(felt, SetPasswordField):
        nytt = NyttPassordfelt(**valg)
        nytt.user = felt.user
        return nytt
    if isinstance(felt, PasswordField):
        return Passord(autocomplete=felt.widget.attrs.get("autocomplete"), **valg)
    if isinstance(felt, forms.EmailField):
        return Epost(**valg)
    if isinstance(felt, forms.JSONField):
        return Maskinjson(widget=felt.widget, **valg)
    if isinstance(felt, forms.CharField):
        return Engangskode(**valg) if navn == "code" else Navn(max_length=100, **valg)
    return felt
