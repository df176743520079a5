"""Skjemaene på den offentlige siden."""

from __future__ import annotations

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from veier.felter import Belop, Engangskode, Epost, Navn, Nettadresse, Tekst, Telefon
from veier.forms import Skjema
from veier.typer import Setning, Skrevne, Verdier


class Kodeskjema(Skjema):
    kode = Engangskode(
        label=_("Koden postmottaket fikk"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Åtte bokstaver."),
    )


LENKEN = _("Lenken til siden der det står.")


class Maned(forms.TypedChoiceField):
    """En måned, 1–12, eller None. I et regneark kan den også skrives med navn."""

    def __init__(self, *, label: Setning, help_text: Setning = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            choices=[("", _("Ikke valgt")), *MONTHS.items()],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": _("Velg en måned.")},
        )

    def to_python(self, value: object) -> str:
        navn = {str(maned).casefold(): str(nr) for nr, maned in MONTHS.items()}
        skrevet = str(value or "").strip()
        lest: str = super().to_python(navn.get(skrevet.casefold(), skrevet))
        return lest


class _Kontaktskjema(Skjema):
    """Det felles for en rolle og for hele virksomheten."""

    tittel = Tekst(label=_("Tittelen hos dere"), max_length=120, required=False)
    enhet = Tekst(label=_("Enheten"), max_length=150, required=False)
    navn = Navn(
        label=_("Navnet på personen"),
        help_text=_(
            "Bare når personen selv vil. Navnet skjules når ingen har bekreftet det på tolv måneder, "
            "og personen kan ta det bort uten konto."
        ),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    navn_ok = forms.BooleanField(label=_("Personen vil at navnet skal stå åpent"), required=False)

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if data.get("navn") and not data.get("navn_ok"):
            self.add_error("navn_ok", _("Spør personen først, og kryss av. Ellers lar du navnet stå tomt."))
        return data

    def verdier(self) -> Verdier:
        """Det som skal lagres."""
        return {felt: verdi for felt, verdi in self.cleaned_data.items() if felt != "navn_ok"}


class Rollekontaktskjema(_Kontaktskjema):
    telefon = Telefon(label=_("Telefon"), required=False)
    epost = Epost(
        label=_("E-post"), help_text=_("Helst en felles postkasse."), max_length=254, required=False
    )
    belop = Belop(
        label=_("Hvor store kjøp kan rollen selv bestemme?"),
        help_text=_("Hele kroner uten merverdiavgift, slik det står i reglene deres."),
        min_value=0,
        max_value=10**12,
        required=False,
    )
    field_order = ("tittel", "enhet", "telefon", "epost", "belop", "navn", "navn_ok")


class Felleskontaktskjema(_Kontaktskjema):
    telefon = Telefon(label=_("Sentralbord"), required=False)
    epost = Epost(label=_("Postmottak"), max_length=254, required=False)
    delegering = Nettadresse(
        label=_("Delegeringsreglement"), help_text=LENKEN, max_length=300, required=False
    )
    moteplan = Nettadresse(
        label=_("Møteplanen for de folkevalgte"), help_text=LENKEN, max_length=300, required=False
    )
    budsjett = Nettadresse(label=_("Budsjett og årshjul"), help_text=LENKEN, max_length=300, required=False)
    frister = Tekst(
        label=_("Frister i budsjettarbeidet"),
        help_text=_("For eksempel «Innspill til budsjettet innen 1. september. Vedtas i desember.»"),
        max_length=300,
        required=False,
    )
    maned_forslag = Maned(
        label=_("Når må forslag til neste års budsjett være inne?"),
        help_text=_("Måneden fristen er i. Står den tom, viser portalen det som er vanlig."),
    )
    maned_vedtak = Maned(label=_("Når vedtas budsjettet?"))
    maned_utlysning = Maned(label=_("Når lyser dere ut tilskudd?"))
    entreprenorer = Nettadresse(
        label=_("Siden deres for sosiale entreprenører"), max_length=300, required=False
    )
    field_order = (
        "telefon", "epost", "delegering", "moteplan", "budsjett", "maned_forslag", "maned_vedtak", "maned_utlysning", "frister",
        "entreprenorer", "tittel", "enhet", "navn", "navn_ok",
    )  # fmt: skip

    def __init__(self, data: Skrevne | None = None, *, initial: Verdier | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["tittel"].label = _("Kontakt for sosiale entreprenører: tittelen")
        self.fields["tittel"].help_text = _("Den de kan spørre etter når de ikke vet hvem som har ansvaret.")


class Navneskjema(Skjema):
    epost = Epost(
        label=_("E-postadressen din"),
        help_text=_("Vi sender en bekreftelse dit, og lagrer den ikke på noen annen måte."),
        max_length=254,
        error_messages={"required": _("Skriv en e-postadresse, så kan vi bekrefte at navnet er tatt bort.")},
    )
