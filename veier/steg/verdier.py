"""Verdien i et felt slik leseren kjenner den: navnet på valget, ikke koden. Flere står på hver sin linje."""

from __future__ import annotations

from collections.abc import Iterable

from django.forms import BooleanField, ChoiceField, Field, MultipleChoiceField
from django.utils.choices import flatten_choices, normalize_choices
from django.utils.translation import gettext as _

from veier.fletting import Rasvar
from veier.steg.kontroll import Kontroll
from veier.steg.skjema import Stegskjema
from veier.typer import Setning


def av_kontroll(kontroll: Kontroll, felt: str, svar: Rasvar) -> str:
    """Verdien i et felt som er kontrollert. Er den ikke gyldig: det som er skrevet."""
    bundet = kontroll.felt.get(felt)
    if bundet is None or felt not in kontroll.verdier:
        return skrevet(felt, svar)
    return vist(bundet.field, kontroll.verdier[felt])


def av_skjema(skjema: Stegskjema, felt: str, svar: Rasvar) -> str:
    """Som ``av_kontroll``, av ett steg."""
    if felt in skjema.cleaned_data:
        return vist(skjema.fields[felt], skjema.cleaned_data[felt])
    return skrevet(felt, svar)


def skrevet(felt: str, svar: Rasvar) -> str:
    return "\n".join(v for v in svar.get(felt, []) if v)


def vist(felt: Field, verdi: object) -> str:
    """Verdien som tekst. Et felt med andre verdier enn tekst og valg sier det selv, med ``vist``."""
    if verdi in (None, "", []):
        return ""
    if egen := getattr(felt, "vist", None):
        return str(egen(verdi))
    if isinstance(felt, BooleanField) or isinstance(verdi, bool):
        return _("Ja") if verdi else _("Nei")
    if isinstance(felt, ChoiceField):
        navn = _navn(felt)
        koder = (
            verdi if isinstance(felt, MultipleChoiceField) and isinstance(verdi, list | tuple) else [verdi]
        )
        return "\n".join(str(navn.get(str(kode), kode)) for kode in koder)
    return str(verdi)


def _navn(felt: ChoiceField) -> dict[str, Setning]:
    """Kode → navn, også når valgene står i grupper."""
    valgene: Iterable[tuple[object, Setning]] = flatten_choices(normalize_choices(felt.choices))
    return {str(kode): navn for kode, navn in valgene}
