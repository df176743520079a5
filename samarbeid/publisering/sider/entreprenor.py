"""Entreprenørene: siden om én, ideene de viser fram, og logoen."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entreprenorer.handlinger.bekreftelse import hvorfor_ikke_bekreftet
from entreprenorer.models import Entreprenor, Ide, Profilversjon, Referanse, Virkning
from samarbeid.katalog.filters import sporring
from samarbeid.katalog.indeks.steder import stedsnavn
from samarbeid.katalog.indeks.typer import Katalogsok
from samarbeid.katalog.sider.strukturert import organisasjon
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Eksempelprofil, Kunnskap
from samarbeid.publisering.idevisning import idesammenheng
from samarbeid.publisering.virkningsvisning import lag_virkningsvisning
from veier.medlemskap.forhold import forholdet
from veier.medlemskap.tilganger import er_medlem, har_administrator, medlemskap_i
from veier.mellomlager import for_alle
from veier.tekst import sorteringsnokkel

HOYST_LIGNENDE = 5


@login_not_required
@require_safe
@for_alle()
def entreprenor(request: HttpRequest, slug: str) -> HttpResponse:
    """Én entreprenør: det de har skrevet, virkningene, referansene, ideene leseren kan se, og registeret."""
    profil = Entreprenor.objects.synlig_for(request.user).filter(slug=slug).first()
    if profil is None:
        return _borte(request, Entreprenor.objects.tatt_ned().filter(slug=slug), ide=False)
    return render(request, "entreprenorer/entreprenor.html", profilsammenheng(profil, request))


@login_not_required
@require_safe
@for_alle()
def ide(request: HttpRequest, slug: str, del_: str) -> HttpResponse:
    """En idé, for dem eieren har valgt å vise den til. For alle andre finnes den ikke."""
    her = {"entreprenor__slug": slug, "slug": del_}
    ideen = Ide.objects.synlig_for(request.user).filter(**her).select_related("entreprenor").first()
    if ideen is None or not ideen.vises:
        return _borte(request, Ide.objects.tatt_ned().filter(**her), ide=True)
    return render(request, "entreprenorer/ide.html", idesammenheng(ideen, request))


@login_not_required
@require_safe
def logo(request: HttpRequest, slug: str, fil: str) -> HttpResponse:
    """Den publiserte logoen for alle; en logo under arbeid bare for dem som er med og for redaksjonen."""
    profil = get_object_or_404(Entreprenor.objects.synlig_for(request.user), slug=slug)
    navn = f"logo/{fil}.png"
    if profil.logo != navn and not _under_arbeid(profil, navn, request):
        raise Http404
    if not default_storage.exists(navn):
        raise Http404
    with default_storage.open(navn) as bildet:
        svar = HttpResponse(bildet.read(), content_type="image/png")
    svar["Content-Disposition"] = 'inline; filename="logo.png"'
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Navnet er nytt for hvert bilde, så bildet bak en adresse endres aldri.
    synlighet = "public" if profil.logo == navn else "private"
    svar["Cache-Control"] = f"{synlighet}, max-age=31536000, immutable"
    return svar


def _borte(request: HttpRequest, tatt_ned: Any, *, ide: bool) -> HttpResponse:
    """Har alle kunnet lese siden, sies det at eieren har tatt den ned; ellers har den aldri vært der: 404.

    Siden sier ingenting om innholdet, heller ikke hvem som eide det.
    """
    if not tatt_ned.exists():
        raise Http404
    return render(request, "entreprenorer/tatt_ned.html", {"ide": ide}, status=410)


def profilsammenheng(profil: Entreprenor, request: HttpRequest) -> dict[str, Any]:
    """Det siden om en entreprenør viser. ``profil`` kan være et utkast som ikke er lagret."""
    kunnskap = hent_kunnskap()
    steder = [stedsnavn(k, kunnskap) for k in profil.steder if k in kunnskap.omrader]
    referanser = Referanse.objects.filter(entreprenor=profil, skjult=False).select_related("part")
    saker, lignende = _saker(profil, kunnskap)
    return {
        "profil": profil,
        "vist": profil.er_publisert,
        "hentet": har_administrator(profil),
        "medlemskap": medlemskap_i(request.user, profil),
        "hvorfor_ikke_bekreftet": hvorfor_ikke_bekreftet(profil),
        "forhold": forholdet(request.user, profil),
        "temaer": [kunnskap.temaer[t].navn for t in profil.temaer if t in kunnskap.temaer],
        "malgrupper": [kunnskap.malgrupper[m].navn for m in profil.malgrupper if m in kunnskap.malgrupper],
        "steder": [_("Hele landet")] if profil.hele_landet else steder,
        "virkninger": [
            lag_virkningsvisning(v)
            for v in Virkning.objects.publisert().filter(entreprenor=profil).order_by("opprettet_tid")
        ],
        "referanser": sorted(
            (r for r in referanser if r.status != Referanse.Status.AVVIST),
            key=lambda r: r.status != Referanse.Status.BEKREFTET,
        ),
        "ideer": _ideer(profil, request),
        "saker": saker,
        "lignende": lignende,
        "ligner": sporring(Katalogsok(tema=tuple(sorted(t for t in profil.temaer if t in kunnskap.temaer)))),
        # Uten et oppslag i registeret er det ingen endringer å hente.
        "endringer": profil.registerendringer.all()[:5] if profil.register_hentet_tid else (),
        "strukturert": organisasjon(profil, [_("Hele landet")] if profil.hele_landet else steder),
    }


def _ideer(profil: Entreprenor, request: HttpRequest) -> list[Ide]:
    """Ideene leseren kan se, med det listen viser."""
    ideer = Ide.objects.synlig_for(request.user).publisert().filter(entreprenor=profil)
    ut = list(ideer.only("slug", "tittel", "losning", "entreprenor"))
    for ide in ut:
        ide.entreprenor = profil  # adressen trenger den, og vi har den alt
    return ut


def _saker(profil: Entreprenor, kunnskap: Kunnskap) -> tuple[list[Eksempelprofil], list[Eksempelprofil]]:
    """(entreprenørens egne saker, andres saker om de samme temaene, flest felles temaer først)."""
    egne = [sak for sak in kunnskap.eksempler if profil.slug in sak.profiler]
    temaer = frozenset(profil.temaer)
    andres = [sak for sak in kunnskap.eksempler if sak not in egne and sak.temaer & temaer]
    andres.sort(key=lambda s: (-len(temaer & s.temaer), sorteringsnokkel(s.navn)))
    return egne, andres[:HOYST_LIGNENDE]


def _under_arbeid(profil: Entreprenor, navn: str, request: HttpRequest) -> bool:
    bruker = request.user
    if not bruker.is_authenticated or not (bruker.is_staff or er_medlem(bruker, profil)):
        return False
    return Profilversjon.objects.filter(objekt=profil, svar__logo__contains=navn).exists()
