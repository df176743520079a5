"""Logoen som lastes opp."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from entreprenorer.handlinger.logo import FOR_STOR, STORSTE_FIL
from veier.forms import Skjema


class Logoskjema(Skjema):
    bilde = forms.FileField(
        label=_("Velg et bilde"),
        help_text=_("PNG, JPEG eller WebP, høyst 2 MB. Vi krymper det, og tar bort skjulte opplysninger."),
        error_messages={
            "required": _("Velg et bilde først."),
            "empty": _("Filen er tom."),
            "invalid": _("Velg et bilde først."),
        },
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def clean_bilde(self) -> UploadedFile:
        bilde = self.cleaned_data["bilde"]
        if bilde.size > STORSTE_FIL:
            raise forms.ValidationError(FOR_STOR)
        return bilde
