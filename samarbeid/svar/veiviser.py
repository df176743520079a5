"""Modellveiviseren: den offentlige siden beskriver et behov, og får den samme typen svar som en idé."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kommuner.models import OffentligPart, Veiviserutkast
from samarbeid.eksponering.telling import tell
from samarbeid.matching.forklaring import Forklarer
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Kunnskap
from samarbeid.models import Eksponering
from samarbeid.svar.dokumenter import last_ned
from samarbeid.svar.former import styreform_i_svaret
from samarbeid.svar.forms.veiviser import STEG, les_behov
from samarbeid.svar.hva_om import les_hva_om
from samarbeid.svar.notat import lag_notat, sjekkliste
from samarbeid.svar.partnere import finn_partnere
from samarbeid.svar.regnet import Lest, regn_ut
from samarbeid.svar.saksdokumenter.filer import dokumentlenker, lag_dokument
from samarbeid.svar.saksdokumenter.saken import Sak, lag_sak
from samarbeid.svar.saksdokumenter.valg import ma_kunngjores
from samarbeid.svar.svardokument import en_side, hele_svaret
from samarbeid.svar.svarside.den_som_spor import den_som_spor
from samarbeid.svar.svarside.forstelinjer import OFFENTLIG
from veier.lenker import privat
from veier.typer import Verdier
from veier.utkast import sider as utkastsider
from veier.utkast.flyt import Utkastflyt
from veier.utkast.models import Utkast

FLYT = Utkastflyt(
    navn="veiviser",
    svarside="veiviser_svar",
    delside="veiviser_delt",
    modell=Veiviserutkast,
    steg=STEG,
    oktnokkel="behov",
    ord={
        "mangler": gettext_lazy("Fortell litt om behovet først."),
        "ingress": gettext_lazy(
            "For kommuner og andre offentlige virksomheter. Fortell om behovet, så viser vi hvordan dere kan "
            "samarbeide om det, hvorfor, og hvorfor ikke på andre måter."
        ),
        "ferdig": gettext_lazy("Se hva som passer"),
        "slett": gettext_lazy("Slett behovet"),
        "slettet": gettext_lazy("Behovet er slettet."),
        "behold": gettext_lazy("Behold behovet"),
    },
)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def veiviser(request: HttpRequest) -> HttpResponse:
    """Det første spørsmålet."""
    return utkastsider.forste_steg(request, FLYT, kunnskap=hent_kunnskap())


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def steg(request: HttpRequest, nokkel: str, nummer: int) -> HttpResponse:
    """Ett steg i et påbegynt behov."""
    return utkastsider.ett_steg(request, FLYT, nokkel, nummer, kunnskap=hent_kunnskap())


@privat
@require_safe
def svar(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret, for den som eier behovet."""
    return _vis(request, utkastsider.hent(FLYT, nokkel), eier=True)


