"""Ett tema på én side: hvem som arbeider med det, sakene, hvem man snakker med, tilskudd, modeller og veiledninger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from samarbeid.katalog.forms import sporring
from samarbeid.katalog.indeks.smakataloger import sakene, virksomhetene
from samarbeid.katalog.indeks.sok import finn
from samarbeid.katalog.indeks.typer import Katalogsok, Sakssok, Virksomhetssok
from samarbeid.katalog.sider.entreprenorer import lag_kort
from samarbeid.katalog.sider.versjoner import katalogversjon
from samarbeid.matching.beslutning.beslutter import vanlige_besluttere
from samarbeid.matching.beslutning.parter import styreform_for
from samarbeid.matching.forklaring import Forklarer, stor
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Eksempelprofil, Kunnskap, Modellprofil, Veiprofil
from samarbeid.models import Artikkel
from veier.foresporsel.mellomlager import for_alle
from veier.taksonomi.models import Tema, Tilskuddsordning
from veier.taksonomi.ordforrad import Niva
from veier.tekst import sorteringsnokkel

HOYST_ENTREPRENORER, HOYST_SAKER, HOYST_MODELLER, HOYST_TILSKUDD, HOYST_VEILEDNINGER = 10, 12, 6, 12, 6
HOYST_VEIER = 2  # for hvert nivå: den vanligste, og én til


@dataclass(frozen=True, slots=True)
class Samtale:
    """Hvem man begynner med, hvem som åpner døren og hvem som bestemmer, på ett sted i én virksomhet."""

    forste: tuple[str, ...]
    dorapnere: tuple[str, ...]
    beslutter: tuple[str, ...]
    grunn: str


@dataclass(frozen=True, slots=True)
class Nivavei:
    navn: str
    samtaler: tuple[Samtale, ...]
    antall: int
    adresse: str


@login_not_required
@require_safe
@for_alle(katalogversjon)
def temaer(request: HttpRequest) -> HttpResponse:
    """Alle temaene, med hvor mange som arbeider med dem."""
    kunnskap = hent_kunnskap()
    hvem, saker = finn(Katalogsok(), kunnskap).teller, sakene(kunnskap).finn(Sakssok(), kunnskap).teller
    rader = [
        (t, hvem.get(f"tema:{t.slug}", 0), saker.get(f"tema:{t.slug}", 0)) for t in Tema.objects.synlige()
    ]
    rader.sort(key=lambda rad: sorteringsnokkel(str(rad[0].navn)))
    return render(request, "sider/temaer.html", {"temaer": rader})


@login_not_required
@require_safe
@for_alle(katalogversjon)
def tema(request: HttpRequest, slug: str) -> HttpResponse:
    """Ett tema."""
    funnet = get_object_or_404(Tema.objects.synlige(), slug=slug)
    kunnskap = hent_kunnskap()
    sok = Katalogsok(tema=(slug,))
    svar = finn(sok, kunnskap)
    saker = [sak for sak in kunnskap.eksempler if slug in sak.temaer]
    saker.sort(key=lambda sak: (sak.kort_omtalt, not sak.utfall, sorteringsnokkel(sak.navn)))
    tilskudd = Tilskuddsordning.objects.synlige().filter(temaer__contains=[slug], avsluttet=False)
    sammenheng = {
        "tema": funnet,
        "entreprenorer": lag_kort(svar.rader(0, HOYST_ENTREPRENORER), sok, svar, kunnskap),
        "antall_entreprenorer": svar.antall,
        "saker": saker[:HOYST_SAKER],
        "antall_saker": len(saker),
        "nivaer": list(_nivaer(funnet, kunnskap)),
        "modeller": _modeller(slug, saker, kunnskap),
        "tilskudd": list(tilskudd[:HOYST_TILSKUDD]),
        "veiledninger": Artikkel.objects.synlige().filter(hylle=Artikkel.Hylle.FORSTA)[:HOYST_VEILEDNINGER],
        "naer": [(t, kunnskap.temaer[t].navn) for t in funnet.naer if t in kunnskap.temaer],
        "sporring": sporring(sok),
    }
    return render(request, "sider/tema.html", sammenheng)


def _nivaer(tema: Tema, kunnskap: Kunnskap) -> Iterable[Nivavei]:
    """Nivåene temaet har en vei for, det mest ansvarlige først."""
    slug, veier = tema.slug, kunnskap.veier.get(tema.slug, ())
    forklarer = Forklarer(kunnskap, gettext)
    teller = virksomhetene(kunnskap).finn(Virksomhetssok(tema=(slug,)), kunnskap).teller
    for niva in map(Niva, tema.nivaer):
        her = sorted((v for v in veier if v.niva == niva), key=lambda v: v.rang)[:HOYST_VEIER]
        if her:
            sok = Virksomhetssok(tema=(slug,), niva=(niva.value,))
            yield Nivavei(
                str(niva.label),
                tuple(_samtale(v, forklarer, kunnskap) for v in her),
                teller.get(f"niva:{niva}", 0),
                sporring(sok),
            )


def _samtale(vei: Veiprofil, forklarer: Forklarer, kunnskap: Kunnskap) -> Samtale:
    """Rollene der styreformen er den vanlige. Siden til virksomheten sier hva de heter der."""
    form = styreform_for(None, vei, kunnskap)

    def navn(roller: Iterable[str]) -> tuple[str, ...]:
        return tuple(stor(forklarer.rollenavn(rolle, form)) for rolle in roller)

    return Samtale(
        navn(vei.forste), navn(vei.dorapnere), navn(vanlige_besluttere(vei, form, kunnskap)), vei.grunn
    )


def _modeller(
    slug: str, saker: Iterable[Eksempelprofil], kunnskap: Kunnskap
) -> list[tuple[Modellprofil, int]]:
    """(modellen, hvor mange av sakene som brukte den): de sakene brukte, så de som er laget for temaet."""
    brukt = Counter(modell for sak in saker for modell in sak.modeller)
    aktuelle = [m for m in kunnskap.modeller if brukt[m.slug] or slug in m.tema_ja]
    aktuelle.sort(key=lambda m: (-brukt[m.slug], -m.vanlighet, m.slug))
    return [(m, brukt[m.slug]) for m in aktuelle[:HOYST_MODELLER]]
