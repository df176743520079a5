"""Det entreprenøren vet om virkningen: stegene, målingene, og hva som trengs for å publisere."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import TypedDict

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entreprenorer.models import Virkning
from entreprenorer.models.virkning import VIRKNINGSFELT
from veier.database.kolonner import tomme
from veier.felter import Nettadresse, Tekst
from veier.steg.felter import fritekst, radio
from veier.steg.kontroll import Onske
from veier.steg.skjema import Steg, Stegrekke, Stegskjema
from veier.tekst import Uleselig, les_desimaltall, les_heltall, nfkc
from veier.typer import Filer, Sammenheng, Setning, Skrevne, Verdier

RADER = 6
DELER = ("aar", "verdi", "personer", "frafall")
LEDETEKSTER = {
    "aar": _("År"),
    "verdi": _("Verdi"),
    "personer": _("Antall med"),
    "frafall": _("Falt fra"),
}


class Maaling(TypedDict):
    """Ett år. ``verdi`` er et desimaltall som tekst."""

    aar: int
    verdi: str
    personer: int | None
    frafall: int | None


class Tabell(forms.Widget):
    """Seks rader med år, verdi, antall og frafall. Svaret er fire tall per rad, i rekkefølge."""

    template_name = "skjema/maalinger.html"
    allow_multiple_selected = True  # svaret er flere verdier

    def value_from_datadict(self, data: Skrevne, files: Filer, name: str) -> list[str]:
        verdier = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return list(verdier)

    def value_omitted_from_data(self, data: Skrevne, files: Filer, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: list[str] | None, attrs: dict[str, object] | None) -> Sammenheng:
        verdier = [v if isinstance(v, str) else "" for v in value or []]
        rader = [
            list(zip(DELER, LEDETEKSTER.values(), verdier[n : n + 4] + [""] * 4, strict=False))
            for n in range(0, RADER * 4, 4)
        ]
        sammenheng = super().get_context(name, value, attrs)
        sammenheng["rader"], sammenheng["ledetekster"] = rader, list(LEDETEKSTER.values())
        return sammenheng


class Maalinger(forms.Field):  # radene er tall, lest som i veier.felter
    """Målingene som [{"aar", "verdi", "personer", "frafall"}], etter år. ``verdi`` er desimaltall som tekst."""

    widget = Tabell

    def to_python(self, value: list[str] | None) -> list[Maaling]:
        rader: dict[int, Maaling] = {}
        for celler in zip_longest(*[iter(value or [])] * 4, fillvalue=""):
            if any(nfkc(c) for c in celler):
                rad = self._rad(celler)
                if rad["aar"] in rader:
                    raise forms.ValidationError(gettext("Året %(aar)s står to ganger.") % {"aar": rad["aar"]})
                rader[rad["aar"]] = rad
        return [rader[aar] for aar in sorted(rader)]

    def vist(self, verdi: list[Maaling]) -> str:
        return "\n".join(tallrad(rad) for rad in verdi)

    def _rad(self, celler: tuple[str, ...]) -> Maaling:
        aar = self._heltall(celler[0], LEDETEKSTER["aar"], 1950, timezone.localdate().year)
        if aar is None:
            raise forms.ValidationError(gettext("Skriv hvilket år tallet er fra."))
        try:
            verdi = les_desimaltall(celler[1].replace("%", ""))
        except Uleselig:
            raise forms.ValidationError(
                gettext("Skriv verdien for %(aar)s med tall, for eksempel 61,5.") % {"aar": aar}
            ) from None
        if abs(verdi) >= 10**12:
            raise forms.ValidationError(
                gettext("Verdien for %(aar)s er ikke et tall vi kan vise.") % {"aar": aar}
            )
        personer = self._heltall(celler[2], LEDETEKSTER["personer"], 0, 10**7)
        frafall = self._heltall(celler[3], LEDETEKSTER["frafall"], 0, 10**7)
        if frafall and personer is not None and frafall > personer:
            raise forms.ValidationError(
                gettext("I %(aar)s falt flere fra enn de som var med.") % {"aar": aar}
            )
        return {"aar": aar, "verdi": str(verdi.normalize() + 0), "personer": personer, "frafall": frafall}

    def _heltall(self, tekst: str, navn: Setning, minst: int, mest: int) -> int | None:
        if not nfkc(tekst):
            return None
        try:
            tall = les_heltall(tekst)
        except Uleselig:
            tall = minst - 1
        if not minst <= tall <= mest:
            raise forms.ValidationError(
                gettext("«%(navn)s» må være et helt tall mellom %(minst)s og %(mest)s.")
                % {"navn": navn, "minst": minst, "mest": mest}
            )
        return tall


def tall(verdi: str) -> str:
    """«61.5» → «61,5», med mellomrom mellom tusener."""
    return str(number_format(Decimal(verdi), use_l10n=True, force_grouping=True)).replace(" ", "\u00a0")


def tallrad(rad: Maaling) -> str:
    """En måling på én linje: «2023: 61,5 (40 med, 6 falt fra)»."""
    tekst = f"{rad['aar']}: {tall(rad['verdi'])}"
    deler = []
    if rad["personer"] is not None:
        deler.append(gettext("%(antall)s med") % {"antall": rad["personer"]})
    if rad["frafall"] is not None:
        deler.append(gettext("%(antall)s falt fra") % {"antall": rad["frafall"]})
    return f"{tekst} ({', '.join(deler)})" if deler else tekst


def _linje(ledetekst: Setning, hjelp: Setning = "", *, lengde: int = 150) -> Tekst:
    return Tekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=lengde,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NyVirkning(Stegskjema):
    """Det første: påstanden. Resten fylles ut i ro og mak."""

    pastand = Tekst(
        label=_("Hva skjedde?"),
        help_text=_("Én setning, for eksempel: Flere fullførte skoleåret."),
        max_length=300,
        error_messages={"required": _("Skriv hva som skjedde, i én setning.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class HvaSteg(Stegskjema):
    pastand = _linje(_("Hva skjedde?"), _("Én setning, for eksempel: Flere fullførte skoleåret."), lengde=300)
    hvordan = radio(_("Hvordan vet dere det?"), Virkning.Hvordan.choices)
    hvem_malte = radio(_("Hvem har målt?"), Virkning.HvemMalte.choices)


class TallSteg(Stegskjema):
    indikator = _linje(_("Hva er målt?"), _("For eksempel: andel som fullførte skoleåret."))
    enhet = _linje(_("Enhet"), _("For eksempel prosent, dager eller kroner."), lengde=40)
    maalinger = Maalinger(
        label=_("Målingene"),
        help_text=_("Ett år på hver rad. Si hvor mange som var med, og hvor mange av dem som falt fra."),
        required=False,
    )
    sammenlignet_med = fritekst(
        _("Sammenlignet med hva?"), _("Året før, en annen skole, landet ellers – eller ingenting."), rader=3
    )
    regnet = radio(_("Hva gjelder tallet?"), Virkning.Regnet.choices)


class HvemSteg(Stegskjema):
    bestilt_av = _linje(_("Hvem bestilte målingen?"))
    betalt_av = _linje(_("Hvem betalte for den?"))
    hvem_sparte = _linje(_("Hvem fikk mindre utgifter?"), _("For eksempel Nav, kommunen eller ingen."))


class KildeSteg(Stegskjema):
    kilde = Nettadresse(
        label=_("Lenke til kilden"),
        help_text=_("En rapport eller side andre kan lese."),
        max_length=400,
        required=False,
        error_messages={"invalid": _("Skriv adressen til kilden, for eksempel eksempel.no/rapport.")},
    )
    motbevis = fritekst(
        _("Hva taler mot?"),
        _("Det som ikke virket, eller det dere ikke vet. Den som leser, stoler mer på resten."),
        rader=4,
    )


STEG: Stegrekke = (
    Steg("hva", _("Hva skjedde"), HvaSteg),
    Steg("tall", _("Tallene"), TallSteg),
    Steg("hvem", _("Hvem som målte og betalte"), HvemSteg),
    Steg("kilde", _("Kilden, og det som taler mot"), KildeSteg),
)

ONSKER = (
    Onske("pastand", _("Hva som skjedde"), _("Det er påstanden leseren skal vurdere."), True),
    Onske("hvordan", _("Hvordan dere vet det"), _("Det avgjør hvor sikker leseren kan være."), True),
    Onske("hvem_malte", _("Hvem som har målt"), _("Leseren vil vite om det er dere selv."), True),
    Onske("sammenlignet_med", _("Hva det er sammenlignet med"), _("Et tall alene sier ikke om noe er blitt bedre."), False),
    Onske("maalinger", _("Tallene, år for år"), _("Da kan vi tegne utviklingen."), False),
    Onske("bestilt_av", _("Hvem som bestilte målingen"), _("Åpenhet om oppdraget gjør at tallet kan brukes."), False),
    Onske("hvem_sparte", _("Hvem som fikk mindre utgifter"), _("Den som sparer, er ofte den som vil betale."), False),
    Onske("kilde", _("Kilden"), _("Det som kan leses av andre, kan også brukes i en sak."), False),
    Onske("motbevis", _("Det som taler mot"), _("Den som leser, stoler mer på resten."), False),
)  # fmt: skip


def kolonner(verdier: Verdier) -> Verdier:
    """De kontrollerte svarene som kolonnene i ``Virkning``. Det som mangler, blir tomt."""
    return tomme(Virkning, VIRKNINGSFELT) | {
        f: v for f, v in verdier.items() if f in VIRKNINGSFELT and v is not None
    }
