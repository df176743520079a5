"""Opptil tre entreprenører ved siden av hverandre, spørsmål for spørsmål."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from entreprenorer.models import Entreprenor
from samarbeid.katalog.forms import Katalogfilter
from samarbeid.katalog.indeks.typer import LANDET
from samarbeid.katalog.opplysning import Hvem, Opplysning, opplysning
from samarbeid.katalog.sider.versjoner import katalogversjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.models import Katalograd
from veier.foresporsel.mellomlager import for_alle
from veier.typer import Setning

HOYST = 3
# (ledetekst, feltet i det listen viser, gruppen koden har navn i; tom: teksten selv)
RADER: tuple[tuple[Setning, str, str], ...] = (
    (gettext_lazy("Hva de gjør"), "kort", ""),
    (gettext_lazy("Temaer"), "temaer", "tema"),
    (gettext_lazy("Målgrupper"), "malgrupper", "malgruppe"),
    (gettext_lazy("Steder"), "steder", "sted"),
    (gettext_lazy("Hvor langt de er kommet"), "modenhet", "modenhet"),
    (gettext_lazy("Hva de vet om virkningen"), "evidens", "evidens"),
    (gettext_lazy("Har samarbeidet med"), "har", "har"),
    (gettext_lazy("Samarbeidsmodeller"), "modeller", "modell"),
    (gettext_lazy("Organisasjonsform"), "form", "form"),
    (gettext_lazy("Poststed"), "poststed", ""),
)
BEKREFTET, REGISTERET = {"har", "modeller"}, {"form", "poststed"}


@login_not_required
@require_safe
@for_alle(katalogversjon)
def sammenlign(request: HttpRequest) -> HttpResponse:
    """De tre første som finnes, i den rekkefølgen de ble valgt. Hver rute sier hvem som står bak; ingen får poeng."""
    valgt = list(dict.fromkeys(request.GET.getlist("e")))
    funnet = {rad.slug: rad for rad in Katalograd.objects.filter(slug__in=valgt[: HOYST * 4])}
    alle = [funnet[slug] for slug in valgt if slug in funnet]
    filteret = Katalogfilter(request.GET.__class__(), kunnskap=hent_kunnskap())
    sammenheng = {
        "profiler": alle[:HOYST],
        "utelatt": [rad.navn for rad in alle[HOYST:]],
        "rader": [
            _rad(navn, [_celle(rad, felt, gruppe, filteret.navn) for rad in alle[:HOYST]])
            for navn, felt, gruppe in RADER
        ],
    }
    return render(request, "entreprenorer/sammenlign.html", sammenheng)


def _rad(ledetekst: Setning, celler: list[Opplysning]) -> dict[str, object]:
    """Sier alle rutene det samme om hvem som står bak, står det én gang; ellers i hver rute."""
    hvem = {celle.hvem_vist for celle in celler if celle.hvem}
    felles = hvem.pop() if len(hvem) == 1 else ""
    return {"ledetekst": ledetekst, "hvem": felles, "celler": celler}


def _celle(rad: Katalograd, felt: str, gruppe: str, navn: Callable[[str, str], str]) -> Opplysning:
    verdi = rad.vist[felt]
    if felt == "steder" and LANDET in verdi:
        return opplysning([_("Hele landet")], hvem=_hvem(rad, felt))
    koder = verdi if isinstance(verdi, list) else [verdi] if verdi else []
    if felt == "evidens" and verdi == "ingen":
        koder = []
    linjer = [navn(gruppe, kode) if gruppe else kode for kode in koder]
    return opplysning(linjer, hvem=_hvem(rad, felt))


def _hvem(rad: Katalograd, felt: str) -> str:
    """Bare det de har skrevet selv, er deres."""
    if felt in BEKREFTET:
        return Hvem.BEKREFTET
    if felt in REGISTERET and rad.vist["form"] != Entreprenor.Organisasjonsform.IKKE_REGISTRERT:
        return Hvem.REGISTERET
    return Hvem.VIRKSOMHETEN if rad.vist["skrevet"] else Hvem.REDAKSJONEN
