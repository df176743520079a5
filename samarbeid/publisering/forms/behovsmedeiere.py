"""Virksomheten som spørres om å eie et behov sammen med den som skrev det."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommuner.models import OffentligPart
from veier.database.rekkefolge import Norsk
from veier.felter import Tekst
from veier.forms import Skjema

FORESLAS = 5


class Medeierskjema(Skjema):
    """``part`` er virksomheten."""

    part = Tekst(
        label=gettext_lazy("Hvilken virksomhet vil dere spørre?"),
        help_text=gettext_lazy("Skriv navnet, for eksempel «Malvik kommune»."),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv navnet på virksomheten.")},
    )

    def clean_part(self) -> OffentligPart:
        navn = self.cleaned_data["part"]
        apne = OffentligPart.objects.apne()
        if noyaktig := apne.filter(navn__iexact=navn).first():
            return noyaktig
        like = list(apne.filter(navn__icontains=navn).order_by(Norsk("navn"), "pk")[:FORESLAS])
        if len(like) == 1:
            return like[0]
        if like:
            mulige = ", ".join(str(part.navn) for part in like)
            raise ValidationError(_("Flere heter noe slikt: %(navn)s. Skriv hele navnet.") % {"navn": mulige})
        raise ValidationError(_("Vi finner ikke den virksomheten. Skriv navnet slik det står i portalen."))
