"""Hvem personen handler for. Valget er alltid personens eget, og står øverst på hver side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.db.models import Q, Value
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from veier.brukere.models import Bruker, Leser
from veier.medlemskap.models import Medlemskap, Medlemsrolle, Organisasjon
from veier.medlemskap.slag import alle_slag
from veier.tekst import sorteringsnokkel


@dataclass(frozen=True, slots=True)
class Hattevalg:
    """Ett medlemskap, slik det velges øverst på siden. ``kode`` er «slag:slug», og ``pk`` er organisasjonens nøkkel."""

    kode: str
    navn: str
    rolle: str
    pk: int

    @property
    def slag(self) -> str:
        return self.kode.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Hatt(Hattevalg):
    """Ett medlemskap, med organisasjonen."""

    adresse: str
    er_administrator: bool
    organisasjon: Organisasjon


def hattekode(medlemskap: Medlemskap) -> str:
    return f"{medlemskap.slagkode}:{medlemskap.organisasjon.slug}"


def handler_for(bruker: Leser, slagkode: str) -> Organisasjon | None:
    """Organisasjonen av slaget som personen har valgt å handle for, og fortsatt er med i; ellers None."""
    if not isinstance(bruker, Bruker):
        return None
    valgt, _kolon, slug = bruker.hatt.partition(":")
    if valgt != slagkode:
        return None
    mine = alle_slag()[slagkode].medlemskap.objects.filter(Q(organisasjon__slug=slug), bruker=bruker)
    medlemskap = mine.select_related("organisasjon").first()  # type: ignore[misc]  # feltet står i arvingen
    return medlemskap.organisasjon if medlemskap else None


def hatter(bruker: Bruker) -> list[Hatt]:
    """Organisasjonene personen kan handle for, etter navn."""
    ut = []
    for slag in alle_slag().values():
        for m in slag.medlemskap.objects.filter(bruker=bruker).select_related("organisasjon"):  # type: ignore[misc]  # feltet står i arvingen
            ut.append(
                Hatt(
                    hattekode(m),
                    m.organisasjon.navn,
                    m.get_rolle_display(),
                    m.organisasjon.pk,
                    m.organisasjon.get_absolute_url(),
                    m.er_administrator,
                    m.organisasjon,
                )
            )
    return sorted(ut, key=lambda h: sorteringsnokkel(h.navn))


def hattene(request: HttpRequest) -> Sequence[Hattevalg]:
    """Det den innloggede kan velge, etter navn. Leses én gang for forespørselen: både siden og toppen av den bruker det."""
    husket = vars(request)
    if "hattene" not in husket:
        husket["hattene"] = _les_valgene(cast(Bruker, request.user))
    valgene: Sequence[Hattevalg] = husket["hattene"]
    return valgene


def _les_valgene(bruker: Bruker) -> list[Hattevalg]:
    """Bare det som vises, og alle slag i ett spørsmål: hver side for en innlogget leser dette."""
    forst, *resten = (
        slag.medlemskap.objects.order_by()
        .filter(bruker=bruker)
        .values_list(Value(kode), "rolle", "organisasjon_id", "organisasjon__slug", "organisasjon__navn")
        for kode, slag in alle_slag().items()
    )
    ut = [
        Hattevalg(f"{kode}:{slug}", navn, str(Medlemsrolle(rolle).label), pk)
        for kode, rolle, pk, slug, navn in forst.union(*resten, all=True)
    ]
    return sorted(ut, key=lambda h: sorteringsnokkel(h.navn))


def hattevalg(request: HttpRequest) -> dict[str, object]:
    """Til malene. Den som ikke har noen økt, koster ingen spørring; hattene leses når malen viser dem."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"innlogget": None}
    bruker = request.user
    mine = SimpleLazyObject(lambda: hattene(request))
    valgt = SimpleLazyObject(lambda: next((h for h in mine if h.kode == bruker.hatt), None))
    return {"innlogget": bruker, "hatter": mine, "hatt": valgt}
