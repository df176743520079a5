"""Skjemaene i en samtale: den første meldingen, og det hver side kan gjøre etterpå."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Samtale
from samarbeid.samtaler.tilstander import ANSKAFFELSER, Handling
from veier.felter import Engangskode, Epost, Fritekst, Heltall, Navn, Tekst
from veier.forms import Sendes
from veier.typer import Setning, Verdi
from veier.vedlegg.felt import Vedleggsfelt

LENGSTE = 4000


def _tekst(ledetekst: Setning, mangler: Setning, hjelp: Setning = "", rader: int = 6) -> Fritekst:
    return Fritekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=LENGSTE,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.Textarea(attrs={"rows": rader}),
    )


class ForsteMelding(Sendes):
    til = Epost(
        label=_("E-postadressen du sender til"),
        help_text=_("Postmottaket, eller en adresse virksomheten selv har gitt deg."),
        error_messages={"required": _("Skriv adressen du sender til. Den står på nettstedet deres.")},
    )
    rolle = Tekst(
        label=_("Hvem bør lese den?"),
        help_text=_("Rollen, for eksempel «leder for hjemmetjenesten». Du kan hoppe over det."),
        max_length=150,
        required=False,
    )
    emne = Tekst(
        label=_("Emne"),
        max_length=120,
        error_messages={"required": _("Skriv kort hva det gjelder.")},
    )
    hva = _tekst(
        _("Hva vil dere gjøre?"), _("Skriv hva dere vil gjøre."), _("To eller tre setninger er nok.")
    )
    for_hvem = _tekst(_("Hvem er det for?"), "", _("Skriv om gruppen, aldri om en bestemt person."), 3)
    ber_om = _tekst(
        _("Hva spør du om?"), _("Skriv hva du vil at de skal svare på."), _("Be om noe lite, som en kort samtale."), 3
    )  # fmt: skip


class Handlingsskjema(Sendes):
    """Det alle har: nummeret på det siste innlegget hun så, og koden når adressen må bekreftes."""

    sett = Heltall(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    _senere: forms.Field | None = None

    def __init__(self, *args: Verdi, med_navn: bool = False, **valg: Verdi) -> None:
        super().__init__(*args, **valg)
        if med_navn:
            self.fields["navn"] = Navn(
                label=_("Navn og stilling"),
                max_length=100,
                error_messages={"required": _("Skriv hvem du er.")},
                widget=forms.TextInput(attrs={"autocomplete": "name", "class": "ds-input"}),
            )

    def uten_vedlegg(self) -> None:
        """Før koden er sendt, kan ingen fil tas imot: nettleseren glemmer den på siden som ber om koden."""
        self._senere = self.fields.pop("vedlegg", None)

    def krev_kode(self) -> None:
        """Feltet for koden som nettopp ble sendt, og det for filene, som kan følge med den."""
        self.fields["kode"] = Engangskode(
            label=_("Koden fra e-posten"),
            required=False,
            widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "one-time-code"}),
        )
        if self._senere:
            self.fields["vedlegg"] = self._senere


class Tekstskjema(Handlingsskjema):
    tekst = _tekst(
        _("Meldingen"),
        _("Skriv meldingen."),
        _("Skriv ikke om personer som kan kjennes igjen. Andre kan be om innsyn i det du skriver."),
        8,
    )


class Meldingsskjema(Tekstskjema):
    vedlegg = Vedleggsfelt(
        label=_("Vedlegg"),
        help_text=_("PDF eller DOCX, høyst 10 MB hver og fem i alt. Ikke legg ved noe om personer som kan kjennes igjen."),
    )  # fmt: skip


class Avslagsskjema(Handlingsskjema):
    tekst = _tekst(
        _("Hvorfor takker dere nei?"),
        _("Skriv kort hvorfor. Det hjelper dem å spørre et bedre sted neste gang."),
        "",
        4,
    )


class Videreskjema(Handlingsskjema):
    epost = Epost(
        label=_("Adressen til den som skal ha meldingen"),
        help_text=_(
            "En kollega hos dere, for eksempel. Hun får hele meldingen og en egen lenke, og entreprenøren får vite det."
        ),
        error_messages={"required": _("Skriv adressen til den som skal ha meldingen.")},
    )


class Anskaffelsesskjema(Handlingsskjema):
    anskaffelse = forms.ChoiceField(
        label=_("Hvor står anskaffelsen nå?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvor anskaffelsen står nå.")},
    )
    doffin = Tekst(
        label=_("Hvor er konkurransen kunngjort?"),
        help_text=_("Referansen på Doffin, når den er kunngjort."),
        max_length=200,
        required=False,
    )

    def for_stillingen(self, na: str) -> None:
        navn = dict(Samtale.Anskaffelse.choices)
        self.sett_valg("anskaffelse", [(kode, navn[kode]) for kode in ANSKAFFELSER[na]])


SKJEMAER: dict[str, type[Handlingsskjema]] = {
    Handling.SVAR: Meldingsskjema,
    Handling.SKRIV: Meldingsskjema,
    Handling.PURR: Tekstskjema,
    Handling.VIDERESEND: Videreskjema,
    Handling.AVVIS: Avslagsskjema,
    Handling.ANSKAFFELSE: Anskaffelsesskjema,
    Handling.AVSLUTT: Handlingsskjema,
}
