"""Stegene i «Prøv ideen». Hvert skjema får kunnskapen inn; ingen av dem spør databasen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from samarbeid.matching.forklaring import ORD
from samarbeid.matching.typer import Ideprofil, Kunnskap
from veier.forms import Heltall, Skjema, uten_fodselsnummer
from veier.sok.normalisering import fold

LENGSTE_TEKST = 4000
HOYST_STEDER = 10
FOR_LANG = _("Teksten kan ha høyst 4000 tegn. Ta bort noe, så er du videre.")
VARIGHETER = (
    ("0.25", _("Inntil 3 måneder")),
    ("0.5", _("Et halvt år")),
    ("1", _("Ett år")),
    ("2", _("To år")),
    ("3", _("Tre år")),
    ("4", _("Fire år eller mer")),
)


def _valg(felt: str) -> list[tuple[str, str]]:
    return [(kode, _(navn)) for kode, navn in ORD[felt].items()]


def _ett(felt: str, ledetekst: str, hjelp: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=ledetekst,
        help_text=hjelp,
        choices=_valg(felt),
        widget=forms.RadioSelect,
        required=False,
    )


def _ja_nei(ledetekst: str, hjelp: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=ledetekst,
        help_text=hjelp,
        choices=[("ja", _("Ja")), ("nei", _("Nei")), ("", _("Vet ikke"))],
        coerce=lambda verdi: verdi == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
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


class IdeenSteg(Steg):
    tittel = forms.CharField(
        label=_("Hva vil du kalle ideen?"),
        max_length=120,
        validators=[uten_fodselsnummer],
        error_messages={
            "required": _("Gi ideen et navn, så finner du den igjen."),
            "max_length": _("Navnet kan ha høyst 120 tegn."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    problem = forms.CharField(
        label=_("Hvilket problem vil dere løse?"),
        help_text=_(
            "Hvem gjelder det, og hva er vanskelig for dem? Ikke skriv om enkeltpersoner som kan kjennes igjen."
        ),
        max_length=LENGSTE_TEKST,
        required=False,
        error_messages={"max_length": FOR_LANG},
        validators=[uten_fodselsnummer],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    losning = forms.CharField(
        label=_("Hva vil dere gjøre?"),
        help_text=_(
            "Skriv som du ville sagt det til en du møter. Si gjerne hva dere ønsker av det offentlige."
        ),
        max_length=LENGSTE_TEKST,
        required=False,
        error_messages={"max_length": FOR_LANG},
        validators=[uten_fodselsnummer],
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not (data.get("problem") or data.get("losning")):
            self.add_error(
                "problem",
                _("Skriv litt om problemet eller om hva dere vil gjøre. Én setning er nok."),
            )
        return data


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
    alder_fra = Heltall(
        label=_("Fra alder"), min_value=0, max_value=120, required=False,
        error_messages={"invalid": _("Skriv alderen med tall, for eksempel 16.")},
    )  # fmt: skip
    alder_til = Heltall(
        label=_("Til alder"), min_value=0, max_value=120, required=False,
        error_messages={"invalid": _("Skriv alderen med tall, for eksempel 24.")},
    )  # fmt: skip
    situasjon = _ett(
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
    omrader = forms.MultipleChoiceField(
        label=_("Valgte steder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sok = forms.CharField(
        label=_("Hvor skal det skje?"),
        help_text=_(
            "Skriv en kommune eller et fylke. Flere skilles med komma. Gamle og samiske navn går bra."
        ),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "steder", "autocomplete": "off"}),
    )
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
        elif len(koder) > HOYST_STEDER:
            self.add_error("sok", _("Velg høyst %d steder. Velg heller fylket.") % HOYST_STEDER)
        return {**data, "omrader": koder}

    def som_ide(self) -> dict[str, Any]:
        koder = self.cleaned_data.get("omrader")
        return {"omrader": tuple(koder)} if koder else {}


class ModenhetSteg(Steg):
    modenhet = _ett("modenhet", _("Hvor langt er dere kommet?"))
    finnes_fra_for = _ett("finnes_fra_for", _("Finnes noe lignende fra før?"))


class TilbudSteg(Steg):
    tjenestetype = _ett("tjenestetype", _("Hva slags tilbud er det?"), _("Velg det som passer best."))
    styres_av = _ett(
        "styres_av",
        _("Hvem bestemmer innholdet i detalj?"),
        _(
            "Vil det offentlige bestemme, er det som regel et kjøp. Bestemmer dere selv, kan det være et tilskudd."
        ),
    )


class PengerSteg(Steg):
    arlig_belop = Heltall(
        label=_("Hva koster det i året, i kroner?"),
        help_text=_(
            "For én kommune eller annen oppdragsgiver, uten merverdiavgift. Skriv 0 hvis det ikke koster dem noe."
        ),
        min_value=0,
        max_value=10**12,
        required=False,
        error_messages={"invalid": _("Skriv beløpet med tall, for eksempel 150 000.")},
    )
    varighet_ar = forms.TypedChoiceField(
        label=_("Hvor lenge skal avtalen vare?"),
        choices=[*VARIGHETER, ("", _("Vet ikke"))],
        coerce=float,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    hvem_sparer = _ett("hvem_sparer", _("Hvem får mindre utgifter hvis det virker?"))


class VirkningSteg(Steg):
    effektdokumentasjon = _ett(
        "effektdokumentasjon",
        _("Hva vet dere om virkningen?"),
        _("Det er helt vanlig at den ikke er målt ennå."),
    )


class DereSteg(Steg):
    organisasjonsform = _ett("organisasjonsform", _("Hva slags virksomhet er dere?"))
    utbytte = _ja_nei(_("Kan eierne ta ut utbytte?"))
    frivillighetsregisteret = _ja_nei(_("Står dere i Frivillighetsregisteret?"))


STEG: tuple[tuple[str, str, type[Steg]], ...] = (
    ("ideen", "Ideen", IdeenSteg),
    ("tema", "Tema", TemaSteg),
    ("hvem", "Hvem den er for", HvemSteg),
    ("sted", "Sted", StedSteg),
    ("modenhet", "Hvor langt dere er kommet", ModenhetSteg),
    ("tilbud", "Tilbudet", TilbudSteg),
    ("penger", "Penger og tid", PengerSteg),
    ("virkning", "Virkning", VirkningSteg),
    ("dere", "Dere", DereSteg),
)
STEG_FOR_FELT = {
    felt: nummer for nummer, (_navn, _tittel, skjema) in enumerate(STEG, 1) for felt in skjema.base_fields
}


def bind(nummer: int, data: Mapping[str, list[str]] | None, *, kunnskap: Kunnskap, **valg: Any) -> Steg:
    """Skjemaet for steget, bundet til det som er skrevet (None = tomt)."""
    skjema = STEG[nummer - 1][2]
    return skjema(MultiValueDict(data) if data is not None else None, kunnskap=kunnskap, **valg)


def les_ideprofil(svar: Mapping[str, Mapping[str, list[str]]], kunnskap: Kunnskap) -> Ideprofil:
    """Ideen av alle stegene. Felt som ikke er gyldige, regnes som ikke besvart."""
    felter: dict[str, Any] = {}
    for nummer, (navn, _tittel, _skjema) in enumerate(STEG, start=1):
        if navn in svar:
            skjema = bind(nummer, dict(svar[navn]), kunnskap=kunnskap)
            skjema.full_clean()
            felter |= skjema.som_ide()
    for felt in ("tema", "malgruppe"):
        felter[felt] = tuple(felter.get(felt, ()))
    felter.pop("sok", None)
    return Ideprofil(**{"tittel": "", **felter})


# ── Steder ──


def stedsnavn(kode: str, kunnskap: Kunnskap) -> str:
    """Navnet slik det er entydig: «Herøy (Nordland)», «Oslo», «Rogaland fylke»."""
    omrade = kunnskap.omrader[kode]
    return str(_("Hele landet")) if omrade.type == "land" else omrade.visning


def finn_sted(tekst: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Områdene teksten kan bety: nummer, navn nå eller før, samisk, «… fylke», «hele landet»."""
    rent = fold(tekst).removesuffix(" kommune").strip()
    if rent in {"norge", "noreg", "hele landet", "heile landet", "no"}:
        return ("NO",)
    if rent.isdigit():
        if rent in kunnskap.omrader:
            return (rent,)
        return kunnskap.tidligere.get(rent, ())
    if rent.endswith(" fylke"):
        navn = rent.removesuffix(" fylke")
        return tuple(k for k, o in kunnskap.omrader.items() if o.type == "fylke" and fold(o.navn) == navn)
    if koder := kunnskap.stedsnavn.get(rent):
        return koder
    return tuple(k for k in kunnskap.omrader if fold(stedsnavn(k, kunnskap)) == rent)


def naermeste(kode: str, kunnskap: Kunnskap, *, antall: int = 6) -> list[str]:
    """Kommunene med kortest avstand mellom sentrene (flat tilnærming; god nok for å foreslå)."""
    her = kunnskap.omrader[kode]
    if her.type != "kommune" or her.breddegrad is None or her.lengdegrad is None:
        return []

    def avstand(annen: Any) -> float:
        nord = annen.breddegrad - her.breddegrad
        ost = (annen.lengdegrad - her.lengdegrad) * 0.45  # cos(63°)
        return float(nord * nord + ost * ost)

    andre = [
        o
        for k, o in kunnskap.omrader.items()
        if k != kode and o.type == "kommune" and o.breddegrad is not None
    ]
    return [o.kode for o in sorted(andre, key=avstand)[:antall]]