@privat
@require_safe
def delt(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret, for den som har fått lenken. Kan bare leses."""
    return _vis(request, utkastsider.hent_delt(FLYT, nokkel), eier=False)


@privat
@require_safe
def dokument(request: HttpRequest, nokkel: str, slug: str, format: str) -> HttpResponse:
    """Et av dokumentene fylt ut av svaret, for den som eier behovet."""
    return _dokument(utkastsider.hent(FLYT, nokkel), slug, format)


@privat
@require_safe
def delt_dokument(request: HttpRequest, nokkel: str, slug: str, format: str) -> HttpResponse:
    """Et av dokumentene fylt ut av svaret, for den som har fått lenken."""
    return _dokument(utkastsider.hent_delt(FLYT, nokkel), slug, format)


@privat
@require_safe
def fil(request: HttpRequest, nokkel: str, format: str) -> HttpResponse:
    """Hele svaret som PDF eller DOCX, for den som eier behovet."""
    return _fil(utkastsider.hent(FLYT, nokkel), format)


@privat
@require_safe
def side(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Én side til møtet, for den som eier behovet."""
    return _side(utkastsider.hent(FLYT, nokkel))


@privat
@require_safe
def delt_fil(request: HttpRequest, nokkel: str, format: str) -> HttpResponse:
    """Hele svaret som PDF eller DOCX, for den som har fått lenken."""
    return _fil(utkastsider.hent_delt(FLYT, nokkel), format, delt=True)


@privat
@require_safe
def delt_side(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Én side til møtet, for den som har fått lenken."""
    return _side(utkastsider.hent_delt(FLYT, nokkel), delt=True)


@privat
@require_POST
def del_behov(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Lager eller trekker tilbake delelenken."""
    return utkastsider.deling(request, FLYT, nokkel)


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Spør først, sletter så."""
    return utkastsider.sletting(request, FLYT, nokkel)


def _les(utkast: Utkast, kunnskap: Kunnskap, *, eier: bool, delt: bool = False) -> Verdier | None:
    """Svaret gjort klart, eller None når behovet mangler navn eller tekst. Den det er ``delt`` med, har en annen rolle."""

    def les() -> Lest | None:
        ide, offentlig = les_behov(utkast.svar, kunnskap)
        if not ide.tittel or not ide.problem:
            return None
        return Lest(ide, replace(offentlig, rolle=None) if delt else offentlig)

    steg_for = FLYT.steg_for(utkast.nokkel, eier=eier)
    regnet = regn_ut(utkast.svar, les, kunnskap, side=OFFENTLIG, steg_for=steg_for, delt=delt)
    if regnet is None:
        return None
    lest = regnet.lest
    return {"ide": lest.ide, "offentlig": lest.offentlig, "s": regnet.svarside, "motorsvar": regnet.svar}


def _vis(request: HttpRequest, utkast: Utkast, *, eier: bool) -> HttpResponse:
    kunnskap = hent_kunnskap()
    lest = _les(utkast, kunnskap, eier=eier, delt=not eier)
    if lest is None:
        return utkastsider.uten_svar(FLYT, utkast, request, eier=eier)
    sak, nokkel = _sak(lest, kunnskap), utkast.nokkel if eier else utkast.delenokkel
    navn = "veiviser_sak" if eier else "veiviser_delt_sak"
    punkter = sjekkliste(lest["offentlig"])
    hun = den_som_spor(lest["motorsvar"], lest["offentlig"], kunnskap)
    partnere = finn_partnere(lest["motorsvar"], kunnskap)
    tell((p.slug for p in partnere.beste), Eksponering.Flate.SVAR)
    sammenheng = {
        **lest,
        "partnere": partnere,
        "notat": None if hun.kan_selv else lag_notat(**lest),
        "sjekkliste": punkter,
        "hva_om": les_hva_om(
            request, lest["motorsvar"], kunnskap, side=OFFENTLIG, offentlig=lest["offentlig"]
        ),
        "apne": sum(not punkt.gjort for punkt in punkter),
        **utkastsider.svarsammenheng(FLYT, utkast, request, eier=eier),
        "dokumenter": dokumentlenker(sak, navn, nokkel),
        "ma_kunngjores": ma_kunngjores(sak),
        "filer": _filer(nokkel, eier=eier),
        "ta_med": reverse("veiviser_ta_med", args=[nokkel]) if eier else "",
    }
    return render(request, "sider/veiviser_svar.html", sammenheng)


def _dokument(utkast: Utkast, mal: str, format: str) -> HttpResponse:
    lest = _les(utkast, hent_kunnskap(), eier=False)
    if lest is None:
        raise Http404

    def sak_pa() -> Sak:
        kunnskap = hent_kunnskap()  # på språket dokumentet skrives på
        return _sak(_les(utkast, kunnskap, eier=False) or lest, kunnskap)

    return last_ned(lag_dokument(mal, sak_pa, _malformen(lest)), format)


def _malformen(lest: Verdier) -> str:
    """Målformen til virksomheten den som spør, arbeider i; ellers til den første på veien. Tom når ingen er kjent."""
    if slug := lest["offentlig"].virksomhet:
        return OffentligPart.objects.filter(slug=slug).values_list("malform", flat=True).first() or ""
    forst = lest["s"].forst
    return forst.malform if forst else ""


def _sak(lest: Verdier, kunnskap: Kunnskap) -> Sak:
    styreform = styreform_i_svaret(lest["motorsvar"], lest["offentlig"], kunnskap)
    forklarer = Forklarer(kunnskap, _, side="offentlig", styreform=styreform)
    return lag_sak(lest["ide"], lest["offentlig"], lest["motorsvar"], lest["s"].visning, kunnskap, forklarer)


def _filer(nokkel: str, *, eier: bool) -> list[tuple[str, str]]:
    """(navn, adresse) for svaret som filer."""
    delt = "" if eier else "_delt"
    return [
        (_("Én side til møtet (PDF)"), reverse(f"veiviser{delt}_side", args=[nokkel])),
        (_("Hele svaret (PDF)"), reverse(f"veiviser{delt}_fil", args=[nokkel, "pdf"])),
        (_("Hele svaret (DOCX)"), reverse(f"veiviser{delt}_fil", args=[nokkel, "docx"])),
    ]


def _fil(utkast: Utkast, format: str, *, delt: bool = False) -> HttpResponse:
    kunnskap = hent_kunnskap()
    lest = _les(utkast, kunnskap, eier=False, delt=delt)
    if lest is None:
        raise Http404
    partnere = finn_partnere(lest["motorsvar"], kunnskap)
    return last_ned(hele_svaret(lest["s"], lest["ide"], partnere=partnere), format)


def _side(utkast: Utkast, *, delt: bool = False) -> HttpResponse:
    lest = _les(utkast, hent_kunnskap(), eier=False, delt=delt)
    if lest is None:
        raise Http404
    return last_ned(en_side(lest["s"], lest["ide"]), "pdf")
