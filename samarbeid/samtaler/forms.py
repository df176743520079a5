"""Skjemaene i en samtale: den første meldingen, og det hver side kan gjøre etterpå."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Samtale
from samarbeid.models.samtaler.mote import FLEST_TIDER
from samarbeid.samtaler.handlinger.moter import Forslag, i_ord
from samarbeid.samtaler.tilstander import ANSKAFFELSER, Handling
from veier.felter import Dato, Engangskode, Epost, Fritekst, Heltall, Klokkeslett, Navn, Tekst
from veier.forms import Sendes, Skjema, gi_utseende
from veier.typer import Setning, Verdi, Verdier
from veier.vedlegg.felt import Vedleggsfelt

LENGSTE = 4000
MINUTTER = (20, 30, 45, 60, 90)


def _tekst(ledetekst: Setning, mangler: Setning, hjelp: Setning = "", rader: int = 6) -> Fritekst:
    return Fritekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=LENGSTE,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def _dag(ledetekst: Setning, *, paakrevd: bool) -> Dato:
    return Dato(
        label=ledetekst,
        help_text=_("Dag, måned og år, for eksempel 31.12.2026."),
        required=paakrevd,
        error_messages={"required": _("Skriv dagen.")},
        widget=forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off", "class": "ds-input"}),
    )


class MedSkjermet(Sendes):
    """Feltene for det som er forretningshemmelighet, nederst. Det ene krever det andre."""

    def __init__(self, *args: Verdi, **valg: Verdi) -> None:
        super().__init__(*args, **valg)
        self.fields["skjermet"] = _tekst(
            _("Er noe en forretningshemmelighet?"),
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

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        if data.get("skjermet") and not data.get("skjermet_grunn"):
            self.add_error("skjermet_grunn", _("Skriv hvorfor det er en forretningshemmelighet."))
        if data.get("skjermet_grunn") and not data.get("skjermet"):
            self.add_error("skjermet", _("Skriv det som er hemmelig, eller ta bort grunnen."))
        return data


class Visningsskjema(Skjema):
    """Koden, når den trengs for å vise det som er skjermet."""

    kode = Engangskode(
        label=_("Koden fra e-posten"),
        required=False,
        widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "one-time-code"}),
    )


class ForsteMelding(MedSkjermet):
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


class Meldingsskjema(MedSkjermet, Tekstskjema):
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


class Inhabilskjema(Handlingsskjema):
    epost = Epost(
        label=_("Adressen til kollegaen som tar over"),
        help_text=_(
            "Hun får hele samtalen og en egen lenke. Entreprenøren får bare vite at en annen har saken."
        ),
        error_messages={"required": _("Skriv adressen til kollegaen som tar over.")},
    )


class Moteskjema(Handlingsskjema):
    """Inntil tre tider. ``forslag`` i det rensede er det handlingen får."""

    tekst = _tekst(_("Vil du si noe om møtet?"), "", _("Hva dere skal snakke om, for eksempel."), 3)
    minutter = forms.TypedChoiceField(
        label=_("Hvor lenge?"),
        choices=[(m, _("%(antall)s minutter") % {"antall": m}) for m in MINUTTER],
        coerce=int,
        error_messages={"required": _("Velg hvor lenge møtet varer.")},
    )
    sted = Tekst(
        label=_("Hvor?"),
        help_text=_("Et rom, en adresse, eller lenken til et videomøte."),
        max_length=200,
        error_messages={"required": _("Skriv hvor møtet er.")},
    )

    def __init__(self, *args: Verdi, **valg: Verdi) -> None:
        super().__init__(*args, **valg)
        for nr in range(1, FLEST_TIDER + 1):
            self.fields[f"dag_{nr}"] = _dag(_("Dag %(nr)s") % {"nr": nr}, paakrevd=nr == 1)
            self.fields[f"klokken_{nr}"] = Klokkeslett(
                label=_("Klokkeslett %(nr)s") % {"nr": nr},
                required=nr == 1,
                error_messages={"required": _("Skriv klokkeslettet, for eksempel 10.00.")},
                widget=forms.TimeInput(attrs={"autocomplete": "off", "class": "ds-input"}),
            )
        self.order_fields(
            ["navn", *(f"{f}_{nr}" for nr in range(1, FLEST_TIDER + 1) for f in ("dag", "klokken"))]
        )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        tider = set()
        for nr in range(1, FLEST_TIDER + 1):
            dag, klokken = data.pop(f"dag_{nr}", None), data.pop(f"klokken_{nr}", None)
            if dag and klokken:
                tider.add(timezone.make_aware(datetime.combine(dag, klokken)))
            elif dag and f"klokken_{nr}" not in self.errors:
                self.add_error(f"klokken_{nr}", _("Skriv klokkeslettet, for eksempel 10.00."))
            elif klokken and f"dag_{nr}" not in self.errors:
                self.add_error(f"dag_{nr}", _("Skriv dagen."))
        minutter, sted = data.pop("minutter", None), data.pop("sted", "")
        if tider and minutter and sted:
            data["forslag"] = Forslag(tuple(sorted(tider)), minutter, sted)
        return data


class Motetidskjema(Handlingsskjema):
    tid = forms.ChoiceField(
        label=_("Når passer det?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg en av tidene, eller foreslå en ny.")},
    )

    def for_motet(self, tider: Iterable[datetime]) -> None:
        self.sett_valg("tid", [(tid.isoformat(), i_ord(tid)) for tid in tider])

    def clean_tid(self) -> datetime:
        return datetime.fromisoformat(self.cleaned_data["tid"])


class Referatskjema(Tekstskjema):
    dag = _dag(_("Når møttes dere?"), paakrevd=True)
    hvem = Tekst(
        label=_("Hvem var med?"),
        help_text=_("Skriv rollene, for eksempel «leder for hjemmetjenesten og daglig leder»."),
        max_length=200,
        error_messages={"required": _("Skriv hvem som var med.")},
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
    Handling.MOTE: Moteskjema,
    Handling.MOTETID: Motetidskjema,
    Handling.REFERAT: Referatskjema,
    Handling.INHABIL: Inhabilskjema,
    Handling.AVVIS: Avslagsskjema,
    Handling.ANSKAFFELSE: Anskaffelsesskjema,
    Handling.AVSLUTT: Handlingsskjema,
}
