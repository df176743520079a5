"""Det redaktøren fyller ut om et bilde."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from samarbeid.models.sak.bilde import Personer, Rett, Saksbilde
from samarbeid.oppslag.saker.bilder import FOR_STOR, STORSTE_FIL
from veier.felter import Tekst
from veier.typer import Verdier


class Bildeskjema(forms.Form):
    """Opplysningene. Det en blind leser får høre, og retten til å bruke bildet, må stå."""

    alt = Tekst(
        label="Hva bildet viser",
        help_text="For den som ikke ser det. Si det du ville sagt på telefonen, uten «bilde av».",
        max_length=250,
    )
    alt_nn = Tekst(label="Hva bildet viser, nynorsk", max_length=250, required=False)
    tekst = Tekst(
        label="Bildetekst",
        help_text="Står under bildet. Tom når saken sier det samme. Navn på personer bare når de har sagt ja til det.",
        max_length=250,
        required=False,
    )
    tekst_nn = Tekst(label="Bildetekst, nynorsk", max_length=250, required=False)
    opphav = Tekst(label="Hvem har tatt det?", help_text="Står under bildet, etter «Foto:».", max_length=120)
    rett = forms.ChoiceField(
        label="Hvorfor kan vi bruke det?",
        choices=[("", "Velg"), *Rett.choices],
        help_text="At det ligger åpent på nettet, er ingen grunn.",
    )
    lisens = Tekst(
        label="Lisensen",
        help_text="Bare når det har en fri lisens, for eksempel «CC BY 4.0». Står under bildet.",
        max_length=80,
        required=False,
    )
    personer = forms.ChoiceField(
        label="Kan noen på bildet kjennes igjen?",
        choices=[("", "Velg"), *Personer.choices],
        help_text="Tenk på klær, tatoveringer og steder også. For barn må de foresatte ha sagt ja.",
    )
    samtykke = Tekst(
        label="Hvor ligger samtykkene?",
        help_text="Bare når noen kan kjennes igjen. Saksnummeret eller mappen, ikke navnene. Vises ikke for leserne.",
        max_length=250,
        required=False,
    )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if data.get("rett") == Rett.LISENS and not data.get("lisens"):
            self.add_error("lisens", "Skriv hvilken lisens bildet har.")
        if data.get("personer") == Personer.SAMTYKKE and not data.get("samtykke"):
            self.add_error("samtykke", "Skriv hvor samtykkene ligger.")
        return data

    def opplysninger(self) -> dict[str, str]:
        return {del_: str(self.cleaned_data.get(del_, "")) for del_ in Bildeskjema.base_fields}


class NyttBilde(Bildeskjema):
    """Bildet, og det som står om det."""

    bilde = forms.FileField(
        label="Bildet",
        help_text="PNG, JPEG eller WebP, høyst 8 MB. Vi krymper det, og tar bort sted, kamera og annet som følger med.",
        error_messages={
            "required": "Velg et bilde. Hadde du valgt ett, må du velge det en gang til: nettleseren husker det ikke.",
            "empty": "Filen er tom.",
            "invalid": "Velg et bilde.",
        },
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    field_order = ("bilde",)

    def clean_bilde(self) -> UploadedFile:
        bilde: UploadedFile = self.cleaned_data["bilde"]
        if bilde.size is None or bilde.size > STORSTE_FIL:
            raise forms.ValidationError(FOR_STOR)
        return bilde


def start(bilde: Saksbilde) -> dict[str, str]:
    """Det som står om bildet nå."""
    return {del_: bilde.get(del_, "") for del_ in Bildeskjema.base_fields}
