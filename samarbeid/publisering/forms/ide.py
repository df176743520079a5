"""Ideen til en entreprenør: de samme stegene som i «Prøv ideen», og hva som trengs for å publisere."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Ide
from entreprenorer.models.ide import IDEFELT
from kommuner.models import OffentligPart
from samarbeid.svar.forms.prov import STEG
from veier.database.kolonner import tomme
from veier.felter import Fritekst
from veier.forms import Skjema
from veier.steg.felter import navnefelt
from veier.steg.kontroll import Onske
from veier.steg.skjema import Stegskjema
from veier.typer import Verdier

ONSKER = (
    Onske("tittel", _("Et navn på ideen"), _("Det er det første de leser."), True),
    Onske("problem", _("Problemet dere vil løse"), _("Det offentlige leter etter problemer, ikke etter løsninger."), True),
    Onske("losning", _("Det dere vil gjøre"), _("Da kan de se for seg hva de sier ja til."), True),
    Onske("omrader", _("Hvor det skal skje"), _("Uten sted kan vi ikke si hvilken virksomhet som bestemmer."), True),
    Onske("tema", _("Tema"), _("Da slipper vi å lese det ut av teksten."), False),
    Onske("malgruppe", _("Hvem den er for"), _("Gruppen avgjør ofte hvem som har ansvaret."), False),
    Onske("modenhet", _("Hvor langt dere er kommet"), _("Det avgjør hvilke samarbeidsformer som passer."), False),
    Onske("tjenestetype", _("Hva slags tilbud det er"), _("Helse- og sosialtjenester kjøpes etter egne regler."), False),
    Onske("styres_av", _("Hvem som bestemmer innholdet"), _("Det skiller et kjøp fra et tilskudd."), False),
    Onske("arlig_belop", _("Hva det koster i året"), _("Beløpet avgjør hvem som kan bestemme."), False),
    Onske("varighet_ar", _("Hvor lenge avtalen skal vare"), _("Beløpet regnes for hele avtalen."), False),
    Onske("kostnadsslag", _("Hva slags penger det er"), _("En ny kostnad hvert år bestemmes av andre enn et lite kjøp."), False),
    Onske("hvem_sparer", _("Hvem som får mindre utgifter"), _("Den som sparer, er ofte den som vil betale."), False),
    Onske("effektdokumentasjon", _("Hva dere vet om virkningen"), _("Noen samarbeidsformer krever at den er målt."), False),
)  # fmt: skip


class NyIde(Stegskjema):
    """Det første: et navn. Resten fylles ut i ro og mak."""

    tittel = navnefelt(_("Hva vil du kalle ideen?"), _("Gi ideen et navn, så finner du den igjen."))


class Synlighetsskjema(Skjema):
    """Hvem som kan se ideen når den er publisert."""

    synlighet = forms.ChoiceField(
        label=_("Hvem kan se ideen når den er publisert?"),
        choices=Ide.Synlighet.choices,
        widget=forms.RadioSelect,
        help_text=_("Andre entreprenører ser den bare hvis du velger «Alle»."),
    )
    virksomheter = Fritekst(
        max_length=8000,
        label=_("Virksomhetene dere velger"),
        required=False,
        help_text=_("Skriv navnene, én på hver linje. Gjelder bare når du velger «Virksomhetene vi velger»."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_virksomheter(self) -> list[str]:
        linjer = [linje.strip() for linje in self.cleaned_data["virksomheter"].splitlines()]
        navn = list(dict.fromkeys(linje for linje in linjer if linje))
        if len(navn) > 50:
            raise forms.ValidationError(_("Velg høyst 50 virksomheter. Velg heller alle offentlige."))
        return navn

    def clean(self) -> dict[str, object]:
        data: dict[str, object] = super().clean() or {}
        if data.get("synlighet") == Ide.Synlighet.VALGTE and data.get("virksomheter") == []:
            self.add_error(
                "virksomheter", _("Skriv minst én virksomhet, eller velg hvem andre som kan se den.")
            )
        return data

    def meld_ukjente(self, ukjente: list[str]) -> None:
        """Navnene ingen virksomhet har."""
        for navn in ukjente:
            self.add_error(
                "virksomheter",
                _("Vi fant ingen virksomhet som heter «%(navn)s». Skriv hele navnet.") % {"navn": navn},
            )


def finn_virksomheter(
    navnene: list[str], virksomheter: Mapping[str, OffentligPart]
) -> tuple[list[OffentligPart], list[str]]:
    """(virksomhetene, navnene som ikke ble funnet). ``virksomheter`` er alle, etter navn med små bokstaver."""
    funnet, ukjente = [], []
    for navn in navnene:
        treff = virksomheter.get(navn.lower()) or virksomheter.get(f"{navn.lower()} kommune")
        if treff:
            funnet.append(treff)
        else:
            ukjente.append(navn)
    return funnet, ukjente


def kolonner(verdier: Verdier) -> Verdier:
    """De kontrollerte svarene som kolonnene i ``Ide``. Det som mangler, blir tomt."""
    return tomme(Ide, IDEFELT) | {f: v for f, v in verdier.items() if f in IDEFELT and v is not None}


__all__ = ["ONSKER", "STEG", "NyIde", "Synlighetsskjema", "finn_virksomheter", "kolonner"]
