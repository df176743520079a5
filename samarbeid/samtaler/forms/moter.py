"""Skjemaene om møter: forslaget, tiden som velges, og det som ble sagt."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbeid.models.samtaler.mote import FLEST_TIDER, Mote
from samarbeid.samtaler.forms.grunnlag import Handlingsskjema, dagfelt, tekstfelt
from samarbeid.samtaler.handlinger.moter import Forslag, i_ord
from veier.felter import Klokkeslett, Tekst
from veier.typer import Verdi, Verdier

MINUTTER = (20, 30, 45, 60, 90)


class Moteskjema(Handlingsskjema):
    """Inntil tre tider. ``forslag`` i det rensede er det handlingen får."""

    tekst = tekstfelt(_("Vil du si noe om møtet?"), "", _("Hva dere skal snakke om, for eksempel."), 3)
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
            dag, klokken = (
                (_("Dag %(nr)s"), _("Klokkeslett %(nr)s"))
                if nr == 1
                else (_("Dag %(nr)s, om du vil"), _("Klokkeslett %(nr)s, om du vil"))
            )
            self.fields[f"dag_{nr}"] = dagfelt(dag % {"nr": nr}, paakrevd=nr == 1)
            self.fields[f"klokken_{nr}"] = Klokkeslett(
                label=klokken % {"nr": nr},
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

    def for_motet(self, mote: Mote | None) -> None:
        """Tidene i forslaget, og hvor lenge og hvor det er. Uten et forslag er det ingen å velge."""
        self.sett_valg("tid", [(tid.isoformat(), i_ord(tid)) for tid in mote.tider] if mote else [])
        if mote:
            verdier = {"minutter": mote.minutter, "sted": mote.sted}
            self.fields["tid"].help_text = _("Møtet varer i %(minutter)s minutter. Sted: %(sted)s.") % verdier

    def clean_tid(self) -> datetime:
        return datetime.fromisoformat(self.cleaned_data["tid"])


class Referatskjema(Handlingsskjema):
    dag = dagfelt(_("Når møttes dere?"), paakrevd=True)
    hvem = Tekst(
        label=_("Hvem var med?"),
        help_text=_("Skriv rollene, for eksempel «leder for hjemmetjenesten og daglig leder»."),
        max_length=200,
        error_messages={"required": _("Skriv hvem som var med.")},
    )
    tekst = tekstfelt(
        _("Hva snakket dere om?"),
        _("Skriv hva dere snakket om."),
        _("Skriv ikke om personer som kan kjennes igjen. Andre kan be om innsyn i det du skriver."),
        8,
    )
