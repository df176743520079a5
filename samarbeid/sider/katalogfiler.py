"""Listen som fil, uten å holde den i minnet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samarbeid.filters import Katalogfilter
from samarbeid.katalog.sok import Katalogsvar, finn
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Katalograd

BOM = "\ufeff"
# Et regneark regner ut det som begynner slik.
FARLIG_START = ("=", "+", "-", "@", "\t", "\r", "\n")


@login_not_required
@require_safe
def entreprenorer_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Alle treffene som CSV (UTF-8 med BOM, semikolon), i samme rekkefølge som listen. Ingen kontaktpersoner."""
    kunnskap = hent_kunnskap()
    valgt = Katalogfilter(request.GET, kunnskap=kunnskap)
    svar = finn(valgt.sok, kunnskap)
    innhold = _linjer(svar, valgt, request.build_absolute_uri("/entreprenorer/"))
    fil = StreamingHttpResponse(innhold, content_type="text/csv; charset=utf-8")
    fil["Content-Disposition"] = f'attachment; filename="entreprenorer-{timezone.localdate()}.csv"'
    fil["Cache-Control"] = "private, no-store"
    return fil


class _Ekko:
    """csv.writer vil ha en fil; denne gir linjen tilbake."""

    def write(self, linje: str) -> str:
        return linje


def _linjer(svar: Katalogsvar, valgt: Katalogfilter, grunnadresse: str) -> Iterator[str]:
    skriv = csv.writer(_Ekko(), delimiter=";").writerow
    hode = [
        _("Navn"), _("Organisasjonsnummer"), _("Organisasjonsform"), _("Poststed"), _("Kort om dem"), _("Temaer"),
        _("Målgrupper"), _("Steder"), _("Hvor langt de er kommet"), _("Hva de vet om virkningen"),
        _("Har samarbeidet med"), _("Samarbeidsmodeller"), _("Nettsted"), _("Adresse på portalen"),
    ]  # fmt: skip
    yield BOM + skriv(hode)
    navn = {felt: {k: str(n) for k, n in valgt.valg(felt).items()} for felt in NAVNEFELT}
    for bunke in svar.alle_rader():
        rader = Katalograd.objects.in_bulk(bunke)
        yield "".join(skriv(_celler(rader[pk], navn, grunnadresse)) for pk in bunke if pk in rader)


NAVNEFELT = ("tema", "malgruppe", "sted", "modenhet", "form", "evidens", "har", "modell")


def _celler(rad: Katalograd, navn: dict[str, dict[str, str]], grunnadresse: str) -> list[str]:
    vist: dict[str, Any] = rad.vist

    def alle(felt: str, koder: Iterable[str]) -> str:
        return ", ".join(navn[felt].get(kode, kode) for kode in koder)

    return [
        ufarlig(celle)
        for celle in (
            rad.navn,
            vist["orgnr"],
            navn["form"].get(vist["form"], ""),
            vist["poststed"],
            vist["kort"],
            alle("tema", vist["temaer"]),
            alle("malgruppe", vist["malgrupper"]),
            alle("sted", vist["steder"]),
            navn["modenhet"].get(vist["modenhet"], ""),
            navn["evidens"].get(vist["evidens"], ""),
            alle("har", vist["har"]),
            alle("modell", vist["modeller"]),
            vist["nettsted"],
            f"{grunnadresse}{rad.slug}/",
        )
    ]


def ufarlig(celle: str) -> str:
    """Cellen slik et regneark viser den som tekst: det som ville blitt en formel, får en apostrof foran."""
    return f"'{celle}" if celle.lstrip(" ").startswith(FARLIG_START) else celle
