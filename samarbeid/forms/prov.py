"""Stegene i «Prøv ideen»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.forms.steg import (
    FOR_LANG,
    LENGSTE_TEKST,
    VARIGHETER,
    HvemSteg,
    StedSteg,
    Steg,
    Stegrekke,
    Stegvalg,
    TemaSteg,
    ett,
    ja_nei,
    les_felter,
)
from samarbeid.matching.typer import Ideprofil, Kunnskap
from veier.forms import Heltall, uten_fodselsnummer


class IdeenSteg(Steg):
    tittel = forms.CharField(
        label=_("Hva vil du kalle ideen?"),
        max_length=120,
        validators=[uten_fodselsnummer],
        error_messages={
            "required": _("Gi ideen et navn, så finner du den igjen."),
            "max_length": _("Navnet kan ha høyst 120 tegn."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    problem = forms.CharField(
        label=_("Hvilket problem vil dere løse?"),
        help_text=_(
            "Hvem gjelder det, og hva er vanskelig for dem? Ikke skriv om enkeltpersoner som kan kjennes igjen."
        ),
        max_length=LENGSTE_TEKST,
        required=False,
        error_messages={"max_length": FOR_LANG},
        validators=[uten_fodselsnummer],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    losning = forms.CharField(
        label=_("Hva vil dere gjøre?"),
        help_text=_(
            "Skriv som du ville sagt det til en du møter. Si gjerne hva dere ønsker av det offentlige."
        ),
        max_length=LENGSTE_TEKST,
        required=False,
        error_messages={"max_length": FOR_LANG},
        validators=[uten_fodselsnummer],
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not (data.get("problem") or data.get("losning")):
            self.add_error(
                "problem",
                _("Skriv litt om problemet eller om hva dere vil gjøre. Én setning er nok."),
            )
        return data


class ModenhetSteg(Steg):
    modenhet = ett("modenhet", _("Hvor langt er dere kommet?"))
    finnes_fra_for = ett("finnes_fra_for", _("Finnes noe lignende fra før?"))


class TilbudSteg(Steg):
    tjenestetype = ett("tjenestetype", _("Hva slags tilbud er det?"), _("Velg det som passer best."))
    styres_av = ett(
        "styres_av",
        _("Hvem bestemmer innholdet i detalj?"),
        _(
            "Vil det offentlige bestemme, er det som regel et kjøp. Bestemmer dere selv, kan det være et tilskudd."
        ),
    )


class PengerSteg(Steg):
    arlig_belop = Heltall(
        label=_("Hva koster det i året, i kroner?"),
        help_text=_(
            "For én kommune eller annen oppdragsgiver, uten merverdiavgift. Skriv 0 hvis det ikke koster dem noe."
        ),
        min_value=0,
        max_value=10**12,
        required=False,
        error_messages={"invalid": _("Skriv beløpet med tall, for eksempel 150 000.")},
    )
    varighet_ar = forms.TypedChoiceField(
        label=_("Hvor lenge skal avtalen vare?"),
        choices=[*VARIGHETER, ("", _("Vet ikke"))],
        coerce=float,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    hvem_sparer = ett("hvem_sparer", _("Hvem får mindre utgifter hvis det virker?"))


class VirkningSteg(Steg):
    effektdokumentasjon = ett(
        "effektdokumentasjon",
        _("Hva vet dere om virkningen?"),
        _("Det er helt vanlig at den ikke er målt ennå."),
    )


class DereSteg(Steg):
    organisasjonsform = ett("organisasjonsform", _("Hva slags virksomhet er dere?"))
    utbytte = ja_nei(_("Kan eierne ta ut utbytte?"))
    frivillighetsregisteret = ja_nei(_("Står dere i Frivillighetsregisteret?"))


STEG: Stegrekke = (
    Stegvalg("ideen", _("Ideen"), IdeenSteg),
    Stegvalg("tema", _("Tema"), TemaSteg),
    Stegvalg("hvem", _("Hvem den er for"), HvemSteg),
    Stegvalg("sted", _("Sted"), StedSteg),
    Stegvalg("modenhet", _("Hvor langt dere er kommet"), ModenhetSteg),
    Stegvalg("tilbud", _("Tilbudet"), TilbudSteg),
    Stegvalg("penger", _("Penger og tid"), PengerSteg),
    Stegvalg("virkning", _("Virkning"), VirkningSteg),
    Stegvalg("dere", _("Dere"), DereSteg),
)


def les_ideprofil(svar: Mapping[str, Mapping[str, list[str]]], kunnskap: Kunnskap) -> Ideprofil:
    """Ideen av alle stegene. Felt som ikke er gyldige, regnes som ikke besvart."""
    return Ideprofil(**{"tittel": "", **les_felter(STEG, svar, kunnskap)})
