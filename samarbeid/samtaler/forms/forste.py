"""Den første meldingen fra en virksomhet til en entreprenør: de samme spørsmålene, snudd."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Samtale
from samarbeid.samtaler.forms.grunnlag import MedSkjermet, NoeAnnet, tekstfelt
from veier.felter import Tekst


class ForsteFraVirksomheten(NoeAnnet, MedSkjermet):
    emne = Tekst(
        label=_("Emne"),
        max_length=120,
        error_messages={"required": _("Skriv kort hva det gjelder.")},
    )
    hva = tekstfelt(
        _("Hva trenger dere?"), _("Skriv hva dere trenger."), _("To eller tre setninger er nok."), 4
    )
    for_hvem = tekstfelt(_("Hvem er det for?"), "", _("Skriv om gruppen, aldri om en bestemt person."), 3)
    ber_om = tekstfelt(
        _("Hva spør du om?"), _("Skriv hva du vil at de skal svare på."), _("Be om noe lite, som en kort samtale."), 3
    )  # fmt: skip
    anskaffelse = forms.ChoiceField(
        label=_("Planlegger dere en konkurranse om dette?"),
        help_text=_(
            "Da må alle leverandører få vite det samme. Det står i meldingen, og dere kan gi alle det dere har fortalt."
        ),
        choices=[
            (Samtale.Anskaffelse.APEN, _("Nei, ingen konkurranse er planlagt")),
            (Samtale.Anskaffelse.PLANLEGGES, _("Ja, eller vi tenker på det")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om dere planlegger en konkurranse.")},
    )
