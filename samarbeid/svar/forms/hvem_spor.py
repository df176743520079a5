"""Hvem som har behovet: virksomheten, funnet på navnet, og rollen."""

from __future__ import annotations

from typing import cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samarbeid.svar import virksomhetsvalg
from samarbeid.svar.forms.felles import Beskrivelsessteg
from veier.felter import Navn
from veier.typer import Verdier

NIVAER = (
    ("kommune", gettext_lazy("Kommune og bydel")),
    ("fylkeskommune", gettext_lazy("Fylkeskommune")),
    ("nav", gettext_lazy("Nav")),
    ("stat", gettext_lazy("Stat")),
)
FELLES = {
    "radgiver": gettext_lazy("Rådgiver eller saksbehandler"),
    "annen-leder": gettext_lazy("Leder for en annen enhet"),
    "innkjop": gettext_lazy("Innkjøper"),
    "folkevalgt": gettext_lazy("Folkevalgt"),
}


class HvemSporSteg(Beskrivelsessteg):
    """Feltene om den som spør. Begge kan hoppes over."""

    mal = "sider/_hvem_spor.html"

    virksomhet = Navn(
        label=gettext_lazy("Hvor arbeider du?"),
        help_text=gettext_lazy("Skriv kommunen, bydelen, fylkeskommunen, Nav-kontoret eller etaten."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"list": "virksomheter", "autocomplete": "off"}),
    )
    rolle = forms.ChoiceField(
        label=gettext_lazy("Hva er rollen din?"),
        help_text=gettext_lazy("Da sier svaret om du kan avgjøre det selv, eller hvem du tar det med."),
        required=False,
        widget=forms.Select,
    )

    def klargjor(self) -> None:
        grupper = [(str(navn), virksomhetsvalg.rollene(kode, self.kunnskap)) for kode, navn in NIVAER]
        felles = [(kode, str(navn)) for kode, navn in FELLES.items()]
        rolle = cast(forms.ChoiceField, self.fields["rolle"])
        rolle.choices = [("", _("Vet ikke, eller vil ikke si det")), (_("Alle steder"), felles), *grupper]

    @property
    def virksomheter(self) -> list[str]:
        """Navnene nettleseren foreslår."""
        return virksomhetsvalg.hent_register(self.kunnskap).forslag

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        skrevet, rolle = data.get("virksomhet") or "", data.get("rolle") or ""
        if not skrevet:
            return data
        funnet = virksomhetsvalg.finn_virksomhet(skrevet, self.kunnskap)
        if len(funnet) != 1:
            self.add_error("virksomhet", self._hvilken(skrevet, [p.slug for p in funnet]))
            return data
        navn = self._navn(funnet[0].slug)
        if rolle and not virksomhetsvalg.finnes_i(rolle, funnet[0], self.kunnskap):
            self.add_error("rolle", _("Velg en rolle som finnes i %(virksomhet)s.") % {"virksomhet": navn})
        return {**data, "virksomhet": navn}

    def _navn(self, slug: str) -> str:
        return virksomhetsvalg.hent_register(self.kunnskap).visning[slug]

    def _hvilken(self, skrevet: str, slugger: list[str]) -> str:
        if not slugger:
            slugger = [p.slug for p in virksomhetsvalg.lignende(skrevet, self.kunnskap)]
            if not slugger:
                return _("Vi fant ikke «%(navn)s». Sjekk skrivemåten, eller la feltet stå tomt.") % {
                    "navn": skrevet
                }
        valg = ", ".join(self._navn(slug) for slug in slugger[: virksomhetsvalg.FLEST_FORSLAG])
        return _("«%(navn)s» kan være: %(valg)s. Skriv hele navnet.") % {"navn": skrevet, "valg": valg}

    def lagres(self, svar: dict[str, list[str]]) -> dict[str, list[str]]:
        """Navnet slik det er i registeret."""
        navn = self.cleaned_data.get("virksomhet")
        return {**svar, "virksomhet": [navn]} if navn else svar

    def besvart(self) -> Verdier:
        """Sluggen, som er det motoren kjenner."""
        ut = super().besvart()
        if navn := ut.get("virksomhet"):
            funnet = virksomhetsvalg.finn_virksomhet(navn, self.kunnskap)
            if len(funnet) == 1:
                return ut | {"virksomhet": funnet[0].slug}
            del ut["virksomhet"]  # to virksomheter har fått samme navn: da er ingen av dem valgt
        return ut
