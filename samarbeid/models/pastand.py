"""Påstandene om hva som kom ut av et samarbeid: én blokk for hver, med det leseren trenger for å vurdere den."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbeid.models.sak.blokkliste import Blokk, Blokkliste
from veier.felter import Fritekst, Tekst
from veier.felter.gjentatt import Gjentatt
from veier.typer import Nokkelord, Verdier

BRUTTO = (
    ("brutto", _("Brutto: det noen slapp å betale, før det tiltaket kostet, er trukket fra")),
    ("netto", _("Netto: det tiltaket kostet, er trukket fra")),
)
# Delen → (navnet leseren ser, hjelpen redaktøren ser)
DELER = {
    "pastand": (_("Påstanden"), "Det noen sier kom ut av det, én påstand i hver blokk."),
    "hevdet_av": (_("Hevdet av"), "Den som sier det."),
    "antall": (_("Hvor mange av hvor mange"), "For eksempel «23 av 25», eller «ikke oppgitt»."),
    "periode": (_("Periode"), "Tiden tallet gjelder, for eksempel «2021–2023»."),
    "sammenlignet": (_("Sammenlignet med"), "For eksempel «året før», eller «ikke sammenlignet»."),
    "malt_av": (_("Målt av"), "Den som talte eller spurte."),
    "betalt_av": (_("Målingen ble betalt av"), "Skriv «ikke oppgitt» når kilden ikke sier det."),
    "sparte": (_("Fikk mindre utgifter"), "Hvem som slapp å betale, og hvem som betalte i stedet."),
    "brutto": (_("Brutto eller netto"), "Bare når påstanden handler om penger."),
    "kilde": (_("Tallet står i"), "Rapporten og siden, så leseren finner tallet."),
    "motbevis": (
        _("Det som taler imot"),
        "Noe annet enn tiltaket som kan forklare det, eller en som er uenig.",
    ),
}
FORBEHOLD = {
    "alltid": _("Påstanden er kildens. Vi har ikke kontrollert den."),
    "usammenlignet": _("Den er ikke sammenlignet med noe, så vi vet ikke hva som ville skjedd uten."),
    "brutto": _("Her står det ikke om det tiltaket kostet, er trukket fra."),
}
LENGST = 300


class Pastand(Blokk):
    """Det som er kjent om én påstand."""

    @property
    def opplysninger(self) -> list[tuple[str, str]]:
        """(navn, verdi) for det som står under påstanden."""
        ut = [
            (str(navn), self[del_])
            for del_, (navn, _hjelp) in DELER.items()
            if self.get(del_) and del_ not in UTENFOR
        ]
        if brutto := dict(BRUTTO).get(self.get("brutto", "")):
            ut.append((str(DELER["brutto"][0]), str(brutto)))
        return ut

    @property
    def forbehold(self) -> list[str]:
        """De faste setningene leseren får ved siden av."""
        ut = [str(FORBEHOLD["alltid"])]
        if self.get("sammenlignet", "").lower().startswith("ikke sammenlignet"):
            ut.append(str(FORBEHOLD["usammenlignet"]))
        if self.get("sparte") and not self.get("brutto"):
            ut.append(str(FORBEHOLD["brutto"]))
        return ut


# Vises for seg, ikke i listen.
UTENFOR = {"pastand", "hevdet_av", "brutto", "motbevis"}


def delfelt() -> dict[str, forms.Field]:
    ut: dict[str, forms.Field] = {}
    for del_, (navn, hjelp) in DELER.items():
        valg: Verdier = {"label": navn, "help_text": hjelp, "required": False}
        if del_ == "brutto":
            ut[del_] = forms.ChoiceField(choices=(("", _("Ikke oppgitt")), *BRUTTO), **valg)
        elif del_ in {"pastand", "motbevis"}:
            ut[del_] = Fritekst(max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "cols": 40}), **valg)
        else:
            ut[del_] = Tekst(max_length=LENGST, **valg)
    return ut


class Pastandsliste(Blokkliste):
    """En liste av påstander."""

    slag = Pastand
    deler = DELER
    ukjent_del = "Påstandene har en del ingen kjenner."

    def formfield(self, **valg: Nokkelord) -> forms.Field:
        valg.pop("widget", None)
        alle: Verdier = {**valg, "form_class": Gjentatt, "delfelt": delfelt(), "show_hidden_initial": False}
        return cast(forms.Field, super(models.JSONField, self).formfield(**alle))
