"""Det stegene i «Prøv ideen» og modellveiviseren har felles. Skjemaene får kunnskapen inn og spør ikke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from samarbeid.katalog.steder import finn_sted, naermeste, stedsnavn
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import Kunnskap
from veier.felter import Alder, Belop, Fritekst, Kommune, Navn
from veier.forms import Skjema

LENGSTE_TEKST = 4000
HOYST_STEDER = 10
VARIGHETER = (
    ("0.25", _("Inntil 3 måneder")),
    ("0.5", _("Et halvt år")),
    ("1", _("Ett år")),
    ("2", _("To år")),
    ("3", _("Tre år")),
    ("4", _("Fire år eller mer")),
)


def valg(felt: str) -> list[tuple[str, str]]:
    return [(kode, _(navn)) for kode, navn in ORD[felt].items()]


def radio(ledetekst: str, valgene: Any, hjelp: str = "") -> forms.ChoiceField:
    """Ett av flere svar. Kan hoppes over."""
    return forms.ChoiceField(
        label=ledetekst, help_text=hjelp, choices=valgene, widget=forms.RadioSelect, required=False
    )


def ett(felt: str, ledetekst: str, hjelp: str = "") -> forms.ChoiceField:
    """Ett av ordene motoren kjenner for feltet."""
    return radio(ledetekst, valg(felt), hjelp)


def navnefelt(ledetekst: str, mangler: str) -> Navn:
    """Navnet utkastet finnes igjen med."""
    return Navn(
        label=ledetekst,
        max_length=120,
        error_messages={"required": mangler},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def fritekst(ledetekst: str, hjelp: str, *, mangler: str = "", rader: int = 5) -> Fritekst:
    """Fri tekst uten fødselsnummer. ``mangler`` er feilen når feltet må fylles ut; tom = kan hoppes over."""
    return Fritekst(
        label=ledetekst,
        help_text=hjelp,
        max_length=LENGSTE_TEKST,
        required=bool(mangler),
        error_messages={"required": mangler},
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def belopsfelt(ledetekst: str, hjelp: str) -> Belop:
    """Hele kroner i året uten merverdiavgift."""
    return Belop(
        label=ledetekst,
        help_text=hjelp,
        min_value=0,
        max_value=10**12,
        required=False,
    )


def varighetsfelt() -> forms.TypedChoiceField:
    """Avtalens varighet i år."""
    return forms.TypedChoiceField(
        label=_("Hvor lenge skal avtalen vare?"),
        choices=[*VARIGHETER, ("", _("Vet ikke"))],
        coerce=float,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )


def ja_nei(ledetekst: str, hjelp: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=ledetekst,
        help_text=hjelp,
        choices=[("ja", _("Ja")), ("nei", _("Nei")), ("", _("Vet ikke"))],
        coerce=lambda verdi: verdi == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )


def stedsok(ledetekst: str) -> Kommune:
    """Stedene skrives her, og lagres som koder."""
    return Kommune(
        label=ledetekst,
        help_text=_(
            "Skriv en kommune eller et fylke. Flere skilles med komma. Gamle og samiske navn går bra."
        ),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "steder", "autocomplete": "off"}),
    )


class Steg(Skjema):
    """Ett steg. ``kunnskap`` gir valgene; ``forslag`` er slugger teksten peker på."""

    def __init__(self, *args: Any, kunnskap: Kunnskap, forslag: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kunnskap = kunnskap
        self.forslag = forslag
        self.klargjor()

    def klargjor(self) -> None:
        """Setter valg som kommer fra kunnskapen."""

    def som_ide(self) -> dict[str, Any]:
        """De gyldige svarene som felter i Ideprofil."""
        return {felt: verdi for felt, verdi in self.cleaned_data.items() if verdi not in (None, "", [], ())}


class TemaSteg(Steg):
    tema = forms.MultipleChoiceField(
        label=_("Hva handler ideen om?"),
        help_text=_("Velg gjerne ett eller to. Velger du ingen, leser vi temaet ut av teksten."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def klargjor(self) -> None:
        temaer = sorted(self.kunnskap.temaer.values(), key=lambda t: t.rekkefolge)
        forslag = [(s, self.kunnskap.temaer[s].navn) for s in self.forslag]
        andre = [(t.slug, t.navn) for t in temaer if t.slug not in self.forslag]
        grupper = [(_("Vi tror det handler om"), forslag)] if forslag else []
        navn = _("Andre temaer") if forslag else _("Temaer")
        self.fields["tema"].choices = [*grupper, (navn, andre)]


class HvemSteg(Steg):
    malgruppe = forms.MultipleChoiceField(
        label=_("Hvem er den for?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    alder_fra = Alder(
        label=_("Fra alder"), min_value=0, max_value=120, required=False,
        error_messages={"invalid": _("Skriv alderen med tall, for eksempel 16.")},
    )  # fmt: skip
    alder_til = Alder(
        label=_("Til alder"), min_value=0, max_value=120, required=False,
        error_messages={"invalid": _("Skriv alderen med tall, for eksempel 24.")},
    )  # fmt: skip
    situasjon = ett(
        "situasjon",
        _("Er den for unge: hva gjør de i dag?"),
        _("Svaret avgjør om det er kommunen, fylkeskommunen eller Nav som har ansvaret."),
    )

    def klargjor(self) -> None:
        self.fields["malgruppe"].choices = [(m.slug, m.navn) for m in self.kunnskap.malgrupper.values()]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        fra, til = data.get("alder_fra"), data.get("alder_til")
        if fra is not None and til is not None and fra > til:
            self.add_error("alder_til", _("«Til alder» må være minst like høy som «Fra alder»."))
        return data


class StedSteg(Steg):
    hoyst = HOYST_STEDER

    omrader = forms.MultipleChoiceField(
        label=_("Valgte steder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sok = stedsok(_("Hvor skal det skje?"))
    naboer = forms.BooleanField(label=_("Ta med alle kommunene i nærheten"), required=False)

    def klargjor(self) -> None:
        valgte = list(self.data.getlist("omrader")) if self.data else list(self.initial.get("omrader", ()))
        valgte = [kode for kode in valgte if kode in self.kunnskap.omrader]
        self.valgte = valgte
        self.fields["omrader"].choices = [(k, stedsnavn(k, self.kunnskap)) for k in self.kunnskap.omrader]

    def synlige_valg(self) -> list[tuple[str, str, bool]]:
        """(kode, navn, valgt) for de valgte stedene og kommunene i nærheten."""
        ut = [(k, stedsnavn(k, self.kunnskap), True) for k in self.valgte]
        naere = [n for k in self.valgte for n in naermeste(k, self.kunnskap)]
        ut += [(k, stedsnavn(k, self.kunnskap), False) for k in dict.fromkeys(naere) if k not in self.valgte]
        return ut

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        koder = list(data.get("omrader") or [])
        ukjente = []
        for navn in (del_.strip() for del_ in (data.get("sok") or "").split(",")):
            if navn:
                funnet = finn_sted(navn, self.kunnskap)
                if len(funnet) == 1:
                    koder += funnet
                elif funnet:
                    valg = ", ".join(stedsnavn(k, self.kunnskap) for k in funnet)
                    ukjente.append(
                        _("«%(navn)s» kan være flere steder: %(valg)s. Skriv hele navnet.")
                        % {"navn": navn, "valg": valg}
                    )
                else:
                    ukjente.append(
                        _("Vi fant ikke «%(navn)s». Sjekk skrivemåten, eller skriv fylket.") % {"navn": navn}
                    )
        if data.get("naboer"):
            koder += [n for k in list(koder) for n in naermeste(k, self.kunnskap)]
        koder = list(dict.fromkeys(koder))
        if ukjente:
            self.add_error("sok", ukjente)
        elif len(koder) > self.hoyst:
            self.add_error("sok", _("Velg høyst %d steder. Velg heller fylket.") % self.hoyst)
        return {**data, "omrader": koder}

    def som_ide(self) -> dict[str, Any]:
        koder = self.cleaned_data.get("omrader")
        return {"omrader": tuple(koder)} if koder else {}


# ── Flyten ──


@dataclass(frozen=True, slots=True)
class Stegvalg:
    """Ett steg i en flyt: koden det lagres under, tittelen og skjemaet."""

    kode: str
    tittel: Any
    skjema: type[Steg]


Stegrekke = tuple[Stegvalg, ...]


def steg_for_felt(rekke: Stegrekke) -> dict[str, int]:
    """Hvilket steg (fra 1) hvert felt står i."""
    return {felt: nr for nr, steg in enumerate(rekke, 1) for felt in steg.skjema.base_fields}


def bind(steg: Stegvalg, data: Mapping[str, list[str]] | None, *, kunnskap: Kunnskap, **valg_: Any) -> Steg:
    """Skjemaet for steget, bundet til det som er skrevet (None = tomt)."""
    return steg.skjema(MultiValueDict(data) if data is not None else None, kunnskap=kunnskap, **valg_)


def les_felter(
    rekke: Stegrekke, svar: Mapping[str, Mapping[str, list[str]]], kunnskap: Kunnskap
) -> dict[str, Any]:
    """Svarene fra alle stegene. Felt som ikke er gyldige, regnes som ikke besvart."""
    felter: dict[str, Any] = {}
    for steg in rekke:
        if steg.kode in svar:
            skjema = bind(steg, dict(svar[steg.kode]), kunnskap=kunnskap)
            skjema.full_clean()
            felter |= skjema.som_ide()
    for felt in ("tema", "malgruppe"):
        felter[felt] = tuple(felter.get(felt, ()))
    felter.pop("sok", None)
    return felter
