"""Det katalogene kan velges på: parameterne i adressen, lest med de samme feltene på siden og i filene.

Søket selv går i indeksen i minnet (``katalog.indeks``), ikke i databasen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from entreprenorer.models import Entreprenor
from kommuner.models import OffentligPart
from samarbeid.katalog.indeks import typer
from samarbeid.katalog.indeks.steder import finn_sted, stedsnavn
from samarbeid.katalog.indeks.typer import er_kommune
from samarbeid.katalog.opplysning import Hvem
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Abonnement, Eksempel
from veier.felter import Soketekst
from veier.husk import Husk
from veier.malform import aktiv_malform
from veier.taksonomi.ordforrad import Behovspenger, Behovstilstand, Dialogform, Effekt, Niva
from veier.typer import Setning

AVSTANDER = (25, 50, 100, 200)
HOYST_STEDER = 20
EVIDENS = {
    Effekt.INGEN.value: gettext_lazy("Ikke oppgitt"),
    Effekt.EGNE_TALL.value: gettext_lazy("Egne tall"),
    Effekt.EKSTERN.value: gettext_lazy("Målt av andre"),
    Effekt.FORSKNING.value: gettext_lazy("Forsket på med en gruppe å sammenligne med"),
}


SKREVET = {
    Hvem.VIRKSOMHETEN.value: gettext_lazy("Skrevet av virksomheten selv"),
    Hvem.REDAKSJONEN.value: gettext_lazy("Laget av redaksjonen fra åpne kilder"),
}
STORRELSER = {
    "under-5000": gettext_lazy("Under 5 000 innbyggere"),
    "under-20000": gettext_lazy("5 000–20 000 innbyggere"),
    "under-50000": gettext_lazy("20 000–50 000 innbyggere"),
    "stor": gettext_lazy("Over 50 000 innbyggere"),
}


class Koder(dict[str, Setning]):
    """Kode → navn. Deles av alle skjemaene: å kopiere hundre valg for hver forespørsel ville kostet mer enn søket."""

    def __deepcopy__(self, memo: dict[int, object]) -> Koder:
        return self


class Flervalg(forms.Field):
    """Flere valg, der det ukjente faller bort i stedet for å være en feil: en delt lenke skal alltid virke."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, label: Setning, koder: Koder) -> None:
        super().__init__(required=False, label=label)
        self.koder = koder

    def clean(self, value: Collection[str] | None) -> tuple[str, ...]:
        return tuple(sorted({v for v in value or () if v in self.koder}))


class Grunnfilter(forms.Form):
    """Parameterne i adressen → et søk. Tar bort det som ikke finnes, og sier det som er uklart."""

    # Søket filteret gir; settes av hver katalog.
    Sok: ClassVar[type[typer.Sok]]
    # Koden til listen i et lagret søk; tom når det ikke kan varsles fra den.
    varselliste: ClassVar[str] = ""

    q = Soketekst(label=gettext_lazy("Ord"), required=False)
    sted = Flervalg(label=gettext_lazy("Sted"), koder=Koder())
    innen = Flervalg(label=gettext_lazy("Avstand"), koder=Koder({str(km): str(km) for km in AVSTANDER}))
    som = Flervalg(label=gettext_lazy("For en kommune som"), koder=Koder())
    nevner = Flervalg(label=gettext_lazy("Nevner også"), koder=Koder({"ja": "ja"}))
    kommune = Soketekst(label=gettext_lazy("Kommune, fylke eller nummer"), required=False)
    likekommune = Soketekst(label=gettext_lazy("Har gjort det for en kommune som"), required=False)

    def __init__(self, data: QueryDict, *, kunnskap: Kunnskap) -> None:
        self.kunnskap = kunnskap
        super().__init__(data)
        for felt, koder in _koder(kunnskap).items():
            if felt in self.fields:
                cast(Flervalg, self.fields[felt]).koder = koder
        self.full_clean()
        rent = self.cleaned_data
        # Et sted skrevet med ord: entydig blir det et valg; ellers må leseren velge.
        self.stedsord, self.mulige_steder = rent["kommune"], finn_steder(rent["kommune"], kunnskap)
        steder = rent["sted"]
        if len(self.mulige_steder) == 1:
            steder = tuple(sorted({*steder, *self.mulige_steder}))
        like = finn_steder(rent["likekommune"], kunnskap)
        self.likeord, self.mulige_like = rent["likekommune"], tuple(k for k in like if er_kommune(k))
        som = tuple(self.mulige_like if len(self.mulige_like) == 1 else rent["som"][:1])
        self.sok = self.Sok(
            q=rent["q"],
            sted=steder[:HOYST_STEDER],
            innen=max(map(int, rent["innen"]), default=0) if any(map(er_kommune, steder)) else 0,
            som=som,
            nevner=bool(rent["q"] and rent["nevner"]),
            uforstatt=self.stedet_er_uklart or self.kommunen_er_uklar,
            **{felt: rent[felt] for felt in self.Sok.VALGFELT},
        )

    @property
    def stedet_er_uklart(self) -> bool:
        return bool(self.stedsord) and len(self.mulige_steder) != 1

    @property
    def kommunen_er_uklar(self) -> bool:
        return bool(self.likeord) and len(self.mulige_like) != 1

    @property
    def sporring(self) -> str:
        """Resten av adressen, i den ene formen dette søket har."""
        ekstra = [("kommune", self.stedsord)] if self.stedet_er_uklart else []
        ekstra += [("likekommune", self.likeord)] if self.kommunen_er_uklar else []
        return sporring(self.sok, ekstra)

    def valg(self, felt: str) -> Koder:
        """Kode → navn i den rekkefølgen de vises."""
        return cast(Flervalg, self.fields[felt]).koder

    def ledetekst(self, felt: str) -> str:
        return str(self.fields[felt].label)

    def navn(self, felt: str, kode: str) -> str:
        return str(self.valg(felt).get(kode, kode))


