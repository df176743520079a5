"""Det skjemaene i en samtale bygger på: det alle har, teksten, dagen, og det som er forretningshemmelighet."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from veier.feil import Domenefeil, FeilIFelt
from veier.felter import Dato, Engangskode, Fritekst, Heltall, Navn, Tekst
from veier.forms import Sendes, Skjema, gi_utseende
from veier.typer import Setning, Verdi, Verdier

LENGSTE = 4000


def tekstfelt(ledetekst: Setning, mangler: Setning, hjelp: Setning = "", rader: int = 6) -> Fritekst:
    return Fritekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=LENGSTE,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def dagfelt(ledetekst: Setning, *, paakrevd: bool) -> Dato:
    return Dato(
        label=ledetekst,
        help_text=_("Dag, måned og år, for eksempel 31.12.2026."),
        required=paakrevd,
        error_messages={"required": _("Skriv dagen.")},
    )


def kodefelt() -> Engangskode:
    return Engangskode(
        label=_("Koden fra e-posten"),
        required=False,
        widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "one-time-code"}),
    )


class NoeAnnet(Skjema):
    """Det den som begynner en samtale, må si når virksomheten har en konkurranse ute. Ellers spør siden ikke om det."""

    def spor_om_noe_annet(self, hvilke: str) -> None:
        """``hvilke`` er konkurransene, i ord; tom når ingen er ute."""
        if hvilke:
            self.fields["noe_annet"] = forms.BooleanField(
                label=_("Dette gjelder ikke konkurransen som er kunngjort"),
                help_text=_(
                    "%(hvilke)s. Det du krysser av, står i meldingen. Gjelder det konkurransen, stiller dere spørsmålet i den, "
                    "der alle ser svaret."
                )
                % {"hvilke": hvilke},
                error_messages={
                    "required": _(
                        "Kryss av for at dette ikke gjelder konkurransen. Gjelder det den, stiller dere spørsmålet i den."
                    )
                },
            )
            gi_utseende(self)

    def legg_til_feil(self, feil: Domenefeil) -> None:
        """Ved feltet det gjelder, når skjemaet har det."""
        felt = feil.felt if isinstance(feil, FeilIFelt) else None
        self.add_error(felt if felt in self.fields else None, str(feil))


class MedSkjermet(Sendes):
    """Feltene for det som er forretningshemmelighet, nederst og foldet sammen. Det ene krever det andre.

    ``DELER`` er (overskrift, feltene under den), når skjemaet er så langt at det trengs.
    """

    template_name = "samtaler/_skjema.html"
    DELER: ClassVar[tuple[tuple[Setning, tuple[str, ...]], ...]] = ()
    SKJERMET: ClassVar[tuple[str, ...]] = ("skjermet", "skjermet_grunn")

    def __init__(self, *args: Verdi, **valg: Verdi) -> None:
        super().__init__(*args, **valg)
        self.fields["skjermet"] = tekstfelt(
            _("Det som er hemmelig"),
            "",
            _("Skriv det her i stedet for i meldingen. Det sendes ikke på e-post, og den som viser det på siden, står i loggen."),
            3,
        )  # fmt: skip
        self.fields["skjermet_grunn"] = Tekst(
            label=_("Hvorfor er det hemmelig?"),
            help_text=_(
                "Alle i samtalen kan lese grunnen. Virksomheten avgjør om det kan unntas fra innsyn."
            ),
            max_length=200,
            required=False,
        )
        gi_utseende(self)

    def deler(self) -> list[tuple[Setning, list[forms.BoundField]]]:
        """(overskrift eller tom, feltene) for det som alltid vises."""
        under = {navn for _hva, navnene in self.DELER for navn in navnene} | {*self.SKJERMET}
        resten = [felt for felt in self.visible_fields() if felt.name not in under]
        delene = [(hva, [self[navn] for navn in navnene]) for hva, navnene in self.DELER]
        return [*delene, ("", resten)] if resten else delene

    def skjermede(self) -> list[forms.BoundField]:
        return [self[navn] for navn in self.SKJERMET]

    def har_skjermet(self) -> bool:
        """Noe er skrevet der, eller er feil: da er det foldet ut."""
        return any(felt.value() or felt.errors for felt in self.skjermede())

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if data.get("skjermet") and not data.get("skjermet_grunn"):
            self.add_error("skjermet_grunn", _("Skriv hvorfor det er en forretningshemmelighet."))
        if data.get("skjermet_grunn") and not data.get("skjermet"):
            self.add_error("skjermet", _("Skriv det som er hemmelig, eller ta bort grunnen."))
        return data


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
        """Feltet for koden som nettopp ble sendt, øverst, og det for filene, som kan følge med den."""
        self.fields["kode"] = kodefelt()
        if self._senere:
            self.fields["vedlegg"] = self._senere
        rekken = [navn for navn in self.fields if navn not in {"kode", "vedlegg"}]
        if "vedlegg" in self.fields:
            rekken.insert(rekken.index("tekst") + 1, "vedlegg")
        self.order_fields(["kode", *rekken])


class Tekstskjema(Handlingsskjema):
    tekst = tekstfelt(
        _("Meldingen"),
        _("Skriv meldingen."),
        _("Skriv ikke om personer som kan kjennes igjen. Andre kan be om innsyn i det du skriver."),
        8,
    )
