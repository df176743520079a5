"""Skjemaene om piloten: planen i fire deler, starten, sjekklisten, tallene og avgjørelsen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Indikator, Pilot, Sjekkpunkt
from samarbeid.models.pilot import FLEST_INDIKATORER
from samarbeid.samarbeidene.forms.grunnlag import (
    Beslutning,
    Handlingsskjema,
    avsnitt,
    beslutterfelt,
    dag,
    ett,
    kryss,
    linje,
)
from samarbeid.samarbeidene.handlinger.beslutningen import Beslutning as Bestemt
from veier.felter import Belop, Desimaltall
from veier.typer import Setning, Verdi, Verdier

STORSTE = 10**10


class Hva(Handlingsskjema):
    hypotese = avsnitt(
        _("Hva tror dere skjer, og for hvem?"),
        hjelp=_(
            "Si det slik at tallene etterpå kan vise om det stemte. Skriv om gruppen, aldri om en bestemt person."
        ),
    )
    innsats_entreprenor = avsnitt(
        _("Hva gjør entreprenøren?"), hjelp=_("Også hvor mye tid det tar."), rader=3
    )
    innsats_offentlig = avsnitt(
        _("Hva gjør virksomheten?"), hjelp=_("Hvem som er med, og hvor mye tid det tar for dem."), rader=3
    )
    med_mennesker = forms.TypedChoiceField(
        label=_("Prøves det med mennesker?"),
        help_text=_("Da er det en sjekkliste dere går gjennom før dere begynner."),
        choices=[("ja", _("Ja")), ("nei", _("Nei"))],
        coerce=lambda verdi: verdi == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )


class Rammer(Handlingsskjema):
    pris = Belop(
        label=_("Hva koster hele piloten?"),
        help_text=_("Kroner uten merverdiavgift. Skriv 0 når ingen betaler."),
        min_value=0,
        max_value=10**12,
        required=False,
    )
    start_dato = dag(_("Når begynner den?"))
    slutt_dato = dag(_("Når slutter den?"))
    personvern = ett(_("Er personvernet avklart?"), Pilot.Personvern.choices)
    personvern_hvordan = avsnitt(
        _("Hvordan er det avklart?"),
        hjelp=_(
            "Hvem som har behandlingsansvaret, om det er en databehandleravtale, og hva personvernombudet sa."
        ),
        rader=3,
    )

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        fra, til = data.get("start_dato"), data.get("slutt_dato")
        if fra and til and til < fra:
            self.add_error("slutt_dato", _("Piloten må slutte etter at den begynner."))
        return data


class Etterpa(Handlingsskjema):
    videre = avsnitt(
        _("Hva skjer hvis det går videre?"),
        hjelp=_("Kjøp, konkurranse, tilskudd eller opplæring. Varig bruk følger innkjøpsreglene."),
        rader=3,
    )
    stopp = avsnitt(
        _("Hva skjer hvis det stopper?"), hjelp=_("Også hvem som tar seg av deltakerne."), rader=3
    )
    beslutningsdato = dag(
        _("Når skal det være avgjort?"),
        hjelp=_("Skal det inn i budsjettet, må avgjørelsen komme i god tid før desember."),
    )
    beslutter = beslutterfelt(_("Hvem avgjør om det går videre?"))
    beslutter_rolle = linje(_("Rollen til den som avgjør"), hjelp=_("Skriv rollen, ikke navnet."))
    beslutter_vet = kryss(
        _("Den som avgjør, vet om det, og når det skal skje"),
        _("Mange piloter stopper fordi den som skulle avgjøre, aldri fikk vite det."),
    )


class Tallene(Handlingsskjema):
    """Tre til fem tall, hvert med hvordan det er før dere begynner."""

    def __init__(self, *args: Verdi, **valg: Verdi) -> None:
        super().__init__(*args, **valg)
        for nr in range(1, FLEST_INDIKATORER + 1):
            merke = {"nr": nr}
            self.fields[f"navn_{nr}"] = linje(
                _("Tall %(nr)s: hva teller dere?") % merke,
                hjelp=_("For eksempel «deltakere som kommer hver uke».") if nr == 1 else "",
                hoyst=120,
            )
            self.fields[f"enhet_{nr}"] = linje(_("Tall %(nr)s: enhet") % merke, hoyst=40)
            self.fields[f"for_verdi_{nr}"] = tallfelt(_("Tall %(nr)s: før dere begynner") % merke)
            self.fields[f"mal_{nr}"] = tallfelt(_("Tall %(nr)s: målet") % merke)
            self.fields[f"maler_{nr}"] = linje(_("Tall %(nr)s: hvem teller? Skriv rollen.") % merke)

    def indikatorene(self) -> dict[int, Verdier]:
        """Nummeret → feltene, slik handlingen tar dem."""
        data = self.cleaned_data
        return {
            nr: {
                "navn": data[f"navn_{nr}"],
                "enhet": data[f"enhet_{nr}"],
                "for_verdi": som_desimal(data[f"for_verdi_{nr}"]),
                "mal": som_desimal(data[f"mal_{nr}"]),
                "maler": data[f"maler_{nr}"],
            }
            for nr in range(1, FLEST_INDIKATORER + 1)
        }

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        for nr in range(1, FLEST_INDIKATORER + 1):
            resten = [data.get(f"{felt}_{nr}") for felt in ("enhet", "for_verdi", "mal", "maler")]
            if not data.get(f"navn_{nr}") and any(v not in {None, ""} for v in resten):
                self.add_error(f"navn_{nr}", _("Skriv hva dere teller, eller tøm resten."))
        return data


def start_for_tallene(indikatorer: Sequence[Indikator]) -> Verdier:
    """Det som står i skjemaet fra før."""
    ut: Verdier = {}
    for i in indikatorer:
        ut |= {f"navn_{i.nr}": i.navn, f"enhet_{i.nr}": i.enhet, f"maler_{i.nr}": i.maler}
        ut |= {f"for_verdi_{i.nr}": vis_tall(i.for_verdi), f"mal_{i.nr}": vis_tall(i.mal)}
    return ut


class Startskjema(Beslutning):
    pass


class Sjekkliste(Handlingsskjema):
    def __init__(self, *args: Verdi, **valg: Verdi) -> None:
        super().__init__(*args, **valg)
        for kode in Sjekkpunkt.Kode:
            felt = ett(kode.label, Sjekkpunkt.Status.choices, mangler=_("Velg ett av svarene."))
            felt.initial = Sjekkpunkt.Status.APENT
            self.fields[kode.value] = felt

    def punktene(self) -> dict[str, str]:
        return {kode.value: self.cleaned_data[kode.value] for kode in Sjekkpunkt.Kode}


class Manedsskjema(Handlingsskjema):
    """Månedens tall: ett felt for hver indikator, og ikke mer, så det går på et minutt."""

    def __init__(
        self,
        *args: Verdi,
        indikatorer: Sequence[Indikator] = (),
        maneder: Sequence[date] = (),
        **valg: Verdi,
    ) -> None:
        super().__init__(*args, **valg)
        self.indikatorer = indikatorer
        self.fields["maned"] = forms.TypedChoiceField(
            label=_("Måned"),
            choices=[(m.isoformat(), date_format(m, "F Y")) for m in maneder],
            coerce=date.fromisoformat,
            widget=forms.Select(attrs={"class": "ds-input"}),
            error_messages={"required": _("Velg måneden."), "invalid_choice": _("Velg måneden.")},
        )
        for i in indikatorer:
            self.fields[f"verdi_{i.nr}"] = tallfelt(
                i.navn, _("Enhet: %(enhet)s") % {"enhet": i.enhet} if i.enhet else ""
            )

    def verdiene(self) -> dict[int, Decimal | None]:
        return {i.nr: som_desimal(self.cleaned_data[f"verdi_{i.nr}"]) for i in self.indikatorer}


class Lardomsskjema(Handlingsskjema):
    lardom = avsnitt(
        _("Hva har dere lært?"),
        mangler=_("Skriv hva dere har lært."),
        hjelp=_(
            "Hva virket, hva virket ikke, og hvem falt fra? Den andre siden skriver sitt. Begge ser det, og det står i sluttrapporten."
        ),
        rader=8,
    )


class Avgjorelsesskjema(Beslutning):
    FRITEKST = ("begrunnelse", "rolle", "avvik")

    avgjorelse = ett(_("Hva er bestemt?"), Pilot.Avgjorelse.choices, mangler=_("Velg hva som er bestemt."))
    begrunnelse = avsnitt(
        _("Hvorfor?"), mangler=_("Skriv kort hvorfor, så begge sider forstår det."), rader=4
    )
    avvik = avsnitt(
        _("Hvorfor ble det en annen?"),
        hjelp=_(
            "Bare når det ikke er den planen sa skulle avgjøre. Begge sider ser grunnen, og den står i sluttrapporten."
        ),
        rader=3,
    )
    field_order = ("avgjorelse", "begrunnelse", "beslutter", "rolle", "avvik", "besluttet_dato")

    def beslutningen(self) -> Bestemt:
        """Hvem, når, og hvorfor det ble en annen enn planen sa."""
        data = self.cleaned_data
        rolle, avvik = data.get("rolle", ""), data.get("avvik", "")
        return Bestemt(data["beslutter"], rolle, data["besluttet_dato"], avvik)


def tallfelt(ledetekst: Setning, hjelp: Setning = "") -> Desimaltall:
    """Et tall det går an å regne med: opp til ti milliarder, tre desimaler."""
    return Desimaltall(
        label=ledetekst,
        help_text=hjelp,
        required=False,
        min_value=-STORSTE,
        max_value=STORSTE,
        error_messages={
            "min_value": _("Tallet er for lavt."),
            "max_value": _("Tallet er for høyt."),
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "ds-input"}),
    )


def som_desimal(verdi: float | None) -> Decimal | None:
    """Tallet slik det lagres, med tre desimaler."""
    return None if verdi is None else Decimal(str(verdi)).quantize(Decimal("0.001"))


def vis_tall(verdi: Decimal | None) -> str:
    """«61,5», uten nuller bak."""
    if verdi is None:
        return ""
    hele = f"{verdi:f}"
    return (hele.rstrip("0").rstrip(".") if "." in hele else hele).replace(".", ",")
