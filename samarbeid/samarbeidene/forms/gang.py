"""Skjemaene om veien videre: forslaget, svaret, stadiet, neste steg, forventningene, avtalene og slutten."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbeid.models import Hindringsslag, Samarbeidsavtale, Samtaleside
from samarbeid.samarbeidene.forms.grunnlag import Beslutning, Handlingsskjema, avsnitt, dag, ett, kryss, linje
from samarbeid.samarbeidene.tilstander import Stadium
from veier.felter import Belop


class Forslag(Handlingsskjema):
    tittel = linje(
        _("Hva skal dere samarbeide om?"), mangler=_("Skriv kort hva dere vil samarbeide om."), hoyst=120
    )
    begrunnelse = avsnitt(
        _("Hva tenker dere å gjøre først?"),
        hjelp=_("Én eller to setninger. Det står i samtalen, og andre kan be om innsyn i det."),
    )


class Ja(Handlingsskjema):
    """Et ja trenger bare knappen."""


class Nei(Handlingsskjema):
    FRITEKST = ("begrunnelse",)

    begrunnelse = avsnitt(_("Hvorfor ikke?"), hjelp=_("Du kan la det stå tomt."), rader=3)


class Stadiumskjema(Beslutning):
    FRITEKST = ("begrunnelse", "rolle")

    til = ett(_("Hvor går dere?"), (), mangler=_("Velg stadiet dere går til."))
    begrunnelse = avsnitt(_("Noe å ta vare på?"), rader=3)
    field_order = ("til", "beslutter", "rolle", "besluttet_dato", "begrunnelse")

    def for_stadiene(self, lov: Sequence[Stadium], *, besluttes: bool) -> None:
        """``besluttes``: minst ett av stadiene må noen ha bestemt. Ellers spør siden ikke om det."""
        self.sett_valg("til", [(s.value, s.label) for s in lov])
        if not besluttes:
            for felt in ("beslutter", "rolle", "besluttet_dato"):
                del self.fields[felt]


class Nesteskjema(Handlingsskjema):
    neste_steg = linje(_("Hva skjer nå?"), mangler=_("Skriv hva som skal skje."), hoyst=200)
    neste_side = ett(_("Hvem gjør det?"), Samtaleside.choices, mangler=_("Velg hvem som gjør det."))
    neste_dato = dag(_("Når skal det være gjort?"), mangler=_("Skriv når det skal være gjort."))
    ansvarlig = ett(
        _("Hvem har ansvaret hos dere?"),
        (),
        hjelp=_("Den som har ansvaret, får brevene om samarbeidet. Den andre siden ser navnet."),
    )

    def for_folkene(self, folkene: Sequence[tuple[str, str]]) -> None:
        self.sett_valg("ansvarlig", [*folkene, ("", _("Ingen bestemt: de som administrerer, får brevene"))])


class Forventningsskjema(Handlingsskjema):
    tekst = avsnitt(
        _("Hva venter dere av hverandre?"),
        mangler=_("Skriv hva dere venter."),
        hjelp=_(
            "For eksempel hvor fort dere svarer, hvem som skaffer deltakere, eller hva en god prøve skal føre til."
        ),
    )
    tas_opp = dag(_("Når tar dere det opp igjen?"), mangler=_("Skriv dagen dere tar det opp igjen."))


class Taoppskjema(Handlingsskjema):
    notat = avsnitt(_("Hva sa dere?"), mangler=_("Skriv hva dere kom fram til."))
    tas_opp = dag(
        _("Når tar dere det opp igjen?"), hjelp=_("La feltet stå tomt når den ikke gjelder lenger.")
    )


class Avtaleskjema(Handlingsskjema):
    slag = ett(
        _("Hva slags avtale er det?"),
        Samarbeidsavtale.Slag.choices,
        mangler=_("Velg hva slags avtale det er."),
    )
    verdi = Belop(
        label=_("Hva er den verdt?"),
        help_text=_(
            "Hele kroner uten merverdiavgift, for hele tiden og med opsjoner. Skriv 0 når ingen betaler. "
            "Prisen på piloten er talt med fra planen: den skriver dere ikke én gang til."
        ),
        min_value=0,
        max_value=10**12,
        error_messages={"required": _("Skriv hva avtalen er verdt. Er det ingenting, skriver dere 0.")},
    )
    fra_dato = dag(_("Gjelder fra"), mangler=_("Skriv når avtalen begynner å gjelde."))
    til_dato = dag(_("Gjelder til"), hjelp=_("La feltet stå tomt når den gjelder til en sier den opp."))
    underskrevet = dag(_("Når ble den underskrevet av begge?"), mangler=_("Skriv når den ble underskrevet."))


class Medeierskjema(Handlingsskjema):
    part = linje(
        _("Hvilken virksomhet?"),
        mangler=_("Skriv navnet på virksomheten."),
        hjelp=_("Navnet slik det står i portalen, for eksempel «Bergen kommune»."),
        hoyst=150,
    )


class Medeiersvar(Handlingsskjema):
    svar = ett(
        _("Er det greit for dere?"),
        (("ja", _("Ja, spør dem")), ("nei", _("Nei"))),
        mangler=_("Velg ja eller nei."),
    )


class Eksempelsvar(Handlingsskjema):
    svar = ett(
        _("Kan dette sendes til redaksjonen som et utkast?"),
        (("ja", _("Ja, når begge har sagt ja")), ("nei", _("Nei"))),
        mangler=_("Velg ja eller nei."),
    )


class Hindringsskjema(Handlingsskjema):
    # Ordene er sidens egne til den deler dem.
    FRITEKST = ("vises",)

    slag = forms.MultipleChoiceField(
        label=_("Hva stoppet det?"),
        help_text=_("Velg det som passer, gjerne flere. Dere kan også la det stå."),
        choices=Hindringsslag.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ord_ = avsnitt(_("Med egne ord"), hjelp=_("Hva burde vært annerledes? Skriv ikke om personer."))
    vises = kryss(_("Den andre siden kan lese dette"), _("Krysser du ikke av, er det bare dere som ser det."))
