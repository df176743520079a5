"""Ett sted som sier hva et ord brukes til: å lese ideer, å søke, eller begge deler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samarbeid.redaksjon.koer import skjemaet
from veier.konto.redaksjon.adgang import for_redaksjonen
from veier.referanse.modell import Referanserad
from veier.sok.grupper import er_temaord
from veier.sok.models import Synonymgruppe, TommeOrd
from veier.taksonomi.models import Malgruppe, Synonym, Tekstsignal, Tema
from veier.typer import Sammenheng

LESES, SOKES, BEGGE = "leses i ideer", "søkes med", "leses i ideer og søkes med"
TOMT = "teller ikke i et søk som også har andre ord"
FLEST = 50
EN_MALFORM: Sammenheng = {"sprakvalg": []}


@dataclass(frozen=True, slots=True)
class Bruk:
    """``peker`` er det ordet fører til, og ``forbehold`` når det ikke gjelder alene."""

    ord: str
    brukes: str
    peker: str
    forbehold: str
    adresse: str
    skjult: bool


@for_redaksjonen
@require_safe
def ordene(request: HttpRequest) -> HttpResponse:
    """Radene ordet står i, i alle tabellene. Uten et ord vises bare søkefeltet."""
    q = " ".join(request.GET.get("q", "").replace("\0", "").split())[:80]
    bruk = list(_bruk(q)) if q else []
    synlige = {rad.brukes for rad in bruk if not rad.skjult}
    sammenheng = {
        "q": q,
        "bruk": bruk,
        "leses": bool(synlige & {LESES, BEGGE}),
        "sokes": bool(synlige & {SOKES, BEGGE}),
        "tomt": TOMT in synlige,
        "flest": FLEST,
        "nye": [(navn, reverse(f"admin:{sted}_add")) for navn, sted in (
            ("et synonym: leses i ideer, og søkes med når det er sterkt", "taksonomi_synonym"),
            ("en synonymgruppe: bare i søk", "sok_synonymgruppe"),
            ("tomme ord: teller ikke i søk", "sok_tommeord"),
            ("et tekstsignal: bare når ideer leses", "taksonomi_tekstsignal"),
        )],
        **EN_MALFORM,
    }  # fmt: skip
    return render(request, "redaksjon/ord.html", sammenheng)


def _bruk(q: str) -> Iterator[Bruk]:
    navn = {f"tema:{t.slug}": t.navn for t in Tema.objects.all()}
    navn |= {f"malgruppe:{m.slug}": m.navn for m in Malgruppe.objects.all()}
    i_sok = {
        f"tema:{slug}" for slug in Synonymgruppe.objects.synlige().values_list("tema", flat=True) if slug
    }
    for s in _med(Synonym.objects.all(), q):
        brukes = BEGGE if er_temaord(s) and s.gjelder in i_sok else LESES
        yield _rad(s, s.uttrykk, brukes, navn.get(s.gjelder, s.gjelder), _forbehold(s))
    for g in _med(Synonymgruppe.objects.all(), q):
        alle = [*g.uttrykk, *g.smalere]
        funnet = next((ord_ for ord_ in alle if q.lower() in ord_.lower()), q)
        yield _rad(g, funnet, SOKES, ", ".join(ord_ for ord_ in alle if ord_ != funnet)[:200], "")
    # Bare ordet selv: en del av det er et annet ord.
    for o in TommeOrd.objects.filter(ordene__contains=[q.lower()]):
        yield _rad(o, q.lower(), TOMT, o.gjelder, "")
    for t in _med(Tekstsignal.objects.all(), q):
        yield _rad(t, t.uttrykk, LESES, f"{t.felt}: {t.verdi}", "")


def _forbehold(ord_: Synonym) -> str:
    deler = ["bare sammen med et annet ord for temaet"] if ord_.styrke == Synonym.Styrke.SVAK else []
    deler += [f"bare med {', '.join(ord_.bare_med)}"] if ord_.bare_med else []
    deler += [f"ikke med {', '.join(ord_.ikke_med)}"] if ord_.ikke_med else []
    return "; ".join(deler)


def _med(rader: QuerySet, q: str) -> QuerySet:
    """Radene der ordet står: i et felt, eller i en av listene."""
    if rader.model is Synonymgruppe:
        rader = rader.filter(uttrykk__icontains=q) | rader.filter(smalere__icontains=q)
    else:
        rader = rader.filter(uttrykk__icontains=q)
    return rader.order_by("skjult", "uttrykk", "pk")[:FLEST]


def _rad(rad: Referanserad, ord_: str, brukes: str, peker: str, forbehold: str) -> Bruk:
    return Bruk(ord_, brukes, peker, forbehold, skjemaet(rad), rad.skjult)
