"""Domenefeil og feilsidene. 500 og 503 tegnes uten database og uten forespørselens sammenheng."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from veier.database.feil import er_avbrutt, er_borte
from veier.foresporsel.venting import for_mange as for_mange

# Delen av adressen som er hemmelig i en lenke noen har fått. ``tests/veier/test_feilsidene.py`` ser at ingen heter noe annet.
LENKEDELER = {"nokkel", "kode"}
_logger = logging.getLogger("veier.feil")


class Domenefeil(Exception):
    """En regel i domenet er brutt. Meldingen er en setning til brukeren."""


class FeilIFelt(Domenefeil):
    """Det som står i feltet ``felt``, går ikke."""

    def __init__(self, felt: str, setning: str) -> None:
        super().__init__(setning)
        self.felt = felt


class EndretImens(Domenefeil):
    """Noen har gjort noe etter at hun åpnet siden, så hun må se det før hun sender."""


def ugyldig(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(loader.get_template("400.html").render(), status=400)


def forbudt(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def finnes_ikke(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Siden finnes ikke. En lenke med en nøkkel i seg får en annen forklaring, den samme enten den er brukt eller gjettet."""
    treff = request.resolver_match
    med_nokkel = bool(treff and LENKEDELER & treff.kwargs.keys())
    return render(request, "404.html", {"med_nokkel": med_nokkel}, status=404)


def feil_metode(tillatt: str) -> HttpResponse:
    return HttpResponse(loader.get_template("405.html").render(), status=405, headers={"Allow": tillatt})


def tjenerfeil(request: HttpRequest) -> HttpResponse:
    """Hver feil ingen tok, uansett hvor den skjedde: Django kaller denne mens unntaket ennå er det som behandles."""
    unntak = sys.exc_info()[1]
    if unntak is not None and er_borte(unntak):
        return uten_database(request, unntak)
    treff = request.resolver_match
    hvor = treff.view_name if treff else "en mellomvare"
    if unntak is not None and er_avbrutt(unntak):
        _logger.error("databasen avbrøt en spørring i %s", hvor, exc_info=unntak)
        return stengt()
    _logger.error("ubehandlet feil i %s", hvor, exc_info=unntak)
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def uten_database(request: HttpRequest, unntak: BaseException) -> HttpResponse:
    """Databasen er borte: siden «stengt», og én linje i loggen."""
    if not hasattr(request, "databasen_er_borte"):
        request.databasen_er_borte = True  # type: ignore[attr-defined]
        _logger.error("databasen svarer ikke: %s", type(unntak).__name__)
    return stengt()


def stengt() -> HttpResponse:
    svar = HttpResponse(loader.get_template("503.html").render(), status=503)
    svar["Retry-After"] = "300"
    return svar
