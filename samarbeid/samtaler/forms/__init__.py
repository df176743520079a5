"""Skjemaene i en samtale: den første meldingen, og det hver side kan gjøre etterpå."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Samtale
from samarbeid.samtaler.forms.grunnlag import (
    Handlingsskjema,
    MedSkjermet,
    NoeAnnet,
    Tekstskjema,
    kodefelt,
    tekstfelt,
)
from samarbeid.samtaler.forms.moter import Moteskjema, Motetidskjema, Referatskjema
from samarbeid.samtaler.tilstander import ANSKAFFELSER, Handling
from veier.felter import Epost, Fritekst, Tekst
from veier.forms import Sendes, Skjema
from veier.typer import Setning
from veier.vedlegg.felt import Vedleggsfelt


class Visningsskjema(Skjema):
    """Koden, når den trengs for å vise det som er skjermet."""

    kode = kodefelt()


class NyLenkeskjema(Skjema):
    """Det som står i e-posten lenken kom i."""

    referanse = Tekst(
        label=_("Referansen til samtalen"),
        help_text=_("Åtte bokstaver og tall, fire og fire med strek imellom. Den står i emnet på e-posten."),
        max_length=20,
        error_messages={"required": _("Skriv referansen.")},
    )
    epost = Epost(
        label=_("Adressen e-posten kom til"),
        error_messages={"required": _("Skriv adressen e-posten kom til.")},
    )


class ForsteMelding(NoeAnnet, MedSkjermet):
    DELER = (
        (_("Hvem den går til"), ("til", "rolle")),
        (_("Meldingen"), ("emne", "hva", "for_hvem", "ber_om")),
    )

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
    hva = tekstfelt(
        _("Hva vil dere gjøre?"), _("Skriv hva dere vil gjøre."), _("To eller tre setninger er nok."), 4
    )
    for_hvem = tekstfelt(_("Hvem er det for?"), "", _("Skriv om gruppen, aldri om en bestemt person."), 3)
    ber_om = tekstfelt(
        _("Hva spør du om?"), _("Skriv hva du vil at de skal svare på."), _("Be om noe lite, som en kort samtale."), 3
    )  # fmt: skip


class Meldingsskjema(MedSkjermet, Tekstskjema):
    vedlegg = Vedleggsfelt(
        label=_("Vedlegg"),
        help_text=_("PDF eller DOCX, høyst 10 MB hver og fem i alt. Ikke legg ved noe om personer som kan kjennes igjen."),
    )  # fmt: skip


class Avslagsskjema(Handlingsskjema):
    tekst = tekstfelt(
        _("Hvorfor takker dere nei?"),
        _("Skriv kort hvorfor. Det hjelper dem å spørre et bedre sted neste gang."),
        "",
        4,
    )


class Videreskjema(Handlingsskjema):
    epost = Epost(
        label=_("Adressen til den som skal ha meldingen"),
        help_text=_(
            "En kollega eller en annen postkasse hos dere. Den får alt som er skrevet, og en egen lenke. Entreprenøren får vite det."
        ),
        error_messages={"required": _("Skriv adressen til den som skal ha meldingen.")},
    )


class Inhabilskjema(Handlingsskjema):
    epost = Epost(
        label=_("Adressen til den som tar over"),
        help_text=_(
            "Hun får hele samtalen og en egen lenke. Entreprenøren får bare vite at en annen har saken."
        ),
        error_messages={"required": _("Skriv adressen til den som tar over.")},
    )


class Fortellskjema(Sendes):
    """Det virksomheten gir alle. Teksten er foreslått av det hun har skrevet."""

    tittel = Tekst(
        label=_("Hva gjelder det?"),
        help_text=_("Behovet eller tjenesten, ikke ideen til leverandøren."),
        max_length=120,
        error_messages={"required": _("Skriv hva det gjelder.")},
    )
    tekst = Fritekst(
        label=_("Det alle får vite"),
        max_length=20_000,
        error_messages={"required": _("Skriv det alle skal få vite.")},
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class Anskaffelsesskjema(Handlingsskjema):
    anskaffelse = forms.ChoiceField(
        label=_("Hvor står anskaffelsen nå?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvor anskaffelsen står nå.")},
    )
    doffin = Tekst(
        label=_("Hvor er konkurransen kunngjort?"),
        help_text=_("Nummeret på Doffin, for eksempel 2026-123456, når den er kunngjort."),
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
    Handling.MOTE: Moteskjema,
    Handling.MOTETID: Motetidskjema,
    Handling.REFERAT: Referatskjema,
    Handling.INHABIL: Inhabilskjema,
    Handling.AVVIS: Avslagsskjema,
    Handling.ANSKAFFELSE: Anskaffelsesskjema,
    Handling.AVSLUTT: Handlingsskjema,
}

# Det knappen i skjemaet gjør. Navnet på handlingen er ofte et spørsmål eller en grunn, og sier det ikke.
SENDEKNAPPER: dict[str, Setning] = {
    Handling.SVAR: _("Send svaret"),
    Handling.SKRIV: _("Send meldingen"),
    Handling.PURR: _("Send purringen"),
    Handling.VIDERESEND: _("Send videre"),
    Handling.MOTE: _("Send forslaget"),
    Handling.MOTETID: _("Velg denne tiden"),
    Handling.REFERAT: _("Lagre og send"),
    Handling.INHABIL: _("Gi saken til en annen"),
    Handling.AVVIS: _("Takk nei og avslutt"),
    Handling.ANSKAFFELSE: _("Lagre og si fra"),
    Handling.AVSLUTT: _("Avslutt samtalen"),
}