class Katalogfilter(Grunnfilter):
    """Parameterne i adressen → et søk blant entreprenørene."""

    Sok = typer.Katalogsok
    sok: typer.Katalogsok
    varselliste = Abonnement.Liste.ENTREPRENORER

    tema = Flervalg(label=gettext_lazy("Tema"), koder=Koder())
    malgruppe = Flervalg(label=gettext_lazy("Målgruppe"), koder=Koder())
    modenhet = Flervalg(
        label=gettext_lazy("Hvor langt de er kommet"), koder=Koder(Entreprenor.Modenhet.choices)
    )
    form = Flervalg(
        label=gettext_lazy("Organisasjonsform"), koder=Koder(Entreprenor.Organisasjonsform.choices)
    )
    evidens = Flervalg(label=gettext_lazy("Hva de vet om virkningen"), koder=Koder(EVIDENS))
    har = Flervalg(label=gettext_lazy("Har samarbeidet med"), koder=Koder(Niva.choices))
    modell = Flervalg(label=gettext_lazy("Samarbeidsmodell de har brukt"), koder=Koder())
    skrevet = Flervalg(label=gettext_lazy("Hvem som har skrevet"), koder=Koder(SKREVET))


class Virksomhetsfilter(Grunnfilter):
    """Parameterne i adressen → et søk blant de offentlige virksomhetene."""

    Sok = typer.Virksomhetssok
    sok: typer.Virksomhetssok

    som = Flervalg(label=gettext_lazy("Kommuner som ligner på"), koder=Koder())
    type = Flervalg(label=gettext_lazy("Slag virksomhet"), koder=Koder(OffentligPart.Type.choices))
    tema = Flervalg(label=gettext_lazy("Har ansvar for"), koder=Koder())
    niva = Flervalg(label=gettext_lazy("Nivå"), koder=Koder(Niva.choices))
    storrelse = Flervalg(label=gettext_lazy("Kommunens størrelse"), koder=Koder(STORRELSER))


class Saksfilter(Grunnfilter):
    """Parameterne i adressen → et søk blant eksemplene."""

    Sok = typer.Sakssok
    sok: typer.Sakssok
    varselliste = Abonnement.Liste.EKSEMPLER

    tema = Flervalg(label=gettext_lazy("Tema"), koder=Koder())
    malgruppe = Flervalg(label=gettext_lazy("Målgruppe"), koder=Koder())
    modell = Flervalg(label=gettext_lazy("Samarbeidsmodell"), koder=Koder())
    niva = Flervalg(label=gettext_lazy("Nivå"), koder=Koder(Niva.choices))
    utfall = Flervalg(label=gettext_lazy("Gikk det videre?"), koder=Koder(Eksempel.Utfall.choices))


class Behovsfilter(Grunnfilter):
    """Parameterne i adressen → et søk blant behovene."""

    Sok = typer.Behovssok
    sok: typer.Behovssok
    varselliste = Abonnement.Liste.BEHOV

    som = Flervalg(label=gettext_lazy("Kommuner som ligner på"), koder=Koder())
    tema = Flervalg(label=gettext_lazy("Tema"), koder=Koder())
    malgruppe = Flervalg(label=gettext_lazy("Målgruppe"), koder=Koder())
    tilstand = Flervalg(label=gettext_lazy("Hvor det står"), koder=Koder(Behovstilstand.choices))
    dialog = Flervalg(label=gettext_lazy("Dialogen de ønsker"), koder=Koder(Dialogform.choices))
    penger = Flervalg(label=gettext_lazy("Penger"), koder=Koder(Behovspenger.choices))
    type = Flervalg(label=gettext_lazy("Slag virksomhet"), koder=Koder(OffentligPart.Type.choices))


def finn_steder(ord_: str, kunnskap: Kunnskap) -> tuple[str, ...]:
    return finn_sted(ord_, kunnskap) if ord_ else ()


def sporring(sok: typer.Sok, ekstra: Iterable[tuple[str, str]] = ()) -> str:
    """Søket slik det står etter spørsmålstegnet."""
    return urlencode([*sok.parametre(), *ekstra])


_husket: Husk[dict[str, Koder]] = Husk(4, glemmes=False)


def _koder(kunnskap: Kunnskap) -> dict[str, Koder]:
    """Valgene som følger av referansedataene, på sidens målform. Lages én gang for hver utgave av kunnskapen."""
    return _husket.hent((kunnskap.utgave, aktiv_malform()), lambda: _lag_koder(kunnskap))


def _lag_koder(kunnskap: Kunnskap) -> dict[str, Koder]:
    temaer = sorted(kunnskap.temaer.values(), key=lambda t: t.rekkefolge)
    return {
        "tema": Koder({t.slug: t.navn for t in temaer}),
        "malgruppe": Koder({m.slug: m.navn for m in kunnskap.malgrupper.values()}),
        "sted": Koder({kode: stedsnavn(kode, kunnskap) for kode in kunnskap.omrader}),
        "som": Koder({kode: stedsnavn(kode, kunnskap) for kode in kunnskap.omrader if er_kommune(kode)}),
        "modell": Koder({m.slug: m.navn for m in kunnskap.modeller}),
    }


__all__ = [
    "AVSTANDER",
    "EVIDENS",
    "Behovsfilter",
    "Grunnfilter",
    "Katalogfilter",
    "Koder",
    "Saksfilter",
    "Virksomhetsfilter",
    "sporring",
]
