"""Verdien i et felt slik leseren kjenner den: navnet på valget, ikke koden."""

from __future__ import annotations

from typing import Any

from django.forms import BooleanField, ChoiceField, MultipleChoiceField
from django.utils.translation import gettext as _

from samarbeid.forms.skriving import Kontroll, Rasvar
from samarbeid.forms.steg import Steg, Stegvalg
from samarbeid.sider.virkningsvisning import tallrad


def ledetekst_i(steg: Stegvalg, felt: str) -> str:
    """Spørsmålet feltet svarer på. Stedene skrives i et hjelpefelt."""
    return str(steg.skjema.base_fields["sok" if felt == "omrader" else felt].label)


def feltverdi(kontroll: Kontroll, felt: str, svar: Rasvar) -> str:
    """Verdien i et felt slik leseren kjenner den: navnet på valget, ikke koden. Flere står på hver sin linje."""
    bundet = kontroll.felt.get(felt)
    if felt == "logo":
        return _("Et bilde") if any(svar.get(felt, [])) else ""
    if bundet is None or felt not in kontroll.verdier:
        return "\n".join(v for v in svar.get(felt, []) if v)
    return _vist(bundet.field, kontroll.verdier[felt])


def verdi_av(skjema: Steg, felt: str, svar: Rasvar) -> str:
    """Som ``feltverdi``, av ett steg."""
    if felt in skjema.cleaned_data:
        return _vist(skjema.fields[felt], skjema.cleaned_data[felt])
    return "\n".join(v for v in svar.get(felt, []) if v)


def _vist(felt: Any, verdi: Any) -> str:
    if verdi in (None, "", []):
        return ""
    if isinstance(felt, BooleanField):
        return _("Ja") if verdi else _("Nei")
    if isinstance(verdi, bool):
        return _("Ja") if verdi else _("Nei")
    if isinstance(felt, ChoiceField):
        navn = _navn(felt)
        koder = verdi if isinstance(felt, MultipleChoiceField) else [verdi]
        return "\n".join(str(navn.get(str(kode), kode)) for kode in koder)
    if isinstance(verdi, list):
        return "\n".join(tallrad(rad) for rad in verdi)
    return str(verdi)


def _navn(felt: Any) -> dict[str, Any]:
    """Kode → navn, også når valgene står i grupper."""
    ut = {}
    for kode, navn in felt.choices:
        if isinstance(navn, list | tuple):
            ut |= {str(k): n for k, n in navn}
        else:
            ut[str(kode)] = navn
    return ut
