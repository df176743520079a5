"""Stegene flere skjemaer har felles: tema, hvem det er for, stedene og beløpet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samarbeid.katalog.indeks.steder import finn_sted, naermeste, stedsnavn
from samarbeid.matching.belopsgrenser import mot_terskler
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.setninger import ORD
from samarbeid.matching.typer import Ideprofil, Kunnskap, Malgruppeprofil
from veier.felter import Alder, Kommune
from veier.fletting import Rasvar
from veier.steg.felter import radio
from veier.steg.skjema import Stegrekke, Stegskjema, les_felter
from veier.typer import Setning, Verdier

HOYST_STEDER = 10
UNG = 30  # år


def valg(felt: str) -> list[tuple[str, Setning]]:
    return [(kode, _(navn)) for kode, navn in ORD[felt].items()]


def ett(felt: str, ledetekst: Setning, hjelp: Setning = "") -> forms.ChoiceField:
    """Ett av ordene motoren kjenner for feltet."""
    return radio(ledetekst, valg(felt), hjelp)


def stedsok(ledetekst: Setning) -> Kommune:
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


def temaforslag(tittel: str, problem: str, losning: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    """Sluggene til temaene teksten peker på, og de den ligner på."""
    t = tolk(Ideprofil(tittel, problem, losning), kunnskap)
    return tuple(dict.fromkeys(f.slug for f in (*t.tema, *t.spurt, *t.naermest)))


OMRADER = {
    "oppvekst": _("Barn, unge og oppvekst"),
    "helse": _("Helse, omsorg og bolig"),
    "arbeid": _("Arbeid og økonomi"),
    "samfunn": _("Nærmiljø, fritid og samfunn"),
}
Valggruppe = tuple[str, list[tuple[str, str]]]


def i_grupper(valgene: Iterable[tuple[str, str, str]]) -> list[Valggruppe]:
    """(sektor, kode, navn) → valgene samlet etter området de hører til. Et ukjent område kommer til slutt."""
    grupper: dict[str, list[tuple[str, str]]] = {sektor: [] for sektor in OMRADER}
    for sektor, kode, navn in valgene:
        grupper.setdefault(sektor, []).append((kode, navn))
    return [(str(OMRADER.get(sektor, _("Andre"))), valg) for sektor, valg in grupper.items() if valg]


class TemaSteg(Stegskjema):
    forslagstittel: Setning = _("Vi tror det handler om")

    tema = forms.MultipleChoiceField(
        label=_("Hva handler ideen om?"),
        help_text=_("Velg gjerne ett eller to. Velger du ingen, leser vi temaet ut av teksten."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def klargjor(self) -> None:
        temaer = sorted(self.kunnskap.temaer.values(), key=lambda t: t.rekkefolge)
        forslag = [(s, self.kunnskap.temaer[s].navn) for s in self.forslag]
        grupper = [(str(self.forslagstittel), forslag)] if forslag else []
        andre = [(t.sektor, t.slug, t.navn) for t in temaer if t.slug not in self.forslag]
        # En gruppe er navnet på den og valgene i den.
        cast(forms.MultipleChoiceField, self.fields["tema"]).choices = [*grupper, *i_grupper(andre)]

    @classmethod
    def foresla(cls, svar: Rasvar, kunnskap: Kunnskap) -> tuple[str, ...]:
        tittel, problem, losning = (
            "".join(svar.get(felt, [])[-1:]) for felt in ("tittel", "problem", "losning")
        )
        return temaforslag(tittel, problem, losning, kunnskap)


class HvemSteg(Stegskjema):
    mal = "sider/_hvem.html"
    forslagstittel: Setning = _("Vi tror det handler om")

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
        forslag = [(slug, self.kunnskap.malgrupper[slug].navn) for slug in self.forslag]
        grupper = [(str(self.forslagstittel), forslag)] if forslag else []
        andre = [(self._omrade(m), m.slug, m.navn) for m in self.kunnskap.malgrupper.values()]
        resten = i_grupper(ett for ett in andre if ett[1] not in self.forslag)
        cast(forms.MultipleChoiceField, self.fields["malgruppe"]).choices = [*grupper, *resten]

    def _omrade(self, m: Malgruppeprofil) -> str:
        """Området til temaet målgruppen hører til. De unge uten et tema hører til oppvekst."""
        if m.tema in self.kunnskap.temaer:
            return self.kunnskap.temaer[m.tema].sektor
        return "oppvekst" if (m.alder_til or 120) <= UNG else ""

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
        fra, til = data.get("alder_fra"), data.get("alder_til")
        if fra is not None and til is not None and fra > til:
            self.add_error("alder_til", _("«Til alder» må være minst like høy som «Fra alder»."))
        return data


class StedSteg(Stegskjema):
    mal = "sider/_sted.html"
    hjelpefelt = ("sok", "naboer")
    hoyst = HOYST_STEDER

    omrader = forms.MultipleChoiceField(
        label=_("Valgte steder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sok = stedsok(_("Hvor skal det skje?"))
    naboer = forms.BooleanField(label=_("Ta med alle kommunene i nærheten"), required=False)

    def klargjor(self) -> None:
        skrevet = cast(MultiValueDict, self.data)
        valgte = skrevet.getlist("omrader") if skrevet else list(self.initial.get("omrader", []))
        valgte = [kode for kode in valgte if kode in self.kunnskap.omrader]
        self.valgte = valgte
        self.sett_valg("omrader", [(k, stedsnavn(k, self.kunnskap)) for k in self.kunnskap.omrader])

    @classmethod
    def ledetekst(cls, felt: str) -> str:
        """Stedene svarer på spørsmålet i søkefeltet."""
        return super().ledetekst("sok" if felt == "omrader" else felt)

    @property
    def steder(self) -> list[str]:
        """Navnene nettleseren foreslår."""
        return [stedsnavn(kode, self.kunnskap) for kode in self.kunnskap.omrader]

    def synlige_valg(self) -> list[tuple[str, str, bool]]:
        """(kode, navn, valgt) for de valgte stedene og kommunene i nærheten."""
        ut = [(k, stedsnavn(k, self.kunnskap), True) for k in self.valgte]
        naere = [n for k in self.valgte for n in naermeste(k, self.kunnskap)]
        ut += [(k, stedsnavn(k, self.kunnskap), False) for k in dict.fromkeys(naere) if k not in self.valgte]
        return ut

    def clean(self) -> Verdier:
        data: Verdier = super().clean() or {}
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

    def lagres(self, svar: dict[str, list[str]]) -> dict[str, list[str]]:
        """Stedene som ble skrevet og krysset av, er blitt koder. Sto krysset, la neste lagring til naboenes naboer."""
        return {**svar, "omrader": self.cleaned_data["omrader"], "sok": [""], "naboer": []}

    def besvart(self) -> Verdier:
        koder = self.cleaned_data.get("omrader")
        return {"omrader": tuple(koder)} if koder else {}


def _summen(svar: Mapping[str, Any]) -> int | None:
    """Summen av det som er svart om pengene, regnet som i svaret."""
    return Ideprofil(
        "",
        arlig_belop=svar.get("arlig_belop"),
        varighet_ar=svar.get("varighet_ar"),
        kostnadsslag=svar.get("kostnadsslag"),
    ).samlet


class Belopssteg(Stegskjema):
    """Et steg med ``arlig_belop`` og ``varighet_ar``: samlet verdi vises mot beløpsgrensene."""

    mal = "sider/_belop.html"

    @cached_property
    def terskelsvar(self) -> dict[str, object]:
        """Samlet verdi for beløpet i skjemaet, og hvor den ligger mot grensene."""
        svar = getattr(self, "cleaned_data", None) or {}
        if not self.is_bound:
            bundet = type(self)({f: str(v) for f, v in self.initial.items()}, kunnskap=self.kunnskap)
            bundet.full_clean()
            svar = bundet.cleaned_data
        return mot_terskler(_summen(svar), self.kunnskap)


class Beskrivelsessteg(Stegskjema):
    """Det første: ideen eller behovet med egne ord. Temaene teksten peker på, vises mens den skrives."""

    mal = "sider/_beskrivelse.html"


def les_idefelter(rekke: Stegrekke, svar: Mapping[str, Rasvar], kunnskap: Kunnskap) -> Verdier:
    """Svarene fra alle stegene, med felter som i Ideprofil."""
    felter = les_felter(rekke, svar, kunnskap)
    return {**felter, **{felt: tuple(felter.get(felt, ())) for felt in ("tema", "malgruppe")}}
