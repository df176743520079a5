"""«Prøv ideen» og «Veien videre»: uten konto, ett spørsmål om gangen, ingenting går tapt."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entreprenorer.models import Idedeling, Ideutkast
from samarbeid.matching.lesing.tolkning import tolk
from samarbeid.matching.profiler import hent_kunnskap
from samarbeid.matching.typer import Ideprofil, Kunnskap
from samarbeid.svar.dokumenter import last_ned
from samarbeid.svar.forms.prov import STEG, PengerSteg, les_ideprofil
from samarbeid.svar.hva_om import les_hva_om
from samarbeid.svar.regnet import Lest, regn_ut
from samarbeid.svar.rettelser import rett_lesningen
from samarbeid.svar.samtaleonske import finn_deling
from samarbeid.svar.svardokument import en_side, hele_svaret
from samarbeid.svar.svarside.forstelinjer import ENTREPRENOR, MOTTAKER
from veier.lenker import avtrykk, privat
from veier.typer import Verdier
from veier.utkast import sider as utkastsider
from veier.utkast.flyt import Utkastflyt
from veier.utkast.models import Utkast

FLYT = Utkastflyt(
    navn="prov",
    svarside="veien_videre",
    delside="prov_delt",
    modell=Ideutkast,
    steg=STEG,
    oktnokkel="utkast",
    ord={
        "mangler": gettext_lazy("Fortell litt om ideen først."),
        "ingress": gettext_lazy(
            "Fortell kort. Bare navnet og én setning må fylles ut; resten kan du hoppe over."
        ),
        "ferdig": gettext_lazy("Se veien videre"),
        "slett": gettext_lazy("Slett ideen"),
        "slettet": gettext_lazy("Ideen er slettet."),
        "behold": gettext_lazy("Behold ideen"),
    },
)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prov(request: HttpRequest) -> HttpResponse:
    """Det første spørsmålet."""
    return utkastsider.forste_steg(request, FLYT, kunnskap=hent_kunnskap())


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def steg(request: HttpRequest, nokkel: str, nummer: int) -> HttpResponse:
    """Ett steg i en påbegynt idé."""
    return utkastsider.ett_steg(request, FLYT, nokkel, nummer, kunnskap=hent_kunnskap())


@privat
@require_safe
def veien_videre(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret, for den som eier ideen."""
    return _vis_svar(request, utkastsider.hent(FLYT, nokkel), eier=True)


