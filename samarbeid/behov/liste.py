"""Listen over behovene, som side og som fil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kommuner.models import Behov
from kommuner.querysets import TAR_SPORSMAL
from samarbeid.katalog.forms import Behovsfilter, sporring
from samarbeid.katalog.indeks.behovene import finn_behov
from samarbeid.katalog.indeks.typer import Behovssok
from samarbeid.katalog.sider.katalogdeler import Brikke, adresse, bla, egen_kommune, grunnsammenheng
from samarbeid.katalog.sider.katalogfiler import alle_navn, kodenavn, som_fil
from samarbeid.katalog.sider.stedsord import arenaer, dekning
from samarbeid.katalog.sider.versjoner import behovsversjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from veier.foresporsel.mellomlager import for_alle

PER_SIDE = 24


@dataclass(frozen=True, slots=True)
class Behovskort:
    """Et behov i listen, med stedene slik de angår søket."""

    behov: Behov
    steder: str


@login_not_required
@require_safe
@for_alle(behovsversjon)
def behovsliste(request: HttpRequest) -> HttpResponse:
    """Listen. En adresse som ikke står i sin ene, korte form, sendes videre til den."""
    kunnskap = hent_kunnskap()
    valgt = Behovsfilter(request.GET, kunnskap=kunnskap)
    svar = finn_behov(valgt.sok, kunnskap)
    side = bla(svar, request, PER_SIDE)
    riktig = adresse(valgt, side.number)
    if request.META.get("QUERY_STRING", "") != riktig:
        return HttpResponseRedirect(f"{request.path}?{riktig}" if riktig else request.path)
    rader = hent_rader(side.object_list)
    sammenheng = grunnsammenheng(valgt, svar, side, behovsord) | {
        "kort": [lag_kort(b, valgt.sok, kunnskap) for b in rader],
        "noen": bool(svar.register.alle),
        "snarveier": list(_snarveier(request, valgt)),
    }
    return render(request, "behov/liste.html", sammenheng)


def lag_kort(behov: Behov, sok: Behovssok, kunnskap: Kunnskap) -> Behovskort:
    """Stedene det gjelder, eller hva de har felles med kommunen det ble søkt på."""
    return Behovskort(behov, arenaer(behov.omrader, sok, kunnskap) or dekning(behov.omrader, sok, kunnskap))


def behovsord(antall: int) -> str:
    return ngettext("%(antall)d behov.", "%(antall)d behov.", antall) % {"antall": antall}


def hent_rader(numre: Iterable[int]) -> list[Behov]:
    """Behovene i samme rekkefølge. Et som er borte imens, er ikke med."""
    numre = list(numre)
    rader = Behov.objects.publisert().med_antall_andre().select_related("part").in_bulk(numre)
    return [rader[nr] for nr in numre if nr in rader]


def _snarveier(request: HttpRequest, valgt: Behovsfilter) -> Iterable[Brikke]:
    """De som er åpne eller der en konkurranse planlegges, og dem fra ens egen kommune. Fristen står på hvert av dem."""
    sok = valgt.sok
    if not sok.tilstand:
        apne = sok.med("tilstand", *(tilstand.value for tilstand in TAR_SPORSMAL))
        yield Brikke(_("Vis bare de åpne, og dem der en konkurranse planlegges"), f"?{sporring(apne)}")
    part = egen_kommune(request)
    eget = part.omrade.kode if part and part.omrade else ""
    if eget in valgt.kunnskap.omrader and eget not in sok.sted:
        navn = valgt.navn("sted", eget)
        yield Brikke(
            _("Vis dem som gjelder %(sted)s") % {"sted": navn}, f"?{sporring(replace(sok, sted=(eget,)))}"
        )


@login_not_required
@require_safe
def behov_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Behovene som treffes, i samme rekkefølge som listen."""
    kunnskap = hent_kunnskap()
    valgt = Behovsfilter(request.GET, kunnskap=kunnskap)
    return som_fil("behov", _rader(valgt, request.build_absolute_uri(reverse("behovene"))))


def _rader(valgt: Behovsfilter, grunnadresse: str) -> Iterator[list[str]]:
    yield [
        _("Navn"), _("Virksomhet"), _("Andre med det samme behovet"), _("Hvor det står"), _("Temaer"), _("Målgrupper"), _("Steder"),
        _("Penger"),
        _("Dialogen de ønsker"), _("Siste dag for spørsmål"), _("Når det bestemmes"), _("Referanse på Doffin"),
        _("Oppdiktet"), _("Adresse på portalen"),
    ]  # fmt: skip
    navn = kodenavn(valgt)
    for bunke in finn_behov(valgt.sok, valgt.kunnskap).alle_rader():
        behov = hent_rader(bunke)
        prefetch_related_objects(behov, "tilslutninger__part")
        for b in behov:
            yield [
                b.tittel,
                b.part.navn,
                ", ".join(t.part.navn for t in b.tilslutninger.all() if not t.part.skjult),
                str(b.get_tilstand_display()),
                alle_navn(navn["tema"], b.tema),
                alle_navn(navn["malgruppe"], b.malgruppe),
                alle_navn(navn["sted"], b.omrader),
                str(b.get_penger_display()) if b.penger else "",
                str(b.get_dialog_display()) if b.dialog else "",
                b.frist.isoformat() if b.frist else "",
                b.beslutningsdato.isoformat() if b.beslutningsdato else "",
                b.doffin,
                _("Ja") if b.oppdiktet else "",
                f"{grunnadresse}{b.slug}/",
            ]
