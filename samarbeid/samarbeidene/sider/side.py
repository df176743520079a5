"""Hva en side der det kan gjøres noe, består av."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import HttpRequest

from samarbeid.models import Samarbeid
from samarbeid.samarbeidene.forms.grunnlag import Handlingsskjema
from samarbeid.samarbeidene.handlinger.grunnlag import Aktor, Innsending
from veier.typer import Sammenheng, Setning, Skrevne, Verdier


@dataclass(frozen=True, slots=True)
class Kontekst:
    """Det siden handler om: samarbeidet, hvem som gjør det, og delen i adressen."""

    samarbeid: Samarbeid
    aktor: Aktor
    del_: str
    request: HttpRequest


Lag = Callable[[Kontekst, Skrevne | None], Handlingsskjema]
Utfor = Callable[[Kontekst, Handlingsskjema, Innsending], object]
INGEN_DEL: Collection[str] = frozenset({""})


@dataclass(frozen=True, slots=True)
class Handlingsside:
    """``deler`` er det som kan stå etter handlingen i adressen; ``etterpa`` er siden hun kommer til."""

    lag: Lag
    utfor: Utfor
    kvittering: Setning = ""
    mal: str = "samarbeid/handling.html"
    knapp: Setning = ""
    deler: Callable[[Samarbeid], Collection[str]] = lambda _samarbeid: INGEN_DEL
    overskrift: Callable[[Kontekst], Setning] | None = None
    mer: Callable[[Kontekst], Sammenheng] | None = None
    etterpa: Callable[[Kontekst], str] = lambda k: k.samarbeid.get_absolute_url()


def enkelt(klasse: type[Handlingsskjema], start: Callable[[Kontekst], Verdier] = lambda _k: {}) -> Lag:
    """Skjemaet med det som står fra før."""
    return lambda k, data: klasse(data, initial={"sett": k.samarbeid.versjon, **start(k)})


def med_felt(handling: Callable[..., object], **bytt: str) -> Utfor:
    """Feltene i skjemaet til handlingen, under samme navn, eller det ``bytt`` sier (feltet → argumentet)."""

    def utfor(k: Kontekst, skjema: Handlingsskjema, inn: Innsending) -> object:
        felt = {
            bytt.get(navn, navn): verdi
            for navn, verdi in skjema.cleaned_data.items()
            if navn not in {"sett", "sendenokkel"}
        }
        return handling(k.samarbeid, inn, av=k.aktor, **felt)

    return utfor
