"""Feltet for vedlegg i et skjema: flere filer i ett felt, hver gjennom døren."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from veier.typer import Nokkelord
from veier.vedlegg.kontroll import FLEST, STORST_TIL_SAMMEN, Avvist, Vedleggsfil, kontroller
from veier.vedlegg.tur import Opptatt


class _Flere(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict[str, UploadedFile], name: str
    ) -> list[UploadedFile]:
        return files.getlist(name)


class Vedleggsfelt(forms.FileField):
    """Gir en liste av Vedleggsfil. Hver fil som ikke kan tas imot, har sin egen setning."""

    widget = _Flere

    def __init__(self, **valg: Nokkelord) -> None:
        valg.setdefault("required", False)
        super().__init__(**valg)
        self.widget.attrs.setdefault("accept", ".pdf,.docx")

    def clean(self, data: list[UploadedFile] | None, initial: object = None) -> list[Vedleggsfil]:
        filer = [fil for fil in data or [] if fil]
        if len(filer) > FLEST or sum(fil.size or 0 for fil in filer) > STORST_TIL_SAMMEN:
            raise forms.ValidationError(self._for_mye())
        feil: list[str] = []
        godtatt: list[Vedleggsfil] = []
        for fil in filer:
            try:
                godtatt.append(kontroller(fil.name or "", fil.read(), storrelse=fil.size))
            except Avvist as avvist:
                feil.append(str(avvist))
            except Opptatt as opptatt:
                raise forms.ValidationError(str(opptatt)) from None
        if feil:
            raise forms.ValidationError(feil)
        return godtatt

    @staticmethod
    def _for_mye() -> str:
        return _("Legg ved høyst %(antall)s filer, og til sammen høyst 20 MB.") % {"antall": FLEST}