@privat
@require_safe
def delt(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Svaret, for den som har fått lenken. Kan bare leses. Er ideen tatt med inn, lever lenken videre."""
    utkast = _hent_delt(nokkel)
    if isinstance(utkast, Idedeling):
        return _vis_deling(request, utkast, nokkel)
    return _vis_svar(request, utkast, eier=False)


@privat
@require_safe
def fil(request: HttpRequest, nokkel: str, format: str) -> HttpResponse:
    """Hele svaret som PDF eller DOCX, for den som eier ideen."""
    return _fil(utkastsider.hent(FLYT, nokkel), format, eier=True)


@privat
@require_safe
def side(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Én side til møtet, for den som eier ideen."""
    return _side(utkastsider.hent(FLYT, nokkel), eier=True)


@privat
@require_safe
def delt_fil(request: HttpRequest, nokkel: str, format: str) -> HttpResponse:
    """Hele svaret som PDF eller DOCX, for den som har fått lenken."""
    return _fil(_hent_levende(nokkel), format, eier=False)


@privat
@require_safe
def delt_side(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Én side til møtet, for den som har fått lenken."""
    return _side(_hent_levende(nokkel), eier=False)


@privat
@require_POST
def del_ide(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Lager eller trekker tilbake delelenken."""
    return utkastsider.deling(request, FLYT, nokkel)


@privat
@require_POST
def rett(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Retter noe som er lest, med ett trykk på svaret."""
    return rett_lesningen(request, FLYT, utkastsider.hent(FLYT, nokkel), hent_kunnskap())


@privat
@require_http_methods(["GET", "HEAD", "POST"])
def slett(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Spør først, sletter så."""
    return utkastsider.sletting(request, FLYT, nokkel)


@login_not_required
@never_cache
@require_POST
def forslag(request: HttpRequest) -> HttpResponse:
    """Temaene teksten peker på, mens den skrives. Lagrer ingenting."""
    kunnskap = hent_kunnskap()
    tekster = [request.POST.get(felt, "")[:4000] for felt in ("tittel", "problem", "losning")]
    tolkning = tolk(Ideprofil(tekster[0], tekster[1], tekster[2]), kunnskap)
    temaer = [(kunnskap.temaer[f.slug].navn, f.ord) for f in tolkning.tema]
    return render(request, "sider/_temaforslag.html", {"temaer": temaer})


@login_not_required
@never_cache
@require_POST
def terskler(request: HttpRequest) -> HttpResponse:
    """Samlet verdi mot beløpsgrensene, mens beløpet skrives. Lagrer ingenting."""
    kunnskap = hent_kunnskap()
    skjema = PengerSteg(request.POST, kunnskap=kunnskap)
    skjema.full_clean()
    return render(request, "sider/_terskler.html", skjema.terskelsvar)


def _hent_delt(nokkel: str) -> Utkast | Idedeling:
    """Utkastet lenken gjelder, eller ideen det er blitt til. Hever Http404."""
    utkast: Utkast | None = FLYT.modell.objects.levende().for_leser(nokkel)
    delinger = Idedeling.objects.select_related("ide__entreprenor")
    return utkast or get_object_or_404(delinger, avtrykk=avtrykk(nokkel))


def _hent_levende(nokkel: str) -> Utkast | Idedeling:
    """Som ``_hent_delt``, når det fortsatt vises. Hever Http404."""
    utkast = _hent_delt(nokkel)
    if isinstance(utkast, Idedeling) and not utkast.vises:
        raise Http404
    return utkast


def _vis_deling(request: HttpRequest, deling: Idedeling, nokkel: str) -> HttpResponse:
    """Ideen slik den var. Er den tatt ned eller lagt i arkivet, sies bare det."""
    kunnskap = hent_kunnskap()
    sammenheng = _les(deling, kunnskap, eier=False) if deling.vises else None
    if sammenheng is None:
        borte = {"ide": True, "av_redaksjonen": deling.tatt_ned_av_redaksjonen}
        return render(request, "entreprenorer/tatt_ned.html", borte, status=410)
    ide = deling.ide
    sammenheng |= {
        "eier": False,
        "ord": FLYT.ord,
        "adresser": None,
        "velg_tema": "",
        "endre": "",
        "rett": "",
        "ta_med": "",
        "pdfadresse": reverse("prov_delt_fil", args=[nokkel, "pdf"]),
        "filer": _filer(nokkel, eier=False),
        "hva_om": _hva_om(request, sammenheng, kunnskap),
        "vist_fra": deling.vist_fra_tid,
        "samtale": reverse("samtale", args=[nokkel]) if finn_deling(nokkel) else "",
        # Hvem som eier en idé som ikke er publisert for alle, sies ikke her.
        "publisert": ide.get_absolute_url() if ide.vises and ide.synlighet == ide.Synlighet.ALLE else "",
    }
    return render(request, "sider/veien_videre.html", sammenheng)


def _les(utkast: Utkast | Idedeling, kunnskap: Kunnskap, *, eier: bool) -> Verdier | None:
    """Svaret gjort klart, eller None når ideen mangler navn eller tekst."""

    def les() -> Lest | None:
        ide = les_ideprofil(utkast.svar, kunnskap)
        return Lest(ide) if ide.tittel and (ide.problem or ide.losning) else None

    steg_for = FLYT.steg_for(utkast.nokkel, eier=eier)
    side = ENTREPRENOR if eier else MOTTAKER
    regnet = regn_ut(utkast.svar, les, kunnskap, side=side, steg_for=steg_for)
    if regnet is None:
        return None
    melding = regnet.svarside.neste.melding if eier else None
    return {"ide": regnet.lest.ide, "s": regnet.svarside, "melding": melding, "motorsvar": regnet.svar}


def _hva_om(request: HttpRequest, sammenheng: Verdier, kunnskap: Kunnskap) -> Verdier:
    return les_hva_om(request, sammenheng["motorsvar"], kunnskap, side=sammenheng["s"].side)


def _vis_svar(request: HttpRequest, utkast: Utkast, *, eier: bool) -> HttpResponse:
    kunnskap = hent_kunnskap()
    sammenheng = _les(utkast, kunnskap, eier=eier)
    if sammenheng is None:
        return utkastsider.uten_svar(FLYT, utkast, request, eier=eier)
    nokkel = utkast.nokkel if eier else utkast.delenokkel
    sammenheng |= {
        **utkastsider.svarsammenheng(FLYT, utkast, request, eier=eier),
        "hva_om": _hva_om(request, sammenheng, kunnskap),
        "vist_fra": None,
        "samtale": "",
        "ta_med": reverse("prov_ta_med", args=[nokkel]) if eier else "",
        "rett": reverse("prov_rett", args=[nokkel]) if eier else "",
        "pdfadresse": reverse("prov_fil" if eier else "prov_delt_fil", args=[nokkel, "pdf"]),
        "filer": _filer(nokkel, eier=eier),
    }
    return render(request, "sider/veien_videre.html", sammenheng)


def _filer(nokkel: str, *, eier: bool) -> list[tuple[str, str]]:
    """(navn, adresse) for svaret som filer."""
    delt = "" if eier else "_delt"
    return [
        (_("Én side til møtet (PDF)"), reverse(f"prov{delt}_side", args=[nokkel])),
        (_("Hele svaret (PDF)"), reverse(f"prov{delt}_fil", args=[nokkel, "pdf"])),
        (_("Hele svaret (DOCX)"), reverse(f"prov{delt}_fil", args=[nokkel, "docx"])),
    ]


def _fil(utkast: Utkast | Idedeling, format: str, *, eier: bool) -> HttpResponse:
    lest = _les(utkast, hent_kunnskap(), eier=eier)
    if lest is None:
        raise Http404
    return last_ned(hele_svaret(lest["s"], lest["ide"], lest["melding"]), format)


def _side(utkast: Utkast | Idedeling, *, eier: bool) -> HttpResponse:
    lest = _les(utkast, hent_kunnskap(), eier=eier)
    if lest is None:
        raise Http404
    return last_ned(en_side(lest["s"], lest["ide"]), "pdf")
